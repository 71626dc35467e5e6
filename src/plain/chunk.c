/* chunk.c - plain text into chunks: are its lines paragraphs, or filled to a width? */
#include "plain/chunk.h"

#include <string.h>

#include <pullquote/pullquote.h>

enum {
	WIDEST_FILL = 200,     /**< no text is filled wider than this many characters */
	NARROWEST_FILL = 30,   /**< nor narrower */
	SURVEYED = 128 * 1024, /**< bytes whose lines decide for the whole text */
	LONGEST_JUDGED = 600,  /**< bytes; nothing longer is a title, a caption or furniture */
	SPARE = 12             /**< columns a line leaves free where a paragraph ends at it */
};

struct line {
	uint32_t start, end, next; /**< without white space at its ends; where the next line starts */
	uint32_t indent;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == '\r' || c == '\n';
}

static struct line line_at(const char *text, uint32_t len, uint32_t at)
{
	const char *newline = memchr(text + at, '\n', len - at);
	uint32_t end = newline ? (uint32_t)(newline - text) : len;
	struct line l = {at, end, newline ? end + 1 : len, 0};
	while (l.start < l.end && is_blank(text[l.start]))
		l.start++;
	while (l.end > l.start && is_blank(text[l.end - 1]))
		l.end--;
	l.indent = l.start - at;
	return l;
}

static uint32_t columns(const char *s, uint32_t len)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

static uint32_t first_word(const char *s, uint32_t len)
{
	uint32_t n = 0;
	while (n < len && !is_blank(s[n]))
		n++;
	return columns(s, n);
}

/** The text's width: as many columns as 98 of 100 lines have at most; WIDEST_FILL + 1: wider than text is filled. */
static uint32_t survey_width(const char *text, uint32_t len)
{
	uint32_t histogram[WIDEST_FILL + 2] = {0}, lines = 0;
	for (uint32_t at = 0; at < len && at < SURVEYED;) {
		struct line l = line_at(text, len, at);
		uint32_t bytes = l.end - l.start;
		uint32_t n = bytes > 4 * WIDEST_FILL ? WIDEST_FILL + 1 : columns(text + l.start, bytes);
		if (n) {
			histogram[n > WIDEST_FILL ? WIDEST_FILL + 1 : n]++;
			lines++;
		}
		at = l.next;
	}
	uint32_t width = WIDEST_FILL + 1;
	for (uint32_t above = 0; width > 0; width--) {
		above += histogram[width];
		if (above * 50 > lines)
			break;
	}
	return width;
}

/** Are lines filled to WIDTH?  They are when most of those that another line follows at once have no room for its first word. */
static bool survey_filled(const char *text, uint32_t len, uint32_t width)
{
	if (width > WIDEST_FILL || width < NARROWEST_FILL)
		return false;
	uint32_t pairs = 0, full = 0;
	struct line last = {0};
	for (uint32_t at = 0; at < len && at < SURVEYED;) {
		struct line l = line_at(text, len, at);
		if (last.end > last.start && l.end > l.start) {
			uint32_t used = columns(text + last.start, last.end - last.start) + last.indent;
			pairs++;
			full += used + 1 + first_word(text + l.start, l.end - l.start) + width / 20 > width;
		}
		last = l;
		at = l.next;
	}
	return pairs && full * 10 >= pairs * 6;
}

static bool ends_sentence(const char *s, uint32_t len)
{
	if (!len)
		return false;
	char c = s[len - 1];
	bool curly = len > 2 && !memcmp(s + len - 3, "\xe2\x80\x9d", 3);
	return c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == ')' || curly;
}

static bool starts_item(const char *s, uint32_t len)
{
	if (len > 2 && (*s == '-' || *s == '*') && s[1] == ' ')
		return true;
	if (len > 4 && !memcmp(s, "\xe2\x80\xa2", 3))
		return true;
	uint32_t n = 0;
	while (n < len && n < 3 && s[n] >= '0' && s[n] <= '9')
		n++;
	return n && n + 2 < len && (s[n] == '.' || s[n] == ')') && s[n + 1] == ' ';
}

/** In a filled text: does a paragraph end between two lines that no blank line parts? */
static bool parts_filled(const char *text, struct line a, struct line b, uint32_t width)
{
	uint32_t bytes = b.end - b.start;
	if (starts_item(text + b.start, bytes) || b.indent >= a.indent + 2)
		return true;
	uint32_t used = columns(text + a.start, a.end - a.start) + a.indent + 1 + first_word(text + b.start, bytes);
	return used + SPARE < width && ends_sentence(text + a.start, a.end - a.start);
}

/** A rule drawn with signs under a title ("=====")? */
static bool is_underline(const char *s, uint32_t len)
{
	if (len < 3 || (*s != '=' && *s != '-' && *s != '~'))
		return false;
	for (uint32_t i = 1; i < len; i++)
		if (s[i] != *s)
			return false;
	return true;
}

static void mark_heading(const char *text, struct chunk *c)
{
	uint32_t n = 0;
	while (n < c->len && text[c->start + n] == '#')
		n++;
	if (n && n <= 6 && n + 1 < c->len && text[c->start + n] == ' ') {
		c->kind = PQ_BLOCK_HEADING;
		c->level = (uint8_t)n;
		c->start += n + 1;
		c->len -= n + 1;
	}
}

static bool add(struct chunks *out, const char *text, uint32_t start, uint32_t end, bool more)
{
	struct chunk c = {.start = start, .len = end - start, .kind = PQ_BLOCK_PARAGRAPH, .more = more};
	c.long_text = c.len > LONGEST_JUDGED;
	if (!c.long_text)
		mark_heading(text, &c);
	return vec_push(&out->list, c);
}

bool chunk_text(const char *text, uint32_t len, struct chunks *out)
{
	uint32_t width = survey_width(text, len);
	out->wrapped = survey_filled(text, len, width);
	struct line first = {0}, last = {0};
	bool open = false;
	for (uint32_t at = 0; at < len;) {
		struct line l = line_at(text, len, at);
		at = l.next;
		bool blank = l.start == l.end;
		if (open && !blank && is_underline(text + l.start, l.end - l.start) && first.start == last.start) {
			if (!add(out, text, first.start, last.end, false))
				return false;
			vec_last(&out->list).kind = PQ_BLOCK_HEADING;
			vec_last(&out->list).level = text[l.start] == '=' ? 1 : 2;
			open = false;
			continue;
		}
		if (open && (blank || !out->wrapped || parts_filled(text, last, l, width))) {
			if (!add(out, text, first.start, last.end, !blank))
				return false;
			open = false;
		}
		if (blank)
			continue;
		first = open ? first : l;
		last = l;
		open = true;
	}
	return !open || add(out, text, first.start, last.end, false);
}
