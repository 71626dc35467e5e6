/* html/prescan.h - a page made safe for the parser, in one linear pass; private to this folder.
 *
 * libxml2 2.9's HTML parser is quadratic in attributes of one tag and in stray end tags under deep nesting, loses text under
 * too deep nesting, and knows no elements of HTML 5 (all measured with 2.9.14).  The pre-scan
 * writes the page again: elements balanced and closed as the HTML standard has it, nested at most 512 deep (the text of
 * what is deeper stays), the attributes that mean something here, values of at most 64 KiB; without scripts, styles, comments. */
#ifndef HTML_PRESCAN_H
#define HTML_PRESCAN_H

#include "base/buf.h"
#include "base/vec.h"
#include "html/tag.h"

enum { PRESCAN_DEPTH = 512, PRESCAN_ATTRIBUTES = 256, PRESCAN_VALUE = 64 * 1024 };

struct prescan_span {
	size_t at, len;
};
struct prescan {
	struct buf page;                  /**< the page written again */
	VEC(struct prescan_span) json;    /**< in the text given: what scripts of type application/ld+json hold */
	struct prescan_span lang;         /**< in the text given: the language that <html> declares */
	uint32_t deep, many, long_values; /**< tags too deep, tags with too many attributes, values cut */
	bool unclosed;                    /**< a script or style without an end hid the rest */
	bool failed;
};

/** Zero-initialise OUT; prescan_release it whatever happened.  Test OUT->failed (no memory).  Cost: O(LEN). */
void prescan(const char *text, size_t len, struct prescan *out);
void prescan_release(struct prescan *p);

#endif
