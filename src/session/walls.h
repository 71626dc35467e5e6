/* session/walls.h - what a worker's process may not do once it has read its bytes; private to this folder but for walls_try. */
#ifndef SESSION_WALLS_H
#define SESSION_WALLS_H

#include <stdbool.h>

/** Set where sanitizers or coverage would break on walls; the process then runs without. */
#if defined(__SANITIZE_ADDRESS__) || defined(PQ_NO_WALLS)
#define WALLS_ABSENT 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define WALLS_ABSENT 1
#endif
#endif
#ifndef WALLS_ABSENT
#define WALLS_ABSENT 0
#endif

enum wall {
	WALL_PRIVILEGES = 1, /**< none can be gained: no_new_privs */
	WALL_FILES =
		2, /**< Landlock: no file can be opened but to read beneath one folder; no TCP where the kernel can */
	WALL_CALLS = 4 /**< seccomp: a short list of calls; any other kills the process */
};

struct walls {
	const char *folder; /**< that can be read; NULL: none */
	unsigned standing;  /**< of enum wall */
};
/** Load the library that compiles the list of calls, before several processes are forked that would each load it. */
void walls_load(void);
/** Can all files but those of one folder be closed off? */
bool walls_know_files(void);
/** Put up every wall that the kernel has; for good.  FOLDER: files beneath it can still be read, until walls_close; where not
 *  walls_know_files, opening them fails with EACCES.  NULL: none.  The socket is descriptor 3. */
void walls_raise(struct walls *w, const char *folder);
/** From now on an attempt to open a file kills. */
void walls_close(struct walls *w);

/** The walls that stand here, tried out in a child; 0 also where a child cannot be had. */
unsigned walls_try(void);

#endif
