/* engine/decode.h - bytes in any character set of the allow-list to UTF-8: which one, and what was wrong; private to this folder. */
#ifndef ENGINE_DECODE_H
#define ENGINE_DECODE_H

#include <pullquote/pullquote.h>

#include "base/buf.h"
#include "text/charset.h"

/** What is said of the bytes; labels, each may be NULL. */
struct evidence {
	const char *asked;  /**< by the reader: goes before everything else, and nothing is mended */
	const char *server; /**< by the server that sent them */
	const char *page;   /**< by the page itself */
};

/** Why a character set was taken. */
enum decoding_by {
	DECODED_ASKED,
	DECODED_MARK, /**< a byte order mark */
	DECODED_SERVER,
	DECODED_PAGE,
	DECODED_UTF8, /**< nothing usable is declared, and the bytes are UTF-8 */
	DECODED_GUESS,
	DECODED_REST /**< nothing fits */
};

struct decoding {
	const char *name; /**< the character set, "windows-1252"; static */
	enum decoding_by by;
	const char *refused;  /**< a declared label that is not on the allow-list, or NULL */
	const char *wrong;    /**< the name of a declared set that the bytes are not in, or NULL */
	bool wrong_by_server; /**< who declared it: else the page */
	size_t replaced;      /**< characters that became U+FFFD, NUL among them */
	size_t mended;        /**< characters that had been encoded twice over */
};

/** A text in UTF-8. */
struct decoded {
	const char *s; /**< not terminated: the bytes that were decoded, where they are that text, or OWN's */
	size_t len;
	struct buf own;
};
void decoded_release(struct decoded *text);

/** BYTES, which must outlive OUT, as UTF-8, lines ended by LF, NUL as U+FFFD; decoded_release OUT in any case.  What is asked for is taken as it is.  Else by byte order mark, by what is
 *  declared where the bytes can be read so, as UTF-8 where they are that, by a guess, and in the end as windows-1252; text that was encoded
 *  twice over is mended.
 *  Errors: PQ_ENOMEM, PQ_EINVAL (no such set as asked), PQ_EUNSUPPORTED (the system's iconv has it not).  Cost: linear. */
PQ_CHECK enum pq_status decode(const void *bytes, size_t len, const struct evidence *evidence, struct decoded *out,
			       struct decoding *how, struct pq_error *error);
/** Load what decoding BYTES takes from the file system, for a process that is about to lose it. */
void decode_prepare(const void *bytes, size_t len, const struct evidence *evidence);
/** Append what a reader is to be told of HOW: sentences, each ended by a newline. */
void decoding_notices(const struct decoding *how, struct buf *out);

#endif
