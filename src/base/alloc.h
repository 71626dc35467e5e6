/* base/alloc.h - the one door to the heap.
 * Every allocation of the program passes here, so that a test can fail any of it.  The hook is process-wide and is set
 * before the first allocation or not at all (tests set it between calls). */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/** Called before each allocation with its size in bytes; false makes that allocation fail.  NULL: none. */
typedef _Bool (*alloc_hook)(size_t size, void *user);
void alloc_set_hook(alloc_hook hook, void *user);

/** Like malloc, calloc, realloc and free, but through the hook; COUNT * SIZE is checked for overflow. */
void *mem_alloc(size_t size);
void *mem_zero(size_t count, size_t size);
void *mem_resize(void *p, size_t size);
void mem_free(void *p);
/** A NUL-terminated copy of LEN bytes of S; NULL: no memory. */
char *mem_copy(const char *s, size_t len);

#endif
