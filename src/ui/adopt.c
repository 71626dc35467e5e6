/* ui/adopt.c - another article, another generation of annotations: what the reader had in hand is found again. */
#include <string.h>

#include "base/alloc.h"
#include "doc/query.h"
#include "text/utf8.h"
#include "ui/reader.h"

struct article_view *reader_view(struct reader *r)
{
	return &r->state.views.at[r->state.article];
}

static const struct article_view fresh_view = {.follow = PQ_NONE, .only = PQ_NONE, .search = {.current = PQ_NONE}};

/* Another snapshot may come to stand where a freed one stood: what lists were made from is told by no address. */
static void forget_lists(struct reader *r)
{
	for (int i = 0; i < LISTS; i++)
		r->orders[i].valid = false;
}

/* A view for every article that the session holds. */
static bool make_views(struct reader *r)
{
	while (r->state.views.len < session_count(r->session)) {
		if (!vec_push(&r->state.views, fresh_view))
			return false;
		memset(vec_last(&r->state.views).marks, 0xff, sizeof vec_last(&r->state.views).marks); /* PQ_NONE */
	}
	return true;
}

/* Articles have come to stand behind INDEX: what is kept by an article's index moves with it. */
static bool make_views_behind(struct reader *r, const struct session_growth *g)
{
	if (g->at <= r->state.views.len) {
		uint32_t behind = r->state.views.len - g->at;
		if (!vec_reserve(&r->state.views, g->n))
			return false;
		memmove(r->state.views.at + g->at + g->n, r->state.views.at + g->at,
			behind * sizeof *r->state.views.at);
		for (uint32_t i = g->at; i < g->at + g->n; i++) {
			r->state.views.at[i] = fresh_view;
			memset(r->state.views.at[i].marks, 0xff, sizeof fresh_view.marks); /* PQ_NONE */
		}
		r->state.views.len += g->n;
	}
	for (uint32_t i = 0; i < r->state.jumps.len; i++)
		r->state.jumps.at[i].article += r->state.jumps.at[i].article >= g->at ? g->n : 0;
	return true;
}

/* A feed is a list of articles: where it is the one shown, that list is what a reader sees first. */
static bool adopt_growth(struct reader *r)
{
	struct session_growth g;
	bool any = false;
	while (session_grew(r->session, &g)) {
		any = true;
		if (!make_views_behind(r, &g)) {
			r->no_memory = true;
			break;
		}
		if (r->state.article >= g.at)
			r->state.article += g.n;
		else if (r->state.article + 1 == g.at && reader_list(r) == LISTS && r->state.prompt.kind == PROMPT_NONE)
			reader_open_overlay(r, OVERLAY_ARTICLES);
		if (r->state.article + 1 == g.at)
			r->opened_from = PQ_NONE; /* a feed was opened, whatever its first article is */
		else if (r->opened_from != PQ_NONE && r->opened_from >= g.at)
			r->opened_from += g.n;
		forget_lists(r);
	}
	return any;
}

/* ---- what indices meant in the old generation, found in the new one by where it stands ---- */

/* The mark of KIND that starts where SPAN does, and ends there too unless it is a quote's part (whose end may have grown). */
static uint32_t mark_at(const struct pq_annotations *a, enum pq_mark_kind kind, struct pq_span span)
{
	for (uint32_t i = anno_first_mark(a, span.start); i < a->n_marks && a->marks[i].span.start <= span.start; i++) {
		const struct pq_mark *m = &a->marks[i];
		if (m->kind == kind && m->span.start == span.start &&
		    (kind == PQ_MARK_QUOTE || m->span.end == span.end))
			return m->index;
	}
	return PQ_NONE;
}

static struct item find_item(const struct pq_snapshot *s, struct item item)
{
	const struct pq_annotations *a = &s->notes;
	switch (item.kind) {
	case ITEM_QUOTE:
		item.index = mark_at(a, PQ_MARK_QUOTE, item.span);
		break;
	case ITEM_MENTION:
		item.index = mark_at(a, PQ_MARK_MENTION, item.span);
		break;
	case ITEM_FINDING:
		item.index = mark_at(a, PQ_MARK_FINDING, item.span);
		break;
	case ITEM_LINK:
		break;
	default:
		item.index = PQ_NONE;
	}
	return item.index == PQ_NONE ? (struct item){0} : item;
}

/* What is selected in the list that has the focus: its item, and a place in the text that finds it again. */
struct selected {
	struct item item, place;
};

static struct selected selected_row(struct reader *r)
{
	struct list_row row = {0};
	enum list_id id = reader_list(r);
	if (id == LISTS || !r->snapshot || !reader_row(r, id, &row))
		return (struct selected){0};
	return (struct selected){row.item, item_in_text(r->snapshot, row.item)};
}

static void select_again(struct reader *r, struct selected old)
{
	struct item place = find_item(r->snapshot, old.place), item = place;
	if (place.kind == ITEM_NONE)
		return;
	item.kind = old.item.kind;
	if (item.kind == ITEM_SOURCE)
		item.index = item_source(r->snapshot, place);
	else if (item.kind == ITEM_ENTITY)
		item.index = item_entity(r->snapshot, place);
	reader_select_item(r, reader_list(r), item);
}

