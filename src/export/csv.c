/* export/csv.c - one row a quote (RFC 4180: CRLF, fields in quote marks where need be).
 * A field that a spreadsheet would take for a formula is preceded by an apostrophe.  Source: OWASP, "CSV Injection". */
#include "export/formats.h"
#include "export/offsets.h"
#include "export/write.h"

#include <string.h>

static const char columns[] = "article,title,published,quote,kind,speaker,source_kind,naming,described_as,reason_given,"
			      "text,cue,lemma,source_words,start,end,continues,evidence,confidence,sure\r\n";

struct csv {
	struct buf *out;
	struct buf field;
	bool more; /**< a field stands before this one in the row */
};

static bool is_formula(const struct buf *b)
{
	return b->len && strchr("=+-@\t\r", b->bytes[0]);
}

static void end_field(struct csv *c)
{
	struct buf *f = &c->field;
	bool formula = is_formula(f);
	buf_str(c->out, c->more ? "," : "");
	c->more = true;
	c->out->failed |= f->failed;
	if (!f->len)
		return;
	if (!formula && !strpbrk(f->bytes, ",\"\r\n")) {
		buf_add(c->out, f->bytes, f->len);
	} else {
		buf_str(c->out, formula ? "\"'" : "\"");
		for (size_t i = 0; i < f->len; i++)
			buf_str(c->out, f->bytes[i] == '"' ? "\"\"" : (char[]){f->bytes[i], '\0'});
		buf_char(c->out, '"');
	}
	buf_clear(f);
}

static void put_field(struct csv *c, struct doc_slice s)
{
	put_slice(&c->field, PLAIN, s);
	end_field(c);
}

static void put_word(struct csv *c, const char *word)
{
	buf_str(&c->field, word);
	end_field(c);
}

static void put_number(struct csv *c, const char *prefix, uint32_t n)
{
	buf_printf(&c->field, "%s%u", prefix, (unsigned)n);
	end_field(c);
}

static void put_parts(struct csv *c, const struct pq_doc *doc, const struct pq_annotations *notes,
		      const struct pq_quote *q)
{
	for (uint32_t i = 0; i < q->n_parts; i++) {
		buf_str(&c->field, i ? " \xe2\x80\xa6 " : "");
		put_slice(&c->field, PLAIN, doc_text(doc, notes->parts[q->parts + i].span));
	}
	end_field(c);
}

static void put_speaker(struct csv *c, const struct pq_doc *doc, const struct pq_annotations *notes,
			const struct pq_source *s)
{
	struct pq_span description = {0, 0};
	if (s->entity != PQ_NONE)
		description = notes->entities[s->entity].description;
	put_field(c, anno_str(notes, s->name));
	put_word(c, pq_source_kind_name(s->kind));
	put_word(c, pq_naming_name(s->naming));
	put_field(c, doc_text(doc, description));
	put_word(c, s->naming != PQ_ANONYMOUS ? "" : s->reason_given ? "yes" : "no");
}

static void put_row(struct csv *c, const struct pq_doc *doc, const struct pq_annotations *notes,
		    const struct offsets *offsets, uint32_t index)
{
	const struct pq_quote *q = &notes->quotes[index];
	struct pq_span extent = quote_extent(notes, index);
	unsigned percent = q->confidence >= 1 ? 100 : q->confidence > 0 ? (unsigned)(q->confidence * 100 + 0.5f) : 0;
	c->more = false;
	put_field(c, doc_str(doc, doc->meta.source));
	put_field(c, article_title(doc));
	put_field(c, doc_str(doc, doc->meta.published));
	put_number(c, "q", index + 1);
	put_word(c, pq_quote_kind_name(q->kind));
	put_speaker(c, doc, notes, &notes->sources[q->source]);
	put_parts(c, doc, notes, q);
	put_field(c, doc_text(doc, q->cue));
	put_field(c, anno_str(notes, q->lemma));
	put_field(c, doc_text(doc, q->source_span));
	put_number(c, "", offsets_at(offsets, extent.start));
	put_number(c, "", offsets_at(offsets, extent.end));
	if (q->continues == PQ_NONE)
		put_word(c, "");
	else
		put_number(c, "q", q->continues + 1);
	put_word(c, pq_evidence_name(q->evidence));
	buf_printf(&c->field, "%u.%02u", percent / 100, percent % 100);
	end_field(c);
	put_word(c, confidence_word(q->confidence));
	buf_str(c->out, "\r\n");
}

/* What was cut or repaired in reading, as rows of their own: "notice" in the place of the kind. */
static void put_notices(struct csv *c, const struct pq_doc *doc, const struct pq_annotations *notes)
{
	for (uint32_t i = 0; i < article_notices(doc, notes); i++) {
		c->more = false;
		put_field(c, doc_str(doc, doc->meta.source));
		put_field(c, article_title(doc));
		put_field(c, doc_str(doc, doc->meta.published));
		put_word(c, "");
		put_word(c, "notice");
		for (int empty = 0; empty < 5; empty++)
			put_word(c, "");
		put_field(c, article_notice(doc, notes, i));
		for (int empty = 0; empty < 9; empty++)
			put_word(c, "");
		buf_str(c->out, "\r\n");
	}
}

static void csv_head(struct buf *out)
{
	buf_str(out, columns);
}

static void csv_write(const struct pq_doc *doc, const struct pq_annotations *notes,
		      const struct export_options *options, struct buf *out)
{
	(void)options;
	struct csv c = {.out = out};
	struct offsets offsets;
	if (!offsets_init(&offsets, doc->text, doc->text_len)) {
		out->failed = true;
		return;
	}
	put_notices(&c, doc, notes);
	for (uint32_t i = 0; i < notes->n_quotes; i++)
		put_row(&c, doc, notes, &offsets, i);
	offsets_release(&offsets);
	buf_release(&c.field);
}

const struct exporter export_csv = {
	.name = "csv",
	.extension = ".csv",
	.media_type = "text/csv",
	.help = "one row a quote, for a spreadsheet",
	.head = csv_head,
	.write = csv_write,
};
