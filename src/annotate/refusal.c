/* annotate/refusal.c - refusals to speak, which are no statements: "declined to comment", "could not be reached". */
#include "annotate/attribution.h"

/** A refusal that starts at token T: "declined to comment", "could not be reached", "did not respond to", "refused to be drawn". */
bool is_refusal(const struct context *c, uint32_t t)
{
	if (token_has(c, t, LEX_BIT(DECLINE)) && token_is(c, t + 1, "to"))
		return token_is(c, t + 2, "comment") || token_is(c, t + 2, "elaborate") ||
		       token_is(c, t + 2, "discuss") || token_is(c, t + 2, "respond") || token_is(c, t + 2, "answer") ||
		       token_is(c, t + 2, "speak") || token_is(c, t + 2, "talk") ||
		       (token_is(c, t + 2, "be") && (token_is(c, t + 3, "drawn") || token_is(c, t + 3, "interviewed")));
	if (token_has(c, t, LEX_BIT(DECLINE)) && (token_is(c, t + 1, "comment") || token_is(c, t + 1, "further")))
		return true;
	if (!token_has(c, t, LEX_BIT(NEGATION)))
		return false;
	if (token_is(c, t + 1, "be") && (token_is(c, t + 2, "reached") || token_is(c, t + 2, "contacted")))
		return true;
	if (token_is(c, t + 1, "immediately"))
		t++;
	if (token_is(c, t + 1, "respond") || token_is(c, t + 1, "reply") || token_is(c, t + 1, "return") ||
	    token_is(c, t + 1, "comment")) {
		for (uint32_t k = t + 1; k < t + 8; k++)
			if (token_is(c, k, "request") || token_is(c, k, "requests") || token_is(c, k, "comment") ||
			    token_is(c, k, "call") || token_is(c, k, "calls") || token_is(c, k, "messages") ||
			    token_is(c, k, "email") || token_is(c, k, "emails") || token_is(c, k, "inquiries"))
				return true;
	}
	return false;
}
