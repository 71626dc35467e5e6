/* markdown.c - Markdown -> HTML by md4c, with the front matter that static sites and editors put before it. */
#include "engine/markdown.h"

#include <dlfcn.h>
#include <md4c-html.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "html/html.h"

enum { SURVEYED = 16 * 1024, LONGEST_BYLINE = 160, LONGEST_KEY = 20 };

/* ---- what tells Markdown from plain text ---- */

struct line {
	const char *s, *end; /**< without the newline */
	uint32_t indent;
};

static bool next_line(const char **at, const char *end, struct line *l)
{
	if (*at >= end)
		return false;
	const char *newline = memchr(*at, '\n', (size_t)(end - *at));
	*l = (struct line){*at, newline ? newline : end, 0};
	*at = newline ? newline + 1 : end;
	while (l->s < l->end && (*l->s == ' ' || *l->s == '\t')) {
		l->s++;
		l->indent++;
	}
	while (l->end > l->s && (l->end[-1] == ' ' || l->end[-1] == '\t'))
		l->end--;
	return true;
}

static bool starts(const struct line *l, const char *word)
{
	size_t n = strlen(word);
	return (size_t)(l->end - l->s) >= n && !memcmp(l->s, word, n);
}

static bool holds(const struct line *l, const char *word)
{
	return memmem(l->s, (size_t)(l->end - l->s), word, strlen(word)) != NULL;
}

static bool is_heading(const struct line *l)
{
	const char *s = l->s;
	while (s < l->end && *s == '#')
		s++;
	return s > l->s && s - l->s <= 6 && s + 1 < l->end && *s == ' ';
}

static bool is_reference(const struct line *l)
{
	return starts(l, "[") && (holds(l, "]: http") || holds(l, "]: <http"));
}

static bool is_table_rule(const struct line *l)
{
	return holds(l, "|") && holds(l, "---") && strspn(l->s, "|-: \t") >= (size_t)(l->end - l->s);
}

static bool holds_strong(const struct line *l)
{
	const char *s = memmem(l->s, (size_t)(l->end - l->s), "**", 2);
	return s && s + 2 < l->end && s[2] != ' ' && s[2] != '*' &&
	       memmem(s + 2, (size_t)(l->end - s - 2), "**", 2) != NULL;
}

/** "Subject: ...": the head of a message, whose text is plain whatever it quotes. */
static bool is_message(const struct line *first)
{
	static const char *const keys[] = {
		"From:", "To:", "Subject:", "Date:", "Return-Path:", "Received:", "Message-ID:"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (starts(first, keys[i]))
			return true;
	return false;
}

/** The line behind front matter; NULL: there is none.  *TOML: of the kind between "+++". */
static const char *skip_front(const char *text, const char *end, bool *toml)
{
	const char *at = text;
	struct line l;
	unsigned keys = 0;
	if (!next_line(&at, end, &l) || l.indent || l.end - l.s != 3 || (!starts(&l, "---") && !starts(&l, "+++")))
		return NULL;
	*toml = *l.s == '+';
	while (next_line(&at, end, &l)) {
		if (l.end - l.s == 3 && (starts(&l, *toml ? "+++" : "---") || (!*toml && starts(&l, "..."))))
			return keys ? at : NULL;
		if (l.s == l.end && !keys)
			return NULL;
		keys += l.indent == 0 && holds(&l, *toml ? "=" : ":");
	}
	return NULL;
}

bool markdown_sniff(const char *text, size_t len)
{
	const char *at = text, *end = text + (len < SURVEYED ? len : SURVEYED);
	bool toml, blank = true, first = true;
	unsigned headings = 0, marks = 0, lesser = 0;
	struct line l;
	if (skip_front(text, end, &toml))
		return true;
	while (next_line(&at, end, &l)) {
		if (first && l.s < l.end && is_message(&l))
			return false;
		first &= l.s == l.end;
		headings += blank && l.indent < 4 && is_heading(&l);
		marks |= (holds(&l, "](http") || holds(&l, "](/") || holds(&l, "](#") ? 1u : 0) |
			 (starts(&l, "```") || starts(&l, "~~~") ? 2u : 0) | (is_reference(&l) ? 4u : 0) |
			 (!blank && is_table_rule(&l) ? 8u : 0) | (holds(&l, "![") && holds(&l, "](") ? 16u : 0);
		lesser |= (holds_strong(&l) ? 1u : 0) | (starts(&l, "> ") ? 2u : 0) |
			  (starts(&l, "- ") || starts(&l, "* ") ? 4u : 0);
		blank = l.s == l.end;
	}
	return marks || headings > 1 || (headings && lesser);
}

/* ---- front matter ---- */

/** S without blanks and quote marks around it. */
static void put_value(struct buf *out, const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t' || *s == '-'))
		s++;
	if (end - s >= 2 && (*s == '"' || *s == '\'') && end[-1] == *s) {
		s++;
		end--;
	}
	if (s < end && out->len)
		buf_str(out, ", ");
	buf_add(out, s, (size_t)(end - s));
}

/** "[a, b]" or one value. */
static void put_values(struct buf *out, const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	if (s == end || *s != '[' || end[-1] != ']') {
		put_value(out, s, end);
		return;
	}
	for (s++, end--; s < end;) {
		const char *comma = memchr(s, ',', (size_t)(end - s)), *stop = comma ? comma : end;
		put_value(out, s, stop);
		s = stop + 1;
	}
}

static struct buf *value_of(struct markdown *m, const char *key, size_t len)
{
	const struct {
		const char *key;
		struct buf *value;
	} keys[] = {{"title", &m->title},        {"headline", &m->title}, {"author", &m->byline},
		    {"authors", &m->byline},     {"byline", &m->byline},  {"date", &m->published},
		    {"published", &m->published}};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strlen(keys[i].key) == len && !strncasecmp(keys[i].key, key, len))
			return keys[i].value;
	return NULL;
}

