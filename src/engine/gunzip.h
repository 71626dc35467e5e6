/* engine/gunzip.h - gzip (RFC 1952) unpacked by zlib, which is loaded when the first packed file is read; private to this folder. */
#ifndef ENGINE_GUNZIP_H
#define ENGINE_GUNZIP_H

#include <pullquote/pullquote.h>

#include "base/buf.h"

/** What one file may unpack to: this much, and beyond it as much as so many times its own size, at most the last. */
enum { GUNZIP_ALWAYS = 32 << 20, GUNZIP_TIMES = 64, GUNZIP_MOST = 256 << 20 };

enum gunzip_end {
	GUNZIP_WHOLE,
	GUNZIP_CUT,    /**< the file ends too early */
	GUNZIP_BROKEN, /**< it is damaged from here on */
	GUNZIP_BOMB    /**< it holds more than the limit */
};

bool gunzip_sniff(const void *bytes, size_t len);
/** Take zlib from the file system. */
void gunzip_prepare(void);
/** Append to OUT what BYTES, one member or several, unpack to, as far as that goes; *END says how it ended.
 *  Errors: PQ_ENOMEM, PQ_EUNSUPPORTED (zlib is not installed). */
PQ_CHECK enum pq_status gunzip(const void *bytes, size_t len, struct buf *out, enum gunzip_end *end,
			       struct pq_error *error);

#endif
