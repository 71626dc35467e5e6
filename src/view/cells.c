/* view/cells.c - which cell each byte of a line stands in. */
#include "view/paint.h"

struct line_cells view_line_cells(const struct view_input *in, const struct layout_line *line)
{
	uint32_t len = line->span.end - line->span.start;
	struct line_cells cells = {arena_array(in->arena, uint16_t, (size_t)len + 1), len};
	if (!cells.at) {
		cells.at = (uint16_t[]){0};
		return (struct line_cells){NULL, 0};
	}
	struct layout_glyph glyph = {0};
	while (layout_next(&in->snapshot->doc, line, &glyph)) {
		for (uint32_t i = glyph.span.start; i < glyph.span.end; i++)
			cells.at[i - line->span.start] = glyph.column;
		cells.at[glyph.span.end - line->span.start] = (uint16_t)(glyph.column + glyph.width);
	}
	return cells;
}
