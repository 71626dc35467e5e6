# tests of src/annotate
EXTRA_DIST += tests/annotate/rig.h
check_PROGRAMS += tests/annotate/test_quotes
tests_annotate_test_quotes_SOURCES = tests/annotate/test_quotes.c
tests_annotate_test_quotes_LDADD = $(test_libs)
tests_annotate_test_quotes_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/annotate/test_speakers
tests_annotate_test_speakers_SOURCES = tests/annotate/test_speakers.c
tests_annotate_test_speakers_LDADD = $(test_libs)
tests_annotate_test_speakers_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/annotate/test_names
tests_annotate_test_names_SOURCES = tests/annotate/test_names.c
tests_annotate_test_names_LDADD = $(test_libs)
tests_annotate_test_names_CPPFLAGS = $(test_cppflags)
check_PROGRAMS += tests/annotate/test_tagger
tests_annotate_test_tagger_SOURCES = tests/annotate/test_tagger.c
tests_annotate_test_tagger_LDADD = $(test_libs)
tests_annotate_test_tagger_CPPFLAGS = $(test_cppflags)
