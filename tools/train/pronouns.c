/* pronouns.c - what other weights would make of the pronouns of articles: pronouns DATA TEXT...
 *
 * Reads lines of weights from standard input, in the order of src/annotate/pronoun.def, and for each writes the articles as the reader
 * exports them, a line each.  tools/train/fit-pronouns drives it. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "pullquote/pullquote.h"

/* In the place of the shipped table; the same layout. */
struct pronoun_weights {
#define WEIGHT(name, value) int name;
#include "annotate/pronoun.def"
#undef WEIGHT
};
extern struct pronoun_weights pronoun_weights;
struct pronoun_weights pronoun_weights;
enum { WEIGHTS = sizeof pronoun_weights / sizeof(int), MOST = 1 << 24 };

static bool read_weights(void)
{
	int *w = (int *)&pronoun_weights;
	for (unsigned i = 0; i < WEIGHTS; i++)
		if (scanf("%d", &w[i]) != 1)
			return false;
	return true;
}

static bool print_article(const char *path, const char *data)
{
	const struct pq_options options = {.name = path, .data_dir = data};
	struct pq_error error = {0};
	struct buf text = {0};
	struct pq_article *article = NULL;
	char *out = NULL;
	size_t len = 0;
	bool good = !file_read(path, MOST, &text, &error) &&
		    !pq_read(text.bytes, text.len, &options, &article, &error) &&
		    !pq_export(article, "jsonl", &out, &len, &error) && fwrite(out, 1, len, stdout) == len;
	if (!good)
		fprintf(stderr, "%s: %s\n", path, error.message);
	pq_free(out);
	pq_article_free(article);
	buf_release(&text);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: pronouns DATA TEXT... < WEIGHTS\n", stderr);
		return 2;
	}
	while (read_weights()) {
		for (int i = 2; i < argc; i++)
			if (!print_article(argv[i], argv[1]))
				return 1;
		fflush(stdout);
	}
	return 0;
}
