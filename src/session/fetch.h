/* session/fetch.h - a page from the web, by the helper program pullquote-fetch; private to this folder.  src/fetch/fetch.h has the
 * form of what the helper writes; it is untrusted here. */
#ifndef SESSION_FETCH_H
#define SESSION_FETCH_H

#include <sys/types.h>

#include "base/buf.h"
#include "session/worker.h"

struct fetch {
	pid_t pid;       /**< the helper's, 0: none.  It dies with this process */
	int from;        /**< what it writes */
	struct buf came; /**< of that, what is not taken yet */
	bool over;
};

/** Start the helper on URL.  Errors: PQ_EUNSUPPORTED (it is not there), PQ_EIO. */
PQ_CHECK enum pq_status fetch_start(struct fetch *f, const char *url, struct pq_error *error);
/** Wait for progress or the end.  *GOT: bytes of the page so far.  At the end F->over and F->came hold the header and the page.
 *  Errors: those of the fetch, told in words. */
PQ_CHECK enum pq_status fetch_next(struct fetch *f, uint64_t *got, struct pq_error *error);
/** Kill the helper if it lives, free all. */
void fetch_release(struct fetch *f);

/** What stands in CAME. */
struct fetched {
	char *url, *media_type, *charset, *notice; /**< NULL: not given */
	const char *body;
	size_t len;
	struct buf lines; /**< what the strings point into */
};
/** Tell header and page apart.  Errors: PQ_EIO (not what the helper would write), PQ_ENOMEM.  Release it in any case. */
PQ_CHECK enum pq_status fetched_open(struct fetched *page, const char *bytes, size_t len, struct pq_error *error);
void fetched_release(struct fetched *page);

#endif
