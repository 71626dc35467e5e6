/* tests/engine/test_markdown.c - Markdown told from plain text, front matter, and the blocks that come of it. */
#include "rig.h"

#include "doc/query.h"
#include "engine/markdown.h"

struct read {
	struct blob blob;
	struct pq_doc doc;
};

static struct read read_text(const char *text, const char *type)
{
	struct read r = {0};
	struct pq_error error = {0};
	const struct pq_options options = {.name = "notes.md"};
	assert_int_equal(engine_parse(engine, text, strlen(text), &options, &r.blob, &error), PQ_OK);
	assert_int_equal(doc_open(r.blob.bytes, r.blob.len, &r.doc, &error), PQ_OK);
	struct doc_slice have = doc_str(&r.doc, r.doc.meta.media_type);
	if (have.len != strlen(type) || memcmp(have.s, type, have.len) != 0)
		fail_msg("%.*s, not %s: %s", (int)have.len, have.s, type, text);
	return r;
}

static void expect(const struct read *r, uint32_t i, enum pq_block_kind kind, uint8_t level, const char *text)
{
	assert_true(i < r->doc.n_blocks);
	const struct pq_block *b = &r->doc.blocks[i];
	char *have = mem_copy(r->doc.text + b->span.start, b->span.end - b->span.start);
	assert_string_equal(have, text);
	mem_free(have);
	assert_int_equal(b->kind, kind);
	assert_int_equal(b->level, level);
}

static void expect_str(const struct read *r, struct pq_str s, const char *text)
{
	struct doc_slice have = doc_str(&r->doc, s);
	assert_int_equal(have.len, strlen(text));
	assert_memory_equal(have.s, text, have.len);
}

static const char story[] =
	"# Crane was failing\n\nBy Ada Lind and Bo Rask\n\n"
	"The *crane* was **failing**, [Per Holm](https://example.org/holm?a=1&b=2) said\\n on Tuesday &amp; later.\n\n"
	"> We have the letters.\n\n## More\n\n1. One\n2. Two\n   - Inner\n\n```\nint  x;\n  y;\n```\n\n"
	"| Day | Faults |\n|---|---|\n| 3 March | 11 |\n| 4 March | 12 |\n\n<div>Raw <b>tags</b> here.</div>\n";

static void blocks_are_told(void **state)
{
	(void)state;
	struct read r = read_text(story, "text/markdown");
	uint32_t i = 0;
	expect(&r, i++, PQ_BLOCK_TITLE, 0, "Crane was failing");
	expect(&r, i++, PQ_BLOCK_BYLINE, 0, "By Ada Lind, Bo Rask");
	expect(&r, i++, PQ_BLOCK_PARAGRAPH, 0, "The crane was failing, Per Holm said\\n on Tuesday & later.");
	expect(&r, i++, PQ_BLOCK_BLOCKQUOTE, 1, "We have the letters.");
	expect(&r, i++, PQ_BLOCK_HEADING, 2, "More");
	expect(&r, i++, PQ_BLOCK_LIST_ITEM, 1, "One");
	assert_int_equal(r.doc.blocks[i - 1].ordinal, 1);
	expect(&r, i++, PQ_BLOCK_LIST_ITEM, 1, "Two");
	expect(&r, i++, PQ_BLOCK_LIST_ITEM, 2, "Inner");
	expect(&r, i++, PQ_BLOCK_CODE, 0, "int  x;\n  y;");
	expect(&r, i++, PQ_BLOCK_TABLE, 0, "Day\tFaults\n3 March\t11\n4 March\t12");
	expect(&r, i++, PQ_BLOCK_PARAGRAPH, 0, "Raw tags here.");
	assert_int_equal(r.doc.n_blocks, i);
	expect_str(&r, r.doc.meta.title, "Crane was failing");
	assert_int_equal(r.doc.n_links, 1);
	expect_str(&r, r.doc.links[0].href, "https://example.org/holm?a=1&b=2");
	mem_free(r.blob.bytes);
}

