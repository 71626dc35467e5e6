# tests of src/export
check_PROGRAMS += tests/export/test_export
tests_export_test_export_SOURCES = tests/export/test_export.c tests/export/fixture.c tests/export/fixture.h $(doc_test_sources)
tests_export_test_export_LDADD = $(test_libs)
tests_export_test_export_CPPFLAGS = $(test_cppflags)
dist_check_SCRIPTS += tests/export/formats.py
EXTRA_DIST += $(export_goldens)
export_goldens = \
	tests/export/golden/ferry.ans tests/export/golden/ferry.audit tests/export/golden/ferry.csv \
	tests/export/golden/ferry.html tests/export/golden/ferry.json tests/export/golden/ferry.jsonl \
	tests/export/golden/ferry.md tests/export/golden/ferry.txt \
	tests/export/golden/hostile.ans tests/export/golden/hostile.audit tests/export/golden/hostile.csv \
	tests/export/golden/hostile.html tests/export/golden/hostile.json tests/export/golden/hostile.jsonl \
	tests/export/golden/hostile.md tests/export/golden/hostile.txt
