/* engine/parse.h - what parsing takes besides its bytes; private to this folder. */
#ifndef ENGINE_PARSE_H
#define ENGINE_PARSE_H

#include <pullquote/pullquote.h>

#include "engine/decode.h"

/** See engine_prepare. */
void parse_prepare(const void *bytes, size_t len, const struct pq_options *options);

enum { LABEL = 32 };
/** What is said of the character set of BYTES; PAGE: they may say it themselves, as HTML and XML do, in LABEL then. */
struct evidence evidence_of(const void *bytes, size_t len, const struct pq_options *o, bool page, char label[LABEL]);

/** Where the bytes come from, or NULL: from no page of the web. */
const char *url_of(const struct pq_options *o, const char *name);

/** Inputs that hold articles rather than being one. */
enum container { CONTAINER_NONE, CONTAINER_GZIP, CONTAINER_FEED, CONTAINER_LINES, CONTAINER_MAIL };
enum container split_sniff(const void *bytes, size_t len);
/** Take from the file system what splitting takes. */
void split_prepare(enum container what, const void *bytes, size_t len, const struct pq_options *options);

#endif