static void front_matter_is_metadata(void **state)
{
	(void)state;
	static const struct {
		const char *front, *title, *byline, *published;
	} rows[] = {
		{"---\ntitle: \"A: b\"\nauthor: Ada Lind\ndate: 2025-05-14\n---\n", "A: b", "Ada Lind", "2025-05-14"},
		{"---\ntitle: T\nauthors:\n  - Ada Lind\n  - Bo Rask\ntags: [a, b]\n---\n", "T", "Ada Lind|Bo Rask",
		 ""},
		{"---\ntitle: T\nauthors: [Ada Lind, \"Bo Rask\"]\n...\n", "T", "Ada Lind|Bo Rask", ""},
		{"---\ntitle: T\nauthor:\n  - name: Ada Lind\n    mail: a@example.org\n---\n", "T", "Ada Lind", ""},
		{"+++\ntitle = \"T\"\ndate = 2025-05-14T10:00:00Z\n+++\n", "T", "", "2025-05-14T10:00:00Z"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf text = {0}, names = {0};
		buf_printf(&text, "%s\nThe text begins here.\n", rows[i].front);
		struct read r = read_text(text.bytes, "text/markdown");
		expect_str(&r, r.doc.meta.title, rows[i].title);
		expect_str(&r, r.doc.meta.published, rows[i].published);
		for (uint32_t k = 0; k < r.doc.n_bylines; k++) {
			struct doc_slice name = doc_str(&r.doc, r.doc.bylines[k]);
			buf_printf(&names, "%s%.*s", k ? "|" : "", (int)name.len, name.s);
		}
		assert_string_equal(names.bytes ? names.bytes : "", rows[i].byline);
		expect(&r, r.doc.n_blocks - 1, PQ_BLOCK_PARAGRAPH, 0, "The text begins here.");
		mem_free(r.blob.bytes);
		buf_release(&text);
		buf_release(&names);
	}
}

static void markdown_is_told_from_plain_text(void **state)
{
	(void)state;
	static const char *const marked[] = {
		"# One\n\ntext\n\n# Two\n",    "See [this](https://example.org).\n",
		"text\n\n```\ncode\n```\n",    "a | b\n---|---\n1 | 2\n",
		"## Head\n\n- item\n- item\n", "Read [it][1].\n\n[1]: https://example.org\n",
		"![alt](picture.jpg)\n"};
	static const char *const plain[] = {"Ada Brack said it.\n\nBo Rask did not.\n",
					    "-- \nAda\n",
					    "# One heading alone\n\nText.\n",
					    "From: Ada\nSubject: [this](https://example.org)\n\n> quoted\n",
					    "* a list\n* alone\n",
					    "---\n\nAfter a rule: text.\n",
					    "---\nno end: here\n",
					    "5 * 3 ** 2 and a ** b\n",
					    "#hash #tags\n\n#more\n",
					    "He said \"[sic]\" (twice).\n"};
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (!markdown_sniff(marked[i], strlen(marked[i])))
			fail_msg("taken for plain text: %s", marked[i]);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (markdown_sniff(plain[i], strlen(plain[i])))
			fail_msg("taken for Markdown: %s", plain[i]);
}

/* What a picture shows is words of the writer's: a caption, or words in the text. */
static void words_for_pictures_stand_in_their_place(void **state)
{
	(void)state;
	struct read r = read_text(
		"# Gulls\n\n![Gulls > \"ten\" at *low* water](a.jpg \"Photo: B. Rask\")\n\n"
		"They ![shout](b.png) at noon.\n\n![](c.png)\n\n## More\n\nThe end `<img src=\"x\" alt=\"y\">`.\n",
		"text/markdown");
	expect(&r, 0, PQ_BLOCK_TITLE, 0, "Gulls");
	expect(&r, 1, PQ_BLOCK_CAPTION, 0, "Gulls > \"ten\" at low water (Photo: B. Rask)");
	expect(&r, 2, PQ_BLOCK_PARAGRAPH, 0, "They shout at noon.");
	expect(&r, 3, PQ_BLOCK_HEADING, 2, "More");
	expect(&r, 4, PQ_BLOCK_PARAGRAPH, 0, "The end <img src=\"x\" alt=\"y\">.");
	assert_int_equal(r.doc.n_blocks, 5);
	mem_free(r.blob.bytes);
}

static void html_stays_html(void **state)
{
	(void)state;
	struct read r = read_text("<p>One</p><p>[x](https://example.org)</p><p># Two</p>", "text/html");
	mem_free(r.blob.bytes);
}

/* Whatever is cut off, nothing of the rest is lost. */
static void half_of_it_is_read(void **state)
{
	(void)state;
	for (size_t n = 1; n < sizeof story - 1; n++) {
		struct blob blob;
		struct pq_doc doc;
		assert_int_equal(engine_parse(engine, story, n, NULL, &blob, NULL), PQ_OK);
		assert_int_equal(doc_open(blob.bytes, blob.len, &doc, NULL), PQ_OK);
		assert_true(n < 60 || memmem(doc.text, doc.text_len, "Crane was failing", 17));
		mem_free(blob.bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_told),
		cmocka_unit_test(front_matter_is_metadata),
		cmocka_unit_test(markdown_is_told_from_plain_text),
		cmocka_unit_test(words_for_pictures_stand_in_their_place),
		cmocka_unit_test(html_stays_html),
		cmocka_unit_test(half_of_it_is_read),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
