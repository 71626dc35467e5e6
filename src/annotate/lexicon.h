/* annotate/lexicon.h - what the word lists say of a word: a set of classes, one bit each; private to this folder.
 * data/LANG/words/CLASS.txt holds one word (or phrase) a line, lower case, # comments; the file's name is the class's name here.
 * Words stand as the tokens pass makes them: ' for every apostrophe, "n't" and "'s" apart, no full stop behind "mr" or "sept",
 * but "u.s." and the initial "j." with theirs; a phrase has one blank between two tokens.  A list that is missing is empty.
 * CLASS-more.txt beside it holds what was written by hand where CLASS.txt is generated. */
#ifndef ANNOTATE_LEXICON_H
#define ANNOTATE_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "annotate/annotate.h"

/* LEX(symbol, file, what it holds): grow this table as rules need. */
#define LEXICON_CLASSES(LEX) \
	LEX(CUE, "cue", "forms of verbs of saying, thinking, writing: says said saying") \
	LEX(CUE_NOUN, "cue-noun", "verdict phrase words statement") \
	LEX(CUE_WEAK, "cue-weak", "cues only with more evidence: added call show find") \
	LEX(CUE_TO, "cue-to", "urged asked vowed: an infinitive says what") \
	LEX(CUE_OBJECT, "cue-object", "denied rejected: the object is the content") \
	LEX(CUE_NAME, "cue-name", "called branded: X called Y a Z") \
	LEX(CUE_TELL, "cue-tell", "told asked warned: the hearer comes before the content") \
	LEX(CUE_MANNER, "cue-manner", "laughed snapped shrugged: beside quoted words alone") \
	LEX(CUE_PHRASE, "cue-phrase", "went on, shot back") \
	LEX(CUE_OBJECT_PHRASE, "cue-object-phrase", "called for, spoke of") \
	LEX(SUBORDINATOR, "subordinator", "that when because who") \
	LEX(VERB, "verb", "finite verb forms that are seldom nouns") \
	LEX(ADVERB, "adverb", "also however later") \
	LEX(CHAIN, "chain", "used expected went: a verb that leads on by to") \
	LEX(CHANNEL, "channel", "statement interview twitter: where something is said") \
	LEX(AUDIENCE, "audience", "reporters jurors crowd") \
	LEX(DECLINE, "decline", "declined refused") \
	LEX(AUX, "aux", "has had is was will would could did") \
	LEX(NEGATION, "negation", "not never n't") \
	LEX(PRONOUN_HE, "pronoun-he", "he him his himself") \
	LEX(PRONOUN_SHE, "pronoun-she", "she her hers herself") \
	LEX(PRONOUN_THEY, "pronoun-they", "they them their") \
	LEX(PRONOUN_I, "pronoun-i", "i me my we us our") \
	LEX(PRONOUN_OTHER, "pronoun-other", "it you one who everybody both") \
	LEX(DETERMINER, "determiner", "the a an this some") \
	LEX(PREPOSITION, "preposition", "of in at on by") \
	LEX(CONJUNCTION, "conjunction", "and but or while as") \
	LEX(TITLE, "title", "mr mrs dr sen president prime_minister sir") \
	LEX(ABBREVIATION, "abbreviation", "words whose full stop ends no sentence by itself: inc sept neb") \
	LEX(NAME_SUFFIX, "name-suffix", "jr sr ii iii kc mp") \
	LEX(HYPHEN_TAIL, "hyphen-tail", "what a name may be compounded with: based led backed") \
	LEX(CURRENCY, "currency", "dollars euros pounds") \
	LEX(UNIT, "unit", "tonnes miles homes") \
	LEX(TITLE_FEMALE, "title-female", "mrs ms miss dame lady") \
	LEX(TITLE_MALE, "title-male", "mr sir lord") \
	LEX(FORENAME_FEMALE, "forename-female", "given names mostly of women") \
	LEX(FORENAME_MALE, "forename-male", "given names mostly of men") \
	LEX(SURNAME, "surname", "family names") \
	LEX(PARTICLE, "particle", "van der de al bin") \
	LEX(ROLE, "role", "spokesman lawyer minister chief analyst") \
	LEX(ROLE_PLURAL, "role-plural", "officials analysts experts critics residents") \
	LEX(ROLE_FEMALE, "role-female", "spokeswoman mother wife actress") \
	LEX(ROLE_MALE, "role-male", "spokesman father husband") \
	LEX(KIN, "kin", "mother husband sister son") \
	LEX(ANONYMOUS, "anonymous", "source sources insider official officials") \
	LEX(STRANGER, "stranger", "man woman member: unnamed behind a or two") \
	LEX(DOCUMENT, "document", "report study letter memo minutes lawsuit") \
	LEX(OUTLET, "outlet", "newspaper times post broadcaster agency") \
	LEX(PLACE, "place", "countries, capitals, regions, large cities") \
	LEX(LAND, "land", "countries, states and places so well known that they are seldom anything else") \
	LEX(SPORT, "sport", "words of match reports: striker innings league") \
	LEX(INITIALISM, "initialism", "acronyms that name no organisation: tv dna pm") \
	LEX(PLACE_WORD, "place-word", "street river island county square") \
	LEX(NATIONALITY, "nationality", "danish french americans") \
	LEX(ORG_WORD, "org-word", "ministry university council bank inc court police") \
	LEX(ORG, "org", "well-known organisations in one word or more") \
	LEX(EVENT_WORD, "event-word", "olympics cup war festival summit") \
	LEX(MONTH, "month", "january jan") \
	LEX(WEEKDAY, "weekday", "monday mon") \
	LEX(TIME_WORD, "time-word", "yesterday today week year") \
	LEX(NUMBER_WORD, "number-word", "one two hundred million") \
	LEX(COMMON, "common", "frequent words that are no names though they may start a sentence")

