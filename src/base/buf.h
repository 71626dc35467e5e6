/* base/buf.h - a byte builder: text that grows at its end.
 * Invariants: BYTES[LEN] is NUL whenever BYTES is not NULL.  A failure sticks: adds after it do nothing, and the caller
 * tests FAILED once, when the text is done. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
	char *bytes;
	size_t len, cap;
	bool failed;
};

void buf_release(struct buf *b);
void buf_clear(struct buf *b); /**< keeps the memory */
bool buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const char *bytes, size_t len);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_utf8(struct buf *b, uint32_t codepoint);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
/** Hand the bytes over (mem_free frees them); B is empty afterwards.  NULL if the builder failed or holds nothing. */
char *buf_take(struct buf *b, size_t *len);

#endif
