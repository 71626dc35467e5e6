/* export/md.c - the article as Markdown (CommonMark with the footnotes and tables of GitHub), a footnote a quote. */
#include "export/formats.h"
#include "export/runs.h"
#include "export/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 12 };

/* Where the last part of a quote ends, and with it the place of its footnote. */
struct ending {
	uint32_t at, quote;
};

enum line_start { INSIDE, AT_START, AFTER_NUMBER };

struct md {
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
	struct buf *out;
	struct runs runs;
	VEC(struct ending) endings;  /**< in the order of the text */
	uint32_t ended, noted;       /**< endings passed, and those of them that have their footnote */
	uint32_t link;               /**< the link under way, or PQ_NONE */
	bool code;                   /**< text goes out as it is */
	enum line_start start;       /**< of what Markdown takes for a line */
	uint32_t indent[MOST_DEPTH]; /**< of the text of the list items under way, by depth */
	uint32_t depth;
};

/* ---- footnotes ---- */

static int compare_endings(const void *a, const void *b)
{
	const struct ending *x = a, *y = b;
	return x->at != y->at ? (x->at < y->at ? -1 : 1) : (x->quote > y->quote) - (x->quote < y->quote);
}

static void find_endings(struct md *m)
{
	for (uint32_t i = 0; i < m->notes->n_quotes; i++)
		if (!vec_push(&m->endings, (struct ending){quote_extent(m->notes, i).end, i}))
			m->out->failed = true;
	if (m->endings.len)
		qsort(m->endings.at, m->endings.len, sizeof *m->endings.at, compare_endings);
}

static void put_footnotes(struct md *m)
{
	for (; m->noted < m->ended; m->noted++)
		buf_printf(m->out, "[^%u]", (unsigned)m->endings.at[m->noted].quote + 1);
}

static void put_definition(struct md *m, uint32_t index)
{
	const struct pq_quote *q = &m->notes->quotes[index];
	const struct pq_source *s = &m->notes->sources[q->source];
	buf_printf(m->out, "[^%u]: **", (unsigned)index + 1);
	put_source(m->out, MARKDOWN, m->notes, q->source);
	buf_printf(m->out, "** (%s, %s): %s quote", pq_source_kind_name(s->kind), pq_naming_name(s->naming),
		   pq_quote_kind_name(q->kind));
	if (!span_empty(q->cue)) {
		buf_str(m->out, ", cue \xe2\x80\x9c");
		put_slice(m->out, MARKDOWN, doc_text(m->doc, q->cue));
		buf_str(m->out, "\xe2\x80\x9d");
	}
	if (q->continues != PQ_NONE)
		buf_printf(m->out, ", goes on from %u", (unsigned)q->continues + 1);
	buf_printf(m->out, ". %s (%s)\n", pq_evidence_sentence(q->evidence), confidence_word(q->confidence));
}

/* ---- text ---- */

static void end_link(struct md *m)
{
	if (m->link == PQ_NONE)
		return;
	buf_str(m->out, "](<");
	put_href(m->out, MARKDOWN, doc_str(m->doc, m->doc->links[m->link].href));
	buf_str(m->out, ">)");
	m->link = PQ_NONE;
}

static void start_link(struct md *m)
{
	uint32_t link = m->code ? PQ_NONE : runs_look(&m->runs).link;
	if (link != PQ_NONE && !link_is_safe(doc_str(m->doc, m->doc->links[link].href)))
		link = PQ_NONE;
	if (link == m->link)
		return;
	end_link(m);
	if (link != PQ_NONE) {
		put_footnotes(m);
		buf_char(m->out, '[');
		m->start = INSIDE;
	}
	m->link = link;
}

/* Footnotes that are due stand behind the quote mark that closes the quote. */
static void put_due(struct md *m, struct doc_slice *s)
{
	static const char *const closing[] = {"\"", "'", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb"};
	if (m->noted == m->ended || m->link != PQ_NONE || m->code)
		return;
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		uint32_t len = (uint32_t)strlen(closing[i]);
		if (s->len < len || memcmp(s->s, closing[i], len) != 0)
			continue;
		buf_str(m->out, closing[i]);
		*s = (struct doc_slice){s->s + len, s->len - len};
		break;
	}
	put_footnotes(m);
}

/* Escape what would start a heading, a list or a rule, were it the first on a line. */
static void put_line_start(struct md *m, struct doc_slice *s)
{
	uint32_t digits = 0;
	if (m->start == INSIDE || !s->len)
		return;
	while (digits < s->len && s->s[digits] >= '0' && s->s[digits] <= '9')
		digits++;
	bool number = digits || m->start == AFTER_NUMBER;
	buf_add(m->out, s->s, digits);
	*s = (struct doc_slice){s->s + digits, s->len - digits};
	m->start = s->len ? INSIDE : AFTER_NUMBER;
	if (s->len && strchr(number ? ".)" : "#+-=", *s->s))
		buf_char(m->out, '\\');
}

