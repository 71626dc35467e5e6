/* decode.c - bytes in any character set of the allow-list to UTF-8: which one. */
#include "engine/decode.h"

#include <string.h>

#include "base/error.h"
#include "engine/guess.h"
#include "engine/mend.h"
#include "engine/transcode.h"
#include "text/utf8.h"

enum { REPLACEMENT = 0xfffd, TRIED = 64 * 1024, MANY = 5 };

static const struct charset *utf8(void)
{
	return charset_at(0);
}

/* ---- what the bytes themselves say ---- */

/** BYTES behind their mark, and what is known of them as UTF-8. */
struct bytes {
	const char *s;
	size_t len;
	bool valid;       /**< all of it UTF-8 */
	size_t good, bad; /**< sequences of UTF-8 beyond ASCII; what is none */
	bool failed;      /**< no memory to find out more */
};

static struct bytes look_at(const char *s, size_t len)
{
	struct bytes b = {.s = s, .len = len, .valid = utf8_valid(s, len) == len};
	for (const char *p = s, *end = s + len; p < end && !b.valid;) {
		const char *start = p;
		uint32_t c = utf8_next(&p, end);
		if (c == REPLACEMENT && p - start != 3)
			b.bad++;
		else
			b.good += c >= 0x80;
	}
	return b;
}

/** UTF-8 with a few faults: what is valid of it is far more. */
static bool is_mostly_utf8(const struct bytes *b)
{
	return b->valid || b->good > 4 * b->bad;
}

static bool is_ascii(const struct bytes *b)
{
	return b->valid && utf8_count(b->s, b->len) == b->len;
}

/** Beyond doubt: text of another set is as good as never valid UTF-8 by chance. */
static bool is_surely_utf8(const struct bytes *b)
{
	return !is_ascii(b) && (b->valid || (b->good > MANY && is_mostly_utf8(b)));
}

/** ASCII that switches to another set and back (ISO 2022). */
static bool switches(const struct bytes *b)
{
	return b->valid && b->len && memchr(b->s, 0x1b, b->len) && memmem(b->s, b->len, "\x1b$", 2) && is_ascii(b);
}

/** A mark of UTF-16 before text that is UTF-8 and has no zero byte is a mistake: read as UTF-16 it would be nonsense. */
static bool is_plausible_utf16(const char *s, size_t len)
{
	size_t n = len < 4096 ? len : 4096;
	return memchr(s, '\0', n) || utf8_valid(s, len) != len;
}

/** By the byte order mark, which takes *SKIP bytes, or NULL: none, or one that lies. */
static const struct charset *by_mark(const void *bytes, size_t len, size_t *skip)
{
	const unsigned char *s = bytes;
	*skip = len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
	if (*skip)
		return utf8();
	*skip = len >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff)) ? 2 : 0;
	if (!*skip || !is_plausible_utf16((const char *)bytes + 2, len - 2))
		return NULL;
	return charset_find(s[0] == 0xff ? "utf-16le" : "utf-16be");
}

/* ---- is it what is said of it? ---- */

/** Most of a first part of S that ends between two characters, whatever the set: no set has spaces, controls or most signs as a later
 *  part of a character. */
static size_t trial(const char *s, size_t len)
{
	size_t n = len < TRIED ? len : TRIED;
	while (n < len && n && (unsigned char)s[n - 1] >= 0x30)
		n--;
	return n ? n : len < TRIED ? len : TRIED;
}

/** Of the characters beyond ASCII, a tenth and more cannot be read, or are controls that no text has. */
static bool reads_badly(const struct charset *set, struct bytes *b)
{
	struct buf text = {0};
	struct pq_error error;
	size_t replaced, beyond = 0, controls = 0;
	if (transcode(set, b->s, trial(b->s, b->len), &text, &replaced, &error) != PQ_OK) {
		b->failed |= text.failed || error.status == PQ_ENOMEM;
		buf_release(&text);
		return false; /* told when it is taken */
	}
	for (const char *p = text.bytes, *end = p ? p + text.len : p; p < end;) {
		uint32_t c = utf8_next(&p, end);
		beyond += c >= 0x80;
		controls += c >= 0x80 && c < 0xa0;
	}
	buf_release(&text);
	return (replaced + controls) * 10 > beyond;
}

