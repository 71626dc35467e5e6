/* view/gutter.c - beside the text: who speaks, and a bar along the lines that hold their words. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

/** The statements on the screen: marks of their parts, in the order of the text. */
struct statements {
	const struct pq_mark **at;
	uint32_t n;
};

static struct statements find(const struct view_input *in, struct pq_span span)
{
	const struct pq_annotations *a = view_notes(in);
	struct statements s = {NULL, 0};
	uint32_t n = 0, first = anno_first_mark(a, span.start);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = first; i < a->n_marks && a->marks[i].span.start < span.end; i++) {
			const struct pq_mark *m = &a->marks[i];
			if (m->kind != PQ_MARK_QUOTE || m->span.end <= span.start)
				continue;
			if (pass)
				s.at[s.n++] = m;
			else
				n++;
		}
		if (!pass && !(s.at = n ? arena_array(in->arena, const struct pq_mark *, n) : NULL))
			return s;
	}
	return s;
}

/** Who speaks on one line. */
struct speaking {
	uint32_t source; /**< the first; PQ_NONE: nobody does */
	bool others;     /**< so do more */
	bool current;    /**< the current quote stands on it */
};

static struct speaking on_line(const struct view_input *in, const struct statements *s, struct pq_span line)
{
	const struct pq_annotations *a = view_notes(in);
	struct item item = view_current(in);
	struct speaking who = {.source = PQ_NONE};
	for (uint32_t i = 0; i < s->n && s->at[i]->span.start < line.end; i++) {
		const struct pq_mark *m = s->at[i];
		if (!span_overlap(m->span, line))
			continue;
		uint32_t source = a->quotes[m->index].source;
		if (who.source == PQ_NONE)
			who.source = source;
		who.others |= source != who.source;
		who.current |= item.kind == ITEM_QUOTE && item.index == m->index;
	}
	return who;
}

static void put_name(const struct view_input *in, const struct frame *f, int y, struct speaking who, struct style style,
		     struct grid *g)
{
	char name[32], text[40];
	view_speaker(in->snapshot, who.source, f->initials, name);
	int x = f->gutter.x + (f->initials ? 0 : 1), limit = f->gutter.x + f->gutter.w - 2;
	snprintf(text, sizeof text, "%s", name);
	int end =
		grid_put_fit(g, y, x, limit - (who.others && !f->initials), text, strlen(text), style, view_ascii(in));
	if (who.others)
		grid_puts(g, y, f->initials ? limit : end, f->gutter.x + f->gutter.w - 1, "+", style);
}

static void paint_speaking(const struct view_input *in, const struct frame *f, int y, struct speaking who, bool named,
			   struct grid *g)
{
	struct style base = view_style(in, ROLE_TEXT);
	struct style bar = view_source_style(in, view_style_on(in, base, ROLE_GUTTER), who.source);
	struct style name = bar;
	const struct article_view *v = view_article(in);
	if (v && v->only < view_notes(in)->n_sources && who.source != v->only && !who.others)
		bar = name = view_style_on(in, base, ROLE_DIMMED);
	else if (who.source == view_current_source(in))
		name = view_source_style(in, view_style_on(in, base, ROLE_GUTTER_CURRENT), who.source);
	int x = f->gutter.x + f->gutter.w - 2;
	grid_puts(g, y, x, x + 1, view_sign(in, who.current ? SIGN_BAR_CURRENT : SIGN_BAR), bar);
	if (named)
		put_name(in, f, y, who, name, g);
}

void view_paint_gutter(const struct view_input *in, const struct frame *f, const struct view_lines *lines,
		       struct grid *g)
{
	if (f->gutter.w < 2)
		return;
	struct statements s = find(in, view_lines_span(lines));
	struct speaking before = {.source = PQ_NONE};
	for (int i = 0; i < lines->n; i++) {
		struct speaking who = on_line(in, &s, lines->at[i].span);
		bool named = who.source != before.source || (who.others && !before.others);
		if (who.source != PQ_NONE)
			paint_speaking(in, f, f->gutter.y + i, who, named, g);
		before = who;
	}
}
