/* doc/build.h - how documents and annotations come to be: builders that are frozen into one relocatable block of memory.
 *
 * A BLOB is that block: a header (magic, version, kind, size, section table) and the arrays behind it, each aligned to 8,
 * without a pointer in it.  Workers write blobs into memory that another process maps; doc_open and anno_open
 * check every index, offset and character of it as hostile before anything reads it. */
#ifndef DOC_BUILD_H
#define DOC_BUILD_H

#include <pullquote/pullquote.h>

#include "base/buf.h"
#include "base/vec.h"

struct blob {
	void *bytes; /**< mem_free */
	size_t len;
};

/** Zero-initialise; failures stick in TEXT.failed or FAILED and doc_freeze reports them. */
struct doc_builder {
	struct buf text, strings;
	VEC(struct pq_block) blocks;
	VEC(struct pq_link) links;
	VEC(struct pq_str) bylines;
	VEC(struct pq_notice) notices;
	VEC(struct pq_left_out) left_out;
	struct pq_meta meta;
	size_t before; /**< the text's length when a block was begun */
	bool failed;
};
void doc_builder_release(struct doc_builder *b);
/** Put a string into the pool; control characters are dropped, white space trimmed and collapsed. */
struct pq_str doc_builder_str(struct doc_builder *b, const char *s, size_t len);
/** A block of KIND holding S (appended to the text behind a blank line); the block's index, for its level. */
uint32_t doc_builder_block(struct doc_builder *b, enum pq_block_kind kind, const char *s, size_t len);
/** The same in parts: behind begin, which returns where it starts, the caller appends to TEXT, and takes nothing from it but what was
 *  appended; end makes a block of it, undo takes it back. */
size_t doc_builder_begin(struct doc_builder *b);
uint32_t doc_builder_end(struct doc_builder *b, enum pq_block_kind kind);
void doc_builder_undo(struct doc_builder *b);
/** Words of the page that stood behind the last block that was ended, and are no part of the article. */
void doc_builder_left_out(struct doc_builder *b, enum pq_left_out_kind kind, const char *s, size_t len);
void doc_builder_notice(struct doc_builder *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Puts links in order, drops empty blocks and links that are no http, https, mailto, fragment or relative ones, and sets levels
 *  that a kind cannot have.  Errors: PQ_ENOMEM, PQ_ETOOBIG, PQ_EFORMAT (blocks out of order or overlapping, text ill-formed: a parser's fault). */
PQ_CHECK enum pq_status doc_freeze(struct doc_builder *b, struct blob *out, struct pq_error *error);
/** Point OUT into BYTES, which must outlive it and be aligned to 8.  Cost: O(len), some 2 GB/s.
 *  Errors: PQ_EFORMAT, whatever the bytes are. */
PQ_CHECK enum pq_status doc_open(const void *bytes, size_t len, struct pq_doc *out, struct pq_error *error);

/** The same for annotations.  Annotators append in any order; indices refer to the builder's arrays as they stand, and
 *  freezing sorts, renumbers, groups and makes the marks.  quote.parts/n_parts are a run of PARTS.
 *  Not to be filled in: entity.mentions/n_mentions/n_quotes, source.quotes/n_quotes/n_words.
 *  A mention whose entity is PQ_NONE is left out; a quote that "continues" a later one continues none. */
struct anno_builder {
	VEC(struct pq_mention) mentions;
	VEC(struct pq_entity) entities;
	VEC(struct pq_quote) quotes;
	VEC(struct pq_part) parts;
	VEC(struct pq_source) sources;
	VEC(struct pq_finding) findings;
	VEC(struct pq_notice) notices;
	struct buf strings;
	struct pq_span covered;
	bool failed;
};
void anno_builder_release(struct anno_builder *b);
struct pq_str anno_builder_str(struct anno_builder *b, const char *s, size_t len);
void anno_builder_notice(struct anno_builder *b, const char *message);
/** Errors: PQ_ENOMEM, PQ_ETOOBIG, PQ_EFORMAT (a span outside the text, empty, or within a character; an index out of range). */
PQ_CHECK enum pq_status anno_freeze(struct anno_builder *b, const struct pq_doc *doc, struct blob *out,
				    struct pq_error *error);
PQ_CHECK enum pq_status anno_open(const void *bytes, size_t len, const struct pq_doc *doc, struct pq_annotations *out,
				  struct pq_error *error);

#endif
