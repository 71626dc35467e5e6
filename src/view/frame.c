/* view/frame.c - where things stand on a screen of a given size.  Depends on the size, the options and what is open, never on
 * the annotations: their arrival moves nothing. */
#include "view/paint.h"

enum {
	SMALL_COLS = 40, /* below either, the article alone */
	SMALL_ROWS = 10,
	HINT_ROWS = 24,   /* from here on a line of keys at the foot */
	GUTTER_NAME = 13, /* a blank, ten cells of name, the bar, a blank */
	GUTTER_SHORT = 4, /* two initials, the bar, a blank */
	NAMES_TEXT = 50,  /* names are shown where they leave the text this much */
	STACK_COLS = 132, /* from here on panes are stacked beside the article */
	STACK_ROWS = 20,
	STACK_LEAST = 46,
	STACK_WIDEST = 72,
	TAB_COLS = 96, /* from here on one pane with tabs */
	TAB_WIDTH = 34,
	LEAST_SIDE = 76, /* a pane asked for is a drawer all the same on less than this */
	MAP_WIDTH = 2    /* a blank and the map */
};

static int at_most(int a, int b)
{
	return a < b ? a : b;
}

static int at_least(int a, int b)
{
	return a > b ? a : b;
}

static int32_t value(const struct pq_state *s, enum option o)
{
	return s->config.value[o];
}

static bool is_small(const struct pq_state *s)
{
	return s->cols < SMALL_COLS || s->rows < SMALL_ROWS;
}

static int panes_mode(const struct pq_state *s)
{
	int mode = value(s, OPT_PANES);
	if (s->zen || is_small(s) || (mode != PANES_OFF && s->cols < LEAST_SIDE))
		return PANES_DRAWER;
	if (mode == PANES_AUTO)
		mode = s->cols >= STACK_COLS ? PANES_STACKED : s->cols >= TAB_COLS ? PANES_TABBED : PANES_DRAWER;
	if (mode == PANES_STACKED && s->rows < STACK_ROWS)
		mode = PANES_TABBED;
	return mode == PANES_OFF ? PANES_DRAWER : mode;
}

/** Cells of the panes beside the article. */
static int side_width(const struct pq_state *s, int mode)
{
	if (mode == PANES_TABBED)
		return s->cols >= 110 ? at_most(s->cols - 66, 44) : TAB_WIDTH;
	if (mode != PANES_STACKED)
		return 0;
	int text = value(s, OPT_WIDTH) + GUTTER_NAME + MAP_WIDTH;
	return at_least(STACK_LEAST, at_most(STACK_WIDEST, s->cols - text - 1));
}

static int gutter_width(const struct pq_state *s, int room)
{
	int mode = value(s, OPT_GUTTER);
	if (s->zen || is_small(s) || mode == GUTTER_OFF)
		return 0;
	if (mode == GUTTER_AUTO)
		mode = room - GUTTER_NAME >= NAMES_TEXT ? GUTTER_NAMES : GUTTER_INITIALS;
	return mode == GUTTER_NAMES ? GUTTER_NAME : GUTTER_SHORT;
}

/** Gutter, text and map from the left; ROOM cells. */
static void place_article(const struct pq_state *s, int room, int height, struct frame *out)
{
	int map = value(s, OPT_MAP) && !s->zen && !is_small(s) ? MAP_WIDTH : 0;
	int gutter = gutter_width(s, room - map);
	int text = at_least(1, at_most(value(s, OPT_WIDTH), room - gutter - map));
	if (text == room && !s->zen && !is_small(s))
		text = at_least(1, text - 1);
	int x = s->zen ? 0 : at_least(0, (room - gutter - text - map) / 2);
	out->gutter = (struct rect){0, x, height, gutter};
	out->text = (struct rect){0, x + gutter, height, at_most(text, at_least(0, s->cols - x - gutter))};
	out->map = (struct rect){0, x + gutter + text + map - 1, height, map ? 1 : 0};
	out->initials = gutter == GUTTER_SHORT;
}

static void place_stack(struct frame *out, struct rect side)
{
	int entities = side.h * 2 / 5, quotes = side.h * 2 / 5;
	out->panes[PANE_ENTITIES] = (struct rect){side.y, side.x, entities, side.w};
	out->panes[PANE_QUOTES] = (struct rect){side.y + entities, side.x, quotes, side.w};
	out->panes[PANE_SOURCES] =
		(struct rect){side.y + entities + quotes, side.x, side.h - entities - quotes, side.w};
}

