/* ui/item.c - the current item: always one quote, name or link, and the ways to walk from one to the next. */
#include "doc/query.h"
#include "ui/reader.h"

/* ---- what stands behind an item ---- */

uint32_t item_quote(const struct pq_snapshot *s, struct item item)
{
	const struct pq_annotations *a = &s->notes;
	switch (item.kind) {
	case ITEM_QUOTE:
		return item.index < a->n_quotes ? item.index : PQ_NONE;
	case ITEM_FINDING:
		return item.index < a->n_findings ? a->findings[item.index].quote : PQ_NONE;
	case ITEM_SOURCE:
		return item.index < a->n_sources && a->sources[item.index].n_quotes
			       ? a->source_quotes[a->sources[item.index].quotes]
			       : PQ_NONE;
	default:
		return PQ_NONE;
	}
}

uint32_t item_entity(const struct pq_snapshot *s, struct item item)
{
	const struct pq_annotations *a = &s->notes;
	if (item.kind == ITEM_ENTITY)
		return item.index < a->n_entities ? item.index : PQ_NONE;
	if (item.kind == ITEM_MENTION)
		return item.index < a->n_mentions ? a->mentions[item.index].entity : PQ_NONE;
	uint32_t source = item_source(s, item);
	return source == PQ_NONE ? PQ_NONE : a->sources[source].entity;
}

static uint32_t source_of_entity(const struct pq_annotations *a, uint32_t entity)
{
	for (uint32_t i = 0; i < a->n_sources; i++)
		if (a->sources[i].entity == entity)
			return i;
	return PQ_NONE;
}

uint32_t item_source(const struct pq_snapshot *s, struct item item)
{
	const struct pq_annotations *a = &s->notes;
	if (item.kind == ITEM_SOURCE)
		return item.index < a->n_sources ? item.index : PQ_NONE;
	if (item.kind == ITEM_ENTITY || item.kind == ITEM_MENTION) {
		uint32_t e = item_entity(s, item);
		return e == PQ_NONE ? PQ_NONE : source_of_entity(a, e);
	}
	uint32_t q = item_quote(s, item);
	return q == PQ_NONE ? PQ_NONE : a->quotes[q].source;
}

struct item item_of_quote(const struct pq_snapshot *s, uint32_t quote)
{
	return (struct item){ITEM_QUOTE, quote, quote_extent(&s->notes, quote)};
}

struct item item_in_text(const struct pq_snapshot *s, struct item item)
{
	if (!s)
		return (struct item){0};
	const struct pq_annotations *a = &s->notes;
	if (item.kind == ITEM_SOURCE) {
		uint32_t quote = item_quote(s, item);
		return quote == PQ_NONE ? (struct item){0} : item_of_quote(s, quote);
	}
	if (item.kind != ITEM_ENTITY)
		return item;
	if (item.index >= a->n_entities || !a->entities[item.index].n_mentions)
		return (struct item){0};
	uint32_t mention = a->entity_mentions[a->entities[item.index].mentions];
	return (struct item){ITEM_MENTION, mention, a->mentions[mention].span};
}

struct item reader_item(struct reader *r)
{
	struct list_row row;
	enum list_id list = reader_list(r);
	if (list != LISTS && reader_row(r, list, &row) && row.item.kind != ITEM_NONE)
		return row.item;
	return reader_view(r)->current;
}

void reader_go_item(struct reader *r, struct item item)
{
	reader_view(r)->current = item;
	if (!span_empty(item.span))
		reader_reveal(r, item.span);
}

/* ---- always one is current ---- */

static bool walks(const struct reader *r, uint32_t quote)
{
	bool direct = r->state.config.value[OPT_QUOTES] == QUOTES_DIRECT;
	return !direct || r->snapshot->notes.quotes[quote].kind == PQ_DIRECT;
}

/* The first quote that starts on the screen, else the one that reaches into it, else none. */
static uint32_t first_quote_seen(struct reader *r, struct pq_span seen)
{
	const struct pq_annotations *a = &r->snapshot->notes;
	uint32_t before = quote_at_or_before(a, seen.start);
	for (uint32_t q = before == PQ_NONE ? 0 : before; q < a->n_quotes; q++) {
		struct pq_span extent = quote_extent(a, q);
		if (extent.start >= seen.end)
			break;
		if (walks(r, q) && extent.start >= seen.start)
			return q;
	}
	return before != PQ_NONE && walks(r, before) && span_overlap(quote_extent(a, before), seen) ? before : PQ_NONE;
}

