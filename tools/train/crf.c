/* tools/train/crf.c - forward-backward in probabilities, scaled a token at a time. */
#include "crf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "net.h"

enum { L = SHAPE_LABELS };

/** Each row times exp of its scores less their greatest; the logarithm of what was divided out. */
static double lift(const float *scores, float *out)
{
	float top = scores[0];
	for (unsigned i = 1; i < TAG_LABELS; i++)
		top = scores[i] > top ? scores[i] : top;
	for (unsigned i = 0; i < L; i++)
		out[i] = i < TAG_LABELS ? expf(scores[i] - top) : 0;
	return top;
}

static double norm(float *row)
{
	float sum = 0;
	for (unsigned i = 0; i < L; i++)
		sum += row[i];
	for (unsigned i = 0; i < L; i++)
		row[i] /= sum;
	return log(sum);
}

double crf_expect(const float *steps, const float *start, const float *scores, uint32_t n, float *single, float *pairs)
{
	float go[L][L], *alpha = malloc(n * L * 3 * sizeof *alpha), *beta = alpha + n * L, *emit = beta + n * L;
	double z = 0;
	for (unsigned i = 0; i < L; i++)
		for (unsigned j = 0; j < L; j++)
			go[i][j] = i < TAG_LABELS && label_follows(i, j) ? expf(steps[i * L + j]) : 0;
	for (uint32_t t = 0; t < n; t++) {
		float *a = alpha + t * L, *e = emit + t * L;
		z += lift(scores + t * L, e);
		for (unsigned j = 0; j < L; j++) {
			float sum = t == 0 && label_follows(TAG_LABELS, j) ? expf(start[j]) : 0;
			for (unsigned i = 0; t && i < TAG_LABELS; i++)
				sum += alpha[(t - 1) * L + i] * go[i][j];
			a[j] = sum * e[j];
		}
		z += norm(a);
	}
	for (unsigned j = 0; j < L; j++)
		beta[(n - 1) * L + j] = j < TAG_LABELS;
	for (uint32_t t = n - 1; t-- > 0;) {
		for (unsigned i = 0; i < L; i++) {
			float sum = 0;
			for (unsigned j = 0; j < TAG_LABELS; j++)
				sum += go[i][j] * emit[(t + 1) * L + j] * beta[(t + 1) * L + j];
			beta[t * L + i] = sum;
		}
		norm(beta + t * L);
	}
	for (uint32_t t = 0; t < n; t++) {
		float sum = 0, pair[L][L];
		for (unsigned j = 0; j < L; j++)
			sum += single[t * L + j] = alpha[t * L + j] * beta[t * L + j];
		for (unsigned j = 0; j < L; j++)
			single[t * L + j] /= sum;
		if (t == 0)
			continue;
		sum = 0;
		for (unsigned i = 0; i < TAG_LABELS; i++)
			for (unsigned j = 0; j < L; j++)
				sum += pair[i][j] =
					alpha[(t - 1) * L + i] * go[i][j] * emit[t * L + j] * beta[t * L + j];
		for (unsigned i = 0; i < TAG_LABELS; i++)
			for (unsigned j = 0; j < L; j++)
				pairs[i * L + j] += pair[i][j] / sum;
	}
	free(alpha);
	return z;
}

double crf_learn(const struct crf *now, const float *scores, const uint8_t *label, const struct crf *teacher,
		 const float *taught, float weight, uint32_t n, float *d_scores, float *d_steps, float *d_start)
{
	float *single = calloc(n * L * 2, sizeof *single), *target = single + n * L, pairs[L * L] = {0},
	      want[L * L] = {0};
	double gold = 0, z = crf_expect(now->steps, now->start, scores, n, single, pairs);
	if (taught)
		crf_expect(teacher->steps, teacher->start, taught, n, target, want);
	else
		weight = 0;
	for (uint32_t i = 0; i < n * L; i++)
		target[i] *= weight;
	for (unsigned i = 0; i < L * L; i++)
		want[i] *= weight;
	for (uint32_t t = 0; t < n && weight < 1; t++) {
		target[t * L + label[t]] += 1 - weight;
		if (t)
			want[label[t - 1] * L + label[t]] += 1 - weight;
	}
	for (unsigned i = 0; i < L * L; i++) {
		d_steps[i] += pairs[i] - want[i];
		gold += want[i] * now->steps[i];
	}
	for (uint32_t i = 0; i < n * L; i++) {
		d_scores[i] += single[i] - target[i];
		gold += target[i] * scores[i];
	}
	for (unsigned j = 0; j < L; j++) {
		d_start[j] += single[j] - target[j];
		gold += target[j] * now->start[j];
	}
	free(single);
	return z - gold;
}

void crf_best(const float *steps, const float *start, const float *scores, uint32_t n, uint8_t *out)
{
	float best[2][L];
	uint8_t(*from)[L] = malloc(n * sizeof *from);
	for (uint32_t t = 0; t < n; t++)
		for (unsigned j = 0; j < TAG_LABELS; j++) {
			float top = t == 0 && label_follows(TAG_LABELS, j) ? start[j] : -1e9f;
			from[t][j] = 0;
			for (unsigned i = 0; t && i < TAG_LABELS; i++) {
				float s = best[(t - 1) & 1][i] + steps[i * L + j];
				if (label_follows(i, j) && s > top) {
					top = s;
					from[t][j] = (uint8_t)i;
				}
			}
			best[t & 1][j] = top + scores[t * L + j];
		}
	unsigned at = 0;
	for (unsigned j = 1; n && j < TAG_LABELS; j++)
		if (best[(n - 1) & 1][j] > best[(n - 1) & 1][at])
			at = j;
	for (uint32_t t = n; t-- > 0;) {
		out[t] = (uint8_t)at;
		at = from[t][at];
	}
	free(from);
}
