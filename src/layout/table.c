/* layout/table.c - columns for a table's rows. */
#include "base/alloc.h"
#include "layout/parts.h"
#include "text/width.h"

enum { MOST_COLUMNS = 32, COLUMN_GAP = 2 };

/* A row of one cell, the table's own caption perhaps, is as wide as it is: it makes no column wider, *ALONE is the widest. */
static bool measure(const struct pq_doc *doc, struct pq_span span, uint32_t widest[MOST_COLUMNS], uint32_t *n,
		    uint32_t *alone)
{
	uint32_t column = 0;
	for (uint32_t at = span.start; at < span.end; column++) {
		uint32_t end = at;
		while (end < span.end && doc->text[end] != '\t' && doc->text[end] != '\n')
			end++;
		if (column == MOST_COLUMNS)
			return false;
		uint32_t width = text_width(doc->text + at, end - at);
		bool single = column == 0 && (end == span.end || doc->text[end] == '\n');
		uint32_t *most = single ? alone : &widest[column];
		*most = width > *most ? width : *most;
		*n = column + 1 > *n ? column + 1 : *n;
		if (end < span.end && doc->text[end] == '\n')
			column = UINT32_MAX;
		at = end + 1;
	}
	return true;
}

uint16_t *table_stops(const struct pq_doc *doc, struct pq_span span, uint32_t width, bool *failed)
{
	uint32_t widest[MOST_COLUMNS] = {0}, n = 0, total = 0, alone = 0;
	if (!measure(doc, span, widest, &n, &alone))
		return NULL;
	for (uint32_t i = 0; i < n; i++)
		total += widest[i] + (i ? COLUMN_GAP : 0);
	if (total > width || alone > width)
		return NULL;
	uint16_t *stops = mem_zero(n + 1, sizeof *stops);
	*failed |= !stops;
	uint32_t at = 0;
	for (uint32_t i = 0; stops && i + 1 < n; i++) {
		at += widest[i] + COLUMN_GAP;
		stops[i] = (uint16_t)at;
	}
	return stops;
}
