/* tests/ui/script.h - the whole reader on the terminal in memory: a script of keys in, the last screen out. */
#ifndef TESTS_UI_SCRIPT_H
#define TESTS_UI_SCRIPT_H

#include "base/buf.h"
#include "ui/ui.h"

struct script {
	int rows, cols;
	const char *
		keys; /**< as key files write them, parted by blanks: "j j ]s / l e t Enter"; "resize:60x20"; "paste:a|b", two lines */
	const char *const *files; /**< NULL-terminated */
	const char *settings;     /**< "name=value name=value", or NULL */
	const char *start;        /**< "+..." or NULL */
	const char *notice;
};
/** Run the reader in this process until the script ends; OUT gets the last screen (grid_dump; STYLES: with the style plane).
 *  Returns ui_run's status. */
enum pq_status script_run(const struct script *script, bool styles, struct buf *out, struct pq_error *error);

#endif
