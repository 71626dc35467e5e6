/* fetch/fetch.h - one page from the web.  This folder is a program of its own, pullquote-fetch, the only one that loads libcurl: reading a
 * file does not pay for that.
 *
 * It reads one URL from standard input and writes to standard output, to be read as untrusted:
 *   got BYTES         any number of times, while the page loads; decoded bytes so far
 *   error STATUS TEXT nothing came of it; STATUS is an enum pq_status.  That is all then.
 *   url URL           where the page was found in the end, without user name and password
 *   type TYPE         as the server declares it, "text/html"; may be missing, as the next two
 *   charset NAME
 *   notice TEXT       what is wrong with what came, for the reader
 * an empty line, and the page.  No line holds a control character. */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <curl/curl.h>

#include "base/buf.h"
#include <pullquote/pullquote.h>

struct fetch_limits {
	long ms; /**< for all of it, redirects included */
	long redirects;
	size_t bytes; /**< of the page, unpacked */
};

struct fetch_page {
	struct buf body, header; /**< HEADER: the lines from "url" on */
	struct pq_error error;   /**< status PQ_OK: there is a page */
};

/** Get URL.  PROGRESS is told how many bytes are there, now and then. */
void fetch_get(const char *url, const struct fetch_limits *limits, void (*progress)(size_t got),
	       struct fetch_page *out);

/* ---- between the files of this folder ---- */

/** What one transfer came to. */
struct fetch_outcome {
	const char *url;    /**< as it may be shown */
	const char *detail; /**< libcurl's own words, or "" */
	CURLcode code;
	long http; /**< the answer's status, 0: none */
	long os_error;
	size_t got;
	bool too_large;
	const struct fetch_limits *limits;
};
/** May what came be shown, with a notice in NOTICE if it is not all?  False: ERROR says what is wrong and what to do. */
bool fetch_judge(const struct fetch_outcome *outcome, struct buf *notice, struct pq_error *error);

#endif
