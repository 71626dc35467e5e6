/* line.c - a page's text cut where block elements begin and end. */
#include "html/line.h"

#include <string.h>

#include "html/hint.h"
#include "html/weights.h"

enum { MOST_COMMAS = 127 };

struct cut {
	const struct tree *t;
	struct lines *out;
	struct line line;
	uint32_t words, stops, commas; /**< of it */
	uint32_t breaks;               /**< <br> since the last text */
	char last;                     /**< last character that is no closing mark; ' ' before the first */
	bool other_stop;               /**< the character just counted ends a sentence in another script */
	bool space;                    /**< white space stands before what comes next */
	bool open;
};

static void flush(struct cut *c)
{
	if (c->open && c->line.chars) {
		c->line.ends = c->last == '.' || c->last == '!' || c->last == '?';
		c->line.words = (uint16_t)(c->words < UINT16_MAX ? c->words : UINT16_MAX);
		c->line.stops = (uint8_t)(c->stops < UINT8_MAX ? c->stops : UINT8_MAX);
		c->line.commas = c->commas < MOST_COMMAS ? c->commas & MOST_COMMAS : MOST_COMMAS;
		c->out->failed |= !vec_push(&c->out->list, c->line);
	}
	c->line = (struct line){0};
	c->words = c->stops = c->commas = 0;
	c->open = false;
	c->space = false;
	c->breaks = 0;
	c->last = ' ';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_nbsp(const char *s, uint32_t left)
{
	return left > 1 && (unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0;
}

/** Is there more in a text node than white space and no-break spaces? */
static bool has_ink(const char *s, uint32_t len)
{
	for (uint32_t i = 0; i < len; i++) {
		if (is_nbsp(s + i, len - i))
			i++;
		else if (!is_space(s[i]))
			return true;
	}
	return false;
}

/** Marks of other scripts that end a sentence, and that part its clauses. */
static const uint16_t other_stops[] = {0x0589, 0x061f, 0x06d4, 0x0964, 0x0965, 0x104b,
				       0x1362, 0x17d4, 0x3002, 0xff01, 0xff1f};
static const uint16_t other_commas[] = {0x055d, 0x060c, 0x104a, 0x1363, 0x3001, 0xff0c};

static bool is_one_of(uint32_t code, const uint16_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (code == list[i])
			return true;
	return false;
}

/** At a character that no Latin, Greek or Cyrillic letter is: ideographs and kana say about three times as much as letters, Korean
 *  syllables twice, and many scripts have stops of their own.  Returns what it counts for beyond 1. */
static uint32_t count_other(struct cut *c, const unsigned char *s)
{
	uint32_t code = s[0] < 0xe0 ? (uint32_t)(s[0] & 31) << 6 | (s[1] & 63)
				    : (uint32_t)(s[0] & 15) << 12 | (uint32_t)(s[1] & 63) << 6 | (s[2] & 63);
	bool stop = is_one_of(code, other_stops, sizeof other_stops / sizeof *other_stops);
	bool clause =
		code >= 0x0e00 && code < 0x0f00 && c->space; /* Thai and Lao put spaces between clauses, not words */
	c->stops += stop;
	c->commas += clause || is_one_of(code, other_commas, sizeof other_commas / sizeof *other_commas);
	c->other_stop = stop;
	return code >= 0x3040 && code < 0xa000 ? 2 : code >= 0xac00 && code < 0xd7a4;
}

static void count_text(struct cut *c, const char *s, uint32_t len, bool link)
{
	struct line *l = &c->line;
	bool word = l->chars && !c->space;
	for (uint32_t i = 0; i < len; i++) {
		if (is_space(s[i])) {
			if (c->last == '.' || c->last == '!' || c->last == '?')
				c->stops++;
			c->space = true;
			word = false;
			continue;
		}
		if (((unsigned char)s[i] & 0xc0) == 0x80)
			continue;
		uint32_t add = 1 + (c->space && l->chars);
		if ((unsigned char)s[i] >= 0xd6 && (unsigned char)s[i] != 0xe2 && len - i >= 3)
			add += count_other(c, (const unsigned char *)s + i);
		l->chars += add;
		l->link_chars += link ? add : 0;
		c->words += !word;
		c->commas += s[i] == ',';
		word = true;
		c->space = false;
		bool mark = s[i] == '"' || s[i] == '\'' || s[i] == ')' || (unsigned char)s[i] == 0xe2 ||
			    (unsigned char)s[i] == 0xc2;
		c->last = mark ? c->last : c->other_stop ? '.' : s[i];
		c->other_stop = false;
	}
}

static void take_text(struct cut *c, uint32_t k, uint32_t block, bool link)
{
	struct str text = tree_str(c->t, k);
	if (!has_ink(text.s, text.len)) {
		c->space |= text.len > 0;
		return;
	}
	if (c->breaks > 1)
		flush(c);
	if (!c->open) {
		c->open = true;
		c->line.from = k;
		c->line.block = block;
	}
	c->breaks = 0;
	c->line.to = k + 1;
	count_text(c, text.s, text.len, link);
}

void lines_cut(const struct tree *t, const uint16_t *hints, struct lines *out)
{
	struct cut c = {.t = t, .out = out, .last = ' '};
	uint32_t block = 0, link_end = 0;
	for (uint32_t k = 0; k < t->nodes.len; k++) {
		while (k >= t->nodes.at[block].end && block) {
			flush(&c);
			do
				block = t->nodes.at[block].parent;
			while (block && !tree_is_block(t, block));
		}
		const struct node *n = &t->nodes.at[k];
		if (n->tag == NODE_TEXT) {
			take_text(&c, k, block, k < link_end);
		} else if (n->tag == TAG_TITLE) {
			flush(&c);
			k = n->end - 1;
		} else if (hints[k] & HINT_HIDDEN && !tree_is_block(t, k)) {
			k = n->end - 1;
		} else if (tree_is_block(t, k)) {
			flush(&c);
			block = k;
		} else if (n->tag == TAG_BR) {
			c.breaks++;
			c.space = true;
		} else if (n->tag == TAG_HR) {
			flush(&c);
		} else if ((n->tag == TAG_A && tree_attr(t, k, ATTR_HREF).s) || n->tag == TAG_BUTTON) {
			link_end = n->end > link_end ? n->end : link_end;
		}
	}
	flush(&c);
}

void lines_release(struct lines *l)
{
	vec_release(&l->list);
}

double line_link_share(const struct line *l)
{
	return l->chars ? (double)l->link_chars / l->chars : 0;
}

bool line_is_prose(const struct line *l)
{
	return l->chars >= page_weights.prose_chars && (l->ends || l->stops || l->commas > 1) &&
	       line_link_share(l) < page_weights.prose_links;
}
