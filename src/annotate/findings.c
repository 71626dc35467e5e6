/* annotate/findings.c - the table of findings: one row and one function a kind. */
#include "annotate/findings.h"

static void (*const finders[])(struct context *c) = {
	find_unresolved,         find_conflicts,    find_anonymous,      find_second_hand,
	find_declined,           find_scare_quotes, find_not_introduced, find_shared_surnames,
	find_ambiguous_acronyms, find_never_quoted, find_wire_credits,   find_furniture,
};

void pass_findings(struct context *c)
{
	for (size_t i = 0; i < sizeof finders / sizeof *finders && !context_over(c); i++)
		finders[i](c);
}
