/* tests/session/test_walls.c - a worker that tries each wall is stopped, and its article is shown all the same. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "drive.h"
#include "session/walls.h"

enum { CROSSED = 42 };
static const char article[] = "Ferry late\n\n“We waited for hours,” Ada Brack said on Tuesday in the harbour.\n";
static unsigned standing;

static int set_up(void **state)
{
	(void)state;
	standing = walls_try();
	return 0;
}

/* Whether WALLS stand; says why not.  (cmocka's own skip() is a "not ok" in TAP.) */
static bool have(unsigned walls)
{
	if ((standing & walls) == walls)
		return true;
	print_message("# skipped: %s\n",
		      WALLS_ABSENT ? "this build has no walls" : "this kernel lacks one of the walls");
	return false;
}

/* ---- attempts: true is a way through ---- */

static bool reads_a_file(void)
{
	return open("/proc/self/maps", O_RDONLY) >= 0;
}

static bool makes_a_file(void)
{
	return open("walls.tmp", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool deletes_a_file(void)
{
	return unlink("walls.tmp") == 0;
}

static bool opens_a_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool opens_a_local_socket(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "walls.socket"};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	return fd >= 0 && (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 || errno != EPERM);
}

static bool runs_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return true;
}

static bool forks(void)
{
	return fork() >= 0;
}

static bool traces(void)
{
	return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0;
}

static bool signals_its_parent(void)
{
	return kill(getppid(), 0) == 0;
}

static bool makes_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool lifts_a_limit(void)
{
	const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
	return setrlimit(RLIMIT_AS, &none) == 0;
}

static bool duplicates_a_file(void)
{
	return fcntl(3, F_DUPFD, 0) >= 0;
}

static bool sends_elsewhere(void)
{
	const struct msghdr nothing = {0};
	return sendmsg(0, &nothing, MSG_DONTWAIT) >= 0;
}

#ifdef __x86_64__
static bool calls_by_another_architecture(void)
{
	return syscall(0x40000000 | SYS_getpid) > 0;
}
#endif

static bool takes_memory(void)
{
	return malloc((size_t)1 << 30) != NULL;
}