static void put_run(struct md *m)
{
	struct doc_slice s = doc_text(m->doc, m->runs.run);
	start_link(m);
	put_due(m, &s);
	put_line_start(m, &s);
	if (m->code)
		put_kept(m->out, PLAIN, s.s, s.len);
	else
		put_slice(m->out, MARKDOWN, s);
	while (m->ended < m->endings.len && m->endings.at[m->ended].at <= m->runs.run.end)
		m->ended++;
}

static void put_span(struct md *m, struct pq_span span)
{
	while (runs_next(&m->runs, span))
		put_run(m);
	end_link(m);
	m->start = INSIDE;
	if (!m->code)
		put_footnotes(m);
}

static void put_paragraph(struct md *m, struct pq_span span)
{
	m->start = AT_START;
	put_span(m, span);
}

/* ---- blocks ---- */

static void put_code(struct md *m, struct pq_span span)
{
	uint32_t longest = 2, ticks = 0;
	for (uint32_t i = span.start; i < span.end; i++) {
		ticks = m->doc->text[i] == '`' ? ticks + 1 : 0;
		longest = ticks > longest ? ticks : longest;
	}
	for (uint32_t i = 0; i <= longest; i++)
		buf_char(m->out, '`');
	buf_char(m->out, '\n');
	m->code = true;
	put_span(m, span);
	m->code = false;
	buf_char(m->out, '\n');
	for (uint32_t i = 0; i <= longest; i++)
		buf_char(m->out, '`');
	if (m->noted < m->ended)
		buf_str(m->out, "\n\n");
	put_footnotes(m);
}

static uint32_t next_in(const struct pq_doc *doc, struct pq_span span, char stop)
{
	while (span.start < span.end && doc->text[span.start] != stop)
		span.start++;
	return span.start;
}

static uint32_t put_row(struct md *m, struct pq_span row)
{
	uint32_t cells = 0;
	for (struct pq_span c = row; c.start <= row.end; c.start = c.end + 1, cells++) {
		c.end = next_in(m->doc, (struct pq_span){c.start, row.end}, '\t');
		buf_str(m->out, "| ");
		put_span(m, c);
		buf_char(m->out, ' ');
	}
	buf_str(m->out, "|");
	return cells;
}

/* The first row is the head: such a table must have one. */
static void put_table(struct md *m, struct pq_span span)
{
	bool head = true;
	for (struct pq_span row = span; row.start < span.end; row.start = row.end + 1) {
		row.end = next_in(m->doc, (struct pq_span){row.start, span.end}, '\n');
		buf_str(m->out, head ? "" : "\n");
		uint32_t cells = put_row(m, row);
		buf_str(m->out, head ? "\n" : "");
		for (uint32_t i = 0; head && i < cells; i++)
			buf_str(m->out, "| --- ");
		buf_str(m->out, head ? "|" : "");
		head = false;
	}
}

static void put_item(struct md *m, const struct pq_block *b)
{
	uint32_t level = b->level ? b->level - 1u : 0;
	char marker[16] = "- ";
	level = level < m->depth ? level : m->depth;
	level = level < MOST_DEPTH - 1 ? level : MOST_DEPTH - 1;
	if (b->ordinal)
		snprintf(marker, sizeof marker, "%u. ", b->ordinal);
	uint32_t indent = level ? m->indent[level - 1] : 0;
	for (uint32_t i = 0; i < indent; i++)
		buf_char(m->out, ' ');
	buf_str(m->out, marker);
	m->indent[level] = indent + (uint32_t)strlen(marker);
	m->depth = level + 1;
	put_paragraph(m, b->span);
}

static void put_blockquote(struct md *m, const struct pq_block *b)
{
	for (uint32_t i = 0; i < (b->level ? b->level : 1u) && i < MOST_DEPTH; i++)
		buf_str(m->out, "> ");
	put_paragraph(m, b->span);
}

static void put_heading(struct md *m, const struct pq_block *b)
{
	uint32_t level = b->kind == PQ_BLOCK_TITLE ? 1 : 1u + b->level;
	level = level < 2 && b->kind != PQ_BLOCK_TITLE ? 2 : level > 6 ? 6 : level;
	for (uint32_t i = 0; i < level; i++)
		buf_char(m->out, '#');
	buf_char(m->out, ' ');
	put_span(m, b->span);
}

static void put_block(struct md *m, const struct pq_block *b)
{
	switch (b->kind) {
	case PQ_BLOCK_TITLE:
	case PQ_BLOCK_HEADING:
		put_heading(m, b);
		break;
	case PQ_BLOCK_LIST_ITEM:
		put_item(m, b);
		break;
	case PQ_BLOCK_BLOCKQUOTE:
		put_blockquote(m, b);
		break;
	case PQ_BLOCK_CODE:
		put_code(m, b->span);
		break;
	case PQ_BLOCK_TABLE:
		put_table(m, b->span);
		break;
	case PQ_BLOCK_CAPTION:
	case PQ_BLOCK_CREDIT:
	case PQ_BLOCK_RELATED:
	case PQ_BLOCK_FURNITURE:
		buf_printf(m->out, "*%s:* ", pq_block_kind_name(b->kind));
		put_span(m, b->span);
		break;
	default:
		put_paragraph(m, b->span);
	}
}

