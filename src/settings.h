/* settings.h - options, keys and themes as the user's files and the command line make them.  Private to the program. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "cli.h"
#include "config/keymap.h"
#include "config/option.h"
#include "config/theme.h"

enum { THEME_DIRS = 2 };

struct settings {
	struct pq_config config;
	struct keymap *keymap;
	struct buf dirs[THEME_DIRS]; /**< the user's themes, the program's */
	const char *theme_dirs[THEME_DIRS];
	unsigned n_theme_dirs;
	struct pq_error fault; /**< the first fault of the user's own files; status 0: none */
	char notice[320];      /**< the same with file and line, for the status line */
};
/** Defaults, then the rc file, the key file, then the command line.  A fault in a file is kept in FAULT and stops nothing.
 *  Errors: PQ_EINVAL (a setting of the command line), PQ_ENOMEM. */
PQ_CHECK enum pq_status settings_load(struct settings *s, const struct cli *c, struct pq_error *error);
void settings_release(struct settings *s);

#endif
