/* html/tree.h - a page as a tree in arrays; private to this folder.
 * Invariants: node 0 is the root; a parent's index is smaller than its children's, so that loops over all nodes, forwards or
 * backwards, see parents first or last, and what lies under node i is the run [i, end of i).  What is one text is one node.
 *
 * Texts and values point into the page's own bytes where these say what they mean; where a character reference was decoded, a character
 * dropped, or markup stands within, they lie in the pool. */
#ifndef HTML_TREE_H
#define HTML_TREE_H

#include "base/buf.h"
#include "base/vec.h"
#include "html/tag.h"

enum { NODE_TEXT = TAGS, NODE_ROOT };

struct node {
	uint32_t parent;
	union {
		uint32_t end; /**< not of a text: index behind the last node under this one */
		uint32_t len; /**< of a text: its bytes */
	};
	uint32_t at;      /**< text: where its bytes are.  element: its first attribute's index */
	uint8_t tag;      /**< enum tag, NODE_TEXT or NODE_ROOT */
	uint8_t attrs;    /**< how many it has */
	uint16_t ordinal; /**< of an item in a numbered list: its number; 0: none */
};
struct node_attr {
	uint32_t at, len;
	uint8_t attr; /**< enum attr */
};
struct tree {
	const char *page; /**< outlives the tree */
	VEC(struct node) nodes;
	VEC(struct node_attr) attrs;
	struct buf pool;
	uint32_t open; /**< while it is built: the innermost open node */
	bool failed;   /**< no memory */
};

struct str {
	const char *s;
	uint32_t len;
};

/** Begin OUT (zeroed by the caller) as a tree of PAGE with nothing but a root; tree_release it whatever happens.
 *  The calls that build it fail for good once FAILED is set. */
void tree_begin(struct tree *out, const char *page);
/** An element under the open node, which stays open unless it is void; its index. */
uint32_t tree_add(struct tree *t, enum tag tag);
/** An attribute of the last element added, whose VALUE stands in the page. */
void tree_add_attr(struct tree *t, enum attr attr, struct str value);
/** The same of a VALUE that does not. */
void tree_copy_attr(struct tree *t, enum attr attr, struct str value);
/** The innermost open element is done. */
void tree_close(struct tree *t);
/** Text under the open node, going on from what was added before: S stands in the page. */
void tree_add_text(struct tree *t, const char *s, size_t len);
/** The same, of bytes that are not the page's. */
void tree_copy_text(struct tree *t, const char *s, size_t len);
/** Close what is open; the tree is whole. */
void tree_end(struct tree *t);
void tree_release(struct tree *t);

/** The bytes of node I, a text. */
struct str tree_str(const struct tree *t, uint32_t i);
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
	uint8_t tag = t->nodes.at[i].tag;
	return tag == NODE_ROOT || (tag < TAGS && tag_flags((enum tag)tag) & TAG_BLOCK);
}
/** The node behind node I and all that lies under it. */
static inline uint32_t tree_behind(const struct tree *t, uint32_t i)
{
	return tree_is_text(t, i) ? i + 1 : t->nodes.at[i].end;
}
/** Append the text under node I to OUT, white space collapsed and trimmed.  False, and nothing appended: there is more
 *  than a heading or a credit has, 4 KiB or 200 nodes; so that asking it of every node costs no more than the nodes. */
bool tree_text(const struct tree *t, uint32_t i, struct buf *out);

#endif
