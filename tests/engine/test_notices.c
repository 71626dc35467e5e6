/* tests/engine/test_notices.c - what the reader is told when annotations cannot be all they could be, and that texts which are no news give
 * nobody words that are not theirs. */
#include "test.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <pullquote/pullquote.h>

#include "annotate/annotate.h"
#include "base/buf.h"
#include "base/file.h"
#include "doc/query.h"

static const char news[] = "Quay to be built\n\n\"We will build it,\" said Rosa Diaz, the mayor of Westhaven.\n";

/* ---- models ---- */

static char folder[] = "/tmp/pullquote-notices-XXXXXX";

static void path_of(char *out, const char *name)
{
	assert_true(snprintf(out, PATH_MAX, "%s/en/%s", folder, name) < PATH_MAX);
}

static void link_data(const char *name)
{
	const char *data = getenv("PULLQUOTE_DATA");
	char whole[PATH_MAX], from[PATH_MAX + 300], to[PATH_MAX];
	assert_non_null(realpath(data ? data : "data", whole));
	(void)!snprintf(from, sizeof from, "%s/en/%s", whole, name);
	path_of(to, name);
	unlink(to);
	assert_int_equal(symlink(from, to), 0);
}

/* The model NAME as it is but for byte AT; AT beyond its end: half of it. */
static void damage(const char *name, size_t at)
{
	struct buf bytes = {0};
	char path[PATH_MAX];
	link_data(name);
	path_of(path, name);
	assert_int_equal(file_read(path, (size_t)64 << 20, &bytes, NULL), PQ_OK);
	unlink(path);
	if (at < bytes.len)
		bytes.bytes[at] ^= 1;
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	size_t len = at < bytes.len ? bytes.len : bytes.len / 2;
	assert_int_equal(fwrite(bytes.bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	buf_release(&bytes);
}

static struct pq_article *read_with(const char *data, const char *text, size_t len)
{
	const struct pq_options options = {.name = "a.txt", .data_dir = data};
	struct pq_article *article;
	assert_int_equal(pq_read(text, len, &options, &article, NULL), PQ_OK);
	return article;
}

/* One notice that holds WORDS, or none; Rosa Diaz speaks in any case; every export but CSV of quotes tells it. */
static void expect_notice(const char *words)
{
	struct pq_article *article = read_with(folder, news, sizeof news - 1);
	const struct pq_annotations *notes = pq_article_annotations(article);
	static const char *const formats[] = {"html", "md", "json", "jsonl", "csv", "ansi", "text", "audit"};
	assert_int_equal(notes->n_notices, words ? 1 : 0);
	assert_int_equal(notes->n_quotes, 1);
	for (size_t i = 0; words && i < sizeof formats / sizeof *formats; i++) {
		char *out;
		size_t len;
		assert_int_equal(pq_export(article, formats[i], &out, &len, NULL), PQ_OK);
		assert_non_null(strstr(out, words));
		pq_free(out);
	}
	pq_article_free(article);
}

/* The model NAME away, damaged in its header or behind it, and cut short. */
static void model_is_missed(const char *name, const char *words)
{
	static const size_t places[] = {0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 70000, SIZE_MAX};
	char path[PATH_MAX];
	path_of(path, name);
	unlink(path);
	expect_notice("is missing");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		damage(name, places[i]);
		expect_notice("is damaged or of another version");
		expect_notice(words);
	}
	link_data(name);
	expect_notice(NULL);
}

static void models_are_missed(void **state)
{
	static const char *const shared[] = {"words",       "lemmas.txt",        "nicknames.txt",
					     "aliases.txt", "attribution.model", "names.model"};
	char path[PATH_MAX];
	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)!snprintf(path, sizeof path, "%s/en", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		link_data(shared[i]);
	expect_notice(NULL);
	model_is_missed("attribution.model", "model of attributions is");
	model_is_missed("names.model", "model of names is");
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		path_of(path, shared[i]);
		unlink(path);
	}
	(void)!snprintf(path, sizeof path, "%s/en", folder);
	rmdir(path);
	rmdir(folder);
}

/* ---- languages ---- */

