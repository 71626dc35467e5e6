/* tests/annotate/test_names.c - tokens, sentences, names, their joining, pronouns and findings on small invented texts. */
#include "rig.h"

#include <stdio.h>

#include "annotate/lexicon.h"
#include "annotate/passes.h"
#include "base/alloc.h"

/* ---- tokens ---- */

static void put_tokens(struct buf *out, const struct context *c)
{
	for (uint32_t i = 0; i < c->tokens.len; i++) {
		const struct token *t = &c->tokens.at[i];
		bool new_sentence = i && t->sentence != c->tokens.at[i - 1].sentence;
		buf_str(out, !i ? "" : new_sentence ? " || " : "|");
		buf_add(out, c->doc->text + t->span.start, t->span.end - t->span.start);
	}
	buf_str(out, "");
}

static void expect_tokens(const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		rig_clear(&rig);
		assert_int_equal(rig_document(&rig, e[i].text), PQ_OK);
		struct anno_builder out = {0};
		struct context c = {.doc = &rig.doc, .lex = rig.lex, .limit = rig.doc.text_len, .out = &out};
		struct buf got = {0};
		arena_init(&c.arena);
		pass_tokens(&c);
		assert_false(c.failed);
		put_tokens(&got, &c);
		assert_string_equal(got.bytes, e[i].want);
		buf_release(&got);
		arena_release(&c.arena);
		intern_release(&c.words);
		vec_release(&c.word_classes);
		vec_release(&c.word_rare);
		vec_release(&c.tokens);
		vec_release(&c.sentences);
		vec_release(&c.blocks);
	}
}
#define TOKENS(examples) expect_tokens(examples, sizeof(examples) / sizeof *(examples))

static void words(void **state)
{
	static const struct example e[] = {
		{"It can't rain; they'll wait.", "It|ca|n't|rain|;|they|'ll|wait|."},
		{"Holt’s dogs’ bowls", "Holt|’s|dogs|’|bowls"},
		{"O'Hara and d'Arcy, the '80s", "O'Hara|and|d'Arcy|,|the|'80s"},
		{"Ann Lyle-Marsh, a well-known US-led team", "Ann|Lyle-Marsh|,|a|well-known|US|-|led|team"},
		{"an anti-Holt crowd in Velm-based firms", "an|anti|-|Holt|crowd|in|Velm|-|based|firms"},
		{"Amir al-Sayed met Jun-ho", "Amir|al-Sayed|met|Jun-ho"},
		{"AT&T paid $3.5m for 1,200 seats, 4-3", "AT&T|paid|$|3.5m|for|1,200|seats|,|4|-|3"},
		{"the 61-year-old at 10.40pm", "the|61-year-old|at|10.40pm"},
		{"See https://example.org/a?b=1. Or @holt_m!", "See|https://example.org/a?b=1|. || Or|@holt_m|!"},
		{"Señora Núñez", "Señora|Núñez"},
	};
	TOKENS(e);
	(void)state;
}

static void sentences(void **state)
{
	static const struct example e[] = {
		{"Mr. Holt left. Dr. Roy stayed.", "Mr.|Holt|left|. || Dr.|Roy|stayed|."},
		{"Ms. Holt left. Gov. Roy met Lt. Hill.", "Ms.|Holt|left|. || Gov.|Roy|met|Lt.|Hill|."},
		{"He met J.T. Roe of Acme Inc. in the U.S. on Sept. 9. It rained.",
		 "He|met|J.T.|Roe|of|Acme|Inc.|in|the|U.S.|on|Sept.|9|. || It|rained|."},
		{"They moved to the U.S. The rest stayed.", "They|moved|to|the|U.S. || The|rest|stayed|."},
		{"She said no. Then she left.", "She|said|no|. || Then|she|left|."},
		{"“Really?” he asked. “Yes.” “When?”", "“|Really|?|”|he|asked|. || “|Yes|.|” || “|When|?|”"},
		{"Well... it may be. Wait… No.", "Well|...|it|may|be|. || Wait|… || No|."},
		{"1. MINUTES. The clerk read them.", "1|.|MINUTES|. || The|clerk|read|them|."},
	};
	TOKENS(e);
	(void)state;
}

/* ---- names ---- */

static void put_entity(const struct rig *r, struct buf *out, uint32_t k)
{
	const struct pq_entity *e = &r->notes.entities[k];
	struct doc_slice name = anno_str(&r->notes, e->name);
	buf_printf(out, "%s %.*s:", pq_entity_type_name((enum pq_entity_type)e->type), (int)name.len, name.s);
	for (uint32_t i = 0; i < e->n_mentions; i++) {
		const struct pq_mention *m = &r->notes.mentions[r->notes.entity_mentions[e->mentions + i]];
		struct doc_slice words_of = doc_text(&r->doc, m->span);
		buf_printf(out, m->form == PQ_NAME ? " %.*s" : " (%.*s)", (int)words_of.len, words_of.s);
		buf_str(out, i + 1 < e->n_mentions ? "," : "\n");
	}
}

