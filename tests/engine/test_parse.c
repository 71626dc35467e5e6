/* test_parse.c - bytes to a document: formats told by content, charsets, what is refused and what is repaired. */
#include "rig.h"

#include "doc/query.h"
#include "engine/sniff.h"

/** Parse LEN BYTES; TEXT must stand in the document, which was read as CHARSET. */
static void expect(const char *bytes, size_t len, const struct pq_options *options, const char *charset,
		   const char *text)
{
	struct blob blob = {0};
	struct pq_doc doc;
	struct pq_error error = {0};
	assert_int_equal(engine_parse(engine, bytes, len, options, &blob, &error), PQ_OK);
	assert_int_equal(doc_open(blob.bytes, blob.len, &doc, &error), PQ_OK);
	assert_int_equal(doc.meta.charset.len, strlen(charset));
	assert_memory_equal(doc.strings + doc.meta.charset.at, charset, strlen(charset));
	assert_non_null(memmem(doc.text, doc.text_len, text, strlen(text)));
	assert_int_equal(doc.meta.sha256.len, 64);
	mem_free(blob.bytes);
}

static void refuse(const char *bytes, size_t len, enum pq_status status, const char *message)
{
	struct blob blob = {0};
	struct pq_error error = {0};
	const struct pq_options options = {.name = "story"};
	assert_int_equal(engine_parse(engine, bytes, len, &options, &blob, &error), status);
	assert_int_equal(error.status, status);
	assert_non_null(strstr(error.message, message));
	assert_null(blob.bytes);
}

#define REFUSE(bytes, status, message) refuse(bytes, sizeof bytes - 1, status, message)

static void foreign_formats_name_a_converter(void **state)
{
	(void)state;
	REFUSE("%PDF-1.7 ...", PQ_EUNSUPPORTED, "pdftotext 'story' - | pullquote -");
	REFUSE("PK\3\4....word/document.xml", PQ_EUNSUPPORTED, "pandoc -f docx");
	REFUSE("PK\3\4....mimetypeapplication/epub+zip", PQ_EUNSUPPORTED, "EPUB");
	REFUSE("PK\3\4....a.txt", PQ_EUNSUPPORTED, "unzip");
	REFUSE("\x89PNG\r\n\x1a\n....", PQ_EUNSUPPORTED, "tesseract");
	REFUSE("\x1f\x8b\x08....", PQ_EUNSUPPORTED, "gzip -dc");
	REFUSE("{\\rtf1 ...", PQ_EUNSUPPORTED, "pandoc -f rtf");
	refuse("\x7f"
	       "ELF\2\1\1\0",
	       8, PQ_EFORMAT, "program");
	REFUSE("a\0b\1c\2d\3e\4f\5", PQ_EFORMAT, "binary");
}

static void names_are_quoted_or_left_out(void **state)
{
	(void)state;
	struct pq_error error = {0};
	const struct foreign *pdf = sniff_foreign("%PDF-1", 6);
	assert_non_null(pdf);
	assert_int_equal(sniff_refuse(pdf, "it's.pdf", &error), PQ_EUNSUPPORTED);
	assert_non_null(strstr(error.message, "pdftotext 'FILE'"));
	assert_int_equal(sniff_refuse(pdf, "-", &error), PQ_EUNSUPPORTED);
	assert_non_null(strstr(error.message, "the input is a PDF"));
}

static void nothing_to_read(void **state)
{
	(void)state;
	REFUSE("", PQ_EEMPTY, "empty");
	REFUSE(" \n\t\r\n", PQ_EEMPTY, "empty");
	REFUSE("\xef\xbb\xbf", PQ_EEMPTY, "byte order mark");
}

