/* view/list.h - every pane and overlay is a list of rows behind one small vtable; drawing, scrolling, sorting, filtering, previews and
 * clicks are written once. */
#ifndef VIEW_LIST_H
#define VIEW_LIST_H

#include "view/view.h"

enum { LIST_COLUMNS = 6 };

/** One row, in an arena or a pool. */
struct list_row {
	const char *cell[LIST_COLUMNS]; /**< NULL: empty */
	uint8_t role;                   /**< enum role of the first cell */
	bool heading;                   /**< cannot be selected */
	struct item item;               /**< what stands behind it; ITEM_NONE for text */
	struct pq_span target;          /**< where Enter and the preview lead; empty: nowhere */
	enum action action;             /**< menu, help: what Enter does */
	uint32_t article;               /**< list of articles: which; else PQ_NONE */
};

/** A kind of list. */
struct list_kind {
	const char *title;
	const char *columns[LIST_COLUMNS]; /**< names, for the sort; NULL behind the last */
	uint8_t weight[LIST_COLUMNS];      /**< share of the width; 0: as wide as its widest, kept right */
	/** The frame's title with its counts: "Entities 14 - person 5". */
	void (*heading)(const struct view_input *in, char *out, size_t cap);
	uint32_t (*count)(const struct view_input *in);
	/** Row I of COUNT, unsorted; strings live in in->arena. */
	void (*row)(const struct view_input *in, uint32_t i, struct list_row *out);
	/** Order of rows A and B by column SORT; NULL: as they come. */
	int (*compare)(const struct view_input *in, uint8_t sort, uint32_t a, uint32_t b);
};
const struct list_kind *list_kind_of(enum list_id id);
enum list_id list_of_overlay(enum overlay_id overlay);

/** The rows of a list, sorted and filtered: numbers for list_kind.row.  Kept from frame to frame while nothing changed (generation, sort,
 *  filter), so that a list of 100,000 costs its sort once. */
struct list_order {
	VEC(uint32_t) rows;
	uint32_t generation, article;
	uint8_t sort;
	char filter[64];
	bool valid;
};
bool list_order_update(struct list_order *o, const struct view_input *in, enum list_id id);
void list_paint(const struct view_input *in, enum list_id id, const struct list_order *order, struct rect r, bool focused, struct grid *g);

#endif