static void read_front(struct markdown *m, const char *s, const char *end, bool toml)
{
	struct buf *value = NULL;
	struct line l;
	while (next_line(&s, end, &l)) {
		const char *sign = memchr(l.s, toml ? '=' : ':', (size_t)(l.end - l.s)), *key_end = sign;
		bool item = starts(&l, "- ");
		if (!l.indent && !item) {
			while (key_end && key_end > l.s && key_end[-1] == ' ')
				key_end--;
			value = sign && sign - l.s <= LONGEST_KEY ? value_of(m, l.s, (size_t)(key_end - l.s)) : NULL;
			if (value)
				put_values(value, sign + 1, l.end);
		} else if (value && item && !sign) {
			put_value(value, l.s + 1, l.end);
		} else if (value && sign && (starts(&l, "name:") || starts(&l, "- name:"))) {
			put_value(value, sign + 1, l.end);
		}
	}
}

/* ---- the text ---- */

typedef int to_html(const MD_CHAR *, MD_SIZE, void (*)(const MD_CHAR *, MD_SIZE, void *), void *, unsigned, unsigned);

static to_html *load(void)
{
	static to_html *function;
	static bool loaded;
	void *library = loaded ? NULL : dlopen("libmd4c-html.so.0", RTLD_NOW | RTLD_LOCAL);
	void *address = library ? dlsym(library, "md_html") : NULL;
	/* POSIX lets the object pointer be read as a function's. */
	if (address)
		memcpy(&function, &address, sizeof address);
	loaded = true;
	return function;
}

bool markdown_prepare(void)
{
	return load() != NULL;
}

static void put_html(const MD_CHAR *s, MD_SIZE len, void *user)
{
	buf_add(user, s, len);
}

/** The words of the element OPEN ... CLOSE at S into OUT; what stands behind it, S: it is another. */
static const char *take_element(const char *s, const char *end, const char *open, const char *close, struct buf *out)
{
	size_t n = strlen(open);
	const char *stop = (size_t)(end - s) > n && !memcmp(s, open, n)
				   ? memmem(s, (size_t)(end - s), close, strlen(close))
				   : NULL;
	if (!stop)
		return s;
	html_words(s + n, (size_t)(stop - s) - n, out);
	stop += strlen(close);
	while (stop < end && *stop == '\n')
		stop++;
	return stop;
}

