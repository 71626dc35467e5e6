/* base/hash.c - hashing and interned strings. */
#include "base/hash.h"

#include <string.h>

#include "base/alloc.h"

uint64_t hash_bytes(const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	uint64_t h = 0xcbf29ce484222325u; /* FNV-1a, Fowler, Noll and Vo */
	for (size_t i = 0; i < len; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	h ^= h >> 32;
	h *= 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

struct intern_entry {
	uint64_t hash;
	size_t at;
	uint32_t len;
};

static uint32_t *find_slot(const struct intern *t, uint64_t hash, const char *s, size_t len)
{
	for (uint32_t i = (uint32_t)hash & (t->n_slots - 1);; i = (i + 1) & (t->n_slots - 1)) {
		uint32_t id = t->slots[i];
		if (!id)
			return &t->slots[i];
		const struct intern_entry *e = &t->entries[id - 1];
		if (e->hash == hash && e->len == len && !memcmp(t->pool + e->at, s, len))
			return &t->slots[i];
	}
}

/* Slots hold id + 1 and are at most two thirds full. */
static bool grow_slots(struct intern *t)
{
	uint32_t n = t->n_slots ? t->n_slots * 2 : 64;
	uint32_t *slots = mem_zero(n, sizeof *slots);
	if (!slots)
		return false;
	for (uint32_t id = 0; id < t->len; id++) {
		uint32_t i = (uint32_t)t->entries[id].hash & (n - 1);
		while (slots[i])
			i = (i + 1) & (n - 1);
		slots[i] = id + 1;
	}
	mem_free(t->slots);
	t->slots = slots;
	t->n_slots = n;
	return true;
}

static bool make_room(struct intern *t, size_t len)
{
	if (t->pool_cap - t->pool_len <= len) {
		size_t cap = t->pool_cap * 2 + len + 256;
		char *pool = mem_resize(t->pool, cap);
		if (!pool)
			return false;
		t->pool = pool;
		t->pool_cap = cap;
	}
	if (t->len == t->cap) {
		uint32_t cap = t->cap ? t->cap * 2 : 32;
		struct intern_entry *entries = mem_resize(t->entries, cap * sizeof *entries);
		if (!entries)
			return false;
		t->entries = entries;
		t->cap = cap;
	}
	return t->n_slots > t->len + t->len / 2 + 1 || grow_slots(t);
}

uint32_t intern_add(struct intern *t, const char *s, size_t len)
{
	if (len > UINT32_MAX || !make_room(t, len))
		return UINT32_MAX;
	uint64_t hash = hash_bytes(s, len);
	uint32_t *slot = find_slot(t, hash, s, len);
	if (*slot)
		return *slot - 1;
	t->entries[t->len] = (struct intern_entry){hash, t->pool_len, (uint32_t)len};
	if (len)
		memcpy(t->pool + t->pool_len, s, len);
	t->pool_len += len;
	*slot = ++t->len;
	return t->len - 1;
}

uint32_t intern_find(const struct intern *t, const char *s, size_t len)
{
	if (!t->n_slots)
		return UINT32_MAX;
	return *find_slot(t, hash_bytes(s, len), s, len) - 1;
}

const char *intern_get(const struct intern *t, uint32_t id, size_t *len)
{
	*len = t->entries[id].len;
	return t->pool + t->entries[id].at;
}

void intern_release(struct intern *t)
{
	mem_free(t->entries);
	mem_free(t->slots);
	mem_free(t->pool);
	*t = (struct intern){0};
}
