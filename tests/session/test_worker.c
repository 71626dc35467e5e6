/* tests/session/test_worker.c - a child says what this process would have said; one that dies, stalls or lies costs no more than an error. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "doc/query.h"
#include "drive.h"

static struct engine *engine;
static const char article[] =
	"Ferry late again\n\n“We waited for hours,” Ada Brack, a teacher, said on Tuesday.\n\nThe council declined to "
	"comment.\n";
static const char page[] =
	"<!DOCTYPE html><html><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1><p>“We waited "
	"for hours,” Ada Brack said on Tuesday in the harbour.</p></article></body></html>";

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

static struct worker_input input_of(const char *text)
{
	return (struct worker_input){.bytes = text, .len = strlen(text), .name = "fixture"};
}

static void assert_same_memory(const struct doc_memory *a, const struct doc_memory *b)
{
	size_t a_len, b_len;
	const void *a_bytes = doc_memory_bytes(a, &a_len), *b_bytes = doc_memory_bytes(b, &b_len);
	assert_int_equal(a_len, b_len);
	assert_memory_equal(a_bytes, b_bytes, a_len);
}

static void assert_fine(const struct heard *heard)
{
	if (heard->failed)
		fail_msg("%s", heard->error.message);
}

static void child_and_process_say_the_same(void **state)
{
	(void)state;
	size_t len;
	char *text = long_text(200000, &len);
	const char *const fixtures[] = {article, page, text};
	for (int i = 0; i < 6; i++) {
		struct worker_input input = input_of(fixtures[i / 2]);
		struct heard here, there;
		input.whole = i % 2;
		drive_input(engine, &input, true, &here);
		drive_input(engine, &input, false, &there);
		assert_fine(&here);
		assert_fine(&there);
		assert_int_equal(here.generations, there.generations);
		assert_true(input.whole ? there.generations == 1 : there.generations >= 1);
		assert_same_memory(here.document, there.document);
		assert_same_memory(here.notes, there.notes);
		heard_release(&here);
		heard_release(&there);
	}
	free(text);
}

static void long_texts_come_in_generations(void **state)
{
	(void)state;
	size_t len;
	char *text = long_text(700000, &len);
	struct worker_input input = input_of(text);
	struct heard heard;
	drive_input(engine, &input, false, &heard);
	assert_fine(&heard);
	assert_true(heard.generations > 1);
	input.document_only = true;
	heard_release(&heard);
	drive_input(engine, &input, false, &heard);
	assert_fine(&heard);
	assert_int_equal(heard.generations, 0);
	heard_release(&heard);
	free(text);
}

static void standard_input_is_read_and_kept(void **state)
{
	(void)state;
	for (int in_process = 0; in_process < 2; in_process++) {
		int ends[2];
		size_t len;
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], article, sizeof article - 1), sizeof article - 1);
		close(ends[1]);
		struct worker_input input = {.path = "-", .fd = ends[0], .name = "-"};
		struct heard heard;
		drive_input(engine, &input, in_process, &heard);
		assert_fine(&heard);
		assert_memory_equal(doc_memory_bytes(heard.bytes, &len), article, sizeof article - 1);
		assert_int_equal(len, sizeof article - 1);
		heard_release(&heard);
		close(ends[0]);
	}
}

static void what_cannot_be_read_is_told(void **state)
{
	(void)state;
	static const struct {
		struct worker_input input;
		enum pq_status status;
		const char *words;
	} cases[] = {
		{{.path = "/nowhere/at/all.txt"}, PQ_EIO, "/nowhere/at/all.txt"},
		{{.path = "/"}, PQ_EIO, "is a folder"},
		{{.bytes = "", .len = 0}, PQ_EEMPTY, "empty"},
		{{.path = "/dev/null"}, PQ_EEMPTY, "empty"},
		{{.bytes = "%PDF-1.4\n1 0 obj\n", .len = 17}, PQ_EUNSUPPORTED, "pdftotext"},
		{{.path = "/dev/zero", .limit = 100000}, PQ_ETOOBIG, "larger than 100000"},
		{{.path = "https://news.example/a"}, PQ_EUNSUPPORTED, "curl -L 'https://news.example/a' | pullquote -"},
	};
	for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
		struct worker_input input = cases[i / 2].input;
		struct heard heard;
		input.name = input.path ? input.path : "fixture";
		drive_input(engine, &input, i % 2, &heard);
		assert_true(heard.failed);
		assert_int_equal(heard.error.status, cases[i / 2].status);
		if (!strstr(heard.error.message, cases[i / 2].words))
			fail_msg("\"%s\" lacks \"%s\"", heard.error.message, cases[i / 2].words);
		assert_int_equal(heard.documents, 0);
		heard_release(&heard);
	}
}

/* ---- children that come to grief ---- */

