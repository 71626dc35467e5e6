/* choose.c - which lines of the element that holds the article are the article, and as what. */
#include <string.h>

#include "html/facts.h"
#include "html/page.h"
#include "html/weights.h"
#include "text/phrase.h"

enum { HEAD_LINES = 30 }; /**< a dateline stands among the first */

/** The innermost element of TAG around NODE, below LIMIT; 0: none. */
static uint32_t around(const struct page *p, uint32_t node, enum tag tag)
{
	for (; node > p->article; node = p->tree.nodes.at[node].parent)
		if (tree_is(&p->tree, node, tag))
			return node;
	return 0;
}

/** Does NODE stand in a figure that shows something?  One may hold a table, code or a quotation, too, and is only its frame then. */
static bool is_of_picture(const struct page *p, uint32_t node)
{
	for (; node > p->article; node = p->tree.nodes.at[node].parent) {
		enum tag t = (enum tag)p->tree.nodes.at[node].tag;
		if (t == TAG_TABLE || t == TAG_PRE || t == TAG_BLOCKQUOTE)
			return false;
		if (t == TAG_FIGURE)
			return true;
	}
	return false;
}

/** What a line would be if it belonged to the article. */
static enum pq_block_kind kind_of(const struct page *p, const struct line *l)
{
	unsigned h = p->hints[l->block];
	if (h & HINT_CREDIT && l->words < 20)
		return PQ_BLOCK_CREDIT;
	if (h & HINT_CAPTION || is_of_picture(p, l->block))
		return PQ_BLOCK_CAPTION;
	if (page_is_heading(p, l->block))
		return PQ_BLOCK_HEADING;
	if (around(p, l->block, TAG_PRE))
		return PQ_BLOCK_CODE;
	if (around(p, l->block, TAG_BLOCKQUOTE))
		return PQ_BLOCK_BLOCKQUOTE;
	if (around(p, l->block, TAG_LI))
		return PQ_BLOCK_LIST_ITEM;
	return PQ_BLOCK_PARAGRAPH;
}

static bool belongs(const struct page *p, const struct line *l, enum pq_block_kind kind)
{
	unsigned h = p->hints[l->block];
	double links = line_link_share(l);
	if (!p->found)
		return !(h & HINT_HIDDEN);
	if (h & (HINT_ASIDE | HINT_META | HINT_HIDDEN | HINT_COMMENT | HINT_QUOTE))
		return false;
	if (kind == PQ_BLOCK_CAPTION || kind == PQ_BLOCK_CREDIT)
		return true;
	if (kind == PQ_BLOCK_HEADING)
		return links < .5;
	/* Text with many links is text while there is something between them. */
	return links <= page_weights.text_links || line_is_prose(l) ||
	       l->chars - l->link_chars >= page_weights.text_chars;
}

/** Headings that nothing of the article follows introduce what was left out. */
static void drop_lone_headings(struct page *p)
{
	bool followed = false;
	for (uint32_t i = p->lines.list.len; i-- > 0;) {
		uint8_t kind = p->kinds[i];
		bool inside = p->lines.list.at[i].block >= p->article &&
			      p->lines.list.at[i].block < p->tree.nodes.at[p->article].end;
		if (kind == PQ_BLOCK_HEADING && !followed)
			p->kinds[i] = LINE_LEFT_OUT;
		else if (kind != LINE_LEFT_OUT)
			followed = kind != PQ_BLOCK_CAPTION && kind != PQ_BLOCK_CREDIT && kind != PQ_BLOCK_FURNITURE;
		else if (inside)
			followed = false;
	}
}

/** S without anything but letters and digits, small: enough to tell whether two lines say the same.  Quote marks and dashes go in
 *  their typographic form too (U+2000 to U+203F). */
static void make_key(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (i + 2 < len && !memcmp(s + i, "\xe2\x80", 2)) {
			i += 2;
			continue;
		}
		bool upper = s[i] >= 'A' && s[i] <= 'Z';
		if (upper || (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') ||
		    (unsigned char)s[i] >= 0x80)
			buf_char(out, upper ? (char)(s[i] | 32) : s[i]);
	}
}

