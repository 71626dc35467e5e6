/* export/html_text.c - the article's blocks as HTML.
 * Elements nest as quote > link or entity > cue or source; whatever changes closes what lies inside it first, so that the
 * tags always nest, whatever the annotations do. */
#include "export/html.h"

#include <stdio.h>
#include <string.h>

/* ---- runs ---- */

static void close_reference(struct html *h)
{
	if (h->link != PQ_NONE || h->entity != PQ_NONE)
		buf_str(h->out, "</a>");
	h->link = h->entity = PQ_NONE;
}

static void close_quote(struct html *h)
{
	close_reference(h);
	if (h->quote != PQ_NONE)
		buf_str(h->out, "</span>");
	h->quote = PQ_NONE;
}

static void anchor(struct html *h, char kind, uint32_t index)
{
	buf_printf(h->out, "<span class=\"t\" id=\"%c%u\"></span>", kind, (unsigned)index + 1);
}

/* Who speaks, where that changes or a block begins: beside the text where there is room. */
static void put_who(struct html *h, uint32_t quote)
{
	uint32_t source = h->notes->quotes[quote].source;
	if (source == h->who)
		return;
	h->who = source;
	buf_printf(h->out, "<a class=\"who h%u\" href=\"#s%u\">", (unsigned)source % HTML_HUES, (unsigned)source + 1);
	put_short_source(h->out, HTML, h->doc, h->notes, source);
	buf_str(h->out, "</a>");
}

/* Anchors for what begins at the run in hand. */
static void put_anchors(struct html *h)
{
	const struct pq_annotations *a = h->notes;
	for (uint32_t i = h->runs.active.len - h->runs.fresh; i < h->runs.active.len; i++) {
		const struct pq_mark *m = &a->marks[h->runs.active.at[i]];
		bool first =
			m->kind == PQ_MARK_QUOTE && m->span.start == a->parts[a->quotes[m->index].parts].span.start;
		if (!first && m->kind != PQ_MARK_MENTION && m->kind != PQ_MARK_FINDING)
			continue;
		close_quote(h);
		anchor(h, first ? 'q' : m->kind == PQ_MARK_MENTION ? 'm' : 'f', m->index);
		if (first)
			put_who(h, m->index);
	}
}

static void open_quote(struct html *h, const struct run_look *look)
{
	static const char parts[] = "dmi";
	if (look->quote == PQ_NONE || h->quote != PQ_NONE)
		return;
	h->quote = look->quote;
	h->part = look->part;
	uint32_t source = h->notes->quotes[look->quote].source;
	buf_printf(h->out, "<span class=\"q %c h%u\">", parts[look->part <= PQ_INDIRECT ? look->part : PQ_INDIRECT],
		   (unsigned)source % HTML_HUES);
}

static void open_reference(struct html *h, uint32_t link, uint32_t entity)
{
	if (h->link != PQ_NONE || h->entity != PQ_NONE)
		return;
	if (link != PQ_NONE) {
		buf_str(h->out, "<a class=\"l\" rel=\"noreferrer nofollow\" href=\"");
		put_href(h->out, HTML, doc_str(h->doc, h->doc->links[link].href));
		buf_str(h->out, "\">");
	} else if (entity != PQ_NONE) {
		buf_printf(h->out, "<a class=\"e\" href=\"#e%u\">", (unsigned)entity + 1);
	}
	h->link = link;
	h->entity = entity;
}

static void put_held(struct html *h)
{
	put_slice(h->out, HTML, h->held);
	h->held.len = 0;
}

/* Before a quote, keep back the mark that opens it: the speaker's name comes first. */
static void hold_mark(struct html *h, struct doc_slice *s)
{
	static const char *const opening[] = {"\"", "'", "\xe2\x80\x9c", "\xe2\x80\x98", "\xc2\xab"};
	const struct pq_annotations *a = h->notes;
	uint32_t next = h->runs.next;
	if (h->code || next >= a->n_marks || a->marks[next].kind != PQ_MARK_QUOTE ||
	    a->marks[next].span.start != h->runs.run.end)
		return;
	for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
		uint32_t len = (uint32_t)strlen(opening[i]);
		if (s->len < len || memcmp(s->s + s->len - len, opening[i], len) != 0)
			continue;
		s->len -= len;
		h->held = (struct doc_slice){s->s + s->len, len};
		return;
	}
}

/** Text with its lines as the page has them. */
static void put_words(struct html *h, struct doc_slice s)
{
	const char *newline;
	while (doc_keeps_lines(h->doc) && (newline = memchr(s.s, '\n', s.len)) != NULL) {
		put_text(h->out, HTML, s.s, (size_t)(newline - s.s));
		buf_str(h->out, "<br>");
		s.len -= (uint32_t)(newline + 1 - s.s);
		s.s = newline + 1;
	}
	put_slice(h->out, HTML, s);
}

