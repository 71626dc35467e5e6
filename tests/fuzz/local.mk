# libFuzzer targets: configure with CC=clang --enable-fuzzing, then `make fuzzers`.
EXTRA_DIST += tests/fuzz/run.sh tests/fuzz/fuzz_decode.c tests/fuzz/fuzz_page.c tests/fuzz/fuzz_text.c tests/fuzz/fuzz_read.c tests/fuzz/fuzz_model.c tests/fuzz/fuzz_split.c tests/fuzz/fuzz_message.c \
	$(fuzz_mails) $(fuzz_models) $(fuzz_inputs) $(fuzz_pages) $(fuzz_encodings)
# Changes to an empty model, to start from (fuzz_model.c tells their form).
fuzz_models = tests/fuzz/fuzz_model-seeds/empty tests/fuzz/fuzz_model-seeds/header tests/fuzz/fuzz_model-seeds/overflow \
	tests/fuzz/fuzz_model-seeds/plain tests/fuzz/fuzz_model-seeds/range
# Feeds, JSON lines and something packed.
fuzz_inputs = tests/fuzz/fuzz_split-seeds/rss.xml tests/fuzz/fuzz_split-seeds/atom.xml tests/fuzz/fuzz_split-seeds/batch.jsonl \
	tests/fuzz/fuzz_split-seeds/packed.gz
# Mails, whole and in parts, one that answers another, a file of several.
fuzz_mails = tests/fuzz/fuzz_message-seeds/answer.eml tests/fuzz/fuzz_message-seeds/box.mbox tests/fuzz/fuzz_message-seeds/parts.eml
fuzz_pages = tests/fuzz/fuzz_page-seeds/article.html tests/fuzz/fuzz_page-seeds/broken.html tests/fuzz/fuzz_page-seeds/odd.html
# A byte that chooses what is declared, and a text.
fuzz_encodings = tests/fuzz/fuzz_decode-seeds/japanese tests/fuzz/fuzz_decode-seeds/latin tests/fuzz/fuzz_decode-seeds/utf16 \
	tests/fuzz/fuzz_decode-seeds/utf8 tests/fuzz/fuzz_decode-seeds/korean
if FUZZING
EXTRA_PROGRAMS += tests/fuzz/fuzz_decode tests/fuzz/fuzz_page tests/fuzz/fuzz_text tests/fuzz/fuzz_read tests/fuzz/fuzz_model tests/fuzz/fuzz_split tests/fuzz/fuzz_message
tests_fuzz_fuzz_decode_SOURCES = tests/fuzz/fuzz_decode.c
tests_fuzz_fuzz_decode_LDADD = libengine.la
tests_fuzz_fuzz_decode_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_page_SOURCES = tests/fuzz/fuzz_page.c
tests_fuzz_fuzz_page_CPPFLAGS = $(AM_CPPFLAGS) $(LIBXML2_CFLAGS)
tests_fuzz_fuzz_page_LDADD = libengine.la
tests_fuzz_fuzz_page_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
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
tests_fuzz_fuzz_message_SOURCES = tests/fuzz/fuzz_message.c
tests_fuzz_fuzz_message_LDADD = libengine.la
tests_fuzz_fuzz_message_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzzers: tests/fuzz/fuzz_decode tests/fuzz/fuzz_page tests/fuzz/fuzz_text tests/fuzz/fuzz_read tests/fuzz/fuzz_model tests/fuzz/fuzz_split tests/fuzz/fuzz_message
CLEANFILES += tests/fuzz/fuzz_decode tests/fuzz/fuzz_page tests/fuzz/fuzz_text tests/fuzz/fuzz_read tests/fuzz/fuzz_model tests/fuzz/fuzz_split tests/fuzz/fuzz_message
endif
