/* view/banner.c - what was cut, skipped or repaired, above the status line until the reader puts it away. */
#include <string.h>

#include "text/utf8.h"
#include "view/paint.h"

enum {
	MOST_LINES = 3,
	MARGIN_COLS = 40, /* from here on a margin */
	ROOMY = 30        /* cells from which on a line also says where the rest is */
};

uint32_t view_notices(const struct view_input *in)
{
	uint32_t problems = in->problem ? 1 : 0;
	return problems + (in->snapshot ? article_notices(&in->snapshot->doc, &in->snapshot->notes) : 0);
}

const char *view_notice(const struct view_input *in, uint32_t i)
{
	if (in->problem && i == 0)
		return in->problem;
	struct doc_slice s = article_notice(&in->snapshot->doc, &in->snapshot->notes, i - (in->problem ? 1 : 0));
	return view_str(in, s.s, s.len);
}

static int margin_of(const struct view_input *in)
{
	return in->state->cols >= MARGIN_COLS ? 1 : 0;
}

static int room_of(const struct view_input *in)
{
	return in->state->cols - 2 * margin_of(in) - view_cells(view_sign(in, SIGN_WARNING)) - 1;
}

static int lines_of(const char *words, int room)
{
	int n = 0;
	size_t len;
	while (view_line(&words, room, &len))
		n++;
	return n;
}

static const char *words_of(const struct view_input *in)
{
	uint32_t more = view_notices(in) - 1;
	const char *first = view_notice(in, 0);
	return more ? view_printf(in, "%s (%u more, :notices)", first, more) : first;
}

int view_banner_lines(const struct view_input *in)
{
	const struct article_view *v = view_article(in);
	if (!in->snapshot || !v || view_notices(in) <= v->told || in->state->overlay == OVERLAY_NOTICES)
		return 0;
	int n = lines_of(words_of(in), room_of(in));
	return n < MOST_LINES ? n : MOST_LINES;
}

/** As much of the words as LINES hold, and where the rest is. */
static const char *fitted(const struct view_input *in, int lines, int room)
{
	const char *words = words_of(in), *first = view_notice(in, 0);
	const char *tail = view_printf(in, "%s%s", view_sign(in, SIGN_ELLIPSIS), room < ROOMY ? "" : " (:notices)");
	if (lines_of(words, room) <= lines)
		return words;
	size_t len = strlen(first);
	do
		len = utf8_floor(first, len, len - 1);
	while (len && lines_of(words = view_printf(in, "%s%s", view_str(in, first, len), tail), room) > lines);
	return words;
}

void view_paint_banner(const struct view_input *in, const struct frame *f, struct grid *g)
{
	struct rect r = f->banner;
	int x = r.x + margin_of(in), room = room_of(in);
	if (r.h < 1 || room < 1)
		return;
	struct style style = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_BANNER);
	const char *rest = fitted(in, r.h, room), *line;
	size_t len;
	grid_fill(g, r, style);
	grid_puts(g, r.y, x, r.x + r.w, view_sign(in, SIGN_WARNING), style);
	x = r.x + r.w - margin_of(in) - room;
	for (int y = r.y; y < r.y + r.h && (line = view_line(&rest, room, &len)); y++)
		grid_put(g, y, x, r.x + r.w, line, len, style);
}
