/* html/facts.h - what a page says about itself: title, authors, dates, site, address, language; private to this folder.
 *
 * Every place that may tell a fact (meta elements, JSON-LD, headings, marked-up spans) offers it with a RANK; the highest wins,
 * and of equals the first. */
#ifndef HTML_FACTS_H
#define HTML_FACTS_H

#include "base/arena.h"
#include "html/page.h"
#include "html/scan.h"
#include "text/date.h"

enum fact { FACT_TITLE, FACT_AUTHOR, FACT_PUBLISHED, FACT_MODIFIED, FACT_SITE, FACT_URL, FACT_LANGUAGE, FACTS };

/** Whom one place names as the author or authors. */
struct credit {
	const char *words;
	int rank;
};

struct facts {
	struct arena arena;
	const char *body;         /**< the article's words as JSON-LD has them, in the arena; NULL: not told */
	const char *value[FACTS]; /**< NUL-terminated, in the arena; NULL: not told.  Of AUTHOR unused: see AUTHORS */
	int rank[FACTS];
	VEC(struct credit) credits; /**< of authors, as offered */
	VEC(const char *) authors;  /**< once they are settled */
	VEC(const char *) titles;   /**< every title told, whatever its rank */
	bool failed;
};

/** Offer S for FACT; white space is trimmed and collapsed, empty strings are no offer.  Authors are kept all. */
void facts_offer(struct facts *f, enum fact fact, int rank, const char *s, size_t len);
/** Read what JSON-LD says: LEN bytes of a script. */
void facts_read_json(struct facts *f, const char *s, size_t len);
/** What SCAN found of JSON-LD in TEXT. */
void facts_read_scripts(struct facts *f, const struct scan *scan, const char *text);
/** Everything else that P says about itself; SCAN and TEXT as scan_page left and got them; BASE is
 *  the page's address as far as the caller knows it, or NULL.  Cost: linear. */
void facts_read(struct facts *f, const struct page *p, const struct scan *scan, const char *text, const char *base);
/** The title as it is shown: a heading that the page's own titles hold, else the best of these without the site's name. */
void facts_choose_title(struct facts *f, const struct page *p);
/** Credits to AUTHORS: names, each once.  What the page shows decides over what it says about itself: a name that stands nowhere on
 *  it is an account, not an author; a line on the page that credits all of them and more says it better.  An organisation
 *  stands only where no person is named, and the site itself never. */
void facts_settle_authors(struct facts *f, const struct page *p);
/** The site's name without what else stands beside it; the address's host where nothing names it. */
void facts_settle_site(struct facts *f, const char *base);
void facts_release(struct facts *f);

/** Names out of a credit ("By A. Name and B. Other, Staff Writers"): calls EACH with every one. */
void credit_names(const char *s, size_t len, void (*each)(void *user, const char *name, size_t len), void *user);

#endif