static void text_and_html_are_told_apart(void **state)
{
	(void)state;
	const struct pq_options plain = {.media_type = "text/plain; charset=utf-8"}, html = {.media_type = "text/html"};
	const struct {
		const char *bytes, *type;
		const struct pq_options *options;
	} rows[] = {
		{"A story about <b> tags, and no more.", "text/plain", NULL},
		{"If a < b and b > c, then a < c.", "text/plain", NULL},
		{"<!DOCTYPE html><p>Hello", "text/html", NULL},
		{"\n <!-- saved --> <html><p>Hello", "text/html", NULL},
		{"<?xml version=\"1.0\"?><!DOCTYPE html><html><p>Hello</html>", "text/html", NULL},
		{"Hello <p>one</p> <p>two</p>", "text/html", NULL},
		{"<p>Hello", "text/plain", &plain},
		{"<!DOCTYPE html><p>Hello", "text/html", &plain},
		{"Hello, 3 < 4 & AT&T so;", "text/plain", &html},
		{"AT&amp;T", "text/html", &html},
		{"Hello <b>one", "text/html", &html},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct blob blob = {0};
		struct pq_doc doc;
		assert_int_equal(
			engine_parse(engine, rows[i].bytes, strlen(rows[i].bytes), rows[i].options, &blob, NULL),
			PQ_OK);
		assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
		assert_int_equal(doc.meta.media_type.len, strlen(rows[i].type));
		assert_memory_equal(doc.strings + doc.meta.media_type.at, rows[i].type, strlen(rows[i].type));
		mem_free(blob.bytes);
	}
}

static void charsets_are_told(void **state)
{
	(void)state;
	const struct pq_options koi = {.charset = " \"KOI8-R\" "}, latin = {.charset = "iso-8859-1"},
				seven = {.charset = "utf-7"};
	expect("caf\xc3\xa9", 5, NULL, "UTF-8", "caf\xc3\xa9");
	expect("\xef\xbb\xbf"
	       "caf\xc3\xa9",
	       8, &latin, "UTF-8", "caf\xc3\xa9");
	expect("caf\xe9 \x93ok\x94", 9, NULL, "windows-1252", "caf\xc3\xa9 \xe2\x80\x9cok\xe2\x80\x9d");
	expect("\xe9", 1, &latin, "windows-1252", "\xc3\xa9");
	/* a server may be wrong about what it sends */
	expect("caf\xc3\xa9", 5, &latin, "UTF-8", "caf\xc3\xa9");
	expect("cafe", 4, &latin, "windows-1252", "cafe");
	expect("\xf4\xf5\xf4", 3, &koi, "KOI8-R", "\xd0\xa2\xd0\xa3\xd0\xa2");
	expect("+ADw-p+AD4- caf\xc3\xa9", 17, &seven, "UTF-8", "+ADw-p+AD4-");
	expect("\xff\xfeh\0i\0=\xd8\x00\xde", 10, NULL, "UTF-16LE", "hi\xf0\x9f\x98\x80");
	expect("\xfe\xff\0h\0i", 6, NULL, "UTF-16BE", "hi");
	expect("\xff\xfe<p>caf\xc3\xa9</p>", 14, NULL, "UTF-8", "caf\xc3\xa9");
	/* a page that was saved again as UTF-8 still declares what it was */
	static const char page[] = "<meta charset=iso-8859-2><p>caf\xc3\xa9";
	expect(page, sizeof page - 1, NULL, "UTF-8", "caf\xc3\xa9");
	static const char polish[] = "<meta charset=iso-8859-2><p>pi\xb1tek";
	expect(polish, sizeof polish - 1, NULL, "ISO-8859-2", "pi\xc4\x85tek");
	/* one bad byte does not make a text windows-1252 */
	expect("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xff", 12, NULL, "UTF-8", "\xc3\xa9 \xef\xbf\xbd");
}

static void repairs_are_told(void **state)
{
	(void)state;
	struct blob blob = {0};
	struct pq_doc doc;
	static const char text[] = "A long enough line of text with one \0 in it and nothing else that is odd.\r\nTwo.";
	assert_int_equal(engine_parse(engine, text, sizeof text - 1, NULL, &blob, NULL), PQ_OK);
	assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
	assert_non_null(memmem(doc.text, doc.text_len, "one \xef\xbf\xbd in", 10));
	assert_null(memchr(doc.text, '\r', doc.text_len));
	assert_int_equal(doc.n_notices, 1);
	mem_free(blob.bytes);
}

