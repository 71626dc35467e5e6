/* mbox.c - files of several mails.  Source: RFC 4155; lines of a mail that begin with "From " stand with a ">" before them. */
#include "engine/mbox.h"

#include <string.h>

static const char from[] = "From ";
enum { FROM = sizeof from - 1, LONGEST = 400 /* bytes of a separator */ };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *line_end(const char *s, const char *end)
{
	const char *newline = memchr(s, '\n', (size_t)(end - s));
	return newline ? newline : end;
}

/** An hour stands in it, and a year behind it: "10:14:00 2026". */
static bool holds_date(const char *s, const char *end)
{
	for (const char *colon = s; (colon = memchr(colon, ':', (size_t)(end - colon))) != NULL; colon++) {
		if (colon == s || end - colon < 3 || !is_digit(colon[-1]) || !is_digit(colon[1]) || !is_digit(colon[2]))
			continue;
		for (const char *p = colon; end - p >= 5; p++)
			if ((!memcmp(p, " 19", 3) || !memcmp(p, " 20", 3)) && is_digit(p[3]) && is_digit(p[4]) &&
			    (p + 5 == end || !is_digit(p[5])))
				return true;
		return false;
	}
	return false;
}

/** "Name:" begins a line of a head. */
static bool begins_field(const char *s, const char *end)
{
	const char *p = s;
	while (p<end && * p> ' ' && *p < 127 && *p != ':')
		p++;
	return p > s && p < end && *p == ':';
}

bool mbox_separator(const char *begin, const char *at, const char *end)
{
	if (end - at <= FROM || memcmp(at, from, FROM) != 0)
		return false;
	if (at > begin) {
		const char *before = at - 1; /* the line feed before it; another, or the begin, before that */
		before -= before > begin && before[-1] == '\r';
		if (at[-1] != '\n')
			return false;
		if (before > begin && before[-1] != '\n')
			return false;
	}
	const char *stop = line_end(at, end);
	return stop < end && stop - at < LONGEST && holds_date(at, stop) && begins_field(stop + 1, end);
}

/** A line that was ">From " once more than it is in the mail. */
static bool is_escaped(const char *s, const char *end)
{
	const char *p = s;
	while (p < end && *p == '>')
		p++;
	return p > s && end - p > FROM && !memcmp(p, from, FROM);
}

const char *mbox_next(const char *begin, const char *at, const char *end, struct buf *mail)
{
	for (at = line_end(at, end) + 1; at < end && !mbox_separator(begin, at, end);) {
		const char *stop = line_end(at, end), *next = stop < end ? stop + 1 : end;
		at += is_escaped(at, stop);
		buf_add(mail, at, (size_t)(next - at));
		at = next;
	}
	buf_reserve(mail, 1);
	return at;
}
