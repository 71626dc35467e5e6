/* annotate/findings.h - one function a kind of finding; findings.c holds the table of them. */
#ifndef ANNOTATE_FINDINGS_H
#define ANNOTATE_FINDINGS_H

#include "annotate/passes.h"

/* findings_quotes.c */
void find_unresolved(struct context *c);
void find_conflicts(struct context *c);
void find_anonymous(struct context *c);
void find_second_hand(struct context *c);
void find_declined(struct context *c);
void find_scare_quotes(struct context *c);

#endif
