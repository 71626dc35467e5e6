/* annotate/people.h - what pronouns and descriptions share: who was spoken of lately, and what people are said to be. */
#ifndef ANNOTATE_PEOPLE_H
#define ANNOTATE_PEOPLE_H

#include "annotate/passes.h"

#define RECENT 24    /* people kept in mind */
#define MAX_BLOCKS 3 /* paragraphs back, those that speak of nobody */

/** Does a token stand in the words of an attribution's source: inside, as the first, or as the first of the name that heads it? */
enum speaker_token { SPEAKER_NOT, SPEAKER_INSIDE, SPEAKER_STARTS, SPEAKER_HEAD };

/** Somebody spoken of lately outside quote marks. */
struct recent {
	uint32_t entity;
	uint32_t line; /**< sentence of the narrative, counted without those that are all quote */
	uint32_t block;
	bool subject; /**< of its sentence, or who speaks in it */
	bool spoke;   /**< was said there to speak */
};
/** The organisation, place or group that was the subject last; ENTITY is PQ_NONE where there is none. */
struct body {
	uint32_t entity, line, block;
	uint8_t type;
};
/** ENTITY is said to be WORD: a role, a rank, or a word of an organisation's own name. */
struct role {
	uint32_t entity, next; /**< NEXT: index + 1 of the next of the same word; 0: none */
	uint32_t first, end;   /**< tokens of the words that say so */
};
struct kinship {
	uint32_t a, b; /**< entities that the text calls relatives */
};
/** What decides whom a pronoun means. */
struct pronoun_weights {
#define WEIGHT(name, value) int name;
#include "annotate/pronoun.def"
#undef WEIGHT
};
extern const struct pronoun_weights pronoun_weights;
struct people {
	struct context *c;
	struct recent recent[RECENT];
	uint32_t n_recent;
	uint32_t line;       /**< of the token at hand */
	uint32_t block_line; /**< the first line of the block at hand */
	struct body body;
	bool open;             /**< nobody but those of the last blocks can be meant yet in this block */
	bool unnamed;          /**< the line at hand speaks of somebody without a name */
	uint32_t person_block; /**< the last block but this one that spoke of people */
	uint32_t block;
	uint32_t *seen;                           /**< times spoken of, by entity */
	uint32_t seen_of_sex[4];                  /**< the same by enum person_sex */
	uint32_t nobody_line[3], nobody_block[3]; /**< by sex: where a pronoun was last left open */
	uint8_t *unnamed_role;                    /**< by word: the text has spoken of "a" bearer of this role */
	uint8_t *topic;                           /**< by entity: the title names it */
	uint32_t *role_of_word;                   /**< index + 1 into ROLES, by word */
	uint8_t *speaks;                          /**< by token: enum speaker_token */
	uint32_t *speech; /**< by token: index + 1 of the attribution whose source starts there */
	VEC(struct role) roles;
	VEC(struct kinship) kin;
	VEC(struct mention) found; /**< pronouns and descriptions, appended to the context's mentions at the end */
};

/** Descriptions, roles, and whether each entity is introduced.  describe.c */
void people_describe(struct people *p);
/** ENTITY is spoken of at the line at hand.  SPOKE: and is said to speak. */
void people_note(struct people *p, uint32_t entity, bool subject, bool spoke);
/** Who fits SEX best for the pronoun at TOKEN; PQ_NONE with *AMBIGUOUS where two fit alike.  OBJECT: "him". */
uint32_t people_best(const struct people *p, uint32_t token, uint8_t sex, bool object, bool *ambiguous);
/** Does the attribution whose source starts at TOKEN speak of ENTITY by name outside quote marks?  Then that source - "he", "the nominee" -
 *  is hardly the same. */
bool people_named_in_speech(const struct people *p, uint32_t token, uint32_t entity);
/** Is ENTITY whom the story is about: the title names it and the text speaks of it more than of all others of its sex together? */
bool people_is_hero(const struct people *p, uint32_t entity);
/** Tokens of the description that starts at TOKEN ("the ex-boxer", "his wife"), with its mention in *OUT; 0: none.  nominal.c */
uint32_t nominal_at(struct people *p, uint32_t token, struct mention *out);
/** A name with words of kinship before it: "his wife, Lorraine", "Deane's mother, Carys Deane". */
void note_kinship(struct people *p, uint32_t mention);

#endif
