/* tests/ui/test_reader.c - the reader as a person uses it: keys in, screens out, on the terminal in memory. */
#include "tests/test.h"

#include <stdio.h>

#include "tests/ui/script.h"

static char article[512], second[512];

static int find_fixtures(void **state)
{
	(void)state;
	const char *top = getenv("top_srcdir");
	snprintf(article, sizeof article, "%s/tests/ui/fixtures/harbour.txt", top ? top : ".");
	snprintf(second, sizeof second, "%s/tests/ui/fixtures/second.txt", top ? top : ".");
	return 0;
}

/* The screen after KEYS, to be freed with buf_release. */
static struct buf screen_of(int cols, int rows, const char *keys, const char *settings)
{
	const char *files[] = {article, second, NULL};
	struct script script = {.rows = rows, .cols = cols, .keys = keys, .files = files, .settings = settings};
	struct buf out = {0};
	struct pq_error error = {0};
	if (script_run(&script, false, &out, &error) != PQ_OK)
		fail_msg("%s: %s", keys, error.message);
	return out;
}

static void assert_shows(const char *keys, const char *wanted)
{
	struct buf out = screen_of(100, 30, keys, NULL);
	if (!strstr(out.bytes, wanted))
		fail_msg("after \"%s\" the screen lacks \"%s\":\n%s", keys, wanted, out.bytes);
	buf_release(&out);
}

static void assert_lacks(const char *keys, const char *unwanted)
{
	struct buf out = screen_of(100, 30, keys, NULL);
	if (strstr(out.bytes, unwanted))
		fail_msg("after \"%s\" the screen has \"%s\":\n%s", keys, unwanted, out.bytes);
	buf_release(&out);
}

static void test_text_and_speakers_stand_on_the_first_screen(void **state)
{
	(void)state;
	assert_shows("", "Harbour crane was failing");
	assert_shows("", "Solberg");
}

