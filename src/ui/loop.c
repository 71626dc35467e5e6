/* ui/loop.c - the event loop. */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "doc/query.h"
#include "ui/reader.h"

enum { PROGRESS_AFTER = 200 /* ms; reader.md: shown for anything longer */, MOST_FDS = 16 };

__attribute__((format(printf, 3, 0))) static void say(struct reader *r, bool is_error, const char *format, va_list args)
{
	vsnprintf(r->state.message, sizeof r->state.message, format, args);
	r->state.message_is_error = is_error;
	r->dirty = true;
}

void reader_say(struct reader *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(r, false, format, args);
	va_end(args);
}

void reader_complain(struct reader *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(r, true, format, args);
	va_end(args);
}

static struct view_article show_article(void *user, uint32_t i)
{
	const struct article *a = session_article(((struct reader *)user)->session, i);
	return (struct view_article){.name = a->name,
				     .label = a->label,
				     .doc = a->snapshot ? &a->snapshot->doc : NULL,
				     .date = a->published,
				     .problem = a->phase == ARTICLE_FAILED ? a->error.message : NULL};
}

static bool is_busy(const struct article *a)
{
	return (a->phase == ARTICLE_LOADING || a->phase == ARTICLE_READING) &&
	       session_now() - a->since >= PROGRESS_AFTER;
}

struct view_input reader_input(struct reader *r)
{
	const struct article *a = session_article(r->session, r->state.article);
	return (struct view_input){
		.state = &r->state,
		.snapshot = r->snapshot,
		.name = a->label ? a->label : a->name,
		.problem = a->phase == ARTICLE_FAILED ? a->error.message : NULL,
		.charset = a->charset,
		.loaded = a->loaded,
		.loading = a->phase == ARTICLE_LOADING,
		.busy = is_busy(a),
		.open = r->options.open,
		.layout = r->layout,
		.keymap = r->options.keymap,
		.n_articles = session_count(r->session),
		.article = show_article,
		.user = r,
		.orders = r->orders,
		.arena = &r->arena,
	};
}

/* What the option hides takes no lines. */
static uint32_t hidden_kinds(const struct reader *r)
{
	if (r->state.config.value[OPT_FURNITURE] != FURNITURE_HIDE)
		return 0;
	return 1u << PQ_BLOCK_CAPTION | 1u << PQ_BLOCK_CREDIT | 1u << PQ_BLOCK_RELATED | 1u << PQ_BLOCK_FURNITURE;
}

void reader_fit(struct reader *r)
{
	const struct doc_memory *memory = r->snapshot ? r->snapshot->doc_memory : NULL;
	struct layout_options want = {view_text_width(&r->state), hidden_kinds(r)};
	if (r->layout && memory == r->layout_memory && want.width == r->layout_for.width &&
	    want.hidden == r->layout_for.hidden)
		return;
	layout_free(r->layout);
	if (r->snapshot)
		r->layout_doc = r->snapshot->doc;
	r->layout = r->snapshot ? layout_new(&r->layout_doc, want) : NULL;
	r->no_memory |= r->snapshot && !r->layout;
	r->layout_memory = memory;
	r->layout_for = want;
}

/* The current item stays, out of sight perhaps: a window made small and large again has lost nothing. */
static void fit_screen(struct reader *r)
{
	r->term->ops->size(r->term, &r->state.rows, &r->state.cols);
	if (!grid_resize(&r->grid, r->state.rows, r->state.cols))
		r->no_memory = true;
	reader_fit(r);
	r->dirty = true;
}

static void paint(struct reader *r)
{
	int cy = -1, cx = -1;
	reader_fit(r);
	arena_clear(&r->arena);
	struct view_input in = reader_input(r);
	view_paint(&in, &r->grid, &cy, &cx);
	r->term->ops->present(r->term, &r->grid, cy, cx);
	r->dirty = false;
}

