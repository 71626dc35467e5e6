/* test_layout.c - lines cover the text, fit, are found again, and cost what is looked at. */
#include "../mixed.h"
#include "../test.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "doc/build.h"
#include "layout/layout.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/width.h"

/* ---- texts ---- */

struct text {
	struct buf text;
	struct pq_block blocks[64];
	struct pq_doc doc;
};

static void add_block(struct text *t, enum pq_block_kind kind, uint32_t words)
{
	struct pq_block *b = &t->blocks[t->doc.n_blocks++];
	if (t->text.len)
		buf_str(&t->text, "\n\n");
	*b = (struct pq_block){.kind = (uint8_t)kind, .level = (uint8_t)(kind == PQ_BLOCK_LIST_ITEM)};
	b->span.start = (uint32_t)t->text.len;
	mixed_text(&t->text, words, 6, kind == PQ_BLOCK_CODE || kind == PQ_BLOCK_TABLE);
	b->span.end = (uint32_t)t->text.len;
	t->doc.text = t->text.bytes;
	t->doc.text_len = (uint32_t)t->text.len;
	t->doc.blocks = t->blocks;
}

static void make_text(struct text *t, uint64_t from)
{
	*t = (struct text){0};
	mixed_seed = from;
	for (uint32_t i = 0; i < 24; i++)
		add_block(t, (enum pq_block_kind)roll(PQ_BLOCK_KINDS), 1 + roll(i % 8 ? 60 : 9000));
}

static void set_text(struct text *t, enum pq_block_kind kind, const char *s)
{
	*t = (struct text){0};
	buf_str(&t->text, s);
	t->blocks[0] = (struct pq_block){.span = {0, (uint32_t)t->text.len}, .kind = (uint8_t)kind, .level = 1};
	t->doc = (struct pq_doc){
		.text = t->text.bytes, .text_len = (uint32_t)t->text.len, .blocks = t->blocks, .n_blocks = 1};
}

static void set_type(struct text *t, const char *type)
{
	t->doc.strings = type;
	t->doc.strings_len = (uint32_t)strlen(type);
	t->doc.meta.media_type = (struct pq_str){0, (uint32_t)strlen(type)};
}

static struct layout *open_layout(const struct text *t, uint32_t width, uint32_t hidden)
{
	struct layout *l = layout_new(&t->doc, (struct layout_options){width, hidden});
	assert_non_null(l);
	return l;
}

/* ---- what holds of every line ---- */