/** The text of a line in small letters as far as it is ASCII, curly apostrophes straight, white space collapsed. */
static void lower_text(const struct page *p, const struct line *l, struct buf *raw, struct buf *out)
{
	buf_clear(raw);
	buf_clear(out);
	for (uint32_t k = l->from; k < l->to; k++) {
		if (page_shows(p, l, k))
			buf_add(raw, tree_str(&p->tree, k).s, tree_str(&p->tree, k).len);
		else if (tree_is(&p->tree, k, TAG_BR))
			buf_char(raw, ' ');
	}
	bool gap = false;
	for (size_t i = 0; i < raw->len; i++) {
		char c = raw->bytes[i];
		if (c == ' ' || c == '\n' || c == '\t') {
			gap = true;
			continue;
		}
		if (gap && out->len)
			buf_char(out, ' ');
		gap = false;
		bool apostrophe = raw->len - i > 2 && !memcmp(raw->bytes + i, "\xe2\x80\x99", 3);
		buf_char(out, apostrophe ? '\'' : c >= 'A' && c <= 'Z' ? (char)(c | 32) : c);
		i += apostrophe ? 2 : 0;
	}
}

static bool starts(const struct buf *b, const char *word)
{
	return b->len >= strlen(word) && !memcmp(b->bytes, word, strlen(word));
}

/** A line of date or byline, as stands over an article. */
static bool is_dateline(const struct line *l, const struct buf *lower)
{
	char date[40];
	bool told = starts(lower, "published") || starts(lower, "updated") || starts(lower, "posted") ||
		    starts(lower, "last updated");
	if (l->words > 16 || (l->ends && !told))
		return false;
	return told || (starts(lower, "by ") && l->words < 10) ||
	       (l->words <= 12 && date_parse(lower->bytes, lower->len, date));
}

struct chooser {
	struct page *p;
	const struct phrase_index *phrases;
	struct buf title;           /**< its key */
	struct buf raw, lower, key; /**< of the line looked at */
	uint32_t kept;              /**< lines that are part of the article so far */
	bool started;               /**< running text of the article has been seen */
};

/** What a line that belongs to the article is, now that its words are looked at. */
static uint8_t by_words(struct chooser *c, const struct line *l, enum pq_block_kind kind)
{
	if (l->chars > 600)
		return (uint8_t)kind;
	lower_text(c->p, l, &c->raw, &c->lower);
	if (!c->lower.len)
		return (uint8_t)kind;
	buf_clear(&c->key);
	make_key(&c->key, c->lower.bytes, c->lower.len);
	bool is_title = c->title.len && c->key.len == c->title.len && !memcmp(c->key.bytes, c->title.bytes, c->key.len);
	if (is_title && (!c->started || kind == PQ_BLOCK_HEADING))
		return LINE_LEFT_OUT;
	if (!c->started && c->kept < HEAD_LINES && kind != PQ_BLOCK_CAPTION && is_dateline(l, &c->lower))
		return LINE_LEFT_OUT;
	bool speech = c->lower.bytes[0] == '"' || starts(&c->lower, "\xe2\x80\x9c");
	if (kind == PQ_BLOCK_CAPTION || kind == PQ_BLOCK_CREDIT || kind == PQ_BLOCK_CODE || speech)
		return (uint8_t)kind;
	struct phrases found = phrase_scan(c->phrases, c->lower.bytes, c->lower.len);
	if (found.image && !found.reported && l->chars <= 300)
		return PQ_BLOCK_CAPTION;
	if (found.furniture * 2 > found.reported * 2 + (l->chars > 300 ? 2 : 0))
		return PQ_BLOCK_FURNITURE;
	return found.credit && l->words < 20 ? PQ_BLOCK_CREDIT : (uint8_t)kind;
}

void page_choose(struct page *p, const char *title)
{
	struct chooser c = {.p = p};
	uint32_t end = p->tree.nodes.at[p->article].end;
	c.phrases = phrase_index();
	if (title)
		make_key(&c.title, title, strlen(title));
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		enum pq_block_kind kind = kind_of(p, l);
		bool inside = l->block >= p->article && l->block < end;
		bool in = inside && belongs(p, l, kind);
		p->kinds[i] = in ? by_words(&c, l, kind) : LINE_LEFT_OUT;
		c.kept += p->kinds[i] < LINE_LEFT_OUT;
		c.started |= p->kinds[i] < LINE_LEFT_OUT && line_is_prose(l);
	}
	if (p->found)
		drop_lone_headings(p);
	p->failed |= c.title.failed || c.raw.failed || c.lower.failed || c.key.failed;
	buf_release(&c.title);
	buf_release(&c.raw);
	buf_release(&c.lower);
	buf_release(&c.key);
}
