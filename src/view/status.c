/* view/status.c - the status line: who is that, or a message, or the prompt; at the right where we are. */
#include <string.h>

#include "text/utf8.h"
#include "text/width.h"
#include "view/list.h"
#include "view/paint.h"

/** "3/41 "letter"": where n and N stand in what they serve. */
static const char *search_words(const struct view_input *in, const struct search *s)
{
	if (s->failed)
		return view_printf(in, "%s", s->message);
	const char *pattern =
		view_printf(in, "%s%s%s", view_sign(in, SIGN_OPEN), s->pattern, view_sign(in, SIGN_CLOSE));
	if (!s->matches.len)
		return view_printf(in, "%s %s", s->complete ? "no match" : "searching", pattern);
	const char *more = s->complete ? "" : "+";
	if (s->current < s->matches.len)
		return view_printf(in, "%u/%u%s %s", s->current + 1, s->matches.len, more, pattern);
	return view_printf(in, "%u%s %s", s->matches.len, more, pattern);
}

static const char *follow_words(const struct view_input *in, const struct article_view *v)
{
	const struct pq_annotations *a = view_notes(in);
	if (v->follow >= a->n_entities)
		return "";
	const struct pq_entity *e = &a->entities[v->follow];
	const char *name = view_anno_str(in, e->name);
	struct item item = view_current(in);
	bool here = item.kind == ITEM_MENTION && a->mentions[item.index].entity == v->follow;
	if (!here)
		return view_printf(in, "following %s %u%s", name, e->n_mentions, view_sign(in, SIGN_TIMES));
	uint32_t lo = 0, hi = e->n_mentions;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (a->mentions[a->entity_mentions[e->mentions + mid]].span.start < item.span.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	return view_printf(in, "following %u/%u", lo + 1, e->n_mentions);
}

static const char *mode_words(const struct view_input *in)
{
	const struct article_view *v = view_article(in);
	const char *words = "";
	if (!v)
		return words;
	if (v->walk == WALK_SEARCH && v->search.pattern[0])
		words = search_words(in, &v->search);
	else if (v->walk == WALK_FOLLOW)
		words = follow_words(in, v);
	if (v->only >= view_notes(in)->n_sources)
		return words;
	char name[32];
	view_speaker(in->snapshot, v->only, false, name);
	return view_printf(in, "%s%s%sonly %s", words, *words ? " " : "",
			   *words ? view_printf(in, "%s ", view_sign(in, SIGN_DOT)) : "", name);
}

/** "12%", "3 min left". */
static const char *position_words(const struct view_input *in, bool time)
{
	if (!in->snapshot || !in->layout)
		return "";
	const struct article_view *v = view_article(in);
	uint32_t len = in->snapshot->doc.text_len, bottom = view_bottom(in), top = v && v->top < len ? v->top : 0;
	if (bottom >= len)
		return top ? "end" : "all";
	const char *percent = view_printf(in, "%u%%", (unsigned)((uint64_t)bottom * 100 / len));
	if (!time)
		return percent;
	return view_printf(in, "%s %s %s left", percent, view_sign(in, SIGN_DOT), view_minutes(in, len - top));
}

static const char *busy_words(const struct view_input *in)
{
	if (!in->busy)
		return "";
	const char *dots = view_sign(in, SIGN_ELLIPSIS);
	/* The annotations of a text that is being read again are old, and complete. */
	const char *opening = in->snapshot ? "reading again" : "opening";
	if (in->loading && in->loaded)
		return view_printf(in, "%s%s %u KiB", opening, dots, (unsigned)(in->loaded >> 10));
	if (in->loading || !in->snapshot)
		return view_printf(in, "%s%s", opening, dots);
	uint32_t len = in->snapshot->doc.text_len, done = view_notes(in)->covered.end;
	return view_printf(in, "annotating %u%%%s", len ? (unsigned)((uint64_t)done * 100 / len) : 0, dots);
}

static const char *join(const struct view_input *in, const char *a, const char *b)
{
	if (!*a || !*b)
		return *a ? a : b;
	return view_printf(in, "%s %s %s", a, view_sign(in, SIGN_DOT), b);
}

/** What stands at the right, as much as half the line holds: the mode first, then the place. */
static const char *right_words(const struct view_input *in, int cols)
{
	const struct pq_state *s = in->state;
	const char *mode = join(in, in->open ? "no sandbox" : "", join(in, busy_words(in), mode_words(in)));
	const char *words = join(in, mode, position_words(in, true));
	if (view_cells(words) > cols / 2)
		words = join(in, mode, position_words(in, false));
	if (s->pending[0])
		words = view_printf(in, "%s  %s", s->pending, words);
	return words;
}

static int put(const struct view_input *in, struct grid *g, struct rect r, int x, const char *s, struct style style)
{
	return x < r.x + r.w ? grid_put_fit(g, r.y, x, r.x + r.w, s, strlen(s), style, view_ascii(in)) : x;
}

/** What the selected line of the help or the menu says: there it may be cut. */
static const char *help_words(const struct view_input *in)
{
	const struct pq_state *s = in->state;
	struct list_row row = {.cell = {NULL}};
	enum list_id id = list_of_overlay((enum overlay_id)s->overlay);
	if ((id != LIST_HELP && id != LIST_MENU) || !view_article(in))
		return "";
	bool there = list_order_row(&in->orders[id], in, id, view_article(in)->lists[id].selected, &row);
	return there && !row.heading && row.cell[1] ? row.cell[1] : "";
}

/** SAID comes before who speaks; "": nothing is to be said. */
static void paint_left(const struct view_input *in, struct rect r, const char *said, struct grid *g)
{
	const struct pq_state *s = in->state;
	struct style base = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_STATUS),
		     dim = view_style_on(in, base, ROLE_STATUS_DIM);
	if (*said) {
		put(in, g, r, r.x, said,
		    s->message[0] && s->message_is_error ? view_style_on(in, base, ROLE_ERROR) : base);
		return;
	}
	struct who who = view_who(in);
	if (!*who.name && !*who.warning) {
		const char *name = in->name ? view_base_name(in->name) : "";
		if (in->n_articles > 1)
			name = view_printf(in, "%s %s article %u of %u", name, view_sign(in, SIGN_DOT), s->article + 1,
					   in->n_articles);
		put(in, g, r, r.x, name, dim);
		return;
	}
	struct style name = who.source < view_notes(in)->n_sources ? view_source_style(in, base, who.source) : base;
	name.attrs |= ATTR_BOLD;
	int x = r.x;
	if (*who.warning) {
		x = put(in, g, r, x, view_sign(in, SIGN_WARNING), view_style_on(in, base, ROLE_FINDING)) + 1;
	}
	x = put(in, g, r, x, who.name, name);
	bool fits = x + view_cells(who.rest) <= r.x + r.w;
	x = put(in, g, r, x, who.brief && !fits ? who.brief : who.rest, dim);
	if (*who.warning && *who.name)
		x = put(in, g, r, x, view_printf(in, " %s ", view_sign(in, SIGN_DOT)), dim);
	put(in, g, r, x, who.warning, view_style_on(in, base, ROLE_FINDING));
}

