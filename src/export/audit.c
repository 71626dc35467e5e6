/* export/audit.c - counts and their evidence as plain text; never a score (reader.md, "The audit").
 * What stands here is what the annotations hold: what is unknown is counted as unknown. */
#include "base/alloc.h"
#include "export/formats.h"
#include "export/write.h"

#include <stdlib.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 32, CONTEXT_BEFORE = 24 };

struct audit {
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
	struct buf *out;
	uint32_t width;
};

/* ---- lines ---- */

static void heading(struct audit *a, const char *text, uint32_t n)
{
	buf_printf(a->out, "\n%s: %u\n", text, (unsigned)n);
}

/* The words of SPAN with some of the text before them, one line. */
static void put_context(struct audit *a, struct pq_span span)
{
	if (span_empty(span))
		return;
	const struct pq_doc *d = a->doc;
	uint32_t block = doc_block_at(d, span.start);
	uint32_t first = block < d->n_blocks && d->blocks[block].span.start < span.start ? d->blocks[block].span.start
											 : span.start;
	uint32_t last =
		block < d->n_blocks && d->blocks[block].span.end > span.end ? d->blocks[block].span.end : span.end;
	uint32_t start = span.start - first > CONTEXT_BEFORE ? span.start - CONTEXT_BEFORE : first;
	while (start > first && start < span.start && d->text[start - 1] != ' ' && d->text[start - 1] != '\n')
		start++;
	buf_str(a->out, start > first ? "      \xe2\x80\xa6" : "      ");
	put_excerpt(a->out, CELLS, d, (struct pq_span){start, last}, a->width - 7);
	buf_char(a->out, '\n');
}

static struct pq_span statement(const struct pq_annotations *n, uint32_t quote)
{
	const struct pq_quote *q = &n->quotes[quote];
	struct pq_span first = n->parts[q->parts].span;
	if (span_empty(q->source_span))
		return first;
	return q->source_span;
}

/* ---- sources ---- */

static uint32_t count_naming(const struct pq_annotations *n, enum pq_naming naming)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n->n_sources; i++)
		count += n->sources[i].naming == naming;
	return count;
}

static uint32_t count_kind(const struct pq_annotations *n, enum pq_source_kind kind)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n->n_sources; i++)
		count += n->sources[i].kind == kind;
	return count;
}

static uint32_t count_findings(const struct pq_annotations *n, enum pq_finding_kind kind)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n->n_findings; i++)
		count += n->findings[i].kind == kind;
	return count;
}

static void put_counts(struct audit *a)
{
	const struct pq_annotations *n = a->notes;
	uint32_t kinds[PQ_QUOTE_KINDS] = {0}, nobody = 0;
	for (uint32_t i = 0; i < n->n_quotes; i++) {
		kinds[n->quotes[i].kind < PQ_QUOTE_KINDS ? n->quotes[i].kind : PQ_INDIRECT]++;
		nobody += n->sources[n->quotes[i].source].naming == PQ_UNNAMED;
	}
	buf_printf(a->out, "\nSources: %u\n  named %u, described but not named %u, anonymous %u\n",
		   (unsigned)n->n_sources, (unsigned)count_naming(n, PQ_NAMED), (unsigned)count_naming(n, PQ_DESCRIBED),
		   (unsigned)count_naming(n, PQ_ANONYMOUS));
	buf_printf(a->out, "  documents %u, organizations %u, outlets %u\n",
		   (unsigned)count_kind(n, PQ_SOURCE_DOCUMENT), (unsigned)count_kind(n, PQ_SOURCE_ORGANIZATION),
		   (unsigned)count_kind(n, PQ_SOURCE_OUTLET));
	buf_printf(a->out, "\nStatements: %u\n  direct %u, mixed %u, indirect %u\n", (unsigned)n->n_quotes,
		   (unsigned)kinds[PQ_DIRECT], (unsigned)kinds[PQ_MIXED], (unsigned)kinds[PQ_INDIRECT]);
	buf_printf(a->out, "  nobody given %u, second-hand %u\n", (unsigned)nobody,
		   (unsigned)count_findings(n, PQ_SECOND_HAND));
}

struct share {
	uint32_t words, source;
};

/* Most words first. */
static int compare_shares(const void *a, const void *b)
{
	const struct share *x = a, *y = b;
	return x->words != y->words ? (x->words < y->words ? 1 : -1)
				    : (x->source > y->source) - (x->source < y->source);
}

static void put_shares(struct audit *a, struct share *shares, uint64_t total)
{
	const struct pq_annotations *n = a->notes;
	for (uint32_t i = 0; i < n->n_sources; i++)
		shares[i] = (struct share){n->sources[i].n_words, i};
	qsort(shares, n->n_sources, sizeof *shares, compare_shares);
	for (uint32_t i = 0; i < n->n_sources && shares[i].words; i++) {
		uint64_t percent = (shares[i].words * 100ull + total / 2) / total;
		buf_printf(a->out, "  %3u %%  %5u  ", (unsigned)percent, (unsigned)shares[i].words);
		put_source(a->out, CELLS, n, shares[i].source);
		buf_char(a->out, '\n');
	}
}

static void put_words(struct audit *a)
{
	uint64_t total = 0;
	for (uint32_t i = 0; i < a->notes->n_sources; i++)
		total += a->notes->sources[i].n_words;
	if (!total)
		return;
	buf_printf(a->out, "\nWords in quote marks: %llu\n", (unsigned long long)total);
	struct share *shares = mem_zero(a->notes->n_sources, sizeof *shares);
	if (shares)
		put_shares(a, shares, total);
	else
		a->out->failed = true;
	mem_free(shares);
}

