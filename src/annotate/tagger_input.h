/* annotate/tagger_input.h - what the tagger is told of each token: rows of its embedding tables; private to this folder and the trainer.
 * The trainer and the tagger call the same function, so that both see the same. */
#ifndef ANNOTATE_TAGGER_INPUT_H
#define ANNOTATE_TAGGER_INPUT_H

#include "annotate/passes.h"

enum {
	INPUT_AFFIXES =
		5, /**< its first three letters, its last two, three, four, and what is left without an inflection */
	INPUT_AFFIX_BITS = 13,
	INPUT_AFFIX_ROWS = 1 << INPUT_AFFIX_BITS,
	INPUT_FACTS = 4, /**< shape, quote marks, name, place in the article */
	INPUT_SHAPES = 256,
	INPUT_MARKS = 72,
	INPUT_NAMES = 24,
	INPUT_PLACES = 16,
	INPUT_FACT_ROWS = INPUT_SHAPES + INPUT_MARKS + INPUT_NAMES + INPUT_PLACES
};
/** What a word alone gives: the same wherever it stands. */
struct input_word {
	uint32_t hash; /**< of its lower-cased form, digits as 0 */
	uint16_t affix[INPUT_AFFIXES];
};
struct input_facts {
	uint16_t row[INPUT_FACTS]; /**< below INPUT_FACT_ROWS */
};

struct input_word input_of_word(const char *lower, size_t len);
/** Fill one row a token of C (as many as it has tokens).  Marks and names must have been read. */
void input_of_tokens(const struct context *c, struct input_facts *out);
/** The same for the model of names, as soon as the names pass has weighed them: shape, what names elsewhere in the article share the
 *  word (in place of quote marks), name, and STYLE, whose way of naming, below INPUT_PLACES.  False: no memory. */
bool input_of_names(const struct context *c, unsigned style, struct input_facts *out);
/** A number for the word class of bit BIT, by its name: the order of the classes may change. */
uint32_t input_class_id(unsigned bit);

#endif
