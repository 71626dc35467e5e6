/* base/error.c - messages that a person can act on. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Length of the well-formed UTF-8 sequence at P, or 0.  text/ knows more, but base knows nothing of text/. */
static size_t sequence(const unsigned char *p)
{
	size_t n = *p < 0x80 ? 1 : *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	bool bad = (*p == 0xe0 && p[1] < 0xa0) || (*p == 0xed && p[1] > 0x9f) || (*p == 0xf0 && p[1] < 0x90) ||
		   (*p == 0xf4 && p[1] > 0x8f);
	return bad ? 0 : n;
}

/* C0, DEL, C1, and U+200B..200F, 2028..202F and 2060..206F, where bidi controls and zero width lie. */
static bool is_control(const unsigned char *p)
{
	return *p < 0x20 || *p == 0x7f || (*p == 0xc2 && p[1] < 0xa0) || (*p == 0xd8 && p[1] == 0x9c) ||
	       (*p == 0xe2 && p[1] == 0x80 && ((p[2] >= 0x8b && p[2] <= 0x8f) || (p[2] >= 0xa8 && p[2] <= 0xaf))) ||
	       (*p == 0xe2 && p[1] == 0x81 && p[2] >= 0xa0 && p[2] <= 0xaf);
}

/* No control and no ill-formed byte gets out; a message that was too long loses the character that may have been cut. */
static void make_safe(char *s, bool cut)
{
	unsigned char *from = (unsigned char *)s, *to = from;
	if (cut) {
		size_t len = strlen(s);
		while (len && (from[len - 1] & 0xc0) == 0x80)
			len--;
		s[len && from[len - 1] >= 0xc0 ? len - 1 : len] = '\0';
	}
	while (*from) {
		size_t n = sequence(from);
		if (!n || is_control(from)) {
			*to++ = '?';
			from += n ? n : 1;
		} else {
			memmove(to, from, n);
			to += n;
			from += n;
		}
	}
	*to = '\0';
}

__attribute__((format(printf, 4, 0))) static enum pq_status fill(struct pq_error *error, enum pq_status status,
								 uint32_t line, const char *format, va_list args)
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
