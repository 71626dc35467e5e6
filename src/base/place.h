/* base/place.h - where the program's own files lie: word lists, themes, the sample. */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stdbool.h>

#include "base/buf.h"

/** OUT becomes the folder WHAT ("data", "themes"): $PULLQUOTE_<WHAT> if set, else beside the program (a build tree), else
 *  ../share/pullquote/ from it (moved as a whole), else where it was installed.  False: none of them is there; OUT is then the last. */
bool place_find(const char *what, struct buf *out);
/** OUT becomes the helper program NAME: beside the program (a build tree), else in ../libexec/pullquote/ from it, else where it was
 *  installed.  False: it is in none of them. */
bool place_helper(const char *name, struct buf *out);

#endif
