/* layout/layout.c - laid-out segments on demand: a cache of the last ones looked at, finding and stepping. */
#include "layout/layout.h"

#include <string.h>

#include "base/alloc.h"
#include "doc/query.h"
#include "layout/parts.h"

enum { CACHED = 512, BUCKETS = 1024, NO_SLOT = 0xffff };

struct slot {
	uint32_t segment, n;
	struct layout_line *lines; /**< mem_free; NULL where there are none */
	uint16_t *stops;           /**< mem_free */
	uint16_t next;             /**< in its bucket */
	bool used;
	uint16_t older, newer; /**< by when they were last looked at, in a ring: behind the newest comes the oldest */
};

struct layout {
	const struct pq_doc *doc;
	struct layout_options options;
	struct segments segments;
	struct slot slots[CACHED];
	uint16_t buckets[BUCKETS];
	uint16_t newest;
	uint64_t work;
	bool failed;
	struct lines scratch;
	struct layout_line alone; /**< the line of an empty document */
	struct slot whole;        /**< a segment as one line, where memory ran out */
	struct layout_line whole_line;
};

struct layout *layout_new(const struct pq_doc *doc, struct layout_options options)
{
	struct layout *l = mem_zero(1, sizeof *l);
	if (!l)
		return NULL;
	l->doc = doc;
	l->options = options;
	l->options.width = options.width < 1 ? 1 : options.width > 4096 ? 4096 : options.width;
	memset(l->buckets, 0xff, sizeof l->buckets);
	for (uint16_t i = 0; i < CACHED; i++) {
		l->slots[i].older = (uint16_t)(i ? i - 1 : CACHED - 1);
		l->slots[i].newer = (uint16_t)(i + 1 < CACHED ? i + 1 : 0);
	}
	l->newest = CACHED - 1;
	l->scratch.newlines = doc_keeps_lines(doc);
	if (!segments_init(&l->segments, doc)) {
		layout_free(l);
		return NULL;
	}
	return l;
}

void layout_free(struct layout *l)
{
	if (!l)
		return;
	for (unsigned i = 0; i < CACHED; i++) {
		mem_free(l->slots[i].lines);
		mem_free(l->slots[i].stops);
	}
	segments_release(&l->segments);
	vec_release(&l->scratch.lines);
	mem_free(l);
}

static bool is_hidden(const struct layout *l, uint32_t block)
{
	return l->options.hidden >> l->doc->blocks[block].kind & 1;
}

/* Does no empty line part a block of kind B from the one of kind A before it? */
static bool is_tight(enum pq_block_kind a, enum pq_block_kind b)
{
	if (a == b)
		return a == PQ_BLOCK_LIST_ITEM || a == PQ_BLOCK_RELATED || a == PQ_BLOCK_FURNITURE ||
		       a == PQ_BLOCK_BYLINE || a == PQ_BLOCK_CREDIT;
	return (a == PQ_BLOCK_TITLE && b == PQ_BLOCK_BYLINE) || (a == PQ_BLOCK_CAPTION && b == PQ_BLOCK_CREDIT);
}

static bool wants_blank(const struct layout *l, uint32_t block)
{
	for (uint32_t i = block; i-- > 0;)
		if (!is_hidden(l, i))
			return !is_tight(l->doc->blocks[i].kind, l->doc->blocks[block].kind);
	return false;
}

/* ---- the cache ---- */

static void make_newest(struct layout *l, uint16_t i)
{
	struct slot *s = &l->slots[i];
	if (i == l->newest)
		return;
	l->slots[s->newer].older = s->older;
	l->slots[s->older].newer = s->newer;
	s->older = l->newest;
	s->newer = l->slots[l->newest].newer;
	l->slots[s->newer].older = i;
	l->slots[s->older].newer = i;
	l->newest = i;
}

static struct slot *cached(struct layout *l, uint32_t segment)
{
	for (uint16_t i = l->buckets[segment % BUCKETS]; i != NO_SLOT; i = l->slots[i].next)
		if (l->slots[i].segment == segment) {
			make_newest(l, i);
			return &l->slots[i];
		}
	return NULL;
}

/* The slot longest unused, emptied and out of its bucket; the newest now. */
static struct slot *take_oldest(struct layout *l)
{
	uint16_t old = l->slots[l->newest].newer;
	struct slot *s = &l->slots[old];
	l->newest = old;
	if (s->used) {
		uint16_t *link = &l->buckets[s->segment % BUCKETS];
		while (*link != old)
			link = &l->slots[*link].next;
		*link = s->next;
	}
	mem_free(s->lines);
	mem_free(s->stops);
	return s;
}

static const struct slot *stand_in(struct layout *l, const struct segment *segment)
{
	uint32_t width = segment->span.end - segment->span.start;
	l->failed = true;
	l->whole_line = (struct layout_line){
		.span = segment->span,
		.block = segment->block,
		.width = (uint16_t)(width < UINT16_MAX ? width : UINT16_MAX),
	};
	l->whole = (struct slot){.segment = UINT32_MAX, .n = 1, .lines = &l->whole_line};
	return &l->whole;
}

