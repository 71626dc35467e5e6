/* view/entities.c - the pane of everything that is named: type, how introduced, how often, how often quoted, and where. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

enum { SPARKS = 8 };
enum { BY_MENTIONS, BY_NAME, BY_TYPE, BY_QUOTES, BY_PLACE };

static void heading(const struct view_input *in, char *out, size_t cap)
{
	static const char *const words[] = {"person", "org", "place", "other"};
	const struct pq_annotations *a = view_notes(in);
	uint32_t counts[4] = {0};
	for (uint32_t i = 0; i < a->n_entities; i++)
		counts[a->entities[i].type <= PQ_PLACE ? a->entities[i].type : 3]++;
	int len = snprintf(out, cap, "Entities %u", a->n_entities);
	for (int i = 0; i < 4 && len > 0 && (size_t)len < cap; i++) {
		if (counts[i])
			len += snprintf(out + len, cap - (size_t)len, " %s %s %u", view_sign(in, SIGN_DOT), words[i],
					counts[i]);
	}
}

static void fill(const struct view_input *in, struct list_rows *out)
{
	for (uint32_t i = 0; i < view_notes(in)->n_entities; i++)
		list_rows_add(out, i);
}

/** Mentions of E before AT.  They are in the order of the text. */
static uint32_t mentions_before(const struct pq_annotations *a, const struct pq_entity *e, uint32_t at)
{
	uint32_t lo = 0, hi = e->n_mentions;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (a->mentions[a->entity_mentions[e->mentions + mid]].span.start < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/** Where in the text E is named: a bar for each eighth of it, a blank for none. */
static const char *sparkline(const struct view_input *in, const struct pq_entity *e)
{
	const struct pq_annotations *a = view_notes(in);
	uint64_t len = in->snapshot->doc.text_len;
	uint32_t counts[SPARKS], most = 1, before = 0;
	for (uint64_t i = 0; i < SPARKS; i++) {
		uint32_t upto =
			i + 1 < SPARKS ? mentions_before(a, e, (uint32_t)(len * (i + 1) / SPARKS)) : e->n_mentions;
		counts[i] = upto > before ? upto - before : 0;
		before = upto;
		most = counts[i] > most ? counts[i] : most;
	}
	char out[SPARKS * 4 + 1];
	size_t n = 0;
	for (int i = 0; i < SPARKS; i++) {
		uint32_t level = most <= 4 ? counts[i] : (uint32_t)((counts[i] * UINT64_C(4) + most - 1) / most);
		const char *sign =
			counts[i] ? view_sign(in, (enum sign)(SIGN_SPARK_0 + level)) : view_sign(in, SIGN_SPARK_0);
		n += (size_t)snprintf(out + n, sizeof out - n, "%s", sign);
	}
	return view_str(in, out, n);
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (number >= a->n_entities)
		return;
	const struct pq_entity *e = &a->entities[number];
	out->cell[0] = view_type_sign(in, e->type);
	out->cell[1] = view_anno_str(in, e->name);
	out->cell[2] = view_introduction(in, number, 80);
	out->cell[3] = view_printf(in, "%u%s", e->n_mentions, view_sign(in, SIGN_TIMES));
	out->cell[4] = e->n_quotes ? view_printf(in, "%uq", e->n_quotes) : "";
	out->cell[5] = sparkline(in, e);
	out->role = (uint8_t)view_type_role(e->type);
	out->dim = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5;
	struct pq_span first = {0, 0};
	if (e->n_mentions)
		first = a->mentions[a->entity_mentions[e->mentions]].span;
	out->item = (struct item){ITEM_ENTITY, number, first};
	out->target = first;
}

static int compare_names(const struct pq_annotations *a, const struct pq_entity *x, const struct pq_entity *y)
{
	struct doc_slice p = anno_str(a, x->name), q = anno_str(a, y->name);
	uint32_t n = p.len < q.len ? p.len : q.len;
	int order = strncasecmp(p.s, q.s, n);
	return order ? order : (p.len > q.len) - (p.len < q.len);
}

static int more_first(uint32_t x, uint32_t y)
{
	return (x < y) - (x > y);
}

/** By mentions: who and what before when and how much. */
static int compare(const struct view_input *in, uint8_t sort, uint32_t x, uint32_t y)
{
	const struct pq_annotations *a = view_notes(in);
	const struct pq_entity *p = &a->entities[x], *q = &a->entities[y];
	int order = 0;
	switch (sort) {
	case BY_MENTIONS:
		order = (p->type >= PQ_DATE) - (q->type >= PQ_DATE);
		break;
	case BY_NAME:
		return compare_names(a, p, q);
	case BY_TYPE:
		order = (int)p->type - (int)q->type;
		break;
	case BY_QUOTES:
		order = more_first(p->n_quotes, q->n_quotes);
		break;
	default:
		return (x > y) - (x < y);
	}
	if (!order)
		order = more_first(p->n_mentions, q->n_mentions);
	return order ? order : more_first(p->n_quotes, q->n_quotes);
}

const struct list_kind list_entities = {
	.title = "Entities",
	.orders = {"mentions", "name", "type", "quotes", "place"},
	.weight = {0, 4, 3, 0, 0, 0},
	.from = {0, 0, 44, 0, 0, 40},
	.right = 1 << 3 | 1 << 4,
	.heading = heading,
	.fill = fill,
	.row = row,
	.compare = compare,
};
