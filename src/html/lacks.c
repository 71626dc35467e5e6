/* lacks.c - pages that carry no article: a login wall, a page that a script would build, an error. */
#include <string.h>

#include "html/page.h"

enum {
	LONG_ENOUGH = 1200, /**< characters of text that no such page has */
	SO_SHORT = 140,     /**< and what no article is shorter than, unless it has a sentence */
	TOLD_TIMES = 4,     /**< the words that the page's own data tells are as many times as many as those it shows */
};

/* Words of such a page; the first that is found says which kind it is. */
static const struct {
	const char *words, *lack;
} signs[] = {
	{"enable javascript", ": a script would build it"},
	{"enable java script", ": a script would build it"},
	{"javascript is disabled", ": a script would build it"},
	{"requires javascript", ": a script would build it"},
	{"turn on javascript", ": a script would build it"},
	{"are you a robot", ": it asks for a proof that a person reads it"},
	{"not a robot", ": it asks for a proof that a person reads it"},
	{"checking your browser", ": it asks for a proof that a person reads it"},
	{"log in to continue", ": it asks for a login"},
	{"log in to read", ": it asks for a login"},
	{"please log in", ": it asks for a login"},
	{"sign in to continue", ": it asks for a login"},
	{"sign in to read", ": it asks for a login"},
	{"please sign in", ": it asks for a login"},
	{"subscribe to continue", ": it asks for a subscription"},
	{"subscribe to read", ": it asks for a subscription"},
	{"already a subscriber", ": it asks for a subscription"},
	{"to continue reading", ": it asks for a subscription"},
	{"page not found", ": it says that the page was not found"},
	{"page you requested", ": it says that the page was not found"},
	{"page you are looking for", ": it says that the page was not found"},
	{"404 not found", ": it says that the page was not found"},
	{"access denied", ": it says that the page may not be read"},
	{"403 forbidden", ": it says that the page may not be read"},
	{"internal server error", ": it tells of a fault of the server"},
	{"service unavailable", ": it tells of a fault of the server"},
};

static void add_lower(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool blank = s[i] == ' ' || s[i] == '\n' || s[i] == '\t';
		if (!blank || (out->len && out->bytes[out->len - 1] != ' '))
			buf_char(out, blank ? ' ' : s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 32) : s[i]);
	}
	buf_char(out, ' ');
}

static const char *sign_in(const struct page *p, const char *title)
{
	struct buf text = {0};
	const char *lack = NULL;
	if (title)
		add_lower(&text, title, strlen(title));
	for (uint32_t i = 0; i < p->lines.list.len; i++) {
		const struct line *l = &p->lines.list.at[i];
		for (uint32_t k = l->from; k < l->to && p->kinds[i] < LINE_LEFT_OUT; k++)
			if (page_shows(p, l, k))
				add_lower(&text, tree_str(&p->tree, k).s, tree_str(&p->tree, k).len);
	}
	buf_char(&text, '\0');
	for (size_t i = 0; i < sizeof signs / sizeof *signs && !lack && !text.failed; i++)
		lack = strstr(text.bytes, signs[i].words) ? signs[i].lack : NULL;
	buf_release(&text);
	return lack;
}

const char *page_lacks_text(const struct page *p, const char *title)
{
	uint32_t chars = 0, prose = 0;
	for (uint32_t i = 0; i < p->lines.list.len; i++)
		if (p->kinds[i] < LINE_LEFT_OUT) {
			chars += p->lines.list.at[i].chars;
			prose += line_is_prose(&p->lines.list.at[i]);
		}
	const char *lack = chars < LONG_ENOUGH ? sign_in(p, title) : NULL;
	if (lack)
		return lack;
	if (p->told && chars < LONG_ENOUGH && strlen(p->told) > (size_t)chars * TOLD_TIMES)
		return ": only its data for search engines has it";
	if (!p->found)
		return "; this is all that it shows";
	return chars < SO_SHORT && !prose ? "; this is all that was found" : NULL;
}
