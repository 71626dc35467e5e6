/* find.c - which element holds the article: the one under which the most running text and the least else stands. */
#include <string.h>

#include "base/alloc.h"
#include "html/page.h"
#include "html/weights.h"

enum {
	OUTSIDE = HINT_ASIDE | HINT_META | HINT_HIDDEN | HINT_COMMENT,
	MOST_DOUBTS = 6, /**< words that are doubted one after the other where no article is found */
};

/** The first heading of the first order; 0: none. */
static uint32_t first_heading(const struct tree *t)
{
	for (uint32_t i = 1; i < t->nodes.len; i++)
		if (tree_is(t, i, TAG_H1))
			return i;
	return 0;
}

/** Elements that are no article by what they are, not by what they are called. */
static bool is_firm_tag(uint8_t tag)
{
	return tag == TAG_FOOTER || tag == TAG_NAV || tag == TAG_ASIDE;
}

/** Hints go down the tree; an element that holds most of the page's text is no aside, whatever it is called, and what is said
 *  to be the article's text is that wherever it stands. */
static void hand_down_hints(struct page *p)
{
	const struct tree *t = &p->tree;
	const unsigned forgiven = HINT_SHUNNED & ~HINT_COMMENT;
	double most = p->all_prose * page_weights.most_of_page, much = p->prose[0] * page_weights.much_of_page;
	double nearly_all = p->all_prose * page_weights.nearly_all;
	uint32_t heading = first_heading(t);
	for (uint32_t i = 1; i < t->nodes.len; i++) {
		unsigned own = p->hints[i];
		unsigned above = p->hints[t->nodes.at[i].parent];
		own |= p->teasers[i] && !(own & HINT_BODY) ? HINT_ASIDE : 0;
		bool trusted = own & (HINT_BODY | HINT_CONTENT) || (i < heading && heading < t->nodes.at[i].end);
		bool firm = own & HINT_FIRM || (is_firm_tag(t->nodes.at[i].tag) && p->prose[i] < nearly_all);
		if (p->prose[i] > most && (trusted || !firm))
			own &= ~forgiven;
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
 *  lines about it, and hardly anything else.  Returns the sums of node I; LINE: the first that does not begin before it. */
static struct sums mark_teasers(struct page *p, uint32_t i, uint32_t *line)
{
	struct sums own = {0};
	for (uint32_t k = i + 1; k < p->tree.nodes.at[i].end; k = tree_behind(&p->tree, k)) {
		if (*line < p->lines.list.len && p->lines.list.at[*line].from == k) {
			const struct line *l = &p->lines.list.at[(*line)++];
			count_up(&own.chars, l->chars);
			count_up(&own.headlines, is_headline_link(l));
		}
		if (tree_is_text(&p->tree, k))
			continue;
		struct sums under = mark_teasers(p, k, line);
		bool block = tree_is_block(&p->tree, k) && under.chars >= 15;
		bool card = under.headlines && under.headlines < 4 && under.chars <= page_weights.teaser_chars;
		count_up(&own.chars, under.chars);
		count_up(&own.headlines, under.headlines);
		count_up(&own.kids, block);
		count_up(&own.cards, block && card);
	}
	p->teasers[i] = i && tree_is_block(&p->tree, i) && own.chars >= 15 && own.cards >= 3 &&
			own.cards >= own.kids * page_weights.teaser_share;
	return own;
}

/** What each element's own name says. */
static void read_hints(struct page *p)
{
	p->names.list.len = 0;
	for (uint32_t i = 1; i < p->tree.nodes.len; i++) {
		p->hints[i] = (uint16_t)hint_of(&p->tree, i, &p->names);
		if (tree_is(&p->tree, i, TAG_NOSCRIPT) && !p->noscript)
			p->hints[i] = HINT_HIDDEN;
	}
	p->failed |= p->names.failed;
}

/** Fill PROSE, from hints that are not handed down yet but for comments'. */
static void sum_prose(struct page *p)
{
	const struct tree *t = &p->tree;
	memset(p->prose, 0, t->nodes.len * sizeof *p->prose);
	p->all_prose = 0;
	for (uint32_t i = 1; i < t->nodes.len; i++)
		p->hints[i] |= p->hints[t->nodes.at[i].parent] & HINT_COMMENT;
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		if (!line_is_prose(l))
			continue;
		p->all_prose += l->chars;
		if (!(p->hints[l->block] & HINT_COMMENT))
			p->prose[l->block] += l->chars;
	}
	for (uint32_t i = t->nodes.len - 1; i > 0; i--)
		p->prose[t->nodes.at[i].parent] += p->prose[i];
}

/** What was found out, but not the tree. */
static void page_forget(struct page *p)
{
	lines_release(&p->lines);
	vec_release(&p->names.list);
	mem_free(p->hints);
	mem_free(p->prose);
	mem_free(p->teasers);
	mem_free(p->kinds);
}

void page_look(struct page *p)
{
	const struct tree *t = &p->tree;
	page_forget(p);
	p->hints = mem_zero(t->nodes.len, sizeof *p->hints);
	if (p->hints) {
		read_hints(p);
		lines_cut(t, p->hints, &p->lines);
	}
	p->prose = mem_zero(t->nodes.len, sizeof *p->prose);
	p->teasers = mem_zero(t->nodes.len, 1);
	p->kinds = mem_zero((size_t)p->lines.list.len + 1, 1);
	p->failed |= p->lines.failed || !p->hints || !p->prose || !p->teasers || !p->kinds;
	if (p->failed)
		return;
	sum_prose(p);
	uint32_t line = 0;
	mark_teasers(p, 0, &line);
	if (page_doubt_most(p, p->prose[0] * page_weights.nearly_all)) {
		read_hints(p);
		sum_prose(p);
	}
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

/** What node I is worth; of the blocks in it the one that is worth most is the article, if it is worth more than *BEST.  LINE as for
 *  mark_teasers. */
static double look_under(struct page *p, uint32_t i, uint32_t *line, double *best)
{
	double value = 0;
	for (uint32_t k = i + 1; k < p->tree.nodes.at[i].end; k = tree_behind(&p->tree, k)) {
		if (*line < p->lines.list.len && p->lines.list.at[*line].from == k)
			value += line_value(p, &p->lines.list.at[(*line)++]);
		if (!tree_is_text(&p->tree, k))
			value += look_under(p, k, line, best);
	}
	/* Of equals the innermost and last. */
	if (tree_is_block(&p->tree, i) && (value > *best || (value >= *best && i >= p->article))) {
		*best = value;
		p->article = i;
		p->found = true;
	}
	return value;
}

/** Look for the element that is worth most, if any is worth an article. */
static void find_best(struct page *p)
{
	double best = page_weights.least_article;
	uint32_t line = 0;
	p->found = false;
	p->article = 0;
	if (p->told)
		page_trust_told(p);
	if (!p->failed)
		look_under(p, 0, &line, &best);
}

/** Characters of running text in the article that nothing speaks against; 0: no article was found. */
static uint32_t readable(const struct page *p)
{
	uint32_t chars = 0;
	for (uint32_t i = 0; p->found && i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		bool inside = l->block >= p->article && l->block < p->tree.nodes.at[p->article].end;
		if (inside && line_is_prose(l) && !(p->hints[l->block] & (OUTSIDE | HINT_QUOTE)))
			chars += l->chars;
	}
	return chars;
}

static void find_again(struct page *p)
{
	read_hints(p);
	sum_prose(p);
	hand_down_hints(p);
	find_best(p);
}

/** Find what is worth most.  Where names leave no article, or little of what the page has, they are doubted; what is found then is most
 *  of what may be read and far more than before, or they were right.  Readers' comments may be more than an article. */
static void find(struct page *p)
{
	const struct page_weights *w = &page_weights;
	bool doubted[HINT_WORDS];
	find_best(p);
	uint32_t before = readable(p), now = before;
	memcpy(doubted, p->names.doubted, sizeof doubted);
	bool enough = before > p->prose[0] * w->least_of_page, better = false;
	for (int i = 0; i < MOST_DOUBTS && !enough && !better && !p->failed && page_doubt_next(p); i++) {
		find_again(p);
		now = readable(p);
		better = now > p->prose[0] * w->most_of_page && now > p->all_prose * w->least_of_page &&
			 now > before * 3;
	}
	if (!enough && !better && before) {
		memcpy(p->names.doubted, doubted, sizeof doubted);
		find_again(p);
	} else if (!enough && !better) {
		p->found = false;
		p->article = 0;
	}
}

static bool has_noscript(const struct page *p)
{
	for (uint32_t i = 0; i < p->tree.nodes.len; i++)
		if (tree_is(&p->tree, i, TAG_NOSCRIPT) && p->tree.nodes.at[i].end > i + 1)
			return true;
	return false;
}

void page_find(struct page *p)
{
	find(p);
	if (p->found || p->failed || !has_noscript(p))
		return;
	p->noscript = true;
	memset(p->names.doubted, 0, sizeof p->names.doubted);
	page_look(p);
	if (!p->failed)
		find(p);
}

void page_chosen(struct page *p)
{
	mem_free(p->prose);
	mem_free(p->teasers);
	p->prose = NULL;
	p->teasers = NULL;
}

void page_release(struct page *p)
{
	page_forget(p);
	tree_release(&p->tree);
}
