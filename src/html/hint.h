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
	HINT_FIRM = 1024, /**< what is called so is never the article: notices about cookies, what lies over the page */
	HINT_FOLDED =
		2048, /**< shown when the reader asks for it, so hidden is not left out; never seen outside of hint.c */
	HINT_NEVER_DOUBTED = HINT_FIRM | HINT_HIDDEN | HINT_COMMENT,
	HINT_SHUNNED = HINT_ASIDE | HINT_META | HINT_HIDDEN | HINT_COMMENT | HINT_CAPTION | HINT_CREDIT | HINT_QUOTE,
};
enum {
	HINT_WORDS = 0
#define WORD(word, bits) +1
#include "html/words.def"
#undef WORD
};

/** A word in NODE's class or id that speaks against it. */
struct hint_name {
	uint32_t node;
	uint16_t word; /**< index into words.def */
};
/** Which words the names of a page have, and which of them mean nothing there. */
struct hint_names {
	VEC(struct hint_name) list; /**< in the order of nodes */
	bool doubted[HINT_WORDS];
	bool failed; /**< no memory */
};

/** The bits of node I, without those of words doubted; what speaks against it is added to NAMES. */
unsigned hint_of(const struct tree *t, uint32_t i, struct hint_names *names);
/** The bits of a word of words.def. */
unsigned hint_of_word(uint16_t word);

#endif
