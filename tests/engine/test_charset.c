/* Bytes in any encoding of the allow-list to UTF-8: what wins when mark, server and page disagree, and what is refused. */
#include "test.h"

#include "engine/charset.h"
#include "text/utf8.h"

#define R "\xef\xbf\xbd"

static const struct {
	const char *in;
	size_t len;
	const char *server, *page, *name, *out;
} rows[] = {
	{"caf\xc3\xa9", 5, NULL, NULL, "UTF-8", "caf\xc3\xa9"},
	{"caf\xe9 and \x93quoted\x94", 17, NULL, NULL, "windows-1252",
	 "caf\xc3\xa9 and \xe2\x80\x9cquoted\xe2\x80\x9d"},
	{"caf\xe9", 4, NULL, "iso-8859-1", "windows-1252", "caf\xc3\xa9"},
	{"\xef\xbb\xbf"
	 "a\xc3\xa9",
	 6, "windows-1252", NULL, "UTF-8", "a\xc3\xa9"},
	{"\xff\xfe"
	 "a\0\xe9\0",
	 6, NULL, "utf-8", "UTF-16LE", "a\xc3\xa9"},
	{"\xfe\xff\0a\0\xe9", 6, NULL, NULL, "UTF-16BE", "a\xc3\xa9"},
	{"\xff\xfe\x3d\xd8\0\xde", 6, NULL, NULL, "UTF-16LE", "\xf0\x9f\x98\x80"},
	/* A mark that lies: no zero byte, and all of it UTF-8. */
	{"\xff\xfe"
	 "plain text",
	 12, NULL, NULL, "UTF-8", "plain text"},
	/* Saved again as UTF-8, still declared as what it was. */
	{"caf\xc3\xa9", 5, NULL, "windows-1252", "UTF-8", "caf\xc3\xa9"},
	{"plain", 5, NULL, "utf-16", "UTF-8", "plain"},
	{"\xcf\xf0\xe8", 3, "windows-1251", NULL, "windows-1251", "\xd0\x9f\xd1\x80\xd0\xb8"},
	/* Never decoded, so never dangerous: the letters stay what they are. */
	{"+ADw-script+AD4-", 16, NULL, "utf-7", "UTF-8", "+ADw-script+AD4-"},
	{"a\0b\r\nc\rd", 8, NULL, NULL, "UTF-8", "a" R "b\nc\nd"},
};

static void decodes_by_the_best_evidence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		struct decoding how;
		struct pq_error e;
		assert_int_equal(charset_decode(rows[i].in, rows[i].len, rows[i].server, rows[i].page, &out, &how, &e),
				 PQ_OK);
		assert_string_equal(out.bytes, rows[i].out);
		assert_string_equal(how.name, rows[i].name);
		buf_release(&out);
	}
}

static void tells_what_was_refused_and_replaced(void **state)
{
	(void)state;
	struct buf out = {0};
	struct decoding how;
	struct pq_error e;
	assert_int_equal(charset_decode("x\0y\xff", 4, NULL, "utf-7", &out, &how, &e), PQ_OK);
	assert_string_equal(how.refused, "utf-7");
	assert_true(how.replaced >= 1);
	buf_release(&out);
	assert_null(charset_find("utf-7"));
	assert_null(charset_find("ebcdic-cp-us"));
	assert_null(charset_find(""));
	assert_null(charset_find("a label that is far longer than any label of any encoding can be"));
	assert_string_equal(charset_find(" Latin1 "), "windows-1252");
	assert_string_equal(charset_find("UTF8"), "UTF-8");
}

static void memory_may_run_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		test_each_allocation(m)
		{
			struct buf out = {0};
			struct decoding how;
			struct pq_error e;
			enum pq_status status =
				charset_decode(rows[i].in, rows[i].len, rows[i].server, rows[i].page, &out, &how, &e);
			assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
			buf_release(&out);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_by_the_best_evidence),
		cmocka_unit_test(tells_what_was_refused_and_replaced),
		cmocka_unit_test(memory_may_run_out),
	};
	return cmocka_run_group_tests_name("engine/charset", tests, NULL, NULL);
}
