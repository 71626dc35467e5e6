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