static bool is_blank_byte(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void check_glyphs(const struct text *t, const struct layout_line *line, uint32_t width)
{
	struct layout_glyph g = {0};
	uint32_t at = line->span.start, cells = 0, n = 0;
	while (layout_next(&t->doc, line, &g)) {
		assert_int_equal(g.span.start, at);
		assert_int_equal(g.column, cells);
		assert_true(g.span.end > at);
		at = g.span.end;
		cells += g.width;
		n++;
	}
	assert_int_equal(at, line->span.end);
	assert_int_equal(cells, line->width);
	assert_true(line->indent + line->width <= width || n == 1);
	g = (struct layout_glyph){0};
	for (cells = 0; layout_next(&t->doc, line, &g); cells += g.width)
		if (!g.blank)
			layout_widen(&t->doc, line, g.span.end + roll(line->span.end - g.span.end + 1), &g);
	assert_true(g.span.end == line->span.end || n == 0);
	assert_int_equal(cells, line->width);
}

/* Every line of T at WIDTH; the bytes between them are blanks. */
static void check_lines(const struct text *t, uint32_t width)
{
	struct layout *l = open_layout(t, width, 0);
	struct layout_place p = layout_first(l);
	uint32_t at = 0;
	for (int64_t moved = 1; moved; p = layout_step(l, p, 1, &moved)) {
		struct layout_line line = *layout_line(l, p);
		assert_true(line.span.start >= at || (line.flags & LINE_BLANK));
		for (; at < line.span.start; at++)
			assert_true(is_blank_byte(t->text.bytes[at]));
		at = line.span.end;
		check_glyphs(t, &line, width);
		if (!(line.flags & LINE_BLANK))
			assert_int_equal(layout_compare(layout_find(l, line.span.start), p), 0);
		if (layout_compare(p, layout_last(l)) == 0)
			break;
	}
	for (; at < t->doc.text_len; at++)
		assert_true(is_blank_byte(t->text.bytes[at]));
	layout_free(l);
}

static void lines_cover_random_texts(void **state)
{
	(void)state;
	static const uint32_t widths[] = {1, 2, 3, 7, 20, 33, 62, 80, 200};
	for (uint64_t i = 0; i < 6; i++) {
		struct text t;
		make_text(&t, 77 + i);
		set_type(&t, i % 2 ? "text/html" : "text/plain");
		for (unsigned w = 0; w < sizeof widths / sizeof *widths; w++)
			check_lines(&t, widths[w]);
		buf_release(&t.text);
	}
}

/* Where the line behind the one from START on begins, told glyph by glyph: at the last chance to break that fits, else with
 * the glyph that does not; the text's end where all of it fits. */
static uint32_t next_start(const struct text *t, const uint8_t *breaks, uint32_t start, uint32_t width)
{
	struct layout_line rest = {.span = {start, t->doc.text_len}};
	struct layout_glyph g = {0};
	uint32_t chance = 0, end = start;
	while (layout_next(&t->doc, &rest, &g)) {
		if (g.blank)
			continue;
		for (uint32_t i = end + (end < g.span.start); end > start && i <= g.span.start; i++)
			if (breaks[i] != BREAK_NONE)
				chance = g.span.start;
		if (end > start && g.column + g.width > width)
			return chance ? chance : g.span.start;
		end = g.span.end;
	}
	return t->doc.text_len;
}

/* Each line of T, a paragraph, is as full as next_start says, and found again by who looks for it alone. */
static void check_filled(const struct text *t, const uint8_t *breaks, uint32_t width)
{
	struct layout *l = open_layout(t, width, 0), *other = open_layout(t, width, 0);
	struct layout_place p = layout_first(l);
	for (int64_t moved = 1; moved;) {
		struct pq_span line = layout_line(l, p)->span;
		uint32_t want = next_start(t, breaks, line.start, width);
		if (roll(100) == 0) {
			struct layout_place there = layout_find(other, line.start + roll(line.end - line.start));
			assert_int_equal(layout_line(other, there)->span.start, line.start);
			layout_free(other);
			other = open_layout(t, width, 0);
		}
		p = layout_step(l, p, 1, &moved);
		assert_int_equal(moved ? layout_line(l, p)->span.start : t->doc.text_len, want);
	}
	assert_true(layout_line(l, p)->flags & LINE_LAST);
	layout_free(other);
	layout_free(l);
}

static void check_paragraph(uint64_t from, uint32_t words, uint32_t odd_in, uint32_t step)
{
	struct text t;
	set_text(&t, PQ_BLOCK_PARAGRAPH, "");
	mixed_seed = from;
	mixed_text(&t.text, words, odd_in, false);
	t.doc.text = t.text.bytes;
	t.doc.text_len = t.blocks[0].span.end = (uint32_t)t.text.len;
	uint8_t *breaks = malloc(t.text.len);
	assert_non_null(breaks);
	text_breaks(t.text.bytes, t.text.len, breaks);
	for (uint32_t width = 1 + roll(step); width < 220; width += 1 + roll(step))
		check_filled(&t, breaks, width);
	free(breaks);
	buf_release(&t.text);
}

/* The text that is taken in bulk stands where it would stand glyph by glyph. */
static void lines_are_filled_and_no_fuller(void **state)
{
	(void)state;
	static const uint32_t odd_in[] = {2, 6, 40, 1000};
	for (uint32_t i = 0; i < 40; i++)
		check_paragraph(500 + i, 1 + i * 30, odd_in[i % 4], 30);
}

/* So it does where a paragraph is cut into slices. */
static void long_paragraphs_have_no_short_lines(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < 6; i++)
		check_paragraph(900 + i, 3000 + 9000 * i, i % 2 ? 6 : 200, 100);
}

