/* session/fetch.c - the helper program that fetches pages: started, listened to, ended. */
#include "session/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/place.h"
#include "base/web.h"

enum { MOST_CAME = (32 << 20) + 65536 /* what the helper fetches at most, and a header */, ONE_READ = 65536 };
static const char helper[] = "pullquote-fetch";

/* ---- the helper's process ---- */

/* In the new process: descriptors 0 and 1, nothing else of ours; it ends with whoever waits for it. */
__attribute__((noreturn)) static void become_helper(const char *program, int in, int out, pid_t parent)
{
	char *const argv[] = {(char *)helper, NULL};
	int nowhere = open("/dev/null", O_RDWR);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || nowhere < 0)
		_exit(126);
	/* Out of the way first, since either may be 0 or 1 itself. */
	in = fcntl(in, F_DUPFD, 10);
	out = fcntl(out, F_DUPFD, 10);
	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(nowhere, 2) < 0 ||
	    close_range(3, ~0u, 0) != 0)
		_exit(126);
	execv(program, argv);
	_exit(127);
}

static enum pq_status run_helper(struct fetch *f, const char *program, const int to[2], const int from[2],
				 struct pq_error *error)
{
	pid_t parent = getpid();
	f->pid = fork();
	if (f->pid == 0)
		become_helper(program, to[0], from[1], parent);
	if (f->pid > 0)
		return PQ_OK;
	f->pid = 0;
	return error_set(error, PQ_EIO, "cannot start %s: %s", helper, strerror(errno));
}

/* The address goes through a pipe, not through the command line, which everybody on the machine can read. */
static enum pq_status start(struct fetch *f, const char *program, const char *url, struct pq_error *error)
{
	int to[2], from[2];
	if (pipe2(to, O_CLOEXEC) < 0)
		return error_set(error, PQ_EIO, "cannot start %s: %s", helper, strerror(errno));
	if (pipe2(from, O_CLOEXEC) < 0) {
		close(to[0]);
		close(to[1]);
		return error_set(error, PQ_EIO, "cannot start %s: %s", helper, strerror(errno));
	}
	f->from = from[0];
	/* A pipe holds any address, so it can be written before there is somebody to read it. */
	enum pq_status status = file_write_fd(to[1], helper, url, strlen(url), error);
	if (status == PQ_OK)
		status = run_helper(f, program, to, from, error);
	close(to[0]);
	close(to[1]);
	close(from[1]);
	return status;
}

enum pq_status fetch_start(struct fetch *f, const char *url, struct pq_error *error)
{
	struct buf program = {0}, shown = {0};
	*f = (struct fetch){.from = -1};
	enum pq_status status;
	if (strlen(url) > ONE_READ / 8) {
		status = error_set(error, PQ_EINVAL, "the address is longer than %d bytes", ONE_READ / 8);
	} else if (place_helper(helper, &program)) {
		status = start(f, program.bytes, url, error);
	} else {
		web_show(url, &shown);
		status = error_set(error, PQ_EUNSUPPORTED,
				   "%s, which fetches pages, is not installed: curl -L '%s' | pullquote -", helper,
				   shown.bytes ? shown.bytes : "URL");
	}
	buf_release(&program);
	buf_release(&shown);
	return status;
}

void fetch_release(struct fetch *f)
{
	if (f->from >= 0)
		close(f->from);
	if (f->pid > 0) {
		kill(f->pid, SIGKILL);
		while (waitpid(f->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	buf_release(&f->came);
	*f = (struct fetch){.from = -1};
}

/* ---- what it says ---- */

static enum pq_status not_understood(struct pq_error *error)
{
	return error_set(error, PQ_EIO, "%s ended without a page", helper);
}

/* The last progress among whole lines at the start of what came; they are dropped. */
static bool take_progress(struct buf *came, uint64_t *got)
{
	size_t done = 0;
	for (char *end; came->len - done > 4 && !memcmp(came->bytes + done, "got ", 4);) {
		if (!(end = memchr(came->bytes + done, '\n', came->len - done)))
			break;
		*got = strtoull(came->bytes + done + 4, NULL, 10);
		done = (size_t)(end + 1 - came->bytes);
	}
	if (done) {
		memmove(came->bytes, came->bytes + done, came->len - done + 1);
		came->len -= done;
	}
	return done != 0;
}

/* "error -3 the words": into ERROR. */
static enum pq_status take_error(const struct buf *came, struct pq_error *error)
{
	char *words;
	long status = strtol(came->bytes + 6, &words, 10);
	words += *words == ' ';
	if (status >= PQ_OK || status < PQ_EINTERRUPTED)
		status = PQ_EIO;
	return error_set(error, (enum pq_status)status, "%.*s", (int)strcspn(words, "\n"), words);
}

static enum pq_status at_end(struct fetch *f, struct pq_error *error)
{
	int status = 0;
	while (waitpid(f->pid, &status, 0) < 0 && errno == EINTR)
		;
	f->pid = 0;
	f->over = true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return error_set(error, PQ_EIO, "%s cannot be run: install pullquote again", helper);
	if (!WIFEXITED(status) || WEXITSTATUS(status) || !f->came.len)
		return not_understood(error);
	return f->came.len > 6 && !memcmp(f->came.bytes, "error ", 6) ? take_error(&f->came, error) : PQ_OK;
}

enum pq_status fetch_next(struct fetch *f, uint64_t *got, struct pq_error *error)
{
	for (;;) {
		if (!buf_reserve(&f->came, ONE_READ))
			return error_nomem(error);
		ssize_t n = read(f->from, f->came.bytes + f->came.len, ONE_READ);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set(error, PQ_EIO, "cannot read what %s says: %s", helper, strerror(errno));
		if (n == 0)
			return at_end(f, error);
		f->came.len += (size_t)n;
		f->came.bytes[f->came.len] = '\0';
		if (f->came.len > MOST_CAME)
			return not_understood(error);
		if (take_progress(&f->came, got))
			return PQ_OK;
	}
}

/* ---- what came ---- */

static char **field(struct fetched *page, const char *line)
{
	const struct {
		const char *key;
		char **value;
	} fields[] = {{"url ", &page->url},
		      {"type ", &page->media_type},
		      {"charset ", &page->charset},
		      {"notice ", &page->notice}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!strncmp(line, fields[i].key, strlen(fields[i].key)))
			return fields[i].value;
	return NULL;
}

enum pq_status fetched_open(struct fetched *page, const char *bytes, size_t len, struct pq_error *error)
{
	*page = (struct fetched){0};
	const char *end = memmem(bytes, len, "\n\n", 2);
	if (!end || memchr(bytes, '\0', (size_t)(end - bytes)))
		return not_understood(error);
	buf_add(&page->lines, bytes, (size_t)(end + 1 - bytes));
	if (page->lines.failed)
		return error_nomem(error);
	page->body = end + 2;
	page->len = len - (size_t)(end + 2 - bytes);
	for (char *line = page->lines.bytes, *next; *line; line = next) {
		next = strchr(line, '\n');
		*next++ = '\0';
		char **value = field(page, line);
		if (!value)
			return not_understood(error);
		*value = strchr(line, ' ') + 1;
	}
	return page->url && web_is_page(page->url) ? PQ_OK : not_understood(error);
}

void fetched_release(struct fetched *page)
{
	buf_release(&page->lines);
	*page = (struct fetched){0};
}
