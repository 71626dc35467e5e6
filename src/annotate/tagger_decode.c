/* annotate/tagger_decode.c - best labels of a stretch (Viterbi 1967), and by how much each is best (max-marginals). */
#include "annotate/tagger.h"

enum { L = SHAPE_LABELS, NEVER = -(1 << 29) };

/** BEST[t][j]: score of the best reading of what lies before T, with J at T (its own score left out). */
static void read_from_left(const struct tagger *m, const int32_t *scores, uint32_t n, int32_t *best)
{
	for (uint32_t t = 0; t < n; t++)
		for (unsigned j = 0; j < TAG_LABELS; j++) {
			int32_t top = NEVER;
			if (t == 0 && label_follows(TAG_LABELS, j))
				top = m->steps[L * L + j];
			for (unsigned i = 0; t && i < TAG_LABELS; i++) {
				int32_t s = best[(t - 1) * L + i] + scores[(t - 1) * L + i] + m->steps[i * L + j];
				if (label_follows(i, j) && s > top)
					top = s;
			}
			best[t * L + j] = top;
		}
}

static void read_from_right(const struct tagger *m, const int32_t *scores, uint32_t n, int32_t *best)
{
	for (uint32_t t = n; t-- > 0;)
		for (unsigned i = 0; i < TAG_LABELS; i++) {
			int32_t top = t + 1 == n ? 0 : NEVER;
			for (unsigned j = 0; t + 1 < n && j < TAG_LABELS; j++) {
				int32_t s = best[(t + 1) * L + j] + scores[(t + 1) * L + j] + m->steps[i * L + j];
				if (label_follows(i, j) && s > top)
					top = s;
			}
			best[t * L + i] = top;
		}
}

void tagger_decode(const struct tagger *m, const int32_t *scores, uint32_t n, int32_t *space, struct tagger_label *out)
{
	int32_t *left = space, *right = space + (size_t)n * L;
	read_from_left(m, scores, n, left);
	read_from_right(m, scores, n, right);
	/* of several equally good readings, one that is a reading: each label is the best that may follow the one before */
	for (uint32_t t = 0; t < n; t++) {
		int32_t top = NEVER * 2, next = NEVER * 2;
		unsigned at = 0;
		for (unsigned j = 0; j < TAG_LABELS; j++) {
			unsigned before = t ? out[t - 1].label : TAG_LABELS;
			int32_t step =
				t ? m->steps[before * L + j] + left[(t - 1) * L + before] + scores[(t - 1) * L + before]
				  : m->steps[L * L + j];
			int32_t s = step + scores[t * L + j] + right[t * L + j];
			if (label_follows(before, j) && s > top) {
				top = s;
				at = j;
			}
		}
		for (unsigned j = 0; j < TAG_LABELS; j++) {
			int32_t s = left[t * L + j] + scores[t * L + j] + right[t * L + j];
			if (j != at && s > next)
				next = s;
		}
		int32_t best = left[t * L + at] + scores[t * L + at] + right[t * L + at];
		out[t] = (struct tagger_label){.label = (uint8_t)at, .margin = best > next ? best - next : 0};
	}
}

float tagger_confidence(const struct tagger *m, int32_t margin)
{
	unsigned size = 0; /* a root: doubtful ones are told apart more finely */
	while (size + 1 < SHAPE_CALIBRATION && (int32_t)((size + 1) * (size + 1) * 16) <= margin)
		size++;
	return (float)m->calibration[size] / 10000;
}
