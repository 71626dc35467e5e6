/* view/article.c - the article's lines: words where layout put them, looks from the runs over them. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

static enum role block_role(const struct view_input *in, uint8_t kind)
{
	switch (kind) {
	case PQ_BLOCK_TITLE:
		return ROLE_TITLE;
	case PQ_BLOCK_HEADING:
		return ROLE_HEADING;
	case PQ_BLOCK_BYLINE:
		return ROLE_BYLINE;
	case PQ_BLOCK_BLOCKQUOTE:
		return ROLE_BLOCKQUOTE;
	case PQ_BLOCK_CODE:
		return ROLE_CODE;
	case PQ_BLOCK_TABLE:
		return ROLE_TABLE;
	case PQ_BLOCK_CAPTION:
	case PQ_BLOCK_CREDIT:
	case PQ_BLOCK_RELATED:
	case PQ_BLOCK_FURNITURE:
		return view_option(in, OPT_FURNITURE) == FURNITURE_SHOW ? ROLE_TEXT : ROLE_FURNITURE;
	default:
		return ROLE_TEXT;
	}
}

/** The words of LINE from column X on. */
static void put_words(const struct view_input *in, const struct layout_line *line, struct rect text, int y,
		      struct style style, struct grid *g)
{
	const struct pq_doc *doc = &in->snapshot->doc;
	int x = text.x + line->indent, limit = text.x + text.w;
	struct layout_glyph glyph = {0};
	while (layout_next(doc, line, &glyph) && x + glyph.column < limit) {
		if (glyph.blank)
			grid_fill(g, (struct rect){y, x + glyph.column, 1, glyph.width}, style);
		else
			grid_put(g, y, x + glyph.column, limit, doc->text + glyph.span.start,
				 glyph.span.end - glyph.span.start, style);
	}
}

enum { BAR_STEP = 4 /* layout's indent of one level */ };

/** What layout left the indent free for: a bullet, a number, the bars of a block quote, one a level. */
static void put_indent(const struct view_input *in, const struct layout_line *line, struct rect text, int y,
		       struct grid *g)
{
	const struct pq_block *b = &in->snapshot->doc.blocks[line->block];
	struct style dim = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_DIM);
	int end = text.x + line->indent;
	char sign[16];
	if (line->indent < 2)
		return;
	if (b->kind == PQ_BLOCK_BLOCKQUOTE) {
		for (int x = end - 2; x >= text.x; x -= BAR_STEP)
			grid_puts(g, y, x, end, view_sign(in, SIGN_CELL), dim);
	} else if (line->flags & LINE_BULLET) {
		if (b->ordinal)
			snprintf(sign, sizeof sign, "%u.", b->ordinal);
		else
			snprintf(sign, sizeof sign, "%s", view_sign(in, SIGN_BULLET));
		int x = end - 1 - view_cells(sign);
		grid_puts(g, y, x < text.x ? text.x : x, end, sign, dim);
	}
}

/** Lay RUN over the cells of LINE that it covers. */
static void lay_run(const struct layout_line *line, const struct line_cells *cells, const struct run *run,
		    struct rect text, int y, struct style base, struct grid *g)
{
	uint32_t from = run->span.start > line->span.start ? run->span.start - line->span.start : 0;
	uint32_t to = run->span.end < line->span.end ? run->span.end - line->span.start : cells->len;
	int x0 = text.x + line->indent + cells->at[from], x1 = text.x + line->indent + cells->at[to];
	for (int x = x0; x < x1 && x < text.x + text.w; x++) {
		struct cell *cell = grid_cell(g, y, x);
		if (cell)
			cell->style =
				style_over(run->lit && run->layer <= LAYER_SOURCE ? base : cell->style, run->style);
	}
}

/** One line of the article: words, then every run over it. */
static void paint_line(const struct view_input *in, const struct layout_line *line, const struct runs *runs,
		       struct rect text, int y, struct grid *g)
{
	const struct pq_doc *doc = &in->snapshot->doc;
	if (line->block >= doc->n_blocks || line->flags & LINE_BLANK)
		return;
	struct style base = view_style_on(in, view_style(in, ROLE_TEXT), block_role(in, doc->blocks[line->block].kind));
	bool dimmed = view_article(in) && view_article(in)->only < view_notes(in)->n_sources;
	bool aside = block_role(in, doc->blocks[line->block].kind) == ROLE_FURNITURE;
	put_indent(in, line, text, y, g);
	put_words(in, line, text, y, dimmed ? view_style_on(in, base, ROLE_DIMMED) : base, g);
	struct line_cells cells = view_line_cells(in, line);
	for (uint32_t i = 0; cells.at && i < runs->n; i++) {
		const struct run *run = &runs->at[i];
		/* Names in captions and page furniture stand back with the rest of it. */
		bool shown = run->lit || (!dimmed && (!aside || run->layer != LAYER_NAME));
		if (span_overlap(run->span, line->span) && shown)
			lay_run(line, &cells, run, text, y, base, g);
	}
}

