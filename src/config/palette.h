/* config/palette.h - the room's own: what a theme file sets, before it is settled into styles. */
#ifndef CONFIG_PALETTE_H
#define CONFIG_PALETTE_H

#include "config/theme.h"

/** What was said of a role; the rest comes from its parent. */
struct role_set {
	struct style style;
	bool has_fg, has_bg, has_attrs;
};
/** Fill OUT's styles.  Parents stand before their children in roles.def. */
void theme_settle(const struct role_set sets[ROLE_COUNT], struct theme *out);

/** Names that a theme gave to colours. */
enum { PALETTE_NAMES = 64 };
struct palette {
	struct {
		char name[24];
		color color;
	} at[PALETTE_NAMES];
	unsigned n;
};
/** "default", "bright-red", "213", "#8899aa", or a name of P.  False: none of them. */
bool palette_color(const struct palette *p, const char *s, size_t len, color *out);
/** The name of a colour most like S; NULL: nothing near. */
const char *palette_suggest(const struct palette *p, const char *s, size_t len);
/** False: no room, or the name is too long. */
bool palette_add(struct palette *p, const char *name, size_t len, color c);

#endif
