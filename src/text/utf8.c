/* text/utf8.c - UTF-8 by hand: the bounds of RFC 3629 stand in one function, everything else calls it. */
#include "text/utf8.h"

#include <string.h>

#define EACH_BYTE(x) (UINT64_MAX / 255 * (x))
enum { REPLACEMENT = 0xfffd };

static uint64_t load(const char *s)
{
	uint64_t word;
	memcpy(&word, s, sizeof word);
	return word;
}

size_t utf8_ascii(const char *s, size_t len)
{
	size_t i = 0;
	for (; len - i >= 32; i += 32)
		if ((load(s + i) | load(s + i + 8) | load(s + i + 16) | load(s + i + 24)) & EACH_BYTE(0x80))
			break;
	while (i < len && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

/* Step over one character or, where the bytes are ill-formed, over one maximal subpart of one (The Unicode Standard,
 * section 3.9, table 3-7).  Returns its length; *C is the character, or UINT32_MAX. */
static size_t step(const unsigned char *s, size_t len, uint32_t *c)
{
	unsigned char lead = s[0];
	*c = lead;
	if (lead < 0x80)
		return 1;
	*c = UINT32_MAX;
	size_t need = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
	unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	uint32_t value = lead & (0x3fu >> need);
	for (size_t i = 1; i <= need; i++) {
		if (i >= len || s[i] < low || s[i] > high)
			return i;
		value = value << 6 | (s[i] & 0x3f);
		low = 0x80;
		high = 0xbf;
	}
	if (need)
		*c = value;
	return need + 1;
}

size_t utf8_valid(const char *s, size_t len)
{
	size_t i = 0;
	while (i < len) {
		uint32_t c;
		if ((unsigned char)s[i] < 0x80) {
			i += utf8_ascii(s + i, len - i);
			continue;
		}
		size_t n = step((const unsigned char *)s + i, len - i, &c);
		if (c == UINT32_MAX)
			break;
		i += n;
	}
	return i;
}

uint32_t utf8_next_long(const char **p, const char *end)
{
	uint32_t c;
	*p += step((const unsigned char *)*p, (size_t)(end - *p), &c);
	return c == UINT32_MAX ? REPLACEMENT : c;
}

uint32_t utf8_prev(const char **p, const char *start)
{
	const char *end = *p, *s = end - 1;
	while (s > start && end - s < 4 && ((unsigned char)*s & 0xc0) == 0x80)
		s--;
	uint32_t c;
	if (step((const unsigned char *)s, (size_t)(end - s), &c) != (size_t)(end - s)) {
		s = end - 1;
		c = UINT32_MAX;
	}
	*p = s;
	return c == UINT32_MAX ? REPLACEMENT : c;
}

/* A code point has one byte that is no continuation. */
size_t utf8_count(const char *s, size_t len)
{
	size_t continuations = 0, i = 0;
	for (; len - i >= 8; i += 8) {
		uint64_t word = load(s + i);
		uint64_t marks = word >> 7 & ~(word >> 6) & EACH_BYTE(1);
		continuations += (size_t)(marks * EACH_BYTE(1) >> 56);
	}
	for (; i < len; i++)
		continuations += ((unsigned char)s[i] & 0xc0) == 0x80;
	return len - continuations;
}

static const char *find_or_end(const char *s, char c, const char *end)
{
	const char *found = s < end ? memchr(s, c, (size_t)(end - s)) : NULL;
	return found ? found : end;
}

/* Append the valid text from S to END, NUL and CR replaced; returns the number of NULs. */
static size_t scrub_valid(struct buf *out, const char *s, const char *end)
{
	size_t replaced = 0;
	const char *cr = find_or_end(s, '\r', end), *nul = find_or_end(s, '\0', end);
	while (s < end) {
		const char *stop = cr < nul ? cr : nul;
		buf_add(out, s, (size_t)(stop - s));
		s = stop;
		if (s == end)
			break;
		if (s == nul) {
			buf_utf8(out, REPLACEMENT);
			replaced++;
			nul = find_or_end(++s, '\0', end);
			continue;
		}
		buf_char(out, '\n');
		s += end - s > 1 && s[1] == '\n' ? 2 : 1;
		cr = find_or_end(s, '\r', end);
	}
	return replaced;
}

size_t utf8_scrub(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len;
	size_t replaced = 0;
	if (!buf_reserve(out, len))
		return 0;
	while (s < end) {
		size_t clean = utf8_valid(s, (size_t)(end - s));
		replaced += scrub_valid(out, s, s + clean);
		s += clean;
		if (s == end)
			break;
		utf8_next(&s, end);
		buf_utf8(out, REPLACEMENT);
		replaced++;
	}
	return replaced;
}

size_t utf8_floor(const char *s, size_t len, size_t at)
{
	if (at >= len)
		return len;
	size_t start = at;
	while (start && at - start < 3 && ((unsigned char)s[start] & 0xc0) == 0x80)
		start--;
	return start;
}

size_t utf8_count_to(struct utf8_counter *c, size_t byte)
{
	byte = byte < c->len ? byte : c->len;
	if (byte >= c->at)
		c->count += utf8_count(c->s + c->at, byte - c->at);
	else if (byte > c->at / 2)
		c->count -= utf8_count(c->s + byte, c->at - byte);
	else
		c->count = utf8_count(c->s, byte);
	c->at = byte;
	return c->count;
}
