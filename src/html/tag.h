/* html/tag.h - the elements and attributes that mean something here; private to this folder. */
#ifndef HTML_TAG_H
#define HTML_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tag_flags {
	TAG_INLINE = 1, /**< stands in a line of text */
	TAG_BLOCK = 2,  /**< stands on lines of its own */
	TAG_VOID = 4,   /**< has no end tag */
	TAG_RAW = 8,    /**< what it holds is not markup, and no text of the page */
	TAG_SKIP = 16,  /**< what it holds is markup, but no text of the page */
	TAG_ROOT = 32,  /**< html, head, body: implied, never built */
};
enum tag {
#define TAG(symbol, name, flags) TAG_##symbol,
#include "html/tags.def"
#undef TAG
	TAGS
};
/** The element called NAME (any case); TAG_OTHER: one of no meaning here.  Cost: O(log n). */
enum tag tag_find(const char *name, size_t len);
const char *tag_name(enum tag t);
extern const uint8_t tag_bits[TAGS];
static inline unsigned tag_flags(enum tag t)
{
	return tag_bits[t];
}

/* ATTR(symbol, name): the attributes that are kept. */
#define HTML_ATTRS(ATTR) \
	ATTR(CLASS, "class") \
	ATTR(ID, "id") \
	ATTR(HREF, "href") \
	ATTR(REL, "rel") \
	ATTR(ROLE, "role") \
	ATTR(STYLE, "style") \
	ATTR(HIDDEN, "hidden") \
	ATTR(ARIA_HIDDEN, "aria-hidden") \
	ATTR(ARIA_LABEL, "aria-label") \
	ATTR(ITEMPROP, "itemprop") \
	ATTR(ITEMTYPE, "itemtype") \
	ATTR(PROPERTY, "property") \
	ATTR(NAME, "name") \
	ATTR(CONTENT, "content") \
	ATTR(DATETIME, "datetime") \
	ATTR(START, "start") \
	ATTR(VALUE, "value") \
	ATTR(TYPE, "type") \
	ATTR(LANG, "lang") \
	ATTR(TESTID, "data-testid") \
	ATTR(COMPONENT, "data-component") \
	ATTR(MODULE, "data-module")
enum attr {
#define ATTR(symbol, name) ATTR_##symbol,
	HTML_ATTRS(ATTR)
#undef ATTR
		ATTRS
};
/** The attribute called NAME (any case); ATTRS: one that is not kept. */
enum attr attr_find(const char *name, size_t len);

#endif
