/* tests/view/article.c - the invented article of the golden screens, and what an annotator should say of it. */
#include <string.h>

#include "../test.h"
#include "doc/query.h"
#include "scene.h"

struct text_block {
	enum pq_block_kind kind;
	unsigned ordinal;
	const char *text;
};

static const struct text_block blocks[] = {
	{PQ_BLOCK_TITLE, 0, "Ferry inquiry hears of warnings ignored"},
	{PQ_BLOCK_BYLINE, 0, "J. Writer"},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "Harrow Sound Council was told twice that the ferry Larkspur was unsafe, Adaeze Okafor, the inquiry's lead "
	 "counsel, said "
	 "on Tuesday, nine months after the vessel lost power in a gale with 112 people on board."},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "“We have the letters. We have the dates,” Okafor said. “What we do not have is an answer.”"},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "“There will be those who say that nobody died. That is luck, and luck is not a safety system,” she told the "
	 "hearing in "
	 "Port Merrin."},
	{PQ_BLOCK_CAPTION, 0, "The Larkspur at its berth in Port Merrin. Photograph: Harbour Picture Desk"},
	{PQ_BLOCK_HEADING, 0, "Two letters, no reply"},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "The yard that refitted the ship in spring had asked for a second survey of its generators, said a person "
	 "with knowledge "
	 "of the contract, who asked not to be named because the work is still under way."},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "Gwil Pritchard, who ran the yard until June, described the vessel as “a kettle with a propeller” and said he "
	 "had written to "
	 "the council's transport office himself."},
	{PQ_BLOCK_LIST_ITEM, 1, "The first letter, of 3 March, listed eleven faults in the generators."},
	{PQ_BLOCK_LIST_ITEM, 2, "The second, of 19 April, called the emergency lighting “wholly inadequate”."},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "According to a report by the Marine Accident Investigation Branch, the backup generator failed four seconds "
	 "after the main "
	 "one. The branch, known as MAIB, found that neither had been tested under load."},
	{PQ_BLOCK_BLOCKQUOTE, 0,
	 "Had either generator been run for an hour alongside, the fault would have shown itself within minutes."},
	{PQ_BLOCK_TABLE, 0,
	 "Date\tSurvey\tFaults\n3 March\tfirst letter\t11\n19 April\tsecond letter\t14\n2 June\tnone made\t"},
	{PQ_BLOCK_HEADING, 0, "“It was somebody's job”"},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "“It was somebody's job to read them.” The remark, from the public benches, drew applause before the chair "
	 "asked for quiet."},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "Morwenna Okafor, a councillor who is not related to the lawyer, said the office had lost a third of its "
	 "staff in two years. "
	 "“I am not excusing it,” she said. “I am telling you why a letter can lie in a tray.”"},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "Harrow Sound Council did not respond to questions. The operator, Sound Ferries, said in a statement that it "
	 "“regrets the "
	 "distress caused to passengers”, and pointed to its new maintenance plan."},
	{PQ_BLOCK_PARAGRAPH, 0,
	 "For Dolores Quint, who spent the night in the car deck with two children, the plan comes late. “They gave us "
	 "blankets and "
	 "a voucher,” Quint said. “I still have the voucher.” The inquiry goes on, and Okafor has called six more "
	 "witnesses for "
	 "Thursday."},
	{PQ_BLOCK_RELATED, 0, "Related: Island schools to share one boat"},
};

static const struct {
	enum pq_left_out_kind kind;
	const char *words;
} left_out[] = {
	{PQ_LEFT_LINKS, "Home"},
	{PQ_LEFT_HIDDEN, "Skip to content"},
	{PQ_LEFT_ABOUT, "Posted in Harbours, Ferries"},
	{PQ_LEFT_PAGE, "Never miss a boat: our letter about everything that floats comes every Friday before "
		       "breakfast, free of charge."},
	{PQ_LEFT_REPEAT, "\"We have the letters. We have the dates.\""},
	{PQ_LEFT_COMMENT, "\"I was on that ferry and nobody told us anything,\" said Mo. 渡船"},
};
enum { LEFT_OUT = sizeof left_out / sizeof *left_out };

static void add_left_out(struct doc_builder *b, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		doc_builder_left_out(b, left_out[i].kind, left_out[i].words, strlen(left_out[i].words));
}