void reader_settle_item(struct reader *r)
{
	if (!r->snapshot || !r->layout)
		return;
	struct article_view *v = reader_view(r);
	struct pq_span seen = reader_visible(r);
	if (v->current.kind != ITEM_NONE && span_overlap(v->current.span, seen))
		return;
	uint32_t q = first_quote_seen(r, seen);
	if (q == PQ_NONE && v->current.kind == ITEM_NONE && r->snapshot->notes.n_quotes)
		q = quote_at_or_before(&r->snapshot->notes, seen.end);
	if (q == PQ_NONE && v->current.kind == ITEM_NONE && r->snapshot->notes.n_quotes)
		q = 0;
	if (q != PQ_NONE)
		v->current = item_of_quote(r->snapshot, q);
}

/* ---- walking quotes ---- */

typedef bool wanted(const struct pq_annotations *a, uint32_t quote, uint32_t from);

static bool any_quote(const struct pq_annotations *a, uint32_t quote, uint32_t from)
{
	(void)a, (void)quote, (void)from;
	return true;
}

static bool same_speaker(const struct pq_annotations *a, uint32_t quote, uint32_t from)
{
	return from != PQ_NONE && a->quotes[quote].source == a->quotes[from].source;
}

static bool other_speaker(const struct pq_annotations *a, uint32_t quote, uint32_t from)
{
	(void)from;
	return quote == 0 || a->quotes[quote].source != a->quotes[quote - 1].source;
}

static bool anonymous(const struct pq_annotations *a, uint32_t quote, uint32_t from)
{
	(void)from;
	return a->sources[a->quotes[quote].source].naming == PQ_ANONYMOUS;
}

static bool nobody(const struct pq_annotations *a, uint32_t quote, uint32_t from)
{
	(void)from;
	return a->sources[a->quotes[quote].source].kind == PQ_SOURCE_UNKNOWN;
}

/* The quote to start from, and whether the walk may stop at it: the current one if it is a quote, else the text's place. */
static int64_t start_of_walk(struct reader *r, int step)
{
	const struct pq_annotations *a = &r->snapshot->notes;
	const struct article_view *v = reader_view(r);
	uint32_t q = item_quote(r->snapshot, v->current);
	if (v->current.kind == ITEM_QUOTE && q != PQ_NONE)
		return (int64_t)q + step;
	uint32_t before = quote_at_or_before(a, v->current.span.start);
	int64_t at = before == PQ_NONE ? -1 : (int64_t)before;
	return step > 0 ? at + 1 : at;
}

static void walk_quotes(struct reader *r, int step, uint32_t count, wanted *want, const char *none)
{
	if (!r->snapshot)
		return;
	const struct pq_annotations *a = &r->snapshot->notes;
	uint32_t from = item_quote(r->snapshot, reader_view(r)->current), found = PQ_NONE, left = count ? count : 1;
	for (int64_t q = start_of_walk(r, step); left && q >= 0 && q < a->n_quotes; q += step)
		if (walks(r, (uint32_t)q) && want(a, (uint32_t)q, from)) {
			found = (uint32_t)q;
			left--;
		}
	if (found != PQ_NONE)
		reader_go_item(r, item_of_quote(r->snapshot, found));
	else if (!r->snapshot->notes.complete)
		reader_say(r, "%s so far: the article is still being read", none);
	else
		reader_say(r, "%s", none);
}

void do_QUOTE_NEXT(struct reader *r, uint32_t count)
{
	walk_quotes(r, 1, count, any_quote, "no further quote");
}

void do_QUOTE_PREV(struct reader *r, uint32_t count)
{
	walk_quotes(r, -1, count, any_quote, "no earlier quote");
}

void do_SPEAKER_NEXT(struct reader *r, uint32_t count)
{
	walk_quotes(r, 1, count, same_speaker, "no further quote by this speaker");
}

void do_SPEAKER_PREV(struct reader *r, uint32_t count)
{
	walk_quotes(r, -1, count, same_speaker, "no earlier quote by this speaker");
}

void do_CHANGE_NEXT(struct reader *r, uint32_t count)
{
	walk_quotes(r, 1, count, other_speaker, "no further change of speaker");
}

