/* Any bytes through the whole engine and every exporter.  The language data is read once. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/engine.h"
#include "export/export.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void export_all(const struct pq_doc *doc, const struct pq_annotations *notes)
{
	const struct exporter *x;
	const struct export_options options = {.color = true};
	for (unsigned i = 0; (x = exporter_at(i)); i++) {
		struct buf out = {0};
		x->write(doc, notes, &options, &out);
		assert(!out.failed && (!out.bytes || strlen(out.bytes) == out.len));
		buf_release(&out);
	}
}

static void annotate_and_export(struct engine *e, const struct blob *blob)
{
	struct pq_doc doc;
	struct pq_annotations notes;
	struct blob found;
	struct pq_error error;
	enum pq_status status = doc_open(blob->bytes, blob->len, &doc, &error);
	assert(status == PQ_OK);
	status = engine_annotate(e, &doc, doc.text_len, NULL, NULL, &found, &error);
	assert(status == PQ_OK);
	status = anno_open(found.bytes, found.len, &doc, &notes, &error);
	assert(status == PQ_OK);
	export_all(&doc, &notes);
	mem_free(found.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct engine *engine;
	struct pq_error error;
	struct blob blob;
	if (!engine && engine_new(NULL, &engine, &error) != PQ_OK)
		return 0;
	struct pq_options options = {.name = "fuzz", .media_type = len && bytes[0] == '<' ? "text/html" : NULL};
	if (engine_parse(engine, bytes, len, &options, &blob, &error) != PQ_OK) {
		assert(error.message[0] != '\0');
		return 0;
	}
	annotate_and_export(engine, &blob);
	mem_free(blob.bytes);
	return 0;
}
