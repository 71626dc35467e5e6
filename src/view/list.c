/* view/list.c - a list on the screen: frame, head lines, the rows in sight, in columns. */
#include "view/list.h"

#include <stdio.h>
#include <string.h>

#include "text/width.h"
#include "view/paint.h"

enum { FRAME_ROWS = 4, HEAD_ROWS = 7 }; /* least heights with a frame, with head lines */

static bool has_frame(struct rect r)
{
	return r.h >= FRAME_ROWS && r.w >= 8;
}

/** The head lines, broken to the width of R; with G they are painted.  Returns how many lines they take. */
static int put_head(const struct list_order *o, struct rect r, struct style style, struct grid *g)
{
	int n = 0, width = r.w - 4;
	for (unsigned i = 0; i < o->n_head && r.h >= HEAD_ROWS; i++) {
		const char *rest = o->head[i], *line;
		size_t len;
		for (; n < r.h / 3 && (line = view_line(&rest, width, &len)); n++) {
			if (g)
				grid_put(g, r.y + 1 + n, r.x + 2, r.x + 2 + width, line, len, style);
		}
	}
	return n;
}

struct rect list_body(const struct list_order *o, struct rect r)
{
	int frame = has_frame(r), head = put_head(o, r, (struct style){0}, NULL);
	return (struct rect){r.y + frame + head, r.x + frame, r.h - 2 * frame - head, r.w - 2 * frame};
}

/** Where the list must be scrolled to for its selected row to be seen; headings above the first row come along. */
static void scroll(struct list_state *s, uint32_t n, uint32_t page)
{
	s->selected = n && s->selected >= n ? n - 1 : s->selected;
	if (s->selected < s->top)
		s->top = s->selected;
	if (page && s->selected >= s->top + page)
		s->top = s->selected - page + 1;
	if (s->top + page > n)
		s->top = n > page ? n - page : 0;
}

static void reveal_heading(const struct view_input *in, enum list_id id, const struct list_order *o,
			   struct list_state *s, uint32_t page)
{
	struct list_row row;
	while (s->top && s->top == s->selected && page > 1) {
		if (!list_order_row(o, in, id, s->top - 1, &row) || !row.heading)
			return;
		s->top--;
	}
}

/** Is there a column that takes the rest of the width, so that the others must leave it some? */
static bool shares(const struct list_kind *kind, int width)
{
	for (int c = 0; c < LIST_COLUMNS; c++)
		if (kind->weight[c] && width >= kind->from[c])
			return true;
	return false;
}

/** Widths of the columns, from the rows in sight; 0: not shown. */
static void measure(const struct list_kind *kind, const struct list_row *rows, uint32_t n, int width, int gap,
		    int out[LIST_COLUMNS])
{
	int rest = width, weights = 0, most = shares(kind, width) ? width * 2 / 5 : width;
	for (int c = 0; c < LIST_COLUMNS; c++) {
		out[c] = 0;
		bool used = false;
		for (uint32_t i = 0; i < n; i++) {
			if (rows[i].heading || !rows[i].cell[c] || !*rows[i].cell[c])
				continue;
			used = true;
			int cells = kind->weight[c] ? 1 : view_cells(rows[i].cell[c]);
			out[c] = cells > out[c] ? cells : out[c];
		}
		if (!used || width < kind->from[c]) {
			out[c] = 0;
			continue;
		}
		if (out[c] > most && !kind->weight[c])
			out[c] = most;
		rest -= gap + (kind->weight[c] ? 0 : out[c]);
		weights += kind->weight[c];
	}
	rest += gap;
	for (int c = 0; c < LIST_COLUMNS && weights; c++) {
		if (!kind->weight[c] || !out[c])
			continue;
		out[c] = rest > 0 ? rest * kind->weight[c] / weights : 0;
		rest -= out[c];
		weights -= kind->weight[c];
	}
}

