# Unit tests mirror src/: tests/FOLDER/test_NAME.c is a program of its own that prints TAP; shell tests print TAP too.
# A C test adds:   check_PROGRAMS += tests/base/test_arena
#                  tests_base_test_arena_SOURCES = tests/base/test_arena.c
#                  tests_base_test_arena_LDADD = $(test_libs)
#                  tests_base_test_arena_CPPFLAGS = $(test_cppflags)
# A shell test adds: dist_check_SCRIPTS += tests/screens.sh
AM_TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; top_builddir='$(abs_top_builddir)'; export top_builddir; \
	PULLQUOTE_DATA='$(abs_top_srcdir)/data'; export PULLQUOTE_DATA; \
	PULLQUOTE_THEMES='$(abs_top_srcdir)/themes'; export PULLQUOTE_THEMES; \
	CC='$(CC)' CFLAGS_EXTRA='$(PQ_LDFLAGS)' NCURSES_CFLAGS='$(NCURSES_CFLAGS)' LIBXML2_CFLAGS='$(LIBXML2_CFLAGS)' \
	PCRE2_CFLAGS='$(PCRE2_CFLAGS)' JANSSON_CFLAGS='$(JANSSON_CFLAGS)' CMOCKA_CFLAGS='$(CMOCKA_CFLAGS)'; \
	export CC CFLAGS_EXTRA NCURSES_CFLAGS LIBXML2_CFLAGS PCRE2_CFLAGS JANSSON_CFLAGS CMOCKA_CFLAGS;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_DRIVER = $(LOG_DRIVER)
TEST_EXTENSIONS = .sh .py
SH_LOG_COMPILER = $(SHELL)
PY_LOG_COMPILER = $(PYTHON)
test_libs = libreader.la $(CMOCKA_LIBS)
test_cppflags = -I$(top_srcdir)/tests $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
TESTS = $(check_PROGRAMS) $(dist_check_SCRIPTS)
EXTRA_DIST += tests/test.h tests/mixed.h
include tests/house/local.mk
include tests/cli/local.mk
include tests/fetch/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk
if HAVE_CMOCKA
include tests/base/local.mk
include tests/text/local.mk
include tests/doc/local.mk
include tests/html/local.mk
include tests/plain/local.mk
include tests/annotate/local.mk
include tests/layout/local.mk
include tests/export/local.mk
include tests/engine/local.mk
include tests/screen/local.mk
include tests/config/local.mk
include tests/session/local.mk
include tests/view/local.mk
include tests/ui/local.mk
include tests/tmux/local.mk
include tests/eval/local.mk
endif
