/* scan.c - a page's bytes to its tree, in one linear pass: tags, attributes, text.  What tags do to the nesting is nest.c. */
#include "html/scan.h"

#include <string.h>
#include <strings.h>

#include "html/entity.h"
#include "html/nest.h"
#include "text/utf8.h"

struct scanner {
	const char *start, *s, *end;
	struct scan *out;
	struct tree *tree;
	struct nest nest;
	const char *gt;           /**< the next ">", once looked for; END: none */
	bool no_subset_end;       /**< no "]>" stands ahead */
	bool no_comment_end;      /**< no "-->" stands ahead */
	bool unclosed[TAGS];      /**< no end tag of this element stands ahead */
	uint32_t given;           /**< a bit for each attribute that the tag being read has */
	struct str values[ATTRS]; /**< of those, as they stand */
	struct buf decoded;       /**< text or value */
	bool began, ended;        /**< <html> or <body>, and the end of either, were seen */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_alpha(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/** Does C mean something else than itself: does it begin a reference, or is it a control that no text has? */
static bool is_special(char c)
{
	return c == '&' || ((unsigned char)c < 0x20 && !is_space(c));
}

/** How many bytes of S mean themselves. */
static size_t plain_run(const char *s, size_t len)
{
	const uint64_t each = UINT64_MAX / 255;
	size_t i = 0;
	for (; len - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, s + i, sizeof word);
		/* The highest bit of each byte below 0x20, and of each ampersand; of others only behind one. */
		uint64_t low = (word - each * 0x20) & ~word, sign = word ^ each * '&';
		if (!((low | ((sign - each) & ~sign)) & each * 0x80))
			continue;
		for (size_t k = i; k < i + sizeof word; k++)
			if (is_special(s[k]))
				return k;
	}
	while (i < len && !is_special(s[i]))
		i++;
	return i;
}

/** Append S with its references decoded to OUT, without controls. */
static void decode(const char *s, size_t len, bool in_value, struct buf *out)
{
	for (size_t i = 0; i < len;) {
		size_t run = plain_run(s + i, len - i);
		buf_add(out, s + i, run);
		if ((i += run) == len)
			return;
		size_t taken = s[i] == '&' ? entity_decode(s + i, len - i, in_value, out) : 1;
		if (!taken)
			buf_char(out, '&');
		i += taken ? taken : 1;
	}
}

static void put_text(struct scanner *x, const char *s, size_t len)
{
	if (plain_run(s, len) == len) {
		tree_add_text(x->tree, s, len);
		return;
	}
	buf_clear(&x->decoded);
	decode(s, len, false, &x->decoded);
	tree_copy_text(x->tree, x->decoded.bytes, x->decoded.len);
	x->out->failed |= x->decoded.failed;
}

/** Read the attributes from P to the tag's end; returns what follows the tag.  *SELF: it ended in "/>". */
static const char *read_attributes(struct scanner *x, const char *p, bool *self)
{
	x->given = 0;
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
		enum attr a = ++count <= SCAN_ATTRIBUTES ? attr_find(name, n) : ATTRS;
		if (a != ATTRS && !(x->given & 1u << a)) {
			x->given |= 1u << a;
			x->values[a] = (struct str){value, (uint32_t)(stop - value)};
		}
	}
	x->out->many += count > SCAN_ATTRIBUTES;
	return p < x->end ? p + 1 : p;
}

static struct str given(const struct scanner *x, enum attr a)
{
	return x->given & 1u << a ? x->values[a] : (struct str){0};
}

/** Of a value over the limit the part that is kept. */
static struct str cut_value(struct scanner *x, struct str value)
{
	if (value.len > SCAN_VALUE) {
		x->out->long_values++;
		value.len = (uint32_t)utf8_floor(value.s, value.len, SCAN_VALUE);
	}
	return value;
}

static void put_attributes(struct scanner *x)
{
	for (unsigned a = 0; x->given >> a; a++) {
		if (!(x->given >> a & 1))
			continue;
		struct str value = cut_value(x, x->values[a]);
		if (plain_run(value.s, value.len) == value.len) {
			tree_add_attr(x->tree, (enum attr)a, value);
			continue;
		}
		buf_clear(&x->decoded);
		decode(value.s, value.len, true, &x->decoded);
		x->out->failed |= x->decoded.failed;
		tree_copy_attr(x->tree, (enum attr)a, (struct str){x->decoded.bytes, (uint32_t)x->decoded.len});
	}
}

