/* tests/annotate/test_speakers.c - who speaks: heads of sources, pronouns, descriptions, turns, and when nobody is named. */
#include "rig.h"

static void heads(void **state)
{
	static const struct example e[] = {
		{"Gov. Ann Roy (D) said it rained.", "indirect | it rained | said | Gov. Ann Roy (D) | Ann Roy\n"},
		{"Ann Roy of Leeds finally said it rained.",
		 "indirect | it rained | said | Ann Roy of Leeds | Ann Roy\n"},
		/* some of a group are not the group */
		{"Democrats said it rained.", "indirect | it rained | said | Democrats | Democrats\n"},
		{"Many Democrats said it rained.", "indirect | it rained | said | Many Democrats | [Many Democrats]\n"},
		{"Ann Roy and her sister said it rained.",
		 "indirect | it rained | said | Ann Roy and her sister | [Ann Roy and her sister]\n"},
		{"“It rained,” said Ann Roy, Mark Hill and their friends.",
		 "direct | It rained, | said | Ann Roy, Mark Hill and their friends | [Ann Roy, Mark Hill and their "
		 "friends]\n"},
		{"Ann Roy of Leeds and Mark Hill of Bonn said it rained.",
		 "indirect | it rained | said | Ann Roy of Leeds and Mark Hill of Bonn | "
		 "[Ann Roy of Leeds and Mark Hill of Bonn]\n"},
		/* a poll is not who took it, what one wrote is one's own */
		{"A Brexley Gazette poll showed that it rained.",
		 "indirect | it rained | showed | A Brexley Gazette poll | [A Brexley Gazette poll]\n"},
		{"Ann Roy's letter said it rained.", "indirect | it rained | said | Ann Roy's letter | Ann Roy\n"},
		{"Ann Roy's lawyer said it rained.",
		 "indirect | it rained | said | Ann Roy's lawyer | [Ann Roy's lawyer]\n"},
	};
	RUN(e);
	(void)state;
}

/** Names are known without their capitals too. */
static void lower_case(void **state)
{
	static const struct example e[] = {
		{"ann roy said it rained. the mill slept. mr. roy said it snowed.",
		 "indirect | it rained | said | ann roy | ann roy\n"
		 "indirect | it snowed | said | mr. roy | roy\n"},
		{"the white house said it rained.", "indirect | it rained | said | the white house | white house\n"},
		{"the mayor will say it rained, said john ovsky.",
		 "indirect | the mayor will say it rained | said | john ovsky | john ovsky\n"},
		{"the grace of the river is rising. nobody will mark it.", ""},
	};
	RUN(e);
	(void)state;
}

/** What somebody is stands before the name and may itself hold names and small words. */
static void offices(void **state)
{
	static const struct example e[] = {
		{"Tom Hill slept. Republican Secretary of State Ann Roy said it rained.",
		 "indirect | it rained | said | Republican Secretary of State Ann Roy | Ann Roy\n"},
		{"China's ambassador to Britain Mark Hill said it rained.",
		 "indirect | it rained | said | China's ambassador to Britain Mark Hill | Mark Hill\n"},
		{"His wife and current nominee Ann Roy said it rained.",
		 "indirect | it rained | said | His wife and current nominee Ann Roy | Ann Roy\n"},
		{"The former first lady Ann Roy said it rained.",
		 "indirect | it rained | said | The former first lady Ann Roy | Ann Roy\n"},
		{"House Minority Leader Ann Roy said it rained.",
		 "indirect | it rained | said | House Minority Leader Ann Roy | Ann Roy\n"},
		{"Ann Roy KC said it rained.", "indirect | it rained | said | Ann Roy KC | Ann Roy\n"},
		{"Ann Roy, Ph.D., said it rained.", "indirect | it rained | said | Ann Roy, Ph.D. | Ann Roy\n"},
		{"Rovers DL Ann Roy said it rained.", "indirect | it rained | said | Rovers DL Ann Roy | Ann Roy\n"},
		/* whom somebody works for is not who speaks */
		{"An aide to President Ann Roy said it rained.",
		 "indirect | it rained | said | An aide to President Ann Roy | [An aide to President Ann Roy]\n"},
		{"Many in Leeds said it rained.", "indirect | it rained | said | Many in Leeds | [Many in Leeds]\n"},
		/* nor who stands at its head */
		{"The Roy White House slept. Roy said it rained.", "indirect | it rained | said | Roy | Roy\n"},
		/* acronyms that look like pronouns */
		{"The WHO said it rained.", "indirect | it rained | said | The WHO | WHO\n"},
		/* one spelling is another's */
		{"Phillip Hill slept. Philip Hill sang. Hill said it rained.",
		 "indirect | it rained | said | Hill | Phillip Hill\n"},
	};
	RUN(e);
	(void)state;
}

