/* export/html_panes.c - the page's lists of sources, quotes, entities and findings. */
#include "export/html.h"

enum { EXCERPT_CELLS = 90 };

static void open_pane(struct html *h, const char *title, uint32_t n)
{
	buf_printf(h->out, "<details open><summary>%s <small>%u</small></summary>\n<ul>\n", title, (unsigned)n);
}

static void close_pane(struct html *h)
{
	buf_str(h->out, "</ul>\n</details>\n");
}

static void put_source_item(struct html *h, uint32_t i, uint64_t total)
{
	const struct pq_annotations *a = h->notes;
	const struct pq_source *s = &a->sources[i];
	buf_printf(h->out, "<li id=\"s%u\"><b class=\"h%u\">", (unsigned)i + 1, (unsigned)i % HTML_HUES);
	put_source(h->out, HTML, a, i);
	buf_printf(h->out, "</b> <small>%s" DOT "%s", pq_source_kind_name(s->kind),
		   s->naming == PQ_UNNAMED ? "not given" : pq_naming_name(s->naming));
	if (s->naming == PQ_ANONYMOUS)
		buf_str(h->out, s->reason_given ? ", a reason is given" : ", no reason given");
	if (s->n_words)
		buf_printf(h->out, DOT "%u %% of the words quoted",
			   (unsigned)((s->n_words * 100ull + total / 2) / total));
	buf_str(h->out, "</small> <span class=\"refs\">");
	for (uint32_t k = 0; k < s->n_quotes; k++) {
		unsigned q = (unsigned)a->source_quotes[s->quotes + k] + 1;
		buf_printf(h->out, "<a href=\"#q%u\">%u</a> ", q, q);
	}
	buf_str(h->out, "</span></li>\n");
}

static void put_sources(struct html *h)
{
	const struct pq_annotations *a = h->notes;
	uint64_t total = 0;
	if (!a->n_sources)
		return;
	for (uint32_t i = 0; i < a->n_sources; i++)
		total += a->sources[i].n_words;
	open_pane(h, "Sources", a->n_sources);
	for (uint32_t i = 0; i < a->n_sources; i++)
		put_source_item(h, i, total);
	close_pane(h);
}

static void put_quotes(struct html *h)
{
	const struct pq_annotations *a = h->notes;
	if (!a->n_quotes)
		return;
	open_pane(h, "Quotes", a->n_quotes);
	for (uint32_t i = 0; i < a->n_quotes; i++) {
		const struct pq_quote *q = &a->quotes[i];
		buf_printf(h->out, "<li><b class=\"h%u\">", (unsigned)q->source % HTML_HUES);
		put_source(h->out, HTML, a, q->source);
		buf_printf(h->out, "</b> <a href=\"#q%u\">", (unsigned)i + 1);
		put_excerpt(h->out, HTML, h->doc, a->parts[q->parts].span, EXCERPT_CELLS);
		buf_printf(h->out, "</a> <small>%s", pq_quote_kind_name(q->kind));
		if (!span_empty(q->cue)) {
			buf_str(h->out, DOT);
			put_slice(h->out, HTML, doc_text(h->doc, q->cue));
		}
		if (q->continues != PQ_NONE)
			buf_printf(h->out, DOT "goes on from %u", (unsigned)q->continues + 1);
		buf_printf(h->out, DOT "%s" DOT "%s</small></li>\n", pq_evidence_sentence(q->evidence),
			   confidence_word(q->confidence));
	}
	close_pane(h);
}

static void put_entity_item(struct html *h, uint32_t i)
{
	const struct pq_annotations *a = h->notes;
	const struct pq_entity *e = &a->entities[i];
	buf_printf(h->out, "<li id=\"e%u\"><b>", (unsigned)i + 1);
	put_slice(h->out, HTML, anno_str(a, e->name));
	buf_printf(h->out, "</b> <small>%s", pq_entity_type_name(e->type));
	if (!span_empty(e->description)) {
		buf_str(h->out, DOT);
		put_slice(h->out, HTML, doc_text(h->doc, e->description));
	}
	if (!e->introduced && e->type == PQ_PERSON)
		buf_str(h->out, DOT "not introduced");
	if (e->n_quotes)
		buf_printf(h->out, DOT "%u %s", (unsigned)e->n_quotes, e->n_quotes == 1 ? "quote" : "quotes");
	buf_str(h->out, "</small> <span class=\"refs\">");
	for (uint32_t k = 0; k < e->n_mentions; k++)
		buf_printf(h->out, "<a href=\"#m%u\">%u</a> ", (unsigned)a->entity_mentions[e->mentions + k] + 1,
			   (unsigned)k + 1);
	buf_str(h->out, "</span></li>\n");
}

static void put_entities(struct html *h)
{
	if (!h->notes->n_entities)
		return;
	open_pane(h, "Names", h->notes->n_entities);
	for (uint32_t i = 0; i < h->notes->n_entities; i++)
		put_entity_item(h, i);
	close_pane(h);
}

static void put_findings(struct html *h)
{
	const struct pq_annotations *a = h->notes;
	if (!a->n_findings)
		return;
	open_pane(h, "Findings", a->n_findings);
	for (uint32_t i = 0; i < a->n_findings; i++) {
		const struct pq_finding *f = &a->findings[i];
		bool placed = !span_empty(f->span);
		buf_str(h->out, "<li>");
		if (placed)
			buf_printf(h->out, "<a href=\"#f%u\">", (unsigned)i + 1);
		put_slice(h->out, HTML, anno_str(a, f->message));
		buf_printf(h->out, "%s <small>%s</small></li>\n", placed ? "</a>" : "", pq_finding_kind_name(f->kind));
	}
	close_pane(h);
}

/* Folded: it is no part of the article. */
static void put_left_out(struct html *h)
{
	const struct pq_doc *d = h->doc;
	if (!d->n_left_out)
		return;
	buf_printf(h->out, "<details><summary>Left out of the page <small>%u</small></summary>\n<ul>\n",
		   (unsigned)d->n_left_out);
	for (uint32_t i = 0; i < d->n_left_out; i++) {
		buf_printf(h->out, "<li><small>%s</small> ", pq_left_out_kind_name(d->left_out[i].kind));
		put_slice(h->out, HTML, doc_str(d, d->left_out[i].words));
		buf_str(h->out, "</li>\n");
	}
	close_pane(h);
}

void html_panes(struct html *h)
{
	buf_str(h->out, "<aside>\n");
	put_sources(h);
	put_findings(h);
	put_quotes(h);
	put_entities(h);
	put_left_out(h);
	buf_str(h->out, "</aside>\n");
}
