/* tests/annotate/test_findings.c - what a reader is told: each kind of finding where it belongs and where it does not, and in what words. */
#include "rig.h"

/** WANT is where the findings stand, " | " between several. */
static void expect(enum pq_finding_kind kind, const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf got = {0};
		rig_read(&rig, e[i].text);
		for (uint32_t k = 0; k < rig.notes.n_findings; k++) {
			const struct pq_finding *f = &rig.notes.findings[k];
			if (f->kind != kind)
				continue;
			buf_str(&got, got.len ? " | " : "");
			rig_span(&rig, &got, f->span);
		}
		buf_str(&got, "");
		assert_string_equal(got.bytes ? got.bytes : "", e[i].want);
		buf_release(&got);
	}
}
#define EXPECT(kind, examples) expect(kind, examples, sizeof(examples) / sizeof *(examples))

static void unresolved(void **state)
{
	static const struct example e[] = {
		{"Ann Roe and Mary Holt left by the back door. “It rose,” she said.", "she"},
		{"It was suggested that the bridge would fall.", "was suggested that the bridge would fall"},
		{"Tom Ashby and Vera Ashby stood for the council. Ashby said the bridge would fall.", "Ashby"},
		/* a thing speaks, and a passive has told somebody */
		{"A note lay on the table. It said the bridge would fall.", ""},
		{"Members were told that the bridge would fall.", ""},
		{"It was claimed in the report that the bridge would fall.", ""},
		{"Her rules became proverbs. “Never prune when you are angry.” “A lawn is a carpet that hates you.”",
		 ""},
		{"The bridge, said to be “a brown ruin”, fell.", ""},
	};
	EXPECT(PQ_UNRESOLVED_SPEAKER, e);
	(void)state;
}

static void anonymous(void **state)
{
	rig_read(&rig, "An official said the river was rising.");
	assert_int_equal(rig_findings(&rig, PQ_ANONYMOUS_SOURCE), 1);
	assert_int_equal(rig.notes.sources[0].naming, PQ_ANONYMOUS);
	assert_false(rig.notes.sources[0].reason_given);
	rig_read(&rig,
		 "An official who asked not to be named because she feared for her job said the river was rising.");
	assert_int_equal(rig_findings(&rig, PQ_ANONYMOUS_SOURCE), 1);
	assert_true(rig.notes.sources[0].reason_given);
	(void)state;
}

static void second_hand(void **state)
{
	rig_read(&rig, "Reuters quoted a fisherman as saying that the river was rising.");
	assert_int_equal(rig_findings(&rig, PQ_SECOND_HAND), 1);
	assert_int_equal(rig.notes.n_quotes, 1);
	assert_int_equal(rig.notes.sources[0].entity, PQ_NONE);
	(void)state;
}

static void declined(void **state)
{
	static const struct example e[] = {
		{"Mary Holt declined to comment.", "Mary Holt declined to comment"},
		{"Mary Holt refused to be drawn.", "Mary Holt refused to be drawn"},
		{"Mary Holt declined further comment.", "Mary Holt declined further comment"},
		{"Mary Holt declined an interview request.", "Mary Holt declined an interview request"},
		{"Mary Holt had no comment.", "Mary Holt had no comment"},
		{"No one at the firm was available for comment.", "No one at the firm was available for comment"},
		{"The firm has yet to comment.", "The firm has yet to comment"},
		{"Calls to the firm went unanswered.", "Calls to the firm went unanswered"},
		{"The firm ignored requests for comment.", "The firm ignored requests for comment"},
		{"The mill could not be reached.", "The mill could not be reached"},
		{"The mill did not immediately respond to a request for comment.",
		 "The mill did not immediately respond to a request for comment"},
		{"The mill had not replied to e-mails by Friday.", "The mill had not replied to e-mails by Friday"},
		{"Mary Holt refused to leave the mill.", ""},
		{"Mary Holt refused further aid.", ""},
		{"The mill could not be saved.", ""},
		{"The engine did not respond.", ""},
	};
	EXPECT(PQ_DECLINED, e);
	rig_read(&rig, e[0].text);
	assert_int_equal(rig.notes.n_quotes, 0);
	(void)state;
}

static void scare_quotes(void **state)
{
	static const struct example e[] = {
		{"The bridge, known as “Old Joe”, fell on Monday.", "Old Joe"},
		{"Mary Holt, known to her friends as “the Duke”, said: “It fell.”", "the Duke"},
		{"They call Mary Holt “the Duke” because she never bows.", "the Duke"},
		{"Mary Holt asked the council to strike the word “ruin” from the report.", "ruin"},
		{"Mary Holt wrote a book titled “Bridges of Clay”.", "Bridges of Clay"},
		{"Lune Mills (“the Company”) makes flour.", "the Company"},
		{"Mary Holt called it “a brown ruin”.", ""},
		{"Mary Holt said it was “a brown ruin”.", ""},
		{"“It fell,” said Mary Holt.", ""},
	};
	EXPECT(PQ_SCARE_QUOTE, e);
	(void)state;
}

static void names(void **state)
{
	static const struct example shared[] = {
		{"Ann Roe keeps ducks. Roe’s mother, Mary Roe, keeps geese.", "Roe"},
		{"Ann Roe and Mary Roe keep ducks. Roe feeds them.", "Roe"},
		{"Ann Roe keeps ducks. Roe feeds them. Her mother is Mary Roe.", ""},
	};
	static const struct example acronyms[] = {
		{"The Central Bank of Karvelia (CBK) met on Monday. The Cabin Brotherhood of Karvelia, also known as "
		 "CBK, did "
		 "not.",
		 "CBK | CBK"},
		{"The Central Bank of Karvelia (CBK) met on Monday. The CBK rose.", ""},
	};
	static const struct example strangers[] = {
		{"Holt said the river was rising.", "Holt"},
		{"Mary Holt, a farmer, spoke first. Holt said the river was rising.", ""},
	};
	EXPECT(PQ_SHARED_SURNAME, shared);
	EXPECT(PQ_AMBIGUOUS_ACRONYM, acronyms);
	EXPECT(PQ_NOT_INTRODUCED, strangers);
	(void)state;
}

static void page(void **state)
{
	static const struct example e[] = {
		{"The river rose.\n\n=The river on Monday", "The river on Monday"},
		{"The river rose.", ""},
	};
	EXPECT(PQ_FURNITURE, e);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unresolved), cmocka_unit_test(anonymous),    cmocka_unit_test(second_hand),
		cmocka_unit_test(declined),   cmocka_unit_test(scare_quotes), cmocka_unit_test(names),
		cmocka_unit_test(page),
	};
	return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
