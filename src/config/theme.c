/* config/theme.c - roles, what themes set of them, and how they are laid over one another. */
#include "config/theme.h"

#include <stdio.h>
#include <string.h>

#include "config/lines.h"
#include "config/palette.h"

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

void theme_without_color(struct theme *t)
{
	struct theme plain;
	theme_mono(&plain);
	for (int r = 0; r < ROLE_COUNT; r++) {
		struct style *s = &t->style[r];
		bool colored = s->fg != COLOR_DEFAULT || s->bg != COLOR_DEFAULT;
		if (r != ROLE_TEXT && colored)
			s->attrs |= plain.style[r].attrs;
		s->fg = s->bg = COLOR_DEFAULT;
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
