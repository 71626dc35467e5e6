/* config/theme.h - roles to styles.
 *
 * A theme file's lines:   name "Dark"    background dark|light    inherit NAME    color NAME COLOR
 *                         ROLE [fg=COLOR] [bg=COLOR] [bold] [dim] [italic] [underline] [reverse] [strike] [none]    # comment
 * COLOR: default, black..white, bright-black..bright-white, 0..255, #rrggbb, or a NAME given before.  What a line leaves out comes from
 * the role's parent in roles.def; attributes are taken over as a whole (none: no attributes).  INHERIT, the first line if any, begins
 * with all that the other theme says.  Found in the themes folder of XDG CONFIG, then where installed. */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

#include <pullquote/pullquote.h>

#include "base/buf.h"
#include "screen/style.h"

enum role {
#define ROLE(symbol, name, parent) ROLE_##symbol,
#include "config/roles.def"
#undef ROLE
	ROLE_COUNT
};

/** STYLE[ROLE_TEXT] is how the screen looks at rest.  The others hold what they and their parents short of TEXT set, so that they are laid
 *  over TEXT, and over one another, by style_over. */
struct theme {
	char name[64];
	bool light; /**< made for a light background */
	struct style style[ROLE_COUNT];
};
const char *role_name(enum role role);
enum role role_find(const char *name, uint32_t len); /**< ROLE_COUNT: none such */
/** A monochrome theme that needs no file: bold, underline, reverse alone. */
void theme_mono(struct theme *t);
/** Load NAME from the folders DIRS (n of them, first wins).  Errors: PQ_EIO (no such theme; lists what there is), PQ_EINVAL with
 *  file and line; *OUT is untouched. */
PQ_CHECK enum pq_status theme_load(const char *name, const char *const *dirs, unsigned n, struct theme *out,
				   struct pq_error *error);
/** The names that theme_load takes, sorted, one a line. */
void theme_names(const char *const *dirs, unsigned n, struct buf *out);
/** The same of a theme's TEXT; FILE is for messages, and its last part the theme's name unless it gives one. */
PQ_CHECK enum pq_status theme_parse(const char *file, const char *text, size_t len, const char *const *dirs, unsigned n,
				    struct theme *out, struct pq_error *error);
/** Make T one for a terminal of COLORS (0: none, as with NO_COLOR).  With fewer than 256, a colour whose nearest is the background's
 *  own says nothing and is dropped; attributes stay, and a role that lost its colours gets the monochrome theme's attributes. */
void theme_fit(struct theme *t, int colors);
/** OVER laid on BASE: colours that OVER sets win, attributes add up. */
struct style style_over(struct style base, struct style over);

#endif
