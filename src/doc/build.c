/* doc/build.c - documents: builder, freezing, and the check of what is opened. */
#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "doc/blob.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { DOC_META, DOC_TEXT, DOC_BLOCKS, DOC_LINKS, DOC_BYLINES, DOC_NOTICES, DOC_LEFT_OUT, DOC_STRINGS, DOC_SECTIONS };
static const uint32_t doc_sizes[DOC_SECTIONS] = {
	[DOC_META] = sizeof(struct pq_meta),         [DOC_TEXT] = 1,
	[DOC_BLOCKS] = sizeof(struct pq_block),      [DOC_LINKS] = sizeof(struct pq_link),
	[DOC_BYLINES] = sizeof(struct pq_str),       [DOC_NOTICES] = sizeof(struct pq_notice),
	[DOC_LEFT_OUT] = sizeof(struct pq_left_out), [DOC_STRINGS] = 1,
};

void doc_builder_release(struct doc_builder *b)
{
	buf_release(&b->text);
	buf_release(&b->strings);
	vec_release(&b->blocks);
	vec_release(&b->links);
	vec_release(&b->bylines);
	vec_release(&b->notices);
	vec_release(&b->left_out);
	*b = (struct doc_builder){0};
}

struct pq_str doc_builder_str(struct doc_builder *b, const char *s, size_t len)
{
	return pool_add(&b->strings, s, len);
}

size_t doc_builder_begin(struct doc_builder *b)
{
	b->before = b->text.len;
	if (b->text.len)
		buf_add(&b->text, "\n\n", 2);
	return b->text.len;
}

uint32_t doc_builder_end(struct doc_builder *b, enum pq_block_kind kind)
{
	struct pq_block block = {.kind = (uint8_t)kind, .span.end = (uint32_t)b->text.len};
	block.span.start = (uint32_t)(b->before ? b->before + 2 : 0);
	if (block.span.start >= block.span.end) {
		doc_builder_undo(b);
		block.span.start = block.span.end = (uint32_t)b->text.len;
	}
	if (!vec_push(&b->blocks, block)) {
		b->failed = true;
		return 0;
	}
	return b->blocks.len - 1;
}

void doc_builder_undo(struct doc_builder *b)
{
	b->text.len = b->before;
}

uint32_t doc_builder_block(struct doc_builder *b, enum pq_block_kind kind, const char *s, size_t len)
{
	(void)doc_builder_begin(b);
	buf_add(&b->text, s, len);
	return doc_builder_end(b, kind);
}

void doc_builder_left_out(struct doc_builder *b, enum pq_left_out_kind kind, const char *s, size_t len)
{
	struct pq_left_out piece = {doc_builder_str(b, s, len), b->blocks.len ? vec_last(&b->blocks).span.end : 0,
				    kind};
	b->failed |= piece.words.len && !vec_push(&b->left_out, piece);
}

void doc_builder_notice(struct doc_builder *b, const char *format, ...)
{
	struct buf message = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct pq_notice notice = {0};
	if (message.bytes && !message.failed)
		notice.message = doc_builder_str(b, message.bytes, message.len);
	if (message.failed || (notice.message.len && !vec_push(&b->notices, notice)))
		b->failed = true;
	buf_release(&message);
}

/* ---- freezing ---- */

static uint8_t fit_level(const struct pq_block *block)
{
	switch (block->kind) {
	case PQ_BLOCK_HEADING:
		return block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
	case PQ_BLOCK_LIST_ITEM:
	case PQ_BLOCK_BLOCKQUOTE:
		return block->level < 1 ? 1 : block->level;
	default:
		return 0;
	}
}

/* Blocks in one form: none empty, levels and ordinals only where they mean something. */
static void tidy_blocks(struct doc_builder *b)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < b->blocks.len; i++) {
		struct pq_block block = b->blocks.at[i];
		if (block.span.start == block.span.end)
			continue;
		block.level = fit_level(&block);
		block.ordinal = block.kind == PQ_BLOCK_LIST_ITEM ? block.ordinal : 0;
		b->blocks.at[kept++] = block;
	}
	b->blocks.len = kept;
}

