/* ui/program.c - articles, closing, suspending, and the keys that are kept for later versions. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "ui/reader.h"

static void show_article(struct reader *r, int64_t by)
{
	int64_t n = session_count(r->session);
	if (n < 2) {
		reader_say(r, "this is the only article: :open FILE adds one");
		return;
	}
	reader_leave_list(r, true);
	reader_show(r, (uint32_t)(((r->state.article + by) % n + n) % n));
	const struct article *a = session_article(r->session, r->state.article);
	reader_say(r, "article %u of %u: %s", r->state.article + 1, session_count(r->session),
		   a->label ? a->label : view_base_name(a->name));
}

void do_ARTICLE_NEXT(struct reader *r, uint32_t count)
{
	show_article(r, count ? count : 1);
}

void do_ARTICLE_PREV(struct reader *r, uint32_t count)
{
	show_article(r, -(int64_t)(count ? count : 1));
}

/* The user's key file over what is in force; lines before a fault stay applied. */
static void reload_keys(struct reader *r)
{
	struct pq_error error = {0};
	struct buf path = {0}, text = {0};
	if (xdg_path(XDG_CONFIG, "keys", &path) && file_read(path.bytes, 1 << 20, &text, NULL) == PQ_OK &&
	    keymap_parse(r->options.keymap, path.bytes, text.bytes ? text.bytes : "", text.len, &error) != PQ_OK)
		reader_complain(r, "%s", error.message);
	buf_release(&path);
	buf_release(&text);
}

void do_RELOAD(struct reader *r, uint32_t count)
{
	(void)count;
	char theme[sizeof r->state.config.text[0]];
	memcpy(theme, r->state.config.text[OPT_THEME], sizeof theme);
	session_reload(r->session, r->state.article);
	reader_say(r, "reading again");
	show_theme(r, theme);
	reload_keys(r);
}

/* Esc and ^C where there is nothing to close: whoever presses them wants out, perhaps. */
static void tell_way_out(struct reader *r)
{
	struct buf keys = {0};
	keymap_keys_of(r->options.keymap, ACTION_QUIT, CONTEXT_ARTICLE, &keys);
	if (keys.len)
		reader_say(r, "%.*s quits", (int)strcspn(keys.bytes, " "), keys.bytes);
	buf_release(&keys);
}

void do_CANCEL(struct reader *r, uint32_t count)
{
	(void)count;
	struct article_view *v = reader_view(r);
	if (reader_close_top(r))
		return;
	if (v->walk == WALK_FOLLOW) {
		v->follow = PQ_NONE;
		v->walk = v->search.pattern[0] ? WALK_SEARCH : WALK_NONE;
	} else if (v->search.pattern[0]) {
		search_clear(r);
	} else if (v->only != PQ_NONE) {
		v->only = PQ_NONE;
	} else if (!session_stop(r->session, r->state.article)) {
		struct view_input in = reader_input(r);
		uint32_t told = v->told;
		v->told = view_notices(&in);
		if (v->told == told)
			tell_way_out(r);
	}
}

void do_QUIT(struct reader *r, uint32_t count)
{
	(void)count;
	if (!reader_close_top(r))
		r->quit = true;
}

void do_REDRAW(struct reader *r, uint32_t count)
{
	(void)count;
	r->term->ops->redraw(r->term);
}

void do_SUSPEND(struct reader *r, uint32_t count)
{
	(void)count;
	r->term->ops->suspend(r->term);
	signals_stop();
	r->term->ops->resume(r->term);
}

/* Keys that a later version gives a meaning: they say so instead of doing something else by surprise. */
#define RESERVED(symbol, what) \
	void do_##symbol(struct reader *r, uint32_t count) \
	{ \
		(void)count; \
		reader_say(r, what " are not in this version"); \
	}
RESERVED(CORRECT, "corrections")
RESERVED(UNDO, "corrections")
RESERVED(LINKS, "link hints")
RESERVED(BROWSE, "links to a browser")
RESERVED(SELECT, "selections")
RESERVED(NOTE, "notes")
RESERVED(YANK, "copies to the clipboard")
RESERVED(PIPE, "pipes to a command")
