/* html/hint.h - what an element's class, id, role and tag hint at; private to this folder. */
#ifndef HTML_HINT_H
#define HTML_HINT_H

#include "html/tree.h"

/* Bits of a hint. */
enum {
	HINT_BODY = 1,    /**< said to be the article's text */
	HINT_CONTENT = 2, /**< said to be content of some kind */
	HINT_ASIDE = 4,   /**< navigation, related, promotion, sharing, comments, sign-ups: no part of the article */
	HINT_META = 8,    /**< byline, date, tags, counts */
	HINT_CAPTION = 16,
	HINT_CREDIT = 32,
	HINT_HIDDEN = 64,   /**< not shown */
	HINT_COMMENT = 128, /**< readers' comments: prose, but nobody's article */
	HINT_QUOTE = 256,   /**< a pull quote: repeats words of the article */
	HINT_EMBED = 512,   /**< a post of somebody else, shown in the text */
};
unsigned hint_of(const struct tree *t, uint32_t i);

#endif
