/* html/nest.h - which elements are open while a page is written again; private to this folder.
 * Invariants: what is written is balanced, at most PRESCAN_DEPTH deep, and no end tag stands without its start. */
#ifndef HTML_NEST_H
#define HTML_NEST_H

#include "base/buf.h"
#include "html/prescan.h"

struct nest {
	uint8_t open[PRESCAN_DEPTH]; /**< enum tag, outermost first */
	uint32_t depth;
	uint32_t count[TAGS];   /**< how many of each are open */
	uint32_t dropped[TAGS]; /**< start tags that were too deep and whose end tags are still to come */
};

/** Close what the start of T closes (a paragraph before a block, an item before an item ...), writing the end tags to OUT.
 *  Source: HTML standard, "Optional tags" and the tree construction stage's scopes.  Cost: O(depth). */
void nest_before(struct nest *n, enum tag t, struct buf *out);
/** Note T as open; false: too deep, leave its tag out. */
bool nest_open(struct nest *n, enum tag t);
/** Close T and what is open inside it; nothing where it is not open. */
void nest_close(struct nest *n, enum tag t, struct buf *out);
void nest_close_all(struct nest *n, struct buf *out);
/** What T is written as. */
const char *nest_name(enum tag t);

#endif
