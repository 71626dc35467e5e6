/* annotate/tagger_decode.c - best labels of a stretch (Viterbi 1967), and by how much each is best (max-marginals). */
#include <string.h>

#include "annotate/tagger.h"

enum { L = SHAPE_LABELS };

void tagger_steps_read(struct tagger_steps *steps, const int16_t *from)
{
	for (unsigned now = 0; now < L; now++) {
		for (unsigned before = 0; before < L; before++) {
			bool may = before < TAG_LABELS && label_follows(before, now);
			steps->forth[before][now] = steps->back[now][before] =
				may ? from[before * L + now] : SCORE_NEVER;
		}
		steps->first[now] = label_follows(TAG_LABELS, now) ? from[L * L + now] : SCORE_NEVER;
	}
}

/** The label that SCORES[L], of which HERE[j] and REST[j] are further parts, is best with; the lowest of several. */
static unsigned best_label(const int32_t *here, const int32_t *scores, const int32_t *rest)
{
	unsigned at = 0;
	for (unsigned j = 1; j < TAG_LABELS; j++)
		if (here[j] + scores[j] + rest[j] > here[at] + scores[at] + rest[at])
			at = j;
	return at;
}

void tagger_decode(const struct tagger *m, const int32_t *scores, uint32_t n, int32_t *space, struct tagger_label *out)
{
	int32_t *left = space, *right = space + (size_t)n * L;
	const size_t last = (size_t)(n - 1) * L;
	memcpy(left, m->steps.first, sizeof m->steps.first);
	memset(right + last, 0, L * sizeof *right);
	m->kernels->readings(m->steps.forth[0], scores, n, 1, left);
	m->kernels->readings(m->steps.back[0], scores + last, n, -1, right + last);
	/* of several equally good readings, one that is a reading: each label is the best that may follow the one before */
	const int32_t *step = m->steps.first;
	for (uint32_t t = 0; t < n; t++, scores += L, left += L, right += L) {
		unsigned at = best_label(step, scores, right);
		int32_t best = left[at] + scores[at] + right[at], next = INT32_MIN;
		for (unsigned j = 0; j < TAG_LABELS; j++) {
			int32_t s = left[j] + scores[j] + right[j];
			next = j != at && s > next ? s : next;
		}
		out[t] = (struct tagger_label){.label = (uint8_t)at, .margin = best > next ? best - next : 0};
		step = m->steps.forth[at];
	}
}

float tagger_confidence(const struct tagger *m, int32_t margin)
{
	unsigned size = 0; /* a root: doubtful ones are told apart more finely */
	while (size + 1 < SHAPE_CALIBRATION && (int32_t)((size + 1) * (size + 1) * 16) <= margin)
		size++;
	return (float)m->calibration[size] / 10000;
}
