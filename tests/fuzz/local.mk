# libFuzzer targets: configure with CC=clang --enable-fuzzing, then `make fuzzers`.
EXTRA_DIST += tests/fuzz/fuzz_text.c tests/fuzz/fuzz_read.c tests/fuzz/fuzz_model.c tests/fuzz/fuzz_split.c $(fuzz_models) $(fuzz_inputs)
# Changes to an empty model, to start from (fuzz_model.c tells their form).
fuzz_models = tests/fuzz/fuzz_model-seeds/empty tests/fuzz/fuzz_model-seeds/header tests/fuzz/fuzz_model-seeds/overflow \
	tests/fuzz/fuzz_model-seeds/plain tests/fuzz/fuzz_model-seeds/range
# Feeds, JSON lines and something packed.
fuzz_inputs = tests/fuzz/fuzz_split-seeds/rss.xml tests/fuzz/fuzz_split-seeds/atom.xml tests/fuzz/fuzz_split-seeds/batch.jsonl \
	tests/fuzz/fuzz_split-seeds/packed.gz
if FUZZING
EXTRA_PROGRAMS += tests/fuzz/fuzz_text tests/fuzz/fuzz_read tests/fuzz/fuzz_model tests/fuzz/fuzz_split
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz_text.c
tests_fuzz_fuzz_text_LDADD = libengine.la
tests_fuzz_fuzz_text_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_read_SOURCES = tests/fuzz/fuzz_read.c
tests_fuzz_fuzz_read_LDADD = libengine.la
tests_fuzz_fuzz_read_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_model_SOURCES = tests/fuzz/fuzz_model.c
tests_fuzz_fuzz_model_LDADD = libengine.la
tests_fuzz_fuzz_model_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_split_SOURCES = tests/fuzz/fuzz_split.c
tests_fuzz_fuzz_split_LDADD = libengine.la
tests_fuzz_fuzz_split_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzzers: tests/fuzz/fuzz_text tests/fuzz/fuzz_read tests/fuzz/fuzz_model tests/fuzz/fuzz_split
CLEANFILES += tests/fuzz/fuzz_text tests/fuzz/fuzz_read tests/fuzz/fuzz_model tests/fuzz/fuzz_split
endif
