/* feed_clean.c - feeds as they come to XML that can be parsed.  Many hold "&nbsp;", "AT&T" and control characters. */
#include <string.h>
#include <strings.h>

#include "html/entity.h"
#include "html/feed.h"

enum { LONGEST_ENTITY = 32 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/** XML 1.0, production 2. */
static bool is_xml_character(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
	       (c > 0xffff && c < 0x110000);
}

static uint32_t number_of(const char *s, size_t len)
{
	bool hex = len && (*s | 32) == 'x';
	uint32_t c = 0;
	if (len == hex)
		return 0;
	for (size_t i = hex; i < len && c < 0x110000; i++) {
		bool digit = is_digit(s[i]), letter = hex && (s[i] | 32) >= 'a' && (s[i] | 32) <= 'f';
		if (!digit && !letter)
			return 0;
		c = c * (hex ? 16 : 10) + (uint32_t)(digit ? s[i] - '0' : (s[i] | 32) - 'a' + 10);
	}
	return c;
}

/** Of an entity's NAME what it stands for, or an escaped ampersand and the name. */
static void put_entity(const char *name, size_t len, struct buf *out)
{
	static const char *const known[] = {"amp", "lt", "gt", "quot", "apos"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (len == strlen(known[i]) && !memcmp(name, known[i], len)) {
			buf_printf(out, "&%s;", known[i]);
			return;
		}
	}
	if (*name == '#') {
		uint32_t c = number_of(name + 1, len - 1);
		buf_printf(out, "&#%u;", is_xml_character(c) ? c : 0xfffd);
		return;
	}
	const char *characters = entity_find(name, len);
	if (!characters)
		buf_printf(out, "&amp;%.*s;", (int)len, name);
	else if ((unsigned char)*characters < 0x80) /* may be markup's */
		buf_printf(out, "&#%d;", *characters);
	else
		buf_str(out, characters);
}

/** At an ampersand; how many bytes of S were taken. */
static size_t take_ampersand(const char *s, size_t len, struct buf *out)
{
	size_t n = 1;
	while (n < len && n <= LONGEST_ENTITY && (is_letter(s[n]) || is_digit(s[n]) || (n == 1 && s[n] == '#')))
		n++;
	bool entity = n > 1 && n < len && s[n] == ';' && (s[1] == '#' ? n > 2 : is_letter(s[1]));
	if (!entity) {
		buf_str(out, "&amp;");
		return 1;
	}
	put_entity(s + 1, n - 1, out);
	return n + 1;
}

/** The length of what starts with OPEN and ends with CLOSE, to the end where it is not closed; 0: S does not start so. */
static size_t section(const char *s, size_t len, const char *open, const char *close)
{
	size_t n = strlen(open);
	if (len < n || strncasecmp(s, open, n) != 0)
		return 0;
	const char *end = memmem(s + n, len - n, close, strlen(close));
	return end ? (size_t)(end - s) + strlen(close) : len;
}

static size_t doctype(const char *s, size_t len, bool *declares)
{
	size_t n = section(s, len, "<!doctype", ">");
	if (!n || !memchr(s, '[', n))
		return n;
	*declares = true;
	return section(s, len, "<!doctype", "]>");
}

/** Characters that XML forbids: of the controls, and U+FFFE and U+FFFF; how many bytes, 0: none. */
static size_t forbidden(const char *s, size_t len)
{
	unsigned char c = (unsigned char)*s;
	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	return len > 2 && c == 0xef && (unsigned char)s[1] == 0xbf && (unsigned char)s[2] >= 0xbe ? 3 : 0;
}

bool feed_clean(const char *text, size_t len, struct buf *out)
{
	bool declares = false, open = false;
	buf_reserve(out, len);
	for (size_t i = 0, verbatim = 0; i < len && !out->failed;) {
		const char *s = text + i;
		size_t n = i >= verbatim && *s == '<' ? doctype(s, len - i, &declares) : 0;
		if (n) {
			i += n;
			continue;
		}
		if (*s == '<' && i >= verbatim) {
			size_t cdata = section(s, len - i, "<![CDATA[", "]]>"),
			       comment = section(s, len - i, "<!--", "-->");
			verbatim = i + (cdata ? cdata : comment);
			open = cdata && memcmp(s + cdata - 3, "]]>", 3) != 0;
		}
		if (*s == '&' && i >= verbatim) {
			i += take_ampersand(s, len - i, out);
		} else if ((n = forbidden(s, len - i))) {
			buf_str(out, "\xef\xbf\xbd");
			i += n;
		} else {
			buf_char(out, *s);
			i++;
		}
	}
	/* What a feed that is cut short holds of its last article would be lost with the section. */
	if (open)
		buf_str(out, "]]>");
	return declares;
}
