/* engine/mbox.h - several mails in one file, as mail programs keep them (RFC 4155); private to this folder. */
#ifndef ENGINE_MBOX_H
#define ENGINE_MBOX_H

#include "base/buf.h"

/** Does a mail begin at AT: "From ada@example.org Tue May  5 10:14:00 2026" behind a blank line or at BEGIN, and the line of a head below? */
bool mbox_separator(const char *begin, const char *at, const char *end);
/** The mail behind the separator AT into MAIL (empty), without the ">" before lines of it that would look like one; where the next begins. */
const char *mbox_next(const char *begin, const char *at, const char *end, struct buf *mail);

#endif
