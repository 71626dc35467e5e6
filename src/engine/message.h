/* engine/message.h - a mail as it travels (RFC 5322, MIME) unpacked to the text in it; private to this folder. */
#ifndef ENGINE_MESSAGE_H
#define ENGINE_MESSAGE_H

#include <pullquote/pullquote.h>

#include "doc/entries.h"

/** Is this a mail with the marks of one that was sent, or a file of several (mbox)?  What a person typed ("From: ...", "Subject: ...") is plain text. */
bool message_sniff(const void *bytes, size_t len);
/** Take from the file system what character sets need, the one that is ASKED for (or NULL) among them. */
void message_prepare(const char *asked);
/** Append an entry to OUT: the mail's text with the lines of its head that name people, subject and date, those of its way behind it;
 *  where it has no plain text, its HTML, the lines of its head as a list before it.  Attachments, and that it is cut short, are told in
 *  the notice.  Of a file of several mails each is an entry, one without text a fault.
 *  ASKED: the character set of its parts, or NULL: as they declare.
 *  Errors: PQ_ENOMEM, PQ_EEMPTY (no part is text).  Cost: linear; parts nest eight deep at most. */
PQ_CHECK enum pq_status message_read(const char *bytes, size_t len, const char *name, const char *asked,
				     struct entries_builder *out, struct pq_error *error);

#endif
