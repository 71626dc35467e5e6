/* charset.c - bytes in any encoding of the allow-list to UTF-8. */
#include "engine/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "text/utf8.h"

enum { REPLACEMENT = 0xfffd, LONGEST_LABEL = 40 };

struct encoding {
	const char *name, *iconv, *labels;
};
static const struct encoding encodings[] = {
#define ENCODING(name, iconv, labels) {name, iconv, labels},
#include "engine/labels.def"
#undef ENCODING
};
static const struct encoding *const utf8 = &encodings[0];

static const struct encoding *find(const char *label)
{
	char key[LONGEST_LABEL + 3] = " ";
	size_t n = 1;
	for (; label && *label; label++) {
		if (strchr(" \t\r\n\f\"'", *label))
			continue;
		if (n > LONGEST_LABEL)
			return NULL;
		key[n++] = *label >= 'A' && *label <= 'Z' ? (char)(*label + 32) : *label;
	}
	key[n++] = ' ';
	key[n] = '\0';
	for (size_t i = 0; n > 2 && i < sizeof encodings / sizeof *encodings; i++)
		if (strstr(encodings[i].labels, key))
			return &encodings[i];
	return NULL;
}

const char *charset_find(const char *label)
{
	const struct encoding *e = find(label);
	return e ? e->name : NULL;
}

static bool is(const struct encoding *e, const char *name)
{
	return !strcmp(e->name, name);
}

/** Does text that is no valid UTF-8 read as UTF-8 with a few faults?  It does when what is valid of it is far more. */
static bool mostly_utf8(const char *s, size_t len)
{
	size_t good = 0, bad = 0;
	for (const char *p = s, *end = s + len; p < end;) {
		if ((unsigned char)*p < 0x80) {
			p++;
			continue;
		}
		const char *start = p;
		if (utf8_next(&p, end) == REPLACEMENT && p - start != 3)
			bad++;
		else
			good++;
	}
	return good > 4 * bad;
}

static bool has_non_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] >= 0x80)
			return true;
	return false;
}

static const struct encoding *by_mark(const unsigned char *s, size_t len, size_t *skip)
{
	if (len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3)) {
		*skip = 3;
		return utf8;
	}
	*skip = len >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff)) ? 2 : 0;
	return !*skip ? NULL : find(s[0] == 0xff ? "utf-16le" : "utf-16be");
}

/** A mark of UTF-16 before text that is UTF-8 and has no zero byte is a mistake: read as UTF-16 it would be nonsense. */
static bool is_plausible_utf16(const char *s, size_t len)
{
	size_t n = len < 4096 ? len : 4096;
	return memchr(s, '\0', n) || utf8_valid(s, len) != len;
}

/** What BYTES without a mark are encoded in. */
static const struct encoding *choose(const char *s, size_t len, const char *server, const char *page,
				     struct decoding *how)
{
	const struct encoding *e = find(server);
	bool valid = utf8_valid(s, len) == len;
	/* Text of another encoding is as good as never valid UTF-8 by chance: the declaration is a mistake of the server's set-up. */
	if (e && e != utf8 && valid && has_non_ascii(s, len)) {
		how->overruled = e->name;
		return utf8;
	}
	if (e)
		return e;
	e = find(page);
	const char *label = server ? server : page;
	how->refused = label && !e ? label : NULL;
	/* A page says UTF-16 only by mistake: its own declaration could not have been read.  And what is valid UTF-8 with more
	 * than ASCII in it is UTF-8, whatever a page that somebody saved again still declares. */
	if (e && (is(e, "UTF-16LE") || is(e, "UTF-16BE") || (e != utf8 && valid && has_non_ascii(s, len))))
		return utf8;
	if (e)
		return e;
	if (valid || mostly_utf8(s, len))
		return utf8;
	how->guessed = true;
	return find("windows-1252");
}

/* WHATWG Encoding Standard, index windows-1252: 0x80 to 0x9f; 0 where it has a control. */
static const uint16_t windows1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
					 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
					 0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
					 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

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
		uint32_t c = s[i] >= 0xa0 ? s[i] : windows1252[s[i] - 0x80];
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

/** Through iconv; an ill-formed byte becomes U+FFFD and the next one is tried. */
static enum pq_status from_iconv(const struct encoding *e, const char *s, size_t len, struct buf *out, size_t *replaced,
				 struct pq_error *error)
{
	iconv_t cd = iconv_open("UTF-8", e->iconv);
	if (cd == (iconv_t)-1)
		return errno == ENOMEM
			       ? error_nomem(error)
			       : error_set(error, PQ_EUNSUPPORTED,
					   "this system cannot decode %s; convert it first: iconv -f %s -t UTF-8",
					   e->name, e->name);
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
			in++;
			left--;
		}
	}
	iconv_close(cd);
	return PQ_OK;
}

void charset_prepare(const char *label)
{
	const struct encoding *e = find(label);
	if (!e || e == utf8 || is(e, "windows-1252") || is(e, "UTF-16LE") || is(e, "UTF-16BE"))
		return;
	/* Left open for good: as long as it is, another of its kind needs no file. */
	(void)iconv_open("UTF-8", e->iconv);
}

enum pq_status charset_decode(const void *bytes, size_t len, const char *server, const char *page, struct buf *out,
			      struct decoding *how, struct pq_error *error)
{
	*how = (struct decoding){0};
	size_t skip = 0;
	const struct encoding *e = by_mark(bytes, len, &skip);
	const char *s = (const char *)bytes + skip;
	len -= skip;
	if (!e || (skip == 2 && !is_plausible_utf16(s, len)))
		e = choose(s, len, server, page, how);
	how->name = e->name;
	if (e == utf8) {
		how->replaced = utf8_scrub(out, s, len);
		return out->failed ? error_nomem(error) : PQ_OK;
	}
	struct buf raw = {0};
	enum pq_status status = PQ_OK;
	size_t replaced = 0;
	buf_reserve(&raw, len);
	if (is(e, "windows-1252"))
		replaced = from_windows1252((const unsigned char *)s, len, &raw);
	else if (is(e, "UTF-16LE") || is(e, "UTF-16BE"))
		replaced = from_utf16((const unsigned char *)s, len, is(e, "UTF-16BE"), &raw);
	else
		status = from_iconv(e, s, len, &raw, &replaced, error);
	if (status == PQ_OK && !raw.failed)
		how->replaced = replaced + utf8_scrub(out, raw.bytes, raw.len);
	if (status == PQ_OK && (raw.failed || out->failed))
		status = error_nomem(error);
	buf_release(&raw);
	return status;
}
