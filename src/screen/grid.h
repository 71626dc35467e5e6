/* screen/grid.h - a grid of cells: put, clip, compare, dump.  Knows no terminal.
 * Everything put passes grapheme_show, so no cell ever holds a control character (safety.md, promise 1). */
#ifndef SCREEN_GRID_H
#define SCREEN_GRID_H

#include "base/buf.h"
#include "screen/style.h"

struct cell {
	char text[23]; /**< one grapheme, at most 5 code points, NUL-terminated; "" in the right half of a wide one */
	uint8_t width; /**< 1 or 2; 0: right half */
	struct style style;
};

struct grid {
	struct cell *cells; /**< rows * cols, row by row */
	int rows, cols;
};

struct rect {
	int y, x, h, w;
};

/** Errors: false, no memory; G is unchanged.  Contents are blanks of the default style. */
bool grid_resize(struct grid *g, int rows, int cols);
void grid_release(struct grid *g);
void grid_clear(struct grid *g, struct style style);
void grid_fill(struct grid *g, struct rect r, struct style style);
/** Put text from (Y, X) to the right, never past LIMIT (a column, exclusive) nor the grid; a wide character that would be cut is a
 *  blank.  Returns the column behind it. */
int grid_put(struct grid *g, int y, int x, int limit, const char *s, size_t len, struct style style);
int grid_puts(struct grid *g, int y, int x, int limit, const char *s, struct style style);
/** The same with a mark for what does not fit ("…" or "..." when ASCII). */
int grid_put_fit(struct grid *g, int y, int x, int limit, const char *s, size_t len, struct style style, bool ascii);
/** Change how the cells of R look, not what they hold: reverse for a selection, dim for the unfollowed. */
void grid_restyle(struct grid *g, struct rect r, uint32_t attrs_on, uint32_t attrs_off);
/** A frame with a title; ASCII: +-| instead of box drawing. */
void grid_box(struct grid *g, struct rect r, const char *title, struct style frame, struct style title_style,
	      bool ascii);
struct cell *grid_cell(struct grid *g, int y, int x); /**< NULL outside */

/** The text plane (trailing blanks cut), then a line "--", then the style plane (trailing dots cut): one letter a cell, '.' the
 *  default style, and a legend "a = fg:#8899aa bold".  What golden screens hold. */
void grid_dump(const struct grid *g, bool styles, struct buf *out);

#endif
