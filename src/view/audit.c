/* view/audit.c - the audit: counts and evidence, never a score.  Each section is a count; under it stand the places that were
 * counted, and each leads there. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

/** Sections on sources and statements; behind them one for each kind of finding. */
enum section {
	NAMED,
	DESCRIBED,
	DOCUMENTS,
	ANONYMOUS,
	NOBODY,
	DIRECT,
	MIXED,
	INDIRECT,
	FINDINGS,
	SECTIONS = FINDINGS + PQ_FINDING_KINDS
};

enum { SHIFT = 24 };
static const uint32_t INDEX =
	(UINT32_C(1) << SHIFT) - 1; /* rows are numbered section << SHIFT | index; what lies behind is left out */
static const uint32_t HEADING = UINT32_C(0x80) << SHIFT; /* with the count for index */

static const char *section_title(unsigned section)
{
	static const char *const titles[SECTIONS] = {
		[NAMED] = "named sources",
		[DESCRIBED] = "described, not named",
		[DOCUMENTS] = "documents",
		[ANONYMOUS] = "statements by anonymous sources",
		[NOBODY] = "statements whose speaker the text does not give",
		[DIRECT] = "direct quotes",
		[MIXED] = "quotes mixed into reported speech",
		[INDIRECT] = "reported without quote marks",
		[FINDINGS + PQ_UNRESOLVED_SPEAKER] = "speakers that cannot be told",
		[FINDINGS + PQ_PRONOUN_CONFLICT] = "a pronoun that fits nobody named before it",
		[FINDINGS + PQ_NOT_INTRODUCED] = "named before anyone introduced them",
		[FINDINGS + PQ_ANONYMOUS_SOURCE] = "notes on anonymity",
		[FINDINGS + PQ_SECOND_HAND] = "second-hand statements",
		[FINDINGS + PQ_SHARED_SURNAME] = "people who share a surname",
		[FINDINGS + PQ_AMBIGUOUS_ACRONYM] = "acronyms with two readings",
		[FINDINGS + PQ_DECLINED] = "declined or could not be reached",
		[FINDINGS + PQ_WIRE_CREDIT] = "wire credits",
		[FINDINGS + PQ_FURNITURE] = "captions, related headlines, page furniture",
		[FINDINGS + PQ_SCARE_QUOTE] = "quote marks that quote nobody",
		[FINDINGS + PQ_NEVER_QUOTED] = "people named but never quoted",
	};
	return section < SECTIONS && titles[section] ? titles[section] : "";
}

static enum section section_of_source(const struct pq_source *s)
{
	if (s->naming == PQ_UNNAMED)
		return NOBODY;
	if (s->kind == PQ_SOURCE_DOCUMENT)
		return DOCUMENTS;
	return s->naming == PQ_NAMED ? NAMED : s->naming == PQ_DESCRIBED ? DESCRIBED : ANONYMOUS;
}

static bool counts_statements(unsigned section)
{
	return section == ANONYMOUS || section == NOBODY;
}

static enum section section_of_kind(uint8_t kind)
{
	return kind == PQ_DIRECT ? DIRECT : kind == PQ_MIXED ? MIXED : INDIRECT;
}

static void count_all(const struct pq_annotations *a, uint32_t counts[SECTIONS])
{
	for (uint32_t i = 0; i < a->n_sources; i++) {
		enum section section = section_of_source(&a->sources[i]);
		counts[section] += counts_statements(section) ? a->sources[i].n_quotes : 1;
	}
	for (uint32_t i = 0; i < a->n_quotes; i++)
		counts[section_of_kind(a->quotes[i].kind)]++;
	for (uint32_t i = 0; i < a->n_findings; i++) {
		if (a->findings[i].kind < PQ_FINDING_KINDS)
			counts[FINDINGS + a->findings[i].kind]++;
	}
}

static void add(struct list_rows *out, unsigned section, uint32_t index)
{
	if (index <= INDEX)
		list_rows_add(out, (uint32_t)section << SHIFT | index);
}

static void fill_sources(const struct pq_annotations *a, unsigned section, struct list_rows *out)
{
	for (uint32_t i = 0; i < a->n_sources; i++) {
		const struct pq_source *s = &a->sources[i];
		if (section_of_source(s) != section)
			continue;
		if (!counts_statements(section))
			add(out, section, i);
		for (uint32_t k = 0; k < s->n_quotes && counts_statements(section); k++)
			add(out, section, a->source_quotes[s->quotes + k]);
	}
}

