/* view/order.c - the rows of a list, sorted and filtered, kept until something changes. */
#include <string.h>

#include "base/alloc.h"
#include "text/chars.h"
#include "view/paint.h"

void list_rows_add(struct list_rows *rows, uint32_t number)
{
	rows->failed |= !vec_push(&rows->at, number);
}

const struct list_kind *list_kind_of(enum list_id id)
{
	static const struct list_kind *const kinds[LISTS] = {
		[LIST_ENTITIES] = &list_entities, [LIST_QUOTES] = &list_quotes,     [LIST_SOURCES] = &list_sources,
		[LIST_HELP] = &list_help,         [LIST_WHY] = &list_why,           [LIST_AUDIT] = &list_audit,
		[LIST_WHO_SAID] = &list_who_said, [LIST_ARTICLES] = &list_articles, [LIST_MENU] = &list_menu,
		[LIST_NOTICES] = &list_notices,   [LIST_LEFT_OUT] = &list_left_out, [LIST_CHARSETS] = &list_charsets};
	return kinds[id];
}

enum list_id list_of_overlay(enum overlay_id overlay)
{
	static const enum list_id lists[OVERLAYS] = {LISTS,         LIST_HELP,     LIST_WHY,  LIST_AUDIT,
						     LIST_WHO_SAID, LIST_ARTICLES, LIST_MENU, LIST_NOTICES,
						     LIST_LEFT_OUT, LIST_CHARSETS};
	return overlay < OVERLAYS ? lists[overlay] : LISTS;
}

void list_order_release(struct list_order *o)
{
	vec_release(&o->rows.at);
	*o = (struct list_order){0};
}

static void merge(const struct view_input *in, const struct list_kind *kind, uint8_t sort, const uint32_t *from,
		  uint32_t *to, size_t lo, size_t mid, size_t hi)
{
	size_t a = lo, b = mid;
	for (size_t i = lo; i < hi; i++) {
		bool left = b >= hi || (a < mid && kind->compare(in, sort, from[a], from[b]) <= 0);
		to[i] = left ? from[a++] : from[b++];
	}
}

/** A stable merge sort: rows that compare equal stay as filled. */
static bool sort_rows(const struct view_input *in, const struct list_kind *kind, uint8_t sort, struct list_rows *rows)
{
	size_t n = rows->at.len;
	uint32_t *other = mem_alloc((n ? n : 1) * sizeof *other), *from = rows->at.at, *to = other;
	if (!other)
		return false;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * width) {
			size_t mid = lo + width < n ? lo + width : n, hi = lo + 2 * width < n ? lo + 2 * width : n;
			merge(in, kind, sort, from, to, lo, mid, hi);
		}
		uint32_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != rows->at.at && n)
		memcpy(rows->at.at, from, n * sizeof *from);
	mem_free(other);
	return true;
}

/** Does ROW hold every word of FILTER (folded), in any of its cells? */
static bool row_matches(const struct list_row *row, const struct buf *filter, struct buf *text)
{
	buf_clear(text);
	for (int i = 0; i < LIST_COLUMNS; i++) {
		if (row->cell[i])
			text_fold(text, row->cell[i], strlen(row->cell[i]));
		buf_char(text, ' ');
	}
	for (size_t at = 0; at < filter->len && !text->failed;) {
		size_t len = strcspn(filter->bytes + at, " ");
		if (len && !memmem(text->bytes, text->len, filter->bytes + at, len))
			return false;
		at += len + 1;
	}
	return true;
}

/** Rows that match stay.  A heading that matches keeps all its rows; one without any goes. */
static bool filter_rows(const struct view_input *in, const struct list_kind *kind, const char *filter,
			struct list_rows *rows)
{
	struct buf folded = {0}, text = {0};
	struct arena scratch;
	arena_init(&scratch);
	struct view_input own = *in;
	own.arena = &scratch;
	own.speakers = mem_zero(view_notes(in)->n_sources + 1, sizeof *own.speakers);
	text_fold(&folded, filter, strlen(filter));
	uint32_t kept = 0;
	bool under = false, heading = false; /* under a heading that matched; the last row kept is a heading */
	for (uint32_t i = 0; i < rows->at.len; i++) {
		struct list_row row = {.article = PQ_NONE};
		arena_clear(&scratch);
		kind->row(&own, rows->at.at[i], &row);
		bool match = row_matches(&row, &folded, &text);
		if (row.heading) {
			kept -= heading;
			under = match;
		} else if (!match && !under) {
			continue;
		}
		heading = row.heading;
		rows->at.at[kept++] = rows->at.at[i];
	}
	rows->at.len = kept - heading;
	bool ok = !folded.failed && !text.failed;
	mem_free(own.speakers);
	buf_release(&folded);
	buf_release(&text);
	arena_release(&scratch);
	return ok;
}

/** Does ORDER stand on the snapshot and in the order that are wanted now? */
static bool is_of(const struct list_order *o, const struct view_input *in, const struct list_kind *kind,
		  const struct list_state *s)
{
	return o->valid && !kind->changing && o->snapshot == in->snapshot &&
	       o->generation == (in->snapshot ? in->snapshot->generation : 0) && o->article == in->state->article &&
	       o->sort == s->sort && o->ascii == view_ascii(in);
}

static void make_title(struct list_order *o, const struct view_input *in, const struct list_kind *kind)
{
	o->title[0] = '\0';
	if (kind->heading)
		kind->heading(in, o->title, sizeof o->title);
	if (!o->title[0])
		memcpy(o->title, kind->title, strlen(kind->title) + 1);
	o->n_head = kind->head ? kind->head(in, o->head) : 0;
}

/** All rows, sorted. */
static bool first_rows(struct list_order *o, const struct view_input *in, const struct list_kind *kind, uint8_t sort)
{
	o->rows.at.len = 0;
	o->rows.failed = false;
	kind->fill(in, &o->rows);
	if (o->rows.failed)
		return false;
	bool sorted = kind->compare && sort < LIST_COLUMNS && kind->orders[sort];
	return !sorted || sort_rows(in, kind, sort, &o->rows);
}

bool list_order_update(struct list_order *o, const struct view_input *in, enum list_id id)
{
	const struct list_kind *kind = list_kind_of(id);
	const struct article_view *v = view_article(in);
	static const struct list_state none;
	const struct list_state *s = v ? &v->lists[id] : &none;
	bool same = is_of(o, in, kind, s);
	if (same && !strcmp(o->filter, s->filter))
		return true;
	/* A filter that grew letter by letter only takes rows away. */
	bool narrower = same && o->filter[0] && !strncmp(o->filter, s->filter, strlen(o->filter));
	bool ok = narrower || first_rows(o, in, kind, s->sort);
	if (ok && s->filter[0])
		ok = filter_rows(in, kind, s->filter, &o->rows);
	o->valid = ok;
	if (!ok) {
		o->rows.at.len = 0;
		return false;
	}
	make_title(o, in, kind);
	o->snapshot = in->snapshot;
	o->generation = in->snapshot ? in->snapshot->generation : 0;
	o->article = in->state->article;
	o->sort = s->sort;
	o->ascii = view_ascii(in);
	memcpy(o->filter, s->filter, sizeof o->filter);
	return true;
}

bool list_order_row(const struct list_order *o, const struct view_input *in, enum list_id id, uint32_t i,
		    struct list_row *out)
{
	*out = (struct list_row){.article = PQ_NONE};
	if (i >= o->rows.at.len)
		return false;
	list_kind_of(id)->row(in, o->rows.at.at[i], out);
	return true;
}
