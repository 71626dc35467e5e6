/* view/quotes.c - the pane of statements: who, what, and the words that say so. */
#include <stdio.h>

#include "view/paint.h"

enum { BY_PLACE, BY_SPEAKER, BY_KIND };

static void heading(const struct view_input *in, char *out, size_t cap)
{
	const struct pq_annotations *a = view_notes(in);
	uint32_t speakers = 0;
	for (uint32_t i = 0; i < a->n_sources; i++)
		speakers += a->sources[i].naming != PQ_UNNAMED;
	snprintf(out, cap, "Quotes %u %s %u %s", a->n_quotes, view_sign(in, SIGN_DOT), speakers,
		 speakers == 1 ? "speaker" : "speakers");
}

static void fill(const struct view_input *in, struct list_rows *out)
{
	for (uint32_t i = 0; i < view_notes(in)->n_quotes; i++)
		list_rows_add(out, i);
}

static const char *how(const struct view_input *in, const struct pq_quote *q)
{
	if (q->continues != PQ_NONE)
		return view_printf(in, "%s carried", view_sign(in, SIGN_CARRIED));
	return view_text(in, q->cue, 24);
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (number >= a->n_quotes)
		return;
	const struct pq_quote *q = &a->quotes[number];
	out->cell[0] = view_speaker_name(in, q->source);
	out->role = (uint8_t)view_source_role(in, q->source, &out->italic);
	out->cell[1] = view_quote_text(in, number, 160);
	out->cell[2] = how(in, q);
	out->dim = 1 << 2;
	out->target = view_quote_target(in, number);
	out->item = (struct item){ITEM_QUOTE, number, out->target};
}

static int compare(const struct view_input *in, uint8_t sort, uint32_t x, uint32_t y)
{
	const struct pq_quote *quotes = view_notes(in)->quotes, *p = &quotes[x], *q = &quotes[y];
	if (sort == BY_SPEAKER)
		return (p->source > q->source) - (p->source < q->source);
	return sort == BY_KIND ? (int)p->kind - (int)q->kind : 0;
}

const struct list_kind list_quotes = {
	.title = "Quotes",
	.orders = {"place", "speaker", "kind"},
	.weight = {0, 1, 0},
	.from = {0, 0, 40},
	.heading = heading,
	.fill = fill,
	.row = row,
	.compare = compare,
};
