/* text/phrase.h - the set phrases of a page's furniture. */
#ifndef TEXT_PHRASE_H
#define TEXT_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

/** What phrases of a block were found. */
struct phrases {
	unsigned furniture; /**< pitches, sign-ups, adverts, legal lines */
	unsigned image;     /**< marks of a picture's caption */
	unsigned credit;    /**< a picture's or a story's maker */
	unsigned reported;  /**< words that report speech: prose */
};

/** The phrases by their first letter, a run of the table each; and a bit for each hash of a few letters: what those start with that
 *  stand first, what those end with that stand last, and what stands in those that may stand anywhere. */
struct phrase_index {
	unsigned char from[256], to[256], first[65536 / 8], last[65536 / 8], within[65536 / 8];
};
/** Made when it is first asked for. */
const struct phrase_index *phrase_index(void);
/** Could any phrase but those of reported speech stand in S, in any case?  A quick no for most text: under 1 ns a byte. */
bool phrase_may_occur(const struct phrase_index *index, const char *s, size_t len);
/** Look at S, LEN bytes in lower case.  Cost: O(LEN) times the few phrases that share a first letter. */
struct phrases phrase_scan(const struct phrase_index *index, const char *s, size_t len);

#endif
