/* screen/dump.c - a grid as text: what golden screens hold. */
#include <string.h>

#include "screen/grid.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
enum { STYLES = sizeof letters - 1 };

struct legend {
	struct style style[STYLES];
	int n;
};

static const struct cell *cell_at(const struct grid *g, int y, int x)
{
	return &g->cells[(size_t)y * (size_t)g->cols + (size_t)x];
}

static bool is_blank(const struct cell *c)
{
	return !strcmp(c->text, " ");
}

static void dump_text(const struct grid *g, int y, struct buf *out)
{
	int end = g->cols;
	while (end > 0 && is_blank(cell_at(g, y, end - 1)))
		end--;
	for (int x = 0; x < end; x++)
		buf_str(out, cell_at(g, y, x)->text);
	buf_char(out, '\n');
}

/* The letter of STYLE, given in order of first use; '*' for those past the alphabet. */
static char letter_of(struct legend *l, struct style style)
{
	if (style_equal(style, (struct style){0}))
		return '.';
	for (int i = 0; i < l->n; i++)
		if (style_equal(l->style[i], style))
			return letters[i];
	if (l->n == STYLES)
		return '*';
	l->style[l->n] = style;
	return letters[l->n++];
}

static void dump_styles(const struct grid *g, int y, struct legend *l, struct buf *out)
{
	int end = g->cols;
	while (end > 0 && style_equal(cell_at(g, y, end - 1)->style, (struct style){0}))
		end--;
	for (int x = 0; x < end; x++)
		buf_char(out, letter_of(l, cell_at(g, y, x)->style));
	buf_char(out, '\n');
}

static void dump_color(struct buf *out, const char *label, color c)
{
	if (COLOR_IS_RGB(c))
		buf_printf(out, " %s:#%06x", label, c & 0xffffffu);
	else if (COLOR_IS_INDEX(c))
		buf_printf(out, " %s:%u", label, c & 0xffu);
}

static void dump_legend(const struct legend *l, struct buf *out)
{
	static const char *const names[] = {"bold", "dim", "italic", "underline", "reverse", "strike"};
	for (int i = 0; i < l->n; i++) {
		const struct style *s = &l->style[i];
		buf_printf(out, "%c =", letters[i]);
		dump_color(out, "fg", s->fg);
		dump_color(out, "bg", s->bg);
		for (unsigned a = 0; a < sizeof names / sizeof *names; a++)
			if (s->attrs & 1u << a)
				buf_printf(out, " %s", names[a]);
		buf_char(out, '\n');
	}
}

void grid_dump(const struct grid *g, bool styles, struct buf *out)
{
	for (int y = 0; y < g->rows; y++)
		dump_text(g, y, out);
	if (!styles)
		return;
	struct legend legend = {0};
	buf_str(out, "--\n");
	for (int y = 0; y < g->rows; y++)
		dump_styles(g, y, &legend, out);
	dump_legend(&legend, out);
}
