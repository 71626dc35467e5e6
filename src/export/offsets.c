/* export/offsets.c - byte offsets to code points. */
#include "export/offsets.h"

#include "base/alloc.h"
#include "text/utf8.h"

bool offsets_init(struct offsets *o, const char *text, uint32_t len)
{
	*o = (struct offsets){.text = text, .len = len};
	uint32_t steps = len / OFFSETS_STEP + 1;
	o->rank = mem_zero(steps, sizeof *o->rank);
	if (!o->rank)
		return false;
	for (uint32_t i = 1; i < steps; i++)
		o->rank[i] = o->rank[i - 1] + (uint32_t)utf8_count(text + (size_t)(i - 1) * OFFSETS_STEP, OFFSETS_STEP);
	return true;
}

void offsets_release(struct offsets *o)
{
	mem_free(o->rank);
	*o = (struct offsets){0};
}

uint32_t offsets_at(const struct offsets *o, uint32_t byte)
{
	byte = byte < o->len ? byte : o->len;
	uint32_t step = byte / OFFSETS_STEP, start = step * OFFSETS_STEP;
	return o->rank[step] + (uint32_t)utf8_count(o->text + start, byte - start);
}
