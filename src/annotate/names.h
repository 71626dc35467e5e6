/* annotate/names.h - what the files of the names pass share: capitals.c (which words may be of a name), runs.c (how far a name
 * goes), names.c (what a run holds), evidence.c (what type it is). */
#ifndef ANNOTATE_NAMES_H
#define ANNOTATE_NAMES_H

#include "annotate/lexicon.h"
#include "annotate/passes.h"

#define FUNCTION_WORDS \
	(LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I) | \
	 LEX_BIT(PRONOUN_OTHER) | LEX_BIT(DETERMINER) | LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION) | LEX_BIT(AUX) | \
	 LEX_BIT(NEGATION))
#define FORENAME (LEX_BIT(FORENAME_FEMALE) | LEX_BIT(FORENAME_MALE))
#define HEADS (LEX_BIT(ORG_WORD) | LEX_BIT(PLACE_WORD) | LEX_BIT(EVENT_WORD))
#define PLACES (LEX_BIT(PLACE) | LEX_BIT(LAND))
#define KNOWN (FORENAME | LEX_BIT(SURNAME) | PLACES | LEX_BIT(ORG) | LEX_BIT(NATIONALITY))

/** How often each word stands in lower case, and with a capital where nothing but a name wants one; by number of a word. */
struct word_counts {
	uint32_t *lower, *capital;
};
struct finder {
	struct context *c;
	struct word_counts counts;
	uint32_t first, end; /**< tokens of the sentence */
	bool shouting;       /**< the sentence is in capitals */
	bool headline;       /**< most of its words have one */
};
/** A stretch of tokens that may be a name. */
struct run {
	uint32_t first, end;
};

static inline const struct token *tok(const struct finder *f, uint32_t i)
{
	return &f->c->tokens.at[i];
}
static inline char char_of(const struct context *c, uint32_t i)
{
	return c->doc->text[c->tokens.at[i].span.start];
}
static inline bool is_punct(const struct context *c, uint32_t i, char ch)
{
	return i < c->tokens.len && c->tokens.at[i].kind == TOKEN_PUNCT && char_of(c, i) == ch;
}

/* capitals.c */

/** Bit 0: most of the sentence's longer words have a capital; bit 1: most are all in capitals. */
unsigned names_shape(const struct context *c, const struct sentence *s);
/** Fill F's counts; the arena's FAILED tells of failure. */
void names_count(struct finder *f);
/** May the word at I be of a name? */
bool names_word(const struct finder *f, uint32_t i);
/** Would any word have a capital here: a sentence's or quotation's first, or in a headline? */
bool capital_is_free(const struct context *c, uint32_t token);
/** Longest phrase of the word lists with one of CLASSES that starts at TOKEN and ends before END; its tokens, 0: none. */
uint32_t phrase_at(const struct context *c, uint32_t token, uint32_t end, uint64_t classes, uint64_t *found);

/* names.c */

/** Letters behind a name that are no part of it: "KC", "MBE", "PhD". */
bool names_is_suffix(const struct context *c, uint32_t token);

/* truecase.c */

/** Flag the names of a text without capitals as if they had one. */
void names_capitalise(struct context *c);

/* runs.c */

/** Does a run start at I: a name, or the particles before one ("van de Ven")? */
bool names_start(const struct finder *f, uint32_t i);
/** The longest run that starts at I. */
struct run names_run(const struct finder *f, uint32_t i);

/* evidence.c */

/** Evidence for the type of mention M, from its words and what stands around it.  SPORT: the document reports matches. */
void name_evidence(const struct context *c, uint32_t m, bool sport);

/* name_tags.c */

/* Labels of the model of names: TAG_NONE, then for each kind one that begins and, + 1, one that goes on. */
enum { NAME_PERSON = 1, NAME_ORGANIZATION = 3, NAME_PLACE = 5, NAME_OTHER = 7, NAME_LABELS = 9 };
struct tagger_label;
/** Weigh the names by what the model of names says of them; add those that it alone is sure of, and cut others anew. */
void names_by_model(struct context *c);
/** The same by LABELS, one a token. */
void names_by_labels(struct context *c, const struct tagger_label *labels);

#endif