struct blob scene_article(void)
{
	struct doc_builder b = {0};
	struct blob blob = {0};
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		uint32_t at = doc_builder_block(&b, blocks[i].kind, blocks[i].text, strlen(blocks[i].text));
		if (i == 0)
			add_left_out(&b, 0, 3);
		assert_true(at < b.blocks.len);
		b.blocks.at[at].ordinal = (uint16_t)blocks[i].ordinal;
		if (blocks[i].kind == PQ_BLOCK_LIST_ITEM || blocks[i].kind == PQ_BLOCK_BLOCKQUOTE)
			b.blocks.at[at].level = 1;
		if (blocks[i].kind == PQ_BLOCK_HEADING)
			b.blocks.at[at].level = 2;
	}
	const char *at = strstr(b.text.bytes, "a report by");
	uint32_t start = (uint32_t)(at - b.text.bytes);
	add_left_out(&b, 3, LEFT_OUT);
	struct pq_link link = {{start, start + 8}, doc_builder_str(&b, "https://example.org/report", 26)};
	assert_true(vec_push(&b.links, link));
	b.meta.title = doc_builder_str(&b, blocks[0].text, strlen(blocks[0].text));
	b.meta.site = doc_builder_str(&b, "Example Wire", 12);
	b.meta.published = doc_builder_str(&b, "2025-05-14T08:00:00Z", 20);
	assert_int_equal(doc_freeze(&b, &blob, NULL), PQ_OK);
	doc_builder_release(&b);
	return blob;
}

/** An entity, and the forms by which the text names it. */
struct text_entity {
	const char *name;
	enum pq_entity_type type;
	const char *description;
	const char *forms[5];
};
enum { OKAFOR, COUNCIL, LARKSPUR, MERRIN, PRITCHARD, MAIB, MORWENNA, FERRIES, QUINT, TUESDAY, N_ENTITIES };
static const struct text_entity entities[N_ENTITIES] = {
	[OKAFOR] = {"Adaeze Okafor", PQ_PERSON, "the inquiry's lead counsel", {"Adaeze Okafor", "Okafor"}},
	[COUNCIL] = {"Harrow Sound Council", PQ_ORGANIZATION, NULL, {"Harrow Sound Council", "the council's"}},
	[LARKSPUR] = {"Larkspur", PQ_PRODUCT, NULL, {"Larkspur"}},
	[MERRIN] = {"Port Merrin", PQ_PLACE, NULL, {"Port Merrin"}},
	[PRITCHARD] = {"Gwil Pritchard", PQ_PERSON, "who ran the yard until June", {"Gwil Pritchard"}},
	[MAIB] = {"Marine Accident Investigation Branch",
		  PQ_ORGANIZATION,
		  NULL,
		  {"Marine Accident Investigation Branch", "MAIB"}},
	[MORWENNA] = {"Morwenna Okafor", PQ_PERSON, "a councillor", {"Morwenna Okafor"}},
	[FERRIES] = {"Sound Ferries", PQ_ORGANIZATION, "The operator", {"Sound Ferries"}},
	[QUINT] = {"Dolores Quint", PQ_PERSON, "who spent the night in the car deck", {"Dolores Quint", "Quint"}},
	[TUESDAY] = {"Tuesday", PQ_DATE, NULL, {"Tuesday"}},
};

struct text_source {
	const char *name;
	uint32_t entity;
	enum pq_source_kind kind;
	enum pq_naming naming;
};
enum { S_OKAFOR, S_PERSON, S_PRITCHARD, S_REPORT, S_NOBODY, S_MORWENNA, S_FERRIES, S_QUINT, N_SOURCES };
static const struct text_source sources[N_SOURCES] = {
	[S_OKAFOR] = {"Adaeze Okafor", OKAFOR, PQ_SOURCE_PERSON, PQ_NAMED},
	[S_PERSON] = {"a person with knowledge of the contract", PQ_NONE, PQ_SOURCE_PERSON, PQ_ANONYMOUS},
	[S_PRITCHARD] = {"Gwil Pritchard", PRITCHARD, PQ_SOURCE_PERSON, PQ_NAMED},
	[S_REPORT] = {"a report by the Marine Accident Investigation Branch", PQ_NONE, PQ_SOURCE_DOCUMENT,
		      PQ_DESCRIBED},
	[S_NOBODY] = {"", PQ_NONE, PQ_SOURCE_UNKNOWN, PQ_UNNAMED},
	[S_MORWENNA] = {"Morwenna Okafor", MORWENNA, PQ_SOURCE_PERSON, PQ_NAMED},
	[S_FERRIES] = {"Sound Ferries", FERRIES, PQ_SOURCE_ORGANIZATION, PQ_NAMED},
	[S_QUINT] = {"Dolores Quint", QUINT, PQ_SOURCE_PERSON, PQ_NAMED},
};

