/* session/child.h - the child process of a worker; private to this folder. */
#ifndef SESSION_CHILD_H
#define SESSION_CHILD_H

#include "session/steps.h"

/** Fork a child that does STEPS and says over *SOCKET (the parent's end, not blocking) what comes of them.  It keeps no descriptor but
 *  the socket and the input, no signal handler, and dies with its parent.
 *  Errors: PQ_EIO. */
PQ_CHECK enum pq_status child_start(struct steps *steps, pid_t *pid, int *socket, struct pq_error *error);
/** Wait for a child that has closed its socket, at most a second, then kill it; its status as waitpid gives it. */
int child_reap(pid_t pid);
/** What became of it, in words: "the worker died (SIGSEGV)". */
void child_epitaph(int status, struct pq_error *error);

#endif
