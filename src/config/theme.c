/* config/theme.c - roles, what themes set of them, and how they are laid over one another. */
#include "config/theme.h"

#include <stdio.h>
#include <string.h>

#include "config/lines.h"
#include "config/palette.h"
#include "screen/term.h"

static const struct {
	const char *name;
	enum role parent;
} roles[ROLE_COUNT] = {
#define ROLE(symbol, name, parent) {name, ROLE_##parent},
#include "config/roles.def"
#undef ROLE
};

const char *role_name(enum role role)
{
	return roles[role].name;
}

enum role role_find(const char *name, uint32_t len)
{
	int r = 0;
	while (r < ROLE_COUNT && !word_is((struct word){name, len}, roles[r].name))
		r++;
	return (enum role)r;
}

void theme_settle(const struct role_set sets[ROLE_COUNT], struct theme *out)
{
	for (int r = 0; r < ROLE_COUNT; r++) {
		struct style from = {0};
		if (r != ROLE_TEXT && roles[r].parent != ROLE_TEXT)
			from = out->style[roles[r].parent];
		const struct role_set *s = &sets[r];
		out->style[r].fg = s->has_fg ? s->style.fg : from.fg;
		out->style[r].bg = s->has_bg ? s->style.bg : from.bg;
		out->style[r].attrs = s->has_attrs ? s->style.attrs : from.attrs;
	}
}

/* What is told apart without colour: by weight, line and reverse. */
static const struct {
	uint8_t role, attrs;
} mono[] = {
	{ROLE_DIM, ATTR_DIM},
	{ROLE_TITLE, ATTR_BOLD},
	{ROLE_LINK, ATTR_UNDERLINE},
	{ROLE_QUOTE_CURRENT, ATTR_BOLD},
	{ROLE_SOURCE_CURRENT, ATTR_BOLD | ATTR_UNDERLINE},
	{ROLE_SOURCE_ANONYMOUS, ATTR_UNDERLINE},
	{ROLE_SOURCE_UNKNOWN, ATTR_UNDERLINE},
	{ROLE_ENTITY_FOLLOWED, ATTR_REVERSE},
	{ROLE_FINDING, ATTR_BOLD | ATTR_UNDERLINE},
	{ROLE_CURRENT, ATTR_REVERSE},
	{ROLE_DIMMED, ATTR_DIM},
	{ROLE_SEARCH_MATCH, ATTR_UNDERLINE | ATTR_BOLD},
	{ROLE_SEARCH_CURRENT, ATTR_REVERSE | ATTR_BOLD},
	{ROLE_GUTTER_CURRENT, ATTR_BOLD},
	{ROLE_MAP_SPEAKER, ATTR_BOLD},
	{ROLE_SPEAKER_2, ATTR_UNDERLINE},
	{ROLE_SPEAKER_3, ATTR_ITALIC},
	{ROLE_SPEAKER_4, ATTR_ITALIC | ATTR_UNDERLINE},
	{ROLE_PANE_FRAME_FOCUS, ATTR_BOLD},
	{ROLE_PANE_TITLE, ATTR_BOLD},
	{ROLE_PANE_ROW_CURRENT, ATTR_REVERSE},
	{ROLE_STATUS, ATTR_REVERSE},
	{ROLE_HINT_KEY, ATTR_BOLD},
	{ROLE_BANNER, ATTR_REVERSE},
	{ROLE_ERROR, ATTR_REVERSE | ATTR_BOLD},
};

void theme_mono(struct theme *t)
{
	struct role_set sets[ROLE_COUNT] = {0};
	for (size_t i = 0; i < sizeof mono / sizeof *mono; i++) {
		sets[mono[i].role].has_attrs = true;
		sets[mono[i].role].style.attrs = mono[i].attrs;
	}
	*t = (struct theme){.name = "mono"};
	theme_settle(sets, t);
}

/* C says something on GROUND among COLORS. */
static bool tells(color c, int ground, int colors)
{
	return c != COLOR_DEFAULT && colors >= 8 && color_nearest(c, colors) != ground;
}

void theme_fit(struct theme *t, int colors)
{
	struct theme plain;
	theme_mono(&plain);
	if (colors >= 256)
		return;
	color bg = t->style[ROLE_TEXT].bg;
	int ground = color_nearest(bg != COLOR_DEFAULT ? bg : COLOR_RGB(t->light ? 0xffffff : 0x000000), colors);
	for (int r = 0; r < ROLE_COUNT; r++) {
		struct style *s = &t->style[r];
		bool keep_bg = tells(s->bg, ground, colors), keep_fg = keep_bg || tells(s->fg, ground, colors);
		bool lost = (s->bg && !keep_bg) || (s->fg && !keep_fg);
		if (r == ROLE_TEXT && colors >= 8)
			continue;
		if (r != ROLE_TEXT && lost)
			s->attrs |= plain.style[r].attrs;
		s->bg = keep_bg ? s->bg : COLOR_DEFAULT;
		s->fg = keep_fg ? s->fg : COLOR_DEFAULT;
	}
}

struct style style_over(struct style base, struct style over)
{
	return (struct style){
		.fg = over.fg != COLOR_DEFAULT ? over.fg : base.fg,
		.bg = over.bg != COLOR_DEFAULT ? over.bg : base.bg,
		.attrs = base.attrs | over.attrs,
	};
}
