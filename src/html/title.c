/* title.c - the title as it is shown, and the site's name when it stands beside it. */
#include <string.h>

#include "html/facts.h"
#include "text/chars.h"
#include "text/utf8.h"

/** S folded to letters and digits, for comparing: "The Site | News" and "the site-news" are equal. */
static void make_key(struct buf *out, const char *s, size_t len)
{
	struct buf folded = {0};
	text_fold(&folded, s, len);
	const char *end = folded.bytes ? folded.bytes + folded.len : NULL;
	for (const char *p = folded.bytes; p && p < end;) {
		uint32_t c = utf8_next(&p, end);
		if (char_is_letter(c) || char_is_digit(c))
			buf_utf8(out, c);
	}
	out->failed |= folded.failed;
	buf_release(&folded);
}

static bool holds(const struct buf *whole, const struct buf *part)
{
	return whole->len && part->len && memmem(whole->bytes, whole->len, part->bytes, part->len);
}

static uint32_t words_in(const char *s, size_t len)
{
	uint32_t n = 0;
	for (size_t i = 0; i < len; i++)
		n += s[i] != ' ' && (!i || s[i - 1] == ' ');
	return n;
}

/** Does PART name the site: as the page calls it, or as its address does? */
static bool names_site(const struct facts *f, const char *part, size_t len)
{
	struct buf key = {0}, other = {0};
	make_key(&key, part, len);
	bool yes = false;
	for (int i = 0; i < 2 && !yes; i++) {
		const char *name = f->value[i ? FACT_URL : FACT_SITE];
		if (i && name) {
			const char *host = strstr(name, "://");
			name = host ? host + 3 : name;
		}
		buf_clear(&other);
		if (name)
			make_key(&other, name, i ? strcspn(name, "/") : strlen(name));
		yes = key.len > 2 && (holds(&other, &key) || (!i && holds(&key, &other)));
	}
	buf_release(&key);
	buf_release(&other);
	return yes;
}

/** Where a separator between title and site stands in [S, S + LEN), from the right; its length in *N. */
static const char *last_separator(const char *s, size_t len, size_t *n)
{
	static const char *const signs[] = {" | ",        " - ",        " \xe2\x80\x93 ", " \xe2\x80\x94 ",
					    " \xc2\xb7 ", " \xc2\xbb ", " :: ",           " \xe2\x80\xa2 ",
					    " / ",        " < "};
	for (const char *p = s + len; p-- > s;)
		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
			size_t k = strlen(signs[i]);
			if ((size_t)(s + len - p) >= k && !memcmp(p, signs[i], k)) {
				*n = k;
				return p;
			}
		}
	return NULL;
}

/** Cut the site's name and sections off S; the length that stays, from *START. */
static size_t without_site(struct facts *f, const char **start, size_t len)
{
	for (int round = 0; round < 3; round++) {
		size_t n;
		const char *s = *start, *at = last_separator(s, len, &n);
		if (!at)
			break;
		size_t left = (size_t)(at - s), right = len - left - n;
		bool strong = at[1] == '|' || n > 3;
		if (names_site(f, at + n, right) ||
		    (strong && words_in(at + n, right) <= 4 && words_in(s, left) >= 4)) {
			facts_offer(f, FACT_SITE, 20, at + n, right);
			len = left;
		} else if (names_site(f, s, left)) {
			*start = at + n;
			len = right;
		} else {
			break;
		}
	}
	return len;
}

/** The first element of TAG; 0: none. */
static uint32_t first(const struct tree *t, enum tag tag)
{
	for (uint32_t i = 1; i < t->nodes.len; i++)
		if (tree_is(t, i, tag))
			return i;
	return 0;
}

struct best {
	struct buf text, key;
	uint32_t value; /**< longer key, higher heading */
};

/** Is KEY one of the titles that the page tells anywhere? */
static bool is_told(const struct facts *f, const struct buf *key)
{
	struct buf told = {0};
	bool yes = false;
	for (uint32_t i = 0; i < f->titles.len && !yes; i++) {
		buf_clear(&told);
		make_key(&told, f->titles.at[i], strlen(f->titles.at[i]));
		yes = key->len && told.len == key->len && !memcmp(told.bytes, key->bytes, key->len);
	}
	buf_release(&told);
	return yes;
}

