# tests of src/html
check_PROGRAMS += tests/html/test_html
tests_html_test_html_SOURCES = tests/html/test_html.c
tests_html_test_html_LDADD = $(test_libs)
tests_html_test_html_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/html/test_parts
tests_html_test_parts_SOURCES = tests/html/test_parts.c
tests_html_test_parts_LDADD = $(test_libs)
tests_html_test_parts_CPPFLAGS = $(test_cppflags)
dist_check_SCRIPTS += tests/html/pages.sh
check_PROGRAMS += tests/html/test_feed
tests_html_test_feed_SOURCES = tests/html/test_feed.c
tests_html_test_feed_LDADD = $(test_libs)
tests_html_test_feed_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/html/test_scan
tests_html_test_scan_SOURCES = tests/html/test_scan.c
tests_html_test_scan_LDADD = $(test_libs)
tests_html_test_scan_CPPFLAGS = $(test_cppflags)
