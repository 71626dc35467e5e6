/* plain.c - plain text -> document. */
#include "plain/plain.h"

#include <string.h>

#include "base/error.h"
#include "plain/chunk.h"
#include "plain/judge.h"
#include "text/language.h"

static void add_byline(void *user, const char *name, uint32_t len)
{
	struct doc_builder *out = user;
	struct pq_str s = doc_builder_str(out, name, len);
	if (!vec_push(&out->bylines, s))
		out->failed = true;
}

static void add_chunk(const char *text, const struct chunk *c, struct doc_builder *out)
{
	const char *s = text + c->start;
	uint32_t block = doc_builder_block(out, (enum pq_block_kind)c->kind, s, c->len);
	if (block < out->blocks.len)
		out->blocks.at[block].level = c->level;
	if (c->kind == PQ_BLOCK_TITLE)
		out->meta.title = doc_builder_str(out, s, c->len);
	if (c->kind == PQ_BLOCK_BYLINE)
		judge_byline_names(s, c->len, add_byline, out);
}

enum pq_status plain_read(const char *text, size_t len, struct doc_builder *out, struct pq_error *error)
{
	if (len > PQ_MAX_TEXT)
		return error_set(error, PQ_ETOOBIG, "the text is longer than 2 GiB");
	struct chunks chunks = {0};
	bool ok = chunk_text(text, (uint32_t)len, &chunks);
	if (ok) {
		judge_chunks(text, &chunks);
		/* Blocks are parted by a blank line each, which the text itself may not have had. */
		ok = buf_reserve(&out->text, len + 2 * (size_t)chunks.list.len) &&
		     vec_reserve(&out->blocks, chunks.list.len);
		for (uint32_t i = 0; ok && i < chunks.list.len; i++)
			add_chunk(text, &chunks.list.at[i], out);
	}
	vec_release(&chunks.list);
	const char *language = ok ? text_language(text, len) : NULL;
	if (language)
		out->meta.language = doc_builder_str(out, language, strlen(language));
	return ok ? PQ_OK : error_nomem(error);
}
