/* layout/wrap.c - break one segment into lines.
 * Source: where a line may break, Unicode Standard Annex #14 (text_breaks); a word too long for a line is broken between
 * graphemes.  In code, and in tables whose columns fit, white space is kept; elsewhere newlines are white space. */
#include <string.h>

#include "doc/query.h"
#include "layout/parts.h"
#include "text/width.h"

/* One stretch that stands on lines of its own. */
struct wrap {
	const struct pq_doc *doc;
	struct lines *out;
	const uint8_t *breaks;   /**< of the segment */
	uint32_t base;           /**< start of the segment */
	uint32_t cells;          /**< for text */
	struct layout_line line; /**< what every line has in common */
};

static void emit(struct wrap *w, uint32_t start, uint32_t end, uint32_t width)
{
	struct layout_line line = w->line;
	line.span = (struct pq_span){start, end};
	line.width = (uint16_t)width;
	if (!vec_push(&w->out->lines, line))
		w->out->failed = true;
}

/* May a line break before AT, or anywhere in the white space [FROM, AT) before it? */
static bool may_break(const struct wrap *w, uint32_t from, uint32_t at)
{
	for (uint32_t i = from < at ? from + 1 : at; i <= at; i++)
		if (w->breaks[i - w->base] != BREAK_NONE)
			return true;
	return false;
}

/* Where a line under way stands, or stood at its last chance to break. */
struct spot {
	uint32_t end;   /**< of the text on the line */
	uint32_t next;  /**< where the text goes on */
	uint32_t width; /**< of the text on the line */
};

/* Take the plain text behind HERE as far as it fits.  Comes to what taking it glyph by glyph comes to. */
static void take_plain(const struct wrap *w, uint32_t end, struct spot *here, struct spot *chance)
{
	if (here->width >= w->cells)
		return;
	const char *s = w->doc->text + here->end;
	const uint8_t *breaks = w->breaks + (here->end - w->base);
	uint32_t n = (uint32_t)text_plain(s, end - here->end, w->cells - here->width);
	for (uint32_t i = n; i-- > 0;)
		if (breaks[i] != BREAK_NONE && s[i] != ' ') {
			uint32_t before = i && s[i - 1] == ' ' ? i - 1 : i;
			*chance = (struct spot){here->end + before, here->end + i, here->width + before};
			break;
		}
	*here = (struct spot){here->end + n, here->end + n, here->width + n};
}

static bool ends_line(const struct wrap *w, struct pq_span blank)
{
	const char *s = w->doc->text + blank.start;
	return w->out->newlines && memchr(s, '\n', blank.end - blank.start) != NULL;
}

/* Lines of SPAN that begin before UNTIL; where the next one does. */
static uint32_t wrap_collapsed(struct wrap *w, struct pq_span span, uint32_t until)
{
	uint32_t start = span.start;
	struct spot here = {start, start, 0}, chance = {start, start, 0};
	while (here.next < span.end) {
		struct layout_glyph g = glyph_at(w->doc, here.next, span.end, SPACES_MERGED, NULL, 0);
		if (g.blank) {
			here.next = g.span.end;
			if (here.end > start && ends_line(w, g.span)) {
				emit(w, start, here.end, here.width);
				start = here.next;
				if (start >= until)
					return start;
				here = chance = (struct spot){start, start, 0};
			} else if (here.end == start) {
				start = here.end = here.next; /* white space at the start of a line */
			}
			continue;
		}
		if (here.end > start && may_break(w, here.end, here.next))
			chance = here;
		uint32_t width = here.width + (here.next > here.end) + g.width;
		if (width <= w->cells || here.end == start) {
			here = (struct spot){g.span.end, g.span.end, width};
			take_plain(w, span.end, &here, &chance);
			continue;
		}
		if (chance.end <= start)
			chance = here;
		emit(w, start, chance.end, chance.width);
		start = chance.next;
		here = chance = (struct spot){start, start, 0};
	}
	if (start >= until)
		return start;
	if (here.end > start)
		emit(w, start, here.end, here.width);
	return span.end;
}

/* A line of the source whose white space is kept. */
static void wrap_kept(struct wrap *w, struct pq_span span)
{
	while (span.end > span.start && is_blank(w->doc->text[span.end - 1]))
		span.end--;
	uint32_t start = span.start, column = 0;
	struct spot here = {start, start, 0}; /* END and WIDTH: up to the last that is not blank */
	while (here.next < span.end) {
		struct layout_glyph g = glyph_at(w->doc, here.next, span.end, SPACES_KEPT, w->line.stops, column);
		if (column + g.width > w->cells && column) {
			if (here.end > start)
				emit(w, start, here.end, here.width);
			start = here.end = here.next;
			here.width = column = 0;
			continue;
		}
		here.next = g.span.end;
		column += g.width;
		if (!g.blank) {
			here.end = here.next;
			here.width = column;
		}
	}
	if (here.end > start || span.end == span.start)
		emit(w, start, here.end, here.width);
}

static uint32_t next_in(const struct pq_doc *doc, struct pq_span span, char stop)
{
	while (span.start < span.end && doc->text[span.start] != stop)
		span.start++;
	return span.start;
}

