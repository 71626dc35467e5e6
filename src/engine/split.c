/* split.c - inputs that are not one article: packed ones, mails, feeds, JSON lines. */
#include <string.h>

#include "base/error.h"
#include "engine/engine.h"
#include "engine/gunzip.h"
#include "engine/message.h"
#include "engine/parse.h"
#include "html/html.h"
#include "plain/jsonl.h"

enum { MOST_PACKED = 2 };

enum container split_sniff(const void *bytes, size_t len)
{
	if (gunzip_sniff(bytes, len))
		return CONTAINER_GZIP;
	if (feed_sniff(bytes, len))
		return CONTAINER_FEED;
	if (message_sniff(bytes, len))
		return CONTAINER_MAIL;
	return jsonl_sniff(bytes, len) ? CONTAINER_LINES : CONTAINER_NONE;
}

static enum pq_status unpack(const void *bytes, size_t len, const struct pq_options *o, unsigned packed,
			     struct entries_builder *b, struct pq_error *error)
{
	struct buf out = {0};
	enum gunzip_end end = GUNZIP_WHOLE;
	enum pq_status status = PQ_OK;
	if (packed >= MOST_PACKED)
		return error_set(error, PQ_EUNSUPPORTED, "%s is packed with gzip more than %d times; unpack it first",
				 o->name, MOST_PACKED);
	status = gunzip(bytes, len, &out, &end, error);
	if (status == PQ_OK && !out.len)
		status = error_set(
			error, end == GUNZIP_WHOLE ? PQ_EEMPTY : PQ_EFORMAT,
			end == GUNZIP_WHOLE
				? "%s is packed with gzip and holds nothing"
				: "%s is packed with gzip, but cut short or damaged: nothing of it can be read",
			o->name);
	struct entry *e = status == PQ_OK ? entries_builder_add(b, ENTRY_BYTES, out.bytes, out.len) : NULL;
	if (e && end != GUNZIP_WHOLE) {
		struct buf words = {0};
		buf_printf(&words, "%s %zu bytes; what came out is shown.",
			   end == GUNZIP_CUT      ? "The packed file is cut short: it unpacks to"
			   : end == GUNZIP_BROKEN ? "The packed file is damaged after"
						  : "The packed file unpacks to more than is read: it was cut at",
			   out.len);
		e->notice = entries_builder_str(b, words.bytes, words.len);
		b->failed |= words.failed;
		buf_release(&words);
	}
	if (e && o->url)
		e->url = entries_builder_str(b, o->url, strlen(o->url));
	b->packed = true;
	buf_release(&out);
	return status;
}

/* What a feed or its lines are told of is told with each of them, in one line. */
static void note_repairs(const struct decoding *how, struct buf *notice)
{
	size_t at = notice->len;
	if (at)
		buf_char(notice, ' ');
	decoding_notices(how, notice);
	for (; at < notice->len && !notice->failed; at++)
		if (notice->bytes[at] == '\n')
			notice->bytes[at] = ' ';
	while (!notice->failed && notice->len && notice->bytes[notice->len - 1] == ' ')
		notice->bytes[--notice->len] = '\0';
}

static enum pq_status split_text(enum container what, const void *bytes, size_t len, const struct pq_options *o,
				 struct entries_builder *b, struct pq_error *error)
{
	struct decoded text;
	struct decoding how;
	char label[LABEL];
	const struct evidence evidence = evidence_of(bytes, len, o, what == CONTAINER_FEED, label);
	enum pq_status status = decode(bytes, len, &evidence, &text, &how, error);
	if (status == PQ_OK && what == CONTAINER_FEED)
		status = feed_read(text.s, text.len, o->name, url_of(o, o->name), b, error);
	else if (status == PQ_OK)
		status = jsonl_read(text.s, text.len, o->name, b, error);
	if (status == PQ_OK)
		note_repairs(&how, &b->notice);
	decoded_release(&text);
	return status;
}

enum pq_status engine_split(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
			    unsigned packed, struct blob *out, struct pq_error *error)
{
	struct entries_builder b = {0};
	struct pq_options o = options ? *options : (struct pq_options){0};
	enum container what = o.form == PQ_FORM_ANY ? split_sniff(bytes, len) : CONTAINER_NONE;
	enum pq_status status;
	(void)e;
	*out = (struct blob){0};
	if (what == CONTAINER_NONE)
		return PQ_OK;
	o.name = o.name ? o.name : "-";
	if (o.notice)
		buf_str(&b.notice, o.notice);
	if (what == CONTAINER_GZIP)
		status = unpack(bytes, len, &o, packed, &b, error);
	else if (what == CONTAINER_MAIL)
		status = message_read(bytes, len, o.name, o.asked_charset, &b, error);
	else
		status = split_text(what, bytes, len, &o, &b, error);
	if (status == PQ_OK)
		status = entries_freeze(&b, out, error);
	entries_builder_release(&b);
	return status;
}

struct pq_options engine_options_of(const struct entries *e, const struct entry *entry, const char *name)
{
	static const enum pq_form forms[ENTRY_FORMS] = {
		[ENTRY_TEXT] = PQ_FORM_TEXT, [ENTRY_PAGE] = PQ_FORM_PAGE, [ENTRY_FRAGMENT] = PQ_FORM_FRAGMENT};
	const char *own = entries_str(e, entry->name);
	return (struct pq_options){
		.name = own ? own : name,
		.url = entries_str(e, entry->url),
		.notice = entries_str(e, entry->notice),
		.charset = entry->form == ENTRY_BYTES ? NULL : "utf-8",
		.form = forms[entry->form],
		.title = entries_str(e, entry->title),
		.byline = entries_str(e, entry->byline),
		.published = entries_str(e, entry->published),
		.site = entries_str(e, entry->site),
	};
}

void split_prepare(enum container what, const void *bytes, size_t len, const struct pq_options *options)
{
	char label[LABEL];
	if (what == CONTAINER_GZIP)
		gunzip_prepare();
	if (what == CONTAINER_MAIL)
		message_prepare(options ? options->asked_charset : NULL);
	if (what != CONTAINER_FEED && what != CONTAINER_LINES)
		return;
	if (what == CONTAINER_FEED)
		feed_prepare();
	else
		html_prepare(); /* JSON */
	const struct evidence evidence = evidence_of(bytes, len, options, what == CONTAINER_FEED, label);
	decode_prepare(bytes, len, &evidence);
}
