/* tools/train/net.c - forward and backward through embeddings, convolution and two bidirectional gated layers. */
#include "net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gemm.h"

float rng_next(struct rng *r)
{
	r->s ^= r->s << 13;
	r->s ^= r->s >> 7;
	r->s ^= r->s << 17;
	return (float)(r->s >> 40) * 0x1p-24f;
}

bool net_init(struct net *n, const struct corpus *c, const uint32_t *counts, unsigned least_count, uint64_t seed)
{
	struct rng r = {seed * 2654435761u + 88172645463325252u};
	n->row_of_word = calloc(c->inputs.len + 1, sizeof *n->row_of_word);
	n->word_of_row = calloc(c->inputs.len + 1, sizeof *n->word_of_row);
	n->n_rows = 1;
	for (uint32_t i = 0; i < c->inputs.len; i++)
		if (counts[i] >= least_count) {
			n->word_of_row[n->n_rows] = i;
			n->row_of_word[i] = n->n_rows++;
		}
	const size_t dims[N_TENSORS][2] = {{n->n_rows, SHAPE_WORD},   {INPUT_AFFIX_ROWS, SHAPE_SIDE},
					   {SHAPE_FACTS, SHAPE_SIDE}, {SHAPE_WINDOW, SHAPE_BASE},
					   {1, SHAPE_BASE},           {SHAPE_BASE, 2 * SHAPE_GATES},
					   {1, 2 * SHAPE_GATES},      {SHAPE_LAYER, 2 * SHAPE_GATES},
					   {1, 2 * SHAPE_GATES},      {SHAPE_LAYER, SHAPE_LABELS},
					   {1, SHAPE_LABELS},         {SHAPE_LABELS, SHAPE_LABELS},
					   {1, SHAPE_LABELS}};
	size_t total = 0;
	for (unsigned t = 0; t < N_TENSORS; t++) {
		n->at[t] = total;
		n->rows[t] = dims[t][0];
		n->cols[t] = dims[t][1];
		total += dims[t][0] * dims[t][1];
	}
	n->at[N_TENSORS] = total;
	n->p = calloc(total, sizeof *n->p);
	n->grad = calloc(total, sizeof *n->grad);
	for (unsigned t = 0; t < N_TENSORS; t++) {
		float range = t <= T_FACTS ? .1f : sqrtf(6.f / (float)(n->rows[t] + n->cols[t]));
		bool zero = n->rows[t] == 1 || t == T_STEPS;
		for (size_t i = 0; i < n->rows[t] * n->cols[t] && !zero; i++)
			n->p[n->at[t] + i] = (rng_next(&r) * 2 - 1) * range;
	}
	for (unsigned d = 0; d < 2; d++)
		for (unsigned i = 0; i < SHAPE_CELL; i++) {
			n->p[n->at[T_GATES1_BIAS] + d * SHAPE_GATES + SHAPE_CELL + i] = 1;
			n->p[n->at[T_GATES2_BIAS] + d * SHAPE_GATES + SHAPE_CELL + i] = 1;
		}
	return n->p && n->grad;
}

/* ---- activations of one article ---- */

struct acts {
	size_t n;
	float *in, *in_mask, *window, *base, *base_mask, *gates1, *cell1, *h1, *mask1, *gates2, *cell2, *h2, *mask2,
		*scores;
	float *d_a, *d_b; /**< gradients, wide enough for any layer */
	uint32_t *word_row;
};

static void acts_place(struct work *w, struct acts *a, size_t n)
{
	const size_t widths[] = {SHAPE_INPUT, SHAPE_INPUT,     SHAPE_WINDOW,    SHAPE_BASE,
				 SHAPE_BASE,  2 * SHAPE_GATES, SHAPE_LAYER,     SHAPE_LAYER,
				 SHAPE_LAYER, 2 * SHAPE_GATES, SHAPE_LAYER,     SHAPE_LAYER,
				 SHAPE_LAYER, SHAPE_LABELS,    2 * SHAPE_GATES, 2 * SHAPE_GATES};
	size_t total = 0;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		total += widths[i] * n;
	if (total > w->cap) {
		free(w->at);
		free(w->rows);
		w->cap = total * 2;
		w->at = malloc(w->cap * sizeof *w->at);
		w->rows = malloc(n * 2 * sizeof *w->rows);
	}
	memset(w->at, 0, total * sizeof *w->at);
	float **slots[] = {&a->in,    &a->in_mask, &a->window, &a->base, &a->base_mask, &a->gates1, &a->cell1, &a->h1,
			   &a->mask1, &a->gates2,  &a->cell2,  &a->h2,   &a->mask2,     &a->scores, &a->d_a,   &a->d_b};
	float *at = w->at;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		*slots[i] = at;
		at += widths[i] * n;
	}
	a->word_row = w->rows;
	a->n = n;
}

