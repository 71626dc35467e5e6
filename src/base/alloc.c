/* base/alloc.c - the one door to the heap. */
#include "base/alloc.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static alloc_hook hook;
static void *hook_user;

void alloc_set_hook(alloc_hook h, void *user)
{
	hook = h;
	hook_user = user;
}

static bool allowed(size_t size)
{
	return !hook || hook(size, hook_user);
}

void *mem_alloc(size_t size)
{
	return allowed(size) ? malloc(size ? size : 1) : NULL;
}

void *mem_zero(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return allowed(count * size) ? calloc(count ? count : 1, size ? size : 1) : NULL;
}

void *mem_resize(void *p, size_t size)
{
	return allowed(size) ? realloc(p, size ? size : 1) : NULL;
}

void mem_free(void *p)
{
	free(p);
}

char *mem_copy(const char *s, size_t len)
{
	char *copy = len < SIZE_MAX ? mem_alloc(len + 1) : NULL;
	if (!copy)
		return NULL;
	if (len)
		memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}