/** Words of a statement; CUE and SOURCE are the first of their like behind AT. */
struct text_quote {
	uint32_t source;
	enum pq_quote_kind kind;
	const char *parts[2];
	const char *at, *cue, *words;
	enum { ALONE, GOES_ON } carried;
	uint32_t evidence;
};
static const struct text_quote quotes[] = {
	{S_OKAFOR,
	 PQ_INDIRECT,
	 {"Harrow Sound Council was told twice that the ferry Larkspur was unsafe"},
	 "unsafe, ",
	 "said",
	 "Adaeze Okafor, the inquiry's lead counsel",
	 ALONE,
	 1},
	{S_OKAFOR,
	 PQ_DIRECT,
	 {"We have the letters. We have the dates,", "What we do not have is an answer."},
	 "dates,” ",
	 "said",
	 "Okafor",
	 ALONE,
	 1},
	{S_OKAFOR,
	 PQ_DIRECT,
	 {"There will be those who say that nobody died. That is luck, and luck is not a safety system,"},
	 "system,” ",
	 "told",
	 "she",
	 GOES_ON,
	 4},
	{S_PERSON,
	 PQ_INDIRECT,
	 {"The yard that refitted the ship in spring had asked for a second survey of its generators"},
	 "generators, ",
	 "said",
	 "a person with knowledge of the contract",
	 ALONE,
	 5},
	{S_PRITCHARD, PQ_MIXED, {"a kettle with a propeller"}, "Gwil", "described", "Gwil Pritchard", ALONE, 1},
	{S_PRITCHARD,
	 PQ_INDIRECT,
	 {"he had written to the council's transport office himself"},
	 "propeller” and ",
	 "said",
	 NULL,
	 ALONE,
	 1},
	{S_REPORT,
	 PQ_INDIRECT,
	 {"the backup generator failed four seconds after the main one"},
	 "According",
	 "According to",
	 "a report by the Marine Accident Investigation Branch",
	 ALONE,
	 3},
	{S_NOBODY, PQ_DIRECT, {"It was somebody's job to read them."}, "them.” ", NULL, NULL, ALONE, 0},
	{S_MORWENNA,
	 PQ_INDIRECT,
	 {"the office had lost a third of its staff in two years"},
	 "Morwenna",
	 "said",
	 "Morwenna Okafor",
	 ALONE,
	 1},
	{S_MORWENNA,
	 PQ_DIRECT,
	 {"I am not excusing it,", "I am telling you why a letter can lie in a tray."},
	 "excusing it,” ",
	 "said",
	 "she",
	 ALONE,
	 4},
	{S_FERRIES,
	 PQ_MIXED,
	 {"regrets the distress caused to passengers"},
	 "The operator",
	 "said",
	 "Sound Ferries",
	 ALONE,
	 1},
	{S_QUINT,
	 PQ_DIRECT,
	 {"They gave us blankets and a voucher,", "I still have the voucher."},
	 "voucher,” ",
	 "said",
	 "Quint",
	 ALONE,
	 1},
};
enum { N_QUOTES = sizeof quotes / sizeof *quotes };

static struct pq_span find_from(const struct pq_doc *doc, uint32_t from, const char *words)
{
	size_t len = strlen(words);
	const char *at = memmem(doc->text + from, doc->text_len - from, words, len);
	if (!at)
		fail_msg("not in the article: %s", words);
	uint32_t start = (uint32_t)(at - doc->text);
	return (struct pq_span){start, start + (uint32_t)len};
}

static bool taken(const struct anno_builder *b, struct pq_span span)
{
	for (uint32_t i = 0; i < b->mentions.len; i++) {
		if (span_overlap(b->mentions.at[i].span, span))
			return true;
	}
	return false;
}

