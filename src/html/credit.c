/* credit.c - names out of a credit. */
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "html/facts.h"
#include "text/chars.h"
#include "text/utf8.h"

enum {
	LONGEST_CREDIT = 40, /**< words of a line that may credit somebody */
	RANK_SHOWN = 20,     /**< credits of at most this rank are lines that the page shows */
};

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

/** Does it read as words of a sentence ("hundreds of gardeners", "I've asked"), or as a day? */
static bool is_prose(const char *s, size_t len)
{
	static const char *const days[] = {"mon",      "tue",    "wed",     "thu",       "fri",      "sat",
					   "sun",      "monday", "tuesday", "wednesday", "thursday", "friday",
					   "saturday", "sunday", "today",   "yesterday", NULL};
	const char *last = memrchr(s, ' ', len);
	if (!last)
		return is_word_of(s, len, days);
	size_t n = (size_t)(s + len - last - 1);
	bool small = n && last[1] >= 'a' && last[1] <= 'z';
	return small && (memchr(s, '\'', len) || memchr(s, ' ', (size_t)(last - s)));
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
		", ",     " and ", " & ",   "; ",   " | ",   " / ",  " - ", " \xe2\x80\x93 ", " \xe2\x80\xa2 ",
		" with ", " und ", " AND ", " et ", " och ", " og ", " y "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (left >= strlen(signs[i]) && !memcmp(s, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/** Letters behind a name that are a degree or a membership ("MD", "PhD", "FCA"), or an account's name ("kevin-r"). */
static bool is_no_name(const char *s, size_t len, bool first)
{
	if (memchr(s, ' ', len))
		return false;
	size_t capitals = 0;
	for (size_t i = 0; i < len; i++)
		capitals += is_upper(s[i]);
	bool degree = !first && len <= 4 && capitals >= 2;
	bool account = !capitals && (unsigned char)*s < 0x80;
	return degree || account;
}

/** LEN of S without the agency that stands behind the name ("ADA LIND Associated Press"). */
static size_t without_agency(const char *s, size_t len)
{
	static const char *const agencies[] = {" associated press", " the associated press", " reuters", " afp",
					       " bloomberg"};
	for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++) {
		size_t n = strlen(agencies[i]);
		if (len > n + 4 && !strncasecmp(s + len - n, agencies[i], n))
			return len - n;
	}
	return len;
}

static void give(const char *s, size_t len, bool first, void (*each)(void *, const char *, size_t), void *user)
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
	len = without_agency(s, len);
	if (len < 2 || len > 60 || has_job(s, len) || has_digit(s, len) || memchr(s, '@', len) || memchr(s, '/', len) ||
	    is_prose(s, len) || is_no_name(s, len, first))
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
		give(s + start, i - start, start == 0, each, user);
		i += n;
		start = i;
	}
	give(s + start, len - start, start == 0, each, user);
}

/** Does NAME hold a word that organisations have and people have not? */
static bool is_organization(const char *name)
{
	static const char *const words[] = {"news",     "media",       "press",      "agency",   "times", "post",
					    "cnn",      "bbc",         "business",   "magazine", "team",  "network",
					    "services", "association", "university", "reports",  "the",   NULL};
	for (const char *s = name; *s;) {
		size_t n = strcspn(s, " ");
		const char *dot = memchr(s, '.', n);
		if (is_word_of(s, n, words) || (dot && n > 4 && dot + 2 < s + n && dot > s + 2))
			return true;
		s += n + (s[n] == ' ');
	}
	return false;
}

struct names {
	struct facts *f;
	const struct page *page;
	VEC(const char *) list;
	uint32_t persons;
};

/** Does LINE hold WORD, small and capital letters alike? */
static bool line_holds(const struct page *p, const struct line *l, const char *word, size_t len)
{
	for (uint32_t k = l->from; k < l->to; k++) {
		struct str text = tree_is_text(&p->tree, k) ? tree_str(&p->tree, k) : (struct str){0};
		for (uint32_t i = 0; i + len <= text.len; i++)
			if ((text.s[i] | 32) == (*word | 32) && !strncasecmp(text.s + i, word, len))
				return true;
	}
	return false;
}

/** Does the page show NAME, as far as its last word tells, elsewhere than in running text? */
static bool is_shown(const struct page *p, const char *name)
{
	const char *last = strrchr(name, ' ');
	last = last && strlen(last) > 3 ? last + 1 : name;
	for (uint32_t i = 0; i < p->lines.list.len; i++)
		if (p->lines.list.at[i].words <= LONGEST_CREDIT &&
		    line_holds(p, &p->lines.list.at[i], last, strlen(last)))
			return true;
	return false;
}

static void take_name(void *user, const char *s, size_t len)
{
	struct names *n = user;
	const char *name = arena_copy(&n->f->arena, s, len), *site = n->f->value[FACT_SITE];
	bool leave = !name || (site && !strcasecmp(site, name)) || !is_shown(n->page, name);
	for (uint32_t i = 0; i < n->list.len && !leave; i++)
		leave = !strcasecmp(n->list.at[i], name);
	if (leave)
		return;
	n->f->failed |= !vec_push(&n->list, name);
	n->persons += strchr(name, ' ') && !is_organization(name);
}

/** Does it name all the persons of AUTHORS, and more? */
static bool says_more(const struct names *n, const struct facts *f)
{
	for (uint32_t i = 0; i < f->authors.len; i++) {
		bool both = false;
		for (uint32_t k = 0; k < n->list.len && !both; k++)
			both = !strcasecmp(n->list.at[k], f->authors.at[i]);
		if (!both)
			return false;
	}
	return n->persons == n->list.len && n->persons > f->authors.len;
}

/** The names of the credits of RANK become the authors if there are none yet or if these say more. */
static void settle_rank(struct facts *f, const struct page *p, int rank)
{
	struct names n = {.f = f, .page = p};
	for (uint32_t i = 0; i < f->credits.len; i++)
		if (f->credits.at[i].rank == rank)
			credit_names(f->credits.at[i].words, strlen(f->credits.at[i].words), take_name, &n);
	if (!f->authors.len || (rank <= RANK_SHOWN && says_more(&n, f))) {
		f->authors.len = 0;
		for (uint32_t i = 0; i < n.list.len; i++)
			if (!n.persons || !is_organization(n.list.at[i]))
				f->failed |= !vec_push(&f->authors, n.list.at[i]);
	}
	vec_release(&n.list);
}

void facts_settle_authors(struct facts *f, const struct page *p)
{
	for (int below = INT_MAX; below > INT_MIN;) {
		int rank = INT_MIN;
		for (uint32_t i = 0; i < f->credits.len; i++)
			if (f->credits.at[i].rank < below && f->credits.at[i].rank > rank)
				rank = f->credits.at[i].rank;
		if (rank > INT_MIN)
			settle_rank(f, p, rank);
		below = rank;
	}
	f->failed |= f->arena.failed;
}
