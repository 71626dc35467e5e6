/* Graphemes, their cells and what is shown of them; where lines may break. */
#include "mixed.h"
#include "test.h"

#include <unilbrk.h>

#include "base/buf.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/width.h"

/* The graphemes of TEXT as "shown:width shown:width ...". */
static const char *graphemes(struct buf *b, const char *text)
{
	size_t len = strlen(text);
	buf_clear(b);
	for (size_t at = 0; at < len;) {
		char shown[32];
		struct grapheme g = grapheme_at(text + at, len - at);
		assert_in_range(g.len, 1, len - at);
		size_t n = grapheme_show(text + at, len - at, shown);
		assert_int_equal(n, strlen(shown));
		buf_printf(b, "%s%s:%d", b->len ? " " : "", shown, g.width);
		at += g.len;
	}
	return b->bytes;
}

#define ACUTE "\xcc\x81"
#define VS16 "\xef\xb8\x8f"
#define ZWJ "\xe2\x80\x8d"
#define MAN "\xf0\x9f\x91\xa8"
#define WOMAN "\xf0\x9f\x91\xa9"
#define GIRL "\xf0\x9f\x91\xa7"
#define HIDDEN "\xe2\x8d\xbd"

static void graphemes_take_their_cells(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"ab", "a:1 b:1"},
		{"e" ACUTE "x", "e" ACUTE ":1 x:1"},
		{"\xc3\xa9", "\xc3\xa9:1"},
		{ACUTE "a", "\xe2\x97\x8c" ACUTE ":1 a:1"},
		{"\xe4\xbd\xa0\xe5\xa5\xbd", "\xe4\xbd\xa0:2 \xe5\xa5\xbd:2"},
		{"\xef\xbc\xa1", "\xef\xbc\xa1:2"},
		/* A family is one grapheme of two cells; a cell holds its first person. */
		{MAN ZWJ WOMAN ZWJ GIRL "x", MAN ":2 x:1"},
		{"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", "\xf0\x9f\x91\x8d:2"},
		{"\xe2\x9d\xa4" VS16 "x", "\xe2\x9d\xa4:1 x:1"},
		{"1" VS16 "\xe2\x83\xa3", "1\xe2\x83\xa3:1"},
		{"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", "\xf0\x9f\x87\xa9:1 \xf0\x9f\x87\xaa:1"},
		{"\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xbf", "\xf0\x9f\x8f\xb4:2"},
		/* Devanagari: a vowel sign with a width of its own is a cell of its own. */
		{"\xe0\xa4\x95\xe0\xa4\xbe", "\xe0\xa4\x95:1 \xe0\xa4\xbe:1"},
		{"\xe0\xa4\x95\xe0\xa5\x8d", "\xe0\xa4\x95\xe0\xa5\x8d:1"},
		/* Hangul in jamo. */
		{"\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8:2"},
		{"co\xc2\xad"
		 "op",
		 "c:1 o:1 :0 o:1 p:1"},
		{"\xff"
		 "a",
		 "\xef\xbf\xbd:1 a:1"},
		{"\t\n", " :1  :1"},
	};
	struct buf b = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(graphemes(&b, rows[i].in), rows[i].out);
	buf_release(&b);
}

static void what_hides_is_shown(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"a\x1b[31m", "a:1 \xe2\x90\x9b:1 [:1 3:1 1:1 m:1"},
		{"\x01\x7f", "\xe2\x90\x81:1 \xe2\x90\xa1:1"},
		{"a\xc2\x9b"
		 "b",
		 "a:1 \xef\xbf\xbd:1 b:1"},
		{"a\xe2\x80\xae"
		 "b",
		 "a:1 \xe2\x87\x84:1 b:1"},
		{"pay" ZWJ "pal", "p:1 a:1 y:1 " HIDDEN ":1 p:1 a:1 l:1"},
		{"a\xe2\x80\x8b", "a:1 " HIDDEN ":1"},
		{"a" VS16, "a:1 " HIDDEN ":1"},
		{"\xe2\x9d\xa4" VS16 VS16, "\xe2\x9d\xa4:1 " HIDDEN ":1"},
		{"\xf0\x9f\x98\x80\xf3\xa0\x84\x80", "\xf0\x9f\x98\x80:2 " HIDDEN ":1"},
		{"x\xf3\xa0\x81\xa1", "x:1 " HIDDEN ":1"},
		{"\xe2\x80\xa8", "\xe2\x90\xa4:1"},
		{"\xef\xbf\xbe", "\xef\xbf\xbd:1"},
	};
	struct buf b = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(graphemes(&b, rows[i].in), rows[i].out);
	buf_release(&b);
}

