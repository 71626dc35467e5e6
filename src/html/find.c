/* find.c - which element holds the article: the one under which the most running text and the least else stands. */
#include <string.h>

#include "base/alloc.h"
#include "html/page.h"
#include "html/weights.h"

enum { OUTSIDE = HINT_ASIDE | HINT_META | HINT_HIDDEN | HINT_COMMENT };

/** Hints go down the tree; an element that holds most of the page's text is no aside, whatever it is called, and what is said
 *  to be the article's text is that wherever it stands. */
static void hand_down_hints(struct page *p)
{
	const unsigned shunned = OUTSIDE | HINT_CAPTION | HINT_CREDIT | HINT_QUOTE;
	double most = p->prose[0] * page_weights.most_of_page, much = p->prose[0] * page_weights.much_of_page;
	for (uint32_t i = 1; i < p->tree.nodes.len; i++) {
		unsigned own = p->hints[i];
		unsigned above = p->hints[p->tree.nodes.at[i].parent];
		own |= p->teasers[i] && !(own & HINT_BODY) ? HINT_ASIDE : 0;
		if (own & shunned && p->prose[i] > most)
			own &= ~shunned;
		if (p->prose[i] > page_weights.caption_chars)
			own &= ~(unsigned)(HINT_CAPTION | HINT_CREDIT);
		if (own & HINT_EMBED || (own & HINT_BODY && !(own & OUTSIDE) && p->prose[i] > much))
			above &= ~(unsigned)(HINT_ASIDE | HINT_META);
		p->hints[i] = (uint16_t)(own | above);
	}
}

/** A line that is one link, and long enough for a headline. */
static bool is_headline_link(const struct line *l)
{
	return line_link_share(l) > .9 && l->words >= 3 && l->chars >= 15 && l->chars <= 250;
}

/** Of what lies under a node; all that is asked of them is decided far below 65,535, where they stop. */
struct sums {
	uint16_t chars, headlines, kids, cards;
};

static void count_up(uint16_t *sum, uint32_t more)
{
	*sum = more < (uint32_t)(UINT16_MAX - *sum) ? (uint16_t)(*sum + more) : UINT16_MAX;
}

/** Mark the elements that are lists of teasers: three or more children, each little more than a linked headline with a few
 *  lines about it, and hardly anything else. */
static void mark_teasers(struct page *p)
{
	const struct tree *t = &p->tree;
	uint32_t n = t->nodes.len;
	struct sums *sums = mem_zero(n, sizeof *sums);
	p->teasers = mem_zero(n, 1);
	if (!sums || !p->teasers) {
		p->failed = true;
		mem_free(sums);
		return;
	}
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		count_up(&sums[l->block].chars, l->chars);
		count_up(&sums[l->block].headlines, is_headline_link(l));
	}
	for (uint32_t i = n - 1; i > 0; i--) {
		const struct sums *own = &sums[i];
		struct sums *up = &sums[t->nodes.at[i].parent];
		count_up(&up->chars, own->chars);
		count_up(&up->headlines, own->headlines);
		if (!tree_is_block(t, i) || own->chars < 15)
			continue;
		count_up(&up->kids, 1);
		count_up(&up->cards, own->headlines && own->headlines < 4 && own->chars <= page_weights.teaser_chars);
		p->teasers[i] = own->cards >= 3 && own->cards >= own->kids * page_weights.teaser_share;
	}
	mem_free(sums);
}

void page_look(struct page *p)
{
	const struct tree *t = &p->tree;
	p->hints = mem_zero(t->nodes.len, sizeof *p->hints);
	for (uint32_t i = 1; p->hints && i < t->nodes.len; i++)
		p->hints[i] = (uint16_t)hint_of(t, i);
	if (p->hints)
		lines_cut(t, p->hints, &p->lines);
	p->prose = mem_zero(t->nodes.len, sizeof *p->prose);
	p->kinds = mem_zero((size_t)p->lines.list.len + 1, 1);
	p->failed |= p->lines.failed || !p->hints || !p->prose || !p->kinds;
	if (p->failed)
		return;
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		if (line_is_prose(l))
			p->prose[l->block] += l->chars;
	}
	for (uint32_t i = t->nodes.len - 1; i > 0; i--)
		p->prose[t->nodes.at[i].parent] += p->prose[i];
	mark_teasers(p);
	if (!p->failed)
		hand_down_hints(p);
}

/** What a line speaks for or against the elements around it, in characters. */
static double line_value(const struct page *p, const struct line *l)
{
	const struct page_weights *w = &page_weights;
	unsigned h = p->hints[l->block];
	double links = line_link_share(l);
	if (h & HINT_COMMENT)
		return w->comment * l->chars;
	if (h & (OUTSIDE | HINT_CREDIT))
		return line_is_prose(l) ? w->aside * l->chars : w->line;
	if (line_is_prose(l))
		return (h & HINT_BODY ? w->body_prose : 1) * l->chars * (1 - links);
	if (links > .5)
		return w->link_line + w->link_char * (l->chars < 100 ? l->chars : 100);
	if (h & HINT_BODY)
		return w->body_other * (l->chars - l->link_chars);
	return l->ends ? w->sentence * l->chars : w->line;
}

void page_find(struct page *p)
{
	const struct tree *t = &p->tree;
	p->article = 0;
	double *value = mem_zero(t->nodes.len, sizeof *value);
	if (!value) {
		p->failed = true;
		return;
	}
	if (p->told)
		page_trust_told(p);
	for (uint32_t i = 0; i < p->lines.list.len && !p->failed; i++)
		value[p->lines.list.at[i].block] += line_value(p, &p->lines.list.at[i]);
	/* Every element's own text is added before it is handed up: children come later than parents. */
	for (uint32_t i = t->nodes.len - 1; i > 0; i--)
		value[t->nodes.at[i].parent] += value[i];
	double best = page_weights.least_article;
	for (uint32_t i = 0; i < t->nodes.len; i++)
		if (tree_is_block(t, i) && value[i] >= best) {
			best = value[i];
			p->article = i;
			p->found = true;
		}
	mem_free(value);
}

void page_release(struct page *p)
{
	tree_release(&p->tree);
	lines_release(&p->lines);
	mem_free(p->hints);
	mem_free(p->prose);
	mem_free(p->teasers);
	mem_free(p->kinds);
}
