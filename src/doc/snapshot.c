/* doc/snapshot.c - a document with one state of its annotations. */
#include "doc/snapshot.h"

#include <sys/mman.h>

#include "base/alloc.h"
#include "base/error.h"

struct doc_memory {
	void *bytes;
	size_t len;
	uint32_t holders;
	bool mapped;
};

static void give_back(void *bytes, size_t len, bool mapped)
{
	if (mapped)
		munmap(bytes, len);
	else
		mem_free(bytes);
}

static struct doc_memory *new_memory(void *bytes, size_t len, bool mapped)
{
	struct doc_memory *m = mem_alloc(sizeof *m);
	if (m)
		*m = (struct doc_memory){.bytes = bytes, .len = len, .holders = 1, .mapped = mapped};
	else
		give_back(bytes, len, mapped);
	return m;
}

struct doc_memory *doc_memory_of_blob(struct blob blob)
{
	return new_memory(blob.bytes, blob.len, false);
}

struct doc_memory *doc_memory_of_map(void *address, size_t len)
{
	return new_memory(address, len, true);
}

struct doc_memory *doc_memory_hold(struct doc_memory *m)
{
	if (m)
		m->holders++;
	return m;
}

void doc_memory_drop(struct doc_memory *m)
{
	if (!m || --m->holders)
		return;
	give_back(m->bytes, m->len, m->mapped);
	mem_free(m);
}

const void *doc_memory_bytes(const struct doc_memory *m, size_t *len)
{
	*len = m->len;
	return m->bytes;
}

static const struct pq_annotations no_annotations = {.strings = ""};

/* The checks and the joining; NOTES may be NULL.  A document in *S that is checked already stays as it is. */
static enum pq_status join(struct pq_snapshot *s, const struct pq_doc *checked, struct pq_error *error)
{
	size_t len;
	const void *bytes = doc_memory_bytes(s->doc_memory, &len);
	enum pq_status status = PQ_OK;
	if (checked)
		s->doc = *checked;
	else
		status = doc_open(bytes, len, &s->doc, error);
	s->notes = no_annotations;
	if (status != PQ_OK || !s->notes_memory)
		return status;
	bytes = doc_memory_bytes(s->notes_memory, &len);
	return anno_open(bytes, len, &s->doc, &s->notes, error);
}

static enum pq_status make(struct doc_memory *doc, const struct pq_doc *checked, struct doc_memory *notes,
			   uint32_t generation, struct pq_snapshot **out, struct pq_error *error)
{
	struct pq_snapshot *s = mem_alloc(sizeof *s);
	*out = NULL;
	if (!s) {
		doc_memory_drop(doc);
		doc_memory_drop(notes);
		return error_nomem(error);
	}
	*s = (struct pq_snapshot){.generation = generation, .holders = 1, .doc_memory = doc, .notes_memory = notes};
	enum pq_status status = join(s, checked, error);
	if (status == PQ_OK)
		*out = s;
	else
		snapshot_drop(s);
	return status;
}

enum pq_status snapshot_new(struct doc_memory *doc, struct doc_memory *notes, uint32_t generation,
			    struct pq_snapshot **out, struct pq_error *error)
{
	return make(doc, NULL, notes, generation, out, error);
}

enum pq_status snapshot_next(const struct pq_snapshot *snapshot, struct doc_memory *notes, struct pq_snapshot **out,
			     struct pq_error *error)
{
	return make(doc_memory_hold(snapshot->doc_memory), &snapshot->doc, notes, snapshot->generation + 1, out, error);
}

struct pq_snapshot *snapshot_hold(struct pq_snapshot *s)
{
	if (s)
		s->holders++;
	return s;
}

void snapshot_drop(struct pq_snapshot *s)
{
	if (!s || --s->holders)
		return;
	doc_memory_drop(s->doc_memory);
	doc_memory_drop(s->notes_memory);
	mem_free(s);
}
