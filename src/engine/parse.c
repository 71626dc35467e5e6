/* parse.c - bytes to a frozen document: what format, what charset, which parser. */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/web.h"
#include "engine/engine.h"
#include "engine/markdown.h"
#include "engine/parse.h"
#include "engine/sniff.h"
#include "engine/transcode.h"
#include "html/html.h"
#include "plain/plain.h"

struct evidence evidence_of(const void *bytes, size_t len, const struct pq_options *o, bool page, char label[LABEL])
{
	return (struct evidence){
		.asked = o->asked_charset,
		.server = o->charset,
		.page = page && html_declared_charset(bytes, len, label) ? label : NULL,
	};
}

static bool is_type(const char *declared, const char *type)
{
	size_t n = strlen(type);
	return declared && !strncasecmp(declared, type, n) && (!declared[n] || strchr("; \t", declared[n]));
}

static bool begins_with_tag(const char *s, size_t len)
{
	size_t i = len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
	while (i < len && s[i] && strchr(" \t\r\n\f", s[i]))
		i++;
	return i < len && s[i] == '<';
}

static bool is_told_html(const struct pq_options *o)
{
	return is_type(o->media_type, "text/html") || is_type(o->media_type, "application/xhtml+xml");
}

static bool is_html(const char *s, size_t len, const struct pq_options *o)
{
	if (o->form != PQ_FORM_ANY)
		return o->form != PQ_FORM_TEXT;
	/* Servers are wrong about a page without a tag, and about plain text that says it is a page. */
	if (is_told_html(o))
		return html_has_markup(s, len);
	if (is_type(o->media_type, "text/plain"))
		return html_is_page(s, len);
	/* Markdown may hold tags of HTML, but does not begin with one. */
	return html_sniff(s, len) && (begins_with_tag(s, len) || !markdown_sniff(s, len));
}

/* Without the library that reads it, Markdown is plain text that a person can read. */
static bool is_markdown(const char *s, size_t len)
{
	return markdown_sniff(s, len) && markdown_prepare();
}

const char *url_of(const struct pq_options *o, const char *name)
{
	const char *url = o->url ? o->url : name;
	return web_is_page(url) ? url : NULL;
}

static bool is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\r\n\f\v", s[i]) || !s[i])
			return false;
	return true;
}

static void note_repairs(struct doc_builder *b, const struct decoding *how)
{
	struct buf told = {0};
	decoding_notices(how, &told);
	for (char *line = told.bytes, *next; line && *line; line = next) {
		next = strchr(line, '\n') + 1;
		doc_builder_notice(b, "%.*s", (int)(next - 1 - line), line);
	}
	b->failed |= told.failed;
	buf_release(&told);
}

static void fill_meta(struct doc_builder *b, const void *bytes, size_t len, const char *name, const char *url,
		      const char *type, const char *charset)
{
	char digest[65];
	sha256_hex(bytes, len, digest);
	b->meta.source = doc_builder_str(b, name, strlen(name));
	b->meta.media_type = doc_builder_str(b, type, strlen(type));
	b->meta.charset = doc_builder_str(b, charset, strlen(charset));
	b->meta.sha256 = doc_builder_str(b, digest, 64);
	if (!b->meta.url.len && url)
		b->meta.url = doc_builder_str(b, url, strlen(url));
}

/* Paragraphs at blank lines and nothing more, which no text can make slow or wrong. */
static enum pq_status strip_plain(const char *text, size_t len, struct doc_builder *b)
{
	for (const char *p = text, *end = text + len; p < end;) {
		const char *gap = memmem(p, (size_t)(end - p), "\n\n", 2);
		const char *stop = gap ? gap : end;
		if (!is_blank(p, (size_t)(stop - p)))
			doc_builder_block(b, PQ_BLOCK_PARAGRAPH, p, (size_t)(stop - p));
		p = gap ? gap + 2 : end;
	}
	return PQ_OK;
}

/* Without a parser; a feed's markup is dropped like a page's. */
static enum pq_status strip(const struct decoded *text, bool html, const char *notice, struct doc_builder *b,
			    struct pq_error *error)
{
	doc_builder_notice(b, "%s", notice);
	return html || feed_sniff(text->s, text->len) ? html_strip(text->s, text->len, b, error)
						      : strip_plain(text->s, text->len, b);
}

static enum pq_status read_markdown(const struct decoded *text, const char *base, struct doc_builder *b,
				    struct pq_error *error)
{
	struct markdown m = {0};
	enum pq_status status = markdown_read(text->s, text->len, &m, error);
	const struct html_about about = {m.title.bytes, m.byline.bytes, m.published.bytes, NULL};
	if (status == PQ_OK)
		status = html_read_fragment(m.html.bytes ? m.html.bytes : "", m.html.len, base, &about, b, error);
	markdown_release(&m);
	return status;
}

