/* base/sha256.c - SHA-256 by nettle, which knows the processor's own instructions for it. */
#include <nettle/sha2.h>

#include "base/hash.h"

void sha256_hex(const void *bytes, size_t len, char out[65])
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	static const char digits[] = "0123456789abcdef";
	sha256_init(&context);
	sha256_update(&context, len, bytes);
	sha256_digest(&context, sizeof digest, digest);
	for (int i = 0; i < 64; i++)
		out[i] = digits[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
	out[64] = '\0';
}
