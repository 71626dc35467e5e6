/* chunk.c - plain text into chunks: are its lines paragraphs, or filled to a width? */
#include "plain/chunk.h"

#include <string.h>

#include <pullquote/pullquote.h>

#include "plain/form.h"
#include "text/chars.h"
#include "text/utf8.h"

enum {
	WIDEST_FILL = 200,     /**< no text is filled wider than this many characters */
	NARROWEST_FILL = 30,   /**< nor narrower */
	SURVEYED = 128 * 1024, /**< bytes whose lines decide for the whole text */
	SPARE = 12,            /**< columns a line leaves free where a paragraph ends at it */
	LONGEST_CELL = 80,     /**< bytes of a table's cell; what is longer is prose */
	LONGEST_UNDERLINED = 200,
	HEAD_ENDS = 160,    /**< bytes; with a paragraph so long the text has begun */
	LONGEST_HEAD = 4096 /**< bytes; so far on, short lines are the text */
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

/** Columns up to the end of L. */
static uint32_t filled(const char *text, struct line l)
{
	return l.indent + (uint32_t)utf8_count(text + l.start, l.end - l.start);
}

static uint32_t first_word(const char *s, uint32_t len)
{
	uint32_t n = 0;
	while (n < len && !is_blank(s[n]))
		n++;
	return (uint32_t)utf8_count(s, n);
}

/** How many lines are so many columns wide; WIDEST_FILL + 1: wider. */
struct widths {
	uint32_t lines_of[WIDEST_FILL + 2], lines;
};

static void survey_widths(const char *text, uint32_t len, struct widths *out)
{
	*out = (struct widths){0};
	for (uint32_t at = 0; at < len && at < SURVEYED;) {
		struct line l = line_at(text, len, at);
		uint32_t bytes = l.end - l.start;
		uint32_t n = bytes > 4 * WIDEST_FILL ? WIDEST_FILL + 1 : (uint32_t)utf8_count(text + l.start, bytes);
		if (n) {
			out->lines_of[n > WIDEST_FILL ? WIDEST_FILL + 1 : n]++;
			out->lines++;
		}
		at = l.next;
	}
}

/** The text's width: as many columns as SHARE of 100 lines have at most; WIDEST_FILL + 1: wider than text is filled. */
static uint32_t width_of(const struct widths *w, uint32_t share)
{
	uint32_t width = WIDEST_FILL + 1;
	for (uint32_t above = 0; width > 0; width--) {
		above += w->lines_of[width];
		if (above * 100 > w->lines * (100 - share))
			break;
	}
	return width;
}

static bool ends_sentence(const char *s, uint32_t len)
{
	if (!len)
		return false;
	char c = s[len - 1];
	bool curly = len > 2 && !memcmp(s + len - 3, "\xe2\x80\x9d", 3);
	return c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == ')' || curly;
}

/** Are lines filled to WIDTH?  They are when most of the long ones that another line follows at once have no room for its first word,
 *  and some of those break a sentence.  Short lines (of a head, a list, a paragraph's end) tell nothing. */
static bool survey_filled(const char *text, uint32_t len, uint32_t width)
{
	if (width > WIDEST_FILL || width < NARROWEST_FILL)
		return false;
	uint32_t pairs = 0, full = 0, broken = 0;
	struct line last = {0};
	for (uint32_t at = 0; at < len && at < SURVEYED;) {
		struct line l = line_at(text, len, at);
		bool pair = last.end > last.start && l.end > l.start && l.indent < last.indent + 2;
		uint32_t used = pair ? filled(text, last) : 0;
		if (pair && used * 3 >= width * 2) {
			bool is_wide = used > width && memchr(text + last.start, ' ', last.end - last.start);
			bool is_full =
				used + 1 + first_word(text + l.start, l.end - l.start) + width / 20 > width && !is_wide;
			pairs++;
			full += is_full;
			broken += is_full && !ends_sentence(text + last.start, last.end - last.start);
		}
		last = l;
		at = l.next;
	}
	return broken && full * 10 >= pairs * 6;
}

static bool starts_item(const char *s, uint32_t len)
{
	if (form_bullet(s, len))
		return true;
	uint32_t n = 0;
	while (n < len && n < 3 && s[n] >= '0' && s[n] <= '9')
		n++;
	return n && n + 2 < len && (s[n] == '.' || s[n] == ')') && s[n + 1] == ' ';
}

static bool starts_small(const char *s, uint32_t len)
{
	const char *p = s;
	return len && char_is_lower(utf8_next(&p, s + len));
}

/** In a filled text: does a paragraph end between two lines that no blank line parts? */
static bool parts_filled(const char *text, struct line a, struct line b, uint32_t width)
{
	uint32_t bytes = b.end - b.start;
	if (starts_item(text + b.start, bytes) || b.indent >= a.indent + 2)
		return true;
	uint32_t used = filled(text, a);
	/* A short line was broken on purpose: in a head, an address, a list of names. */
	if (used * 3 < width * 2 && (used * 2 < width || !starts_small(text + b.start, bytes)))
		return true;
	used += 1 + first_word(text + b.start, bytes);
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

/** The kind of a chunk that begins with a sign. */
static uint8_t kind_of(uint8_t sign)
{
	switch ((enum sign)sign) {
	case SIGN_CREDIT:
		return PQ_BLOCK_CREDIT;
	/* When a text may be published has to be seen, even by those who hide what is no text. */
	case SIGN_RELEASE:
	case SIGN_FROM:
	case SIGN_DATE:
	case SIGN_WRITER:
		return PQ_BLOCK_BYLINE;
	case SIGN_SUBJECT:
		return PQ_BLOCK_TITLE;
	case SIGN_NONE:
		return PQ_BLOCK_PARAGRAPH;
	default:
		return PQ_BLOCK_FURNITURE;
	}
}

/** A text on its way into chunks. */
struct cutter {
	const char *text;
	uint32_t len;
	uint32_t width; /**< 0: every line is a paragraph */
	const struct unquoted *quoted;
	uint32_t run;       /**< the next of QUOTED->runs */
	uint32_t head_end;  /**< where the head of a mail ends that was begun; 0: none was */
	uint32_t head_from; /**< where the head of a story began */
	struct line first, last;
	bool open, head;
	bool headed; /**< a mail's head or some text has stood here: the next head is of a mail that was sent on */
	uint8_t depth, sign;
	struct chunks *out;
};

static bool add(struct cutter *c, uint32_t start, uint32_t end, bool more)
{
	struct chunk chunk = {.start = start,
			      .len = end - start,
			      .kind = kind_of(c->sign),
			      .more = more,
			      .sign = c->sign,
			      .depth = c->depth,
			      .fixed = c->sign != SIGN_NONE};
	if (c->depth && !chunk.fixed) {
		chunk.kind = PQ_BLOCK_BLOCKQUOTE;
		chunk.level = c->depth;
		chunk.fixed = true;
	} else if (!chunk_is_long(&chunk) && !chunk.fixed) {
		mark_heading(c->text, &chunk);
	}
	c->head &= (chunk.fixed || chunk.len < HEAD_ENDS) && end - c->head_from < LONGEST_HEAD;
	c->headed |= !chunk.fixed;
	c->sign = SIGN_NONE;
	return vec_push(&c->out->list, chunk);
}

/** End the open paragraph, if one is. */
static bool flush(struct cutter *c, bool more)
{
	bool open = c->open;
	c->open = false;
	return !open || add(c, c->first.start, c->last.end, more);
}

static bool add_fixed(struct cutter *c, enum sign sign, uint32_t start, uint32_t end)
{
	c->sign = (uint8_t)sign;
	/* Behind a page's or a story's end another has a head of its own. */
	if (sign == SIGN_MORE || sign == SIGN_END) {
		c->head = true;
		c->head_from = start;
	}
	return add(c, start, end, true);
}

static uint32_t count_tabs(const char *s, uint32_t len)
{
	uint32_t n = 0;
	const char *at = s, *end = s + len;
	for (const char *tab; (tab = memchr(at, '\t', (size_t)(end - at))) != NULL; at = tab + 1, n++)
		if (tab - at > LONGEST_CELL)
			return 0;
	return end - at > LONGEST_CELL ? 0 : n;
}

/** Where the table ends of which L is the first row: two or more lines with as many tabs between short cells; L.start: it is none. */
static uint32_t table_end(const struct cutter *c, struct line l)
{
	uint32_t tabs = count_tabs(c->text + l.start, l.end - l.start), rows = 1, end = l.end;
	for (uint32_t at = l.next; tabs && at < c->len; rows++) {
		struct line row = line_at(c->text, c->len, at);
		/* A row's first cell may be empty. */
		if (row.start == row.end || count_tabs(c->text + at, row.end - at) != tabs)
			break;
		end = row.end;
		at = row.next;
	}
	return tabs && rows > 1 ? end : l.start;
}

static bool add_table(struct cutter *c, struct line l, uint32_t end)
{
	if (!flush(c, true) || !add_fixed(c, SIGN_NONE, l.start, end))
		return false;
	vec_last(&c->out->list).kind = PQ_BLOCK_TABLE;
	vec_last(&c->out->list).level = 0;
	vec_last(&c->out->list).fixed = true;
	return true;
}

/** Lines of a mail's head, each with those that it was folded to. */
static bool add_head(struct cutter *c, struct line l, uint32_t at)
{
	uint32_t value;
	if (l.start == at && !flush(c, true))
		return false;
	c->first = c->open ? c->first : l;
	c->last = l;
	if (!c->open)
		c->sign = (uint8_t)mail_field(c->text + l.start, l.end - l.start, &value);
	/* Of a mail inside another nothing names this one, but its writer is told all the same. */
	if (c->headed && !c->open)
		c->sign = c->sign == SIGN_FROM ? SIGN_WRITER : SIGN_HEADER;
	c->open = true;
	return true;
}

/** "On Tuesday ... <ada@example.org>" and "wrote:", which mail programs break where they like. */
static bool goes_on_to_wrote(const struct cutter *c, struct line l)
{
	const char *a = c->text + c->first.start, *b = c->text + l.start;
	uint32_t n = l.end - l.start;
	return c->open && n >= 6 && n < 80 && !memcmp(b + n - 6, "wrote:", 6) && !memcmp(a, "On ", 3) &&
	       c->last.end - c->first.start < 200;
}

static bool add_line(struct cutter *c, struct line l)
{
	const char *s = c->text + l.start;
	uint32_t len = l.end - l.start;
	bool underline = c->open && c->sign == SIGN_NONE && c->first.start == c->last.start &&
			 c->last.end - c->first.start <= LONGEST_UNDERLINED && is_underline(s, len);
	if (underline) {
		if (!flush(c, false))
			return false;
		if (!vec_last(&c->out->list).fixed) {
			vec_last(&c->out->list).kind = PQ_BLOCK_HEADING;
			vec_last(&c->out->list).level = *s == '=' ? 1 : 2;
		}
		return true;
	}
	enum sign sign = sign_of(s, len, c->head);
	if (sign != SIGN_NONE && sign != SIGN_CREDIT)
		return flush(c, true) && add_fixed(c, sign, l.start, l.end);
	bool part = sign == SIGN_CREDIT || !c->width || parts_filled(c->text, c->last, l, c->width);
	if (c->open && part && !goes_on_to_wrote(c, l) && !flush(c, true))
		return false;
	if (!c->open)
		c->sign = (uint8_t)sign;
	c->first = c->open ? c->first : l;
	c->last = l;
	c->open = true;
	return true;
}

/** How deep the line at AT was quoted. */
static uint8_t depth_at(struct cutter *c, uint32_t at)
{
	uint32_t depth = c->depth;
	while (c->quoted && c->run < c->quoted->runs.len && c->quoted->runs.at[c->run].at <= at)
		depth = c->quoted->runs.at[c->run++].depth;
	return (uint8_t)depth;
}

static bool cut(struct cutter *c)
{
	for (uint32_t at = 0; at < c->len;) {
		struct line l = line_at(c->text, c->len, at);
		uint8_t depth = depth_at(c, at);
		bool blank = l.start == l.end, ok = true;
		uint32_t end;
		if ((blank || depth != c->depth || (c->head_end && at >= c->head_end)) && !flush(c, !blank))
			return false;
		c->depth = depth;
		c->headed |= c->head_end && at >= c->head_end;
		c->head_end = at < c->head_end ? c->head_end : 0;
		if (!blank && !c->open && !c->head_end) {
			end = mail_head_end(c->text, c->len, at);
			c->head_end = end > at ? end : 0;
		}
		if (!blank && c->head_end) {
			ok = add_head(c, l, at);
		} else if (!blank && (end = table_end(c, l)) > l.start) {
			ok = add_table(c, l, end);
			l.next = end;
		} else if (!blank) {
			ok = add_line(c, l);
		}
		if (!ok)
			return false;
		at = l.next;
	}
	return flush(c, false);
}

bool chunk_text(const char *text, uint32_t len, const struct unquoted *quoted, struct chunks *out)
{
	/* Addresses and the like may be wider than what was filled; nothing is filled to a width that every fifth line passes. */
	static const uint32_t shares[] = {98, 90, 80};
	struct cutter c = {.text = text, .len = len, .quoted = quoted, .head = true, .out = out};
	struct widths widths;
	survey_widths(text, len, &widths);
	for (uint32_t i = 0, last = 0; i < sizeof shares / sizeof *shares && !c.width; i++) {
		uint32_t width = width_of(&widths, shares[i]);
		c.width = width != last && survey_filled(text, len, width) ? width : 0;
		last = width;
	}
	return cut(&c);
}
