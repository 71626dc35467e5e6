/* engine/sniff.h - what format some bytes are in, told from the bytes and never from a name; private to this folder. */
#ifndef ENGINE_SNIFF_H
#define ENGINE_SNIFF_H

#include <pullquote/pullquote.h>

/** A format that is not read here. */
struct foreign {
	const char *name;      /**< "a PDF file" */
	const char *converter; /**< a pipe with %s for the file's name; NULL: none that gives text */
	enum pq_status status;
};
/** The foreign format that BYTES are in, or NULL: they may be text.  Looks at the first 8 KiB. */
const struct foreign *sniff_foreign(const void *bytes, size_t len);
/** Fill ERROR with what FORMAT is and which command turns NAME into text; FORMAT's status. */
enum pq_status sniff_refuse(const struct foreign *format, const char *name, struct pq_error *error);

#endif
