/* tests/html/read.h - a page read in a test. */
#ifndef TESTS_HTML_READ_H
#define TESTS_HTML_READ_H

#include "test.h"

#include "base/alloc.h"
#include "html/html.h"

struct read {
	struct blob blob;
	struct pq_doc doc;
};

static inline struct read read_bytes(const char *page, size_t len,
				     enum pq_status (*reader)(const char *, size_t, struct doc_builder *))
{
	struct read r = {0};
	struct doc_builder b = {0};
	struct pq_error error = {0};
	assert_int_equal(reader(page, len, &b), PQ_OK);
	assert_int_equal(doc_freeze(&b, &r.blob, &error), PQ_OK);
	assert_int_equal(doc_open(r.blob.bytes, r.blob.len, &r.doc, &error), PQ_OK);
	doc_builder_release(&b);
	return r;
}

static inline enum pq_status by_tree(const char *page, size_t len, struct doc_builder *b)
{
	return html_read(page, len, "https://news.example/a/b.html", b, NULL);
}

static inline struct read read_page(const char *page)
{
	return read_bytes(page, strlen(page), by_tree);
}

static inline bool has(const struct read *r, const char *s)
{
	return memmem(r->doc.text, r->doc.text_len, s, strlen(s));
}

static inline void expect(const struct read *r, uint32_t i, enum pq_block_kind kind, const char *text)
{
	assert_true(i < r->doc.n_blocks);
	const struct pq_block *b = &r->doc.blocks[i];
	char *have = mem_copy(r->doc.text + b->span.start, b->span.end - b->span.start);
	assert_string_equal(have, text);
	mem_free(have);
	assert_int_equal(b->kind, kind);
}

static inline void expect_str(const struct read *r, struct pq_str s, const char *text)
{
	char *have = mem_copy(r->doc.strings + s.at, s.len);
	assert_string_equal(have, text);
	mem_free(have);
}

#define LONG_ONE \
	"The ferry went down at its berth on Monday night, with nobody on board, and the kettle was still warm when " \
	"divers came."
#define LONG_TWO \
	"The company said it had been serviced in April and again in June, and that it would ask for the valve to be " \
	"looked at."

#endif
