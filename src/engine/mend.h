/* engine/mend.h - text that was encoded in UTF-8 twice over, put right; private to this folder. */
#ifndef ENGINE_MEND_H
#define ENGINE_MEND_H

#include "base/buf.h"

/** TEXT is valid UTF-8.  Where it holds more sequences that UTF-8 makes when it is read as windows-1252 or latin-1 (two characters for an e with an
 *  acute accent) than other characters of those two sets, each of them becomes the character it stands for.  Returns how many did; 0: TEXT is as it
 *  was.  No memory: TEXT->failed.  Cost: linear. */
size_t mend_twice_encoded(struct buf *text);

#endif
