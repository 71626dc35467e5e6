/* screen/term.h - the terminal behind a vtable: curses, and one in memory for tests.
 * Every byte to a terminal goes through here; every key comes from here. */
#ifndef SCREEN_TERM_H
#define SCREEN_TERM_H

#include <pullquote/pullquote.h>

#include "screen/grid.h"

/** Keys that are no character, above Unicode. */
enum key_code {
	KEY_NONE_ = 0x110000,
	KEY_UP_,
	KEY_DOWN_,
	KEY_LEFT_,
	KEY_RIGHT_,
	KEY_HOME_,
	KEY_END_,
	KEY_PGUP_,
	KEY_PGDN_,
	KEY_INS_,
	KEY_DEL_,
	KEY_BACKSPACE_,
	KEY_BACKTAB_,
	KEY_F1_,
	KEY_F12_ = KEY_F1_ + 11,
	KEY_MOUSE_,      /**< see struct key */
	KEY_RESIZE_,     /**< the size changed: ask size() */
	KEY_BACKGROUND_, /**< the terminal told its background: ask background() */
	KEY_EOF_         /**< the terminal is gone (or the script has ended) */
};
enum { MOD_CTRL = 1, MOD_ALT = 2, MOD_SHIFT = 4 };
enum mouse_kind { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

/** One key.  Characters: their code point, MOD_CTRL with the lower-case letter for C0 ("^E" is 'e' | MOD_CTRL); Enter '\r', Tab '\t', Esc 27,
 *  Space ' ' without MOD_CTRL. */
struct key {
	uint32_t code;
	uint8_t mods;
	uint8_t mouse;  /**< enum mouse_kind */
	uint8_t button; /**< 1.. */
	bool pasted;    /**< typed by nobody: it came from the clipboard */
	int16_t y, x;
};

enum term_background { TERM_UNKNOWN, TERM_DARK, TERM_LIGHT };

struct term;
struct term_ops {
	void (*size)(struct term *t, int *rows, int *cols);
	/** Show GRID (the difference to what stands there); the cursor at (CY, CX), hidden when CY < 0. */
	void (*present)(struct term *t, const struct grid *g, int cy, int cx);
	/** The next key, if one comes within TIMEOUT ms (0: only what waits; -1: no limit).  A lone Esc is told from the start of a
	 *  sequence by ESCDELAY (25 ms unless set).  Bytes read ahead do not show on fd(): after a poll, ask until false.
	 *  A signal ends the wait early with false.  A script's end (memory) is KEY_EOF_, told only where TIMEOUT is not 0. */
	bool (*key)(struct term *t, int timeout, struct key *out);
	int (*fd)(struct term *t); /**< to poll for keys; -1: none */
	void (*mouse)(struct term *t, bool on);
	void (*redraw)(struct term *t);  /**< forget what stands there */
	void (*suspend)(struct term *t); /**< give the terminal back as it was found */
	void (*resume)(struct term *t);
	/** Bytes the terminal acts on: OSC 52 and no more.  The one gate for private sequences. */
	void (*clipboard)(struct term *t, const char *s, size_t len);
	enum term_background (*background)(struct term *t); /**< told by OSC 11 with DA1 behind it, else COLORFGBG */
	int (*colors)(struct term *t);                      /**< 0 none, 8, 16, 256, 1 << 24 */
	void (*free)(struct term *t);
};
struct term {
	const struct term_ops *ops;
};

struct term_options {
	bool ask_background; /**< OSC 11 */
	bool no_color;
};
/** The real one.  Keys from /dev/tty when standard input is no terminal.
 *  Errors: PQ_EUNSUPPORTED: no terminal, TERM unset or unknown even as xterm-256color. */
PQ_CHECK enum pq_status term_curses_new(const struct term_options *options, struct term **out, struct pq_error *error);
/** Put the terminal back from inside a signal handler: async-signal-safe, harmless twice or without a terminal. */
void term_emergency_restore(void);

/** One in memory: ROWS x COLS, keys from term_memory_feed. */
struct term *term_memory_new(int rows, int cols);
void term_memory_feed(struct term *t, const struct key *keys, size_t n);
void term_memory_resize(struct term *t, int rows,
			int cols);                         /**< queues KEY_RESIZE_; the size changes when it is taken */
const struct grid *term_memory_grid(const struct term *t); /**< what was presented last */

/** NO_COLOR is set and not empty (no-color.org): what term_options.no_color should be unless the reader asks for colour. */
bool term_env_no_color(void);

/** The nearest of the terminal's colours: index of the 8, 16 or 256 (the 216 cube and 24 greys) by distance in CIE Lab. */
int color_nearest(color c, int colors);
/** What colour 0..255 is by xterm's defaults, 0xRRGGBB. */
uint32_t color_index_rgb(unsigned index);
/** WCAG 2.1 relative luminance of sRGB 0xRRGGBB, 0..1. */
double color_luminance(uint32_t rgb);
/** WCAG 2.1 contrast ratio, 1..21, of two sRGB colours 0xRRGGBB. */
double color_contrast(uint32_t a, uint32_t b);

#endif
