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

/* findings_names.c */
void find_not_introduced(struct context *c);
void find_shared_surnames(struct context *c);
void find_ambiguous_acronyms(struct context *c);
void find_never_quoted(struct context *c); /* behind find_declined */
void find_wire_credits(struct context *c);
void find_furniture(struct context *c); /* behind find_wire_credits */

#endif
