/* tests/ui/test_look.c - what inputs of many kinds look like, and what a reader is told of those that cannot be read as they stand. */
#include "tests/test.h"

#include <stdio.h>

#include "tests/ui/script.h"
#include "view/view.h"

/* The screen after KEYS on the fixture NAME, to be freed with buf_release. */
static struct buf screen_of(const char *name, int cols, int rows, const char *keys)
{
	char path[512];
	const char *top = getenv("top_srcdir"), *files[] = {path, NULL};
	struct script script = {.rows = rows, .cols = cols, .keys = keys, .files = files};
	struct buf out = {0};
	struct pq_error error = {0};
	snprintf(path, sizeof path, "%s/tests/ui/fixtures/%s", top ? top : ".", name);
	if (script_run(&script, false, &out, &error) != PQ_OK)
		fail_msg("%s: %s", keys, error.message);
	return out;
}

struct look {
	const char *name;
	int cols, rows;
	const char *keys, *text;
};

static void assert_looks(const struct look *looks, size_t n, bool there)
{
	for (size_t i = 0; i < n; i++) {
		const struct look *l = &looks[i];
		struct buf out = screen_of(l->name, l->cols, l->rows, l->keys);
		if (!strstr(out.bytes, l->text) == there)
			fail_msg("%s at %dx%d after \"%s\" %s \"%s\":\n%s", l->name, l->cols, l->rows, l->keys,
				 there ? "lacks" : "has", l->text, out.bytes);
		buf_release(&out);
	}
}
#define ASSERT_SHOWS(looks) assert_looks(looks, sizeof(looks) / sizeof *(looks), true)
#define ASSERT_LACKS(looks) assert_looks(looks, sizeof(looks) / sizeof *(looks), false)

static void test_lists_and_quotes_are_set_in_by_their_depth(void **state)
{
	static const struct look looks[] = {
		{"structure.md", 100, 30, "", "\n              1. Pile 7 "},
		{"structure.md", 100, 30, "", "\n                 • hairline"},
		{"structure.md", 100, 30, "", "\n                     • above"},
		{"structure.md", 100, 30, "-", "│ The harbour must not be closed."},
		{"structure.md", 100, 30, "-", "│   │ Who says so?"},
	};
	(void)state;
	ASSERT_SHOWS(looks);
}

static void test_notices_are_read_whole_and_put_away(void **state)
{
	static const struct look shown[] = {
		{"deutsch.txt", 100, 30, "", "⚠ The text is not in English"},
		{"deutsch.txt", 60, 20, "", "\n   "},
		{"deutsch.txt", 20, 6, "", "⚠ The text is not"},
		{"deutsch.txt", 20, 6, ": n o t i c e s Enter G", "says them"},
		{"deutsch.txt", 100, 30, "Esc : n o t i c e s Enter", "The text is not in English"},
	};
	static const struct look gone[] = {
		{"deutsch.txt", 100, 30, "Esc", "⚠"},
		{"deutsch.txt", 20, 6, "Esc", "⚠"},
		{"deutsch.txt", 100, 30, "z", "⚠ The text is not in English"},
		{"harbour.txt", 20, 6, "", "⚠"},
	};
	(void)state;
	ASSERT_SHOWS(shown);
	ASSERT_LACKS(gone);
}

static void test_what_cannot_be_opened_leaves_the_reader_where_they_were(void **state)
{
	static const struct look looks[] = {
		{"harbour.txt", 100, 30, ": o p e n Space m i s s i n g . t x t Enter", "Harbour crane was failing"},
		{"harbour.txt", 100, 30, ": o p e n Space m i s s i n g . t x t Enter",
		 "cannot open missing.txt: No such file"},
		{"harbour.txt", 100, 30, ": o p e n Space m i s s i n g . t x t Enter L", "failed"},
	};
	(void)state;
	ASSERT_SHOWS(looks);
}

static void test_the_list_of_articles_tells_titles_and_failures(void **state)
{
	static const struct look looks[] = {
		{"batch.jsonl", 100, 30, "]f [f", "Gulls return"},
		{"batch.jsonl", 100, 30, "]f L", "batch.jsonl: line 2:"},
		{"batch.jsonl", 100, 30, "]f [f L", "failed"},
		{"harbour.txt", 100, 30, "L", "Harbour crane was failing"},
		{"harbour.txt", 100, 30, "L", "harbour.txt"},
	};
	(void)state;
	ASSERT_SHOWS(looks);
}

static void test_help_tells_the_commands_and_whole_sentences(void **state)
{
	static const struct look looks[] = {
		{"harbour.txt", 100, 30, "? / c o m m a n d s Enter", ":open FILE"},
		{"harbour.txt", 100, 30, "? / c o m m a n d s Enter", ":charset NAME"},
		{"harbour.txt", 60, 20, "? / c a p t i o n s Enter",
		 "\n hide or show captions, related headlines and furniture"},
		{"harbour.txt", 60, 20, "^P G", "\n suspend; fg comes back"},
		{"harbour.txt", 100, 30, ": s e t Enter", "set what? :set NAME VALUE"},
		{"harbour.txt", 100, 30, ": b i n d Space x Enter", "\n write: bind "},
		{"harbour.txt", 100, 30, ": n o t Tab", ":notices"},
	};
	(void)state;
	ASSERT_SHOWS(looks);
}

static void test_messages_are_read_whole(void **state)
{
	static const struct look looks[] = {
		{"harbour.txt", 20, 6, ": n o n s e n s e Enter", "no command nonsense:\n^P shows all of them\n"},
		{"harbour.txt", 60, 12, "^C", "\n q quits"},
		{"deutsch.txt", 60, 12, "Esc Esc", "\n q quits"},
		{"harbour.txt", 60, 12, ": s e t Space n o s u c h Enter",
		 "\n there is no option nosuch (pullquote --list-options lists\n them)\n"},
	};
	(void)state;
	ASSERT_SHOWS(looks);
}

static void test_files_are_called_by_their_last_name(void **state)
{
	(void)state;
	assert_string_equal(view_base_name("/a/b/story.html"), "story.html");
	assert_string_equal(view_base_name("story.html"), "story.html");
	assert_string_equal(view_base_name("https://example.org/a/b"), "https://example.org/a/b");
	assert_string_equal(view_base_name("a/"), "a/");
}

static void test_who_said_what_opens_at_the_current_quote(void **state)
{
	static const struct look looks[] = {
		{"harbour.txt", 160, 45, ". . . w", "▸ that the letters would be published"},
		{"harbour.txt", 160, 45, ". . . w Esc", "▌ afterwards that the letters"},
	};
	(void)state;
	ASSERT_SHOWS(looks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists_and_quotes_are_set_in_by_their_depth),
		cmocka_unit_test(test_notices_are_read_whole_and_put_away),
		cmocka_unit_test(test_what_cannot_be_opened_leaves_the_reader_where_they_were),
		cmocka_unit_test(test_the_list_of_articles_tells_titles_and_failures),
		cmocka_unit_test(test_help_tells_the_commands_and_whole_sentences),
		cmocka_unit_test(test_messages_are_read_whole),
		cmocka_unit_test(test_files_are_called_by_their_last_name),
		cmocka_unit_test(test_who_said_what_opens_at_the_current_quote),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
