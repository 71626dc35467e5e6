/* session/batch.c - many articles through several workers, results in the order of the arguments. */
#include "session/batch.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/vec.h"
#include "session/entry.h"
#include "session/walls.h"

enum { MOST_JOBS = 64, WAITING_PER_JOB = 4 };

/** An input, an entry of one, or those of its entries that are not looked at yet: there may be a million. */
struct job {
	struct worker_input input;
	struct entry_input entry; /**< what INPUT is, if it is an entry */
	struct worker *worker;
	struct pq_snapshot *snapshot;
	struct pq_error error;
	struct doc_memory *memory; /**< of ALL; NULL: this is one article */
	struct entries all;        /**< from NEXT on they come in this job's place */
	uint32_t next;
	bool begun, over;
};

struct batch {
	struct engine *engine;
	VEC(struct job *) jobs;
	uint32_t most, running;
	uint32_t told; /**< jobs whose result the sink has seen */
	enum worker_manner manner;
	bool stopped, failed; /**< FAILED: no memory */
	bool cold;            /**< the language data cannot be read: each child says so */
};

static unsigned processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (unsigned)n;
}

static void free_job(struct job *j)
{
	if (!j)
		return;
	worker_free(j->worker);
	snapshot_drop(j->snapshot);
	entry_input_release(&j->entry);
	doc_memory_drop(j->memory);
	mem_free(j);
}

static void give_up(struct batch *b, struct job *j)
{
	snapshot_drop(j->snapshot);
	j->snapshot = NULL;
	worker_free(j->worker);
	j->worker = NULL;
	j->over = true;
	b->running--;
}

static void start(struct batch *b, struct job *j)
{
	j->begun = true;
	j->input.whole = true;
	b->running++;
	if (worker_new(b->engine, &j->input, b->manner, &j->worker, &j->error) != PQ_OK)
		give_up(b, j);
}

/* Jobs are looked at as far ahead of what was told as results may wait for their turn. */
static uint32_t window(const struct batch *b)
{
	uint32_t end = b->told + b->most * (WAITING_PER_JOB + 1);
	return end < b->jobs.len ? end : b->jobs.len;
}

static void take_annotations(struct batch *b, struct job *j, struct doc_memory *memory)
{
	struct pq_snapshot *fresh = NULL;
	if (!j->snapshot) {
		doc_memory_drop(memory);
		(void)error_set(&j->error, PQ_EIO, "the worker sent what cannot be read");
		give_up(b, j);
		return;
	}
	enum pq_status status = snapshot_next(j->snapshot, memory, &fresh, &j->error);
	snapshot_drop(j->snapshot);
	j->snapshot = fresh;
	if (status != PQ_OK)
		give_up(b, j);
}

/* Libraries that each child would load for itself at several times the cost of a page. */
static void load_for_all(const struct batch *b)
{
	if (b->manner == WORKER_IN_PROCESS)
		return;
	engine_load();
	if (b->manner == WORKER_WALLED)
		walls_load();
}

/* The next entry of those at INDEX, as a job in front of them. */
static bool take_next(struct batch *b, uint32_t index)
{
	struct job *rest = b->jobs.at[index], *j = mem_zero(1, sizeof *j);
	if (!j || !vec_reserve(&b->jobs, 1)) {
		mem_free(j);
		return false;
	}
	entry_input_open(&j->entry, &rest->input, rest->memory, &rest->all, rest->next++, &j->error);
	j->input = j->entry.input;
	j->begun = j->over = j->error.status != PQ_OK;
	if (rest->next < rest->all.n) {
		memmove(b->jobs.at + index + 1, b->jobs.at + index, (b->jobs.len - index) * sizeof *b->jobs.at);
		b->jobs.len++;
	} else {
		free_job(rest);
	}
	b->jobs.at[index] = j;
	return true;
}

/* As far as is looked ahead, each entry gets a job. */
static void open_entries(struct batch *b)
{
	for (uint32_t i = b->told; i < window(b) && !b->failed; i++)
		b->failed = b->jobs.at[i]->memory && !take_next(b, i);
}

static void start_some(struct batch *b)
{
	open_entries(b);
	for (uint32_t i = b->told; i < window(b) && b->running < b->most && !b->failed; i++)
		if (!b->jobs.at[i]->begun)
			start(b, b->jobs.at[i]);
}

