/* view/place.c - which lines stand on the screen, how to bring a place into sight, what a click means. */
#include <string.h>

#include "view/paint.h"

struct layout_place view_top(const struct view_input *in)
{
	const struct article_view *v = view_article(in);
	struct layout_place top = layout_find(in->layout, v ? v->top : 0);
	if (v && v->above) {
		struct layout_place before = layout_step(in->layout, top, -1, NULL);
		if (layout_line(in->layout, before)->flags & LINE_BLANK)
			return before;
	}
	return top;
}

/** A line of our own: layout may forget the table's stops. */
static struct layout_line copy_line(const struct view_input *in, const struct layout_line *line)
{
	struct layout_line copy = *line;
	if (!line->stops)
		return copy;
	size_t n = 1;
	while (line->stops[n - 1])
		n++;
	uint16_t *stops = arena_array(in->arena, uint16_t, n);
	if (stops)
		memcpy(stops, line->stops, n * sizeof *stops);
	copy.stops = stops;
	return copy;
}

struct view_lines view_lines_of(const struct view_input *in, int rows)
{
	struct view_lines lines = {arena_array(in->arena, struct layout_line, rows > 0 ? rows : 1), 0, false};
	if (!lines.at || !in->layout)
		return lines;
	struct layout_place place = view_top(in);
	while (lines.n < rows) {
		lines.at[lines.n++] = copy_line(in, layout_line(in->layout, place));
		int64_t moved;
		place = layout_step(in->layout, place, 1, &moved);
		if (!moved) {
			lines.end = true;
			break;
		}
	}
	return lines;
}

struct pq_span view_lines_span(const struct view_lines *lines)
{
	if (!lines->n)
		return (struct pq_span){0, 0};
	return (struct pq_span){lines->at[0].span.start, lines->at[lines->n - 1].span.end};
}

static int text_rows(const struct view_input *in)
{
	struct frame f;
	view_frame(in->state, view_banner_lines(in), &f);
	return f.text.h > 0 ? f.text.h : 1;
}

uint32_t view_bottom(const struct view_input *in)
{
	if (!in->layout)
		return 0;
	int64_t moved;
	struct layout_place last = layout_step(in->layout, view_top(in), text_rows(in) - 1, &moved);
	layout_step(in->layout, last, 1, &moved);
	return moved ? layout_line(in->layout, last)->span.end : in->snapshot->doc.text_len;
}

uint32_t view_reveal(const struct view_input *in, struct pq_span span)
{
	const struct article_view *v = view_article(in);
	if (!in->layout || !v)
		return 0;
	struct layout *l = in->layout;
	int rows = text_rows(in), off = view_option(in, OPT_SCROLLOFF);
	if (off > (rows - 1) / 2)
		off = (rows - 1) / 2;
	struct layout_place top = view_top(in), last = layout_last(l);
	struct layout_place first = layout_find(l, span.start);
	struct layout_place end = layout_find(l, span.end > span.start ? span.end - 1 : span.start);
	struct layout_place upper = layout_compare(top, layout_first(l)) ? layout_step(l, top, off, NULL) : top;
	int64_t moved;
	struct layout_place bottom = layout_step(l, top, rows - 1, &moved), lower = bottom;
	if (layout_compare(bottom, last) < 0)
		lower = layout_step(l, bottom, -off, NULL);
	bool tall = layout_compare(layout_step(l, first, rows - 1, NULL), end) < 0;
	if (layout_compare(first, upper) >= 0 && layout_compare(tall ? first : end, lower) <= 0)
		return v->top;
	struct layout_place to = layout_step(l, first, -(int64_t)(rows / 3), NULL);
	struct layout_place final = layout_step(l, last, -(int64_t)(rows - 1), NULL);
	if (layout_compare(to, final) > 0)
		to = final;
	return layout_line(l, to)->span.start;
}

