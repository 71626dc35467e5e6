/* ui/follow.c - one name, one speaker: following, dimming the rest, and what n and N walk. */
#include "doc/query.h"
#include "ui/reader.h"

static struct pq_span first_name_of(const struct pq_annotations *a, uint32_t entity)
{
	const struct pq_entity *e = &a->entities[entity];
	for (uint32_t i = 0; i < e->n_mentions; i++) {
		const struct pq_mention *m = &a->mentions[a->entity_mentions[e->mentions + i]];
		if (m->form == PQ_NAME)
			return m->span;
	}
	return e->n_mentions ? a->mentions[a->entity_mentions[e->mentions]].span : (struct pq_span){0};
}

void do_FOLLOW(struct reader *r, uint32_t count)
{
	(void)count;
	if (!r->snapshot)
		return;
	struct article_view *v = reader_view(r);
	uint32_t entity = item_entity(r->snapshot, reader_item(r));
	if (entity == PQ_NONE) {
		reader_say(r, "the current item names nobody to follow");
		return;
	}
	if (v->follow == entity && v->walk == WALK_FOLLOW) {
		v->follow = PQ_NONE;
		v->walk = v->search.pattern[0] ? WALK_SEARCH : WALK_NONE;
		return;
	}
	v->follow = entity;
	v->follow_span = first_name_of(&r->snapshot->notes, entity);
	v->walk = WALK_FOLLOW;
	struct doc_slice name = anno_str(&r->snapshot->notes, r->snapshot->notes.entities[entity].name);
	reader_say(r, "following %.*s: n and N walk %u mentions", (int)name.len, name.s,
		   r->snapshot->notes.entities[entity].n_mentions);
}

void do_ONLY(struct reader *r, uint32_t count)
{
	(void)count;
	if (!r->snapshot)
		return;
	struct article_view *v = reader_view(r);
	struct item item = reader_item(r);
	uint32_t source = item_source(r->snapshot, item);
	if (v->only != PQ_NONE && (source == v->only || source == PQ_NONE)) {
		v->only = PQ_NONE;
		return;
	}
	if (source == PQ_NONE) {
		reader_say(r, "the current item has no speaker");
		return;
	}
	const struct pq_annotations *a = &r->snapshot->notes;
	uint32_t quote = a->sources[source].n_quotes ? a->source_quotes[a->sources[source].quotes] : PQ_NONE;
	v->only = source;
	v->only_span = quote == PQ_NONE ? (struct pq_span){0} : quote_extent(a, quote);
}

/* How many of the followed entity's mentions start before AT. */
static uint32_t mentions_before(const struct pq_annotations *a, const struct pq_entity *e, uint32_t at)
{
	uint32_t n = 0;
	while (n < e->n_mentions && a->mentions[a->entity_mentions[e->mentions + n]].span.start < at)
		n++;
	return n;
}

static void walk_mentions(struct reader *r, int64_t by)
{
	struct article_view *v = reader_view(r);
	const struct pq_annotations *a = &r->snapshot->notes;
	const struct pq_entity *e = &a->entities[v->follow];
	if (!e->n_mentions)
		return;
	int64_t n = e->n_mentions, at;
	if (v->current.kind == ITEM_MENTION && a->mentions[v->current.index].entity == v->follow) {
		at = (int64_t)mentions_before(a, e, v->current.span.start) + by;
	} else {
		uint32_t top = span_overlap(v->current.span, reader_visible(r)) ? v->current.span.start : v->top;
		at = (int64_t)mentions_before(a, e, top) + (by > 0 ? by - 1 : by);
	}
	if (at < 0 || at >= n)
		reader_say(r, at < 0 ? "round to the last mention" : "round to the first mention");
	at = (at % n + n) % n;
	uint32_t index = a->entity_mentions[e->mentions + (uint32_t)at];
	reader_go_item(r, (struct item){ITEM_MENTION, index, a->mentions[index].span});
}

static void walk(struct reader *r, int64_t by)
{
	struct article_view *v = reader_view(r);
	if (r->state.focus == FOCUS_PANE || r->state.overlay != OVERLAY_NONE)
		reader_leave_list(r, true);
	if (!r->snapshot)
		return;
	if (v->walk == WALK_FOLLOW && v->follow != PQ_NONE)
		walk_mentions(r, by);
	else if (v->walk == WALK_SEARCH)
		search_walk(r, by);
	else
		reader_say(r, "/ searches, * follows a name: then n and N walk");
}

void do_NEXT(struct reader *r, uint32_t count)
{
	walk(r, count ? count : 1);
}

void do_PREV(struct reader *r, uint32_t count)
{
	walk(r, -(int64_t)(count ? count : 1));
}