static void paint_heading(const struct view_input *in, const struct list_row *row, struct rect r, struct style base,
			  struct grid *g)
{
	struct style style = view_style_on(in, base, ROLE_PANE_TITLE), dim = view_style_on(in, base, ROLE_PANE_DIM);
	if (row->role != ROLE_TEXT)
		style = view_style_on(in, style, (enum role)row->role);
	int x = r.x, limit = r.x + r.w;
	if (row->cell[0])
		x = grid_put_fit(g, r.y, x, limit, row->cell[0], strlen(row->cell[0]), style, view_ascii(in)) + 2;
	for (int c = 1; c < LIST_COLUMNS && x < limit; c++) {
		if (row->cell[c])
			x = grid_put_fit(g, r.y, x, limit, row->cell[c], strlen(row->cell[c]), dim, view_ascii(in)) + 2;
	}
}

static void paint_row(const struct view_input *in, const struct list_kind *kind, const struct list_row *row,
		      const int widths[LIST_COLUMNS], int gap, struct rect r, struct style base, struct grid *g)
{
	int x = r.x;
	for (int c = 0; c < LIST_COLUMNS; c++) {
		const char *s = row->cell[c];
		if (!widths[c])
			continue;
		struct style style = base;
		if (c == 0 && row->role != ROLE_TEXT)
			style = view_style_on(in, style, (enum role)row->role);
		if (c == 0 && row->italic)
			style.attrs ^= ATTR_ITALIC;
		if (row->dim >> c & 1)
			style = view_style_on(in, style, ROLE_PANE_DIM);
		int limit = x + widths[c] < r.x + r.w ? x + widths[c] : r.x + r.w, at = x;
		if (s && kind->right >> c & 1 && view_cells(s) < widths[c])
			at = x + widths[c] - view_cells(s);
		if (s)
			grid_put_fit(g, r.y, at, limit, s, strlen(s), style, view_ascii(in));
		x += widths[c] + gap;
	}
}

static void paint_rows(const struct view_input *in, enum list_id id, const struct list_order *o, struct rect body,
		       bool focused, struct style base, struct grid *g)
{
	const struct list_kind *kind = list_kind_of(id);
	struct list_state *s = &view_article(in)->lists[id];
	uint32_t n = o->rows.at.len - s->top < (uint32_t)body.h ? o->rows.at.len - s->top : (uint32_t)body.h;
	struct list_row *rows = arena_array(in->arena, struct list_row, n ? n : 1);
	int widths[LIST_COLUMNS], gap = body.w >= 40 ? 2 : 1;
	if (!rows)
		return;
	for (uint32_t i = 0; i < n; i++)
		list_order_row(o, in, id, s->top + i, &rows[i]);
	int indent = 2;
	for (uint32_t i = 0; i < n && body.w >= 30; i++)
		indent = rows[i].heading ? 4 : indent;
	measure(kind, rows, n, body.w - indent - 1, gap, widths);
	for (uint32_t i = 0; i < n; i++) {
		int own[LIST_COLUMNS];
		if (kind->loose)
			measure(kind, &rows[i], 1, body.w - indent - 1, gap, own);
		struct rect line = {body.y + (int)i, body.x, 1, body.w},
			    inner = {line.y, body.x + indent, 1, body.w - indent - 1};
		bool selected = s->top + i == s->selected && !rows[i].heading;
		struct style style =
			view_style_on(in, base, selected && focused ? ROLE_PANE_ROW_CURRENT : ROLE_PANE_ROW);
		grid_fill(g, line, style);
		if (selected)
			grid_puts(g, line.y, inner.x - 2, inner.x, view_sign(in, SIGN_SELECTED), style);
		if (rows[i].heading)
			paint_heading(in, &rows[i], (struct rect){line.y, body.x + 1, 1, body.w - 2}, style, g);
		else
			paint_row(in, kind, &rows[i], kind->loose ? own : widths, gap, inner, style, g);
	}
}

