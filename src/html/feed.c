/* feed.c - RSS and Atom to entries, from libxml2's events.
 * Sources: RSS 2.0 (rssboard.org), RSS 1.0 and its modules content and dc, RFC 4287 (Atom). */
#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "html/feed.h"
#include "html/html.h"
#include "html/libxml.h"
#include "html/tree.h"
#include "html/url.h"
#include <libxml/parserInternals.h>

/** Whose address others are seen from, from the outermost in; Source: XML Base (w3.org/TR/xmlbase). */
enum feed_base { BASE_DOCUMENT, BASE_ROOT, BASE_FEED, BASE_ENTRY, BASE_VALUE, FEED_BASES };

struct feed {
	struct entries_builder *out;
	const char *name;
	struct feed_value value[FEED_FIELDS]; /**< of the entry under way */
	struct feed_value site;               /**< the feed's title */
	struct feed_value *into;              /**< the value under way; NULL: none */
	struct buf base[FEED_BASES]; /**< what addresses are seen from; each empty where it is that of the one before */
	uint32_t depth, into_depth;  /**< INTO_DEPTH: of its element */
	uint32_t head_depth, entry_depth; /**< of the feed's (channel's) and of the entry's element; 0: not inside */
	uint32_t skip_depth;              /**< inside an author: of the element that is not the name */
	uint32_t number;                  /**< of entries begun */
	bool markup;                      /**< elements stand in the value: its text is escaped */
	uint32_t fault;                   /**< line where it is no well-formed XML; 0: nowhere */
	bool failed;
};

/* ---- names ---- */

enum family { FAMILY_FEED, FAMILY_ATOM, FAMILY_DC, FAMILY_CONTENT, FAMILY_OTHER };

static enum family family_of(const char *prefix, const char *uri)
{
	static const struct {
		const char *uri, *prefix;
		enum family family;
	} known[] = {{"http://www.w3.org/2005/Atom", "atom", FAMILY_ATOM},
		     {"http://purl.org/atom/ns#", "atom", FAMILY_ATOM},
		     {"http://purl.org/rss/1.0/", "rss", FAMILY_FEED},
		     {"http://purl.org/dc/elements/1.1/", "dc", FAMILY_DC},
		     {"http://purl.org/rss/1.0/modules/content/", "content", FAMILY_CONTENT}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (uri ? !strcmp(uri, known[i].uri) : prefix && !strcmp(prefix, known[i].prefix))
			return known[i].family;
	return prefix ? FAMILY_OTHER : FAMILY_FEED;
}

static enum feed_field field_of(enum family family, const char *name)
{
	static const struct {
		unsigned families;
		const char *name;
		enum feed_field field;
	} fields[] = {
		{1 << FAMILY_FEED | 1 << FAMILY_ATOM, "title", FIELD_TITLE},
		{1 << FAMILY_FEED, "link", FIELD_LINK},
		{1 << FAMILY_FEED, "guid", FIELD_ID},
		{1 << FAMILY_ATOM, "id", FIELD_ID},
		{1 << FAMILY_FEED, "description", FIELD_SUMMARY},
		{1 << FAMILY_FEED | 1 << FAMILY_ATOM, "summary", FIELD_SUMMARY},
		{1 << FAMILY_FEED | 1 << FAMILY_ATOM, "content", FIELD_CONTENT},
		{1 << FAMILY_CONTENT, "encoded", FIELD_CONTENT},
		{1 << FAMILY_FEED, "pubDate", FIELD_PUBLISHED},
		{1 << FAMILY_FEED | 1 << FAMILY_ATOM, "published", FIELD_PUBLISHED},
		{1 << FAMILY_ATOM, "issued", FIELD_PUBLISHED},
		{1 << FAMILY_DC, "date", FIELD_PUBLISHED},
		{1 << FAMILY_FEED | 1 << FAMILY_ATOM, "updated", FIELD_UPDATED},
		{1 << FAMILY_ATOM, "modified", FIELD_UPDATED},
		{1 << FAMILY_FEED | 1 << FAMILY_ATOM, "author", FIELD_AUTHOR},
		{1 << FAMILY_DC, "creator", FIELD_AUTHOR},
	};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].families & 1u << family && !strcmp(fields[i].name, name))
			return fields[i].field;
	return FIELD_NONE;
}

