/* doc/anno_open.c - annotations from another process: every index, offset, order and flag is checked before anything reads them. */
#include "base/error.h"
#include "doc/anno.h"
#include "doc/query.h"

#include <string.h>

const uint32_t anno_sizes[ANNO_SECTIONS] = {
	[ANNO_INFO] = sizeof(struct anno_info),      [ANNO_MENTIONS] = sizeof(struct pq_mention),
	[ANNO_ENTITIES] = sizeof(struct pq_entity),  [ANNO_ENTITY_MENTIONS] = sizeof(uint32_t),
	[ANNO_QUOTES] = sizeof(struct pq_quote),     [ANNO_PARTS] = sizeof(struct pq_part),
	[ANNO_SOURCES] = sizeof(struct pq_source),   [ANNO_SOURCE_QUOTES] = sizeof(uint32_t),
	[ANNO_FINDINGS] = sizeof(struct pq_finding), [ANNO_NOTICES] = sizeof(struct pq_notice),
	[ANNO_MARKS] = sizeof(struct pq_mark),       [ANNO_STRINGS] = 1,
};

static bool in_text(const struct pq_doc *d, struct pq_span s)
{
	return span_is_good(d->text, d->text_len, s);
}

static bool words_in_text(const struct pq_doc *d, struct pq_span s)
{
	return in_text(d, s) && s.start < s.end;
}

static bool named(const struct pq_annotations *a, struct pq_str s)
{
	return str_is_good(a->strings, a->strings_len, s);
}

static bool index_or_none(uint32_t index, uint32_t n)
{
	return index < n || index == PQ_NONE;
}

static bool mentions_are_good(const struct pq_annotations *a, const struct pq_doc *d)
{
	for (uint32_t i = 0; i < a->n_mentions; i++) {
		const struct pq_mention *m = &a->mentions[i];
		if (!words_in_text(d, m->span) || m->entity >= a->n_entities || m->form >= PQ_MENTION_FORMS ||
		    m->type >= PQ_ENTITY_TYPES || (i && !span_in_order(a->mentions[i - 1].span, m->span)))
			return false;
	}
	return true;
}

/* Runs of the entities tile ENTITY_MENTIONS, rise, and lead back to their entity: so it holds each mention once. */
static bool entities_are_good(const struct pq_annotations *a, const struct pq_doc *d)
{
	uint32_t at = 0, first = 0;
	for (uint32_t i = 0; i < a->n_entities; i++) {
		const struct pq_entity *e = &a->entities[i];
		if (e->type >= PQ_ENTITY_TYPES || !bool_is_good(&e->introduced) || !in_text(d, e->description) ||
		    !named(a, e->name) || e->mentions != at || e->n_mentions > a->n_mentions - at ||
		    e->n_quotes > a->n_quotes)
			return false;
		for (uint32_t k = at; k < at + e->n_mentions; k++) {
			uint32_t m = a->entity_mentions[k];
			if (m >= a->n_mentions || a->mentions[m].entity != i ||
			    (k > at && m <= a->entity_mentions[k - 1]))
				return false;
		}
		uint32_t own = e->n_mentions ? a->entity_mentions[at] : PQ_NONE;
		if (own < first)
			return false;
		first = own;
		at += e->n_mentions;
	}
	return at == a->n_mentions;
}

static bool quote_is_good(const struct pq_annotations *a, const struct pq_doc *d, uint32_t i)
{
	const struct pq_quote *q = &a->quotes[i];
	return in_text(d, q->cue) && in_text(d, q->source_span) && named(a, q->lemma) && q->source < a->n_sources &&
	       (q->continues == PQ_NONE || q->continues < i) && q->confidence >= 0 && q->confidence <= 1 &&
	       q->kind < PQ_QUOTE_KINDS;
}

/* Runs of the quotes tile PARTS; quotes stand in the order of their first parts. */
static bool quotes_are_good(const struct pq_annotations *a, const struct pq_doc *d)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < a->n_quotes; i++) {
		const struct pq_quote *q = &a->quotes[i];
		if (!quote_is_good(a, d, i) || q->parts != at || !q->n_parts || q->n_parts > a->n_parts - at)
			return false;
		for (uint32_t k = at; k < at + q->n_parts; k++) {
			const struct pq_part *p = &a->parts[k];
			if (!words_in_text(d, p->span) || p->kind >= PQ_QUOTE_KINDS ||
			    (k > at && !span_in_order(p[-1].span, p->span)))
				return false;
		}
		if (i && a->parts[q->parts].span.start < a->parts[q[-1].parts].span.start)
			return false;
		at += q->n_parts;
	}
	return at == a->n_parts;
}

static bool sources_are_good(const struct pq_annotations *a)
{
	uint32_t at = 0, first = 0;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		const struct pq_source *s = &a->sources[i];
		if (!named(a, s->name) || !index_or_none(s->entity, a->n_entities) || s->kind >= PQ_SOURCE_KINDS ||
		    s->naming >= PQ_NAMINGS || !bool_is_good(&s->reason_given) || s->quotes != at ||
		    s->n_quotes > a->n_quotes - at)
			return false;
		for (uint32_t k = at; k < at + s->n_quotes; k++) {
			uint32_t q = a->source_quotes[k];
			if (q >= a->n_quotes || a->quotes[q].source != i || (k > at && q <= a->source_quotes[k - 1]))
				return false;
		}
		uint32_t own = s->n_quotes ? a->source_quotes[at] : PQ_NONE;
		if (own < first)
			return false;
		first = own;
		at += s->n_quotes;
	}
	return at == a->n_quotes;
}

