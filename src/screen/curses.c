/* screen/curses.c - the terminal by ncurses: the only file that sees it.
 * Curses decides what to write for a changed screen; keys are read and decoded by tty.c, so that answers to our questions,
 * mouse reports and the pause after Esc are in one hand. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
/* terminfo's own struct term, and macros that are words of ours. */
#define term terminfo_term
#include <term.h>
#undef term
#undef columns
#undef lines
#undef tab
#undef clear_screen

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/alloc.h"
#include "base/error.h"
#include "screen/clipboard.h"
#include "screen/tty.h"
#include "text/utf8.h"

enum { NEAREST_SLOTS = 64 };

struct curses_term {
	struct term term;
	struct tty tty;
	SCREEN *screen;
	FILE *in, *out;
	struct grid shown; /* what was presented last, to skip rows that stay */
	bool shown_valid, mouse, suspended;
	int cursor;
	int colors;
	struct style style; /* the last one, and what it is to curses */
	attr_t attrs;
	int pair;
	struct {
		color want;
		int have;
	} nearest[NEAREST_SLOTS];
};

static struct curses_term *self_of(struct term *t)
{
	return (struct curses_term *)t;
}

/* ---- styles ---- */

static int nearest_of(struct curses_term *c, color want)
{
	if (want == COLOR_DEFAULT)
		return -1;
	unsigned slot = (want ^ want >> 6 ^ want >> 12) % NEAREST_SLOTS;
	if (c->nearest[slot].want != want) {
		c->nearest[slot].want = want;
		c->nearest[slot].have = color_nearest(want, c->colors);
	}
	return c->nearest[slot].have;
}

/* Curses has no strike-out: such text looks like its surroundings. */
static attr_t attrs_of(uint32_t attrs)
{
	return (attrs & ATTR_BOLD ? A_BOLD : 0) | (attrs & ATTR_DIM ? A_DIM : 0) |
	       (attrs & ATTR_ITALIC ? A_ITALIC : 0) | (attrs & ATTR_UNDERLINE ? A_UNDERLINE : 0) |
	       (attrs & ATTR_REVERSE ? A_REVERSE : 0);
}

static void set_style(struct curses_term *c, struct style style)
{
	if (style_equal(style, c->style))
		return;
	c->style = style;
	c->attrs = attrs_of(style.attrs);
	c->pair = 0;
	if (c->colors && (style.fg || style.bg)) {
		int pair = alloc_pair(nearest_of(c, style.fg), nearest_of(c, style.bg));
		c->pair = pair > 0 ? pair : 0;
	}
}

/* ---- cells ---- */

static void put_wide(struct curses_term *c, int y, int x, const wchar_t *w)
{
	cchar_t cc;
	if (setcchar(&cc, w, c->attrs, 0, &c->pair) == OK)
		mvadd_wch(y, x, &cc);
}

/* One grapheme over its cells.  Its characters are laid out by wcwidth, as curses counts: one that takes room starts a cell, one
 * that takes none joins it; what finds no room is left out and what room is left is blank, so that columns hold. */
static void put_grapheme(struct curses_term *c, int y, int x, const struct cell *cell)
{
	wchar_t group[CCHARW_MAX + 1] = {0};
	int n = 0, at = x, next = x, end = x + cell->width;
	const char *p = cell->text, *stop = p + strlen(p);
	while (p < stop) {
		wchar_t w = (wchar_t)utf8_next(&p, stop);
		int width = wcwidth(w);
		if (width == 0 && n > 0) {
			bool joiner = w == 0x200d; /* nothing is joined that is not shown */
			if (n < CCHARW_MAX && !joiner)
				group[n++] = w;
			continue;
		}
		w = width > 0 && next + width <= end ? w : n ? 0 : 0xfffd;
		if (!w)
			break;
		if (n)
			put_wide(c, y, at, group);
		memset(group, 0, sizeof group);
		group[0] = w;
		n = 1;
		at = next;
		next += w == 0xfffd ? 1 : width;
	}
	if (n)
		put_wide(c, y, at, group);
	for (; next < end; next++)
		put_wide(c, y, next, L" ");
}

static void put_row(struct curses_term *c, const struct grid *g, int y)
{
	const struct cell *row = &g->cells[(size_t)y * (size_t)g->cols];
	for (int x = 0; x < g->cols; x++) {
		if (!row[x].width)
			continue;
		set_style(c, row[x].style);
		if (!row[x].text[1])
			put_wide(c, y, x, (wchar_t[]){(wchar_t)row[x].text[0], 0});
		else
			put_grapheme(c, y, x, &row[x]);
	}
}

static bool row_stays(const struct curses_term *c, const struct grid *g, int y)
{
	size_t at = (size_t)y * (size_t)g->cols;
	for (int x = 0; x < g->cols; x++) {
		const struct cell *a = &c->shown.cells[at + (size_t)x], *b = &g->cells[at + (size_t)x];
		if (a->width != b->width || !style_equal(a->style, b->style) || strcmp(a->text, b->text) != 0)
			return false;
	}
	return true;
}

