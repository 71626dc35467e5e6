/* tag.c - the elements and attributes that mean something here. */
#include "html/tag.h"

#include <stddef.h>

static const char *const tags[TAGS] = {
#define TAG(symbol, name, flags) name,
#include "html/tags.def"
#undef TAG
};
const uint8_t tag_bits[TAGS] = {
#define TAG(symbol, name, flags) flags,
#include "html/tags.def"
#undef TAG
};
static const char *const attrs[ATTRS] = {
#define ATTR(symbol, name) name,
	HTML_ATTRS(ATTR)
#undef ATTR
};

/** Order of NAME, LEN bytes in any case, against WORD in lower case. */
static int compare(const char *name, size_t len, const char *word)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];
		c = c >= 'A' && c <= 'Z' ? c | 32 : c;
		if (c != (unsigned char)word[i])
			return c - (unsigned char)word[i];
	}
	return word[len] ? -1 : 0;
}

enum tag tag_find(const char *name, size_t len)
{
	unsigned lo = 0, hi = TAGS;
	while (lo < hi) {
		unsigned mid = lo + (hi - lo) / 2;
		int order = compare(name, len, tags[mid]);
		if (!order)
			return (enum tag)mid;
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return TAG_OTHER;
}

const char *tag_name(enum tag t)
{
	return tags[t];
}

enum attr attr_find(const char *name, size_t len)
{
	for (unsigned i = 0; i < ATTRS; i++)
		if (!compare(name, len, attrs[i]))
			return (enum attr)i;
	return ATTRS;
}
