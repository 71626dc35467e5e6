/* choose.c - which lines of the element that holds the article are the article, and as what. */
#include <string.h>

#include "html/page.h"

/** The innermost element of TAG around NODE, below LIMIT; 0: none. */
static uint32_t around(const struct page *p, uint32_t node, enum tag tag)
{
	for (; node > p->article; node = p->tree.nodes.at[node].parent)
		if (tree_is(&p->tree, node, tag))
			return node;
	return 0;
}

static bool is_heading(const struct page *p, uint32_t block)
{
	return p->tree.nodes.at[block].tag >= TAG_H1 && p->tree.nodes.at[block].tag <= TAG_H6;
}

/** What a line would be if it belonged to the article. */
static enum pq_block_kind kind_of(const struct page *p, const struct line *l)
{
	unsigned h = p->hints[l->block];
	if (h & HINT_CREDIT && l->words < 20)
		return PQ_BLOCK_CREDIT;
	if (h & HINT_CAPTION || around(p, l->block, TAG_FIGURE))
		return PQ_BLOCK_CAPTION;
	if (is_heading(p, l->block))
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
	return links <= .6 || line_is_prose(l) || l->chars - l->link_chars >= 40;
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
			followed = kind != PQ_BLOCK_CAPTION && kind != PQ_BLOCK_CREDIT;
		else if (inside)
			followed = false;
	}
}

void page_choose(struct page *p)
{
	uint32_t end = p->tree.nodes.at[p->article].end;
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		enum pq_block_kind kind = kind_of(p, l);
		bool inside = l->block >= p->article && l->block < end;
		bool in = inside && belongs(p, l, kind);
		p->kinds[i] = in ? (uint8_t)kind : LINE_LEFT_OUT;
		p->left_out += !in && line_is_prose(l) ? l->chars : 0;
	}
	if (p->found)
		drop_lone_headings(p);
}