/* A few zero bytes make no program of a short text, nor do they end it. */
static void a_text_with_zero_bytes(void **state)
{
	(void)state;
	static const char text[] = "Late\n\nIt was \0late, she said.\n\nAll \0\0 of it.\n";
	expect(text, sizeof text - 1, NULL, "UTF-8", "All \xef\xbf\xbd\xef\xbf\xbd of it.");
}

static void half_a_page_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *page;
		uint32_t told;
	} rows[] = {
		{"<!DOCTYPE html><html><body><h1>Late</h1><p>It was", 1},
		{"<!DOCTYPE html><html><body><h1>Late</h1><p>It was late.</p><p class=\"a", 1},
		{"<html><body><p>It was late.</body></html>", 0},
		{"<html><body><p>It was late.</p>\n", 0},
		{"<!DOCTYPE html><p>It was late, and nobody closes this one", 0},
		{"<p>It was late", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct blob blob = {0};
		struct pq_doc doc;
		assert_int_equal(engine_parse(engine, rows[i].page, strlen(rows[i].page), NULL, &blob, NULL), PQ_OK);
		assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
		uint32_t told = 0;
		for (uint32_t n = 0; n < doc.n_notices; n++) {
			struct doc_slice words = doc_str(&doc, doc.notices[n].message);
			told += memmem(words.s, words.len, "cut short", 9) != NULL;
		}
		if (told != rows[i].told)
			fail_msg("%s: told %u times", rows[i].page, told);
		mem_free(blob.bytes);
	}
}

static void limits_grow_to_the_end(void **state)
{
	(void)state;
	struct pq_doc doc = {.text_len = 50000};
	assert_int_equal(engine_next_limit(&doc, 0), 50000);
	doc.text_len = 10000000;
	uint32_t done = 0, rounds = 0;
	while (done < doc.text_len) {
		uint32_t next = engine_next_limit(&doc, done);
		assert_true(next > done && next <= doc.text_len);
		done = next;
		rounds++;
	}
	assert_true(rounds >= 3 && rounds <= 5);
	doc.text_len = PQ_MAX_TEXT;
	assert_true(engine_next_limit(&doc, PQ_MAX_TEXT - 1) == annotate_reach(&doc));
}

static void every_enumerator_has_a_name(void **state)
{
	(void)state;
	for (unsigned i = 0; i < PQ_BLOCK_KINDS; i++)
		assert_string_not_equal(pq_block_kind_name((enum pq_block_kind)i), "unknown");
	for (unsigned i = 0; i < PQ_ENTITY_TYPES; i++)
		assert_string_not_equal(pq_entity_type_name((enum pq_entity_type)i), "unknown");
	for (unsigned i = 0; i < PQ_FINDING_KINDS; i++)
		assert_string_not_equal(pq_finding_kind_name((enum pq_finding_kind)i), "unknown");
	assert_string_equal(pq_source_kind_name(PQ_SOURCE_UNKNOWN), "unknown");
	assert_string_equal(pq_naming_name(PQ_UNNAMED), "none");
	assert_string_equal(pq_block_kind_name((enum pq_block_kind)200), "unknown");
	assert_string_equal(pq_evidence_name(0), "none");
	assert_string_equal(pq_evidence_name(255), "none");
	assert_true(strlen(pq_evidence_sentence(1)) > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(foreign_formats_name_a_converter),
		cmocka_unit_test(names_are_quoted_or_left_out),
		cmocka_unit_test(nothing_to_read),
		cmocka_unit_test(text_and_html_are_told_apart),
		cmocka_unit_test(charsets_are_told),
		cmocka_unit_test(repairs_are_told),
		cmocka_unit_test(a_text_with_zero_bytes),
		cmocka_unit_test(half_a_page_is_told),
		cmocka_unit_test(limits_grow_to_the_end),
		cmocka_unit_test(every_enumerator_has_a_name),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
