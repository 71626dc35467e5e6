/* engine.c - the language data that articles share, and annotations made with it. */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/place.h"
#include "engine/parse.h"
#include "html/html.h"
#include "text/phrase.h"

enum { FIRST_LIMIT = 64 * 1024, GROWTH = 8 };

struct engine {
	char *data_dir;          /**< as the caller gave it, or as found; NULL: not looked for yet */
	struct lexicon *lexicon; /**< read on the first annotation */
	struct tagger *tagger;   /**< mapped with it; NULL: the rules alone */
	struct tagger *namer;    /**< the same for names */
	const char *notice;      /**< why they are alone, or NULL */
	bool rules;              /**< as the caller wants it */
};

enum pq_status engine_new(const char *data_dir, struct engine **out, struct pq_error *error)
{
	*out = NULL;
	struct engine *e = mem_zero(1, sizeof *e);
	if (!e)
		return error_nomem(error);
	if (data_dir && !(e->data_dir = mem_copy(data_dir, strlen(data_dir)))) {
		mem_free(e);
		return error_nomem(error);
	}
	*out = e;
	return PQ_OK;
}

void engine_free(struct engine *e)
{
	if (!e)
		return;
	lexicon_free(e->lexicon);
	tagger_free(e->tagger);
	tagger_free(e->namer);
	mem_free(e->data_dir);
	mem_free(e);
}

/* Where the language data lies, looked for once. */
static const char *data_dir(struct engine *e)
{
	struct buf found = {0};
	if (!e->data_dir) {
		/* Where it is nowhere, the last place tried names itself in the lexicon's own message. */
		(void)!place_find("data", &found);
		e->data_dir = found.bytes ? mem_copy(found.bytes, found.len) : NULL;
		buf_release(&found);
	}
	return e->data_dir;
}

void engine_load(void)
{
	html_prepare();
	(void)phrase_index();
}

const char *engine_prepare(struct engine *e, const void *bytes, size_t len, const struct pq_options *options)
{
	parse_prepare(bytes, len, options);
	return e->lexicon ? NULL : data_dir(e);
}

void engine_use_rules(struct engine *e)
{
	e->rules = true;
}

const char *engine_notice(const struct engine *e)
{
	return e->notice;
}

/** Map the model NAME; without it the rules do, and NOTICE says so.  Only a lack of memory is an error. */
static enum pq_status read_model(const char *dir, const char *name, struct tagger **out, const char **notice,
				 const char *missing, const char *damaged, struct pq_error *error)
{
	struct buf path = {0};
	buf_printf(&path, "%s/en/%s.model", dir, name);
	enum pq_status status = path.failed ? error_nomem(error) : tagger_new(path.bytes, out, error);
	buf_release(&path);
	if (status == PQ_ENOMEM)
		return status;
	if (status != PQ_OK && !*notice)
		*notice = status == PQ_EIO ? missing : damaged;
	return PQ_OK;
}

static enum pq_status read_models(struct engine *e, const char *dir, struct pq_error *error)
{
	enum pq_status status =
		read_model(dir, "attribution", &e->tagger, &e->notice,
			   "The trained model of attributions is missing; statements are found by rules alone.",
			   "The trained model of attributions is damaged or of another version; statements are found "
			   "by rules alone.",
			   error);
	if (status != PQ_OK)
		return status;
	return read_model(
		dir, "names", &e->namer, &e->notice,
		"The trained model of names is missing; names are found by rules alone.",
		"The trained model of names is damaged or of another version; names are found by rules alone.", error);
}

enum pq_status engine_warm(struct engine *e, struct pq_error *error)
{
	if (e->lexicon)
		return PQ_OK;
	const char *dir = data_dir(e);
	enum pq_status status = dir ? lexicon_new(dir, "en", &e->lexicon, error) : error_nomem(error);
	if (status == PQ_OK && !e->rules)
		status = read_models(e, dir, error);
	return status;
}

enum pq_status engine_annotate(struct engine *e, const struct pq_doc *doc, uint32_t limit, bool (*stop)(void *),
			       void *user, struct blob *out, struct pq_error *error)
{
	enum pq_status status = engine_warm(e, error);
	if (status != PQ_OK)
		return status;
	struct anno_builder b = {0};
	const struct models models = {e->tagger, e->namer};
	if (e->notice)
		anno_builder_notice(&b, e->notice);
	status = annotate(doc, e->lexicon, &models, limit, stop, user, &b, error);
	if (status == PQ_OK)
		status = anno_freeze(&b, doc, out, error);
	anno_builder_release(&b);
	return status;
}

uint32_t engine_next_limit(const struct pq_doc *doc, uint32_t done)
{
	uint64_t next = done ? (uint64_t)done * GROWTH : FIRST_LIMIT;
	/* A last window that would be hardly larger than this one is taken with it. */
	const uint32_t end = annotate_reach(doc);
	return next + next / 2 >= end ? end : (uint32_t)next;
}
