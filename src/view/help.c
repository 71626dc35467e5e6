/* view/help.c - help made from the live keymap, the legend of colours and signs, and the menu of actions. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "view/paint.h"

/** A line of the legend: a sign or words in a role's looks, and what they mean. */
struct legend {
	enum sign sign; /**< SIGN_COUNT: SAMPLE */
	const char *sample;
	enum role role;
	const char *meaning;
};
static const struct legend legend[] = {
	{SIGN_BAR, NULL, ROLE_GUTTER, "these lines hold somebody's words; the name beside says whose"},
	{SIGN_BAR_CURRENT, NULL, ROLE_GUTTER_CURRENT, "the current quote"},
	{SIGN_COUNT, "@person", ROLE_SOURCE_ANONYMOUS, "a source that is not named on purpose"},
	{SIGN_COUNT, "?", ROLE_SOURCE_UNKNOWN, "the text does not say who speaks"},
	{SIGN_COUNT, "Name+", ROLE_SPEAKER_1, "more than one speaks on this line; the pane lists each"},
	{SIGN_CARRIED, NULL, ROLE_TEXT, "the speaker is carried over from the quote before"},
	{SIGN_WARNING, NULL, ROLE_FINDING, "something about this statement should be known: see why"},
	{SIGN_PERSON, NULL, ROLE_ENTITY_PERSON, "a person"},
	{SIGN_ORGANIZATION, NULL, ROLE_ENTITY_ORGANIZATION, "an organisation"},
	{SIGN_PLACE, NULL, ROLE_ENTITY_PLACE, "a place"},
	{SIGN_OTHER, NULL, ROLE_ENTITY_OTHER, "a group, an event, a work, a date, an amount"},
	{SIGN_MAP_SPEAKER, NULL, ROLE_MAP_SPEAKER,
	 "at the right edge: where in the whole text the current speaker speaks"},
	{SIGN_MAP_HERE, NULL, ROLE_MAP, "at the right edge: the part on the screen"},
	{SIGN_COUNT, "quoted", ROLE_QUOTE_DIRECT, "words in quote marks"},
	{SIGN_COUNT, "reported", ROLE_QUOTE_INDIRECT, "what somebody is reported to have said"},
	{SIGN_COUNT, "current", ROLE_QUOTE_CURRENT, "the current quote"},
	{SIGN_COUNT, "source", ROLE_SOURCE_CURRENT, "the current speaker, wherever named"},
	{SIGN_COUNT, "said", ROLE_CUE, "the words that say that somebody says"},
	{SIGN_COUNT, "name", ROLE_ENTITY, "a name"},
	{SIGN_COUNT, "followed", ROLE_ENTITY_FOLLOWED, "whom you follow"},
	{SIGN_COUNT, "match", ROLE_SEARCH_MATCH, "what the search found"},
	{SIGN_COUNT, "link", ROLE_LINK, "a link"},
	{SIGN_COUNT, "caption", ROLE_FURNITURE, "captions, credits, related headlines, what is left of the page"},
};
enum { LEGENDS = sizeof legend / sizeof *legend };
static const struct {
	const char *name, *argument, *help;
} commands[] = {
#define COMMAND(name, argument, help) {":" #name, argument, help},
#include "config/commands.def"
#undef COMMAND
};
enum { COMMANDS = sizeof commands / sizeof *commands };
/** Rows are numbered: actions by themselves; headings of groups, commands and lines of the legend behind them. */
enum { GROUP_ROWS = 1000, LEGEND_HEADING = 1999, LEGEND_ROWS = 2000, COMMAND_HEADING = 2999, COMMAND_ROWS = 3000 };
enum { NARROW = 40 /* columns: the first key, the command alone */ };