static void other_languages(void **state)
{
	static const struct {
		const char *text, *language, *words[3];
	} rows[] = {
		{"Die Stadt hat am Montag beschlossen, die alte Brücke über den Fluss nicht mehr zu reparieren. „Wir "
		 "können das "
		 "nicht länger bezahlen und auch nicht verantworten“, sagte Bürgermeisterin Karla Weiß der Zeitung. "
		 "Der Rat stimmte "
		 "für den Bau einer „neuen“ Brücke.\n\n»Das ist für uns alle ein guter Tag«, erklärte ein Sprecher am "
		 "Abend.",
		 "\"de\"",
		 {"Wir können das nicht länger bezahlen und auch nicht verantworten",
		  "Das ist für uns alle ein guter Tag"}},
		{"Le conseil a décidé lundi de ne pas réparer le vieux pont sur la rivière, qui est fermé depuis le "
		 "mois de mars. "
		 "« Nous ne pouvons plus payer pour ce pont », a déclaré la maire Carla Blanc au journal. C'est une "
		 "bonne nouvelle "
		 "pour la ville, selon un porte-parole du port, qui a dit que les travaux commenceront en mai.",
		 "\"fr\"",
		 {"Nous ne pouvons plus payer pour ce pont"}},
		{"Kommunfullmäktige har på måndagen beslutat att den gamla bron över ån inte ska lagas. ”Vi kan inte "
		 "längre "
		 "betala för den och det är synd”, säger Karla Holm till tidningen. Det är en bra dag för staden, och "
		 "arbetet ska "
		 "börja till maj om det inte regnar för mycket under våren.",
		 "\"sv\"",
		 {"Vi kan inte längre betala för den och det är synd"}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pq_article *article = read_with(NULL, rows[i].text, strlen(rows[i].text));
		const struct pq_doc *doc = pq_article_doc(article);
		const struct pq_annotations *notes = pq_article_annotations(article);
		assert_int_equal(notes->n_notices, 1);
		struct doc_slice told = article_notice(doc, notes, doc->n_notices);
		assert_non_null(memmem(told.s, told.len, "not in English", 14));
		assert_non_null(memmem(told.s, told.len, rows[i].language, strlen(rows[i].language)));
		assert_int_equal(notes->n_entities, 0);
		assert_int_equal(notes->n_findings, 0);
		uint32_t n = 0;
		for (; n < 3 && rows[i].words[n]; n++) {
			assert_true(n < notes->n_quotes);
			struct doc_slice s = doc_text(doc, notes->parts[notes->quotes[n].parts].span);
			assert_int_equal(s.len, strlen(rows[i].words[n]));
			assert_memory_equal(s.s, rows[i].words[n], s.len);
			assert_int_equal(notes->sources[notes->quotes[n].source].kind, PQ_SOURCE_UNKNOWN);
		}
		assert_int_equal(notes->n_quotes, n);
		pq_article_free(article);
	}
}

/* ---- texts that are no news ---- */

struct odd {
	const char *what, *text, *speakers; /* those who may be named as speakers */
	size_t len;                         /* 0: strlen */
};

static void expect_speakers(const struct odd *o)
{
	struct pq_article *article = read_with(NULL, o->text, o->len ? o->len : strlen(o->text));
	const struct pq_annotations *notes = pq_article_annotations(article);
	assert_true(notes->complete);
	for (uint32_t i = 0; i < notes->n_sources; i++) {
		const struct pq_source *s = &notes->sources[i];
		struct doc_slice name = anno_str(notes, s->name);
		if (s->entity != PQ_NONE && !memmem(o->speakers, strlen(o->speakers), name.s, name.len))
			fail_msg("%s: %.*s is said to speak", o->what, (int)name.len, name.s);
	}
	pq_article_free(article);
}

static void texts_that_are_no_news(void **state)
{
	static const char nul[] =
		"Mary Holt said the\0river was \x01rising.\x07 \"We\x1b[31m must go,\" she said.\0\0\n\n"
		"\f\"It fell,\" Tom Ashby said.\x7f\n";
	static const struct odd odd[] = {
		{"poetry",
		 "The Mill at Evening\n\nThe wheel has stopped, the water says\nthat nothing else will come;\nand Mary "
		 "by the "
		 "garden gate\nhears how the evening bees still hum.\n\n\"O stay,\" the river calls, \"O stay,\nthe "
		 "moon will "
		 "mind the door.\"\nBut Mary, turning, shuts the gate\nand says she will not any more.\n",
		 "Mary", 0},
		{"code",
		 "int main(void)\n{\n\tconst char *who = \"Mary Holt said\";\n\tprintf(\"%s: \\\"hello, world and "
		 "everyone\\\"\\n\", who);\n\tif (strcmp(who, \"nobody said it would work\") == 0)\n\t\treturn 1; // "
		 "he said "
		 "so\n\treturn 0;\n}\n",
		 "", 0},
		{"script",
		 "def says(name, words):\n    \"\"\"Tell who says what.\"\"\"\n    print(f\"{name} said: "
		 "'{words}'\")\n\n"
		 "says(\"Mary Holt\", \"the river is rising and we must go\")\nraise ValueError(\"Tom Ashby says this "
		 "cannot "
		 "happen\")\n",
		 "", 0},
		{"table",
		 "Name\tSaid\tVotes\nMary Holt\t\"It rose\"\t14\nTom Ashby\t\"It fell\"\t9\nVera Roe\t\"We shall see "
		 "what "
		 "comes\"\t3\n",
		 "", 0},
		{"comma-separated values",
		 "name,quote,year\nMary Holt,\"It rose, and then it fell\",2019\nTom Ashby,\"We will rebuild the "
		 "bridge\",2020\n"
		 "Vera Roe,\"No comment\",2021\n",
		 "", 0},
		{"posts",
		 "Mary Holt @maryholt · 2h\nSo the council says the bridge is \"fine\" #bridge\n\nTom Ashby @tomashby "
		 "· "
		 "1h\nReplying to @maryholt\nit is NOT fine lol. said nobody ever\n\nVera Roe @vroe\nRT @tomashby: "
		 "\"it is NOT "
		 "fine lol\"\nhttps://example.org/a\n",
		 "Tom Ashby, Mary Holt", 0},
		{"one word a line",
		 "Mary\nHolt\nsaid\nthe\nriver\nwas\nrising\nand\n\"we\nmust\ngo\"\nTom\nAshby\nagreed\n", "Mary Holt",
		 0},
		{"capitals",
		 "MARY HOLT SAID THE RIVER WAS RISING. \"WE MUST GO,\" SHE TOLD THE COUNCIL. TOM ASHBY SAID HE "
		 "AGREED.\n",
		 "MARY HOLT, TOM ASHBY", 0},
		{"marks left open",
		 "“He told me ‘it is “rising and nobody knows ‘why the bridge, Mary Holt said. Tom Ashby said the mill "
		 "“was ‘full "
		 "of “water.\n\n“The next paragraph opens again, said Vera Roe, and never closes.\n\nTom Ashby left.\n",
		 "Mary Holt, Tom Ashby, Vera Roe", 0},
		{"marks alone", "\"\"\"\"\"\" '''' “““““ ”””” «»«» \"\" \"said\" \"\" ‘’‘’‘’\n", "", 0},
		{"NUL and control characters", nul, "Mary Holt, Tom Ashby", sizeof nul - 1},
		{"numbers", "12 14 15 16\n17 18 \"19 20 21 22 23\" 24\n3.14 2.71 said 5\n", "", 0},
		{"emoji", "😀😀😀 \"😀 😀 😀 😀 😀\" said 😀. 😀 said 😀 😀.\n", "", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		expect_speakers(&odd[i]);
}

static void a_sentence_without_end(void **state)
{
	struct buf text = {0};
	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_str(&text, "mary holt said the river was rising and tom ashby said it was falling and she said we "
			       "must go and ");
	assert_false(text.failed);
	const struct odd o = {"no sentence end", text.bytes, "mary holt, tom ashby", text.len};
	expect_speakers(&o);
	buf_release(&text);
}

static void code_and_tables_of_a_page(void **state)
{
	static const char page[] =
		"<!DOCTYPE html><html><body><article><h1>Quay to be built</h1><p>\"We will build it,\" said Rosa Diaz, "
		"the mayor of "
		"Westhaven, in a long and honest sentence that a reader may believe.</p><pre>puts(\"Rosa Diaz said it "
		"would never "
		"work\");</pre><table><tr><td>Rosa Diaz</td><td>\"We will never build anything\"</td></tr><tr><td>Ole "
		"Berg</td><td>said no</td></tr></table><p>The work is to start in May, and to end in June, if nothing "
		"else comes "
		"up before then.</p></article></body></html>";
	(void)state;
	struct pq_article *article = read_with(NULL, page, sizeof page - 1);
	assert_int_equal(pq_article_annotations(article)->n_quotes, 1);
	for (uint32_t i = 0; i < pq_article_annotations(article)->n_findings; i++)
		assert_int_not_equal(pq_article_annotations(article)->findings[i].kind, PQ_SCARE_QUOTE);
	pq_article_free(article);
}

/* ---- texts too large to be annotated whole ---- */

static bool has_notice(const struct pq_annotations *notes, const char *words)
{
	for (uint32_t i = 0; i < notes->n_notices; i++) {
		struct doc_slice message = anno_str(notes, notes->notices[i].message);
		if (memmem(message.s, message.len, words, strlen(words)))
			return true;
	}
	return false;
}

/* CELLS cells of a table; after it somebody speaks. */
static struct pq_article *read_table(unsigned cells)
{
	struct buf page = {0};
	struct pq_error error;
	struct pq_article *article;
	buf_str(&page, "<!DOCTYPE html><title>Quays</title><table>");
	for (unsigned i = 0; i < cells; i++)
		buf_printf(&page, "%s<td>%u", i % 10 ? "" : "<tr>", i);
	buf_str(&page, "</table><p>\"We will build it,\" said Rosa Diaz, the mayor of Westhaven.</p>");
	assert_int_equal(pq_read(page.bytes, page.len, NULL, &article, &error), PQ_OK);
	buf_release(&page);
	return article;
}

static void a_large_table_is_annotated_in_part(void **state)
{
	(void)state;
	struct pq_article *article = read_table(2000);
	assert_false(has_notice(pq_article_annotations(article), "so long"));
	pq_article_free(article);
	article = read_table(20000);
	const struct pq_annotations *notes = pq_article_annotations(article);
	const struct pq_doc *doc = pq_article_doc(article);
	assert_true(has_notice(notes, "1 paragraph or table is so long"));
	assert_int_equal(notes->n_quotes, 1);
	assert_int_equal(notes->covered.end, doc->text_len);
	assert_non_null(memmem(doc->text, doc->text_len, "19999", 5));
	pq_article_free(article);
}

static void no_more_than_a_shelf_of_books_is_annotated(void **state)
{
	(void)state;
	enum { MANY = 300000 };
	struct pq_block *blocks = calloc(MANY, sizeof *blocks);
	assert_non_null(blocks);
	for (uint32_t i = 0; i < MANY; i++)
		blocks[i].span = (struct pq_span){3 * i, 3 * i + 1};
	struct pq_doc doc = {.text_len = 3 * MANY - 2, .blocks = blocks, .n_blocks = 1000};
	assert_int_equal(annotate_reach(&doc), doc.text_len);
	doc.n_blocks = MANY;
	uint32_t reach = annotate_reach(&doc);
	assert_true(reach < doc.text_len && reach % 3 == 0 && reach / 3 > 100000);
	/* The last paragraph that is begun is annotated to its end. */
	doc.n_blocks = 2;
	doc.text_len = 50000000;
	blocks[0].span.end = 40000000;
	blocks[1].span = (struct pq_span){40000002, 50000000};
	assert_int_equal(annotate_reach(&doc), 40000002);
	free(blocks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_large_table_is_annotated_in_part),
		cmocka_unit_test(no_more_than_a_shelf_of_books_is_annotated),
		cmocka_unit_test(models_are_missed),
		cmocka_unit_test(other_languages),
		cmocka_unit_test(texts_that_are_no_news),
		cmocka_unit_test(a_sentence_without_end),
		cmocka_unit_test(code_and_tables_of_a_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
