/* Themes: the parser, inheritance, and the contrast of all that ship.
 * Contrast: WCAG 2.1, 1.4.3 (4.5:1 for text) and 1.4.11 (3:1 for marks that are no text).  A theme that leaves the background to the
 * terminal is measured on both ends of what such terminals have: #000000 and #1e1e1e dark, #ffffff and #f5f5f5 light. */
#include "tests/test.h"

#include <stdio.h>

#include "base/alloc.h"
#include "config/theme.h"
#include "screen/term.h"

static const char *const shipped[] = {"dark", "light", "contrast-dark", "contrast-light", "gruvbox", "mono"};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

static const char *themes_dir(void)
{
	static char path[4096];
	snprintf(path, sizeof path, "%s/themes", getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	return path;
}

static enum pq_status load(const char *name, struct theme *t, struct pq_error *error)
{
	const char *dirs[] = {themes_dir()};
	return theme_load(name, dirs, 1, t, error);
}

static enum pq_status parse(const char *text, struct theme *t, struct pq_error *error)
{
	const char *dirs[] = {themes_dir()};
	return theme_parse("a/mine", text, strlen(text), dirs, 1, t, error);
}

static void test_reads_lines(void **state)
{
	(void)state;
	struct theme t;
	struct pq_error error;
	assert_int_equal(
		parse("# a comment\n\nbackground light\ncolor sky #87CEEB\nlink fg=sky underline # and one here\n"
		      "quote.direct fg=3 bg=bright-blue\nquote.mixed bold\nsource fg=200 bold\nsource.current none\n",
		      &t, &error),
		PQ_OK);
	assert_string_equal(t.name, "mine");
	assert_true(t.light);
	assert_true(
		style_equal(t.style[ROLE_LINK], (struct style){COLOR_RGB(0x87ceeb), COLOR_DEFAULT, ATTR_UNDERLINE}));
	assert_true(style_equal(t.style[ROLE_QUOTE_MIXED], (struct style){COLOR_INDEX(3), COLOR_INDEX(12), ATTR_BOLD}));
	assert_true(style_equal(t.style[ROLE_QUOTE_CURRENT], t.style[ROLE_QUOTE_DIRECT]));
	assert_true(style_equal(t.style[ROLE_SOURCE_CURRENT], (struct style){COLOR_INDEX(200), COLOR_DEFAULT, 0}));
	assert_true(style_equal(t.style[ROLE_SOURCE_UNKNOWN], t.style[ROLE_SOURCE]));
}

static void test_inherits(void **state)
{
	(void)state;
	struct theme dark, mine;
	struct pq_error error;
	assert_int_equal(load("dark", &dark, &error), PQ_OK);
	assert_int_equal(parse("inherit dark\nquote.current bg=1\nlink fg=warm\n", &mine, &error), PQ_OK);
	assert_string_equal(mine.name, "mine");
	assert_true(style_equal(mine.style[ROLE_TITLE], dark.style[ROLE_TITLE]));
	assert_int_equal(mine.style[ROLE_QUOTE_CURRENT].bg, COLOR_INDEX(1));
	assert_int_equal(mine.style[ROLE_QUOTE_CURRENT].fg, dark.style[ROLE_QUOTE_DIRECT].fg);
	assert_int_equal(mine.style[ROLE_LINK].fg, dark.style[ROLE_QUOTE_DIRECT].fg);
}

static void test_errors_name_the_line(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
		unsigned line;
	} bad[] = {
		{"dim bold\nqoute.direct bold\n", "mine:2: there is no role qoute.direct; did you mean quote.direct?",
		 2},
		{"link fg=bleu\n", "mine:1: there is no colour bleu; did you mean blue?", 1},
		{"link fg=#12345\n", "no colour #12345", 1},
		{"link fg=256\n", "no colour 256", 1},
		{"link blink\n", "blink: write fg=", 1},
		{"\n\nbackground grey\n", "mine:3:", 3},
		{"dim bold\ninherit dark\n", "inherit comes first", 2},
		{"inherit drak\n", "there is no theme drak; there are:", 1},
		{"inherit ../dark\n", "there is no theme", 1},
		{"color x\n", "write: color NAME COLOR", 1},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct theme t = {.name = "untouched"};
		struct pq_error error = {0};
		assert_int_equal(parse(bad[i].text, &t, &error), PQ_EINVAL);
		if (!strstr(error.message, bad[i].says))
			fail_msg("%s: %s", bad[i].text, error.message);
		assert_int_equal(error.line, bad[i].line);
		assert_string_equal(t.name, "untouched");
	}
	struct theme t;
	struct pq_error error = {0};
	assert_int_equal(load("nowhere", &t, &error), PQ_EIO);
	assert_non_null(strstr(error.message, "contrast-dark"));
}