static void add_row(float *out, const float *row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		out[i] += row[i];
}

static void embed(const struct net *n, const struct corpus *c, const struct article *a, struct acts *x, float drop,
		  struct rng *r)
{
	const float *words = n->p + n->at[T_WORDS], *affixes = n->p + n->at[T_AFFIXES], *facts = n->p + n->at[T_FACTS];
	for (size_t t = 0; t < x->n; t++) {
		float *out = x->in + t * SHAPE_INPUT;
		uint32_t row = n->row_of_word[a->word[t]];
		if (drop > 0) {
			float p = drop + .5f / (.5f + (float)c->counts.at[a->word[t]]);
			if (rng_next(r) < p)
				row = 0;
		}
		x->word_row[t] = row;
		add_row(out, words + row * SHAPE_WORD, SHAPE_WORD);
		for (unsigned k = 0; k < INPUT_AFFIXES; k++)
			add_row(out + SHAPE_WORD, affixes + (size_t)c->inputs.at[a->word[t]].affix[k] * SHAPE_SIDE,
				SHAPE_SIDE);
		for (unsigned k = 0; k < INPUT_FACTS; k++)
			add_row(out + SHAPE_WORD + SHAPE_SIDE, facts + (size_t)a->facts[t].row[k] * SHAPE_SIDE,
				SHAPE_SIDE);
		for (uint64_t bits = a->classes[t]; bits; bits &= bits - 1)
			add_row(out + SHAPE_WORD + SHAPE_SIDE,
				facts + (size_t)(INPUT_FACT_ROWS + __builtin_ctzll(bits)) * SHAPE_SIDE, SHAPE_SIDE);
	}
}

static void embed_back(struct net *n, const struct corpus *c, const struct article *a, const struct acts *x,
		       const float *d_in)
{
	float *words = n->grad + n->at[T_WORDS], *affixes = n->grad + n->at[T_AFFIXES],
	      *facts = n->grad + n->at[T_FACTS];
	for (size_t t = 0; t < x->n; t++) {
		const float *d = d_in + t * SHAPE_INPUT;
		add_row(words + x->word_row[t] * SHAPE_WORD, d, SHAPE_WORD);
		for (unsigned k = 0; k < INPUT_AFFIXES; k++)
			add_row(affixes + (size_t)c->inputs.at[a->word[t]].affix[k] * SHAPE_SIDE, d + SHAPE_WORD,
				SHAPE_SIDE);
		for (unsigned k = 0; k < INPUT_FACTS; k++)
			add_row(facts + (size_t)a->facts[t].row[k] * SHAPE_SIDE, d + SHAPE_WORD + SHAPE_SIDE,
				SHAPE_SIDE);
		for (uint64_t bits = a->classes[t]; bits; bits &= bits - 1)
			add_row(facts + (size_t)(INPUT_FACT_ROWS + __builtin_ctzll(bits)) * SHAPE_SIDE,
				d + SHAPE_WORD + SHAPE_SIDE, SHAPE_SIDE);
	}
}

/** Zero some of X and scale the rest; MASK keeps the factors. */
static void drop(float *x, float *mask, size_t n, float p, struct rng *r)
{
	for (size_t i = 0; i < n; i++) {
		mask[i] = p <= 0 ? 1 : rng_next(r) < p ? 0 : 1 / (1 - p);
		x[i] *= mask[i];
	}
}

static void undrop(float *d, const float *mask, size_t n)
{
	for (size_t i = 0; i < n; i++)
		d[i] *= mask[i];
}

static void linear(const struct net *n, enum tensor weight, const float *x, float *y, size_t rows)
{
	size_t k = n->rows[weight], m = n->cols[weight];
	for (size_t t = 0; t < rows; t++)
		memcpy(y + t * m, n->p + n->at[weight + 1], m * sizeof *y);
	gemm(y, x, k, 1, n->p + n->at[weight], rows, m, k);
}

