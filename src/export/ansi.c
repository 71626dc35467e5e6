/* export/ansi.c - the article with terminal attributes (ECMA-48 SGR and nothing else). */
#include "export/formats.h"
#include "export/page.h"

static void ansi_write(const struct pq_doc *doc, const struct pq_annotations *notes,
		       const struct export_options *options, struct buf *out)
{
	page_write(doc, notes, options, options->color, out);
}

const struct exporter export_ansi = {
	.name = "ansi",
	.extension = ".ans",
	.media_type = "text/plain",
	.help = "the same with colours, for a terminal or less -R",
	.write = ansi_write,
};
