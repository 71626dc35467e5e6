/* prescan.c - a page made safe for the parser: reading tags.  What they do to the nesting is nest.c. */
#include "html/prescan.h"

#include <string.h>
#include <strings.h>

#include "html/nest.h"

struct scan {
	const char *start, *s, *end;
	struct prescan *out;
	struct nest nest;
	const char *gt;                    /**< the next ">", once looked for; END: none */
	bool no_subset_end;                /**< no "]>" stands ahead */
	bool no_comment_end;               /**< no "-->" stands ahead */
	bool unclosed[TAGS];               /**< no end tag of this element stands ahead */
	struct prescan_span values[ATTRS]; /**< of the tag being read; AT is 0 where it has none */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_alpha(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

static void put_text(struct scan *x, const char *s, size_t len)
{
	buf_add(&x->out->page, s, len);
}

/** Read the attributes from P to the tag's end; returns what follows the tag.  *SELF: it ended in "/>". */
static const char *read_attributes(struct scan *x, const char *p, bool *self)
{
	memset(x->values, 0, sizeof x->values);
	*self = false;
	uint32_t count = 0;
	while (p < x->end && *p != '>') {
		if (is_space(*p) || *p == '/') {
			*self = *p == '/';
			p++;
			continue;
		}
		*self = false;
		const char *name = p++;
		while (p < x->end && !is_space(*p) && *p != '=' && *p != '>' && *p != '/')
			p++;
		size_t n = (size_t)(p - name);
		while (p < x->end && is_space(*p))
			p++;
		const char *value = p, *stop = p;
		if (p < x->end && *p == '=') {
			for (p++; p < x->end && is_space(*p);)
				p++;
			bool quoted = p < x->end && (*p == '"' || *p == '\'');
			value = quoted ? p + 1 : p;
			const char *close = quoted ? memchr(value, *p, (size_t)(x->end - value)) : NULL;
			for (stop = close ? close : value; !close && stop < x->end && !is_space(*stop) && *stop != '>';)
				stop++;
			p = close ? close + 1 : stop;
		}
		enum attr a = ++count <= PRESCAN_ATTRIBUTES ? attr_find(name, n) : ATTRS;
		if (a != ATTRS && !x->values[a].at)
			x->values[a] = (struct prescan_span){(size_t)(value - x->start), (size_t)(stop - value)};
	}
	x->out->many += count > PRESCAN_ATTRIBUTES;
	return p < x->end ? p + 1 : p;
}

static void put_attribute(struct scan *x, enum attr a)
{
	const char *s = x->start + x->values[a].at;
	size_t len = x->values[a].len;
	if (len > PRESCAN_VALUE) {
		x->out->long_values++;
		for (len = PRESCAN_VALUE; len && ((unsigned char)s[len] & 0xc0) == 0x80;)
			len--;
	}
	struct buf *page = &x->out->page;
	buf_char(page, ' ');
	buf_str(page, attr_name(a));
	buf_str(page, "=\"");
	for (const char *end = s + len; s < end;) {
		const char *q = memchr(s, '"', (size_t)(end - s));
		buf_add(page, s, (size_t)((q ? q : end) - s));
		if (q)
			buf_str(page, "&quot;");
		s = q ? q + 1 : end;
	}
	buf_char(page, '"');
}

static void put_tag(struct scan *x, enum tag t)
{
	struct buf *page = &x->out->page;
	buf_char(page, '<');
	buf_str(page, nest_name(t));
	for (unsigned a = 0; a < ATTRS; a++)
		if (x->values[a].at)
			put_attribute(x, (enum attr)a);
	buf_char(page, '>');
}

/** Where the end tag of T starts, at or behind P; NULL: nowhere. */
static const char *find_end(struct scan *x, enum tag t, const char *p)
{
	const char *name = tag_name(t);
	size_t n = strlen(name);
	while (!x->unclosed[t] && (p = memchr(p, '<', (size_t)(x->end - p)))) {
		if ((size_t)(x->end - p) > n + 2 && p[1] == '/' && !strncasecmp(p + 2, name, n) && !is_alpha(p[2 + n]))
			return p;
		p++;
	}
	x->unclosed[t] = true;
	return NULL;
}

static bool value_is(const struct scan *x, enum attr a, const char *word)
{
	size_t n = strlen(word);
	return x->values[a].at && x->values[a].len >= n && !strncasecmp(x->start + x->values[a].at, word, n);
}

/** An element whose content is no text; S stands behind its start tag. */
static void skip_element(struct scan *x, enum tag t)
{
	const char *close = find_end(x, t, x->s);
	if (!close && !(tag_flags(t) & TAG_RAW))
		return; /* without an end it is taken to hold nothing */
	if (!close && t != TAG_SCRIPT && t != TAG_STYLE)
		return;
	x->out->unclosed |= !close && x->s < x->end;
	const char *stop = close ? close : x->end;
	if (t == TAG_SCRIPT && value_is(x, ATTR_TYPE, "application/ld+json")) {
		struct prescan_span span = {(size_t)(x->s - x->start), (size_t)(stop - x->s)};
		x->out->failed |= !vec_push(&x->out->json, span);
	}
	const char *gt = close ? memchr(close, '>', (size_t)(x->end - close)) : NULL;
	x->s = gt ? gt + 1 : x->end;
}

static void start_tag(struct scan *x, const char *name, size_t len)
{
	bool self;
	enum tag t = tag_find(name, len);
	unsigned flags = tag_flags(t);
	x->s = read_attributes(x, name + len, &self);
	if (flags & TAG_ROOT) {
		if (t == TAG_HTML && x->values[ATTR_LANG].at && !x->out->lang.len)
			x->out->lang = x->values[ATTR_LANG];
		return;
	}
	if (flags & (TAG_RAW | TAG_SKIP)) {
		if (!self || t == TAG_SCRIPT)
			skip_element(x, t);
		return;
	}
	nest_before(&x->nest, t, &x->out->page);
	if (flags & TAG_VOID) {
		put_tag(x, t);
	} else if (nest_open(&x->nest, t)) {
		put_tag(x, t);
		if (t == TAG_OTHER && self)
			nest_close(&x->nest, t, &x->out->page);
	} else {
		x->out->deep++;
		put_text(x, " ", 1);
	}
}

static void end_tag(struct scan *x, const char *name, size_t len)
{
	enum tag t = tag_find(name, len);
	const char *gt = memchr(name, '>', (size_t)(x->end - name));
	x->s = gt ? gt + 1 : x->end;
	if (t == TAG_BR)
		put_text(x, "<br>", 4);
	else
		nest_close(&x->nest, t, &x->out->page);
}

/** At "<!" or "<?". */
static void skip_declaration(struct scan *x)
{
	if (x->end - x->s >= 4 && !memcmp(x->s, "<!--", 4)) {
		const char *close = x->no_comment_end ? NULL : memmem(x->s + 2, (size_t)(x->end - x->s - 2), "-->", 3);
		x->no_comment_end |= !close;
		x->s = close ? close + 3 : x->s + 4;
		return;
	}
	if (x->end - x->s >= 9 && !memcmp(x->s, "<![CDATA[", 9)) {
		x->s += 9;
		return;
	}
	const char *gt = memchr(x->s, '>', (size_t)(x->end - x->s));
	gt = gt ? gt : x->end - 1;
	if (memchr(x->s, '[', (size_t)(gt - x->s)) && !x->no_subset_end) {
		/* A document type with a subset of its own: to the subset's end. */
		const char *close = memmem(x->s, (size_t)(x->end - x->s), "]>", 2);
		x->no_subset_end = !close;
		gt = close ? close + 1 : gt;
	}
	x->s = gt + 1;
}

/** At "<". */
static void read_markup(struct scan *x)
{
	const char *name = x->s + 1;
	bool closing = name < x->end && *name == '/';
	name += closing;
	size_t len = 0;
	while (name + len < x->end && !is_space(name[len]) && name[len] != '>' && name[len] != '/' && name[len] != '<')
		len++;
	if (!x->gt || x->gt < x->s) {
		x->gt = memchr(x->s, '>', (size_t)(x->end - x->s));
		x->gt = x->gt ? x->gt : x->end;
	}
	if (x->gt < x->end && len && is_alpha(*name)) {
		if (closing)
			end_tag(x, name, len);
		else
			start_tag(x, name, len);
	} else if (x->gt < x->end && name < x->end && (*name == '!' || *name == '?')) {
		skip_declaration(x);
	} else {
		put_text(x, "&lt;", 4);
		x->s++;
	}
}

void prescan(const char *text, size_t len, struct prescan *out)
{
	struct scan x = {.start = text, .s = text, .end = text + len, .out = out};
	buf_reserve(&out->page, len + len / 16);
	while (x.s < x.end) {
		const char *lt = memchr(x.s, '<', (size_t)(x.end - x.s));
		const char *stop = lt ? lt : x.end;
		put_text(&x, x.s, (size_t)(stop - x.s));
		x.s = stop;
		if (lt)
			read_markup(&x);
	}
	nest_close_all(&x.nest, &out->page);
	out->failed |= out->page.failed;
}

void prescan_release(struct prescan *p)
{
	buf_release(&p->page);
	vec_release(&p->json);
}
