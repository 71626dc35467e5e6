/* doc/query.h - questions asked of a document and its annotations.  Pure. */
#ifndef DOC_QUERY_H
#define DOC_QUERY_H

#include <pullquote/pullquote.h>

#include "base/vec.h"

/** A string of a pool, not terminated. */
struct doc_slice {
	const char *s;
	uint32_t len;
};
static inline struct doc_slice doc_str(const struct pq_doc *d, struct pq_str s)
{
	return (struct doc_slice){d->strings + s.at, s.len};
}
static inline struct doc_slice anno_str(const struct pq_annotations *a, struct pq_str s)
{
	return (struct doc_slice){a->strings + s.at, s.len};
}
static inline struct doc_slice doc_text(const struct pq_doc *d, struct pq_span s)
{
	return (struct doc_slice){d->text + s.start, s.end - s.start};
}
static inline bool span_empty(struct pq_span s)
{
	return s.start >= s.end;
}
static inline bool span_overlap(struct pq_span a, struct pq_span b)
{
	return a.start < b.end && b.start < a.end;
}
static inline bool span_has(struct pq_span a, uint32_t at)
{
	return a.start <= at && at < a.end;
}

/** Index of the block that holds AT, or of the first one behind it; n_blocks: none. */
uint32_t doc_block_at(const struct pq_doc *d, uint32_t at);
/** Index of the first mark that overlaps or follows [start, ...): walk on from there until mark.start >= your end, skipping
 *  marks whose end <= start.  Cost: O(log n). */
uint32_t anno_first_mark(const struct pq_annotations *a, uint32_t start);
/** From where a quote's words start to where they end, its parts together. */
struct pq_span quote_extent(const struct pq_annotations *a, uint32_t quote);
/** Last quote whose extent starts at or before AT, or PQ_NONE.  Cost: O(log n). */
uint32_t quote_at_or_before(const struct pq_annotations *a, uint32_t at);
/** Words (runs of letters and digits, joined by an apostrophe) in SPAN.  Cost: linear. */
uint32_t doc_words(const struct pq_doc *d, struct pq_span span);
/** "sure", "likely" or "unsure": a quote's confidence in a word. */
const char *confidence_word(float confidence);
/** What the reader is to be told of an article: the document's notices, then the annotations'. */
static inline uint32_t article_notices(const struct pq_doc *d, const struct pq_annotations *a)
{
	return d->n_notices + a->n_notices;
}
static inline struct doc_slice article_notice(const struct pq_doc *d, const struct pq_annotations *a, uint32_t i)
{
	return i < d->n_notices ? doc_str(d, d->notices[i].message) : anno_str(a, a->notices[i - d->n_notices].message);
}

/** Do newlines within running text end lines?  In pages and Markdown they do (<br>); a plain text was broken into lines by its width. */
bool doc_keeps_lines(const struct pq_doc *d);

/** Is this kind of block the article itself (not title, byline, caption, credit, related, furniture)? */
bool block_is_body(enum pq_block_kind kind);

#endif
