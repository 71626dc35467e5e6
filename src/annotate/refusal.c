/* annotate/refusal.c - refusals to speak, which are no statements: "declined to comment", "could not be reached". */
#include "annotate/attribution.h"

enum { REACH = 8, SHORT = 5, LONG = 20 }; /* tokens from what somebody did not do to what it would have answered */

/** The first token from T on, within the sentence and REACH, with one of the rare CLASSES; PQ_NONE. */
static uint32_t find_rare(const struct context *c, uint32_t t, uint32_t reach, uint32_t classes)
{
	for (uint32_t k = t; k < t + reach && k < c->tokens.len; k++) {
		if (c->tokens.at[k].sentence != c->tokens.at[t].sentence)
			return PQ_NONE;
		if (token_has_rare(c, k, classes))
			return k;
	}
	return PQ_NONE;
}

/** "declined to comment", "refused to be drawn", "declined further comment", "declined an interview request" with the verb at T. */
static bool declines(const struct context *c, uint32_t t)
{
	if (token_is(c, t + 1, "to"))
		return token_is(c, t + 2, "be") ? token_has_rare(c, t + 3, LEX_RARE_BIT(REFUSED_PASSIVE))
						: token_has_rare(c, t + 2, LEX_RARE_BIT(REFUSED));
	uint32_t what = find_rare(c, t + 1, SHORT, LEX_RARE_BIT(REQUEST)), interview = t + 1;
	while (interview < t + SHORT && !token_is(c, interview, "interview") && !token_is(c, interview, "interviews"))
		interview++;
	return what != PQ_NONE || interview < t + SHORT;
}

/** "no comment" with the negation at T, as what somebody has, gives or makes. */
static bool has_none(const struct context *c, uint32_t t)
{
	static const char *const verbs[] = {"had", "has", "have", "offered", "gave", "made", "with", "offer"};
	for (size_t i = 0;
	     t > 0 && token_is(c, t, "no") && token_is(c, t + 1, "comment") && i < sizeof verbs / sizeof *verbs; i++)
		if (token_is(c, t - 1, verbs[i]))
			return true;
	return false;
}

/** Calls and messages that stand in T's sentence before it: "calls to the firm were not returned". */
static bool was_asked(const struct context *c, uint32_t t)
{
	uint32_t first = c->sentences.at[c->tokens.at[t].sentence].tokens;
	first = t - first > LONG ? t - LONG : first;
	return find_rare(c, first, t - first, LEX_RARE_BIT(REQUEST)) != PQ_NONE;
}

/** "not be reached", "not immediately respond to a request", "not comment" with the negation at T. */
static bool is_silent(const struct context *c, uint32_t t)
{
	if (token_is(c, t + 1, "be"))
		return token_has_rare(c, t + 2, LEX_RARE_BIT(CONTACT));
	uint32_t verb = t + 1;
	if (!token_has_rare(c, verb, LEX_RARE_BIT(RESPOND)) && !token_has_rare(c, ++verb, LEX_RARE_BIT(RESPOND)))
		return false;
	bool passive = token_is(c, verb, "returned") || token_is(c, verb, "answered");
	return find_rare(c, verb, REACH, LEX_RARE_BIT(REQUEST)) != PQ_NONE || (passive && was_asked(c, t));
}

/** Does a "not" or "nobody" stand in T's sentence before it? */
static bool is_negated(const struct context *c, uint32_t t)
{
	uint32_t first = c->sentences.at[c->tokens.at[t].sentence].tokens;
	for (uint32_t k = t; k-- > first && k + LONG > t;)
		if (token_has(c, k, LEX_BIT(NEGATION)) || token_is(c, k, "nobody") || token_is(c, k, "no"))
			return true;
	return false;
}

/** "unavailable for comment", "nobody was available for comment", "has yet to comment", "ignored requests", "calls went unanswered". */
static bool is_unanswered(const struct context *c, uint32_t t)
{
	if (token_is(c, t, "no"))
		return has_none(c, t);
	if (token_is(c, t, "yet"))
		return token_is(c, t + 1, "to") && token_has_rare(c, t + 2, LEX_RARE_BIT(RESPOND));
	if (token_is(c, t + 1, "for"))
		return find_rare(c, t + 2, SHORT, LEX_RARE_BIT(REQUEST)) != PQ_NONE &&
		       (!token_is(c, t, "available") || is_negated(c, t));
	if (token_is(c, t, "unanswered") || token_is(c, t, "unreturned"))
		return was_asked(c, t);
	bool ignores = !token_is(c, t, "available") && !token_is(c, t, "unavailable") && !token_is(c, t, "unreachable");
	return ignores && find_rare(c, t + 1, SHORT, LEX_RARE_BIT(REQUEST)) != PQ_NONE;
}

bool is_refusal(const struct context *c, uint32_t t)
{
	return (token_has(c, t, LEX_BIT(DECLINE)) && declines(c, t)) ||
	       (token_has(c, t, LEX_BIT(NEGATION)) && is_silent(c, t)) ||
	       (token_has_rare(c, t, LEX_RARE_BIT(SILENT)) && is_unanswered(c, t));
}
