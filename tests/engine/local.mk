# tests of src/engine
check_PROGRAMS += tests/engine/test_parse
tests_engine_test_parse_SOURCES = tests/engine/test_parse.c
tests_engine_test_parse_LDADD = $(test_libs)
tests_engine_test_parse_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/engine/test_charset
tests_engine_test_charset_SOURCES = tests/engine/test_charset.c
tests_engine_test_charset_LDADD = $(test_libs)
tests_engine_test_charset_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/engine/test_read
tests_engine_test_read_SOURCES = tests/engine/test_read.c
tests_engine_test_read_LDADD = $(test_libs)
tests_engine_test_read_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/engine/test_article
tests_engine_test_article_SOURCES = tests/engine/test_article.c
tests_engine_test_article_LDADD = $(test_libs)
tests_engine_test_article_CPPFLAGS = $(test_cppflags)
