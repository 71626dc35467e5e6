/* export/jsonw.h - write JSON (RFC 8259) into a buf.
 * The writer puts commas, colons and white space; the caller opens and closes what it opens.  Strings come out as valid
 * UTF-8 whatever goes in: ill-formed bytes as U+FFFD, controls and invisible characters (safety.md) as \u escapes, so that
 * the file may be shown on a terminal. */
#ifndef EXPORT_JSONW_H
#define EXPORT_JSONW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/** Zero-initialise but for OUT and LINES. */
struct jsonw {
	struct buf *out;
	uint32_t lines; /**< members and elements down to this depth stand on lines of their own; 0: all on one line */
	uint32_t depth;
	bool more;  /**< something stands before this in its object or array */
	bool named; /**< a key was written and waits for its value */
};

void jsonw_open(struct jsonw *w, char bracket);  /**< '{' or '[' */
void jsonw_close(struct jsonw *w, char bracket); /**< '}' or ']' */
void jsonw_key(struct jsonw *w, const char *key);
void jsonw_string(struct jsonw *w, const char *s, size_t len);
void jsonw_number(struct jsonw *w, uint64_t n);
/** A share, 0..1, with three digits; the locale plays no part. */
void jsonw_share(struct jsonw *w, float share);
void jsonw_bool(struct jsonw *w, bool truth);
void jsonw_null(struct jsonw *w);
/** "PREFIX N", as in "q12". */
void jsonw_id(struct jsonw *w, char prefix, uint32_t n);

#endif