static void put_run(struct html *h)
{
	struct run_look look = runs_look(&h->runs);
	uint32_t link = look.link, entity = PQ_NONE;
	if (link != PQ_NONE && !link_is_safe(doc_str(h->doc, h->doc->links[link].href)))
		link = PQ_NONE;
	if (link == PQ_NONE && look.mention != PQ_NONE && h->notes->mentions[look.mention].form == PQ_NAME)
		entity = h->notes->mentions[look.mention].entity;
	if (h->quote != look.quote || h->part != look.part)
		close_quote(h);
	if (h->link != link || h->entity != entity)
		close_reference(h);
	put_anchors(h);
	put_held(h);
	open_quote(h, &look);
	open_reference(h, link, entity);
	struct doc_slice s = doc_text(h->doc, h->runs.run);
	hold_mark(h, &s);
	const char *tag = look.cue ? "em" : look.source ? "b" : NULL;
	if (tag)
		buf_printf(h->out, "<%s>", tag);
	if (h->code)
		put_kept(h->out, HTML, s.s, s.len);
	else
		put_words(h, s);
	if (tag)
		buf_printf(h->out, "</%s>", tag);
}

static void put_span(struct html *h, struct pq_span span)
{
	while (runs_next(&h->runs, span))
		put_run(h);
	put_held(h);
	close_quote(h);
}

void html_credits(struct html *h)
{
	if (put_credits(h->out, HTML, h->doc, "<p class=\"byline\">"))
		buf_str(h->out, "</p>\n");
}

/* ---- blocks ---- */

static uint32_t next_in(const struct pq_doc *doc, struct pq_span span, char stop)
{
	while (span.start < span.end && doc->text[span.start] != stop)
		span.start++;
	return span.start;
}

static void put_table(struct html *h, struct pq_span span)
{
	buf_str(h->out, "<table><tbody>\n");
	for (struct pq_span row = span; row.start < span.end; row.start = row.end + 1) {
		row.end = next_in(h->doc, (struct pq_span){row.start, span.end}, '\n');
		buf_str(h->out, "<tr>");
		for (struct pq_span c = row; c.start <= row.end; c.start = c.end + 1) {
			c.end = next_in(h->doc, (struct pq_span){c.start, row.end}, '\t');
			buf_str(h->out, "<td>");
			put_span(h, c);
			buf_str(h->out, "</td>");
		}
		buf_str(h->out, "</tr>\n");
	}
	buf_str(h->out, "</tbody></table>\n");
}

static void put_element(struct html *h, const char *open, struct pq_span span, const char *close)
{
	buf_str(h->out, open);
	put_span(h, span);
	buf_str(h->out, close);
	buf_char(h->out, '\n');
}

static void put_heading(struct html *h, const struct pq_block *b)
{
	/* A page has one h1, and no heading skips a level. */
	uint32_t level = b->kind == PQ_BLOCK_TITLE && !h->titled ? 1 : b->level + 1u < 2 ? 2 : b->level + 1u;
	if (level > h->level + 1)
		level = h->level + 1;
	level = level > 6 ? 6 : level;
	bool title = level == 1;
	h->level = level;
	char open[8], close[8];
	snprintf(open, sizeof open, "<h%u>", (unsigned)level);
	snprintf(close, sizeof close, "</h%u>", (unsigned)level);
	put_element(h, open, b->span, close);
	if (title)
		html_credits(h);
	h->titled |= title;
}

static void put_item(struct html *h, const struct pq_block *b)
{
	uint32_t depth = b->level > 4 ? 4 : b->level ? b->level : 1;
	buf_printf(h->out, "<li class=\"d%u\"", (unsigned)depth);
	if (b->ordinal)
		buf_printf(h->out, " value=\"%u\"", b->ordinal);
	put_element(h, ">", b->span, "</li>");
}

static void put_paragraph(struct html *h, const struct pq_block *b)
{
	char open[40];
	snprintf(open, sizeof open, "<p class=\"%s\">", pq_block_kind_name(b->kind));
	put_element(h, b->kind == PQ_BLOCK_PARAGRAPH ? "<p>" : open, b->span, "</p>");
}

static void put_block(struct html *h, const struct pq_block *b)
{
	switch (b->kind) {
	case PQ_BLOCK_TITLE:
	case PQ_BLOCK_HEADING:
		put_heading(h, b);
		break;
	case PQ_BLOCK_LIST_ITEM:
		put_item(h, b);
		break;
	case PQ_BLOCK_BLOCKQUOTE:
		put_element(h, "<blockquote><p>", b->span, "</p></blockquote>");
		break;
	case PQ_BLOCK_CODE:
		h->code = true;
		put_element(h, "<pre>\n", b->span, "</pre>");
		h->code = false;
		break;
	case PQ_BLOCK_TABLE:
		put_table(h, b->span);
		break;
	default:
		put_paragraph(h, b);
	}
}

static const char *list_tag(const struct pq_block *b)
{
	return b->kind != PQ_BLOCK_LIST_ITEM ? NULL : b->ordinal ? "ol" : "ul";
}

void html_blocks(struct html *h)
{
	const char *list = NULL;
	for (uint32_t i = 0; i < h->doc->n_blocks; i++) {
		const char *tag = list_tag(&h->doc->blocks[i]);
		if (list && list != tag)
			buf_printf(h->out, "</%s>\n", list);
		if (tag && list != tag)
			buf_printf(h->out, "<%s>\n", tag);
		list = tag;
		h->who = PQ_NONE;
		put_block(h, &h->doc->blocks[i]);
	}
	if (list)
		buf_printf(h->out, "</%s>\n", list);
}
