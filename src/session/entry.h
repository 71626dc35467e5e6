/* session/entry.h - the entries that a worker found in its input, as inputs of further workers; private to this folder. */
#ifndef SESSION_ENTRY_H
#define SESSION_ENTRY_H

#include "session/worker.h"

/** One entry.  INPUT.about points to ABOUT, so it stays where it is; its strings and bytes lie in HELD. */
struct entry_input {
	struct worker_input input;
	struct pq_options about;
	const char *label; /**< what lists call it */
	struct doc_memory *held;
};
/** Entry I of ALL, which lies in MEMORY (held once more) and came out of FROM.
 *  *FAULT is filled, with a status, where it cannot be read. */
void entry_input_open(struct entry_input *e, const struct worker_input *from, struct doc_memory *memory,
		      const struct entries *all, uint32_t i, struct pq_error *fault);
void entry_input_release(struct entry_input *e);

#endif
