/* text/regex.h - a reader's own pattern over text, bounded in time (PCRE2 behind it).
 * Limits: safety.md, "What follows for PCRE2": a clock of 250 ms in all, match, depth and heap limits, no \C. */
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H

#include <pullquote/pullquote.h>

struct regex;

/** Compile PATTERN; without an upper-case letter it ignores case.  Errors: PQ_EINVAL with what PCRE2 says and where. */
PQ_CHECK enum pq_status regex_new(const char *pattern, struct regex **out, struct pq_error *error);
void regex_free(struct regex *re);
/** Restart the clock: one budget of 250 ms serves all regex_find until the next call. */
void regex_start(struct regex *re);
/** The first match in TEXT[from, to), looking at the text around it.  1 found, 0 none, PQ_EINTERRUPTED budget spent,
 *  PQ_EINVAL too complex.  Empty matches are skipped. */
int regex_find(struct regex *re, const char *text, size_t from, size_t to, struct pq_span *match);

#endif