/* Links in order, without those that lead nowhere a reader may go. */
static void write_links(struct doc_builder *b, struct span_key *keys, struct pq_link *out)
{
	for (uint32_t i = 0; i < b->links.len; i++)
		keys[i] = span_key_of(b->links.at[i].span, i);
	span_keys_sort(keys, b->links.len);
	for (uint32_t i = 0; i < b->links.len; i++)
		out[i] = b->links.at[keys[i].index];
}

static void drop_bad_links(struct doc_builder *b)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < b->links.len; i++) {
		const struct pq_link *l = &b->links.at[i];
		bool inside = l->href.at <= b->strings.len && l->href.len <= b->strings.len - l->href.at;
		if (l->span.start < l->span.end && inside && href_is_good(b->strings.bytes + l->href.at, l->href.len))
			b->links.at[kept++] = *l;
	}
	b->links.len = kept;
}

static void copy_in(const struct blob *blob, const struct blob_section *section, const void *from)
{
	if (section->count)
		memcpy((char *)blob->bytes + section->at, from, (size_t)section->count * section->size);
}

static enum pq_status write_doc(struct doc_builder *b, struct span_key *keys, struct blob *out, struct pq_error *error)
{
	struct blob_section s[DOC_SECTIONS];
	const uint32_t counts[DOC_SECTIONS] = {1,
					       (uint32_t)b->text.len,
					       b->blocks.len,
					       b->links.len,
					       b->bylines.len,
					       b->notices.len,
					       b->left_out.len,
					       (uint32_t)b->strings.len};
	for (unsigned i = 0; i < DOC_SECTIONS; i++)
		s[i] = (struct blob_section){.count = counts[i], .size = doc_sizes[i]};
	enum pq_status status = blob_new(BLOB_DOC, s, DOC_SECTIONS, out, error);
	if (status != PQ_OK)
		return status;
	copy_in(out, &s[DOC_META], &b->meta);
	copy_in(out, &s[DOC_TEXT], b->text.bytes);
	copy_in(out, &s[DOC_BLOCKS], b->blocks.at);
	write_links(b, keys, (struct pq_link *)((char *)out->bytes + s[DOC_LINKS].at));
	copy_in(out, &s[DOC_BYLINES], b->bylines.at);
	copy_in(out, &s[DOC_NOTICES], b->notices.at);
	copy_in(out, &s[DOC_LEFT_OUT], b->left_out.at);
	copy_in(out, &s[DOC_STRINGS], b->strings.bytes);
	return PQ_OK;
}

enum pq_status doc_freeze(struct doc_builder *b, struct blob *out, struct pq_error *error)
{
	if (b->text.len > PQ_MAX_TEXT || b->strings.len > PQ_MAX_TEXT)
		return error_set(error, PQ_ETOOBIG, "the text is longer than %u bytes", PQ_MAX_TEXT);
	if (b->failed || b->text.failed || b->strings.failed)
		return error_nomem(error);
	tidy_blocks(b);
	drop_bad_links(b);
	struct span_key *keys = mem_alloc(b->links.len * sizeof *keys);
	if (!keys)
		return error_nomem(error);
	struct blob blob = {0};
	struct pq_doc doc;
	enum pq_status status = write_doc(b, keys, &blob, error);
	mem_free(keys);
	if (status == PQ_OK)
		status = doc_open(blob.bytes, blob.len, &doc, error);
	if (status == PQ_OK)
		*out = blob;
	else
		mem_free(blob.bytes);
	return status;
}

/* ---- opening ---- */

static bool level_is_good(const struct pq_block *block)
{
	return block->level == fit_level(block) && (block->ordinal == 0 || block->kind == PQ_BLOCK_LIST_ITEM);
}

static bool is_blank(const char *text, uint32_t from, uint32_t to)
{
	for (const char *p = text + from, *end = text + to; p < end;)
		if (!char_is_space(utf8_next(&p, end)))
			return false;
	return true;
}

/* Blocks in order, apart, not empty, and nothing but white space outside them. */
static bool blocks_are_good(const struct pq_doc *d)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < d->n_blocks; i++) {
		const struct pq_block *b = &d->blocks[i];
		if (b->span.start < at || b->span.start >= b->span.end ||
		    !span_is_good(d->text, d->text_len, b->span) || b->kind >= PQ_BLOCK_KINDS || !level_is_good(b) ||
		    !is_blank(d->text, at, b->span.start))
			return false;
		at = b->span.end;
	}
	return is_blank(d->text, at, d->text_len);
}