/* Every source of one naming, with where it first speaks. */
static void put_sources(struct audit *a, const char *title, enum pq_naming naming)
{
	const struct pq_annotations *n = a->notes;
	uint32_t count = count_naming(n, naming);
	if (!count)
		return;
	heading(a, title, count);
	for (uint32_t i = 0; i < n->n_sources; i++) {
		const struct pq_source *s = &n->sources[i];
		if (s->naming != naming)
			continue;
		buf_str(a->out, "  ");
		put_source(a->out, CELLS, n, i);
		buf_printf(a->out, " (%s), %u %s", pq_source_kind_name(s->kind), (unsigned)s->n_quotes,
			   s->n_quotes == 1 ? "statement" : "statements");
		if (naming == PQ_ANONYMOUS)
			buf_str(a->out, s->reason_given ? "; a reason is given" : "; no reason is given");
		buf_char(a->out, '\n');
		for (uint32_t k = 0; k < s->n_quotes && (k == 0 || naming == PQ_UNNAMED); k++)
			put_context(a, statement(n, n->source_quotes[s->quotes + k]));
	}
}

/* ---- people ---- */

static void put_people(struct audit *a)
{
	const struct pq_annotations *n = a->notes;
	uint32_t count = 0;
	for (uint32_t i = 0; i < n->n_entities; i++)
		count += is_person_of_note(n, i);
	if (!count)
		return;
	heading(a, "Who is who", count);
	for (uint32_t i = 0; i < n->n_entities; i++) {
		if (!is_person_of_note(n, i))
			continue;
		buf_str(a->out, "  ");
		put_slice(a->out, CELLS, anno_str(n, n->entities[i].name));
		buf_str(a->out, "\n      ");
		put_introduction(a->out, CELLS, a->doc, n, i, a->width - 6);
		buf_char(a->out, '\n');
	}
}

/* ---- findings ---- */

static const struct {
	enum pq_finding_kind kind;
	const char *title;
} kinds_shown[] = {
	{PQ_UNRESOLVED_SPEAKER, "Speakers that the text does not give"},
	{PQ_PRONOUN_CONFLICT, "Pronouns that fit nobody named before"},
	{PQ_NOT_INTRODUCED, "Surnames used before anyone introduces them"},
	{PQ_SECOND_HAND, "Second-hand statements"},
	{PQ_SHARED_SURNAME, "Surnames that two people share"},
	{PQ_AMBIGUOUS_ACRONYM, "Acronyms with two readings"},
	{PQ_NEVER_QUOTED, "People named but never quoted"},
	{PQ_DECLINED, "Declined or could not be reached"},
	{PQ_WIRE_CREDIT, "Wire credits"},
	{PQ_SCARE_QUOTE, "Quoted words that nobody is said to utter"},
	{PQ_FURNITURE, "Captions, headlines and page furniture inside the text"},
};

static void put_findings(struct audit *a)
{
	for (size_t k = 0; k < sizeof kinds_shown / sizeof *kinds_shown; k++) {
		uint32_t count = count_findings(a->notes, kinds_shown[k].kind);
		if (!count)
			continue;
		heading(a, kinds_shown[k].title, count);
		for (uint32_t i = 0; i < a->notes->n_findings; i++) {
			const struct pq_finding *f = &a->notes->findings[i];
			if (f->kind != kinds_shown[k].kind)
				continue;
			buf_str(a->out, "  ");
			put_slice(a->out, CELLS, anno_str(a->notes, f->message));
			buf_char(a->out, '\n');
			put_context(a, f->span);
		}
	}
}

static void put_head(struct audit *a)
{
	struct doc_slice title = article_title(a->doc);
	buf_str(a->out, "Audit of ");
	put_slice(a->out, CELLS, title.len ? title : doc_str(a->doc, a->doc->meta.source));
	buf_char(a->out, '\n');
	if (put_credits(a->out, CELLS, a->doc, ""))
		buf_char(a->out, '\n');
	for (uint32_t i = 0; i < article_notices(a->doc, a->notes); i++) {
		buf_str(a->out, "! ");
		put_slice(a->out, CELLS, article_notice(a->doc, a->notes, i));
		buf_char(a->out, '\n');
	}
	if (!a->notes->complete)
		buf_str(a->out, "! Only a part of the text was annotated.\n");
	uint32_t n = a->doc->n_left_out;
	if (n)
		buf_printf(a->out, "%u piece%s of the page beside the article %s left out.\n", (unsigned)n,
			   n == 1 ? "" : "s", n == 1 ? "is" : "are");
}

static void audit_write(const struct pq_doc *doc, const struct pq_annotations *notes,
			const struct export_options *options, struct buf *out)
{
	struct audit a = {
		.doc = doc, .notes = notes, .out = out, .width = options->width ? options->width : DEFAULT_WIDTH};
	a.width = a.width > LEAST_WIDTH ? a.width : LEAST_WIDTH;
	put_head(&a);
	put_counts(&a);
	put_words(&a);
	put_sources(&a, "Anonymous sources", PQ_ANONYMOUS);
	put_sources(&a, "Sources described but not named", PQ_DESCRIBED);
	if (!count_findings(notes, PQ_UNRESOLVED_SPEAKER))
		put_sources(&a, "Statements that the text gives to nobody", PQ_UNNAMED);
	put_people(&a);
	put_findings(&a);
}

const struct exporter export_audit = {
	.name = "audit",
	.extension = ".audit",
	.media_type = "text/plain",
	.help = "who is named, described, anonymous; findings, each with its evidence",
	.write = audit_write,
};
