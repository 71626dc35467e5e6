/* The grid: putting, clipping, wide characters at edges, frames, the dump; and the terminal in memory. */
#include "tests/test.h"

#include <stdio.h>

#include "screen/term.h"
#include "text/chars.h"
#include "text/utf8.h"

static struct grid fresh(int rows, int cols)
{
	struct grid g = {0};
	assert_true(grid_resize(&g, rows, cols));
	return g;
}

static void assert_text(const struct grid *g, const char *want)
{
	struct buf text = {0};
	grid_dump(g, false, &text);
	assert_string_equal(text.bytes, want);
	buf_release(&text);
}

/* Halves come in pairs, no cell is wider than the grid, and none holds a control. */
static void assert_sound(const struct grid *g)
{
	for (int y = 0; y < g->rows; y++)
		for (int x = 0; x < g->cols; x++) {
			const struct cell *c = &g->cells[y * g->cols + x];
			if (c->width == 2)
				assert_true(x + 1 < g->cols && c[1].width == 0);
			if (c->width == 0)
				assert_true(x > 0 && c[-1].width == 2 && !*c->text);
			else
				assert_true(*c->text);
			const char *p = c->text, *end = p + strlen(p);
			while (p < end)
				assert_false(char_is_control(utf8_next(&p, end)));
		}
}

static void test_put(void **state)
{
	(void)state;
	struct grid g = fresh(3, 10);
	struct style bold = {.attrs = ATTR_BOLD};
	assert_int_equal(grid_puts(&g, 0, 2, 10, "hello", bold), 7);
	assert_int_equal(grid_puts(&g, 1, 7, 10, "hello", bold), 10);
	assert_int_equal(grid_puts(&g, 2, 0, 3, "hello", bold), 3);
	assert_text(&g, "  hello\n       hel\nhel\n");
	assert_true(style_equal(grid_cell(&g, 0, 2)->style, bold));
	assert_null(grid_cell(&g, 3, 0));
	assert_null(grid_cell(&g, 0, -1));
	grid_puts(&g, -1, 0, 10, "no", bold);
	grid_puts(&g, 3, 0, 10, "no", bold);
	grid_puts(&g, 2, -3, 10, "abcdef", bold);
	assert_text(&g, "  hello\n       hel\ndef\n");
	grid_release(&g);
}

static void test_wide(void **state)
{
	(void)state;
	struct grid g = fresh(4, 6);
	assert_int_equal(grid_puts(&g, 0, 0, 6, "a漢字b", (struct style){0}), 6);
	assert_int_equal(grid_puts(&g, 1, 0, 6, "abc漢字", (struct style){0}), 6);
	assert_int_equal(grid_puts(&g, 2, -1, 6, "漢字", (struct style){0}), 3);
	assert_text(&g, "a漢字b\nabc漢\n 字\n\n");
	assert_sound(&g);
	grid_puts(&g, 0, 2, 6, "x", (struct style){0}); /* the second half of the first */
	assert_text(&g, "a x字b\nabc漢\n 字\n\n");
	assert_sound(&g);
	grid_puts(&g, 0, 3, 6, "y", (struct style){0}); /* the first half of the second */
	assert_text(&g, "a xy b\nabc漢\n 字\n\n");
	grid_fill(&g, (struct rect){1, 4, 1, 1}, (struct style){0});
	assert_text(&g, "a xy b\nabc\n 字\n\n");
	assert_sound(&g);
	grid_release(&g);
}

static void test_marks_join(void **state)
{
	(void)state;
	struct grid g = fresh(1, 8);
	assert_int_equal(grid_puts(&g, 0, 0, 8, "e\xcc\x81x", (struct style){0}), 2);
	assert_string_equal(grid_cell(&g, 0, 0)->text, "e\xcc\x81");
	assert_string_equal(grid_cell(&g, 0, 1)->text, "x");
	grid_release(&g);
}

static void test_nothing_acts_on_the_terminal(void **state)
{
	(void)state;
	struct grid g = fresh(8, 300);
	char all[256];
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	grid_put(&g, 0, 0, 300, all, sizeof all, (struct style){0});
	grid_puts(&g, 1, 0, 300, "\033[31mred\033]0;title\a \302\233 31m \302\205", (struct style){0});
	grid_puts(&g, 2, 0, 300, "bidi \342\200\256 iso \342\201\246 zero\342\200\213width tag \363\240\201\201",
		  (struct style){0});
	assert_sound(&g);
	for (int x = 0; x < g.cols; x++) {
		const char *p = grid_cell(&g, 2, x)->text, *end = p + strlen(p);
		while (p < end) {
			uint32_t c = utf8_next(&p, end);
			assert_true(c != 0x202e && c != 0x2066 && c != 0xe0041);
		}
	}
	grid_release(&g);
}

static void test_fit(void **state)
{
	(void)state;
	struct grid g = fresh(5, 8);
	grid_put_fit(&g, 0, 0, 8, "exactly8", 8, (struct style){0}, false);
	grid_put_fit(&g, 1, 0, 8, "more than", 9, (struct style){0}, false);
	grid_put_fit(&g, 2, 0, 8, "more than", 9, (struct style){0}, true);
	grid_put_fit(&g, 3, 0, 2, "ab漢", 5, (struct style){0}, true);
	grid_put_fit(&g, 4, 0, 4, "漢字漢", 9, (struct style){0}, false);
	assert_text(&g, "exactly8\nmore th…\nmore ...\n..\n漢…\n");
	grid_release(&g);
}

