/* export/write.h - article text made safe for where it goes; shared by the exporters.
 * Nothing of an article comes out as a control: controls, bidi controls and stray invisible characters become visible
 * symbols (safety.md, promise 1), in files too, since files are shown on terminals. */
#ifndef EXPORT_WRITE_H
#define EXPORT_WRITE_H

#include "base/buf.h"
#include "doc/query.h"

enum flavour {
	PLAIN,    /**< as it is */
	CELLS,    /**< what fits one terminal cell a grapheme */
	MARKDOWN, /**< punctuation that CommonMark may read is escaped */
	HTML      /**< & < > " ' as references */
};

/** Append S; white space runs become one blank each. */
void put_text(struct buf *out, enum flavour flavour, const char *s, size_t len);
/** The same; tabs, newlines and blanks stay. */
void put_kept(struct buf *out, enum flavour flavour, const char *s, size_t len);
static inline void put_slice(struct buf *out, enum flavour flavour, struct doc_slice s)
{
	put_text(out, flavour, s.s, s.len);
}
/** The same of SPAN of DOC, with an ellipsis in place of what goes over MOST cells. */
void put_excerpt(struct buf *out, enum flavour flavour, const struct pq_doc *doc, struct pq_span span, uint32_t most);
/** "Adaeze Okafor", "@ a person near the yard", "nobody given". */
void put_source(struct buf *out, enum flavour flavour, const struct pq_annotations *notes, uint32_t source);
/** Somebody with a name whom the text introduces, or should have: said to be somebody, quoted, or not introduced at all. */
bool is_person_of_note(const struct pq_annotations *notes, uint32_t entity);
/** How the text introduces the person ENTITY, in at most MOST cells: its own words, "by name alone", "not introduced". */
void put_introduction(struct buf *out, enum flavour flavour, const struct pq_doc *doc,
		      const struct pq_annotations *notes, uint32_t entity, uint32_t most);
#define INTRODUCTION_CELLS 200
/** The document's title: the title block's, else that of its metadata; empty: none. */
struct doc_slice article_title(const struct pq_doc *doc);
/** "Okafor", "@person", "?": doc/speaker.h. */
void put_short_source(struct buf *out, enum flavour flavour, const struct pq_doc *doc,
		      const struct pq_annotations *notes, uint32_t source);
/** The first block of KIND; n_blocks: none. */
uint32_t first_block(const struct pq_doc *doc, enum pq_block_kind kind);
/** "By A and B · Site · 2019-01-19", as far as known; without the names where the text has a byline of its own.
 *  It belongs behind the title.  BEFORE (not escaped) comes first; false: there is nothing to say, and nothing was put. */
bool put_credits(struct buf *out, enum flavour flavour, const struct pq_doc *doc, const char *before);
/** May a page point there: http, https, mailto or a fragment? */
bool link_is_safe(struct doc_slice href);
/** Append HREF with percent signs for all that a URL does not hold (RFC 3986) or that ends it in Markdown or HTML. */
void put_href(struct buf *out, enum flavour flavour, struct doc_slice href);
/** The middle dot with blanks around it. */
#define DOT " \xc2\xb7 "

#endif
