/* html/html.h - bytes of HTML -> document; feeds -> entries.  libxml2, which reads these, lives in this folder and nowhere else. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "doc/build.h"
#include "doc/entries.h"

/** Parse TEXT (UTF-8, scrubbed) and fill OUT with the article: title, blocks, links, metadata, notices about what was cut.
 *  BASE: URL that relative links are resolved against, or NULL.
 *  Errors: PQ_ENOMEM.  A page without an article gives what text it has and a notice.
 *  Cost: linear in LEN. */
PQ_CHECK enum pq_status html_read(const char *text, size_t len, const char *base, struct doc_builder *out,
				  struct pq_error *error);
/** What is known of a FRAGMENT, HTML that is an article without a page around it; each may be NULL. */
struct html_about {
	const char *title, *byline, *published /**< a date in any form */, *site;
};
/** The same of a fragment: all that it shows is the article.  Errors and cost as html_read. */
PQ_CHECK enum pq_status html_read_fragment(const char *text, size_t len, const char *base,
					   const struct html_about *about, struct doc_builder *out,
					   struct pq_error *error);
/** Append the words of a short piece of HTML, a title's say, to OUT: markup dropped, white space collapsed. */
void html_words(const char *s, size_t len, struct buf *out);
/** Append S with markup's signs escaped. */
void html_escape(struct buf *out, const char *s, size_t len);
/** The charset that the first KiB of BYTES declares in a meta tag or XML declaration, folded to lower case; false: none. */
bool html_declared_charset(const char *bytes, size_t len, char out[32]);
/** Does this look like HTML rather than text?  Told from the first KiB of content. */
bool html_sniff(const char *bytes, size_t len);
/** Does it say that it is a page, by a document type or the tag of one before all else? */
bool html_is_page(const char *bytes, size_t len);
/** Does a page that opens its body, or itself, end in the midst of a text or a tag, closing neither? */
bool html_is_half(const char *bytes, size_t len);
/** Does any tag of HTML, or any character written as "&amp;", stand in it?  Looks as far as the first. */
bool html_has_markup(const char *bytes, size_t len);
/** Is this a feed: RSS 0.9 to 2.0 or Atom?  Told from the first element. */
bool feed_sniff(const char *bytes, size_t len);
/** The entries of a feed (TEXT: UTF-8, scrubbed) as fragments.  NAME: of the feed, for the names of its entries.  URL: its own, or NULL.  What is broken is read as
 *  far as it goes and told of in the notice.
 *  Errors: PQ_ENOMEM, PQ_EEMPTY (no entry), PQ_EUNSUPPORTED (no libxml2).  Cost: linear. */
PQ_CHECK enum pq_status feed_read(const char *text, size_t len, const char *name, const char *url,
				  struct entries_builder *out, struct pq_error *error);
/** Take from the system what html_read needs of it, for a process that is about to lose it. */
void html_prepare(void);
/** The same for feed_read. */
void feed_prepare(void);
/** A page stripped of its tags in one linear pass: what is shown when the parser died of it. */
PQ_CHECK enum pq_status html_strip(const char *text, size_t len, struct doc_builder *out, struct pq_error *error);

#endif
