/* tests/session/test_session.c - open articles: who is read when, what is in force, and batches in order. */
#include "test.h"

#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doc/query.h"
#include "drive.h"
#include "session/batch.h"
#include "session/session.h"

static struct engine *engine;
static const char article[] = "Ferry late again\n\n“We waited for hours,” Ada Brack, a teacher, said on Tuesday.\n";

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

static struct session *new_session(bool in_process)
{
	struct session *s;
	assert_int_equal(session_new(engine, in_process, &s, NULL), PQ_OK);
	return s;
}

static uint32_t add(struct session *s, const struct worker_input *input)
{
	uint32_t index;
	assert_int_equal(session_add(s, input, &index, NULL), PQ_OK);
	return index;
}

static void wait_and_pump(struct session *s)
{
	struct pollfd fds[16];
	bool busy;
	unsigned n = session_poll(s, fds, 16, &busy);
	if (!busy && n)
		(void)poll(fds, n, -1);
	(void)session_pump(s);
}

static bool is_over(const struct session *s, uint32_t index)
{
	enum article_phase phase = session_article(s, index)->phase;
	return phase == ARTICLE_DONE || phase == ARTICLE_FAILED;
}

static void the_shown_article_first_then_the_others(void **state)
{
	(void)state;
	for (int in_process = 0; in_process < 2; in_process++) {
		struct session *s = new_session(in_process);
		struct worker_input input = {.bytes = article, .len = sizeof article - 1, .name = "a"};
		for (int i = 0; i < 4; i++)
			add(s, &input);
		assert_int_equal(session_article(s, 2)->phase, ARTICLE_WAITING);
		session_show(s, 2);
		assert_int_equal(session_article(s, 2)->phase, ARTICLE_LOADING);
		while (!is_over(s, 2)) {
			wait_and_pump(s);
			assert_int_equal(session_article(s, 0)->phase, ARTICLE_WAITING);
		}
		while (!is_over(s, 3))
			wait_and_pump(s);
		for (uint32_t i = 0; i < 4; i++) {
			const struct article *a = session_article(s, i);
			assert_int_equal(a->phase, ARTICLE_DONE);
			assert_true(a->snapshot->notes.complete);
			assert_true(a->snapshot->generation >= 1);
		}
		bool busy;
		struct pollfd fds[4];
		assert_int_equal(session_poll(s, fds, 4, &busy), 0);
		assert_false(busy);
		assert_false(session_pump(s));
		session_free(s);
	}
}

static void two_workers_and_no_more(void **state)
{
	(void)state;
	char folder[] = "/tmp/pullquote-test-XXXXXX", path[64];
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/pipe", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	struct session *s = new_session(false);
	/* A pipe that nobody writes to keeps its worker waiting. */
	struct worker_input input = {.path = path, .name = "pipe"};
	for (int i = 0; i < 4; i++)
		add(s, &input);
	struct pollfd fds[16];
	bool busy;
	for (uint32_t i = 0; i < 4; i++)
		session_show(s, i);
	assert_int_equal(session_poll(s, fds, 16, &busy), 4);
	assert_int_equal(session_article(s, 3)->phase, ARTICLE_LOADING);
	unsigned waiting = 0;
	for (uint32_t i = 0; i < 4; i++)
		waiting += session_article(s, i)->phase == ARTICLE_WAITING;
	assert_int_equal(waiting, 2);
	session_free(s);
	unlink(path);
	rmdir(folder);
}

static void a_failure_says_why_and_hurts_nobody_else(void **state)
{
	(void)state;
	struct session *s = new_session(false);
	struct worker_input missing = {.path = "/nowhere/at/all"},
			    good = {.bytes = article, .len = sizeof article - 1, .name = "a"};
	add(s, &missing);
	add(s, &good);
	session_show(s, 0);
	while (!is_over(s, 1))
		wait_and_pump(s);
	assert_int_equal(session_article(s, 0)->phase, ARTICLE_FAILED);
	assert_string_equal(session_article(s, 0)->name, "/nowhere/at/all");
	assert_non_null(strstr(session_article(s, 0)->error.message, "/nowhere/at/all"));
	assert_null(session_article(s, 0)->snapshot);
	assert_int_equal(session_article(s, 1)->phase, ARTICLE_DONE);
	session_free(s);
}