/* ---- attributes: five pointers each, the value from the fourth to the fifth ---- */

struct attributes {
	int n;
	const xmlChar **at;
};

static struct str attribute(const struct attributes *a, const char *name)
{
	for (int i = 0; i < a->n; i++) {
		const char *const *x = (const char *const *)(const void *)(a->at + 5 * i);
		if (!strcmp(x[0], name))
			return (struct str){x[3], (uint32_t)(x[4] - x[3])};
	}
	return (struct str){0};
}

/* Ampersands stand in values as references, whatever they were written as. */
static void put_value(struct buf *out, struct str value)
{
	static const char reference[] = "&#38;";
	for (const char *s = value.s, *end = s + value.len; s < end;) {
		bool found = (size_t)(end - s) >= sizeof reference - 1 && !memcmp(s, reference, sizeof reference - 1);
		if (found)
			buf_char(out, '&');
		else
			buf_char(out, *s);
		s += found ? sizeof reference - 1 : 1;
	}
}

/** The innermost base from LEVEL out to LAST; NULL: none is told. */
static const char *base_at(const struct feed *f, enum feed_base level, enum feed_base last)
{
	for (int i = (int)level; i >= (int)last; i--)
		if (f->base[i].len)
			return f->base[i].bytes;
	return NULL;
}

/* An element of LEVEL begins. */
static void take_base(struct feed *f, enum feed_base level, const struct attributes *a)
{
	buf_clear(&f->base[level]);
	for (int i = 0; i < a->n; i++) {
		const char *const *x = (const char *const *)(const void *)(a->at + 5 * i);
		struct buf value = {0};
		if (strcmp(x[0], "base") != 0 || !x[1] || strcmp(x[1], "xml") != 0)
			continue;
		put_value(&value, (struct str){x[3], (uint32_t)(x[4] - x[3])});
		if (value.len && !value.failed)
			(void)url_resolve(base_at(f, level - 1, BASE_DOCUMENT), value.bytes, value.len,
					  &f->base[level]);
		f->failed |= value.failed || f->base[level].failed;
		buf_release(&value);
	}
}

static bool is(struct str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.s, word, s.len);
}

static enum feed_type type_of(enum family family, const struct attributes *a)
{
	struct str type = attribute(a, "type");
	if (family != FAMILY_ATOM)
		return FEED_HTML;
	if (!type.s || is(type, "text") || is(type, "text/plain"))
		return FEED_TEXT;
	return is(type, "html") || is(type, "xhtml") || is(type, "text/html") || is(type, "application/xhtml+xml")
		       ? FEED_HTML
		       : FEED_OTHER;
}

/* ---- entries ---- */

static void clear_values(struct feed *f)
{
	for (int i = 0; i < FEED_FIELDS; i++) {
		buf_clear(&f->value[i].s);
		buf_clear(&f->value[i].base);
		f->value[i].type = FEED_HTML;
	}
}

static void end_entry(struct feed *f, bool cut)
{
	struct buf site = {0};
	feed_words(&f->site, &site);
	for (int i = 0; i < FEED_FIELDS; i++)
		f->failed |= f->value[i].s.failed;
	const struct feed_about about = {f->name, site.len ? site.bytes : "", base_at(f, BASE_ENTRY, BASE_DOCUMENT),
					 f->number, cut};
	if (!f->failed && !site.failed)
		feed_entry(f->out, f->value, &about);
	f->failed |= site.failed || f->out->failed;
	buf_release(&site);
	f->entry_depth = 0;
	f->into = NULL;
}

