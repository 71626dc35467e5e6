/* doc/entries.c - several articles in one blob. */
#include "doc/entries.h"

#include <string.h>

#include "base/error.h"
#include "doc/blob.h"

enum { ENTRIES_HEAD, ENTRIES_LIST, ENTRIES_BODIES, ENTRIES_STRINGS, ENTRIES_SECTIONS };
static const uint32_t entries_sizes[ENTRIES_SECTIONS] = {[ENTRIES_HEAD] = sizeof(uint32_t),
							 [ENTRIES_LIST] = sizeof(struct entry),
							 [ENTRIES_BODIES] = 1,
							 [ENTRIES_STRINGS] = 1};

void entries_builder_release(struct entries_builder *b)
{
	buf_release(&b->bodies);
	buf_release(&b->strings);
	buf_release(&b->notice);
	vec_release(&b->list);
	*b = (struct entries_builder){0};
}

struct pq_str entries_builder_str(struct entries_builder *b, const char *s, size_t len)
{
	struct pq_str str = s ? pool_add(&b->strings, s, len) : (struct pq_str){0};
	if (str.len)
		buf_char(&b->strings, '\0');
	return str;
}

struct entry *entries_builder_add(struct entries_builder *b, enum entry_form form, const char *body, size_t len)
{
	struct entry entry = {.at = (uint32_t)b->bodies.len, .len = (uint32_t)len, .form = form};
	if (len > PQ_MAX_TEXT || b->bodies.len > PQ_MAX_TEXT)
		b->failed = true;
	else
		buf_add(&b->bodies, body, len);
	if (!b->failed && vec_push(&b->list, entry))
		return &vec_last(&b->list);
	b->failed = true;
	return NULL;
}

/* What is said of all entries, in front of what is said of each. */
static void join_notices(struct entries_builder *b)
{
	struct buf joined = {0};
	struct pq_str common = entries_builder_str(b, b->notice.bytes, b->notice.len);
	for (uint32_t i = 0; common.len && i < b->list.len; i++) {
		struct pq_str *own = &b->list.at[i].notice;
		if (own->len && b->list.at[i].form != ENTRY_FAULT) {
			buf_clear(&joined);
			buf_printf(&joined, "%s %.*s", b->notice.bytes, (int)own->len, b->strings.bytes + own->at);
			*own = entries_builder_str(b, joined.bytes, joined.len);
			b->failed |= joined.failed;
		} else if (!own->len) {
			*own = common;
		}
	}
	buf_release(&joined);
}

enum pq_status entries_freeze(struct entries_builder *b, struct blob *out, struct pq_error *error)
{
	join_notices(b);
	if (b->bodies.len > PQ_MAX_TEXT || b->strings.len > PQ_MAX_TEXT)
		return error_set(error, PQ_ETOOBIG, "the articles of one input are longer than 2 GiB");
	if (b->failed || b->bodies.failed || b->strings.failed || b->notice.failed)
		return error_nomem(error);
	uint32_t head = b->packed;
	const void *from[ENTRIES_SECTIONS] = {&head, b->list.at, b->bodies.bytes, b->strings.bytes};
	struct blob_section sections[ENTRIES_SECTIONS] = {{.count = 1},
							  {.count = b->list.len},
							  {.count = (uint32_t)b->bodies.len},
							  {.count = (uint32_t)b->strings.len}};
	for (unsigned i = 0; i < ENTRIES_SECTIONS; i++)
		sections[i].size = entries_sizes[i];
	enum pq_status status = blob_new(BLOB_ENTRIES, sections, ENTRIES_SECTIONS, out, error);
	for (unsigned i = 0; status == PQ_OK && i < ENTRIES_SECTIONS; i++)
		if (sections[i].count)
			memcpy((char *)out->bytes + sections[i].at, from[i],
			       (size_t)sections[i].count * sections[i].size);
	return status;
}

/* ---- opening ---- */

static bool string_is_good(const struct entries *e, uint32_t len, struct pq_str s)
{
	return !s.len || (s.at < len && s.len < len - s.at && !e->strings[s.at + s.len] &&
			  pool_is_clean(e->strings + s.at, s.len));
}

static bool entry_is_good(const struct entries *e, uint32_t bodies, uint32_t strings, const struct entry *x)
{
	const struct pq_str all[] = {x->name, x->label, x->url, x->title, x->byline, x->published, x->site, x->notice};
	bool good = x->form < ENTRY_FORMS && x->at <= bodies && x->len <= bodies - x->at &&
		    (x->form != ENTRY_FAULT || x->notice.len);
	for (size_t i = 0; good && i < sizeof all / sizeof *all; i++)
		good = string_is_good(e, strings, all[i]);
	return good;
}

enum pq_status entries_open(const void *bytes, size_t len, struct entries *out, struct pq_error *error)
{
	struct blob_section s[ENTRIES_SECTIONS];
	enum pq_status status = blob_open(bytes, len, BLOB_ENTRIES, entries_sizes, ENTRIES_SECTIONS, s, error);
	if (status != PQ_OK)
		return status;
	const char *b = bytes;
	uint32_t head = 0;
	bool good = s[ENTRIES_HEAD].count == 1 && s[ENTRIES_LIST].count;
	if (good)
		memcpy(&head, b + s[ENTRIES_HEAD].at, sizeof head);
	*out = (struct entries){.list = (const struct entry *)(const void *)(b + s[ENTRIES_LIST].at),
				.n = s[ENTRIES_LIST].count,
				.packed = head == 1,
				.bodies = b + s[ENTRIES_BODIES].at,
				.strings = b + s[ENTRIES_STRINGS].at};
	good = good && head <= 1 && (!out->packed || out->n == 1);
	for (uint32_t i = 0; good && i < out->n; i++)
		good = entry_is_good(out, s[ENTRIES_BODIES].count, s[ENTRIES_STRINGS].count, &out->list[i]);
	return good ? PQ_OK : error_set(error, PQ_EFORMAT, "a damaged block of memory: its entries");
}

const char *entries_str(const struct entries *e, struct pq_str s)
{
	return s.len ? e->strings + s.at : NULL;
}