/** Names of the panes on the frame when one of them is shown: the shown one with its count. */
static void paint_tabs(const struct view_input *in, enum list_id id, const struct list_order *o, struct rect r,
		       struct style title, struct style dim, struct grid *g)
{
	int x = r.x + 2, limit = r.x + r.w - 1;
	for (int i = 0; i < PANES; i++) {
		const char *name = list_kind_of((enum list_id)i)->title;
		const char *end = strstr(o->title, view_sign(in, SIGN_DOT));
		if (i == (int)id)
			name = view_str(in, o->title, end > o->title ? (size_t)(end - o->title) - 1 : strlen(o->title));
		x = grid_puts(g, r.y, x, limit, view_printf(in, " %s ", name), i == (int)id ? title : dim);
	}
}

/** What the lower edge tells: order, filter, and how far down the list is. */
static void paint_foot(const struct view_input *in, enum list_id id, const struct list_order *o, struct rect r,
		       int page, struct style style, struct grid *g)
{
	const struct list_state *s = &view_article(in)->lists[id];
	const struct list_kind *kind = list_kind_of(id);
	int y = r.y + r.h - 1, x = r.x + 2, limit = r.x + r.w - 2;
	if (s->sort && s->sort < LIST_COLUMNS && kind->orders[s->sort])
		x = grid_puts(g, y, x, limit, view_printf(in, " by %s ", kind->orders[s->sort]), style);
	if (s->filter[0])
		x = grid_puts(g, y, x, limit,
			      view_printf(in, " only %s%s%s ", view_sign(in, SIGN_OPEN), s->filter,
					  view_sign(in, SIGN_CLOSE)),
			      style);
	if (o->rows.at.len <= (uint32_t)page)
		return;
	const char *place = view_printf(in, " %u/%u ", s->selected + 1, o->rows.at.len);
	if (kind->lines)
		place = view_printf(in, " %u%% ", (unsigned)((uint64_t)(s->selected + 1) * 100 / o->rows.at.len));
	int at = limit - view_cells(place);
	if (at > x)
		grid_puts(g, y, at, limit, place, style);
}

static void paint_frame(const struct view_input *in, enum list_id id, const struct list_order *o, struct rect r,
			bool focused, struct style base, struct grid *g)
{
	struct style frame = view_style_on(in, base, focused ? ROLE_PANE_FRAME_FOCUS : ROLE_PANE_FRAME);
	struct style title = view_style_on(in, base, ROLE_PANE_TITLE), dim = view_style_on(in, base, ROLE_PANE_DIM);
	struct frame f;
	view_frame(in->state, view_banner_lines(in), &f);
	bool tabs = f.tabbed && id <= LIST_SOURCES;
	grid_box(g, r, tabs ? "" : o->title, frame, title, view_ascii(in));
	if (tabs)
		paint_tabs(in, id, o, r, title, dim, g);
	paint_foot(in, id, o, r, list_body(o, r).h, dim, g);
}

static const char *empty_words(const struct view_input *in, enum list_id id)
{
	if (view_article(in)->lists[id].filter[0])
		return "no row matches the filter";
	if (id > LIST_SOURCES || !in->snapshot || view_notes(in)->complete)
		return "nothing here";
	return in->problem ? in->problem : "reading the article";
}

void list_paint(const struct view_input *in, enum list_id id, const struct list_order *o, struct rect r, bool focused,
		struct grid *g)
{
	if (!view_article(in) || r.h < 1 || r.w < 1)
		return;
	struct style base = view_style(in, ROLE_TEXT), dim = view_style_on(in, base, ROLE_PANE_DIM);
	struct rect body = list_body(o, r);
	grid_fill(g, r, base);
	struct list_state *s = &view_article(in)->lists[id];
	scroll(s, o->rows.at.len, body.h > 0 ? (uint32_t)body.h : 0);
	reveal_heading(in, id, o, s, body.h > 0 ? (uint32_t)body.h : 0);
	if (has_frame(r))
		paint_frame(in, id, o, r, focused, base, g);
	put_head(o, r, dim, g);
	if (body.h < 1)
		return;
	if (!o->rows.at.len)
		grid_puts(g, body.y, body.x + 2, body.x + body.w - 1, empty_words(in, id), dim);
	else
		paint_rows(in, id, o, body, focused, base, g);
}
