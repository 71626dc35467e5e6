/* ui/prompt.c - the line at the foot: editing, history, and what each kind of prompt does as it is typed and when it is done. */
#include <stdio.h>
#include <string.h>

#include "text/utf8.h"
#include "text/width.h"
#include "ui/reader.h"

static struct history *history_of(struct reader *r, uint8_t kind)
{
	if (kind == PROMPT_COMMAND)
		return &r->commands;
	return kind == PROMPT_SEARCH || kind == PROMPT_SEARCH_BACK ? &r->searches : NULL;
}

static void set_text(struct prompt *p, const char *text)
{
	snprintf(p->text, sizeof p->text, "%s", text);
	p->len = (uint32_t)utf8_valid(p->text, strlen(p->text));
	p->text[p->len] = '\0';
	p->cursor = p->len;
}

void prompt_open(struct reader *r, enum prompt_kind kind, const char *text)
{
	struct prompt *p = &r->state.prompt;
	*p = (struct prompt){.kind = (uint8_t)kind};
	set_text(p, text);
	struct history *h = history_of(r, p->kind);
	if (h)
		h->at = h->len;
	if (kind == PROMPT_SEARCH || kind == PROMPT_SEARCH_BACK)
		r->state.preview_from = reader_view(r)->top;
}

static void remember(struct history *h, const char *line)
{
	if (!h || !line[0] || (h->len && !strcmp(h->line[h->len - 1], line)))
		return;
	if (h->len == HISTORY_LINES)
		memmove(h->line[0], h->line[1], sizeof h->line[0] * --h->len);
	snprintf(h->line[h->len++], sizeof h->line[0], "%s", line);
}

/* The next line in that direction that begins as what was typed; forward of them all stands what was typed. */
static void recall(struct reader *r, int by)
{
	struct prompt *p = &r->state.prompt;
	struct history *h = history_of(r, p->kind);
	if (!h)
		return;
	if (h->at == h->len)
		memcpy(h->typed, p->text, sizeof h->typed);
	int64_t at = (int64_t)h->at + by;
	while (at >= 0 && at < h->len && strncmp(h->line[at], h->typed, strlen(h->typed)) != 0)
		at += by;
	if (at < 0 || at > h->len)
		return;
	h->at = (uint32_t)at;
	set_text(p, h->at < h->len ? h->line[h->at] : h->typed);
}

/* ---- editing ---- */

static void insert(struct prompt *p, const char *bytes, uint32_t len)
{
	if (p->len + len >= sizeof p->text)
		return;
	memmove(p->text + p->cursor + len, p->text + p->cursor, p->len - p->cursor + 1);
	memcpy(p->text + p->cursor, bytes, len);
	p->len += len;
	p->cursor += len;
}

static void cut(struct prompt *p, uint32_t from, uint32_t to)
{
	memmove(p->text + from, p->text + to, p->len - to + 1);
	p->len -= to - from;
	p->cursor = from;
}

static uint32_t left_of(const struct prompt *p, uint32_t at)
{
	const char *c = p->text + at;
	if (at)
		utf8_prev(&c, p->text);
	return (uint32_t)(c - p->text);
}

static uint32_t right_of(const struct prompt *p, uint32_t at)
{
	return at < p->len ? at + grapheme_at(p->text + at, p->len - at).len : at;
}

static uint32_t word_left_of(const struct prompt *p, uint32_t at)
{
	while (at && p->text[at - 1] == ' ')
		at--;
	while (at && p->text[at - 1] != ' ')
		at--;
	return at;
}

/* True when the key was one for editing. */
static bool edit(struct prompt *p, struct key k)
{
	bool ctrl = k.mods & MOD_CTRL;
	uint32_t code = ctrl ? k.code | 0x200000 : k.code;
	switch (code) {
	case KEY_BACKSPACE_:
	case 'h' | 0x200000:
		cut(p, left_of(p, p->cursor), p->cursor);
		return true;
	case KEY_DEL_:
	case 'd' | 0x200000:
		cut(p, p->cursor, right_of(p, p->cursor));
		return true;
	case KEY_LEFT_:
	case 'b' | 0x200000:
		p->cursor = left_of(p, p->cursor);
		return true;
	case KEY_RIGHT_:
	case 'f' | 0x200000:
		p->cursor = right_of(p, p->cursor);
		return true;
	case KEY_HOME_:
	case 'a' | 0x200000:
		p->cursor = 0;
		return true;
	case KEY_END_:
	case 'e' | 0x200000:
		p->cursor = p->len;
		return true;
	case 'u' | 0x200000:
		cut(p, 0, p->cursor);
		return true;
	case 'k' | 0x200000:
		cut(p, p->cursor, p->len);
		return true;
	case 'w' | 0x200000:
		cut(p, word_left_of(p, p->cursor), p->cursor);
		return true;
	default:
		return false;
	}
}

static bool type(struct prompt *p, struct key k)
{
	if (k.mods & (MOD_CTRL | MOD_ALT) || k.code < 0x20 || k.code == 0x7f || k.code >= KEY_NONE_)
		return false;
	struct buf b = {0};
	buf_utf8(&b, k.code);
	if (!b.failed)
		insert(p, b.bytes, (uint32_t)b.len);
	buf_release(&b);
	return true;
}

/* ---- what a prompt does ---- */

static uint32_t *mark_slot(struct reader *r, uint32_t letter)
{
	struct article_view *v = reader_view(r);
	if (letter >= 'a' && letter <= 'z')
		return &v->marks[letter - 'a'];
	return letter >= 'A' && letter <= 'Z' ? &v->marks[26 + letter - 'A'] : NULL;
}

