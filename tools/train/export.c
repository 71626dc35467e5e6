/* tools/train/export.c - rounds the weights, and writes them with their curves and checksum. */
#include "export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

struct image {
	unsigned char *bytes;
	uint32_t n_words;
};

static void *section(const struct image *m, enum tagger_section which)
{
	return m->bytes + tagger_section_at(which, m->n_words);
}

static int32_t clamp(double x, int32_t most)
{
	double r = nearbyint(x);
	return r > most ? most : r < -most ? -most : (int32_t)r;
}

static void put_vectors(const float *from, size_t n, int8_t *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (int8_t)clamp(from[i] * SCALE_VECTOR, 127);
}

/** A matrix by outputs: each row on its own scale, and the factor that brings sums from UNIT-sized inputs to TARGET. */
static void put_layer(const struct net *n, const struct image *m, enum tensor t, enum tagger_section s, double unit,
		      double target)
{
	size_t inputs = n->rows[t], outputs = n->cols[t];
	const float *w = n->p + n->at[t], *bias = n->p + n->at[t + 1];
	int8_t *out = section(m, s);
	int32_t *row = section(m, s + 1);
	for (size_t o = 0; o < outputs; o++) {
		float most = 1e-3f;
		for (size_t i = 0; i < inputs; i++)
			most = fmaxf(most, fabsf(w[i * outputs + o]));
		double scale = 127 / (double)most;
		for (size_t i = 0; i < inputs; i++)
			out[o * inputs + i] = (int8_t)clamp(w[i * outputs + o] * scale, 127);
		row[o] = clamp(target / (unit * scale) * (1 << SCALE_SHIFT), INT32_MAX);
		row[outputs + o] = clamp(bias[o] * target, 1 << 20);
	}
}

static int by_hash(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return x[0] < y[0] ? -1 : x[0] > y[0];
}

static bool put_words(const struct net *n, const struct image *m)
{
	uint32_t(*order)[2] = calloc(n->n_rows, sizeof *order), *hashes = section(m, TAGGER_HASHES);
	int8_t *out = section(m, TAGGER_WORDS);
	if (!order)
		return false;
	for (uint32_t i = 0; i < m->n_words; i++) {
		order[i][0] = n->hashes[i + 1];
		order[i][1] = i + 1;
	}
	qsort(order, m->n_words, sizeof *order, by_hash);
	put_vectors(n->p + n->at[T_WORDS], SHAPE_WORD, out);
	for (uint32_t i = 0; i < m->n_words; i++) {
		hashes[i] = order[i][0];
		put_vectors(n->p + n->at[T_WORDS] + (size_t)order[i][1] * SHAPE_WORD, SHAPE_WORD,
			    out + (size_t)(i + 1) * SHAPE_WORD);
	}
	free(order);
	return true;
}

static void put_curves(const struct image *m)
{
	int16_t *sigmoid = section(m, TAGGER_SIGMOID), *tangent = section(m, TAGGER_TANH);
	for (unsigned i = 0; i < SHAPE_CURVE; i++) {
		double x = ((double)i + .5) * 16 / SHAPE_CURVE - 8;
		sigmoid[i] = (int16_t)clamp(SCALE_ONE / (1 + exp(-x)), SCALE_ONE);
		tangent[i] = (int16_t)clamp(SCALE_ONE * tanh(x), SCALE_ONE);
	}
}

static void put_steps(const struct net *n, const struct image *m)
{
	int16_t *out = section(m, TAGGER_STEPS);
	const float *steps = n->p + n->at[T_STEPS];
	for (unsigned i = 0; i < (SHAPE_LABELS + 1) * SHAPE_LABELS; i++)
		out[i] = (int16_t)clamp(steps[i] * SCALE_SCORE, INT16_MAX); /* T_START stands right behind T_STEPS */
}

bool export_model(const struct net *n, const int16_t *calibration, const char *path)
{
	struct tagger_header h = tagger_header_of(n->n_rows - 1);
	struct image m = {calloc(1, h.size), n->n_rows - 1};
	if (!m.bytes || !put_words(n, &m))
		return false;
	put_vectors(n->p + n->at[T_AFFIXES], (size_t)INPUT_AFFIX_ROWS * SHAPE_SIDE, section(&m, TAGGER_AFFIXES));
	put_vectors(n->p + n->at[T_FACTS], (size_t)SHAPE_FACTS * SHAPE_SIDE, section(&m, TAGGER_FACTS));
	for (unsigned k = 0; k < SHAPE_CLASSES; k++)
		((uint32_t *)section(&m, TAGGER_CLASSES))[k] = input_class_id(k);
	put_layer(n, &m, T_BASE, TAGGER_BASE, SCALE_VECTOR, SCALE_SUM);
	put_layer(n, &m, T_GATES1, TAGGER_GATES1, SCALE_ONE, SCALE_SUM);
	put_layer(n, &m, T_GATES2, TAGGER_GATES2, SCALE_ONE, SCALE_SUM);
	put_layer(n, &m, T_LABELS, TAGGER_LABELS, SCALE_ONE, SCALE_SCORE);
	put_steps(n, &m);
	put_curves(&m);
	memcpy(section(&m, TAGGER_CALIBRATION), calibration, SHAPE_CALIBRATION * sizeof *calibration);
	h.checksum = tagger_checksum(m.bytes + sizeof h, h.size - sizeof h);
	memcpy(m.bytes, &h, sizeof h);
	struct pq_error error = {0};
	bool good = file_replace(path, (const char *)m.bytes, h.size, &error) == PQ_OK;
	free(m.bytes);
	return good;
}