static void pronouns(void **state)
{
	static const struct example e[] = {
		/* the name that heads a source is its subject, not one that stands in it */
		{"Reed Mills's spokeswoman Ann Roy met Jane Hill. She said it rained.",
		 "indirect | it rained | said | She | Ann Roy\n"},
		{"Ann Roy sat with Jane Hill at length. She said it rained.",
		 "indirect | it rained | said | She | Ann Roy\n"},
		/* whom the words name is not who says them */
		{"Peter Hill slept. People like Hill, he said, slept.",
		 "indirect | People like Hill / slept | said | he | ?\n"},
		{"Tom Reed met Peter Hill. Hill was late, he said.",
		 "indirect | Hill was late | said | he | Tom Reed\n"},
		/* the story's hero stays in mind over paragraphs */
		{"# Ann Roy, 90, gardener\n\nAnn Roy sang. She slept. She sang again.\n\nTo friends she was "
		 "Izzy.\n\n“We "
		 "wept,” said Jane Hill.\n\nWhen winter came she said it rained.",
		 "direct | We wept, | said | Jane Hill | Jane Hill\nindirect | it rained | said | she | Ann Roy\n"},
		/* quoted words go on with who spoke last, whomever the story is about */
		{"# Tom Reed, 90, gardener\n\nTom Reed sang. Reed slept. Reed sang again.\n\n“Reed was late,” Mark "
		 "Hill "
		 "said.\n\n“It rained,” he said.",
		 "direct | Reed was late, | said | Mark Hill | Mark Hill\ndirect | It rained, | said | he | Mark "
		 "Hill\n"},
		/* two alike: nobody */
		{"Ann Roy and Jane Hill sang. She said it rained.", "indirect | it rained | said | She | ?\n"},
	};
	RUN(e);
	(void)state;
}

static void relatives(void **state)
{
	static const struct example e[] = {
		{"He met Ann Roy (D), a judge, who said it rained.", "indirect | it rained | said | who | Ann Roy\n"},
		{"Ann Roy, clerk of Leeds, sang. It is kept by the clerk, who said it rained.",
		 "indirect | it rained | said | who | Ann Roy\n"},
		{"He turned to the Salt Guild, which said it rained.",
		 "indirect | it rained | said | which | Salt Guild\n"},
		{"He paid an architect who said it rained.", "indirect | it rained | said | who | [who]\n"},
	};
	RUN(e);
	(void)state;
}

