/* config/lines.h - the line format that key, rc and theme files share: words parted by blanks, "double quotes" around a word with
 * blanks, # comments.  And "did you mean". */
#ifndef CONFIG_LINES_H
#define CONFIG_LINES_H

#include <pullquote/pullquote.h>
#include <stdarg.h>

enum { LINE_WORDS = 12 };

struct word {
	const char *s;
	uint32_t len;
};
/** Zero-initialise, then set FILE, TEXT and END. */
struct lines {
	const char *file, *text, *end; /**< FILE for messages */
	uint32_t number;               /**< of the line read last, from 1 */
	struct word word[LINE_WORDS];
	unsigned n; /**< words on it; more than LINE_WORDS are one too many: LINE_WORDS + 1 */
};
/** Step to the next line that is neither empty nor a comment.  A # begins a comment at the start of a line, or as a word of its own
 *  that is not the one numbered KEY (which may be the key "#"); KEY 0: none. */
bool lines_next(struct lines *l, unsigned key);
bool word_is(struct word w, const char *s);
/** PQ_EINVAL with "file:line: message". */
enum pq_status lines_fail(const struct lines *l, struct pq_error *error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Edits (insert, delete, replace, swap neighbours) between A and B, over at most 40 bytes of each. */
unsigned edit_distance(const char *a, size_t na, const char *b, size_t nb);
/** The best candidate so far.  Zero-initialise. */
struct suggestion {
	const char *best; /**< NULL: nothing near */
	unsigned distance;
};
/** CANDIDATE counts when it is within a third of its length, or one that begins with TYPED (three letters or more). */
void suggest(struct suggestion *s, const char *typed, size_t len, const char *candidate);
/** "; did you mean BEST?" or "". */
const char *suggestion_text(const struct suggestion *s, char out[96]);

#endif
