/* transcode.c - one character set to UTF-8: UTF-16 and windows-1252 by hand, the others by the system's iconv. */
#include "engine/transcode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/error.h"

enum { REPLACEMENT = 0xfffd, LOOKED_AT = 4096, FEW = 3 };

static size_t from_windows1252(const unsigned char *s, size_t len, struct buf *out)
{
	size_t replaced = 0;
	for (size_t i = 0; i < len; i++) {
		size_t from = i;
		while (i < len && s[i] < 0x80)
			i++;
		buf_add(out, (const char *)s + from, i - from);
		if (i == len)
			break;
		uint32_t c = s[i] >= 0xa0 ? s[i] : charset_windows1252[s[i] - 0x80];
		replaced += !c;
		buf_utf8(out, c ? c : REPLACEMENT);
	}
	return replaced;
}

static size_t from_utf16(const unsigned char *s, size_t len, bool big, struct buf *out)
{
	size_t replaced = 0, units = len / 2;
	for (size_t i = 0; i < units; i++) {
		uint32_t c = big ? (uint32_t)s[2 * i] << 8 | s[2 * i + 1] : (uint32_t)s[2 * i + 1] << 8 | s[2 * i];
		if (c >= 0xd800 && c < 0xdc00 && i + 1 < units) {
			uint32_t low = big ? (uint32_t)s[2 * i + 2] << 8 | s[2 * i + 3]
					   : (uint32_t)s[2 * i + 3] << 8 | s[2 * i + 2];
			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				i++;
			}
		}
		bool lone = c >= 0xd800 && c < 0xe000;
		replaced += lone;
		buf_utf8(out, lone ? REPLACEMENT : c);
	}
	if (len % 2) {
		buf_utf8(out, REPLACEMENT);
		replaced++;
	}
	return replaced;
}

/** Through iconv; an ill-formed byte becomes U+FFFD and the next one is tried.  What is wrong may be the end of what iconv has taken already. */
static enum pq_status from_iconv(const struct charset *set, const char *s, size_t len, struct buf *out,
				 size_t *replaced, struct pq_error *error)
{
	iconv_t cd = iconv_open("UTF-8", set->iconv);
	if (cd == (iconv_t)-1)
		return errno == ENOMEM
			       ? error_nomem(error)
			       : error_set(error, PQ_EUNSUPPORTED,
					   "this system cannot decode %s; convert it first: iconv -f %s -t UTF-8",
					   set->name, set->name);
	char *in = (char *)s;
	size_t left = len;
	while (left && buf_reserve(out, left < 4096 ? 4 * left + 64 : left + 64)) {
		char *to = out->bytes + out->len;
		size_t room = out->cap - out->len - 1;
		size_t n = iconv(cd, &in, &left, &to, &room);
		int why = n == (size_t)-1 ? errno : 0;
		out->len = (size_t)(to - out->bytes);
		out->bytes[out->len] = '\0';
		if (why == EILSEQ || why == EINVAL) {
			buf_utf8(out, REPLACEMENT);
			++*replaced;
			in += left > 0;
			left -= left > 0;
		}
	}
	iconv_close(cd);
	return PQ_OK;
}

/* Has its own decoder here? */
static bool is_built_in(const struct charset *set)
{
	return set->kind == CHARSET_UTF8 || set->kind == CHARSET_UTF16 || !strcmp(set->name, "windows-1252");
}

void transcode_prepare(const struct charset *set)
{
	/* Left open for good: as long as it is, another of its kind needs no file. */
	if (set && !is_built_in(set))
		(void)iconv_open("UTF-8", set->iconv);
}

enum pq_status transcode(const struct charset *set, const char *s, size_t len, struct buf *out, size_t *replaced,
			 struct pq_error *error)
{
	*replaced = 0;
	if (!is_built_in(set))
		return from_iconv(set, s, len, out, replaced, error);
	if (set->kind == CHARSET_UTF8)
		buf_add(out, s, len);
	else if (set->kind == CHARSET_UTF16)
		*replaced = from_utf16((const unsigned char *)s, len, set == charset_find("utf-16be"), out);
	else
		*replaced = from_windows1252((const unsigned char *)s, len, out);
	return out->failed ? error_nomem(error) : PQ_OK;
}

const struct charset *transcode_utf16(const void *bytes, size_t len)
{
	const unsigned char *s = bytes;
	size_t zeros[2] = {0}, n = (len < LOOKED_AT ? len : LOOKED_AT) / 2;
	for (size_t i = 0; i < 2 * n; i++)
		zeros[i % 2] += !s[i];
	/* A tenth of its characters are spaces and signs of ASCII in any script but the Chinese ones. */
	for (unsigned first = 0; first < 2; first++)
		if (zeros[first] >= FEW && zeros[first] * 10 > n && zeros[first] > 32 * zeros[!first])
			return charset_find(first ? "utf-16le" : "utf-16be");
	return NULL;
}