static void test_parents_come_first(void **state)
{
	(void)state;
	static const int parent[] = {
#define ROLE(symbol, name, parent) ROLE_##parent,
#include "config/roles.def"
#undef ROLE
	};
	for (int r = 0; r < ROLE_COUNT; r++) {
		assert_true(r == ROLE_TEXT || parent[r] < r);
		assert_int_equal(role_find(role_name((enum role)r), (uint32_t)strlen(role_name((enum role)r))), r);
	}
}

static void test_lists_what_ships(void **state)
{
	(void)state;
	const char *dirs[] = {themes_dir(), "/nonexistent"};
	struct buf names = {0};
	theme_names(dirs, 2, &names);
	assert_string_equal(names.bytes, "contrast-dark\ncontrast-light\ndark\ngruvbox\nlight\nmono\n");
	buf_release(&names);
}

static void test_mono_is_its_file(void **state)
{
	(void)state;
	struct theme file, built;
	struct pq_error error;
	assert_int_equal(load("mono", &file, &error), PQ_OK);
	theme_mono(&built);
	for (int r = 0; r < ROLE_COUNT; r++)
		if (!style_equal(file.style[r], built.style[r]))
			fail_msg("%s differs", role_name((enum role)r));
}

static void test_without_color(void **state)
{
	(void)state;
	for (int i = 0; i < SHIPPED; i++) {
		struct theme t;
		struct pq_error error;
		assert_int_equal(load(shipped[i], &t, &error), PQ_OK);
		theme_fit(&t, 0);
		for (int r = 0; r < ROLE_COUNT; r++)
			assert_true(t.style[r].fg == COLOR_DEFAULT && t.style[r].bg == COLOR_DEFAULT);
		assert_true(t.style[ROLE_SEARCH_CURRENT].attrs & ATTR_REVERSE);
		assert_true(t.style[ROLE_PANE_ROW_CURRENT].attrs & ATTR_REVERSE);
		assert_true(t.style[ROLE_CURRENT].attrs & ATTR_REVERSE);
		assert_true(t.style[ROLE_QUOTE_CURRENT].attrs);
	}
}

/* On eight colours a tint of the background is no background. */
static void test_few_colors(void **state)
{
	(void)state;
	struct theme t;
	struct pq_error error;
	assert_int_equal(load("dark", &t, &error), PQ_OK);
	theme_fit(&t, 8);
	assert_true(t.style[ROLE_PANE_ROW_CURRENT].attrs & ATTR_REVERSE);
	assert_int_equal(t.style[ROLE_PANE_ROW_CURRENT].bg, COLOR_DEFAULT);
	assert_true(t.style[ROLE_SPEAKER_1].fg != COLOR_DEFAULT);
	assert_true(t.style[ROLE_SPEAKER_2].fg != t.style[ROLE_SPEAKER_1].fg);
}

/* ---- contrast ---- */

/* The look of ROLE as it stands on the screen: the layers under it, by what the panes and the article lay over one another. */
static struct style on(const struct theme *t, enum role under, enum role role)
{
	return style_over(style_over(t->style[ROLE_TEXT], t->style[under]), t->style[role]);
}

static uint32_t rgb_of(color c, uint32_t otherwise, int colors)
{
	if (c == COLOR_DEFAULT)
		return otherwise;
	if (colors == 256)
		c = COLOR_INDEX(color_nearest(c, 256));
	return COLOR_IS_INDEX(c) ? color_index_rgb(c & 0xff) : c & 0xffffff;
}

static bool is_mark(enum role role)
{
	return role == ROLE_MAP || role == ROLE_MAP_SPEAKER || role == ROLE_PANE_FRAME || role == ROLE_PANE_FRAME_FOCUS;
}

static unsigned measure(const struct theme *t, enum role under, enum role role, double text, int colors)
{
	static const uint32_t grounds[2][2] = {{0x000000, 0x1e1e1e}, {0xffffff, 0xf5f5f5}};
	static const uint32_t inks[2] = {0xd0d0d0, 0x1e1e1e};
	struct style s = on(t, under, role);
	double least = is_mark(role) ? 3.0 : text;
	unsigned bad = 0;
	for (int g = 0; g < 2; g++) {
		double have = color_contrast(rgb_of(s.fg, inks[t->light], colors),
					     rgb_of(s.bg, grounds[t->light][g], colors));
		if (have < least) {
			print_error("# %s: %s on %s: %.2f of %.1f on #%06x at %d colours\n", t->name, role_name(role),
				    role_name(under), have, least, grounds[t->light][g], colors);
			bad++;
		}
	}
	return bad;
}

