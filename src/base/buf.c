/* base/buf.c - a byte builder. */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

void buf_release(struct buf *b)
{
	mem_free(b->bytes);
	*b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->bytes)
		b->bytes[0] = '\0';
}

bool buf_reserve(struct buf *b, size_t more)
{
	if (b->failed)
		return false;
	if (more < b->cap - b->len && b->cap)
		return true;
	size_t cap = b->cap + b->cap / 2;
	size_t need = more < SIZE_MAX - b->len - 1 ? b->len + more + 1 : 0;
	cap = cap < need ? need : cap;
	cap = cap < 64 ? 64 : cap;
	char *grown = need ? mem_resize(b->bytes, cap) : NULL;
	if (!grown) {
		b->failed = true;
		return false;
	}
	grown[b->len] = '\0';
	b->bytes = grown;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const char *bytes, size_t len)
{
	if (!buf_reserve(b, len))
		return;
	if (len)
		memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
	b->bytes[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	if (!buf_reserve(b, 1))
		return;
	b->bytes[b->len++] = c;
	b->bytes[b->len] = '\0';
}

void buf_utf8(struct buf *b, uint32_t c)
{
	char s[4];
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = n; i-- > 1; c >>= 6)
		s[i] = (char)(0x80 | (c & 0x3f));
	s[0] = (char)(lead[n] | c);
	buf_add(b, s, n);
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		b->failed = true;
	else if (buf_reserve(b, (size_t)len)) {
		vsnprintf(b->bytes + b->len, (size_t)len + 1, format, again);
		b->len += (size_t)len;
	}
	va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

char *buf_take(struct buf *b, size_t *len)
{
	char *bytes = b->failed ? NULL : b->bytes;
	if (len)
		*len = bytes ? b->len : 0;
	if (!bytes)
		mem_free(b->bytes);
	*b = (struct buf){0};
	return bytes;
}
