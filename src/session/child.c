/* session/child.c - the child process of a worker. */
#include "session/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "session/walls.h"
#include "session/wire.h"

enum {
	PARSE_SECONDS = 5,
	ANNOTATE_SECONDS = 60, /* CPU time for each 10 MB begun; the first is safety.md's */
	MOST_FILES = 16
};

/* Signals as a fresh process has them: none of the parent's handlers may run here, they restore a terminal. */
static void forget_signals(void)
{
	sigset_t none;
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Keep the input and the socket, as descriptors 0 and 3; the standard ones lead nowhere. */
static bool forget_files(int input, int socket)
{
	int nowhere = open("/dev/null", O_RDWR);
	if (nowhere < 0)
		return false;
	int kept_input = fcntl(input >= 0 ? input : nowhere, F_DUPFD, 10);
	int kept_socket = fcntl(socket, F_DUPFD, 10);
	if (kept_input < 0 || kept_socket < 0 || dup2(kept_input, 0) < 0 || dup2(nowhere, 1) < 0 ||
	    dup2(nowhere, 2) < 0 || dup2(kept_socket, 3) < 0)
		return false;
	return close_range(4, ~0u, 0) == 0;
}

/* For good: what may be used NOW, and what may be asked for later at most. */
static void limit(int what, uint64_t now, uint64_t ever)
{
	struct rlimit limit;
	if (getrlimit(what, &limit) < 0)
		return;
	if (ever < limit.rlim_max)
		limit.rlim_max = (rlim_t)ever;
	limit.rlim_cur = now < limit.rlim_max ? (rlim_t)now : limit.rlim_max;
	setrlimit(what, &limit);
}

/* SECONDS more for what comes next, LATER more for what comes after that. */
static void limit_cpu(uint64_t seconds, uint64_t later)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	seconds += (uint64_t)used.ru_utime.tv_sec + (uint64_t)used.ru_stime.tv_sec;
	limit(RLIMIT_CPU, seconds, seconds + later);
}

/* Limits follow what has to be done next: they are for an input that makes us run away. */
static void limit_parsing(const struct worker_input *input, size_t len)
{
	uint64_t scale = steps_scale(len), memory = steps_memory(len) + input->beside;
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_NPROC, 0, 0);
	limit(RLIMIT_NOFILE, MOST_FILES, MOST_FILES);
	limit_cpu(input->cpu_seconds ? input->cpu_seconds : PARSE_SECONDS * scale, ANNOTATE_SECONDS * scale);
	if (WALLS_ABSENT)
		return;
	limit(RLIMIT_AS, memory, memory);
	limit(RLIMIT_FSIZE, memory, memory); /* the size of the memory that is sent counts as a file's */
}

/* The bytes are here.  What is needed of files is taken, then the walls go up before any of the bytes are parsed.  The language data can
 * wait until the document is on its way, if it alone can be left readable. */
static void shut_in(struct steps *steps, struct walls *walls)
{
	struct pq_error error; /* comes again, and is told, when the data is used */
	limit_parsing(steps->input, steps->len);
	dup2(1, 0); /* the input may be somebody's socket */
	if (WALLS_ABSENT || steps->manner != WORKER_WALLED)
		return;
	const char *folder = steps_prepare(steps);
	if (folder && !walls_know_files() && engine_warm(steps->engine, &error) == PQ_OK)
		folder = NULL;
	walls_raise(walls, folder);
}

static void prepare_annotating(struct steps *steps, struct walls *walls)
{
	struct pq_error error;
	limit_cpu(ANNOTATE_SECONDS * steps_scale(steps->len), 0);
	if (walls->folder && engine_warm(steps->engine, &error) == PQ_OK)
		walls_close(walls);
}

static void work(struct steps *steps, int socket)
{
	size_t len = 0;
	struct walls walls = {0};
	for (;;) {
		struct worker_event event;
		steps_next(steps, &event);
		if (event.kind == WORKER_BYTES)
			len = steps->len;
		bool sent = wire_send(socket, &event, len);
		doc_memory_drop(event.memory);
		if (!sent && event.kind != WORKER_FAILED && errno != EPIPE) {
			event = (struct worker_event){.kind = WORKER_FAILED};
			(void)error_nomem(&event.error);
			(void)wire_send(socket, &event, 0);
		}
		if (!sent || event.kind == WORKER_DONE || event.kind == WORKER_FAILED)
			return;
		if (event.kind == WORKER_BYTES)
			shut_in(steps, &walls);
		else if (event.kind == WORKER_DOCUMENT)
			prepare_annotating(steps, &walls);
	}
}

static void child_main(struct steps *steps, int socket, pid_t parent)
{
	struct worker_input input = *steps->input;
	forget_signals();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	bool from_fd = input.path && !strcmp(input.path, "-");
	if (!forget_files(from_fd ? input.fd : -1, socket))
		_exit(1);
	input.fd = 0;
	steps->input = &input;
	work(steps, 3);
	_exit(0);
}

enum pq_status child_start(struct steps *steps, pid_t *pid, int *socket, struct pq_error *error)
{
	int ends[2];
	sigset_t all, before;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return error_set(error, PQ_EIO, "cannot start a worker: %s", strerror(errno));
	pid_t parent = getpid();
	/* No signal may run a handler of ours in the child before they are all forgotten. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	*pid = fork();
	if (*pid == 0)
		child_main(steps, ends[1], parent);
	int saved = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	if (*pid > 0) {
		*socket = ends[0];
		return PQ_OK;
	}
	close(ends[0]);
	*pid = 0;
	return error_set(error, PQ_EIO, "cannot start a worker: %s", strerror(saved));
}

int child_reap(pid_t pid)
{
	int status = 0, fd = pidfd_open(pid, 0);
	if (fd >= 0) {
		struct pollfd exited = {.fd = fd, .events = POLLIN};
		if (poll(&exited, 1, 1000) == 0)
			kill(pid, SIGKILL);
		close(fd);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

void child_epitaph(int status, struct pq_error *error)
{
	if (!WIFSIGNALED(status)) {
		(void)error_set(error, PQ_EIO, "the worker ended too early (status %d)",
				WIFEXITED(status) ? WEXITSTATUS(status) : -1);
		return;
	}
	const char *name = sigabbrev_np(WTERMSIG(status)), *why = "the worker died";
	if (WTERMSIG(status) == SIGXCPU)
		why = "the worker used up its time";
	if (WTERMSIG(status) == SIGSYS)
		why = "the worker tried what it may not do and was stopped";
	if (name)
		(void)error_set(error, PQ_EIO, "%s (SIG%s)", why, name);
	else
		(void)error_set(error, PQ_EIO, "%s (signal %d)", why, WTERMSIG(status));
}