/* What lies over what: all over the page; names and cues in the current quote; speakers, dim words and kinds in the list's current row;
 * speakers, warnings and errors in the status line. */
static unsigned measure_theme(const struct theme *t, double text, int colors)
{
	static const struct {
		enum role under, first, last;
	} layers[] = {
		{ROLE_TEXT, ROLE_TEXT, (enum role)(ROLE_COUNT - 1)},
		{ROLE_QUOTE_DIRECT, ROLE_CUE, ROLE_SEARCH_CURRENT},
		{ROLE_PANE_ROW_CURRENT, ROLE_ENTITY, ROLE_ENTITY_OTHER},
		{ROLE_PANE_ROW_CURRENT, ROLE_SPEAKER_1, ROLE_SPEAKER_8},
		{ROLE_PANE_ROW_CURRENT, ROLE_PANE_DIM, ROLE_PANE_DIM},
		{ROLE_PANE_ROW_CURRENT, ROLE_SOURCE_ANONYMOUS, ROLE_SOURCE_UNKNOWN},
		{ROLE_STATUS, ROLE_STATUS_DIM, ROLE_STATUS_DIM},
		{ROLE_STATUS, ROLE_SPEAKER_1, ROLE_SPEAKER_8},
		{ROLE_STATUS, ROLE_SOURCE_ANONYMOUS, ROLE_SOURCE_UNKNOWN},
		{ROLE_STATUS, ROLE_FINDING, ROLE_FINDING},
		{ROLE_STATUS, ROLE_ERROR, ROLE_ERROR},
	};
	unsigned bad = 0;
	for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
		for (int r = layers[i].first; r <= (int)layers[i].last; r++)
			bad += measure(t, layers[i].under, (enum role)r, text, colors);
	return bad;
}

static void test_contrast(void **state)
{
	(void)state;
	unsigned bad = 0;
	for (int i = 0; i < SHIPPED; i++) {
		struct theme t;
		struct pq_error error;
		assert_int_equal(load(shipped[i], &t, &error), PQ_OK);
		double text = strncmp(shipped[i], "contrast", 8) == 0 ? 7.0 : 4.5;
		bad += measure_theme(&t, text, 1 << 24);
		bad += measure_theme(&t, 4.5, 256);
	}
	assert_int_equal(bad, 0);
}

static void test_speakers_differ(void **state)
{
	(void)state;
	for (int i = 0; i < SHIPPED - 1; i++) {
		struct theme t;
		struct pq_error error;
		assert_int_equal(load(shipped[i], &t, &error), PQ_OK);
		for (int a = ROLE_SPEAKER_1; a <= ROLE_SPEAKER_8; a++)
			for (int b = a + 1; b <= ROLE_SPEAKER_8; b++)
				if (color_nearest(t.style[a].fg, 256) == color_nearest(t.style[b].fg, 256))
					fail_msg("%s: %s and %s are one colour of 256", t.name, role_name((enum role)a),
						 role_name((enum role)b));
	}
}

static bool fail_at(size_t size, void *user)
{
	(void)size;
	unsigned *left = user;
	return (*left)--;
}

/* Whichever allocation fails, the theme is whole or untouched. */
static void test_no_memory(void **state)
{
	(void)state;
	enum pq_status status = PQ_ENOMEM;
	for (unsigned n = 0; status != PQ_OK; n++) {
		unsigned left = n;
		struct theme t = {.name = "untouched"};
		struct pq_error error;
		alloc_set_hook(fail_at, &left);
		status = load("contrast-dark", &t, &error);
		alloc_set_hook(NULL, NULL);
		assert_string_equal(t.name, status == PQ_OK ? "contrast-dark" : "untouched");
		assert_true(n < 1000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_lines),
		cmocka_unit_test(test_inherits),
		cmocka_unit_test(test_errors_name_the_line),
		cmocka_unit_test(test_parents_come_first),
		cmocka_unit_test(test_lists_what_ships),
		cmocka_unit_test(test_mono_is_its_file),
		cmocka_unit_test(test_without_color),
		cmocka_unit_test(test_few_colors),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_speakers_differ),
		cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