static bool fits(const struct charset *set, struct bytes *b)
{
	if (set->kind == CHARSET_UTF8)
		return is_mostly_utf8(b);
	if (set->kind == CHARSET_UTF16)
		return is_plausible_utf16(b->s, b->len);
	if (set->kind == CHARSET_LATIN && guess_is_dense(b->s, b->len))
		return false;
	return is_ascii(b) || !reads_badly(set, b);
}

/* What SERVER or PAGE declares, if the bytes are in it. */
static const struct charset *declared(const char *label, bool server, struct bytes *b, struct decoding *how)
{
	const struct charset *set = charset_find(label);
	if (!set)
		how->refused = label && !how->refused ? label : how->refused;
	if (!set)
		return NULL;
	/* A page says UTF-16 only by mistake: its own declaration could not have been read. */
	bool impossible = !server && set->kind == CHARSET_UTF16;
	if (set->kind == CHARSET_UTF8 ? is_mostly_utf8(b) : !impossible && !is_surely_utf8(b) && fits(set, b))
		return set;
	how->wrong_by_server = how->wrong ? how->wrong_by_server : server;
	how->wrong = how->wrong ? how->wrong : set->name;
	return NULL;
}

static const struct charset *guess(struct bytes *b)
{
	const struct charset *set = transcode_utf16(b->s, b->len);
	if (!set)
		set = guess_charset(b->s, b->len, &b->failed);
	return set && set->kind != CHARSET_UTF8 && fits(set, b) ? set : NULL;
}

/** What bytes without a mark are in. */
static const struct charset *choose(struct bytes *b, const struct evidence *e, struct decoding *how)
{
	const struct charset *set = declared(e->server, true, b, how);
	how->by = DECODED_SERVER;
	if (!set) {
		set = declared(e->page, false, b, how);
		how->by = DECODED_PAGE;
	}
	if (set)
		return set;
	how->by = DECODED_GUESS;
	bool zeros = transcode_utf16(b->s, b->len), other = zeros || switches(b);
	if (other && (set = guess(b)))
		return set;
	how->by = DECODED_UTF8;
	if (is_mostly_utf8(b))
		return utf8();
	how->by = DECODED_GUESS;
	if ((set = guess(b)))
		return set;
	how->by = DECODED_REST;
	set = charset_find(how->wrong);
	return set && set->kind != CHARSET_UTF8 ? set : charset_find("windows-1252");
}

/* ---- */

/** Text as it is, with nothing to put in its place. */
static bool is_clean(const char *s, size_t len)
{
	return !len || (!memchr(s, '\r', len) && !memchr(s, '\0', len) && utf8_valid(s, len) == len);
}

static enum pq_status decode_as(const struct charset *set, const char *s, size_t len, struct decoded *out,
				struct decoding *how, struct pq_error *error)
{
	how->name = set->name;
	bool utf8 = set->kind == CHARSET_UTF8;
	if (utf8 && is_clean(s, len)) {
		*out = (struct decoded){.s = s, .len = len};
		return PQ_OK;
	}
	struct buf raw = {0};
	enum pq_status status = PQ_OK;
	if (!utf8) {
		buf_reserve(&raw, len);
		status = transcode(set, s, len, &raw, &how->replaced, error);
		s = raw.bytes;
		len = raw.len;
	}
	if (status == PQ_OK && !raw.failed)
		how->replaced += utf8_scrub(&out->own, s, len);
	if (status == PQ_OK && (raw.failed || out->own.failed))
		status = error_nomem(error);
	buf_release(&raw);
	out->s = out->own.bytes;
	out->len = out->own.len;
	return status;
}

