/* export/export.h - one exporter per file over (document, annotations); none knows another. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include <pullquote/pullquote.h>

#include "base/buf.h"

struct export_options {
	uint32_t width; /**< cells, for ansi, text and audit; 0: 80 */
	bool color;     /**< ansi: styles are written */
	/** Takes what has been written so far out of OUT, now and then, so that a large export need not stand in memory; NULL: it does. */
	void (*drain)(struct buf *out, void *user);
	void *user;
};
enum { EXPORT_PIECE = 1 << 20 };
/** Where an exporter does not look back at what it wrote. */
static inline void export_drain(const struct export_options *options, struct buf *out)
{
	if (options->drain && out->len >= EXPORT_PIECE)
		options->drain(out, options->user);
}

struct exporter {
	const char *name;       /**< "json" */
	const char *extension;  /**< ".json" */
	const char *media_type; /**< "application/json" */
	const char *help;       /**< one line for --help and the s prompt */
	void (*head)(
		struct buf *out); /**< what stands once before the first article; NULL: nothing (csv: the header row) */
	void (*write)(const struct pq_doc *doc, const struct pq_annotations *notes,
		      const struct export_options *options, struct buf *out);
	/** What stands in the place of an article that could not be read; NULL: nothing (jsonl: its error line). */
	void (*fail)(const char *source, const struct pq_error *error, struct buf *out);
};
/** By name, or by the extension of a file's name (".html"); NULL: none. */
const struct exporter *exporter_find(const char *name);
/** The Ith, NULL behind the last. */
const struct exporter *exporter_at(unsigned i);

#endif
