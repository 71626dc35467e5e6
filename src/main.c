/* main.c - the program's first and last lines. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "cli.h"

void cli_complain(const struct pq_error *error)
{
	fprintf(stderr, "pullquote: %s\n", error->message);
}

int cli_print(const struct buf *out)
{
	struct pq_error error;
	enum pq_status status =
		out->failed ? error_nomem(&error) : file_write_fd(1, "standard output", out->bytes, out->len, &error);
	if (status == PQ_OK)
		return EXIT_OK;
	cli_complain(&error);
	return EXIT_FAILED;
}

/* Text for standard output: help, version, completions, lists. */
static int print_text(const struct cli *c)
{
	struct buf out = {0};
	int code = EXIT_OK;
	switch (c->mode) {
	case MODE_HELP:
		cli_help(&out);
		break;
	case MODE_HELP_MAN:
		cli_help_man(&out);
		break;
	case MODE_VERSION:
		cli_version(c->verbose, &out);
		break;
	default:
		if (!cli_completion(c->shell, &out)) {
			fprintf(stderr, "pullquote: --completion takes bash, zsh or fish, not \"%s\"\n", c->shell);
			code = EXIT_USAGE;
		}
	}
	if (code == EXIT_OK)
		code = cli_print(&out);
	buf_release(&out);
	return code;
}

static int run(const struct cli *c)
{
	switch (c->mode) {
	case MODE_EXPORT:
		return front_export(c);
	case MODE_READ:
		return isatty(1) ? front_read(c) : front_export(c);
	case MODE_LIST_KEYS:
	case MODE_LIST_ACTIONS:
	case MODE_LIST_OPTIONS:
	case MODE_LIST_THEMES:
	case MODE_LIST_FORMATS:
	case MODE_LIST_CHARSETS:
		return front_list(c);
	default:
		return print_text(c);
	}
}

/* Descriptors 0 to 2 are there, so that no file that is opened takes their places; one that was closed cannot be written or read. */
static bool fill_descriptors(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			return false;
	return true;
}

int main(int argc, char **argv)
{
	struct cli c;
	struct pq_error error;
	if (!fill_descriptors())
		return EXIT_FAILED;
	enum pq_status status = cli_parse(&c, argc, argv, &error);
	int code = EXIT_USAGE;
	if (status == PQ_OK) {
		code = run(&c);
	} else {
		cli_complain(&error);
		fputs("Try 'pullquote --help'.\n", stderr);
	}
	cli_release(&c);
	if (code >= 0)
		return code;
	signal(-code, SIG_DFL);
	raise(-code);
	return 128 - code;
}
