/* html/weights.h - the numbers behind the rules that find an article in a page; private to this folder.
 * tools/pages/refit.c links a table of its own in this one's place. */
#ifndef HTML_WEIGHTS_H
#define HTML_WEIGHTS_H

struct page_weights {
#define WEIGHT(name, value) double name;
#include "html/weights.def"
#undef WEIGHT
};
extern const struct page_weights page_weights;

#endif