const char *view_minutes(const struct view_input *in, uint32_t bytes)
{
	/* 230 words a minute (Brysbaert 2019 gives 238 for silent reading of English); six bytes a word with its blank. */
	uint32_t minutes = (bytes / 6 + 115) / 230;
	if (minutes >= 120)
		return view_printf(in, "%u h", (minutes + 30) / 60);
	return minutes ? view_printf(in, "%u min", minutes) : "<1 min";
}

/** An ISO date as people read it: "14 May 2025"; "" for what is none. */
static const char *date_words(const struct view_input *in, struct pq_str date)
{
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	unsigned year, month, day;
	if (sscanf(view_doc_str(in, date), "%4u-%2u-%2u", &year, &month, &day) != 3 || month < 1 || month > 12)
		return "";
	return view_printf(in, "%u %s %u", day, months[month - 1], year);
}

/** What the article's own first lines do not say: outlet, date, how long it takes.  As much of it as fits.  SAID: the byline. */
static const char *about(const struct view_input *in, const char *said, int room)
{
	enum { HEAD = 600 };
	const struct pq_doc *doc = &in->snapshot->doc;
	const char *dot = view_sign(in, SIGN_DOT), *text = "", *site = view_doc_str(in, doc->meta.site);
	const char *head = view_text(in, (struct pq_span){0, doc->text_len}, HEAD),
		   *date = date_words(in, doc->meta.published);
	const char *parts[] = {strstr(head, site) ? "" : site,
			       strpbrk(said, "0123456789") || strstr(head, date) ? "" : date,
			       view_minutes(in, doc->text_len)};
	for (unsigned first = 0; first < 3; first++) {
		text = "";
		for (unsigned i = first; i < 3; i++) {
			if (*parts[i])
				text = view_printf(in, "%s %s %s", text, dot, parts[i]);
		}
		if (view_cells(text) <= room)
			return text;
	}
	return "";
}

/** Behind the byline, else behind the title: the reading time. */
static void paint_about(const struct view_input *in, const struct view_lines *lines, struct rect text, struct grid *g)
{
	const struct pq_doc *doc = &in->snapshot->doc;
	int line = -1;
	bool byline = false;
	for (int i = 0; i < lines->n && lines->at[i].block < 4 && lines->at[i].block < doc->n_blocks && !byline; i++) {
		uint8_t kind = doc->blocks[lines->at[i].block].kind;
		if (!(lines->at[i].flags & LINE_LAST) || lines->at[i].flags & LINE_BLANK)
			continue;
		byline = kind == PQ_BLOCK_BYLINE;
		if (byline || kind == PQ_BLOCK_TITLE)
			line = i;
	}
	if (line < 0)
		return;
	int used = lines->at[line].indent + lines->at[line].width;
	struct style style = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_BYLINE);
	const char *said = byline ? view_text(in, doc->blocks[lines->at[line].block].span, 300) : "";
	grid_puts(g, text.y + line, text.x + used, text.x + text.w, about(in, said, text.w - used), style);
}

/** No text yet, or none at all. */
static void paint_empty(const struct view_input *in, struct rect text, struct grid *g)
{
	const char *name = in->name ? in->name : "";
	const char *words =
		in->problem ? in->problem : view_printf(in, "Opening %s %s", name, view_sign(in, SIGN_ELLIPSIS));
	struct style style = view_style_on(in, view_style(in, ROLE_TEXT), in->problem ? ROLE_ERROR : ROLE_DIM);
	int y = text.y + (text.h > 6 ? text.h / 3 : 0);
	const char *line;
	size_t len;
	if (!in->problem && !in->busy)
		return;
	for (; y < text.y + text.h && (line = view_line(&words, text.w, &len)); y++)
		grid_put(g, y, text.x, text.x + text.w, line, len, style);
	const char *key = view_key_of(in, ACTION_CANCEL);
	if (!in->problem && in->loading && *key && y < text.y + text.h)
		grid_puts(g, y, text.x, text.x + text.w, view_printf(in, "%s stops it", key), style);
}

void view_paint_article(const struct view_input *in, const struct frame *f, struct grid *g)
{
	if (f->text.h < 1 || f->text.w < 1)
		return;
	if (!in->snapshot || !in->layout) {
		paint_empty(in, f->text, g);
		return;
	}
	struct view_lines lines = view_lines_of(in, f->text.h);
	struct runs runs = view_runs(in, view_lines_span(&lines));
	for (int i = 0; i < lines.n; i++)
		paint_line(in, &lines.at[i], &runs, f->text, f->text.y + i, g);
	paint_about(in, &lines, f->text, g);
	view_paint_gutter(in, f, &lines, g);
	view_paint_map(in, f, &lines, g);
}
