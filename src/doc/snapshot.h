/* doc/snapshot.h - one document with one state of its annotations: what views look at.
 * Immutable; reference counted (one process, no threads).  A new generation is a new snapshot over the same document. */
#ifndef DOC_SNAPSHOT_H
#define DOC_SNAPSHOT_H

#include "doc/build.h"

/** Memory that several snapshots may hold: a blob of ours or a mapping. */
struct doc_memory;
struct doc_memory *doc_memory_of_blob(struct blob blob);         /**< takes the blob; NULL: no memory, blob freed */
struct doc_memory *doc_memory_of_map(void *address, size_t len); /**< takes the mapping; NULL: no memory, unmapped */
struct doc_memory *doc_memory_hold(struct doc_memory *m);
void doc_memory_drop(struct doc_memory *m); /**< NULL-safe */
const void *doc_memory_bytes(const struct doc_memory *m, size_t *len);

struct pq_snapshot {
	struct pq_doc doc;
	struct pq_annotations notes; /**< empty before the first annotations */
	uint32_t generation;         /**< 0: the document alone; rises with each */
	uint32_t holders;
	struct doc_memory *doc_memory, *notes_memory;
};
/** Check DOC_BYTES and NOTES_BYTES (may be NULL) and join them; takes one hold of each even on error. */
PQ_CHECK enum pq_status snapshot_new(struct doc_memory *doc, struct doc_memory *notes, uint32_t generation,
				     struct pq_snapshot **out, struct pq_error *error);
/** The next generation: SNAPSHOT's document, not checked again, with new NOTES (taken). */
PQ_CHECK enum pq_status snapshot_next(const struct pq_snapshot *snapshot, struct doc_memory *notes,
				      struct pq_snapshot **out, struct pq_error *error);
struct pq_snapshot *snapshot_hold(struct pq_snapshot *s);
void snapshot_drop(struct pq_snapshot *s); /**< NULL-safe */

#endif
