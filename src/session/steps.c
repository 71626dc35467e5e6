/* session/steps.c - what a worker does, a step at a time. */
#include "session/steps.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/web.h"

enum { STEP_BYTES, STEP_DOCUMENT, STEP_ANNOTATIONS, STEP_DONE };

uint64_t steps_scale(size_t len)
{
	return 1 + len / 10000000;
}

uint64_t steps_memory(size_t len)
{
	return steps_scale(len) << 30;
}

static void probe(const struct steps *s, enum worker_stage stage)
{
	if (s->input->probe && !s->strip)
		s->input->probe(stage, s->input->user);
}

/* A file that is too large is refused before it is read; a pipe or a device may be endless. */
static enum pq_status read_fd(const struct worker_input *in, int fd, const char *name, struct buf *bytes,
			      struct pq_error *error)
{
	struct stat st;
	size_t limit = in->limit ? in->limit : PQ_MAX_TEXT;
	if (fstat(fd, &st) < 0)
		return error_set(error, PQ_EIO, "cannot read %s: %s", name, strerror(errno));
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode) && !in->limit)
		limit = WORKER_ENDLESS;
	if (S_ISREG(st.st_mode) && (uint64_t)st.st_size > limit)
		return error_set(error, PQ_ETOOBIG, "%s is larger than %zu bytes", name, limit);
	return file_read_fd(fd, name, limit, bytes, error);
}

static enum pq_status read_input(const struct worker_input *in, struct buf *bytes, struct pq_error *error)
{
	if (!strcmp(in->path, "-"))
		return read_fd(in, in->fd, "standard input", bytes, error);
	int fd = open(in->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 && errno == ENOENT && web_has_scheme(in->path))
		return error_set(
			error, PQ_EUNSUPPORTED,
			"%s: pages are fetched by http and https only; of what is on this machine, name the file",
			in->name);
	if (fd < 0)
		return error_set(error, PQ_EIO, "cannot open %s: %s", in->name, strerror(errno));
	enum pq_status status = read_fd(in, fd, in->name, bytes, error);
	close(fd);
	return status;
}

static void end_fetch(struct steps *s)
{
	if (s->fetching)
		fetch_release(&s->fetch);
	s->fetching = false;
}

/* Until the whole page is there, every call tells how far it has come. */
static enum pq_status read_page(struct steps *s, struct buf *bytes, struct worker_event *event)
{
	enum pq_status status = PQ_OK;
	if (!s->fetching)
		status = fetch_start(&s->fetch, s->input->path, &event->error);
	s->fetching = true;
	if (status == PQ_OK)
		status = fetch_next(&s->fetch, &event->size, &event->error);
	if (status == PQ_OK && !s->fetch.over) {
		s->next = STEP_BYTES;
		event->kind = WORKER_PROGRESS;
		return PQ_OK;
	}
	*bytes = s->fetch.came;
	s->fetch.came = (struct buf){0};
	end_fetch(s);
	return status;
}

static bool is_page(const struct worker_input *in)
{
	return in->path ? web_is_page(in->path) : in->fetched;
}

static enum pq_status step_bytes(struct steps *s, struct worker_event *event)
{
	const struct worker_input *in = s->input;
	if (!s->fetching)
		probe(s, WORKER_READS);
	s->next = STEP_DOCUMENT;
	event->kind = WORKER_BYTES;
	if (!in->path) {
		s->data = in->bytes;
		s->len = in->len;
		return PQ_OK;
	}
	struct buf bytes = {0};
	enum pq_status status = is_page(in) ? read_page(s, &bytes, event) : read_input(in, &bytes, &event->error);
	if (event->kind == WORKER_PROGRESS)
		return status;
	struct blob blob = {0};
	if (status == PQ_OK && bytes.len)
		blob.bytes = buf_take(&bytes, &blob.len);
	buf_release(&bytes);
	if (status != PQ_OK)
		return status;
	if (!(s->bytes = doc_memory_of_blob(blob)))
		return error_nomem(&event->error);
	s->data = doc_memory_bytes(s->bytes, &s->len);
	if (!strcmp(in->path, "-") || is_page(in))
		event->memory = doc_memory_hold(s->bytes);
	return PQ_OK;
}

