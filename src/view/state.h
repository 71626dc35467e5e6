/* view/state.h - all that the reader's screen depends on besides the article, options and theme: a plain value.
 * Handlers (ui/) change it and never draw; painting (view/) reads it and never changes it, but for what is marked "told back". */
#ifndef VIEW_STATE_H
#define VIEW_STATE_H

#include <pullquote/pullquote.h>

#include "base/vec.h"
#include "config/action.h"
#include "config/option.h"
#include "config/theme.h"

enum focus { FOCUS_ARTICLE, FOCUS_PANE };
enum pane_id { PANE_ENTITIES, PANE_QUOTES, PANE_SOURCES, PANES };
/** What lies on top of the article, in the middle of the screen; lists and texts. */
enum overlay_id {
	OVERLAY_NONE,
	OVERLAY_HELP,
	OVERLAY_WHY,
	OVERLAY_AUDIT,
	OVERLAY_WHO_SAID,
	OVERLAY_ARTICLES,
	OVERLAY_MENU,
	OVERLAY_NOTICES,
	OVERLAY_LEFT_OUT,
	OVERLAY_CHARSETS,
	OVERLAYS
};
/** Lists: the panes, then the overlays that are lists. */
enum list_id {
	LIST_ENTITIES,
	LIST_QUOTES,
	LIST_SOURCES,
	LIST_HELP,
	LIST_WHY,
	LIST_AUDIT,
	LIST_WHO_SAID,
	LIST_ARTICLES,
	LIST_MENU,
	LIST_NOTICES,
	LIST_LEFT_OUT,
	LIST_CHARSETS,
	LISTS
};

/** The thing that i c y a * act on. */
enum item_kind { ITEM_NONE, ITEM_QUOTE, ITEM_MENTION, ITEM_LINK, ITEM_FINDING, ITEM_SOURCE, ITEM_ENTITY };
struct item {
	uint8_t kind;
	uint32_t index;      /**< in its array of the snapshot in force */
	struct pq_span span; /**< where it stands: finds it again in the next generation */
};

struct list_state {
	uint32_t
		selected; /**< place in the list as sorted and filtered; in a pane without the focus told back: the current item */
	uint32_t top; /**< first row shown; told back by painting */
	uint8_t sort; /**< column */
	char filter[64];
};

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_COMMAND,
	PROMPT_SEARCH,
	PROMPT_SEARCH_BACK,
	PROMPT_FILTER,
	PROMPT_EXPORT,
	PROMPT_MARK,
	PROMPT_MARK_GO
};
struct prompt {
	uint8_t kind; /**< enum prompt_kind */
	char text[256];
	uint32_t len, cursor; /**< bytes */
	char completion[512]; /**< candidates shown behind it */
};

/** What n and N serve. */
enum walk { WALK_NONE, WALK_SEARCH, WALK_FOLLOW };

struct search {
	char pattern[256];
	bool back;
	VEC(struct pq_span) matches; /**< sorted; of the slices searched so far */
	uint32_t done_to;            /**< the text is searched up to here */
	bool complete, failed;
	char message[128]; /**< why it failed */
	uint32_t current;  /**< match, or PQ_NONE */
};

/** A place in one of the open articles. */
struct place {
	uint32_t article, offset;
};

struct article_view {
	uint32_t top;        /**< offset of the first line shown */
	bool above;          /**< TOP is a block's start, and the empty line before that block is the first one shown */
	struct item current; /**< the current item */
	struct list_state lists[LISTS];
	uint32_t marks[52];         /**< a-zA-Z: offsets; PQ_NONE unset */
	uint32_t follow;            /**< entity followed, or PQ_NONE */
	struct pq_span follow_span; /**< a name of it: finds it again in the next generation */
	uint32_t only;              /**< source that is not dimmed, or PQ_NONE */
	struct pq_span only_span;
	uint8_t walk;  /**< enum walk */
	uint32_t told; /**< so many notices were put away: the banner waits for another */
	struct search search;
};

struct pq_state {
	int rows, cols;                 /**< the screen */
	uint32_t article;               /**< the one shown */
	VEC(struct article_view) views; /**< one an open article */
	uint8_t focus;                  /**< enum focus */
	uint8_t pane;                   /**< enum pane_id: the one with the focus, or shown in the tab or drawer */
	bool pane_open;                 /**< narrow screens: the drawer is out */
	bool drawer_top; /**< the drawer stands on the upper side; told back by painting: away from the current item */
	bool zen;
	uint8_t overlay;          /**< enum overlay_id */
	uint32_t preview_from;    /**< where Esc goes back to after a preview in a list; PQ_NONE: none under way */
	struct item preview_item; /**< what was current there */
	struct prompt prompt;
	char message[256]; /**< shown in the status line until the next key */
	bool message_is_error;
	char pending[32];        /**< keys typed of a sequence or count */
	VEC(struct place) jumps; /**< the jump list */
	uint32_t jump_at;
	struct pq_config config;
	struct theme theme;
};

#endif
