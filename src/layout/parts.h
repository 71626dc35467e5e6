/* layout/parts.h - what the files of this folder share: segments, and their breaking into lines. */
#ifndef LAYOUT_PARTS_H
#define LAYOUT_PARTS_H

#include "base/vec.h"
#include "layout/layout.h"

enum {
	SEGMENT_BYTES = 16 * 1024, /**< longer blocks are cut into slices of about this */
	SEGMENT_LOOK = 2 * 1024,   /**< how far back from there white space is looked for */
	SEGMENT_MOST = SEGMENT_BYTES + 2 * SEGMENT_LOOK
};

/* ---- segment.c: which stretch of text a segment is ---- */

/** A block of more than one slice. */
struct long_block {
	uint32_t block;
	uint32_t before; /**< slices beyond the first of all blocks before it */
};
/** Segments are numbered in the order of the text; a block has one or more. */
struct segments {
	const struct pq_doc *doc;
	VEC(struct long_block) longs;
	uint32_t *starts; /**< of each slice of each long block; 0: at the cut, or not known yet */
	uint32_t n;       /**< segments in all */
};
struct segment {
	struct pq_span span; /**< its text and that of a line that begins in it */
	uint32_t until;      /**< lines that begin here or behind it are not its own */
	uint32_t block;
	bool first; /**< slice of its block */
};
/** False: no memory.  Cost: O(blocks). */
bool segments_init(struct segments *s, const struct pq_doc *doc);
void segments_release(struct segments *s);
/** The segment numbered INDEX < n, where it is known where it begins.  Cost: O(log n), and a look at some KiB of text. */
struct segment segment_at(const struct segments *s, uint32_t index);
/** The last one up to INDEX of which that is known; from there on, each is when the one before it is laid out.  Cost: O(1). */
uint32_t segment_known(const struct segments *s, uint32_t index);
/** The segment numbered INDEX, if there is one and it goes on with the block of the one before, begins AT. */
void segment_begins(struct segments *s, uint32_t index, uint32_t at);
/** Its block alone.  Cost: O(log n). */
uint32_t segment_block(const struct segments *s, uint32_t index);
/** The segment that holds AT or the first behind it; n: none.  What stands before the start of one may be of the one before. */
uint32_t segment_find(const struct segments *s, uint32_t at);

/* ---- wrap.c: one segment into lines ---- */

struct lines {
	VEC(struct layout_line) lines;
	uint16_t *stops;              /**< mem_free; NULL: none */
	uint8_t breaks[SEGMENT_MOST]; /**< scratch */
	uint32_t next;                /**< where the lines of the next segment of the block begin */
	bool newlines;                /**< newlines within running text end lines */
	bool failed;
};
/** Append the lines of SEGMENT at WIDTH cells to OUT; BLANK: an empty line stands before it. */
void wrap_segment(const struct pq_doc *doc, const struct segment *segment, uint32_t width, bool blank,
		  struct lines *out);

/* ---- table.c ---- */

/** Columns for the rows of SPAN within WIDTH cells, as layout_line.stops; NULL: they do not fit, or no memory (*FAILED). */
uint16_t *table_stops(const struct pq_doc *doc, struct pq_span span, uint32_t width, bool *failed);

/* ---- glyph.c ---- */

static inline bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

enum spaces {
	SPACES_MERGED, /**< white space is one blank */
	SPACES_KEPT,   /**< it is kept, one glyph a character */
	SPACES_CELLS   /**< it is one blank, wider where a tab parts two cells in it */
};
/** The glyph at AT < END, in COLUMN; STOPS: where tabs that are kept lead. */
struct layout_glyph glyph_at(const struct pq_doc *doc, uint32_t at, uint32_t end, enum spaces spaces,
			     const uint16_t *stops, uint32_t column);

#endif
