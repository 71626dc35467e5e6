/* annotate/antecedent.c - what a relative pronoun goes back to: "an architect who", "the Clerk, who", "Democrats in Congress, who",
 * "Ann Roy, now a judge, who". */
#include "annotate/lexicon.h"
#include "annotate/speakers.h"

#define MAX_BACK 16
#define NOUNS \
	(LEX_BIT(ROLE) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(ANONYMOUS) | LEX_BIT(STRANGER) | LEX_BIT(DOCUMENT) | \
	 LEX_BIT(OUTLET) | LEX_BIT(KIN) | LEX_BIT(ORG_WORD) | LEX_BIT(NATIONALITY))

static bool is_mark(const struct context *c, uint32_t t, char ch)
{
	return c->tokens.at[t].kind == TOKEN_PUNCT && c->doc->text[c->tokens.at[t].span.start] == ch;
}

uint32_t name_over(const struct context *c, uint32_t token)
{
	enum { LONGEST = 200 };
	if (token >= c->tokens.len)
		return PQ_NONE;
	uint32_t at = c->tokens.at[token].span.start;
	for (uint32_t m = mention_from(c, at + 1); m-- > 0 && c->mentions.at[m].span.start + LONGEST > at;) {
		const struct mention *x = &c->mentions.at[m];
		if (x->form == PQ_NAME && x->tokens <= token && token < x->tokens + x->n_tokens)
			return m;
	}
	return PQ_NONE;
}

/** Step back over a comma, brackets and an age: "Ann Roy (D), 52, who". */
static uint32_t over_marks(const struct context *c, uint32_t t, uint32_t floor)
{
	while (t > floor) {
		if (is_mark(c, t - 1, ',') ||
		    (c->tokens.at[t - 1].kind == TOKEN_NUMBER && t > floor + 1 && is_mark(c, t - 2, ','))) {
			t--;
		} else if (is_mark(c, t - 1, ')')) {
			while (t > floor && !is_mark(c, t - 1, '('))
				t--;
			t -= t > floor;
		} else {
			break;
		}
	}
	return t;
}

/** Does a noun stand before the preposition at T that what follows belongs to: "nominee | for", "Democrats | in"? */
static bool holds_on(const struct context *c, uint32_t t, uint32_t floor)
{
	bool tight = token_is(c, t, "of") || token_is(c, t, "for") || token_is(c, t, "in") || token_is(c, t, "on") ||
		     token_is(c, t, "at") || token_is(c, t, "from");
	return tight && t > floor && token_has(c, t - 1, NOUNS);
}

uint32_t antecedent_of(const struct context *c, uint32_t who)
{
	const struct sentence *s = &c->sentences.at[c->tokens.at[who].sentence];
	uint32_t floor = s->tokens, t = over_marks(c, who, floor), head = PQ_NONE;
	const uint64_t walls = LEX_BIT(AUX) | LEX_BIT(CUE) | LEX_BIT(VERB) | LEX_BIT(SUBORDINATOR) |
			       LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I);
	for (; t > floor && who - t < MAX_BACK; t--) {
		const struct token *k = &c->tokens.at[t - 1];
		if (k->kind == TOKEN_QUOTE || (k->kind == TOKEN_PUNCT && !is_mark(c, t - 1, '-')))
			break;
		if (k->classes & LEX_BIT(PREPOSITION)) {
			if (head == PQ_NONE || !holds_on(c, t - 1, floor))
				break;
			head = PQ_NONE;
			continue;
		}
		if (head != PQ_NONE && (k->classes & walls) && !(k->flags & TOKEN_CAPITAL))
			break;
		if (k->classes & (LEX_BIT(DETERMINER) | LEX_BIT(ADVERB)))
			continue;
		if (head == PQ_NONE && k->kind == TOKEN_WORD)
			head = t - 1;
		uint32_t name = head == t - 1 ? name_over(c, head) : PQ_NONE;
		if (name != PQ_NONE && c->mentions.at[name].type == PQ_PERSON)
			return head;
	}
	/* an apposition: the name before it */
	if (head != PQ_NONE && t > floor + 1 && is_mark(c, t - 1, ',')) {
		uint32_t before = over_marks(c, t, floor), name = before > floor ? name_over(c, before - 1) : PQ_NONE;
		if (name != PQ_NONE && c->mentions.at[name].type <= PQ_ORGANIZATION)
			return before - 1;
	}
	return head;
}