static void every_offset_is_found(void **state)
{
	(void)state;
	struct text t;
	make_text(&t, 5);
	struct layout *l = open_layout(&t, 47, 0);
	struct layout_place last = layout_first(l);
	for (uint32_t at = 0; at <= t.doc.text_len; at++) {
		struct layout_place p = layout_find(l, at);
		const struct layout_line *line = layout_line(l, p);
		assert_true(layout_compare(last, p) <= 0);
		assert_false(line->flags & LINE_BLANK);
		assert_true(line->span.end > at || line->span.start == at || layout_compare(p, layout_last(l)) == 0);
		/* What lies between the place before and this one is white space. */
		if (at < line->span.start)
			assert_true(is_blank_byte(t.text.bytes[at]));
		last = p;
	}
	layout_free(l);
	buf_release(&t.text);
}

/* The view's way: remember the top line's start, lay out anew, look it up. */
static void resizing_keeps_the_place(void **state)
{
	(void)state;
	struct text t;
	make_text(&t, 9);
	for (int round = 0; round < 5; round++) {
		uint32_t top = roll(t.doc.text_len);
		struct layout *l = open_layout(&t, 80, 0);
		top = layout_line(l, layout_find(l, top))->span.start;
		layout_free(l);
		uint32_t kept = top;
		for (int i = 0; i < 200; i++) {
			l = open_layout(&t, 1 + roll(200), 0);
			struct layout_place p = layout_find(l, kept);
			struct pq_span now = layout_line(l, p)->span;
			assert_true(now.start <= kept && (kept < now.end || kept == now.start));
			layout_free(l);
		}
		l = open_layout(&t, 80, 0);
		assert_int_equal(layout_line(l, layout_find(l, kept))->span.start, top);
		layout_free(l);
	}
	buf_release(&t.text);
}

static void steps_add_up(void **state)
{
	(void)state;
	struct text t;
	make_text(&t, 31);
	struct layout *l = open_layout(&t, 40, 1u << PQ_BLOCK_FURNITURE);
	int64_t down = 0, up = 0, there = 0;
	struct layout_place end = layout_step(l, layout_first(l), INT64_MAX, &down);
	assert_int_equal(layout_compare(end, layout_last(l)), 0);
	struct layout_place start = layout_step(l, end, INT64_MIN + 1, &up);
	assert_int_equal(layout_compare(start, layout_first(l)), 0);
	assert_int_equal(down, -up);
	for (int i = 0; i < 300; i++) {
		int64_t n = roll((uint32_t)down + 1);
		struct layout_place p = layout_step(l, start, n, &there);
		assert_int_equal(there, n);
		assert_int_equal(layout_compare(layout_step(l, p, -n, &there), start), 0);
		assert_int_equal(there, -n);
		assert_int_not_equal(t.blocks[layout_line(l, p)->block].kind, PQ_BLOCK_FURNITURE);
	}
	layout_free(l);
	buf_release(&t.text);
}

static void big_text_costs_a_screen(void **state)
{
	(void)state;
	enum { BIG = 10 << 20 };
	for (int spaces = 0; spaces < 2; spaces++) {
		struct text t = {0};
		assert_true(buf_reserve(&t.text, BIG + 8));
		for (uint32_t i = 0; i < BIG; i++)
			buf_char(&t.text, spaces && i % 6 == 5 ? ' ' : 'x');
		t.blocks[0] = (struct pq_block){.span = {0, BIG}, .kind = PQ_BLOCK_PARAGRAPH};
		t.doc = (struct pq_doc){.text = t.text.bytes, .text_len = BIG, .blocks = t.blocks, .n_blocks = 1};
		struct layout *l = open_layout(&t, 80, 0);
		assert_int_equal(layout_work(l), 0);
		struct layout_place p = layout_first(l);
		for (int row = 0; row < 60; row++) {
			assert_true(layout_line(l, p)->span.start < 60 * 80);
			p = layout_step(l, p, 1, NULL);
		}
		assert_true(layout_work(l) <= 2);
		p = layout_find(l, BIG / 2);
		layout_step(l, p, -60, NULL);
		layout_last(l);
		/* Each place costs the half MiB before it at most. */
		assert_true(layout_work(l) <= 3 * (512 / 16 + 1));
		layout_free(l);
		buf_release(&t.text);
	}
}

