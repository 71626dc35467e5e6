/* Any bytes as a mail or a file of several: what comes of them can be opened, no string of it holds a line feed, and each is read as plain text
 * or HTML, quoting and heads included. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/message.h"
#include "html/html.h"
#include "plain/plain.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_string(const struct entries *all, struct pq_str s)
{
	const char *text = entries_str(all, s);
	assert(!text || !strchr(text, '\n'));
}

static void check_entry(const struct entries *all, const struct entry *e)
{
	struct doc_builder out = {0};
	struct blob blob;
	const char *body = all->bodies + e->at;
	assert(utf8_valid(body, e->len) == e->len);
	check_string(all, e->title);
	check_string(all, e->byline);
	check_string(all, e->published);
	enum pq_status status = e->form == ENTRY_TEXT       ? plain_read(body, e->len, &out, NULL)
				: e->form == ENTRY_FRAGMENT ? html_read_fragment(body, e->len, NULL, NULL, &out, NULL)
							    : PQ_OK;
	assert(status == PQ_OK);
	status = doc_freeze(&out, &blob, NULL);
	assert(status == PQ_OK);
	mem_free(blob.bytes);
	doc_builder_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct entries_builder b = {0};
	struct entries all;
	struct blob blob;
	struct pq_error error;
	if (!len)
		return 0;
	(void)message_sniff(bytes, len);
	enum pq_status status = message_read((const char *)bytes, len, "fuzz", len % 8 ? NULL : "koi8-r", &b, &error);
	assert(status == PQ_OK || status == PQ_EEMPTY);
	if (status == PQ_OK) {
		status = entries_freeze(&b, &blob, &error);
		assert(status == PQ_OK);
		status = entries_open(blob.bytes, blob.len, &all, &error);
		assert(status == PQ_OK);
		for (uint32_t i = 0; i < all.n; i++)
			check_entry(&all, &all.list[i]);
		mem_free(blob.bytes);
	}
	entries_builder_release(&b);
	return 0;
}