static void show_pending(struct reader *r)
{
	struct buf b = {0};
	if (r->input.count)
		buf_printf(&b, "%u", r->input.count);
	for (unsigned i = 0; i < r->input.n; i++)
		key_name(r->input.keys[i], &b);
	snprintf(r->state.pending, sizeof r->state.pending, "%s", b.bytes && !b.failed ? b.bytes : "");
	buf_release(&b);
}

static void act_on_keys(struct reader *r, struct key key)
{
	enum action action = ACTION_NONE;
	switch (keymap_feed(r->options.keymap, &r->input, reader_context(r), key, &action)) {
	case KEYMAP_PENDING:
		break;
	case KEYMAP_NONE:
		r->input = (struct keymap_input){0};
		break;
	case KEYMAP_ACTION: {
		uint32_t count = r->input.count;
		r->input = (struct keymap_input){0};
		dispatch(r, action, count);
		break;
	}
	}
	show_pending(r);
}

static void click(struct reader *r, struct key key)
{
	struct view_input in = reader_input(r);
	struct view_hit hit = view_hit(&in, key.y, key.x);
	if (key.mouse == MOUSE_WHEEL_UP || key.mouse == MOUSE_WHEEL_DOWN) {
		int by = key.mouse == MOUSE_WHEEL_UP ? -3 : 3;
		if (hit.kind == HIT_TEXT || reader_list(r) == LISTS)
			reader_scroll(r, by);
		else
			reader_list_move(r, by);
	} else if (key.mouse == MOUSE_PRESS && hit.kind == HIT_TEXT && r->snapshot) {
		struct item item = item_at(r->snapshot, hit.offset);
		reader_leave_list(r, true);
		if (item.kind != ITEM_NONE)
			reader_go_item(r, item);
	} else if (key.mouse == MOUSE_PRESS && (hit.kind == HIT_PANE || hit.kind == HIT_OVERLAY)) {
		reader_list_select(r, hit.list, hit.row);
	}
}

static void take_key(struct reader *r, struct key key)
{
	r->dirty = true;
	if (key.code == KEY_RESIZE_) {
		fit_screen(r);
		return;
	}
	if (key.code == KEY_BACKGROUND_) {
		if (r->theme_auto)
			show_theme(r, "auto");
		return;
	}
	if (key.code == KEY_EOF_) {
		r->quit = true;
		return;
	}
	if (key.pasted && r->state.prompt.kind == PROMPT_NONE) {
		reader_say(r, "pasted text goes into a prompt: / searches, : takes a command");
		return;
	}
	r->state.message[0] = '\0';
	r->state.message_is_error = false;
	if (key.code == KEY_MOUSE_)
		click(r, key);
	else if (r->state.prompt.kind != PROMPT_NONE)
		prompt_key(r, key);
	else
		act_on_keys(r, key);
	reader_fit(r);
}

/* One signal that has come; *KILLED_BY is set by those that end the reader. */
static void take_signal(struct reader *r, int signal, int *killed_by)
{
	if (signal == SIGTSTP) {
		dispatch(r, ACTION_SUSPEND, 0);
	} else if (signal != SIGCONT && signal != SIGWINCH) { /* a new size comes as a key */
		*killed_by = signal;
		r->quit = true;
	}
}

static bool work_is_left(const struct reader *r)
{
	const struct search *s = &r->state.views.at[r->state.article].search;
	return r->regex && r->snapshot && !s->complete && !s->failed;
}

/* How long to wait: not at all while there is work, until progress is due while an article loads, else for ever. */
static int patience(const struct reader *r, bool busy)
{
	const struct article *a = session_article(r->session, r->state.article);
	if (busy || work_is_left(r))
		return 0;
	if (a->phase != ARTICLE_LOADING && a->phase != ARTICLE_READING)
		return -1;
	uint64_t waited = session_now() - a->since;
	return waited < PROGRESS_AFTER ? (int)(PROGRESS_AFTER - waited) : -1;
}

