/* tests/view/scene.c - a reader without a terminal: what a frame is painted from, and the painting. */
#include "scene.h"

#include "../test.h"
#include "base/alloc.h"
#include "doc/query.h"

/** Looks of the golden screens: each role that matters its own, so that a wrong one is seen. */
static const char theme_text[] = "name \"Test\"\n"
				 "background dark\n"
				 "dim fg=8\n"
				 "title bold\n"
				 "link underline\n"
				 "quote.direct fg=#aaddff\n"
				 "quote.mixed fg=#aaddee\n"
				 "quote.indirect fg=#aaddcc\n"
				 "quote.current bold\n"
				 "cue italic\n"
				 "source bold\n"
				 "source.current bold underline\n"
				 "source.anonymous fg=yellow\n"
				 "source.unknown fg=red\n"
				 "entity fg=#ddddbb\n"
				 "entity.person fg=#ffeeaa\n"
				 "entity.organization fg=#aaffee\n"
				 "entity.place fg=#aaffaa\n"
				 "entity.followed reverse\n"
				 "finding fg=#ff8888\n"
				 "current reverse\n"
				 "search.match bg=#444400\n"
				 "search.current bg=#888800\n"
				 "gutter.current bold\n"
				 "speaker.1 fg=1\nspeaker.2 fg=2\nspeaker.3 fg=3\nspeaker.4 fg=4\n"
				 "speaker.5 fg=5\nspeaker.6 fg=6\nspeaker.7 fg=9\nspeaker.8 fg=10\n"
				 "pane.frame.focus fg=12\n"
				 "pane.title bold\n"
				 "pane.row.current reverse\n"
				 "hint.key bold\n"
				 "banner fg=#ffcc66\n"
				 "error fg=red bold\n";

static struct view_article show_article(void *user, uint32_t i)
{
	static const struct view_article articles[] = {
		{.name = "ferry.txt"},
		{.name = "https://example.org/harbour"},
		{.name = "missing.txt", .problem = "cannot open missing.txt: No such file or directory"}};
	(void)user;
	return articles[i % 3];
}

static void new_state(struct scene *s)
{
	s->state.rows = 24;
	s->state.cols = 80;
	s->state.preview_from = PQ_NONE;
	config_init(&s->state.config);
	assert_int_equal(theme_parse("test", theme_text, sizeof theme_text - 1, NULL, 0, &s->state.theme, NULL), PQ_OK);
	struct article_view view = {.follow = PQ_NONE, .only = PQ_NONE};
	view.search.current = PQ_NONE;
	assert_true(vec_push(&s->state.views, view));
}

struct scene *scene_of(struct blob doc, struct blob notes)
{
	struct scene *s = mem_zero(1, sizeof *s);
	assert_non_null(s);
	struct doc_memory *memory = doc_memory_of_blob(doc);
	assert_int_equal(snapshot_new(memory, NULL, 0, &s->bare, NULL), PQ_OK);
	if (notes.bytes) {
		struct doc_memory *of_notes = doc_memory_of_blob(notes);
		assert_int_equal(snapshot_next(s->bare, of_notes, &s->noted, NULL), PQ_OK);
	}
	new_state(s);
	assert_int_equal(keymap_new(&s->keymap, NULL), PQ_OK);
	arena_init(&s->arena);
	s->in = (struct view_input){.state = &s->state,
				    .snapshot = s->noted ? s->noted : s->bare,
				    .name = "ferry.txt",
				    .keymap = s->keymap,
				    .n_articles = 1,
				    .article = show_article,
				    .orders = s->orders,
				    .arena = &s->arena};
	return s;
}

struct scene *scene_new(void)
{
	struct blob blob = scene_article();
	struct pq_doc doc;
	assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
	return scene_of(blob, scene_notes(&doc));
}

void scene_free(struct scene *s)
{
	if (!s)
		return;
	layout_free(s->layout);
	snapshot_drop(s->bare);
	snapshot_drop(s->noted);
	keymap_free(s->keymap);
	for (int i = 0; i < LISTS; i++)
		list_order_release(&s->orders[i]);
	vec_release(&s->state.views.at[0].search.matches);
	vec_release(&s->state.views);
	arena_release(&s->arena);
	grid_release(&s->grid);
	mem_free(s);
}

struct article_view *scene_view(struct scene *s)
{
	return &s->state.views.at[0];
}

void scene_paint(struct scene *s, int rows, int cols)
{
	s->state.rows = rows;
	s->state.cols = cols;
	uint32_t width = view_text_width(&s->state);
	if (!s->layout || s->layout_width != width) {
		layout_free(s->layout);
		s->layout = layout_new(&s->bare->doc, (struct layout_options){width, 0});
		s->layout_width = width;
		assert_non_null(s->layout);
	}
	s->in.layout = s->layout;
	arena_clear(&s->arena);
	if (s->grid.rows != rows || s->grid.cols != cols)
		assert_true(grid_resize(&s->grid, rows, cols));
	view_paint(&s->in, &s->grid, &s->cy, &s->cx);
}

struct pq_span scene_find(const struct scene *s, const char *words)
{
	const struct pq_doc *doc = &s->bare->doc;
	const char *at = memmem(doc->text, doc->text_len, words, strlen(words));
	if (!at)
		fail_msg("not in the article: %s", words);
	uint32_t start = (uint32_t)(at - doc->text);
	return (struct pq_span){start, start + (uint32_t)strlen(words)};
}

void scene_at_quote(struct scene *s, const char *words)
{
	const struct pq_annotations *a = &s->noted->notes;
	struct pq_span span = scene_find(s, words);
	for (uint32_t i = 0; i < a->n_quotes; i++) {
		for (uint32_t k = 0; k < a->quotes[i].n_parts; k++) {
			struct pq_span part = a->parts[a->quotes[i].parts + k].span;
			if (part.start <= span.start && span.end <= part.end)
				scene_view(s)->current = (struct item){ITEM_QUOTE, i, part};
		}
	}
	assert_int_equal(scene_view(s)->current.kind, ITEM_QUOTE);
}

void scene_at_mention(struct scene *s, const char *words)
{
	const struct pq_annotations *a = &s->noted->notes;
	struct pq_span span = scene_find(s, words);
	for (uint32_t i = 0; i < a->n_mentions; i++) {
		if (span_overlap(a->mentions[i].span, span))
			scene_view(s)->current = (struct item){ITEM_MENTION, i, a->mentions[i].span};
	}
	assert_int_equal(scene_view(s)->current.kind, ITEM_MENTION);
}
