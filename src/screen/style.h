/* screen/style.h - how a cell looks. */
#ifndef SCREEN_STYLE_H
#define SCREEN_STYLE_H

#include <stdbool.h>
#include <stdint.h>

/** A colour: the terminal's own, one of its palette, or sRGB. */
typedef uint32_t color;
#define COLOR_DEFAULT 0u
#define COLOR_INDEX(n) (0x01000000u | (uint32_t)(n))   /**< 0..255 */
#define COLOR_RGB(rgb) (0x02000000u | (uint32_t)(rgb)) /**< 0xRRGGBB */
#define COLOR_IS_INDEX(c) ((c) >> 24 == 1)
#define COLOR_IS_RGB(c) ((c) >> 24 == 2)

enum { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_ITALIC = 4, ATTR_UNDERLINE = 8, ATTR_REVERSE = 16, ATTR_STRIKE = 32 };

struct style {
	color fg, bg;
	uint32_t attrs;
};

static inline bool style_equal(struct style a, struct style b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

#endif
