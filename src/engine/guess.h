/* engine/guess.h - the character set of bytes that do not say it, told by libuchardet, which is loaded when it is first needed; private
 * to this folder. */
#ifndef ENGINE_GUESS_H
#define ENGINE_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/charset.h"

/** Take the library from the file system; false: it is not installed. */
bool guess_prepare(void);
/** Of bytes that are not UTF-8; NULL: it cannot be told, or is none of those that are read.  Looks at 128 KiB from the first byte on that is
 *  not ASCII.  A text that reads as one of the languages of western Europe is in windows-1252, whatever the library finds.  *FAILED is set where memory ran out. */
const struct charset *guess_charset(const char *s, size_t len, bool *failed);
/** Do letters with accents stand in rows in S, read as one byte a character?  No language that is written in Latin letters does that: it is
 *  another script. */
bool guess_is_dense(const char *s, size_t len);

#endif
