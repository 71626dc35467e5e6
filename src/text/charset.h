/* text/charset.h - the character sets that are read: the allow-list, by name and by label. */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include <stdint.h>

enum charset_kind {
	CHARSET_UTF8,
	CHARSET_UTF16,
	CHARSET_LATIN, /**< a byte a character, Latin letters: accents stand alone between plain letters */
	CHARSET_OTHER
};

struct charset {
	const char *name;  /**< as the WHATWG Encoding Standard writes it, "windows-1252" */
	const char *iconv; /**< as iconv does */
	unsigned char kind;
	const char *script; /**< what a person calls it, "Cyrillic, Russian" */
	const char *labels; /**< all that it is declared by, in lower case, each between blanks */
};

/** By LABEL, whatever its case and the blanks and quotation marks around it; NULL: not on the list, or LABEL is NULL. */
const struct charset *charset_find(const char *label);
/** The Ith of the list; NULL: there is none. */
const struct charset *charset_at(unsigned i);

/** windows-1252 from 0x80 to 0x9f; 0 where it has a control.  Source: WHATWG Encoding Standard, index windows-1252. */
extern const uint16_t charset_windows1252[32];

#endif
