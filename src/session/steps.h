/* session/steps.h - what a worker does, a step at a time, in a child or in this process; private to this folder.
 * Bytes, document, generations of annotations, done. */
#ifndef SESSION_STEPS_H
#define SESSION_STEPS_H

#include "session/fetch.h"
#include "session/worker.h"

struct steps {
	struct engine *engine;
	const struct worker_input *input;
	enum worker_manner manner;
	const char *
		strip; /**< make the document by engine_strip with this notice and no annotations; NULL: the usual way */
	struct fetch fetch; /**< of a page that is being fetched, FETCHING */
	bool fetching;
	struct doc_memory *bytes; /**< what was read; NULL before, or where the input's own BYTES serve */
	const void *data;
	size_t len;
	struct doc_memory *document;
	struct pq_doc doc;
	uint32_t done; /**< annotated up to here */
	uint8_t next;  /**< 0 bytes, 1 document, 2 annotations, 3 done */
};

/** Do the next step.  The event's memory is the caller's; after DONE and FAILED there is none. */
void steps_next(struct steps *s, struct worker_event *event);
/** Once the bytes are here: take from the file system what the next steps need.  Returns the folder that annotating will read, or
 *  NULL: none. */
const char *steps_prepare(const struct steps *s);
void steps_release(struct steps *s);

/** What a process that works on LEN bytes may use: 1 GiB for each 10 MB begun (safety.md). */
uint64_t steps_memory(size_t len);
/** Begun 10 MB. */
uint64_t steps_scale(size_t len);

#endif