/** Where the end tag of T starts, at or behind P; NULL: nowhere. */
static const char *find_end(struct scanner *x, enum tag t, const char *p)
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

static bool value_is(const struct scanner *x, enum attr a, const char *word)
{
	struct str value = given(x, a);
	size_t n = strlen(word);
	return value.len >= n && !strncasecmp(value.s, word, n);
}

/** An element whose content is no text; S stands behind its start tag. */
static void skip_element(struct scanner *x, enum tag t)
{
	const char *close = find_end(x, t, x->s);
	if (!close && !(tag_flags(t) & TAG_RAW))
		return; /* without an end it is taken to hold nothing */
	if (!close && t != TAG_SCRIPT && t != TAG_STYLE)
		return;
	x->out->unclosed |= !close && x->s < x->end;
	const char *stop = close ? close : x->end;
	if (t == TAG_SCRIPT && value_is(x, ATTR_TYPE, "application/ld+json")) {
		struct scan_span span = {(size_t)(x->s - x->start), (size_t)(stop - x->s)};
		x->out->failed |= !vec_push(&x->out->json, span);
	}
	const char *gt = close ? memchr(close, '>', (size_t)(x->end - close)) : NULL;
	x->s = gt ? gt + 1 : x->end;
}

static void start_tag(struct scanner *x, const char *name, size_t len)
{
	bool self;
	enum tag t = tag_find(name, len);
	unsigned flags = tag_flags(t);
	x->s = read_attributes(x, name + len, &self);
	if (flags & TAG_ROOT) {
		x->began |= t != TAG_HEAD;
		struct str lang = given(x, ATTR_LANG);
		if (t == TAG_HTML && lang.len && !x->out->lang.len)
			x->out->lang = (struct scan_span){(size_t)(lang.s - x->start), lang.len};
		return;
	}
	if (flags & (TAG_RAW | TAG_SKIP)) {
		if (!self || t == TAG_SCRIPT)
			skip_element(x, t);
		return;
	}
	if (t == TAG_NOSCRIPT && (x->nest.count[t] || !find_end(x, t, x->s)))
		return; /* it would hide the rest of the page */
	nest_before(&x->nest, t, x->tree);
	if (flags & TAG_VOID) {
		tree_add(x->tree, t);
	} else if (!nest_open(&x->nest, t, x->tree)) {
		x->out->deep++;
		return;
	}
	put_attributes(x);
	if (t == TAG_OTHER && self)
		nest_close(&x->nest, t, x->tree);
}

static void end_tag(struct scanner *x, const char *name, size_t len)
{
	enum tag t = tag_find(name, len);
	const char *gt = memchr(name, '>', (size_t)(x->end - name));
	x->s = gt ? gt + 1 : x->end;
	x->ended |= t == TAG_BODY || t == TAG_HTML;
	if (t == TAG_BR)
		tree_add(x->tree, t);
	else
		nest_close(&x->nest, t, x->tree);
}

/** At "<!" or "<?". */
static void skip_declaration(struct scanner *x)
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

/** Is what stands from "<" on, with NAME of LEN bytes, a tag that the file's end cut off? */
static bool is_cut_tag(const struct scanner *x, const char *name, size_t len)
{
	bool ends = name + len == x->end; /* "<", "</", "<di" */
	bool known = len && is_alpha(*name) && (ends || tag_find(name, len) != TAG_OTHER);
	return x->began && !x->ended && x->gt == x->end && (known || (ends && !len));
}

/** At "<". */
static void read_markup(struct scanner *x)
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
	} else if (is_cut_tag(x, name, len)) {
		x->s = x->end;
	} else {
		tree_add_text(x->tree, x->s++, 1);
	}
}

void scan_page(const char *text, size_t len, struct tree *tree, struct scan *out)
{
	struct scanner x = {.start = text, .s = text, .end = text + len, .out = out, .tree = tree};
	tree_begin(tree, text);
	while (x.s < x.end) {
		const char *lt = memchr(x.s, '<', (size_t)(x.end - x.s));
		const char *stop = lt ? lt : x.end;
		put_text(&x, x.s, (size_t)(stop - x.s));
		x.s = stop;
		if (lt)
			read_markup(&x);
	}
	tree_end(tree);
	buf_release(&x.decoded);
	out->failed |= tree->failed;
}

void scan_release(struct scan *s)
{
	vec_release(&s->json);
}
