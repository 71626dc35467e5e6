/* export/runs.c - a text cut where any annotation starts or ends. */
#include "export/runs.h"

void runs_init(struct runs *r, const struct pq_doc *doc, const struct pq_annotations *notes)
{
	*r = (struct runs){.doc = doc, .notes = notes};
}

void runs_release(struct runs *r)
{
	vec_release(&r->active);
}

/* Drop the marks that end at AT or before; the nearest end among the others, at most LIMIT. */
static uint32_t drop_ended(struct runs *r, uint32_t at, uint32_t limit)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < r->active.len; i++) {
		uint32_t end = r->notes->marks[r->active.at[i]].span.end;
		if (end <= at)
			continue;
		r->active.at[kept++] = r->active.at[i];
		limit = end < limit ? end : limit;
	}
	r->active.len = kept;
	return limit;
}

bool runs_next(struct runs *r, struct pq_span span)
{
	const struct pq_annotations *a = r->notes;
	uint32_t at = r->run.end > span.start ? r->run.end : span.start;
	if (r->failed || at >= span.end)
		return false;
	uint32_t end = drop_ended(r, at, span.end), before = r->active.len;
	for (; r->next < a->n_marks && a->marks[r->next].span.start <= at; r->next++) {
		uint32_t mark_end = a->marks[r->next].span.end;
		if (mark_end <= at)
			continue;
		end = mark_end < end ? mark_end : end;
		if (!vec_push(&r->active, r->next)) {
			r->failed = true;
			return false;
		}
	}
	if (r->next < a->n_marks && a->marks[r->next].span.start < end)
		end = a->marks[r->next].span.start;
	r->run = (struct pq_span){at, end};
	r->fresh = r->active.len - before;
	return true;
}

static uint8_t part_kind(const struct pq_annotations *a, uint32_t quote, struct pq_span span)
{
	const struct pq_quote *q = &a->quotes[quote];
	for (uint32_t i = 0; i < q->n_parts; i++)
		if (a->parts[q->parts + i].span.start == span.start && a->parts[q->parts + i].span.end == span.end)
			return a->parts[q->parts + i].kind;
	return q->kind;
}

struct run_look runs_look(const struct runs *r)
{
	struct run_look look = {.quote = PQ_NONE, .mention = PQ_NONE, .link = PQ_NONE};
	for (uint32_t i = 0; i < r->active.len; i++) {
		const struct pq_mark *m = &r->notes->marks[r->active.at[i]];
		if (m->kind == PQ_MARK_QUOTE) {
			look.quote = m->index;
			look.part = part_kind(r->notes, m->index, m->span);
		} else if (m->kind == PQ_MARK_MENTION) {
			look.mention = m->index;
		} else if (m->kind == PQ_MARK_LINK) {
			look.link = m->index;
		}
		look.cue |= m->kind == PQ_MARK_CUE;
		look.source |= m->kind == PQ_MARK_SOURCE;
	}
	return look;
}
