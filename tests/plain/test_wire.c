/* test_wire.c - what wire services, press offices and mail programs write around a text: each convention in a text of its own. */
#include "rig.h"

#include <stdio.h>

static const char letters[PQ_BLOCK_KINDS] = {
	[PQ_BLOCK_TITLE] = 'T',      [PQ_BLOCK_HEADING] = 'H', [PQ_BLOCK_PARAGRAPH] = 'P', [PQ_BLOCK_LIST_ITEM] = 'L',
	[PQ_BLOCK_BLOCKQUOTE] = 'Q', [PQ_BLOCK_CAPTION] = 'C', [PQ_BLOCK_CREDIT] = 'c',    [PQ_BLOCK_CODE] = 'K',
	[PQ_BLOCK_TABLE] = 'G',      [PQ_BLOCK_BYLINE] = 'B',  [PQ_BLOCK_RELATED] = 'R',   [PQ_BLOCK_FURNITURE] = 'F'};

/** The blocks of R are of KINDS, a letter each. */
static void expect(const struct read *r, const char *kinds)
{
	char have[200] = "";
	assert_true(r->doc.n_blocks < sizeof have);
	for (uint32_t i = 0; i < r->doc.n_blocks; i++)
		have[i] = letters[r->doc.blocks[i].kind];
	assert_string_equal(have, kinds);
}

#define LEAD \
	"HOLM, May 5 (NNA) -- Harrow Sound Council was told twice that the ferry was\n" \
	"unsafe before it sank at its berth in March, the inquiry's lead counsel said\n" \
	"on Tuesday.\n"

static void a_dispatch(void **state)
{
	(void)state;
	struct read r = read_text("^BC-FERRY-INQUIRY, 2nd Ld-Writethru,0450\n"
				  "URGENT\n"
				  "Eds: Updates with quotes, details\n"
				  "Ferry inquiry hears of warnings ignored\n"
				  "By JANE DOE\n"
				  "NNA Staff Writer\n" LEAD
				  "     \"We have the letters. We have the dates,\" Adaeze Okafor told the inquiry\n"
				  "in Holm. \"There was nobody who read them.\"\n"
				  "     The council's chairman, Per Lind, denied that anybody had been warned.\n"
				  "                               (MORE)\n"
				  "     BC-FERRY-INQUIRY, 1st Add,0120\n"
				  "     \"I never saw a letter,\" Lind said. He declined to say who opened the\n"
				  "council's post.\n"
				  "(Reporting by Jane Doe in Holm and Sam Poe in Oslo;\n"
				  "Editing by Ann Lee)\n"
				  "-- 30 --\n"
				  "NNNN\n");
	expect(&r, "FFFTBBPPPFFPccFF");
	expect_block(&r, 3, "Ferry inquiry hears of warnings ignored");
	expect_str(&r, r.doc.meta.title, "Ferry inquiry hears of warnings ignored");
	assert_int_equal(r.doc.n_bylines, 1);
	expect_str(&r, r.doc.bylines[0], "JANE DOE");
	/* The dateline is the paragraph's; whose it is, the document's. */
	expect_str(&r, r.doc.meta.site, "NNA");
	assert_memory_equal(r.doc.text + r.doc.blocks[6].span.start, "HOLM, May 5 (NNA) --", 20);
	release(&r);
}

/** A story that ends in LINE is of KINDS. */
static void expect_end(const char *kinds, const char *line)
{
	char text[600];
	snprintf(text, sizeof text, "Mill to close\n\n" LEAD "\n" LEAD "\n%s\n", line);
	struct read r = read_text(text);
	expect(&r, kinds);
	expect_block(&r, 3, line);
	release(&r);
}