static bool findings_are_good(const struct pq_annotations *a, const struct pq_doc *d)
{
	for (uint32_t i = 0; i < a->n_findings; i++) {
		const struct pq_finding *f = &a->findings[i];
		if (!in_text(d, f->span) || !named(a, f->message) || !index_or_none(f->quote, a->n_quotes) ||
		    f->kind >= PQ_FINDING_KINDS || (i && !span_in_order(a->findings[i - 1].span, f->span)))
			return false;
	}
	return true;
}

static bool notices_are_good(const struct pq_annotations *a)
{
	for (uint32_t i = 0; i < a->n_notices; i++)
		if (!named(a, a->notices[i].message))
			return false;
	return true;
}

static bool same_span(struct pq_span a, struct pq_span b)
{
	return a.start == b.start && a.end == b.end;
}

/* Does the mark stand where the thing stands that it refers to?  A part of a quote: within the quote's words. */
static bool mark_is_true(const struct pq_annotations *a, const struct pq_doc *d, const struct pq_mark *m)
{
	switch (m->kind) {
	case PQ_MARK_QUOTE:
		return m->index < a->n_quotes && m->span.start >= a->parts[a->quotes[m->index].parts].span.start;
	case PQ_MARK_CUE:
		return m->index < a->n_quotes && same_span(m->span, a->quotes[m->index].cue);
	case PQ_MARK_SOURCE:
		return m->index < a->n_quotes && same_span(m->span, a->quotes[m->index].source_span);
	case PQ_MARK_MENTION:
		return m->index < a->n_mentions && same_span(m->span, a->mentions[m->index].span);
	case PQ_MARK_FINDING:
		return m->index < a->n_findings && same_span(m->span, a->findings[m->index].span);
	case PQ_MARK_LINK:
		return m->index < d->n_links && same_span(m->span, d->links[m->index].span);
	default:
		return false;
	}
}

static bool marks_are_good(const struct pq_annotations *a, const struct pq_doc *d)
{
	uint32_t reach = 0;
	for (uint32_t i = 0; i < a->n_marks; i++) {
		const struct pq_mark *m = &a->marks[i];
		if (!words_in_text(d, m->span) || !mark_is_true(a, d, m) || (i && !span_in_order(m[-1].span, m->span)))
			return false;
		reach = m->span.end > reach ? m->span.end : reach;
		if (m->reach != reach)
			return false;
	}
	return true;
}

const char *anno_fault(const struct pq_annotations *a, const struct pq_doc *d)
{
	if (!in_text(d, a->covered) || a->complete != (a->covered.start == 0 && a->covered.end == d->text_len))
		return "what they cover";
	if (!pool_is_clean(a->strings, a->strings_len))
		return "strings";
	if (!mentions_are_good(a, d))
		return "mentions";
	if (!entities_are_good(a, d))
		return "entities";
	if (!quotes_are_good(a, d))
		return "quotes";
	if (!sources_are_good(a))
		return "sources";
	if (!findings_are_good(a, d))
		return "findings";
	if (!notices_are_good(a))
		return "notices";
	return marks_are_good(a, d) ? NULL : "marks";
}

enum pq_status anno_open(const void *bytes, size_t len, const struct pq_doc *doc, struct pq_annotations *out,
			 struct pq_error *error)
{
	struct blob_section s[ANNO_SECTIONS];
	struct anno_info info;
	enum pq_status status = blob_open(bytes, len, BLOB_ANNO, anno_sizes, ANNO_SECTIONS, s, error);
	if (status != PQ_OK)
		return status;
	const char *b = bytes;
	memcpy(&info, b + s[ANNO_INFO].at, s[ANNO_INFO].count == 1 ? sizeof info : 0);
	if (s[ANNO_INFO].count != 1 || info.text_len != doc->text_len || info.complete > 1 ||
	    s[ANNO_ENTITY_MENTIONS].count != s[ANNO_MENTIONS].count ||
	    s[ANNO_SOURCE_QUOTES].count != s[ANNO_QUOTES].count)
		return error_set(error, PQ_EFORMAT, "damaged annotations: their header");
	struct pq_annotations a = {
		.mentions = (const void *)(b + s[ANNO_MENTIONS].at),
		.n_mentions = s[ANNO_MENTIONS].count,
		.entities = (const void *)(b + s[ANNO_ENTITIES].at),
		.n_entities = s[ANNO_ENTITIES].count,
		.entity_mentions = (const void *)(b + s[ANNO_ENTITY_MENTIONS].at),
		.quotes = (const void *)(b + s[ANNO_QUOTES].at),
		.n_quotes = s[ANNO_QUOTES].count,
		.parts = (const void *)(b + s[ANNO_PARTS].at),
		.n_parts = s[ANNO_PARTS].count,
		.sources = (const void *)(b + s[ANNO_SOURCES].at),
		.n_sources = s[ANNO_SOURCES].count,
		.source_quotes = (const void *)(b + s[ANNO_SOURCE_QUOTES].at),
		.findings = (const void *)(b + s[ANNO_FINDINGS].at),
		.n_findings = s[ANNO_FINDINGS].count,
		.notices = (const void *)(b + s[ANNO_NOTICES].at),
		.n_notices = s[ANNO_NOTICES].count,
		.marks = (const void *)(b + s[ANNO_MARKS].at),
		.n_marks = s[ANNO_MARKS].count,
		.covered = info.covered,
		.complete = info.complete == 1,
		.strings = b + s[ANNO_STRINGS].at,
		.strings_len = s[ANNO_STRINGS].count,
	};
	const char *fault = anno_fault(&a, doc);
	if (fault)
		return error_set(error, PQ_EFORMAT, "damaged annotations: %s", fault);
	*out = a;
	return PQ_OK;
}
