/* export/offsets.h - byte offsets of a document's text to code points: the one place where exports convert them.
 * Invariant: RANK[i] is the number of code points that start before byte i * OFFSETS_STEP. */
#ifndef EXPORT_OFFSETS_H
#define EXPORT_OFFSETS_H

#include <pullquote/pullquote.h>

enum { OFFSETS_STEP = 256 };

struct offsets {
	const char *text;
	uint32_t len;
	uint32_t *rank;
};

/** TEXT is valid UTF-8 and must outlive O.  False: no memory.  Cost: O(len). */
bool offsets_init(struct offsets *o, const char *text, uint32_t len);
void offsets_release(struct offsets *o);
/** Code points before BYTE (clamped to the text).  Cost: O(1), in any order. */
uint32_t offsets_at(const struct offsets *o, uint32_t byte);

#endif
