/* base/arena.c - chunks of memory that are freed all at once. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

enum { FIRST_CHUNK = 4096, LARGEST_STEP = 1 << 20 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

static void free_chunks(struct arena_chunk *c)
{
	while (c) {
		struct arena_chunk *older = c->older;
		mem_free(c);
		c = older;
	}
}

void arena_release(struct arena *a)
{
	free_chunks(a->chunk);
	arena_init(a);
}

void arena_clear(struct arena *a)
{
	struct arena_chunk *largest = NULL;
	for (struct arena_chunk *c = a->chunk, *older; c; c = older) {
		older = c->older;
		if (!largest || c->size > largest->size) {
			mem_free(largest);
			largest = c;
		} else {
			mem_free(c);
		}
	}
	if (largest) {
		largest->older = NULL;
		largest->used = 0;
	}
	*a = (struct arena){.chunk = largest};
}

static struct arena_chunk *add_chunk(struct arena *a, size_t need)
{
	size_t size = !a->chunk ? FIRST_CHUNK : a->chunk->size < LARGEST_STEP / 2 ? a->chunk->size * 2 : LARGEST_STEP;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(struct arena_chunk))
		return NULL;
	struct arena_chunk *c = mem_alloc(sizeof *c + size);
	if (!c)
		return NULL;
	*c = (struct arena_chunk){.older = a->chunk, .size = size};
	a->chunk = c;
	return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t align = alignof(max_align_t);
	if (size > SIZE_MAX - align) {
		a->failed = true;
		return NULL;
	}
	size = (size + align - 1) / align * align;
	struct arena_chunk *c = a->chunk;
	if (!c || c->size - c->used < size)
		c = add_chunk(a, size);
	if (!c) {
		a->failed = true;
		return NULL;
	}
	void *p = c->bytes + c->used;
	c->used += size;
	return memset(p, 0, size);
}

char *arena_copy(struct arena *a, const char *s, size_t len)
{
	char *copy = len < SIZE_MAX ? arena_alloc(a, len + 1) : NULL;
	if (copy && len)
		memcpy(copy, s, len);
	return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *s = len < 0 ? NULL : arena_alloc(a, (size_t)len + 1);
	if (s)
		vsnprintf(s, (size_t)len + 1, format, again);
	va_end(again);
	return s;
}
