/* tools/train/crf.h - a linear chain over the labels of one paragraph. */
#ifndef TRAIN_CRF_H
#define TRAIN_CRF_H

#include <stdint.h>

struct crf {
	const float *steps, *start;
};
/** Expected counts: of each label at each token into SINGLE, of each pair over all tokens added to PAIRS; the log partition sum. */
double crf_expect(const float *steps, const float *start, const float *scores, uint32_t n, float *single, float *pairs);
/** Log loss against WEIGHT parts of what TEACHER says of its scores TAUGHT and 1 - WEIGHT parts of LABEL; gradients are added
 *  to D_*.  SCORES: N rows of SHAPE_LABELS.  TAUGHT NULL: of LABEL alone; WEIGHT 1: LABEL is not read. */
double crf_learn(const struct crf *now, const float *scores, const uint8_t *label, const struct crf *teacher,
		 const float *taught, float weight, uint32_t n, float *d_scores, float *d_steps, float *d_start);
void crf_best(const float *steps, const float *start, const float *scores, uint32_t n, uint8_t *out);

#endif
