/* export/jsonw.c - write JSON into a buf. */
#include "export/jsonw.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

static void indent(struct jsonw *w)
{
	if (w->depth > w->lines || !w->lines)
		return;
	buf_char(w->out, '\n');
	for (uint32_t i = 0; i < w->depth; i++)
		buf_char(w->out, ' ');
}

/* What stands before a value or a key. */
static void begin(struct jsonw *w)
{
	if (w->named) {
		w->named = false;
		return;
	}
	if (w->more)
		buf_str(w->out, w->depth > w->lines && w->lines ? ", " : ",");
	if (w->depth)
		indent(w);
	w->more = true;
}

void jsonw_open(struct jsonw *w, char bracket)
{
	begin(w);
	buf_char(w->out, bracket);
	w->depth++;
	w->more = false;
}

void jsonw_close(struct jsonw *w, char bracket)
{
	bool filled = w->more;
	bool on_lines = w->depth <= w->lines;
	w->depth--;
	if (filled && on_lines)
		indent(w);
	buf_char(w->out, bracket);
	w->more = true;
}

static void escape(struct buf *out, uint32_t c)
{
	static const char shorts[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	for (const char *p = shorts; *p; p += 2)
		if (c == (unsigned char)*p) {
			buf_char(out, '\\');
			buf_char(out, p[1]);
			return;
		}
	if (c < 0x10000)
		buf_printf(out, "\\u%04x", (unsigned)c);
	else
		buf_printf(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (c >> 10)), (unsigned)(0xdc00 + (c & 0x3ff)));
}

static bool must_escape(uint32_t c)
{
	if (c < 0x80)
		return c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
	return char_is_control(c) || char_is_invisible(c);
}

static void quoted(struct buf *out, const char *s, size_t len)
{
	buf_char(out, '"');
	const char *end = s + len, *kept = s;
	for (const char *p = s; p < end;) {
		const char *at = p;
		uint32_t c = utf8_next(&p, end);
		/* U+FFFD is also what ill-formed bytes decode to, so it is always written anew. */
		if (c != 0xfffd && !must_escape(c))
			continue;
		buf_add(out, kept, (size_t)(at - kept));
		if (c == 0xfffd)
			buf_utf8(out, c);
		else
			escape(out, c);
		kept = p;
	}
	buf_add(out, kept, (size_t)(end - kept));
	buf_char(out, '"');
}

void jsonw_key(struct jsonw *w, const char *key)
{
	begin(w);
	quoted(w->out, key, strlen(key));
	buf_str(w->out, w->lines ? ": " : ":");
	w->named = true;
}

void jsonw_string(struct jsonw *w, const char *s, size_t len)
{
	begin(w);
	quoted(w->out, s, len);
}

/* Millions of offsets stand in a large article's file: a format's string would be read for each. */
static void put_digits(struct buf *out, uint64_t n)
{
	char digits[20];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(out, digits + at, sizeof digits - at);
}

void jsonw_number(struct jsonw *w, uint64_t n)
{
	begin(w);
	put_digits(w->out, n);
}

void jsonw_share(struct jsonw *w, float share)
{
	begin(w);
	unsigned milli = share >= 1 ? 1000 : share > 0 ? (unsigned)(share * 1000 + 0.5f) : 0;
	buf_printf(w->out, "%u.%03u", milli / 1000, milli % 1000);
}

void jsonw_bool(struct jsonw *w, bool truth)
{
	begin(w);
	buf_str(w->out, truth ? "true" : "false");
}

void jsonw_null(struct jsonw *w)
{
	begin(w);
	buf_str(w->out, "null");
}

void jsonw_id(struct jsonw *w, char prefix, uint32_t n)
{
	begin(w);
	buf_char(w->out, '"');
	buf_char(w->out, prefix);
	put_digits(w->out, n);
	buf_char(w->out, '"');
}
