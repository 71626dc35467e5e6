/* tests/view/test_states.c - any state at any size: nothing crashes, words stand still, clicks and rows lead back. */
#include "../doc/sample.h"
#include "../test.h"
#include "base/alloc.h"
#include "doc/query.h"
#include "scene.h"

static void random_item(struct item *item, struct dice *d, uint32_t len)
{
	uint32_t start = roll(d, len + 1);
	*item = (struct item){(uint8_t)roll(d, ITEM_ENTITY + 1), roll(d, 12), {start, start + roll(d, 40)}};
}

static void random_text(char *out, size_t cap, struct dice *d)
{
	static const char *const texts[] = {"", "oka", "said", "東京 \xf0\x9f\x9b\xb6",
					    "a long line of words that does not fit anywhere near here"};
	const char *text = texts[roll(d, 5)];
	size_t len = strlen(text) < cap - 1 ? strlen(text) : 0;
	memcpy(out, text, len);
	out[len] = '\0';
}

static void random_view(struct article_view *v, struct dice *d, uint32_t len)
{
	v->top = roll(d, len + 1);
	v->above = roll(d, 2);
	random_item(&v->current, d, len);
	v->follow = roll(d, 2) ? PQ_NONE : roll(d, 12);
	v->only = roll(d, 3) ? PQ_NONE : roll(d, 12);
	v->walk = (uint8_t)roll(d, 3);
	for (int i = 0; i < LISTS; i++) {
		v->lists[i].selected = roll(d, 200);
		v->lists[i].top = roll(d, 200);
		v->lists[i].sort = (uint8_t)roll(d, LIST_COLUMNS + 1);
		v->lists[i].filter[0] = '\0';
		if (!roll(d, 4))
			random_text(v->lists[i].filter, sizeof v->lists[i].filter, d);
	}
	v->search.matches.len = 0;
	for (uint32_t i = 0, at = 0; i < roll(d, 9); i++) {
		at += roll(d, 60);
		assert_true(vec_push(&v->search.matches, (struct pq_span){at, at + roll(d, 9)}));
	}
	random_text(v->search.pattern, sizeof v->search.pattern, d);
	v->search.current = roll(d, 2) ? PQ_NONE : roll(d, 9);
}

static void random_state(struct scene *s, struct dice *d)
{
	struct pq_state *st = &s->state;
	uint32_t len = s->bare->doc.text_len;
	random_view(scene_view(s), d, len);
	st->focus = (uint8_t)roll(d, 2);
	st->pane = (uint8_t)roll(d, PANES);
	st->pane_open = roll(d, 2);
	st->drawer_top = roll(d, 2);
	st->zen = !roll(d, 5);
	st->overlay = (uint8_t)(roll(d, 2) ? OVERLAY_NONE : roll(d, OVERLAYS));
	st->prompt.kind = (uint8_t)(roll(d, 2) ? PROMPT_NONE : roll(d, PROMPT_MARK_GO + 1));
	random_text(st->prompt.text, sizeof st->prompt.text, d);
	st->prompt.len = (uint32_t)strlen(st->prompt.text);
	st->prompt.cursor = roll(d, st->prompt.len + 1);
	random_text(st->prompt.completion, sizeof st->prompt.completion, d);
	random_text(st->message, sizeof st->message, d);
	random_text(st->pending, 8, d);
	st->config.value[OPT_WIDTH] = (int32_t)(20 + roll(d, 200));
	st->config.value[OPT_GUTTER] = (int32_t)roll(d, GUTTER_OFF + 1);
	st->config.value[OPT_PANES] = (int32_t)roll(d, PANES_OFF + 1);
	st->config.value[OPT_HIGHLIGHT] = (int32_t)roll(d, HIGHLIGHT_NONE + 1);
	st->config.value[OPT_MAP] = (int32_t)roll(d, 2);
	st->config.value[OPT_ASCII] = (int32_t)roll(d, 2);
	st->config.value[OPT_SCROLLOFF] = (int32_t)roll(d, 21);
	s->in.snapshot = roll(d, 8) ? (roll(d, 3) && s->noted ? s->noted : s->bare) : NULL;
	s->in.problem = roll(d, 5) ? NULL : "the worker stopped for a reason that takes many words to tell";
	s->in.busy = roll(d, 2);
	s->in.n_articles = roll(d, 4);
}

