/* tests/plain/rig.h - a plain text in, its document out, as the tests of plain/ look at it. */
#ifndef TESTS_PLAIN_RIG_H
#define TESTS_PLAIN_RIG_H

#include "test.h"

#include "base/alloc.h"
#include "plain/plain.h"

struct read {
	struct blob blob;
	struct pq_doc doc;
};

static inline struct read read_text(const char *text)
{
	struct read r = {0};
	struct doc_builder b = {0};
	struct pq_error error = {0};
	assert_int_equal(plain_read(text, strlen(text), &b, &error), PQ_OK);
	assert_int_equal(doc_freeze(&b, &r.blob, &error), PQ_OK);
	assert_int_equal(doc_open(r.blob.bytes, r.blob.len, &r.doc, &error), PQ_OK);
	doc_builder_release(&b);
	return r;
}

static inline void release(struct read *r)
{
	mem_free(r->blob.bytes);
}

/** Block I holds TEXT. */
static inline void expect_block(const struct read *r, uint32_t i, const char *text)
{
	assert_true(i < r->doc.n_blocks);
	struct pq_span span = r->doc.blocks[i].span;
	assert_int_equal(span.end - span.start, strlen(text));
	assert_memory_equal(r->doc.text + span.start, text, strlen(text));
}

static inline void expect_str(const struct read *r, struct pq_str s, const char *text)
{
	assert_int_equal(s.len, strlen(text));
	assert_memory_equal(r->doc.strings + s.at, text, s.len);
}

/** Whatever allocation fails, TEXT is read or the failure is told. */
static inline void expect_failures_told(const char *text)
{
	unsigned told = 0;
	test_each_allocation(m)
	{
		struct doc_builder b = {0};
		struct blob blob = {0};
		enum pq_status status = plain_read(text, strlen(text), &b, NULL);
		if (status == PQ_OK)
			status = doc_freeze(&b, &blob, NULL);
		assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
		told += status == PQ_ENOMEM;
		mem_free(blob.bytes);
		doc_builder_release(&b);
	}
	assert_true(told > 5);
}

#endif
