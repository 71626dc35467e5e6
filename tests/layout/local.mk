# tests of src/layout
check_PROGRAMS += tests/layout/test_layout
tests_layout_test_layout_SOURCES = tests/layout/test_layout.c
tests_layout_test_layout_LDADD = $(test_libs)
tests_layout_test_layout_CPPFLAGS = $(test_cppflags)