/** Cells keep their promise: a wide one has its right half beside it, nothing is a control. */
static void check_grid(const struct grid *g)
{
	for (int y = 0; y < g->rows; y++) {
		for (int x = 0; x < g->cols; x++) {
			const struct cell *c = &g->cells[y * g->cols + x];
			assert_in_range(c->width, 0, 2);
			if (c->width == 2)
				assert_true(x + 1 < g->cols && g->cells[y * g->cols + x + 1].width == 0);
			assert_false((unsigned char)c->text[0] < ' ' && c->width);
		}
	}
}

static void try_clicks(struct scene *s, struct dice *d)
{
	for (int i = 0; i < 20; i++) {
		struct view_hit hit =
			view_hit(&s->in, (int)roll(d, (uint32_t)s->state.rows), (int)roll(d, (uint32_t)s->state.cols));
		if (hit.kind == HIT_TEXT)
			assert_true(hit.offset <= s->bare->doc.text_len);
		if (hit.kind == HIT_OVERLAY)
			assert_true(hit.row < s->orders[hit.list].rows.at.len);
	}
	if (s->in.snapshot) {
		uint32_t start = roll(d, s->bare->doc.text_len + 1);
		assert_true(view_reveal(&s->in, (struct pq_span){start, start + roll(d, 80)}) <= s->bare->doc.text_len);
	}
}

static void random_scenes(struct scene *s, struct dice *d, int n)
{
	for (int i = 0; i < n; i++) {
		random_state(s, d);
		bool small = roll(d, 3) == 0;
		scene_paint(s, (int)(1 + roll(d, small ? 12 : 60)), (int)(1 + roll(d, small ? 45 : 200)));
		if (!s->in.snapshot)
			s->in.layout = NULL;
		check_grid(&s->grid);
		assert_true(s->cy < s->grid.rows && s->cx < s->grid.cols);
		try_clicks(s, d);
	}
}

static void test_random_states(void **state)
{
	(void)state;
	struct dice d = {7};
	struct scene *s = scene_new();
	random_scenes(s, &d, 400);
	scene_free(s);
}

static void test_random_articles(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct dice d = {seed};
		struct doc_builder b = {0};
		struct anno_builder n = {0};
		struct blob doc = {0}, notes = {0};
		struct pq_doc open;
		sample_doc(&b, &d);
		assert_int_equal(doc_freeze(&b, &doc, NULL), PQ_OK);
		assert_int_equal(doc_open(doc.bytes, doc.len, &open, NULL), PQ_OK);
		sample_anno(&n, &open, &d);
		assert_int_equal(anno_freeze(&n, &open, &notes, NULL), PQ_OK);
		doc_builder_release(&b);
		anno_builder_release(&n);
		struct scene *s = scene_of(doc, notes);
		random_scenes(s, &d, 12);
		scene_free(s);
	}
}

/** The text's own cells. */
static void text_of(struct scene *s, struct buf *out)
{
	struct frame f;
	view_frame(&s->state, view_banner_lines(&s->in), &f);
	buf_clear(out);
	for (int y = 0; y < f.text.h; y++) {
		for (int x = 0; x < f.text.w; x++)
			buf_str(out, grid_cell(&s->grid, f.text.y + y, f.text.x + x)->text);
		buf_char(out, '\n');
	}
}

