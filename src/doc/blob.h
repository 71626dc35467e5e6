/* doc/blob.h - one relocatable block of memory: header, section table, arrays; private to this folder.
 * Canonical: sections follow each other in the order of their numbers, each aligned to 8, with zeroes between them, so that
 * one content has one form and equal contents compare equal byte for byte. */
#ifndef DOC_BLOB_H
#define DOC_BLOB_H

#include "doc/build.h"

enum blob_kind { BLOB_DOC = 1, BLOB_ANNO = 2, BLOB_ENTRIES = 3 };
enum { BLOB_SECTIONS = 12 };

struct blob_section {
	uint64_t at;    /**< bytes from the blob's start */
	uint32_t count; /**< elements */
	uint32_t size;  /**< bytes an element */
};

/** Allocate a blob of zeroes with header and table in place; COUNT and SIZE of SECTIONS are given, AT is filled in.
 *  Errors: PQ_ENOMEM. */
PQ_CHECK enum pq_status blob_new(enum blob_kind kind, struct blob_section *sections, unsigned n, struct blob *out,
				 struct pq_error *error);
/** Check header and table of hostile BYTES against the element SIZES of N sections and copy the table out.
 *  Errors: PQ_EFORMAT. */
PQ_CHECK enum pq_status blob_open(const void *bytes, size_t len, enum blob_kind kind, const uint32_t *sizes, unsigned n,
				  struct blob_section *sections, struct pq_error *error);

/** Add S to POOL: ill-formed bytes as U+FFFD, controls dropped, white space trimmed and collapsed. */
struct pq_str pool_add(struct buf *pool, const char *s, size_t len);
/** Is all of POOL valid UTF-8 without a control character? */
bool pool_is_clean(const char *pool, uint32_t len);

/** Does a character start (or the text end) at AT of valid text? */
static inline bool at_boundary(const char *s, uint32_t len, uint32_t at)
{
	return at == len || (at < len && ((unsigned char)s[at] & 0xc0) != 0x80);
}
static inline bool span_is_good(const char *text, uint32_t len, struct pq_span s)
{
	return s.start <= s.end && s.end <= len && at_boundary(text, len, s.start) && at_boundary(text, len, s.end);
}
static inline bool str_is_good(const char *pool, uint32_t len, struct pq_str s)
{
	return s.at <= len && s.len <= len - s.at && at_boundary(pool, len, s.at) &&
	       at_boundary(pool, len, s.at + s.len);
}
/** A bool as another process wrote it may be neither 0 nor 1: it is read as a byte first. */
static inline bool bool_is_good(const bool *b)
{
	return *(const unsigned char *)b <= 1;
}
/** May this be the target of a link: http, https, mailto, a fragment, or relative? */
bool href_is_good(const char *s, uint32_t len);

/** Order of spans: by start, then longest first, then as they came. */
struct span_key {
	uint64_t key;
	uint32_t index;
};
struct span_key span_key_of(struct pq_span span, uint32_t index);
void span_keys_sort(struct span_key *keys, uint32_t n);
/** May B stand behind A? */
static inline bool span_in_order(struct pq_span a, struct pq_span b)
{
	return a.start < b.start || (a.start == b.start && a.end >= b.end);
}

#endif
