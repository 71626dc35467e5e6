/* tests/session/drive.c - run a worker to its end and keep what it said. */
#include "drive.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/query.h"

static void keep(struct doc_memory **place, struct doc_memory *memory)
{
	doc_memory_drop(*place);
	*place = memory;
}

void drive(struct worker *w, struct heard *heard)
{
	struct worker_event event = {.kind = WORKER_NOTHING};
	*heard = (struct heard){0};
	while (event.kind != WORKER_DONE && event.kind != WORKER_FAILED) {
		struct pollfd fds[2];
		unsigned n = worker_poll(w, fds);
		if (n)
			(void)poll(fds, n, -1);
		worker_next(w, &event);
		if (event.kind == WORKER_BYTES)
			keep(&heard->bytes, event.memory);
		if (event.kind == WORKER_DOCUMENT)
			keep(&heard->document, event.memory);
		if (event.kind == WORKER_ANNOTATIONS)
			keep(&heard->notes, event.memory);
		heard->documents += event.kind == WORKER_DOCUMENT;
		heard->generations += event.kind == WORKER_ANNOTATIONS;
	}
	heard->failed = event.kind == WORKER_FAILED;
	heard->error = event.error;
	worker_free(w);
}

void drive_input(struct engine *engine, const struct worker_input *input, enum worker_manner manner,
		 struct heard *heard)
{
	struct worker *w;
	*heard = (struct heard){.failed = true};
	if (worker_new(engine, input, manner, &w, &heard->error) == PQ_OK)
		drive(w, heard);
}

bool heard_has_notice(const struct heard *heard, const char *words)
{
	struct pq_snapshot *s;
	if (!heard->document || snapshot_new(doc_memory_hold(heard->document), NULL, 0, &s, NULL) != PQ_OK)
		return false;
	bool found = false;
	for (uint32_t i = 0; i < s->doc.n_notices; i++) {
		struct doc_slice m = doc_str(&s->doc, s->doc.notices[i].message);
		found |= memmem(m.s, m.len, words, strlen(words)) != NULL;
	}
	snapshot_drop(s);
	return found;
}

void heard_release(struct heard *heard)
{
	doc_memory_drop(heard->bytes);
	doc_memory_drop(heard->document);
	doc_memory_drop(heard->notes);
	*heard = (struct heard){0};
}

char *long_text(size_t len, size_t *out_len)
{
	static const char paragraph[] =
		"“The boats were late again,” Ada Brack said on Tuesday. The harbour council, she added, had known "
		"since spring that the ferry would not hold.\n\n";
	size_t n = len / (sizeof paragraph - 1) + 1;
	char *text = malloc(n * (sizeof paragraph - 1) + 1);
	if (!text)
		return NULL;
	for (size_t i = 0; i < n; i++)
		memcpy(text + i * (sizeof paragraph - 1), paragraph, sizeof paragraph);
	*out_len = n * (sizeof paragraph - 1);
	return text;
}
