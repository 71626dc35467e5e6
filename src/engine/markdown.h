/* engine/markdown.h - Markdown -> a fragment of HTML and what its front matter says; private to this folder.
 * By md4c (CommonMark with the tables of GitHub), which is loaded when the first Markdown is read. */
#ifndef ENGINE_MARKDOWN_H
#define ENGINE_MARKDOWN_H

#include <pullquote/pullquote.h>

#include "base/buf.h"

/** Is this Markdown rather than plain text?  Front matter says so; else two signs of it do: headings, links, fenced code, tables, strong
 *  words, lists.  Looks at the first 16 KiB. */
bool markdown_sniff(const char *text, size_t len);
/** Take md4c from the file system; false: it is not installed. */
bool markdown_prepare(void);

/** Zero-initialise; each but HTML may be empty. */
struct markdown {
	struct buf html, title, byline, published;
};
/** TEXT is UTF-8, scrubbed.  Errors: PQ_ENOMEM, PQ_EUNSUPPORTED (md4c is not installed); M is released by the caller in any case. */
PQ_CHECK enum pq_status markdown_read(const char *text, size_t len, struct markdown *m, struct pq_error *error);
void markdown_release(struct markdown *m);

#endif
