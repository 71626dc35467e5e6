/* tests/annotate/test_quotes.c - marks, cues, sources, parts and speakers on small invented texts. */
#include "rig.h"

static void marks(void **state)
{
	static const struct example e[] = {
		{"\"We are late,\" said Mary Holt.", "direct | We are late, | said | Mary Holt | Mary Holt\n"},
		{"“We are late,” said Mary Holt.", "direct | We are late, | said | Mary Holt | Mary Holt\n"},
		{"'It isn't the dogs' fault,' said Mary Holt.",
		 "direct | It isn't the dogs' fault, | said | Mary Holt | Mary Holt\n"},
		{"‘It isn’t the dogs’ fault,’ said Mary Holt.",
		 "direct | It isn’t the dogs’ fault, | said | Mary Holt | Mary Holt\n"},
		{"«We are late,» said Mary Holt.", "direct | We are late, | said | Mary Holt | Mary Holt\n"},
		{"''We are late,'' said Mary Holt.", "direct | We are late, | said | Mary Holt | Mary Holt\n"},
		{"“We are late,’’ said Mary Holt.", "direct | We are late, | said | Mary Holt | Mary Holt\n"},
		{"“He told me ‘No’ and left,” said Mary Holt.",
		 "direct | He told me ‘No’ and left, | said | Mary Holt | Mary Holt\n"},
		{"Mary Holt's neighbours' hedges grew.", ""},
		{"“We are late, said Mary Holt.", "direct | We are late, | said | Mary Holt | Mary Holt\n"},
		{"“We are late, Mary Holt said. “We must go.”",
		 "direct | We are late, / We must go. | said | Mary Holt | Mary Holt\n"},
	};
	RUN(e);
	(void)state;
}

/** Closing marks that got lost, text without a capital, letters misread, paragraphs run together. */
static void damage(void **state)
{
	static const struct example e[] = {
		{"Mary Holt called the flood “a brown snake that ate the road. The bridge was closed on Monday.",
		 "mixed | a brown snake that ate the road. | called | Mary Holt | Mary Holt\n"},
		{"“Are we late? said Mary Holt. Nobody knew.",
		 "direct | Are we late? | said | Mary Holt | Mary Holt\n"},
		{"the river was rising, mary holt said. the bridge was closed on monday.",
		 "indirect | the river was rising | said | mary holt | mary holt\n"},
		{"mary holt said: \"it rose. we slept.\" the bridge was closed.",
		 "direct | it rose. we slept. | said | mary holt | mary holt\n"},
		{"\"is it late?\" she said. \"we must go.\" they went.",
		 "direct | is it late? / we must go. | said | she | ?\n"},
		{"THE RIVER WAS RISING, MARY HOLT SAID. THE BRIDGE WAS CLOSED.",
		 "indirect | THE RIVER WAS RISING | SAID | MARY HOLT | MARY HOLT\n"},
		{"“We are late,” said Mary Holt.  “We must go,” said John Reed.  They went.",
		 "direct | We are late, | said | Mary Holt | Mary Holt\n"
		 "direct | We must go, | said | John Reed | John Reed\n"},
		{"Mary Holt said thc river was risimg.",
		 "indirect | thc river was risimg | said | Mary Holt | Mary Holt\n"},
	};
	RUN(e);
	(void)state;
}

static void cues(void **state)
{
	static const struct example e[] = {
		{"“The river,” Mary Holt said on Monday, “is rising.”",
		 "direct | The river, / is rising. | said | Mary Holt | Mary Holt\n"},
		{"“It rose,” Mary Holt said. “Then it fell. We slept.”",
		 "direct | It rose, / Then it fell. We slept. | said | Mary Holt | Mary Holt\n"},
		{"Mary Holt said: “It rose.”", "direct | It rose. | said | Mary Holt | Mary Holt\n"},
		{"Mary Holt said that the river was rising.",
		 "indirect | the river was rising | said | Mary Holt | Mary Holt\n"},
		{"The river was rising, Mary Holt said.",
		 "indirect | The river was rising | said | Mary Holt | Mary Holt\n"},
		{"According to Mary Holt, the river was rising.",
		 "indirect | the river was rising | According to | Mary Holt | Mary Holt\n"},
		{"The river was rising, according to Mary Holt.",
		 "indirect | The river was rising | according to | Mary Holt | Mary Holt\n"},
		{"Mary Holt said the river was “an angry brown snake”.",
		 "mixed | the river was “an angry brown snake” | said | Mary Holt | Mary Holt\n"},
		{"Mary Holt called the flood “a brown snake”.",
		 "mixed | a brown snake | called | Mary Holt | Mary Holt\n"},
		{"Mary Holt asked whether the bridge would hold.",
		 "indirect | whether the bridge would hold | asked | Mary Holt | Mary Holt\n"},
		{"Mary Holt has not said whether she will move.",
		 "indirect | whether she will move | has not said | Mary Holt | Mary Holt\n"},
		{"Mary Holt vowed to rebuild the bridge.",
		 "indirect | to rebuild the bridge | vowed | Mary Holt | Mary Holt\n"},
	};
	RUN(e);
	(void)state;
}

