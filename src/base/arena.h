/* base/arena.h - memory that is freed all at once: one arena a document, a layout, a frame.
 * What lives in an arena is never freed singly.  A failure sticks: test arena_failed once at the end, or each pointer. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /**< the newest; the others hang behind it */
	bool failed;               /**< an allocation was refused since the last clear */
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);
/** Forget everything but keep the largest chunk for use again. */
void arena_clear(struct arena *a);
/** SIZE bytes of zeroes, aligned for any type; NULL: no memory (and FAILED is set). */
void *arena_alloc(struct arena *a, size_t size);
/** A NUL-terminated copy. */
char *arena_copy(struct arena *a, const char *s, size_t len);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

#endif