static void take_mark(struct reader *r, bool go, struct key k)
{
	uint32_t *mark = k.mods ? NULL : mark_slot(r, k.code);
	if (go && k.code == '\'') {
		dispatch(r, ACTION_JUMP_BACK, 0);
	} else if (!mark) {
		reader_say(r, "marks have letters for names");
	} else if (!go) {
		*mark = reader_view(r)->top;
		reader_say(r, "mark %c set", (int)k.code);
	} else if (*mark == PQ_NONE) {
		reader_say(r, "mark %c is not set", (int)k.code);
	} else {
		reader_push_jump(r);
		reader_top(r, *mark);
		reader_settle_item(r);
	}
}

static void typed(struct reader *r)
{
	struct prompt *p = &r->state.prompt;
	p->completion[0] = '\0';
	if (p->kind == PROMPT_SEARCH || p->kind == PROMPT_SEARCH_BACK) {
		reader_view(r)->top = r->state.preview_from;
		search_start(r, p->text, p->kind == PROMPT_SEARCH_BACK);
		search_slice(r); /* as a rule the match is in it, and the screen moves once */
	} else if (p->kind == PROMPT_FILTER && reader_list(r) != LISTS) {
		struct list_state *list = &reader_view(r)->lists[reader_list(r)];
		snprintf(list->filter, sizeof list->filter, "%.*s", (int)sizeof list->filter - 1, p->text);
		list->selected = list->top = 0;
		reader_list_move(r, 0);
	}
}

static void finish_search(struct reader *r)
{
	const struct search *s = &reader_view(r)->search;
	uint32_t from = r->state.preview_from, now = reader_view(r)->top;
	r->state.preview_from = PQ_NONE;
	if (s->failed) {
		reader_complain(r, "%s", s->message);
		return;
	}
	reader_view(r)->top = from;
	reader_push_jump(r);
	reader_view(r)->top = now;
}

/* An empty search repeats the last one. */
static void accept_search(struct reader *r, const char *line, bool back)
{
	if (!line[0] && r->searches.len)
		search_start(r, r->searches.line[r->searches.len - 1], back);
	finish_search(r);
}

static void accept_export(struct reader *r, const char *path)
{
	if (path[0] && !export_run(r, NULL, path)) {
		struct prompt *p = &r->state.prompt;
		p->kind = PROMPT_EXPORT; /* stays open: the reader may name another file */
	}
}

static void accept(struct reader *r)
{
	struct prompt *p = &r->state.prompt;
	uint8_t kind = p->kind;
	char line[sizeof p->text];
	memcpy(line, p->text, sizeof line);
	p->kind = PROMPT_NONE;
	if (kind == PROMPT_COMMAND)
		command_run(r, line);
	else if (kind == PROMPT_SEARCH || kind == PROMPT_SEARCH_BACK)
		accept_search(r, line, kind == PROMPT_SEARCH_BACK);
	else if (kind == PROMPT_EXPORT)
		accept_export(r, line);
	remember(history_of(r, kind), line);
}

static void cancel(struct reader *r)
{
	struct prompt *p = &r->state.prompt;
	if (p->kind == PROMPT_SEARCH || p->kind == PROMPT_SEARCH_BACK) {
		search_clear(r);
		reader_view(r)->top = r->state.preview_from;
		r->state.preview_from = PQ_NONE;
		reader_settle_item(r);
	} else if (p->kind == PROMPT_FILTER) {
		set_text(p, "");
		typed(r);
	}
	p->kind = PROMPT_NONE;
}

void prompt_key(struct reader *r, struct key k)
{
	struct prompt *p = &r->state.prompt;
	if (k.pasted &&
	    (k.mods || k.code < ' ' || k.code >= KEY_NONE_)) /* a new line pasted does not run what stands before it */
		k = (struct key){.code = ' ', .pasted = true};
	bool ctrl = k.mods & MOD_CTRL;
	bool esc = k.code == 27 || (ctrl && (k.code == 'c' || k.code == 'g'));
	if (!esc && (p->kind == PROMPT_MARK || p->kind == PROMPT_MARK_GO)) {
		bool go = p->kind == PROMPT_MARK_GO;
		p->kind = PROMPT_NONE;
		take_mark(r, go, k);
	} else if (esc || (k.code == KEY_BACKSPACE_ && !p->len)) {
		cancel(r);
	} else if (ctrl && k.code == 'z' && !k.pasted) {
		dispatch(r, ACTION_SUSPEND, 0);
	} else if (k.code == '\r' ||
		   (ctrl && k.code == 'j')) { /* what was typed ahead of the reader has ^J for Enter */
		accept(r);
	} else if (k.code == '\t' && p->kind == PROMPT_COMMAND) {
		command_complete(r);
	} else if (k.code == KEY_UP_ || k.code == KEY_DOWN_) {
		recall(r, k.code == KEY_UP_ ? -1 : 1);
		typed(r);
	} else if (edit(p, k) || type(p, k)) {
		struct history *h = history_of(r, p->kind);
		if (h)
			h->at = h->len;
		typed(r);
	}
}

void do_COMMAND(struct reader *r, uint32_t count)
{
	char start[16] = "";
	if (count)
		snprintf(start, sizeof start, "%u ", count);
	prompt_open(r, PROMPT_COMMAND, start);
}

void do_EXPORT(struct reader *r, uint32_t count)
{
	(void)count;
	char suggestion[256];
	if (!r->snapshot) {
		reader_say(r, "there is no text to save yet");
		return;
	}
	export_suggest(r, suggestion, sizeof suggestion);
	prompt_open(r, PROMPT_EXPORT, suggestion);
}
