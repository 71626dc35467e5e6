/* hint.c - what an element's class, id, role and tag hint at. */
#include "html/hint.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_WORD = 24, MOST_READ = 400 };

static const struct {
	const char *word;
	unsigned bits;
} words[] = {
#define WORD(word, bits) {word, bits},
#include "html/words.def"
#undef WORD
};

static bool look_up(const char *word, size_t len, unsigned *bits)
{
	unsigned lo = 0, hi = sizeof words / sizeof *words;
	while (lo < hi) {
		unsigned mid = lo + (hi - lo) / 2;
		int order = word[0] - words[mid].word[0];
		order = order ? order : strncmp(word, words[mid].word, len);
		order = order ? order : words[mid].word[len] ? -1 : 0;
		if (!order) {
			*bits |= words[mid].bits;
			return true;
		}
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/** Does the class that begins here say what an element has, not what it is ("has-sidebar", "no-comments", "tag-politics")? */
static bool is_of_others(const char *s, size_t left)
{
	static const char *const firsts[] = {"has-", "no-", "with-", "without-", "tag-", "category-", "js-"};
	for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
		if (left > strlen(firsts[i]) && !strncasecmp(s, firsts[i], strlen(firsts[i])))
			return true;
	return false;
}

/** The bits of the words in a class or id. */
static unsigned read_words(struct str s)
{
	char pair[2 * LONGEST_WORD];
	size_t last = 0; /* length of the word before, at PAIR's start; 0: none */
	unsigned bits = 0, last_bits = 0;
	for (uint32_t i = 0; i < s.len && i < MOST_READ;) {
		if ((i == 0 || s.s[i - 1] == ' ') && is_of_others(s.s + i, s.len - i)) {
			while (i < s.len && s.s[i] != ' ')
				i++;
			continue;
		}
		if (!is_lower(s.s[i]) && !is_upper(s.s[i])) {
			if (s.s[i] == ' ')
				last = 0;
			i++;
			continue;
		}
		char word[LONGEST_WORD];
		size_t n = 0;
		bool lower = false;
		while (i < s.len && (is_lower(s.s[i]) || (is_upper(s.s[i]) && !lower))) {
			lower |= is_lower(s.s[i]);
			if (n < LONGEST_WORD)
				word[n++] = (char)(s.s[i] | 32);
			i++;
		}
		memcpy(pair + last, word, n);
		unsigned here = 0, both = 0;
		if (last && look_up(pair, last + n, &both)) {
			bits = (bits & ~last_bits) | both; /* the two together mean what neither does alone */
		} else {
			look_up(word, n, &here);
			bits |= here;
		}
		memcpy(pair, word, n);
		last = n;
		last_bits = here;
	}
	return bits;
}

static bool is(struct str s, const char *word)
{
	return s.len == strlen(word) && !strncasecmp(s.s, word, s.len);
}

static bool holds(struct str s, const char *word)
{
	return s.len && memmem(s.s, s.len, word, strlen(word));
}

static unsigned hint_of_tag(enum tag tag)
{
	switch (tag) {
	case TAG_NAV:
	case TAG_FOOTER:
	case TAG_ASIDE:
	case TAG_MENU:
	case TAG_BUTTON:
		return HINT_ASIDE;
	case TAG_FIGCAPTION:
	case TAG_CAPTION:
		return HINT_CAPTION;
	case TAG_ARTICLE:
	case TAG_MAIN:
		return HINT_CONTENT;
	case TAG_ADDRESS:
	case TAG_TIME:
		return HINT_META;
	default:
		return 0;
	}
}

static unsigned hint_of_role(const struct tree *t, uint32_t i)
{
	struct str role = tree_attr(t, i, ATTR_ROLE);
	if (!role.len)
		return 0;
	if (is(role, "main") || is(role, "article"))
		return HINT_CONTENT;
	bool aside = is(role, "navigation") || is(role, "complementary") || is(role, "banner") ||
		     is(role, "contentinfo") || is(role, "search") || is(role, "dialog") || is(role, "alert") ||
		     is(role, "menu");
	return aside ? HINT_ASIDE : 0;
}

static bool is_hidden(const struct tree *t, uint32_t i)
{
	struct str style = tree_attr(t, i, ATTR_STYLE);
	if (tree_attr(t, i, ATTR_HIDDEN).s || is(tree_attr(t, i, ATTR_ARIA_HIDDEN), "true"))
		return true;
	return holds(style, "display:none") || holds(style, "display: none") || holds(style, "visibility:hidden") ||
	       holds(style, "visibility: hidden");
}

unsigned hint_of(const struct tree *t, uint32_t i)
{
	const struct node *n = &t->nodes.at[i];
	if (n->tag >= TAGS)
		return 0;
	unsigned bits = hint_of_tag((enum tag)n->tag);
	if (!n->attrs)
		return bits;
	bits |= read_words(tree_attr(t, i, ATTR_CLASS)) | read_words(tree_attr(t, i, ATTR_ID));
	bits |= read_words(tree_attr(t, i, ATTR_TESTID)) | read_words(tree_attr(t, i, ATTR_COMPONENT)) |
		read_words(tree_attr(t, i, ATTR_MODULE));
	bits |= hint_of_role(t, i);
	struct str item = tree_attr(t, i, ATTR_ITEMPROP);
	if (is(item, "articleBody"))
		bits = (bits & ~(unsigned)(HINT_ASIDE | HINT_META)) | HINT_BODY;
	else if (is(item, "author") || is(item, "datePublished") || is(item, "dateModified"))
		bits |= HINT_META;
	return bits | (is_hidden(t, i) ? HINT_HIDDEN : 0);
}
