/* text/width.c - the cells that text takes, and where it may break.
 *
 * A grapheme here is what one terminal cell can hold: a base and the marks of no width on it, as in UAX #29, but
 *  - a mark that takes cells of its own (Devanagari's vowel signs) and each half of a flag is a grapheme by itself, since a
 *    terminal moves its cursor over each;
 *  - an invisible character that has no business where it stands ends the grapheme and is shown as a marker;
 *  - no grapheme has more than 31 characters (UAX #15's Stream-Safe Text Format: 30 marks), so no text costs more than linear. */
#include "text/width.h"

#include <string.h>

#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "text/chars.h"
#include "text/utf8.h"

enum {
	MOST_CHARACTERS = 31,
	CELL_CHARACTERS = 5, /* CCHARW_MAX of ncurses */
	ZWNJ = 0x200c,
	ZWJ = 0x200d,
	SOFT_HYPHEN = 0xad,
	BLACK_FLAG = 0x1f3f4,
	DOTTED_CIRCLE = 0x25cc,
	REPLACEMENT = 0xfffd,
};

/* Where terminals differ from UAX #11 as libunistring reads it: glibc's wcwidth, which terminals and curses ask.
 * Measured over all of Unicode 14, glibc 2.36 against libunistring 1.0. */
static const struct {
	uint32_t first, last;
	uint8_t width;
} exceptions[] = {
	{0x0600, 0x0605, 1},   {0x06dd, 0x06dd, 1},   {0x070f, 0x070f, 1},   {0x0890, 0x0891, 1}, {0x08e2, 0x08e2, 1},
	{0x0cbf, 0x0cbf, 0},   {0x0cc6, 0x0cc6, 0},   {0x3248, 0x324f, 2},   {0x4dc0, 0x4dff, 2}, {0x110bd, 0x110bd, 1},
	{0x110cd, 0x110cd, 1}, {0x11a07, 0x11a08, 0}, {0x11c3f, 0x11c3f, 0},
};

static bool in(uint32_t c, uint32_t first, uint32_t last)
{
	return c - first <= last - first;
}

/* 0, 1 or 2. */
static uint8_t char_width(uint32_t c)
{
	for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions && c >= exceptions[i].first; i++)
		if (c <= exceptions[i].last)
			return exceptions[i].width;
	int width = uc_width(c, "UTF-8");
	return width < 0 ? 1 : (uint8_t)width;
}

static bool is_bidi(uint32_t c)
{
	return c == 0x061c || in(c, 0x200e, 0x200f) || in(c, 0x202a, 0x202e) || in(c, 0x2066, 0x2069);
}

/* What one cell shows for a character that must not reach the terminal, or 0. */
static uint32_t symbol_for(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' ? ' ' : 0x2400 + c;
	if (c < 0x7f)
		return 0;
	if (c == 0x7f)
		return 0x2421;
	if (in(c, 0x80, 0x9f))
		return REPLACEMENT;
	if (in(c, 0x2028, 0x2029))
		return 0x2424; /* symbol for newline */
	if (is_bidi(c))
		return 0x21c4; /* arrows both ways */
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cn))
		return REPLACEMENT;
	return char_is_invisible(c) ? 0x237d : 0; /* shouldered open box */
}

/* Whether the invisible character C belongs behind PREVIOUS in a grapheme that starts with BASE. */
static bool joins_invisibly(uint32_t base, uint32_t previous, uint32_t c)
{
	if (c == ZWJ && uc_is_property_extended_pictographic(base))
		return true;
	/* Joiners shape Arabic and the scripts of India; Latin, Greek and Cyrillic (below U+0590) have no use for them. */
	if (c == ZWJ || c == ZWNJ)
		return in(base, 0x0590, 0x1c7f);
	if (in(c, 0xfe00, 0xfe0f))
		return previous == base && (!char_is_letter(base) || base >= 0x1000) && !char_is_space(base);
	if (in(c, 0xe0100, 0xe01ef))
		return previous == base && uc_is_property_ideographic(base);
	return in(c, 0xe0020, 0xe007f) && base == BLACK_FLAG;
}

static bool joins(uint32_t base, uint32_t previous, uint32_t c)
{
	if (char_is_invisible(c) && !in(c, 0x1160, 0x11ff))
		return joins_invisibly(base, previous, c);
	if (uc_is_property_emoji_modifier(c) || (previous == ZWJ && uc_is_property_extended_pictographic(c)))
		return uc_is_property_extended_pictographic(base);
	return c >= 0x300 && c != SOFT_HYPHEN && !char_width(c) && !uc_is_grapheme_break(previous, c);
}

struct grapheme grapheme_at(const char *s, size_t len)
{
	if ((unsigned char)s[0] < 0x80 && (len == 1 || (unsigned char)s[1] < 0x80))
		return (struct grapheme){1, 1};
	const char *p = s, *end = s + len;
	uint32_t base = utf8_next(&p, end), previous = base;
	if (base == SOFT_HYPHEN)
		return (struct grapheme){(uint32_t)(p - s), 0};
	bool symbol = symbol_for(base) != 0;
	for (int n = 1; p < end && !symbol && n < MOST_CHARACTERS; n++) {
		const char *next = p;
		uint32_t c = utf8_next(&next, end);
		if (c < 0x300 || !joins(base, previous, c))
			break;
		previous = c;
		p = next;
	}
	uint8_t width = symbol ? 1 : char_width(base);
	return (struct grapheme){(uint32_t)(p - s), width ? width : 1};
}