static const char *prompt_label(uint8_t kind)
{
	switch (kind) {
	case PROMPT_COMMAND:
		return ":";
	case PROMPT_SEARCH:
		return "/";
	case PROMPT_SEARCH_BACK:
		return "\\";
	case PROMPT_FILTER:
		return "filter: ";
	case PROMPT_EXPORT:
		return "save as: ";
	case PROMPT_MARK:
		return "mark (a letter): ";
	case PROMPT_MARK_GO:
		return "go to mark: ";
	default:
		return "";
	}
}

static void paint_prompt(const struct view_input *in, struct rect r, struct grid *g, int *cy, int *cx)
{
	const struct prompt *p = &in->state->prompt;
	struct style style = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_PROMPT);
	struct style dim = view_style_on(in, style, ROLE_STATUS_DIM);
	uint32_t len = p->len < sizeof p->text ? p->len : sizeof p->text - 1,
		 cursor = p->cursor < len ? p->cursor : len, from = 0;
	int x = grid_puts(g, r.y, r.x, r.x + r.w, prompt_label(p->kind), style);
	/* The start gives way while the cursor would stand outside. */
	int room = r.x + r.w - x - 1;
	while (from < cursor && (int)text_width(p->text + from, cursor - from) > (room > 0 ? room : 0))
		from += grapheme_at(p->text + from, cursor - from).len;
	*cy = r.y;
	*cx = x + (int)text_width(p->text + from, cursor - from);
	x = grid_put(g, r.y, x, r.x + r.w, p->text + from, len - from, style);
	if (*cx >= r.x + r.w)
		*cx = r.x + r.w - 1;
	const struct article_view *v = view_article(in);
	const char *tail = p->completion;
	if (!*tail && v && (p->kind == PROMPT_SEARCH || p->kind == PROMPT_SEARCH_BACK) && len)
		tail = search_words(in, &v->search);
	if (in->state->message[0]) { /* what became of the last Enter: the prompt is still open for another answer */
		tail = in->state->message;
		dim = in->state->message_is_error ? view_style_on(in, style, ROLE_ERROR) : style;
	}
	if (*tail)
		put(in, g, r, x + 2, tail, dim);
}

int view_status_margin(int cols)
{
	return cols >= 60 ? 1 : 0;
}

/** A message that takes several lines. */
static void paint_message(const struct view_input *in, struct rect r, struct style base, struct grid *g)
{
	const struct pq_state *s = in->state;
	struct style style = s->message_is_error ? view_style_on(in, base, ROLE_ERROR) : base;
	const char *rest = s->message, *line;
	int margin = view_status_margin(r.w);
	size_t len;
	for (int y = r.y; y + 1 < r.y + r.h && (line = view_line(&rest, r.w - 2 * margin, &len)); y++)
		grid_put(g, y, r.x + margin, r.x + r.w, line, len, style);
	put(in, g, (struct rect){r.y + r.h - 1, r.x, 1, r.w - margin}, r.x + margin, rest, style);
}

void view_paint_status(const struct view_input *in, const struct frame *f, struct grid *g, int *cy, int *cx)
{
	struct rect r = f->status;
	if (r.h < 1)
		return;
	struct style base = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_STATUS);
	grid_fill(g, r, base);
	if (in->state->prompt.kind != PROMPT_NONE) {
		paint_prompt(in, r, g, cy, cx);
		return;
	}
	if (r.h > 1) {
		paint_message(in, r, base, g);
		return;
	}
	const char *right = right_words(in, r.w);
	int cells = view_cells(right), margin = view_status_margin(r.w);
	if (cells > r.w - 2 * margin)
		cells = r.w - 2 * margin;
	int x = r.x + r.w - margin - cells;
	struct rect at = {r.y, x, 1, cells};
	put(in, g, at, x, right, view_style_on(in, base, ROLE_STATUS_DIM));
	struct rect left = {r.y, r.x + margin, 1, x - 2 - r.x - margin};
	const char *said = in->state->message[0] ? in->state->message : help_words(in);
	if (view_cells(said) > left.w) {
		grid_fill(g, r, base);
		left.w = r.w - 2 * margin;
	}
	if (left.w > 0)
		paint_left(in, left, said, g);
}
