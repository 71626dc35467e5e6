/* export/page.c - the annotated article as lines of a fixed width.
 * The gutter tells who speaks, so that nothing rests on colour: a name where a speaker begins, a bar beside all they say, and
 * a + where another one speaks on the same line. */
#include "export/page.h"

#include "export/runs.h"
#include "export/write.h"
#include "layout/layout.h"
#include "text/chars.h"
#include "text/width.h"

#include <stdio.h>
#include <string.h>

enum { DEFAULT_WIDTH = 80, BAR_CELLS = 2 };

struct page {
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
	const struct export_options *options;
	struct buf *out, label;
	bool color;
	uint32_t width;     /**< cells of a line */
	uint32_t gutter;    /**< cells, the bar's too; 0: none */
	struct runs speech; /**< looks for speakers, a line ahead of TEXT */
	struct runs text;
	uint32_t title;        /**< its block, or n_blocks; the credits stand behind it */
	uint32_t last_speaker; /**< source named beside the line before, or PQ_NONE */
};

static uint32_t gutter_cells(uint32_t width)
{
	return width >= 72 ? 18 : width >= 48 ? 12 : 0;
}

static void pad(struct buf *out, uint32_t cells)
{
	static const char blanks[] = "                                ";
	for (uint32_t n; cells; cells -= n) {
		n = cells < sizeof blanks - 1 ? cells : sizeof blanks - 1;
		buf_add(out, blanks, n);
	}
}

/* On a terminal, which may reorder it, what is written from right to left stands between these beside the gutter. */
static const char isolate[] = "\xe2\x81\xa8", pop_isolate[] = "\xe2\x81\xa9";

static bool runs_left(const struct page *p, const char *s, size_t len)
{
	return p->color && p->gutter && text_runs_left(s, len);
}

/* The label of SOURCE cut to the gutter. */
static void put_label(struct page *p, uint32_t source, bool others)
{
	uint32_t room = p->gutter - BAR_CELLS - 1, used;
	buf_clear(&p->label);
	put_short_source(&p->label, CELLS, p->doc, p->notes, source);
	size_t len = text_fit(p->label.bytes, p->label.len, room - others, &used);
	bool left = runs_left(p, p->label.bytes, p->label.len);
	buf_str(p->out, left ? isolate : "");
	if (len < p->label.len) {
		len = text_fit(p->label.bytes, p->label.len, room - others - 1, &used);
		buf_add(p->out, p->label.bytes, len);
		buf_str(p->out, "\xe2\x80\xa6");
		used++;
	} else {
		buf_add(p->out, p->label.bytes, len);
	}
	buf_str(p->out, left ? pop_isolate : "");
	buf_str(p->out, others ? "+" : "");
	pad(p->out, room - others - used + 1);
	p->out->failed |= p->label.failed;
}

static void put_gutter(struct page *p, const struct layout_line *line)
{
	uint32_t first = PQ_NONE;
	bool others = false;
	while (runs_next(&p->speech, line->span)) {
		struct run_look look = runs_look(&p->speech);
		uint32_t source = look.quote == PQ_NONE ? PQ_NONE : p->notes->quotes[look.quote].source;
		others |= first != PQ_NONE && source != PQ_NONE && source != first;
		first = first == PQ_NONE ? source : first;
	}
	if (first == PQ_NONE)
		pad(p->out, p->gutter);
	else {
		if (first == p->last_speaker && !others)
			pad(p->out, p->gutter - BAR_CELLS);
		else
			put_label(p, first, others);
		buf_str(p->out, "\xe2\x96\x8f ");
	}
	p->last_speaker = others ? PQ_NONE : first;
}

static const char *block_style(enum pq_block_kind kind)
{
	switch (kind) {
	case PQ_BLOCK_TITLE:
	case PQ_BLOCK_HEADING:
		return ";1";
	case PQ_BLOCK_BYLINE:
	case PQ_BLOCK_CAPTION:
	case PQ_BLOCK_CREDIT:
	case PQ_BLOCK_RELATED:
	case PQ_BLOCK_FURNITURE:
		return ";2";
	default:
		return "";
	}
}

/* The SGR parameters of the run in hand: the speaker's hue, bold for direct speech, italic cue, underlined source. */
static void run_style(const struct page *p, uint32_t block, char out[24])
{
	static const char *const hues[] = {";36", ";33", ";35", ";32", ";34", ";31"};
	struct run_look look = runs_look(&p->text);
	strcpy(out, block_style(p->doc->blocks[block].kind));
	if (look.quote != PQ_NONE) {
		strcpy(out, look.part == PQ_DIRECT ? ";1" : "");
		strcat(out, hues[p->notes->quotes[look.quote].source % (sizeof hues / sizeof *hues)]);
	}
	strcat(out, look.cue ? ";3" : "");
	strcat(out, look.source ? ";4" : "");
}

static void set_style(struct page *p, char now[24], const char *style)
{
	if (strcmp(now, style) != 0)
		buf_printf(p->out, "\033[%sm", *style ? style + 1 : "");
	strcpy(now, style);
}