/** Entities that are no values, a line each: "person Ann Roy: Ann Roy, Roy, (she)". */
static void expect(const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf got = {0};
		rig_read(&rig, e[i].text);
		for (uint32_t k = 0; k < rig.notes.n_entities; k++)
			if (rig.notes.entities[k].type < PQ_DATE)
				put_entity(&rig, &got, k);
		buf_str(&got, "");
		assert_string_equal(got.bytes, e[i].want);
		buf_release(&got);
	}
}
#define EXPECT(examples) expect(examples, sizeof(examples) / sizeof *(examples))

static void names(void **state)
{
	static const struct example e[] = {
		{"On Monday Dr Ann Roy met Senator Mark Hill in Leeds.",
		 "person Ann Roy: Ann Roy\nperson Mark Hill: Mark Hill\nplace Leeds: Leeds\n"},
		{"Nothing was said. Rain fell.", ""},
		{"He praised Ludo van der Meer, Tom Reed Jr. and J.T. Roe KC.",
		 "person Ludo van der Meer: Ludo van der Meer\nperson Tom Reed Jr.: Tom Reed Jr.\nperson J.T. Roe: "
		 "J.T. Roe\n"},
		{"The University of Brexley sued the Ministry of Salt.",
		 "organization University of Brexley: University of Brexley\norganization Ministry of Salt: Ministry "
		 "of Salt\n"},
		{"She read it in The Brexley Gazette.", "organization The Brexley Gazette: The Brexley Gazette\n"},
		{"The French asked the Danish captain.", "group French: French\ngroup Danish: Danish\n"},
		{"“Salt and Other Stories” sold well.", "work Salt and Other Stories: Salt and Other Stories\n"},
		{"Bernard “Bunny” Oakes sang.", "person Bernard “Bunny” Oakes: Bernard “Bunny” Oakes\n"},
		/* what somebody is or heads is no part of the name */
		{"He asked Lute-player Ann Roy.", "person Ann Roy: Ann Roy\n"},
		{"He asked Secretary of Change Mary Hill.", "person Mary Hill: Mary Hill\n"},
		{"He asked Sens. Ann Roy and Mark Hill.", "person Ann Roy: Ann Roy\nperson Mark Hill: Mark Hill\n"},
		{"The Old Department of Salt and Human Affairs met.",
		 "organization Old Department of Salt and Human Affairs: Old Department of Salt and Human Affairs\n"},
		/* no name */
		{"Will Roy sing? Ann Roy may.", "person Ann Roy: Roy, Ann Roy\n"},
		{"Some NGOs turned to Saltism.", ""},
		{"She won the Ann Roy Prize.", "work Ann Roy Prize: Ann Roy Prize\n"},
		/* verbs with a capital tell a headline that ends in a full stop */
		{"Salty Sage Ann Roy Endorses Jane Holt.\n\nThe salty old sage slept.",
		 "person Ann Roy: Ann Roy\nperson Jane Holt: Jane Holt\n"},
	};
	EXPECT(e);
	(void)state;
}

static void joining(void **state)
{
	static const struct example e[] = {
		/* one bearer in several forms */
		{"Kim Dae Jung wrote. Then Kim Dae-jung left, and Mr Kim slept.",
		 "person Kim Dae Jung: Kim Dae Jung, Kim Dae-jung, Kim\n"},
		{"The US and the U.S. are the United States.", "place United States: US, U.S., United States\n"},
		{"The Guild of Salt Boilers (GSB) met. The GSB voted.",
		 "organization Guild of Salt Boilers: Guild of Salt Boilers, GSB, GSB\n"},
		{"William Roy spoke. Later Bill Roy sang.", "person William Roy: William Roy, Bill Roy\n"},
		{"Halden Pumps Ltd sued. Halden said it won.",
		 "organization Halden Pumps Ltd: Halden Pumps Ltd, Halden\n"},
		{"Park owner Terry Hall, known to regulars as 'Tel the Bell', sang. Hall bowed. 'He's a diamond, is "
		 "Tel,' said Mary Roy.",
		 "person Terry Hall: Terry Hall, Tel the Bell, Hall, Tel\nperson Mary Roy: Mary Roy\n"},
		/* never one */
		{"Ann Roy met Mary Roy in Leeds.",
		 "person Ann Roy: Ann Roy\nperson Mary Roy: Mary Roy\nplace Leeds: Leeds\n"},
		{"J. Roy met Ann Roy and John Roy there.",
		 "person John Roy: J. Roy, John Roy\nperson Ann Roy: Ann Roy\n"},
		{"Mr Toomey met Mrs Toomey. Alan Toomey and Jane Toomey are a couple.",
		 "person Alan Toomey: Toomey, Alan Toomey\nperson Jane Toomey: Toomey, Jane Toomey\n"},
		{"Tom Reed Sr. raised Tom Reed Jr. near Leeds.",
		 "person Tom Reed Sr.: Tom Reed Sr.\nperson Tom Reed Jr.: Tom Reed Jr.\nplace Leeds: Leeds\n"},
		/* nobody calls a paper by its town, or an administration by its head */
		{"Rain fell on Chicago. The Chicago Gazette and the Roy Administration met. Roy slept in Chicago.",
		 "place Chicago: Chicago, Chicago\norganization Chicago Gazette: Chicago Gazette\n"
		 "organization Roy Administration: Roy Administration\nperson Roy: Roy\n"},
		/* a person who bears a town's name */
		{"Sgt Paul Washington spoke. The winch was built in Washington. Washington said it broke.",
		 "person Paul Washington: Paul Washington, Washington\nplace Washington: Washington\n"},
	};
	EXPECT(e);
	(void)state;
}

