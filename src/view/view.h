/* view/view.h - state + snapshot + layout + theme -> grid.
 * Paints and never changes what it paints, but for what state.h marks "told back". */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "base/arena.h"
#include "config/keymap.h"
#include "doc/snapshot.h"
#include "layout/layout.h"
#include "screen/grid.h"
#include "view/state.h"

struct list_order; /* view/list.h */

/** One of the open articles, as their list shows it. */
struct view_article {
	const char *name;
	const char *date;         /**< when it was published, ISO 8601; NULL: not known */
	const char *problem;      /**< why it cannot be read; NULL: none */
	const char *label;        /**< what the feed calls it; NULL: it came out of none */
	const struct pq_doc *doc; /**< NULL: no text yet */
};

/** What a frame is painted from; all borrowed. */
struct view_input {
	struct pq_state *state;
	const struct pq_snapshot *snapshot; /**< NULL: no text yet */
	const char *name;                   /**< of the article shown */
	const char *problem;                /**< why there is no text, or no annotations; NULL: none */
	const char *charset;                /**< the character set that was asked for; NULL: none */
	uint64_t loaded;                    /**< bytes of a page that have been fetched so far */
	bool loading;                       /**< the text itself is still coming, again if there is one */
	bool busy;                          /**< text or annotations are still arriving, for over 200 ms */
	bool open;                          /**< read without a sandbox */
	struct layout *layout;              /**< of the snapshot, at view_text_width; NULL while there is no text */
	const struct keymap *keymap;
	uint32_t n_articles;
	struct view_article (*article)(void *user, uint32_t i); /**< for the list of articles */
	void *user;
	struct list_order *orders; /**< LISTS of them, kept from frame to frame by the caller */
	struct arena *arena;       /**< cleared each frame */
	char (*speakers)
		[32]; /**< short names by source, as they are asked for: for who asks for all; NULL: none are kept */
};

/** How an overlay stands: in the middle, in the place of stacked panes, or along an edge like the drawer. */
enum overlay_place { OVERLAY_MIDDLE, OVERLAY_BESIDE, OVERLAY_TOP, OVERLAY_FOOT };

/** Where things stand on a screen of this size in this state. */
struct frame {
	struct rect gutter, text, map; /**< w 0: not shown; TEXT may be wider than the lines */
	struct rect panes[PANES];      /**< h 0: not shown */
	struct rect overlay;           /**< h 0: none */
	uint8_t overlay_place;         /**< enum overlay_place */
	struct rect banner, status, hints;
	bool tabbed;   /**< one pane is shown, with the others' names on its frame */
	bool initials; /**< the gutter holds initials */
};
/** BANNER: lines that the banner wants; as many of them are granted as the screen has room for. */
void view_frame(const struct pq_state *state, int banner, struct frame *out);
/** How many lines the banner takes; 0: nothing to say that has not been put away. */
int view_banner_lines(const struct view_input *in);
/** Notices and the article's problem: what article_view.told counts. */
uint32_t view_notices(const struct view_input *in);
/** The width that the layout must have.  Depends on the screen's size and the options alone. */
uint32_t view_text_width(const struct pq_state *state);
/** Paint all.  *CY, *CX: the cursor, -1 for none. */
void view_paint(const struct view_input *in, struct grid *grid, int *cy, int *cx);

/** The first line on the screen (see article_view.top and .above). */
struct layout_place view_top(const struct view_input *in);
/** Where the last line on the screen ends; the text's length when that is the last line of all. */
uint32_t view_bottom(const struct view_input *in);
/** The source that the current item speaks for or is, or PQ_NONE. */
uint32_t view_current_source(const struct view_input *in);
/** Scroll so that SPAN is seen: not at all when it is, else a third down.  Returns the new top. */
uint32_t view_reveal(const struct view_input *in, struct pq_span span);
/** What stands behind the last slash of a path; an address as it is. */
const char *view_base_name(const char *name);
/** The short name that the gutter shows for SOURCE: surname, "@person", "?". */
void view_speaker(const struct pq_snapshot *s, uint32_t source, bool initials, char out[32]);
/** What a click on (Y, X) means. */
struct view_hit {
	enum { HIT_NOTHING, HIT_TEXT, HIT_PANE, HIT_OVERLAY, HIT_STATUS } kind;
	uint32_t offset; /**< TEXT */
	uint8_t list;    /**< PANE, OVERLAY: enum list_id */
	uint32_t row;    /**< its row as sorted and filtered */
};
struct view_hit view_hit(const struct view_input *in, int y, int x);

#endif
