/* Whole files in and out: a file is the old one or the new one, whatever goes wrong. */
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/place.h"

static char folder[] = "file-XXXXXX";

static int enter_folder(void **state)
{
	(void)state;
	return !mkdtemp(folder) || chdir(folder);
}

static int leave_folder(void **state)
{
	(void)state;
	static const char *const names[] = {"f", "link", "sub/f", "target", "odd"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(names[i]);
	rmdir("sub");
	return chdir("..") || rmdir(folder);
}

static void assert_holds(const char *path, const char *want)
{
	struct buf b = {0};
	struct pq_error e;
	assert_int_equal(file_read(path, 1000000, &b, &e), PQ_OK);
	assert_string_equal(b.bytes, want);
	buf_release(&b);
}

static int n_files(void)
{
	int n = 0;
	DIR *d = opendir(".");
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static void replaces_as_a_whole(void **state)
{
	(void)state;
	struct pq_error e;
	assert_int_equal(file_replace("f", "one", 3, &e), PQ_OK);
	assert_holds("f", "one");
	assert_int_equal(chmod("f", 0640), 0);
	assert_int_equal(file_replace("f", "second", 6, &e), PQ_OK);
	assert_holds("f", "second");
	struct stat st;
	assert_int_equal(stat("f", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_int_equal(file_replace("f", "", 0, &e), PQ_OK);
	assert_holds("f", "");
	assert_int_equal(n_files(), 1);
}

static void follows_a_link(void **state)
{
	(void)state;
	struct pq_error e;
	struct stat st;
	assert_int_equal(file_replace("target", "old", 3, &e), PQ_OK);
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(file_replace("link", "new", 3, &e), PQ_OK);
	assert_holds("target", "new");
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
}

/* A limit on the size of files stands for a full disk. */
static void failure_keeps_the_old_file(void **state)
{
	(void)state;
	struct pq_error e = {0};
	struct rlimit old, small;
	assert_int_equal(file_replace("f", "old", 3, &e), PQ_OK);
	int before = n_files();
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 1000;
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	char *big = calloc(1, 100000);
	memset(big, 'x', 99999);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	enum pq_status status = file_replace("f", big, 99999, &e);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, handler);
	free(big);
	assert_int_equal(status, PQ_EIO);
	assert_non_null(strstr(e.message, "cannot write f: "));
	assert_holds("f", "old");
	assert_int_equal(n_files(), before);
}

static void full_device_is_an_error(void **state)
{
	(void)state;
	struct pq_error e = {0};
	if (access("/dev/full", W_OK) != 0) {
		print_message("# skipped: there is no /dev/full\n");
		return;
	}
	assert_int_equal(file_replace("/dev/full", "x", 1, &e), PQ_EIO);
	assert_non_null(strstr(e.message, "/dev/full"));
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	assert_int_equal(file_write_fd(fd, "standard output", "x", 1, &e), PQ_EIO);
	assert_non_null(strstr(e.message, "standard output"));
	close(fd);
}

static void impossible_places_are_errors(void **state)
{
	(void)state;
	struct pq_error e = {0};
	assert_int_equal(mkdir("sub", 0755), 0);
	int before = n_files();
	assert_int_equal(file_replace("sub", "x", 1, &e), PQ_EIO);
	assert_string_equal(e.message, "sub is a folder");
	assert_int_equal(file_replace("nowhere/f", "x", 1, &e), PQ_EIO);
	assert_non_null(strstr(e.message, "nowhere/f"));
	assert_int_equal(n_files(), before);
}

static void a_leftover_is_no_obstacle(void **state)
{
	(void)state;
	struct pq_error e;
	char left[64];
	snprintf(left, sizeof left, "f.%ld.0~", (long)getpid());
	int fd = open(left, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	close(fd);
	assert_int_equal(file_replace("f", "fresh", 5, &e), PQ_OK);
	assert_holds("f", "fresh");
	assert_int_equal(unlink(left), 0);
}

static void reading_names_what_is_wrong(void **state)
{
	(void)state;
	struct buf b = {0};
	struct pq_error e = {0};
	assert_int_equal(file_read("missing", 10, &b, &e), PQ_EIO);
	assert_non_null(strstr(e.message, "missing"));
	assert_int_equal(file_read(".", 10, &b, &e), PQ_EIO);
	assert_non_null(strstr(e.message, "folder"));
	assert_int_equal(file_replace("f", "12345678901", 11, &e), PQ_OK);
	assert_int_equal(file_read("f", 10, &b, &e), PQ_ETOOBIG);
	assert_non_null(strstr(e.message, "f is larger than 10 bytes"));
	buf_clear(&b);
	assert_int_equal(file_read("f", 11, &b, &e), PQ_OK);
	assert_int_equal(b.len, 11);
	assert_int_equal(file_read("f", 11, &b, &e), PQ_OK);
	assert_string_equal(b.bytes, "1234567890112345678901");
	buf_release(&b);
	test_each_allocation(m)
	{
		enum pq_status status = file_read("f", 100, &b, &e);
		assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
		buf_release(&b);
	}
}

static void reads_a_pipe_to_its_end(void **state)
{
	(void)state;
	int ends[2];
	struct buf b = {0};
	struct pq_error e;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "from a pipe", 11), 11);
	close(ends[1]);
	assert_int_equal(file_read_fd(ends[0], "-", 100, &b, &e), PQ_OK);
	assert_string_equal(b.bytes, "from a pipe");
	close(ends[0]);
	buf_release(&b);
}

static void xdg_wants_absolute_paths(void **state)
{
	(void)state;
	struct buf b = {0};
	setenv("XDG_STATE_HOME", "/s", 1);
	assert_true(xdg_path(XDG_STATE, "positions", &b));
	assert_string_equal(b.bytes, "/s/pullquote/positions");
	setenv("XDG_STATE_HOME", "relative", 1);
	setenv("HOME", "/h", 1);
	assert_true(xdg_path(XDG_STATE, "positions", &b));
	assert_string_equal(b.bytes, "/h/.local/state/pullquote/positions");
	unsetenv("HOME");
	assert_false(xdg_path(XDG_STATE, "positions", &b));
	buf_release(&b);
}

static void place_prefers_the_environment(void **state)
{
	(void)state;
	struct buf b = {0};
	setenv("PULLQUOTE_THEMES", ".", 1);
	assert_true(place_find("themes", &b));
	assert_string_equal(b.bytes, ".");
	setenv("PULLQUOTE_THEMES", "nowhere", 1);
	assert_false(place_find("themes", &b));
	assert_string_equal(b.bytes, "nowhere");
	unsetenv("PULLQUOTE_THEMES");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replaces_as_a_whole),          cmocka_unit_test(follows_a_link),
		cmocka_unit_test(failure_keeps_the_old_file),   cmocka_unit_test(full_device_is_an_error),
		cmocka_unit_test(impossible_places_are_errors), cmocka_unit_test(a_leftover_is_no_obstacle),
		cmocka_unit_test(reading_names_what_is_wrong),  cmocka_unit_test(reads_a_pipe_to_its_end),
		cmocka_unit_test(xdg_wants_absolute_paths),     cmocka_unit_test(place_prefers_the_environment),
	};
	return cmocka_run_group_tests_name("base/file", tests, enter_folder, leave_folder);
}