static size_t put(char *out, size_t at, uint32_t c)
{
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; c >>= 6)
		out[at + i] = (char)(0x80 | (c & 0x3f));
	out[at] = (char)(lead[n] | c);
	return at + n;
}

/* Curses keeps one character that takes cells and drops what follows another; so does this, and a joiner or selector that
 * is left without what it joins goes too: columns stay right on every terminal. */
size_t grapheme_show(const char *s, size_t len, char out[32])
{
	const char *p = s, *end = s + grapheme_at(s, len).len;
	uint32_t base = utf8_next(&p, end), symbol = symbol_for(base);
	size_t n = 0, characters = 1;
	if (symbol || base == SOFT_HYPHEN) {
		n = symbol ? put(out, 0, symbol) : 0;
		out[n] = '\0';
		return n;
	}
	if (!char_width(base)) {
		n = put(out, n, DOTTED_CIRCLE);
		characters++;
	}
	n = put(out, n, base);
	while (p < end && characters < CELL_CHARACTERS) {
		uint32_t c = utf8_next(&p, end);
		if (char_width(c))
			break;
		if (char_is_invisible(c) && !in(c, 0x1160, 0x11ff) && !(c == ZWNJ || (c == ZWJ && base < 0x2000)))
			continue;
		n = put(out, n, c);
		characters++;
	}
	out[n] = '\0';
	return n;
}

#define EACH_BYTE(x) (UINT64_MAX / 255 * (x))

/* Are all bytes of WORD printable ASCII, no two of them side by side blanks? */
static bool is_plain_word(uint64_t word)
{
	/* A byte below ' ' borrows, DEL and what is above it carry into or have the top bit. */
	if ((word | (word - EACH_BYTE(' ')) | (word + EACH_BYTE(1))) & EACH_BYTE(0x80))
		return false;
	uint64_t blank = EACH_BYTE(0x80) - (word ^ EACH_BYTE(' ')); /* the top bit stays where a byte is a blank */
	return !(blank & blank >> 8 & EACH_BYTE(0x80));
}

size_t text_plain(const char *s, size_t len, size_t most)
{
	size_t i = 0, stop = len < most ? len : most;
	for (uint64_t word; stop - i >= sizeof word; i += sizeof word) {
		memcpy(&word, s + i, sizeof word);
		if (!is_plain_word(word) || (i && s[i] == ' ' && s[i - 1] == ' '))
			break;
	}
	while (i < stop && in((unsigned char)s[i], ' ', '~') && !(i && s[i] == ' ' && s[i - 1] == ' '))
		i++;
	if (i && i < len && (unsigned char)s[i] >= 0x80)
		i--;
	return i && s[i - 1] == ' ' ? i - 1 : i;
}

size_t text_fit(const char *s, size_t len, uint32_t cells, uint32_t *used)
{
	size_t at = 0;
	uint32_t width = 0;
	while (at < len) {
		size_t plain = text_plain(s + at, len - at, cells - width);
		at += plain;
		width += (uint32_t)plain;
		if (at == len)
			break;
		struct grapheme g = grapheme_at(s + at, len - at);
		if (g.width > cells - width)
			break;
		at += g.len;
		width += g.width;
	}
	if (used)
		*used = width;
	return at;
}

uint32_t text_width(const char *s, size_t len)
{
	uint32_t width;
	text_fit(s, len, UINT32_MAX, &width);
	return width;
}

/* text_breaks of all but S[0], by libunistring. */
static void breaks_by_class(const char *s, size_t len, uint8_t *out)
{
	uint8_t first = *out;
	u8_possible_linebreaks((const uint8_t *)s, len, "UTF-8", (char *)out);
	bool must = false;
	for (size_t i = 0; i < len; i++) {
		bool boundary = ((unsigned char)s[i] & 0xc0) != 0x80;
		uint8_t kind = out[i];
		out[i] = kind == UC_BREAK_POSSIBLE ? BREAK_MAY : BREAK_NONE;
		if (must && boundary) {
			out[i] = BREAK_MUST;
			must = false;
		}
		must = must || kind == UC_BREAK_MANDATORY;
	}
	*out = first;
}

static bool is_letter(char c)
{
	return in((unsigned char)c | 0x20, 'a', 'z');
}

/* The class of a letter of ASCII (AL) does not hang on what stands before it, and no rule of UAX #14 looks further back than
 * such a letter.  So text may be cut at any of them, and letters with blanks between, which break behind the blanks alone
 * (LB7, LB18, LB28), need no table. */
void text_breaks(const char *s, size_t len, uint8_t *out)
{
	enum { WORTH_A_CUT = 16 };
	if (!len)
		return;
	size_t done = 0; /* all before OUT[done] is told, and it too */
	out[0] = BREAK_NONE;
	for (size_t i = 0, end = 0; i < len; i = end + 1) {
		for (end = i; end < len && (is_letter(s[end]) || (s[end] == ' ' && end > i)); end++)
			;
		if (end - i < WORTH_A_CUT)
			continue;
		if (i > done)
			breaks_by_class(s + done, i + 1 - done, out + done);
		for (done = i + 1; done < end; done++)
			out[done] = s[done - 1] == ' ' && s[done] != ' ' ? BREAK_MAY : BREAK_NONE;
		while (!is_letter(s[--done]))
			;
	}
	breaks_by_class(s + done, len - done, out + done);
}
