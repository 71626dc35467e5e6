/* export/page.h - the annotated article as lines of a fixed width, with the speaker in a gutter: what text and ansi share. */
#ifndef EXPORT_PAGE_H
#define EXPORT_PAGE_H

#include "export/export.h"

/** COLOR: with SGR attributes (ECMA-48), each line ending in none.  Failures stick in OUT. */
void page_write(const struct pq_doc *doc, const struct pq_annotations *notes, const struct export_options *options,
		bool color, struct buf *out);

#endif
