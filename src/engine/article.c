/* article.c - the library's facade: one call from bytes to an annotated article, and exports of it. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "engine/engine.h"
#include "export/export.h"

struct pq_article {
	struct blob doc_blob, notes_blob;
	struct pq_doc doc;
	struct pq_annotations notes;
};

static enum pq_status fill(struct engine *e, struct pq_article *a, const void *bytes, size_t len,
			   const struct pq_options *options, struct pq_error *error)
{
	enum pq_status status = engine_parse(e, bytes, len, options, &a->doc_blob, error);
	if (status == PQ_OK)
		status = doc_open(a->doc_blob.bytes, a->doc_blob.len, &a->doc, error);
	if (status == PQ_OK)
		status = engine_annotate(e, &a->doc, a->doc.text_len, NULL, NULL, &a->notes_blob, error);
	if (status == PQ_OK)
		status = anno_open(a->notes_blob.bytes, a->notes_blob.len, &a->doc, &a->notes, error);
	return status;
}

static enum pq_status read_one(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
			       struct pq_article **out, struct pq_error *error)
{
	*out = NULL;
	struct pq_article *a = mem_zero(1, sizeof *a);
	enum pq_status status = a ? fill(e, a, bytes, len, options, error) : error_nomem(error);
	if (status == PQ_OK)
		*out = a;
	else
		pq_article_free(a);
	return status;
}

/** Where articles go. */
struct receiver {
	pq_each *each;
	void *user;
	bool single; /**< more than one is an error */
};

static enum pq_status read_entry(struct engine *e, const struct entries *all, uint32_t i, const char *name,
				 const struct receiver *to, struct pq_error *error)
{
	const struct entry *entry = &all->list[i];
	struct pq_options options = engine_options_of(all, entry, name);
	struct pq_article *article = NULL;
	struct pq_error why = {0};
	if (entry->form == ENTRY_FAULT)
		(void)error_at(&why, PQ_EFORMAT, entry->line, "%s", options.notice);
	else
		(void)!read_one(e, all->bodies + entry->at, entry->len, &options, &article, &why);
	return to->each(to->user, article, article ? NULL : &why) ? PQ_OK
								  : error_set(error, PQ_EINTERRUPTED, "stopped");
}

static enum pq_status read_input(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
				 unsigned packed, const struct receiver *to, struct pq_error *error)
{
	struct blob blob;
	struct entries all;
	struct pq_article *article;
	const char *name = options && options->name ? options->name : "-";
	enum pq_status status = engine_split(e, bytes, len, options, packed, &blob, error);
	if (status == PQ_OK && !blob.bytes) {
		status = read_one(e, bytes, len, options, &article, error);
		return status == PQ_OK && !to->each(to->user, article, NULL)
			       ? error_set(error, PQ_EINTERRUPTED, "stopped")
			       : status;
	}
	if (status == PQ_OK)
		status = entries_open(blob.bytes, blob.len, &all, error);
	if (status == PQ_OK && to->single && all.n > 1)
		status = error_set(error, PQ_EINVAL, "%s holds %u articles, and one was asked for", name, all.n);
	if (status == PQ_OK && all.packed) {
		struct pq_options own = engine_options_of(&all, all.list, name);
		own.asked_charset = options ? options->asked_charset : NULL;
		status = read_input(e, all.bodies, all.list->len, &own, packed + 1, to, error);
	} else {
		for (uint32_t i = 0; status == PQ_OK && i < all.n; i++)
			status = read_entry(e, &all, i, name, to, error);
	}
	mem_free(blob.bytes);
	return status;
}

enum pq_status pq_read_all(const void *bytes, size_t len, const struct pq_options *options, pq_each *each, void *user,
			   struct pq_error *error)
{
	struct engine *e;
	const struct receiver to = {.each = each, .user = user};
	enum pq_status status = engine_new(options ? options->data_dir : NULL, &e, error);
	if (status != PQ_OK)
		return status;
	status = read_input(e, bytes, len, options, 0, &to, error);
	engine_free(e);
	return status;
}

struct one {
	struct pq_article *article;
	struct pq_error error;
};

static bool keep_one(void *user, struct pq_article *article, const struct pq_error *error)
{
	struct one *one = user;
	one->article = article;
	if (error)
		one->error = *error;
	return true;
}

enum pq_status pq_read(const void *bytes, size_t len, const struct pq_options *options, struct pq_article **out,
		       struct pq_error *error)
{
	*out = NULL;
	struct engine *e;
	enum pq_status status = engine_new(options ? options->data_dir : NULL, &e, error);
	if (status != PQ_OK)
		return status;
	struct one one = {0};
	const struct receiver to = {.each = keep_one, .user = &one, .single = true};
	status = read_input(e, bytes, len, options, 0, &to, error);
	engine_free(e);
	if (status == PQ_OK && !one.article)
		return error_set(error, one.error.status, "%s", one.error.message);
	*out = one.article;
	return status;
}

const struct pq_doc *pq_article_doc(const struct pq_article *article)
{
	return &article->doc;
}

const struct pq_annotations *pq_article_annotations(const struct pq_article *article)
{
	return &article->notes;
}

void pq_article_free(struct pq_article *article)
{
	if (!article)
		return;
	mem_free(article->doc_blob.bytes);
	mem_free(article->notes_blob.bytes);
	mem_free(article);
}

enum pq_status pq_export(const struct pq_article *article, const char *format, char **out, size_t *len,
			 struct pq_error *error)
{
	*out = NULL;
	*len = 0;
	const struct exporter *x = exporter_find(format);
	if (!x)
		return error_set(error, PQ_EINVAL, "there is no export format \"%s\"", format);
	struct buf b = {0};
	const struct export_options options = {.color = true};
	if (x->head)
		x->head(&b);
	x->write(&article->doc, &article->notes, &options, &b);
	buf_reserve(&b, 1);
	if (b.failed) {
		buf_release(&b);
		return error_nomem(error);
	}
	b.bytes[b.len] = '\0';
	*out = buf_take(&b, len);
	return PQ_OK;
}

void pq_free(void *memory)
{
	mem_free(memory);
}