static void set_cursor(struct curses_term *c, int cy, int cx)
{
	int visible = cy >= 0;
	if (visible != c->cursor)
		curs_set(visible);
	c->cursor = visible;
	if (visible)
		move(cy, cx);
}

static void curses_present(struct term *t, const struct grid *g, int cy, int cx)
{
	struct curses_term *c = self_of(t);
	if (c->suspended || !g->rows || !g->cols)
		return;
	if (g->rows != LINES || g->cols != COLS) {
		resize_term(g->rows, g->cols);
		clearok(curscr, TRUE);
		c->shown_valid = false;
	}
	if ((c->shown.rows != g->rows || c->shown.cols != g->cols)) {
		c->shown_valid = false;
		if (!grid_resize(&c->shown, g->rows, g->cols))
			grid_release(&c->shown);
	}
	for (int y = 0; y < g->rows; y++)
		if (!c->shown_valid || !row_stays(c, g, y))
			put_row(c, g, y);
	if (c->shown.cells) {
		memcpy(c->shown.cells, g->cells, (size_t)g->rows * (size_t)g->cols * sizeof *g->cells);
		c->shown_valid = true;
	}
	set_cursor(c, cy, cx);
	refresh();
}

/* ---- the terminal's state ---- */

static void curses_size(struct term *t, int *rows, int *cols)
{
	tty_size(&self_of(t)->tty, rows, cols);
}

static bool curses_key(struct term *t, int timeout, struct key *out)
{
	return tty_key(&self_of(t)->tty, timeout, out);
}

static int curses_fd(struct term *t)
{
	return self_of(t)->tty.in;
}

static void write_mouse(struct curses_term *c, bool on)
{
	tty_write(&c->tty, on ? "\033[?1000h\033[?1002h\033[?1006h" : "\033[?1006l\033[?1002l\033[?1000l", 24);
}

/* Terminals that can tell pasted text from typed text are asked to. */
static void write_capability(struct curses_term *c, const char *name)
{
	const char *s = tigetstr((char *)name);
	if (s != NULL && s != (char *)-1)
		tty_write(&c->tty, s, strlen(s));
}

static void curses_mouse(struct term *t, bool on)
{
	struct curses_term *c = self_of(t);
	if (on != c->mouse)
		write_mouse(c, on);
	c->mouse = on;
}

static void curses_redraw(struct term *t)
{
	clearok(curscr, TRUE);
	self_of(t)->shown_valid = false;
}

static void add_capability(struct buf *out, const char *name)
{
	const char *s = tigetstr((char *)name);
	if (s == NULL || s == (char *)-1)
		return;
	for (; *s; s++) {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL; /* a delay */
		if (end)
			s = end;
		else
			buf_char(out, *s);
	}
}

/* What puts any terminal of this type back, for a signal handler that cannot ask curses. */
static void arm(struct curses_term *c)
{
	struct buf reset = {0};
	buf_str(&reset, "\033[?1006l\033[?1002l\033[?1000l");
	add_capability(&reset, "BD");
	add_capability(&reset, "sgr0");
	add_capability(&reset, "op");
	add_capability(&reset, "cnorm");
	add_capability(&reset, "rmcup");
	if (!reset.failed)
		tty_arm(&c->tty, reset.bytes, reset.len);
	buf_release(&reset);
}

static void curses_suspend(struct term *t)
{
	struct curses_term *c = self_of(t);
	if (c->suspended)
		return;
	if (c->mouse)
		write_mouse(c, false);
	write_capability(c, "BD");
	tty_drain(&c->tty);
	endwin();
	tty_restore(&c->tty);
	tty_disarm();
	c->suspended = true;
}

static void curses_resume(struct term *t)
{
	struct curses_term *c = self_of(t);
	if (!c->suspended)
		return;
	c->suspended = false;
	arm(c);
	curses_redraw(t);
	refresh();
	c->cursor = -1;
	set_cursor(c, -1, 0);
	if (c->mouse)
		write_mouse(c, true);
	write_capability(c, "BE");
}

static void curses_clipboard(struct term *t, const char *s, size_t len)
{
	struct buf seq = {0};
	clipboard_sequence(&seq, s, len);
	if (!seq.failed)
		tty_write(&self_of(t)->tty, seq.bytes, seq.len);
	buf_release(&seq);
}

static enum term_background curses_background(struct term *t)
{
	return tty_background(&self_of(t)->tty);
}

static int curses_colors(struct term *t)
{
	return self_of(t)->colors;
}

static void curses_free(struct term *t)
{
	if (!t)
		return;
	struct curses_term *c = self_of(t);
	curses_suspend(t);
	if (c->screen)
		delscreen(c->screen);
	if (c->in)
		fclose(c->in);
	if (c->out)
		fclose(c->out);
	tty_close(&c->tty);
	grid_release(&c->shown);
	mem_free(c);
}

