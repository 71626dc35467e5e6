# tests of src/engine
check_PROGRAMS += tests/engine/test_parse
tests_engine_test_parse_SOURCES = tests/engine/test_parse.c
tests_engine_test_parse_LDADD = $(test_libs)
tests_engine_test_parse_CPPFLAGS = $(test_cppflags)
