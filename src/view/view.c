/* view/view.c - the whole screen, painted from the back to the front. */
#include "view/view.h"

#include "view/paint.h"

const char *view_sign(const struct view_input *in, enum sign sign)
{
	static const char *const signs[SIGN_COUNT][2] = {
#define SIGN(symbol, utf8, ascii) {utf8, ascii},
#include "view/signs.def"
#undef SIGN
	};
	return signs[sign][view_ascii(in)];
}

int32_t view_option(const struct view_input *in, enum option o)
{
	return in->state->config.value[o];
}

bool view_ascii(const struct view_input *in)
{
	return view_option(in, OPT_ASCII) != 0;
}

struct style view_style(const struct view_input *in, enum role role)
{
	return in->state->theme.style[role];
}

struct style view_style_on(const struct view_input *in, struct style base, enum role role)
{
	return style_over(base, view_style(in, role));
}

struct article_view *view_article(const struct view_input *in)
{
	struct pq_state *s = in->state;
	return s->article < s->views.len ? &s->views.at[s->article] : NULL;
}

const struct pq_annotations *view_notes(const struct view_input *in)
{
	static const struct pq_annotations none;
	return in->snapshot ? &in->snapshot->notes : &none;
}

/** How many things of an item's kind there are. */
static uint32_t count_of(const struct view_input *in, uint8_t kind)
{
	const struct pq_annotations *a = view_notes(in);
	switch (kind) {
	case ITEM_QUOTE:
		return a->n_quotes;
	case ITEM_MENTION:
		return a->n_mentions;
	case ITEM_LINK:
		return in->snapshot ? in->snapshot->doc.n_links : 0;
	case ITEM_FINDING:
		return a->n_findings;
	case ITEM_SOURCE:
		return a->n_sources;
	case ITEM_ENTITY:
		return a->n_entities;
	default:
		return 0;
	}
}

struct item view_current(const struct view_input *in)
{
	const struct article_view *v = view_article(in);
	if (!v || v->current.index >= count_of(in, v->current.kind))
		return (struct item){.kind = ITEM_NONE};
	return v->current;
}

static uint32_t source_of_entity(const struct pq_annotations *a, uint32_t entity)
{
	if (entity >= a->n_entities || !a->entities[entity].n_quotes)
		return PQ_NONE;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		if (a->sources[i].entity == entity)
			return i;
	}
	return PQ_NONE;
}

uint32_t view_current_source(const struct view_input *in)
{
	const struct pq_annotations *a = view_notes(in);
	struct item item = view_current(in);
	switch (item.kind) {
	case ITEM_QUOTE:
		return a->quotes[item.index].source;
	case ITEM_SOURCE:
		return item.index;
	case ITEM_MENTION:
		return source_of_entity(a, a->mentions[item.index].entity);
	case ITEM_ENTITY:
		return source_of_entity(a, item.index);
	case ITEM_FINDING:
		return a->findings[item.index].quote < a->n_quotes ? a->quotes[a->findings[item.index].quote].source
								   : PQ_NONE;
	default:
		return PQ_NONE;
	}
}

static void paint_list(const struct view_input *in, enum list_id id, struct rect r, bool focused, struct grid *g)
{
	struct list_order *order = &in->orders[id];
	if (list_order_update(order, in, id))
		list_paint(in, id, order, r, focused, g);
}

/** What the current item is in a pane's own terms; PQ_NONE: nothing. */
static uint32_t current_in(const struct view_input *in, enum list_id id)
{
	struct item item = view_current(in);
	const struct pq_annotations *a = view_notes(in);
	uint32_t source = view_current_source(in);
	if (id == LIST_QUOTES)
		return item.kind == ITEM_QUOTE ? item.index : PQ_NONE;
	if (id == LIST_SOURCES)
		return source;
	if (item.kind == ITEM_ENTITY)
		return item.index;
	if (item.kind == ITEM_MENTION)
		return a->mentions[item.index].entity;
	return source < a->n_sources ? a->sources[source].entity : PQ_NONE;
}

/** A pane without the focus keeps its mark on the current item. */
static void select_current(const struct view_input *in, enum list_id id)
{
	const struct list_order *o = &in->orders[id];
	uint32_t number = current_in(in, id);
	if (number == PQ_NONE || !view_article(in) || !list_order_update(&in->orders[id], in, id))
		return;
	for (uint32_t i = 0; i < o->rows.at.len; i++) {
		if (o->rows.at.at[i] == number) {
			view_article(in)->lists[id].selected = i;
			return;
		}
	}
}

static void paint_panes(const struct view_input *in, const struct frame *f, struct grid *g)
{
	static const enum list_id lists[PANES] = {LIST_ENTITIES, LIST_QUOTES, LIST_SOURCES};
	const struct pq_state *s = in->state;
	for (int i = 0; i < PANES; i++) {
		bool focused = s->focus == FOCUS_PANE && s->pane == i && s->overlay == OVERLAY_NONE;
		if (f->panes[i].h > 0 && !(s->focus == FOCUS_PANE && s->pane == i))
			select_current(in, lists[i]);
		if (f->panes[i].h > 0)
			paint_list(in, lists[i], f->panes[i], focused, g);
	}
}

/** The drawer, or the overlay that stands as one, moves to the other side when it would hide the current item. */
static void choose_side(const struct view_input *in, const struct frame *f)
{
	struct pq_state *s = in->state;
	enum pane_id pane = s->pane < PANES ? (enum pane_id)s->pane : PANE_ENTITIES;
	bool along_edge = f->overlay_place == OVERLAY_TOP || f->overlay_place == OVERLAY_FOOT;
	struct rect drawer = f->overlay.h > 0 && along_edge ? f->overlay : f->panes[pane];
	if (!f->tabbed || drawer.h < 1 || drawer.w < s->cols || drawer.h >= f->text.h)
		return;
	int y = view_current_line(in, f->text.h);
	if (y >= drawer.y && y < drawer.y + drawer.h)
		s->drawer_top = !s->drawer_top;
}

void view_paint(const struct view_input *in, struct grid *g, int *cy, int *cx)
{
	struct frame f;
	*cy = *cx = -1;
	grid_clear(g, view_style(in, ROLE_TEXT));
	int banner = view_banner_lines(in);
	view_frame(in->state, banner, &f);
	choose_side(in, &f);
	view_frame(in->state, banner, &f);
	enum list_id list = list_of_overlay((enum overlay_id)in->state->overlay);
	bool listed = list != LISTS && list_order_update(&in->orders[list], in, list);
	view_paint_article(in, &f, g);
	paint_panes(in, &f, g);
	view_paint_banner(in, &f, g);
	view_paint_status(in, &f, g, cy, cx);
	view_paint_hints(in, &f, g);
	if (f.overlay.h > 0 && listed) {
		view_fit_overlay(in, &f);
		list_paint(in, list, &in->orders[list], f.overlay, true, g);
	}
}
