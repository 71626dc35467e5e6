/* session/batch.c - many articles through several workers, results in the order of the arguments. */
#include "session/batch.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"

enum { MOST_JOBS = 64, WAITING_PER_JOB = 4 };

struct result {
	struct worker *worker;
	struct pq_snapshot *snapshot;
	struct pq_error error;
	bool over;
};

struct batch {
	struct engine *engine;
	const struct worker_input *inputs;
	uint32_t n, jobs, running;
	uint32_t started, told; /**< inputs that have a worker or had one; inputs whose result the sink has seen */
	enum worker_manner manner;
	bool stopped;
	struct result *results;
};

static unsigned processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (unsigned)n;
}

static void give_up(struct batch *b, struct result *r)
{
	snapshot_drop(r->snapshot);
	r->snapshot = NULL;
	worker_free(r->worker);
	r->worker = NULL;
	r->over = true;
	b->running--;
}

static void start(struct batch *b)
{
	struct result *r = &b->results[b->started];
	struct worker_input input = b->inputs[b->started++];
	input.whole = true;
	b->running++;
	if (worker_new(b->engine, &input, b->manner, &r->worker, &r->error) != PQ_OK)
		give_up(b, r);
}

static void take_annotations(struct batch *b, struct result *r, struct doc_memory *memory)
{
	struct pq_snapshot *fresh = NULL;
	if (!r->snapshot) {
		doc_memory_drop(memory);
		(void)error_set(&r->error, PQ_EIO, "the worker sent what cannot be read");
		give_up(b, r);
		return;
	}
	enum pq_status status = snapshot_next(r->snapshot, memory, &fresh, &r->error);
	snapshot_drop(r->snapshot);
	r->snapshot = fresh;
	if (status != PQ_OK)
		give_up(b, r);
}

static void take(struct batch *b, struct result *r, struct worker_event *event)
{
	switch (event->kind) {
	case WORKER_NOTHING:
	case WORKER_PROGRESS:
		break;
	case WORKER_BYTES:
		doc_memory_drop(event->memory);
		break;
	case WORKER_DOCUMENT:
		snapshot_drop(r->snapshot);
		r->snapshot = NULL;
		if (snapshot_new(event->memory, NULL, 0, &r->snapshot, &r->error) != PQ_OK)
			give_up(b, r);
		break;
	case WORKER_ANNOTATIONS:
		take_annotations(b, r, event->memory);
		break;
	case WORKER_DONE:
		worker_free(r->worker);
		r->worker = NULL;
		r->over = true;
		b->running--;
		break;
	case WORKER_FAILED:
		r->error = event->error;
		give_up(b, r);
		break;
	}
}

/* Wait for any worker, then take what has come from each. */
static void pump(struct batch *b)
{
	struct pollfd fds[2 * MOST_JOBS];
	unsigned n = 0;
	for (uint32_t i = b->told; i < b->started; i++)
		if (b->results[i].worker)
			n += worker_poll(b->results[i].worker, fds + n);
	if (n)
		(void)poll(fds, n, -1);
	for (uint32_t i = b->told; i < b->started; i++) {
		struct result *r = &b->results[i];
		struct worker_event event = {.kind = WORKER_DONE};
		while (r->worker && event.kind != WORKER_NOTHING) {
			worker_next(r->worker, &event);
			take(b, r, &event);
		}
	}
}

static void tell(struct batch *b, batch_sink sink, void *user)
{
	while (!b->stopped && b->told < b->started && b->results[b->told].over) {
		struct result *r = &b->results[b->told];
		b->stopped = !sink(user, &b->inputs[b->told], r->snapshot, &r->error);
		snapshot_drop(r->snapshot);
		r->snapshot = NULL;
		b->told++;
	}
}

enum pq_status batch_run(struct engine *engine, const struct worker_input *inputs, uint32_t n, unsigned jobs,
			 enum worker_manner manner, batch_sink sink, void *user, struct pq_error *error)
{
	struct batch b = {.engine = engine, .inputs = inputs, .n = n, .manner = manner};
	b.jobs = manner == WORKER_IN_PROCESS ? 1 : jobs ? jobs : processors();
	b.jobs = b.jobs > MOST_JOBS ? MOST_JOBS : b.jobs;
	b.results = mem_zero(n, sizeof *b.results);
	if (!b.results)
		return error_nomem(error);
	while (b.told < n && !b.stopped) {
		while (b.started < n && b.running < b.jobs && b.started - b.told < b.jobs * (WAITING_PER_JOB + 1))
			start(&b);
		pump(&b);
		tell(&b, sink, user);
	}
	for (uint32_t i = b.told; i < b.started; i++) {
		worker_free(b.results[i].worker);
		snapshot_drop(b.results[i].snapshot);
	}
	mem_free(b.results);
	return b.stopped ? error_set(error, PQ_EINTERRUPTED, "stopped") : PQ_OK;
}
