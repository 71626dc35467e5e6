/* layout/layout.h - (document, width, folds) -> lines.
 *
 * Lazy: a document is cut into SEGMENTS (a block, or a slice of some KiB of a longer one), and only the segments that somebody
 * looks at are broken into lines, in a longer block with the half MiB before them at most: a 10 MB text costs what a screen of
 * it costs.  A place in the text is a document offset, never a line number: width, folds and theme may change and the
 * reader stays where they were.
 * Newlines within running text end lines in pages and Markdown (<br>); in plain text they are white space.
 * Pure: no i/o, no colours.  Annotations play no part, so their arrival never moves a word.
 * Invariant: the lines' spans rise, and leave out nothing but white space and, in what is hidden, blocks. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <pullquote/pullquote.h>

struct layout;

struct layout_options {
	uint32_t width;  /**< cells for text, 1..4096 */
	uint32_t hidden; /**< bit 1 << kind: blocks of that kind take no lines (one line if all are hidden) */
};

enum {
	LINE_FIRST = 1, /**< the first line of its block */
	LINE_LAST = 2,  /**< the last one */
	LINE_BLANK = 4, /**< the empty line before a block; its span is empty, at the block's start */
	LINE_BULLET = 8 /**< a list item's first line: the view draws its number or bullet in the indent */
};

struct layout_line {
	struct pq_span span;   /**< source bytes, without the white space at its end; what stands between is shown as
	                        *   layout_next tells: runs of white space are one blank, newlines where they end no line */
	const uint16_t *stops; /**< table: the columns where the cells after each tab begin, 0 at the end; else NULL */
	uint32_t block;
	uint16_t indent; /**< cells left free before the text (list items, quotes, code) */
	uint16_t width;  /**< cells that the text takes; over the layout's width only where one character alone does */
	uint8_t flags;
};

/** A line's address; only good for the layout that gave it. */
struct layout_place {
	uint32_t segment, line;
};

/** DOC must outlive it.  Errors: NULL, no memory.  Cost: O(blocks), no text is read. */
struct layout *layout_new(const struct pq_doc *doc, struct layout_options options);
void layout_free(struct layout *l);
/** The line that holds OFFSET (clamped to the text; in hidden text or between lines: the next line shown, else the last).
 *  Never a LINE_BLANK; the start of any other line's span finds that line. */
struct layout_place layout_find(struct layout *l, uint32_t offset);
/** The line at PLACE; valid until 256 other segments have been looked at.  Never NULL: an empty document has one empty line.
 *  Where memory runs out, a segment stands as a single line that is too wide. */
const struct layout_line *layout_line(struct layout *l, struct layout_place place);
/** PLACE moved by LINES (either sign), stopping at the ends.  *MOVED (may be NULL): by how many.
 *  Cost: O(text passed). */
struct layout_place layout_step(struct layout *l, struct layout_place place, int64_t lines, int64_t *moved);
struct layout_place layout_first(struct layout *l);
struct layout_place layout_last(struct layout *l);
int layout_compare(struct layout_place a, struct layout_place b);
/** How often a segment was broken into lines so far: what tests and benchmarks hold laziness to. */
uint64_t layout_work(const struct layout *l);
/** Memory ran out at some time since layout_new, so that a segment was given as a single line. */
bool layout_failed(const struct layout *l);

/** What a line shows at one place: a grapheme, or white space. */
struct layout_glyph {
	struct pq_span span; /**< the source bytes; text/width.h's grapheme_show makes them safe to show */
	uint16_t column;     /**< where it stands, in cells behind the line's indent */
	uint16_t width;      /**< cells it takes */
	bool blank;          /**< white space: shown as WIDTH blanks, whatever its bytes are */
};
/** The next glyph of LINE from the left; zero-initialise G before the first.  False: no more.
 *  Glyphs cover the line's span without gaps, and their widths add up to the line's width. */
bool layout_next(const struct pq_doc *doc, const struct layout_line *line, struct layout_glyph *g);
/** Lengthen G, a glyph of LINE that is no blank, by what follows before UNTIL and is shown as it stands (text_plain), for
 *  those who show many at once. */
void layout_widen(const struct pq_doc *doc, const struct layout_line *line, uint32_t until, struct layout_glyph *g);

#endif
