/* config/action.h - the action table: the keybinding layer's one source of truth.
 * From the rows of actions.def come the dispatch, the default keymap (through the parser that users' files use), the ? overlay,
 * --list-keys, --list-actions, the man page's key section and the shell completions. */
#ifndef CONFIG_ACTION_H
#define CONFIG_ACTION_H

#include <stdint.h>

enum action {
	ACTION_NONE,
#define ACTION(symbol, name, group, contexts, keys, help) ACTION_##symbol,
#include "config/actions.def"
#undef ACTION
	ACTION_COUNT
};

/** Where a key counts: what has the focus. */
enum context {
	CONTEXT_ARTICLE = 1, /**< the article */
	CONTEXT_LIST = 2,    /**< a pane or a list on top of the article */
	CONTEXT_PAGER = 4,   /**< text on top: help, why, the audit */
	CONTEXT_READER = CONTEXT_ARTICLE | CONTEXT_LIST | CONTEXT_PAGER
};
enum action_group {
	GROUP_MOVE,
	GROUP_QUOTE,
	GROUP_FOLLOW,
	GROUP_PANE,
	GROUP_SEARCH,
	GROUP_MARK,
	GROUP_ARTICLE,
	GROUP_SHOW,
	GROUP_PROGRAM,
	GROUP_RESERVED,
	GROUP_COUNT
};

struct action_row {
	const char *symbol; /**< "LINE_DOWN" */
	const char *name;   /**< "line-down": for key files, : and menus */
	uint8_t group;      /**< enum action_group */
	uint8_t contexts;   /**< enum context, or-ed */
	const char *keys;   /**< default keys, parted by blanks: "j Down ^E" */
	const char *help;   /**< one line, no full stop */
};
/** Row of ACTION (1..ACTION_COUNT-1). */
const struct action_row *action_row(enum action action);
/** By name; ACTION_NONE: none such. */
enum action action_find(const char *name, uint32_t len);
/** The name most like it, for "did you mean"; NULL: nothing near. */
const char *action_suggest(const char *name, uint32_t len);
const char *action_group_title(enum action_group group);

#endif
