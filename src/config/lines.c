/* config/lines.c - lines of words, and what was perhaps meant. */
#include "config/lines.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct word take_word(const char **p, const char *end)
{
	const char *s = *p;
	if (*s == '"') {
		const char *close = memchr(s + 1, '"', (size_t)(end - s - 1));
		if (close && (close + 1 == end || is_blank(close[1]))) {
			*p = close + 1;
			return (struct word){s + 1, (uint32_t)(close - s - 1)};
		}
	}
	while (*p < end && !is_blank(**p))
		(*p)++;
	return (struct word){s, (uint32_t)(*p - s)};
}

static bool is_comment(const char *p, const char *end, unsigned at, unsigned key)
{
	if (*p != '#' || at == 0)
		return *p == '#';
	return at != key && (p + 1 == end || is_blank(p[1]));
}

static void split(struct lines *l, const char *p, const char *end, unsigned key)
{
	l->n = 0;
	for (;;) {
		while (p < end && is_blank(*p))
			p++;
		if (p == end || is_comment(p, end, l->n, key))
			return;
		struct word w = take_word(&p, end);
		if (l->n < LINE_WORDS)
			l->word[l->n] = w;
		l->n += l->n <= LINE_WORDS;
	}
}

bool lines_next(struct lines *l, unsigned key)
{
	while (l->text < l->end) {
		const char *newline = memchr(l->text, '\n', (size_t)(l->end - l->text));
		const char *end = newline ? newline : l->end;
		l->number++;
		split(l, l->text, end, key);
		l->text = newline ? newline + 1 : l->end;
		if (l->n)
			return true;
	}
	return false;
}

bool word_is(struct word w, const char *s)
{
	return w.len == strlen(s) && !memcmp(w.s, s, w.len);
}

enum pq_status lines_fail(const struct lines *l, struct pq_error *error, const char *format, ...)
{
	char message[256];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	return error_at(error, PQ_EINVAL, l->number, "%s:%u: %s", l->file, l->number, message);
}

enum { LONGEST = 40 };

/* Optimal string alignment (Damerau-Levenshtein without moves over a distance). */
unsigned edit_distance(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned row[3][LONGEST + 1];
	na = na < LONGEST ? na : LONGEST;
	nb = nb < LONGEST ? nb : LONGEST;
	unsigned *before = row[0], *above = row[1], *now = row[2];
	for (size_t j = 0; j <= nb; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			unsigned best = above[j - 1] + (a[i - 1] != b[j - 1]);
			best = above[j] + 1 < best ? above[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
			if (swapped && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		unsigned *oldest = before;
		before = above;
		above = now;
		now = oldest;
	}
	return above[nb];
}

void suggest(struct suggestion *s, const char *typed, size_t len, const char *candidate)
{
	size_t n = strlen(candidate);
	unsigned d = edit_distance(typed, len, candidate, n);
	bool begins = len >= 3 && len < n && !memcmp(typed, candidate, len);
	if (begins)
		d = 1;
	if (d * 3 > (n > 3 ? n : 3) || (s->best && d >= s->distance))
		return;
	s->best = candidate;
	s->distance = d;
}

const char *suggestion_text(const struct suggestion *s, char out[96])
{
	out[0] = '\0';
	if (s->best)
		snprintf(out, 96, "; did you mean %s?", s->best);
	return out;
}