/* Cells of the screen that [FROM, TO) takes as part of a row. */
static uint32_t width_in_row(const struct pq_doc *doc, uint32_t from, uint32_t to)
{
	uint32_t width = 0;
	for (struct layout_glyph g; from < to; from = g.span.end) {
		g = glyph_at(doc, from, to, SPACES_CELLS, NULL, 0);
		width += g.width;
	}
	return width;
}

static struct pq_span trimmed(const struct pq_doc *doc, struct pq_span s)
{
	while (s.start < s.end && is_blank(doc->text[s.start]))
		s.start++;
	while (s.start < s.end && is_blank(doc->text[s.end - 1]))
		s.end--;
	return s;
}

/* A row that is too wide for columns: as many whole cells on a line as fit, a long one on lines of its own; lines after the first are set in. */
static void wrap_cells(struct wrap *w, struct pq_span row)
{
	struct wrap own = *w;
	struct spot line = {row.start, row.start, 0};
	uint32_t start = row.start, first = w->out->lines.len, set_in = w->cells > 8 ? 2 : 0;
	for (struct pq_span c = row; c.start < row.end; c.start = c.end + 1) {
		c.end = next_in(w->doc, (struct pq_span){c.start, row.end}, '\t');
		struct pq_span cell = trimmed(w->doc, c);
		uint32_t more = line.width ? width_in_row(w->doc, line.end, cell.end) : 0;
		if (span_empty(cell))
			continue;
		if (line.width && line.width + more <= own.cells) {
			line.end = cell.end;
			line.width += more;
			continue;
		}
		if (line.width)
			emit(&own, start, line.end, line.width);
		if (w->out->lines.len > first) {
			own.line.indent = (uint16_t)(w->line.indent + set_in);
			own.cells = w->cells - set_in;
		}
		start = cell.start;
		line = (struct spot){cell.end, cell.end, width_in_row(w->doc, cell.start, cell.end)};
		if (line.width > own.cells) {
			(void)wrap_collapsed(&own, cell, cell.end);
			line.width = 0;
		}
	}
	if (line.width)
		emit(&own, start, line.end, line.width);
}

static void wrap_rows(struct wrap *w, struct pq_span span)
{
	bool table = w->doc->blocks[w->line.block].kind == PQ_BLOCK_TABLE;
	if (table)
		w->line.stops = w->out->stops = table_stops(w->doc, span, w->cells, &w->out->failed);
	for (struct pq_span row = span; row.start < span.end; row.start = row.end + 1) {
		row.end = next_in(w->doc, (struct pq_span){row.start, span.end}, '\n');
		if (table && !w->line.stops)
			wrap_cells(w, row);
		else
			wrap_kept(w, row);
	}
}

static uint32_t block_indent(const struct pq_block *b, uint32_t width)
{
	uint32_t level = b->level ? b->level : 1, indent = 0;
	if (b->kind == PQ_BLOCK_LIST_ITEM)
		indent = 4 * level - 2 + (b->ordinal >= 1000 ? 5 : b->ordinal >= 100 ? 3 : b->ordinal ? 2 : 0);
	else if (b->kind == PQ_BLOCK_BLOCKQUOTE)
		indent = 4 * level;
	else if (b->kind == PQ_BLOCK_CODE)
		indent = 2;
	return indent < width / 3 ? indent : width / 3;
}

static void flag_ends(const struct segment *segment, bool last, bool item, struct layout_line *lines, uint32_t n)
{
	if (segment->first && n)
		lines[0].flags |= (uint8_t)(LINE_FIRST | (item ? LINE_BULLET : 0));
	if (last && n)
		lines[n - 1].flags |= LINE_LAST;
}

void wrap_segment(const struct pq_doc *doc, const struct segment *segment, uint32_t width, bool blank,
		  struct lines *out)
{
	const struct pq_block *b = &doc->blocks[segment->block];
	uint32_t indent = block_indent(b, width);
	struct wrap w = {
		.doc = doc,
		.out = out,
		.breaks = out->breaks,
		.base = segment->span.start,
		.cells = width - indent,
		.line = {.block = segment->block, .indent = (uint16_t)indent},
	};
	text_breaks(doc->text + segment->span.start, segment->span.end - segment->span.start, out->breaks);
	uint32_t before = blank;
	if (blank) {
		struct layout_line line = {
			.span = {b->span.start, b->span.start}, .block = segment->block, .flags = LINE_BLANK};
		if (!vec_push(&out->lines, line))
			out->failed = true;
	}
	out->next = segment->until;
	if (b->kind == PQ_BLOCK_CODE || b->kind == PQ_BLOCK_TABLE)
		wrap_rows(&w, segment->span);
	else
		out->next = wrap_collapsed(&w, segment->span, segment->until);
	if (out->failed)
		return;
	if (out->lines.len == before)
		out->lines.len = 0; /* nothing but white space: no empty line for it either */
	else
		flag_ends(segment, out->next == b->span.end, b->kind == PQ_BLOCK_LIST_ITEM, out->lines.at + before,
			  out->lines.len - before);
}
