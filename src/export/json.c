/* export/json.c - pullquote-annotations 1: one object an article, pretty or on one line.
 * doc/pullquote.schema.json is the binding definition. */
#include "doc/query.h"
#include "export/formats.h"
#include "export/jsonw.h"
#include "export/offsets.h"

#include <string.h>

struct json {
	struct jsonw w;
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
	const struct export_options *options;
	struct offsets offsets;
};

static void put_slice(struct json *j, const char *key, struct doc_slice s)
{
	jsonw_key(&j->w, key);
	jsonw_string(&j->w, s.s, s.len);
}

/* A string of the document that may be missing. */
static void put_known(struct json *j, const char *key, struct pq_str s)
{
	if (s.len) {
		put_slice(j, key, doc_str(j->doc, s));
		return;
	}
	jsonw_key(&j->w, key);
	jsonw_null(&j->w);
}

static void put_word(struct json *j, const char *key, const char *word)
{
	put_slice(j, key, (struct doc_slice){word, (uint32_t)strlen(word)});
}

static void put_number(struct json *j, const char *key, uint64_t n)
{
	jsonw_key(&j->w, key);
	jsonw_number(&j->w, n);
}

static void put_ends(struct json *j, struct pq_span span)
{
	put_number(j, "start", offsets_at(&j->offsets, span.start));
	put_number(j, "end", offsets_at(&j->offsets, span.end));
}

/* {"start", "end"}, or null for an empty span. */
static void put_span(struct json *j, const char *key, struct pq_span span)
{
	jsonw_key(&j->w, key);
	if (span_empty(span)) {
		jsonw_null(&j->w);
		return;
	}
	jsonw_open(&j->w, '{');
	put_ends(j, span);
	jsonw_close(&j->w, '}');
}

static void put_id(struct json *j, const char *key, char prefix, uint32_t index)
{
	jsonw_key(&j->w, key);
	if (index == PQ_NONE)
		jsonw_null(&j->w);
	else
		jsonw_id(&j->w, prefix, index + 1);
}

static void open_list(struct json *j, const char *key)
{
	jsonw_key(&j->w, key);
	jsonw_open(&j->w, '[');
}

static void put_document(struct json *j)
{
	const struct pq_doc *d = j->doc;
	jsonw_key(&j->w, "document");
	jsonw_open(&j->w, '{');
	put_slice(j, "source", doc_str(d, d->meta.source));
	put_slice(j, "media_type", doc_str(d, d->meta.media_type));
	put_slice(j, "charset", doc_str(d, d->meta.charset));
	put_slice(j, "sha256", doc_str(d, d->meta.sha256));
	put_slice(j, "title", doc_str(d, d->meta.title));
	open_list(j, "byline");
	for (uint32_t i = 0; i < d->n_bylines; i++) {
		struct doc_slice s = doc_str(d, d->bylines[i]);
		jsonw_string(&j->w, s.s, s.len);
	}
	jsonw_close(&j->w, ']');
	put_known(j, "published", d->meta.published);
	put_known(j, "modified", d->meta.modified);
	put_slice(j, "site", doc_str(d, d->meta.site));
	put_slice(j, "url", doc_str(d, d->meta.url));
	put_slice(j, "language", doc_str(d, d->meta.language));
	jsonw_close(&j->w, '}');
}

static void put_structure(struct json *j)
{
	const struct pq_doc *d = j->doc;
	open_list(j, "blocks");
	for (uint32_t i = 0; i < d->n_blocks; i++) {
		const struct pq_block *b = &d->blocks[i];
		jsonw_open(&j->w, '{');
		put_word(j, "kind", pq_block_kind_name(b->kind));
		put_ends(j, b->span);
		put_number(j, "level", b->level);
		if (b->ordinal)
			put_number(j, "ordinal", b->ordinal);
		jsonw_close(&j->w, '}');
		export_drain(j->options, j->w.out);
	}
	jsonw_close(&j->w, ']');
	open_list(j, "links");
	for (uint32_t i = 0; i < d->n_links; i++) {
		jsonw_open(&j->w, '{');
		put_ends(j, d->links[i].span);
		put_slice(j, "href", doc_str(d, d->links[i].href));
		jsonw_close(&j->w, '}');
		export_drain(j->options, j->w.out);
	}
	jsonw_close(&j->w, ']');
}

