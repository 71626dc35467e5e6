/* tests/annotate/rig.h - a text in, its attributions out as lines a test can compare.
 * A line is "kind | content / content | cue | source | speaker"; what is missing is "-", a speaker that the text does not
 * tell is "?", one that is described but not named stands in brackets. */
#ifndef TESTS_ANNOTATE_RIG_H
#define TESTS_ANNOTATE_RIG_H

#include "test.h"

#include "annotate/annotate.h"
#include "doc/query.h"

struct rig {
	struct lexicon *lex;
	struct blob doc_blob, notes_blob;
	struct pq_doc doc;
	struct pq_annotations notes;
};

/** A text and the lines wanted of it. */
struct example {
	const char *text, *want;
};

/** The one rig of a program's tests. */
static struct rig rig;

static inline void rig_open(struct rig *r)
{
	const char *data = getenv("PULLQUOTE_DATA");
	*r = (struct rig){0};
	assert_int_equal(lexicon_new(data ? data : "data", "en", &r->lex, NULL), PQ_OK);
}

static inline void rig_clear(struct rig *r)
{
	mem_free(r->doc_blob.bytes);
	mem_free(r->notes_blob.bytes);
	r->doc_blob = r->notes_blob = (struct blob){0};
}

static inline void rig_close(struct rig *r)
{
	rig_clear(r);
	lexicon_free(r->lex);
}

static inline int rig_setup(void **state)
{
	(void)state;
	rig_open(&rig);
	return 0;
}

static inline int rig_teardown(void **state)
{
	(void)state;
	rig_close(&rig);
	return 0;
}

/** Paragraphs of TEXT are parted by blank lines; one that starts with '#' is the title, with '=' a caption, with '>' a block
 *  quotation, as deep as there are such signs, with '@' a byline. */
static inline enum pq_status rig_document(struct rig *r, const char *text)
{
	struct doc_builder b = {0};
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t len = end ? (size_t)(end - text) : strlen(text);
		enum pq_block_kind kind = *text == '#'   ? PQ_BLOCK_TITLE
					  : *text == '=' ? PQ_BLOCK_CAPTION
					  : *text == '>' ? PQ_BLOCK_BLOCKQUOTE
					  : *text == '@' ? PQ_BLOCK_BYLINE
							 : PQ_BLOCK_PARAGRAPH;
		size_t deep = strspn(text, ">"), skip = deep ? deep : kind != PQ_BLOCK_PARAGRAPH;
		uint32_t block = doc_builder_block(&b, kind, text + skip, len - skip);
		if (block < b.blocks.len)
			b.blocks.at[block].level = (uint8_t)deep;
		text += len;
		while (*text == '\n')
			text++;
	}
	enum pq_status status = doc_freeze(&b, &r->doc_blob, NULL);
	doc_builder_release(&b);
	return status ? status : doc_open(r->doc_blob.bytes, r->doc_blob.len, &r->doc, NULL);
}

static inline enum pq_status rig_annotate(struct rig *r)
{
	struct anno_builder out = {0};
	enum pq_status status = annotate(&r->doc, r->lex, NULL, r->doc.text_len, NULL, NULL, &out, NULL);
	if (!status)
		status = anno_freeze(&out, &r->doc, &r->notes_blob, NULL);
	anno_builder_release(&out);
	return status ? status : anno_open(r->notes_blob.bytes, r->notes_blob.len, &r->doc, &r->notes, NULL);
}

static inline void rig_read(struct rig *r, const char *text)
{
	rig_clear(r);
	assert_int_equal(rig_document(r, text), PQ_OK);
	assert_int_equal(rig_annotate(r), PQ_OK);
}

static inline void rig_span(const struct rig *r, struct buf *out, struct pq_span s)
{
	if (span_empty(s))
		buf_str(out, "-");
	else
		buf_add(out, r->doc.text + s.start, s.end - s.start);
}

static inline void rig_quote(const struct rig *r, struct buf *out, const struct pq_quote *q)
{
	const struct pq_source *source = &r->notes.sources[q->source];
	buf_printf(out, "%s | ", pq_quote_kind_name(q->kind));
	for (uint32_t p = 0; p < q->n_parts; p++) {
		buf_str(out, p ? " / " : "");
		rig_span(r, out, r->notes.parts[q->parts + p].span);
	}
	buf_str(out, " | ");
	rig_span(r, out, q->cue);
	buf_str(out, " | ");
	rig_span(r, out, q->source_span);
	buf_str(out, " | ");
	struct doc_slice name = anno_str(&r->notes, source->name);
	if (source->kind == PQ_SOURCE_UNKNOWN)
		buf_str(out, "?\n");
	else if (source->entity == PQ_NONE)
		buf_printf(out, "[%.*s]\n", (int)name.len, name.s);
	else
		buf_printf(out, "%.*s\n", (int)name.len, name.s);
}

/** Every quote of TEXT, a line each, equals WANT. */
static inline void rig_expect(struct rig *r, const char *text, const char *want)
{
	struct buf got = {0};
	rig_read(r, text);
	for (uint32_t i = 0; i < r->notes.n_quotes; i++)
		rig_quote(r, &got, &r->notes.quotes[i]);
	buf_str(&got, "");
	assert_string_equal(got.bytes ? got.bytes : "", want);
	buf_release(&got);
}

static inline void rig_run(const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++)
		rig_expect(&rig, e[i].text, e[i].want);
}
#define RUN(examples) rig_run(examples, sizeof(examples) / sizeof *(examples))

/** Number of findings of KIND in the text read last. */
static inline uint32_t rig_findings(const struct rig *r, enum pq_finding_kind kind)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < r->notes.n_findings; i++)
		n += r->notes.findings[i].kind == kind;
	return n;
}

#endif