/* safety.md, promise 1, over all of Unicode: alone and behind a letter, a heart, a face. */
static void nothing_raw_comes_out(void **state)
{
	(void)state;
	static const char *const before[] = {"", "a", "\xe2\x9d\xa4", "\xf0\x9f\x98\x80"};
	struct buf b = {0};
	for (uint32_t c = 1; c <= 0x10ffff; c += c < 0x30000 || (c >= 0xe0000 && c < 0xe0200) || c > 0x10fff0 ? 1 : 97)
		for (size_t i = 0; i < 4; i++) {
			buf_clear(&b);
			buf_str(&b, before[i]);
			buf_utf8(&b, c);
			for (size_t at = 0; at < b.len;) {
				char shown[32];
				size_t n = grapheme_show(b.bytes + at, b.len - at, shown);
				const char *p = shown, *end = shown + n;
				struct grapheme g = grapheme_at(b.bytes + at, b.len - at);
				assert_true(g.len > 0 && g.width <= 2);
				assert_true((n == 0) == (g.width == 0));
				assert_true(n > 0 || c == 0xad);
				while (p < end) {
					uint32_t out = utf8_next(&p, end);
					assert_false(char_is_control(out) || out == '\n' || out == '\t');
					assert_false(char_is_invisible(out) && !(out >= 0x1160 && out <= 0x11ff));
				}
				at += g.len;
			}
		}
	buf_release(&b);
}

/* A tower of marks is neither one endless grapheme nor more than a cell can hold. */
static void a_tower_of_marks_stays_bounded(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_str(&b, "a");
	for (int i = 0; i < 1000; i++)
		buf_str(&b, ACUTE);
	for (size_t at = 0; at < b.len;) {
		char shown[32];
		struct grapheme g = grapheme_at(b.bytes + at, b.len - at);
		assert_in_range(g.len, 1, 64);
		assert_int_equal(g.width, 1);
		assert_in_range(utf8_count(shown, grapheme_show(b.bytes + at, b.len - at, shown)), 1, 5);
		at += g.len;
	}
	buf_release(&b);
}

static void width_and_fit_agree(void **state)
{
	(void)state;
	static const char text[] =
		"plain text, caf\xc3\xa9 e" ACUTE " \xe4\xbd\xa0\xe5\xa5\xbd " MAN ZWJ GIRL " co\xc2\xad"
		"op and more plain text";
	size_t len = sizeof text - 1;
	uint32_t all = text_width(text, len), used, before = 0;
	assert_int_equal(text_fit(text, len, all, NULL), len);
	for (uint32_t cells = 0; cells <= all + 3; cells++) {
		size_t fit = text_fit(text, len, cells, &used);
		assert_true(used <= cells && used + 2 > (cells < all ? cells : all));
		assert_int_equal(text_width(text, fit), used);
		assert_true(used >= before);
		before = used;
	}
	assert_int_equal(text_width("", 0), 0);
	assert_int_equal(text_width("abc\xe4\xbd\xa0", 6), 5);
	/* The letter before a mark is not counted twice, wherever it stands in a word of eight bytes. */
	for (size_t lead = 0; lead < 40; lead++) {
		char line[64];
		memset(line, 'x', lead);
		memcpy(line + lead, "e" ACUTE, 4);
		assert_int_equal(text_width(line, lead + 3), lead + 1);
		assert_int_equal(text_fit(line, lead + 3, (uint32_t)lead, NULL), lead);
	}
}