/* Wait for keys, workers and signals. */
static void wait_for_something(struct reader *r)
{
	struct pollfd fds[MOST_FDS];
	bool busy = false;
	unsigned n = session_poll(r->session, fds, MOST_FDS - 2, &busy);
	int tty = r->term->ops->fd(r->term), signals = signals_fd();
	if (tty >= 0)
		fds[n++] = (struct pollfd){.fd = tty, .events = POLLIN};
	if (signals >= 0)
		fds[n++] = (struct pollfd){.fd = signals, .events = POLLIN};
	int timeout = patience(r, busy);
	if (tty < 0) { /* a script: what is not there now will not come */
		struct key end;
		if (timeout && r->term->ops->key(r->term, -1, &end))
			take_key(r, end);
		return;
	}
	if (poll(fds, n, timeout) == 0 && timeout > 0)
		r->dirty = true; /* progress is due */
}

/* Finish all that is under way: what scripts want before their next key. */
static void settle(struct reader *r)
{
	for (;;) {
		const struct article *a = session_article(r->session, r->state.article);
		bool loading = a->phase == ARTICLE_LOADING || a->phase == ARTICLE_READING;
		if (!loading && !work_is_left(r))
			break;
		if (loading && !reader_adopt(r)) {
			struct pollfd fds[MOST_FDS];
			bool busy = false;
			unsigned n = session_poll(r->session, fds, MOST_FDS, &busy);
			if (!busy)
				poll(fds, n, -1);
		}
		search_slice(r);
	}
}

static void turn(struct reader *r, int *killed_by)
{
	struct key key;
	for (int s; (s = signals_take());)
		take_signal(r, s, killed_by);
	if (r->options.settle)
		settle(r);
	reader_adopt(r);
	if (r->quit)
		return;
	if (r->dirty)
		paint(r);
	if (r->term->ops->key(r->term, 0, &key)) {
		/* Keys that have come together are answered together, but for a held-down key the screen keeps up. */
		int n = 0;
		do
			take_key(r, key);
		while (++n < 32 && !r->quit && !r->options.settle && r->term->ops->key(r->term, 0, &key));
		return;
	}
	if (!search_slice(r))
		wait_for_something(r);
}

static void open_reader(struct reader *r)
{
	r->state.config = r->options.config;
	r->state.preview_from = PQ_NONE;
	r->opened_from = PQ_NONE;
	show_config(r);
	r->term->ops->size(r->term, &r->state.rows, &r->state.cols);
	r->no_memory |= !grid_resize(&r->grid, r->state.rows, r->state.cols);
	reader_show(r, 0);
	if (r->options.notice && r->options.error)
		reader_complain(r, "%s", r->options.notice);
	else if (r->options.notice)
		reader_say(r, "%s", r->options.notice);
	r->dirty = true;
}

static void close_reader(struct reader *r)
{
	for (uint32_t i = 0; i < r->state.views.len; i++)
		vec_release(&r->state.views.at[i].search.matches);
	vec_release(&r->state.views);
	vec_release(&r->state.jumps);
	for (int i = 0; i < LISTS; i++)
		list_order_release(&r->orders[i]);
	regex_free(r->regex);
	layout_free(r->layout);
	snapshot_drop(r->snapshot);
	grid_release(&r->grid);
	arena_release(&r->arena);
	mem_free(r);
}

enum pq_status ui_run(struct session *session, struct term *term, const struct ui_options *options, int *killed_by,
		      struct pq_error *error)
{
	enum pq_status status = PQ_OK;
	*killed_by = 0;
	struct reader *r = mem_zero(1, sizeof *r);
	if (!r || session_count(session) == 0) {
		mem_free(r);
		return r ? error_set(error, PQ_EINVAL, "there is no article to show") : error_nomem(error);
	}
	r->session = session;
	r->term = term;
	r->options = *options;
	if (!signals_open()) {
		mem_free(r);
		return error_set(error, PQ_EIO, "cannot make a pipe: %s", strerror(errno));
	}
	open_reader(r);
	while (!r->quit && !r->no_memory)
		turn(r, killed_by);
	if (r->no_memory)
		status = error_nomem(error);
	signals_close();
	close_reader(r);
	return status;
}
