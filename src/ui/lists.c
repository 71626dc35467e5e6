/* ui/lists.c - panes and overlays: selection, preview, opening and closing. */
#include <string.h>

#include "doc/query.h"
#include "text/charset.h"
#include "ui/reader.h"

enum list_id reader_list(const struct reader *r)
{
	if (r->state.overlay != OVERLAY_NONE)
		return list_of_overlay(r->state.overlay);
	return r->state.focus == FOCUS_PANE ? (enum list_id)r->state.pane : LISTS;
}

enum context reader_context(const struct reader *r)
{
	return reader_list(r) == LISTS ? CONTEXT_ARTICLE : CONTEXT_LIST;
}

static struct list_state *list_state_of(struct reader *r, enum list_id id)
{
	return &reader_view(r)->lists[id];
}

static uint32_t rows_of(struct reader *r, enum list_id id)
{
	struct view_input in = reader_input(r);
	if (!list_order_update(&r->orders[id], &in, id))
		r->no_memory = true;
	return r->orders[id].rows.at.len;
}

bool reader_row(struct reader *r, enum list_id id, struct list_row *row)
{
	uint32_t n = rows_of(r, id), selected = list_state_of(r, id)->selected;
	if (!n)
		return false;
	struct view_input in = reader_input(r);
	return list_order_row(&r->orders[id], &in, id, selected < n ? selected : n - 1, row);
}

static bool is_heading(struct reader *r, enum list_id id, uint32_t at)
{
	struct view_input in = reader_input(r);
	struct list_row row = {0};
	return !list_order_row(&r->orders[id], &in, id, at, &row) || row.heading;
}

/* From AT on in direction STEP, the first row that can be selected; else back; AT when there is none. */
static uint32_t selectable(struct reader *r, enum list_id id, uint32_t at, int step)
{
	uint32_t n = r->orders[id].rows.at.len;
	for (int turn = 0; turn < 2; turn++, step = -step)
		for (int64_t i = at; i >= 0 && i < n; i += step)
			if (!is_heading(r, id, (uint32_t)i))
				return (uint32_t)i;
	return at;
}

static void select_row(struct reader *r, enum list_id id, int64_t at, int step)
{
	int64_t n = rows_of(r, id);
	if (!n)
		return;
	at = at < 0 ? 0 : at >= n ? n - 1 : at;
	list_state_of(r, id)->selected = selectable(r, id, (uint32_t)at, step);
}

void reader_list_move(struct reader *r, int64_t by)
{
	enum list_id id = reader_list(r);
	select_row(r, id, (int64_t)list_state_of(r, id)->selected + by, by < 0 ? -1 : 1);
	reader_preview(r);
}

/* Moving in a list shows the place; where the reader was is remembered once. */
void reader_preview(struct reader *r)
{
	struct list_row row;
	enum list_id id = reader_list(r);
	if (id == LISTS || !reader_row(r, id, &row) || span_empty(row.target))
		return;
	struct article_view *v = reader_view(r);
	if (r->state.preview_from == PQ_NONE) {
		r->state.preview_from = v->top;
		r->state.preview_item = v->current;
	}
	struct item item = item_in_text(r->snapshot, row.item);
	if (item.kind != ITEM_NONE)
		v->current = item;
	reader_reveal(r, row.target);
}

static void end_preview(struct reader *r, bool stay)
{
	uint32_t from = r->state.preview_from;
	r->state.preview_from = PQ_NONE;
	if (from == PQ_NONE)
		return;
	uint32_t now = reader_view(r)->top;
	if (stay && now != from) {
		reader_view(r)->top = from;
		reader_push_jump(r);
		reader_view(r)->top = now;
	} else if (!stay) {
		reader_view(r)->current = r->state.preview_item;
		reader_top(r, from);
	}
	reader_settle_item(r);
}

void reader_leave_list(struct reader *r, bool stay)
{
	end_preview(r, stay);
	r->state.overlay = OVERLAY_NONE;
	r->state.focus = FOCUS_ARTICLE;
	r->state.pane_open = false;
	reader_fit(r);
}

