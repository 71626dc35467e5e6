/* export/runs.h - a text cut where any annotation starts or ends: RUNS over which the same marks stand.
 * One sweep from front to back; linear in text and marks, times how deep marks nest. */
#ifndef EXPORT_RUNS_H
#define EXPORT_RUNS_H

#include <pullquote/pullquote.h>

#include "base/vec.h"

/** What a run is part of: indices into the annotations or links, or PQ_NONE.  Of two of a kind the inner one counts. */
struct run_look {
	uint32_t quote, mention, link;
	uint8_t part; /**< with QUOTE: enum pq_quote_kind of the part */
	bool cue, source;
};

struct runs {
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
	struct pq_span run;   /**< the run in hand */
	VEC(uint32_t) active; /**< indices of the marks that stand over it */
	uint32_t fresh;       /**< how many at the end of ACTIVE were not there in the run before */
	uint32_t next;        /**< first mark not looked at yet */
	bool failed;          /**< no memory; there are no more runs */
};

void runs_init(struct runs *r, const struct pq_doc *doc, const struct pq_annotations *notes);
void runs_release(struct runs *r);
/** The next run within SPAN, whose start may not lie before the run in hand; false: none is left in it. */
bool runs_next(struct runs *r, struct pq_span span);
struct run_look runs_look(const struct runs *r);

#endif
