/* tests/doc/test_doc.c - documents: what is frozen opens again, and nothing damaged opens out of range. */
#include "test.h"

#include "base/alloc.h"
#include "base/error.h"
#include "doc/query.h"
#include "doc/snapshot.h"
#include "sample.h"

static struct blob freeze_ok(struct doc_builder *b)
{
	struct blob blob = {0};
	struct pq_error error = {0};
	if (doc_freeze(b, &blob, &error) != PQ_OK)
		fail_msg("%s", error.message);
	doc_builder_release(b);
	return blob;
}

static void random_documents_come_back(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < 300; seed++) {
		struct dice d = {seed};
		struct doc_builder b = {0};
		sample_doc(&b, &d);
		size_t text_len = b.text.len;
		struct blob blob = freeze_ok(&b);
		struct pq_doc doc;
		assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
		assert_int_equal(doc.text_len, text_len);
		assert_true(doc.n_blocks > 0);
		for (uint32_t i = 0; i < doc.n_blocks; i++) {
			assert_int_equal(doc_block_at(&doc, doc.blocks[i].span.start), i);
			assert_int_equal(doc_block_at(&doc, doc.blocks[i].span.end), i + 1);
		}
		assert_memory_equal(doc_str(&doc, doc.meta.source).s, "a file .txt", doc.meta.source.len);
		assert_int_equal(doc.meta.source.len, 11);
		walk_doc(&doc);
		mem_free(blob.bytes);
	}
}

static void every_flipped_byte_is_refused_or_in_range(void **state)
{
	(void)state;
	struct dice d = {7};
	struct doc_builder b = {0};
	sample_doc(&b, &d);
	struct blob blob = freeze_ok(&b);
	unsigned refused = 0;
	for (size_t i = 0; i < blob.len; i++) {
		for (unsigned k = 0; k < 8; k++) {
			unsigned char *byte = (unsigned char *)blob.bytes + i, was = *byte;
			struct pq_doc doc;
			*byte ^= (unsigned char)(1u << k);
			if (doc_open(blob.bytes, blob.len, &doc, NULL) == PQ_OK)
				walk_doc(&doc);
			else
				refused++;
			*byte = was;
		}
	}
	assert_true(refused > blob.len);
	mem_free(blob.bytes);
}

static void truncated_blobs_are_refused(void **state)
{
	(void)state;
	struct dice d = {9};
	struct doc_builder b = {0};
	sample_doc(&b, &d);
	struct blob blob = freeze_ok(&b);
	for (size_t len = 0; len < blob.len; len++) {
		void *copy = mem_alloc(len);
		struct pq_doc doc;
		memcpy(copy, blob.bytes, len);
		assert_int_equal(doc_open(copy, len, &doc, NULL), PQ_EFORMAT);
		mem_free(copy);
	}
	mem_free(blob.bytes);
}

static void same_content_same_bytes(void **state)
{
	(void)state;
	struct blob blobs[2];
	for (int i = 0; i < 2; i++) {
		struct dice d = {11};
		struct doc_builder b = {0};
		sample_doc(&b, &d);
		blobs[i] = freeze_ok(&b);
	}
	assert_int_equal(blobs[0].len, blobs[1].len);
	assert_memory_equal(blobs[0].bytes, blobs[1].bytes, blobs[0].len);
	mem_free(blobs[0].bytes);
	mem_free(blobs[1].bytes);
}

static void ill_formed_documents_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		struct pq_span block;
	} cases[] = {
		{"abc \xff def", {0, 9}}, {"abc", {0, 4}},     {"abc", {2, 1}},          {"caf\xc3\xa9", {0, 4}},
		{"abc def", {0, 3}},      {"abc def", {4, 7}}, {"\xed\xa0\x80", {0, 3}},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct doc_builder b = {0};
		struct blob blob;
		struct pq_error error = {0};
		buf_str(&b.text, cases[i].text);
		assert_true(vec_push(&b.blocks, (struct pq_block){.span = cases[i].block, .kind = PQ_BLOCK_PARAGRAPH}));
		assert_int_equal(doc_freeze(&b, &blob, &error), PQ_EFORMAT);
		assert_true(error.message[0] != '\0');
		doc_builder_release(&b);
	}
}

