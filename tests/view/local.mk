# tests of src/view
view_test_sources = tests/view/scene.c tests/view/scene.h tests/view/article.c
check_PROGRAMS += tests/view/test_screens tests/view/test_states tests/view/test_lists
tests_view_test_screens_SOURCES = tests/view/test_screens.c $(view_test_sources)
tests_view_test_screens_LDADD = $(test_libs)
tests_view_test_screens_CPPFLAGS = $(test_cppflags)
tests_view_test_states_SOURCES = tests/view/test_states.c $(view_test_sources) tests/doc/sample.c tests/doc/sample.h
tests_view_test_states_LDADD = $(test_libs)
tests_view_test_states_CPPFLAGS = $(test_cppflags)
tests_view_test_lists_SOURCES = tests/view/test_lists.c $(view_test_sources)
tests_view_test_lists_LDADD = $(test_libs)
tests_view_test_lists_CPPFLAGS = $(test_cppflags)
EXTRA_DIST += tests/view/golden/annotated.txt tests/view/golden/articles.txt tests/view/golden/ascii.txt \
	tests/view/golden/audit.txt tests/view/golden/banner.txt tests/view/golden/carried.txt \
	tests/view/golden/entities.txt tests/view/golden/first-frame.txt tests/view/golden/follow.txt \
	tests/view/golden/help.txt tests/view/golden/highlight-all.txt tests/view/golden/left-out.txt tests/view/golden/legend.txt \
	tests/view/golden/menu.txt tests/view/golden/missing.txt tests/view/golden/mono.txt tests/view/golden/only.txt \
	tests/view/golden/prompt.txt tests/view/golden/quotes.txt tests/view/golden/search.txt \
	tests/view/golden/sources.txt tests/view/golden/who-said.txt tests/view/golden/why.txt tests/view/golden/zen.txt
