/* session/session.c - the open articles, their workers, and the snapshot of each that is in force. */
#include "session/session.h"

#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/vec.h"
#include "base/web.h"
#include "session/entry.h"

enum {
	MOST_WORKERS = 2,
	MOST_AHEAD = 32 /* articles read before they are shown: the lines of a batch are many */
};

struct slot {
	struct article article;
	struct worker_input input;  /**< what is read now; its strings are the slot's */
	struct worker_input origin; /**< what is read again from the start; INPUT but for what was packed */
	struct entry_input entry;   /**< what INPUT lies in, if that is an entry of another */
	char *path;
	struct doc_memory *bytes; /**< what standard input held, or a page */
	struct worker *worker;
};

struct session {
	struct engine *engine;
	enum worker_manner manner;
	VEC(struct slot *) slots;
	VEC(struct session_growth) grown; /**< not told yet */
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
	entry_input_release(&slot->entry);
	mem_free(slot->article.name);
	mem_free(slot->article.label);
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
	vec_release(&s->grown);
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
	slot->origin = slot->input;
	slot->article.charset = input->charset;
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

/* It would be the same again. */
static bool is_unreadable_entry(const struct slot *slot)
{
	return slot->article.phase == ARTICLE_FAILED && slot->entry.about.notice && !slot->input.len;
}

/* From the start.  Standard input is read once, and a page need not be FETCHED again: what they held serves. */
static bool from_start(struct slot *slot, bool fetch)
{
	bool once = slot->path && !strcmp(slot->path, "-"), page = slot->path && web_is_page(slot->path);
	if (is_unreadable_entry(slot) || (once && !slot->bytes))
		return false;
	slot->input = slot->origin;
	slot->input.charset = slot->article.charset;
	if (once || (page && !fetch && slot->bytes)) {
		slot->input.path = NULL;
		slot->input.fetched = page;
		slot->input.bytes = doc_memory_bytes(slot->bytes, &slot->input.len);
	}
	return true;
}

void session_reload(struct session *s, uint32_t index)
{
	if (!from_start(s->slots.at[index], true))
		return;
	make_room(s, index);
	start(s, s->slots.at[index]);
}

bool session_recode(struct session *s, uint32_t index, const char *name)
{
	struct slot *slot = s->slots.at[index];
	if (slot->origin.about && slot->origin.about->form != PQ_FORM_ANY)
		return false;
	slot->article.charset = name;
	if (from_start(slot, false)) {
		make_room(s, index);
		start(s, slot);
	}
	return true;
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

/* What was packed is read as if it had stood there as it is. */
static void take_packed(struct session *s, struct slot *slot, struct doc_memory *memory, const struct entries *all)
{
	struct pq_error fault;
	struct worker_input from = slot->input;
	struct entry_input before = slot->entry;
	entry_input_open(&slot->entry, &from, memory, all, 0, &fault);
	entry_input_release(&before);
	slot->input = slot->entry.input;
	slot->input.name = slot->article.name;
	start(s, slot);
}

static struct slot *slot_of_entry(const struct worker_input *from, struct doc_memory *memory, const struct entries *all,
				  uint32_t i)
{
	struct pq_error fault;
	struct entry_input entry;
	entry_input_open(&entry, from, memory, all, i, &fault);
	struct slot *slot = new_slot(&entry.input);
	if (!slot || (entry.label && !(slot->article.label = mem_copy(entry.label, strlen(entry.label))))) {
		free_slot(slot);
		entry_input_release(&entry);
		return NULL;
	}
	slot->entry = entry;
	slot->input.about = slot->origin.about = &slot->entry.about;
	slot->article.published = entry.about.published;
	if (fault.status != PQ_OK)
		fail(slot, &fault);
	return slot;
}

/* Room for N slots behind INDEX, told to whoever keeps indices. */
static bool grow(struct session *s, uint32_t index, uint32_t n)
{
	const struct session_growth growth = {index + 1, n};
	if (!n)
		return true;
	if (!vec_reserve(&s->slots, n) || !vec_push(&s->grown, growth))
		return false;
	memmove(s->slots.at + growth.at + n, s->slots.at + growth.at, (s->slots.len - growth.at) * sizeof *s->slots.at);
	memset(s->slots.at + growth.at, 0, n * sizeof *s->slots.at);
	s->slots.len += n;
	s->shown += s->shown >= growth.at ? n : 0;
	return true;
}

/* The article at INDEX becomes the entries in MEMORY. */
static void take_several(struct session *s, uint32_t index, struct doc_memory *memory, const struct entries *all)
{
	struct slot *old = s->slots.at[index];
	VEC(struct slot *) fresh = {0};
	struct pq_error error;
	bool failed = false;
	for (uint32_t i = 0; i < all->n && !failed; i++) {
		struct slot *slot = slot_of_entry(&old->input, memory, all, i);
		failed = !slot || !vec_push(&fresh, slot);
		if (failed)
			free_slot(slot);
	}
	if (failed || !grow(s, index, all->n - 1)) {
		for (uint32_t i = 0; i < fresh.len; i++)
			free_slot(fresh.at[i]);
		(void)error_nomem(&error);
		fail(old, &error);
	} else {
		memcpy(s->slots.at + index, fresh.at, fresh.len * sizeof *fresh.at);
		fresh.at[0]->article.version += old->article.version + 1;
		free_slot(old);
		if (s->shown == index && fresh.at[0]->article.phase == ARTICLE_WAITING)
			start(s, fresh.at[0]);
	}
	vec_release(&fresh);
}

static void take_entries(struct session *s, uint32_t index, struct doc_memory *memory)
{
	struct entries all;
	struct pq_error error;
	size_t len;
	const void *bytes = doc_memory_bytes(memory, &len);
	if (entries_open(bytes, len, &all, &error) != PQ_OK)
		fail(s->slots.at[index], &error);
	else if (all.packed)
		take_packed(s, s->slots.at[index], memory, &all);
	else
		take_several(s, index, memory, &all);
	doc_memory_drop(memory);
}

bool session_grew(struct session *s, struct session_growth *out)
{
	if (!s->grown.len)
		return false;
	*out = s->grown.at[0];
	s->grown.len--;
	memmove(s->grown.at, s->grown.at + 1, s->grown.len * sizeof *s->grown.at);
	return true;
}

static void take(struct session *s, uint32_t index, struct worker_event *event)
{
	struct slot *slot = s->slots.at[index];
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
	case WORKER_ENTRIES:
		take_entries(s, index, event->memory);
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
static void pump_slot(struct session *s, uint32_t index)
{
	struct worker_event event;
	do {
		worker_next(s->slots.at[index]->worker, &event);
		take(s, index, &event);
	} while (s->slots.at[index]->worker && event.kind != WORKER_NOTHING && s->manner != WORKER_IN_PROCESS);
}

/* The article to be read next without being asked for; NULL: none. */
static struct slot *next_waiting(const struct session *s)
{
	struct slot *waiting = NULL;
	uint32_t ahead = 0;
	for (uint32_t i = 0; i < s->slots.len && ahead < MOST_AHEAD; i++) {
		struct slot *slot = s->slots.at[i];
		ahead += slot->article.snapshot != NULL;
		if (!waiting && slot->article.phase == ARTICLE_WAITING)
			waiting = slot;
	}
	return ahead < MOST_AHEAD ? waiting : NULL;
}

unsigned session_poll(const struct session *s, struct pollfd *fds, unsigned max, bool *busy)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < s->slots.len; i++) {
		const struct slot *slot = s->slots.at[i];
		if (slot->worker && n + 2 <= max)
			n += worker_poll(slot->worker, fds + n);
	}
	*busy = workers(s) ? s->manner == WORKER_IN_PROCESS : next_waiting(s) != NULL;
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
	struct slot *slot = next_waiting(s);
	if (slot)
		start(s, slot);
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
		pump_slot(s, turn);
	else
		for (uint32_t i = 0; i < s->slots.len; i++)
			if (s->slots.at[i]->worker)
				pump_slot(s, i);
	return versions(s) != before;
}
