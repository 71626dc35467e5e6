/* Set phrases: the quick look never misses what the slow one finds, however a text is broken into lines and set. */
#include "mixed.h"
#include "test.h"

#include "text/phrase.h"

/* At the front, at the end, anywhere, as the whole: one of each sign. */
static const char *const phrases[] = {
	"(c) 20",           "(photo by",      "/ap",        "/getty",         "advertisement", "all rights reserved",
	"associated press", "caption:",       "don't miss", "editor's picks", "edited by",     "getty images)",
	"hide caption",     "our newsletter", "photo:",     "print",          "shutterstock",  "sign up for our",
	"source:",          "to unsubscribe", "via getty",  "\xc2\xa9 ",
};
enum { PHRASES = sizeof phrases / sizeof *phrases };

/* PHRASE as a page may have it: in capitals, with curly apostrophes, broken at a blank. */
static void put_phrase(struct buf *text, const char *phrase)
{
	bool capitals = roll(3) == 0, curly = roll(2), broken = roll(3) == 0;
	for (const char *p = phrase; *p; p++)
		if (*p == '\'' && curly)
			buf_str(text, "\xe2\x80\x99");
		else if (*p == ' ' && broken)
			buf_char(text, '\n');
		else
			buf_char(text, capitals && *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p);
}

/* What phrase_scan is given of TEXT. */
static void lower(const struct buf *text, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < text->len; i++) {
		char c = text->bytes[i];
		bool apostrophe = text->len - i > 2 && !memcmp(text->bytes + i, "\xe2\x80\x99", 3);
		buf_char(out, apostrophe ? '\'' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '\n' ? ' ' : c);
		i += apostrophe ? 2 : 0;
	}
}

static bool stands(const struct buf *text, struct buf *scratch)
{
	lower(text, scratch);
	struct phrases found = phrase_scan(phrase_index(), scratch->bytes, scratch->len);
	return found.furniture || found.image || found.credit;
}

static void a_quick_no_is_never_wrong(void **state)
{
	(void)state;
	static const char *const ends[] = {"", ".", " ", ")", "\xe2\x80\x9d", "\xe2\x80\x99", " and so on"};
	struct buf text = {0}, scratch = {0};
	unsigned planted = 0;
	for (uint32_t round = 0; round < 40000; round++) {
		mixed_seed = round;
		buf_clear(&text);
		if (roll(3)) {
			mixed_text(&text, 1 + roll(12), 9, false);
			buf_char(&text, roll(2) ? ' ' : '(');
		}
		put_phrase(&text, phrases[round % PHRASES]);
		buf_str(&text, ends[roll(sizeof ends / sizeof *ends)]);
		if (stands(&text, &scratch)) {
			planted++;
			assert_true(phrase_may_occur(phrase_index(), text.bytes, text.len));
		}
	}
	assert_true(planted > 10000);
	buf_release(&text);
	buf_release(&scratch);
}

/* Otherwise the slow look would follow for most of a text. */
static void most_prose_is_a_quick_no(void **state)
{
	(void)state;
	struct buf text = {0};
	unsigned yes = 0;
	for (uint32_t round = 0; round < 2000; round++) {
		mixed_seed = round;
		buf_clear(&text);
		mixed_text(&text, 1 + roll(30), 9, false);
		yes += phrase_may_occur(phrase_index(), text.bytes, text.len);
	}
	assert_true(yes < 40);
	buf_release(&text);
}

static void short_texts_are_no_phrases(void **state)
{
	(void)state;
	static const char text[] = "/ap";
	for (size_t len = 0; len < 3; len++)
		assert_false(phrase_may_occur(phrase_index(), text, len));
	assert_true(phrase_may_occur(phrase_index(), text, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quick_no_is_never_wrong),
		cmocka_unit_test(most_prose_is_a_quick_no),
		cmocka_unit_test(short_texts_are_no_phrases),
	};
	return cmocka_run_group_tests_name("text/phrase", tests, NULL, NULL);
}
