/* tests/view/scene.h - an invented article with annotations made by hand, and all that a frame is painted from. */
#ifndef TESTS_VIEW_SCENE_H
#define TESTS_VIEW_SCENE_H

#include "view/list.h"

struct scene {
	struct pq_snapshot *bare, *noted; /**< the same document without and with annotations */
	struct layout *layout;
	uint32_t layout_width;
	struct keymap *keymap;
	struct pq_state state;
	struct list_order orders[LISTS];
	struct arena arena;
	struct grid grid;
	int cy, cx;
	struct view_input in;
};

/** The article of the golden screens; the annotated snapshot is in force. */
struct scene *scene_new(void);
/** Another document and its annotations (NOTES empty: none) in its place; both blobs are taken. */
struct scene *scene_of(struct blob doc, struct blob notes);
void scene_free(struct scene *s);
struct article_view *scene_view(struct scene *s);
/** Paint at a size. */
void scene_paint(struct scene *s, int rows, int cols);
/** Make the first quote, or mention, that holds WORDS the current item. */
void scene_at_quote(struct scene *s, const char *words);
void scene_at_mention(struct scene *s, const char *words);
/** Where WORDS stand first in the text; fails the test when they do not. */
struct pq_span scene_find(const struct scene *s, const char *words);

/** The article: blocks and annotations. */
struct blob scene_article(void);
struct blob scene_notes(const struct pq_doc *doc);

#endif
