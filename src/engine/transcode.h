/* engine/transcode.h - one character set to UTF-8, byte for byte as it says; private to this folder. */
#ifndef ENGINE_TRANSCODE_H
#define ENGINE_TRANSCODE_H

#include <pullquote/pullquote.h>

#include "base/buf.h"
#include "text/charset.h"

/** Append S, in SET, to OUT as UTF-8; what cannot be read becomes U+FFFD and is counted in *REPLACED.  UTF-8 passes as it is.
 *  Errors: PQ_ENOMEM (or OUT->failed), PQ_EUNSUPPORTED (the system's iconv has not the set). */
PQ_CHECK enum pq_status transcode(const struct charset *set, const char *s, size_t len, struct buf *out,
				  size_t *replaced, struct pq_error *error);
/** Take from the file system what SET needs, for good. */
void transcode_prepare(const struct charset *set);
/** UTF-16 without a mark, by its zero bytes, which stand in every other place of any text with some ASCII in it; NULL: it is not. */
const struct charset *transcode_utf16(const void *bytes, size_t len);

#endif