/** DX (may be NULL) += DY W', and the gradients of W and its bias. */
static void linear_back(struct net *n, enum tensor weight, const float *x, const float *dy, float *dx, size_t rows)
{
	static float turned[SHAPE_WINDOW * 2 * SHAPE_GATES];
	size_t k = n->rows[weight], m = n->cols[weight];
	const float *w = n->p + n->at[weight];
	gemm(n->grad + n->at[weight], x, 1, k, dy, k, m, rows);
	for (size_t t = 0; t < rows; t++)
		add_row(n->grad + n->at[weight + 1], dy + t * m, m);
	if (!dx)
		return;
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < m; j++)
			turned[j * k + i] = w[i * m + j];
	gemm(dx, dy, m, 1, turned, rows, k, m);
}

static float sigmoid(float x)
{
	return 1 / (1 + expf(-x));
}

/** Gates in place, then the recurrence of both directions. */
static void gated(float *gates, float *cell, float *h, size_t n)
{
	for (size_t t = 0; t < n; t++)
		for (unsigned d = 0; d < 2; d++) {
			float *g = gates + t * 2 * SHAPE_GATES + d * SHAPE_GATES;
			for (unsigned i = 0; i < SHAPE_CELL; i++)
				g[i] = 2 * sigmoid(2 * g[i]) - 1;
			for (unsigned i = SHAPE_CELL; i < SHAPE_GATES; i++)
				g[i] = sigmoid(g[i]);
		}
	for (unsigned d = 0; d < 2; d++)
		for (size_t s = 0; s < n; s++) {
			size_t t = d ? n - 1 - s : s, before = d ? t + 1 : t - 1;
			const float *g = gates + t * 2 * SHAPE_GATES + d * SHAPE_GATES;
			float *c = cell + t * SHAPE_LAYER + d * SHAPE_CELL, *out = h + t * SHAPE_LAYER + d * SHAPE_CELL;
			const float *last = cell + before * SHAPE_LAYER + d * SHAPE_CELL;
			for (unsigned i = 0; i < SHAPE_CELL; i++) {
				float f = g[SHAPE_CELL + i];
				c[i] = g[i] + (s ? f * (last[i] - g[i]) : -f * g[i]);
				out[i] = g[2 * SHAPE_CELL + i] * c[i];
			}
		}
}

/** DH to the gradient before the gates' functions, D_GATES. */
static void gated_back(const float *gates, const float *cell, const float *dh, float *d_gates, size_t n)
{
	for (unsigned d = 0; d < 2; d++) {
		float carry[SHAPE_CELL] = {0};
		for (size_t s = n; s-- > 0;) {
			size_t t = d ? n - 1 - s : s, before = d ? t + 1 : t - 1;
			const float *g = gates + t * 2 * SHAPE_GATES + d * SHAPE_GATES;
			float *dg = d_gates + t * 2 * SHAPE_GATES + d * SHAPE_GATES;
			const float *c = cell + t * SHAPE_LAYER + d * SHAPE_CELL,
				    *up = dh + t * SHAPE_LAYER + d * SHAPE_CELL;
			const float *last = cell + before * SHAPE_LAYER + d * SHAPE_CELL;
			for (unsigned i = 0; i < SHAPE_CELL; i++) {
				float z = g[i], f = g[SHAPE_CELL + i], o = g[2 * SHAPE_CELL + i];
				float dc = carry[i] + up[i] * o, c0 = s ? last[i] : 0;
				dg[i] = dc * (1 - f) * (1 - z * z);
				dg[SHAPE_CELL + i] = dc * (c0 - z) * f * (1 - f);
				dg[2 * SHAPE_CELL + i] = up[i] * c[i] * o * (1 - o);
				carry[i] = dc * f;
			}
		}
	}
}

static void window_of(const float *in, float *window, size_t n)
{
	for (size_t t = 0; t < n; t++)
		for (unsigned k = 0; k < 3; k++)
			if (t + k >= 1 && t + k - 1 < n)
				memcpy(window + t * SHAPE_WINDOW + k * SHAPE_INPUT, in + (t + k - 1) * SHAPE_INPUT,
				       SHAPE_INPUT * sizeof *in);
}

static void forward(const struct net *n, const struct corpus *c, const struct article *a, struct acts *x,
		    const struct dropout *d, struct rng *r)
{
	size_t len = x->n;
	embed(n, c, a, x, d->word, r);
	drop(x->in, x->in_mask, len * SHAPE_INPUT, d->input, r);
	window_of(x->in, x->window, len);
	linear(n, T_BASE, x->window, x->base, len);
	for (size_t i = 0; i < len * SHAPE_BASE; i++)
		x->base[i] = 2 * sigmoid(2 * x->base[i]) - 1;
	memcpy(x->d_a, x->base,
	       len * SHAPE_BASE * sizeof *x->base); /* dropped values lose the slope: keep a copy aside */
	drop(x->base, x->base_mask, len * SHAPE_BASE, d->layer, r);
	linear(n, T_GATES1, x->base, x->gates1, len);
	gated(x->gates1, x->cell1, x->h1, len);
	drop(x->h1, x->mask1, len * SHAPE_LAYER, d->layer, r);
	linear(n, T_GATES2, x->h1, x->gates2, len);
	gated(x->gates2, x->cell2, x->h2, len);
	drop(x->h2, x->mask2, len * SHAPE_LAYER, d->layer, r);
	linear(n, T_LABELS, x->h2, x->scores, len);
}

