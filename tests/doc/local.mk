# tests of src/doc
doc_test_sources = tests/doc/sample.c tests/doc/sample.h
check_PROGRAMS += tests/doc/test_doc tests/doc/test_anno
tests_doc_test_doc_SOURCES = tests/doc/test_doc.c $(doc_test_sources)
tests_doc_test_doc_LDADD = $(test_libs)
tests_doc_test_doc_CPPFLAGS = $(test_cppflags)
tests_doc_test_anno_SOURCES = tests/doc/test_anno.c $(doc_test_sources)
tests_doc_test_anno_LDADD = $(test_libs)
tests_doc_test_anno_CPPFLAGS = $(test_cppflags)