static void test_words_stand_still(void **state)
{
	(void)state;
	struct dice d = {11};
	struct scene *s = scene_new();
	struct buf before = {0}, after = {0};
	s->state.config.value[OPT_HIGHLIGHT] = HIGHLIGHT_ALL;
	for (int i = 0; i < 200; i++) {
		int rows = (int)(1 + roll(&d, 60)), cols = (int)(1 + roll(&d, 200));
		scene_view(s)->top = roll(&d, s->bare->doc.text_len);
		s->in.snapshot = s->bare;
		s->in.busy = true;
		scene_paint(s, rows, cols);
		text_of(s, &before);
		s->in.snapshot = s->noted;
		s->in.busy = false;
		scene_at_quote(s, "We have the letters");
		scene_paint(s, rows, cols);
		text_of(s, &after);
		assert_string_equal(before.bytes, after.bytes);
	}
	buf_release(&before);
	buf_release(&after);
	scene_free(s);
}

static void test_status_says_where_there_is_no_sandbox(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	for (int open = 0; open < 2; open++) {
		struct buf line = {0};
		struct frame f;
		s->in.open = open;
		scene_paint(s, 30, 100);
		view_frame(&s->state, view_banner_lines(&s->in), &f);
		for (int x = 0; x < f.status.w; x++)
			buf_str(&line, grid_cell(&s->grid, f.status.y, f.status.x + x)->text);
		assert_int_equal(strstr(line.bytes, "no sandbox") != NULL, open);
		buf_release(&line);
	}
	scene_free(s);
}

/** Every word of the article is painted at some place of a walk through it, at any size. */
static void test_no_size_hides_text(void **state)
{
	(void)state;
	static const int sizes[][2] = {{1, 1},   {1, 30},  {2, 2},   {5, 20},   {9, 39},
				       {10, 40}, {20, 60}, {24, 80}, {30, 100}, {45, 160}};
	struct scene *s = scene_new();
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		scene_paint(s, sizes[i][0], sizes[i][1]);
		struct frame f;
		view_frame(&s->state, 0, &f);
		assert_true(f.text.h >= 1 && f.text.w >= 1);
		assert_true(f.text.x + f.text.w <= sizes[i][1] && f.text.y + f.text.h <= sizes[i][0]);
		assert_int_equal(view_text_width(&s->state), f.text.w);
		const struct cell *first = grid_cell(&s->grid, f.text.y, f.text.x);
		assert_string_equal(first->text, "F");
	}
	scene_free(s);
}

static void test_drawer_leaves_the_current_quote(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	static const char *const places[] = {"We have the letters", "nobody died"};
	for (int i = 0; i < 2; i++) {
		scene_at_quote(s, places[i]);
		s->state.pane_open = true;
		s->state.pane = PANE_QUOTES;
		s->state.focus = FOCUS_PANE;
		scene_paint(s, 20, 60);
		struct frame f;
		view_frame(&s->state, 0, &f);
		struct rect drawer = f.panes[PANE_QUOTES];
		assert_true(drawer.h > 0);
		bool seen = false;
		for (int y = 0; y < f.text.h; y++) {
			bool covered = y >= drawer.y && y < drawer.y + drawer.h;
			struct view_hit hit = view_hit(&s->in, y, f.text.x);
			struct pq_span part = scene_view(s)->current.span;
			seen |= !covered && hit.kind == HIT_TEXT && hit.offset + 60 > part.start &&
				hit.offset <= part.start;
		}
		assert_true(seen);
	}
	scene_free(s);
}

static void test_reveal(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	scene_paint(s, 24, 80);
	uint32_t top = scene_view(s)->top;
	assert_int_equal(view_reveal(&s->in, scene_find(s, "We have the letters")), top);
	struct pq_span far = scene_find(s, "eleven faults");
	scene_view(s)->top = view_reveal(&s->in, far);
	assert_true(scene_view(s)->top > top && scene_view(s)->top < far.start);
	scene_paint(s, 24, 80);
	assert_int_equal(view_reveal(&s->in, far), scene_view(s)->top);
	struct frame f;
	view_frame(&s->state, 0, &f);
	struct view_hit hit = view_hit(&s->in, f.text.h / 3, f.text.x);
	assert_int_equal(hit.kind, HIT_TEXT);
	assert_true(hit.offset <= far.start && far.start - hit.offset < view_text_width(&s->state) + 3);
	scene_free(s);
}