static void sources(void **state)
{
	static const struct example e[] = {
		{"Mary Holt, 52, of Leeds, said the river was rising.",
		 "indirect | the river was rising | said | Mary Holt, 52, of Leeds | Mary Holt\n"},
		{"“It rose,” said Mary Holt, who farms near the weir.",
		 "direct | It rose, | said | Mary Holt, who farms near the weir | Mary Holt\n"},
		{"Mary Holt met Tom Reed. Holt's lawyer said the river was rising.",
		 "indirect | the river was rising | said | Holt's lawyer | [Holt's lawyer]\n"},
		{"The mayor, Mary Holt, said the river was rising.",
		 "indirect | the river was rising | said | The mayor, Mary Holt | Mary Holt\n"},
		{"The report said the river was rising.",
		 "indirect | the river was rising | said | The report | [The report]\n"},
	};
	RUN(e);
	(void)state;
}

/** Hearers and channels do not speak. */
static void hearers(void **state)
{
	static const struct example e[] = {
		{"Mary Holt told reporters the river was rising.",
		 "indirect | the river was rising | told | Mary Holt | Mary Holt\n"},
		{"“It rose,” Mary Holt told the BBC.", "direct | It rose, | told | Mary Holt | Mary Holt\n"},
		{"Mary Holt said in a statement that the river was rising.",
		 "indirect | the river was rising | said | Mary Holt | Mary Holt\n"},
		{"“It rose,” a court heard.", "direct | It rose, | heard | - | ?\n"},
	};
	RUN(e);
	(void)state;
}

static void speech_that_goes_on(void **state)
{
	static const struct example e[] = {
		{"“It rose,” said Mary Holt.\n\n“Then it fell.”",
		 "direct | It rose, | said | Mary Holt | Mary Holt\ndirect | Then it fell. | - | - | Mary Holt\n"},
		{"“It rose,” said Mary Holt. “It rose all night.\n\n“Then it fell.”",
		 "direct | It rose, / It rose all night. | said | Mary Holt | Mary Holt\n"
		 "direct | Then it fell. | - | - | Mary Holt\n"},
		{"“It rose,” said Mary Holt. She added: “It fell.”",
		 "direct | It rose, | said | Mary Holt | Mary Holt\ndirect | It fell. | added | She | Mary Holt\n"},
	};
	RUN(e);
	assert_int_equal(rig.notes.quotes[1].continues, PQ_NONE);
	rig_read(&rig, e[1].text);
	assert_int_equal(rig.notes.quotes[1].continues, 0);
	(void)state;
}

static void dialogue(void **state)
{
	rig_expect(&rig,
		   "“Is the bridge safe?” Tom Reed asked.\n\n“It was,” said Mary Holt.\n\n“And today?”\n\n“Today it is "
		   "wet.”",
		   "direct | Is the bridge safe? | asked | Tom Reed | Tom Reed\n"
		   "direct | It was, | said | Mary Holt | Mary Holt\n"
		   "direct | And today? | - | - | Mary Holt\n"
		   "direct | Today it is wet. | - | - | Tom Reed\n");
	(void)state;
}

static void transcript(void **state)
{
	rig_expect(&rig,
		   "Mary Holt spoke to Tom Reed.\n\nTR: Is the bridge safe?\n\nMH: It was.\n\nTR: And today?\n\nMH: It "
		   "is wet.",
		   "direct | Is the bridge safe? | - | TR | Tom Reed\n"
		   "direct | It was. | - | MH | Mary Holt\n"
		   "direct | And today? | - | TR | Tom Reed\n"
		   "direct | It is wet. | - | MH | Mary Holt\n");
	(void)state;
}