static void take_entries(struct batch *b, uint32_t index, struct doc_memory *memory)
{
	struct job *j = b->jobs.at[index];
	size_t len;
	const void *bytes = doc_memory_bytes(memory, &len);
	bool good = entries_open(bytes, len, &j->all, &j->error) == PQ_OK;
	give_up(b, j);
	if (!good) {
		doc_memory_drop(memory);
		return;
	}
	j->memory = memory;
	j->over = false;
	load_for_all(b);
	/* Children that each read the word lists would read them a million times; what is wrong with them they tell. */
	struct pq_error told;
	if (j->all.n > 1 && !j->input.document_only && !b->cold)
		b->cold = engine_warm(b->engine, &told) != PQ_OK;
}

static void take(struct batch *b, uint32_t index, struct worker_event *event)
{
	struct job *j = b->jobs.at[index];
	switch (event->kind) {
	case WORKER_NOTHING:
	case WORKER_PROGRESS:
		break;
	case WORKER_BYTES:
		doc_memory_drop(event->memory);
		break;
	case WORKER_ENTRIES:
		take_entries(b, index, event->memory);
		break;
	case WORKER_DOCUMENT:
		snapshot_drop(j->snapshot);
		j->snapshot = NULL;
		if (snapshot_new(event->memory, NULL, 0, &j->snapshot, &j->error) != PQ_OK)
			give_up(b, j);
		break;
	case WORKER_ANNOTATIONS:
		take_annotations(b, j, event->memory);
		break;
	case WORKER_DONE:
		worker_free(j->worker);
		j->worker = NULL;
		j->over = true;
		b->running--;
		break;
	case WORKER_FAILED:
		j->error = event->error;
		give_up(b, j);
		break;
	}
}

/* Wait for any worker, then take what has come from each. */
static void pump(struct batch *b)
{
	struct pollfd fds[2 * MOST_JOBS];
	unsigned n = 0;
	for (uint32_t i = b->told; i < window(b); i++)
		if (b->jobs.at[i]->worker)
			n += worker_poll(b->jobs.at[i]->worker, fds + n);
	if (n)
		(void)poll(fds, n, -1);
	for (uint32_t i = b->told; i < window(b) && !b->failed; i++) {
		struct worker_event event = {.kind = WORKER_DONE};
		while (!b->failed && b->jobs.at[i]->worker && event.kind != WORKER_NOTHING) {
			worker_next(b->jobs.at[i]->worker, &event);
			take(b, i, &event);
		}
	}
}

static void tell(struct batch *b, batch_sink sink, void *user)
{
	while (!b->stopped && b->told < b->jobs.len && b->jobs.at[b->told]->over) {
		struct job *j = b->jobs.at[b->told];
		b->stopped = !sink(user, &j->input, j->snapshot, &j->error);
		free_job(j);
		b->jobs.at[b->told++] = NULL;
	}
}

static bool make_jobs(struct batch *b, const struct worker_input *inputs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct job *j = mem_zero(1, sizeof *j);
		if (!j || !vec_push(&b->jobs, j)) {
			free_job(j);
			return false;
		}
		j->input = inputs[i];
	}
	return true;
}

enum pq_status batch_run(struct engine *engine, const struct worker_input *inputs, uint32_t n, unsigned jobs,
			 enum worker_manner manner, batch_sink sink, void *user, struct pq_error *error)
{
	struct batch b = {.engine = engine, .manner = manner};
	b.most = manner == WORKER_IN_PROCESS ? 1 : jobs ? jobs : processors();
	b.most = b.most > MOST_JOBS ? MOST_JOBS : b.most;
	b.failed = !make_jobs(&b, inputs, n);
	if (n > 1)
		load_for_all(&b);
	while (!b.failed && !b.stopped && b.told < b.jobs.len) {
		start_some(&b);
		pump(&b);
		if (!b.failed)
			tell(&b, sink, user);
	}
	for (uint32_t i = b.told; i < b.jobs.len; i++)
		free_job(b.jobs.at[i]);
	vec_release(&b.jobs);
	if (b.failed)
		return error_nomem(error);
	return b.stopped ? error_set(error, PQ_EINTERRUPTED, "stopped") : PQ_OK;
}
