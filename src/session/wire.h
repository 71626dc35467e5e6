/* session/wire.h - what goes over the socket between a child and its parent; private to this folder.
 * Small messages of one size; memory travels beside them as a sealed memfd. */
#ifndef SESSION_WIRE_H
#define SESSION_WIRE_H

#include "session/worker.h"

struct wire_message {
	uint32_t magic;
	uint32_t kind; /**< enum worker_event_kind */
	int32_t status;
	uint32_t line;
	uint64_t size;  /**< of the memory; of BYTES: what was read, whether or not its memory comes along; of
	                 PROGRESS: what was fetched so far */
	char text[256]; /**< the error's */
};

/** Child's side: send EVENT; *MEMORY of it is copied into a memfd and sealed.  SIZE: what was read (BYTES).  False: the parent has gone,
 *  or memory ran out. */
bool wire_send(int socket, const struct worker_event *event, uint64_t size);

enum wire_result { WIRE_NOTHING, WIRE_EVENT, WIRE_CLOSED, WIRE_BROKEN /**< not what a child of ours would say */ };
/** Parent's side, without waiting: all that came is checked, memory mapped read-only at most MOST bytes long. */
enum wire_result wire_receive(int socket, uint64_t most, struct worker_event *event, uint64_t *size);

#endif