static void reload_keeps_the_old_text_until_the_new_is_there(void **state)
{
	(void)state;
	for (int in_process = 0; in_process < 2; in_process++) {
		char path[] = "/tmp/pullquote-test-XXXXXX";
		int fd = mkstemp(path);
		assert_int_equal(write(fd, article, sizeof article - 1), sizeof article - 1);
		struct session *s = new_session(in_process);
		struct worker_input input = {.path = path};
		add(s, &input);
		session_show(s, 0);
		while (!is_over(s, 0))
			wait_and_pump(s);
		uint32_t len = session_article(s, 0)->snapshot->doc.text_len, version = session_article(s, 0)->version;
		assert_int_equal(write(fd, article, sizeof article - 1), sizeof article - 1);
		session_reload(s, 0);
		assert_int_equal(session_article(s, 0)->snapshot->doc.text_len, len);
		assert_true(session_article(s, 0)->version > version);
		while (!is_over(s, 0))
			wait_and_pump(s);
		assert_true(session_article(s, 0)->snapshot->doc.text_len > len);
		unlink(path);
		session_reload(s, 0);
		while (!is_over(s, 0))
			wait_and_pump(s);
		assert_int_equal(session_article(s, 0)->phase, ARTICLE_FAILED);
		assert_non_null(session_article(s, 0)->snapshot);
		session_free(s);
		close(fd);
	}
}

static void standard_input_can_be_reloaded(void **state)
{
	(void)state;
	for (int in_process = 0; in_process < 2; in_process++) {
		int ends[2];
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], article, sizeof article - 1), sizeof article - 1);
		close(ends[1]);
		struct session *s = new_session(in_process);
		struct worker_input input = {.path = "-", .fd = ends[0]};
		add(s, &input);
		session_show(s, 0);
		for (int i = 0; i < 2; i++) {
			while (!is_over(s, 0))
				wait_and_pump(s);
			assert_int_equal(session_article(s, 0)->phase, ARTICLE_DONE);
			if (!i)
				session_reload(s, 0);
		}
		session_free(s);
		close(ends[0]);
	}
}

/* ---- batches ---- */

struct tally {
	uint32_t n, failed, stop_at;
	const struct worker_input *next;
};

static bool count(void *user, const struct worker_input *input, const struct pq_snapshot *snapshot,
		  const struct pq_error *error)
{
	struct tally *t = user;
	assert_true(input->path == t->next->path && input->bytes == t->next->bytes && input->name == t->next->name);
	t->next++;
	t->n++;
	t->failed += snapshot == NULL;
	if (snapshot)
		assert_true(snapshot->notes.complete);
	else
		assert_true(error->message[0] != '\0');
	return t->n != t->stop_at;
}

static void batches_come_in_order(void **state)
{
	(void)state;
	struct worker_input inputs[30];
	size_t len;
	char *text = long_text(300000, &len);
	for (int i = 0; i < 30; i++) {
		inputs[i] = (struct worker_input){.bytes = article, .len = sizeof article - 1, .name = "a"};
		if (i % 7 == 3)
			inputs[i] = (struct worker_input){.path = "/nowhere/at/all", .name = "b"};
		if (i == 0)
			inputs[i] = (struct worker_input){.bytes = text, .len = len, .name = "long"};
	}
	for (int i = 0; i < 4; i++) {
		struct tally t = {.next = inputs};
		assert_int_equal(batch_run(engine, inputs, 30, i == 1 ? 1 : 3, i == 2, count, &t, NULL), PQ_OK);
		assert_int_equal(t.n, 30);
		assert_int_equal(t.failed, 4);
	}
	struct tally t = {.next = inputs, .stop_at = 5};
	assert_int_equal(batch_run(engine, inputs, 30, 4, false, count, &t, NULL), PQ_EINTERRUPTED);
	assert_int_equal(t.n, 5);
	free(text);
}

/* ---- inputs that hold several ---- */

