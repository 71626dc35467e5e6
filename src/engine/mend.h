/* engine/mend.h - text that was encoded in UTF-8 twice over, put right; private to this folder. */
#ifndef ENGINE_MEND_H
#define ENGINE_MEND_H

#include "base/buf.h"

/** S is valid UTF-8.  Where it holds more sequences that UTF-8 makes when it is read as windows-1252 or latin-1 (two characters for an e with an
 *  acute accent) than other characters of those two sets, OUT, which is empty before, becomes S with the character that each of them stands for.  Returns how many there
 *  were; 0: S is as it should be, and OUT stays empty.  No memory: OUT->failed.  Cost: linear. */
size_t mend_twice_encoded(const char *s, size_t len, struct buf *out);

#endif
