/* config/action.c - the action table's look-ups. */
#include "config/action.h"

#include <string.h>

#include "config/lines.h"

static const struct action_row rows[ACTION_COUNT] = {
	{"NONE", "", 0, 0, "", ""},
#define ACTION(symbol, name, group, contexts, keys, help) {#symbol, name, group, contexts, keys, help},
#include "config/actions.def"
#undef ACTION
};

const struct action_row *action_row(enum action action)
{
	return &rows[action];
}

enum action action_find(const char *name, uint32_t len)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (word_is((struct word){name, len}, rows[i].name))
			return (enum action)i;
	return ACTION_NONE;
}

const char *action_suggest(const char *name, uint32_t len)
{
	struct suggestion s = {0};
	for (int i = 1; i < ACTION_COUNT; i++)
		suggest(&s, name, len, rows[i].name);
	return s.best;
}

const char *action_group_title(enum action_group group)
{
	static const char *const titles[GROUP_COUNT] = {
		[GROUP_MOVE] = "Moving",          [GROUP_QUOTE] = "Quotes and items",
		[GROUP_FOLLOW] = "Who says what", [GROUP_PANE] = "Panes and lists",
		[GROUP_SEARCH] = "Searching",     [GROUP_MARK] = "Marks and jumps",
		[GROUP_ARTICLE] = "Articles",     [GROUP_SHOW] = "Looks",
		[GROUP_PROGRAM] = "The program",  [GROUP_RESERVED] = "Kept for later",
	};
	return titles[group];
}
