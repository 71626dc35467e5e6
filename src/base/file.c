/* base/file.c - whole files in and out. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { READ_STEP = 1 << 16 };

enum pq_status file_read_fd(int fd, const char *name, size_t limit, struct buf *out, struct pq_error *error)
{
	struct stat st;
	bool known = fstat(fd, &st) == 0;
	if (known && S_ISDIR(st.st_mode))
		return error_set(error, PQ_EIO, "%s is a folder: name a file in it", name);
	size_t step = known && S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size + 1 : READ_STEP;
	if (step > limit)
		step = limit + 1;
	for (size_t total = 0;;) {
		if (!buf_reserve(out, step))
			return error_nomem(error);
		ssize_t n = read(fd, out->bytes + out->len, step);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set(error, PQ_EIO, "cannot read %s: %s", name, strerror(errno));
		if (n == 0)
			return PQ_OK;
		out->len += (size_t)n;
		out->bytes[out->len] = '\0';
		total += (size_t)n;
		if (total > limit)
			return error_set(error, PQ_ETOOBIG, "%s is larger than %zu bytes", name, limit);
		step = out->cap - out->len > 1 ? out->cap - out->len - 1 : READ_STEP;
	}
}

enum pq_status file_read(const char *path, size_t limit, struct buf *out, struct pq_error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_set(error, PQ_EIO, "cannot open %s: %s", path, strerror(errno));
	enum pq_status status = file_read_fd(fd, path, limit, out, error);
	close(fd);
	return status;
}

enum pq_status file_write_fd(int fd, const char *name, const char *bytes, size_t len, struct pq_error *error)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set(error, PQ_EIO, "cannot write %s: %s", name, strerror(errno));
		bytes += n;
		len -= (size_t)n;
	}
	return PQ_OK;
}

static enum pq_status write_in_place(const char *path, const char *bytes, size_t len, struct pq_error *error)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return error_set(error, PQ_EIO, "cannot write %s: %s", path, strerror(errno));
	enum pq_status status = file_write_fd(fd, path, bytes, len, error);
	if (close(fd) < 0 && status == PQ_OK)
		status = error_set(error, PQ_EIO, "cannot write %s: %s", path, strerror(errno));
	return status;
}

/* Make the rename last: a folder that cannot be synced (some file systems) is no error. */
static void sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) : 0;
	snprintf(folder, sizeof folder, "%.*s%s", (int)n, path, n ? "" : slash ? "/" : ".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

static enum pq_status write_temporary(int fd, const char *path, const char *bytes, size_t len, mode_t mode,
				      struct pq_error *error)
{
	enum pq_status status = file_write_fd(fd, path, bytes, len, error);
	if (status == PQ_OK && (fchmod(fd, mode) < 0 || fsync(fd) < 0))
		status = error_set(error, PQ_EIO, "cannot write %s: %s", path, strerror(errno));
	if (close(fd) < 0 && status == PQ_OK)
		status = error_set(error, PQ_EIO, "cannot write %s: %s", path, strerror(errno));
	return status;
}

/* A name may be taken by what a killed process of the same number left: the next one is tried. */
static int create_temporary(const char *real, char *name, size_t size)
{
	int fd = -1;
	for (int n = 0; fd < 0 && n < 100 && (n == 0 || errno == EEXIST); n++) {
		snprintf(name, size, "%s.%ld.%d~", real, (long)getpid(), n);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	}
	return fd;
}

enum pq_status file_replace(const char *path, const char *bytes, size_t len, struct pq_error *error)
{
	struct stat st;
	bool exists = stat(path, &st) == 0;
	if (exists && S_ISDIR(st.st_mode))
		return error_set(error, PQ_EIO, "%s is a folder", path);
	if (exists && !S_ISREG(st.st_mode))
		return write_in_place(path, bytes, len, error);
	mode_t mask = umask(0);
	umask(mask);
	mode_t mode = exists ? st.st_mode & 07777 : 0666 & ~mask;

	char real[PATH_MAX], temporary[PATH_MAX + 32];
	if (!exists || !realpath(path, real))
		snprintf(real, sizeof real, "%s", path);
	int fd = create_temporary(real, temporary, sizeof temporary);
	if (fd < 0)
		return error_set(error, PQ_EIO, "cannot write %s: %s", path, strerror(errno));
	enum pq_status status = write_temporary(fd, path, bytes, len, mode, error);
	if (status == PQ_OK && rename(temporary, real) < 0)
		status = error_set(error, PQ_EIO, "cannot write %s: %s", path, strerror(errno));
	if (status == PQ_OK)
		sync_folder(real);
	else
		unlink(temporary);
	return status;
}

bool xdg_path(enum xdg which, const char *name, struct buf *out)
{
	static const struct {
		const char *variable, *fallback;
	} folders[] = {
		[XDG_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
		[XDG_DATA] = {"XDG_DATA_HOME", ".local/share"},
		[XDG_STATE] = {"XDG_STATE_HOME", ".local/state"},
		[XDG_CACHE] = {"XDG_CACHE_HOME", ".cache"},
	};
	const char *folder = getenv(folders[which].variable), *home = getenv("HOME");
	buf_clear(out);
	if (folder && folder[0] == '/')
		buf_printf(out, "%s/pullquote/%s", folder, name);
	else if (home && home[0] == '/')
		buf_printf(out, "%s/%s/pullquote/%s", home, folders[which].fallback, name);
	else
		return false;
	return !out->failed;
}