static void put_title_credits(struct md *m)
{
	if (put_credits(m->out, MARKDOWN, m->doc, "\n"))
		buf_char(m->out, '\n');
}

static void put_blocks(struct md *m)
{
	bool item = false;
	uint32_t title = first_block(m->doc, PQ_BLOCK_TITLE);
	for (uint32_t i = 0; i < m->doc->n_blocks; i++) {
		const struct pq_block *b = &m->doc->blocks[i];
		bool is_item = b->kind == PQ_BLOCK_LIST_ITEM;
		if (i && !(item && is_item))
			buf_char(m->out, '\n');
		if (!is_item)
			m->depth = 0;
		put_block(m, b);
		buf_char(m->out, '\n');
		if (i == title)
			put_title_credits(m);
		item = is_item;
	}
}

/* ---- before and after ---- */

static void put_notices(struct md *m)
{
	for (uint32_t i = 0; i < article_notices(m->doc, m->notes); i++) {
		buf_str(m->out, "> **Notice:** ");
		put_slice(m->out, MARKDOWN, article_notice(m->doc, m->notes, i));
		buf_str(m->out, "\n\n");
	}
	if (first_block(m->doc, PQ_BLOCK_TITLE) < m->doc->n_blocks)
		return;
	if (m->doc->meta.title.len) {
		buf_str(m->out, "# ");
		put_slice(m->out, MARKDOWN, doc_str(m->doc, m->doc->meta.title));
		buf_str(m->out, "\n\n");
	}
	if (put_credits(m->out, MARKDOWN, m->doc, ""))
		buf_str(m->out, "\n\n");
}

static void put_sources(struct md *m)
{
	const struct pq_annotations *a = m->notes;
	buf_str(m->out, a->n_sources ? "\n## Sources\n\n" : "");
	for (uint32_t i = 0; i < a->n_sources; i++) {
		const struct pq_source *s = &a->sources[i];
		buf_str(m->out, "- ");
		put_source(m->out, MARKDOWN, a, i);
		buf_printf(m->out, " (%s, %s): %u %s, %u words quoted\n", pq_source_kind_name(s->kind),
			   pq_naming_name(s->naming), (unsigned)s->n_quotes, s->n_quotes == 1 ? "quote" : "quotes",
			   (unsigned)s->n_words);
	}
	const char *title = "\n## Who is who\n\n";
	for (uint32_t i = 0; i < a->n_entities; i++) {
		if (!is_person_of_note(a, i))
			continue;
		buf_printf(m->out, "%s- ", title);
		put_slice(m->out, MARKDOWN, anno_str(a, a->entities[i].name));
		buf_str(m->out, ": ");
		put_introduction(m->out, MARKDOWN, m->doc, a, i, INTRODUCTION_CELLS);
		buf_char(m->out, '\n');
		title = "";
	}
	buf_str(m->out, a->n_findings ? "\n## Findings\n\n" : "");
	for (uint32_t i = 0; i < a->n_findings; i++) {
		buf_printf(m->out, "- *%s:* ", pq_finding_kind_name(a->findings[i].kind));
		put_slice(m->out, MARKDOWN, anno_str(a, a->findings[i].message));
		buf_char(m->out, '\n');
	}
}

static void put_left_out(struct md *m)
{
	uint32_t n = m->doc->n_left_out;
	if (n)
		buf_printf(m->out, "\n*%u piece%s of the page beside the article %s left out.*\n", (unsigned)n,
			   n == 1 ? "" : "s", n == 1 ? "is" : "are");
}

static void md_write(const struct pq_doc *doc, const struct pq_annotations *notes, const struct export_options *options,
		     struct buf *out)
{
	(void)options;
	struct md m = {.doc = doc, .notes = notes, .out = out, .link = PQ_NONE};
	runs_init(&m.runs, doc, notes);
	find_endings(&m);
	put_notices(&m);
	put_blocks(&m);
	m.ended = m.endings.len;
	put_footnotes(&m);
	put_sources(&m);
	buf_str(out, notes->n_quotes ? "\n" : "");
	for (uint32_t i = 0; i < notes->n_quotes; i++)
		put_definition(&m, i);
	put_left_out(&m);
	out->failed |= m.runs.failed;
	runs_release(&m.runs);
	vec_release(&m.endings);
}

const struct exporter export_md = {
	.name = "md",
	.extension = ".md",
	.media_type = "text/markdown",
	.help = "Markdown, each quote with a footnote on its source",
	.write = md_write,
};