static void mend(struct decoded *text, struct decoding *how)
{
	struct buf mended = {0};
	how->mended = mend_twice_encoded(text->s, text->len, &mended);
	if (!how->mended)
		return;
	buf_release(&text->own);
	*text = (struct decoded){.s = mended.bytes, .len = mended.len, .own = mended};
}

enum pq_status decode(const void *bytes, size_t len, const struct evidence *evidence, struct decoded *out,
		      struct decoding *how, struct pq_error *error)
{
	static const struct evidence none;
	const struct evidence *e = evidence ? evidence : &none;
	size_t skip = 0;
	const struct charset *marked = by_mark(bytes, len, &skip), *set = charset_find(e->asked);
	*out = (struct decoded){0};
	*how = (struct decoding){.by = DECODED_ASKED};
	if (e->asked && !set)
		return error_set(error, PQ_EINVAL, "there is no character set \"%.40s\" here", e->asked);
	if (set) {
		skip = set == marked ? skip : 0;
		return decode_as(set, (const char *)bytes + skip, len - skip, out, how, error);
	}
	const char *s = (const char *)bytes + skip;
	len -= skip;
	how->by = DECODED_MARK;
	set = marked;
	if (!set) {
		struct bytes b = look_at(s, len);
		set = choose(&b, e, how);
		if (b.failed)
			return error_nomem(error);
	}
	enum pq_status status = decode_as(set, s, len, out, how, error);
	if (status == PQ_OK)
		mend(out, how);
	return status == PQ_OK && out->own.failed ? error_nomem(error) : status;
}

void decoded_release(struct decoded *text)
{
	buf_release(&text->own);
	*text = (struct decoded){0};
}

void decode_prepare(const void *bytes, size_t len, const struct evidence *e)
{
	size_t skip;
	const struct charset *server = charset_find(e->server), *page = charset_find(e->page);
	if (e->asked) {
		transcode_prepare(charset_find(e->asked));
		return;
	}
	if (by_mark(bytes, len, &skip))
		return;
	transcode_prepare(server);
	transcode_prepare(page);
	struct bytes b = look_at(bytes, len);
	const struct charset *first = server ? server : page;
	/* Its decoder is here, so it can be tried on this side of the walls. */
	bool western = first && !strcmp(first->name, "windows-1252") && fits(first, &b);
	if (western || (b.valid && !switches(&b)) || !guess_prepare())
		return;
	/* What the guess will be cannot be known on this side of the walls. */
	const struct charset *set;
	for (unsigned i = 0; (set = charset_at(i)); i++)
		transcode_prepare(set);
}

/* ---- what is told ---- */

void decoding_notices(const struct decoding *how, struct buf *out)
{
	const char *guess = how->by == DECODED_GUESS || how->by == DECODED_REST ? ", a guess" : "";
	if (how->by == DECODED_ASKED)
		buf_printf(out, "Read as %s, as was asked for.\n", how->name);
	if (how->refused)
		buf_printf(out, "Read as %s%s: the declared character set \"%.40s\" is not one that is read here.\n",
			   how->name, guess, how->refused);
	if (how->wrong)
		buf_printf(out, "Read as %s%s: the %s declares %s, but the text is not in it.\n", how->name, guess,
			   how->wrong_by_server ? "server" : "page", how->wrong);
	if (*guess && !how->refused && !how->wrong)
		buf_printf(out, "Read as %s%s: the text is not UTF-8 and names no character set.\n", how->name, guess);
	if (how->mended)
		buf_printf(out, "%zu character%s been encoded in UTF-8 twice over and %s mended.\n", how->mended,
			   how->mended == 1 ? " had" : "s had", how->mended == 1 ? "was" : "were");
	if (how->replaced)
		buf_printf(out, "%zu byte%s not valid %s and stand%s as U+FFFD.\n", how->replaced,
			   how->replaced == 1 ? " was" : "s were", how->name, how->replaced == 1 ? "s" : "");
}
