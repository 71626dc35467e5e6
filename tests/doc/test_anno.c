/* tests/doc/test_anno.c - annotations: order, numbers and marks after freezing, and nothing damaged opens out of range. */
#include "test.h"

#include "base/alloc.h"
#include "doc/query.h"
#include "sample.h"

struct pair {
	struct blob doc_blob, blob;
	struct pq_doc doc;
	struct pq_annotations a;
};

static void make_pair(struct pair *p, uint32_t seed)
{
	struct dice d = {seed};
	struct doc_builder db = {0};
	struct anno_builder ab = {0};
	struct pq_error error = {0};
	sample_doc(&db, &d);
	assert_int_equal(doc_freeze(&db, &p->doc_blob, NULL), PQ_OK);
	assert_int_equal(doc_open(p->doc_blob.bytes, p->doc_blob.len, &p->doc, NULL), PQ_OK);
	sample_anno(&ab, &p->doc, &d);
	if (anno_freeze(&ab, &p->doc, &p->blob, &error) != PQ_OK)
		fail_msg("seed %u: %s", seed, error.message);
	assert_int_equal(anno_open(p->blob.bytes, p->blob.len, &p->doc, &p->a, NULL), PQ_OK);
	doc_builder_release(&db);
	anno_builder_release(&ab);
}

static void free_pair(struct pair *p)
{
	mem_free(p->doc_blob.bytes);
	mem_free(p->blob.bytes);
}

/* The first mark that overlaps or follows START, by looking at each. */
static uint32_t slow_first_mark(const struct pq_annotations *a, uint32_t start)
{
	for (uint32_t i = 0; i < a->n_marks; i++)
		if (a->marks[i].span.end > start)
			return i;
	return a->n_marks;
}

static void random_annotations_come_back(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < 400; seed++) {
		struct pair p;
		make_pair(&p, seed);
		walk_anno(&p.a, &p.doc);
		assert_true(p.a.complete);
		for (uint32_t at = 0; at <= p.doc.text_len; at++)
			assert_int_equal(anno_first_mark(&p.a, at), slow_first_mark(&p.a, at));
		uint32_t statements = 0;
		for (uint32_t i = 0; i < p.a.n_sources; i++)
			statements += p.a.sources[i].n_quotes;
		assert_int_equal(statements, p.a.n_quotes);
		free_pair(&p);
	}
}

static void every_flipped_byte_is_refused_or_in_range(void **state)
{
	(void)state;
	for (uint32_t seed = 20; seed < 24; seed++) {
		struct pair p;
		make_pair(&p, seed);
		unsigned refused = 0;
		for (size_t i = 0; i < p.blob.len * 8; i++) {
			unsigned char *byte = (unsigned char *)p.blob.bytes + i / 8, was = *byte;
			struct pq_annotations a;
			*byte ^= (unsigned char)(1u << i % 8);
			if (anno_open(p.blob.bytes, p.blob.len, &p.doc, &a, NULL) == PQ_OK)
				walk_anno(&a, &p.doc);
			else
				refused++;
			*byte = was;
		}
		assert_true(refused > p.blob.len);
		free_pair(&p);
	}
}

static void truncated_and_foreign_blobs_are_refused(void **state)
{
	(void)state;
	struct pair p, other;
	struct pq_annotations a;
	make_pair(&p, 31);
	make_pair(&other, 32);
	for (size_t len = 0; len < p.blob.len; len++) {
		void *copy = mem_alloc(len);
		memcpy(copy, p.blob.bytes, len);
		assert_int_equal(anno_open(copy, len, &p.doc, &a, NULL), PQ_EFORMAT);
		mem_free(copy);
	}
	assert_int_not_equal(p.doc.text_len, other.doc.text_len);
	assert_int_equal(anno_open(p.blob.bytes, p.blob.len, &other.doc, &a, NULL), PQ_EFORMAT);
	assert_int_equal(anno_open(p.doc_blob.bytes, p.doc_blob.len, &p.doc, &a, NULL), PQ_EFORMAT);
	free_pair(&p);
	free_pair(&other);
}

/* "Brack said. Cole said." with everything appended back to front. */
static void fill_backwards(struct anno_builder *b)
{
	struct pq_source s = {.entity = 0, .kind = PQ_SOURCE_PERSON};
	s.name = anno_builder_str(b, "Cole", 4);
	(void)!vec_push(&b->entities, (struct pq_entity){.type = PQ_PERSON, .name = s.name});
	(void)!vec_push(&b->sources, s);
	s.name = anno_builder_str(b, "Brack", 5);
	s.entity = 1;
	(void)!vec_push(&b->entities, (struct pq_entity){.type = PQ_PERSON, .name = s.name, .introduced = true});
	(void)!vec_push(&b->sources, s);
	(void)!vec_push(&b->mentions, (struct pq_mention){{29, 33}, 0, PQ_NAME, PQ_PERSON});
	(void)!vec_push(&b->mentions, (struct pq_mention){{14, 19}, 1, PQ_NAME, PQ_PERSON});
	(void)!vec_push(&b->parts, (struct pq_part){{26, 28}, PQ_DIRECT});
	(void)!vec_push(&b->parts, (struct pq_part){{1, 13}, PQ_DIRECT});
	struct pq_quote q = {
		.parts = 0, .n_parts = 1, .source = 0, .continues = 1, .source_span = {29, 33}, .confidence = 1};
	(void)!vec_push(&b->quotes, q);
	q = (struct pq_quote){
		.parts = 1, .n_parts = 1, .source = 1, .continues = PQ_NONE, .cue = {20, 24}, .source_span = {14, 19}};
	(void)!vec_push(&b->quotes, q);
	(void)!vec_push(&b->findings, (struct pq_finding){.span = {29, 33}, .quote = 0});
	b->covered = (struct pq_span){0, 20};
}

