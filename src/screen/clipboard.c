/* screen/clipboard.c - OSC 52. */
#include "screen/clipboard.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void add_base64(struct buf *out, const unsigned char *s, size_t len)
{
	for (size_t i = 0; i < len; i += 3) {
		size_t n = len - i < 3 ? len - i : 3;
		uint32_t v = (uint32_t)s[i] << 16 | (n > 1 ? (uint32_t)s[i + 1] << 8 : 0) | (n > 2 ? s[i + 2] : 0);
		char four[4];
		for (size_t d = 0; d < 4; d++)
			four[d] = d <= n ? digits[v >> (18 - 6 * d) & 63] : '=';
		buf_add(out, four, 4);
	}
}

void clipboard_sequence(struct buf *out, const char *s, size_t len)
{
	buf_str(out, "\033]52;c;");
	add_base64(out, (const unsigned char *)s, len);
	buf_str(out, "\033\\");
}
