/* session/worker.h - one article, opened by a child process that never touches the terminal.
 *
 * The child reads the bytes, parses and annotates, and hands back blobs in memfds over a socket: the document first, then
 * annotations, generation by generation.  The parent maps them read-only and checks them as hostile (doc_open, anno_open); it never
 * parses what a stranger wrote.  A child that dies or stalls costs one article a banner: where it had not made a document yet, a
 * second child strips the text of its markup in one linear pass. */
#ifndef SESSION_WORKER_H
#define SESSION_WORKER_H

#include <poll.h>
#include <sys/types.h>

#include "engine/engine.h"

struct worker;

/** Where an article is read.  In process: no child; the same calls are made one step a call. */
enum worker_manner {
	WORKER_WALLED,
	WORKER_IN_PROCESS,
	WORKER_UNWALLED /**< a child that may do what this process may */
};

/** What the child is about to do. */
enum worker_stage { WORKER_READS, WORKER_PARSES, WORKER_ANNOTATES };

struct worker_input {
	const char *
		path; /**< a file; "-": standard input (FD is read); "http://..." and "https://...": a page, fetched; NULL: BYTES */
	int fd;            /**< for "-" */
	const void *bytes; /**< a text that is already here (the bundled sample) */
	size_t len;
	const struct pq_options
		*about;      /**< of BYTES that are an entry (doc/entries.h): what is known of them; NULL: nothing */
	unsigned packed;     /**< how often what they came in was unpacked */
	size_t beside;       /**< of the memory they lie in: more than they are is no lack of it */
	uint32_t siblings;   /**< entries of one input, this one among them; 0: no entry */
	bool fetched;        /**< BYTES are what pullquote-fetch wrote: a page and what the server says of it */
	const char *name;    /**< what the article is called */
	const char *charset; /**< the character set that is asked for; static; NULL: as the bytes say */
	size_t limit;        /**< most bytes to read; 0: PQ_MAX_TEXT, and WORKER_ENDLESS of a pipe or device */
	bool document_only;  /**< no annotations are wanted */
	bool whole; /**< batch: one generation of annotations, of the whole text; no document stripped of its markup */
	uint32_t patience;    /**< ms without an answer until a child counts as stalled; 0: 30 s for each 10 MB begun */
	uint32_t cpu_seconds; /**< for parsing; 0: 5 for each 10 MB begun */
	void (*probe)(enum worker_stage stage,
		      void *user); /**< for tests: called before each stage, in the child; NULL: none */
	void *user;
};
enum { WORKER_ENDLESS = 256 << 20 };

enum worker_event_kind {
	WORKER_NOTHING,  /**< nothing has come yet */
	WORKER_PROGRESS, /**< SIZE bytes of a page have been fetched */
	WORKER_BYTES, /**< MEMORY is what standard input held or a fetched page (FETCHED), not to be parsed here: BYTES for
	                  reading it again */
	WORKER_ENTRIES,     /**< instead of a document: MEMORY is a blob of entries, not yet checked; DONE follows */
	WORKER_DOCUMENT,    /**< MEMORY is the document's blob, not yet checked */
	WORKER_ANNOTATIONS, /**< MEMORY is a generation's blob, not yet checked */
	WORKER_DONE,        /**< all is said; the child has gone */
	WORKER_FAILED       /**< ERROR says why: could not read, binary, ..., died of signal N, stalled */
};
struct worker_event {
	enum worker_event_kind kind;
	struct doc_memory *memory; /**< the caller's now */
	uint64_t size;             /**< of PROGRESS */
	struct pq_error error;
};

/** Start.  In process the calls are made inside worker_next.  INPUT's strings and bytes must
 *  outlive the worker.  Errors: PQ_EIO (fork, socket), PQ_ENOMEM. */
PQ_CHECK enum pq_status worker_new(struct engine *engine, const struct worker_input *input, enum worker_manner manner,
				   struct worker **out, struct pq_error *error);
/** What to poll for reading, at most two: the child's answers and the clock that tells it has stalled.  None in process: then there is
 *  always something to do until DONE or FAILED. */
unsigned worker_poll(const struct worker *w, struct pollfd *fds);
/** The child's, or 0. */
pid_t worker_pid(const struct worker *w);
/** What has come, without waiting (out of process). */
void worker_next(struct worker *w, struct worker_event *event);
/** Kill the child if it lives, reap it, free all.  NULL-safe. */
void worker_free(struct worker *w);

#endif