static enum pq_status read_text(const struct decoded *text, bool html, bool markdown, const char *base,
				const struct pq_options *o, struct doc_builder *b, struct pq_error *error)
{
	const struct html_about about = {o->title, o->byline, o->published, o->site};
	if (o->form == PQ_FORM_FRAGMENT)
		return html_read_fragment(text->s, text->len, base, &about, b, error);
	if (markdown)
		return read_markdown(text, base, b, error);
	return html ? html_read(text->s, text->len, base, b, error) : plain_read(text->s, text->len, b, error);
}

/* STRIPPED: a notice that says why the text is only stripped of its markup; NULL: it is parsed. */
static enum pq_status parse(const void *bytes, size_t len, const struct pq_options *options, const char *stripped,
			    struct blob *out, struct pq_error *error)
{
	static const struct pq_options defaults = {0};
	const struct pq_options *o = options ? options : &defaults;
	const char *name = o->name ? o->name : "-";
	if (is_blank(bytes, len))
		return error_set(error, PQ_EEMPTY, "%s is empty: there is nothing to read",
				 strcmp(name, "-") ? name : "the input");
	if (len > PQ_MAX_TEXT)
		return error_set(error, PQ_ETOOBIG, "%s is larger than 2 GiB", name);
	/* Zero bytes are no sign of a program in what is said to be UTF-16. */
	const struct charset *asked = charset_find(o->asked_charset);
	bool sniffed = o->form == PQ_FORM_ANY && !(asked && asked->kind == CHARSET_UTF16);
	const struct foreign *foreign = sniffed ? sniff_foreign(bytes, len) : NULL;
	if (foreign)
		return sniff_refuse(foreign, name, error);
	char label[LABEL];
	const struct evidence evidence = evidence_of(bytes, len, o, is_html(bytes, len, o), label);
	struct decoded text;
	struct decoding how;
	struct doc_builder b = {0};
	enum pq_status status = decode(bytes, len, &evidence, &text, &how, error);
	if (status == PQ_OK && !text.len)
		status = error_set(error, PQ_EEMPTY, "%s holds nothing but a byte order mark", name);
	if (status == PQ_OK) {
		bool html = is_html(text.s, text.len, o);
		bool markdown = !html && !stripped && is_markdown(text.s, text.len);
		const char *url = url_of(o, name);
		if (o->notice)
			doc_builder_notice(&b, "%s", o->notice);
		note_repairs(&b, &how);
		if (html && !o->notice && o->form != PQ_FORM_FRAGMENT && html_is_half(text.s, text.len))
			doc_builder_notice(&b, "The page is cut short: it ends in the midst. What is there is shown.");
		status = stripped ? strip(&text, html, stripped, &b, error)
				  : read_text(&text, html, markdown, url, o, &b, error);
		if (status == PQ_OK)
			fill_meta(&b, bytes, len, name, url,
				  html       ? "text/html"
				  : markdown ? "text/markdown"
					     : "text/plain",
				  how.name);
	}
	if (status == PQ_OK)
		status = doc_freeze(&b, out, error);
	doc_builder_release(&b);
	decoded_release(&text);
	return status;
}

void parse_prepare(const void *bytes, size_t len, const struct pq_options *options)
{
	if (options->form == PQ_FORM_ANY)
		split_prepare(split_sniff(bytes, len), bytes, len, options);
	const unsigned char *s = bytes;
	/* What comes behind a byte order mark, or in UTF-16, is known when it is decoded. */
	bool marked = (len >= 2 && (s[0] >= 0xfe || (s[0] == 0xef && s[1] == 0xbb))) || transcode_utf16(bytes, len);
	bool html = is_html(bytes, len, options);
	char label[LABEL];
	bool markdown = marked || (!html && markdown_sniff(bytes, len));
	if (markdown)
		(void)markdown_prepare();
	if (markdown || html)
		html_prepare();
	const struct evidence evidence = evidence_of(bytes, len, options, html, label);
	decode_prepare(bytes, len, &evidence);
}

enum pq_status engine_parse(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
			    struct blob *out, struct pq_error *error)
{
	(void)e;
	return parse(bytes, len, options, NULL, out, error);
}

enum pq_status engine_strip(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
			    const char *notice, struct blob *out, struct pq_error *error)
{
	(void)e;
	return parse(bytes, len, options, notice, out, error);
}