/* ---- single cases ---- */

static void shown(const struct text *t, const struct layout_line *line, struct buf *out)
{
	struct layout_glyph g = {0};
	for (uint32_t i = 0; i < line->indent; i++)
		buf_char(out, '.');
	while (layout_next(&t->doc, line, &g))
		if (g.blank)
			buf_printf(out, "%*s", (int)g.width, "");
		else
			buf_add(out, t->text.bytes + g.span.start, g.span.end - g.span.start);
	buf_char(out, '|');
}

static void check_shown_of(const char *type, enum pq_block_kind kind, uint32_t width, const char *text,
			   const char *want)
{
	struct text t;
	set_text(&t, kind, text);
	set_type(&t, type);
	struct layout *l = open_layout(&t, width, 0);
	struct buf out = {0};
	struct layout_place p = layout_first(l);
	for (int64_t moved = 1; moved; p = layout_step(l, p, 1, &moved)) {
		shown(&t, layout_line(l, p), &out);
		if (layout_compare(p, layout_last(l)) == 0)
			break;
	}
	assert_string_equal(out.bytes, want);
	buf_release(&out);
	layout_free(l);
	buf_release(&t.text);
}

static void check_shown(enum pq_block_kind kind, uint32_t width, const char *text, const char *want)
{
	check_shown_of("text/plain", kind, width, text, want);
}

static void newlines_end_lines_of_pages(void **state)
{
	(void)state;
	check_shown_of("text/html", PQ_BLOCK_PARAGRAPH, 12, "The tide\nturned at\n nine or so that day.",
		       "The tide|turned at|nine or so|that day.|");
	check_shown_of("text/markdown", PQ_BLOCK_LIST_ITEM, 12, "a\nb \n", "..a|..b|");
	check_shown_of("text/plain", PQ_BLOCK_PARAGRAPH, 40, "The tide\nturned at\n nine.",
		       "The tide turned at nine.|");
}

/* Where lines flow over the cuts of a long block, each newline ends one line, and no line stands twice. */
static void newlines_end_lines_of_long_blocks(void **state)
{
	(void)state;
	struct text t = {0};
	uint32_t newlines = 0, lines = 1, at = 0;
	for (uint32_t i = 0; i < 60000; i++) {
		buf_str(&t.text, i % 7 == 6 ? "quay\n" : "x ");
		newlines += i % 7 == 6;
	}
	buf_str(&t.text, "end");
	t.blocks[0] = (struct pq_block){.span = {0, (uint32_t)t.text.len}, .kind = PQ_BLOCK_PARAGRAPH};
	t.doc = (struct pq_doc){
		.text = t.text.bytes, .text_len = (uint32_t)t.text.len, .blocks = t.blocks, .n_blocks = 1};
	set_type(&t, "text/html");
	struct layout *l = open_layout(&t, 62, 0);
	struct layout_place p = layout_first(l);
	for (;; lines++) {
		const struct layout_line *line = layout_line(l, p);
		assert_int_equal(line->span.start, at);
		assert_true(t.text.bytes[line->span.end] == '\n' || line->span.end == t.doc.text_len);
		at = line->span.end + 1;
		if (layout_compare(p, layout_last(l)) == 0)
			break;
		p = layout_step(l, p, 1, NULL);
	}
	assert_int_equal(lines, newlines + 1);
	layout_free(l);
	buf_release(&t.text);
}

