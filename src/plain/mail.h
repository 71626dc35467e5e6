/* plain/mail.h - what mails do to plain text: heads, and lines that quote; private to this folder. */
#ifndef PLAIN_MAIL_H
#define PLAIN_MAIL_H

#include "base/buf.h"
#include "base/vec.h"
#include "plain/sign.h"

/** From here on lines are quoted so deep; 0: not at all. */
struct quoting {
	uint32_t at, depth;
};
/** A text without the ">" before its lines, and how deep it is quoted where. */
struct unquoted {
	struct buf text; /**< empty: no line had any, the text is as it was */
	VEC(struct quoting) runs;
	bool failed;
};
/** Fill OUT (zeroed).  A mail that stands below its own head ("-----Original Message-----", "From: ...") is quoted too, to the end of
 *  the text, unless it was sent on: that one is there to be read.  Cost: linear. */
void mail_unquote(const char *text, size_t len, struct unquoted *out);
void mail_unquoted_release(struct unquoted *u);

/** Where the head of a mail that begins at the line AT ends; AT: there is none.  Two fields make one. */
uint32_t mail_head_end(const char *text, uint32_t len, uint32_t at);
/** Which line of a head S is; *VALUE: where what stands behind its name begins. */
enum sign mail_field(const char *s, uint32_t len, uint32_t *value);
/** The name in an address ("Ada Lind <ada@example.org>"), else the address: a part of S. */
void mail_name(const char **s, uint32_t *len);

#endif