static void test_a_banner_tells_of_another_language(void **state)
{
	char german[512];
	(void)state;
	const char *top = getenv("top_srcdir");
	snprintf(german, sizeof german, "%s/tests/ui/fixtures/deutsch.txt", top ? top : ".");
	const char *files[] = {german, NULL};
	static const struct {
		const char *keys, *shows;
	} rows[] = {{"", "The text is not in English"}, {": n o t i c e s Enter", "who says them"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct script script = {.rows = 30, .cols = 100, .keys = rows[i].keys, .files = files};
		struct buf out = {0};
		assert_int_equal(script_run(&script, false, &out, NULL), PQ_OK);
		if (!strstr(out.bytes, rows[i].shows))
			fail_msg("after \"%s\" the screen lacks \"%s\":\n%s", rows[i].keys, rows[i].shows, out.bytes);
		buf_release(&out);
	}
}

static void test_quotes_are_walked_with_counts(void **state)
{
	(void)state;
	assert_shows(".", "Solberg");
	assert_shows("G", "The inquiry continues");
	assert_shows("9 9 . .", "no further quote");
	assert_shows("9 9 , ,", "no earlier quote");
	assert_shows("9 9 ]u ]u", "no further statement without a speaker");
}

static void test_search_finds_and_goes_round(void **state)
{
	(void)state;
	assert_shows("/ b r a k e Enter", "brake");
	assert_shows("/ b r a k e ^J G", "The inquiry continues");
	assert_shows("/ z e b r a Enter n", "no match");
	assert_shows("/ ( Enter", "missing closing parenthesis");
	assert_lacks("/ b r a k e Esc", "1/");
}

static void test_panes_overlays_and_back(void **state)
{
	(void)state;
	assert_shows("E", "Entities");
	assert_shows("Q", "Quotes");
	assert_shows("S", "Sources");
	assert_shows("?", "line-down");
	assert_shows("A", "named sources");
	assert_lacks("? q", "line-down");
	assert_lacks("? Esc", "line-down");
}

static void test_what_a_list_leads_to_is_seen_beside_it(void **state)
{
	(void)state;
	assert_shows("A j j", "▌");
	assert_shows("w G k", "▌");
	assert_shows("w G k", "Who said what");
	assert_shows("i", "▌");
}

static void test_leaving_a_preview_restores_the_current_item(void **state)
{
	(void)state;
	assert_shows("", "nobody is named");
	assert_shows("Q j j j Esc", "nobody is named");
	assert_shows("E j j j Esc", "nobody is named");
	assert_lacks("Q j j j Enter", "nobody is named");
}

static void test_history_is_searched_by_what_was_typed(void **state)
{
	(void)state;
	assert_shows(": h e l p Enter Esc : a u d i t Enter Esc : h Up", ":help");
	assert_shows(": h e l p Enter Esc : a u d i t Enter Esc : h Up Down", ":h\n");
	assert_shows(": h e l p Enter Esc : a u d i t Enter Esc : Up Up", ":help");
}

static void test_pasted_text_runs_nothing(void **state)
{
	(void)state;
	assert_shows("paste:qqq|", "pasted text goes into a prompt");
	assert_shows(": paste:quit|quit", ":quit quit");
}

static void test_small_screens_keep_overlays_usable(void **state)
{
	(void)state;
	static const struct {
		const char *keys, *wanted;
	} cases[] = {{"^P", "line-down"}, {"?", "a line d"}, {"A", "Ingrid S"}, {"i", "words"}, {"L", "Harbou"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = screen_of(20, 6, cases[i].keys, NULL);
		if (!strstr(out.bytes, cases[i].wanted))
			fail_msg("after \"%s\" at 20x6 the screen lacks \"%s\":\n%s", cases[i].keys, cases[i].wanted,
				 out.bytes);
		buf_release(&out);
	}
}

static void test_what_the_last_answer_met_is_shown_beside_the_prompt(void **state)
{
	(void)state;
	assert_shows("s ^U x y z Enter", "the ending tells the format");
	assert_shows("s ^U x y z Enter", "save as: xyz");
}

static void test_clearing_a_filter_keeps_the_row(void **state)
{
	(void)state;
	assert_shows("E / a d e y e m i Enter", "▸ ● Felix Adeyemi");
	assert_shows("E / a d e y e m i Enter Esc", "▸ ● Felix Adeyemi");
	assert_shows("E / a d e y e m i Enter Esc", "Rosa Lindqvist");
}

static void test_resizing_keeps_the_current_item(void **state)
{
	(void)state;
	struct buf before = screen_of(100, 30, ". . . .", NULL),
		   after = screen_of(100, 30, ". . . . resize:20x6 resize:7x3 resize:100x30", NULL);
	assert_string_equal(before.bytes, after.bytes);
	buf_release(&before);
	buf_release(&after);
}

static void test_looks_change_at_once(void **state)
{
	(void)state;
	assert_shows(": s e t Space a s c i i Space o n Enter", "Entities 13  Quotes  Sources");
	assert_shows("+", "as wide as the screen");
	assert_shows("-", "text at most 46 cells wide");
}

static void test_one_is_not_plural(void **state)
{
	(void)state;
	assert_lacks("w", " 1 words");
	assert_lacks("w", " 1 statements");
	assert_lacks("A", " 1 words");
	assert_lacks("9 9 .", "1 of 1");
}

static void test_reading_again_keeps_the_theme(void **state)
{
	(void)state;
	assert_shows("r", "reading again");
}

static void test_commands(void **state)
{
	(void)state;
	assert_shows(": q u o t Enter", "did you mean");
	assert_shows(": s e t Space w i d t h Space 5 Enter", "width");
	assert_shows(": n o Tab", "notices");
	assert_shows(": h e l p Enter", "line-down");
	assert_shows(": f u r n i t u r e Enter", "nothing stands beside this article");
}

static void test_marks_and_jumps(void **state)
{
	(void)state;
	assert_shows("m a G ' a", "Harbour crane was failing");
	assert_shows("' b", "mark b is not set");
	assert_shows("m 1", "marks have letters");
	assert_shows("G ( ", "Harbour crane was failing");
	assert_shows("(", "no earlier jump");
	assert_shows("G ' '", "Harbour crane was failing");
}

static void test_second_article(void **state)
{
	(void)state;
	assert_shows("]f", "A short second piece");
	assert_shows("]f ]f", "Harbour crane was failing");
	assert_shows("L j Enter", "A short second piece");
	assert_shows("]f [f", "Harbour crane was failing");
}

static void test_reserved_keys_say_so(void **state)
{
	(void)state;
	assert_shows("c", "not in this version");
	assert_shows("y", "not in this version");
}

/* The first row that shows words of the article, without its gutter. */
static void first_words(const char *dump, char *out, size_t cap)
{
	char line[1024];
	for (const char *p = dump; *p; p += strcspn(p, "\n") + (p[strcspn(p, "\n")] == '\n')) {
		snprintf(line, sizeof line, "%.*s", (int)strcspn(p, "\n"), p);
		unsigned letters = 0;
		for (const char *c = line; *c; c++)
			letters += (*c >= 'a' && *c <= 'z');
		if (letters > 8) {
			snprintf(out, cap, "%s", line);
			return;
		}
	}
	out[0] = '\0';
}

/* Two hundred sizes on, the reader is where they were: back at the first size, the screen is the same to the letter. */
static void test_resizing_keeps_the_place(void **state)
{
	(void)state;
	char keys[200 * 20] = "6 j ", before[1024], after[1024];
	uint32_t seed = 7;
	struct buf out = screen_of(60, 12, keys, NULL);
	first_words(out.bytes, before, sizeof before);
	buf_release(&out);
	for (int i = 0; i < 200; i++) {
		seed = seed * 1664525u + 1013904223u;
		size_t len = strlen(keys);
		snprintf(keys + len, sizeof keys - len, "resize:%ux%u ", 1 + (seed >> 8) % 160, 1 + (seed >> 20) % 50);
	}
	strcat(keys, "resize:60x12");
	out = screen_of(60, 12, keys, NULL);
	first_words(out.bytes, after, sizeof after);
	assert_string_equal(before, after);
	buf_release(&out);
}

/* Any keys at any size: nothing crashes, and the text is there again after the way back. */
static void test_random_keys_at_random_sizes(void **state)
{
	(void)state;
	static const char *const keys[] = {
		"j",  "k",   "Space", "b",     "g", "G", "}", "{",  ".", ",",  ">", "<",         "]s",         "[s",
		"]a", "]u",  "Tab",   "S-Tab", "*", "n", "N", "&",  "w", "A",  "i", "E",         "Q",          "S",
		"^W", "z",   "Enter", "Esc",   "H", "T", "+", "-",  "?", "^P", ":", "/ e Enter", "\\ a Enter", "L",
		"]f", "m a", "' a",   "(",     ")", "M", "r", "\"", "o", "3",  "d",
	};
	uint32_t seed = 11;
	for (int round = 0; round < 12; round++) {
		char script[4096] = "";
		for (int i = 0; i < 120; i++) {
			seed = seed * 1664525u + 1013904223u;
			size_t len = strlen(script);
			if (seed % 9 == 0)
				snprintf(script + len, sizeof script - len, "resize:%ux%u ", 1 + (seed >> 8) % 170,
					 1 + (seed >> 20) % 50);
			else
				snprintf(script + len, sizeof script - len, "%s ",
					 keys[(seed >> 8) % (sizeof keys / sizeof *keys)]);
		}
		strcat(script, "Esc Esc Esc Esc Esc resize:100x30 g");
		struct buf out = screen_of(100, 30, script, NULL);
		assert_true(out.len > 0);
		buf_release(&out);
	}
}

/* What the screen shows of the feed, with another article open behind it, after KEYS. */
static void assert_feed_shows(int cols, int rows, const char *keys, const char *wanted)
{
	char feed[512];
	const char *top = getenv("top_srcdir");
	snprintf(feed, sizeof feed, "%s/tests/ui/fixtures/feed.xml", top ? top : ".");
	const char *files[] = {feed, second, NULL};
	struct script script = {.rows = rows, .cols = cols, .keys = keys, .files = files};
	struct buf out = {0};
	struct pq_error error = {0};
	assert_int_equal(script_run(&script, false, &out, &error), PQ_OK);
	if (!strstr(out.bytes, wanted))
		fail_msg("after \"%s\" the screen lacks \"%s\":\n%s", keys, wanted, out.bytes);
	buf_release(&out);
}

static void test_a_feed_is_a_list_of_articles(void **state)
{
	(void)state;
	static const int sizes[][2] = {{160, 45}, {100, 30}, {60, 20}};
	for (int i = 0; i < 3; i++) {
		int cols = sizes[i][0], rows = sizes[i][1];
		assert_feed_shows(cols, rows, "", "Articles 4");
		assert_feed_shows(cols, rows, "", "2  Cable cut at Holm");
		assert_feed_shows(cols, rows, "Enter", "“It was failing for weeks,”");
		assert_feed_shows(cols, rows, "Down Enter", "was cut on Monday");
		assert_feed_shows(cols, rows, "Down Enter L", "Articles 4");
		assert_feed_shows(cols, rows, "Down Enter L Up Enter", "“It was failing for weeks,”");
		assert_feed_shows(cols, rows, "Down Down Enter", "neither a title nor text");
		assert_feed_shows(cols, rows, "Down Down Down Enter", "second.txt");
	}
	assert_feed_shows(100, 30, "Down Enter", "carries only a summary");
	assert_feed_shows(100, 30, "Down Enter (", "“It was failing for weeks,”");
	assert_feed_shows(100, 30, "/ C a b l e Enter Enter", "was cut on Monday");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_and_speakers_stand_on_the_first_screen),
		cmocka_unit_test(test_a_feed_is_a_list_of_articles),
		cmocka_unit_test(test_a_banner_tells_of_another_language),
		cmocka_unit_test(test_quotes_are_walked_with_counts),
		cmocka_unit_test(test_search_finds_and_goes_round),
		cmocka_unit_test(test_panes_overlays_and_back),
		cmocka_unit_test(test_what_a_list_leads_to_is_seen_beside_it),
		cmocka_unit_test(test_leaving_a_preview_restores_the_current_item),
		cmocka_unit_test(test_history_is_searched_by_what_was_typed),
		cmocka_unit_test(test_pasted_text_runs_nothing),
		cmocka_unit_test(test_small_screens_keep_overlays_usable),
		cmocka_unit_test(test_what_the_last_answer_met_is_shown_beside_the_prompt),
		cmocka_unit_test(test_clearing_a_filter_keeps_the_row),
		cmocka_unit_test(test_resizing_keeps_the_current_item),
		cmocka_unit_test(test_looks_change_at_once),
		cmocka_unit_test(test_one_is_not_plural),
		cmocka_unit_test(test_reading_again_keeps_the_theme),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_marks_and_jumps),
		cmocka_unit_test(test_second_article),
		cmocka_unit_test(test_reserved_keys_say_so),
		cmocka_unit_test(test_resizing_keeps_the_place),
		cmocka_unit_test(test_random_keys_at_random_sizes),
	};
	return cmocka_run_group_tests(tests, find_fixtures, NULL);
}