/* What the page had beside the article. */
static void put_left_out(struct json *j)
{
	const struct pq_doc *d = j->doc;
	open_list(j, "left_out");
	for (uint32_t i = 0; i < d->n_left_out; i++) {
		const struct pq_left_out *l = &d->left_out[i];
		jsonw_open(&j->w, '{');
		put_word(j, "kind", pq_left_out_kind_name(l->kind));
		put_number(j, "at", offsets_at(&j->offsets, l->at));
		put_slice(j, "words", doc_str(d, l->words));
		jsonw_close(&j->w, '}');
		export_drain(j->options, j->w.out);
	}
	jsonw_close(&j->w, ']');
}

static void put_entity(struct json *j, uint32_t index)
{
	const struct pq_annotations *a = j->notes;
	const struct pq_entity *e = &a->entities[index];
	jsonw_open(&j->w, '{');
	put_id(j, "id", 'e', index);
	put_word(j, "type", pq_entity_type_name(e->type));
	put_slice(j, "name", anno_str(a, e->name));
	jsonw_key(&j->w, "introduced");
	jsonw_bool(&j->w, e->introduced);
	put_span(j, "description", e->description);
	open_list(j, "mentions");
	for (uint32_t i = 0; i < e->n_mentions; i++) {
		const struct pq_mention *m = &a->mentions[a->entity_mentions[e->mentions + i]];
		jsonw_open(&j->w, '{');
		put_ends(j, m->span);
		put_word(j, "form", pq_mention_form_name(m->form));
		put_word(j, "type", pq_entity_type_name(m->type));
		jsonw_close(&j->w, '}');
	}
	jsonw_close(&j->w, ']');
	jsonw_close(&j->w, '}');
}

static void put_cue(struct json *j, const struct pq_quote *q)
{
	jsonw_key(&j->w, "cue");
	if (span_empty(q->cue)) {
		jsonw_null(&j->w);
		return;
	}
	jsonw_open(&j->w, '{');
	put_ends(j, q->cue);
	put_slice(j, "lemma", anno_str(j->notes, q->lemma));
	jsonw_close(&j->w, '}');
}

static void put_quote(struct json *j, uint32_t index)
{
	const struct pq_annotations *a = j->notes;
	const struct pq_quote *q = &a->quotes[index];
	jsonw_open(&j->w, '{');
	put_id(j, "id", 'q', index);
	put_word(j, "kind", pq_quote_kind_name(q->kind));
	open_list(j, "parts");
	for (uint32_t i = 0; i < q->n_parts; i++) {
		const struct pq_part *p = &a->parts[q->parts + i];
		jsonw_open(&j->w, '{');
		put_ends(j, p->span);
		put_word(j, "kind", pq_quote_kind_name(p->kind));
		jsonw_close(&j->w, '}');
	}
	jsonw_close(&j->w, ']');
	put_cue(j, q);
	put_id(j, "source", 's', q->source);
	put_span(j, "source_span", q->source_span);
	put_id(j, "continues", 'q', q->continues);
	put_word(j, "evidence", pq_evidence_name(q->evidence));
	jsonw_key(&j->w, "confidence");
	jsonw_share(&j->w, q->confidence);
	jsonw_close(&j->w, '}');
}

static void put_source(struct json *j, uint32_t index)
{
	const struct pq_annotations *a = j->notes;
	const struct pq_source *s = &a->sources[index];
	jsonw_open(&j->w, '{');
	put_id(j, "id", 's', index);
	put_word(j, "kind", pq_source_kind_name(s->kind));
	put_slice(j, "name", anno_str(a, s->name));
	put_id(j, "entity", 'e', s->entity);
	put_word(j, "naming", pq_naming_name(s->naming));
	jsonw_key(&j->w, "reason_given");
	jsonw_bool(&j->w, s->reason_given);
	put_number(j, "words", s->n_words);
	open_list(j, "quotes");
	for (uint32_t i = 0; i < s->n_quotes; i++)
		jsonw_id(&j->w, 'q', a->source_quotes[s->quotes + i] + 1);
	jsonw_close(&j->w, ']');
	jsonw_close(&j->w, '}');
}