static void blocks_look_right(void **state)
{
	(void)state;
	check_shown(PQ_BLOCK_PARAGRAPH, 12, "The tide\nturned  at\n  nine.", "The tide|turned at|nine.|");
	check_shown(PQ_BLOCK_PARAGRAPH, 5, "abcdefghijkl m", "abcde|fghij|kl m|");
	check_shown(PQ_BLOCK_PARAGRAPH, 3, "\xe6\xb8\xa1\xe8\x88\xb9", "\xe6\xb8\xa1|\xe8\x88\xb9|");
	check_shown(PQ_BLOCK_PARAGRAPH, 1, "\xe6\xb8\xa1 a", "\xe6\xb8\xa1|a|");
	check_shown(PQ_BLOCK_PARAGRAPH, 8,
		    "a\xc2\xa0"
		    "b\xc2\xa0"
		    "cd ef",
		    "a\xc2\xa0"
		    "b\xc2\xa0"
		    "cd|ef|");
	check_shown(PQ_BLOCK_LIST_ITEM, 12, "one two three four", "..one two|..three four|");
	check_shown(PQ_BLOCK_BLOCKQUOTE, 15, "one two three", "....one two|....three|");
	check_shown(PQ_BLOCK_CODE, 12, "if x:\n\n\treturn 1\ny", "..if x:|..|..        re|..turn 1|..y|");
	check_shown(PQ_BLOCK_TABLE, 20, "Port\tShips\nHarrow\t12\n\t7", "Port    Ships|Harrow  12|        7|");
	check_shown(PQ_BLOCK_TABLE, 10, "Port\tShips\nHarrow\t12", "Port|..Ships|Harrow|..12|");
	check_shown(PQ_BLOCK_TABLE, 20, "Ships in each port\nPort\tShips\n\t7",
		    "Ships in each port|Port  Ships|      7|");
	check_shown(PQ_BLOCK_TABLE, 16, "Port\tShips\tCrew\nHarrow\t12\t70 in all",
		    "Port   Ships|..Crew|Harrow   12|..70 in all|");
	check_shown(PQ_BLOCK_TABLE, 10, "a\t\tb\tone two three\tc", "a      b|..one two|..three|..c|");
}

static void nothing_to_show_is_one_line(void **state)
{
	(void)state;
	struct text t;
	set_text(&t, PQ_BLOCK_FURNITURE, "Sign up");
	for (int i = 0; i < 3; i++) {
		t.doc.n_blocks = i != 0;
		t.doc.text_len = i ? t.doc.text_len : 0;
		if (i == 2)
			memset(t.text.bytes, ' ', t.text.len);
		struct layout *l = open_layout(&t, 40, i == 1 ? 1u << PQ_BLOCK_FURNITURE : 0);
		int64_t moved = 9;
		assert_true(layout_line(l, layout_find(l, 3))->span.end == 0);
		assert_int_equal(layout_compare(layout_first(l), layout_last(l)), 0);
		layout_step(l, layout_first(l), 5, &moved);
		assert_int_equal(moved, 0);
		layout_free(l);
	}
	buf_release(&t.text);
}

static bool refuse(size_t size, void *user)
{
	(void)size;
	int *left = user;
	return *left == 0 ? false : (--*left, true);
}

/* Whatever is refused, there is a line to show, and all is well when memory is back. */
static void memory_may_run_out(void **state)
{
	(void)state;
	struct text t;
	make_text(&t, 3);
	for (int allowed = 0; allowed < 24; allowed++) {
		int left = allowed;
		alloc_set_hook(refuse, &left);
		struct layout *l = layout_new(&t.doc, (struct layout_options){60, 0});
		for (uint32_t at = 0; l && at < t.doc.text_len; at += 997)
			assert_non_null(layout_line(l, layout_find(l, at)));
		if (l)
			layout_step(l, layout_find(l, 5000), 40, NULL);
		alloc_set_hook(NULL, NULL);
		if (l)
			assert_int_equal(layout_line(l, layout_find(l, 0))->span.start, t.blocks[0].span.start);
		layout_free(l);
	}
	buf_release(&t.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_cover_random_texts),
		cmocka_unit_test(lines_are_filled_and_no_fuller),
		cmocka_unit_test(long_paragraphs_have_no_short_lines),
		cmocka_unit_test(every_offset_is_found),
		cmocka_unit_test(resizing_keeps_the_place),
		cmocka_unit_test(steps_add_up),
		cmocka_unit_test(big_text_costs_a_screen),
		cmocka_unit_test(blocks_look_right),
		cmocka_unit_test(newlines_end_lines_of_pages),
		cmocka_unit_test(newlines_end_lines_of_long_blocks),
		cmocka_unit_test(nothing_to_show_is_one_line),
		cmocka_unit_test(memory_may_run_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
