/* annotate/tagger.c - the network in integers: vectors, a window of three, two layers of gated cells each way, scores of labels.
 *
 * The sums of the window are linear, so they are made of parts: what a word gives is summed once for all tokens of the window that
 * have the word, what their facts give once for all that have the same facts. */
#include "annotate/tagger.h"

#include <string.h>

#include "base/alloc.h"

enum { BATCH = 24 /**< rows summed at once, so that inputs, a panel of weights and sums stay in the nearest cache */ };

/** One window's work. */
struct pass {
	const struct tagger *m;
	const struct context *c;
	uint32_t n;
	struct intern facts;            /**< those of the window, numbered */
	uint32_t n_words;               /**< different words of the window */
	uint32_t *word, *fact;          /**< [n] which part is whose */
	int32_t *parts;                 /**< [n_words + facts][3][SHAPE_BASE] */
	int16_t *base, *first, *second; /**< [n] activations of the three layers */
	int16_t input[BATCH * SHAPE_INPUT], gates[BATCH * SHAPE_GATES];
	int32_t sums[BATCH * SHAPE_GATES];
};

static inline void add_row(int16_t *restrict out, const int8_t *restrict row, unsigned n)
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

static void embed_word(const struct tagger *m, const struct context *c, uint32_t word, int16_t *out)
{
	size_t len;
	const char *lower = intern_get(&c->words, word, &len);
	struct input_word w = input_of_word(lower, len);
	int16_t *side = out + SHAPE_WORD, *fact = side + SHAPE_SIDE;
	add_row(out, m->words + (size_t)row_of(m, w.hash) * SHAPE_WORD, SHAPE_WORD);
	for (unsigned k = 0; k < INPUT_AFFIXES; k++)
		add_row(side, m->affixes + (size_t)w.affix[k] * SHAPE_SIDE, SHAPE_SIDE);
	for (uint64_t bits = c->word_classes.at[word]; bits; bits &= bits - 1) {
		uint16_t row = m->class_row[__builtin_ctzll(bits)];
		if (row != UINT16_MAX)
			add_row(fact, m->facts + (size_t)row * SHAPE_SIDE, SHAPE_SIDE);
	}
}

static void embed_facts(const struct tagger *m, const struct input_facts *facts, int16_t *out)
{
	for (unsigned k = 0; k < INPUT_FACTS; k++)
		add_row(out + SHAPE_WORD + SHAPE_SIDE, m->facts + (size_t)facts->row[k] * SHAPE_SIDE, SHAPE_SIDE);
}

/** Number the words and facts of the window from TOKEN on. */
static bool number_inputs(struct pass *p, const struct input_facts *facts, uint32_t token, uint32_t *seen)
{
	const struct token *tokens = p->c->tokens.at + token;
	bool good = true;
	for (uint32_t t = 0; t < p->n; t++) {
		if (!seen[tokens[t].word])
			seen[tokens[t].word] = ++p->n_words;
		p->word[t] = seen[tokens[t].word] - 1;
		p->fact[t] = intern_add(&p->facts, (const char *)&facts[token + t], sizeof *facts);
		good &= p->fact[t] != UINT32_MAX;
	}
	for (uint32_t t = 0; t < p->n; t++)
		seen[tokens[t].word] = 0;
	return good;
}

/** Sum the input rows of the batch into the parts from AT on. */
static void parts_sum(struct pass *p, uint32_t at, uint32_t n)
{
	const struct tagger_layer *l = &p->m->layers[LAYER_BASE];
	p->m->kernels->sums(l, p->input, n, p->parts + (size_t)at * l->outputs);
	memset(p->input, 0, sizeof p->input);
}

static void parts_run(struct pass *p, uint32_t token)
{
	const struct token *tokens = p->c->tokens.at + token;
	uint32_t done = 0, row = 0, n = p->n_words + p->facts.len;
	memset(p->input, 0, sizeof p->input);
	for (uint32_t t = 0; t < p->n && done + row < p->n_words; t++) {
		if (p->word[t] != done + row)
			continue;
		embed_word(p->m, p->c, tokens[t].word, p->input + (size_t)row * SHAPE_INPUT);
		if (++row == BATCH) {
			parts_sum(p, done, row);
			done += row;
			row = 0;
		}
	}
	while (done + row < n) {
		struct input_facts facts;
		size_t len;
		memcpy(&facts, intern_get(&p->facts, done + row - p->n_words, &len), sizeof facts);
		embed_facts(p->m, &facts, p->input + (size_t)row * SHAPE_INPUT);
		if (++row == BATCH || done + row == n) {
			parts_sum(p, done, row);
			done += row;
			row = 0;
		}
	}
}

/** What token T's word or facts add to the sums of a token; nothing where T is outside the window. */
static const int32_t *part_of(const struct pass *p, uint32_t t, bool facts, unsigned place)
{
	static const int32_t nothing[SHAPE_BASE];
	if (t >= p->n)
		return nothing;
	uint32_t part = facts ? p->n_words + p->fact[t] : p->word[t];
	return p->parts + ((size_t)part * 3 + place) * SHAPE_BASE;
}

