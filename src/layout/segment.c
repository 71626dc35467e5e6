/* layout/segment.c - which stretch of text a segment is.
 * Slices of a long block are cut at multiples of SEGMENT_BYTES from its start, each cut moved back to behind white space (in
 * code and tables: a newline), or to a grapheme boundary where there is none near.  That depends on the text alone.
 * In running text the line that stands over a cut belongs to the slice before it, so that it is as full as any; where
 * the next slice begins is then known when the one before is laid out.  Every STRIP slices lines begin anew at the cut, so
 * no place in a text hangs on more than half a MiB before it. */
#include <string.h>

#include "base/alloc.h"
#include "doc/query.h"
#include "layout/parts.h"
#include "text/utf8.h"
#include "text/width.h"

enum {
	RESYNC_BYTES = 64, /* how far before a cut graphemes are walked from, where no white space is near */
	STRIP = 32         /* slices */
};

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
	s->starts = s->longs.len ? mem_zero(more + s->longs.len, sizeof *s->starts) : NULL;
	return !s->longs.len || s->starts;
}

void segments_release(struct segments *s)
{
	vec_release(&s->longs);
	mem_free(s->starts);
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

static bool is_rows(const struct pq_block *b)
{
	return b->kind == PQ_BLOCK_CODE || b->kind == PQ_BLOCK_TABLE;
}

/* A place in B some way before AT, or at it, where it may be cut. */
static uint32_t cut_before(const struct pq_doc *doc, const struct pq_block *b, uint32_t at)
{
	if (at <= b->span.start || at >= b->span.end)
		return at <= b->span.start ? b->span.start : b->span.end;
	const char *newline = is_rows(b) ? memrchr(doc->text + at - SEGMENT_LOOK, '\n', SEGMENT_LOOK) : NULL;
	if (newline)
		return (uint32_t)(newline + 1 - doc->text);
	for (uint32_t p = at; p > at - SEGMENT_LOOK; p--)
		if (is_blank(doc->text[p - 1]))
			return p;
	return grapheme_before(doc, at);
}

/* Where block B is cut before the slice numbered SLICE. */
static uint32_t cut(const struct pq_doc *doc, const struct pq_block *b, uint32_t slice)
{
	return cut_before(doc, b, b->span.start + slice * SEGMENT_BYTES);
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

/* The block of the segment numbered INDEX; *SLICE: which of its slices that is; *START: where it is kept where that slice
 * begins, NULL: the block has no other. */
static uint32_t block_of(const struct segments *s, uint32_t index, uint32_t *slice, uint32_t **start)
{
	const struct long_block *lb = long_before(s, index, false);
	*slice = 0;
	*start = NULL;
	if (!lb)
		return index;
	uint32_t n = slices(&s->doc->blocks[lb->block]), at = index - (lb->block + lb->before);
	if (at >= n)
		return index - (lb->before + n - 1);
	*slice = at;
	*start = &s->starts[lb->before + (uint32_t)(lb - s->longs.at) + at];
	return lb->block;
}

struct segment segment_at(const struct segments *s, uint32_t index)
{
	uint32_t slice, *start, block = block_of(s, index, &slice, &start);
	const struct pq_block *b = &s->doc->blocks[block];
	if (!start)
		return (struct segment){.span = b->span, .until = b->span.end, .block = block, .first = true};
	uint32_t until = cut(s->doc, b, slice + 1), behind = b->span.start + (slice + 1) * SEGMENT_BYTES + SEGMENT_LOOK;
	bool flows = !is_rows(b) && (slice + 1) % STRIP;
	return (struct segment){
		.span = {*start ? *start : cut(s->doc, b, slice), flows ? cut_before(s->doc, b, behind) : until},
		.until = until,
		.block = block,
		.first = slice == 0,
	};
}

uint32_t segment_known(const struct segments *s, uint32_t index)
{
	uint32_t slice, *start, block = block_of(s, index, &slice, &start);
	if (!start || is_rows(&s->doc->blocks[block]))
		return index;
	while (slice % STRIP && !*start) {
		slice--;
		start--;
		index--;
	}
	return index;
}

void segment_begins(struct segments *s, uint32_t index, uint32_t at)
{
	uint32_t slice, *start;
	if (index < s->n && (block_of(s, index, &slice, &start), start))
		*start = at;
}

uint32_t segment_block(const struct segments *s, uint32_t index)
{
	uint32_t slice, *start;
	return block_of(s, index, &slice, &start);
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
