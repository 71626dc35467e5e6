/* feed_entry.c - the values of a feed's entry -> an entry: HTML, and what is known of it. */
#include <string.h>

#include "html/facts.h"
#include "html/feed.h"
#include "html/html.h"
#include "html/url.h"

enum {
	WHOLE = 1200 /**< characters of a description from which on it is taken for the article itself */
};

void html_escape(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const char *as = s[i] == '<'   ? "&lt;"
				 : s[i] == '>' ? "&gt;"
				 : s[i] == '&' ? "&amp;"
				 : s[i] == '"' ? "&quot;"
					       : NULL;
		if (as)
			buf_str(out, as);
		else
			buf_char(out, s[i]);
	}
}

void feed_words(const struct feed_value *value, struct buf *out)
{
	const char *s = value->s.bytes ? value->s.bytes : "";
	if (value->type == FEED_HTML && strpbrk(s, "<&"))
		html_words(s, value->s.len, out);
	else
		buf_add(out, s, value->s.len);
}

/** Paragraphs of plain text as HTML. */
static void put_paragraphs(struct buf *out, const char *s, size_t len)
{
	for (const char *end = s + len; s < end;) {
		const char *gap = memmem(s, (size_t)(end - s), "\n\n", 2), *stop = gap ? gap : end;
		buf_str(out, "<p>");
		html_escape(out, s, (size_t)(stop - s));
		buf_str(out, "</p>\n");
		s = gap ? gap + 2 : end;
	}
}

/** Characters outside of tags, but for blanks. */
static size_t count_characters(const struct buf *s)
{
	size_t n = 0;
	bool tag = false;
	for (size_t i = 0; i < s->len; i++) {
		char c = s->bytes[i];
		tag = c == '<' || (tag && c != '>');
		n += !tag && c != '>' && c != ' ' && c != '\n' && c != '\t' && ((unsigned char)c & 0xc0) != 0x80;
	}
	return n;
}

static struct pq_str words_of(struct entries_builder *out, const struct feed_value *value)
{
	struct buf words = {0};
	feed_words(value, &words);
	struct pq_str s = entries_builder_str(out, words.bytes, words.len);
	out->failed |= words.failed;
	buf_release(&words);
	return s;
}

/** "a@example.org (A. Name)" is how RSS has it: the name alone. */
static struct pq_str byline_of(struct entries_builder *out, const struct buf *s)
{
	const char *open = s->len ? memchr(s->bytes, '(', s->len) : NULL, *close = open ? strrchr(open, ')') : NULL;
	bool mail = s->len && memchr(s->bytes, '@', s->len);
	if (mail && open && close && open < close)
		return entries_builder_str(out, open + 1, (size_t)(close - open - 1));
	return mail ? (struct pq_str){0} : entries_builder_str(out, s->bytes, s->len);
}

static bool is_web_address(const struct buf *s)
{
	return s->len > 8 && !s->failed && (!memcmp(s->bytes, "http://", 7) || !memcmp(s->bytes, "https://", 8));
}

static void tell(struct entries_builder *out, struct entry *e, size_t characters, bool content, bool cut)
{
	struct buf notice = {0};
	const char *url = e->url.len ? out->strings.bytes + e->url.at : NULL;
	if (cut)
		buf_str(&notice, "The feed ends in the midst of this article.");
	else if (!characters)
		buf_str(&notice, "The feed carries no text of this article.");
	else if (!content && characters < WHOLE)
		buf_str(&notice, "The feed carries only a summary of this article.");
	if (notice.len && url)
		buf_printf(&notice, " It is at %s", url);
	e->notice = entries_builder_str(out, notice.bytes, notice.len);
	out->failed |= notice.failed;
	buf_release(&notice);
}

static void add_fault(struct entries_builder *out, const char *name, uint32_t number)
{
	struct buf words = {0};
	struct entry *e = entries_builder_add(out, ENTRY_FAULT, "", 0);
	buf_printf(&words, "%s: entry %u has neither a title nor text", name, number);
	if (e)
		e->notice = entries_builder_str(out, words.bytes, words.len);
	buf_clear(&words);
	buf_printf(&words, "%s#%u", name, number);
	if (e)
		e->name = entries_builder_str(out, words.bytes, words.len);
	out->failed |= words.failed;
	buf_release(&words);
}

/** The longer of content and summary, as HTML in BODY; its characters. */
static size_t choose_body(const struct feed_value *values, struct buf *body, bool *content)
{
	size_t full = count_characters(&values[FIELD_CONTENT].s), summary = count_characters(&values[FIELD_SUMMARY].s);
	if (values[FIELD_CONTENT].type == FEED_OTHER)
		full = 0;
	*content = full && full >= summary;
	const struct feed_value *from = &values[*content ? FIELD_CONTENT : FIELD_SUMMARY];
	const char *s = from->s.bytes ? from->s.bytes : "";
	if (from->base.len && from->type != FEED_TEXT) {
		buf_str(body, "<base href=\"");
		html_escape(body, from->base.bytes, from->base.len);
		buf_str(body, "\">");
	}
	if (from->type == FEED_TEXT)
		put_paragraphs(body, s, from->s.len);
	else
		buf_add(body, s, from->s.len);
	return *content ? full : summary;
}

/** The address of the entry's page into OUT: its link, or an identifier that is one. */
static void put_address(const struct feed_value *values, const char *base, struct buf *out)
{
	const struct buf *link = &values[FIELD_LINK].s, *id = &values[FIELD_ID].s;
	if (link->len && url_resolve(base, link->bytes, link->len, out) && is_web_address(out))
		return;
	out->len = 0;
	if (is_web_address(id))
		buf_add(out, id->bytes, id->len);
}

void feed_entry(struct entries_builder *out, const struct feed_value values[FEED_FIELDS],
		const struct feed_about *about)
{
	struct buf body = {0}, own_name = {0}, address = {0};
	char date[40];
	bool content;
	size_t characters = choose_body(values, &body, &content);
	struct pq_str title = words_of(out, &values[FIELD_TITLE]);
	const struct feed_value *when = &values[values[FIELD_PUBLISHED].s.len ? FIELD_PUBLISHED : FIELD_UPDATED];
	if (!title.len && !characters) {
		add_fault(out, about->name, about->number);
		buf_release(&body);
		return;
	}
	if (!characters) /* a text of nothing would be taken for an empty file */
		buf_str(&body, "<p></p>");
	buf_printf(&own_name, "%s#%u", about->name, about->number);
	put_address(values, about->base, &address);
	struct entry *e = entries_builder_add(out, ENTRY_FRAGMENT, body.bytes, body.len);
	out->failed |= body.failed || own_name.failed || address.failed;
	if (e && !out->failed) {
		e->name = entries_builder_str(out, own_name.bytes, own_name.len);
		e->title = e->label = title;
		e->byline = byline_of(out, &values[FIELD_AUTHOR].s);
		e->site = entries_builder_str(out, about->site, strlen(about->site));
		e->url = entries_builder_str(out, address.bytes, address.len);
		if (when->s.len && date_parse(when->s.bytes, when->s.len, date))
			e->published = entries_builder_str(out, date, strlen(date));
		tell(out, e, characters, content, about->cut);
	}
	buf_release(&body);
	buf_release(&own_name);
	buf_release(&address);
}
