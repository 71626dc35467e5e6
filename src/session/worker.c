/* session/worker.c - one article, opened by a child process or, for tests, in this one. */
#include "session/worker.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/web.h"
#include "session/child.h"
#include "session/wire.h"

enum { PATIENCE = 120000 /* ms for each 10 MB begun: twice the CPU time that annotating may take */ };

struct worker {
	struct engine *engine;
	struct worker_input input;
	struct steps steps;
	enum worker_manner manner;
	bool over;
	pid_t pid;
	int socket, clock;
	uint64_t size;            /**< bytes the child has read */
	struct doc_memory *bytes; /**< of standard input or a page, for a second child */
	bool has_read, has_document, stripping;
	struct pq_error died; /**< what became of the first child, while a second one strips */
	char notice[300];
};

/* The clock runs from the moment the bytes are there: a pipe may be slow. */
static void wind_clock(struct worker *w)
{
	uint64_t ms = w->input.patience ? w->input.patience : PATIENCE * steps_scale((size_t)w->size);
	struct itimerspec when = {.it_value = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000}};
	if (w->clock >= 0)
		timerfd_settime(w->clock, 0, &when, NULL);
}

static void stop_clock(struct worker *w)
{
	struct itimerspec never = {0};
	if (w->clock >= 0)
		timerfd_settime(w->clock, 0, &never, NULL);
}

static bool clock_has_struck(const struct worker *w)
{
	uint64_t times;
	return w->clock >= 0 && read(w->clock, &times, sizeof times) == sizeof times;
}

static enum pq_status start_child(struct worker *w, struct pq_error *error)
{
	struct steps steps = {
		.engine = w->engine, .input = &w->input, .manner = w->manner, .strip = w->stripping ? w->notice : NULL};
	stop_clock(w);
	return child_start(&steps, &w->pid, &w->socket, error);
}

enum pq_status worker_new(struct engine *engine, const struct worker_input *input, enum worker_manner manner,
			  struct worker **out, struct pq_error *error)
{
	*out = NULL;
	struct worker *w = mem_zero(1, sizeof *w);
	if (!w)
		return error_nomem(error);
	*w = (struct worker){.engine = engine, .input = *input, .manner = manner, .socket = -1, .clock = -1};
	w->steps = (struct steps){.engine = engine, .input = &w->input, .manner = manner};
	if (manner != WORKER_IN_PROCESS) {
		w->clock = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
		enum pq_status status = start_child(w, error);
		if (status != PQ_OK) {
			worker_free(w);
			return status;
		}
	}
	*out = w;
	return PQ_OK;
}

unsigned worker_poll(const struct worker *w, struct pollfd *fds)
{
	unsigned n = 0;
	if (w->socket >= 0)
		fds[n++] = (struct pollfd){.fd = w->socket, .events = POLLIN};
	if (w->socket >= 0 && w->clock >= 0)
		fds[n++] = (struct pollfd){.fd = w->clock, .events = POLLIN};
	return n;
}

pid_t worker_pid(const struct worker *w)
{
	return w->pid;
}

/* The child is gone or has to go; its status. */
static int bury(struct worker *w, bool kill_it)
{
	int status = 0;
	if (w->socket >= 0)
		close(w->socket);
	w->socket = -1;
	if (w->pid > 0) {
		if (kill_it)
			kill(w->pid, SIGKILL);
		status = child_reap(w->pid);
	}
	w->pid = 0;
	return status;
}

/* Where there is no document yet but the bytes can be had again, a second child strips them; where not, that is the end. */
static void recover(struct worker *w, const struct pq_error *why, struct worker_event *event)
{
	bool again = !w->has_document && !w->stripping && !w->input.whole && w->has_read;
	bool page = w->input.path && web_is_page(w->input.path),
	     once = page || (w->input.path && !strcmp(w->input.path, "-"));
	*event = (struct worker_event){.kind = WORKER_FAILED, .error = w->stripping ? w->died : *why};
	w->over = true;
	if (!again || (once && !w->bytes))
		return;
	if (once) {
		w->input.path = NULL;
		w->input.fetched = page;
		w->input.bytes = doc_memory_bytes(w->bytes, &w->input.len);
	}
	w->died = *why;
	w->stripping = true;
	(void)!snprintf(w->notice, sizeof w->notice, "Annotations are missing: %s.", why->message);
	struct pq_error ignored;
	if (start_child(w, &ignored) != PQ_OK)
		return;
	w->over = false;
	event->kind = WORKER_NOTHING;
}

/* What the child said, as the caller is told it: of a second child's work, its document alone. */
static void take_event(struct worker *w, struct worker_event *event, uint64_t size)
{
	switch (event->kind) {
	case WORKER_PROGRESS:
		return;
	case WORKER_BYTES:
		w->size = size < PQ_MAX_TEXT ? size : PQ_MAX_TEXT;
		w->has_read = true;
		if (event->memory && !w->stripping)
			w->bytes = doc_memory_hold(event->memory);
		if (!event->memory || w->stripping) {
			doc_memory_drop(event->memory);
			*event = (struct worker_event){.kind = WORKER_NOTHING};
		}
		break;
	case WORKER_ENTRIES:
	case WORKER_DOCUMENT:
		w->has_document = true;
		break;
	case WORKER_DONE:
	case WORKER_FAILED:
		bury(w, true);
		w->over = true;
		if (w->stripping)
			*event = (struct worker_event){.kind = WORKER_FAILED, .error = w->died};
		break;
	default:
		break;
	}
	wind_clock(w);
}

static void next_of_child(struct worker *w, struct worker_event *event)
{
	struct pq_error why = {0};
	uint64_t size = 0;
	bool struck = clock_has_struck(w);
	enum wire_result result = wire_receive(w->socket, steps_memory((size_t)w->size), event, &size);
	switch (result) {
	case WIRE_EVENT:
		take_event(w, event, size);
		return;
	case WIRE_NOTHING:
		if (!struck)
			return;
		bury(w, true);
		(void)error_set(&why, PQ_EIO, "the worker stalled and was stopped");
		break;
	case WIRE_CLOSED:
		child_epitaph(bury(w, false), &why);
		break;
	case WIRE_BROKEN:
		bury(w, true);
		(void)error_set(&why, PQ_EIO, "the worker sent what cannot be read");
		break;
	}
	recover(w, &why, event);
}

void worker_next(struct worker *w, struct worker_event *event)
{
	*event = (struct worker_event){.kind = WORKER_NOTHING};
	if (w->over)
		return;
	if (w->manner != WORKER_IN_PROCESS) {
		next_of_child(w, event);
		return;
	}
	steps_next(&w->steps, event);
	w->over = event->kind == WORKER_DONE || event->kind == WORKER_FAILED;
	if (event->kind == WORKER_BYTES && !event->memory) {
		*event = (struct worker_event){.kind = WORKER_NOTHING};
	}
}

void worker_free(struct worker *w)
{
	if (!w)
		return;
	bury(w, true);
	if (w->clock >= 0)
		close(w->clock);
	steps_release(&w->steps);
	doc_memory_drop(w->bytes);
	mem_free(w);
}
