/* tests/export/fixture.h - two articles of our own for the exporters: one that shows every feature, one that means harm. */
#ifndef TESTS_EXPORT_FIXTURE_H
#define TESTS_EXPORT_FIXTURE_H

#include "doc/build.h"

struct fixture {
	struct blob doc_blob, notes_blob;
	struct pq_doc doc;
	struct pq_annotations notes;
};

/** A ferry inquiry: every kind of block, quote, source and finding that exports tell apart. */
void fixture_ferry(struct fixture *f);
/** Markup, schemes, controls, bidi controls, formulas and footnotes where text, names and links stand. */
void fixture_hostile(struct fixture *f);
/** Lines that run from left to right, from right to left, both ways. */
void fixture_both_ways(struct fixture *f);
/** Random blocks and marks that nest in no order. */
void fixture_random(struct fixture *f, uint64_t seed);
void fixture_release(struct fixture *f);

#endif