/** A title and a byline may stand before the text as any heading and paragraph do. */
static const char *take_head(struct markdown *m, const char *s, const char *end)
{
	struct buf title = {0}, byline = {0};
	const char *p = take_element(s, end, "<h1>", "</h1>", &title),
		   *q = take_element(p, end, "<p>", "</p>", &byline);
	if (!m->title.len)
		buf_add(&m->title, title.bytes, title.len);
	bool same = title.len && title.len == m->title.len && !memcmp(title.bytes, m->title.bytes, title.len);
	s = same ? p : s;
	bool by = same && byline.len > 4 && byline.len < LONGEST_BYLINE && !strncasecmp(byline.bytes, "by ", 3) &&
		  byline.bytes[3] >= 'A' && byline.bytes[3] <= 'Z' && byline.bytes[byline.len - 1] != '.';
	if (by && !m->byline.len) {
		buf_add(&m->byline, byline.bytes, byline.len);
		s = q;
	}
	m->html.failed |= title.failed || byline.failed;
	buf_release(&title);
	buf_release(&byline);
	return s;
}

/** The value of the attribute that OPEN begins within [S, END), up to its quote mark; empty: there is none. */
static struct line attribute(const char *s, const char *end, const char *open)
{
	const char *value = memmem(s, (size_t)(end - s), open, strlen(open));
	const char *quote = value ? memchr(value + strlen(open), '"', (size_t)(end - value) - strlen(open)) : NULL;
	return quote ? (struct line){.s = value + strlen(open), .end = quote} : (struct line){.s = s, .end = s};
}

/** The words for a picture stand in its place: as a caption where it has a paragraph to itself, else within the text. */
static void put_with_pictures(const char *s, const char *end, struct buf *out)
{
	static const char open[] = "<img src=\""; /* as md4c writes it; it escapes ">" in attributes */
	const char *picture, *stop;
	while ((picture = memmem(s, (size_t)(end - s), open, strlen(open))) != NULL &&
	       (stop = memchr(picture, '>', (size_t)(end - picture))) != NULL) {
		struct line alt = attribute(picture, stop, "\" alt=\""),
			    title = attribute(picture, stop, "\" title=\"");
		bool alone = picture - s >= 3 && !memcmp(picture - 3, "<p>", 3) && end - stop > 4 &&
			     !memcmp(stop + 1, "</p>", 4) && (alt.s < alt.end || title.s < title.end);
		buf_add(out, s, (size_t)(picture - s) - (alone ? 3 : 0));
		buf_str(out, alone ? "<figure><figcaption>" : "");
		buf_add(out, alt.s, (size_t)(alt.end - alt.s));
		if (title.s < title.end)
			buf_printf(out, alt.s < alt.end ? " (%.*s)" : "%.*s", (int)(title.end - title.s), title.s);
		buf_str(out, alone ? "</figcaption></figure>" : "");
		s = stop + 1 + (alone ? 4 : 0);
	}
	buf_add(out, s, (size_t)(end - s));
}

enum pq_status markdown_read(const char *text, size_t len, struct markdown *m, struct pq_error *error)
{
	const unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS;
	const char *end = text + len;
	bool toml = false;
	to_html *convert = load();
	const char *body = skip_front(text, end, &toml);
	if (!convert)
		return error_set(error, PQ_EUNSUPPORTED,
				 "this is Markdown, and md4c, which reads it, is not installed");
	if (body)
		read_front(m, text, body, toml);
	body = body ? body : text;
	/* md4c 0.4.8 looks at what stands behind its text: a NUL. */
	struct buf html = {0}, copy = {0};
	buf_add(&copy, body, (size_t)(end - body));
	int failed = copy.failed || convert(copy.bytes, (MD_SIZE)copy.len, put_html, &html, flags, 0);
	buf_release(&copy);
	const char *s = html.bytes ? take_head(m, html.bytes, html.bytes + html.len) : "";
	if (html.bytes)
		put_with_pictures(s, html.bytes + html.len, &m->html);
	failed |= html.failed || m->html.failed || m->title.failed || m->byline.failed || m->published.failed;
	buf_release(&html);
	return failed ? error_nomem(error) : PQ_OK;
}

void markdown_release(struct markdown *m)
{
	buf_release(&m->html);
	buf_release(&m->title);
	buf_release(&m->byline);
	buf_release(&m->published);
}
