/* tests/mixed.h - random text of many scripts: words of ASCII among ideographs, marks, emoji, joiners and what hides. */
#ifndef MIXED_H
#define MIXED_H

#include "base/buf.h"

static uint64_t mixed_seed;
static inline uint32_t roll(uint32_t n)
{
	mixed_seed = mixed_seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(mixed_seed >> 33) % n;
}

/** Append a word; one in ODD is none of plain letters. */
static inline void mixed_word(struct buf *b, uint32_t odd_in)
{
	static const char *const odd[] = {
		"\xe6\xb8\xa1\xe8\x88\xb9",             /* ideographs */
		"\xe6\xb8\xa1\xe3\x80\x82\xe8\x88\xb9", /* with a full stop */
		"\xed\x95\x9c\xea\xb5\xad",             /* Hangul */
		"\xd7\xa2\xd7\x91-x",                   /* Hebrew and a hyphen */
		"\xe0\xa4\x95\xe0\xa4\xbe",             /* Devanagari */
		"e\xcc\x81t\xc3\xa9",
		"\xcc\x81",
		" \xcc\x81x",
		"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac", /* a family of emoji */
		"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd",             /* with a skin */
		"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",             /* a flag */
		"\xe2\x9d\xa4\xef\xb8\x8f",
		"1\xef\xb8\x8f\xe2\x83\xa3",
		"well-known",
		"\xe2\x80\x9cQuay\xe2\x80\x9d",
		"\"No,\"",
		"(see",
		"$3.50",
		"50%",
		"a/b?c=d&e",
		"x\xc2\xa0y",
		"co\xc2\xadop",
		"x\xe2\x80\x8by",
		"\xe2\x81\xa0z",
		"\xe2\x80\xae!",
		"\xe2\x80\xa8",
		"\xe2\x80\x94",
		"\x1b[1m",
		"\x7f",
	};
	if (roll(odd_in) == 0) {
		buf_str(b, odd[roll(sizeof odd / sizeof *odd)]);
		return;
	}
	uint32_t len = roll(40) ? 1 + roll(9) : 30 + roll(60);
	for (uint32_t i = 0; i < len; i++)
		buf_char(b, (char)('a' + roll(26)));
}

/** Append WORDS of them with white space between, TABS too. */
static inline void mixed_text(struct buf *b, uint32_t words, uint32_t odd_in, bool tabs)
{
	static const char *const gaps[] = {" ", " ", " ", " ", "\n", "  ", " \n ", "", "\t"};
	for (uint32_t i = 0; i < words; i++) {
		if (i)
			buf_str(b, gaps[roll(tabs ? 9 : 8)]);
		mixed_word(b, odd_in);
	}
}

#endif