static const struct slot *lay_out(struct layout *l, uint32_t index)
{
	struct segment segment = segment_at(&l->segments, index);
	struct lines *out = &l->scratch;
	out->lines.len = 0;
	out->stops = NULL;
	out->failed = false;
	wrap_segment(l->doc, &segment, l->options.width, segment.first && wants_blank(l, segment.block), out);
	l->work++;
	uint32_t n = out->lines.len;
	struct layout_line *lines = n && !out->failed ? mem_alloc(n * sizeof *lines) : NULL;
	if (out->failed || (n && !lines)) {
		mem_free(out->stops);
		return stand_in(l, &segment);
	}
	if (n)
		memcpy(lines, out->lines.at, n * sizeof *lines);
	if (segment.until < l->doc->blocks[segment.block].span.end)
		segment_begins(&l->segments, index + 1, out->next);
	struct slot *s = take_oldest(l);
	s->used = true;
	s->segment = index;
	s->n = n;
	s->lines = lines;
	s->stops = out->stops;
	s->next = l->buckets[index % BUCKETS];
	l->buckets[index % BUCKETS] = (uint16_t)(s - l->slots);
	return s;
}

/* A slice of running text goes on where the one before it ends, which is laid out for that if need be. */
static const struct slot *laid_out(struct layout *l, uint32_t index)
{
	const struct slot *s = cached(l, index);
	for (uint32_t i = s ? index : segment_known(&l->segments, index); i < index; i++)
		if (lay_out(l, i) == &l->whole)
			return &l->whole;
	return s ? s : lay_out(l, index);
}

/* Lines of a segment; none, and little work, for hidden ones and behind the end. */
static uint32_t count(struct layout *l, uint32_t index)
{
	if (index >= l->segments.n || is_hidden(l, segment_block(&l->segments, index)))
		return 0;
	return laid_out(l, index)->n;
}

/* ---- places ---- */

struct layout_place layout_first(struct layout *l)
{
	for (uint32_t i = 0; i < l->segments.n; i++)
		if (count(l, i))
			return (struct layout_place){i, 0};
	return (struct layout_place){0, 0};
}

struct layout_place layout_last(struct layout *l)
{
	for (uint32_t i = l->segments.n; i-- > 0;) {
		uint32_t n = count(l, i);
		if (n)
			return (struct layout_place){i, n - 1};
	}
	return (struct layout_place){0, 0};
}

const struct layout_line *layout_line(struct layout *l, struct layout_place place)
{
	if (place.segment < l->segments.n && place.line < count(l, place.segment))
		return &laid_out(l, place.segment)->lines[place.line];
	return &l->alone;
}

/* The first line of SLOT that ends behind OFFSET or starts at it; n: none. */
static uint32_t line_at(const struct slot *slot, uint32_t offset)
{
	uint32_t lo = slot->n && slot->lines[0].flags & LINE_BLANK, hi = slot->n;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (slot->lines[mid].span.end > offset || slot->lines[mid].span.start >= offset)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

/* The segment with the line that holds OFFSET, or the first behind it. */
static uint32_t segment_around(struct layout *l, uint32_t offset)
{
	uint32_t i = segment_find(&l->segments, offset);
	if (i == 0 || i >= l->segments.n || segment_block(&l->segments, i - 1) != segment_block(&l->segments, i))
		return i;
	(void)count(l, i);
	return offset < segment_at(&l->segments, i).span.start ? i - 1 : i;
}

struct layout_place layout_find(struct layout *l, uint32_t offset)
{
	offset = offset < l->doc->text_len ? offset : l->doc->text_len;
	for (uint32_t i = segment_around(l, offset); i < l->segments.n; i++) {
		uint32_t n = count(l, i);
		uint32_t line = n ? line_at(laid_out(l, i), offset) : 0;
		if (line < n)
			return (struct layout_place){i, line};
	}
	return layout_last(l);
}

/* PLACE becomes the first line of the next segment that has any (STEP 1), or the last one of the one before (STEP -1). */
static bool next_segment(struct layout *l, struct layout_place *place, int step)
{
	uint32_t i = place->segment;
	while (step > 0 ? i + 1 < l->segments.n : i > 0) {
		i += (uint32_t)step;
		uint32_t n = count(l, i);
		if (n) {
			*place = (struct layout_place){i, step > 0 ? 0 : n - 1};
			return true;
		}
	}
	return false;
}

struct layout_place layout_step(struct layout *l, struct layout_place place, int64_t lines, int64_t *moved)
{
	int64_t left = lines;
	while (left > 0) {
		uint32_t n = count(l, place.segment), more = n > place.line ? n - 1 - place.line : 0;
		int64_t go = left < more ? left : more;
		place.line += (uint32_t)go;
		left -= go;
		if (!left || !next_segment(l, &place, 1))
			break;
		left--;
	}
	while (left < 0) {
		int64_t go = -left < place.line ? -left : place.line;
		place.line -= (uint32_t)go;
		left += go;
		if (!left || !next_segment(l, &place, -1))
			break;
		left++;
	}
	if (moved)
		*moved = lines - left;
	return place;
}

int layout_compare(struct layout_place a, struct layout_place b)
{
	if (a.segment != b.segment)
		return a.segment < b.segment ? -1 : 1;
	return a.line == b.line ? 0 : a.line < b.line ? -1 : 1;
}

uint64_t layout_work(const struct layout *l)
{
	return l->work;
}

bool layout_failed(const struct layout *l)
{
	return l->failed;
}
