/* html/page.h - a page and what was found out about it on the way to an article; private to this folder.
 *
 *   scan     bytes -> a tree                      scan.c nest.c tree.c entity.c
 *   lines    tree -> pieces of text              line.c
 *   hints    what classes, roles and tags say     hint.c doubt.c
 *   find     which element holds the article      find.c told.c
 *   choose   which of its lines are the article   choose.c
 *   lacks    whether that is an article at all    lacks.c
 *   facts    title, byline, dates, site ...       facts*.c jsonld.c
 *   emit     lines -> blocks                      emit.c */
#ifndef HTML_PAGE_H
#define HTML_PAGE_H

#include "doc/build.h"
#include "html/hint.h"
#include "html/line.h"
#include "html/tree.h"

enum { LINE_LEFT_OUT = PQ_BLOCK_KINDS }; /**< beside the kinds of blocks: no part of the article */

struct page {
	struct tree tree;
	struct lines lines;
	struct hint_names names;
	uint16_t *hints;    /**< each node's own and its ancestors' hints */
	uint32_t *prose;    /**< characters of running text under each node, comments not counted */
	uint32_t all_prose; /**< of the whole page, comments and all */
	uint8_t *teasers;   /**< of each node: it is a list of teasers */
	uint8_t *kinds;     /**< of each line: enum pq_block_kind or LINE_LEFT_OUT */
	const char *told;   /**< the article's words as the page's JSON-LD has them, or NULL; not owned */
	bool found;         /**< an article; else the whole page is taken for one */
	uint32_t article;   /**< node that holds the article */
	bool noscript;      /**< what is there for those who have no scripts is shown */
	bool failed;        /**< no memory */
};

/** Is node K a text of line L that is shown?  Parts of a line may be hidden by what stands around them inside it. */
static inline bool page_shows(const struct page *p, const struct line *l, uint32_t k)
{
	return tree_is_text(&p->tree, k) && !(p->hints[k] & ~p->hints[l->block] & HINT_HIDDEN);
}

static inline bool page_is_heading(const struct page *p, uint32_t block)
{
	return p->tree.nodes.at[block].tag >= TAG_H1 && p->tree.nodes.at[block].tag <= TAG_H6;
}

/** Fill LINES, HINTS and PROSE from TREE. */
void page_look(struct page *p);
/** Doubt the words under whose names more than MOST of the page's running text stands: a builder's words, not names.  False: there
 *  are none. */
bool page_doubt_most(struct page *p, double most);
/** Doubt the word under whose names the most running text stands; where none is left, those of readers' comments.  False: neither. */
bool page_doubt_next(struct page *p);
/** Take back hints of the innermost element around the lines that TOLD has, where it is called an aside or the like. */
void page_trust_told(struct page *p);
/** Find ARTICLE.  Elements whose text is what TOLD says are trusted, whatever they are called. */
void page_find(struct page *p);
/** Fill KINDS.  TITLE is the page's own, which is no part of the text; NULL: none. */
void page_choose(struct page *p, const char *title);
/** What the page carries instead of an article, as words that go on from "the page carries", and why; NULL: it may well be one. */
const char *page_lacks_text(const struct page *p, const char *title);
/** Free what the choice alone took. */
void page_chosen(struct page *p);
void page_release(struct page *p);

#endif
