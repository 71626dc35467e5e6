/* byline.c - the names in a byline. */
#include <string.h>

#include "plain/judge.h"
#include "text/chars.h"
#include "text/utf8.h"

struct word {
	const char *s;
	uint32_t len;
	bool comma; /**< a comma, bar or semicolon stands behind it */
};

static bool next_word(const char **at, const char *end, struct word *w)
{
	const char *p = *at;
	while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == ',' || *p == '|' || *p == ';'))
		p++;
	w->s = p;
	while (p < end && *p != ' ' && *p != '\n' && *p != '\t' && *p != ',' && *p != '|' && *p != ';')
		p++;
	w->len = (uint32_t)(p - w->s);
	while (p < end && *p == ' ')
		p++;
	w->comma = p < end && (*p == ',' || *p == '|' || *p == ';');
	*at = p;
	return w->len > 0;
}

static bool is_one_of(struct word w, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == w.len && !strncasecmp(*list, w.s, w.len))
			return true;
	return false;
}

/** Words of a job or an outlet: what holds one is no name. */
static const char *const jobs[] = {"staff",   "writer", "reporter",    "correspondent", "editor",    "reuters",
				   "ap",      "afp",    "associated",  "press",         "news",      "desk",
				   "bureau",  "chief",  "columnist",   "the",           "political", "senior",
				   "special", "agency", "contributor", "freelance",     NULL};
static const char *const particles[] = {"de", "van", "der", "den", "von", "la",  "le",
					"da", "di",  "bin", "al",  "el",  "ter", NULL};
static const char *const joiners[] = {"and", "&", "with", NULL};

bool judge_names_job(const char *s, uint32_t len)
{
	struct word w;
	for (const char *p = s, *end = s + len; next_word(&p, end, &w);)
		if (is_one_of(w, jobs) && !(w.len == 3 && !strncasecmp(w.s, "the", 3)))
			return true;
	return false;
}

struct name {
	const char *start, *end;
	bool job;
};

static void give(struct name *n, void (*each)(void *, const char *, uint32_t), void *user)
{
	if (n->start && !n->job)
		each(user, n->start, (uint32_t)(n->end - n->start));
	*n = (struct name){0};
}

void judge_byline_names(const char *s, uint32_t len, void (*each)(void *user, const char *name, uint32_t len),
			void *user)
{
	const char *end = s + len, *p = s;
	struct name name = {0};
	struct word w;
	/* Past "By", "Interview by", "Words and pictures by". */
	while (next_word(&p, end, &w))
		if (w.len == 2 && !strncasecmp(w.s, "by", 2))
			break;
	while (next_word(&p, end, &w)) {
		const char *q = w.s;
		uint32_t c = utf8_next(&q, end);
		if (is_one_of(w, joiners)) {
			give(&name, each, user);
		} else if (char_is_upper(c) || (name.start && is_one_of(w, particles))) {
			name.start = name.start ? name.start : w.s;
			name.end = w.s + w.len;
			name.job |= is_one_of(w, jobs);
		} else {
			break;
		}
		if (w.comma)
			give(&name, each, user);
	}
	give(&name, each, user);
}