/** Half the screen, on the side where it does not hide the current item; all of a small one. */
static struct rect drawer_rect(const struct pq_state *s, int width, int height)
{
	int h = is_small(s) ? height : at_least(height / 2, 5);
	return (struct rect){s->drawer_top ? 0 : height - h, 0, h, width};
}

static void place_panes(const struct pq_state *s, int mode, int side, int height, struct frame *out)
{
	enum pane_id pane = s->pane < PANES ? (enum pane_id)s->pane : PANE_ENTITIES;
	if (mode == PANES_STACKED) {
		place_stack(out, (struct rect){0, s->cols - side, height, side});
		return;
	}
	out->tabbed = true;
	if (mode == PANES_TABBED) {
		out->panes[pane] = (struct rect){0, s->cols - side, height, side};
		return;
	}
	if (!s->pane_open && s->focus != FOCUS_PANE)
		return;
	out->panes[pane] = drawer_rect(s, s->cols, height);
}

/** In the middle, as wide and tall as what it holds needs at most. */
static struct rect middle_rect(const struct pq_state *s, int height)
{
	bool short_rows = s->overlay == OVERLAY_MENU || s->overlay == OVERLAY_NOTICES ||
			  s->overlay == OVERLAY_ARTICLES || s->overlay == OVERLAY_CHARSETS;
	int margin_x = s->cols >= 60 ? 2 : 0, margin_y = s->rows >= 20 ? 1 : 0;
	int w = at_most(short_rows ? 84 : 100, s->cols - 2 * margin_x),
	    h = at_most(short_rows ? 30 : height, height - 2 * margin_y);
	return (struct rect){(height - h) / 2, (s->cols - w) / 2, h, w};
}

/** What is read beside the article takes the place of stacked panes, SIDE cells wide, or stands as a drawer: a preview must be seen. */
static void place_overlay(const struct pq_state *s, int side, int height, struct frame *out)
{
	bool beside = s->overlay == OVERLAY_WHY || s->overlay == OVERLAY_AUDIT || s->overlay == OVERLAY_WHO_SAID ||
		      s->overlay == OVERLAY_LEFT_OUT;
	if (!beside) {
		out->overlay = middle_rect(s, height);
		out->overlay_place = OVERLAY_MIDDLE;
	} else if (side) {
		out->overlay = (struct rect){0, s->cols - side, height, side};
		out->overlay_place = OVERLAY_BESIDE;
	} else {
		out->overlay = drawer_rect(s, s->cols, height);
		out->overlay_place = s->drawer_top ? OVERLAY_TOP : OVERLAY_FOOT;
	}
}

/** Has the status line something to say that cannot wait?  On a small screen it is shown only then. */
static bool status_speaks(const struct pq_state *s)
{
	return s->prompt.kind != PROMPT_NONE || s->message[0] || s->pending[0];
}

/** Lines of the status line: one, but for a message that is longer. */
static int status_lines(const struct pq_state *s)
{
	enum { MOST = 3 };
	const char *rest = s->message;
	int n = 0, room = s->cols - 2 * view_status_margin(s->cols), most = at_most(MOST, s->rows / 3);
	size_t len;
	while (s->prompt.kind == PROMPT_NONE && n < most && view_line(&rest, room, &len))
		n++;
	return at_least(n, 1);
}

void view_frame(const struct pq_state *s, int banner, struct frame *out)
{
	*out = (struct frame){0};
	if (s->rows < 1 || s->cols < 1)
		return;
	int height = s->rows;
	bool quiet = is_small(s) || s->zen;
	if (!quiet && value(s, OPT_HINTS) && s->rows >= HINT_ROWS)
		out->hints = (struct rect){--height, 0, 1, s->cols};
	if (quiet ? status_speaks(s) && (height > 1 || s->prompt.kind != PROMPT_NONE) : true) {
		int lines = status_lines(s);
		height -= lines;
		out->status = (struct rect){height, 0, lines, s->cols};
	}
	banner = s->zen ? 0 : at_most(banner, s->rows / 3);
	height -= banner;
	out->banner = (struct rect){height, 0, banner, s->cols};
	int mode = panes_mode(s), side = side_width(s, mode);
	place_article(s, s->cols - side - (side ? 1 : 0), height, out);
	place_panes(s, mode, side, height, out);
	if (s->overlay != OVERLAY_NONE && s->overlay < OVERLAYS && height > 0)
		place_overlay(s, mode == PANES_STACKED ? side : 0, height, out);
}

uint32_t view_text_width(const struct pq_state *s)
{
	struct frame f;
	view_frame(s, 0, &f);
	return f.text.w < 1 ? 1 : (uint32_t)f.text.w;
}
