/* html/nest.h - which elements are open while a page is read; private to this folder.
 * Invariants: the open elements are those of the tree that is built, the innermost last, at most NEST_DEPTH. */
#ifndef HTML_NEST_H
#define HTML_NEST_H

#include "html/tree.h"

enum { NEST_DEPTH = 512 };

struct nest {
	uint8_t open[NEST_DEPTH]; /**< enum tag, outermost first */
	uint32_t depth;
	uint32_t count[TAGS];   /**< how many of each are open */
	uint32_t dropped[TAGS]; /**< start tags that were too deep and whose end tags are still to come */
};

/** Close what the start of T closes: a paragraph before a block, an item before an item ...
 *  Source: HTML standard, "Optional tags" and the tree construction stage's scopes.  Cost: O(depth). */
void nest_before(struct nest *n, enum tag t, struct tree *out);
/** Open T; false: too deep, a space stands for it. */
bool nest_open(struct nest *n, enum tag t, struct tree *out);
/** Close T and what is open inside it; nothing where it is not open. */
void nest_close(struct nest *n, enum tag t, struct tree *out);

#endif
