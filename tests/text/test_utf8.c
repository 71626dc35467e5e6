/* UTF-8 against the tables of The Unicode Standard and against itself, every boundary of a word included. */
#include "test.h"

#include "text/utf8.h"

#define R "\xef\xbf\xbd"

/* The Unicode Standard 15, section 3.9: U+FFFD for each maximal subpart; tables 3-8 to 3-11 and their like. */
static const struct {
	const char *in, *out;
	size_t replaced;
} ill_formed[] = {
	{"\x80", R, 1},
	{"a\xff\xfe"
	 "b",
	 "a" R R "b", 2},
	{"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", R R R R R R R R "A", 8},
	{"\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", R R R R R R R R "A", 8},
	{"\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", R R R R R "A" R R "B", 7},
	{"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", R R R R "A", 4},
	{"\xc2", R, 1},
	{"\xe2\x82", R, 1},
	{"\xf0\x9f\x98", R, 1},
	{"\xf0\x9f\x98"
	 "a",
	 R "a", 1},
	{"\xc1\xbf\xf5\x80\x80\x80", R R R R R R, 6},
	{"\xef\xbf\xbd", R, 0},
};

static void scrub_replaces_maximal_subparts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ill_formed / sizeof *ill_formed; i++) {
		struct buf b = {0};
		size_t len = strlen(ill_formed[i].in);
		assert_int_equal(utf8_scrub(&b, ill_formed[i].in, len), ill_formed[i].replaced);
		assert_string_equal(b.bytes, ill_formed[i].out);
		assert_int_equal(utf8_valid(b.bytes, b.len), b.len);
		if (ill_formed[i].replaced)
			assert_true(utf8_valid(ill_formed[i].in, len) < len);
		buf_release(&b);
	}
}

static void scrub_unifies_line_ends_and_nul(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_str(&b, "before:");
	assert_int_equal(utf8_scrub(&b, "a\r\nb\rc\n\r\r\nd\0\r\xff\n", 15), 2);
	assert_string_equal(b.bytes, "before:a\nb\nc\n\n\nd" R "\n" R "\n");
	buf_release(&b);
	assert_int_equal(utf8_scrub(&b, "", 0), 0);
	assert_int_equal(b.len, 0);
	buf_release(&b);
}

static void scrub_keeps_clean_text_at_any_place(void **state)
{
	(void)state;
	static const char *const pieces[] = {"\xc3\xa9",         "\xe2\x82\xac", "\xf0\x9f\x98\x80",
					     "\xf4\x8f\xbf\xbf", "\xff",         "\r\n"};
	for (size_t lead = 0; lead < 80; lead++)
		for (size_t i = 0; i < 6; i++) {
			char in[200] = "", want[200] = "";
			struct buf b = {0};
			memset(in, 'x', lead);
			memset(want, 'x', lead);
			strcat(in, pieces[i]);
			strcat(in, "tail of plain text that is longer than a word");
			strcat(want, i == 4 ? R : i == 5 ? "\n" : pieces[i]);
			strcat(want, "tail of plain text that is longer than a word");
			assert_int_equal(utf8_scrub(&b, in, strlen(in)), i == 4);
			assert_string_equal(b.bytes, want);
			assert_int_equal(utf8_valid(in, strlen(in)), i == 4 ? lead : strlen(in));
			buf_release(&b);
		}
}

static void scrub_reports_no_memory(void **state)
{
	(void)state;
	char bad[500];
	memset(bad, 0xff, sizeof bad);
	test_each_allocation(m)
	{
		struct buf b = {0};
		utf8_scrub(&b, bad, sizeof bad);
		assert_int_equal(b.failed, m.refused);
		if (!m.refused)
			assert_int_equal(b.len, 3 * sizeof bad);
		buf_release(&b);
	}
}

/* Every code point there and back, and the ones that are none. */
static void next_and_prev_agree_on_every_character(void **state)
{
	(void)state;
	for (uint32_t c = 1; c <= 0x10ffff; c += c < 0x3000 || (c > 0xd700 && c < 0x10100) || c > 0x10ff00 ? 1 : 37) {
		struct buf b = {0};
		buf_utf8(&b, c);
		const char *p = b.bytes, *end = b.bytes + b.len;
		if (c >= 0xd800 && c < 0xe000) {
			assert_int_equal(utf8_valid(p, b.len), 0);
		} else {
			assert_int_equal(utf8_valid(p, b.len), b.len);
			assert_int_equal(utf8_next(&p, end), c);
			assert_ptr_equal(p, end);
			assert_int_equal(utf8_prev(&p, b.bytes), c);
			assert_ptr_equal(p, b.bytes);
			assert_int_equal(utf8_count(b.bytes, b.len), 1);
		}
		buf_release(&b);
	}
}

static void prev_steps_over_anything(void **state)
{
	(void)state;
	static const char text[] = "a\x80\x80\x80\x80\xe2\x82\xac\xe2\x82\xf0\x9f";
	const char *p = text + sizeof text - 1;
	int n = 0;
	while (p > text) {
		const char *before = p;
		utf8_prev(&p, text);
		assert_true(p < before);
		n++;
	}
	assert_int_equal(n, 8);
}

static void counts_and_floors(void **state)
{
	(void)state;
	char text[400] = "";
	for (int i = 0; i < 30; i++)
		strcat(text, i % 3 ? i % 2 ? "\xc3\xa9" : "\xf0\x9f\x98\x80" : "ab\xe2\x82\xac");
	size_t len = strlen(text), count = 0;
	for (size_t at = 0; at <= len; at++) {
		size_t start = at;
		while (start < len && start && ((unsigned char)text[start] & 0xc0) == 0x80)
			start--;
		assert_int_equal(utf8_floor(text, len, at), start);
		if (start == at)
			assert_int_equal(utf8_count(text, at), count++);
	}
	assert_int_equal(utf8_floor(text, len, len + 9), len);
	struct utf8_counter c = {text, len, 0, 0};
	static const size_t order[] = {4, 20, 20, 17, 60, 2, 0, 64, 33};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		size_t at = utf8_floor(text, len, order[i]);
		assert_int_equal(utf8_count_to(&c, at), utf8_count(text, at));
	}
	assert_int_equal(utf8_count_to(&c, len + 100), utf8_count(text, len));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scrub_replaces_maximal_subparts),
		cmocka_unit_test(scrub_unifies_line_ends_and_nul),
		cmocka_unit_test(scrub_keeps_clean_text_at_any_place),
		cmocka_unit_test(scrub_reports_no_memory),
		cmocka_unit_test(next_and_prev_agree_on_every_character),
		cmocka_unit_test(prev_steps_over_anything),
		cmocka_unit_test(counts_and_floors),
	};
	return cmocka_run_group_tests_name("text/utf8", tests, NULL, NULL);
}
