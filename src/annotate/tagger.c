/* annotate/tagger.c - the network in integers: vectors, a window of three, two layers of gated cells each way, scores of labels. */
#include "annotate/tagger.h"

#include <string.h>

#include "base/alloc.h"

enum {
	WINDOW_TOKENS = 4096, /**< read together; longer texts are read in such windows, so that space stays bounded */
	BATCH = 64            /**< rows summed at once, so that the sums stay in the cache */
};

/** One window's activations. */
struct pass {
	const struct tagger *m;
	tagger_kernel *kernel;
	uint32_t n;
	int16_t *input;   /**< [n + 2][SHAPE_INPUT], a row of zeroes at both ends */
	int16_t *base;    /**< [n][SHAPE_BASE] */
	int16_t *gates;   /**< [n][2 * SHAPE_GATES] */
	int16_t *layer;   /**< [n][SHAPE_LAYER] */
	int32_t *sums;    /**< [BATCH][2 * SHAPE_GATES] */
	int16_t *windows; /**< [BATCH][SHAPE_WINDOW] */
};

static void add_row(int16_t *out, const int8_t *row, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		out[i] = (int16_t)(out[i] + row[i]);
}

static uint32_t row_of(const struct tagger *m, uint32_t hash)
{
	uint32_t lo = 0, hi = m->n_words;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (m->hashes[mid] < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < m->n_words && m->hashes[lo] == hash ? lo + 1 : 0;
}

static void embed(const struct tagger *m, const struct context *c, uint32_t token, const struct input_facts *facts,
		  int16_t *out)
{
	size_t len;
	const char *lower = intern_get(&c->words, c->tokens.at[token].word, &len);
	struct input_word w = input_of_word(lower, len);
	int16_t *side = out + SHAPE_WORD, *fact = side + SHAPE_SIDE;
	add_row(out, m->words + (size_t)row_of(m, w.hash) * SHAPE_WORD, SHAPE_WORD);
	for (unsigned k = 0; k < INPUT_AFFIXES; k++)
		add_row(side, m->affixes + (size_t)w.affix[k] * SHAPE_SIDE, SHAPE_SIDE);
	for (unsigned k = 0; k < INPUT_FACTS; k++)
		add_row(fact, m->facts + (size_t)facts->row[k] * SHAPE_SIDE, SHAPE_SIDE);
	for (uint64_t bits = c->tokens.at[token].classes; bits; bits &= bits - 1) {
		uint16_t row = m->class_row[__builtin_ctzll(bits)];
		if (row != UINT16_MAX)
			add_row(fact, m->facts + (size_t)row * SHAPE_SIDE, SHAPE_SIDE);
	}
}

static int32_t rescale(int32_t sum, int32_t multiplier, int32_t bias)
{
	return (int32_t)(((int64_t)sum * multiplier + (INT64_C(1) << (SCALE_SHIFT - 1))) >> SCALE_SHIFT) + bias;
}

/** OUT = CURVE(SUMS on their scale + bias), for the outputs [FROM, TO) of one row. */
static void curve_run(const struct tagger_layer *l, const int16_t *curve, const int32_t *sums, uint32_t from,
		      uint32_t to, int16_t *out)
{
	const int32_t half = 8 * SCALE_SUM, step = 16 * SCALE_SUM / SHAPE_CURVE;
	for (uint32_t o = from; o < to; o++) {
		int32_t x = rescale(sums[o], l->multipliers[o], l->biases[o]) + half;
		x = x < 0 ? 0 : x >= 2 * half ? 2 * half - 1 : x;
		out[o] = curve[(uint32_t)x / (uint32_t)step];
	}
}

/** Gates: a candidate by tanh, then what is kept and what is shown by sigmoid; in each direction. */
static void gates_run(const struct tagger *m, const struct tagger_layer *l, const int32_t *sums, int16_t *out)
{
	for (uint32_t d = 0; d < l->outputs; d += SHAPE_GATES) {
		curve_run(l, m->tanh, sums, d, d + SHAPE_CELL, out);
		curve_run(l, m->sigmoid, sums, d + SHAPE_CELL, d + SHAPE_GATES, out);
	}
}

/** OUT = curve(X W + b) for all rows; the base layer sees each token between its neighbours. */
static void layer_run(struct pass *p, unsigned which, const int16_t *x, int16_t *out)
{
	const struct tagger_layer *l = &p->m->layers[which];
	for (uint32_t t = 0; t < p->n; t += BATCH) {
		uint32_t n = p->n - t < BATCH ? p->n - t : BATCH;
		const int16_t *rows = which == LAYER_BASE ? p->windows : x + (size_t)t * l->inputs;
		for (uint32_t i = 0; which == LAYER_BASE && i < n; i++)
			memcpy(p->windows + (size_t)i * SHAPE_WINDOW, p->input + (size_t)(t + i) * SHAPE_INPUT,
			       SHAPE_WINDOW * sizeof *p->windows);
		p->kernel(rows, n, l, p->sums);
		for (uint32_t i = 0; i < n; i++) {
			const int32_t *sums = p->sums + (size_t)i * l->outputs;
			int16_t *row = out + (size_t)(t + i) * l->outputs;
			if (which == LAYER_BASE)
				curve_run(l, p->m->tanh, sums, 0, l->outputs, row);
			else
				gates_run(p->m, l, sums, row);
		}
	}
}

/** The recurrence of both directions: a cell keeps what its forget gate says, and shows what its output gate says. */
static void cells_run(const int16_t *gates, uint32_t n, int16_t *out)
{
	for (unsigned d = 0; d < 2; d++) {
		int32_t cell[SHAPE_CELL] = {0};
		for (uint32_t s = 0; s < n; s++) {
			uint32_t t = d ? n - 1 - s : s;
			const int16_t *g = gates + (size_t)t * 2 * SHAPE_GATES + d * SHAPE_GATES;
			int16_t *h = out + (size_t)t * SHAPE_LAYER + d * SHAPE_CELL;
			for (unsigned i = 0; i < SHAPE_CELL; i++) {
				int32_t z = g[i], f = g[SHAPE_CELL + i], o = g[2 * SHAPE_CELL + i];
				cell[i] = z + ((f * (cell[i] - z) + (SCALE_ONE >> 1)) >> 14);
				h[i] = (int16_t)((o * cell[i] + (SCALE_ONE >> 1)) >> 14);
			}
		}
	}
}

static void scores_run(struct pass *p, int32_t *scores)
{
	const struct tagger_layer *l = &p->m->layers[LAYER_LABELS];
	p->kernel(p->layer, p->n, l, scores);
	for (size_t i = 0; i < (size_t)p->n * SHAPE_LABELS; i++)
		scores[i] = rescale(scores[i], l->multipliers[i % SHAPE_LABELS], l->biases[i % SHAPE_LABELS]);
}

bool tagger_scores(const struct tagger *m, const struct context *c, const struct input_facts *facts, uint32_t token,
		   uint32_t n, int32_t *scores)
{
	struct pass p = {.m = m, .kernel = tagger_kernel_best(), .n = n};
	size_t width = SHAPE_INPUT + SHAPE_BASE + 2 * SHAPE_GATES + SHAPE_LAYER;
	int16_t *space = mem_zero((size_t)n * width + 2 * SHAPE_INPUT + BATCH * SHAPE_WINDOW, sizeof *space);
	p.sums = mem_alloc(sizeof *p.sums * BATCH * 2 * SHAPE_GATES);
	bool good = space && p.sums;
	if (good) {
		p.input = space;
		p.base = p.input + (size_t)(n + 2) * SHAPE_INPUT;
		p.gates = p.base + (size_t)n * SHAPE_BASE;
		p.layer = p.gates + (size_t)n * 2 * SHAPE_GATES;
		p.windows = p.layer + (size_t)n * SHAPE_LAYER;
		for (uint32_t t = 0; t < n; t++)
			embed(m, c, token + t, &facts[token + t], p.input + (size_t)(t + 1) * SHAPE_INPUT);
		layer_run(&p, LAYER_BASE, p.input, p.base);
		layer_run(&p, LAYER_GATES1, p.base, p.gates);
		cells_run(p.gates, n, p.layer);
		layer_run(&p, LAYER_GATES2, p.layer, p.gates);
		cells_run(p.gates, n, p.layer);
		scores_run(&p, scores);
	}
	mem_free(space);
	mem_free(p.sums);
	return good;
}

/** Where the window that starts at TOKEN of block BLOCK ends: with a block, unless that block is longer than a window. */
static uint32_t window_end(const struct context *c, uint32_t token, uint32_t block)
{
	uint32_t end = token;
	for (; block < c->blocks.len; block++) {
		uint32_t to = c->blocks.at[block].tokens + c->blocks.at[block].n_tokens;
		if (to <= end)
			continue;
		if (to - token > WINDOW_TOKENS)
			break;
		end = to;
	}
	uint32_t rest = c->tokens.len - token;
	return end > token ? end : token + (rest < WINDOW_TOKENS ? rest : WINDOW_TOKENS);
}

/** Is there prose from TOKEN on, or mostly signs, which nobody says? */
static bool has_prose(const struct context *c, uint32_t token, uint32_t n)
{
	uint32_t words = 0;
	for (uint32_t t = token; t < token + n; t++)
		words += c->tokens.at[t].kind == TOKEN_WORD;
	return words > n / 8;
}

struct tagger_label *tagger_labels_of(const struct tagger *m, struct context *c, const struct input_facts *facts)
{
	uint32_t n = c->tokens.len, most = n < WINDOW_TOKENS ? n : WINDOW_TOKENS;
	struct tagger_label *labels = arena_array(&c->arena, struct tagger_label, n + 1);
	int32_t *scores = mem_alloc(((size_t)most + 1) * SHAPE_LABELS * 4 * sizeof *scores);
	bool good = labels && scores;
	uint32_t block = 0;
	for (uint32_t t = 0; good && t < n && !context_over(c);) {
		while (block + 1 < c->blocks.len && c->blocks.at[block].tokens + c->blocks.at[block].n_tokens <= t)
			block++;
		uint32_t end = window_end(c, t, block);
		if (!has_prose(c, t, end - t)) {
			t = end;
			continue;
		}
		good = tagger_scores(m, c, facts, t, end - t, scores);
		for (uint32_t b = block, at = t; good && at < end; b++) {
			uint32_t to = b < c->blocks.len ? c->blocks.at[b].tokens + c->blocks.at[b].n_tokens : end;
			to = to < end ? to : end;
			if (to > at)
				tagger_decode(m, scores + (size_t)(at - t) * SHAPE_LABELS, to - at,
					      scores + (size_t)most * SHAPE_LABELS, labels + at);
			at = to > at ? to : at;
		}
		t = end;
	}
	mem_free(scores);
	return good ? labels : NULL;
}

struct tagger_label *tagger_labels(const struct tagger *m, struct context *c)
{
	struct input_facts *facts = mem_zero((size_t)c->tokens.len + 1, sizeof *facts);
	if (!facts)
		return NULL;
	input_of_tokens(c, facts);
	struct tagger_label *labels = tagger_labels_of(m, c, facts);
	mem_free(facts);
	return labels;
}
