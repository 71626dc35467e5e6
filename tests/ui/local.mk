# tests of src/ui
check_LTLIBRARIES += tests/ui/libscript.la
tests_ui_libscript_la_SOURCES = tests/ui/script.c tests/ui/script.h
tests_ui_libscript_la_CPPFLAGS = $(test_cppflags) -I$(top_srcdir)

noinst_PROGRAMS += tests/ui/screens
tests_ui_screens_SOURCES = tests/ui/screens.c
tests_ui_screens_CPPFLAGS = $(test_cppflags) -I$(top_srcdir)
tests_ui_screens_LDADD = tests/ui/libscript.la libreader.la

check_PROGRAMS += tests/ui/test_reader
tests_ui_test_reader_SOURCES = tests/ui/test_reader.c
tests_ui_test_reader_CPPFLAGS = $(test_cppflags) -I$(top_srcdir)
tests_ui_test_reader_LDADD = tests/ui/libscript.la $(test_libs)

check_PROGRAMS += tests/ui/test_charset
tests_ui_test_charset_SOURCES = tests/ui/test_charset.c
tests_ui_test_charset_CPPFLAGS = $(test_cppflags) -I$(top_srcdir)
tests_ui_test_charset_LDADD = tests/ui/libscript.la $(test_libs)

check_PROGRAMS += tests/ui/test_look
tests_ui_test_look_SOURCES = tests/ui/test_look.c
tests_ui_test_look_CPPFLAGS = $(test_cppflags) -I$(top_srcdir)
tests_ui_test_look_LDADD = tests/ui/libscript.la $(test_libs)
EXTRA_DIST += tests/ui/fixtures
