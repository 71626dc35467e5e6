/* ui/dispatch.c - from an action to its handler; a row without a handler does not link. */
#include "ui/reader.h"

static handler *const handlers[ACTION_COUNT] = {
#define ACTION(symbol, name, group, contexts, keys, help) [ACTION_##symbol] = do_##symbol,
#include "config/actions.def"
#undef ACTION
};

handler *dispatch_handler(enum action action)
{
	return action > ACTION_NONE && action < ACTION_COUNT ? handlers[action] : NULL;
}

void dispatch(struct reader *r, enum action action, uint32_t count)
{
	handler *h = dispatch_handler(action);
	if (h)
		h(r, count);
	r->dirty = true;
}