static bool maps_memory(void)
{
	return mmap(NULL, (size_t)4 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool takes_memory_bit_by_bit(void)
{
	for (size_t n = 0; n < 64; n++)
		if (mmap(NULL, (size_t)64 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
			return false;
	return true;
}

static bool computes_for_ever(void)
{
	for (volatile unsigned n = 0, *p = &n; *p < UINT32_MAX; *p = *p % 2)
		;
	return true;
}

/* ---- what becomes of them ---- */

struct attempt {
	bool (*act)(void);
	enum worker_stage stage;
};

static void try(enum worker_stage stage, void *user)
{
	const struct attempt *a = user;
	if (stage == a->stage && a->act())
		_exit(CROSSED);
}

static void read_with(struct engine *engine, struct worker_input input, struct attempt attempt, struct heard *heard)
{
	input.bytes = article;
	input.len = sizeof article - 1;
	input.name = "fixture";
	input.probe = try;
	input.user = &attempt;
	drive_input(engine, &input, WORKER_WALLED, heard);
}

static void assert_stopped(struct attempt attempt, bool warm, const char *words)
{
	struct engine *engine;
	struct heard heard;
	assert_int_equal(engine_new(NULL, &engine, NULL), PQ_OK);
	if (warm)
		assert_int_equal(engine_warm(engine, NULL), PQ_OK);
	read_with(engine, (struct worker_input){.cpu_seconds = 1}, attempt, &heard);
	assert_true(heard.failed);
	if (!strstr(heard.error.message, words))
		fail_msg("\"%s\" lacks \"%s\"", heard.error.message, words);
	assert_int_equal(heard.documents, 1);
	if (attempt.stage == WORKER_PARSES)
		assert_true(heard_has_notice(&heard, words));
	heard_release(&heard);
	engine_free(engine);
}

static void assert_refused(struct attempt attempt)
{
	struct engine *engine;
	struct heard heard;
	assert_int_equal(engine_new(NULL, &engine, NULL), PQ_OK);
	read_with(engine, (struct worker_input){0}, attempt, &heard);
	if (heard.failed)
		fail_msg("%s", heard.error.message);
	assert_int_equal(heard.documents, 1);
	assert_true(heard.generations > 0);
	heard_release(&heard);
	engine_free(engine);
}

static void calls_that_kill(void **state)
{
	(void)state;
	static bool (*const acts[])(void) = {
		makes_a_file,  deletes_a_file, opens_a_socket,     opens_a_local_socket, runs_a_program,
		forks,         traces,         signals_its_parent, makes_code,           duplicates_a_file,
		lifts_a_limit, sends_elsewhere};
	if (!have(WALL_CALLS))
		return;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		for (int warm = 0; warm < 2; warm++)
			assert_stopped((struct attempt){acts[i], WORKER_PARSES}, warm, "may not do");
	assert_stopped((struct attempt){forks, WORKER_ANNOTATES}, false, "(SIGSYS)");
#ifdef __x86_64__
	assert_stopped((struct attempt){calls_by_another_architecture, WORKER_PARSES}, false, "(SIGSYS)");
#endif
}

/* While the language data is not read yet, opening a file fails; afterwards it kills. */
static void files_are_out_of_reach(void **state)
{
	(void)state;
	if (!have(WALL_CALLS))
		return;
	assert_stopped((struct attempt){reads_a_file, WORKER_PARSES}, true, "(SIGSYS)");
	assert_stopped((struct attempt){reads_a_file, WORKER_ANNOTATES}, false, "(SIGSYS)");
	if (have(WALL_FILES)) /* without it the language data is read before */
		assert_refused((struct attempt){reads_a_file, WORKER_PARSES});
}

static void memory_has_an_end(void **state)
{
	(void)state;
	if (WALLS_ABSENT && !have(WALL_PRIVILEGES))
		return;
	assert_refused((struct attempt){takes_memory, WORKER_PARSES});
	assert_refused((struct attempt){maps_memory, WORKER_ANNOTATES});
}

static void memory_that_is_gone_costs_one_article_its_annotations(void **state)
{
	(void)state;
	struct heard heard;
	struct engine *engine;
	if (WALLS_ABSENT && !have(WALL_PRIVILEGES))
		return;
	assert_int_equal(engine_new(NULL, &engine, NULL), PQ_OK);
	read_with(engine, (struct worker_input){0}, (struct attempt){takes_memory_bit_by_bit, WORKER_ANNOTATES},
		  &heard);
	assert_int_equal(heard.documents, 1);
	if (heard.failed && !strstr(heard.error.message, "memory"))
		fail_msg("%s", heard.error.message);
	heard_release(&heard);
	engine_free(engine);
}

static void time_has_an_end(void **state)
{
	(void)state;
	assert_stopped((struct attempt){computes_for_ever, WORKER_PARSES}, false, "used up its time (SIGXCPU)");
}

static void without_a_sandbox_there_are_no_walls(void **state)
{
	(void)state;
	struct engine *engine;
	struct heard heard;
	struct attempt attempt = {reads_a_file, WORKER_PARSES};
	struct worker_input input = {
		.bytes = article, .len = sizeof article - 1, .name = "fixture", .probe = try, .user = &attempt};
	assert_int_equal(engine_new(NULL, &engine, NULL), PQ_OK);
	drive_input(engine, &input, WORKER_UNWALLED, &heard);
	assert_true(heard.failed);
	assert_non_null(strstr(heard.error.message, "status 42"));
	heard_release(&heard);
	engine_free(engine);
}

/* ---- what is allowed ---- */

static void assert_same(const struct doc_memory *a, const struct doc_memory *b)
{
	size_t a_len, b_len;
	const void *a_bytes = doc_memory_bytes(a, &a_len), *b_bytes = doc_memory_bytes(b, &b_len);
	assert_int_equal(a_len, b_len);
	assert_memory_equal(a_bytes, b_bytes, a_len);
}

/* Libraries, character sets and random seeds that only some inputs want are had before the walls go up. */
static void articles_read_as_without(void **state)
{
	(void)state;
#define PAGE(head) \
	"<!DOCTYPE html><html><head>" head "<title>Late</title></head><body><p>Ada Brack said it was late&hellip; " \
	"\xb1\xb1\xb2\xb2 in the harbour on Tuesday.</p></body></html>"
#define DECLARES(charset) PAGE("<meta charset=\"" charset "\">")
	static const char wide[] = "\xff\xfe<\0!\0d\0o\0c\0t\0y\0p\0e\0 \0h\0t\0m\0l\0>\0<\0p\0>\0L\0a\0t\0e\0.\0";
	static const char marked[] = "\xef\xbb\xbf<!doctype html><p>Late.";
	const struct {
		const char *bytes;
		size_t len;
	} inputs[] = {
#define OF(s) {s, sizeof(s) - 1}
		OF(article),
		OF(wide),
		OF(marked),
		OF(DECLARES("euc-jp")),
		OF(DECLARES("gb18030")),
		OF(DECLARES("koi8-r")),
		OF(DECLARES("iso-8859-2")),
		OF(DECLARES("big5")),
		OF(DECLARES("utf-16")),
		OF(DECLARES("nonsense")),
		OF(DECLARES("utf-8")),
		OF(PAGE("")),
		OF(PAGE("<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": "
			"\"Late\"}</script>")),
	};
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
		struct engine *engine;
		struct heard here, there;
		const struct worker_input input = {.bytes = inputs[i].bytes, .len = inputs[i].len, .name = "fixture"};
		assert_int_equal(engine_new(NULL, &engine, NULL), PQ_OK);
		drive_input(engine, &input, WORKER_WALLED, &there);
		if (there.failed)
			fail_msg("input %zu: %s", i, there.error.message);
		drive_input(engine, &input, WORKER_IN_PROCESS, &here);
		assert_false(here.failed);
		assert_same(here.document, there.document);
		assert_same(here.notes, there.notes);
		heard_release(&here);
		heard_release(&there);
		engine_free(engine);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(articles_read_as_without),
		cmocka_unit_test(calls_that_kill),
		cmocka_unit_test(files_are_out_of_reach),
		cmocka_unit_test(memory_has_an_end),
		cmocka_unit_test(memory_that_is_gone_costs_one_article_its_annotations),
		cmocka_unit_test(time_has_an_end),
		cmocka_unit_test(without_a_sandbox_there_are_no_walls),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