static void fill_help(const struct view_input *in, struct list_rows *out)
{
	(void)in;
	for (unsigned group = 0; group < GROUP_COUNT; group++) {
		list_rows_add(out, GROUP_ROWS + group);
		for (unsigned i = 1; i < ACTION_COUNT; i++) {
			if (action_row((enum action)i)->group == group)
				list_rows_add(out, i);
		}
		if (group != GROUP_PROGRAM)
			continue;
		list_rows_add(out, COMMAND_HEADING);
		for (unsigned i = 0; i < COMMANDS; i++)
			list_rows_add(out, COMMAND_ROWS + i);
		list_rows_add(out, LEGEND_HEADING);
		for (unsigned i = 0; i < LEGENDS; i++)
			list_rows_add(out, LEGEND_ROWS + i);
	}
}

/** All keys of ACTION where it counts; on a narrow screen the first. */
static const char *keys_of(const struct view_input *in, enum action action)
{
	struct buf keys = {0};
	for (unsigned context = CONTEXT_ARTICLE; in->keymap && context <= CONTEXT_PAGER && !keys.len; context <<= 1) {
		if (action_row(action)->contexts & context)
			keymap_keys_of(in->keymap, action, (enum context)context, &keys);
	}
	size_t len = in->state->cols < NARROW && keys.len ? strcspn(keys.bytes, " ") : keys.len;
	const char *s = len ? view_str(in, keys.bytes, len) : "";
	buf_release(&keys);
	return s;
}

static void command_row(const struct view_input *in, uint32_t i, struct list_row *out)
{
	bool alone = in->state->cols < NARROW || !*commands[i].argument;
	out->cell[0] = alone ? commands[i].name : view_printf(in, "%s %s", commands[i].name, commands[i].argument);
	out->cell[1] = commands[i].help;
	out->role = ROLE_HINT_KEY;
}

static void help_row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	if (number >= COMMAND_ROWS && number < COMMAND_ROWS + COMMANDS) {
		command_row(in, number - COMMAND_ROWS, out);
	} else if (number == COMMAND_HEADING) {
		out->heading = true;
		out->cell[0] = "Commands, beside the names at the right";
	} else if (number >= LEGEND_ROWS && number < LEGEND_ROWS + LEGENDS) {
		const struct legend *l = &legend[number - LEGEND_ROWS];
		out->cell[0] = l->sign == SIGN_COUNT ? l->sample : view_sign(in, l->sign);
		out->cell[1] = l->meaning;
		out->role = (uint8_t)l->role;
	} else if (number == LEGEND_HEADING) {
		out->heading = true;
		out->cell[0] = "Colours and signs";
	} else if (number >= GROUP_ROWS && number < GROUP_ROWS + GROUP_COUNT) {
		out->heading = true;
		out->cell[0] = action_group_title((enum action_group)(number - GROUP_ROWS));
	} else if (number > 0 && number < ACTION_COUNT) {
		out->cell[0] = keys_of(in, (enum action)number);
		out->cell[1] = action_row((enum action)number)->help;
		out->cell[2] = action_row((enum action)number)->name;
		out->role = ROLE_HINT_KEY;
		out->dim = 1 << 2;
		out->action = (enum action)number;
	}
}

static void fill_menu(const struct view_input *in, struct list_rows *out)
{
	(void)in;
	for (unsigned i = 1; i < ACTION_COUNT; i++) {
		if (action_row((enum action)i)->group != GROUP_RESERVED)
			list_rows_add(out, i);
	}
}

static void menu_row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	if (number == 0 || number >= ACTION_COUNT)
		return;
	out->cell[0] = action_row((enum action)number)->name;
	out->cell[1] = action_row((enum action)number)->help;
	out->cell[2] = keys_of(in, (enum action)number);
	out->dim = 1 << 1;
	out->action = (enum action)number;
}

const struct list_kind list_help = {
	.title = "Help",
	.orders = {"group"},
	.weight = {0, 1, 0},
	.from = {0, 0, 70},
	.changing = true,
	.fill = fill_help,
	.row = help_row,
};

const struct list_kind list_menu = {
	.title = "Menu",
	.orders = {"group"},
	.weight = {0, 1, 0},
	.from = {0, 40, 24},
	.changing = true,
	.fill = fill_menu,
	.row = menu_row,
};