static void descriptions(void **state)
{
	static const struct example e[] = {
		{"Republican senator Ann Roy met Democratic senator Jane Hill. The Democratic senator said it rained.",
		 "indirect | it rained | said | The Democratic senator | Jane Hill\n"},
		/* a whole people, and who is told by a name that nobody here has, are nobody at hand */
		{"Ann Roy slept. The Russians said it rained.",
		 "indirect | it rained | said | The Russians | Russians\n"},
		{"Ann Roy slept. The Lumen Group adviser said it rained.",
		 "indirect | it rained | said | The Lumen Group adviser | [The Lumen Group adviser]\n"},
		{"Ann Roy slept. One legal expert sang. The expert said it rained.",
		 "indirect | it rained | said | The expert | [The expert]\n"},
		/* whom the words name is not who says them */
		{"Ann Roy, a Danish singer, slept. The Danish singer said Ann Roy was late.",
		 "indirect | Ann Roy was late | said | The Danish singer | [The Danish singer]\n"},
		{"Ann Roy sang. Her father, Tom Roy, slept. The elder Roy said it rained.",
		 "indirect | it rained | said | The elder Roy | Tom Roy\n"},
		{"They met with Ann Roy in the chair. Jane Hill sang. The Chair said it rained.",
		 "indirect | it rained | said | The Chair | Ann Roy\n"},
		{"# Ann Roy wins\n\nAnn Roy won. She sang.\n\nIt rained on the hall, and on the square.\n\nThe Danish "
		 "singer said it "
		 "rained.",
		 "indirect | it rained | said | The Danish singer | Ann Roy\n"},
		{"# Ann Roy wins\n\nAnn Roy won. She sang.\n\nRain fell.\n\nThe driver, found in May, said it rained.",
		 "indirect | it rained | said | The driver | [The driver]\n"},
		{"Ann Roy sang. The former first lady and Danish senator said it rained.",
		 "indirect | it rained | said | The former first lady and Danish senator | Ann Roy\n"},
		{"Ann Roy, a Republican senator, sang. Jane Hill sang too. The Danish senator said it rained.",
		 "indirect | it rained | said | The Danish senator | [The Danish senator]\n"},
	};
	RUN(e);
	(void)state;
}

static void shared_subjects(void **state)
{
	static const struct example e[] = {
		{"Ann Roy called the river high and said, “We fled.”",
		 "indirect | the river high and | called | Ann Roy | Ann Roy\ndirect | We fled. | said | Ann Roy | Ann "
		 "Roy\n"},
		{"Ann Roy was told that it rained.", "indirect | it rained | was told | - | ?\n"},
		/* who writes "I" */
		{"@By Ann Roy\n\nI ask whether it rained.", "indirect | whether it rained | ask | I | Ann Roy\n"},
		{"I ask whether it rained.", "indirect | whether it rained | ask | I | ?\n"},
	};
	RUN(e);
	(void)state;
}

static void bodies(void **state)
{
	static const struct example e[] = {
		{"The Salt Guild said it rained. It said the river rose.",
		 "indirect | it rained | said | The Salt Guild | Salt Guild\nindirect | the river rose | said | It | "
		 "Salt Guild\n"},
		{"The Salt Guild met. They said it rained.", "indirect | it rained | said | They | Salt Guild\n"},
		/* somebody else came between */
		{"The Salt Guild met. Residents came. They said it rained.",
		 "indirect | it rained | said | They | ?\n"},
		{"The Salt Guild met. Its report is late. It said it rained.",
		 "indirect | it rained | said | It | ?\n"},
	};
	RUN(e);
	(void)state;
}

/** The words that introduce the text's first person. */
static void introductions(void **state)
{
	static const struct example e[] = {
		{"Ann Roy, the board's vice chairwoman, sang.", "board's vice chairwoman"},
		{"“It rained,” said Ann Roy, 52, of Leeds.", "52, of Leeds"},
		{"Ann Roy, for the defence, sang.", "for the defence"},
		{"He met Det Sgt Ann Roy.", "Det Sgt"},
		{"He met Mrs Roy.", ""},
		{"His wife, Ann Roy, sang.", "His wife"},
		{"Ann Roy, who runs a shop, sang.", "who runs a shop"},
		{"Ann Roy, who said it rained, sang.", ""},
		{"The Clerk, Ms Ann Roy, sang.", "Clerk"},
	};
	for (size_t i = 0; i < sizeof e / sizeof *e; i++) {
		struct buf got = {0};
		rig_read(&rig, e[i].text);
		for (uint32_t k = 0; k < rig.notes.n_entities && !got.len; k++)
			if (rig.notes.entities[k].type == PQ_PERSON && !span_empty(rig.notes.entities[k].description))
				rig_span(&rig, &got, rig.notes.entities[k].description);
		buf_str(&got, "");
		assert_string_equal(got.bytes, e[i].want);
		buf_release(&got);
	}
	(void)state;
}

