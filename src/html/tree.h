/* html/tree.h - a page as a tree in arrays; private to this folder.
 * Invariants: node 0 is the root; a parent's index is smaller than its children's, so that loops over all nodes, forwards or
 * backwards, see parents first or last, and what lies under node i is the run [i, end of i). */
#ifndef HTML_TREE_H
#define HTML_TREE_H

#include "base/buf.h"
#include "base/vec.h"
#include "html/tag.h"

enum { NODE_TEXT = TAGS, NODE_ROOT };

struct node {
	uint32_t parent;
	uint32_t end;     /**< index behind the last node under this one */
	uint32_t at, len; /**< text: bytes of POOL.  element: a run of ATTRS */
	uint8_t tag;      /**< enum tag, NODE_TEXT or NODE_ROOT */
};
struct node_attr {
	uint32_t at, len; /**< of POOL */
	uint8_t attr;     /**< enum attr */
};
struct tree {
	VEC(struct node) nodes;
	VEC(struct node_attr) attrs;
	struct buf pool;
	uint32_t open; /**< while it is built: the innermost open node */
	bool failed;
};

struct str {
	const char *s;
	uint32_t len;
};

/** Parse PAGE, as the pre-scan wrote it, into OUT (zeroed by the caller; tree_release whatever happened).
 *  Test OUT->failed (no memory).  *CUT: the parser gave up before the page's end. */
void tree_parse(const char *page, size_t len, struct tree *out, bool *cut);
void tree_release(struct tree *t);
/** The value of node I's attribute A; LEN 0 and S NULL: it has none. */
struct str tree_attr(const struct tree *t, uint32_t i, enum attr a);
static inline bool tree_is(const struct tree *t, uint32_t i, enum tag tag)
{
	return t->nodes.at[i].tag == (uint8_t)tag;
}
static inline bool tree_is_text(const struct tree *t, uint32_t i)
{
	return t->nodes.at[i].tag == NODE_TEXT;
}
static inline bool tree_is_block(const struct tree *t, uint32_t i)
{
	return t->nodes.at[i].tag == NODE_ROOT ||
	       (t->nodes.at[i].tag < TAGS && tag_flags((enum tag)t->nodes.at[i].tag) & TAG_BLOCK);
}
/** Append the text under node I to OUT, white space collapsed and trimmed.  False, and nothing appended: there is more than a
 *  heading or a credit has, 4 KiB or 200 nodes; so that asking it of every node costs no more than the nodes. */
bool tree_text(const struct tree *t, uint32_t i, struct buf *out);

#endif
