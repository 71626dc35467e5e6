/* tools/train/net.c - forward and backward through embeddings, convolution and two bidirectional gated layers. */
#include "net.h"

#include <math.h>
#include <stdio.h>
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

const struct net_shape net_shipped = {SHAPE_WORD, SHAPE_SIDE, SHAPE_BASE, SHAPE_CELL, 0};

static size_t input_of(const struct net_shape *s)
{
	return s->word + 2 * (size_t)s->side;
}

/** Lay the tensors of N's shape and number of words out, all of them zero. */
static bool lay_out(struct net *n)
{
	const struct net_shape *s = &n->shape;
	const size_t input = input_of(s), gates = 6 * (size_t)s->cell, layer = 2 * (size_t)s->cell;
	const size_t dims[N_TENSORS][2] = {{n->n_rows, s->word},
					   {INPUT_AFFIX_ROWS, s->side},
					   {SHAPE_FACTS + (size_t)s->hints, s->side},
					   {3 * input, s->base},
					   {1, s->base},
					   {s->base, gates},
					   {1, gates},
					   {layer, gates},
					   {1, gates},
					   {layer, SHAPE_LABELS},
					   {1, SHAPE_LABELS},
					   {SHAPE_LABELS, SHAPE_LABELS},
					   {1, SHAPE_LABELS}};
	size_t total = 0, widest = 0;
	for (unsigned t = 0; t < N_TENSORS; t++) {
		n->at[t] = total;
		n->rows[t] = dims[t][0];
		n->cols[t] = dims[t][1];
		total += dims[t][0] * dims[t][1];
		if (t >= T_BASE && dims[t][0] * dims[t][1] > widest)
			widest = dims[t][0] * dims[t][1];
	}
	n->at[N_TENSORS] = total;
	n->p = calloc(total, sizeof *n->p);
	n->grad = calloc(total, sizeof *n->grad);
	n->turned = calloc(widest, sizeof *n->turned);
	n->touched = calloc(n->n_rows, sizeof *n->touched);
	return n->p && n->grad && n->turned && n->touched;
}

bool net_init(struct net *n, const struct net_shape *shape, const struct corpus *c, const struct vectors *v,
	      unsigned least_count, uint64_t seed)
{
	struct rng r = {seed * 2654435761u + 88172645463325252u};
	*n = (struct net){.shape = *shape, .n_rows = 1};
	n->row_of_word = calloc(c->inputs.len + 1, sizeof *n->row_of_word);
	n->hashes = calloc(c->inputs.len + 1, sizeof *n->hashes);
	for (uint32_t i = 0; n->row_of_word && n->hashes && i < c->inputs.len; i++)
		if (c->counts.at[i] >= least_count || (i < v->n_words && v->known[i])) {
			n->hashes[n->n_rows] = c->inputs.at[i].hash;
			n->row_of_word[i] = n->n_rows++;
		}
	if (!n->row_of_word || !n->hashes || !lay_out(n))
		return false;
	for (unsigned t = 0; t < N_TENSORS; t++) {
		float range = t <= T_FACTS ? .1f : sqrtf(6.f / (float)(n->rows[t] + n->cols[t]));
		bool zero = n->rows[t] == 1 || t == T_STEPS;
		for (size_t i = 0; i < n->rows[t] * n->cols[t] && !zero; i++)
			n->p[n->at[t] + i] = (rng_next(&r) * 2 - 1) * range;
	}
	for (uint32_t i = 0; i < v->n_words && i < c->inputs.len; i++)
		for (uint32_t k = 0; k < v->width && k < shape->word && v->known[i]; k++)
			n->p[n->at[T_WORDS] + (size_t)n->row_of_word[i] * shape->word + k] +=
				v->at[(size_t)i * v->width + k];
	for (size_t d = 0; d < 2; d++)
		for (size_t i = 0; i < shape->cell; i++) {
			size_t at = (3 * d + 1) * shape->cell + i;
			n->p[n->at[T_GATES1_BIAS] + at] = 1;
			n->p[n->at[T_GATES2_BIAS] + at] = 1;
		}
	return true;
}

void net_release(struct net *n)
{
	free(n->p);
	free(n->grad);
	free(n->turned);
	free(n->touched);
	free(n->row_of_word);
	free(n->hashes);
	*n = (struct net){0};
}

