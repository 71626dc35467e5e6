/* plain/chunk.h - plain text cut into chunks, each of which becomes one block; private to this folder. */
#ifndef PLAIN_CHUNK_H
#define PLAIN_CHUNK_H

#include <stdbool.h>

#include "base/vec.h"
#include "plain/mail.h"

struct chunk {
	uint32_t start, len; /**< bytes of the text, without white space at either end; LEN > 0 */
	uint8_t kind;        /**< enum pq_block_kind */
	uint8_t level;
	uint8_t sign;  /**< enum sign, of the line it begins with */
	uint8_t depth; /**< of quoting; 0: it is no quotation */
	bool more;     /**< the next chunk follows without a blank line */
	bool fixed;    /**< its kind is told by what it is a sign of, by quoting or by tabs */
};
struct chunks {
	VEC(struct chunk) list;
};
enum { LONGEST_JUDGED = 600 }; /**< bytes; nothing longer is a title, a caption or furniture, or is looked into */
static inline bool chunk_is_long(const struct chunk *c)
{
	return c->len > LONGEST_JUDGED;
}

/** Cut TEXT into OUT (zeroed by the caller).  Paragraphs end at blank lines; whether they end at every newline too is decided
 *  from how the text's lines are filled.  Lines that are signs, and rows of a table, stand apart from either.  QUOTED: where TEXT was
 *  quoted; NULL: nowhere.  False: no memory.  Cost: O(LEN) with memchr for lines. */
bool chunk_text(const char *text, uint32_t len, const struct unquoted *quoted, struct chunks *out);

#endif
