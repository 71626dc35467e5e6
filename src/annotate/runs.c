/* annotate/runs.c - how far a name goes: capitalised words, and the small words, marks and phrases that join them. */
#include "annotate/names.h"

static bool particle(const struct finder *f, uint32_t i)
{
	return i < f->end && (tok(f, i)->classes & LEX_BIT(PARTICLE)) && tok(f, i)->kind == TOKEN_WORD &&
	       !(tok(f, i)->flags & TOKEN_CAPITAL);
}

static bool direction(const struct context *c, uint32_t i)
{
	return token_is(c, i, "north") || token_is(c, i, "south") || token_is(c, i, "east") || token_is(c, i, "west");
}

/** "U.S. Department of Health", "Office for the Care": an institution by what it is for. */
static bool is_body_of(const struct finder *f, uint32_t first, uint32_t i)
{
	for (uint32_t k = first; k + 1 < i; k++)
		if ((tok(f, k)->classes & LEX_BIT(ORG_WORD)) &&
		    (token_is(f->c, k + 1, "of") || token_is(f->c, k + 1, "for") || token_is(f->c, k + 1, "on")))
			return true;
	return false;
}

/** Small words at I that lead from the run [FIRST, I) to more of it: how many; 0: the run ends. */
static uint32_t joint(const struct finder *f, uint32_t first, uint32_t i)
{
	const struct context *c = f->c;
	uint32_t n = 0;
	while (n < 3 && particle(f, i + n))
		n++;
	if (n && i + n < f->end && names_word(f, i + n) &&
	    !(tok(f, i - 1)->classes & (LEX_BIT(TITLE) | LEX_BIT(NATIONALITY))))
		return n;
	if (i + 1 >= f->end)
		return 0;
	/* 'Tel the Bell' */
	if (token_is(c, i, "the") && i == first + 1 && i + 2 < f->end && first > f->first &&
	    tok(f, first - 1)->kind == TOKEN_QUOTE && tok(f, i + 2)->kind == TOKEN_QUOTE)
		return names_word(f, i + 1);
	if (is_punct(c, i, '&') && names_word(f, i + 1))
		return 1;
	bool of = token_is(c, i, "of"), on = token_is(c, i, "for") || token_is(c, i, "on");
	uint64_t near = tok(f, i - 1)->classes | tok(f, first)->classes;
	if ((of && (near & HEADS)) || (on && (near & LEX_BIT(ORG_WORD)))) {
		if (names_word(f, i + 1))
			return 1;
		return token_is(c, i + 1, "the") && i + 2 < f->end && names_word(f, i + 2) ? 2 : 0;
	}
	if (of && i == first + 1 && direction(c, first))
		return names_word(f, i + 1);
	if (of && i >= first + 2 &&
	    (token_is(c, i - 2, "lord") || token_is(c, i - 2, "lady") || token_is(c, i - 2, "baroness")))
		return names_word(f, i + 1);
	bool list = token_is(c, i, "and") && i > first + 2 && is_body_of(f, first, i);
	return list && names_word(f, i + 1) && (tok(f, i + 1)->classes & LEX_BIT(COMMON));
}

/** A nickname in quote marks inside a name: its tokens with the marks, or 0. */
static uint32_t nickname(const struct finder *f, uint32_t i)
{
	for (uint32_t n = 3; n <= 4 && i + n < f->end; n++)
		if (tok(f, i)->kind == TOKEN_QUOTE && tok(f, i + n - 1)->kind == TOKEN_QUOTE &&
		    (tok(f, i + 1)->flags & TOKEN_CAPITAL) && (tok(f, i + n - 1)->flags & TOKEN_GLUED) &&
		    names_word(f, i + n) && !capital_is_free(f->c, i + n))
			return n;
	return 0;
}

/** Tokens of a known name or title at I that holds small words: "Tyne and Wear", "Secretary of State", "New Year's Eve". */
static uint32_t known_phrase(const struct finder *f, uint32_t i)
{
	uint64_t found = 0;
	uint32_t n = phrase_at(f->c, i, f->end, PLACES | LEX_BIT(ORG) | LEX_BIT(TITLE) | LEX_BIT(EVENT_WORD), &found);
	return n > 1 && (tok(f, i + n - 1)->flags & TOKEN_CAPITAL) ? n : 0;
}

/** "Lumenary plc": a company's form in lower case. */
static bool is_org_tail(const struct finder *f, uint32_t i)
{
	return token_is(f->c, i, "plc") || token_is(f->c, i, "gmbh") || token_is(f->c, i, "ltd") ||
	       token_is(f->c, i, "inc");
}

/** "Korean peninsula", "Vietnam war" */
static bool is_land_tail(const struct finder *f, uint32_t i)
{
	return (token_is(f->c, i, "peninsula") || token_is(f->c, i, "war")) && !(tok(f, i)->flags & TOKEN_CAPITAL) &&
	       (tok(f, i - 1)->classes & (LEX_BIT(NATIONALITY) | LEX_BIT(LAND)));
}

/** Does a surname stand at I before a body of N words that everybody knows, one that is under its head? */
static bool is_surname_of_body(const struct finder *f, uint32_t i, uint32_t n)
{
	uint64_t found = 0, all = 0;
	uint32_t with = phrase_at(f->c, i, f->end, LEX_BIT(ORG), &all);
	return with <= n && phrase_at(f->c, i + 1, f->end, LEX_BIT(ORG), &found) == n &&
	       (tok(f, i)->classes & LEX_BIT(SURNAME));
}

struct run names_run(const struct finder *f, uint32_t i)
{
	uint32_t j = i, known = known_phrase(f, i);
	while (!known && particle(f, j))
		j++;
	for (j += known ? known : 1; j < f->end;) {
		known = names_word(f, j) ? known_phrase(f, j) : 0;
		if (known && j > i + 1 && (tok(f, i)->classes & FORENAME) && !(tok(f, j)->classes & LEX_BIT(TITLE)))
			break; /* "Ann Roy | Getty Images" */
		if (known && j == i + 1 && is_surname_of_body(f, i, known))
			break; /* "Roy | White House" */
		if (known) {
			j += known;
			continue;
		}
		if (is_org_tail(f, j) || is_land_tail(f, j)) {
			j++;
			break;
		}
		uint32_t n = names_word(f, j) ? 0 : joint(f, i, j);
		if (!n && !names_word(f, j))
			n = nickname(f, j);
		if (!n && !names_word(f, j))
			break;
		j += n + 1;
	}
	return (struct run){i, j};
}

bool names_start(const struct finder *f, uint32_t i)
{
	if (names_word(f, i))
		return true;
	uint32_t n = 0;
	while (n < 3 && particle(f, i + n))
		n++;
	bool weak =
		token_is(f->c, i, "y") || token_is(f->c, i, "le") || token_is(f->c, i, "la") || token_is(f->c, i, "do");
	return n && !weak && i + n < f->end && names_word(f, i + n) && !f->shouting;
}
