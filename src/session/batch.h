/* session/batch.h - many articles through several workers, results in the order of the arguments. */
#ifndef SESSION_BATCH_H
#define SESSION_BATCH_H

#include "session/worker.h"

/** Called once an article, in order: SNAPSHOT, or NULL and ERROR.  INPUT is one of those given, or an entry of it (SIBLINGS).  False ends
 *  the run. */
typedef bool (*batch_sink)(void *user, const struct worker_input *input, const struct pq_snapshot *snapshot,
			   const struct pq_error *error);

/** JOBS workers at a time (0: one a processor); at most 4 * JOBS finished results wait for their turn.
 *  Errors: PQ_ENOMEM, PQ_EINTERRUPTED (the sink said so). */
PQ_CHECK enum pq_status batch_run(struct engine *engine, const struct worker_input *inputs, uint32_t n, unsigned jobs,
				  enum worker_manner manner, batch_sink sink, void *user, struct pq_error *error);

#endif
