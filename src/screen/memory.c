/* screen/memory.c - a terminal in memory: keys from a script, the last screen kept. */
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "screen/term.h"

struct memory_term {
	struct term term;
	int rows, cols;
	struct grid grid;
	VEC(struct key) keys;
	uint32_t next;
};

static struct memory_term *self_of(struct term *t)
{
	return (struct memory_term *)t;
}

static void memory_size(struct term *t, int *rows, int *cols)
{
	*rows = self_of(t)->rows;
	*cols = self_of(t)->cols;
}

static void memory_present(struct term *t, const struct grid *g, int cy, int cx)
{
	struct memory_term *m = self_of(t);
	(void)cy, (void)cx;
	if ((m->grid.rows != g->rows || m->grid.cols != g->cols) && !grid_resize(&m->grid, g->rows, g->cols))
		return;
	memcpy(m->grid.cells, g->cells, (size_t)g->rows * (size_t)g->cols * sizeof *g->cells);
}

static bool memory_key(struct term *t, int timeout, struct key *out)
{
	struct memory_term *m = self_of(t);
	if (m->next < m->keys.len) {
		*out = m->keys.at[m->next++];
		if (out->code == KEY_RESIZE_) {
			m->rows = out->y;
			m->cols = out->x;
		}
		return true;
	}
	if (timeout == 0)
		return false;
	*out = (struct key){.code = KEY_EOF_};
	return true;
}

static int memory_fd(struct term *t)
{
	(void)t;
	return -1;
}

static void memory_mouse(struct term *t, bool on)
{
	(void)t, (void)on;
}

static void memory_nothing(struct term *t)
{
	(void)t;
}

static void memory_clipboard(struct term *t, const char *s, size_t len)
{
	(void)t, (void)s, (void)len;
}

static enum term_background memory_background(struct term *t)
{
	(void)t;
	return TERM_UNKNOWN;
}

static int memory_colors(struct term *t)
{
	(void)t;
	return 1 << 24;
}

static void memory_free(struct term *t)
{
	if (!t)
		return;
	grid_release(&self_of(t)->grid);
	vec_release(&self_of(t)->keys);
	mem_free(t);
}

static const struct term_ops memory_ops = {
	.size = memory_size,
	.present = memory_present,
	.key = memory_key,
	.fd = memory_fd,
	.mouse = memory_mouse,
	.redraw = memory_nothing,
	.suspend = memory_nothing,
	.resume = memory_nothing,
	.clipboard = memory_clipboard,
	.background = memory_background,
	.colors = memory_colors,
	.free = memory_free,
};

struct term *term_memory_new(int rows, int cols)
{
	struct memory_term *m = mem_zero(1, sizeof *m);
	if (!m)
		return NULL;
	m->term.ops = &memory_ops;
	m->rows = rows;
	m->cols = cols;
	if (!grid_resize(&m->grid, rows, cols)) {
		mem_free(m);
		return NULL;
	}
	return &m->term;
}

void term_memory_feed(struct term *t, const struct key *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!vec_push(&self_of(t)->keys, keys[i]))
			return;
}

void term_memory_resize(struct term *t, int rows, int cols)
{
	term_memory_feed(t, &(struct key){.code = KEY_RESIZE_, .y = (int16_t)rows, .x = (int16_t)cols}, 1);
}

const struct grid *term_memory_grid(const struct term *t)
{
	return &((const struct memory_term *)t)->grid;
}