static const struct term_ops curses_ops = {
	.size = curses_size,
	.present = curses_present,
	.key = curses_key,
	.fd = curses_fd,
	.mouse = curses_mouse,
	.redraw = curses_redraw,
	.suspend = curses_suspend,
	.resume = curses_resume,
	.clipboard = curses_clipboard,
	.background = curses_background,
	.colors = curses_colors,
	.free = curses_free,
};

/* ---- the start ---- */

/* A terminal type that can put the cursor where we want it. */
static bool usable(const char *type, int fd)
{
	int err;
	if (!type || !*type || setupterm((char *)type, fd, &err) != OK)
		return false;
	const char *cup = tigetstr((char *)"cup");
	bool ok = cup && cup != (char *)-1;
	del_curterm(cur_term);
	return ok;
}

/* The type with direct colour beside TYPE, when COLORTERM says that the terminal has it: "xterm-256color" -> "xterm-direct". */
static bool direct_type(const char *type, char *out, size_t cap)
{
	const char *said = getenv("COLORTERM");
	if (!type || !said || (strcmp(said, "truecolor") != 0 && strcmp(said, "24bit") != 0))
		return false;
	size_t len = strlen(type);
	static const char tail[] = "-256color";
	if (len >= sizeof tail && !strcmp(type + len - (sizeof tail - 1), tail))
		len -= sizeof tail - 1;
	return (size_t)snprintf(out, cap, "%.*s-direct", (int)len, type) < cap;
}

static const char *choose_type(const struct term_options *options, int fd, char *direct, size_t cap,
			       struct pq_error *error)
{
	const char *type = getenv("TERM");
	if (!options->no_color && direct_type(type, direct, cap) && usable(direct, fd))
		return direct;
	if (usable(type, fd))
		return type;
	bool known = type && (!strcmp(type, "dumb") || !strcmp(type, "unknown"));
	if (!known && usable("xterm-256color", fd))
		return "xterm-256color";
	(void)error_set(error, PQ_EUNSUPPORTED, "the terminal type TERM=%s cannot place text on a screen",
			type ? type : "");
	return NULL;
}

/* Curses puts its own handlers where there are none; the program's own are the only ones wanted. */
static SCREEN *newterm_without_handlers(const char *type, FILE *out, FILE *in)
{
	static const int sig[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
	enum { N = sizeof sig / sizeof *sig };
	struct sigaction old[N];
	for (int i = 0; i < N; i++)
		sigaction(sig[i], NULL, &old[i]);
	SCREEN *screen = newterm(type, out, in);
	for (int i = 0; i < N; i++)
		sigaction(sig[i], &old[i], NULL);
	return screen;
}

static void start_modes(struct curses_term *c, const struct term_options *options)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	c->cursor = -1;
	if (!options->no_color && has_colors() && start_color() == OK) {
		use_default_colors();
		c->colors = COLORS >= 1 << 24 ? 1 << 24 : COLORS >= 256 ? 256 : COLORS >= 16 ? 16 : 8;
	}
}

/* UTF-8 whatever the locale: what is shown was made safe for a terminal that reads it. */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static enum pq_status start(struct curses_term *c, const struct term_options *options, struct pq_error *error)
{
	char direct[64];
	const char *type = choose_type(options, c->tty.out, direct, sizeof direct, error);
	if (!type)
		return PQ_EUNSUPPORTED;
	set_locale();
	int out = dup(c->tty.out), in = dup(c->tty.in);
	c->out = out >= 0 ? fdopen(out, "w") : NULL;
	c->in = in >= 0 ? fdopen(in, "r") : NULL;
	c->screen = c->out && c->in ? newterm_without_handlers(type, c->out, c->in) : NULL;
	if (!c->screen)
		return error_set(error, PQ_EUNSUPPORTED, "the terminal (TERM=%s) cannot be used", type);
	arm(c);
	start_modes(c, options);
	write_capability(c, "BE");
	/* The Linux console and old VTs may print what they do not know. */
	if (options->ask_background && strcmp(type, "linux") != 0 && strncmp(type, "vt", 2) != 0)
		tty_ask_background(&c->tty);
	return PQ_OK;
}

bool term_env_no_color(void)
{
	const char *s = getenv("NO_COLOR");
	return s && *s;
}

enum pq_status term_curses_new(const struct term_options *options, struct term **out, struct pq_error *error)
{
	*out = NULL;
	struct curses_term *c = mem_zero(1, sizeof *c);
	if (!c)
		return error_nomem(error);
	c->term.ops = &curses_ops;
	c->suspended = true; /* until there is something to give back */
	enum pq_status status = tty_open(&c->tty, error);
	if (status == PQ_OK)
		status = start(c, options, error);
	if (status != PQ_OK) {
		curses_free(&c->term);
		return status;
	}
	c->suspended = false;
	*out = &c->term;
	return PQ_OK;
}
