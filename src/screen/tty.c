/* screen/tty.c - the terminal device: modes, reading, writing, restoring. */
#include "screen/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "screen/input.h"

/* What a signal handler needs to put the terminal back. */
static struct {
	volatile sig_atomic_t armed;
	int fd;
	struct termios modes;
	char reset[512];
	size_t len;
} emergency;

void tty_arm(const struct tty *t, const char *reset, size_t len)
{
	emergency.armed = 0;
	emergency.fd = t->out;
	emergency.modes = t->saved;
	emergency.len = len < sizeof emergency.reset ? len : sizeof emergency.reset;
	memcpy(emergency.reset, reset, emergency.len);
	emergency.armed = 1;
}

void tty_disarm(void)
{
	emergency.armed = 0;
}

void term_emergency_restore(void)
{
	if (!emergency.armed)
		return;
	emergency.armed = 0;
	int saved_errno = errno;
	size_t done = 0;
	while (done < emergency.len) {
		ssize_t n = write(emergency.fd, emergency.reset + done, emergency.len - done);
		if (n <= 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	tcsetattr(emergency.fd, TCSAFLUSH, &emergency.modes);
	errno = saved_errno;
}

static int copy_of(int fd)
{
	return isatty(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

enum pq_status tty_open(struct tty *t, struct pq_error *error)
{
	*t = (struct tty){.in = -1, .out = -1};
	t->in = copy_of(STDIN_FILENO);
	t->out = copy_of(STDOUT_FILENO);
	if (t->in < 0 || t->out < 0 || tcgetattr(t->out, &t->saved) != 0) {
		tty_close(t);
		return error_set(error, PQ_EUNSUPPORTED, "there is no terminal to draw on");
	}
	const char *delay = getenv("ESCDELAY");
	t->escdelay = delay && *delay ? atoi(delay) : 25;
	t->escdelay = t->escdelay < 0 ? 0 : t->escdelay > 5000 ? 5000 : t->escdelay;
	t->erase = (char)t->saved.c_cc[VERASE];
	t->erase = t->erase ? t->erase : 0x7f;
	t->background = tty_background_of(getenv("COLORFGBG"));
	return PQ_OK;
}

void tty_close(struct tty *t)
{
	if (t->in >= 0)
		close(t->in);
	if (t->out >= 0)
		close(t->out);
	t->in = t->out = -1;
}

void tty_write(struct tty *t, const char *s, size_t len)
{
	while (len && !t->gone) {
		ssize_t n = write(t->out, s, len);
		if (n < 0 && errno == EAGAIN)
			n = poll(&(struct pollfd){.fd = t->out, .events = POLLOUT}, 1, 1000) > 0 ? 0 : -1;
		else if (n < 0 && errno == EINTR)
			n = 0;
		if (n < 0)
			return;
		s += n;
		len -= (size_t)n;
	}
}

static int from_env(const char *name, int otherwise)
{
	const char *s = getenv(name);
	int v = s ? atoi(s) : 0;
	return v > 0 && v < 10000 ? v : otherwise;
}

void tty_size(struct tty *t, int *rows, int *cols)
{
	struct winsize w = {0};
	if (ioctl(t->out, TIOCGWINSZ, &w) != 0)
		w = (struct winsize){0};
	t->rows = *rows = w.ws_row ? w.ws_row : from_env("LINES", 24);
	t->cols = *cols = w.ws_col ? w.ws_col : from_env("COLUMNS", 80);
}

static bool size_changed(struct tty *t)
{
	int rows, cols, old_rows = t->rows, old_cols = t->cols;
	tty_size(t, &rows, &cols);
	return rows != old_rows || cols != old_cols;
}

/* Wait up to TIMEOUT ms and read what comes.  1: something came; 0: nothing; -1: a signal, or the end. */
static int fill(struct tty *t, int timeout)
{
	if (t->n_bytes == sizeof t->bytes)
		t->n_bytes = 0;
	int ready = poll(&(struct pollfd){.fd = t->in, .events = POLLIN}, 1, timeout);
	if (ready <= 0)
		return ready;
	ssize_t n = read(t->in, t->bytes + t->n_bytes, sizeof t->bytes - t->n_bytes);
	if (n > 0) {
		t->n_bytes += (size_t)n;
		return 1;
	}
	t->gone = n == 0 || (errno != EINTR && errno != EAGAIN);
	return -1;
}

/* Mid-grey, L* = 50, parts light from dark. */
static enum term_background background_of(uint32_t rgb)
{
	return color_luminance(rgb) > 0.184 ? TERM_LIGHT : TERM_DARK;
}

/* Act on one decoded event; true if it is a key for the caller. */
static bool take_event(struct tty *t, const struct input_event *e, struct key *out)
{
	switch (e->kind) {
	case INPUT_KEY:
		*out = e->key;
		out->pasted = t->pasting;
		return true;
	case INPUT_BACKGROUND:
		t->background = background_of(e->rgb);
		*out = (struct key){.code = KEY_BACKGROUND_};
		return true;
	case INPUT_DEVICE:
		t->asked = false;
		return false;
	case INPUT_PASTE:
	case INPUT_TYPED:
		t->pasting = e->kind == INPUT_PASTE;
		return false;
	case INPUT_NOTHING:
		return false;
	}
	return false;
}

/* Decode what has been read.  True: *OUT is a key. */
static bool decode(struct tty *t, bool patient, struct key *out)
{
	while (t->n_bytes) {
		struct input_event e;
		size_t used = input_decode(t->bytes, t->n_bytes, t->erase, patient, &e);
		if (!used)
			return false;
		t->n_bytes -= used;
		memmove(t->bytes, t->bytes + used, t->n_bytes);
		if (take_event(t, &e, out))
			return true;
	}
	return false;
}

static int64_t now_ms(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

bool tty_key(struct tty *t, int timeout, struct key *out)
{
	int64_t until = timeout > 0 ? now_ms() + timeout : 0;
	for (;;) {
		if (size_changed(t)) {
			*out = (struct key){.code = KEY_RESIZE_};
			return true;
		}
		if (decode(t, true, out))
			return true;
		if (t->n_bytes && fill(t, t->escdelay) == 1)
			continue;
		if (t->n_bytes && decode(t, false, out))
			return true;
		int64_t left = timeout > 0 ? until - now_ms() : timeout;
		int got = t->gone ? -1 : fill(t, timeout > 0 && left < 0 ? 0 : (int)left);
		if (t->gone) {
			*out = (struct key){.code = KEY_EOF_};
			return true;
		}
		if (got != 1) {
			*out = (struct key){.code = KEY_RESIZE_};
			return size_changed(t);
		}
	}
}

void tty_ask_background(struct tty *t)
{
	static const char question[] = "\033]11;?\033\\\033[c";
	t->asked = true;
	tty_write(t, question, sizeof question - 1);
}

enum term_background tty_background(struct tty *t)
{
	if (t->asked)
		(void)fill(t, 0);
	for (size_t at = 0, used; t->asked && at < t->n_bytes; at += used) {
		struct input_event e;
		used = input_decode(t->bytes + at, t->n_bytes - at, t->erase, true, &e);
		if (!used)
			break;
		if (e.kind == INPUT_BACKGROUND)
			t->background = background_of(e.rgb);
	}
	return t->background;
}

enum term_background tty_background_of(const char *colorfgbg)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
	if (!last || last[1] < '0' || last[1] > '9')
		return TERM_UNKNOWN;
	int bg = atoi(last + 1);
	return bg == 7 || bg == 15 ? TERM_LIGHT : TERM_DARK;
}

void tty_drain(struct tty *t)
{
	int64_t until = now_ms() + 200;
	struct key ignored;
	while (t->asked && !t->gone) {
		int64_t left = until - now_ms();
		if (left <= 0 || fill(t, (int)left) == 0)
			break;
		while (decode(t, true, &ignored))
			continue;
	}
}

void tty_restore(struct tty *t)
{
	tcsetattr(t->out, t->asked ? TCSAFLUSH : TCSADRAIN, &t->saved);
	t->asked = false;
	t->n_bytes = 0;
}