/* Act on the selected row: run its action, open its article, or stay at its place. */
static void activate_row(struct reader *r, const struct list_row *row)
{
	enum action action = row->action;
	uint32_t article = row->article;
	struct item item = item_in_text(r->snapshot, row->item);
	struct pq_span target = row->target;
	const char *charset = row->charset;
	bool lists_articles = reader_list(r) == LIST_ARTICLES;
	reader_leave_list(r, true);
	if (lists_articles && article < session_count(r->session)) {
		reader_push_jump(r);
		reader_show(r, article);
	} else if (charset) {
		reader_recode(r, charset);
	} else if (action != ACTION_NONE) {
		dispatch(r, action, 0);
	} else if (!span_empty(target)) {
		if (item.kind != ITEM_NONE)
			reader_view(r)->current = item;
		reader_reveal(r, target);
		reader_settle_item(r);
	}
}

void reader_list_select(struct reader *r, enum list_id id, uint32_t row)
{
	if ((int)id < PANES && r->state.overlay == OVERLAY_NONE)
		reader_enter_pane(r, (enum pane_id)id);
	if (reader_list(r) != id)
		return;
	select_row(r, id, row, 1);
	reader_preview(r);
}

void reader_open_overlay(struct reader *r, enum overlay_id overlay)
{
	if (r->state.overlay == overlay) {
		reader_leave_list(r, false);
		return;
	}
	r->state.overlay = overlay;
	enum list_id id = list_of_overlay(overlay);
	*list_state_of(r, id) = (struct list_state){0};
	select_row(r, id, overlay == OVERLAY_ARTICLES ? r->state.article : 0, 1);
}

bool reader_close_top(struct reader *r)
{
	enum list_id id = reader_list(r);
	if (id == LISTS) {
		bool zen = r->state.zen;
		r->state.zen = false;
		return zen;
	}
	if (list_state_of(r, id)->filter[0]) {
		struct list_row row = {0};
		bool selected = reader_row(r, id, &row);
		list_state_of(r, id)->filter[0] = '\0';
		if (selected)
			reader_select_item(r, id, row.item);
		return true;
	}
	bool pane_below = r->state.overlay != OVERLAY_NONE && r->state.focus == FOCUS_PANE;
	if (pane_below) {
		end_preview(r, false);
		r->state.overlay = OVERLAY_NONE;
	} else {
		reader_leave_list(r, false);
	}
	return true;
}

static bool is_row_of(struct reader *r, enum list_id id, uint32_t at, struct item item)
{
	if ((int)id < PANES) /* their rows are numbered by what stands behind them */
		return r->orders[id].rows.at.at[at] == item.index;
	struct view_input in = reader_input(r);
	struct list_row row = {0};
	return list_order_row(&r->orders[id], &in, id, at, &row) && !row.heading && row.item.kind == item.kind &&
	       row.item.index == item.index;
}

void reader_select_item(struct reader *r, enum list_id id, struct item item)
{
	uint32_t n = item.kind == ITEM_NONE || item.index == PQ_NONE ? 0 : rows_of(r, id);
	for (uint32_t i = 0; i < n; i++) {
		if (is_row_of(r, id, i, item)) {
			list_state_of(r, id)->selected = i;
			return;
		}
	}
}

/* The row that the current item is, so that a pane opens where the reader is. */
static void select_current(struct reader *r, enum list_id id)
{
	if (!r->snapshot)
		return;
	struct item current = reader_view(r)->current;
	struct item want =
		id == LIST_QUOTES    ? (struct item){.kind = ITEM_QUOTE, .index = item_quote(r->snapshot, current)}
		: id == LIST_SOURCES ? (struct item){.kind = ITEM_SOURCE, .index = item_source(r->snapshot, current)}
				     : (struct item){.kind = ITEM_ENTITY, .index = item_entity(r->snapshot, current)};
	reader_select_item(r, id, want);
}

void reader_enter_pane(struct reader *r, enum pane_id pane)
{
	if (r->state.zen)
		r->state.zen = false;
	r->state.overlay = OVERLAY_NONE;
	r->state.pane = pane;
	r->state.focus = FOCUS_PANE;
	r->state.pane_open = true;
	select_current(r, (enum list_id)pane);
	select_row(r, (enum list_id)pane, list_state_of(r, (enum list_id)pane)->selected, 1);
	reader_fit(r);
}

void reader_recode(struct reader *r, const char *name)
{
	const struct charset *set = charset_find(name);
	if (*name && !set)
		reader_complain(r, "no character set %s is read here: C shows those that are", name);
	else if (!session_recode(r->session, r->state.article, set ? set->name : NULL))
		reader_complain(r, "this article was decoded with the feed it came in: open that with --charset");
	else if (set)
		reader_say(r, "read as %s: C chooses another", set->name);
	else
		reader_say(r, "read in the character set that the article itself shows");
}

/* ---- handlers ---- */

