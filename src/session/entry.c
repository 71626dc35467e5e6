/* session/entry.c - entries as inputs. */
#include "session/entry.h"

#include "base/error.h"

void entry_input_open(struct entry_input *e, const struct worker_input *from, struct doc_memory *memory,
		      const struct entries *all, uint32_t i, struct pq_error *fault)
{
	const struct entry *entry = &all->list[i];
	e->about = engine_options_of(all, entry, from->name);
	e->label = entries_str(all, entry->label);
	e->held = doc_memory_hold(memory);
	e->input = *from;
	e->input.path = NULL;
	e->input.fetched = false;
	e->input.bytes = all->bodies + entry->at;
	e->input.len = entry->len;
	e->input.name = e->about.name;
	e->input.about = &e->about;
	e->input.packed = from->packed + all->packed;
	e->input.siblings = all->packed ? from->siblings : all->n;
	(void)doc_memory_bytes(memory, &e->input.beside);
	*fault = (struct pq_error){0};
	if (entry->form == ENTRY_FAULT)
		(void)error_at(fault, PQ_EFORMAT, entry->line, "%s", e->about.notice);
}

void entry_input_release(struct entry_input *e)
{
	doc_memory_drop(e->held);
	*e = (struct entry_input){0};
}
