/* tests/doc/sample.h - random documents and annotations from a seed, and a walk that reads every byte they promise. */
#ifndef TESTS_DOC_SAMPLE_H
#define TESTS_DOC_SAMPLE_H

#include "doc/build.h"

struct dice {
	uint64_t state;
};
/** Below N; 0 where N is 0. */
uint32_t roll(struct dice *d, uint32_t n);

/** Fill B with some blocks of several scripts, links, bylines, notices and metadata. */
void sample_doc(struct doc_builder *b, struct dice *d);
/** Fill B with annotations over DOC, in no order. */
void sample_anno(struct anno_builder *b, const struct pq_doc *doc, struct dice *d);

/** Read all that the pointers and indices lead to (under a sanitizer this is a test of its own); a sum of it. */
uint64_t walk_doc(const struct pq_doc *doc);
uint64_t walk_anno(const struct pq_annotations *a, const struct pq_doc *doc);

/** Fail the allocation numbered *LEFT (counted down); for alloc_set_hook. */
_Bool fail_at(size_t size, void *left);

#endif