static void fill_section(const struct pq_annotations *a, unsigned section, struct list_rows *out)
{
	if (section < DIRECT)
		fill_sources(a, section, out);
	for (uint32_t i = 0; section >= DIRECT && section < FINDINGS && i < a->n_quotes; i++) {
		if (section_of_kind(a->quotes[i].kind) == section)
			add(out, section, i);
	}
	for (uint32_t i = 0; section >= FINDINGS && i < a->n_findings; i++) {
		if ((unsigned)FINDINGS + a->findings[i].kind == section)
			add(out, section, i);
	}
}

/** Sections with something in them; then those without, as a list of what was looked for in vain. */
static void fill(const struct view_input *in, struct list_rows *out)
{
	const struct pq_annotations *a = view_notes(in);
	uint32_t counts[SECTIONS] = {0};
	count_all(a, counts);
	for (unsigned i = 0; i < SECTIONS; i++) {
		if (!counts[i])
			continue;
		list_rows_add(out, HEADING | i << SHIFT | (counts[i] < INDEX ? counts[i] : INDEX));
		fill_section(a, i, out);
	}
	for (unsigned i = 0; i < SECTIONS; i++) {
		if (!counts[i])
			list_rows_add(out, HEADING | i << SHIFT);
	}
}

static void source_row(const struct view_input *in, uint32_t source, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (source >= a->n_sources)
		return;
	const struct pq_source *s = &a->sources[source];
	out->cell[0] = view_source_name(in, source);
	out->role = (uint8_t)view_source_role(in, source, &out->italic);
	out->cell[1] = view_printf(in, "%u%s", s->n_quotes, view_sign(in, SIGN_TIMES));
	out->cell[2] = s->n_words ? view_count(in, s->n_words, "word") : "";
	if (s->n_quotes)
		out->target = view_quote_target(in, a->source_quotes[s->quotes]);
	out->item = (struct item){ITEM_SOURCE, source, out->target};
}

static void quote_row(const struct view_input *in, uint32_t quote, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (quote >= a->n_quotes)
		return;
	const struct pq_source *s =
		a->quotes[quote].source < a->n_sources ? &a->sources[a->quotes[quote].source] : NULL;
	char name[32];
	view_speaker(in->snapshot, a->quotes[quote].source, false, name);
	out->cell[0] = view_quote_text(in, quote, 200);
	out->cell[1] = view_str(in, name, strlen(name));
	if (s && s->naming == PQ_ANONYMOUS)
		out->cell[2] = s->reason_given ? "reason given" : "no reason";
	out->target = view_quote_target(in, quote);
	out->item = (struct item){ITEM_QUOTE, quote, out->target};
}

static void finding_row(const struct view_input *in, uint32_t finding, struct list_row *out)
{
	const struct pq_annotations *a = view_notes(in);
	if (finding >= a->n_findings)
		return;
	out->cell[0] = view_text(in, a->findings[finding].span, 100);
	out->cell[1] = view_anno_str(in, a->findings[finding].message);
	out->target = a->findings[finding].span;
	out->item = (struct item){ITEM_FINDING, finding, out->target};
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	unsigned section = number >> SHIFT & 0x7f;
	uint32_t index = number & INDEX;
	out->dim = 1 << 1 | 1 << 2;
	if (number & HEADING) {
		out->heading = true;
		out->cell[0] = view_printf(in, "%u", index);
		out->cell[0] = view_printf(in, "%4s  %s", out->cell[0], section_title(section));
		out->role = index ? ROLE_TEXT : ROLE_PANE_DIM;
	} else if (section < DIRECT && !counts_statements(section)) {
		source_row(in, index, out);
	} else if (section < FINDINGS) {
		quote_row(in, index, out);
	} else {
		finding_row(in, index, out);
	}
}

static void heading(const struct view_input *in, char *out, size_t cap)
{
	snprintf(out, cap, "Audit %s counts and their places", view_sign(in, SIGN_DOT));
}

const struct list_kind list_audit = {
	.title = "Audit",
	.orders = {"section"},
	.weight = {1, 0, 0},
	.from = {0, 30, 50},
	.right = 1 << 1 | 1 << 2,
	.loose = true,
	.heading = heading,
	.head = NULL,
	.fill = fill,
	.row = row,
};
