/* lacks.c - pages that carry no article, or no more than its beginning: a login wall, a page that a script would build, an error. */
#include <string.h>

#include "html/page.h"
#include "text/phrase.h"

enum {
	LONG_ENOUGH = 1200, /**< characters of text that no such page has */
	SO_SHORT = 140,     /**< and what no article is shorter than, unless it has a sentence */
	TOLD_TIMES = 4,     /**< the words that the page's own data tells are as many times as many as those it shows */
	REST = 180,         /**< running text beside the sign that makes an article: it may speak of such things */
	SIGN = 250,         /**< a sign stands in a line no longer */
};

enum cause { SCRIPT, ROBOT, LOGIN, SUBSCRIPTION, NOT_FOUND, DENIED, FAULT };
static const char *const causes[][2] = {
	[SCRIPT] = {"no article text: a script would build it", NULL},
	[ROBOT] = {"no article text: it asks for a proof that a person reads it", NULL},
	[LOGIN] = {"no article text: it asks for a login", "the beginning of its article alone: it asks for a login"},
	[SUBSCRIPTION] = {"no article text: it asks for a subscription",
			  "the beginning of its article alone: it asks for a subscription"},
	[NOT_FOUND] = {"no article text: it says that the page was not found", NULL},
	[DENIED] = {"no article text: it says that the page may not be read", NULL},
	[FAULT] = {"no article text: it tells of a fault of the server", NULL},
};

/* Words of such a page; the first that is found says which kind it is.  A wall stands where the text breaks off. */
static const struct {
	const char *words;
	enum cause cause;
	bool wall;
} signs[] = {
	{"enable javascript", SCRIPT, false},
	{"enable java script", SCRIPT, false},
	{"javascript is disabled", SCRIPT, false},
	{"requires javascript", SCRIPT, false},
	{"turn on javascript", SCRIPT, false},
	{"are you a robot", ROBOT, false},
	{"not a robot", ROBOT, false},
	{"checking your browser", ROBOT, false},
	{"log in to continue", LOGIN, true},
	{"log in to read", LOGIN, true},
	{"please log in", LOGIN, false},
	{"sign in to continue", LOGIN, true},
	{"sign in to read", LOGIN, true},
	{"please sign in", LOGIN, false},
	{"subscribe to continue", SUBSCRIPTION, true},
	{"subscribe to read", SUBSCRIPTION, true},
	{"to continue reading", SUBSCRIPTION, true},
	{"to read the full", SUBSCRIPTION, true},
	{"already a subscriber", SUBSCRIPTION, false},
	{"page not found", NOT_FOUND, false},
	{"page you requested", NOT_FOUND, false},
	{"page you are looking for", NOT_FOUND, false},
	{"page you're looking for", NOT_FOUND, false},
	{"404 not found", NOT_FOUND, false},
	{"seite nicht gefunden", NOT_FOUND, false},
	{"page introuvable", NOT_FOUND, false},
	{"gina no encontrada", NOT_FOUND, false},
	{"gina n\xc3\xa3o encontrada", NOT_FOUND, false},
	{"pagina non trovata", NOT_FOUND, false},
	{"pagina niet gevonden", NOT_FOUND, false},
	{"access denied", DENIED, false},
	{"403 forbidden", DENIED, false},
	{"internal server error", FAULT, false},
	{"service unavailable", FAULT, false},
};
enum { SIGNS = sizeof signs / sizeof *signs };

static void add_lower(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool blank = s[i] == ' ' || s[i] == '\n' || s[i] == '\t';
		if (!blank || (out->len && out->bytes[out->len - 1] != ' '))
			buf_char(out, blank ? ' ' : s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 32) : s[i]);
	}
	buf_char(out, ' ');
}

/** The first sign in TEXT; SIGNS: none. */
static size_t find_sign(const char *text)
{
	size_t i = 0;
	while (i < SIGNS && !strstr(text, signs[i].words))
		i++;
	return i;
}

/** What was found of a page of few words. */
struct finding {
	size_t sign, wall; /**< the first of each; SIGNS: none */
	uint32_t rest;     /**< characters of running text beside them */
};

static void look_at_line(const struct page *p, uint32_t i, struct buf *text, struct finding *f)
{
	const struct line *l = &p->lines.list.at[i];
	bool shown = p->kinds[i] < LINE_LEFT_OUT, prose = line_is_prose(l);
	if (p->hints[l->block] & (HINT_HIDDEN | HINT_COMMENT) || l->chars > LONG_ENOUGH)
		return;
	buf_clear(text);
	for (uint32_t k = l->from; k < l->to; k++)
		if (page_shows(p, l, k))
			add_lower(text, tree_str(&p->tree, k).s, tree_str(&p->tree, k).len);
	buf_char(text, '\0');
	if (text->failed)
		return;
	size_t sign = l->chars <= SIGN ? find_sign(text->bytes) : SIGNS;
	bool spoken = memchr(text->bytes, '"', text->len) || strstr(text->bytes, "\xe2\x80\x9c") ||
		      phrase_scan(phrase_index(), text->bytes, text->len - 1).reported;
	if (sign < SIGNS && signs[sign].wall && !spoken)
		f->wall = sign;
	else if (shown && prose)
		f->wall = SIGNS; /* the text goes on */
	if (sign < SIGNS && shown && f->sign == SIGNS)
		f->sign = sign;
	else if (shown && prose)
		f->rest += l->chars;
}

/** What the few words of a page say that it is. */
static const char *what_it_says(const struct page *p, const char *title)
{
	struct buf text = {0};
	struct finding f = {.sign = SIGNS, .wall = SIGNS};
	if (title) {
		add_lower(&text, title, strlen(title));
		buf_char(&text, '\0');
		f.sign = text.failed ? SIGNS : find_sign(text.bytes);
	}
	for (uint32_t i = 0; i < p->lines.list.len && !text.failed; i++)
		look_at_line(p, i, &text, &f);
	buf_release(&text);
	if (f.wall < SIGNS)
		return causes[signs[f.wall].cause][f.rest > 0];
	return f.sign < SIGNS && f.rest < REST ? causes[signs[f.sign].cause][0] : NULL;
}

const char *page_lacks_text(const struct page *p, const char *title)
{
	uint32_t chars = 0, prose = 0;
	for (uint32_t i = 0; i < p->lines.list.len; i++)
		if (p->kinds[i] < LINE_LEFT_OUT) {
			chars += p->lines.list.at[i].chars;
			prose += line_is_prose(&p->lines.list.at[i]);
		}
	const char *lack = chars < LONG_ENOUGH ? what_it_says(p, title) : NULL;
	if (lack)
		return lack;
	if (p->told && chars < LONG_ENOUGH && strlen(p->told) > (size_t)chars * TOLD_TIMES)
		return "no article text: only its data for search engines has it";
	if (!p->found)
		return "no article text; this is all that it shows";
	return chars < SO_SHORT && !prose ? "no article text; this is all that was found" : NULL;
}