static void find_again(struct reader *r)
{
	struct article_view *v = reader_view(r);
	v->current = find_item(r->snapshot, v->current);
	r->state.preview_item = find_item(r->snapshot, r->state.preview_item);
	const struct pq_annotations *a = &r->snapshot->notes;
	if (v->follow != PQ_NONE) {
		uint32_t mention = mark_at(a, PQ_MARK_MENTION, v->follow_span);
		v->follow = mention == PQ_NONE ? PQ_NONE : a->mentions[mention].entity;
	}
	if (v->follow == PQ_NONE && v->walk == WALK_FOLLOW)
		v->walk = WALK_NONE;
	if (v->only != PQ_NONE) {
		uint32_t q = mark_at(a, PQ_MARK_QUOTE, v->only_span);
		v->only = q == PQ_NONE ? PQ_NONE : a->quotes[q].source;
	}
}

static uint32_t share(uint64_t done, struct pq_span of, struct pq_span in)
{
	return in.start + (uint32_t)(of.end > of.start ? done * (in.end - in.start) / (of.end - of.start) : 0);
}

/* Where AT of the OLD text is in the FRESH one.  With as many blocks as before it is the same text, read in another character set perhaps:
 * as far into the same block; else as far into the whole. */
static uint32_t same_place(const struct pq_doc *old, uint32_t at, const struct pq_doc *fresh)
{
	uint32_t block = doc_block_at(old, at);
	if (old->n_blocks != fresh->n_blocks || block == old->n_blocks)
		return share(at, (struct pq_span){0, old->text_len}, (struct pq_span){0, fresh->text_len});
	struct pq_span of = old->blocks[block].span, in = fresh->blocks[block].span;
	uint32_t done = at < of.start ? 0 : at > of.end ? of.end - of.start : at - of.start;
	return utf8_floor(fresh->text, fresh->text_len, share(done, of, in));
}

/* Another text: offsets of the old one mean nothing but for where the reader is. */
static void start_over(struct reader *r, const struct pq_doc *old)
{
	struct article_view *v = reader_view(r);
	uint32_t top = same_place(old, v->top, &r->snapshot->doc);
	r->state.preview_from = PQ_NONE;
	vec_release(&v->search.matches);
	*v = fresh_view;
	memset(v->marks, 0xff, sizeof v->marks);
	search_resume(r);
	v->top = top;
}

static void adopt_snapshot(struct reader *r, const struct article *a)
{
	struct pq_snapshot *old = r->snapshot;
	bool same_text = old && a->snapshot && old->doc_memory == a->snapshot->doc_memory;
	if (old == a->snapshot)
		return;
	struct selected selected = same_text ? selected_row(r) : (struct selected){0};
	r->snapshot = a->snapshot ? snapshot_hold(a->snapshot) : NULL;
	forget_lists(r);
	if (!same_text) {
		layout_free(r->layout);
		r->layout = NULL;
		if (old && r->snapshot)
			start_over(r, &old->doc);
	}
	if (r->snapshot) {
		find_again(r);
		select_again(r, selected);
		reader_fit(r);
		reader_settle_item(r);
	}
	snapshot_drop(old);
}

/* "+N%", "+N", "+/re": once, when the text is there. */
static void go_to_start(struct reader *r)
{
	const char *start = r->options.start;
	if (!start || !r->snapshot || r->no_memory)
		return;
	r->options.start = NULL;
	command_run(r, *start == '+' ? start + 1 : start);
}

/* What :open could not open leaves the reader where they were. */
static void settle_opening(struct reader *r, const struct article *a)
{
	uint32_t from = r->opened_from;
	if (from == PQ_NONE || (a->phase != ARTICLE_FAILED && !a->snapshot))
		return;
	r->opened_from = PQ_NONE;
	if (a->snapshot)
		return;
	reader_show(r, from);
	reader_complain(r, "%s", a->error.status == PQ_EINTERRUPTED ? "loading was stopped" : a->error.message);
}

bool reader_adopt(struct reader *r)
{
	bool any = session_pump(r->session);
	any |= adopt_growth(r);
	const struct article *a = session_article(r->session, r->state.article);
	if (!make_views(r))
		r->no_memory = true;
	if (a->version == r->version)
		return any;
	r->version = a->version;
	adopt_snapshot(r, a);
	settle_opening(r, a);
	go_to_start(r);
	r->dirty = true;
	return true;
}

void reader_show(struct reader *r, uint32_t article)
{
	if (!make_views(r)) {
		r->no_memory = true;
		return;
	}
	r->state.article = article;
	r->state.preview_from = PQ_NONE;
	r->opened_from = PQ_NONE;
	layout_free(r->layout);
	r->layout = NULL;
	snapshot_drop(r->snapshot);
	forget_lists(r);
	session_show(r->session, article);
	const struct article *a = session_article(r->session, article);
	r->version = a->version;
	r->snapshot = a->snapshot ? snapshot_hold(a->snapshot) : NULL;
	search_resume(r);
	if (r->snapshot) {
		find_again(r);
		reader_fit(r);
		reader_settle_item(r);
	}
	r->dirty = true;
}
