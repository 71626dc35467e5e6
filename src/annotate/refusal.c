/* annotate/refusal.c - refusals to speak, which are no statements: "declined to comment", "could not be reached". */
#include "annotate/attribution.h"

enum { REACH = 8 }; /* tokens from what somebody did not do to what it would have answered */

/** "declined to comment", "refused to be drawn", "declined further comment" with the verb at T. */
static bool declines(const struct context *c, uint32_t t)
{
	if (token_is(c, t + 1, "to"))
		return token_is(c, t + 2, "be") ? token_has_rare(c, t + 3, LEX_RARE_BIT(REFUSED_PASSIVE))
						: token_has_rare(c, t + 2, LEX_RARE_BIT(REFUSED));
	uint32_t what = t + 1 + token_is(c, t + 1, "further");
	return token_has_rare(c, what, LEX_RARE_BIT(REQUEST)) && token_has_rare(c, what, LEX_RARE_BIT(REFUSED));
}

/** "not be reached", "not immediately respond to a request", "not comment" with the negation at T. */
static bool is_silent(const struct context *c, uint32_t t)
{
	if (token_is(c, t + 1, "be"))
		return token_has_rare(c, t + 2, LEX_RARE_BIT(CONTACT));
	uint32_t verb = t + 1;
	if (!token_has_rare(c, verb, LEX_RARE_BIT(RESPOND)) && !token_has_rare(c, ++verb, LEX_RARE_BIT(RESPOND)))
		return false;
	for (uint32_t k = verb; k < verb + REACH && k < c->tokens.len; k++) {
		if (c->tokens.at[k].sentence != c->tokens.at[verb].sentence)
			return false;
		if (token_has_rare(c, k, LEX_RARE_BIT(REQUEST)))
			return true;
	}
	return false;
}

bool is_refusal(const struct context *c, uint32_t t)
{
	return (token_has(c, t, LEX_BIT(DECLINE)) && declines(c, t)) ||
	       (token_has(c, t, LEX_BIT(NEGATION)) && is_silent(c, t));
}