/** Is heading I, whose text is TEXT, the title?  It is if the page's own titles hold it or are held by it. */
static void try_heading(const struct facts *f, struct best *best, uint8_t tag, struct buf *text, const struct buf *own,
			const struct buf *window)
{
	struct buf key = {0};
	make_key(&key, text->bytes ? text->bytes : "", text->len);
	bool in_own = own->len && (holds(own, &key) || (holds(&key, own) && own->len * 2 > key.len));
	bool in_window = window->len && (holds(window, &key) || (holds(&key, window) && window->len * 2 > key.len));
	bool in_other = is_told(f, &key);
	uint32_t least = tag == TAG_H1 ? 4 : 12;
	uint32_t whole = (uint32_t)(own->len ? own->len : window->len);
	uint32_t value = (uint32_t)key.len * (tag == TAG_H1 ? 3 : 2);
	if ((in_other || ((in_own || in_window) && key.len * 3 >= whole)) && key.len >= least && value > best->value) {
		struct buf swap = best->text;
		best->text = *text;
		*text = swap;
		best->value = value;
	}
	buf_release(&key);
}

static void offer_heading(struct facts *f, const struct page *p, uint32_t i)
{
	struct buf text = {0};
	if (!(p->hints[i] & (HINT_HIDDEN | HINT_COMMENT | HINT_ASIDE)) && tree_text(&p->tree, i, &text) &&
	    text.len < 400)
		facts_offer(f, FACT_TITLE, 97, text.bytes ? text.bytes : "", text.len);
	f->failed |= text.failed;
	buf_release(&text);
}

void facts_choose_title(struct facts *f, const struct page *p)
{
	const struct tree *t = &p->tree;
	struct buf own = {0}, window = {0}, text = {0}, whole = {0};
	struct best best = {0};
	uint32_t title = first(t, TAG_TITLE);
	if (title)
		tree_text(t, title, &whole);
	make_key(&window, whole.bytes ? whole.bytes : "", whole.len);
	const char *told = f->rank[FACT_TITLE] > 10 ? f->value[FACT_TITLE] : NULL;
	if (told)
		make_key(&own, told, strlen(told));
	for (uint32_t i = 1, seen = 0; i < t->nodes.len && seen < 60; i++) {
		uint8_t tag = t->nodes.at[i].tag;
		if ((tag != TAG_H1 && tag != TAG_H2 && tag != TAG_H3) || p->hints[i] & (HINT_HIDDEN | HINT_COMMENT))
			continue;
		seen++;
		buf_clear(&text);
		if (tree_text(t, i, &text) && text.len < 400)
			try_heading(f, &best, tag, &text, &own, &window);
	}
	const char *start = whole.bytes;
	size_t len = start ? without_site(f, &start, whole.len) : 0; /* offers the site's name too */
	const char *told_start = told;
	size_t told_len = told ? without_site(f, &told_start, strlen(told)) : 0;
	if (best.text.len)
		facts_offer(f, FACT_TITLE, 100, best.text.bytes, best.text.len);
	else if (told_len)
		facts_offer(f, FACT_TITLE, 99, told_start, told_len);
	else if (len)
		facts_offer(f, FACT_TITLE, 98, start, len);
	else if (first(t, TAG_H1)) /* nothing but its heading tells what it is called */
		offer_heading(f, p, first(t, TAG_H1));
	f->failed |= own.failed | window.failed | text.failed | whole.failed | best.text.failed;
	buf_release(&own);
	buf_release(&window);
	buf_release(&text);
	buf_release(&whole);
	buf_release(&best.text);
}

/** The host's name without "www." and what stands before the name that was registered; a numeric address whole. */
static const char *host_of(const char *url, size_t *len)
{
	const char *s = url ? strstr(url, "://") : NULL;
	if (!s)
		return NULL;
	s += 3;
	size_t n = strcspn(s, ":/?#");
	size_t labels = strspn(s, "0123456789.") == n ? 3 : 0, from = n;
	/* Two labels, or three where the last but one is a registry's ("co.uk"). */
	for (size_t i = n; i-- > 0 && labels < 3;) {
		if (s[i] != '.' && i > 0)
			continue;
		size_t start = i ? i + 1 : 0, width = from - start;
		labels++;
		if (labels == 3 || (labels == 2 && width > 3)) {
			*len = n - start;
			return s + start;
		}
		from = i;
	}
	*len = n;
	return n ? s : NULL;
}

void facts_settle_site(struct facts *f, const char *base)
{
	const char *site = f->value[FACT_SITE];
	size_t cut = site ? strlen(site) : 0;
	static const char *const signs[] = {" | ", " - ", " \xe2\x80\x93 ", " :: "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs && site; i++) {
		const char *sign = strstr(site, signs[i]);
		cut = sign && sign > site && (size_t)(sign - site) < cut ? (size_t)(sign - site) : cut;
	}
	size_t len = 0;
	const char *host = site ? NULL : host_of(f->value[FACT_URL] ? f->value[FACT_URL] : base, &len);
	if (site && site[cut])
		facts_offer(f, FACT_SITE, 200, site, cut);
	else if (host)
		facts_offer(f, FACT_SITE, 1, host, len);
}
