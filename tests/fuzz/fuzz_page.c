/* Any text as a page: its tree, the choice of what the article is, and the last resort; what each promises of itself
 * holds. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "html/html.h"
#include "html/nest.h"
#include "html/scan.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/** Parents stand before their children and around them, at most NEST_DEPTH deep; what is one text is one node. */
static void check_tree(const struct tree *t, const char *text, size_t len)
{
	uint32_t n = t->nodes.len, depth[NEST_DEPTH + 2] = {0}, top = 0;
	assert(n && t->nodes.at[0].end == n);
	for (uint32_t i = 1; i < n; i++) {
		const struct node *node = &t->nodes.at[i], *parent = &t->nodes.at[node->parent];
		uint32_t end = tree_is_text(t, i) ? i + 1 : node->end;
		assert(node->parent < i && end > i && end <= parent->end && parent->tag != NODE_TEXT);
		while (i >= t->nodes.at[depth[top]].end)
			top--;
		assert(depth[top] == node->parent);
		if (!tree_is_text(t, i)) {
			assert(top <= NEST_DEPTH && node->at + node->attrs <= t->attrs.len);
			depth[++top] = i;
			continue;
		}
		assert(!tree_is_text(t, i - 1) || t->nodes.at[i - 1].parent != node->parent);
		struct str s = tree_str(t, i);
		bool in_page = s.s >= text && s.s + s.len <= text + len;
		assert(s.len && (in_page || (s.s >= t->pool.bytes && s.s + s.len <= t->pool.bytes + t->pool.len)));
		assert(utf8_valid(s.s, s.len) == s.len);
	}
}

static void check_stages(const char *text, size_t len)
{
	struct scan scan = {0};
	struct tree tree = {0};
	scan_page(text, len, &tree, &scan);
	assert(!scan.failed && !tree.failed);
	for (uint32_t i = 0; i < scan.json.len; i++)
		assert(scan.json.at[i].at + scan.json.at[i].len <= len);
	check_tree(&tree, text, len);
	tree_release(&tree);
	scan_release(&scan);
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
	utf8_scrub(&text, (const char *)bytes, len);
	const char *s = text.bytes ? text.bytes : "";
	check_stages(s, text.len);
	check_document(read_page, s, text.len);
	check_document(read_fragment, s, text.len);
	check_document(strip, s, text.len);
	buf_release(&text);
	return 0;
}
