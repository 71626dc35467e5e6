# libFuzzer targets: configure with CC=clang --enable-fuzzing, then `make fuzzers`.
EXTRA_DIST += tests/fuzz/fuzz_text.c tests/fuzz/fuzz_read.c
if FUZZING
EXTRA_PROGRAMS += tests/fuzz/fuzz_text tests/fuzz/fuzz_read
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz_text.c
tests_fuzz_fuzz_text_LDADD = libengine.la
tests_fuzz_fuzz_text_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_read_SOURCES = tests/fuzz/fuzz_read.c
tests_fuzz_fuzz_read_LDADD = libengine.la
tests_fuzz_fuzz_read_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzzers: tests/fuzz/fuzz_text tests/fuzz/fuzz_read
CLEANFILES += tests/fuzz/fuzz_text tests/fuzz/fuzz_read
endif
