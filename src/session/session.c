/* session/session.c - the open articles, their workers, and the snapshot of each that is in force. */
#include "session/session.h"

#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/vec.h"
#include "base/web.h"

enum { MOST_WORKERS = 2 };

struct slot {
	struct article article;
	struct worker_input input; /**< its strings are the slot's */
	char *path;
	struct doc_memory *bytes; /**< what standard input held */
	struct worker *worker;
};

struct session {
	struct engine *engine;
	enum worker_manner manner;
	VEC(struct slot *) slots;
	uint32_t shown;
};

uint64_t session_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

enum pq_status session_new(struct engine *engine, enum worker_manner manner, struct session **out,
			   struct pq_error *error)
{
	*out = mem_zero(1, sizeof **out);
	if (!*out)
		return error_nomem(error);
	(*out)->engine = engine;
	(*out)->manner = manner;
	return PQ_OK;
}

static void free_slot(struct slot *slot)
{
	if (!slot)
		return;
	worker_free(slot->worker);
	snapshot_drop(slot->article.snapshot);
	doc_memory_drop(slot->bytes);
	mem_free(slot->article.name);
	mem_free(slot->path);
	mem_free(slot);
}

void session_free(struct session *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->slots.len; i++)
		free_slot(s->slots.at[i]);
	vec_release(&s->slots);
	mem_free(s);
}

/* What an article is called: a URL's password is no part of it. */
static char *make_name(const struct worker_input *input)
{
	struct buf name = {0};
	size_t len;
	web_show(input->name ? input->name : input->path ? input->path : "-", &name);
	buf_reserve(&name, 1);
	return buf_take(&name, &len);
}

static struct slot *new_slot(const struct worker_input *input)
{
	struct slot *slot = mem_zero(1, sizeof *slot);
	if (!slot)
		return NULL;
	slot->input = *input;
	slot->article.name = make_name(input);
	slot->path = input->path ? mem_copy(input->path, strlen(input->path)) : NULL;
	if (!slot->article.name || (input->path && !slot->path)) {
		free_slot(slot);
		return NULL;
	}
	slot->input.name = slot->article.name;
	slot->input.path = slot->path;
	return slot;
}

enum pq_status session_add(struct session *s, const struct worker_input *input, uint32_t *index, struct pq_error *error)
{
	struct slot *slot = new_slot(input);
	if (!slot || !vec_push(&s->slots, slot)) {
		free_slot(slot);
		return error_nomem(error);
	}
	*index = s->slots.len - 1;
	return PQ_OK;
}

uint32_t session_count(const struct session *s)
{
	return s->slots.len;
}

const struct article *session_article(const struct session *s, uint32_t index)
{
	return &s->slots.at[index]->article;
}

/* ---- phases ---- */

static void enter(struct slot *slot, enum article_phase phase)
{
	slot->article.phase = phase;
	slot->article.version++;
}

static void fail(struct slot *slot, const struct pq_error *error)
{
	worker_free(slot->worker);
	slot->worker = NULL;
	slot->article.error = *error;
	enter(slot, ARTICLE_FAILED);
}

static void start(struct session *s, struct slot *slot)
{
	struct pq_error error;
	worker_free(slot->worker);
	slot->article.since = session_now();
	slot->article.loaded = 0;
	slot->article.error = (struct pq_error){0};
	if (worker_new(s->engine, &slot->input, s->manner, &slot->worker, &error) == PQ_OK)
		enter(slot, ARTICLE_LOADING);
	else
		fail(slot, &error);
}

static uint32_t workers(const struct session *s)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->slots.len; i++)
		n += s->slots.at[i]->worker != NULL;
	return n;
}

/* Make room for the article that is shown: one in the background goes back to waiting.  One that reads standard input stays: what it has
 * read cannot be read again. */
static void make_room(struct session *s, uint32_t index)
{
	for (uint32_t i = 0; i < s->slots.len && workers(s) >= MOST_WORKERS; i++) {
		struct slot *slot = s->slots.at[i];
		bool once = slot->path && !strcmp(slot->path, "-") && !slot->bytes;
		if (i == index || !slot->worker || once)
			continue;
		worker_free(slot->worker);
		slot->worker = NULL;
		enter(slot, ARTICLE_WAITING);
	}
}

void session_show(struct session *s, uint32_t index)
{
	s->shown = index;
	if (s->slots.at[index]->article.phase != ARTICLE_WAITING)
		return;
	make_room(s, index);
	start(s, s->slots.at[index]);
}

