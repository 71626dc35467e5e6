# tests of src/screen
noinst_PROGRAMS += tests/screen/probe
tests_screen_probe_SOURCES = tests/screen/probe.c
tests_screen_probe_LDADD = libreader.la
dist_check_SCRIPTS += tests/screen/terminal_test.py
EXTRA_DIST += tests/screen/terminal.py
check_PROGRAMS += tests/screen/test_grid tests/screen/test_input
tests_screen_test_grid_SOURCES = tests/screen/test_grid.c
tests_screen_test_grid_LDADD = $(test_libs)
tests_screen_test_grid_CPPFLAGS = $(test_cppflags)
tests_screen_test_input_SOURCES = tests/screen/test_input.c
tests_screen_test_input_LDADD = $(test_libs)
tests_screen_test_input_CPPFLAGS = $(test_cppflags)
