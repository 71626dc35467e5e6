/* tests/session/drive.h - run a worker to its end and keep what it said. */
#ifndef TESTS_SESSION_DRIVE_H
#define TESTS_SESSION_DRIVE_H

#include "session/worker.h"

struct heard {
	struct doc_memory *bytes, *document, *notes; /**< the last of each */
	unsigned documents, generations;
	bool failed;
	struct pq_error error;
};
/** Wait for W's every answer, then free it. */
void drive(struct worker *w, struct heard *heard);
/** The same from an input. */
void drive_input(struct engine *engine, const struct worker_input *input, enum worker_manner manner,
		 struct heard *heard);
/** Has the document a notice with WORDS in it? */
bool heard_has_notice(const struct heard *heard, const char *words);
void heard_release(struct heard *heard);

/** Paragraphs of invented prose, LEN bytes or a little more; free(). */
char *long_text(size_t len, size_t *out_len);

#endif
