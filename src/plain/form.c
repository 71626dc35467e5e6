/* form.c - what the look of a short text tells. */
#include "plain/form.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

static bool opens_quote(uint32_t c)
{
	return c == '"' || c == 0x201c || c == 0x201e || c == 0xab || c == 0x2018;
}

static bool closes_quote(uint32_t c)
{
	return c == '"' || c == 0x201d || c == 0xbb || c == 0x2019;
}

/** Is this lower-case word one that joins names in a caption or a headline? */
static bool joins(const char *s, size_t len)
{
	static const char *const words[] = {"and", "with", "of",  "left", "right", "the", "de",
					    "van", "der",  "von", "al",   "bin",   "for", "vs"};
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i][0] == *s && strlen(words[i]) == len && !memcmp(words[i], s, len))
			return true;
	return false;
}

struct scan {
	const char *word; /**< where the word began that is open; NULL: none */
	bool capital;
	uint32_t mark;  /**< the quote mark that is open, or 0 */
	uint32_t since; /**< words since it opened */
	bool lower, upper;
};

static void end_word(struct form *f, struct scan *s, const char *at)
{
	if (!s->word)
		return;
	f->words++;
	s->since += s->mark != 0;
	if (s->capital)
		f->capitals++;
	else if (!joins(s->word, (size_t)(at - s->word)))
		f->small++;
	s->word = NULL;
}

static void note_quote(struct form *f, struct scan *s, uint32_t c, uint32_t before, uint32_t after)
{
	bool inside = char_is_letter(before) && char_is_letter(after);
	if (s->mark && closes_quote(c) && !inside) {
		f->quoted += s->since;
		s->mark = 0;
	} else if (!s->mark && opens_quote(c)) {
		s->mark = c;
		s->since = 0;
	} else if (!s->mark && c == '\'' && !char_is_letter(before) && char_is_letter(after)) {
		s->mark = c;
		s->since = 0;
	} else if (s->mark == '\'' && c == '\'' && !char_is_letter(after)) {
		f->quoted += s->since;
		s->mark = 0;
	}
}

/** The last character that is no quote mark, bracket, space or control; 0: none. */
static uint32_t last_sign(const char *s, uint32_t len)
{
	for (const char *p = s + len; p > s;) {
		uint32_t c = utf8_prev(&p, s);
		if (!closes_quote(c) && c != '\'' && c != ')' && c != ']' && !char_is_space(c) && !char_is_control(c) &&
		    !char_is_invisible(c) && c != 0xfffd)
			return c;
	}
	return 0;
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

uint32_t form_bullet(const char *s, uint32_t len)
{
	if (len > 2 && (*s == '-' || *s == '*') && s[1] == ' ')
		return 1;
	return len > 4 && !memcmp(s, "\xe2\x80\xa2", 3) ? 3 : 0;
}

bool form_stops(const char *s, uint32_t len)
{
	return is_stop(last_sign(s, len));
}

struct form form_of(const char *s, uint32_t len)
{
	struct form f = {0};
	struct scan scan = {0};
	uint32_t before = ' ';
	for (const char *p = s, *end = s + len; p < end;) {
		const char *at = p;
		uint32_t c = utf8_next(&p, end);
		const char *peek = p;
		uint32_t after = p < end ? utf8_next(&peek, end) : ' ';
		bool letter = char_is_letter(c) || char_is_digit(c);
		bool joined = (c == '\'' || c == 0x2019 || c == '-') && char_is_letter(before) && char_is_letter(after);
		if (at == s) {
			f.starts_quote = opens_quote(c) || c == '\'';
			f.starts_capital = char_is_upper(c) || char_is_digit(c);
		}
		if (letter && !scan.word) {
			scan.word = at;
			scan.capital = !char_is_lower(c);
		} else if (!letter && !joined) {
			end_word(&f, &scan, at);
			note_quote(&f, &scan, c, before, after);
		}
		scan.lower |= char_is_lower(c);
		scan.upper |= char_is_upper(c);
		f.chars++;
		before = c;
	}
	end_word(&f, &scan, s + len);
	if (scan.mark && scan.mark != '\'')
		f.quoted += scan.since; /* open to the paragraph's end: speech that goes on */
	f.all_caps = scan.upper && !scan.lower;
	uint32_t last = last_sign(s, len);
	f.stops = is_stop(last);
	f.dangles = last == ',' || last == ';' || last == ':' || last == 0x2013 || last == 0x2014;
	return f;
}
