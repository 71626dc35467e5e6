/* url.c - links of a page made absolute. */
#include "html/url.h"

#include <string.h>
#include <strings.h>

struct part {
	const char *s;
	size_t len;
};
struct url {
	struct part scheme, host, path, query; /**< host with its "//", query with its "?" and fragment */
};

static bool is_scheme_char(char c)
{
	return ((unsigned char)((c | 32) - 'a') < 26) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

static struct url split(const char *s, size_t len)
{
	struct url u = {0};
	size_t n = 0;
	while (n < len && is_scheme_char(s[n]))
		n++;
	if (n && n < len && s[n] == ':') {
		u.scheme = (struct part){s, n};
		s += n + 1;
		len -= n + 1;
	}
	if (len >= 2 && s[0] == '/' && s[1] == '/') {
		for (n = 2; n < len && s[n] != '/' && s[n] != '?' && s[n] != '#';)
			n++;
		u.host = (struct part){s, n};
		s += n;
		len -= n;
	}
	for (n = 0; n < len && s[n] != '?' && s[n] != '#';)
		n++;
	u.path = (struct part){s, n};
	u.query = (struct part){s + n, len - n};
	return u;
}

static bool is(struct part p, const char *word)
{
	return p.len == strlen(word) && !strncasecmp(p.s, word, p.len);
}

/** Append PATH without its "." and ".." (RFC 3986, 5.2.4); FROM is where the path starts in OUT. */
static void add_path(struct buf *out, size_t from, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t n = 1;
		while (i + n < len && s[i + n] != '/')
			n++;
		bool last = i + n == len;
		if ((n == 2 && s[i + 1] == '.') || (n == 3 && s[i + 1] == '.' && s[i + 2] == '.')) {
			while (n == 3 && out->len > from && out->bytes[--out->len] != '/')
				;
			if (last)
				buf_char(out, '/');
		} else {
			buf_add(out, s + i, n);
		}
		i += n;
	}
}

static void add_escaped(struct buf *out, size_t from)
{
	/* What stands behind FROM, again, with blanks and quotes as %XX and without controls. */
	static const char hex[] = "0123456789ABCDEF";
	struct buf clean = {0};
	for (size_t i = from; i < out->len; i++) {
		unsigned char c = (unsigned char)out->bytes[i];
		if (c < 0x20 || c == 0x7f)
			continue;
		if (c == ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' || c == '{' ||
		    c == '|' || c == '}') {
			char escaped[3] = {'%', hex[c >> 4], hex[c & 15]};
			buf_add(&clean, escaped, 3);
		} else {
			buf_char(&clean, (char)c);
		}
	}
	out->len = from;
	buf_add(out, clean.bytes ? clean.bytes : "", clean.len);
	out->failed |= clean.failed;
	buf_release(&clean);
}

bool url_resolve(const char *base, const char *href, size_t len, struct buf *out)
{
	while (len && (unsigned char)*href <= ' ')
		href++, len--;
	while (len && (unsigned char)href[len - 1] <= ' ')
		len--;
	size_t from = out->len;
	struct url u = split(href, len);
	bool web = !u.scheme.len || is(u.scheme, "http") || is(u.scheme, "https");
	if (!len || (!web && !is(u.scheme, "mailto")))
		return false;
	if (*href == '#' || u.scheme.len) {
		if (len == 1 || (web && u.scheme.len && u.host.len < 3))
			return false;
		buf_add(out, href, len);
		add_escaped(out, from);
		return true;
	}
	struct url b = split(base ? base : "", base ? strlen(base) : 0);
	if (!is(b.scheme, "http") && !is(b.scheme, "https"))
		return false;
	buf_add(out, b.scheme.s, b.scheme.len);
	buf_char(out, ':');
	struct part host = u.host.len ? u.host : b.host;
	buf_add(out, host.s, host.len);
	size_t path = out->len;
	if (u.host.len || (u.path.len && *u.path.s == '/')) {
		add_path(out, path, u.path.s, u.path.len);
	} else if (u.path.len) {
		size_t folder = b.path.len;
		while (folder && b.path.s[folder - 1] != '/')
			folder--;
		add_path(out, path, b.path.s, folder ? folder - 1 : 0);
		struct buf joined = {0};
		buf_char(&joined, '/');
		buf_add(&joined, u.path.s, u.path.len);
		add_path(out, path, joined.bytes ? joined.bytes : "", joined.len);
		out->failed |= joined.failed;
		buf_release(&joined);
	} else {
		add_path(out, path, b.path.s, b.path.len);
	}
	buf_add(out, u.query.s, u.query.len);
	add_escaped(out, from);
	return true;
}
