/* base/error.c - messages that a person can act on. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* No control character gets out, and no cut-off character stays at the end of a message that was too long. */
static void make_safe(char *s, bool cut)
{
	size_t n = strlen(s);
	if (cut) {
		while (n && ((unsigned char)s[n - 1] & 0xc0) == 0x80)
			n--;
		if (n && (unsigned char)s[n - 1] >= 0xc0)
			n--;
		s[n] = '\0';
	}
	for (unsigned char *p = (unsigned char *)s; *p; p++)
		if (*p < 0x20 || *p == 0x7f || (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0))
			*p = '?';
}

static enum pq_status fill(struct pq_error *error, enum pq_status status, uint32_t line, const char *format, va_list args)
{
	if (!error)
		return status;
	error->status = status;
	error->line = line;
	int len = vsnprintf(error->message, sizeof error->message, format, args);
	make_safe(error->message, len >= (int)sizeof error->message);
	return status;
}

enum pq_status error_set(struct pq_error *error, enum pq_status status, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fill(error, status, 0, format, args);
	va_end(args);
	return status;
}

enum pq_status error_at(struct pq_error *error, enum pq_status status, uint32_t line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fill(error, status, line, format, args);
	va_end(args);
	return status;
}

enum pq_status error_nomem(struct pq_error *error)
{
	return error_set(error, PQ_ENOMEM, "memory ran out");
}
