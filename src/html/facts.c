/* facts.c - what a page's meta elements and marked-up spans say about it. */
#include "html/facts.h"

#include <string.h>
#include <strings.h>

enum { HEAD_LINES = 15, MOST_OFFERS = 60 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/** S trimmed and collapsed, with the few entities that JSON and attributes hold twice escaped; NULL: nothing in it. */
static char *tidy(struct facts *f, const char *s, size_t len)
{
	static const char *const entities[] = {"&amp;",   "&",
					       "&#039;",  "'",
					       "&#39;",   "'",
					       "&apos;",  "'",
					       "&quot;",  "\"",
					       "&#8217;", "\xe2\x80\x99",
					       "&rsquo;", "\xe2\x80\x99",
					       "&lsquo;", "\xe2\x80\x98",
					       "&nbsp;",  " ",
					       "&#8216;", "\xe2\x80\x98"};
	char *out = arena_alloc(&f->arena, len + 1);
	if (!out) {
		f->failed = true;
		return NULL;
	}
	size_t n = 0;
	for (size_t i = 0; i < len;) {
		const char *put = s + i;
		size_t take = 1, put_len = 1;
		for (size_t e = 0; s[i] == '&' && e < sizeof entities / sizeof *entities; e += 2)
			if (len - i >= strlen(entities[e]) && !memcmp(s + i, entities[e], strlen(entities[e]))) {
				take = strlen(entities[e]);
				put = entities[e + 1];
				put_len = strlen(put);
			}
		if (len - i >= 2 && !memcmp(s + i, "\xc2\xa0", 2)) {
			take = 2;
			put = " ";
		}
		i += take;
		if (is_space(*put)) {
			if (n && out[n - 1] != ' ')
				out[n++] = ' ';
			continue;
		}
		memcpy(out + n, put, put_len);
		n += put_len;
	}
	n -= n && out[n - 1] == ' ';
	out[n] = '\0';
	return n ? out : NULL;
}

void facts_offer(struct facts *f, enum fact fact, int rank, const char *s, size_t len)
{
	char date[40];
	if ((fact == FACT_PUBLISHED || fact == FACT_MODIFIED) && !date_parse(s, len, date))
		return;
	bool all = fact == FACT_AUTHOR || fact == FACT_TITLE;
	if (len > 2000 || (rank <= f->rank[fact] && !all))
		return;
	bool is_date = fact == FACT_PUBLISHED || fact == FACT_MODIFIED;
	char *value = is_date ? tidy(f, date, strlen(date)) : tidy(f, s, len);
	if (!value)
		return;
	bool address = strstr(value, "://") || !strncasecmp(value, "www.", 4) || *value == '@';
	if ((fact == FACT_AUTHOR || fact == FACT_SITE) && address)
		return; /* of a profile, not a name */
	if (fact == FACT_AUTHOR)
		f->failed |= f->credits.len < MOST_OFFERS && !vec_push(&f->credits, ((struct credit){value, rank}));
	if (fact == FACT_TITLE)
		f->failed |= f->titles.len < MOST_OFFERS && !vec_push(&f->titles, value);
	if (rank <= f->rank[fact])
		return;
	f->value[fact] = value;
	f->rank[fact] = rank;
}

static const struct {
	const char *name;
	unsigned char fact, rank;
} metas[] = {
	{"og:title", FACT_TITLE, 60},
	{"parsely-title", FACT_TITLE, 58},
	{"headline", FACT_TITLE, 50},
	{"twitter:title", FACT_TITLE, 45},
	{"sailthru.title", FACT_TITLE, 45},
	{"dc.title", FACT_TITLE, 40},
	{"title", FACT_TITLE, 20},
	{"article:published_time", FACT_PUBLISHED, 80},
	{"og:article:published_time", FACT_PUBLISHED, 78},
	{"datepublished", FACT_PUBLISHED, 76},
	{"parsely-pub-date", FACT_PUBLISHED, 70},
	{"article.published", FACT_PUBLISHED, 65},
	{"publish-date", FACT_PUBLISHED, 64},
	{"publishdate", FACT_PUBLISHED, 64},
	{"publish_date", FACT_PUBLISHED, 64},
	{"publication_date", FACT_PUBLISHED, 64},
	{"pubdate", FACT_PUBLISHED, 63},
	{"originalpublicationdate", FACT_PUBLISHED, 63},
	{"cxenseparse:recs:publishtime", FACT_PUBLISHED, 62},
	{"sailthru.date", FACT_PUBLISHED, 60},
	{"dc.date.issued", FACT_PUBLISHED, 60},
	{"dcterms.created", FACT_PUBLISHED, 58},
	{"dcterms.date", FACT_PUBLISHED, 50},
	{"dc.date", FACT_PUBLISHED, 50},
	{"date", FACT_PUBLISHED, 45},
	{"article:modified_time", FACT_MODIFIED, 80},
	{"datemodified", FACT_MODIFIED, 76},
	{"article.updated", FACT_MODIFIED, 65},
	{"og:updated_time", FACT_MODIFIED, 60},
	{"dcterms.modified", FACT_MODIFIED, 55},
	{"lastmod", FACT_MODIFIED, 50},
	{"last-modified", FACT_MODIFIED, 45},
	{"og:site_name", FACT_SITE, 80},
	{"application-name", FACT_SITE, 45},
	{"apple-mobile-web-app-title", FACT_SITE, 40},
	{"dc.publisher", FACT_SITE, 35},
	{"og:url", FACT_URL, 60},
	{"og:locale", FACT_LANGUAGE, 40},
	{"dc.language", FACT_LANGUAGE, 30},
	{"language", FACT_LANGUAGE, 30},
	{"parsely-author", FACT_AUTHOR, 70},
	{"byl", FACT_AUTHOR, 70},
	{"sailthru.author", FACT_AUTHOR, 65},
	{"author", FACT_AUTHOR, 60},
	{"dc.creator", FACT_AUTHOR, 55},
	{"dcterms.creator", FACT_AUTHOR, 55},
	{"article:author", FACT_AUTHOR, 50},
	{"article.author", FACT_AUTHOR, 50},
	{"cxenseparse:author", FACT_AUTHOR, 45},
};

static bool is(struct str s, const char *word)
{
	return s.len == strlen(word) && !strncasecmp(s.s, word, s.len);
}

static void read_meta(struct facts *f, const struct tree *t, uint32_t i)
{
	struct str content = tree_attr(t, i, ATTR_CONTENT);
	const struct str names[] = {tree_attr(t, i, ATTR_PROPERTY), tree_attr(t, i, ATTR_NAME),
				    tree_attr(t, i, ATTR_ITEMPROP)};
	for (size_t n = 0; content.len && n < 3; n++)
		for (size_t k = 0; names[n].len && k < sizeof metas / sizeof *metas; k++)
			if (is(names[n], metas[k].name))
				facts_offer(f, (enum fact)metas[k].fact, metas[k].rank, content.s, content.len);
}

/** The text under node I as an offer. */
static void offer_text(struct facts *f, const struct tree *t, uint32_t i, enum fact fact, int rank)
{
	struct buf text = {0};
	if (tree_text(t, i, &text) && text.len && text.len < 300)
		facts_offer(f, fact, rank, text.bytes, text.len);
	f->failed |= text.failed;
	buf_release(&text);
}

static void offer_attr(struct facts *f, enum fact fact, int rank, struct str value)
{
	if (value.len)
		facts_offer(f, fact, rank, value.s, value.len);
}

static void read_item(struct facts *f, const struct tree *t, uint32_t i, struct str item)
{
	bool published = is(item, "datePublished"), modified = is(item, "dateModified");
	if (published || modified) {
		enum fact fact = published ? FACT_PUBLISHED : FACT_MODIFIED;
		offer_attr(f, fact, 76, tree_attr(t, i, ATTR_CONTENT));
		offer_attr(f, fact, 75, tree_attr(t, i, ATTR_DATETIME));
		offer_text(f, t, i, fact, 70);
	} else if (is(item, "author") || is(item, "creator")) {
		uint32_t named = 0;
		for (uint32_t k = i + 1; k < t->nodes.at[i].end && !named; k++)
			if (is(tree_attr(t, k, ATTR_ITEMPROP), "name"))
				named = k;
		if (named && tree_attr(t, named, ATTR_CONTENT).len)
			offer_attr(f, FACT_AUTHOR, 56, tree_attr(t, named, ATTR_CONTENT));
		else
			offer_text(f, t, named ? named : i, FACT_AUTHOR, 56);
	} else if (is(item, "headline")) {
		offer_text(f, t, i, FACT_TITLE, 42);
	}
}

/** Classes that credit an author; those of lists of articles stand in asides. */
static bool is_byline(const struct tree *t, uint32_t i)
{
	struct str c = tree_attr(t, i, ATTR_CLASS);
	return c.len && c.len < 200 &&
	       (memmem(c.s, c.len, "byline", 6) || memmem(c.s, c.len, "author", 6) || memmem(c.s, c.len, "Byline", 6));
}

/** Classes that say when an article appeared. */
static bool is_dated(const struct tree *t, uint32_t i)
{
	static const char *const words[] = {"publish",   "pubdate",    "pub-date", "post-date",
					    "posted-on", "entry-date", "dateline"};
	struct str c = tree_attr(t, i, ATTR_CLASS);
	for (size_t k = 0; c.len && c.len < 200 && k < sizeof words / sizeof *words; k++)
		if (memmem(c.s, c.len, words[k], strlen(words[k])))
			return true;
	return false;
}

/** The first line under I that may be a name, where there are several: an author's box has the name over all that is said of them. */
static void offer_first_line(struct facts *f, const struct page *p, uint32_t i)
{
	static const char *const no_names[] = {"by", "by:", "written by", "author", "author:", "about the author"};
	struct buf text = {0};
	for (uint32_t k = i + 1, block = i; k < p->tree.nodes.at[i].end && !text.len; k++) {
		block = tree_is_block(&p->tree, k) ? k : block;
		if (!tree_is_text(&p->tree, k) || block == i)
			continue;
		tree_text(&p->tree, block, &text);
		for (size_t n = 0; n < sizeof no_names / sizeof *no_names; n++)
			if (text.len == strlen(no_names[n]) && !strncasecmp(text.bytes, no_names[n], text.len))
				text.len = 0;
	}
	if (text.len && text.len < 60)
		facts_offer(f, FACT_AUTHOR, 19, text.bytes, text.len);
	f->failed |= text.failed;
	buf_release(&text);
}

static bool leads_to_author(struct str href)
{
	static const char *const folders[] = {"/author/",      "/authors/",      "/staff/",
					      "/contributor/", "/contributors/", "/journalist/"};
	for (size_t i = 0; href.len && i < sizeof folders / sizeof *folders; i++)
		if (memmem(href.s, href.len, folders[i], strlen(folders[i])))
			return true;
	return false;
}

/** Does inline element I stand in running text? */
static bool in_prose(const struct page *p, uint32_t i)
{
	while (i && !tree_is_block(&p->tree, i))
		i = p->tree.nodes.at[i].parent;
	return i && p->prose[i];
}

static bool has_credit(const struct facts *f, int rank)
{
	for (uint32_t i = 0; i < f->credits.len; i++)
		if (f->credits.at[i].rank == rank)
			return true;
	return false;
}

static void read_element(struct facts *f, const struct page *p, uint32_t i)
{
	const struct tree *t = &p->tree;
	struct str item = tree_attr(t, i, ATTR_ITEMPROP), rel = tree_attr(t, i, ATTR_REL);
	bool aside = p->hints[i] & (HINT_ASIDE | HINT_COMMENT);
	switch (t->nodes.at[i].tag) {
	case TAG_META:
		read_meta(f, t, i);
		return;
	case TAG_LINK:
		if (is(rel, "canonical"))
			offer_attr(f, FACT_URL, 80, tree_attr(t, i, ATTR_HREF));
		return;
	case TAG_TITLE:
		offer_text(f, t, i, FACT_TITLE, 10);
		return;
	case TAG_TIME:
		if (!aside)
			offer_attr(f, FACT_PUBLISHED, is(rel, "pubdate") ? 45 : 30, tree_attr(t, i, ATTR_DATETIME));
		break;
	default:
		break;
	}
	if (item.len && !aside)
		read_item(f, t, i, item);
	if (aside)
		return;
	if (t->nodes.at[i].tag == TAG_A && t->nodes.at[i].end - i < 6 && !in_prose(p, i) &&
	    leads_to_author(tree_attr(t, i, ATTR_HREF)))
		offer_text(f, t, i, FACT_AUTHOR, 24);
	if (is(rel, "author"))
		offer_text(f, t, i, FACT_AUTHOR, 48);
	else if (is_byline(t, i) && t->nodes.at[i].end - i < 30) {
		struct str c = tree_attr(t, i, ATTR_CLASS);
		if (!has_credit(f, 19) && memmem(c.s, c.len, "name", 4))
			offer_text(f, t, i, FACT_AUTHOR, 19);
		else if (!has_credit(f, 19))
			offer_first_line(f, p, i);
		if (!has_credit(f, 20))
			offer_text(f, t, i, FACT_AUTHOR, 20);
	}
	if (t->nodes.at[i].end - i < 12 && f->rank[FACT_PUBLISHED] < 15 &&
	    (is_dated(t, i) || (p->hints[i] & HINT_META && tree_is_block(t, i))))
		offer_text(f, t, i, FACT_PUBLISHED, 15);
}

/** A credit in the lines over the text: "By A. Name on Monday", "Written by A. Name | 3 May". */
static void offer_credit(struct facts *f, const char *s, size_t len)
{
	static const char *const by[] = {"by ",          "by: ",       "by:",         "written by ",
					 "written by: ", "posted by ", "story by ",   "words by ",
					 "text by ",     "author: ",   "reported by "};
	static const char *const ends[] = {" on ",       " | ", " \xe2\x80\xa2 ", " \xc2\xb7 ", " at ", " updated",
					   " published", "(",   " for "};
	size_t skip = 0;
	for (size_t i = 0; i < sizeof by / sizeof *by; i++)
		if (len > strlen(by[i]) && !strncasecmp(s, by[i], strlen(by[i])))
			skip = strlen(by[i]);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = memmem(s, len, ends[i], strlen(ends[i]));
		len = end && end > s + skip ? (size_t)(end - s) : len;
	}
	if (skip && len - skip < 60)
		facts_offer(f, FACT_AUTHOR, 18, s + skip, len - skip);
}

