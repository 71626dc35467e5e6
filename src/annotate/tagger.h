/* annotate/tagger.h - the trained tagger at work: labels of source, cue and content over an article's tokens; private to this folder.
 * Integers throughout, so the labels are the same on every machine. */
#ifndef ANNOTATE_TAGGER_H
#define ANNOTATE_TAGGER_H

#include "annotate/tagger_model.h"

/** A matrix as the kernels read it: panels of 16 outputs, in them inputs in pairs, [outputs / 16][inputs / 2][16][2]. */
struct tagger_layer {
	uint32_t inputs, outputs;
	int16_t *weights;
	const int32_t *multipliers, *biases;
	const int16_t *tanh, *sigmoid; /**< curves of the first TANH_OUTPUTS and of the others */
	uint32_t tanh_outputs;         /**< a multiple of 32, as OUTPUTS is where there are curves */
};
/** The gates of each direction are a layer of their own. */
enum {
	LAYER_BASE, /**< a token's part of the sums of the token behind it, of its own and of that before it: [3][SHAPE_BASE] */
	LAYER_GATES1, /**< + 1: backwards */
	LAYER_GATES2 = 3,
	LAYER_LABELS = 5,
	TAGGER_LAYERS
};
enum {
	TAGGER_PARTS =
		6 /**< sums that make those of a base row: of word and facts, of the token and of its neighbours */
};

/** The inner loops.  All sets give the same numbers. */
struct tagger_kernels {
	const char *name;
	/** SUMS[n][outputs] = X[n][inputs] W. */
	void (*sums)(const struct tagger_layer *layer, const int16_t *x, uint32_t n, int32_t *sums);
	/** SUMS[n] = the sum of all parts, N a multiple of 16. */
	void (*join)(const int32_t *const from[TAGGER_PARTS], uint32_t n, int32_t *sums);
	/** OUT = curve(SUMS on their scale + bias), N rows. */
	void (*curves)(const struct tagger_layer *layer, const int32_t *sums, uint32_t n, int16_t *out);
	/** One direction's recurrence over N rows of GATES, [n][SHAPE_GATES], and of OUT, [n][SHAPE_LAYER]: a cell keeps what its
	 *  forget gate says, and shows what its output gate says.  DIRECTION: 1, or -1 to walk back from where both point. */
	void (*cells)(const int16_t *gates, uint32_t n, int direction, int16_t *cell, int16_t *out);
	/** BEST[t][j] = the most of BEST[u][k] + SCORES[u][k] + STEPS[k][j], u being the row before T in DIRECTION; the first is given. */
	void (*readings)(const int32_t *steps, const int32_t *scores, uint32_t n, int direction, int32_t *best);
};
/** The fastest this machine can run. */
const struct tagger_kernels *tagger_kernels_best(void);
/** The INDEXth that this machine can run, slowest first; NULL: no more. */
const struct tagger_kernels *tagger_kernels_at(unsigned index);
/** SUM on the scale of what comes next, without its bias. */
int32_t tagger_rescale(int32_t sum, int32_t multiplier);

/** Steps between labels as decoding reads them: a step that may not be is SCORE_NEVER, of those to the padding too. */
struct tagger_steps {
	int32_t forth[SHAPE_LABELS][SHAPE_LABELS]; /**< [before][now] */
	int32_t back[SHAPE_LABELS][SHAPE_LABELS];  /**< [now][before] */
	int32_t first[SHAPE_LABELS];
};
/* No reading of TAGGER_WINDOW labels overflows 32 bits. */
enum {
	TAGGER_WINDOW =
		4096, /**< tokens read together; longer texts are read in such windows, so that space stays bounded */
	SCORE_MOST = 1 << 17,
	SCORE_NEVER = -(1 << 24)
};

struct tagger {
	const unsigned char *bytes;
	size_t len;
	bool mapped; /**< BYTES is to be unmapped, else it is the caller's */
	uint32_t n_words;
	const uint32_t *hashes;
	const int8_t *words, *affixes, *facts;
	const int16_t *calibration;
	uint16_t class_row[64]; /**< row of FACTS of a class, by its bit; UINT16_MAX: the model knows it not */
	struct tagger_layer layers[TAGGER_LAYERS];
	struct tagger_steps steps;
	const struct tagger_kernels *kernels;
};

struct tagger_label {
	uint8_t label;
	int32_t margin; /**< how much worse the best reading is that has another label here, in 1/SCALE_SCORE */
};
/** Fill STEPS from those of a file. */
void tagger_steps_read(struct tagger_steps *steps, const int16_t *from);
/** Best labels of one stretch of N tokens (TAGGER_WINDOW at most, scores of SCORE_MOST at most), and how sure they are.  SPACE: room
 *  for 2 * N * SHAPE_LABELS. */
void tagger_decode(const struct tagger *m, const int32_t *scores, uint32_t n, int32_t *space, struct tagger_label *out);
/** Probability that an attribution is right whose least margin is MARGIN. */
float tagger_confidence(const struct tagger *m, int32_t margin);
/** Labels of all tokens of C by what FACTS say of each, in C's arena; NULL: no memory. */
struct tagger_label *tagger_labels_of(const struct tagger *m, struct context *c, const struct input_facts *facts);
/** The same by marks, names and place in the article. */
struct tagger_label *tagger_labels(const struct tagger *m, struct context *c);

#endif
