/* annotate/values.h - dates, times, money, percentages and quantities, by the form of their words. */
#ifndef ANNOTATE_VALUES_H
#define ANNOTATE_VALUES_H

#include "annotate/passes.h"

/** Append them to what CTX hands over: an entity each for every wording.  The last pass, since it numbers entities behind
 *  those of the context. */
void pass_values(struct context *c);

#endif
