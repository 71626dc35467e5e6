/* doc/anno.h - the sections of an annotations' blob; private to this folder. */
#ifndef DOC_ANNO_H
#define DOC_ANNO_H

#include "doc/blob.h"

enum {
	ANNO_INFO,
	ANNO_MENTIONS,
	ANNO_ENTITIES,
	ANNO_ENTITY_MENTIONS,
	ANNO_QUOTES,
	ANNO_PARTS,
	ANNO_SOURCES,
	ANNO_SOURCE_QUOTES,
	ANNO_FINDINGS,
	ANNO_NOTICES,
	ANNO_MARKS,
	ANNO_STRINGS,
	ANNO_SECTIONS
};
extern const uint32_t anno_sizes[ANNO_SECTIONS];

struct anno_info {
	struct pq_span covered;
	uint32_t text_len; /**< of the document these belong to */
	uint32_t complete; /**< 0 or 1 */
};

/** What is wrong with A over D, in words, or NULL: every index, offset, order and flag.  Cost: linear. */
const char *anno_fault(const struct pq_annotations *a, const struct pq_doc *d);

#endif
