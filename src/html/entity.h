/* html/entity.h - character references: "&eacute;", "&#233;", "&#xe9;"; private to this folder. */
#ifndef HTML_ENTITY_H
#define HTML_ENTITY_H

#include "base/buf.h"

/** The characters that NAME stands for ("eacute"), in UTF-8, NUL-terminated; NULL: no entity.  Cost: O(log n). */
const char *entity_find(const char *name, size_t len);
/** Append to OUT what the reference at S, which begins with an ampersand, stands for: as the HTML standard has it, a name without its
 *  semicolon where that is let pass, what windows-1252 has for the numbers of C1 controls, U+FFFD for what is no character; but nothing
 *  for controls.  IN_VALUE: of an attribute.  Returns the bytes of S it takes; 0: it is none, and nothing was appended. */
size_t entity_decode(const char *s, size_t len, bool in_value, struct buf *out);

#endif