/* The same for classes that few rules ask for: tokens do not carry them, the tagger does not see them; LEX_RARE_BIT, lexicon_rare. */
#define LEXICON_RARE_CLASSES(LEX) \
	LEX(REFUSED, "refused", "comment elaborate discuss: what somebody declines to do") \
	LEX(REFUSED_PASSIVE, "refused-passive", "drawn interviewed: the same behind to be") \
	LEX(CONTACT, "contact", "reached contacted: behind not be") \
	LEX(RESPOND, "respond", "respond reply return: behind not") \
	LEX(SILENT, "silent", "unavailable unanswered: what who does not speak is, beside a request") \
	LEX(REQUEST, "request", "request calls messages: what is not responded to") \
	LEX(DURATION, "duration", "years weeks minutes: behind a number") \
	LEX(PERIOD, "period", "week month autumn: last week, next autumn") \
	LEX(PART_OF_DAY, "part-of-day", "morning night: Tuesday night, this morning") \
	LEX(CLOCK, "clock", "noon midnight: a time by itself") \
	LEX(RELATIVE, "relative", "last next this: before a period") \
	LEX(NAMING, "naming", "known titled nicknamed word term: a name or term in quote marks comes next")

enum lexicon_class_number {
#define LEX(symbol, file, what) LEX_NUMBER_##symbol,
	LEXICON_CLASSES(LEX) LEX_CLASSES,
	LEX_LAST_CARRIED = LEX_CLASSES - 1,
	LEXICON_RARE_CLASSES(LEX)
#undef LEX
		LEX_ALL_CLASSES
};
_Static_assert(LEX_CLASSES <= 64 && LEX_ALL_CLASSES - LEX_CLASSES <= 32, "one bit a class");
#define LEX_BIT(symbol) ((uint64_t)1 << LEX_NUMBER_##symbol)
#define LEX_RARE_BIT(symbol) ((uint32_t)1 << (LEX_NUMBER_##symbol - LEX_CLASSES))

/** Classes of the lower-cased word; 0: unknown. */
uint64_t lexicon_word(const struct lexicon *lex, const char *lower, size_t len);
/** Rare classes of the lower-cased word; 0: unknown. */
uint32_t lexicon_rare(const struct lexicon *lex, const char *lower, size_t len);
/** Classes of the phrase of N words joined by one blank. */
uint64_t lexicon_phrase(const struct lexicon *lex, const char *lower, size_t len);
/** Does some phrase start with this word and go on?  (A quick no.) */
bool lexicon_starts_phrase(const struct lexicon *lex, const char *lower, size_t len);
/** The lemma of a cue's form ("said" -> "say"), from data/LANG/lemmas.txt (a form, a blank, its lemma a line); the form itself where unknown. */
const char *lexicon_lemma(const struct lexicon *lex, const char *lower, size_t len, size_t *lemma_len);
/** May these two forenames be borne by one person (data/LANG/nicknames.txt, a group of names a line: "william bill will")? */
bool lexicon_same_person(const struct lexicon *lex, const char *a, size_t a_len, const char *b, size_t b_len);

/** The name that a folded name stands for ("us" -> "united states"; data/LANG/aliases.txt, "us = united states" a line), or itself. */
const char *lexicon_alias(const struct lexicon *lex, const char *folded, size_t len, size_t *alias_len);

#endif
