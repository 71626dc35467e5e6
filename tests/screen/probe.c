/* tests/screen/probe.c - shows a page of difficult cells on the real terminal, writes what it showed to a file, then tells each key.
 *   probe DUMP [no-color] [ask]
 * Keys: q quits, k kills itself by SIGSEGV, z suspends, m turns the mouse on.  Every key's number is shown in the last row. */
#include <pullquote/pullquote.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "screen/term.h"

static const int fatal[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT};

static void die(int sig)
{
	term_emergency_restore();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void wake(int sig)
{
	(void)sig; /* poll ends */
}

static void paint(struct grid *g)
{
	static const char *const lines[] = {
		"plain text",
		"“curly” — dash … é ñ ü",
		"e\xcc\x81 combining, a\xcc\x8a\xcc\xa3 two",
		"日本語 wide 한국어",
		"edge 漢字漢字",
		"emoji 😀 flag",
		"tab\tescape\033[31m bell\a del\x7f",
		"bidi \xe2\x80\xae zero\xe2\x80\x8bwidth",
	};
	static const struct style styles[] = {
		{0},
		{.attrs = ATTR_BOLD},
		{.attrs = ATTR_UNDERLINE},
		{.attrs = ATTR_REVERSE},
		{COLOR_INDEX(1), COLOR_DEFAULT, 0},
		{COLOR_RGB(0x5f87af), COLOR_DEFAULT, ATTR_ITALIC},
		{COLOR_DEFAULT, COLOR_INDEX(4), 0},
		{COLOR_INDEX(3), COLOR_INDEX(0), ATTR_BOLD},
	};
	grid_clear(g, (struct style){0});
	for (int i = 0; i < (int)(sizeof lines / sizeof *lines); i++)
		grid_puts(g, i + 1, i, g->cols, lines[i], styles[i]);
	grid_box(g, (struct rect){10, 3, 5, g->cols - 6}, "Quotes 7", styles[4], styles[1], false);
	grid_puts(g, 12, g->cols - 5, g->cols, "漢字漢", styles[0]);
}

static void write_dump(const char *path, const struct grid *g)
{
	struct buf text = {0};
	grid_dump(g, true, &text);
	FILE *f = fopen(path, "w");
	if (f) {
		fwrite(text.bytes, 1, text.len, f);
		fclose(f);
	}
	buf_release(&text);
}

/* The dump first: who sees the screen may read it. */
static bool show(struct term *t, struct grid *g, const char *told, const char *dump)
{
	int rows, cols;
	t->ops->size(t, &rows, &cols);
	if ((g->rows != rows || g->cols != cols) && !grid_resize(g, rows, cols))
		return false;
	paint(g);
	grid_puts(g, rows - 1, 0, cols, told, (struct style){0});
	write_dump(dump, g);
	t->ops->present(t, g, -1, 0);
	return true;
}

/* False: the end. */
static bool act(struct term *t, struct key k)
{
	if (k.mods)
		return true;
	if (k.code == 'k')
		raise(SIGSEGV);
	if (k.code == 'm')
		t->ops->mouse(t, true);
	if (k.code == 'z') {
		t->ops->suspend(t);
		raise(SIGSTOP);
		t->ops->resume(t);
	}
	return k.code != 'q' && k.code != KEY_EOF_;
}

int main(int argc, char **argv)
{
	struct term_options options = {0};
	for (int i = 2; i < argc; i++) {
		options.no_color |= !strcmp(argv[i], "no-color");
		options.ask_background |= !strcmp(argv[i], "ask");
	}
	for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++)
		signal(fatal[i], die);
	sigaction(SIGWINCH, &(struct sigaction){.sa_handler = wake}, NULL);
	struct term *t;
	struct pq_error error;
	if (argc < 2 || term_curses_new(&options, &t, &error) != PQ_OK) {
		fprintf(stderr, "probe: %s\n", argc < 2 ? "no file" : error.message);
		return 1;
	}
	struct grid g = {0};
	char told[80] = "ready";
	struct key k;
	while (show(t, &g, told, argv[1])) {
		while (!t->ops->key(t, -1, &k))
			continue;
		if (!act(t, k))
			break;
		snprintf(told, sizeof told, "key %x mods %d mouse %d,%d at %d,%d background %d", k.code, k.mods,
			 k.mouse, k.button, k.y, k.x, (int)t->ops->background(t));
	}
	t->ops->free(t);
	grid_release(&g);
	return 0;
}