/** The lines that stand over the first running text of the article. */
static void read_head(struct facts *f, const struct page *p)
{
	uint32_t first = 0, n = p->lines.list.len;
	while (first < n && (p->lines.list.at[first].block < p->article || !line_is_prose(&p->lines.list.at[first])))
		first++;
	struct buf text = {0};
	for (uint32_t i = first; i > 0 && first - i < HEAD_LINES && first < n; i--) {
		const struct line *l = &p->lines.list.at[i - 1];
		if (l->words > 25 || p->hints[l->block] & HINT_COMMENT)
			continue;
		buf_clear(&text);
		for (uint32_t k = l->from; k < l->to; k++)
			if (page_shows(p, l, k)) {
				buf_char(&text, ' ');
				tree_text(&p->tree, k, &text);
			}
		if (!text.len)
			continue;
		offer_credit(f, text.bytes + 1, text.len - 1);
		facts_offer(f, FACT_PUBLISHED, 16, text.bytes + 1, text.len - 1);
	}
	f->failed |= text.failed;
	buf_release(&text);
}

/** A date in the page's own address: /2019/11/19/. */
static void read_url_date(struct facts *f)
{
	const char *s = f->value[FACT_URL];
	for (; s && *s; s++)
		if (*s == '/' && strspn(s + 1, "0123456789") == 4 && s[5] == '/' && strspn(s + 6, "0123456789") == 2 &&
		    s[8] == '/' && strspn(s + 9, "0123456789") == 2)
			facts_offer(f, FACT_PUBLISHED, 14, s + 1, 10);
}

void facts_read_scripts(struct facts *f, const struct scan *scan, const char *text)
{
	for (uint32_t i = 0; i < scan->json.len; i++)
		facts_read_json(f, text + scan->json.at[i].at, scan->json.at[i].len);
}

void facts_read(struct facts *f, const struct page *p, const struct scan *scan, const char *text, const char *base)
{
	if (scan->lang.len)
		facts_offer(f, FACT_LANGUAGE, 80, text + scan->lang.at, scan->lang.len);
	for (uint32_t i = 1; i < p->tree.nodes.len; i++)
		if (p->tree.nodes.at[i].attrs || tree_is(&p->tree, i, TAG_TITLE))
			read_element(f, p, i);
	read_head(f, p);
	read_url_date(f);
	facts_choose_title(f, p);
	facts_settle_site(f, base);
	facts_settle_authors(f, p);
	f->failed |= f->arena.failed;
}

void facts_release(struct facts *f)
{
	vec_release(&f->credits);
	vec_release(&f->authors);
	vec_release(&f->titles);
	arena_release(&f->arena);
}
