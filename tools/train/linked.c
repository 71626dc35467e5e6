/* linked.c - what the linker alone makes of right labels: linked DATA TEXT...
 *
 * Lays the annotations of PolNeAR's articles over their tokens, links those labels as if the tagger had given them, without the rules of
 * quoted and reported speech, and writes what came of it as the reader's exports do, for the scorer (doc/MODEL.md). */
#include <jansson.h>
#include <stdio.h>

#include "annotate/attribution.h"
#include "annotate/tagger.h"
#include "base/alloc.h"
#include "base/error.h"
#include "corpus.h"
#include "doc/query.h"

enum { SURE = 1 << 20 };

static size_t code_points(const struct context *c, uint32_t byte)
{
	size_t n = 0;
	for (uint32_t i = 0; i < byte; i++)
		n += ((unsigned char)c->doc->text[i] & 0xc0) != 0x80;
	return n;
}

static json_t *span_json(const struct context *c, struct pq_span span)
{
	if (span_empty(span))
		return json_null();
	return json_pack("{s:I, s:I}", "start", (json_int_t)code_points(c, span.start), "end",
			 (json_int_t)code_points(c, span.end));
}

static bool print_article(const struct context *c)
{
	json_t *quotes = json_array();
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = &c->attributions.at[i];
		json_t *parts = json_array();
		for (uint32_t k = a->parts; k < a->parts + a->n_parts; k++)
			json_array_append_new(parts, span_json(c, c->parts.at[k].span));
		json_array_append_new(quotes, json_pack("{s:s, s:f, s:o, s:o, s:o}", "kind", "indirect", "confidence",
							(double)a->confidence, "cue", span_json(c, a->cue),
							"source_span", span_json(c, a->source_span), "parts", parts));
	}
	json_t *all = json_pack("{s:s%, s:[], s:o}", "text", c->doc->text, (size_t)c->doc->text_len, "entities",
				"quotes", quotes);
	bool good = all && json_dumpf(all, stdout, JSON_COMPACT) == 0 && putchar('\n') != EOF;
	json_decref(all);
	return good;
}

/** Link A's labels block by block; USER is the tagger, which tells confidences. */
static bool link_labels(void *user, struct context *c, const struct article *a)
{
	struct tagger_label *labels = mem_zero(a->n_tokens + 1, sizeof *labels);
	struct scene s = {.c = c, .labels = labels};
	struct linker k = {.tagger = user};
	for (uint32_t t = 0; labels && t < a->n_tokens; t++)
		labels[t] = (struct tagger_label){a->label[t], SURE};
	for (uint32_t b = 0; labels && b < c->blocks.len && !c->failed; b++) {
		if (!block_speaks(c, b))
			continue;
		scene_read(&s, b);
		linker_block(&s, &k);
		for (uint32_t i = 0; i < s.statements.len; i++)
			attribute_tagged(&s, &k, s.statements.at[i], false);
	}
	bool good = labels && !c->failed && print_article(c);
	mem_free(labels);
	vec_release(&s.units);
	vec_release(&s.statements);
	vec_release(&s.used);
	vec_release(&k.pieces);
	return good;
}

int main(int argc, char **argv)
{
	struct pq_error error = {0};
	struct tagger *tagger;
	char path[4096];
	if (argc < 3) {
		fputs("usage: linked DATA TEXT...\n", stderr);
		return 2;
	}
	snprintf(path, sizeof path, "%s/en/attribution.model", argv[1]);
	if (tagger_new(path, &tagger, &error) != PQ_OK) {
		fprintf(stderr, "%s\n", error.message);
		return 1;
	}
	bool good = corpus_visit(argv + 2, argc - 2, argv[1], link_labels, tagger);
	tagger_free(tagger);
	return good ? 0 : 1;
}
