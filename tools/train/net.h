/* tools/train/net.h - the tagger in float32, with its gradient. */
#ifndef TRAIN_NET_H
#define TRAIN_NET_H

#include "corpus.h"
#include "crf.h"

/** Where each tensor stands in the array of all parameters; a matrix is [inputs][outputs]. */
enum tensor {
	T_WORDS,
	T_AFFIXES,
	T_FACTS, /**< INPUT_FACT_ROWS rows, then one a word class, then the hints' */
	T_BASE,
	T_BASE_BIAS,
	T_GATES1,
	T_GATES1_BIAS,
	T_GATES2,
	T_GATES2_BIAS,
	T_LABELS,
	T_LABELS_BIAS,
	T_STEPS, /**< score of a label behind a label: [before][now] */
	T_START,
	N_TENSORS
};

/** Lengths: of a word's vector, of the sum of its affixes' and of its facts', outputs of the convolution, one direction of a gated layer;
 *  rows of hints (0: it reads none).  An input, a base and a layer are multiples of 16. */
struct net_shape {
	uint32_t word, side, base, cell, hints;
};
/** The shape that the engine reads; nets of others can teach. */
extern const struct net_shape net_shipped;

struct net {
	struct net_shape shape;
	size_t at[N_TENSORS + 1];
	size_t rows[N_TENSORS], cols[N_TENSORS];
	float *p, *grad, *turned;
	bool *touched;         /**< rows of T_WORDS with a gradient */
	uint32_t *row_of_word; /**< by number of a word of the corpus; 0: unknown */
	uint32_t *hashes;      /**< by row: the word's (input_of_word) */
	uint32_t n_rows;
};
/** Vectors that words start from, by number of a word of the corpus. */
struct vectors {
	uint32_t n_words, width;
	float *at;
	bool *known;
};
struct rng {
	uint64_t s;
};
/** 0 <= x < 1. */
float rng_next(struct rng *r);

struct dropout {
	float word, input, layer; /**< probabilities */
};
/** Space for one article's activations; grows as needed.  Zero-initialise. */
struct work {
	size_t cap, n_rows;
	float *at;
	uint32_t *rows;
};

/** Words that stand LEAST_COUNT times in C or have a vector in V have vectors of their own.  False: no memory; release it. */
bool net_init(struct net *n, const struct net_shape *shape, const struct corpus *c, const struct vectors *v,
	      unsigned least_count, uint64_t seed);
/** Write shape, words and weights; read them, to be used on C.  False: not possible. */
bool net_write(const struct net *n, const char *path);
bool net_read(struct net *n, const struct corpus *c, const char *path);
void net_release(struct net *n);
/** What several trained nets say on average of an article. */
struct lesson {
	struct crf crf;
	float *scores; /**< NULL: nothing */
	float weight;  /**< against the article's own labels */
};
/** Log loss of A's labels, its gradient added to N->grad.  If A leaves some open, against all readings that it allows. */
double net_learn(struct net *n, const struct corpus *c, const struct article *a, const struct lesson *l, struct work *w,
		 const struct dropout *d, struct rng *r);
/** Add SHARE of N's scores of A to OUT. */
void net_scores(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, float share,
		float *out);
/** Best labels of A. */
void net_tag(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, uint8_t *out);
#endif
