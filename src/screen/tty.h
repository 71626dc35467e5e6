/* screen/tty.h - the terminal device below curses: its modes, its bytes in, our private sequences out.
 * tty_write is the one gate for what curses does not write itself. */
#ifndef SCREEN_TTY_H
#define SCREEN_TTY_H

#include <termios.h>

#include "screen/term.h"

struct tty {
	int in, out;          /**< descriptors of our own */
	struct termios saved; /**< as it was found */
	char erase;           /**< what Backspace sends */
	int escdelay;         /**< ms */
	char bytes[4096];     /**< read and not yet decoded */
	size_t n_bytes;
	int rows, cols; /**< as last told */
	bool gone;      /**< hung up */
	bool asked;     /**< a question is out and its answer (DA1) has not come */
	bool pasting;   /**< what comes now is pasted */
	enum term_background background;
};

/** Standard input and output where they are terminals, else /dev/tty.  Errors: PQ_EUNSUPPORTED: there is none; T is closed. */
PQ_CHECK enum pq_status tty_open(struct tty *t, struct pq_error *error);
void tty_close(struct tty *t);
void tty_write(struct tty *t, const char *s, size_t len);
/** What the terminal says; LINES and COLUMNS or 24x80 when it says nothing. */
void tty_size(struct tty *t, int *rows, int *cols);
/** As term_ops.key. */
bool tty_key(struct tty *t, int timeout, struct key *out);
/** Ask for the background, and DA1 behind it, which every terminal answers.  The answers come in through tty_key. */
void tty_ask_background(struct tty *t);
/** What is known of it by now.  An answer that has come is read ahead, so that a first frame need not be drawn twice; its key still comes. */
enum term_background tty_background(struct tty *t);
/** COLORFGBG, as rxvt sets it: "15;0", "0;default;15". */
enum term_background tty_background_of(const char *colorfgbg);
/** Swallow the answers that are still on their way (at most 200 ms), so that no shell reads them and, while the terminal still is in
 *  raw mode, none is echoed. */
void tty_drain(struct tty *t);
/** Restore the modes. */
void tty_restore(struct tty *t);
/** From now on term_emergency_restore writes the LEN bytes RESET (copied; over 512 are cut) and restores the modes of T. */
void tty_arm(const struct tty *t, const char *reset, size_t len);
void tty_disarm(void);

#endif
