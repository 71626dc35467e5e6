/* doc/blob.c - header and section table of a blob, and what both kinds of blobs share. */
#include "doc/blob.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { BLOB_VERSION = 1, BLOB_ALIGN = 8, BYTE_ORDER_MARK = 0x01020304 };
static const char blob_magic[8] = {'p', 'q', 'b', 'l', 'o', 'b', '\r', '\n'};

struct blob_header {
	char magic[8];
	uint32_t version, kind, order, n_sections;
	uint64_t size; /**< of the whole blob */
};

static uint64_t aligned(uint64_t n)
{
	return (n + BLOB_ALIGN - 1) & ~(uint64_t)(BLOB_ALIGN - 1);
}

static uint64_t table_end(unsigned n)
{
	return aligned(sizeof(struct blob_header) + n * sizeof(struct blob_section));
}

enum pq_status blob_new(enum blob_kind kind, struct blob_section *sections, unsigned n, struct blob *out,
			struct pq_error *error)
{
	uint64_t size = table_end(n);
	for (unsigned i = 0; i < n; i++) {
		sections[i].at = size;
		size = aligned(size + (uint64_t)sections[i].count * sections[i].size);
	}
	char *bytes = size <= SIZE_MAX ? mem_zero(1, (size_t)size) : NULL;
	if (!bytes)
		return error_nomem(error);
	struct blob_header header = {
		.version = BLOB_VERSION, .kind = kind, .order = BYTE_ORDER_MARK, .n_sections = n, .size = size};
	memcpy(header.magic, blob_magic, sizeof blob_magic);
	memcpy(bytes, &header, sizeof header);
	memcpy(bytes + sizeof header, sections, n * sizeof *sections);
	*out = (struct blob){bytes, (size_t)size};
	return PQ_OK;
}

static bool header_is_good(const struct blob_header *h, size_t len, enum blob_kind kind, unsigned n)
{
	return !memcmp(h->magic, blob_magic, sizeof blob_magic) && h->version == BLOB_VERSION &&
	       h->kind == (uint32_t)kind && h->order == BYTE_ORDER_MARK && h->n_sections == n && h->size == len;
}

enum pq_status blob_open(const void *bytes, size_t len, enum blob_kind kind, const uint32_t *sizes, unsigned n,
			 struct blob_section *sections, struct pq_error *error)
{
	const unsigned char *b = bytes;
	struct blob_header header;
	if (!b || len < table_end(n) || (uintptr_t)bytes % BLOB_ALIGN)
		return error_set(error, PQ_EFORMAT, "a damaged block of memory: too short");
	memcpy(&header, b, sizeof header);
	if (!header_is_good(&header, len, kind, n))
		return error_set(error, PQ_EFORMAT, "a damaged block of memory: its header");
	memcpy(sections, b + sizeof header, n * sizeof *sections);
	uint64_t at = table_end(n);
	for (unsigned i = 0; i < n; i++) {
		uint64_t room = len - at, bytes_in = (uint64_t)sections[i].count * sizes[i];
		if (sections[i].at != at || sections[i].size != sizes[i] || bytes_in > room || aligned(bytes_in) > room)
			return error_set(error, PQ_EFORMAT, "a damaged block of memory: section %u", i);
		for (uint64_t pad = at + bytes_in; pad < at + aligned(bytes_in); pad++)
			if (b[pad])
				return error_set(error, PQ_EFORMAT, "a damaged block of memory: behind section %u", i);
		at += aligned(bytes_in);
	}
	return at == len ? PQ_OK : error_set(error, PQ_EFORMAT, "a damaged block of memory: too long");
}

struct pq_str pool_add(struct buf *pool, const char *s, size_t len)
{
	size_t start = pool->len;
	bool blank = false;
	for (const char *p = s, *end = s + len; p < end;) {
		uint32_t c = utf8_next(&p, end);
		if (char_is_space(c)) {
			blank = pool->len > start;
			continue;
		}
		if (c == 0 || char_is_control(c))
			continue;
		if (blank)
			buf_char(pool, ' ');
		blank = false;
		buf_utf8(pool, c);
	}
	if (pool->len > PQ_MAX_TEXT)
		pool->failed = true;
	if (pool->failed || pool->len == start)
		return (struct pq_str){0};
	return (struct pq_str){(uint32_t)start, (uint32_t)(pool->len - start)};
}

bool pool_is_clean(const char *pool, uint32_t len)
{
	if (utf8_valid(pool, len) != len)
		return false;
	for (uint32_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)pool[i];
		if (c < 0x20 || c == 0x7f || (c == 0xc2 && (unsigned char)pool[i + 1] < 0xa0))
			return false;
	}
	return true;
}

static bool has_scheme(const char *s, uint32_t len, const char *scheme)
{
	size_t n = strlen(scheme);
	if (len < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((s[i] | (s[i] >= 'A' && s[i] <= 'Z' ? 0x20 : 0)) != scheme[i])
			return false;
	return true;
}

bool href_is_good(const char *s, uint32_t len)
{
	if (has_scheme(s, len, "http:") || has_scheme(s, len, "https:") || has_scheme(s, len, "mailto:"))
		return true;
	for (uint32_t i = 0; i < len; i++) {
		if (s[i] == ':')
			return false;
		if (s[i] == '/' || s[i] == '?' || s[i] == '#')
			return true;
	}
	return len > 0;
}

struct span_key span_key_of(struct pq_span span, uint32_t index)
{
	return (struct span_key){(uint64_t)span.start << 32 | (UINT32_MAX - span.end), index};
}

static int by_key(const void *va, const void *vb)
{
	const struct span_key *a = va, *b = vb;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

void span_keys_sort(struct span_key *keys, uint32_t n)
{
	if (n > 1)
		qsort(keys, n, sizeof *keys, by_key);
}
