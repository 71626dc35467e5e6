/* screen/input.h - bytes from a terminal to keys and answers.  Pure: no i/o, no clock.
 * Source: ECMA-48 control sequences; xterm's "Control Sequences" for modifiers, SGR mouse, OSC 11; the rxvt and Linux console variants. */
#ifndef SCREEN_INPUT_H
#define SCREEN_INPUT_H

#include "screen/term.h"

enum input_kind {
	INPUT_NOTHING,    /**< bytes were swallowed that mean nothing to us */
	INPUT_KEY,        /**< KEY */
	INPUT_BACKGROUND, /**< OSC 11's answer: RGB */
	INPUT_DEVICE,     /**< DA1's answer: nothing more will come of what was asked before it */
	INPUT_PASTE,      /**< what follows is pasted, up to INPUT_TYPED */
	INPUT_TYPED
};
struct input_event {
	enum input_kind kind;
	struct key key;
	uint32_t rgb; /**< 0xRRGGBB */
};

/** Decode the start of the N (> 0) bytes at S.  ERASE: the byte the terminal sends for Backspace besides DEL.
 *  PATIENT: more bytes may come soon; then a start that could go on is left alone.
 *  Returns the bytes used; 0: wait for more (only when PATIENT, or within an answer not yet whole). */
size_t input_decode(const char *s, size_t n, char erase, bool patient, struct input_event *out);

#endif
