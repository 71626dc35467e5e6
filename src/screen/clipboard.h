/* screen/clipboard.h - OSC 52: text for the clipboard of the terminal's owner. */
#ifndef SCREEN_CLIPBOARD_H
#define SCREEN_CLIPBOARD_H

#include "base/buf.h"

/** Append the sequence that sets the clipboard to LEN bytes of S, in base 64 (RFC 4648). */
void clipboard_sequence(struct buf *out, const char *s, size_t len);

#endif