static void add_mentions(struct anno_builder *b, const struct pq_doc *doc, uint32_t entity, const char *form)
{
	uint32_t from = doc->blocks[2].span.start;
	size_t len = strlen(form);
	for (const char *at; (at = memmem(doc->text + from, doc->text_len - from, form, len));) {
		uint32_t start = (uint32_t)(at - doc->text);
		struct pq_mention m = {{start, start + (uint32_t)len}, entity, PQ_NAME, (uint8_t)entities[entity].type};
		if (!taken(b, m.span))
			assert_true(vec_push(&b->mentions, m));
		from = start + (uint32_t)len;
	}
}

static void add_entities(struct anno_builder *b, const struct pq_doc *doc)
{
	/* Full names first, so that a surname inside one is not a mention of its own. */
	for (int form = 0; form < 5; form++) {
		for (uint32_t i = 0; i < N_ENTITIES; i++) {
			if (entities[i].forms[form])
				add_mentions(b, doc, i, entities[i].forms[form]);
		}
	}
	for (uint32_t i = 0; i < N_ENTITIES; i++) {
		struct pq_entity e = {.type = (uint8_t)entities[i].type, .introduced = entities[i].description != NULL};
		if (entities[i].description)
			e.description = find_from(doc, 0, entities[i].description);
		e.name = anno_builder_str(b, entities[i].name, strlen(entities[i].name));
		assert_true(vec_push(&b->entities, e));
	}
}

static void add_quote(struct anno_builder *b, const struct pq_doc *doc, const struct text_quote *t)
{
	struct pq_quote q = {.source = t->source, .kind = (uint8_t)t->kind, .continues = PQ_NONE, .confidence = 0.9f};
	q.parts = b->parts.len;
	for (int i = 0; i < 2 && t->parts[i]; i++) {
		struct pq_part p = {find_from(doc, 0, t->parts[i]), (uint8_t)t->kind};
		assert_true(vec_push(&b->parts, p));
		q.n_parts++;
	}
	uint32_t at = find_from(doc, 0, t->at).start;
	if (t->cue) {
		q.cue = find_from(doc, at, t->cue);
		q.lemma = anno_builder_str(b, "say", 3);
	}
	if (t->words)
		q.source_span = find_from(doc, at, t->words);
	if (t->carried == GOES_ON)
		q.continues = b->quotes.len - 1;
	q.evidence = (pq_evidence)t->evidence;
	assert_true(vec_push(&b->quotes, q));
}

static void add_finding(struct anno_builder *b, const struct pq_doc *doc, enum pq_finding_kind kind, const char *words,
			uint32_t quote, const char *message)
{
	struct pq_finding f = {find_from(doc, 0, words), anno_builder_str(b, message, strlen(message)), quote,
			       (uint8_t)kind};
	assert_true(vec_push(&b->findings, f));
}

struct blob scene_notes(const struct pq_doc *doc)
{
	struct anno_builder b = {0};
	struct blob blob = {0};
	add_entities(&b, doc);
	for (int i = 0; i < N_SOURCES; i++) {
		struct pq_source s = {.entity = sources[i].entity,
				      .kind = (uint8_t)sources[i].kind,
				      .naming = (uint8_t)sources[i].naming};
		s.name = anno_builder_str(&b, sources[i].name, strlen(sources[i].name));
		s.reason_given = i == S_PERSON;
		assert_true(vec_push(&b.sources, s));
	}
	for (int i = 0; i < N_QUOTES; i++)
		add_quote(&b, doc, &quotes[i]);
	add_finding(&b, doc, PQ_UNRESOLVED_SPEAKER, "It was somebody's job to read them.", 7,
		    "The text does not say who said this.");
	add_finding(&b, doc, PQ_ANONYMOUS_SOURCE, "a person with knowledge of the contract", 3,
		    "An anonymous source; the text gives a reason.");
	add_finding(&b, doc, PQ_SHARED_SURNAME, "Morwenna Okafor", PQ_NONE,
		    "Adaeze Okafor and Morwenna Okafor share a surname.");
	add_finding(&b, doc, PQ_DECLINED, "did not respond", PQ_NONE, "Harrow Sound Council did not respond.");
	add_finding(&b, doc, PQ_SCARE_QUOTE, "wholly inadequate", PQ_NONE,
		    "Quote marks around words that nobody here speaks.");
	b.covered = (struct pq_span){0, doc->text_len};
	assert_int_equal(anno_freeze(&b, doc, &blob, NULL), PQ_OK);
	anno_builder_release(&b);
	return blob;
}