static void freezing_sorts_and_renumbers(void **state)
{
	(void)state;
	static const char text[] = " We won\xe2\x80\x99t go Brack said. No Cole.";
	struct doc_builder db = {0};
	struct anno_builder b = {0};
	struct blob doc_blob, blob;
	struct pq_doc doc;
	struct pq_annotations a;
	doc_builder_block(&db, PQ_BLOCK_PARAGRAPH, text, sizeof text - 1);
	assert_int_equal(doc_freeze(&db, &doc_blob, NULL), PQ_OK);
	assert_int_equal(doc_open(doc_blob.bytes, doc_blob.len, &doc, NULL), PQ_OK);
	fill_backwards(&b);
	assert_int_equal(anno_freeze(&b, &doc, &blob, NULL), PQ_OK);
	assert_int_equal(anno_open(blob.bytes, blob.len, &doc, &a, NULL), PQ_OK);
	assert_false(a.complete);
	assert_int_equal(a.mentions[0].span.start, 14);
	assert_int_equal(a.mentions[0].entity, 0);
	assert_memory_equal(anno_str(&a, a.entities[0].name).s, "Brack", 5);
	assert_true(a.entities[0].introduced);
	assert_int_equal(a.entities[0].n_quotes, 1);
	assert_int_equal(a.quotes[1].continues, 0);
	assert_int_equal(a.sources[a.quotes[0].source].entity, 0);
	assert_int_equal(a.sources[0].n_words, 3);
	assert_int_equal(a.findings[0].quote, 1);
	assert_int_equal(a.n_marks, 2 + 1 + 2 + 2 + 1);
	assert_int_equal(a.marks[0].kind, PQ_MARK_QUOTE);
	assert_int_equal(quote_at_or_before(&a, 0), PQ_NONE);
	assert_int_equal(quote_at_or_before(&a, 25), 0);
	assert_int_equal(quote_at_or_before(&a, 26), 1);
	doc_builder_release(&db);
	anno_builder_release(&b);
	mem_free(doc_blob.bytes);
	mem_free(blob.bytes);
}

static void annotations_that_do_not_hold_together_are_refused(void **state)
{
	(void)state;
	struct pair p;
	make_pair(&p, 1);
	for (int i = 0; i < 6; i++) {
		struct anno_builder b = {0};
		struct blob blob;
		struct pq_quote q = {
			.n_parts = i != 0, .continues = PQ_NONE, .source = i == 1, .confidence = i == 2 ? 2 : 0};
		struct pq_span span = {0, i == 3 ? p.doc.text_len + 1 : i == 4 ? 0 : 3};
		(void)!vec_push(&b.sources, (struct pq_source){.entity = i == 5 ? 3 : PQ_NONE});
		(void)!vec_push(&b.parts, (struct pq_part){span, PQ_DIRECT});
		(void)!vec_push(&b.quotes, q);
		assert_int_equal(anno_freeze(&b, &p.doc, &blob, NULL), PQ_EFORMAT);
		anno_builder_release(&b);
	}
	free_pair(&p);
}

static void any_allocation_may_fail(void **state)
{
	(void)state;
	struct pair p;
	make_pair(&p, 1);
	for (long n = 0;; n++) {
		long left = n;
		struct dice d = {5};
		struct anno_builder b = {0};
		struct blob blob = {0};
		alloc_set_hook(fail_at, &left);
		sample_anno(&b, &p.doc, &d);
		enum pq_status status = anno_freeze(&b, &p.doc, &blob, NULL);
		alloc_set_hook(NULL, NULL);
		anno_builder_release(&b);
		mem_free(blob.bytes);
		assert_int_equal(status, left >= 0 ? PQ_OK : PQ_ENOMEM);
		if (left >= 0)
			break;
	}
	free_pair(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_annotations_come_back),
		cmocka_unit_test(every_flipped_byte_is_refused_or_in_range),
		cmocka_unit_test(truncated_and_foreign_blobs_are_refused),
		cmocka_unit_test(freezing_sorts_and_renumbers),
		cmocka_unit_test(annotations_that_do_not_hold_together_are_refused),
		cmocka_unit_test(any_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
