/* base/vec.h - a growing array of any type.
 *   struct pq_block_vec { ... };  or  VEC(struct pq_block) blocks = {0};
 *   if (!vec_push(&blocks, b)) return PQ_ENOMEM;
 * Invariants: len <= cap; at is NULL only when cap is 0.  Growth is by half, so pushes cost amortised O(1). */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VEC(type) \
	struct { \
		type *at; \
		uint32_t len, cap; \
	}

/** Make room for NEED elements of SIZE bytes; false: no memory, nothing changed. */
bool vec_grow(void **at, uint32_t *cap, size_t need, size_t size);
void vec_drop(void **at, uint32_t *len, uint32_t *cap);

#define vec_reserve(v, more) \
	((size_t)(v)->len + (more) <= (v)->cap || \
	 vec_grow((void **)&(v)->at, &(v)->cap, (size_t)(v)->len + (more), sizeof *(v)->at))
#define vec_push(v, ...) (vec_reserve((v), 1) ? ((v)->at[(v)->len++] = (__VA_ARGS__), true) : false)
#define vec_release(v) vec_drop((void **)&(v)->at, &(v)->len, &(v)->cap)
#define vec_last(v) ((v)->at[(v)->len - 1])

#endif
