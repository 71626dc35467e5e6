/* plain/jsonl.h - JSON lines -> entries: one object a line, {"id", "url", "html" or "text"}. */
#ifndef PLAIN_JSONL_H
#define PLAIN_JSONL_H

#include "doc/entries.h"

/** Are these JSON lines?  They are when half of the first lines begin an object and one of them has a text. */
bool jsonl_sniff(const char *bytes, size_t len);
/** Every line of TEXT (UTF-8, scrubbed) as an entry; what cannot be read as a fault that names its line.  NAME: of the file.
 *  Errors: PQ_ENOMEM.  Cost: linear. */
PQ_CHECK enum pq_status jsonl_read(const char *text, size_t len, const char *name, struct entries_builder *out,
				   struct pq_error *error);

#endif
