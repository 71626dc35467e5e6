/* plain.c - plain text -> document. */
#include "plain/plain.h"

#include <string.h>

#include "base/error.h"
#include "plain/chunk.h"
#include "plain/judge.h"
#include "text/date.h"
#include "text/language.h"

static void add_byline(void *user, const char *name, uint32_t len)
{
	struct doc_builder *out = user;
	struct pq_str s = doc_builder_str(out, name, len);
	if (!vec_push(&out->bylines, s))
		out->failed = true;
}

static void add_name(struct doc_builder *out, const char *s, uint32_t len)
{
	mail_name(&s, &len);
	if (len)
		add_byline(out, s, len);
}

/** What a line of a head says of the text: who, when, what about. */
static void take_head(const char *s, const struct chunk *c, struct doc_builder *out)
{
	uint32_t value = 0;
	char date[40];
	if (c->sign >= SIGN_HEADER)
		(void)mail_field(s, c->len, &value);
	const char *words = s + value;
	uint32_t len = c->len - value;
	if (c->kind == PQ_BLOCK_TITLE && !out->meta.title.len)
		out->meta.title = doc_builder_str(out, words, len);
	if (c->kind != PQ_BLOCK_BYLINE || c->sign == SIGN_RELEASE || c->sign == SIGN_WRITER)
		return;
	if (c->sign == SIGN_FROM)
		add_name(out, words, len);
	else if (c->sign != SIGN_DATE)
		judge_byline_names(words, len, add_byline, out);
	if (c->sign != SIGN_FROM && !out->meta.published.len && date_parse(words, len, date))
		out->meta.published = doc_builder_str(out, date, strlen(date));
}

static void add_chunk(const char *text, const struct chunk *c, struct doc_builder *out)
{
	const char *s = text + c->start;
	uint32_t block = doc_builder_block(out, (enum pq_block_kind)c->kind, s, c->len);
	if (block < out->blocks.len)
		out->blocks.at[block].level = c->level;
	if (c->kind == PQ_BLOCK_TITLE || c->kind == PQ_BLOCK_BYLINE)
		take_head(s, c, out);
}

/** The agency that the first paragraph's dateline names. */
static void take_agency(const char *text, const struct chunks *chunks, struct doc_builder *out)
{
	uint32_t i = 0, at = 0;
	while (i < chunks->list.len && chunks->list.at[i].kind != PQ_BLOCK_PARAGRAPH)
		i++;
	if (i == chunks->list.len || out->meta.site.len)
		return;
	const char *s = text + chunks->list.at[i].start;
	uint32_t len = sign_agency(s, chunks->list.at[i].len, &at);
	if (len)
		out->meta.site = doc_builder_str(out, s + at, len);
}

static bool read_chunks(const char *text, size_t len, const struct unquoted *quoted, struct doc_builder *out)
{
	struct chunks chunks = {0};
	bool ok = chunk_text(text, (uint32_t)len, quoted, &chunks);
	if (ok) {
		judge_chunks(text, &chunks);
		/* Blocks are parted by a blank line each, which the text itself may not have had. */
		ok = buf_reserve(&out->text, len + 2 * (size_t)chunks.list.len) &&
		     vec_reserve(&out->blocks, chunks.list.len);
		for (uint32_t i = 0; ok && i < chunks.list.len; i++)
			add_chunk(text, &chunks.list.at[i], out);
		if (ok)
			take_agency(text, &chunks, out);
	}
	vec_release(&chunks.list);
	return ok;
}

enum pq_status plain_read(const char *text, size_t len, struct doc_builder *out, struct pq_error *error)
{
	if (len > PQ_MAX_TEXT)
		return error_set(error, PQ_ETOOBIG, "the text is longer than 2 GiB");
	struct unquoted quoted = {0};
	mail_unquote(text, len, &quoted);
	bool plain = !quoted.text.len;
	bool ok = !quoted.failed &&
		  read_chunks(plain ? text : quoted.text.bytes, plain ? len : quoted.text.len, &quoted, out);
	mail_unquoted_release(&quoted);
	const char *language = ok ? text_language(text, len) : NULL;
	if (language)
		out->meta.language = doc_builder_str(out, language, strlen(language));
	return ok ? PQ_OK : error_nomem(error);
}