static void toggle_pane(struct reader *r, enum pane_id pane)
{
	bool there = r->state.overlay == OVERLAY_NONE && r->state.focus == FOCUS_PANE && r->state.pane == pane;
	if (there)
		reader_leave_list(r, true);
	else
		reader_enter_pane(r, pane);
}

void do_PANE_ENTITIES(struct reader *r, uint32_t count)
{
	(void)count;
	toggle_pane(r, PANE_ENTITIES);
}

void do_PANE_QUOTES(struct reader *r, uint32_t count)
{
	(void)count;
	toggle_pane(r, PANE_QUOTES);
}

void do_PANE_SOURCES(struct reader *r, uint32_t count)
{
	(void)count;
	toggle_pane(r, PANE_SOURCES);
}

void do_PANE_NEXT(struct reader *r, uint32_t count)
{
	(void)count;
	if (r->state.focus == FOCUS_ARTICLE)
		reader_enter_pane(r, PANE_ENTITIES);
	else if (r->state.pane + 1 < PANES)
		reader_enter_pane(r, (enum pane_id)(r->state.pane + 1));
	else
		reader_leave_list(r, true);
}

void do_ZEN(struct reader *r, uint32_t count)
{
	(void)count;
	if (!r->state.zen)
		reader_leave_list(r, true);
	r->state.zen = !r->state.zen;
}

void do_ACTIVATE(struct reader *r, uint32_t count)
{
	struct list_row row;
	enum list_id id = reader_list(r);
	if (id != LISTS && reader_row(r, id, &row))
		activate_row(r, &row);
	else if (id == LISTS)
		do_WHY(r, count);
}

void do_LIST_SORT(struct reader *r, uint32_t count)
{
	(void)count;
	enum list_id id = reader_list(r);
	const struct list_kind *kind = id == LISTS ? NULL : list_kind_of(id);
	if (!kind || !kind->orders[0] || !kind->orders[1]) {
		reader_say(r, "this list has one order");
		return;
	}
	struct list_state *s = list_state_of(r, id);
	s->sort++;
	if (s->sort >= LIST_COLUMNS || !kind->orders[s->sort])
		s->sort = 0;
	s->selected = s->top = 0;
	select_row(r, id, 0, 1);
	reader_say(r, "sorted by %s", kind->orders[s->sort]);
}

void do_LIST_FILTER(struct reader *r, uint32_t count)
{
	(void)count;
	enum list_id id = reader_list(r);
	if (id != LISTS)
		prompt_open(r, PROMPT_FILTER, list_state_of(r, id)->filter);
}

void do_WHY(struct reader *r, uint32_t count)
{
	(void)count;
	if (!r->snapshot)
		return;
	struct item item = reader_item(r);
	if (item.kind == ITEM_NONE) {
		reader_say(r, "nothing is current: . goes to the next quote");
		return;
	}
	reader_view(r)->current = item;
	reader_open_overlay(r, OVERLAY_WHY);
}

void do_WHO_SAID(struct reader *r, uint32_t count)
{
	(void)count;
	uint32_t quote = r->snapshot ? item_quote(r->snapshot, reader_item(r)) : PQ_NONE;
	reader_open_overlay(r, OVERLAY_WHO_SAID);
	if (r->state.overlay == OVERLAY_WHO_SAID)
		reader_select_item(r, LIST_WHO_SAID, (struct item){.kind = ITEM_QUOTE, .index = quote});
}

void do_AUDIT(struct reader *r, uint32_t count)
{
	(void)count;
	reader_open_overlay(r, OVERLAY_AUDIT);
}

void do_ARTICLES(struct reader *r, uint32_t count)
{
	(void)count;
	reader_open_overlay(r, OVERLAY_ARTICLES);
}

void do_CHARSET(struct reader *r, uint32_t count)
{
	(void)count;
	const char *asked = session_article(r->session, r->state.article)->charset;
	const struct charset *set;
	reader_open_overlay(r, OVERLAY_CHARSETS);
	for (unsigned i = 0; asked && r->state.overlay == OVERLAY_CHARSETS && (set = charset_at(i)); i++)
		if (!strcmp(set->name, asked))
			select_row(r, LIST_CHARSETS, i + 1, 1);
}

void do_HELP(struct reader *r, uint32_t count)
{
	(void)count;
	reader_open_overlay(r, OVERLAY_HELP);
}

void do_MENU(struct reader *r, uint32_t count)
{
	(void)count;
	reader_open_overlay(r, OVERLAY_MENU);
}
