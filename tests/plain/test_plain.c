/* test_plain.c - plain text into blocks: kinds, joined lines, letters kept, failing memory. */
#include "rig.h"

#include "text/chars.h"
#include "text/utf8.h"

/** Block I is of KIND and holds TEXT. */
static void expect(const struct read *r, uint32_t i, enum pq_block_kind kind, const char *text)
{
	expect_block(r, i, text);
	assert_int_equal(r->doc.blocks[i].kind, kind);
}

/* A story as agencies send it, with what pages leave around it. */
static const char story[] = "Ferry sinks at its berth in Holm\n"
			    "\n"
			    "By Ada Lind and Per van der Meer, Staff Writers\n"
			    "\n"
			    "Ada Quist and Bo Rask\n"
			    "\n"
			    "Ada Quist and Bo Rask look at the wreck. Getty Images\n"
			    "\n"
			    "HOLM (NNA) \xe2\x80\x94 A ferry that had carried islanders for sixty years went down at "
			    "its berth on Monday night, with "
			    "nobody on board and the kettle still warm.\n"
			    "\n"
			    "\"Subscribe to our newsletter, she always said,\" said Bo Rask, the mate.\n"
			    "\n"
			    "What the divers found\n"
			    "\n"
			    "Divers found a valve open. The company, which bought the ferry in March, said it had been "
			    "serviced in April and "
			    "again in June.\n"
			    "\n"
			    "- A valve was open.\n"
			    "- A pump was dry.\n"
			    "\n"
			    "READ MORE: Gull steals mayor's chain\n"
			    "\n"
			    "Sign up for our morning letter\n"
			    "Harbour fees to rise again as council splits over dredging\n"
			    "(NNA)\n";

static void kinds_are_told(void **state)
{
	(void)state;
	struct read r = read_text(story);
	expect(&r, 0, PQ_BLOCK_TITLE, "Ferry sinks at its berth in Holm");
	expect(&r, 1, PQ_BLOCK_BYLINE, "By Ada Lind and Per van der Meer, Staff Writers");
	expect(&r, 2, PQ_BLOCK_CAPTION, "Ada Quist and Bo Rask");
	assert_int_equal(r.doc.blocks[3].kind, PQ_BLOCK_CAPTION);
	assert_int_equal(r.doc.blocks[4].kind, PQ_BLOCK_PARAGRAPH);
	assert_int_equal(r.doc.blocks[5].kind, PQ_BLOCK_PARAGRAPH);
	expect(&r, 6, PQ_BLOCK_HEADING, "What the divers found");
	assert_int_equal(r.doc.blocks[7].kind, PQ_BLOCK_PARAGRAPH);
	expect(&r, 8, PQ_BLOCK_LIST_ITEM, "A valve was open.");
	expect(&r, 9, PQ_BLOCK_LIST_ITEM, "A pump was dry.");
	expect(&r, 10, PQ_BLOCK_FURNITURE, "READ MORE: Gull steals mayor's chain");
	expect(&r, 11, PQ_BLOCK_FURNITURE, "Sign up for our morning letter");
	expect(&r, 12, PQ_BLOCK_RELATED, "Harbour fees to rise again as council splits over dredging");
	expect(&r, 13, PQ_BLOCK_CREDIT, "(NNA)");
	assert_int_equal(r.doc.n_blocks, 14);
	assert_int_equal(r.doc.meta.title.len, strlen("Ferry sinks at its berth in Holm"));
	release(&r);
}

static void bylines_are_names(void **state)
{
	(void)state;
	struct read r = read_text(story);
	static const char *const names[] = {"Ada Lind", "Per van der Meer"};
	assert_int_equal(r.doc.n_bylines, 2);
	for (uint32_t i = 0; i < 2; i++)
		expect_str(&r, r.doc.bylines[i], names[i]);
	release(&r);
}