void do_CHANGE_PREV(struct reader *r, uint32_t count)
{
	walk_quotes(r, -1, count, other_speaker, "no earlier change of speaker");
}

void do_ANONYMOUS_NEXT(struct reader *r, uint32_t count)
{
	walk_quotes(r, 1, count, anonymous, "no further anonymous source");
}

void do_ANONYMOUS_PREV(struct reader *r, uint32_t count)
{
	walk_quotes(r, -1, count, anonymous, "no earlier anonymous source");
}

void do_UNKNOWN_NEXT(struct reader *r, uint32_t count)
{
	walk_quotes(r, 1, count, nobody, "no further statement without a speaker");
}

void do_UNKNOWN_PREV(struct reader *r, uint32_t count)
{
	walk_quotes(r, -1, count, nobody, "no earlier statement without a speaker");
}

void do_QUOTE_KINDS(struct reader *r, uint32_t count)
{
	(void)count;
	int32_t *kinds = &r->state.config.value[OPT_QUOTES];
	*kinds = *kinds == QUOTES_ALL ? QUOTES_DIRECT : QUOTES_ALL;
	reader_say(r, *kinds == QUOTES_ALL ? ". and , walk all statements" : ". and , walk direct quotes only");
}

/* ---- walking the items on the screen ---- */

static bool is_item(const struct pq_mark *m)
{
	return m->kind == PQ_MARK_QUOTE || m->kind == PQ_MARK_MENTION || m->kind == PQ_MARK_LINK;
}

static struct item item_of_mark(const struct pq_snapshot *s, const struct pq_mark *m)
{
	switch (m->kind) {
	case PQ_MARK_QUOTE:
		return item_of_quote(s, m->index);
	case PQ_MARK_MENTION:
		return (struct item){ITEM_MENTION, m->index, m->span};
	default:
		return (struct item){ITEM_LINK, m->index, m->span};
	}
}

struct item item_at(const struct pq_snapshot *s, uint32_t offset)
{
	const struct pq_annotations *a = &s->notes;
	struct item best = {0};
	uint32_t shortest = UINT32_MAX;
	for (uint32_t i = anno_first_mark(a, offset); i < a->n_marks && a->marks[i].span.start <= offset; i++) {
		const struct pq_mark *m = &a->marks[i];
		if (!is_item(m) || !span_has(m->span, offset) || m->span.end - m->span.start >= shortest)
			continue;
		shortest = m->span.end - m->span.start;
		best = item_of_mark(s, m);
	}
	return best;
}

static bool same_item(struct item a, struct item b)
{
	return a.kind == b.kind && a.index == b.index;
}

/* The items that start on the screen, in order; later parts of a quote are the same item. */
static uint32_t items_seen(struct reader *r, struct item *out, uint32_t max)
{
	const struct pq_annotations *a = &r->snapshot->notes;
	struct pq_span seen = reader_visible(r);
	uint32_t n = 0;
	for (uint32_t i = anno_first_mark(a, seen.start);
	     i < a->n_marks && a->marks[i].span.start < seen.end && n < max; i++) {
		const struct pq_mark *m = &a->marks[i];
		if (!is_item(m) || m->span.start < seen.start)
			continue;
		struct item item = item_of_mark(r->snapshot, m);
		if (item.span.start == m->span.start)
			out[n++] = item;
	}
	return n;
}

static void walk_items(struct reader *r, int step, uint32_t count)
{
	enum { MOST_ITEMS = 512 };
	struct item items[MOST_ITEMS];
	int64_t n = r->snapshot ? items_seen(r, items, MOST_ITEMS) : 0;
	if (!n) {
		reader_say(r, "nothing is marked on this screen");
		return;
	}
	struct item current = reader_view(r)->current;
	int64_t at = step > 0 ? -1 : n;
	for (int64_t i = 0; i < n; i++)
		if (same_item(items[i], current))
			at = i;
	at = (at + (int64_t)step * (count ? count : 1)) % n;
	reader_view(r)->current = items[at < 0 ? at + n : at];
}

void do_ITEM_NEXT(struct reader *r, uint32_t count)
{
	walk_items(r, 1, count);
}

void do_ITEM_PREV(struct reader *r, uint32_t count)
{
	walk_items(r, -1, count);
}
