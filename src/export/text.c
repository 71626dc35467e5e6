/* export/text.c - the article as plain lines with the speakers in a gutter. */
#include "export/formats.h"
#include "export/page.h"

static void text_write(const struct pq_doc *doc, const struct pq_annotations *notes,
		       const struct export_options *options, struct buf *out)
{
	page_write(doc, notes, options, false, out);
}

const struct exporter export_text = {
	.name = "text",
	.extension = ".txt",
	.media_type = "text/plain",
	.help = "the article at --width, who speaks in a gutter",
	.write = text_write,
};
