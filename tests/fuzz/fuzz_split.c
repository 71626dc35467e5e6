/* Any bytes as a feed, JSON lines or something packed: what comes of them can be opened, and each entry be parsed. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void parse_entries(struct engine *e, const struct entries *all)
{
	struct pq_error error;
	struct pq_doc doc;
	for (uint32_t i = 0; i < all->n; i++) {
		const struct entry *entry = &all->list[i];
		struct pq_options options = engine_options_of(all, entry, "fuzz");
		struct blob blob;
		if (entry->form == ENTRY_FAULT ||
		    engine_parse(e, all->bodies + entry->at, entry->len, &options, &blob, &error) != PQ_OK)
			continue;
		enum pq_status status = doc_open(blob.bytes, blob.len, &doc, &error);
		assert(status == PQ_OK);
		mem_free(blob.bytes);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct engine *engine;
	const struct pq_options options = {.name = "fuzz"};
	struct pq_error error;
	struct blob blob;
	struct entries all;
	if (!engine && engine_new(NULL, &engine, &error) != PQ_OK)
		return 0;
	if (engine_split(engine, bytes, len, &options, 0, &blob, &error) != PQ_OK) {
		assert(error.message[0] != '\0');
		return 0;
	}
	if (!blob.bytes)
		return 0;
	enum pq_status status = entries_open(blob.bytes, blob.len, &all, &error);
	assert(status == PQ_OK);
	parse_entries(engine, &all);
	mem_free(blob.bytes);
	return 0;
}
