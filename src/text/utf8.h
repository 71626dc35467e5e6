/* text/utf8.h - UTF-8: decode, validate, scrub, count.  No tables, no allocation but where a buf is given. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/** How many bytes at S are ASCII. */
size_t utf8_ascii(const char *s, size_t len);
/** Length of the longest valid prefix of S (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
 *  Cost: O(len), eight bytes at a time over ASCII. */
size_t utf8_valid(const char *s, size_t len);
/** Decode the character at *P (P < END), step over it.  Ill-formed bytes give U+FFFD, one maximal subpart a time. */
static inline uint32_t utf8_next(const char **p, const char *end);
/** The character that ends at *P (P > START); *P becomes its start. */
uint32_t utf8_prev(const char **p, const char *start);
/** Number of code points that start in valid text, which may begin and end inside one. */
size_t utf8_count(const char *s, size_t len);
/** Append S to OUT with every ill-formed sequence and NUL as U+FFFD, CR LF and CR as LF.  Returns how many were replaced. */
size_t utf8_scrub(struct buf *out, const char *s, size_t len);
/** The character boundary at or before AT. */
size_t utf8_floor(const char *s, size_t len, size_t at);

/** Byte offsets of one text to code point offsets, in any order, at little cost when they rise. */
struct utf8_counter {
	const char *s;
	size_t len, at, count;
};
size_t utf8_count_to(struct utf8_counter *c, size_t byte);

/** utf8_next of what is not ASCII. */
uint32_t utf8_next_long(const char **p, const char *end);
static inline uint32_t utf8_next(const char **p, const char *end)
{
	unsigned char c = (unsigned char)**p;
	if (c >= 0x80)
		return utf8_next_long(p, end);
	++*p;
	return c;
}

#endif