/* An element begins a value.  One that comes again replaces what was there, but authors add up. */
static void begin_value(struct feed *f, enum family family, enum feed_field field, const struct attributes *a)
{
	struct feed_value *v = f->entry_depth ? &f->value[field] : &f->site;
	bool again = field == FIELD_AUTHOR && v->s.len;
	if (!again)
		buf_clear(&v->s);
	else
		buf_str(&v->s, ", ");
	v->type = field == FIELD_TITLE || field == FIELD_CONTENT || field == FIELD_SUMMARY ? type_of(family, a)
											   : FEED_TEXT;
	if (f->entry_depth)
		take_base(f, BASE_VALUE, a);
	const char *base = f->entry_depth ? base_at(f, BASE_VALUE, BASE_ROOT) : NULL;
	buf_clear(&v->base);
	if (base)
		buf_str(&v->base, base);
	f->into = v;
	f->into_depth = f->depth;
	f->skip_depth = 0;
	f->markup = false;
}

/* Atom's links are attributes; only the one to the article's page counts. */
static void take_link(struct feed *f, const struct attributes *a)
{
	struct str rel = attribute(a, "rel"), href = attribute(a, "href");
	if (!href.len || (rel.s && !is(rel, "alternate")))
		return;
	buf_clear(&f->value[FIELD_LINK].s);
	put_value(&f->value[FIELD_LINK].s, href);
}

static void open_tag(struct feed *f, const char *name, const struct attributes *a)
{
	struct buf *s = &f->into->s;
	if (!f->markup && s->len) {
		struct buf before = *s;
		*s = (struct buf){0};
		html_escape(s, before.bytes, before.len);
		s->failed |= before.failed;
		buf_release(&before);
	}
	f->markup = true;
	f->into->type = FEED_HTML;
	buf_printf(s, "<%s", name);
	for (int i = 0; i < a->n; i++) {
		const char *const *x = (const char *const *)(const void *)(a->at + 5 * i);
		struct buf value = {0};
		put_value(&value, (struct str){x[3], (uint32_t)(x[4] - x[3])});
		buf_printf(s, " %s=\"", x[0]);
		html_escape(s, value.bytes, value.len);
		buf_char(s, '"');
		s->failed |= value.failed;
		buf_release(&value);
	}
	buf_char(s, '>');
}

static void close_tag(struct feed *f, const char *name)
{
	if (!(tag_flags(tag_find(name, strlen(name))) & TAG_VOID))
		buf_printf(&f->into->s, "</%s>", name);
}

/* ---- events ---- */

static bool names_author(const struct feed *f)
{
	return f->into == &f->value[FIELD_AUTHOR];
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
		     const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
	struct feed *f = user;
	const char *name = (const char *)local;
	const struct attributes a = {n, attributes};
	(void)n_namespaces, (void)namespaces, (void)n_defaulted;
	f->depth++;
	if (f->failed)
		return;
	if (f->into) {
		if (!names_author(f))
			open_tag(f, name, &a);
		else if (!strcmp(name, "name"))
			f->skip_depth = 0;
		else if (!f->skip_depth)
			f->skip_depth = f->depth;
		return;
	}
	enum family family = family_of((const char *)prefix, (const char *)uri);
	bool own = family == FAMILY_FEED || family == FAMILY_ATOM;
	if (f->depth == 1)
		take_base(f, BASE_ROOT, &a);
	if (!f->entry_depth && own && (!strcmp(name, "item") || !strcmp(name, "entry"))) {
		f->entry_depth = f->depth;
		f->number++;
		take_base(f, BASE_ENTRY, &a);
		clear_values(f);
	} else if (!f->entry_depth && own && (!strcmp(name, "channel") || !strcmp(name, "feed"))) {
		f->head_depth = f->depth;
		take_base(f, BASE_FEED, &a);
	} else if (f->entry_depth && f->depth == f->entry_depth + 1) {
		enum feed_field field = field_of(family, name);
		if (family == FAMILY_ATOM && !strcmp(name, "link"))
			take_link(f, &a);
		else if (field != FIELD_NONE)
			begin_value(f, family, field, &a);
	} else if (!f->entry_depth && f->head_depth && f->depth == f->head_depth + 1 &&
		   field_of(family, name) == FIELD_TITLE) {
		begin_value(f, family, FIELD_TITLE, &a);
	}
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct feed *f = user;
	(void)prefix, (void)uri;
	if (f->failed || !f->depth)
		return;
	if (f->into && f->depth == f->into_depth) {
		f->failed |= f->into->s.failed || f->into->base.failed;
		f->into = NULL;
	} else if (f->into && !names_author(f)) {
		close_tag(f, (const char *)local);
	} else if (f->skip_depth == f->depth) {
		f->skip_depth = 0;
	}
	if (f->depth == f->entry_depth)
		end_entry(f, false);
	if (f->depth == f->head_depth)
		f->head_depth = 0;
	f->depth--;
}

