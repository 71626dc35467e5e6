/* tests/bench/engine.c - how many words a second the engine annotates: by rules, by each kernel that this machine can run, and over
 * one long text against short ones.  From the bytes of a plain text to frozen annotations, in processor time of one thread.
 *
 * usage: engine ROUNDS TEXT...      every TEXT is an article; the long text is all of them again and again */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "annotate/tagger.h"
#include "base/alloc.h"
#include "base/file.h"
#include "engine/engine.h"

enum { SHORT_WORDS = 10000, LONG_WORDS = 1000000, MOST_ROUNDS = 99 };

struct article {
	char *text;
	size_t len, words;
};
struct bench {
	struct engine *engine; /**< parses */
	struct lexicon *lex;
	struct tagger *attributions, *names;
	VEC(struct article) articles;
	struct article brief, lengthy;
};

static void die(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("engine: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(2);
}

static size_t count_words(const char *s, size_t len)
{
	size_t words = 0;
	for (size_t i = 0; i < len; i++)
		words += (unsigned char)s[i] > ' ' && (i == 0 || (unsigned char)s[i - 1] <= ' ');
	return words;
}

static void read_article(struct bench *b, const char *path)
{
	struct buf text = {0};
	struct pq_error error;
	if (file_read(path, (size_t)1 << 26, &text, &error) != PQ_OK)
		die("%s", error.message);
	struct article a = {text.bytes, text.len, count_words(text.bytes, text.len)};
	if (!vec_push(&b->articles, a))
		die("no memory");
}

/** At least WORDS words: the articles one behind another. */
static struct article join(const struct bench *b, size_t words)
{
	struct buf text = {0};
	struct article out = {0};
	for (uint32_t i = 0; out.words < words; i = (i + 1) % b->articles.len) {
		buf_add(&text, b->articles.at[i].text, b->articles.at[i].len);
		buf_str(&text, "\n\n");
		out.words += b->articles.at[i].words;
	}
	if (text.failed)
		die("no memory");
	out.text = text.bytes;
	out.len = text.len;
	return out;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/** Seconds from A's bytes to its frozen annotations. */
static double seconds(const struct bench *b, const struct models *models, const struct article *a)
{
	const struct pq_options options = {.name = "bench", .media_type = "text/plain"};
	struct pq_doc doc;
	struct blob document, notes;
	struct anno_builder out = {0};
	double start = now();
	if (engine_parse(b->engine, a->text, a->len, &options, &document, NULL) != PQ_OK ||
	    doc_open(document.bytes, document.len, &doc, NULL) != PQ_OK ||
	    annotate(&doc, b->lex, models, doc.text_len, NULL, NULL, &out, NULL) != PQ_OK ||
	    anno_freeze(&out, &doc, &notes, NULL) != PQ_OK)
		die("an article could not be read");
	anno_builder_release(&out);
	mem_free(document.bytes);
	mem_free(notes.bytes);
	return now() - start;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *at, unsigned n)
{
	qsort(at, n, sizeof *at, compare);
	return (at[(n - 1) / 2] + at[n / 2]) / 2;
}

/** Words a second over all articles, one after another. */
static double speed(const struct bench *b, const struct models *models)
{
	double words = 0, sum = 0;
	for (uint32_t i = 0; i < b->articles.len; i++) {
		sum += seconds(b, models, &b->articles.at[i]);
		words += (double)b->articles.at[i].words;
	}
	return words / sum;
}

static void measure_speed(struct bench *b, unsigned rounds)
{
	double rules[MOST_ROUNDS], model[8][MOST_ROUNDS];
	unsigned paths = 0;
	while (paths < 8 && tagger_kernels_at(paths))
		paths++;
	for (unsigned r = 0; r < rounds; r++) {
		rules[r] = speed(b, NULL);
		for (unsigned k = 0; k < paths; k++) {
			const struct models models = {b->attributions, b->names};
			b->attributions->kernels = b->names->kernels = tagger_kernels_at(k);
			model[k][r] = speed(b, &models);
		}
	}
	printf("      rules alone: %.0f words/s\n", median(rules, rounds));
	for (unsigned k = 0; k < paths; k++)
		printf("      with the models, %s: %.0f words/s\n", tagger_kernels_at(k)->name,
		       median(model[k], rounds));
}

static void measure_growth(struct bench *b, unsigned rounds)
{
	double ratio[MOST_ROUNDS];
	const struct models both = {b->attributions, b->names};
	for (unsigned model = 0; model < 2; model++) {
		const struct models *models = model ? &both : NULL;
		for (unsigned r = 0; r < rounds; r++) {
			double brief = 0;
			for (unsigned k = 0; k < 10; k++)
				brief += seconds(b, models, &b->brief);
			ratio[r] = brief / 10 / (double)b->brief.words * (double)b->lengthy.words /
				   seconds(b, models, &b->lengthy);
		}
		printf("      words/s over 1,000,000 words against 10,000, %s: %.2f\n",
		       model ? "with the models" : "rules", median(ratio, rounds));
	}
}

static struct tagger *read_model(const char *data, const char *name)
{
	struct buf path = {0};
	struct pq_error error;
	struct tagger *m;
	buf_printf(&path, "%s/en/%s.model", data, name);
	if (tagger_new(path.bytes, &m, &error) != PQ_OK)
		die("%s", error.message);
	buf_release(&path);
	return m;
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct pq_error error;
	const char *data = getenv("PULLQUOTE_DATA") ? getenv("PULLQUOTE_DATA") : "data";
	unsigned rounds = argc > 2 ? (unsigned)atoi(argv[1]) : 0;
	if (rounds < 1 || rounds > MOST_ROUNDS)
		die("usage: engine ROUNDS TEXT...");
	if (engine_new(NULL, &b.engine, &error) != PQ_OK || lexicon_new(data, "en", &b.lex, &error) != PQ_OK)
		die("%s", error.message);
	b.attributions = read_model(data, "attribution");
	b.names = read_model(data, "names");
	for (int i = 2; i < argc; i++)
		read_article(&b, argv[i]);
	b.brief = join(&b, SHORT_WORDS);
	b.lengthy = join(&b, LONG_WORDS);
	measure_speed(&b, rounds);
	measure_growth(&b, rounds < 5 ? rounds : 5);
	return 0;
}
