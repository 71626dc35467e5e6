/* engine/charset.h - bytes in any encoding of the allow-list to UTF-8; private to this folder. */
#ifndef ENGINE_CHARSET_H
#define ENGINE_CHARSET_H

#include <pullquote/pullquote.h>

#include "base/buf.h"

struct decoding {
	const char *name;    /**< the encoding, "windows-1252"; static */
	size_t replaced;     /**< characters that became U+FFFD, NUL among them */
	const char *refused; /**< a declared label that is not on the allow-list, or NULL */
	const char *
		overruled; /**< the name of what the server declared, where the bytes are UTF-8 beyond doubt; NULL: not so */
	bool guessed;      /**< neither declared nor UTF-8 */
};

/** The encoding's name for LABEL, whatever its case and the blanks around it; NULL: not on the allow-list. */
const char *charset_find(const char *label);
/** Append BYTES as UTF-8 to OUT: by byte order mark, else by SERVER's label, else by PAGE's (neither where a text with more
 *  than ASCII in it is valid UTF-8), else UTF-8 where that fits, else
 *  windows-1252.  Lines end in LF, NUL is U+FFFD.  SERVER and PAGE may be NULL.
 *  Errors: PQ_ENOMEM, PQ_EUNSUPPORTED (the system's iconv has not the encoding).  Cost: linear. */
PQ_CHECK enum pq_status charset_decode(const void *bytes, size_t len, const char *server, const char *page,
				       struct buf *out, struct decoding *how, struct pq_error *error);
/** Load what decoding from LABEL takes from the file system, for a process that is about to lose it.  LABEL may be NULL. */
void charset_prepare(const char *label);

#endif
