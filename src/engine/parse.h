/* engine/parse.h - what parsing takes besides its bytes; private to this folder. */
#ifndef ENGINE_PARSE_H
#define ENGINE_PARSE_H

#include <pullquote/pullquote.h>

/** See engine_prepare. */
void parse_prepare(const void *bytes, size_t len, const struct pq_options *options);

/** Inputs that hold articles rather than being one. */
enum container { CONTAINER_NONE, CONTAINER_GZIP, CONTAINER_FEED, CONTAINER_LINES, CONTAINER_MAIL };
enum container split_sniff(const void *bytes, size_t len);
/** Take from the file system what splitting takes. */
void split_prepare(enum container what, const void *bytes, size_t len);

#endif
