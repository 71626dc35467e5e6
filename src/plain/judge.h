/* plain/judge.h - what each chunk of a plain text is: title, byline, heading, caption, furniture ...; private to this folder.
 *
 * Judged from form (length, capitals, how it ends), set phrases, and place: the HEAD is what stands before the first chunk
 * that is prose beyond doubt, the TAIL what stands behind the last.  Speech in quote marks is never furniture. */
#ifndef PLAIN_JUDGE_H
#define PLAIN_JUDGE_H

#include "base/buf.h"
#include "plain/chunk.h"

/** Set KIND (and LEVEL) of every chunk.  Cost: linear. */
void judge_chunks(const char *text, struct chunks *chunks);
/** A word of a job or an outlet stands in S ("Staff Writer"). */
bool judge_names_job(const char *s, uint32_t len);
/** The names in a byline ("By A. Name and B. Other at Place"): calls EACH with every one, in order. */
void judge_byline_names(const char *s, uint32_t len, void (*each)(void *user, const char *name, uint32_t len),
			void *user);

#endif
