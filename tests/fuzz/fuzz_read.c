/* Any bytes through the whole engine and every exporter. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include <pullquote/pullquote.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const formats[] = {"html", "md", "json", "jsonl", "csv", "ansi", "text", "audit"};
	struct pq_article *article;
	struct pq_error error;
	struct pq_options options = {.name = "fuzz", .media_type = len && bytes[0] == '<' ? "text/html" : NULL};
	if (pq_read(bytes, len, &options, &article, &error) != PQ_OK) {
		assert(!article && error.message[0] != '\0');
		return 0;
	}
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		char *out;
		size_t n;
		enum pq_status status = pq_export(article, formats[i], &out, &n, &error);
		assert(status == PQ_OK && strlen(out) == n);
		pq_free(out);
	}
	pq_article_free(article);
	return 0;
}
