# tests of src/screen
noinst_PROGRAMS += tests/screen/probe
tests_screen_probe_SOURCES = tests/screen/probe.c
tests_screen_probe_LDADD = libreader.la
dist_check_SCRIPTS += tests/screen/terminal_test.py
EXTRA_DIST += tests/screen/terminal.py
