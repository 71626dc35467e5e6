/* tests/export/fixture.c - articles for the exporters. */
#include "fixture.h"

#include "../doc/sample.h"
#include "../test.h"

#include "base/alloc.h"

struct maker {
	struct doc_builder doc;
	struct anno_builder notes;
};

static struct pq_str doc_s(struct maker *m, const char *s)
{
	return doc_builder_str(&m->doc, s, strlen(s));
}

static struct pq_str note_s(struct maker *m, const char *s)
{
	return anno_builder_str(&m->notes, s, strlen(s));
}

static struct pq_block *block(struct maker *m, enum pq_block_kind kind, const char *text)
{
	uint32_t index = doc_builder_block(&m->doc, kind, text, strlen(text));
	return &m->doc.blocks.at[index];
}

/* Where WORDS stand: the first place at or behind the first place of AFTER. */
static struct pq_span find(struct maker *m, const char *after, const char *words)
{
	const char *from = strstr(m->doc.text.bytes, after);
	assert_non_null(from);
	const char *at = strstr(from, words);
	assert_non_null(at);
	uint32_t start = (uint32_t)(at - m->doc.text.bytes);
	return (struct pq_span){start, start + (uint32_t)strlen(words)};
}

static void link_to(struct maker *m, const char *words, const char *href)
{
	assert_true(vec_push(&m->doc.links, (struct pq_link){find(m, words, words), doc_s(m, href)}));
}

static uint32_t entity(struct maker *m, enum pq_entity_type type, const char *name, const char *description)
{
	struct pq_entity e = {.type = (uint8_t)type, .name = note_s(m, name)};
	if (description)
		e.description = find(m, description, description);
	e.introduced = description != NULL;
	assert_true(vec_push(&m->notes.entities, e));
	return m->notes.entities.len - 1;
}

static void mention(struct maker *m, uint32_t e, const char *after, const char *words, enum pq_mention_form form)
{
	struct pq_mention x = {find(m, after, words), e, (uint8_t)form, m->notes.entities.at[e].type};
	assert_true(vec_push(&m->notes.mentions, x));
}

static uint32_t source(struct maker *m, enum pq_source_kind kind, enum pq_naming naming, const char *name, uint32_t e)
{
	struct pq_source s = {.kind = (uint8_t)kind, .naming = (uint8_t)naming, .name = note_s(m, name), .entity = e};
	assert_true(vec_push(&m->notes.sources, s));
	return m->notes.sources.len - 1;
}

static void part(struct maker *m, const char *words, enum pq_quote_kind kind)
{
	struct pq_part p = {find(m, words, words), (uint8_t)kind};
	assert_true(vec_push(&m->notes.parts, p));
	m->notes.quotes.at[m->notes.quotes.len - 1].n_parts++;
}

/* A quote of which the parts follow. */
static struct pq_quote *quote(struct maker *m, enum pq_quote_kind kind, uint32_t src, const char *evidence)
{
	struct pq_quote q = {.kind = (uint8_t)kind, .source = src, .confidence = 0.9f};
	q.continues = PQ_NONE;
	while (strcmp(pq_evidence_name(q.evidence), evidence) != 0)
		q.evidence++;
	q.parts = m->notes.parts.len;
	assert_true(vec_push(&m->notes.quotes, q));
	return &m->notes.quotes.at[m->notes.quotes.len - 1];
}

static void cue(struct maker *m, const char *after, const char *words, const char *lemma, const char *who)
{
	struct pq_quote *q = &m->notes.quotes.at[m->notes.quotes.len - 1];
	q->cue = find(m, after, words);
	q->lemma = note_s(m, lemma);
	if (who)
		q->source_span = find(m, after, who);
}

static void finding(struct maker *m, enum pq_finding_kind kind, const char *words, uint32_t q, const char *message)
{
	struct pq_finding f = {.kind = (uint8_t)kind, .quote = q, .message = note_s(m, message)};
	if (words)
		f.span = find(m, words, words);
	assert_true(vec_push(&m->notes.findings, f));
}

static void freeze_doc(struct maker *m, struct fixture *f)
{
	assert_int_equal(doc_freeze(&m->doc, &f->doc_blob, NULL), PQ_OK);
	assert_int_equal(doc_open(f->doc_blob.bytes, f->doc_blob.len, &f->doc, NULL), PQ_OK);
}

static void finish(struct maker *m, struct fixture *f)
{
	freeze_doc(m, f);
	m->notes.covered = (struct pq_span){0, f->doc.text_len};
	assert_int_equal(anno_freeze(&m->notes, &f->doc, &f->notes_blob, NULL), PQ_OK);
	assert_int_equal(anno_open(f->notes_blob.bytes, f->notes_blob.len, &f->doc, &f->notes, NULL), PQ_OK);
	doc_builder_release(&m->doc);
	anno_builder_release(&m->notes);
}