/* ---- weights in a file: shape, number of rows, the words' hashes, then all parameters ---- */

bool net_write(const struct net *n, const char *path)
{
	FILE *f = fopen(path, "wb");
	bool good = f && fwrite(&n->shape, sizeof n->shape, 1, f) == 1 &&
		    fwrite(&n->n_rows, sizeof n->n_rows, 1, f) == 1 &&
		    fwrite(n->hashes, sizeof *n->hashes, n->n_rows, f) == n->n_rows &&
		    fwrite(n->p, sizeof *n->p, n->at[N_TENSORS], f) == n->at[N_TENSORS];
	return f && fclose(f) == 0 && good;
}

struct known {
	uint32_t hash, row;
};

static int by_hash(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/** Find the row of each of the corpus' words. */
static bool find_rows(struct net *n, const struct corpus *c)
{
	struct known *known = calloc(n->n_rows, sizeof *known);
	n->row_of_word = calloc(c->inputs.len + 1, sizeof *n->row_of_word);
	for (uint32_t i = 0; known && i < n->n_rows; i++)
		known[i] = (struct known){n->hashes[i], i};
	if (known)
		qsort(known + 1, n->n_rows - 1, sizeof *known, by_hash);
	for (uint32_t i = 0; known && n->row_of_word && i < c->inputs.len; i++) {
		const struct known key = {c->inputs.at[i].hash, 0};
		const struct known *at = bsearch(&key, known + 1, n->n_rows - 1, sizeof *known, by_hash);
		n->row_of_word[i] = at ? at->row : 0;
	}
	free(known);
	return known && n->row_of_word;
}

bool net_read(struct net *n, const struct corpus *c, const char *path)
{
	FILE *f = fopen(path, "rb");
	*n = (struct net){0};
	bool good = f && fread(&n->shape, sizeof n->shape, 1, f) == 1 &&
		    fread(&n->n_rows, sizeof n->n_rows, 1, f) == 1 && n->n_rows > 0 &&
		    (n->hashes = calloc(n->n_rows, sizeof *n->hashes)) &&
		    fread(n->hashes, sizeof *n->hashes, n->n_rows, f) == n->n_rows && lay_out(n) &&
		    fread(n->p, sizeof *n->p, n->at[N_TENSORS], f) == n->at[N_TENSORS] && find_rows(n, c);
	return f && fclose(f) == 0 && good;
}

/* ---- activations of one article ---- */

struct acts {
	size_t n;
	float *in, *in_mask, *window, *base, *base_mask, *gates1, *cell1, *h1, *mask1, *gates2, *cell2, *h2, *mask2,
		*top, *scores;
	float *d_a, *d_b; /**< gradients, wide enough for any layer */
	uint32_t *word_row;
};

static void acts_place(struct work *w, struct acts *a, const struct net_shape *s, size_t n)
{
	const size_t input = input_of(s), gates = 6 * (size_t)s->cell, layer = 2 * (size_t)s->cell, base = s->base,
		     widest = gates > 3 * input ? gates : 3 * input;
	const size_t widths[] = {input, input, 3 * input, base,  base, gates,  layer,  layer,       layer,
				 gates, layer, layer,     layer, base, widest, widest, SHAPE_LABELS};
	size_t total = 0;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		total += widths[i] * n;
	if (total > w->cap) {
		free(w->at);
		w->cap = total * 2;
		w->at = malloc(w->cap * sizeof *w->at);
	}
	if (n > w->n_rows) {
		free(w->rows);
		w->n_rows = n * 2;
		w->rows = malloc(w->n_rows * sizeof *w->rows);
	}
	memset(w->at, 0, total * sizeof *w->at);
	float **slots[] = {&a->in,    &a->in_mask, &a->window, &a->base,   &a->base_mask, &a->gates1,
			   &a->cell1, &a->h1,      &a->mask1,  &a->gates2, &a->cell2,     &a->h2,
			   &a->mask2, &a->top,     &a->d_a,    &a->d_b,    &a->scores};
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

static size_t hint_row(const struct net *n, uint16_t hint)
{
	return SHAPE_FACTS + hint % n->shape.hints;
}

static void embed(const struct net *n, const struct corpus *c, const struct article *a, struct acts *x, float drop,
		  struct rng *r)
{
	const float *words = n->p + n->at[T_WORDS], *affixes = n->p + n->at[T_AFFIXES], *facts = n->p + n->at[T_FACTS];
	const size_t width = n->shape.word, aside = n->shape.side;
	for (size_t t = 0; t < x->n; t++) {
		float *out = x->in + t * input_of(&n->shape), *side = out + width, *fact = side + aside;
		uint32_t row = n->row_of_word[a->word[t]];
		if (drop > 0) {
			float p = drop + .5f / (.5f + (float)c->counts.at[a->word[t]]);
			if (rng_next(r) < p)
				row = 0;
		}
		x->word_row[t] = row;
		add_row(out, words + row * width, width);
		for (unsigned k = 0; k < INPUT_AFFIXES; k++)
			add_row(side, affixes + c->inputs.at[a->word[t]].affix[k] * aside, aside);
		for (unsigned k = 0; k < INPUT_FACTS; k++)
			add_row(fact, facts + a->facts[t].row[k] * aside, aside);
		for (uint64_t bits = a->classes[t]; bits; bits &= bits - 1)
			add_row(fact, facts + (size_t)(INPUT_FACT_ROWS + __builtin_ctzll(bits)) * aside, aside);
		for (unsigned k = 0; k < HINTS && n->shape.hints && a->hints; k++)
			add_row(fact, facts + hint_row(n, a->hints[t][k]) * aside, aside);
	}
}

static void embed_back(struct net *n, const struct corpus *c, const struct article *a, const struct acts *x,
		       const float *d_in)
{
	float *words = n->grad + n->at[T_WORDS], *affixes = n->grad + n->at[T_AFFIXES],
	      *facts = n->grad + n->at[T_FACTS];
	const size_t width = n->shape.word, aside = n->shape.side;
	for (size_t t = 0; t < x->n; t++) {
		const float *d = d_in + t * input_of(&n->shape), *side = d + width, *fact = side + aside;
		n->touched[x->word_row[t]] = true;
		add_row(words + x->word_row[t] * width, d, width);
		for (unsigned k = 0; k < INPUT_AFFIXES; k++)
			add_row(affixes + c->inputs.at[a->word[t]].affix[k] * aside, side, aside);
		for (unsigned k = 0; k < INPUT_FACTS; k++)
			add_row(facts + a->facts[t].row[k] * aside, fact, aside);
		for (uint64_t bits = a->classes[t]; bits; bits &= bits - 1)
			add_row(facts + (size_t)(INPUT_FACT_ROWS + __builtin_ctzll(bits)) * aside, fact, aside);
		for (unsigned k = 0; k < HINTS && n->shape.hints && a->hints; k++)
			add_row(facts + hint_row(n, a->hints[t][k]) * aside, fact, aside);
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
	size_t k = n->rows[weight], m = n->cols[weight];
	const float *w = n->p + n->at[weight];
	float *turned = n->turned;
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

/** e^x within 2e-7 of itself for -80 <= x <= 80, in steps that a compiler can do side by side. */
static inline float exponential(float x)
{
	const float magic = 12582912; /* 1.5 * 2^23: adding it rounds to a whole number */
	x = x < -80 ? -80 : x > 80 ? 80 : x;
	float whole = x * 1.44269504f + magic,
	      part = x - (whole - magic) * .693359375f + (whole - magic) * 2.12194440e-4f;
	float y =
		1 + part * (1 + part * (.5f + part * (.16666667f +
						      part * (.041666667f + part * (8.3334e-3f + part * 1.3889e-3f)))));
	union {
		float real;
		int32_t bits;
	} up = {whole}, power;
	power.bits = (int32_t)((uint32_t)(up.bits - 0x4b400000 + 127) << 23);
	return y * power.real;
}

static inline float sigmoid(float x)
{
	return 1 / (1 + exponential(-x));
}

static void tangent_all(float *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] = 2 * sigmoid(2 * x[i]) - 1;
}

static void sigmoid_all(float *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] = sigmoid(x[i]);
}

/** Gates in place, then the recurrence of both directions, of WIDE cells each. */
static void gated(float *gates, float *cell, float *h, size_t n, size_t wide)
{
	for (size_t t = 0; t < 2 * n; t++) {
		tangent_all(gates + t * 3 * wide, wide);
		sigmoid_all(gates + t * 3 * wide + wide, 2 * wide);
	}
	for (unsigned d = 0; d < 2; d++)
		for (size_t s = 0; s < n; s++) {
			size_t t = d ? n - 1 - s : s, before = d ? t + 1 : t - 1;
			const float *g = gates + (2 * t + d) * 3 * wide, *f = g + wide, *o = f + wide;
			float *c = cell + (2 * t + d) * wide, *out = h + (2 * t + d) * wide;
			const float *last = s ? cell + (2 * before + d) * wide : NULL;
			for (size_t i = 0; i < wide; i++) {
				c[i] = g[i] - f[i] * g[i] + (last ? f[i] * last[i] : 0);
				out[i] = o[i] * c[i];
			}
		}
}

/** DH to the gradient before the gates' functions, D_GATES.  CARRY: space for WIDE numbers. */
static void gated_back(const float *gates, const float *cell, const float *dh, float *d_gates, size_t n, size_t wide,
		       float *carry)
{
	for (unsigned d = 0; d < 2; d++) {
		memset(carry, 0, wide * sizeof *carry);
		for (size_t s = n; s-- > 0;) {
			size_t t = d ? n - 1 - s : s, before = d ? t + 1 : t - 1;
			const float *g = gates + (2 * t + d) * 3 * wide;
			float *dg = d_gates + (2 * t + d) * 3 * wide;
			const float *c = cell + (2 * t + d) * wide, *up = dh + (2 * t + d) * wide;
			const float *last = s ? cell + (2 * before + d) * wide : NULL;
			for (size_t i = 0; i < wide; i++) {
				float z = g[i], f = g[wide + i], o = g[2 * wide + i];
				float dc = carry[i] + up[i] * o, c0 = last ? last[i] : 0;
				dg[i] = dc * (1 - f) * (1 - z * z);
				dg[wide + i] = dc * (c0 - z) * f * (1 - f);
				dg[2 * wide + i] = up[i] * c[i] * o * (1 - o);
				carry[i] = dc * f;
			}
		}
	}
}

static void window_of(const float *in, float *window, size_t n, size_t input)
{
	for (size_t t = 0; t < n; t++)
		for (unsigned k = 0; k < 3; k++)
			if (t + k >= 1 && t + k - 1 < n)
				memcpy(window + (3 * t + k) * input, in + (t + k - 1) * input, input * sizeof *in);
}

static void forward(const struct net *n, const struct corpus *c, const struct article *a, struct acts *x,
		    const struct dropout *d, struct rng *r)
{
	const size_t len = x->n, input = input_of(&n->shape), base = n->shape.base, cell = n->shape.cell;
	embed(n, c, a, x, d->word, r);
	drop(x->in, x->in_mask, len * input, d->input, r);
	window_of(x->in, x->window, len, input);
	linear(n, T_BASE, x->window, x->base, len);
	tangent_all(x->base, len * base);
	memcpy(x->top, x->base, len * base * sizeof *x->base); /* dropped values lose the slope: keep a copy aside */
	drop(x->base, x->base_mask, len * base, d->layer, r);
	linear(n, T_GATES1, x->base, x->gates1, len);
	gated(x->gates1, x->cell1, x->h1, len, cell);
	drop(x->h1, x->mask1, len * 2 * cell, d->layer, r);
	linear(n, T_GATES2, x->h1, x->gates2, len);
	gated(x->gates2, x->cell2, x->h2, len, cell);
	drop(x->h2, x->mask2, len * 2 * cell, d->layer, r);
	linear(n, T_LABELS, x->h2, x->scores, len);
}

static void backward(struct net *n, const struct corpus *c, const struct article *a, struct acts *x,
		     const float *d_scores)
{
	const size_t len = x->n, input = input_of(&n->shape), base = n->shape.base, cell = n->shape.cell;
	float *dx = x->d_a, *dy = x->d_b, *carry = x->h2; /* h2 is not needed any more once the labels are through */
	memset(dx, 0, len * 2 * cell * sizeof *dx);
	linear_back(n, T_LABELS, x->h2, d_scores, dx, len);
	undrop(dx, x->mask2, len * 2 * cell);
	gated_back(x->gates2, x->cell2, dx, dy, len, cell, carry);
	memset(dx, 0, len * 2 * cell * sizeof *dx);
	linear_back(n, T_GATES2, x->h1, dy, dx, len);
	undrop(dx, x->mask1, len * 2 * cell);
	gated_back(x->gates1, x->cell1, dx, dy, len, cell, carry);
	memset(dx, 0, len * base * sizeof *dx);
	linear_back(n, T_GATES1, x->base, dy, dx, len);
	undrop(dx, x->base_mask, len * base);
	for (size_t i = 0; i < len * base; i++)
		dy[i] = dx[i] * (1 - x->top[i] * x->top[i]);
	memset(dx, 0, len * 3 * input * sizeof *dx);
	linear_back(n, T_BASE, x->window, dy, dx, len);
	memset(dy, 0, len * input * sizeof *dy);
	for (size_t t = 0; t < len; t++)
		for (unsigned k = 0; k < 3; k++)
			if (t + k >= 1 && t + k - 1 < len)
				add_row(dy + (t + k - 1) * input, dx + (3 * t + k) * input, input);
	undrop(dy, x->in_mask, len * input);
	embed_back(n, c, a, x, dy);
}

/** OUT = SCORES less what A rules out: where a label is open any may stand, and what begins behind such a token may also go on. */
static void rule_out(const struct article *a, const float *scores, float *out)
{
	const float never = 60;
	for (uint32_t t = 0; t < a->n_tokens; t++) {
		unsigned label = a->label[t], other = label;
		if (t > 0 && a->label[t - 1] == LABEL_ANY && label % 2 == 1)
			other = label + 1;
		for (unsigned j = 0; j < SHAPE_LABELS; j++) {
			bool may = label == LABEL_ANY || j == label || j == other;
			out[(size_t)t * SHAPE_LABELS + j] = scores[(size_t)t * SHAPE_LABELS + j] - (may ? 0 : never);
		}
	}
}

double net_learn(struct net *n, const struct corpus *c, const struct article *a, const struct lesson *l, struct work *w,
		 const struct dropout *d, struct rng *r)
{
	struct acts x;
	double loss = 0;
	const struct crf now = {n->p + n->at[T_STEPS], n->p + n->at[T_START]};
	const size_t size = (size_t)a->n_tokens * SHAPE_LABELS;
	acts_place(w, &x, &n->shape, a->n_tokens);
	forward(n, c, a, &x, d, r);
	float *d_scores = calloc(2 * size, sizeof *d_scores);
	struct lesson taught = *l;
	if (a->open) {
		rule_out(a, l->scores ? l->scores : x.scores, d_scores + size);
		taught = (struct lesson){l->scores ? l->crf : now, d_scores + size, 1};
	}
	for (uint32_t b = 0, from = 0; b < a->n_blocks; from = a->block_end[b++]) {
		size_t at = (size_t)from * SHAPE_LABELS;
		loss += crf_learn(&now, x.scores + at, a->label + from, &taught.crf,
				  taught.scores ? taught.scores + at : NULL, taught.weight, a->block_end[b] - from,
				  d_scores + at, n->grad + n->at[T_STEPS], n->grad + n->at[T_START]);
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
	acts_place(w, &x, &n->shape, a->n_tokens);
	forward(n, c, a, &x, &none, NULL);
	for (size_t i = 0; i < (size_t)a->n_tokens * SHAPE_LABELS; i++)
		out[i] += share * x.scores[i];
}

void net_tag(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, uint8_t *out)
{
	static const struct dropout none = {0};
	struct acts x;
	acts_place(w, &x, &n->shape, a->n_tokens);
	forward(n, c, a, &x, &none, NULL);
	for (uint32_t b = 0, from = 0; b < a->n_blocks; from = a->block_end[b++])
		crf_best(n->p + n->at[T_STEPS], n->p + n->at[T_START], x.scores + from * SHAPE_LABELS,
			 a->block_end[b] - from, out + from);
}