static bool links_are_good(const struct pq_doc *d)
{
	for (uint32_t i = 0; i < d->n_links; i++) {
		const struct pq_link *l = &d->links[i];
		if (!span_is_good(d->text, d->text_len, l->span) || l->span.start == l->span.end ||
		    !str_is_good(d->strings, d->strings_len, l->href) ||
		    !href_is_good(d->strings + l->href.at, l->href.len) ||
		    (i && !span_in_order(d->links[i - 1].span, l->span)))
			return false;
	}
	return true;
}

static bool left_out_is_good(const struct pq_doc *d)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < d->n_left_out; i++) {
		const struct pq_left_out *l = &d->left_out[i];
		if (l->at < at || l->at > d->text_len ||
		    !span_is_good(d->text, d->text_len, (struct pq_span){at, l->at}) || l->kind >= PQ_LEFT_KINDS ||
		    !l->words.len || !str_is_good(d->strings, d->strings_len, l->words))
			return false;
		at = l->at;
	}
	return true;
}

static bool hash_is_good(const char *s, uint32_t len)
{
	for (uint32_t i = 0; i < len; i++)
		if (!strchr("0123456789abcdef", s[i]))
			return false;
	return len == 0 || len == 64;
}

static bool strings_are_good(const struct pq_doc *d)
{
	const struct pq_meta *m = &d->meta;
	const struct pq_str all[] = {m->source,    m->media_type, m->charset, m->sha256, m->title,
				     m->published, m->modified,   m->site,    m->url,    m->language};
	if (!pool_is_clean(d->strings, d->strings_len))
		return false;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!str_is_good(d->strings, d->strings_len, all[i]))
			return false;
	for (uint32_t i = 0; i < d->n_bylines; i++)
		if (!str_is_good(d->strings, d->strings_len, d->bylines[i]))
			return false;
	for (uint32_t i = 0; i < d->n_notices; i++)
		if (!str_is_good(d->strings, d->strings_len, d->notices[i].message))
			return false;
	return hash_is_good(d->strings + m->sha256.at, m->sha256.len);
}

static const char *doc_fault(const struct pq_doc *d)
{
	if (d->text_len > PQ_MAX_TEXT)
		return "its length";
	if (utf8_valid(d->text, d->text_len) != d->text_len || (d->text_len && memchr(d->text, 0, d->text_len)))
		return "its text";
	if (!strings_are_good(d))
		return "its strings";
	if (!blocks_are_good(d))
		return "its blocks";
	if (!left_out_is_good(d))
		return "what was left out";
	return links_are_good(d) ? NULL : "its links";
}

enum pq_status doc_open(const void *bytes, size_t len, struct pq_doc *out, struct pq_error *error)
{
	struct blob_section s[DOC_SECTIONS];
	enum pq_status status = blob_open(bytes, len, BLOB_DOC, doc_sizes, DOC_SECTIONS, s, error);
	if (status != PQ_OK)
		return status;
	if (s[DOC_META].count != 1)
		return error_set(error, PQ_EFORMAT, "a damaged document: its metadata");
	const char *b = bytes;
	struct pq_doc doc = {
		.text = b + s[DOC_TEXT].at,
		.text_len = s[DOC_TEXT].count,
		.blocks = (const void *)(b + s[DOC_BLOCKS].at),
		.n_blocks = s[DOC_BLOCKS].count,
		.links = (const void *)(b + s[DOC_LINKS].at),
		.n_links = s[DOC_LINKS].count,
		.bylines = (const void *)(b + s[DOC_BYLINES].at),
		.n_bylines = s[DOC_BYLINES].count,
		.notices = (const void *)(b + s[DOC_NOTICES].at),
		.n_notices = s[DOC_NOTICES].count,
		.left_out = (const void *)(b + s[DOC_LEFT_OUT].at),
		.n_left_out = s[DOC_LEFT_OUT].count,
		.strings = b + s[DOC_STRINGS].at,
		.strings_len = s[DOC_STRINGS].count,
	};
	memcpy(&doc.meta, b + s[DOC_META].at, sizeof doc.meta);
	const char *fault = doc_fault(&doc);
	if (fault)
		return error_set(error, PQ_EFORMAT, "a damaged document: %s", fault);
	*out = doc;
	return PQ_OK;
}
