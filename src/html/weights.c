/* weights.c - the table of weights as shipped. */
#include "html/weights.h"

const struct page_weights page_weights = {
#define WEIGHT(name, value) .name = (value),
#include "html/weights.def"
#undef WEIGHT
};