int view_current_line(const struct view_input *in, int rows)
{
	struct item item = view_current(in);
	if (item.kind == ITEM_NONE || !in->layout || span_empty(item.span))
		return -1;
	struct view_lines lines = view_lines_of(in, rows);
	for (int y = 0; y < lines.n; y++) {
		if (span_overlap(lines.at[y].span, item.span))
			return y;
	}
	return -1;
}

/** The height of the fewest stacked panes, from the top, that are H tall together. */
static int whole_panes(const struct frame *f, int h)
{
	int i = 0;
	while (i < PANES - 1 && f->panes[i].y + f->panes[i].h < h)
		i++;
	return f->panes[i].y + f->panes[i].h;
}

void view_fit_overlay(const struct view_input *in, struct frame *f)
{
	enum { LEAST = 4 };
	enum list_id list = list_of_overlay((enum overlay_id)in->state->overlay);
	if (f->overlay.h < 1 || list == LISTS)
		return;
	const struct list_order *order = &in->orders[list];
	uint32_t rows = order->rows.at.len + order->n_head + 2;
	int h = rows < LEAST ? LEAST : rows < (uint32_t)f->overlay.h ? (int)rows : f->overlay.h;
	if (f->overlay_place == OVERLAY_BESIDE)
		h = whole_panes(f, h);
	int spare = f->overlay.h > h ? f->overlay.h - h : 0;
	if (f->overlay_place == OVERLAY_FOOT)
		f->overlay.y += spare;
	else if (f->overlay_place == OVERLAY_MIDDLE)
		f->overlay.y += spare / 2;
	f->overlay.h -= spare;
}

static bool inside(struct rect r, int y, int x)
{
	return y >= r.y && y < r.y + r.h && x >= r.x && x < r.x + r.w;
}

/** The row of a list that stands at screen line Y. */
static bool hit_list(const struct view_input *in, enum list_id id, struct rect r, int y, struct view_hit *hit)
{
	const struct article_view *v = view_article(in);
	const struct list_order *order = &in->orders[id];
	struct rect body = list_body(order, r);
	int line = y - body.y;
	hit->list = (uint8_t)id;
	if (!v || line < 0 || line >= body.h)
		return false;
	hit->row = v->lists[id].top + (uint32_t)line;
	return hit->row < order->rows.at.len;
}

static uint32_t offset_at(const struct view_input *in, struct rect text, int y, int x)
{
	struct view_lines lines = view_lines_of(in, text.h);
	int i = y - text.y;
	if (i >= lines.n)
		return lines.n ? lines.at[lines.n - 1].span.end : 0;
	struct line_cells cells = view_line_cells(in, &lines.at[i]);
	int column = x - text.x - lines.at[i].indent;
	uint32_t at = 0;
	while (at < cells.len && cells.at[at + 1] <= column)
		at++;
	return lines.at[i].span.start + at;
}

struct view_hit view_hit(const struct view_input *in, int y, int x)
{
	static const enum list_id lists[PANES] = {LIST_ENTITIES, LIST_QUOTES, LIST_SOURCES};
	struct view_hit hit = {.kind = HIT_NOTHING};
	struct frame f;
	view_frame(in->state, view_banner_lines(in), &f);
	view_fit_overlay(in, &f);
	enum list_id over = list_of_overlay((enum overlay_id)in->state->overlay);
	if (f.overlay.h > 0 && over != LISTS) {
		if (inside(f.overlay, y, x) && hit_list(in, over, f.overlay, y, &hit))
			hit.kind = HIT_OVERLAY;
		return hit;
	}
	for (int i = 0; i < PANES; i++) {
		if (!inside(f.panes[i], y, x))
			continue;
		if (!hit_list(in, lists[i], f.panes[i], y, &hit))
			hit.row = PQ_NONE;
		hit.kind = HIT_PANE;
		return hit;
	}
	if (inside(f.status, y, x))
		hit.kind = HIT_STATUS;
	else if (inside(f.text, y, x) && in->layout) {
		hit.kind = HIT_TEXT;
		hit.offset = offset_at(in, f.text, y, x);
	}
	return hit;
}
