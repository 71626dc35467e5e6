/* export/html.h - what the files of the HTML exporter share. */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include "export/runs.h"
#include "export/write.h"

struct html {
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
	struct buf *out;
	struct runs runs;
	uint32_t quote;        /**< the element of a quote that is open, or PQ_NONE */
	uint8_t part;          /**< with QUOTE: its part's kind */
	uint32_t link;         /**< the link that is open, or PQ_NONE */
	uint32_t entity;       /**< the reference to an entity that is open, or PQ_NONE */
	uint32_t who;          /**< the source named last in this block, or PQ_NONE */
	uint32_t level;        /**< of the heading before */
	struct doc_slice held; /**< a quote mark that waits for the anchors of the quote behind it */
	bool titled;           /**< the page has its h1 */
	bool code;             /**< white space stays */
};

enum { HTML_HUES = 8 };

/** The page's style sheet. */
extern const char html_style[];
/** The article's blocks; every annotation in them has an anchor: q1 (quote), m1 (mention), f1 (finding). */
void html_blocks(struct html *h);
void html_credits(struct html *h);
/** Lists of sources, quotes, entities and findings, each with links to places. */
void html_panes(struct html *h);

#endif
