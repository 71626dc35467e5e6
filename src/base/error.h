/* base/error.h - status and message in one line: `return error_set(error, PQ_EIO, "cannot open %s: %s", ...)`. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <pullquote/pullquote.h>

/** Fill ERROR (may be NULL) and return STATUS.  Control characters in the message become '?', so that a file name cannot
 *  reach a terminal as a control; a message too long is cut at a character. */
enum pq_status error_set(struct pq_error *error, enum pq_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/** The same with the line at fault. */
enum pq_status error_at(struct pq_error *error, enum pq_status status, uint32_t line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/** "memory ran out" */
enum pq_status error_nomem(struct pq_error *error);

#endif
