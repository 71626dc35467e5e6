/* layout/glyph.c - what a line shows, grapheme by grapheme. */
#include "layout/parts.h"
#include "text/width.h"

enum { TAB_STOP = 8, CELL_GAP = 3 };

static uint32_t tab_width(const uint16_t *stops, uint32_t column)
{
	while (stops && *stops && *stops <= column)
		stops++;
	return stops && *stops ? *stops - column : TAB_STOP - column % TAB_STOP;
}

struct layout_glyph glyph_at(const struct pq_doc *doc, uint32_t at, uint32_t end, enum spaces spaces,
			     const uint16_t *stops, uint32_t column)
{
	bool keep = spaces == SPACES_KEPT;
	struct layout_glyph g = {.span = {at, at}, .column = (uint16_t)column};
	struct grapheme first = grapheme_at(doc->text + at, end - at);
	/* A blank that carries a combining mark is a character like others. */
	if (!is_blank(doc->text[at]) || first.len > 1) {
		g.span.end = at + first.len;
		g.width = first.width;
		return g;
	}
	g.blank = true;
	g.span.end = at + 1;
	g.width = keep && doc->text[at] == '\t' ? (uint16_t)tab_width(stops, column) : 1;
	while (!keep && g.span.end < end && is_blank(doc->text[g.span.end]) &&
	       grapheme_at(doc->text + g.span.end, end - g.span.end).len == 1)
		g.span.end++;
	uint32_t tabs = 0;
	for (uint32_t i = at; spaces == SPACES_CELLS && i < g.span.end; i++)
		tabs += doc->text[i] == '\t';
	g.width = tabs ? (uint16_t)(CELL_GAP * (tabs < UINT8_MAX ? tabs : UINT8_MAX)) : g.width;
	return g;
}

bool layout_next(const struct pq_doc *doc, const struct layout_line *line, struct layout_glyph *g)
{
	uint32_t at = g->span.end > line->span.start ? g->span.end : line->span.start;
	if (at >= line->span.end)
		return false;
	uint8_t kind = doc->blocks[line->block].kind;
	enum spaces spaces = line->stops || kind == PQ_BLOCK_CODE ? SPACES_KEPT
			     : kind == PQ_BLOCK_TABLE             ? SPACES_CELLS
								  : SPACES_MERGED;
	*g = glyph_at(doc, at, line->span.end, spaces, line->stops, g->column + g->width);
	return true;
}

void layout_widen(const struct pq_doc *doc, const struct layout_line *line, uint32_t until, struct layout_glyph *g)
{
	uint32_t at = g->span.end;
	size_t more = at < until ? text_plain(doc->text + at, line->span.end - at, until - at) : 0;
	g->span.end += (uint32_t)more;
	g->width += (uint16_t)more;
}
