# pages from the web, against a server of the test's own
dist_check_SCRIPTS += tests/fetch/fetch_test.py tests/fetch/reader_test.py
EXTRA_DIST += tests/fetch/server.py
