/* view/who.c - "who is that?": the current item in one line of words. */
#include "view/paint.h"

/** Text that a statement takes up: content, cue and source words. */
static struct pq_span statement_span(const struct pq_annotations *a, uint32_t quote)
{
	const struct pq_quote *q = &a->quotes[quote];
	struct pq_span all = quote_extent(a, quote);
	const struct pq_span others[] = {q->cue, q->source_span};
	for (int i = 0; i < 2; i++) {
		if (span_empty(others[i]))
			continue;
		all.start = others[i].start < all.start ? others[i].start : all.start;
		all.end = others[i].end > all.end ? others[i].end : all.end;
	}
	return all;
}

uint32_t view_finding_of(const struct view_input *in, uint32_t quote, uint32_t *from)
{
	const struct pq_annotations *a = view_notes(in);
	if (quote >= a->n_quotes)
		return PQ_NONE;
	struct pq_span span = statement_span(a, quote);
	uint32_t i = anno_first_mark(a, span.start);
	for (i = i < *from ? *from : i; i < a->n_marks && a->marks[i].span.start < span.end; i++) {
		const struct pq_mark *m = &a->marks[i];
		*from = i + 1;
		if (m->kind == PQ_MARK_FINDING && a->findings[m->index].quote == quote)
			return m->index;
	}
	*from = UINT32_MAX;
	return PQ_NONE;
}

/** The number of QUOTE among its source's, from 1; 0: not found. */
static uint32_t number_of(const struct pq_annotations *a, const struct pq_source *s, uint32_t quote)
{
	uint32_t lo = 0, hi = s->n_quotes;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (a->source_quotes[s->quotes + mid] < quote)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n_quotes && a->source_quotes[s->quotes + lo] == quote ? lo + 1 : 0;
}

/** " - inquiry's lead counsel", or "". */
static const char *introduced(const struct view_input *in, uint32_t entity)
{
	const char *words = view_introduction(in, entity, 100);
	return *words ? view_printf(in, " %s %s", view_sign(in, SIGN_DASH), words) : "";
}

/** " - inquiry's lead counsel", " - anonymous, no reason given", or "". */
static const char *standing(const struct view_input *in, const struct pq_source *s)
{
	const char *dash = view_sign(in, SIGN_DASH);
	if (s->naming == PQ_ANONYMOUS)
		return view_printf(in, " %s anonymous, %s", dash,
				   s->reason_given ? "a reason is given" : "no reason given");
	if (s->naming == PQ_DESCRIBED)
		return view_printf(in, " %s described, not named", dash);
	return s->naming == PQ_NAMED ? introduced(in, s->entity) : "";
}

/** " - quote 2 of 3", " - the only quote"; where nobody is named, one alone says nothing. */
static const char *which_words(const struct view_input *in, const struct pq_source *s, uint32_t n)
{
	const char *dot = view_sign(in, SIGN_DOT);
	if (s->n_quotes > 1)
		return view_printf(in, " %s quote %u of %u", dot, n, s->n_quotes);
	return s->naming == PQ_UNNAMED ? "" : view_printf(in, " %s the only quote", dot);
}

static struct who who_quote(const struct view_input *in, uint32_t quote)
{
	const struct pq_annotations *a = view_notes(in);
	const struct pq_quote *q = &a->quotes[quote];
	const char *dot = view_sign(in, SIGN_DOT), *how = "";
	struct who who = {"", "", NULL, "", q->source};
	if (q->source >= a->n_sources)
		return who;
	const struct pq_source *s = &a->sources[q->source];
	who.name = view_source_name(in, q->source);
	uint32_t n = number_of(a, s, quote), from = 0;
	if (q->continues < a->n_quotes)
		how = view_printf(in, " %s %s carried from %s", dot, view_sign(in, SIGN_CARRIED),
				  view_quote_text(in, q->continues, 30));
	else if (!span_empty(q->cue))
		how = view_printf(in, " %s %s", dot, view_text(in, q->cue, 40));
	const char *brief = s->n_quotes > 1 ? view_printf(in, " %u/%u", n, s->n_quotes) : "";
	who.rest = view_printf(in, "%s%s%s", standing(in, s), which_words(in, s, n), how);
	who.brief = view_printf(in, "%s%s%s", brief, standing(in, s), how);
	uint32_t finding = view_finding_of(in, quote, &from);
	if (finding != PQ_NONE && s->naming != PQ_ANONYMOUS)
		who.warning = view_anno_str(in, a->findings[finding].message);
	return who;
}

static struct who who_entity(const struct view_input *in, uint32_t entity)
{
	const struct pq_annotations *a = view_notes(in);
	struct who who = {"", "", NULL, "", PQ_NONE};
	if (entity >= a->n_entities)
		return who;
	const struct pq_entity *e = &a->entities[entity];
	const char *dot = view_sign(in, SIGN_DOT);
	who.name = view_anno_str(in, e->name);
	who.source = view_current_source(in);
	const char *quotes = e->n_quotes ? view_count(in, e->n_quotes, "quote") : "never quoted";
	if (e->type > PQ_GROUP && !e->n_quotes)
		quotes = "";
	const char *intro = introduced(in, entity), *times = view_sign(in, SIGN_TIMES);
	who.brief = view_printf(in, " %u%s%s", e->n_mentions, times, intro);
	who.rest = view_printf(in, "%s %s named %u%s%s%s%s", intro, dot, e->n_mentions, times, *quotes ? " " : "",
			       *quotes ? dot : "", *quotes ? view_printf(in, " %s", quotes) : "");
	return who;
}

static struct who who_source(const struct view_input *in, uint32_t source)
{
	const struct pq_annotations *a = view_notes(in);
	const struct pq_source *s = &a->sources[source];
	const char *dot = view_sign(in, SIGN_DOT);
	struct who who = {view_source_name(in, source), "", NULL, "", source};
	who.rest = view_printf(in, "%s %s %s %s %s quoted", standing(in, s), dot,
			       view_count(in, s->n_quotes, "statement"), dot, view_count(in, s->n_words, "word"));
	return who;
}

struct who view_who(const struct view_input *in)
{
	const struct pq_annotations *a = view_notes(in);
	struct item item = view_current(in);
	struct who who = {"", "", NULL, "", PQ_NONE};
	switch (item.kind) {
	case ITEM_QUOTE:
		return who_quote(in, item.index);
	case ITEM_MENTION:
		return who_entity(in, a->mentions[item.index].entity);
	case ITEM_ENTITY:
		return who_entity(in, item.index);
	case ITEM_SOURCE:
		return who_source(in, item.index);
	case ITEM_LINK:
		who.name = "link";
		who.rest = view_printf(in, " %s", view_doc_str(in, in->snapshot->doc.links[item.index].href));
		return who;
	case ITEM_FINDING:
		who.warning = view_anno_str(in, a->findings[item.index].message);
		return who;
	default:
		return who;
	}
}
