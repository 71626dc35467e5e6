/* emit.c - the chosen lines of a page as blocks of a document. */
#include "html/emit.h"

#include <string.h>

#include "html/url.h"

static const double MOSTLY = .8; /* share of links in a line of links */

enum space { NO_SPACE, NBSP, SPACE };

struct pending {
	uint32_t start, end, anchor;
};
struct emit {
	const struct page *p;
	const char *base;
	struct doc_builder *out;
	struct buf *text;          /**< OUT's */
	size_t start;              /**< in it, of the block so far */
	VEC(struct pending) links; /**< in it */
	enum space space;          /**< white space that stands before the next character, if one comes */
	uint32_t anchor;           /**< the <a> of the character before; 0: none */
	uint32_t item;             /**< the list item whose first line is out */
	uint32_t judged;           /**< the table last judged, and what it was found to be */
	bool judged_data;
	uint32_t table; /**< the table that is out as a whole */
	struct buf href;
};

/** The innermost element of TAG around NODE within the article; 0: none. */
static uint32_t around(const struct page *p, uint32_t node, enum tag tag)
{
	for (; node > p->article; node = p->tree.nodes.at[node].parent)
		if (tree_is(&p->tree, node, tag))
			return node;
	return 0;
}

static uint32_t anchor_of(const struct page *p, uint32_t text)
{
	uint32_t i = p->tree.nodes.at[text].parent;
	while (i && !tree_is(&p->tree, i, TAG_A))
		i = p->tree.nodes.at[i].parent;
	return i && tree_attr(&p->tree, i, ATTR_HREF).len ? i : 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static char last(const struct emit *e)
{
	return e->text->len > e->start ? e->text->bytes[e->text->len - 1] : '\0';
}

static void put_space(struct emit *e)
{
	if (e->text->len > e->start && e->space != NO_SPACE)
		buf_str(e->text, e->space == NBSP ? "\xc2\xa0" : " ");
	e->space = NO_SPACE;
}

/** No white space, and no part of any. */
static bool is_plain(char c)
{
	return !is_space(c) && (unsigned char)c != 0xc2;
}

/** A space as it stays when white space is collapsed. */
static bool is_lone_space(const char *s, uint32_t left)
{
	return left > 1 && *s == ' ' && is_plain(s[1]);
}

/** Append the text of node K, white space collapsed. */
static void put_text(struct emit *e, uint32_t k)
{
	struct str text = tree_str(&e->p->tree, k);
	const char *s = text.s;
	uint32_t anchor = anchor_of(e->p, k);
	bool inked = false;
	for (uint32_t i = 0; i < text.len; i++) {
		if (is_space(s[i])) {
			e->space = SPACE;
			continue;
		}
		if (i + 1 < text.len && (unsigned char)s[i] == 0xc2 && (unsigned char)s[i + 1] == 0xa0) {
			e->space = e->space == NO_SPACE ? NBSP : SPACE;
			i++;
			continue;
		}
		put_space(e);
		if (!inked && anchor && (!e->links.len || vec_last(&e->links).anchor != anchor)) {
			struct pending link = {.start = (uint32_t)e->text->len, .anchor = anchor};
			e->out->failed |= !vec_push(&e->links, link);
		}
		inked = true;
		uint32_t from = i;
		while (i + 1 < text.len && (is_plain(s[i + 1]) || is_lone_space(s + i + 1, text.len - i - 1)))
			i++;
		buf_add(e->text, s + from, i - from + 1);
		if (anchor && e->links.len)
			vec_last(&e->links).end = (uint32_t)e->text->len;
	}
}

static void put_break(struct emit *e)
{
	if (last(e) && last(e) != '\n')
		buf_char(e->text, '\n');
	e->space = NO_SPACE;
}

/** Append the text of nodes [FROM, TO) as it stands, but for empty lines around it. */
static void put_verbatim(struct emit *e, uint32_t from, uint32_t to)
{
	for (uint32_t k = from; k < to; k++) {
		struct str text = {0};
		if (tree_is_text(&e->p->tree, k))
			text = tree_str(&e->p->tree, k);
		else if (tree_is(&e->p->tree, k, TAG_BR))
			text = (struct str){"\n", 1};
		while (text.len && !last(e) && *text.s == '\n') {
			text.s++;
			text.len--;
		}
		if (text.len)
			buf_add(e->text, text.s, text.len);
	}
	while (last(e) && strchr(" \t\n", last(e)))
		e->text->len--;
}

static void add_links(struct emit *e)
{
	for (uint32_t i = 0; i < e->links.len; i++) {
		const struct pending *l = &e->links.at[i];
		struct str href = tree_attr(&e->p->tree, l->anchor, ATTR_HREF);
		buf_clear(&e->href);
		if (l->end <= l->start || !url_resolve(e->base, href.s, href.len, &e->href))
			continue;
		struct pq_link link = {.span = {l->start, l->end}};
		link.href = doc_builder_str(e->out, e->href.bytes, e->href.len);
		e->out->failed |= e->href.failed || !vec_push(&e->out->links, link);
	}
}

static void begin(struct emit *e)
{
	e->start = doc_builder_begin(e->out);
	e->links.len = 0;
	e->space = NO_SPACE;
}

static void end_block(struct emit *e, enum pq_block_kind kind, uint32_t level, uint32_t ordinal)
{
	while (last(e) == '\n')
		e->text->len--;
	if (!last(e)) {
		doc_builder_undo(e->out);
		return;
	}
	uint32_t i = doc_builder_end(e->out, kind);
	if (i >= e->out->blocks.len)
		return;
	struct pq_block *b = &e->out->blocks.at[i];
	b->level = (uint8_t)(level < 255 ? level : 255);
	b->ordinal = (uint16_t)(ordinal < 65535 ? ordinal : 0);
	add_links(e);
}

static uint32_t depth_of(const struct page *p, uint32_t node, enum tag a, enum tag b)
{
	uint32_t n = 0;
	for (; node > p->article; node = p->tree.nodes.at[node].parent)
		n += tree_is(&p->tree, node, a) || tree_is(&p->tree, node, b);
	return n;
}

/** Does TABLE hold data, rather than lay out the page?  Two rows and columns or more, short cells, no table inside. */
static bool is_data_table(const struct page *p, uint32_t table)
{
	uint32_t rows = 0, cells = 0, chars = 0;
	for (uint32_t k = table + 1; k < p->tree.nodes.at[table].end; k++) {
		const struct node *n = &p->tree.nodes.at[k];
		if (n->tag == TAG_TABLE)
			return false;
		rows += n->tag == TAG_TR;
		cells += n->tag == TAG_TD || n->tag == TAG_TH;
		chars += n->tag == NODE_TEXT ? n->len : 0;
	}
	return rows > 1 && cells >= 2 * rows && chars / cells < 150;
}

static void put_table(struct emit *e, uint32_t table)
{
	bool row = false;
	begin(e);
	for (uint32_t k = table + 1; k < e->p->tree.nodes.at[table].end; k++) {
		uint8_t tag = e->p->tree.nodes.at[k].tag;
		if (tag == TAG_TR) {
			put_break(e);
			row = false;
		} else if (tag == TAG_TD || tag == TAG_TH) {
			if (row)
				buf_char(e->text, '\t');
			row = true;
			e->space = NO_SPACE;
		} else if (tag == NODE_TEXT) {
			if ((last(e) == '\t' || last(e) == '\n') && e->space == SPACE)
				e->space = NO_SPACE;
			put_text(e, k);
		} else if (tree_is_block(&e->p->tree, k) || tag == TAG_BR) {
			e->space = SPACE;
		}
	}
	end_block(e, PQ_BLOCK_TABLE, 0, 0);
	e->table = e->p->tree.nodes.at[table].end;
}

static void put_line(struct emit *e, const struct line *l, enum pq_block_kind kind)
{
	const struct page *p = e->p;
	uint32_t level = 0, ordinal = 0, item = 0;
	begin(e);
	if (kind == PQ_BLOCK_CODE) {
		put_verbatim(e, l->from, l->to);
	} else {
		for (uint32_t k = l->from; k < l->to; k++) {
			if (page_shows(p, l, k))
				put_text(e, k);
			else if (tree_is(&p->tree, k, TAG_BR))
				put_break(e);
		}
	}
	switch (kind) {
	case PQ_BLOCK_HEADING:
		level = 1 + (uint32_t)(p->tree.nodes.at[l->block].tag - TAG_H1);
		break;
	case PQ_BLOCK_BLOCKQUOTE:
		level = depth_of(p, l->block, TAG_BLOCKQUOTE, TAG_BLOCKQUOTE);
		break;
	case PQ_BLOCK_LIST_ITEM:
		item = around(p, l->block, TAG_LI);
		level = depth_of(p, item, TAG_UL, TAG_OL);
		ordinal = p->tree.nodes.at[item].ordinal;
		/* A second paragraph of an item has no mark of its own. */
		kind = item == e->item ? PQ_BLOCK_PARAGRAPH : kind;
		e->item = item;
		break;
	default:
		break;
	}
	end_block(e, kind, level, ordinal);
}

static enum pq_left_out_kind left_out_kind(const struct page *p, const struct line *l)
{
	unsigned h = p->hints[l->block];
	bool links = line_link_share(l) > MOSTLY;
	return h & HINT_HIDDEN    ? PQ_LEFT_HIDDEN
	       : h & HINT_COMMENT ? PQ_LEFT_COMMENT
	       : h & HINT_QUOTE   ? PQ_LEFT_REPEAT
	       : h & HINT_ASIDE   ? PQ_LEFT_PAGE
	       : h & HINT_META    ? PQ_LEFT_ABOUT
	       : links            ? PQ_LEFT_LINKS
				  : PQ_LEFT_PAGE;
}

static void put_left_out(struct emit *e, const struct line *l)
{
	begin(e);
	for (uint32_t k = l->from; k < l->to; k++) {
		if (page_shows(e->p, l, k))
			put_text(e, k);
		else if (tree_is(&e->p->tree, k, TAG_BR))
			e->space = SPACE;
	}
	if (last(e))
		doc_builder_left_out(e->out, left_out_kind(e->p, l), e->text->bytes + e->start,
				     e->text->len - e->start);
	doc_builder_undo(e->out);
}

void page_emit(const struct page *p, const char *base, struct doc_builder *out)
{
	struct emit e = {.p = p, .base = base, .out = out, .text = &out->text};
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		if (l->from < e.table)
			continue;
		if (p->kinds[i] >= LINE_LEFT_OUT) {
			put_left_out(&e, l);
			continue;
		}
		uint32_t table = around(p, l->block, TAG_TABLE);
		if (table && table != e.judged) {
			e.judged = table;
			e.judged_data = is_data_table(p, table);
		}
		if (table && e.judged_data)
			put_table(&e, table);
		else
			put_line(&e, l, (enum pq_block_kind)p->kinds[i]);
	}
	buf_release(&e.href);
	vec_release(&e.links);
}
