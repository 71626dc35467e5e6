/* refit.c - what other weights would make of saved pages: refit PAGE.html...
 *
 * Reads lines of weights from standard input, in the order of src/html/weights.def, and for each writes a line with precision and
 * recall of every page against PAGE.gold.json {"body"}, as 4-word shingles of what is body.  Pages are parsed once.  tools/pages/refit.py
 * drives it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "doc/query.h"
#include "html/emit.h"
#include "html/facts.h"
#include "html/scan.h"
#include "text/chars.h"
#include "text/utf8.h"

/* In the place of the shipped table; the same layout. */
struct page_weights {
#define WEIGHT(name, value) double name;
#include "html/weights.def"
#undef WEIGHT
};
extern struct page_weights page_weights;
struct page_weights page_weights = {
#define WEIGHT(name, value) .name = (value),
#include "html/weights.def"
#undef WEIGHT
};
enum { WEIGHTS = sizeof page_weights / sizeof(double), SHINGLE = 4 };

typedef VEC(uint64_t) shingles;
struct sample {
	struct page page; /* its tree alone */
	char *title;
	struct buf bytes; /**< its tree points into them */
	shingles gold;
};

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/** Add the shingles of S to OUT, as hashes. */
static void add_shingles(shingles *out, const char *s, size_t len)
{
	VEC(uint64_t) words = {0};
	uint64_t hash = 0;
	for (const char *p = s, *end = s + len; p < end;) {
		uint32_t c = utf8_next(&p, end);
		bool word = char_is_letter(c) || char_is_digit(c) || c == '_';
		if (word)
			hash = (hash ? hash : 0xcbf29ce484222325) * 0x100000001b3 ^ c;
		if (hash && (!word || p == end)) {
			(void)vec_push(&words, hash);
			hash = 0;
		}
	}
	uint32_t n = words.len >= SHINGLE ? words.len - SHINGLE + 1 : words.len > 0;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t h = 1;
		for (uint32_t k = i; k < i + SHINGLE && k < words.len; k++)
			h = h * 0x9e3779b97f4a7c15 + words.at[k];
		(void)vec_push(out, h);
	}
	vec_release(&words);
}

static void sort(shingles *s)
{
	if (s->len)
		qsort(s->at, s->len, sizeof *s->at, compare);
}

static bool read_sample(const char *path, struct sample *out)
{
	struct scan scan = {0};
	struct facts facts = {0};
	struct pq_error error = {0};
	char gold[4096];
	if (file_read(path, 1 << 26, &out->bytes, &error))
		return false;
	scan_page(out->bytes.bytes, out->bytes.len, &out->page.tree, &scan);
	struct page p = {.tree = out->page.tree};
	page_look(&p);
	page_find(&p);
	facts_read_scripts(&facts, &scan, out->bytes.bytes);
	facts_read(&facts, &p, &scan, out->bytes.bytes, NULL);
	out->title = facts.value[FACT_TITLE] ? strdup(facts.value[FACT_TITLE]) : NULL;
	p.tree = (struct tree){0};
	page_release(&p);
	facts_release(&facts);
	scan_release(&scan);
	snprintf(gold, sizeof gold, "%.*s.gold.json", (int)(strlen(path) - strlen(".html")), path);
	json_t *root = json_load_file(gold, 0, NULL);
	const char *body = json_string_value(json_object_get(root, "body"));
	if (body)
		add_shingles(&out->gold, body, strlen(body));
	sort(&out->gold);
	json_decref(root);
	return body;
}

static void score(const struct sample *s)
{
	struct page p = {.tree = s->page.tree};
	struct doc_builder b = {0};
	struct buf body = {0};
	shingles said = {0};
	page_look(&p);
	page_find(&p);
	page_choose(&p, s->title);
	page_emit(&p, NULL, &b);
	for (uint32_t i = 0; i < b.blocks.len; i++) {
		const struct pq_block *block = &b.blocks.at[i];
		if (block_is_body((enum pq_block_kind)block->kind)) {
			buf_add(&body, b.text.bytes + block->span.start, block->span.end - block->span.start);
			buf_char(&body, '\n');
		}
	}
	add_shingles(&said, body.bytes ? body.bytes : "", body.len);
	sort(&said);
	uint32_t both = 0;
	for (uint32_t i = 0, k = 0; i < said.len && k < s->gold.len;) {
		int order = compare(&said.at[i], &s->gold.at[k]);
		both += !order;
		i += order <= 0;
		k += order >= 0;
	}
	printf("%.5f %.5f ", said.len ? (double)both / said.len : -1, s->gold.len ? (double)both / s->gold.len : -1);
	vec_release(&said);
	buf_release(&body);
	doc_builder_release(&b);
	p.tree = (struct tree){0};
	page_release(&p);
}

int main(int argc, char **argv)
{
	struct sample *samples = calloc((size_t)argc, sizeof *samples);
	int n = 0;
	for (int i = 1; samples && i < argc; i++)
		if (read_sample(argv[i], &samples[n]))
			n++;
		else
			fprintf(stderr, "refit: cannot read %s\n", argv[i]);
	for (;;) {
		double *w = (double *)&page_weights;
		for (int i = 0; i < WEIGHTS; i++)
			if (scanf("%lf", &w[i]) != 1)
				return 0;
		for (int i = 0; i < n; i++)
			score(&samples[i]);
		printf("\n");
		fflush(stdout);
	}
}
