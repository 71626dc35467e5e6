/* screen/grid.c - cells: put, clip, frames. */
#include "screen/grid.h"

#include <string.h>

#include "base/alloc.h"
#include "text/width.h"

static const struct cell blank_cell = {" ", 1, {0}};

static void set_blank(struct cell *c, struct style style)
{
	*c = blank_cell;
	c->style = style;
}

bool grid_resize(struct grid *g, int rows, int cols)
{
	rows = rows < 0 ? 0 : rows;
	cols = cols < 0 ? 0 : cols;
	size_t n = (size_t)rows * (size_t)cols;
	struct cell *cells = mem_zero(n ? n : 1, sizeof *cells);
	if (!cells)
		return false;
	mem_free(g->cells);
	*g = (struct grid){cells, rows, cols};
	grid_clear(g, (struct style){0});
	return true;
}

void grid_release(struct grid *g)
{
	mem_free(g->cells);
	*g = (struct grid){0};
}

void grid_clear(struct grid *g, struct style style)
{
	size_t n = (size_t)g->rows * (size_t)g->cols;
	for (size_t i = 0; i < n; i++)
		set_blank(&g->cells[i], style);
}

struct cell *grid_cell(struct grid *g, int y, int x)
{
	if (y < 0 || x < 0 || y >= g->rows || x >= g->cols)
		return NULL;
	return &g->cells[(size_t)y * (size_t)g->cols + (size_t)x];
}

/* Make room for new cells at X..X+W-1: a wide character that loses one half leaves a blank in the other. */
static void cut_halves(struct grid *g, int y, int x, int w)
{
	struct cell *first = grid_cell(g, y, x);
	struct cell *left = grid_cell(g, y, x - 1);
	struct cell *right = grid_cell(g, y, x + w);
	if (left && first && first->width == 0)
		set_blank(left, left->style);
	if (right && right->width == 0)
		set_blank(right, right->style);
}

/* Columns [*X0, *X1) and rows of R that lie on the grid. */
static struct rect clip(const struct grid *g, struct rect r)
{
	int y1 = r.y + r.h, x1 = r.x + r.w;
	r.y = r.y < 0 ? 0 : r.y;
	r.x = r.x < 0 ? 0 : r.x;
	y1 = y1 > g->rows ? g->rows : y1;
	x1 = x1 > g->cols ? g->cols : x1;
	r.h = y1 > r.y ? y1 - r.y : 0;
	r.w = x1 > r.x ? x1 - r.x : 0;
	return r;
}

void grid_fill(struct grid *g, struct rect r, struct style style)
{
	r = clip(g, r);
	if (!r.w)
		return;
	for (int y = r.y; y < r.y + r.h; y++) {
		cut_halves(g, y, r.x, r.w);
		for (int x = r.x; x < r.x + r.w; x++)
			set_blank(grid_cell(g, y, x), style);
	}
}

void grid_restyle(struct grid *g, struct rect r, uint32_t attrs_on, uint32_t attrs_off)
{
	r = clip(g, r);
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++) {
			struct cell *c = grid_cell(g, y, x);
			c->style.attrs = (c->style.attrs | attrs_on) & ~attrs_off;
		}
}

/* Put what stands for one grapheme, W cells wide, at X; what lies outside [0, LIMIT) is not drawn. */
static void put_one(struct grid *g, int y, int x, int limit, const char *shown, size_t len, int w, struct style style)
{
	bool whole = x >= 0 && x + w <= limit && len < sizeof blank_cell.text;
	for (int i = 0; i < w; i++) {
		struct cell *c = x + i < limit ? grid_cell(g, y, x + i) : NULL;
		if (!c)
			continue;
		cut_halves(g, y, x + i, 1);
		set_blank(c, style);
	}
	if (!whole)
		return;
	struct cell *c = grid_cell(g, y, x);
	memcpy(c->text, shown, len + 1);
	c->width = (uint8_t)w;
	if (w == 2) {
		struct cell *half = grid_cell(g, y, x + 1);
		half->text[0] = '\0';
		half->width = 0;
	}
}

/* A mark without a cell of its own joins the one before it, where there is room. */
static void join(struct grid *g, int y, int x, const char *shown, size_t len)
{
	struct cell *c = grid_cell(g, y, x - 1);
	if (c && c->width == 0)
		c = grid_cell(g, y, x - 2);
	size_t have = c ? strlen(c->text) : 0;
	if (c && have + len < sizeof c->text)
		memcpy(c->text + have, shown, len + 1);
}

int grid_put(struct grid *g, int y, int x, int limit, const char *s, size_t len, struct style style)
{
	if (limit > g->cols)
		limit = g->cols;
	if (y < 0 || y >= g->rows)
		return x;
	int start = x;
	while (len && x < limit) {
		struct grapheme gr = grapheme_at(s, len);
		char shown[32];
		if (gr.len == 1 && *s >= ' ' && *s < 0x7f) {
			put_one(g, y, x, limit, (char[]){*s, '\0'}, 1, 1, style);
		} else {
			size_t n = grapheme_show(s, gr.len, shown);
			if (gr.width)
				put_one(g, y, x, limit, shown, n, gr.width, style);
			else if (x > start)
				join(g, y, x, shown, n);
		}
		x += gr.width;
		s += gr.len;
		len -= gr.len;
	}
	return x > limit ? limit : x;
}

int grid_puts(struct grid *g, int y, int x, int limit, const char *s, struct style style)
{
	return grid_put(g, y, x, limit, s, strlen(s), style);
}

int grid_put_fit(struct grid *g, int y, int x, int limit, const char *s, size_t len, struct style style, bool ascii)
{
	if (limit > g->cols)
		limit = g->cols;
	if (x >= limit)
		return x;
	uint32_t room = (uint32_t)(limit - x);
	if (text_fit(s, len, room, NULL) == len)
		return grid_put(g, y, x, limit, s, len, style);
	uint32_t mark = ascii ? 3 : 1;
	size_t fit = mark < room ? text_fit(s, len, room - mark, NULL) : 0;
	x = grid_put(g, y, x, limit, s, fit, style);
	return grid_puts(g, y, x, limit, ascii ? "..." : "…", style);
}

static void hline(struct grid *g, int y, int x, int n, const char *left, const char *mid, const char *right,
		  struct style st)
{
	int limit = x + n;
	for (int i = 0; i < n; i++)
		grid_puts(g, y, x + i, limit, i == 0 ? left : i == n - 1 ? right : mid, st);
}

void grid_box(struct grid *g, struct rect r, const char *title, struct style frame, struct style title_style,
	      bool ascii)
{
	if (r.w < 2 || r.h < 2)
		return;
	const char *h = ascii ? "-" : "─", *v = ascii ? "|" : "│";
	hline(g, r.y, r.x, r.w, ascii ? "+" : "┌", h, ascii ? "+" : "┐", frame);
	hline(g, r.y + r.h - 1, r.x, r.w, ascii ? "+" : "└", h, ascii ? "+" : "┘", frame);
	for (int y = r.y + 1; y < r.y + r.h - 1; y++) {
		grid_puts(g, y, r.x, r.x + 1, v, frame);
		grid_puts(g, y, r.x + r.w - 1, r.x + r.w, v, frame);
	}
	if (!title || !*title || r.w < 7)
		return;
	int limit = r.x + r.w - 3;
	grid_puts(g, r.y, r.x + 2, limit, " ", frame);
	int x = grid_put_fit(g, r.y, r.x + 3, limit, title, strlen(title), title_style, ascii);
	grid_puts(g, r.y, x, limit + 1, " ", frame);
}
