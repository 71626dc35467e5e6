/* doc/entries.h - what one input holds where it is not one article: the entries of a feed, the lines of a batch, or what was packed.
 * A blob like a document: made by the process that reads the input, checked as hostile by whoever opens it. */
#ifndef DOC_ENTRIES_H
#define DOC_ENTRIES_H

#include "doc/build.h"

enum entry_form {
	ENTRY_BYTES,    /**< any format: told from them */
	ENTRY_TEXT,     /**< plain text or Markdown, UTF-8 */
	ENTRY_PAGE,     /**< a whole page of HTML, UTF-8 */
	ENTRY_FRAGMENT, /**< HTML that is the article alone, UTF-8 */
	ENTRY_FAULT,    /**< it cannot be read: NOTICE says why */
	ENTRY_FORMS
};

struct entry {
	uint32_t at, len;     /**< its bytes, of BODIES */
	uint32_t line;        /**< of the input, from 1; 0: not counted in lines */
	uint32_t form;        /**< enum entry_form */
	struct pq_str name;   /**< what messages and exports call it; empty: as the input */
	struct pq_str label;  /**< what lists call it; empty: its name */
	struct pq_str url;    /**< its page */
	struct pq_str title;  /**< of FRAGMENT, as all that follows but NOTICE */
	struct pq_str byline; /**< names, with commas between */
	struct pq_str published, site;
	struct pq_str notice; /**< what the reader is to be told */
};

/** Zero-initialise; failures stick in FAILED and entries_freeze reports them. */
struct entries_builder {
	struct buf bodies, strings, notice; /**< NOTICE: said of every entry, before its own */
	VEC(struct entry) list;
	bool packed; /**< the one entry is the input itself, unpacked */
	bool failed;
};
void entries_builder_release(struct entries_builder *b);
/** A string for an entry: cleaned as doc_builder_str does.  S may be NULL. */
struct pq_str entries_builder_str(struct entries_builder *b, const char *s, size_t len);
/** Append an entry of FORM with BODY; valid until the next, NULL: no memory. */
struct entry *entries_builder_add(struct entries_builder *b, enum entry_form form, const char *body, size_t len);
/** Errors: PQ_ENOMEM, PQ_ETOOBIG. */
PQ_CHECK enum pq_status entries_freeze(struct entries_builder *b, struct blob *out, struct pq_error *error);

struct entries {
	const struct entry *list;
	uint32_t n; /**< at least 1 */
	bool packed;
	const char *bodies, *strings;
};
/** Point OUT into BYTES, which must outlive it and be aligned to 8.  Errors: PQ_EFORMAT, whatever the bytes are. */
PQ_CHECK enum pq_status entries_open(const void *bytes, size_t len, struct entries *out, struct pq_error *error);
/** The string, NUL-terminated; NULL: it is empty. */
const char *entries_str(const struct entries *e, struct pq_str s);

#endif
