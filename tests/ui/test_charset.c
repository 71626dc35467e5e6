/* tests/ui/test_charset.c - an article that does not say its character set: guessed, told, and read in another one without leaving the place. */
#include "tests/test.h"

#include <iconv.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/ui/script.h"

enum { PARAGRAPHS = 60 };
static char path[] = "/tmp/pullquote-charset-XXXXXX";

/* Numbered paragraphs of Russian in KOI8-R. */
static int write_fixture(void **state)
{
	(void)state;
	struct buf text = {0}, out = {0};
	for (int i = 1; i <= PARAGRAPHS; i++)
		buf_printf(&text,
			   "(%d) Капитан порта сказал, что паром никогда не был безопасным. Письма были у всех, "
			   "добавила она, и никто не ответил.\n\n",
			   i);
	iconv_t cd = iconv_open("KOI8-R", "UTF-8");
	char *in = text.bytes, *to;
	size_t left = text.len, room = text.len;
	int fd = mkstemp(path);
	if (cd == (iconv_t)-1 || fd < 0 || !buf_reserve(&out, room))
		return -1;
	to = out.bytes;
	int failed = iconv(cd, &in, &left, &to, &room) != 0;
	failed |= file_write_fd(fd, path, out.bytes, (size_t)(to - out.bytes), NULL) != PQ_OK;
	iconv_close(cd);
	close(fd);
	buf_release(&text);
	buf_release(&out);
	return -failed;
}

static int remove_fixture(void **state)
{
	(void)state;
	return unlink(path);
}

static struct buf screen_of(int cols, int rows, const char *keys)
{
	const char *files[] = {path, NULL};
	struct script script = {.rows = rows, .cols = cols, .keys = keys, .files = files};
	struct buf out = {0};
	struct pq_error error = {0};
	if (script_run(&script, false, &out, &error) != PQ_OK)
		fail_msg("%s: %s", keys, error.message);
	return out;
}

static void assert_shows(int cols, int rows, const char *keys, const char *wanted)
{
	struct buf out = screen_of(cols, rows, keys);
	if (!strstr(out.bytes, wanted))
		fail_msg("after \"%s\" the screen lacks \"%s\":\n%s", keys, wanted, out.bytes);
	buf_release(&out);
}

#define CHARSET(name) ": c h a r s e t Space " name " Enter"

static void the_guess_is_told(void **state)
{
	(void)state;
	assert_shows(100, 30, "", "Капитан порта");
	assert_shows(100, 30, ": n o t i c e s Enter", "Read as KOI8-R, a guess");
}

static void the_list_is_shown_filtered_and_acted_on(void **state)
{
	(void)state;
	static const int sizes[][2] = {{160, 45}, {100, 30}, {60, 20}};
	for (int i = 0; i < 3; i++) {
		int cols = sizes[i][0], rows = sizes[i][1];
		assert_shows(cols, rows, "C", "Character sets · KOI8-R, as the article shows");
		assert_shows(cols, rows, "C", "as the article itself shows");
		assert_shows(cols, rows, "C / u k r a i n Enter", "KOI8-U");
		assert_shows(cols, rows, "C / 1 2 5 1 Enter Enter",
			     "лБРЙФБО РПТФБ"); /* what KOI8-R is in windows-1251 */
		assert_shows(cols, rows, "C / 1 2 5 1 Enter Enter", "read as windows-1251");
		assert_shows(cols, rows, "C / 1 2 5 1 Enter Enter C", "windows-1251, as you chose");
		assert_shows(cols, rows, "C / 1 2 5 1 Enter Enter C g Enter", "Капитан порта");
	}
}

static void the_command_takes_a_name(void **state)
{
	(void)state;
	assert_shows(100, 30, CHARSET("c p 1 2 5 1"), "лБРЙФБО РПТФБ");
	assert_shows(100, 30, CHARSET("c p 1 2 5 1") " r", "лБРЙФБО РПТФБ");
	assert_shows(100, 30, CHARSET("c p 1 2 5 1") " " CHARSET("a u t o"), "Капитан порта");
	assert_shows(100, 30, CHARSET("u t f - 7"), "no character set utf-7 is read here");
	assert_shows(100, 30, CHARSET("u t f - 7"), "Капитан порта");
	assert_shows(100, 30, ": c h a r s e t Enter", "Character sets");
	assert_shows(100, 30, ": c h a r s e t Space K Tab", "KOI8-R KOI8-U");
}

/* The number of the first paragraph in sight that begins there. */
static int first_number(const char *keys)
{
	struct buf out = screen_of(100, 30, keys);
	const char *open = strchr(out.bytes, '(');
	int n = open ? atoi(open + 1) : 0;
	buf_release(&out);
	return n;
}

static void the_place_is_kept(void **state)
{
	(void)state;
	static const char *const places[] = {": 2 0 % Enter", ": 5 0 % Enter", "5 0 j", "G"};
	static const char *const sets[] = {"c p 1 2 5 1", "l a t i n 1", "i b m 8 6 6"};
	char keys[128];
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		int before = first_number(places[i]);
		assert_true(before > 1);
		for (size_t j = 0; j < sizeof sets / sizeof *sets; j++) {
			snprintf(keys, sizeof keys, "%s : c h a r s e t Space %s Enter", places[i], sets[j]);
			int after = first_number(keys);
			if (abs(after - before) > 1)
				fail_msg("\"%s\": from (%d) to (%d)", keys, before, after);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_guess_is_told),
		cmocka_unit_test(the_list_is_shown_filtered_and_acted_on),
		cmocka_unit_test(the_command_takes_a_name),
		cmocka_unit_test(the_place_is_kept),
	};
	return cmocka_run_group_tests_name("ui/charset", tests, write_fixture, remove_fixture);
}
