/* tests/annotate/test_writers.c - mails that quote mails: each depth is its own writer's, replies in between are not, and what nobody
 * leads over to stays nobody's. */
#include "rig.h"

#define LEAD "On Mon, 4 May 2026 at 17:20, Jane Roe <jane@example.org> wrote:\n\n"

static void lines_that_lead_over(void **state)
{
	static const struct example e[] = {
		{LEAD ">Was the council warned?\n\n>It was not.",
		 "direct | Was the council warned? | wrote | Jane Roe | Jane Roe\n"
		 "direct | It was not. | - | Jane Roe | Jane Roe\n"},
		{"On 3 March 2026, Jane Roe wrote:\n\n>It was not.",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"},
		/* broken where the program liked, without a name, with one that no list knows */
		{"On Mon, 4 May 2026 at 17:20, Jane Roe <jane@example.org>\nwrote:\n\n>It was not.",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"},
		{"On Mon, 4 May 2026 at 17:20 <jr@example.org> wrote:\n\n>It was not.",
		 "direct | It was not. | wrote | jr@example.org | [jr@example.org]\n"},
		{"On Mon, 4 May 2026 at 17:20, sam_poe wrote:\n\n>It was not.",
		 "direct | It was not. | wrote | sam_poe | [sam_poe]\n"},
		/* whatever stands in quote marks there */
		{LEAD ">“We have all of the letters in the office now,” Bo Rask told me.",
		 "direct | “We have all of the letters in the office now,” Bo Rask told me. | wrote | Jane Roe | Jane "
		 "Roe\n"},
	};
	RUN(e);
	(void)state;
}

static void depths(void **state)
{
	static const struct example e[] = {
		{LEAD ">It was not.\n\n>On Sunday, Mark Hill wrote:\n\n>>Was it?\n\n>I asked twice.",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"
		 "direct | Was it? | wrote | Mark Hill | Mark Hill\n"
		 "direct | I asked twice. | - | Jane Roe | Jane Roe\n"},
		/* inside a quotation no date is needed */
		{LEAD ">It was not.\n\n>Mark Hill wrote:\n\n>>Was it?",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"
		 "direct | Was it? | wrote | Mark Hill | Mark Hill\n"},
		/* nobody leads over to the deeper one */
		{LEAD ">It was not.\n\n>>Was it?", "direct | It was not. | wrote | Jane Roe | Jane Roe\n"
						   "direct | Was it? | - | - | ?\n"},
		{">It was not.\n\n>>Was it?", "direct | It was not. | - | - | ?\ndirect | Was it? | - | - | ?\n"},
	};
	RUN(e);
	(void)state;
}

static void replies_in_between(void **state)
{
	static const struct example e[] = {
		{LEAD ">It was not.\n\nIt was.\n\n>Show me the letters.",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"
		 "direct | Show me the letters. | - | Jane Roe | Jane Roe\n"},
		{LEAD
		 ">It was not.\n\nOn Tue, 5 May 2026, Mark Hill <m@example.org> wrote:\n\n>It was.\n\nNo.\n\n>Yes.",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"
		 "direct | It was. | wrote | Mark Hill | Mark Hill\n"
		 "direct | Yes. | - | Mark Hill | Mark Hill\n"},
		/* an article's next block quotation is not the last one's */
		{"On 3 March 2026, Jane Roe wrote:\n\n>It was not.\n\nThe council met.\n\n>Show me the letters.",
		 "direct | It was not. | wrote | Jane Roe | Jane Roe\n"
		 "direct | Show me the letters. | - | - | ?\n"},
	};
	RUN(e);
	(void)state;
}

static void heads(void **state)
{
	static const struct example e[] = {
		{"@From: Ada Lind <ada@example.org>\n\nIt was.\n\n@From: Jane Roe <jane@example.org>\n\n>It was not.",
		 "direct | It was not. | - | Jane Roe | Jane Roe\n"},
		/* each mail has its own "I" */
		{"@From: Ada Lind <ada@example.org>\n\nI said it rained.\n\n@From: Jane Roe\n\nI said it did not rain.",
		 "indirect | it rained | said | I | Ada Lind\nindirect | it did not rain | said | I | Jane Roe\n"},
		{"@From: Ada Lind <ada@example.org>\n\nI said it rained.\n\n@From: desk@example.org\n\nI said it did "
		 "not rain.",
		 "indirect | it rained | said | I | Ada Lind\nindirect | it did not rain | said | I | ?\n"},
	};
	RUN(e);
	(void)state;
}

static void memory_runs_out(void **state)
{
	rig_clear(&rig);
	assert_int_equal(rig_document(&rig, "@From: Ada Lind\n\nI said it rained.\n\n" LEAD ">It did not."), PQ_OK);
	test_each_allocation(m)
	{
		mem_free(rig.notes_blob.bytes);
		rig.notes_blob = (struct blob){0};
		enum pq_status status = rig_annotate(&rig);
		assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_that_lead_over), cmocka_unit_test(depths),
		cmocka_unit_test(replies_in_between),   cmocka_unit_test(heads),
		cmocka_unit_test(memory_runs_out),
	};
	return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
