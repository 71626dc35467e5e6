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

enum pq_status pq_read(const void *bytes, size_t len, const struct pq_options *options, struct pq_article **out,
		       struct pq_error *error)
{
	*out = NULL;
	struct engine *e;
	enum pq_status status = engine_new(options ? options->data_dir : NULL, &e, error);
	if (status != PQ_OK)
		return status;
	struct pq_article *a = mem_zero(1, sizeof *a);
	status = a ? fill(e, a, bytes, len, options, error) : error_nomem(error);
	engine_free(e);
	if (status == PQ_OK)
		*out = a;
	else
		pq_article_free(a);
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
