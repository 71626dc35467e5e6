/* ui/reader.h - what the event loop and the handlers share; private to this folder.
 *
 * Handlers change the state and never draw.  The loop adopts what workers bring, takes one key, and paints when something changed. */
#ifndef UI_READER_H
#define UI_READER_H

#include "base/arena.h"
#include "text/regex.h"
#include "ui/ui.h"
#include "view/list.h"
#include "view/view.h"

enum { HISTORY_LINES = 50, SEARCH_SLICE = 1 << 18, SEARCH_MOST = 100000 };

struct history {
	char line[HISTORY_LINES][256];
	uint32_t len, at;
	char typed[256]; /**< what Up searches for: lines that begin so */
};

struct reader {
	struct session *session;
	struct term *term;
	struct ui_options options;
	struct pq_state state;
	struct pq_snapshot *snapshot; /**< held: of the article shown; NULL: no text yet */
	uint32_t version;             /**< of the article when SNAPSHOT was taken */
	struct layout *layout;        /**< of SNAPSHOT's document */
	struct pq_doc layout_doc;     /**< its view of the text, which outlives the snapshots over the same text */
	const struct doc_memory *layout_memory;
	struct layout_options layout_for;
	struct grid grid;
	struct list_order orders[LISTS];
	struct arena arena;
	struct keymap_input input;
	struct history commands, searches;
	struct regex *regex; /**< compiled from PATTERN, for whichever article is shown; NULL: no search */
	char pattern[256];
	uint32_t
		opened_from; /**< the article that :open left, while what it opened has neither failed nor brought text; else PQ_NONE */
	uint32_t search_from; /**< where the reader was when the search began */
	bool search_landed;   /**< the first match has been gone to */
	char confirmed[256];  /**< a file that may be replaced when its name is given again */
	bool theme_auto;      /**< the theme follows the terminal's background */
	bool dirty, quit, no_memory;
};

typedef void handler(struct reader *r, uint32_t count);

/* loop.c: what the loop knows */

/** What painting reads, in the state as it stands; valid until the next change. */
struct view_input reader_input(struct reader *r);
/** Make layout and geometry fit the state: after a resize, an option, another article. */
void reader_fit(struct reader *r);
/** A line in the status row until the next key. */
void reader_say(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
void reader_complain(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* adopt.c: another article, another generation */

struct article_view *reader_view(struct reader *r);
void reader_show(struct reader *r, uint32_t article);
/** Take over what the workers have brought; true when something changed. */
bool reader_adopt(struct reader *r);

/* move.c: places */

/** The stretch of text on the screen. */
struct pq_span reader_visible(struct reader *r);
/** Put the line that holds OFFSET first. */
void reader_top(struct reader *r, uint32_t offset);
/** Scroll as little as makes SPAN seen. */
void reader_reveal(struct reader *r, struct pq_span span);
/** Remember the place in the jump list, before leaving it. */
void reader_push_jump(struct reader *r);
/** To that share of the text, 0..100. */
void reader_percent(struct reader *r, uint32_t percent);
/** To the Nth line as laid out, from 1. */
void reader_line(struct reader *r, uint32_t line);
void reader_scroll(struct reader *r, int64_t lines);

/* item.c: the current item */

/** Make ITEM current and show it. */
void reader_go_item(struct reader *r, struct item item);
/** Something is always current: what the screen shows first, when the old one is out of sight. */
void reader_settle_item(struct reader *r);
/** The quote, source and entity behind ITEM, or PQ_NONE. */
uint32_t item_quote(const struct pq_snapshot *s, struct item item);
uint32_t item_source(const struct pq_snapshot *s, struct item item);
uint32_t item_entity(const struct pq_snapshot *s, struct item item);
/** What i * & act on: the row selected in a list that has the focus, else the current item. */
struct item reader_item(struct reader *r);
struct item item_of_quote(const struct pq_snapshot *s, uint32_t quote);
/** The smallest quote, name or link that stands over OFFSET; ITEM_NONE: none. */
struct item item_at(const struct pq_snapshot *s, uint32_t offset);
/** ITEM as something that stands in the text: of a source its first quote, of an entity its first mention. */
struct item item_in_text(const struct pq_snapshot *s, struct item item);

/* lists.c: panes and overlays */

/** The list that has the focus, or LISTS. */
enum list_id reader_list(const struct reader *r);
enum context reader_context(const struct reader *r);
bool reader_row(struct reader *r, enum list_id id, struct list_row *row);
void reader_list_move(struct reader *r, int64_t by);
void reader_list_select(struct reader *r, enum list_id id, uint32_t row);
/** Select the row that ITEM stands behind; no such row: nothing changes. */
void reader_select_item(struct reader *r, enum list_id id, struct item item);
void reader_preview(struct reader *r);
/** Read the article in the character set NAME ("": as its bytes say), staying in place. */
void reader_recode(struct reader *r, const char *name);
void reader_open_overlay(struct reader *r, enum overlay_id overlay);
/** Close what lies on top; false: nothing did. */
bool reader_close_top(struct reader *r);
void reader_enter_pane(struct reader *r, enum pane_id pane);
/** Back to the article, staying where the preview led (STAY) or going back. */
void reader_leave_list(struct reader *r, bool stay);

/* prompt.c, command.c, search.c, export.c */

void prompt_open(struct reader *r, enum prompt_kind kind, const char *text);
void prompt_key(struct reader *r, struct key key);
void command_run(struct reader *r, const char *line);
void command_complete(struct reader *r);
void search_start(struct reader *r, const char *pattern, bool back);
void search_clear(struct reader *r);
/** The same pattern in another article, without moving in it. */
void search_resume(struct reader *r);
/** Search one slice more; false: nothing left to do. */
bool search_slice(struct reader *r);
void search_walk(struct reader *r, int64_t by);
bool export_run(struct reader *r, const char *format, const char *path);
void export_suggest(const struct reader *r, char *out, size_t cap);

/* show.c */

void show_theme(struct reader *r, const char *name);
void show_config(struct reader *r);
/** The theme that follows the terminal: dark, light, or mono without colours. */
const char *show_auto_theme(struct reader *r);

/* dispatch.c */

void dispatch(struct reader *r, enum action action, uint32_t count);
handler *dispatch_handler(enum action action);

/* signals.c */

bool signals_open(void);
void signals_close(void);
int signals_fd(void);
/** The next signal that has come; 0: none. */
int signals_take(void);
/** Stop this process as ^Z does; returns when it goes on. */
void signals_stop(void);

/* handlers, one an action */
#define ACTION(symbol, name, group, contexts, keys, help) handler do_##symbol;
#include "config/actions.def"
#undef ACTION

#endif