/** Posts and reviews are signed below; a pulled quote is told where it was said; else a colon or nobody. */
static void block_quotations(void **state)
{
	static const struct example e[] = {
		{"Mary Holt called the bridge \"a disgrace\".\n\n>The water came up over the road.",
		 "mixed | a disgrace | called | Mary Holt | Mary Holt\n"
		 "direct | The water came up over the road. | - | - | ?\n"},
		{"Mary Holt wrote:\n\n>The water came up over the road.\n\n>Then it fell.",
		 "direct | The water came up over the road. | wrote | Mary Holt | Mary Holt\n"
		 "direct | Then it fell. | - | - | Mary Holt\n"},
		{"Mary Holt was late.\n\n>The water came up.\n\n>Then it fell.\n\n>\u2014 Tom Reed (@reed) May 3, 2024",
		 "direct | The water came up. | - | Tom Reed | Tom Reed\n"
		 "direct | Then it fell. | - | Tom Reed | Tom Reed\n"},
		{"Readers wrote in.\n\n>“The water came up.”\n\n\u2013 Tom**",
		 "direct | The water came up. | - | Tom** | Tom\n"},
		{"Mary Holt was late.\n\n>The water came up.\n\nRiver pilot Tom Reed\n\nIt rained.",
		 "direct | The water came up. | - | Tom Reed | Tom Reed\n"},
		{"“The water came up over the road,” said Mary Holt.\n\n>The water came up over the road.\n\nIt "
		 "rained.",
		 "direct | The water came up over the road, | said | Mary Holt | Mary Holt\n"},
	};
	RUN(e);
	(void)state;
}

/** A wrong speaker is worse than none. */
static void nobody_is_guessed(void **state)
{
	rig_read(&rig, "Mary Holt and Jane Reed stood at the weir. “It rose,” she said.");
	assert_int_equal(rig.notes.n_quotes, 1);
	assert_int_equal(rig.notes.sources[rig.notes.quotes[0].source].entity, PQ_NONE);
	assert_int_equal(rig_findings(&rig, PQ_UNRESOLVED_SPEAKER), 1);
	rig_read(&rig, "The weir broke on Monday. “It rose all night and then it fell again.”");
	assert_int_equal(rig.notes.n_quotes, 1);
	assert_int_equal(rig.notes.sources[rig.notes.quotes[0].source].kind, PQ_SOURCE_UNKNOWN);
	rig_read(&rig, "Mary Holt keeps ducks.\n\n=Mary Holt said the river was rising.");
	assert_int_equal(rig.notes.n_quotes, 0);
	(void)state;
}

static void odd_input(void **state)
{
	static const char *const texts[] = {
		"“",
		"“”",
		"””“‘’'\"\"\"''«»",
		"\" \" \" \" \"",
		"SAID",
		"said said said said",
		"“A “B “C “D “E “F “G “H “I “J”",
		"MARY HOLT SAID THE RIVER WAS RISING.",
		"according to",
		"X: a\n\nX: b\n\nY: c\n\nY:",
		", , , who said , , “a”",
		"#“Quoted”",
		"> ",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		rig_read(&rig, texts[i]);
	(void)state;
}

/** A sentence without an end costs no more than its length; what matters here is that it comes back at all. */
static void long_sentence(void **state)
{
	struct buf text = {0};
	for (unsigned i = 0; i < 30000; i++)
		buf_str(&text, "and he said that, who said, “no ” ");
	buf_char(&text, '.');
	assert_false(text.failed);
	rig_read(&rig, text.bytes);
	assert_true(rig.notes.n_quotes > 0);
	buf_release(&text);
	(void)state;
}

static void memory_runs_out(void **state)
{
	rig_clear(&rig);
	assert_int_equal(
		rig_document(
			&rig,
			"#“It rose,” they say\n\nMary Holt, 52, told Tom Reed it rose. “It fell,” she said.\n\n"
			"“And now?”\n\nTR: Is it?\n\nMH: It was.\n\nTR: And?\n\nMH: No. An official called it “wet”."),
		PQ_OK);
	unsigned failures = 0;
	test_each_allocation(m)
	{
		mem_free(rig.notes_blob.bytes);
		rig.notes_blob = (struct blob){0};
		enum pq_status status = rig_annotate(&rig);
		assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
		failures += m.refused;
	}
	assert_true(failures > 20);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks),
		cmocka_unit_test(damage),
		cmocka_unit_test(cues),
		cmocka_unit_test(sources),
		cmocka_unit_test(hearers),
		cmocka_unit_test(speech_that_goes_on),
		cmocka_unit_test(dialogue),
		cmocka_unit_test(transcript),
		cmocka_unit_test(nobody_is_guessed),
		cmocka_unit_test(block_quotations),
		cmocka_unit_test(odd_input),
		cmocka_unit_test(long_sentence),
		cmocka_unit_test(memory_runs_out),
	};
	return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
