/* annotate/truecase.c - names in a text without capitals: words that the lists know as names, where names stand, are flagged as if they had
 * one, and so is every other use of a family name found so. */
#include "annotate/names.h"

#include "annotate/lexicon.h"

/* Words that are no part of a name whatever else they are. */
#define NO_NAME \
	(LEX_BIT(DETERMINER) | LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION) | LEX_BIT(SUBORDINATOR) | LEX_BIT(AUX) | \
	 LEX_BIT(NEGATION) | LEX_BIT(ADVERB) | LEX_BIT(VERB) | LEX_BIT(CUE) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_WEAK) | \
	 LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I) | \
	 LEX_BIT(PRONOUN_OTHER) | LEX_BIT(NUMBER_WORD) | LEX_BIT(TIME_WORD) | LEX_BIT(TITLE))

static bool is_word(const struct context *c, uint32_t i)
{
	return i < c->tokens.len && c->tokens.at[i].kind == TOKEN_WORD && !(c->tokens.at[i].flags & TOKEN_POSSESSIVE) &&
	       !token_has(c, i, NO_NAME);
}

/** May the word at I be a family name behind a forename or title: a known one, or a word that no list knows? */
static bool is_family(const struct context *c, uint32_t i)
{
	struct pq_span s = is_word(c, i) ? c->tokens.at[i].span : (struct pq_span){0, 0};
	return s.end - s.start > 2 && (token_has(c, i, LEX_BIT(SURNAME)) || c->tokens.at[i].classes == 0);
}

/** "j.", "m" */
static bool is_initial(const struct context *c, uint32_t i)
{
	struct pq_span s = i < c->tokens.len ? c->tokens.at[i].span : (struct pq_span){0, 0};
	return s.end > s.start && (s.end == s.start + 1 || (s.end == s.start + 2 && c->doc->text[s.end - 1] == '.')) &&
	       c->tokens.at[i].kind == TOKEN_WORD && !token_is(c, i, "a") && !token_is(c, i, "i");
}

static void raise(struct context *c, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		c->tokens.at[i].flags |= TOKEN_CAPITAL;
}

/** Behind the person's name that starts at I: a forename, initials or more forenames, a family name; or a title and one; I: none does. */
static uint32_t person_end(const struct context *c, uint32_t i)
{
	uint32_t last = i + 1, sentence = c->tokens.at[i].sentence;
	if (token_has(c, i, LEX_BIT(TITLE))) {
		bool name = is_family(c, last) && !token_has(c, last, LEX_BIT(COMMON));
		return name && c->tokens.at[last].sentence == sentence ? last + 1 : i;
	}
	if (!is_word(c, i) || !token_has(c, i, FORENAME))
		return i;
	while (last < i + 3 &&
	       (is_initial(c, last) || (is_word(c, last) && token_has(c, last, FORENAME) && is_family(c, last + 1))))
		last++;
	bool doubtful = token_has(c, i, LEX_BIT(COMMON)) && token_has(c, last, LEX_BIT(COMMON)); /* "rose brown" */
	return is_family(c, last) && !doubtful && c->tokens.at[last].sentence == sentence ? last + 1 : i;
}

void names_capitalise(struct context *c)
{
	uint8_t *family = arena_array(&c->arena, uint8_t, c->words.len + 1);
	if (c->arena.failed)
		return;
	for (uint32_t i = 0, end; i<c->tokens.len; i = end> i ? end : i + 1) {
		end = person_end(c, i);
		raise(c, i, end);
		if (end > i && !token_has(c, end - 1, LEX_BIT(COMMON)))
			family[c->tokens.at[end - 1].word] = 1;
	}
	for (uint32_t i = 0; i < c->tokens.len; i++) {
		uint64_t found;
		uint32_t n = phrase_at(c, i, i + 5 < c->tokens.len ? i + 5 : c->tokens.len,
				       LEX_BIT(ORG) | LEX_BIT(LAND) | LEX_BIT(PLACE), &found);
		bool known = token_has(c, i, LEX_BIT(ORG) | LEX_BIT(LAND) | LEX_BIT(NATIONALITY)) &&
			     !token_has(c, i, LEX_BIT(COMMON) | NO_NAME);
		raise(c, i, n > 1 ? i + n : i + (known || family[c->tokens.at[i].word]));
	}
}
