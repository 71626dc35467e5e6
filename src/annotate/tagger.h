/* annotate/tagger.h - the trained tagger at work: labels of source, cue and content over an article's tokens; private to this folder.
 * Integers throughout, so the labels are the same on every machine. */
#ifndef ANNOTATE_TAGGER_H
#define ANNOTATE_TAGGER_H

#include "annotate/tagger_model.h"

/** A matrix as the kernels read it: inputs in pairs, [inputs / 2][outputs][2]. */
struct tagger_layer {
	uint32_t inputs, outputs;
	int16_t *weights;
	const int32_t *multipliers, *biases;
};
enum { LAYER_BASE, LAYER_GATES1, LAYER_GATES2, LAYER_LABELS, TAGGER_LAYERS };

struct tagger {
	const unsigned char *bytes;
	size_t len;
	bool mapped; /**< BYTES is to be unmapped, else it is the caller's */
	uint32_t n_words;
	const uint32_t *hashes;
	const int8_t *words, *affixes, *facts;
	const int16_t *steps, *sigmoid, *tanh, *calibration;
	uint16_t class_row[64]; /**< row of FACTS of a class, by its bit; UINT16_MAX: the model knows it not */
	struct tagger_layer layers[TAGGER_LAYERS];
};

/** Sums of one layer for N rows of X: SUMS[n][outputs] = X[n][inputs] W.  All paths give the same numbers. */
typedef void tagger_kernel(const int16_t *x, uint32_t n, const struct tagger_layer *layer, int32_t *sums);
/** The fastest this machine can run. */
tagger_kernel *tagger_kernel_best(void);
/** The INDEXth that this machine can run, slowest first; NULL: no more. */
tagger_kernel *tagger_kernel_at(unsigned index);

struct tagger_label {
	uint8_t label;
	int32_t margin; /**< how much worse the best reading is that has another label here, in 1/SCALE_SCORE */
};
/** Scores of N tokens from TOKEN on, [n][SHAPE_LABELS]. */
bool tagger_scores(const struct tagger *m, const struct context *c, const struct input_facts *facts, uint32_t token,
		   uint32_t n, int32_t *scores);
/** Best labels of one stretch of N tokens, and how sure they are.  SPACE: room for 2 * N * SHAPE_LABELS. */
void tagger_decode(const struct tagger *m, const int32_t *scores, uint32_t n, int32_t *space, struct tagger_label *out);
/** Probability that an attribution is right whose least margin is MARGIN. */
float tagger_confidence(const struct tagger *m, int32_t margin);
/** Labels of all tokens of C by what FACTS say of each, in C's arena; NULL: no memory. */
struct tagger_label *tagger_labels_of(const struct tagger *m, struct context *c, const struct input_facts *facts);
/** The same by marks, names and place in the article. */
struct tagger_label *tagger_labels(const struct tagger *m, struct context *c);

#endif
