/* annotate/pronoun.c - the table of weights as shipped. */
#include "annotate/people.h"

const struct pronoun_weights pronoun_weights = {
#define WEIGHT(name, value) .name = (value),
#include "annotate/pronoun.def"
#undef WEIGHT
};
