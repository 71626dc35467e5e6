/* layout/segment.c - which stretch of text a segment is.
 * Slices of a long block begin at multiples of SEGMENT_BYTES from its start, each moved back to behind white space (in code
 * and tables: a newline), or to a grapheme boundary where there is none near.  That depends on the text alone, so any
 * slice is found without looking at those before it. */
#include <string.h>

#include "doc/query.h"
#include "layout/parts.h"
#include "text/utf8.h"
#include "text/width.h"

enum { RESYNC_BYTES = 64 }; /* how far before a cut graphemes are walked from, where no white space is near */

static uint32_t slices(const struct pq_block *b)
{
	uint32_t len = b->span.end - b->span.start;
	return len <= SEGMENT_MOST ? 1 : (len + SEGMENT_BYTES - 1) / SEGMENT_BYTES;
}

bool segments_init(struct segments *s, const struct pq_doc *doc)
{
	*s = (struct segments){.doc = doc};
	uint32_t more = 0;
	for (uint32_t i = 0; i < doc->n_blocks; i++) {
		uint32_t n = slices(&doc->blocks[i]);
		if (n > 1 && !vec_push(&s->longs, (struct long_block){i, more}))
			return false;
		more += n - 1;
	}
	s->n = doc->n_blocks + more;
	return true;
}

void segments_release(struct segments *s)
{
	vec_release(&s->longs);
}

static uint32_t grapheme_before(const struct pq_doc *doc, uint32_t at)
{
	uint32_t p = (uint32_t)utf8_floor(doc->text, doc->text_len, at - RESYNC_BYTES);
	for (;;) {
		uint32_t len = grapheme_at(doc->text + p, doc->text_len - p).len;
		if (p + len > at)
			return p > at - RESYNC_BYTES ? p : (uint32_t)utf8_floor(doc->text, doc->text_len, at);
		p += len;
	}
}

/* Where the slice numbered SLICE of block B begins. */
static uint32_t cut(const struct pq_doc *doc, const struct pq_block *b, uint32_t slice)
{
	if (slice == 0)
		return b->span.start;
	uint32_t at = b->span.start + slice * SEGMENT_BYTES;
	if (at >= b->span.end)
		return b->span.end;
	bool rows = b->kind == PQ_BLOCK_CODE || b->kind == PQ_BLOCK_TABLE;
	const char *newline = rows ? memrchr(doc->text + at - SEGMENT_LOOK, '\n', SEGMENT_LOOK) : NULL;
	if (newline)
		return (uint32_t)(newline + 1 - doc->text);
	for (uint32_t p = at; p > at - SEGMENT_LOOK; p--)
		if (is_blank(doc->text[p - 1]))
			return p;
	return grapheme_before(doc, at);
}

/* The last long block whose first segment is INDEX or before, or NULL. */
static const struct long_block *long_before(const struct segments *s, uint32_t index, bool by_block)
{
	uint32_t lo = 0, hi = s->longs.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		const struct long_block *b = &s->longs.at[mid];
		if (b->block + (by_block ? 0 : b->before) <= index)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? &s->longs.at[lo - 1] : NULL;
}

static struct segment slice_at(const struct segments *s, uint32_t block, uint32_t slice)
{
	const struct pq_block *b = &s->doc->blocks[block];
	bool last = slice + 1 == slices(b);
	uint32_t start = cut(s->doc, b, slice);
	return (struct segment){
		.span = {start, last ? b->span.end : cut(s->doc, b, slice + 1)},
		.block = block,
		.first = slice == 0,
		.last = last,
	};
}

/* The block of the segment numbered INDEX; *SLICE: which of its slices that is. */
static uint32_t block_of(const struct segments *s, uint32_t index, uint32_t *slice)
{
	const struct long_block *lb = long_before(s, index, false);
	*slice = 0;
	if (!lb)
		return index;
	uint32_t n = slices(&s->doc->blocks[lb->block]), at = index - (lb->block + lb->before);
	if (at >= n)
		return index - (lb->before + n - 1);
	*slice = at;
	return lb->block;
}

struct segment segment_at(const struct segments *s, uint32_t index)
{
	uint32_t slice, block = block_of(s, index, &slice);
	return slice_at(s, block, slice);
}

uint32_t segment_block(const struct segments *s, uint32_t index)
{
	uint32_t slice;
	return block_of(s, index, &slice);
}

uint32_t segment_find(const struct segments *s, uint32_t at)
{
	const struct pq_doc *doc = s->doc;
	uint32_t block = doc_block_at(doc, at);
	if (block >= doc->n_blocks)
		return s->n;
	const struct pq_block *b = &doc->blocks[block];
	const struct long_block *lb = long_before(s, block, true);
	if (!lb)
		return block;
	uint32_t n = slices(&doc->blocks[lb->block]);
	if (lb->block != block)
		return block + lb->before + n - 1;
	uint32_t slice = at > b->span.start ? (at - b->span.start) / SEGMENT_BYTES : 0;
	slice = slice < n ? slice : n - 1;
	if (slice + 1 < n && at >= cut(doc, b, slice + 1))
		slice++;
	return block + lb->before + slice;
}