static void pronouns(void **state)
{
	static const struct example e[] = {
		{"Ann Roy left at noon. She was late.", "person Ann Roy: Ann Roy, (She)\n"},
		/* agreement */
		{"Ann Roy met Peter Hill. He smiled, and she did not.",
		 "person Ann Roy: Ann Roy, (she)\nperson Peter Hill: Peter Hill, (He)\n"},
		/* two who fit: nobody */
		{"Ann Roy and Mary Hill sang. She stopped.", "person Ann Roy: Ann Roy\nperson Mary Hill: Mary Hill\n"},
		/* somebody unnamed came between */
		{"Peter Hill slept.\n\nAnalysts were wary. He smiled.", "person Peter Hill: Peter Hill\n"},
		/* inside quote marks nothing is joined */
		{"Ann Roy left. “She is late,” said Peter Hill.",
		 "person Ann Roy: Ann Roy\nperson Peter Hill: Peter Hill\n"},
		{"Senator Ann Roy rose. The senator sang.", "person Ann Roy: Ann Roy, (The senator)\n"},
		{"Alan Toomey sang. “Well sung,” his wife said. Jane Toomey smiled.",
		 "person Alan Toomey: Alan Toomey, (his)\nperson Jane Toomey: Jane Toomey\n"},
	};
	EXPECT(e);
	(void)state;
}

static void conflict(void **state)
{
	rig_read(&rig, "Peter Hill spoke at length. “It is cold,” she joked.");
	assert_int_equal(rig_findings(&rig, PQ_PRONOUN_CONFLICT), 1);
	rig_read(&rig, "Peter Hill spoke at length. “It is cold,” he joked.");
	assert_int_equal(rig_findings(&rig, PQ_PRONOUN_CONFLICT), 0);
	(void)state;
}

static void findings(void **state)
{
	rig_read(&rig, "The council met. Kruger said it was late. Ann Roy, a clerk, said it was not.");
	assert_int_equal(rig_findings(&rig, PQ_NOT_INTRODUCED), 1);
	rig_read(&rig, "Ann Roy sang. Then Mary Roy sang. Roy sat down.");
	assert_int_equal(rig_findings(&rig, PQ_SHARED_SURNAME), 1);
	rig_read(&rig, "The Salt Boilers Guild (SBG) met. The Southern Bird Group (SBG) did not.");
	assert_int_equal(rig_findings(&rig, PQ_AMBIGUOUS_ACRONYM), 2);
	rig_read(&rig, "Ann Roy sat down. Peter Hill said Roy was late.");
	assert_int_equal(rig_findings(&rig, PQ_NEVER_QUOTED), 1);
	rig_read(&rig, "BREXLEY, Denmark (Salt News) — It rained on Monday.");
	assert_int_equal(rig_findings(&rig, PQ_WIRE_CREDIT), 1);
	rig_read(&rig, "It rained on Monday.\n\n=A wet street.");
	assert_int_equal(rig_findings(&rig, PQ_FURNITURE), 1);
	(void)state;
}