static void end_marks(void **state)
{
	(void)state;
	static const char *const marks[] = {
		"-30-",        "-- 30 --", "\xe2\x80\x94 30 \xe2\x80\x94", "###", "# # #", "ENDS", "(END)", "-ends-",
		"*** END ***", "[ENDS]"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		expect_end("TPPF", marks[i]);
	struct read r = read_text("Mill to close\n\n" LEAD "-30-\n"); /* without a blank line */
	expect(&r, "TPF");
	release(&r);
}

static void words_that_are_no_marks(void **state)
{
	(void)state;
	static const char *const lines[] = {"30", "It ends.", "The end is near.", "More", "(30 boats)", "-40-", "#1"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char text[400];
		snprintf(text, sizeof text, "Mill to close\n\n" LEAD "\n%s\n\n" LEAD, lines[i]);
		struct read r = read_text(text);
		assert_int_equal(r.doc.n_blocks, 4);
		assert_int_not_equal(r.doc.blocks[2].kind, PQ_BLOCK_FURNITURE);
		release(&r);
	}
}

static void a_press_release(void **state)
{
	(void)state;
	struct read r = read_text(
		"FOR IMMEDIATE RELEASE\n"
		"EMBARGOED UNTIL 00:01 GMT, Friday 8 May 2026\n\n"
		"Lumen Ferries orders two electric boats\n\n"
		"HOLM, 4 May 2026 - Lumen Ferries today ordered two electric ferries from the Tarn yard, the first of "
		"their kind on the sound, and said that they would sail in 2028.\n\n"
		"\"This is a great day for the sound,\" said Dr Ada Brack, the company's chief executive. \"The boats "
		"will be quiet, and those who live by the harbour have waited for that for long enough.\"\n\n"
		"ENDS\n\n"
		"Media contact:\n"
		"Poppy Lascelles\n"
		"01539 555 0102\n"
		"poppy@bright.example\n\n"
		"Notes to editors\n\n"
		"Lumen Ferries was founded in 2009 and has eleven boats.\n");
	expect(&r, "BBTPPFFFFFFF");
	assert_int_equal(r.doc.n_bylines, 0);
	release(&r);
}

static void contacts_without_an_end_mark(void **state)
{
	(void)state;
	struct read r = read_text(
		"Lumen Ferries orders two electric boats\n\n"
		"Lumen Ferries today ordered two electric ferries from the Tarn yard, the first of their kind on the "
		"sound, and said that they would sail in 2028, a year later than it had promised.\n\n"
		"Contact:\n"
		"Poppy Lascelles, Bright & Early\n"
		"+44 1539 555 0102\n");
	expect(&r, "TPFFF");
	release(&r);
}

static void results_are_no_telephone_numbers(void **state)
{
	(void)state;
	struct read r = read_text("Squash results\n\nFirst round in Holm:\n\n"
				  "Ada Poe (Norway) beat Jo Lee (Wales) 15-9 15-8 15-17 17-15\n\n"
				  "Fall of wickets: 1-21 2-52 3-97 4-149 5-157 6-163\n\n"
				  "Tarn Rovers 4 3 1 0 10 6 10\n");
	expect(&r, "TPPPP");
	release(&r);
}

static void credits(void **state)
{
	(void)state;
	static const char *const lines[] = {"(Reporting by Jane Doe; Editing by Ann Lee)",
					    "(Writing by Jane Doe in Holm; editing by Ann Lee.)",
					    "Reporting by Jane Doe; Editing by Ann Lee",
					    "Associated writer Sam Poe in Oslo contributed to this report."};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		expect_end("TPPc", lines[i]);
}

static const char mail[] = "Return-Path: <jane@example.org>\n"
			   "From: Jane Doe <jane@example.org>\n"
			   "To: Sam Poe <sam@example.org>,\n"
			   "  Ann Lee <ann@example.org>\n"
			   "Subject: Re: the ferry's letters\n"
			   "Date: Tue, 5 May 2026 10:14:00 +0100\n"
			   "\n"
			   "I have read the letters now, all of them, and they say what Okafor said they\n"
			   "would say. The council was told twice.\n"
			   "\n"
			   "On Mon, 4 May 2026 at 17:20, Sam Poe <sam@example.org>\n"
			   "wrote:\n"
			   "> Have you read the letters? Lind told me on the telephone that nobody at the\n"
			   "> council had ever seen one.\n"
			   ">\n"
			   "> > On Sunday I asked the yard. They said that the second survey was never\n"
			   "> > paid for.\n"
			   "\n"
			   "I have the receipt, and a copy of it.\n"
			   "\n"
			   "-- \n"
			   "Jane Doe\n"
			   "Reporter, Example Wire\n";

static void a_mail(void **state)
{
	(void)state;
	struct read r = read_text(mail);
	expect(&r, "FBFTBPPQQPFFF");
	expect_str(&r, r.doc.meta.title, "Re: the ferry's letters");
	expect_str(&r, r.doc.bylines[0], "Jane Doe");
	expect_str(&r, r.doc.meta.published, "2026-05-05T10:14:00+01:00");
	expect_block(&r, 6, "On Mon, 4 May 2026 at 17:20, Sam Poe <sam@example.org>\nwrote:");
	expect_block(&r, 8, "On Sunday I asked the yard. They said that the second survey was never\npaid for.");
	assert_int_equal(r.doc.blocks[7].level, 1);
	assert_int_equal(r.doc.blocks[8].level, 2);
	release(&r);
}

static void a_mail_sent_on(void **state)
{
	(void)state;
	struct read r = read_text("See below. The statement is on the record, and we may use it from noon.\n\n"
				  "---------- Forwarded message ---------\n"
				  "From: Press Office <press@council.example>\n"
				  "Date: Tue, May 5, 2026 at 9:02 AM\n"
				  "Subject: Statement on the ferry\n\n"
				  "The council was never warned, said Per Lind, its chairman.\n");
	expect(&r, "PFBFFP");
	assert_int_equal(r.doc.n_bylines, 0);
	release(&r);
}

static const char answer[] = "From: Ada Lind <ada@example.org>\n"
			     "To: Jane Doe\n"
			     "Subject: RE: letters\n\n"
			     "I have read them.\n\n"
			     "-----Original Message-----\n"
			     "From: Jane Doe <jane@example.org>\n"
			     "Sent: Monday, May 4, 2026 5:20 PM\n"
			     "To: Ada Lind\n"
			     "Subject: letters\n\n"
			     "Have you read the letters?\n"
			     "> I have not seen any.\n\n"
			     "From: Sam Poe\n"
			     "Sent: Sunday\n"
			     "To: Jane Doe\n\n"
			     "Where are they?\n";

/* What stands below a head is quoted, deeper below each. */
static void a_mail_answered(void **state)
{
	(void)state;
	struct read r = read_text(answer);
	expect(&r, "BFTPFBFFFQQBFFQ");
	static const uint8_t levels[] = {1, 2, 2};
	for (uint32_t i = 0, n = 0; i < r.doc.n_blocks; i++)
		if (r.doc.blocks[i].kind == PQ_BLOCK_BLOCKQUOTE)
			assert_int_equal(r.doc.blocks[i].level, levels[n++]);
	assert_int_equal(r.doc.n_bylines, 1);
	expect_str(&r, r.doc.bylines[0], "Ada Lind");
	release(&r);
	/* the mark alone tells it too; a head alone does not, nor one whose subject says that it was sent on */
	r = read_text(
		"See below.\n\n-----Original Message-----\nFrom: Jane Doe\nSubject: letters\n\nWhere are they?\n");
	expect(&r, "PFBFQ");
	release(&r);
	r = read_text("The memo began like this.\n\nFrom: Jane Doe\nSubject: letters\n\nWhere are they?\n");
	expect(&r, "PBFP");
	release(&r);
	r = read_text(
		"From: Ada Lind\nSubject: Fwd: letters\n\nSee below.\n\n-----Original Message-----\nFrom: Jane Doe\n"
		"Subject: letters\n\nWhere are they?\n");
	expect(&r, "BTPFBFP");
	release(&r);
}

static void a_greater_sign_is_no_quoting(void **state)
{
	(void)state;
	struct read r =
		read_text("The rate rose to\n>50% of all boats, the council's chairman said on Tuesday night.\n");
	assert_true(r.doc.n_blocks > 0);
	assert_non_null(memchr(r.doc.text, '>', r.doc.text_len));
	release(&r);
}

static void rows_with_tabs(void **state)
{
	(void)state;
	struct read r = read_text("Results of the vote\n\n" LEAD "\n"
				  "Ward\tFor\tAgainst\nHolm\t12\t3\n\t7\t7\n\n" LEAD);
	expect(&r, "TPGP");
	expect_block(&r, 2, "Ward\tFor\tAgainst\nHolm\t12\t3\n\t7\t7");
	release(&r);
	r = read_text("Mill to close\n\nA name:\tthe mill at Eddle.\n\n" LEAD);
	expect(&r, "TPP");
	release(&r);
}

/* A wide address must not hide that a mail's lines are filled. */
static void one_wide_line(void **state)
{
	(void)state;
	struct read r = read_text(LEAD "\nhttps://example.org/harbour/council/2026/05/05/"
				       "ferry-inquiry-hears-of-warnings-ignored-for-three-years"
				       ".html?edition=holm\n\n" LEAD "\n" LEAD);
	assert_int_equal(r.doc.n_blocks, 4);
	release(&r);
}

static void controls_before_an_end(void **state)
{
	(void)state;
	struct read r = read_text("Mill to close\n\n" LEAD "\nIt made blankets.\x03\n\n" LEAD);
	expect(&r, "TPPP");
	release(&r);
}

static void failing_memory_is_reported(void **state)
{
	(void)state;
	expect_failures_told(mail);
	expect_failures_told(answer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dispatch),
		cmocka_unit_test(end_marks),
		cmocka_unit_test(words_that_are_no_marks),
		cmocka_unit_test(a_press_release),
		cmocka_unit_test(contacts_without_an_end_mark),
		cmocka_unit_test(results_are_no_telephone_numbers),
		cmocka_unit_test(credits),
		cmocka_unit_test(a_mail),
		cmocka_unit_test(a_mail_sent_on),
		cmocka_unit_test(a_mail_answered),
		cmocka_unit_test(a_greater_sign_is_no_quoting),
		cmocka_unit_test(rows_with_tabs),
		cmocka_unit_test(one_wide_line),
		cmocka_unit_test(controls_before_an_end),
		cmocka_unit_test(failing_memory_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
