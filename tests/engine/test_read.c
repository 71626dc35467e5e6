/* The library's face: bytes in, article and exports out, and an answer to every failing allocation. */
#include "test.h"

#include <pullquote/pullquote.h>

static const char text[] =
	"Quay to be built\n\nBy Ole Berg\n\n\"We will build it,\" said Rosa Diaz, the mayor of Westhaven. "
	"She said the work would start in May.\n\nA spokesman declined to comment.\n";
static const char page[] = "<!DOCTYPE html><html><head><title>Quay</title></head><body><nav><a "
			   "href='/x'>Home</a></nav><article><h1>Quay to be "
			   "built</h1><p>\"We will build it,\" said Rosa Diaz, the mayor of Westhaven, in a long and "
			   "honest sentence.</p><p>She "
			   "said the work would start in May, and that it would end in June, if nothing else came "
			   "up.</p></article></body></html>";

static struct pq_article *read_text(const char *s)
{
	struct pq_article *article;
	struct pq_error error = {0};
	assert_int_equal(pq_read(s, strlen(s), NULL, &article, &error), PQ_OK);
	return article;
}

static void reads_text_and_pages(void **state)
{
	(void)state;
	static const struct {
		const char *in, *type;
	} rows[] = {{text, "text/plain"}, {page, "text/html"}};
	for (size_t i = 0; i < 2; i++) {
		struct pq_article *article = read_text(rows[i].in);
		const struct pq_doc *doc = pq_article_doc(article);
		const struct pq_annotations *anno = pq_article_annotations(article);
		assert_int_equal(doc->meta.media_type.len, strlen(rows[i].type));
		assert_memory_equal(doc->strings + doc->meta.media_type.at, rows[i].type, doc->meta.media_type.len);
		assert_int_equal(doc->meta.sha256.len, 64);
		assert_true(doc->n_blocks >= 3 && doc->blocks[0].kind == PQ_BLOCK_TITLE);
		assert_true(anno->complete && anno->n_quotes >= 2 && anno->n_sources >= 1);
		assert_int_equal(anno->quotes[0].kind, PQ_DIRECT);
		const struct pq_source *source = &anno->sources[anno->quotes[0].source];
		assert_int_equal(source->name.len, 9);
		assert_memory_equal(anno->strings + source->name.at, "Rosa Diaz", 9);
		pq_article_free(article);
	}
	pq_article_free(NULL);
}

static void says_what_cannot_be_read(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		size_t len;
		enum pq_status status;
		const char *says;
	} rows[] = {
		{"", 0, PQ_EEMPTY, ""},
		{" \n\t\n", 4, PQ_EEMPTY, ""},
		{"\x7f"
		 "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0",
		 18, PQ_EFORMAT, ""},
		{"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", 15, PQ_EUNSUPPORTED, "pdftotext"},
		{"PK\3\4\x14\0\0\0\x08\0", 10, PQ_EUNSUPPORTED, ""},
		{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, PQ_EUNSUPPORTED, ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pq_article *article = (struct pq_article *)state;
		struct pq_error error = {0};
		struct pq_options options = {.name = "the-file"};
		assert_int_equal(pq_read(rows[i].in, rows[i].len, &options, &article, &error), rows[i].status);
		assert_null(article);
		assert_int_equal(error.status, rows[i].status);
		assert_non_null(strstr(error.message, "the-file"));
		assert_non_null(strstr(error.message, rows[i].says));
	}
}

static void exports_every_format(void **state)
{
	(void)state;
	static const char *const formats[] = {"html", "md", "json", "jsonl", "csv", "ansi", "text", "audit"};
	struct pq_article *article = read_text(text);
	struct pq_error error;
	char *out;
	size_t len;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		assert_int_equal(pq_export(article, formats[i], &out, &len, &error), PQ_OK);
		assert_int_equal(strlen(out), len);
		assert_non_null(strstr(out, "Rosa Diaz"));
		pq_free(out);
	}
	assert_int_equal(pq_export(article, "docx", &out, &len, &error), PQ_EINVAL);
	assert_non_null(strstr(error.message, "docx"));
	pq_article_free(article);
}

static void names_are_never_missing(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		assert_true(*pq_evidence_name((pq_evidence)i) != '\0' && *pq_evidence_sentence((pq_evidence)i) != '\0');
		assert_non_null(pq_block_kind_name((enum pq_block_kind)i));
		assert_non_null(pq_entity_type_name((enum pq_entity_type)i));
		assert_non_null(pq_finding_kind_name((enum pq_finding_kind)i));
		assert_non_null(pq_source_kind_name((enum pq_source_kind)i));
		assert_non_null(pq_naming_name((enum pq_naming)i));
		assert_non_null(pq_quote_kind_name((enum pq_quote_kind)i));
		assert_non_null(pq_mention_form_name((enum pq_mention_form)i));
	}
	assert_string_equal(pq_block_kind_name(PQ_BLOCK_LIST_ITEM), "list-item");
	assert_string_equal(pq_finding_kind_name(PQ_UNRESOLVED_SPEAKER), "unresolved-speaker");
}

/* The first allocations one by one, then a spread over all the others. */
static void any_allocation_may_fail(void **state)
{
	(void)state;
	static const char *const inputs[] = {text, page};
	for (size_t i = 0; i < 2; i++)
		for (unsigned left = 0, step = 1;; left += step, step = left < 60 ? 1 : 1 + left / 12) {
			struct test_memory m = {left, 0};
			struct pq_article *article;
			struct pq_error error = {0};
			alloc_set_hook(test_memory_hook, &m);
			enum pq_status status = pq_read(inputs[i], strlen(inputs[i]), NULL, &article, &error);
			char *out = NULL;
			size_t len;
			if (status == PQ_OK)
				status = pq_export(article, "json", &out, &len, &error);
			alloc_set_hook(NULL, NULL);
			assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
			if (article)
				pq_article_free(article);
			pq_free(out);
			if (!m.refused)
				break;
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_text_and_pages),    cmocka_unit_test(says_what_cannot_be_read),
		cmocka_unit_test(exports_every_format),    cmocka_unit_test(names_are_never_missing),
		cmocka_unit_test(any_allocation_may_fail),
	};
	return cmocka_run_group_tests_name("engine/read", tests, NULL, NULL);
}
