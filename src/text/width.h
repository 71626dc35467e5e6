/* text/width.h - how many cells text takes on a terminal, and where it may break.
 * Source: Unicode UAX #11, #14 and #29, by libunistring; where terminals are known to differ, width.c has the one table. */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/** One user-perceived character and the cells it takes once made safe to show: 0, 1 or 2.  Controls and invisibles count the
 *  width of the symbol that stands for them (see grapheme_show). */
struct grapheme {
	uint32_t len; /**< bytes */
	uint8_t width;
};
/** The grapheme at S (LEN > 0).  ASCII costs a table look-up. */
struct grapheme grapheme_at(const char *s, size_t len);
/** The bytes to show for the grapheme at S: itself, or a visible symbol (U+2400.. for C0, U+FFFD, a marker for bidi and
 *  zero-width characters).  OUT is NUL-terminated; returns its length.  At most 5 code points (a terminal cell's limit). */
size_t grapheme_show(const char *s, size_t len, char out[32]);
/** Bytes at S, at most MOST, that are shown as they stand and take a cell each: printable ASCII that no mark follows, with
 *  single blanks before any but the first of it.  Cost: eight bytes at a time. */
size_t text_plain(const char *s, size_t len, size_t most);
/** Cells that LEN bytes take in one line (tabs count 1). */
uint32_t text_width(const char *s, size_t len);
/** The longest prefix, in whole graphemes, that takes at most CELLS; its bytes.  *USED: its cells (may be NULL). */
size_t text_fit(const char *s, size_t len, uint32_t cells, uint32_t *used);

enum break_kind { BREAK_NONE, BREAK_MAY, BREAK_MUST };
/** UAX #14 for each byte of S: OUT[i] tells whether a line may break before byte i.  Letters and blanks of ASCII cost little. */
void text_breaks(const char *s, size_t len, uint8_t *out);

#endif
