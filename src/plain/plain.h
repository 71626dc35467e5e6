/* plain/plain.h - plain text -> document: title, paragraphs, furniture judged and marked by kind, never removed. */
#ifndef PLAIN_PLAIN_H
#define PLAIN_PLAIN_H

#include "doc/build.h"

/** TEXT is UTF-8, scrubbed.  Every letter of it stands in the document, in order.
 *  Errors: PQ_ENOMEM.  Cost: linear; 10 MB in some tens of milliseconds, in one line or many. */
PQ_CHECK enum pq_status plain_read(const char *text, size_t len, struct doc_builder *out, struct pq_error *error);

#endif