/* What is known of the bytes besides them; PAGE is released in any case. */
static enum pq_status open_bytes(const struct steps *s, struct fetched *page, struct pq_options *options,
				 struct pq_error *error)
{
	enum pq_status status = PQ_OK;
	*options = s->input->about ? *s->input->about : (struct pq_options){0};
	options->name = s->input->name;
	/* An entry of a feed was decoded with the feed. */
	options->asked_charset = options->form == PQ_FORM_ANY ? s->input->charset : NULL;
	*page = (struct fetched){.body = s->data, .len = s->len};
	if (!is_page(s->input))
		return PQ_OK;
	status = fetched_open(page, s->data, s->len, error);
	options->url = page->url;
	options->media_type = page->media_type;
	options->charset = page->charset;
	options->notice = page->notice;
	return status;
}

const char *steps_prepare(const struct steps *s)
{
	struct pq_options options;
	struct fetched page;
	struct pq_error error; /* comes again when the bytes are parsed */
	const char *folder = NULL;
	if (open_bytes(s, &page, &options, &error) == PQ_OK)
		folder = engine_prepare(s->engine, page.body, page.len, &options);
	fetched_release(&page);
	return s->strip || s->input->document_only ? NULL : folder;
}

/* *SPLIT: the bytes are no article but hold some. */
static enum pq_status parse(struct steps *s, struct blob *blob, bool *split, struct pq_error *error)
{
	struct pq_options options;
	struct fetched page;
	enum pq_status status = open_bytes(s, &page, &options, error);
	*blob = (struct blob){0};
	if (status == PQ_OK && !s->strip)
		status = engine_split(s->engine, page.body, page.len, &options, s->input->packed, blob, error);
	*split = blob->bytes != NULL;
	if (status == PQ_OK && !*split)
		status = s->strip ? engine_strip(s->engine, page.body, page.len, &options, s->strip, blob, error)
				  : engine_parse(s->engine, page.body, page.len, &options, blob, error);
	fetched_release(&page);
	return status;
}

static enum pq_status step_document(struct steps *s, struct worker_event *event)
{
	struct blob blob;
	bool split;
	probe(s, WORKER_PARSES);
	enum pq_status status = parse(s, &blob, &split, &event->error);
	if (status != PQ_OK)
		return status;
	if (split) {
		s->next = STEP_DONE;
		event->kind = WORKER_ENTRIES;
		return (event->memory = doc_memory_of_blob(blob)) ? PQ_OK : error_nomem(&event->error);
	}
	if (!(s->document = doc_memory_of_blob(blob)))
		return error_nomem(&event->error);
	s->next = s->input->document_only || s->strip ? STEP_DONE : STEP_ANNOTATIONS;
	event->kind = WORKER_DOCUMENT;
	event->memory = doc_memory_hold(s->document);
	return PQ_OK;
}

static enum pq_status open_document(struct steps *s, struct pq_error *error)
{
	size_t len;
	const void *bytes = doc_memory_bytes(s->document, &len);
	return doc_open(bytes, len, &s->doc, error);
}

static enum pq_status step_annotations(struct steps *s, struct worker_event *event)
{
	struct blob blob;
	probe(s, WORKER_ANNOTATES);
	enum pq_status status = s->done ? PQ_OK : open_document(s, &event->error);
	if (status != PQ_OK)
		return status;
	uint32_t limit = s->input->whole ? s->doc.text_len : engine_next_limit(&s->doc, s->done);
	status = engine_annotate(s->engine, &s->doc, limit, NULL, NULL, &blob, &event->error);
	if (status != PQ_OK)
		return status;
	if (!(event->memory = doc_memory_of_blob(blob)))
		return error_nomem(&event->error);
	s->done = limit;
	s->next = limit >= annotate_reach(&s->doc) ? STEP_DONE : STEP_ANNOTATIONS;
	event->kind = WORKER_ANNOTATIONS;
	return PQ_OK;
}

static void drop_bytes(struct steps *s)
{
	doc_memory_drop(s->bytes);
	s->bytes = NULL;
	s->data = NULL;
}

void steps_next(struct steps *s, struct worker_event *event)
{
	static enum pq_status (*const steps[])(struct steps *, struct worker_event *) = {step_bytes, step_document,
											 step_annotations};
	*event = (struct worker_event){.kind = WORKER_DONE};
	/* What the bytes became is on its way; before, nobody waited for them to be given back. */
	if (s->next > STEP_DOCUMENT)
		drop_bytes(s);
	if (s->next == STEP_DONE || steps[s->next](s, event) == PQ_OK)
		return;
	doc_memory_drop(event->memory);
	event->memory = NULL;
	event->kind = WORKER_FAILED;
	s->next = STEP_DONE;
}

void steps_release(struct steps *s)
{
	end_fetch(s);
	drop_bytes(s);
	doc_memory_drop(s->document);
	*s = (struct steps){0};
}
