/* base/file.h - whole files in, whole files out, and the XDG folders. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <pullquote/pullquote.h>

#include "base/buf.h"

/** Read all of PATH into OUT (appended).  Errors: PQ_EIO (missing, a folder, unreadable), PQ_ETOOBIG over LIMIT bytes,
 *  PQ_ENOMEM; the message names PATH. */
PQ_CHECK enum pq_status file_read(const char *path, size_t limit, struct buf *out, struct pq_error *error);
/** The same of an open descriptor; NAME is for messages. */
PQ_CHECK enum pq_status file_read_fd(int fd, const char *name, size_t limit, struct buf *out, struct pq_error *error);
/** Write all of BYTES to FD, whatever is interrupted. */
PQ_CHECK enum pq_status file_write_fd(int fd, const char *name, const char *bytes, size_t len, struct pq_error *error);
/** Replace PATH as a whole: temporary beside it (O_EXCL, 0600), write, fsync, rename, fsync the folder.  On any error the
 *  old file stays and the temporary goes.  A file that exists keeps its mode; a symbolic link is followed, a device written. */
PQ_CHECK enum pq_status file_replace(const char *path, const char *bytes, size_t len, struct pq_error *error);

enum xdg { XDG_CONFIG, XDG_DATA, XDG_STATE, XDG_CACHE };
/** OUT becomes "<folder>/pullquote/NAME" (the variable if it is an absolute path, else the default under HOME).
 *  False: neither is set. */
bool xdg_path(enum xdg which, const char *name, struct buf *out);

#endif
