/* base/hash.h - hashing, and a table of interned strings. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** 64-bit hash of LEN bytes, the same on every machine (FNV-1a with a final mix). */
uint64_t hash_bytes(const void *bytes, size_t len);

/** Strings to small numbers: 0, 1, 2 ... in order of arrival.  Zero-initialise. */
struct intern {
	struct intern_entry *entries;
	uint32_t *slots;
	uint32_t len, cap, n_slots;
	char *pool;
	size_t pool_len, pool_cap;
};
/** The number of S, new if need be; UINT32_MAX: no memory. */
uint32_t intern_add(struct intern *t, const char *s, size_t len);
/** The number of S, or UINT32_MAX. */
uint32_t intern_find(const struct intern *t, const char *s, size_t len);
/** The string numbered ID and its length; valid until the next add. */
const char *intern_get(const struct intern *t, uint32_t id, size_t *len);
void intern_release(struct intern *t);

/** SHA-256 (FIPS 180-4) of LEN bytes as 64 hex digits and a NUL. */
void sha256_hex(const void *bytes, size_t len, char out[65]);

#endif
