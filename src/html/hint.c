/* hint.c - what an element's class, id, role and tag hint at. */
#include "html/hint.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_WORD = 24, MOST_READ = 400, NO_WORD = HINT_WORDS };

static const struct {
	const char *word;
	unsigned bits;
} words[HINT_WORDS] = {
#define WORD(word, bits) {word, bits},
#include "html/words.def"
#undef WORD
};

/** The index of WORD; NO_WORD: none of the list. */
static unsigned look_up(const char *word, size_t len)
{
	unsigned lo = 0, hi = HINT_WORDS;
	while (lo < hi) {
		unsigned mid = lo + (hi - lo) / 2;
		int order = word[0] - words[mid].word[0];
		order = order ? order : strncmp(word, words[mid].word, len);
		order = order ? order : words[mid].word[len] ? -1 : 0;
		if (!order)
			return mid;
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NO_WORD;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/** Does the class that begins here say what an element has, not what it is ("has-sidebar", "noComments", "tag-politics")? */
static bool is_of_others(const char *s, size_t left)
{
	static const char *const firsts[] = {"has", "no", "with", "without", "tag-", "category-", "js-"};
	for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
		size_t n = strlen(firsts[i]);
		bool ends = firsts[i][n - 1] == '-' || (left > n && (s[n] == '-' || s[n] == '_' || is_upper(s[n])));
		if (left > n && ends && !strncasecmp(s, firsts[i], n))
			return true;
	}
	return false;
}

/** May a word from AT on, N bytes of S, say that what is called so is not shown?  It stands first in its name then; the plain words
 *  are all of it ("hidden-xs", "overflow-hidden" and "label-hidden" say other things). */
static bool may_hide(struct str s, size_t at, size_t end)
{
	static const char *const prefixes[] = {"", "is-", "is", "u-", "element-"};
	size_t start = at;
	while (start > 0 && s.s[start - 1] != ' ')
		start--;
	bool first = false, whole = end == s.len || s.s[end] == ' ';
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && !first; i++)
		first = at - start == strlen(prefixes[i]) && !memcmp(s.s + start, prefixes[i], at - start);
	bool plain = end - at == strlen("hide") || end - at == strlen("hidden");
	return first && (whole || !plain);
}

/** A name being read, word by word. */
struct reading {
	struct hint_names *names;
	uint32_t node;
	unsigned bits;
	unsigned last; /**< the word before, which the next one may still be joined to */
};

/** Count in the word that waits. */
static void take_last(struct reading *r)
{
	unsigned word = r->last;
	r->last = NO_WORD;
	if (word == NO_WORD || r->names->doubted[word])
		return;
	r->bits |= words[word].bits;
	if (words[word].bits & HINT_SHUNNED)
		r->names->failed |= !vec_push(&r->names->list, ((struct hint_name){r->node, (uint16_t)word}));
}

/** The bits of the words in a class or id. */
static unsigned read_words(struct str s, uint32_t node, struct hint_names *names)
{
	struct reading r = {.names = names, .node = node, .last = NO_WORD};
	char pair[2 * LONGEST_WORD];
	size_t last = 0; /* length of the word before, at PAIR's start; 0: none */
	size_t last_at = 0;
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
		size_t n = 0, at = i;
		bool lower = false;
		while (i < s.len && (is_lower(s.s[i]) || (is_upper(s.s[i]) && !lower))) {
			lower |= is_lower(s.s[i]);
			if (n < LONGEST_WORD)
				word[n++] = (char)(s.s[i] | 32);
			i++;
		}
		memcpy(pair + last, word, n);
		unsigned both = last ? look_up(pair, last + n) : NO_WORD;
		if (both == NO_WORD)
			take_last(&r);
		r.last = both == NO_WORD ? look_up(word, n) : both; /* the two together mean what neither does alone */
		size_t from = both == NO_WORD ? at : last_at;
		if (r.last != NO_WORD && words[r.last].bits & HINT_HIDDEN && !may_hide(s, from, i))
			r.last = NO_WORD;
		memcpy(pair, word, n);
		last = n;
		last_at = at;
	}
	take_last(&r);
	return r.bits;
}

unsigned hint_of_word(uint16_t word)
{
	return words[word].bits;
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

/** Is it hidden until the reader unfolds it, or until a script puts it in its place? */
static bool is_only_folded(const struct tree *t, uint32_t i, unsigned bits)
{
	struct str id = tree_attr(t, i, ATTR_ID), role = tree_attr(t, i, ATTR_ROLE);
	bool streamed = id.len > 2 && !memcmp(id.s, "S:", 2); /* React's segments */
	return bits & HINT_FOLDED || streamed || is(role, "tabpanel") || is(role, "region");
}

unsigned hint_of(const struct tree *t, uint32_t i, struct hint_names *names)
{
	static const enum attr named[] = {ATTR_CLASS, ATTR_ID, ATTR_TESTID, ATTR_COMPONENT, ATTR_MODULE};
	const struct node *n = &t->nodes.at[i];
	if (n->tag >= TAGS)
		return 0;
	unsigned bits = hint_of_tag((enum tag)n->tag);
	if (!n->attrs)
		return bits;
	for (size_t a = 0; a < sizeof named / sizeof *named; a++)
		bits |= read_words(tree_attr(t, i, named[a]), i, names);
	bits |= hint_of_role(t, i);
	struct str item = tree_attr(t, i, ATTR_ITEMPROP);
	if (is(item, "articleBody"))
		bits = (bits & ~(unsigned)(HINT_ASIDE | HINT_META)) | HINT_BODY;
	else if (is(item, "author") || is(item, "datePublished") || is(item, "dateModified"))
		bits |= HINT_META;
	if (is_hidden(t, i) && !is_only_folded(t, i, bits))
		bits |= HINT_HIDDEN;
	return bits & ~(unsigned)HINT_FOLDED;
}