static void values(void **state)
{
	static const struct example e[] = {
		{"On Monday, 6 February 2019, at 10.40pm it cost $14.2 million, 22% of 30 tonnes.",
		 "date Monday, 6 February 2019\ntime 10.40pm\nmoney $14.2 million\npercent 22%\nquantity 30 tonnes\n"},
		{"Since 1988 he paid three hundred Norwegian crowns.",
		 "date 1988\nmoney three hundred Norwegian crowns\n"},
		{"Last week, in the 2016 vote of the 1970s kind, it took 40 years and two hours until noon.",
		 "date Last week\ndate 2016\ndate 1970s\nquantity 40 years\nquantity two hours\ntime noon\n"},
		{"On Tuesday night at 19:40 or three o'clock this morning, next May.",
		 "date Tuesday night\ntime 19:40\ntime three o'clock\ndate this morning\ndate next May\n"},
		{"The last ship of this name paid the 2000 men 3:2, as the next one may.", "quantity 2000 men\n"},
	};
	for (size_t i = 0; i < sizeof e / sizeof *e; i++) {
		struct buf got = {0};
		rig_read(&rig, e[i].text);
		for (uint32_t k = 0; k < rig.notes.n_entities; k++) {
			const struct pq_entity *at = &rig.notes.entities[k];
			struct doc_slice name = anno_str(&rig.notes, at->name);
			if (at->type >= PQ_DATE)
				buf_printf(&got, "%s %.*s\n", pq_entity_type_name((enum pq_entity_type)at->type),
					   (int)name.len, name.s);
		}
		assert_string_equal(got.bytes, e[i].want);
		buf_release(&got);
	}
	(void)state;
}

/* ---- the frame ---- */

static bool at_once(void *user)
{
	(void)user;
	return true;
}

static void limits(void **state)
{
	rig_clear(&rig);
	assert_int_equal(rig_document(&rig, "Ann Roy sang.\n\nMary Hill slept."), PQ_OK);
	struct anno_builder out = {0};
	assert_int_equal(annotate(&rig.doc, rig.lex, NULL, 20, NULL, NULL, &out, NULL), PQ_OK);
	assert_int_equal(out.covered.end, rig.doc.blocks[1].span.start);
	assert_int_equal(out.entities.len, 1);
	anno_builder_release(&out);
	out = (struct anno_builder){0};
	assert_int_equal(annotate(&rig.doc, rig.lex, NULL, rig.doc.text_len, at_once, NULL, &out, NULL),
			 PQ_EINTERRUPTED);
	anno_builder_release(&out);
	(void)state;
}

static void lists(void **state)
{
	static const char *const files[] = {
#define LEX(symbol, file, what) file,
		LEXICON_CLASSES(LEX)
#undef LEX
	};
	const char *data = getenv("PULLQUOTE_DATA");
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf path = {0};
		buf_printf(&path, "%s/en/words/%s.txt", data ? data : "data", files[i]);
		FILE *f = fopen(path.bytes, "r");
		assert_non_null(f);
		fclose(f);
		buf_release(&path);
	}
	size_t len;
	const char *alias = lexicon_alias(rig.lex, "usa", 3, &len);
	assert_memory_equal(alias, "united states", len);
	assert_true(lexicon_same_person(rig.lex, "william", 7, "bill", 4));
	assert_false(lexicon_same_person(rig.lex, "william", 7, "ann", 3));
	struct lexicon *none;
	struct pq_error error;
	assert_int_equal(lexicon_new("/nowhere", "en", &none, &error), PQ_EIO);
	assert_null(none);
	(void)state;
}

static bool fail_at(size_t size, void *left)
{
	(void)size;
	return (*(long *)left)-- != 0;
}

static void memory_runs_out(void **state)
{
	static const char text[] = "# Roy sings\n\nLEEDS (Salt News) - Dr Ann Roy, a clerk, met Peter Hill of the "
				   "Guild of Salt (GOS) on 6 May. She "
				   "sang. “Well sung,” his wife said. The GOS paid $3 million.";
	rig_clear(&rig);
	assert_int_equal(rig_document(&rig, text), PQ_OK);
	for (long n = 0;; n++) {
		struct anno_builder out = {0};
		long left = n;
		alloc_set_hook(fail_at, &left);
		enum pq_status status = annotate(&rig.doc, rig.lex, NULL, rig.doc.text_len, NULL, NULL, &out, NULL);
		alloc_set_hook(NULL, NULL);
		anno_builder_release(&out);
		if (left >= 0) {
			assert_int_equal(status, PQ_OK);
			break;
		}
		assert_int_equal(status, PQ_ENOMEM);
	}
	const char *data = getenv("PULLQUOTE_DATA");
	for (long n = 0; n < 40; n++) {
		struct lexicon *lex;
		long left = n;
		alloc_set_hook(fail_at, &left);
		enum pq_status status = lexicon_new(data ? data : "data", "en", &lex, NULL);
		alloc_set_hook(NULL, NULL);
		assert_true(status == PQ_ENOMEM || status == PQ_OK);
		lexicon_free(lex);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),    cmocka_unit_test(sentences),       cmocka_unit_test(names),
		cmocka_unit_test(joining),  cmocka_unit_test(pronouns),        cmocka_unit_test(conflict),
		cmocka_unit_test(findings), cmocka_unit_test(values),          cmocka_unit_test(limits),
		cmocka_unit_test(lists),    cmocka_unit_test(memory_runs_out),
	};
	return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
