/* strip.c - a page without its tags, in one pass and with no tree: the last resort when the parser died of the page. */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "html/entity.h"
#include "html/html.h"

struct strip {
	const char *s, *end;
	struct doc_builder *out;
	struct buf text;     /**< of the paragraph so far */
	bool no_end;         /**< no ">" stands ahead */
	bool no_comment_end; /**< no "-->" stands ahead */
	bool cut;            /**< a script or style without an end took the rest */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void flush(struct strip *x)
{
	while (x->text.len && x->text.bytes[x->text.len - 1] == ' ')
		x->text.len--;
	if (x->text.len)
		doc_builder_block(x->out, PQ_BLOCK_PARAGRAPH, x->text.bytes, x->text.len);
	x->out->failed |= x->text.failed;
	buf_clear(&x->text);
}

static void put_space(struct strip *x)
{
	if (x->text.len && x->text.bytes[x->text.len - 1] != ' ')
		buf_char(&x->text, ' ');
}

/** At an ampersand: the character it stands for, or itself. */
static void put_entity(struct strip *x)
{
	size_t taken = entity_decode(x->s, (size_t)(x->end - x->s), false, &x->text);
	if (!taken)
		buf_char(&x->text, '&');
	x->s += taken ? taken : 1;
}

static bool is(const char *name, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == len && !strncasecmp(*list, name, len))
			return true;
	return false;
}

/** Past the end tag of an element whose content is no text. */
static void skip_element(struct strip *x, const char *name, size_t len)
{
	for (const char *p = x->s; (p = memchr(p, '<', (size_t)(x->end - p))); p++)
		if ((size_t)(x->end - p) > len + 2 && p[1] == '/' && !strncasecmp(p + 2, name, len)) {
			x->s = p;
			return;
		}
	x->cut |= x->s < x->end;
	x->s = x->end;
}

static void skip_comment(struct strip *x)
{
	const char *close = x->no_comment_end ? NULL : memmem(x->s, (size_t)(x->end - x->s), "-->", 3);
	x->no_comment_end |= !close;
	x->s = close ? close + 3 : x->s + 4;
}

/** At "<". */
static void read_tag(struct strip *x)
{
	static const char *const hidden[] = {"script", "style",  "template", "noscript", "svg",
					     "iframe", "object", "select",   NULL};
	static const char *const inline_tags[] = {"a",    "b",    "i",     "em",   "strong", "span", "u",   "s",
						  "sub",  "sup",  "small", "abbr", "cite",   "q",    "dfn", "time",
						  "mark", "font", "kbd",   "code", "samp",   "var",  "ins", "del",
						  "big",  "wbr",  "img",   "bdi",  "bdo",    "tt",   NULL};
	if (x->end - x->s >= 4 && !memcmp(x->s, "<!--", 4)) {
		skip_comment(x);
		return;
	}
	const char *name = x->s + 1;
	bool closing = name < x->end && *name == '/';
	name += closing;
	size_t n = 0;
	while (name + n < x->end && is_name(name[n]))
		n++;
	bool tag = n && (unsigned char)((*name | 32) - 'a') < 26;
	if (!tag && (name >= x->end || (*name != '!' && *name != '?'))) {
		buf_char(&x->text, *x->s++);
		return;
	}
	const char *stop = x->no_end ? NULL : memchr(name, '>', (size_t)(x->end - name));
	x->no_end |= !stop;
	if (!stop) { /* a tag that never ends is text */
		buf_char(&x->text, *x->s++);
		return;
	}
	x->s = stop + 1;
	if (!closing && is(name, n, hidden))
		skip_element(x, name, n);
	else if (n && !is(name, n, inline_tags))
		flush(x);
}

enum pq_status html_strip(const char *text, size_t len, struct doc_builder *out, struct pq_error *error)
{
	struct strip x = {.s = text, .end = text + len, .out = out};
	while (x.s < x.end) {
		if (*x.s == '<') {
			read_tag(&x);
		} else if (*x.s == '&') {
			put_entity(&x);
		} else if (is_space(*x.s)) {
			put_space(&x);
			x.s++;
		} else {
			const char *from = x.s;
			while (x.s < x.end && *x.s != '<' && *x.s != '&' && !is_space(*x.s))
				x.s++;
			if (x.s == from)
				x.s++;
			buf_add(&x.text, from, (size_t)(x.s - from));
		}
	}
	flush(&x);
	buf_release(&x.text);
	if (x.cut)
		doc_builder_notice(out, "A script without an end hid the rest of the page.");
	doc_builder_notice(out, "The page's structure could not be read; this is its text without the tags.");
	return out->failed || out->text.failed ? error_nomem(error) : PQ_OK;
}