static void backward(struct net *n, const struct corpus *c, const struct article *a, struct acts *x,
		     const float *d_scores)
{
	size_t len = x->n;
	float *tops = malloc(len * SHAPE_BASE * sizeof *tops), *dx = calloc(len * SHAPE_WINDOW, sizeof *dx);
	memcpy(tops, x->d_a, len * SHAPE_BASE * sizeof *tops);
	linear_back(n, T_LABELS, x->h2, d_scores, dx, len);
	undrop(dx, x->mask2, len * SHAPE_LAYER);
	gated_back(x->gates2, x->cell2, dx, x->d_b, len);
	memset(dx, 0, len * SHAPE_LAYER * sizeof *dx);
	linear_back(n, T_GATES2, x->h1, x->d_b, dx, len);
	undrop(dx, x->mask1, len * SHAPE_LAYER);
	gated_back(x->gates1, x->cell1, dx, x->d_b, len);
	memset(dx, 0, len * SHAPE_LAYER * sizeof *dx);
	linear_back(n, T_GATES1, x->base, x->d_b, dx, len);
	undrop(dx, x->base_mask, len * SHAPE_BASE);
	for (size_t i = 0; i < len * SHAPE_BASE; i++)
		x->d_b[i] = dx[i] * (1 - tops[i] * tops[i]);
	memset(dx, 0, len * SHAPE_WINDOW * sizeof *dx);
	linear_back(n, T_BASE, x->window, x->d_b, dx, len);
	memset(x->d_a, 0, len * SHAPE_INPUT * sizeof *dx);
	for (size_t t = 0; t < len; t++)
		for (unsigned k = 0; k < 3; k++)
			if (t + k >= 1 && t + k - 1 < len)
				add_row(x->d_a + (t + k - 1) * SHAPE_INPUT, dx + t * SHAPE_WINDOW + k * SHAPE_INPUT,
					SHAPE_INPUT);
	undrop(x->d_a, x->in_mask, len * SHAPE_INPUT);
	embed_back(n, c, a, x, x->d_a);
	free(tops);
	free(dx);
}

double net_learn(struct net *n, const struct corpus *c, const struct article *a, const struct lesson *l, struct work *w,
		 const struct dropout *d, struct rng *r)
{
	struct acts x;
	double loss = 0;
	const struct crf now = {n->p + n->at[T_STEPS], n->p + n->at[T_START]};
	acts_place(w, &x, a->n_tokens);
	forward(n, c, a, &x, d, r);
	float *d_scores = calloc(a->n_tokens * SHAPE_LABELS, sizeof *d_scores);
	for (uint32_t b = 0, from = 0; b < a->n_blocks; from = a->block_end[b++]) {
		size_t at = (size_t)from * SHAPE_LABELS;
		loss += crf_learn(&now, x.scores + at, a->label + from, &l->crf, l->scores ? l->scores + at : NULL,
				  l->weight, a->block_end[b] - from, d_scores + at, n->grad + n->at[T_STEPS],
				  n->grad + n->at[T_START]);
	}
	backward(n, c, a, &x, d_scores);
	free(d_scores);
	return loss;
}

void net_scores(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, float share,
		float *out)
{
	static const struct dropout none = {0};
	struct acts x;
	acts_place(w, &x, a->n_tokens);
	forward(n, c, a, &x, &none, NULL);
	for (size_t i = 0; i < (size_t)a->n_tokens * SHAPE_LABELS; i++)
		out[i] += share * x.scores[i];
}

void net_tag(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, uint8_t *out)
{
	static const struct dropout none = {0};
	struct acts x;
	acts_place(w, &x, a->n_tokens);
	forward(n, c, a, &x, &none, NULL);
	for (uint32_t b = 0, from = 0; b < a->n_blocks; from = a->block_end[b++])
		crf_best(n->p + n->at[T_STEPS], n->p + n->at[T_START], x.scores + from * SHAPE_LABELS,
			 a->block_end[b] - from, out + from);
}