static void test_box(void **state)
{
	(void)state;
	struct grid g = fresh(8, 16);
	grid_box(&g, (struct rect){0, 0, 3, 14}, "Quotes 7", (struct style){0}, (struct style){.attrs = ATTR_BOLD},
		 false);
	grid_box(&g, (struct rect){3, 0, 3, 12}, "A long title", (struct style){0}, (struct style){0}, true);
	grid_box(&g, (struct rect){6, 0, 2, 2}, "x", (struct style){0}, (struct style){0}, false);
	grid_box(&g, (struct rect){6, 4, 1, 9}, "x", (struct style){0}, (struct style){0}, false);
	assert_text(&g, "┌─ Quotes 7 ─┐\n│            │\n└────────────┘\n"
			"+- A l... -+\n|          |\n+----------+\n┌┐\n└┘\n");
	assert_int_equal(grid_cell(&g, 0, 3)->style.attrs, ATTR_BOLD);
	assert_int_equal(grid_cell(&g, 0, 1)->style.attrs, 0);
	grid_release(&g);
}

static void test_restyle(void **state)
{
	(void)state;
	struct grid g = fresh(2, 4);
	grid_puts(&g, 0, 0, 4, "abcd", (struct style){COLOR_INDEX(1), COLOR_DEFAULT, ATTR_BOLD});
	grid_restyle(&g, (struct rect){-1, 1, 2, 2}, ATTR_REVERSE, ATTR_BOLD);
	assert_text(&g, "abcd\n\n");
	assert_int_equal(grid_cell(&g, 0, 0)->style.attrs, ATTR_BOLD);
	assert_int_equal(grid_cell(&g, 0, 1)->style.attrs, ATTR_REVERSE);
	assert_int_equal(grid_cell(&g, 0, 1)->style.fg, COLOR_INDEX(1));
	assert_int_equal(grid_cell(&g, 1, 1)->style.attrs, 0);
	grid_release(&g);
}

static void test_dump(void **state)
{
	(void)state;
	struct grid g = fresh(2, 6);
	struct buf text = {0};
	grid_puts(&g, 0, 0, 6, "ab", (struct style){COLOR_RGB(0x8899aa), COLOR_INDEX(4), ATTR_BOLD | ATTR_UNDERLINE});
	grid_puts(&g, 0, 3, 6, "漢", (struct style){.attrs = ATTR_REVERSE});
	grid_dump(&g, true, &text);
	assert_string_equal(text.bytes, "ab 漢\n\n--\naa.bb\n\na = fg:#8899aa bg:4 bold underline\nb = reverse\n");
	buf_release(&text);
	grid_release(&g);
}

static void test_sizes(void **state)
{
	(void)state;
	struct grid g = fresh(0, 0);
	assert_int_equal(grid_puts(&g, 0, 0, 10, "x", (struct style){0}), 0);
	assert_true(grid_resize(&g, 1, 1));
	grid_puts(&g, 0, 0, 10, "漢", (struct style){0});
	assert_text(&g, "\n");
	grid_box(&g, (struct rect){0, 0, 1, 1}, "x", (struct style){0}, (struct style){0}, false);
	grid_fill(&g, (struct rect){-5, -5, 20, 20}, (struct style){.attrs = ATTR_BOLD});
	assert_int_equal(grid_cell(&g, 0, 0)->style.attrs, ATTR_BOLD);
	assert_sound(&g);
	grid_release(&g);
}

static void test_memory_terminal(void **state)
{
	(void)state;
	struct term *t = term_memory_new(2, 5);
	struct grid g = fresh(2, 5);
	struct key k;
	int rows, cols;
	assert_non_null(t);
	grid_puts(&g, 1, 0, 5, "hi", (struct style){0});
	t->ops->present(t, &g, -1, 0);
	assert_text(term_memory_grid(t), "\nhi\n");
	assert_false(t->ops->key(t, 0, &k));
	term_memory_feed(t, &(struct key){.code = 'j'}, 1);
	term_memory_resize(t, 3, 7);
	assert_true(t->ops->key(t, 0, &k));
	assert_int_equal(k.code, 'j');
	assert_true(t->ops->key(t, 0, &k));
	assert_int_equal(k.code, KEY_RESIZE_);
	t->ops->size(t, &rows, &cols);
	assert_int_equal(rows * 100 + cols, 307);
	assert_true(t->ops->key(t, -1, &k));
	assert_int_equal(k.code, KEY_EOF_);
	t->ops->free(t);
	grid_release(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put),        cmocka_unit_test(test_wide),
		cmocka_unit_test(test_marks_join), cmocka_unit_test(test_nothing_acts_on_the_terminal),
		cmocka_unit_test(test_fit),        cmocka_unit_test(test_box),
		cmocka_unit_test(test_restyle),    cmocka_unit_test(test_dump),
		cmocka_unit_test(test_sizes),      cmocka_unit_test(test_memory_terminal),
	};
	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
