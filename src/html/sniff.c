/* sniff.c - is this HTML, and what charset does it claim? */
#include <string.h>
#include <strings.h>

#include "html/html.h"

enum { LOOKED_AT = 1024, DECLARED_IN = 4096 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has_prefix(const char *s, const char *end, const char *prefix)
{
	size_t n = strlen(prefix);
	return (size_t)(end - s) >= n && !strncasecmp(s, prefix, n);
}

/** Past white space, a byte order mark, comments and processing instructions. */
static const char *skip_prologue(const char *s, const char *end)
{
	if (has_prefix(s, end, "\xef\xbb\xbf"))
		s += 3;
	for (;;) {
		while (s < end && is_space(*s))
			s++;
		const char *close = has_prefix(s, end, "<!--") ? "-->" : has_prefix(s, end, "<?") ? "?>" : NULL;
		const char *stop = close ? memmem(s, (size_t)(end - s), close, strlen(close)) : NULL;
		if (!stop)
			return s;
		s = stop + strlen(close);
	}
}

/** At "<" or "</" and a tag's name followed by what may follow one. */
static bool is_known_tag(const char *s, const char *end)
{
	static const char *const names[] = {"html",       "head",   "body",     "title",    "meta", "script", "style",
					    "link",       "div",    "p",        "a",        "h1",   "h2",     "h3",
					    "table",      "td",     "tr",       "ul",       "ol",   "li",     "br",
					    "b",          "i",      "em",       "strong",   "img",  "span",   "font",
					    "center",     "iframe", "article",  "section",  "main", "header", "nav",
					    "blockquote", "figure", "noscript", "template", "base", "form"};
	s += s < end && *s == '<';
	s += s < end && *s == '/';
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *rest = s + strlen(names[i]);
		if (has_prefix(s, end, names[i]) && rest < end && (is_space(*rest) || *rest == '>' || *rest == '/'))
			return true;
	}
	return false;
}

bool html_sniff(const char *bytes, size_t len)
{
	/* The prologue may be long; what it is followed by decides. */
	const char *s = skip_prologue(bytes, bytes + len), *end = bytes + len;
	if ((size_t)(end - s) > LOOKED_AT)
		end = s + LOOKED_AT;
	if (has_prefix(s, end, "<!doctype html") || (s < end && *s == '<' && is_known_tag(s, end)))
		return true;
	/* A fragment that begins with text: what stands in tags at three places is no prose about tags. */
	int tags = 0;
	for (const char *p = s; p < end && (p = memchr(p, '<', (size_t)(end - p))); p++)
		tags += is_known_tag(p, end) && memchr(p, '>', (size_t)(end - p));
	return tags >= 3;
}

bool html_is_page(const char *bytes, size_t len)
{
	const char *end = bytes + len, *s = skip_prologue(bytes, end);
	return has_prefix(s, end, "<!doctype html") || (has_prefix(s, end, "<html") && is_known_tag(s, end));
}

/** Does the tag stand in it? */
static bool holds_tag(const char *s, const char *end, const char *tag)
{
	for (; s < end && (s = memchr(s, '<', (size_t)(end - s))); s++)
		if (has_prefix(s, end, tag))
			return true;
	return false;
}

bool html_is_half(const char *bytes, size_t len)
{
	enum { FOOT = 4096 };
	const char *end = bytes + len, *foot = len > FOOT ? end - FOOT : bytes;
	while (end > bytes && is_space(end[-1]))
		end--;
	if (end == bytes || end[-1] == '>' || !html_is_page(bytes, len))
		return false;
	if (holds_tag(foot, end, "</html") || holds_tag(foot, end, "</body"))
		return false;
	return holds_tag(bytes, end, "<body") || holds_tag(bytes, end, "<html");
}

/** At "&amp;" or "&#8220;". */
static bool is_reference(const char *s, const char *end)
{
	enum { LONGEST = 12 };
	const char *p = s + 1;
	p += p < end && *p == '#';
	for (const char *from = p; p < end && p - from < LONGEST; p++)
		if (!is_letter(*p) && (*p < '0' || *p > '9'))
			return *p == ';' && p > from;
	return false;
}

bool html_has_markup(const char *bytes, size_t len)
{
	for (const char *p = bytes, *end = bytes + len; p < end; p++)
		if ((*p == '<' && is_known_tag(p, end)) || (*p == '&' && is_reference(p, end)))
			return true;
	return html_is_page(bytes, len);
}

/** Past a document type, with whatever it declares. */
static const char *skip_doctype(const char *s, const char *end)
{
	if (!has_prefix(s, end, "<!doctype"))
		return s;
	const char *close = memchr(s, '>', (size_t)(end - s));
	const char *subset = close ? memchr(s, '[', (size_t)(close - s)) : NULL;
	if (subset)
		close = memmem(subset, (size_t)(end - subset), "]>", 2);
	return close ? skip_prologue(close + 1 + (subset != NULL), end) : end;
}

bool feed_sniff(const char *bytes, size_t len)
{
	static const struct {
		const char *tag, *mark; /**< MARK must stand near, where the tag alone would not do */
	} roots[] = {
		{"<rss", ""}, {"<feed", "atom"}, {"<atom:feed", ""}, {"<rdf:RDF", "rss"}, {"<rdf:RDF", "netscape"}};
	const char *end = bytes + len, *s = skip_doctype(skip_prologue(bytes, end), end);
	size_t near = (size_t)(end - s) < LOOKED_AT ? (size_t)(end - s) : LOOKED_AT;
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		const char *rest = s + strlen(roots[i].tag);
		if (!has_prefix(s, end, roots[i].tag) || rest >= end || (!is_space(*rest) && *rest != '>'))
			continue;
		for (size_t at = 0; at < near; at++)
			if (has_prefix(s + at, s + near, roots[i].mark))
				return true;
	}
	return false;
}

/** The value behind NAME= in [S, END), into OUT in lower case. */
static bool value_of(const char *s, const char *end, const char *name, char out[32])
{
	for (; s < end; s++) {
		if (!has_prefix(s, end, name))
			continue;
		const char *p = s + strlen(name);
		while (p < end && is_space(*p))
			p++;
		if (p == end || *p++ != '=')
			continue;
		while (p < end && (is_space(*p) || *p == '"' || *p == '\''))
			p++;
		size_t n = 0;
		while (p < end && n < 31 && !is_space(*p) && !strchr("\"';>/?", *p) && *p) {
			out[n++] = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
			p++;
		}
		out[n] = '\0';
		return n > 0;
	}
	return false;
}

bool html_declared_charset(const char *bytes, size_t len, char out[32])
{
	const char *end = bytes + (len < DECLARED_IN ? len : DECLARED_IN);
	for (const char *s = bytes; s < end && (s = memchr(s, '<', (size_t)(end - s))); s++) {
		const char *stop = memchr(s, '>', (size_t)(end - s));
		stop = stop ? stop : end;
		if (has_prefix(s, end, "<!--")) {
			const char *close = memmem(s + 4, (size_t)(end - s - 4), "-->", 3);
			s = close ? close : s;
		} else if (has_prefix(s, end, "<meta") && s + 5 < end && !is_letter(s[5]) &&
			   value_of(s, stop, "charset", out)) {
			return true;
		} else if (has_prefix(s, end, "<?xml") && value_of(s, stop, "encoding", out)) {
			return true;
		}
	}
	return false;
}
