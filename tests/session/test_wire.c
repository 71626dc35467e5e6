/* tests/session/test_wire.c - a child that lies: messages and memory that are not as agreed are refused and leak nothing. */
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "session/wire.h"

enum { MAGIC = 0x70717731 };

static int ends[2];

static int set_up(void **state)
{
	(void)state;
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
}

static int tear_down(void **state)
{
	(void)state;
	close(ends[0]);
	close(ends[1]);
	return 0;
}

static int memory_fd(size_t len, int seals)
{
	int fd = memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	assert_int_equal(ftruncate(fd, (off_t)len), 0);
	if (seals)
		assert_int_equal(fcntl(fd, F_ADD_SEALS, seals), 0);
	return fd;
}

/* Send LEN bytes of MESSAGE with N_FDS descriptors, which are closed here. */
static void say(const void *message, size_t len, const int *fds, unsigned n_fds)
{
	union {
		struct cmsghdr header;
		char bytes[CMSG_SPACE(8 * sizeof(int))];
	} control = {0};
	struct iovec io = {(void *)(uintptr_t)message, len};
	struct msghdr m = {.msg_iov = &io, .msg_iovlen = 1};
	if (n_fds) {
		m.msg_control = control.bytes;
		m.msg_controllen = CMSG_SPACE(n_fds * sizeof *fds);
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		*c = (struct cmsghdr){
			.cmsg_len = CMSG_LEN(n_fds * sizeof *fds), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
		memcpy(CMSG_DATA(c), fds, n_fds * sizeof *fds);
	}
	assert_int_equal(sendmsg(ends[1], &m, 0), len);
	for (unsigned i = 0; i < n_fds; i++)
		close(fds[i]);
}

static enum wire_result hear(struct worker_event *event)
{
	uint64_t size;
	return wire_receive(ends[0], 1 << 20, event, &size);
}

static int free_fd(void)
{
	int fd = fcntl(0, F_DUPFD, 3);
	close(fd);
	return fd;
}

static void what_is_sent_is_heard(void **state)
{
	(void)state;
	struct worker_event event;
	assert_int_equal(hear(&event), WIRE_NOTHING);
	struct blob blob = {mem_copy("0123456789", 10), 10};
	struct worker_event sent = {.kind = WORKER_DOCUMENT, .memory = doc_memory_of_blob(blob)};
	assert_true(wire_send(ends[1], &sent, 0));
	doc_memory_drop(sent.memory);
	assert_int_equal(hear(&event), WIRE_EVENT);
	assert_int_equal(event.kind, WORKER_DOCUMENT);
	size_t len;
	assert_memory_equal(doc_memory_bytes(event.memory, &len), "0123456789", 10);
	assert_int_equal(len, 10);
	doc_memory_drop(event.memory);
	sent = (struct worker_event){.kind = WORKER_FAILED,
				     .error = {.status = PQ_EFORMAT, .line = 3, .message = "no"}};
	assert_true(wire_send(ends[1], &sent, 0));
	assert_int_equal(hear(&event), WIRE_EVENT);
	assert_int_equal(event.error.status, PQ_EFORMAT);
	assert_int_equal(event.error.line, 3);
	assert_string_equal(event.error.message, "no");
	close(ends[1]);
	ends[1] = -1;
	assert_int_equal(hear(&event), WIRE_CLOSED);
}

static void lies_are_refused(void **state)
{
	(void)state;
	const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
	static const struct {
		struct wire_message message;
		size_t len;    /**< of the message; 0: all */
		int seals;     /**< -1: all that are wanted */
		size_t memory; /**< bytes in each memfd */
		unsigned fds;
	} cases[] = {
		{{.magic = 1, .kind = WORKER_DONE}, 0, 0, 0, 0},
		{{.magic = MAGIC, .kind = WORKER_NOTHING}, 0, 0, 0, 0},
		{{.magic = MAGIC, .kind = WORKER_FAILED + 1}, 0, 0, 0, 0},
		{{.magic = MAGIC, .kind = WORKER_DONE}, 8, 0, 0, 0},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 4096}, 0, 0, 0, 0},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 4096}, 0, 0, 4096, 1},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 4096}, 0, F_SEAL_WRITE | F_SEAL_SEAL, 4096, 1},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 8192}, 0, -1, 4096, 1},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 0}, 0, -1, 0, 1},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 2 << 20}, 0, -1, 2 << 20, 1},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 4096}, 0, -1, 4096, 2},
		{{.magic = MAGIC, .kind = WORKER_DOCUMENT, .size = 4096}, 0, -1, 4096, 6},
		{{.magic = MAGIC, .kind = WORKER_DONE}, 0, -1, 4096, 1},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int fds[8], before = free_fd();
		struct worker_event event;
		for (unsigned k = 0; k < cases[i].fds; k++)
			fds[k] = memory_fd(cases[i].memory, cases[i].seals < 0 ? seals : cases[i].seals);
		say(&cases[i].message, cases[i].len ? cases[i].len : sizeof cases[i].message, fds, cases[i].fds);
		if (hear(&event) != WIRE_BROKEN)
			fail_msg("case %zu was believed", i);
		assert_int_equal(free_fd(), before);
	}
}

static void an_error_is_made_safe(void **state)
{
	(void)state;
	struct wire_message message = {.magic = MAGIC, .kind = WORKER_FAILED, .status = 12345};
	struct worker_event event;
	memset(message.text, '\x1b', sizeof message.text);
	memcpy(message.text + 4, "\xff\xfe", 2);
	say(&message, sizeof message, NULL, 0);
	assert_int_equal(hear(&event), WIRE_EVENT);
	assert_int_equal(event.error.status, PQ_EIO);
	assert_string_equal(event.error.message, "????");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_sent_is_heard, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lies_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_error_is_made_safe, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