/* Standard input is read once; what it held serves from then on. */
void session_reload(struct session *s, uint32_t index)
{
	struct slot *slot = s->slots.at[index];
	if (slot->path && !strcmp(slot->path, "-")) {
		if (!slot->bytes)
			return;
		slot->input.path = NULL;
		slot->input.bytes = doc_memory_bytes(slot->bytes, &slot->input.len);
	}
	make_room(s, index);
	start(s, slot);
}

bool session_stop(struct session *s, uint32_t index)
{
	struct slot *slot = s->slots.at[index];
	struct pq_error error;
	if (slot->article.phase != ARTICLE_LOADING)
		return false;
	(void)error_set(&error, PQ_EINTERRUPTED, "%s: loading was stopped; reload starts it again", slot->article.name);
	fail(slot, &error);
	return true;
}

/* ---- what comes ---- */

static void take_document(struct slot *slot, struct doc_memory *memory)
{
	struct pq_snapshot *fresh;
	struct pq_error error;
	if (snapshot_new(memory, NULL, 0, &fresh, &error) != PQ_OK) {
		fail(slot, &error);
		return;
	}
	snapshot_drop(slot->article.snapshot);
	slot->article.snapshot = fresh;
	enter(slot, ARTICLE_READING);
}

static void take_annotations(struct slot *slot, struct doc_memory *memory)
{
	struct pq_snapshot *fresh;
	struct pq_error error;
	if (slot->article.phase != ARTICLE_READING) { /* annotations before their document */
		doc_memory_drop(memory);
		(void)error_set(&error, PQ_EIO, "the worker sent what cannot be read");
		fail(slot, &error);
		return;
	}
	if (snapshot_next(slot->article.snapshot, memory, &fresh, &error) != PQ_OK) {
		fail(slot, &error);
		return;
	}
	snapshot_drop(slot->article.snapshot);
	slot->article.snapshot = fresh;
	slot->article.version++;
}

static void take(struct slot *slot, struct worker_event *event)
{
	switch (event->kind) {
	case WORKER_NOTHING:
		break;
	case WORKER_PROGRESS:
		slot->article.loaded = event->size;
		slot->article.version++;
		break;
	case WORKER_BYTES:
		doc_memory_drop(slot->bytes);
		slot->bytes = event->memory;
		break;
	case WORKER_DOCUMENT:
		take_document(slot, event->memory);
		break;
	case WORKER_ANNOTATIONS:
		take_annotations(slot, event->memory);
		break;
	case WORKER_DONE:
		worker_free(slot->worker);
		slot->worker = NULL;
		enter(slot, ARTICLE_DONE);
		break;
	case WORKER_FAILED:
		fail(slot, &event->error);
		break;
	}
}

/* Everything that has come; in process, one step. */
static void pump_slot(const struct session *s, struct slot *slot)
{
	struct worker_event event;
	do {
		worker_next(slot->worker, &event);
		take(slot, &event);
	} while (slot->worker && event.kind != WORKER_NOTHING && s->manner != WORKER_IN_PROCESS);
}

unsigned session_poll(const struct session *s, struct pollfd *fds, unsigned max, bool *busy)
{
	unsigned n = 0;
	bool waiting = false;
	for (uint32_t i = 0; i < s->slots.len; i++) {
		const struct slot *slot = s->slots.at[i];
		if (slot->worker && n + 2 <= max)
			n += worker_poll(slot->worker, fds + n);
		waiting |= slot->article.phase == ARTICLE_WAITING;
	}
	*busy = workers(s) ? s->manner == WORKER_IN_PROCESS : waiting;
	return n;
}

/* In process the shown article goes first, one step a call. */
static uint32_t turn_of(const struct session *s)
{
	if (s->shown < s->slots.len && s->slots.at[s->shown]->worker)
		return s->shown;
	for (uint32_t i = 0; i < s->slots.len; i++)
		if (s->slots.at[i]->worker)
			return i;
	return s->slots.len;
}

static void start_next(struct session *s)
{
	for (uint32_t i = 0; i < s->slots.len; i++) {
		if (s->slots.at[i]->article.phase != ARTICLE_WAITING)
			continue;
		start(s, s->slots.at[i]);
		return;
	}
}

static uint64_t versions(const struct session *s)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < s->slots.len; i++)
		sum += s->slots.at[i]->article.version;
	return sum;
}

bool session_pump(struct session *s)
{
	uint64_t before = versions(s);
	uint32_t turn = turn_of(s);
	if (turn == s->slots.len)
		start_next(s);
	else if (s->manner == WORKER_IN_PROCESS)
		pump_slot(s, s->slots.at[turn]);
	else
		for (uint32_t i = 0; i < s->slots.len; i++)
			if (s->slots.at[i]->worker)
				pump_slot(s, s->slots.at[i]);
	return versions(s) != before;
}
