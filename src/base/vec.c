/* base/vec.c - growth of arrays. */
#include "base/vec.h"

#include "base/alloc.h"

bool vec_grow(void **at, uint32_t *cap, size_t need, size_t size)
{
	if (need > UINT32_MAX || need > SIZE_MAX / size)
		return false;
	size_t room = (size_t)*cap + *cap / 2;
	room = room < need ? need : room;
	room = room < 8 ? 8 : room;
	room = room > UINT32_MAX ? UINT32_MAX : room;
	void *grown = room > SIZE_MAX / size ? NULL : mem_resize(*at, room * size);
	if (!grown)
		return false;
	*at = grown;
	*cap = (uint32_t)room;
	return true;
}

void vec_drop(void **at, uint32_t *len, uint32_t *cap)
{
	mem_free(*at);
	*at = NULL;
	*len = *cap = 0;
}
