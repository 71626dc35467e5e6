/* html/line.h - a page's text cut where block elements begin and end, with what is known of each piece; private to this folder.
 * These pieces are what is judged: as part of the article or not. */
#ifndef HTML_LINE_H
#define HTML_LINE_H

#include "html/tree.h"

struct line {
	uint32_t from, to;   /**< nodes [FROM, TO) hold its text; the first and the last are text nodes */
	uint32_t block;      /**< the innermost block element around it */
	uint32_t chars;      /**< characters, runs of white space counted as one */
	uint32_t link_chars; /**< of those, in links */
	/* A page may have millions of lines; nobody asks whether it is many or very many: */
	uint16_t words;
	uint8_t stops; /**< ends of sentences */
	uint8_t commas : 7;
	bool ends : 1; /**< ends as a sentence does */
};
struct lines {
	VEC(struct line) list;
	bool failed; /**< no memory */
};

/** HINTS: of each node its own (hint.h); what stands in a line but is not shown is left out.  Cost: linear. */
void lines_cut(const struct tree *t, const uint16_t *hints, struct lines *out);
void lines_release(struct lines *l);
/** Is it running text beyond doubt? */
bool line_is_prose(const struct line *l);
/** The share of a line that is links, 0..1. */
double line_link_share(const struct line *l);

#endif
