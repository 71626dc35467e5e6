/* view/hints.c - the line of keys at the foot, from the live keymap. */
#include <string.h>

#include "base/buf.h"
#include "view/paint.h"

struct hint {
	enum action action;
	const char *label;
};

static const struct hint article_hints[] = {{ACTION_QUOTE_NEXT, "next quote"},
					    {ACTION_SPEAKER_NEXT, "same speaker"},
					    {ACTION_FOLLOW, "follow"},
					    {ACTION_ONLY, "only them"},
					    {ACTION_WHO_SAID, "who said what"},
					    {ACTION_AUDIT, "audit"},
					    {ACTION_WHY, "why"},
					    {ACTION_SEARCH, "search"},
					    {ACTION_HELP, "help"},
					    {ACTION_QUIT, "quit"},
					    {ACTION_NONE, NULL}};
static const struct hint list_hints[] = {
	{ACTION_LINE_DOWN, "down"},      {ACTION_ACTIVATE, "stay here"}, {ACTION_CANCEL, "back"},
	{ACTION_LIST_SORT, "sort"},      {ACTION_LIST_FILTER, "filter"}, {ACTION_WHY, "why"},
	{ACTION_PANE_NEXT, "next pane"}, {ACTION_HELP, "help"},          {ACTION_NONE, NULL}};
static const struct hint overlay_hints[] = {{ACTION_LINE_DOWN, "down"},    {ACTION_PAGE_DOWN, "page down"},
					    {ACTION_ACTIVATE, "go there"}, {ACTION_LIST_FILTER, "filter"},
					    {ACTION_CANCEL, "close"},      {ACTION_NONE, NULL}};

/** The first key of ACTION that counts in CONTEXT, or in any. */
static const char *first_key(const struct view_input *in, enum action action, enum context context)
{
	struct buf keys = {0};
	const enum context contexts[] = {context, CONTEXT_ARTICLE, CONTEXT_LIST, CONTEXT_PAGER};
	for (int i = 0; in->keymap && i < 4 && !keys.len; i++)
		keymap_keys_of(in->keymap, action, contexts[i], &keys);
	const char *end = keys.len ? memchr(keys.bytes, ' ', keys.len) : NULL;
	const char *key = keys.len ? view_str(in, keys.bytes, end ? (size_t)(end - keys.bytes) : keys.len) : "";
	buf_release(&keys);
	return key;
}

static enum context context_now(const struct view_input *in)
{
	if (in->state->overlay != OVERLAY_NONE)
		return CONTEXT_LIST;
	return in->state->focus == FOCUS_PANE ? CONTEXT_LIST : CONTEXT_ARTICLE;
}

const char *view_key_of(const struct view_input *in, enum action action)
{
	return first_key(in, action, context_now(in));
}

static int hint_cells(const struct view_input *in, const struct hint *hint)
{
	return view_cells(view_key_of(in, hint->action)) + 1 + view_cells(hint->label);
}

/** How many cells the hint takes that is shown wherever it fits: how to get help, or out. */
static int kept_cells(const struct view_input *in, const struct hint *hint, enum action *which)
{
	for (; hint->label; hint++) {
		if (hint->action == ACTION_HELP || hint->action == ACTION_CANCEL) {
			*which = hint->action;
			return hint_cells(in, hint);
		}
	}
	*which = ACTION_NONE;
	return -2;
}

void view_paint_hints(const struct view_input *in, const struct frame *f, struct grid *g)
{
	struct rect r = f->hints;
	if (r.h < 1)
		return;
	const struct hint *hint = in->state->overlay != OVERLAY_NONE ? overlay_hints
				  : in->state->focus == FOCUS_PANE   ? list_hints
								     : article_hints;
	struct style base = view_style_on(in, view_style(in, ROLE_TEXT), ROLE_HINT),
		     key = view_style_on(in, base, ROLE_HINT_KEY);
	enum action hint_kept;
	int x = r.x + 1, kept = kept_cells(in, hint, &hint_kept);
	for (; hint->label; hint++) {
		bool last = hint->action == hint_kept;
		const char *k = view_key_of(in, hint->action);
		if (*k && x + hint_cells(in, hint) + (last ? 0 : 2 + kept) <= r.x + r.w) {
			x = grid_puts(g, r.y, x, r.x + r.w, k, key);
			x = grid_puts(g, r.y, x + 1, r.x + r.w, hint->label, base) + 2;
		}
		kept = last ? -2 : kept;
	}
}
