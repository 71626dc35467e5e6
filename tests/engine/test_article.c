/* test_article.c - the library's face: bytes in, an annotated article and its exports out. */
#include "test.h"

#include <pullquote/pullquote.h>

#include "base/alloc.h"

static const char story[] =
	"Ferry sinks at its berth\n\n"
	"A ferry went down at its berth in Holm on Monday night, with nobody on board and the kettle still warm.\n\n"
	"\"We never saw it coming,\" said Ada Quist, the mate. She said the valve had been looked at in June.\n";

static void an_article_is_read_and_exported(void **state)
{
	(void)state;
	struct pq_article *a = NULL;
	struct pq_error error = {0};
	const struct pq_options options = {.name = "ferry.txt"};
	assert_int_equal(pq_read(story, strlen(story), &options, &a, &error), PQ_OK);
	const struct pq_doc *doc = pq_article_doc(a);
	const struct pq_annotations *notes = pq_article_annotations(a);
	assert_int_equal(doc->n_blocks, 3);
	assert_true(notes->complete);
	assert_true(notes->n_quotes >= 1);
	static const char *const formats[] = {"html", "md", "json", "jsonl", "csv", "ansi", "text", "audit"};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		char *out = NULL;
		size_t len = 0;
		assert_int_equal(pq_export(a, formats[i], &out, &len, &error), PQ_OK);
		assert_true(len > 0 && out[len] == '\0');
		pq_free(out);
	}
	char *out = NULL;
	size_t len = 0;
	assert_int_equal(pq_export(a, "docx", &out, &len, &error), PQ_EINVAL);
	assert_null(out);
	assert_non_null(strstr(error.message, "docx"));
	pq_article_free(a);
}

static void what_cannot_be_read_says_so(void **state)
{
	(void)state;
	struct pq_article *a = (struct pq_article *)&a;
	struct pq_error error = {0};
	assert_int_equal(pq_read("", 0, NULL, &a, &error), PQ_EEMPTY);
	assert_null(a);
	assert_int_equal(pq_read("%PDF-1.4", 8, NULL, &a, NULL), PQ_EUNSUPPORTED);
	assert_null(a);
	const struct pq_options nowhere = {.data_dir = "/nonexistent/data"};
	assert_int_equal(pq_read(story, strlen(story), &nowhere, &a, &error), PQ_EIO);
	assert_null(a);
	pq_article_free(NULL);
	pq_free(NULL);
}

static bool fail_at(size_t size, void *user)
{
	(void)size;
	int *left = user;
	return (*left)-- != 0;
}

static void failing_memory_is_reported(void **state)
{
	(void)state;
	enum pq_status status = PQ_ENOMEM;
	/* The word lists take many allocations: after the first hundred, ever fewer of them are made to fail. */
	for (int i = 0; status != PQ_OK && i < 100000; i += i < 100 ? 1 : 7 + i / 20) {
		struct pq_article *a = NULL;
		int left = i;
		alloc_set_hook(fail_at, &left);
		status = pq_read(story, strlen(story), NULL, &a, NULL);
		alloc_set_hook(NULL, NULL);
		assert_true(status == PQ_OK || status == PQ_ENOMEM);
		assert_true((status == PQ_OK) == (a != NULL));
		pq_article_free(a);
	}
	assert_int_equal(status, PQ_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_is_read_and_exported),
		cmocka_unit_test(what_cannot_be_read_says_so),
		cmocka_unit_test(failing_memory_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