static const char feed[] =
	"<rss><channel><title>Harbour News</title>"
	"<item><title>Late &lt;b&gt;again&lt;/b&gt;</title><pubDate>Wed, 14 May 2025 10:00:00 GMT</pubDate>"
	"<description>\xe2\x80\x9cWe waited,\xe2\x80\x9d Ada Brack said.</description></item><item/>"
	"<item><title>Cable cut</title><description>Nobody spoke.</description></item></channel></rss>";
static const char lines[] = "{\"id\":\"a\",\"text\":\"Ada Brack said it was late.\"}\n{oops\n\n"
			    "{\"text\":\"Nobody spoke.\",\"url\":\"https://example.org/4\"}\n";

static void a_feed_becomes_its_articles(void **state)
{
	(void)state;
	for (int manner = 0; manner < 2; manner++) {
		struct session *s = new_session(manner);
		const struct worker_input before = {.bytes = article, .len = sizeof article - 1, .name = "first"},
					  several = {.bytes = feed, .len = sizeof feed - 1, .name = "feed.xml"};
		struct session_growth g;
		add(s, &before);
		add(s, &several);
		add(s, &before);
		session_show(s, 1);
		for (uint32_t i = 0; i < session_count(s); i++)
			while (!is_over(s, i))
				wait_and_pump(s);
		assert_int_equal(session_count(s), 5);
		assert_true(session_grew(s, &g));
		assert_int_equal(g.at, 2);
		assert_int_equal(g.n, 2);
		assert_false(session_grew(s, &g));
		assert_string_equal(session_article(s, 0)->name, "first");
		assert_string_equal(session_article(s, 1)->name, "feed.xml#1");
		assert_string_equal(session_article(s, 1)->label, "Late again");
		assert_string_equal(session_article(s, 1)->published, "2025-05-14T10:00:00");
		assert_int_equal(session_article(s, 2)->phase, ARTICLE_FAILED);
		assert_non_null(strstr(session_article(s, 2)->error.message, "entry 2"));
		assert_string_equal(session_article(s, 3)->label, "Cable cut");
		assert_string_equal(session_article(s, 4)->name, "first");
		session_reload(s, 1);
		while (!is_over(s, 1))
			wait_and_pump(s);
		assert_int_equal(session_article(s, 1)->phase, ARTICLE_DONE);
		session_free(s);
	}
}

struct names {
	struct buf all;
};

static bool note_name(void *user, const struct worker_input *input, const struct pq_snapshot *snapshot,
		      const struct pq_error *error)
{
	struct names *names = user;
	buf_printf(&names->all, "%s%s%s ", input->name, snapshot ? "" : "!", input->siblings ? "*" : "");
	if (snapshot && !strcmp(input->name, "lines.jsonl:4"))
		assert_int_equal(snapshot->doc.meta.url.len, strlen("https://example.org/4"));
	assert_true(snapshot || error->message[0]);
	return true;
}

static void a_batch_takes_each_entry_in_its_place(void **state)
{
	(void)state;
	const struct worker_input inputs[] = {{.bytes = feed, .len = sizeof feed - 1, .name = "feed.xml"},
					      {.bytes = article, .len = sizeof article - 1, .name = "plain"},
					      {.bytes = lines, .len = sizeof lines - 1, .name = "lines.jsonl"},
					      {.path = "/nowhere/at/all", .name = "missing"}};
	for (int i = 0; i < 3; i++) {
		struct names names = {{0}};
		assert_int_equal(batch_run(engine, inputs, 4, i ? 4 : 1, i == 2, note_name, &names, NULL), PQ_OK);
		assert_string_equal(names.all.bytes, "feed.xml#1* feed.xml#2!* feed.xml#3* plain a* lines.jsonl:2!* "
						     "lines.jsonl:4* missing! ");
		buf_release(&names.all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shown_article_first_then_the_others),
		cmocka_unit_test(two_workers_and_no_more),
		cmocka_unit_test(a_failure_says_why_and_hurts_nobody_else),
		cmocka_unit_test(reload_keeps_the_old_text_until_the_new_is_there),
		cmocka_unit_test(standard_input_can_be_reloaded),
		cmocka_unit_test(batches_come_in_order),
		cmocka_unit_test(a_feed_becomes_its_articles),
		cmocka_unit_test(a_batch_takes_each_entry_in_its_place),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
