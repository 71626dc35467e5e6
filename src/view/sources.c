/* view/sources.c - the pane of those the article rests on, with the counts of the audit above them. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

enum { BY_WORDS, BY_STATEMENTS, BY_NAME, BY_PLACE };
enum { TOP = 3 };

static void heading(const struct view_input *in, char *out, size_t cap)
{
	const struct pq_annotations *a = view_notes(in);
	uint32_t n = 0;
	for (uint32_t i = 0; i < a->n_sources; i++)
		n += a->sources[i].naming != PQ_UNNAMED;
	snprintf(out, cap, "Sources %u", n);
}

/** "named 4 - documents 1 - anonymous 1 - nobody 0" */
static void count_kinds(const struct view_input *in, char *out, size_t cap)
{
	const struct pq_annotations *a = view_notes(in);
	const char *dot = view_sign(in, SIGN_DOT);
	uint32_t naming[PQ_NAMINGS] = {0}, documents = 0, nobody = 0;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		const struct pq_source *s = &a->sources[i];
		if (s->naming == PQ_UNNAMED)
			nobody += s->n_quotes;
		else if (s->kind == PQ_SOURCE_DOCUMENT)
			documents++;
		else if (s->naming < PQ_NAMINGS)
			naming[s->naming]++;
	}
	char described[40] = "";
	if (naming[PQ_DESCRIBED])
		snprintf(described, sizeof described, " %s described %u", dot, naming[PQ_DESCRIBED]);
	snprintf(out, cap, "named %u%s %s documents %u %s anonymous %u %s nobody %u", naming[PQ_NAMED], described, dot,
		 documents, dot, naming[PQ_ANONYMOUS], dot, nobody);
}

/** The sources with most words, and how many words all have; those that nobody is named for are told by NOBODY. */
static uint32_t most_quoted(const struct pq_annotations *a, uint32_t top[TOP], uint64_t *all, uint64_t *nobody)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		*all += a->sources[i].n_words;
		if (a->sources[i].naming == PQ_UNNAMED) {
			*nobody += a->sources[i].n_words;
			continue;
		}
		uint32_t at = n < TOP ? n++ : TOP;
		while (at && a->sources[top[at - 1]].n_words < a->sources[i].n_words) {
			if (at < TOP)
				top[at] = top[at - 1];
			at--;
		}
		if (at < TOP)
			top[at] = i;
	}
	return n;
}

static void add_share(const struct view_input *in, char *out, size_t cap, const char *name, uint64_t words,
		      uint64_t all)
{
	const char *dot = strstr(out, "%") ? view_sign(in, SIGN_DOT) : "";
	if (words)
		snprintf(out + strlen(out), cap - strlen(out), "%s%s %s %u%%", *dot ? " " : "", dot, name,
			 (unsigned)((words * 100 + all / 2) / all));
}

/** "words quoted  Okafor 61% - Pritchard 39%" */
static void count_words(const struct view_input *in, char *out, size_t cap)
{
	const struct pq_annotations *a = view_notes(in);
	uint32_t top[TOP];
	uint64_t all = 0, nobody = 0;
	uint32_t n = most_quoted(a, top, &all, &nobody);
	snprintf(out, cap, all ? "words quoted " : "no words quoted");
	for (uint32_t i = 0; i < n; i++) {
		char name[32];
		view_speaker(in->snapshot, top[i], false, name);
		add_share(in, out, cap, name, a->sources[top[i]].n_words, all);
	}
	add_share(in, out, cap, "nobody", nobody, all);
}

static unsigned head(const struct view_input *in, char out[LIST_HEAD][160])
{
	if (!view_notes(in)->n_sources)
		return 0;
	count_kinds(in, out[0], sizeof out[0]);
	count_words(in, out[1], sizeof out[1]);
	return 2;
}

/** Statements that nobody is named for stand in one row, whatever number of sources the annotator made of them. */
static void fill(const struct view_input *in, struct list_rows *out)
{
	const struct pq_annotations *a = view_notes(in);
	bool nobody = false;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		bool unnamed = a->sources[i].naming == PQ_UNNAMED;
		if (!unnamed || !nobody)
			list_rows_add(out, i);
		nobody |= unnamed;
	}
}

static void sum_of(const struct pq_annotations *a, uint32_t source, uint32_t *quotes, uint32_t *words)
{
	*quotes = a->sources[source].n_quotes;
	*words = a->sources[source].n_words;
	for (uint32_t i = source + 1; i < a->n_sources && a->sources[source].naming == PQ_UNNAMED; i++) {
		if (a->sources[i].naming != PQ_UNNAMED)
			continue;
		*quotes += a->sources[i].n_quotes;
		*words += a->sources[i].n_words;
	}
}

static const char *standing(const struct view_input *in, const struct pq_source *s)
{
	static const char *const kinds[PQ_SOURCE_KINDS] = {"person", "org", "place", "document", "outlet", "group", ""};
	if (s->naming == PQ_ANONYMOUS)
		return s->reason_given ? "anonymous, says why" : "anonymous";
	if (s->naming == PQ_DESCRIBED && s->kind != PQ_SOURCE_DOCUMENT)
		return "not named";
	if (s->entity < view_notes(in)->n_entities && s->naming == PQ_NAMED)
		return view_introduction(in, s->entity, 60);
	return s->kind < PQ_SOURCE_KINDS ? kinds[s->kind] : "";
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (number >= a->n_sources)
		return;
	const struct pq_source *s = &a->sources[number];
	out->cell[0] = view_source_name(in, number);
	out->role = (uint8_t)view_source_role(in, number, &out->italic);
	out->cell[1] = standing(in, s);
	uint32_t n_quotes, n_words;
	sum_of(a, number, &n_quotes, &n_words);
	out->cell[2] = view_printf(in, "%u%s", n_quotes, view_sign(in, SIGN_TIMES));
	out->cell[3] = n_words ? view_printf(in, "%uw", n_words) : "";
	out->dim = 1 << 1 | 1 << 2 | 1 << 3;
	if (s->n_quotes)
		out->target = view_quote_target(in, a->source_quotes[s->quotes]);
	out->item = (struct item){ITEM_SOURCE, number, out->target};
}

static int compare(const struct view_input *in, uint8_t sort, uint32_t x, uint32_t y)
{
	const struct pq_annotations *a = view_notes(in);
	const struct pq_source *p = &a->sources[x], *q = &a->sources[y];
	struct doc_slice n = anno_str(a, p->name), m = anno_str(a, q->name);
	int order;
	/* Nobody comes last: the row is no source. */
	order = (p->naming == PQ_UNNAMED) - (q->naming == PQ_UNNAMED);
	if (order)
		return order;
	switch (sort) {
	case BY_WORDS:
		order = (p->n_words < q->n_words) - (p->n_words > q->n_words);
		return order ? order : (p->n_quotes < q->n_quotes) - (p->n_quotes > q->n_quotes);
	case BY_STATEMENTS:
		return (p->n_quotes < q->n_quotes) - (p->n_quotes > q->n_quotes);
	case BY_NAME:
		order = strncasecmp(n.s, m.s, n.len < m.len ? n.len : m.len);
		return order ? order : (n.len > m.len) - (n.len < m.len);
	default:
		return 0;
	}
}

const struct list_kind list_sources = {
	.title = "Sources",
	.orders = {"words", "statements", "name", "place"},
	.weight = {4, 3, 0, 0},
	.from = {0, 40, 0, 0},
	.right = 1 << 2 | 1 << 3,
	.heading = heading,
	.head = head,
	.fill = fill,
	.row = row,
	.compare = compare,
};