static void ferry_text(struct maker *m)
{
	block(m, PQ_BLOCK_TITLE, "Ferry inquiry hears of warnings ignored");
	block(m, PQ_BLOCK_PARAGRAPH,
	      "Harrow Sound Council was told twice that the ferry\nwas unsafe, Ada Brack, the inquiry's lead counsel, "
	      "said.");
	block(m, PQ_BLOCK_PARAGRAPH,
	      "\xe2\x80\x9cWe have the letters,\xe2\x80\x9d Brack said. \xe2\x80\x9cWe have the "
	      "dates, * and the 4 < 5 & [so on].\xe2\x80\x9d");
	block(m, PQ_BLOCK_PARAGRAPH, "\xe2\x80\x9cThere will be those who ask why.\xe2\x80\x9d");
	block(m, PQ_BLOCK_HEADING, "What the yard knew")->level = 2;
	block(m, PQ_BLOCK_PARAGRAPH,
	      "The yard had asked for a second survey, said a person with knowledge of the contract. "
	      "A log calls the hull \xe2\x80\x9ctired but sound\xe2\x80\x9d.");
	block(m, PQ_BLOCK_LIST_ITEM, "First letter, in May")->ordinal = 1;
	block(m, PQ_BLOCK_LIST_ITEM, "Second letter, in June")->ordinal = 2;
	block(m, PQ_BLOCK_BLOCKQUOTE, "The vessel is withdrawn until further notice.");
	block(m, PQ_BLOCK_TABLE, "Ship\tYear\nTern\t1974\nSkua\t1981");
	block(m, PQ_BLOCK_CODE, "if (afloat)\n\tsail();");
	block(m, PQ_BLOCK_PARAGRAPH, "It was said that nobody would pay. \xe6\xb8\xa1\xe8\x88\xb9 caf\xc3\xa9.");
	block(m, PQ_BLOCK_CAPTION, "The Tern at her berth");
	block(m, PQ_BLOCK_FURNITURE, "1. Sign up to our letter");
	link_to(m, "a second survey", "https://example.org/survey?a=1&b=(2)");
	m->doc.meta.source = doc_s(m, "ferry.html");
	m->doc.meta.media_type = doc_s(m, "text/html");
	m->doc.meta.charset = doc_s(m, "UTF-8");
	m->doc.meta.sha256 = doc_s(m, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	m->doc.meta.title = doc_s(m, "Ferry inquiry hears of warnings ignored");
	m->doc.meta.published = doc_s(m, "2025-05-14T09:00:00Z");
	m->doc.meta.site = doc_s(m, "Example Wire");
	m->doc.meta.url = doc_s(m, "https://example.org/ferry");
	m->doc.meta.language = doc_s(m, "en");
	assert_true(vec_push(&m->doc.bylines, doc_s(m, "J. Writer")));
	doc_builder_notice(&m->doc, "One ill-formed character was replaced.");
}

static void ferry_quotes(struct maker *m, uint32_t brack)
{
	uint32_t counsel = source(m, PQ_SOURCE_PERSON, PQ_NAMED, "Ada Brack", brack);
	uint32_t insider =
		source(m, PQ_SOURCE_PERSON, PQ_ANONYMOUS, "a person with knowledge of the contract", PQ_NONE);
	uint32_t log = source(m, PQ_SOURCE_DOCUMENT, PQ_DESCRIBED, "A log", PQ_NONE);
	uint32_t nobody = source(m, PQ_SOURCE_UNKNOWN, PQ_UNNAMED, "", PQ_NONE);
	quote(m, PQ_INDIRECT, counsel, "name-before-cue");
	part(m, "Harrow Sound Council was told twice that the ferry\nwas unsafe", PQ_INDIRECT);
	cue(m, "was unsafe", "said", "say", "Ada Brack, the inquiry's lead counsel,");
	quote(m, PQ_DIRECT, counsel, "name-before-cue")->confidence = 0.98f;
	part(m, "We have the letters,", PQ_DIRECT);
	part(m, "We have the dates, * and the 4 < 5 & [so on].", PQ_DIRECT);
	cue(m, "letters,", "said", "say", "Brack");
	quote(m, PQ_DIRECT, counsel, "carried")->continues = 1;
	part(m, "There will be those who ask why.", PQ_DIRECT);
	quote(m, PQ_INDIRECT, insider, "description");
	part(m, "The yard had asked for a second survey", PQ_INDIRECT);
	cue(m, "second survey,", "said", "say", "a person with knowledge of the contract");
	quote(m, PQ_MIXED, log, "description");
	part(m, "tired but sound", PQ_MIXED);
	cue(m, "A log", "calls", "call", "A log");
	quote(m, PQ_INDIRECT, nobody, "none")->confidence = 0.5f;
	part(m, "nobody would pay", PQ_INDIRECT);
	cue(m, "It was said", "was said", "say", NULL);
	finding(m, PQ_ANONYMOUS_SOURCE, "a person with knowledge of the contract", 3, "This source is not named.");
	finding(m, PQ_UNRESOLVED_SPEAKER, "was said", 5, "The text does not say who said this.");
	finding(m, PQ_FURNITURE, "1. Sign up to our letter", PQ_NONE, "This line is not part of the article.");
	finding(m, PQ_NEVER_QUOTED, NULL, PQ_NONE, "J. Writer is named but not quoted.");
}

void fixture_ferry(struct fixture *f)
{
	struct maker m = {0};
	ferry_text(&m);
	uint32_t council = entity(&m, PQ_ORGANIZATION, "Harrow Sound Council", NULL);
	uint32_t brack = entity(&m, PQ_PERSON, "Ada Brack", "the inquiry's lead counsel");
	mention(&m, council, "Harrow", "Harrow Sound Council", PQ_NAME);
	mention(&m, brack, "unsafe", "Ada Brack", PQ_NAME);
	mention(&m, brack, "letters,", "Brack", PQ_NAME);
	ferry_quotes(&m, brack);
	doc_builder_left_out(&m.doc, PQ_LEFT_PAGE, "Share this story", 16);
	doc_builder_left_out(&m.doc, PQ_LEFT_LINKS, "Weather & tides", 15);
	finish(&m, f);
}

void fixture_both_ways(struct fixture *f)
{
	struct maker m = {0};
	block(&m, PQ_BLOCK_PARAGRAPH, "Plain words.");
	block(&m, PQ_BLOCK_PARAGRAPH, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d said Bo.");
	uint32_t s = source(&m, PQ_SOURCE_PERSON, PQ_NAMED, "\xd7\xa9\xd7\x9c", PQ_NONE);
	quote(&m, PQ_DIRECT, s, "name-before-cue");
	part(&m, "Plain words", PQ_DIRECT);
	finish(&m, f);
}

void fixture_hostile(struct fixture *f)
{
	struct maker m = {0};
	block(&m, PQ_BLOCK_TITLE, "</title><script>alert(1)</script>");
	block(&m, PQ_BLOCK_PARAGRAPH,
	      "=HYPERLINK(\"http://evil.example\",\"x\") said <img src=x onerror=alert(1)> it's");
	block(&m, PQ_BLOCK_PARAGRAPH,
	      "# not a heading <!-- --> ]]> [a](javascript:alert(1)) [^1]: ![x](y) `code` **b** | c");
	block(&m, PQ_BLOCK_PARAGRAPH,
	      "1) no list \xe2\x80\xaegnp.exe\xe2\x80\xac and \xc2\x9b"
	      "31m and \x1b]0;owned\x07 \xf3\xa0\x81\xa1 zero\xe2\x80\x8bwidth");
	block(&m, PQ_BLOCK_CODE, "````\n\x1b[2J</pre><b>\n````");
	block(&m, PQ_BLOCK_TABLE, "a|b\t<td>\n\t\x1b[H");
	link_to(&m, "not a heading", "javascript:alert(1)");
	link_to(&m, "no list", "https://example.org/\"onmouseover=alert(1) <x>\xe2\x80\xae&copy;");
	m.doc.meta.source = doc_s(&m, "=cmd|' /C calc'!A0");
	m.doc.meta.url = doc_s(&m, "javascript:alert(2)");
	m.doc.meta.language = doc_s(&m, "en\"><script>");
	m.doc.meta.site = doc_s(&m, "<b>Site</b>");
	doc_builder_notice(&m.doc, "<i>cut</i>");
	static const char left[] = "</li></ul><script>alert(4)</script>\x1b[31m\xe2\x80\xae";
	doc_builder_left_out(&m.doc, PQ_LEFT_LINKS, left, sizeof left - 1);
	uint32_t e = entity(&m, PQ_PERSON, "+1-800 <script>", NULL);
	mention(&m, e, "said", "<img src=x", PQ_NAME);
	uint32_t s = source(&m, PQ_SOURCE_PERSON, PQ_NAMED, "@SUM(A1) \"quoted\"", e);
	quote(&m, PQ_DIRECT, s, "name-before-cue");
	part(&m, "=HYPERLINK(\"http://evil.example\",\"x\")", PQ_DIRECT);
	cue(&m, "=HYPERLINK", "said", "-say", "<img src=x onerror=alert(1)>");
	quote(&m, PQ_DIRECT, s, "name-before-cue");
	part(&m, "\xe2\x80\xaegnp.exe\xe2\x80\xac", PQ_DIRECT);
	finding(&m, PQ_SCARE_QUOTE, "<!-- -->", 0, "<script>alert(3)</script>");
	finish(&m, f);
}

void fixture_random(struct fixture *f, uint64_t seed)
{
	struct maker m = {0};
	struct dice d = {seed};
	sample_doc(&m.doc, &d);
	freeze_doc(&m, f);
	sample_anno(&m.notes, &f->doc, &d);
	assert_int_equal(anno_freeze(&m.notes, &f->doc, &f->notes_blob, NULL), PQ_OK);
	assert_int_equal(anno_open(f->notes_blob.bytes, f->notes_blob.len, &f->doc, &f->notes, NULL), PQ_OK);
	doc_builder_release(&m.doc);
	anno_builder_release(&m.notes);
}

void fixture_release(struct fixture *f)
{
	mem_free(f->doc_blob.bytes);
	mem_free(f->notes_blob.bytes);
	*f = (struct fixture){0};
}
