/* tools/train/net.h - the tagger in float32, with its gradient. */
#ifndef TRAIN_NET_H
#define TRAIN_NET_H

#include "corpus.h"
#include "crf.h"

/** Where each tensor stands in the array of all parameters; a matrix is [inputs][outputs]. */
enum tensor {
	T_WORDS,
	T_AFFIXES,
	T_FACTS, /**< INPUT_FACT_ROWS rows, then one a word class */
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

struct net {
	size_t at[N_TENSORS + 1];
	size_t rows[N_TENSORS], cols[N_TENSORS];
	float *p, *grad;
	uint32_t *row_of_word; /**< by number of a word of the corpus; 0: unknown */
	uint32_t *word_of_row;
	uint32_t n_rows;
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
	size_t cap;
	float *at;
	uint32_t *rows;
};

/** Words that stand LEAST_COUNT times in COUNTS have vectors of their own. */
bool net_init(struct net *n, const struct corpus *c, const uint32_t *counts, unsigned least_count, uint64_t seed);
/** What several trained nets say on average of an article. */
struct lesson {
	struct crf crf;
	float *scores; /**< NULL: nothing */
	float weight;  /**< against the article's own labels */
};
/** Log loss of A's labels, its gradient added to N->grad. */
double net_learn(struct net *n, const struct corpus *c, const struct article *a, const struct lesson *l, struct work *w,
		 const struct dropout *d, struct rng *r);
/** Add SHARE of N's scores of A to OUT. */
void net_scores(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, float share,
		float *out);
/** Best labels of A. */
void net_tag(const struct net *n, const struct corpus *c, const struct article *a, struct work *w, uint8_t *out);
#endif
