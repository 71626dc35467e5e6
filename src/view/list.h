/* view/list.h - every pane and overlay is a list of rows behind one small vtable; drawing, scrolling, sorting, filtering, previews and
 * clicks are written once. */
#ifndef VIEW_LIST_H
#define VIEW_LIST_H

#include "view/view.h"

enum { LIST_COLUMNS = 6, LIST_HEAD = 2 };

/** One row; its strings live in the frame's arena or longer. */
struct list_row {
	const char *cell[LIST_COLUMNS]; /**< NULL: empty */
	uint8_t role;                   /**< enum role of the first cell */
	uint8_t dim;                    /**< bit 1 << column: cells that stand back */
	bool italic;                    /**< the first cell: a speaker whose hue another has too */
	bool heading;                   /**< cannot be selected */
	struct item item;               /**< what stands behind it; ITEM_NONE for text */
	struct pq_span target;          /**< where Enter and the preview lead; empty: nowhere */
	enum action action;             /**< menu, help: what Enter does */
	uint32_t article;               /**< list of articles: which; else PQ_NONE */
	const char *charset;            /**< list of character sets: its name, "" as the bytes say; else NULL */
};

/** Numbers of rows, as the row function takes them. */
struct list_rows {
	VEC(uint32_t) at;
	bool failed; /**< no memory */
};
void list_rows_add(struct list_rows *rows, uint32_t number);

/** A kind of list. */
struct list_kind {
	const char *title;
	const char *orders
		[LIST_COLUMNS]; /**< names of the orders it can be sorted by; the first is the default; NULL behind the last */
	uint8_t weight[LIST_COLUMNS]; /**< share of the width; 0: as wide as its widest */
	uint8_t from[LIST_COLUMNS];   /**< the column is shown in lists at least this wide, in cells */
	uint8_t right;                /**< bit 1 << column: kept right */
	bool loose;                   /**< rows of several kinds: each has columns of its own width */
	bool lines;                   /**< rows are lines of a text: the place is told as a share */
	bool changing; /**< its rows depend on more than the generation: made anew for each frame; short */
	/** The frame's title with its counts: "Entities 14 - person 5"; NULL: the title alone. */
	void (*heading)(const struct view_input *in, char *out, size_t cap);
	/** Lines that stand above the rows and never scroll; returns how many.  NULL: none. */
	unsigned (*head)(const struct view_input *in, char out[LIST_HEAD][160]);
	/** Add the numbers of all rows, in their first order. */
	void (*fill)(const struct view_input *in, struct list_rows *out);
	/** The row of one of those numbers; a number of an older generation gives an empty row. */
	void (*row)(const struct view_input *in, uint32_t number, struct list_row *out);
	/** Order of rows A and B by orders[SORT]; equal ones stay as filled.  NULL: as filled. */
	int (*compare)(const struct view_input *in, uint8_t sort, uint32_t a, uint32_t b);
};
const struct list_kind *list_kind_of(enum list_id id);
/** The list that an overlay shows; LISTS: none. */
enum list_id list_of_overlay(enum overlay_id overlay);

/** The rows of a list, sorted and filtered.  Zero-initialise.  Kept from frame to frame while nothing changed (generation, sort,
 *  filter), so that a list of 100,000 costs its sort once. */
struct list_order {
	struct list_rows rows;
	char title[128];
	char head[LIST_HEAD][160];
	unsigned n_head;
	const void *snapshot;
	uint32_t generation, article;
	uint8_t sort;
	char filter[64];
	bool ascii; /**< what TITLE and HEAD are drawn in */
	bool valid;
};
void list_order_release(struct list_order *o);
/** Bring ORDER, in->orders[ID] as a rule, up to date; nothing is done when it is.  Errors: false, no memory: ORDER is then empty. */
bool list_order_update(struct list_order *o, const struct view_input *in, enum list_id id);
/** The Ith row as sorted and filtered; false: there is none. */
bool list_order_row(const struct list_order *o, const struct view_input *in, enum list_id id, uint32_t i,
		    struct list_row *out);
/** Where the rows stand in a list that takes R: behind its frame and head lines, where there is room for them. */
struct rect list_body(const struct list_order *o, struct rect r);
void list_paint(const struct view_input *in, enum list_id id, const struct list_order *order, struct rect r,
		bool focused, struct grid *g);

#endif
