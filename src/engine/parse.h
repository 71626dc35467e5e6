/* engine/parse.h - what parsing takes besides its bytes; private to this folder. */
#ifndef ENGINE_PARSE_H
#define ENGINE_PARSE_H

#include <pullquote/pullquote.h>

/** See engine_prepare. */
void parse_prepare(const void *bytes, size_t len, const struct pq_options *options);

#endif
