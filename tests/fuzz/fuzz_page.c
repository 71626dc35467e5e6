/* Any text as a page: the pre-scan, the tree, the choice of what the article is, and the last resort; what each promises of itself
 * holds. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "html/html.h"
#include "html/libxml.h"
#include "html/prescan.h"
#include "html/tree.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/** Parents stand before their children and around them, at most as deep as the pre-scan lets them nest. */
static void check_tree(const struct tree *t)
{
	uint32_t n = t->nodes.len;
	assert(n && t->nodes.at[0].end == n);
	for (uint32_t i = 1; i < n; i++) {
		const struct node *node = &t->nodes.at[i], *parent = &t->nodes.at[node->parent];
		assert(node->parent < i && node->end > i && node->end <= parent->end && parent->tag != NODE_TEXT);
		assert(node->tag < TAGS ? node->at + node->len <= t->attrs.len : node->at + node->len <= t->pool.len);
	}
}

static void check_stages(const char *text, size_t len)
{
	struct prescan scan = {0}, again = {0};
	struct tree tree = {0};
	bool cut;
	prescan(text, len, &scan);
	assert(!scan.failed);
	for (uint32_t i = 0; i < scan.json.len; i++)
		assert(scan.json.at[i].at + scan.json.at[i].len <= len);
	/* What was made safe needs nothing more. */
	prescan(scan.page.bytes ? scan.page.bytes : "", scan.page.len, &again);
	assert(!again.failed && !again.deep && !again.many && !again.long_values && !again.unclosed);
	tree_parse(scan.page.bytes ? scan.page.bytes : "", scan.page.len, &tree, &cut);
	assert(!tree.failed && !cut);
	check_tree(&tree);
	tree_release(&tree);
	prescan_release(&scan);
	prescan_release(&again);
}

static void check_document(enum pq_status (*read)(const char *, size_t, struct doc_builder *), const char *text,
			   size_t len)
{
	struct doc_builder out = {0};
	struct blob blob;
	struct pq_error error;
	enum pq_status status = read(text, len, &out);
	assert(status == PQ_OK);
	/* Freezing opens the document, which checks all of it. */
	status = doc_freeze(&out, &blob, &error);
	assert(status == PQ_OK);
	mem_free(blob.bytes);
	doc_builder_release(&out);
}

static enum pq_status read_page(const char *text, size_t len, struct doc_builder *out)
{
	return html_read(text, len, "http://example.org/a", out, NULL);
}

static enum pq_status read_fragment(const char *text, size_t len, struct doc_builder *out)
{
	static const struct html_about about = {.title = "Quay", .byline = "By Rosa Diaz", .published = "2 May 2024"};
	return html_read_fragment(text, len, NULL, &about, out, NULL);
}

static enum pq_status strip(const char *text, size_t len, struct doc_builder *out)
{
	return html_strip(text, len, out, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf text = {0};
	if (!libxml_load())
		return 0;
	utf8_scrub(&text, (const char *)bytes, len);
	const char *s = text.bytes ? text.bytes : "";
	check_stages(s, text.len);
	check_document(read_page, s, text.len);
	check_document(read_fragment, s, text.len);
	check_document(strip, s, text.len);
	buf_release(&text);
	return 0;
}