/** Is each of the text's statements made by the source of the first? */
static bool one_source(const char *text)
{
	rig_read(&rig, text);
	assert_true(rig.notes.n_quotes > 1);
	for (uint32_t i = 1; i < rig.notes.n_quotes; i++)
		if (rig.notes.quotes[i].source != rig.notes.quotes[0].source)
			return false;
	return true;
}

static void described_sources(void **state)
{
	assert_true(one_source("A study of crows found that it rained. The paper said the river rose."));
	assert_true(one_source("An official said it rained. The official said the river rose."));
	assert_false(one_source("An official said it rained. Another official said the river rose."));
	assert_false(one_source("A report said it rained. A letter said the river rose."));
	(void)state;
}

/** A voice without a name is whom "she" and "it" behind it mean, not the last one who has a name. */
static void unnamed_speakers(void **state)
{
	static const struct example e[] = {
		{"\"It rained,\" said Sergeant Robin Roy.\n\nA neighbour said she had slept. \"It was the wind,\" she "
		 "said.",
		 "direct | It rained, | said | Sergeant Robin Roy | Robin Roy\nindirect | she had slept | said | A "
		 "neighbour | [A neighbour]\ndirect | It was the wind, | said | she | [A neighbour]\n"},
		{"The harbour authority said it was late. \"Nobody should sail,\" it warned.",
		 "indirect | it was late | said | The harbour authority | [The harbour authority]\ndirect | Nobody "
		 "should sail, | warned | it | [The harbour authority]\n"},
	};
	RUN(e);
	(void)state;
}

/** Words before the subject or in front of its noun are not who speaks. */
static void openers(void **state)
{
	static const struct example e[] = {
		{"Questioning the head of the club, Ann Roy, defence lawyer Peter Hill said that it rained.",
		 "indirect | it rained | said | defence lawyer Peter Hill | Peter Hill\n"},
		{"\"It rained,\" said retired driver Peter Hill, 80.",
		 "direct | It rained, | said | retired driver Peter Hill, 80 | Peter Hill\n"},
	};
	RUN(e);
	(void)state;
}

static void transcripts(void **state)
{
	static const struct example e[] = {
		{"Ann Roy met Peter Hill on air.\n\n\"ROY: Is it late?\n\n\"HILL: It is.\n\n\"(LAUGHTER)\n\n\"ROY: "
		 "Then we "
		 "go.\n\n\"HILL: We go.\"",
		 "direct | Is it late? | - | ROY | Ann Roy\ndirect | It is. | - | HILL | Peter Hill\ndirect | Then we "
		 "go. | - | "
		 "ROY | Ann Roy\ndirect | We go. | - | HILL | Peter Hill\n"},
		{"#Ann Roy on rain\n\n@By Peter Hill\n\nAnn Roy met us with Robin Vale.\n\nQ: Is it late?\n\nA: It "
		 "is, Robin.\n\nQ: Then we go.\n\nA: Yes.",
		 "direct | Is it late? | - | Q | Peter Hill\ndirect | It is, Robin. | - | A | Ann Roy\ndirect | Then "
		 "we go. | - | Q | Peter Hill\ndirect | Yes. | - | A | Ann Roy\n"},
	};
	RUN(e);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heads),         cmocka_unit_test(offices),
		cmocka_unit_test(lower_case),    cmocka_unit_test(pronouns),
		cmocka_unit_test(relatives),     cmocka_unit_test(descriptions),
		cmocka_unit_test(bodies),        cmocka_unit_test(described_sources),
		cmocka_unit_test(introductions), cmocka_unit_test(shared_subjects),
		cmocka_unit_test(transcripts),   cmocka_unit_test(unnamed_speakers),
		cmocka_unit_test(openers),
	};
	return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
