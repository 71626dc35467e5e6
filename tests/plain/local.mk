# tests of src/plain
EXTRA_DIST += tests/plain/rig.h
check_PROGRAMS += tests/plain/test_plain
tests_plain_test_plain_SOURCES = tests/plain/test_plain.c
tests_plain_test_plain_LDADD = $(test_libs)
tests_plain_test_plain_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/plain/test_wire
tests_plain_test_wire_SOURCES = tests/plain/test_wire.c
tests_plain_test_wire_LDADD = $(test_libs)
tests_plain_test_wire_CPPFLAGS = $(test_cppflags)
