/* html/scan.h - a page's bytes to its tree, in one linear pass; private to this folder.
 *
 * Elements are closed as the HTML standard has it and nested at most 512 deep (the text of what is deeper stays); the attributes that
 * mean something here are kept, values up to 64 KiB; scripts, styles and comments are not.  libxml2 2.9's HTML parser is no help: it
 * is quadratic in attributes of one tag and in stray end tags under deep nesting, loses text under too deep nesting, and
 * knows no elements of HTML 5 (all measured with 2.9.14). */
#ifndef HTML_SCAN_H
#define HTML_SCAN_H

#include "html/tree.h"

enum { SCAN_ATTRIBUTES = 256, SCAN_VALUE = 64 * 1024 };

struct scan_span {
	size_t at, len;
};
/** What the tree does not tell. */
struct scan {
	VEC(struct scan_span) json;       /**< in the page: what scripts of type application/ld+json hold */
	struct scan_span lang;            /**< in the page: the language that <html> declares */
	uint32_t deep, many, long_values; /**< tags too deep, tags with too many attributes, values cut */
	bool unclosed;                    /**< a script or style without an end hid the rest */
	bool failed;
};

/** Zero-initialise TREE and OUT; tree_release and scan_release them whatever happened.  TEXT must outlive TREE.
 *  Test OUT->failed (no memory).  Cost: O(LEN). */
void scan_page(const char *text, size_t len, struct tree *tree, struct scan *out);
void scan_release(struct scan *s);

#endif
