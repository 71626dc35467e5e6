/* annotate/join.h - what joining names needs: folded keys, and who may bear them; private to the entities pass.
 *
 * A KEY is a name folded: lower case, no diacritics, hyphens as blanks, initials apart ("j t roe"), aliases replaced
 * ("u.s." -> "united states").  Every entity is found by the beginnings and ends of its full names. */
#ifndef ANNOTATE_JOIN_H
#define ANNOTATE_JOIN_H

#include "annotate/passes.h"

enum holder_kind { HOLDS_START = 1, HOLDS_END = 2, HOLDS_INITIALS = 4 };

struct holder {
	uint32_t entity, next; /**< NEXT: index of the next holder of the same key + 1; 0: none */
	uint8_t kinds;
};
struct key {
	uint32_t words;
	uint32_t holders;      /**< index of the first + 1 */
	uint32_t habit;        /**< the person that the bare key was last said of, or PQ_NONE */
	uint32_t defined;      /**< what it stands for as an acronym since it was last defined, or PQ_NONE */
	uint32_t full;         /**< entity whose whole name this is, or PQ_NONE */
	uint32_t own[PQ_DATE]; /**< entity that bears the key alone, of each type, or PQ_NONE */
	uint32_t ambiguous;    /**< entity for uses that could be of several people, or PQ_NONE */
	int32_t sum[PQ_DATE];  /**< scores of all its mentions */
};
/** What the entities pass keeps of an entity beside CTX->entities. */
struct bearer {
	uint32_t key;   /**< its fullest name */
	uint32_t names; /**< mentions by a full name */
	uint32_t last;  /**< mention that named it in full last, or PQ_NONE */
	int32_t sum[PQ_DATE];
};
struct joiner {
	struct context *c;
	struct intern names; /**< folded names */
	VEC(struct key) keys;
	VEC(struct holder) holders;
	VEC(struct bearer) bearers; /**< parallel to CTX->entities */
	uint32_t *key_of;           /**< by mention */
	struct buf scratch;
};

void joiner_release(struct joiner *j);
/** The key of mention M, new if need be. */
uint32_t joiner_key(struct joiner *j, uint32_t mention);
/** Enter ENTITY under the beginnings, ends and initials of KEY. */
void joiner_enter(struct joiner *j, uint32_t entity, uint32_t key);
/** May two full names be one person's: the same surname, forenames that agree ("j roe", "john roe", "johnny t roe")? */
bool joiner_same_person(const struct joiner *j, uint32_t key, uint32_t other);
/** Number of the key's last word as a key of its own, or PQ_NONE where it has one word. */
uint32_t joiner_surname(struct joiner *j, uint32_t key);
/** Do the letters of acronym KEY start the words of OTHER? */
bool joiner_initials(const struct joiner *j, uint32_t key, uint32_t other);

/** Names that are nobody's go, and entities without a mention; each entity gets its first mention and its fullest name. */
void entities_finish(struct context *c);

#endif
