/* session/walls.c - no_new_privs, Landlock and seccomp, each where the kernel has it. */
#include "session/walls.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- Landlock ---- */

/* The kernel's interface, of which an older system's headers lack parts: see landlock(7). */
struct ruleset {
	uint64_t files, net, scoped;
};
struct __attribute__((packed)) beneath {
	uint64_t allowed;
	int32_t folder;
};
enum { LANDLOCK_VERSION = 1, LANDLOCK_BENEATH = 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3 };

/* All that the kernel's version of the interface can forbid. */
static struct ruleset everything(long version)
{
	struct ruleset all = {.files = (1 << 13) - 1};
	if (version >= 2)
		all.files |= 1 << 13; /* link and rename between folders */
	if (version >= 3)
		all.files |= 1 << 14; /* truncate */
	if (version >= 5)
		all.files |= 1 << 15; /* ioctl of devices */
	if (version >= 4)
		all.net = 3; /* bind and connect, TCP */
	if (version >= 6)
		all.scoped = 3; /* abstract sockets, signals */
	return all;
}

static void let_read(int rules, const char *folder)
{
	struct beneath rule = {.allowed = READ_FILE | READ_DIR};
	if ((rule.folder = open(folder, O_PATH | O_CLOEXEC)) < 0)
		return;
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_BENEATH, &rule, 0);
	close(rule.folder);
}

static long landlock_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);
}

bool walls_know_files(void)
{
	return landlock_version() >= 1;
}

static bool raise_files(const char *folder)
{
	long version = landlock_version();
	if (version < 1)
		return false;
	struct ruleset all = everything(version);
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		return false;
	if (folder)
		let_read(rules, folder);
	bool done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return done;
}

/* ---- seccomp ---- */

struct compiler {
	scmp_filter_ctx (*init)(uint32_t);
	int (*set)(scmp_filter_ctx, enum scmp_filter_attr, uint32_t);
	int (*add)(scmp_filter_ctx, uint32_t, int, unsigned, const struct scmp_arg_cmp *);
	int (*write)(const scmp_filter_ctx, int);
	void (*release)(scmp_filter_ctx);
};

/* Loaded once, while files can still be opened. */
static void *load_library(void)
{
	static void *library;
	if (!library)
		library = dlopen("libseccomp.so.2", RTLD_NOW | RTLD_LOCAL);
	return library;
}

/* A function's address by dlsym: POSIX lets the object pointer be read as a function's. */
static bool find(void *library, const char *name, void *function)
{
	void *address = dlsym(library, name);
	memcpy(function, &address, sizeof address);
	return address != NULL;
}

static bool find_all(struct compiler *c)
{
	void *library = load_library();
	return library && find(library, "seccomp_init", &c->init) && find(library, "seccomp_attr_set", &c->set) &&
	       find(library, "seccomp_rule_add_array", &c->add) && find(library, "seccomp_export_bpf", &c->write) &&
	       find(library, "seccomp_release", &c->release);
}

/* What no process has as its number: stands for the process's own in a list that is compiled before it is there. */
enum { ITSELF = 0x7fff5e1f };

/* Calls that compute, wait or end, whatever their arguments. */
static const int harmless[] = {SCMP_SYS(read),           SCMP_SYS(write),           SCMP_SYS(close),
			       SCMP_SYS(munmap),         SCMP_SYS(mremap),          SCMP_SYS(brk),
			       SCMP_SYS(madvise),        SCMP_SYS(memfd_create),    SCMP_SYS(getrusage),
			       SCMP_SYS(clock_gettime),  SCMP_SYS(gettimeofday),    SCMP_SYS(futex),
			       SCMP_SYS(getpid),         SCMP_SYS(gettid),          SCMP_SYS(getrandom),
			       SCMP_SYS(rt_sigprocmask), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
			       SCMP_SYS(exit_group),     SCMP_SYS(sysinfo) /* qsort */};
/* What reading a file takes; and the call that makes the list shorter still. */
static const int of_reading[] = {SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(getdents64),
				 SCMP_SYS(seccomp)};

enum { WRITING = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_PATH | (O_TMPFILE & ~O_DIRECTORY) };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int allow_all(const struct compiler *c, scmp_filter_ctx filter, const int *calls, size_t n)
{
	int failed = 0;
	for (size_t i = 0; i < n; i++)
		failed |= c->add(filter, SCMP_ACT_ALLOW, calls[i], 0, NULL);
	return failed;
}

