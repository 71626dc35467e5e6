/* credit.c - names out of a credit. */
#include <string.h>
#include <strings.h>

#include "html/facts.h"
#include "text/chars.h"
#include "text/utf8.h"

/** Words that introduce a credit, in the languages of most pages read here. */
static const char *const introductions[] = {"by ",           "by: ",     "by:",     "written by ", "posted by ",
					    "published by ", "author: ", "author:", "story by ",   "words by ",
					    "reported by ",  "von ",     "par ",    "por ",        "oleh ",
					    "from ",         NULL};
/** What holds one of these as a word is a job, a desk or an account, not a person. */
static const char *const jobs[] = {"writer",    "reporter", "correspondent", "editor",    "columnist", "contributor",
				   "staff",     "admin",    "administrator", "webmaster", "editorial", "updated",
				   "published", "posted",   "ago",           "am",        "pm",        NULL};

static bool is_word_of(const char *s, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == len && !strncasecmp(s, *list, len))
			return true;
	return false;
}

static bool has_job(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t n = 0;
		while (i + n < len && s[i + n] != ' ')
			n++;
		if (is_word_of(s + i, n, jobs))
			return true;
		i += n + 1;
	}
	return false;
}

static bool has_digit(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

/** Length of the separator that begins at S: a comma, "and", "&" ...; 0: none. */
static size_t separator(const char *s, size_t left)
{
	static const char *const signs[] = {
		", ",     " and ", " & ",  "; ", " | ", " / ", " - ", " \xe2\x80\x93 ", " \xe2\x80\xa2 ",
		" with ", " und ", " AND "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (left >= strlen(signs[i]) && !memcmp(s, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static void give(const char *s, size_t len, void (*each)(void *, const char *, size_t), void *user)
{
	while (len && (*s == ' ' || *s == ',' || *s == '@'))
		s++, len--;
	while (len && (s[len - 1] == ' ' || s[len - 1] == ',' || s[len - 1] == '.'))
		len--;
	for (const char *const *i = introductions; *i; i++)
		if (len > strlen(*i) && !strncasecmp(s, *i, strlen(*i))) {
			s += strlen(*i);
			len -= strlen(*i);
			break;
		}
	if (len < 2 || len > 60 || has_job(s, len) || has_digit(s, len) || memchr(s, '@', len) || memchr(s, '/', len))
		return;
	each(user, s, len);
}

void credit_names(const char *s, size_t len, void (*each)(void *user, const char *name, size_t len), void *user)
{
	size_t start = 0;
	for (size_t i = 0; i < len;) {
		size_t n = separator(s + i, len - i);
		/* "Name, Jr." is one name. */
		bool junior =
			n == 2 && len - i > 3 && (!strncasecmp(s + i + 2, "jr", 2) || !strncasecmp(s + i + 2, "sr", 2));
		if (!n || junior) {
			i++;
			continue;
		}
		give(s + start, i - start, each, user);
		i += n;
		start = i;
	}
	give(s + start, len - start, each, user);
}
