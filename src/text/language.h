/* text/language.h - the language of a text, told from its script and its commonest words. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stddef.h>

/** The primary subtag ("en") of the language of S, or NULL where it cannot be told: too short, mixed or none of those known.
 *  Looks at the first 64 KiB.  Cost: linear in that. */
const char *text_language(const char *s, size_t len);

#endif