static void links_that_lead_nowhere_are_dropped(void **state)
{
	(void)state;
	static const struct {
		const char *href;
		bool kept;
	} cases[] = {{"https://a.example/", true},
		     {"HTTP://a.example/", true},
		     {"mailto:a@b.example", true},
		     {"#note", true},
		     {"/page?a:b", true},
		     {"javascript:alert(1)", false},
		     {"data:text/html,x", false},
		     {"file:///etc/passwd", false},
		     {"", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct doc_builder b = {0};
		doc_builder_block(&b, PQ_BLOCK_PARAGRAPH, "read this", 9);
		struct pq_link link = {{0, 4}, doc_builder_str(&b, cases[i].href, strlen(cases[i].href))};
		assert_true(vec_push(&b.links, link));
		struct blob blob = freeze_ok(&b);
		struct pq_doc doc;
		assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
		assert_int_equal(doc.n_links, cases[i].kept);
		mem_free(blob.bytes);
	}
}

static void words_are_counted(void **state)
{
	(void)state;
	const char *text = "It's “our” boats' time, 3 naïve 東京 x’s - .";
	struct pq_doc doc = {.text = text, .text_len = (uint32_t)strlen(text)};
	assert_int_equal(doc_words(&doc, (struct pq_span){0, doc.text_len}), 8);
	assert_int_equal(doc_words(&doc, (struct pq_span){0, 0}), 0);
}

static void snapshots_hold_and_drop(void **state)
{
	(void)state;
	struct dice d = {3};
	struct doc_builder b = {0};
	sample_doc(&b, &d);
	struct pq_snapshot *first = NULL, *second = NULL;
	struct pq_error error = {0};
	assert_int_equal(snapshot_new(doc_memory_of_blob(freeze_ok(&b)), NULL, 0, &first, NULL), PQ_OK);
	assert_int_equal(first->notes.n_marks, 0);
	struct anno_builder a = {0};
	struct blob notes;
	sample_anno(&a, &first->doc, &d);
	assert_int_equal(anno_freeze(&a, &first->doc, &notes, NULL), PQ_OK);
	anno_builder_release(&a);
	assert_int_equal(snapshot_next(first, doc_memory_of_blob(notes), &second, NULL), PQ_OK);
	assert_int_equal(second->generation, 1);
	assert_ptr_equal(second->doc.text, first->doc.text);
	snapshot_drop(first);
	snapshot_drop(snapshot_hold(second));
	walk_doc(&second->doc);
	walk_anno(&second->notes, &second->doc);
	struct blob bad = {mem_zero(1, 64), 64};
	struct pq_snapshot *third;
	assert_int_equal(snapshot_next(second, doc_memory_of_blob(bad), &third, &error), PQ_EFORMAT);
	assert_null(third);
	snapshot_drop(second);
}

static void any_allocation_may_fail(void **state)
{
	(void)state;
	for (long n = 0;; n++) {
		long left = n;
		struct dice d = {5};
		struct doc_builder b = {0};
		struct blob blob = {0};
		alloc_set_hook(fail_at, &left);
		sample_doc(&b, &d);
		enum pq_status status = doc_freeze(&b, &blob, NULL);
		alloc_set_hook(NULL, NULL);
		doc_builder_release(&b);
		mem_free(blob.bytes);
		if (left >= 0) {
			assert_int_equal(status, PQ_OK);
			return;
		}
		/* What makes the sample's own words may fail without the builder: then it says less, but holds together. */
		assert_true(status == PQ_ENOMEM || status == PQ_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_documents_come_back),
		cmocka_unit_test(every_flipped_byte_is_refused_or_in_range),
		cmocka_unit_test(truncated_blobs_are_refused),
		cmocka_unit_test(same_content_same_bytes),
		cmocka_unit_test(ill_formed_documents_are_refused),
		cmocka_unit_test(links_that_lead_nowhere_are_dropped),
		cmocka_unit_test(words_are_counted),
		cmocka_unit_test(snapshots_hold_and_drop),
		cmocka_unit_test(any_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
