/* ui/ui.h - the event loop: keys, workers and signals in, state changed, frames out. */
#ifndef UI_UI_H
#define UI_UI_H

#include "config/keymap.h"
#include "config/option.h"
#include "config/theme.h"
#include "screen/term.h"
#include "session/session.h"

struct ui_options {
	struct pq_config config;
	struct keymap *keymap; /**< borrowed */
	const char *const *theme_dirs;
	unsigned n_theme_dirs;
	const char *start;  /**< "+N" (a line of the source text... a percent with %), "+/re", or NULL */
	const char *notice; /**< shown at first: what is wrong with a key file or theme, or the sample's hint */
	bool error;         /**< NOTICE is an error */
	bool open;          /**< articles are read without a sandbox: the status line says so */
	bool settle;        /**< scripts and tests: all that is under way is finished before a key is taken */
};
/** Run until the reader quits.  The terminal is the caller's, who frees it afterwards; articles are in SESSION.
 *  *KILLED_BY: the signal that asked to end (TERM, HUP, INT, QUIT), to be raised again once the terminal is restored; else 0.
 *  Faults (SEGV, ABRT, BUS, FPE, ILL) restore the terminal by themselves and are raised again at once.
 *  Returns PQ_OK, or the error that ended it (terminal gone: PQ_EIO). */
PQ_CHECK enum pq_status ui_run(struct session *session, struct term *term, const struct ui_options *options,
			       int *killed_by, struct pq_error *error);

#endif
