/* tests/view/test_screens.c - golden screens: text and looks of every part of the screen at four sizes.
 * UPDATE_GOLDEN=1 writes what is painted now; look at the difference before it is kept. */
#include "../test.h"
#include "base/file.h"
#include "doc/query.h"
#include "scene.h"

static void first_frame(struct scene *s)
{
	s->in.snapshot = s->bare;
	s->in.busy = true;
}

static void annotated(struct scene *s)
{
	scene_at_quote(s, "We have the letters");
}

static void carried(struct scene *s)
{
	scene_at_quote(s, "There will be those");
}

static void focus(struct scene *s, enum pane_id pane, uint32_t selected)
{
	scene_at_quote(s, "We have the letters");
	s->state.focus = FOCUS_PANE;
	s->state.pane = (uint8_t)pane;
	s->state.pane_open = true;
	scene_view(s)->lists[pane].selected = selected;
}

static void entities(struct scene *s)
{
	focus(s, PANE_ENTITIES, 1);
}

static void quotes(struct scene *s)
{
	focus(s, PANE_QUOTES, 2);
}

static void sources(struct scene *s)
{
	focus(s, PANE_SOURCES, 0);
}

static void overlay(struct scene *s, enum overlay_id id, uint32_t selected)
{
	scene_at_quote(s, "There will be those");
	s->state.overlay = (uint8_t)id;
	scene_view(s)->lists[list_of_overlay(id)].selected = selected;
}

static void help(struct scene *s)
{
	overlay(s, OVERLAY_HELP, 1);
}

static void legend(struct scene *s)
{
	overlay(s, OVERLAY_HELP, 0);
	memcpy(scene_view(s)->lists[LIST_HELP].filter, "colours", 8);
}

static void why(struct scene *s)
{
	overlay(s, OVERLAY_WHY, 0);
}

static void audit(struct scene *s)
{
	overlay(s, OVERLAY_AUDIT, 1);
}

static void who_said(struct scene *s)
{
	overlay(s, OVERLAY_WHO_SAID, 1);
}

static void left_out(struct scene *s)
{
	overlay(s, OVERLAY_LEFT_OUT, 3);
}

static void menu(struct scene *s)
{
	overlay(s, OVERLAY_MENU, 3);
}

static void articles(struct scene *s)
{
	s->in.n_articles = 3;
	overlay(s, OVERLAY_ARTICLES, 1);
}

static void follow(struct scene *s)
{
	scene_at_mention(s, "Harrow Sound Council was");
	scene_view(s)->follow = s->noted->notes.mentions[scene_view(s)->current.index].entity;
	scene_view(s)->walk = WALK_FOLLOW;
}

static void only(struct scene *s)
{
	scene_at_quote(s, "We have the letters");
	scene_view(s)->only = s->noted->notes.quotes[scene_view(s)->current.index].source;
}

static void search(struct scene *s)
{
	struct search *q = &scene_view(s)->search;
	memcpy(q->pattern, "letter", 7);
	for (uint32_t from = 0; from + 6 < s->bare->doc.text_len; from++) {
		if (!memcmp(s->bare->doc.text + from, "letter", 6))
			assert_true(vec_push(&q->matches, (struct pq_span){from, from + 6}));
	}
	q->complete = true;
	q->current = 1;
	scene_view(s)->walk = WALK_SEARCH;
	scene_view(s)->top = scene_find(s, "Two letters").start;
}

static void zen(struct scene *s)
{
	scene_at_quote(s, "We have the letters");
	s->state.zen = true;
}

static void prompt(struct scene *s)
{
	struct prompt *p = &s->state.prompt;
	p->kind = PROMPT_COMMAND;
	memcpy(p->text, "set high", 9);
	p->len = p->cursor = 8;
	memcpy(p->completion, "highlight", 10);
}

static void banner(struct scene *s)
{
	s->in.problem = "The worker stopped; what it had found by then is shown.";
	memcpy(s->state.message, "no mark x", 10);
	s->state.message_is_error = true;
	memcpy(s->state.pending, "3]", 3);
}

static void ascii(struct scene *s)
{
	focus(s, PANE_QUOTES, 1);
	s->state.config.value[OPT_ASCII] = 1;
}

static void mono(struct scene *s)
{
	scene_at_quote(s, "We have the letters");
	theme_mono(&s->state.theme);
}

static void highlight_all(struct scene *s)
{
	scene_at_quote(s, "the backup generator");
	s->state.config.value[OPT_HIGHLIGHT] = HIGHLIGHT_ALL;
	scene_view(s)->top = scene_find(s, "According to").start;
}

static void missing(struct scene *s)
{
	s->in.snapshot = NULL;
	s->in.problem = "cannot open missing.txt: No such file or directory";
}

struct screen {
	const char *name;
	void (*set)(struct scene *s);
};
static const struct screen screens[] = {{"first-frame", first_frame},
					{"annotated", annotated},
					{"carried", carried},
					{"entities", entities},
					{"quotes", quotes},
					{"sources", sources},
					{"help", help},
					{"legend", legend},
					{"why", why},
					{"audit", audit},
					{"who-said", who_said},
					{"left-out", left_out},
					{"menu", menu},
					{"articles", articles},
					{"follow", follow},
					{"only", only},
					{"search", search},
					{"zen", zen},
					{"prompt", prompt},
					{"banner", banner},
					{"ascii", ascii},
					{"mono", mono},
					{"highlight-all", highlight_all},
					{"missing", missing}};
enum { SCREENS = sizeof screens / sizeof *screens };

static void paint_all(const struct screen *screen, struct buf *out)
{
	static const int sizes[][2] = {{45, 160}, {30, 100}, {20, 60}, {6, 20}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct scene *s = scene_new();
		screen->set(s);
		scene_paint(s, sizes[i][0], sizes[i][1]);
		buf_printf(out, "%s== %dx%d, cursor %d %d\n", i ? "\n" : "", sizes[i][1], sizes[i][0], s->cy, s->cx);
		grid_dump(&s->grid, true, out);
		scene_free(s);
	}
}

static void golden_path(const char *name, struct buf *path)
{
	const char *top = getenv("top_srcdir");
	buf_printf(path, "%s/tests/view/golden/%s.txt", top ? top : ".", name);
}

static void test_screen(void **state)
{
	const struct screen *screen = *state;
	struct buf now = {0}, golden = {0}, path = {0};
	struct pq_error error = {0};
	paint_all(screen, &now);
	golden_path(screen->name, &path);
	const char *update = getenv("UPDATE_GOLDEN");
	if (update && *update)
		assert_int_equal(file_replace(path.bytes, now.bytes, now.len, &error), PQ_OK);
	if (file_read(path.bytes, 1 << 24, &golden, &error))
		fail_msg("%s (UPDATE_GOLDEN=1 writes it)", error.message);
	size_t at = 0;
	unsigned line = 1;
	while (at < now.len && at < golden.len && now.bytes[at] == golden.bytes[at])
		line += now.bytes[at++] == '\n';
	if (now.len != golden.len || at < now.len)
		fail_msg("%s differs from line %u on; UPDATE_GOLDEN=1 rewrites it", path.bytes, line);
	buf_release(&now);
	buf_release(&golden);
	buf_release(&path);
}

int main(void)
{
	struct CMUnitTest tests[SCREENS];
	for (size_t i = 0; i < SCREENS; i++)
		tests[i] =
			(struct CMUnitTest){screens[i].name, test_screen, NULL, NULL, (void *)(uintptr_t)&screens[i]};
	return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