struct grief {
	enum worker_stage stage;
	int signal; /**< 0: leave with status 3; -1: wait for ever */
};

static void come_to_grief(enum worker_stage stage, void *user)
{
	const struct grief *g = user;
	if (stage != g->stage)
		return;
	if (g->signal == 0)
		_exit(3);
	for (volatile unsigned n = 0; g->signal < 0; n++)
		;
	raise(g->signal);
}

static void assert_says(const struct heard *heard, const char *words)
{
	assert_true(heard->failed);
	if (!strstr(heard->error.message, words))
		fail_msg("\"%s\" lacks \"%s\"", heard->error.message, words);
}

static void a_dead_worker_leaves_the_text(void **state)
{
	(void)state;
	static const struct {
		struct grief grief;
		const char *words;
	} cases[] = {
		{{WORKER_PARSES, SIGSEGV}, "the worker died (SIGSEGV)"},
		{{WORKER_PARSES, SIGABRT}, "the worker died (SIGABRT)"},
		{{WORKER_PARSES, SIGXCPU}, "used up its time (SIGXCPU)"},
		{{WORKER_PARSES, 0}, "ended too early (status 3)"},
		{{WORKER_PARSES, -1}, "stalled"},
	};
	const char *const texts[] = {article, page};
	for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
		struct grief grief = cases[i / 2].grief;
		struct worker_input input = input_of(texts[i % 2]);
		struct heard heard;
		input.probe = come_to_grief;
		input.user = &grief;
		input.patience = grief.signal < 0 ? 50 : 0;
		drive_input(engine, &input, false, &heard);
		assert_says(&heard, cases[i / 2].words);
		assert_int_equal(heard.documents, 1);
		assert_int_equal(heard.generations, 0);
		assert_true(heard_has_notice(&heard, "Annotations are missing: the worker"));
		heard_release(&heard);
	}
}

static void a_worker_that_dies_late_leaves_its_document(void **state)
{
	(void)state;
	struct grief grief = {WORKER_ANNOTATES, SIGBUS};
	struct worker_input input = input_of(article);
	struct heard heard;
	input.probe = come_to_grief;
	input.user = &grief;
	drive_input(engine, &input, false, &heard);
	assert_says(&heard, "(SIGBUS)");
	assert_int_equal(heard.documents, 1);
	heard_release(&heard);
}

static void a_worker_that_dies_unread_or_in_a_batch_is_an_error(void **state)
{
	(void)state;
	for (int whole = 0; whole < 2; whole++) {
		struct grief grief = {whole ? WORKER_PARSES : WORKER_READS, SIGKILL};
		struct worker_input input = input_of(article);
		struct heard heard;
		input.whole = whole;
		input.probe = come_to_grief;
		input.user = &grief;
		drive_input(engine, &input, false, &heard);
		assert_says(&heard, "(SIGKILL)");
		assert_int_equal(heard.documents, 0);
		heard_release(&heard);
	}
}

static void standard_input_survives_its_reader(void **state)
{
	(void)state;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], article, sizeof article - 1), sizeof article - 1);
	close(ends[1]);
	struct grief grief = {WORKER_PARSES, SIGSEGV};
	struct worker_input input = {.path = "-", .fd = ends[0], .name = "-", .probe = come_to_grief, .user = &grief};
	struct heard heard;
	drive_input(engine, &input, false, &heard);
	assert_says(&heard, "(SIGSEGV)");
	assert_int_equal(heard.documents, 1);
	heard_release(&heard);
	close(ends[0]);
}

