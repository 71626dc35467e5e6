/* mend.c - text that was encoded in UTF-8 twice over, put right. */
#include "engine/mend.h"

#include <string.h>

#include "text/charset.h"
#include "text/utf8.h"

enum { ROUNDS = 3, RIGHT_QUOTE = 0x201d };

/* The byte that C is in windows-1252, or in latin-1 where that has none; 0: in neither. */
static unsigned char byte_of(uint32_t c)
{
	if (c >= 0x80 && c < 0x100)
		return (unsigned char)c;
	for (unsigned i = 0; c >= 0x152 && c <= 0x2122 && i < 32; i++)
		if (charset_windows1252[i] == c)
			return (unsigned char)(0x80 + i);
	return 0;
}

/* Letters, signs and punctuation that are written; none of the phonetic alphabet and combining marks, which an accented capital before a closing
 * quotation mark makes. */
static bool is_written(uint32_t c)
{
	return (c >= 0xa0 && c < 0x250) || (c >= 0x370 && c < 0x700) || (c >= 0xe00 && c < 0xe80) || c >= 0x1e00;
}

/* The character that the sequence at *P stands for, *P stepped over it; 0: there is none. */
static uint32_t sequence(const char **p, const char *end)
{
	char bytes[4];
	const char *at = *p, *from = bytes;
	unsigned char lead = byte_of(utf8_next(&at, end));
	size_t n = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (!n)
		return 0;
	bytes[0] = (char)lead;
	for (size_t i = 1; i < n; i++) {
		const char *next = at;
		unsigned char b = at < end ? byte_of(utf8_next(&next, end)) : 0;
		if ((b & 0xc0) != 0x80) {
			/* windows-1252 has no 0x9d, so the last part of a closing quotation mark is often dropped. */
			bool dropped = i == 2 && !memcmp(bytes, "\xe2\x80", 2);
			*p = dropped ? at : *p;
			return dropped ? RIGHT_QUOTE : 0;
		}
		bytes[i] = (char)b;
		at = next;
	}
	uint32_t c = utf8_next(&from, bytes + n);
	if (from != bytes + n || !is_written(c) || c == 0xfffd)
		return 0;
	*p = at;
	return c;
}

/* Sequences, and in *OTHERS the characters of the two sets that are in none. */
static size_t count(const char *s, size_t len, size_t *others)
{
	size_t found = 0;
	const char *p = s, *end = s + len;
	*others = 0;
	while (p < end) {
		if ((unsigned char)*p < 0x80) {
			p += utf8_ascii(p, (size_t)(end - p));
		} else if (sequence(&p, end)) {
			found++;
		} else {
			*others += byte_of(utf8_next(&p, end)) != 0;
		}
	}
	return found;
}

static void replace(const char *s, size_t len, struct buf *out)
{
	buf_reserve(out, len);
	for (const char *p = s, *end = s + len; p < end;) {
		const char *from = p;
		uint32_t c = (unsigned char)*p < 0x80 ? 0 : sequence(&p, end);
		if (c) {
			buf_utf8(out, c);
			continue;
		}
		(void)utf8_next(&p, end);
		buf_add(out, from, (size_t)(p - from));
	}
}

size_t mend_twice_encoded(const char *s, size_t len, struct buf *out)
{
	size_t mended = 0, others;
	/* Whatever a sequence begins with is written with this byte first. */
	if (!len || !memchr(s, 0xc3, len))
		return 0;
	for (int round = 0; round < ROUNDS && !out->failed; round++) {
		size_t found = count(s, len, &others);
		if (found <= others)
			break;
		struct buf next = {0};
		replace(s, len, &next);
		buf_release(out);
		*out = next;
		s = out->bytes;
		len = out->len;
		mended = found;
	}
	return mended;
}
