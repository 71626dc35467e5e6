/* text/chars.h - what a character is, and how words are folded for comparison (libunistring behind it). */
#ifndef TEXT_CHARS_H
#define TEXT_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

bool char_is_letter(uint32_t c);
bool char_is_digit(uint32_t c);
bool char_is_upper(uint32_t c);
bool char_is_lower(uint32_t c);
bool char_is_space(uint32_t c); /**< any Unicode white space, NBSP too */
uint32_t char_lower(uint32_t c);
bool text_runs_left(const char *s, size_t len); /**< some character of S is of a script written from right to left */

/** What the terminal must never see raw (safety.md): C0, DEL, C1, bidi controls, zero-width and tag characters, noncharacters. */
bool char_is_control(uint32_t c);   /**< C0 but TAB and LF, DEL, C1 */
bool char_is_invisible(uint32_t c); /**< bidi controls, zero width, tags, variation selectors out of place */

/** Append S folded for comparing names: case folded, diacritics dropped (NFKD), hyphens and dashes as one space, apostrophes as '. */
void text_fold(struct buf *out, const char *s, size_t len);
/** Append S in lower case. */
void text_lower(struct buf *out, const char *s, size_t len);

#endif
