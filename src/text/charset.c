/* charset.c - the character sets that are read. */
#include "text/charset.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST_LABEL = 40 };

static const struct charset charsets[] = {
#define CHARSET(name, iconv, kind, script, labels) {name, iconv, kind, script, labels},
#include "text/charsets.def"
#undef CHARSET
};
enum { CHARSETS = sizeof charsets / sizeof *charsets };

const struct charset *charset_find(const char *label)
{
	char key[LONGEST_LABEL + 3] = " ";
	size_t n = 1;
	for (; label && *label; label++) {
		if (strchr(" \t\r\n\f\"'", *label))
			continue;
		if (n > LONGEST_LABEL)
			return NULL;
		key[n++] = *label >= 'A' && *label <= 'Z' ? (char)(*label + 32) : *label;
	}
	key[n++] = ' ';
	key[n] = '\0';
	for (size_t i = 0; n > 2 && i < CHARSETS; i++)
		if (strstr(charsets[i].labels, key))
			return &charsets[i];
	return NULL;
}

const struct charset *charset_at(unsigned i)
{
	return i < CHARSETS ? &charsets[i] : NULL;
}

const uint16_t charset_windows1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
					  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
					  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
					  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};
