/* session/wire.c - messages and sealed memory over a socket. */
#include "session/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "text/utf8.h"

enum { WIRE_MAGIC = 0x70717731, ALL_SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE };

/* ---- the child's side ---- */

static int sealed_copy(const struct doc_memory *memory)
{
	size_t len;
	const void *bytes = doc_memory_bytes(memory, &len);
	int fd = memfd_create("pullquote", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return -1;
	if (file_write_fd(fd, "memory", bytes, len, NULL) == PQ_OK && fcntl(fd, F_ADD_SEALS, ALL_SEALS) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool send_message(int socket, struct wire_message *message, int fd)
{
	union {
		struct cmsghdr header;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control;
	memset(&control, 0, sizeof control);
	struct iovec io = {message, sizeof *message};
	struct msghdr m = {.msg_iov = &io, .msg_iovlen = 1};
	if (fd >= 0) {
		m.msg_control = control.bytes;
		m.msg_controllen = sizeof control.bytes;
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		*c = (struct cmsghdr){
			.cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
		memcpy(CMSG_DATA(c), &fd, sizeof fd);
	}
	ssize_t n;
	while ((n = sendmsg(socket, &m, MSG_NOSIGNAL)) < 0 && errno == EINTR)
		;
	return n == (ssize_t)sizeof *message;
}

bool wire_send(int socket, const struct worker_event *event, uint64_t size)
{
	struct wire_message message = {.magic = WIRE_MAGIC, .kind = event->kind, .size = size};
	if (event->kind == WORKER_PROGRESS)
		message.size = event->size;
	int fd = -1;
	if (event->memory) {
		size_t len;
		(void)doc_memory_bytes(event->memory, &len);
		message.size = len;
		if (len && (fd = sealed_copy(event->memory)) < 0)
			return false;
	}
	if (event->kind == WORKER_FAILED) {
		message.status = event->error.status;
		message.line = event->error.line;
		memcpy(message.text, event->error.message, sizeof message.text);
	}
	bool sent = send_message(socket, &message, fd);
	if (fd >= 0)
		close(fd);
	return sent;
}

/* ---- the parent's side ---- */

/* The one descriptor that came along, or -1; more than one is more than was agreed, and closed. */
static int take_fd(struct msghdr *m, bool *broken)
{
	int taken = -1;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		size_t n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < n; i++) {
			int fd;
			memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
			if (taken < 0) {
				taken = fd;
				continue;
			}
			close(fd);
			*broken = true;
		}
	}
	*broken |= (m->msg_flags & (MSG_CTRUNC | MSG_TRUNC)) != 0;
	return taken;
}

static struct doc_memory *map_sealed(int fd, uint64_t size, uint64_t most)
{
	struct stat st;
	if (size == 0 || size > most || size > SIZE_MAX || fcntl(fd, F_GET_SEALS) != ALL_SEALS || fstat(fd, &st) < 0 ||
	    (uint64_t)st.st_size != size)
		return NULL;
	void *at = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
	return at == MAP_FAILED ? NULL : doc_memory_of_map(at, (size_t)size);
}

static void take_error(struct wire_message *message, struct pq_error *error)
{
	message->text[sizeof message->text - 1] = '\0';
	size_t len = strlen(message->text);
	message->text[utf8_valid(message->text, len)] = '\0';
	enum pq_status status =
		message->status < 0 && message->status >= PQ_EINTERRUPTED ? (enum pq_status)message->status : PQ_EIO;
	(void)error_at(error, status, message->line, "%s", message->text);
}

static bool understand(struct wire_message *message, int fd, uint64_t most, struct worker_event *event, uint64_t *size)
{
	if (message->magic != WIRE_MAGIC || message->kind <= WORKER_NOTHING || message->kind > WORKER_FAILED)
		return false;
	*event = (struct worker_event){.kind = (enum worker_event_kind)message->kind};
	*size = message->size;
	event->size = message->size;
	bool must = event->kind == WORKER_DOCUMENT || event->kind == WORKER_ENTRIES ||
		    event->kind == WORKER_ANNOTATIONS,
	     may = must || event->kind == WORKER_BYTES;
	if (fd < 0 ? must : !may)
		return false;
	if (fd >= 0 && !(event->memory = map_sealed(fd, message->size, most)))
		return false;
	if (event->kind == WORKER_FAILED)
		take_error(message, &event->error);
	return true;
}

enum wire_result wire_receive(int socket, uint64_t most, struct worker_event *event, uint64_t *size)
{
	union {
		struct cmsghdr header;
		char bytes[CMSG_SPACE(4 * sizeof(int))];
	} control;
	struct wire_message message;
	struct iovec io = {&message, sizeof message};
	struct msghdr m = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
	ssize_t n;
	while ((n = recvmsg(socket, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		;
	if (n < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK ? WIRE_NOTHING : WIRE_CLOSED;
	if (n == 0)
		return WIRE_CLOSED;
	bool broken = n != (ssize_t)sizeof message;
	int fd = take_fd(&m, &broken);
	broken = broken || !understand(&message, fd, most, event, size);
	if (fd >= 0)
		close(fd);
	return broken ? WIRE_BROKEN : WIRE_EVENT;
}
