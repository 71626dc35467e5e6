/* tests/session/test_fetch.c - what a fetch helper wrote is read as a stranger's words: a page with what the server says of it, or an error. */
#include "test.h"

#include <signal.h>

#include "base/alloc.h"
#include "base/web.h"
#include "doc/snapshot.h"
#include "drive.h"
#include "session/fetch.h"

static struct engine *engine;

static int set_up(void **state)
{
	(void)state;
	return engine_new(NULL, &engine, NULL);
}

static int tear_down(void **state)
{
	(void)state;
	engine_free(engine);
	return 0;
}

static void header_and_page_are_told_apart(void **state)
{
	(void)state;
	static const char came[] = "url https://news.example/a\ntype text/html\ncharset utf-8\n\n<p>Hello\n\nagain";
	struct fetched page;
	assert_int_equal(fetched_open(&page, came, sizeof came - 1, NULL), PQ_OK);
	assert_string_equal(page.url, "https://news.example/a");
	assert_string_equal(page.media_type, "text/html");
	assert_string_equal(page.charset, "utf-8");
	assert_null(page.notice);
	assert_int_equal(page.len, strlen("<p>Hello\n\nagain"));
	assert_memory_equal(page.body, "<p>Hello\n\nagain", page.len);
	fetched_release(&page);
}

static void what_no_helper_would_write_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t len;
	} rows[] = {
#define ROW(s) {s, sizeof s - 1}
		ROW(""),
		ROW("\n"),
		ROW("\n\n"),
		ROW("\n\npage"),
		ROW("url http://news.example/"),
		ROW("url http://news.example/\n"),
		ROW("type text/html\n\npage"),
		ROW("url file:///etc/passwd\n\npage"),
		ROW("url http://news.example/\ncolour red\n\npage"),
		ROW("url http://news.example/\nurl\n\npage"),
		ROW("url http://news\0.example/\n\npage"),
#undef ROW
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fetched page;
		struct pq_error error;
		assert_int_equal(fetched_open(&page, rows[i].bytes, rows[i].len, &error), PQ_EIO);
		assert_non_null(strstr(error.message, "without a page"));
		fetched_release(&page);
	}
}

static void die(enum worker_stage stage, void *user)
{
	(void)user;
	if (stage == WORKER_PARSES)
		raise(SIGSEGV);
}

static const char came[] =
	"url https://news.example/found\ntype text/plain\nnotice The page is cut.\n\n<p>“We waited,” Ada Brack said.";

static void assert_page(const struct heard *heard, const char *notice)
{
	struct pq_snapshot *s;
	assert_int_equal(snapshot_new(doc_memory_hold(heard->document), NULL, 0, &s, NULL), PQ_OK);
	const struct pq_doc *doc = &s->doc;
	assert_int_equal(doc->meta.url.len, strlen("https://news.example/found"));
	assert_memory_equal(doc->strings + doc->meta.url.at, "https://news.example/found", doc->meta.url.len);
	/* the declared type counts: the tag is text */
	assert_int_equal(doc->meta.media_type.len, strlen("text/plain"));
	assert_memory_equal(doc->text, "<p>", 3);
	bool found = false;
	for (uint32_t i = 0; i < doc->n_notices; i++)
		found |= doc->notices[i].message.len >= strlen(notice) &&
			 !memcmp(doc->strings + doc->notices[i].message.at, notice, strlen(notice));
	assert_true(found);
	snapshot_drop(s);
}

static void the_server_s_words_reach_the_document(void **state)
{
	(void)state;
	const struct worker_input input = {.bytes = came, .len = sizeof came - 1, .fetched = true, .name = "a page"};
	for (int in_process = 0; in_process < 2; in_process++) {
		struct heard heard;
		drive_input(engine, &input, in_process, &heard);
		assert_false(heard.failed);
		assert_page(&heard, "The page is cut.");
		heard_release(&heard);
	}
}

static void a_page_that_kills_the_worker_is_stripped(void **state)
{
	(void)state;
	const struct worker_input input = {
		.bytes = came, .len = sizeof came - 1, .fetched = true, .name = "a page", .probe = die};
	struct heard heard;
	drive_input(engine, &input, false, &heard);
	assert_true(heard.failed);
	assert_page(&heard, "The page is cut.");
	assert_page(&heard, "Annotations are missing");
	heard_release(&heard);
}

static void passwords_are_not_shown(void **state)
{
	(void)state;
	static const struct {
		const char *url, *shown;
	} rows[] = {
		{"https://ada:secret@news.example/a", "https://news.example/a"},
		{"http://ada@news.example", "http://news.example"},
		{"https://a@b@news.example/c@d?e@f", "https://news.example/c@d?e@f"},
		{"ftp://ada:secret@news.example/", "ftp://news.example/"},
		{"https://news.example/@ada", "https://news.example/@ada"},
		{"letters/to@ada.txt", "letters/to@ada.txt"},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf shown = {0};
		web_show(rows[i].url, &shown);
		assert_string_equal(shown.bytes, rows[i].shown);
		buf_release(&shown);
	}
	assert_true(web_is_page("HTTPS://news.example"));
	assert_false(web_is_page("ftp://news.example"));
	assert_true(web_has_scheme("view-source://a"));
	assert_false(web_has_scheme("3://a") || web_has_scheme("a b://c") || web_has_scheme("a:/b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_and_page_are_told_apart),
		cmocka_unit_test(what_no_helper_would_write_is_refused),
		cmocka_unit_test(the_server_s_words_reach_the_document),
		cmocka_unit_test(a_page_that_kills_the_worker_is_stripped),
		cmocka_unit_test(passwords_are_not_shown),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
