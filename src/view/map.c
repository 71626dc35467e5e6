/* view/map.c - one cell wide, at the article's right edge: the whole text from top to bottom, where the current speaker speaks in
 * it, and which part of it is on the screen. */
#include "view/paint.h"

/** Does SOURCE speak in SPAN?  Statements are in the order of the text.  Cost: O(log n). */
static bool speaks_in(const struct pq_annotations *a, uint32_t source, struct pq_span span)
{
	if (source >= a->n_sources)
		return false;
	const struct pq_source *s = &a->sources[source];
	uint32_t lo = 0, hi = s->n_quotes;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (quote_extent(a, a->source_quotes[s->quotes + mid]).end <= span.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n_quotes && quote_extent(a, a->source_quotes[s->quotes + lo]).start < span.end;
}

void view_paint_map(const struct view_input *in, const struct frame *f, const struct view_lines *lines, struct grid *g)
{
	uint64_t len = in->snapshot->doc.text_len;
	if (f->map.w < 1 || f->map.h < 1 || !len || (lines->end && lines->n && !lines->at[0].span.start))
		len = 0;
	if (!len)
		return;
	const struct pq_annotations *a = view_notes(in);
	struct pq_span seen = view_lines_span(lines);
	uint32_t source = view_current_source(in);
	struct style base = view_style(in, ROLE_TEXT), here = view_style_on(in, base, ROLE_MAP);
	struct style speaker = view_source_style(in, view_style_on(in, base, ROLE_MAP_SPEAKER), source);
	for (int i = 0; i < f->map.h; i++) {
		struct pq_span row = {(uint32_t)(len * (uint64_t)i / (uint64_t)f->map.h),
				      (uint32_t)(len * (uint64_t)(i + 1) / (uint64_t)f->map.h)};
		if (row.end == row.start)
			row.end++;
		if (speaks_in(a, source, row))
			grid_puts(g, f->map.y + i, f->map.x, f->map.x + 1, view_sign(in, SIGN_MAP_SPEAKER), speaker);
		else if (span_overlap(row, seen))
			grid_puts(g, f->map.y + i, f->map.x, f->map.x + 1, view_sign(in, SIGN_MAP_HERE), here);
	}
}
