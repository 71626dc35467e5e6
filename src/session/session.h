/* session/session.h - the open articles and the snapshot of each that is in force. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <poll.h>

#include "session/worker.h"

struct session;

enum article_phase {
	ARTICLE_WAITING, /**< not asked for yet: a worker starts when it is shown, or when others are done */
	ARTICLE_LOADING, /**< no text yet */
	ARTICLE_READING, /**< text is there; annotations arrive */
	ARTICLE_DONE,
	ARTICLE_FAILED /**< ERROR says why; a text may be there all the same (the worker died after it) */
};

struct article {
	char *name;            /**< as given; of an entry of a feed or of JSON lines its own */
	char *label;           /**< what lists call it; NULL: its name */
	const char *published; /**< as a feed says, ISO 8601; NULL: it does not */
	enum article_phase phase;
	struct pq_snapshot *snapshot; /**< NULL while there is no text */
	struct pq_error error;
	const char *charset; /**< the character set that is asked for, static; NULL: as the bytes say */
	uint64_t loaded;     /**< bytes of a page that have been fetched so far */
	uint64_t since;      /**< monotonic ms when loading began: progress is shown from 200 ms on */
	uint32_t version;    /**< rises with every change of the above */
};

PQ_CHECK enum pq_status session_new(struct engine *engine, enum worker_manner manner, struct session **out,
				    struct pq_error *error);
void session_free(struct session *s);
/** Add an article; nothing is read before session_show or a pump with idle hands.  INPUT's strings are copied, BYTES must outlive S. */
PQ_CHECK enum pq_status session_add(struct session *s, const struct worker_input *input, uint32_t *index,
				    struct pq_error *error);
uint32_t session_count(const struct session *s);
const struct article *session_article(const struct session *s, uint32_t index);
/** Start loading INDEX now. */
void session_show(struct session *s, uint32_t index);
/** Read it again from the start; the old snapshot stays in force until the new text is there. */
void session_reload(struct session *s, uint32_t index);
/** Read INDEX again from the bytes that are here, or from its file, in the character set NAME, one of charset_at's; NULL: as the bytes say.
 *  It is remembered for reloads.  False: the article came out of a feed or of lines of JSON, which were decoded as a whole. */
bool session_recode(struct session *s, uint32_t index, const char *name);
/** Stop loading INDEX; what is there of it stays.  False: it was not loading. */
bool session_stop(struct session *s, uint32_t index);
/** Descriptors to poll; how many.  *BUSY: something is to be done at once (in process). */
unsigned session_poll(const struct session *s, struct pollfd *fds, unsigned max, bool *busy);
/** Take what has come; true if any article changed.  Never waits; in process it does one step (a document, a generation). */
bool session_pump(struct session *s);

/** An article was found to hold several: it became the first of them, and N more stand behind it, at indices AT on; those of
 *  all that followed have risen by N. */
struct session_growth {
	uint32_t at, n;
};
/** The next growth that has not been told yet, in the order in which they happened; false: none. */
bool session_grew(struct session *s, struct session_growth *out);

/** Monotonic milliseconds. */
uint64_t session_now(void);

#endif