static void filled_lines_are_joined(void **state)
{
	(void)state;
	struct read r = read_text("The widow and the lighthouse\n\n"
				  "The lamp was lit at six, as it had been every evening since the war, and\n"
				  "nobody in the village looked up to see it, because nobody ever did so on\n"
				  "a night without wind.\n"
				  "    The second paragraph begins further in and is filled to the same width\n"
				  "as the first.\n");
	assert_int_equal(r.doc.n_blocks, 3);
	assert_true(r.doc.blocks[1].span.end - r.doc.blocks[1].span.start > 150);
	assert_memory_equal(r.doc.text + r.doc.blocks[2].span.start, "The second", 10);
	release(&r);
}

static void one_paragraph_a_line(void **state)
{
	(void)state;
	struct read r = read_text(
		"Mill to close\n"
		"The mill at Eddle will close in May after a hundred and twelve years, its owners said on Tuesday, and "
		"two "
		"hundred people will lose their work unless a buyer is found before the summer, which few expect.\n"
		"It made blankets.\n"
		"The union said it had not been told, and that it would ask the ministry to look at the accounts of "
		"the "
		"past five years, which it called a work of fiction, before any machine left the building.\n");
	assert_int_equal(r.doc.n_blocks, 4);
	assert_int_equal(r.doc.blocks[0].kind, PQ_BLOCK_TITLE);
	expect(&r, 2, PQ_BLOCK_PARAGRAPH, "It made blankets.");
	release(&r);
}

static void speech_is_no_title_and_no_furniture(void **state)
{
	(void)state;
	struct read r = read_text(
		"\"I never said that,\" she said.\n\nHe looked at the sea for a long time, and then at the bill.\n\n"
		"\"Sign up for our newsletter and follow us on every street corner,\" he said.\n");
	for (uint32_t i = 0; i < r.doc.n_blocks; i++)
		assert_int_equal(r.doc.blocks[i].kind, PQ_BLOCK_PARAGRAPH);
	release(&r);
}

static void a_poem_stays_as_it_is(void **state)
{
	(void)state;
	struct read r = read_text("O sea\nyou are wide\nand I have\none shoe\n");
	for (uint32_t i = 1; i < r.doc.n_blocks; i++)
		assert_int_equal(r.doc.blocks[i].kind, PQ_BLOCK_PARAGRAPH);
	release(&r);
}

/** Letters and digits of S, in order. */
static size_t letters(const char *s, size_t len, uint32_t *out)
{
	size_t n = 0;
	for (const char *p = s, *end = s + len; p < end;) {
		uint32_t c = utf8_next(&p, end);
		if (char_is_letter(c) || char_is_digit(c))
			out[n++] = c;
	}
	return n;
}

static void every_letter_is_kept(void **state)
{
	(void)state;
	static const char *const texts[] = {
		story,
		"# One\ntwo\n===\n\n* three\n\n1. four\n\t\n---\n\xe2\x80\xa2 f\xc3\xafve\n>six",
		"-",
		"- ",
		"* *\n\n\n- - a",
		"\xe2\x80\xa2 ",
		"###### 7",
		"a\n===\n===\nb",
		"x"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t len = strlen(texts[i]);
		uint32_t *a = mem_alloc(4 * (len + 1)), *b = mem_alloc(4 * (len + 1));
		struct read r = read_text(texts[i]);
		size_t n = letters(texts[i], len, a);
		assert_int_equal(letters(r.doc.text, r.doc.text_len, b), n);
		assert_memory_equal(a, b, 4 * n);
		mem_free(a);
		mem_free(b);
		release(&r);
	}
}

static void failing_memory_is_reported(void **state)
{
	(void)state;
	expect_failures_told(story);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_told),
		cmocka_unit_test(bylines_are_names),
		cmocka_unit_test(filled_lines_are_joined),
		cmocka_unit_test(one_paragraph_a_line),
		cmocka_unit_test(speech_is_no_title_and_no_furniture),
		cmocka_unit_test(a_poem_stays_as_it_is),
		cmocka_unit_test(every_letter_is_kept),
		cmocka_unit_test(failing_memory_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
