/* html.c - bytes of HTML -> document: the passes in order. */
#include "html/html.h"

#include "base/error.h"
#include "html/emit.h"
#include "html/page.h"
#include "html/prescan.h"

static void note_cuts(const struct prescan *scan, bool cut, struct doc_builder *out)
{
	if (scan->deep)
		doc_builder_notice(out, "%u elements were nested deeper than %d; their text is kept.", scan->deep,
				   PRESCAN_DEPTH);
	if (scan->many)
		doc_builder_notice(out, "%u elements had more than %d attributes; the rest were dropped.", scan->many,
				   PRESCAN_ATTRIBUTES);
	if (scan->long_values)
		doc_builder_notice(out, "%u attributes longer than 64 KiB were cut.", scan->long_values);
	if (scan->unclosed)
		doc_builder_notice(out, "A script without an end hid the rest of the page.");
	if (cut)
		doc_builder_notice(out, "The parser gave up before the page's end.");
}

enum pq_status html_read(const char *text, size_t len, const char *base, struct doc_builder *out,
			 struct pq_error *error)
{
	struct prescan scan = {0};
	struct page page = {0};
	bool cut = false;
	prescan(text, len, &scan);
	page.failed = scan.failed;
	if (!page.failed) {
		tree_parse(scan.page.bytes ? scan.page.bytes : "", scan.page.len, &page.tree, &cut);
		page.failed |= page.tree.failed;
	}
	buf_release(&scan.page);
	if (!page.failed)
		page_look(&page);
	if (!page.failed)
		page_find(&page);
	if (!page.failed) {
		page_choose(&page);
		note_cuts(&scan, cut, out);
		page_emit(&page, base, out);
	}
	bool failed = page.failed || out->failed || out->text.failed || out->strings.failed;
	page_release(&page);
	prescan_release(&scan);
	return failed ? error_nomem(error) : PQ_OK;
}