static void put_finding(struct json *j, uint32_t index)
{
	const struct pq_finding *f = &j->notes->findings[index];
	jsonw_open(&j->w, '{');
	put_word(j, "kind", pq_finding_kind_name(f->kind));
	put_ends(j, f->span);
	put_id(j, "quote", 'q', f->quote);
	put_slice(j, "message", anno_str(j->notes, f->message));
	jsonw_close(&j->w, '}');
}

static void put_list(struct json *j, const char *key, uint32_t n, void (*put)(struct json *, uint32_t))
{
	open_list(j, key);
	for (uint32_t i = 0; i < n; i++) {
		put(j, i);
		export_drain(j->options, j->w.out);
	}
	jsonw_close(&j->w, ']');
}

static void put_annotations(struct json *j)
{
	const struct pq_annotations *a = j->notes;
	put_list(j, "entities", a->n_entities, put_entity);
	put_list(j, "quotes", a->n_quotes, put_quote);
	put_list(j, "sources", a->n_sources, put_source);
	put_list(j, "findings", a->n_findings, put_finding);
	jsonw_key(&j->w, "annotated");
	jsonw_open(&j->w, '{');
	put_ends(j, a->covered);
	jsonw_key(&j->w, "complete");
	jsonw_bool(&j->w, a->complete);
	jsonw_close(&j->w, '}');
}

static void put_format(struct json *j)
{
	jsonw_open(&j->w, '{');
	put_word(j, "format", "pullquote-annotations");
	put_number(j, "version", 1);
}

static void put_article(struct json *j)
{
	put_format(j);
	put_document(j);
	put_slice(j, "text", (struct doc_slice){j->doc->text, j->doc->text_len});
	put_structure(j);
	if (j->doc->n_left_out)
		put_left_out(j);
	put_annotations(j);
	open_list(j, "notices");
	for (uint32_t i = 0; i < article_notices(j->doc, j->notes); i++) {
		struct doc_slice s = article_notice(j->doc, j->notes, i);
		jsonw_string(&j->w, s.s, s.len);
	}
	jsonw_close(&j->w, ']');
	jsonw_close(&j->w, '}');
	buf_char(j->w.out, '\n');
}

static void write(const struct pq_doc *doc, const struct pq_annotations *notes, const struct export_options *options,
		  uint32_t lines, struct buf *out)
{
	struct json j = {.w = {.out = out, .lines = lines}, .doc = doc, .notes = notes, .options = options};
	if (!offsets_init(&j.offsets, doc->text, doc->text_len)) {
		out->failed = true;
		return;
	}
	put_article(&j);
	offsets_release(&j.offsets);
}

static void json_write(const struct pq_doc *doc, const struct pq_annotations *notes,
		       const struct export_options *options, struct buf *out)
{
	write(doc, notes, options, 2, out);
}

static void jsonl_write(const struct pq_doc *doc, const struct pq_annotations *notes,
			const struct export_options *options, struct buf *out)
{
	write(doc, notes, options, 0, out);
}

static void json_fail(const char *source, const struct pq_error *error, struct buf *out)
{
	struct json j = {.w = {.out = out}};
	put_format(&j);
	jsonw_key(&j.w, "document");
	jsonw_open(&j.w, '{');
	put_word(&j, "source", source);
	jsonw_close(&j.w, '}');
	put_word(&j, "error", error->message);
	jsonw_close(&j.w, '}');
	buf_char(out, '\n');
}

const struct exporter export_json = {
	.name = "json",
	.extension = ".json",
	.media_type = "application/json",
	.help = "everything as one JSON object (doc/pullquote.schema.json)",
	.write = json_write,
	.fail = json_fail,
};

const struct exporter export_jsonl = {
	.name = "jsonl",
	.extension = ".jsonl",
	.media_type = "application/jsonl",
	.help = "the same, one line an article",
	.write = jsonl_write,
	.fail = json_fail,
};
