/* doc/speaker.h - what a source is called where there is little room: a gutter, a margin, a list. */
#ifndef DOC_SPEAKER_H
#define DOC_SPEAKER_H

#include <pullquote/pullquote.h>

/** The short name of SOURCE: a surname ("A. Okafor" where two share it), "@person" for an anonymous one, "?" where the text
 *  gives nobody; INITIALS: two letters.  The bytes are the article's: make them safe to show.  Cost: some hundred sources. */
void speaker_name(const struct pq_doc *doc, const struct pq_annotations *notes, uint32_t source, bool initials,
		  char out[32]);

#endif