static void on_text(void *user, const xmlChar *s, int len)
{
	struct feed *f = user;
	if (f->failed || len <= 0 || !f->into || f->skip_depth)
		return;
	if (f->markup)
		html_escape(&f->into->s, (const char *)s, (size_t)len);
	else if (!names_author(f) || (*s != '\n' && *s != ' ')) /* between the elements of an author */
		buf_add(&f->into->s, (const char *)s, (size_t)len);
}

static void on_fault(void *user, xmlErrorPtr error)
{
	struct feed *f = user;
	if (error->level == XML_ERR_FATAL && !f->fault)
		f->fault = error->line > 0 ? (uint32_t)error->line : 1;
	f->failed |= error->code == XML_ERR_NO_MEMORY;
}

static void parse(struct feed *f, const struct buf *xml)
{
	const struct libxml *x = libxml_load();
	xmlParserCtxtPtr ctxt = xml->len < INT_MAX ? x->new_xml() : NULL;
	if (!ctxt) {
		f->failed = true;
		return;
	}
	memset(ctxt->sax, 0, sizeof *ctxt->sax);
	ctxt->sax->initialized = XML_SAX2_MAGIC;
	ctxt->sax->startElementNs = on_start;
	ctxt->sax->endElementNs = on_end;
	ctxt->sax->characters = on_text;
	ctxt->sax->cdataBlock = on_text;
	ctxt->sax->serror = on_fault;
	ctxt->userData = f;
	int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
		      XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
	xmlDocPtr doc = x->read_xml(ctxt, xml->bytes ? xml->bytes : "", (int)xml->len, NULL, "UTF-8", options);
	if (doc)
		x->free_document(doc);
	x->free_xml(ctxt);
}

static void note_faults(struct feed *f, bool cut, bool declares)
{
	struct buf *notice = &f->out->notice;
	if (notice->len && (cut || f->fault))
		buf_char(notice, ' ');
	if (cut)
		buf_printf(notice, "The feed is cut short after %u %s.", f->number,
			   f->number == 1 ? "entry" : "entries");
	else if (f->fault)
		buf_printf(notice, "The feed is not well-formed (line %u): parts of it may be missing.", f->fault);
	if (declares)
		buf_printf(notice, "%sThe feed declares entities of its own, which are not read.",
			   notice->len ? " " : "");
}

void feed_prepare(void)
{
	(void)libxml_load();
}

enum pq_status feed_read(const char *text, size_t len, const char *name, const char *url, struct entries_builder *out,
			 struct pq_error *error)
{
	struct feed f = {.out = out, .name = name};
	struct buf xml = {0};
	if (!libxml_load())
		return error_set(error, PQ_EUNSUPPORTED,
				 "this is a feed, and libxml2, which reads them, is not installed");
	bool declares = feed_clean(text, len, &xml);
	if (url)
		buf_str(&f.base[BASE_DOCUMENT], url);
	f.failed = xml.failed || f.base[BASE_DOCUMENT].failed;
	if (!f.failed)
		parse(&f, &xml);
	bool cut = f.depth > 0;
	if (f.entry_depth)
		end_entry(&f, true);
	note_faults(&f, cut, declares);
	for (int i = 0; i < FEED_FIELDS; i++) {
		buf_release(&f.value[i].s);
		buf_release(&f.value[i].base);
	}
	for (int i = 0; i < FEED_BASES; i++)
		buf_release(&f.base[i]);
	buf_release(&f.site.s);
	buf_release(&f.site.base);
	buf_release(&xml);
	if (f.failed)
		return error_nomem(error);
	return out->list.len ? PQ_OK
			     : error_set(error, PQ_EEMPTY, "%s is a feed without an entry%s", name,
					 cut ? ": it is cut short" : "");
}
