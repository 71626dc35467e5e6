/* plain/sign.h - what a line of a wire text, a press release or a mail says of itself; private to this folder. */
#ifndef PLAIN_SIGN_H
#define PLAIN_SIGN_H

#include <stdbool.h>
#include <stdint.h>

enum sign {
	SIGN_NONE,
	SIGN_RULE,      /**< nothing but signs: "_____", "* * *" */
	SIGN_END,       /**< the story ends here: "-- 30 --", "###", "ENDS" */
	SIGN_MORE,      /**< only a page of it ends: "(more)" */
	SIGN_WIRE,      /**< slug, urgency, take: "BC-Ferry, 2nd Ld" */
	SIGN_RELEASE,   /**< when it may be published: "EMBARGOED UNTIL 0001 GMT" */
	SIGN_CREDIT,    /**< who worked on it: "(Reporting by A. Name; Editing by B. Other)" */
	SIGN_SIGNATURE, /**< "-- ": a mail's signature follows */
	SIGN_FORWARD,   /**< "----- Original Message -----" */
	SIGN_HEADER,    /**< a line of a mail's head, as the three that follow */
	SIGN_SUBJECT,
	SIGN_FROM,
	SIGN_DATE,
	SIGN_WRITER /**< "From:" of a mail that another one holds */
};

/** What the line S, without white space at its ends, is a sign of; never one of a mail's head.  HEAD: it stands before the text's first
 *  paragraph, where slugs do.  Cost: O(1) for most lines; nothing over 300 bytes is looked at but for its first word. */
enum sign sign_of(const char *s, uint32_t len, bool head);
/** "A. Name in Oslo contributed to this report.": told from the end of a whole paragraph. */
bool sign_is_share(const char *s, uint32_t len);
/** "Media contact:", "For further information": a line that a press office's begin with. */
bool sign_begins_contact(const char *s, uint32_t len);
/** A telephone number, an address of mail or of the web stands in S. */
bool sign_is_contact(const char *s, uint32_t len);
/** Length of the agency's name in a dateline ("OSLO, May 5 (NNA) -"), and where in S it stands; 0: S begins with none. */
uint32_t sign_agency(const char *s, uint32_t len, uint32_t *at);

#endif