static void breaks_follow_uax14(void **state)
{
	(void)state;
	/* One sign a character: '/' may break before it, '!' must, '.' neither. */
	static const struct {
		const char *text, *breaks;
	} rows[] = {
		{"one two", "..../.."},
		{"a-b c", ".././"},
		{"\"He said,\" no", "..../....../."},
		{"a\nb", "..!"},
		{"a\n\nb", "..!!"},
		{"3.5 km", "..../."},
		{"no\xc2\xa0"
		 "break",
		 "........"},
		{"\xe4\xbd\xa0\xe5\xa5\xbd", "./"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t out[64];
		char got[64] = "";
		size_t len = strlen(rows[i].text), n = 0;
		text_breaks(rows[i].text, len, out);
		for (size_t at = 0; at < len; at++)
			if (((unsigned char)rows[i].text[at] & 0xc0) != 0x80)
				got[n++] = "./!"[out[at]];
			else
				assert_int_equal(out[at], BREAK_NONE);
		assert_string_equal(got, rows[i].breaks);
	}
}

/* Bytes from S on that TEXT_PLAIN takes, one by one. */
static size_t plain_bytes(const char *s, size_t len, size_t most)
{
	size_t plain = 0;
	for (size_t i = 0; i < len && i < most && s[i] >= ' ' && s[i] <= '~'; i++) {
		char after = i + 1 < len ? s[i + 1] : '.';
		if ((after & 0x80) || (i && s[i] == ' ' && s[i - 1] == ' '))
			break;
		plain = s[i] == ' ' ? plain : i + 1;
	}
	return plain;
}

static void check_breaks(const struct buf *text)
{
	char *kind = malloc(text->len);
	uint8_t *out = malloc(text->len);
	assert_true(kind && out);
	text_breaks(text->bytes, text->len, out);
	u8_possible_linebreaks((const uint8_t *)text->bytes, text->len, "UTF-8", kind);
	bool must = false;
	for (size_t i = 0; i < text->len; i++) {
		bool starts = (text->bytes[i] & 0xc0) != 0x80;
		if (i)
			assert_int_equal(out[i], starts && must                 ? BREAK_MUST
						 : kind[i] == UC_BREAK_POSSIBLE ? BREAK_MAY
										: BREAK_NONE);
		must = kind[i] == UC_BREAK_MANDATORY || (must && !starts);
	}
	free(kind);
	free(out);
}

/* What is taken in bulk comes to what it comes to grapheme by grapheme, and to what libunistring says of the whole. */
static void bulk_is_as_one_by_one(void **state)
{
	(void)state;
	static const uint32_t odd_in[] = {2, 5, 20, 200};
	for (uint32_t round = 0; round < 200; round++) {
		struct buf b = {0};
		mixed_seed = round;
		mixed_text(&b, 1 + roll(60), odd_in[round % 4], true);
		check_breaks(&b);
		uint32_t left = text_width(b.bytes, b.len);
		for (size_t at = 0; at < b.len;) {
			struct grapheme g = grapheme_at(b.bytes + at, b.len - at);
			size_t most = roll(100), plain = plain_bytes(b.bytes + at, b.len - at, most);
			assert_int_equal(text_plain(b.bytes + at, b.len - at, most), plain);
			assert_int_equal(text_width(b.bytes + at, b.len - at), left);
			assert_int_equal(text_width(b.bytes + at, plain), plain);
			left -= g.width;
			at += g.len;
		}
		assert_int_equal(left, 0);
		buf_release(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(graphemes_take_their_cells), cmocka_unit_test(what_hides_is_shown),
		cmocka_unit_test(nothing_raw_comes_out),      cmocka_unit_test(a_tower_of_marks_stays_bounded),
		cmocka_unit_test(width_and_fit_agree),        cmocka_unit_test(breaks_follow_uax14),
		cmocka_unit_test(bulk_is_as_one_by_one),
	};
	return cmocka_run_group_tests_name("text/width", tests, NULL, NULL);
}