static void base_run(struct pass *p)
{
	const struct tagger_kernels *k = p->m->kernels;
	struct tagger_layer l = p->m->layers[LAYER_BASE];
	l.outputs = SHAPE_BASE;
	for (uint32_t t = 0, n; t < p->n; t += n) {
		n = p->n - t < BATCH ? p->n - t : BATCH;
		for (uint32_t i = 0; i < n; i++) {
			const int32_t *from[TAGGER_PARTS];
			for (unsigned place = 0; place < 3;
			     place++) { /* the token before the first wraps to one outside */
				from[2 * place] = part_of(p, t + i + place - 1, false, place);
				from[2 * place + 1] = part_of(p, t + i + place - 1, true, place);
			}
			k->join(from, SHAPE_BASE, p->sums + (size_t)i * SHAPE_BASE);
		}
		k->curves(&l, p->sums, n, p->base + (size_t)t * SHAPE_BASE);
	}
}

/** Gated cells over X, forwards and backwards, a batch at a time. */
static void layer_run(struct pass *p, unsigned which, const int16_t *x, int16_t *out)
{
	const struct tagger_kernels *k = p->m->kernels;
	for (unsigned back = 0; back < 2; back++) {
		const struct tagger_layer *l = &p->m->layers[which + back];
		int16_t cell[SHAPE_CELL] = {0};
		for (uint32_t done = 0, n; done < p->n; done += n) {
			n = p->n - done < BATCH ? p->n - done : BATCH;
			uint32_t t = back ? p->n - done - n : done, first = back ? n - 1 : 0;
			k->sums(l, x + (size_t)t * l->inputs, n, p->sums);
			k->curves(l, p->sums, n, p->gates);
			k->cells(p->gates + (size_t)first * SHAPE_GATES, n, back ? -1 : 1, cell,
				 out + (size_t)(t + first) * SHAPE_LAYER + back * SHAPE_CELL);
		}
	}
}

static void scores_run(struct pass *p, int32_t *scores)
{
	const struct tagger_layer *l = &p->m->layers[LAYER_LABELS];
	p->m->kernels->sums(l, p->second, p->n, scores);
	for (size_t i = 0; i < (size_t)p->n * SHAPE_LABELS; i++) {
		int64_t s = (int64_t)tagger_rescale(scores[i], l->multipliers[i % SHAPE_LABELS]) +
			    l->biases[i % SHAPE_LABELS];
		scores[i] = (int32_t)(s > SCORE_MOST ? SCORE_MOST : s < -SCORE_MOST ? -SCORE_MOST : s);
	}
}

/** Scores of N tokens from TOKEN on, [n][SHAPE_LABELS].  SEEN: a zero for each word of C; they are zeroes again. */
static bool scores_of(const struct tagger *m, const struct context *c, const struct input_facts *facts, uint32_t token,
		      uint32_t n, uint32_t *seen, int32_t *scores)
{
	size_t width = SHAPE_BASE + 2 * SHAPE_LAYER;
	struct pass *p = mem_zero(1, sizeof *p);
	uint32_t *numbers = mem_alloc((size_t)n * 2 * sizeof *numbers);
	int16_t *space = mem_alloc((size_t)n * width * sizeof *space);
	bool good = p && numbers && space;
	if (good) {
		*p = (struct pass){.m = m, .c = c, .n = n, .word = numbers, .fact = numbers + n, .base = space};
		p->first = p->base + (size_t)n * SHAPE_BASE;
		p->second = p->first + (size_t)n * SHAPE_LAYER;
		good = number_inputs(p, facts, token, seen);
		p->parts = mem_alloc(((size_t)p->n_words + p->facts.len) * 3 * SHAPE_BASE * sizeof *p->parts);
		good &= p->parts != NULL;
	}
	if (good) {
		parts_run(p, token);
		base_run(p);
		layer_run(p, LAYER_GATES1, p->base, p->first);
		layer_run(p, LAYER_GATES2, p->first, p->second);
		scores_run(p, scores);
	}
	if (p) {
		mem_free(p->parts);
		intern_release(&p->facts);
	}
	mem_free(p);
	mem_free(numbers);
	mem_free(space);
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
		if (to - token > TAGGER_WINDOW)
			break;
		end = to;
	}
	uint32_t rest = c->tokens.len - token;
	return end > token ? end : token + (rest < TAGGER_WINDOW ? rest : TAGGER_WINDOW);
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
	uint32_t n = c->tokens.len, most = n < TAGGER_WINDOW ? n : TAGGER_WINDOW;
	struct tagger_label *labels = arena_array(&c->arena, struct tagger_label, n + 1);
	uint32_t *seen = mem_zero((size_t)c->words.len + 1, sizeof *seen);
	int32_t *scores = mem_alloc(((size_t)most + 1) * SHAPE_LABELS * 3 * sizeof *scores);
	bool good = labels && seen && scores;
	uint32_t block = 0;
	for (uint32_t t = 0; good && t < n && !context_over(c);) {
		while (block + 1 < c->blocks.len && c->blocks.at[block].tokens + c->blocks.at[block].n_tokens <= t)
			block++;
		uint32_t end = window_end(c, t, block);
		if (!has_prose(c, t, end - t)) {
			t = end;
			continue;
		}
		good = scores_of(m, c, facts, t, end - t, seen, scores);
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
	mem_free(seen);
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