/* Calls that are harmless with some arguments alone. */
static int allow_some(const struct compiler *c, scmp_filter_ctx filter)
{
	const struct {
		int call;
		unsigned n;
		struct scmp_arg_cmp when[2];
	} rules[] = {
		/* No memory that can be run. */
		{SCMP_SYS(mmap), 1, {SCMP_CMP64(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)}},
		{SCMP_SYS(mprotect), 1, {SCMP_CMP64(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)}},
		{SCMP_SYS(fcntl), 1, {SCMP_CMP32(1, SCMP_CMP_EQ, F_ADD_SEALS)}},
		{SCMP_SYS(sendmsg), 1, {SCMP_CMP32(0, SCMP_CMP_EQ, 3)}},
		/* Its own limits: to ask for any, to set the processor's below the hard one. */
		{SCMP_SYS(prlimit64), 2, {SCMP_CMP32(0, SCMP_CMP_EQ, 0), SCMP_CMP64(2, SCMP_CMP_EQ, 0)}},
		{SCMP_SYS(prlimit64), 2, {SCMP_CMP32(0, SCMP_CMP_EQ, 0), SCMP_CMP32(1, SCMP_CMP_EQ, RLIMIT_CPU)}},
		/* abort() */
		{SCMP_SYS(tgkill), 1, {SCMP_CMP32(0, SCMP_CMP_EQ, ITSELF)}},
	};
	int failed = 0;
	for (size_t i = 0; i < COUNT(rules); i++)
		failed |= c->add(filter, SCMP_ACT_ALLOW, rules[i].call, rules[i].n, rules[i].when);
	return failed;
}

/* Opening a file to read it goes on to Landlock; without that it fails as if it were not allowed, and whoever asked can go on. */
static int allow_reading(const struct compiler *c, scmp_filter_ctx filter, bool watched)
{
	const struct scmp_arg_cmp reads = SCMP_CMP32(2, SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY);
	return c->add(filter, watched ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1, &reads) |
	       allow_all(c, filter, of_reading, COUNT(of_reading));
}

/* The lists there are. */
enum list { WITHOUT_FILES, READING, READING_UNWATCHED, CLOSING, LISTS };
enum { MOST_STEPS = 512 };

/* A list as the kernel takes it. */
struct program {
	struct sock_filter steps[MOST_STEPS];
	unsigned short n; /**< 0: not compiled */
};

static int fill(const struct compiler *c, scmp_filter_ctx filter, enum list which)
{
	if (which == CLOSING) {
		/* The kernel asks both lists and takes the stricter answer. */
		int failed = c->add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(openat), 0, NULL);
		for (size_t i = 0; i < COUNT(of_reading); i++)
			failed |= c->add(filter, SCMP_ACT_KILL_PROCESS, of_reading[i], 0, NULL);
		return failed;
	}
	int failed = allow_all(c, filter, harmless, COUNT(harmless)) | allow_some(c, filter);
	return which == WITHOUT_FILES ? failed : failed | allow_reading(c, filter, which == READING);
}

/* libseccomp writes to a descriptor alone. */
static void take(const struct compiler *c, scmp_filter_ctx filter, struct program *out)
{
	int fd = memfd_create("pullquote", MFD_CLOEXEC);
	ssize_t n = -1;
	if (fd >= 0 && c->write(filter, fd) == 0 && lseek(fd, 0, SEEK_SET) == 0)
		n = read(fd, out->steps, sizeof out->steps);
	if (n > 0 && (size_t)n < sizeof out->steps)
		out->n = (unsigned short)((size_t)n / sizeof *out->steps);
	if (fd >= 0)
		close(fd);
}

/* Compiled when it is first asked for: before several processes are forked, or in the one. */
static const struct program *program(enum list which)
{
	static struct program programs[LISTS];
	struct program *p = &programs[which];
	struct compiler c;
	scmp_filter_ctx filter = NULL;
	if (!p->n && find_all(&c))
		filter = c.init(which == CLOSING ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS);
	if (!filter)
		return p;
	/* Calls of another architecture kill as well. */
	if (fill(&c, filter, which) == 0 && c.set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0)
		take(&c, filter, p);
	c.release(filter);
	return p;
}

static bool obey(const struct program *p)
{
	struct program own = *p;
	struct sock_fprog list = {.len = own.n, .filter = own.steps};
	for (unsigned i = 0; i < own.n; i++)
		if (own.steps[i].k == ITSELF)
			own.steps[i].k = (uint32_t)getpid();
	return own.n && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &list) == 0;
}

/* ---- all of them ---- */

void walls_load(void)
{
	(void)program(WITHOUT_FILES);
}

void walls_raise(struct walls *w, const char *folder)
{
	*w = (struct walls){.folder = folder};
	(void)load_library(); /* a file still */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	w->standing = WALL_PRIVILEGES;
	if (raise_files(folder))
		w->standing |= WALL_FILES;
	enum list reading = w->standing & WALL_FILES ? READING : READING_UNWATCHED;
	if (folder)
		(void)program(CLOSING);
	if (obey(program(folder ? reading : WITHOUT_FILES)))
		w->standing |= WALL_CALLS;
}

void walls_close(struct walls *w)
{
	w->folder = NULL;
	if (w->standing & WALL_CALLS)
		(void)obey(program(CLOSING));
}

unsigned walls_try(void)
{
	struct walls walls = {0};
	int status;
	pid_t pid = WALLS_ABSENT ? -1 : fork();
	if (pid == 0) {
		walls_raise(&walls, NULL);
		_exit((int)walls.standing);
	}
	if (pid < 0)
		return 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	return WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}