static void put_line_text(struct page *p, const struct layout_line *line)
{
	struct layout_glyph g = {0};
	char now[24] = "", style[24] = "";
	while (layout_next(p->doc, line, &g)) {
		if (p->color && g.span.start >= p->text.run.end) {
			runs_next(&p->text, (struct pq_span){g.span.start, line->span.end});
			run_style(p, line->block, style);
			set_style(p, now, style);
		}
		if (g.blank) {
			pad(p->out, g.width);
			continue;
		}
		layout_widen(p->doc, line, p->color ? p->text.run.end : line->span.end, &g);
		put_text(p->out, CELLS, p->doc->text + g.span.start, g.span.end - g.span.start);
	}
	set_style(p, now, "");
}

static void put_indent(struct page *p, const struct layout_line *line)
{
	char number[16] = "";
	const struct pq_block *b = &p->doc->blocks[line->block];
	if (!(line->flags & LINE_BULLET)) {
		pad(p->out, line->indent);
		return;
	}
	if (b->ordinal)
		snprintf(number, sizeof number, "%u.", b->ordinal);
	uint32_t cells = b->ordinal ? (uint32_t)strlen(number) : 1;
	pad(p->out, line->indent > cells ? line->indent - cells - 1 : 0);
	if (line->indent >= cells)
		buf_str(p->out, b->ordinal ? number : "\xe2\x80\xa2");
	pad(p->out, line->indent > cells);
}

static void put_head_credits(struct page *p)
{
	char before[32];
	snprintf(before, sizeof before, "%*s", (int)p->gutter, "");
	if (put_credits(p->out, CELLS, p->doc, before))
		buf_char(p->out, '\n');
}

/* What the text itself does not hold: notices, and the title where only the metadata has it. */
static void put_head(struct page *p)
{
	size_t start = p->out->len;
	struct doc_slice title = doc_str(p->doc, p->doc->meta.title);
	for (uint32_t i = 0; i < article_notices(p->doc, p->notes); i++) {
		buf_str(p->out, "! ");
		put_slice(p->out, CELLS, article_notice(p->doc, p->notes, i));
		buf_char(p->out, '\n');
	}
	if (p->title == p->doc->n_blocks) {
		pad(p->out, title.len ? p->gutter : 0);
		put_slice(p->out, CELLS, title);
		buf_str(p->out, title.len ? "\n" : "");
		put_head_credits(p);
	}
	if (p->out->len > start)
		buf_char(p->out, '\n');
}

static void put_lines(struct page *p, struct layout *l)
{
	struct layout_place at = layout_first(l);
	for (int64_t moved = 1; moved && !p->out->failed; at = layout_step(l, at, 1, &moved)) {
		const struct layout_line *line = layout_line(l, at);
		size_t start = p->out->len;
		if (line->span.start < line->span.end) {
			if (p->gutter)
				put_gutter(p, line);
			put_indent(p, line);
			bool left = runs_left(p, p->doc->text + line->span.start, line->span.end - line->span.start);
			buf_str(p->out, left ? isolate : "");
			put_line_text(p, line);
			buf_str(p->out, left ? pop_isolate : "");
		}
		while (p->out->len > start && p->out->bytes[p->out->len - 1] == ' ')
			p->out->bytes[--p->out->len] = '\0';
		buf_char(p->out, '\n');
		if (line->flags & LINE_BLANK)
			p->last_speaker = PQ_NONE;
		if (line->block == p->title && line->flags & LINE_LAST)
			put_head_credits(p);
		export_drain(p->options, p->out);
	}
	p->out->failed |= layout_failed(l) || p->text.failed || p->speech.failed;
}

/* Behind the text: how it introduces the people in it. */
static void put_people(struct page *p)
{
	const struct pq_annotations *a = p->notes;
	const char *title = "\nWho is who\n\n";
	for (uint32_t i = 0; i < a->n_entities; i++) {
		if (!is_person_of_note(a, i))
			continue;
		buf_str(p->out, title);
		put_slice(p->out, CELLS, anno_str(a, a->entities[i].name));
		buf_str(p->out, "\n    ");
		put_introduction(p->out, CELLS, p->doc, a, i, p->width - 4);
		buf_char(p->out, '\n');
		title = "";
	}
}

void page_write(const struct pq_doc *doc, const struct pq_annotations *notes, const struct export_options *options,
		bool color, struct buf *out)
{
	uint32_t width = options->width ? options->width : DEFAULT_WIDTH;
	struct page p = {
		.doc = doc,
		.notes = notes,
		.options = options,
		.out = out,
		.color = color,
		.width = width,
		.gutter = gutter_cells(width),
		.title = first_block(doc, PQ_BLOCK_TITLE),
		.last_speaker = PQ_NONE,
	};
	runs_init(&p.speech, doc, notes);
	runs_init(&p.text, doc, notes);
	struct layout *l = layout_new(doc, (struct layout_options){.width = width - p.gutter});
	put_head(&p);
	if (l)
		put_lines(&p, l);
	else
		out->failed = true;
	put_people(&p);
	layout_free(l);
	runs_release(&p.speech);
	runs_release(&p.text);
	buf_release(&p.label);
}