static void test_click_finds_its_letter(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	scene_paint(s, 45, 160);
	struct frame f;
	view_frame(&s->state, 0, &f);
	for (int x = 0; x < 30; x++) {
		struct view_hit hit = view_hit(&s->in, f.text.y, f.text.x + x);
		assert_int_equal(hit.kind, HIT_TEXT);
		assert_int_equal(hit.offset, x);
	}
	struct rect body = list_body(&s->orders[LIST_QUOTES], f.panes[PANE_QUOTES]);
	struct view_hit hit = view_hit(&s->in, body.y + 2, body.x + 4);
	assert_int_equal(hit.kind, HIT_PANE);
	assert_int_equal(hit.list, LIST_QUOTES);
	assert_int_equal(hit.row, 2);
	scene_free(s);
}

/** While the article has the focus, the panes keep their mark on the current item. */
static void test_panes_follow_the_reading(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	scene_at_quote(s, "a kettle with a propeller");
	scene_paint(s, 45, 160);
	const struct list_state *lists = scene_view(s)->lists;
	uint32_t quote = s->orders[LIST_QUOTES].rows.at.at[lists[LIST_QUOTES].selected];
	uint32_t source = s->orders[LIST_SOURCES].rows.at.at[lists[LIST_SOURCES].selected];
	uint32_t entity = s->orders[LIST_ENTITIES].rows.at.at[lists[LIST_ENTITIES].selected];
	assert_int_equal(quote, scene_view(s)->current.index);
	assert_int_equal(source, s->noted->notes.quotes[quote].source);
	assert_int_equal(entity, s->noted->notes.sources[source].entity);
	s->state.focus = FOCUS_PANE;
	s->state.pane = PANE_QUOTES;
	scene_view(s)->lists[LIST_QUOTES].selected = 0;
	scene_paint(s, 45, 160);
	assert_int_equal(lists[LIST_QUOTES].selected, 0);
	scene_free(s);
}

/** A theme with a ground of its own has it everywhere. */
static void test_no_hole_in_the_ground(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	struct dice d = {5};
	s->state.theme.style[ROLE_TEXT].bg = COLOR_RGB(0x203040);
	for (int i = 0; i < 200; i++) {
		random_state(s, &d);
		scene_paint(s, 1 + (int)roll(&d, 50), 1 + (int)roll(&d, 170));
		for (int c = 0; c < s->grid.rows * s->grid.cols; c++)
			if (s->grid.cells[c].style.bg == COLOR_DEFAULT)
				fail_msg("state %d: \"%s\" at %d, %d", i, s->grid.cells[c].text, c / s->grid.cols,
					 c % s->grid.cols);
	}
	scene_free(s);
}

/** Refused memory leaves a frame unfinished, no more. */
static void test_no_memory(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	scene_at_quote(s, "We have the letters");
	s->state.overlay = OVERLAY_AUDIT;
	scene_paint(s, 45, 160);
	for (long left = 0; left < 60; left++) {
		long count = left;
		for (int i = 0; i < LISTS; i++)
			list_order_release(&s->orders[i]);
		arena_release(&s->arena);
		arena_init(&s->arena);
		alloc_set_hook(fail_at, &count);
		view_paint(&s->in, &s->grid, &s->cy, &s->cx);
		alloc_set_hook(NULL, NULL);
	}
	scene_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_states),
		cmocka_unit_test(test_random_articles),
		cmocka_unit_test(test_words_stand_still),
		cmocka_unit_test(test_no_size_hides_text),
		cmocka_unit_test(test_status_says_where_there_is_no_sandbox),
		cmocka_unit_test(test_drawer_leaves_the_current_quote),
		cmocka_unit_test(test_reveal),
		cmocka_unit_test(test_click_finds_its_letter),
		cmocka_unit_test(test_panes_follow_the_reading),
		cmocka_unit_test(test_no_hole_in_the_ground),
		cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests_name("states", tests, NULL, NULL);
}