static void killed_from_outside(void **state)
{
	(void)state;
	int ends[2];
	struct worker *w;
	struct heard heard;
	assert_int_equal(pipe(ends), 0);
	struct worker_input input = {.path = "-", .fd = ends[0], .name = "-"};
	assert_int_equal(worker_new(engine, &input, false, &w, NULL), PQ_OK);
	assert_int_equal(kill(worker_pid(w), SIGTERM), 0);
	drive(w, &heard);
	assert_says(&heard, "(SIGTERM)");
	heard_release(&heard);
	close(ends[0]);
	close(ends[1]);
}

/* ---- what a child holds and leaves ---- */

struct stray {
	int fd;
};

static void look_for_stray_files(enum worker_stage stage, void *user)
{
	const struct stray *stray = user;
	struct sigaction now;
	if (stage != WORKER_PARSES)
		return;
	if (fcntl(stray->fd, F_GETFD) >= 0)
		raise(SIGUSR1);
	sigaction(SIGHUP, NULL, &now);
	if (now.sa_handler != SIG_DFL)
		raise(SIGUSR2);
}

static void a_child_keeps_no_files_and_no_handlers(void **state)
{
	(void)state;
	struct stray stray = {.fd = fcntl(1, F_DUPFD, 50)};
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	struct worker_input input = input_of(article);
	struct heard heard;
	sigaction(SIGHUP, &ignore, &before);
	input.probe = look_for_stray_files;
	input.user = &stray;
	drive_input(engine, &input, WORKER_UNWALLED, &heard); /* it asks what a walled one may not */
	sigaction(SIGHUP, &before, NULL);
	close(stray.fd);
	assert_fine(&heard);
	heard_release(&heard);
}

static void look_at_limits(enum worker_stage stage, void *user)
{
	struct rlimit core, cpu, memory;
	(void)user;
	getrlimit(RLIMIT_CORE, &core);
	getrlimit(RLIMIT_CPU, &cpu);
	getrlimit(RLIMIT_AS, &memory);
	if (stage == WORKER_PARSES && (core.rlim_cur != 0 || cpu.rlim_cur > 20))
		_exit(4);
#ifndef __SANITIZE_ADDRESS__
	if (stage == WORKER_PARSES && memory.rlim_cur > (rlim_t)1 << 30)
		_exit(5);
#endif
}

static void a_child_has_limits(void **state)
{
	(void)state;
	struct worker_input input = input_of(article);
	struct heard heard;
	input.probe = look_at_limits;
	drive_input(engine, &input, false, &heard);
	assert_fine(&heard);
	heard_release(&heard);
}

static void no_child_is_left(void **state)
{
	(void)state;
	struct worker *w;
	struct worker_input input = input_of(article);
	assert_int_equal(worker_new(engine, &input, false, &w, NULL), PQ_OK);
	pid_t pid = worker_pid(w);
	worker_free(w);
	assert_int_equal(kill(pid, 0), -1);
	errno = 0;
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static _Bool fail_at(size_t size, void *left)
{
	(void)size;
	return (*(long *)left)-- != 0;
}

static void any_allocation_may_fail(void **state)
{
	(void)state;
	struct worker_input input = input_of("Short.\n");
	assert_int_equal(engine_warm(engine, NULL), PQ_OK);
	for (long n = 0;; n++) {
		long left = n;
		struct heard heard;
		alloc_set_hook(fail_at, &left);
		drive_input(engine, &input, true, &heard);
		alloc_set_hook(NULL, NULL);
		bool failed = heard.failed;
		if (failed)
			assert_int_equal(heard.error.status, PQ_ENOMEM);
		heard_release(&heard);
		if (left >= 0) {
			assert_false(failed);
			return;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(child_and_process_say_the_same),
		cmocka_unit_test(long_texts_come_in_generations),
		cmocka_unit_test(standard_input_is_read_and_kept),
		cmocka_unit_test(what_cannot_be_read_is_told),
		cmocka_unit_test(a_dead_worker_leaves_the_text),
		cmocka_unit_test(a_worker_that_dies_late_leaves_its_document),
		cmocka_unit_test(a_worker_that_dies_unread_or_in_a_batch_is_an_error),
		cmocka_unit_test(standard_input_survives_its_reader),
		cmocka_unit_test(killed_from_outside),
		cmocka_unit_test(a_child_keeps_no_files_and_no_handlers),
		cmocka_unit_test(a_child_has_limits),
		cmocka_unit_test(no_child_is_left),
		cmocka_unit_test(any_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
