/* view/who_said.c - who said what: every statement under its speaker, speakers in order of their first one. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

static const uint32_t SPEAKER = UINT32_C(1) << 31;      /* the heading of a source */
static const uint32_t NOBODY = (UINT32_C(1) << 31) - 1; /* with SPEAKER: the heading of all statements without one */

static void fill_source(const struct pq_annotations *a, uint32_t source, struct list_rows *out)
{
	const struct pq_source *s = &a->sources[source];
	for (uint32_t k = 0; k < s->n_quotes; k++)
		list_rows_add(out, a->source_quotes[s->quotes + k]);
}

static void fill(const struct view_input *in, struct list_rows *out)
{
	const struct pq_annotations *a = view_notes(in);
	bool nobody = false;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		if (a->sources[i].naming == PQ_UNNAMED || !a->sources[i].n_quotes)
			continue;
		list_rows_add(out, SPEAKER | i);
		fill_source(a, i, out);
	}
	for (uint32_t i = 0; i < a->n_sources; i++) {
		if (a->sources[i].naming != PQ_UNNAMED || !a->sources[i].n_quotes)
			continue;
		if (!nobody)
			list_rows_add(out, SPEAKER | NOBODY);
		nobody = true;
		fill_source(a, i, out);
	}
}

static void speaker_row(const struct view_input *in, uint32_t source, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (source >= a->n_sources)
		return;
	const struct pq_source *s = &a->sources[source];
	const char *dot = view_sign(in, SIGN_DOT);
	out->heading = true;
	out->cell[0] = view_source_name(in, source);
	out->role = (uint8_t)view_source_role(in, source, &out->italic);
	const char *intro = s->naming == PQ_ANONYMOUS ? "anonymous"
			    : s->naming == PQ_NAMED   ? view_introduction(in, s->entity, 80)
						      : "";
	const char *words = s->n_words ? view_printf(in, " %s %s quoted", dot, view_count(in, s->n_words, "word")) : "";
	out->cell[1] = view_printf(in, "%s%s%s%s%s%s", intro, *intro ? " " : "", *intro ? dot : "", *intro ? " " : "",
				   view_count(in, s->n_quotes, "statement"), words);
	out->item = (struct item){ITEM_SOURCE, source, {0, 0}};
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (number == (SPEAKER | NOBODY)) {
		out->heading = true;
		out->cell[0] = "nobody is named";
		out->cell[1] = "the text does not say who speaks";
		out->role = ROLE_SOURCE_UNKNOWN;
		return;
	}
	if (number & SPEAKER) {
		speaker_row(in, number & ~SPEAKER, out);
		return;
	}
	if (number >= a->n_quotes)
		return;
	const struct pq_quote *q = &a->quotes[number];
	out->cell[0] = view_quote_text(in, number, 240);
	out->cell[1] = q->continues != PQ_NONE ? view_printf(in, "%s carried", view_sign(in, SIGN_CARRIED))
					       : view_text(in, q->cue, 24);
	out->dim = 1 << 1;
	out->target = view_quote_target(in, number);
	out->item = (struct item){ITEM_QUOTE, number, out->target};
}

static void heading(const struct view_input *in, char *out, size_t cap)
{
	const struct pq_annotations *a = view_notes(in);
	snprintf(out, cap, "Who said what %s %s", view_sign(in, SIGN_DOT), view_count(in, a->n_quotes, "statement"));
}

const struct list_kind list_who_said = {
	.title = "Who said what",
	.orders = {"place"},
	.weight = {1, 0},
	.from = {0, 40},
	.heading = heading,
	.fill = fill,
	.row = row,
};
