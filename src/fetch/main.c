/* fetch/main.c - pullquote-fetch: a URL on standard input, a page on standard output (fetch.h has the form). */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/web.h"
#include "fetch/fetch.h"

enum { LONGEST_URL = 8192, MOST_SECONDS = 30, MOST_MIB = 32, MOST_REDIRECTS = 10 };

static void tell_progress(size_t got)
{
	char line[32];
	int n = snprintf(line, sizeof line, "got %zu\n", got);
	/* A reader that has gone wants no page either. */
	if (file_write_fd(1, "standard output", line, (size_t)n, NULL) != PQ_OK)
		_exit(1);
}

/* A failure leaves no picture of memory behind: a password may be in it. */
static void leave_no_core(void)
{
	const struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
}

static bool take_number(const char *value, long most, long *out)
{
	char *end;
	errno = 0;
	*out = strtol(value, &end, 10);
	return isdigit((unsigned char)*value) && !*end && !errno && *out >= 1 && *out <= most;
}

/* The limits can be drawn tighter, which tests do; not wider. */
static bool parse(int argc, char **argv, struct fetch_limits *limits)
{
	long n;
	for (int i = 1; i < argc; i += 2) {
		if (i + 1 == argc)
			return false;
		if (!strcmp(argv[i], "--milliseconds") && take_number(argv[i + 1], limits->ms, &n))
			limits->ms = n;
		else if (!strcmp(argv[i], "--bytes") && take_number(argv[i + 1], (long)limits->bytes, &n))
			limits->bytes = (size_t)n;
		else
			return false;
	}
	return true;
}

static enum pq_status read_url(struct buf *url, struct pq_error *error)
{
	enum pq_status status = file_read_fd(0, "the address", LONGEST_URL, url, error);
	if (status == PQ_OK && url->len && url->bytes[url->len - 1] == '\n')
		url->bytes[--url->len] = '\0';
	if (status == PQ_ETOOBIG)
		return error_set(error, PQ_EINVAL, "the address is longer than %d bytes", LONGEST_URL);
	if (status == PQ_OK && !url->len)
		return error_set(error, PQ_EINVAL, "the address is empty");
	if (status == PQ_OK && !web_is_page(url->bytes))
		return error_set(error, PQ_EUNSUPPORTED, "%s: only http:// and https:// are fetched", url->bytes);
	return status;
}

static int write_page(const struct fetch_page *page)
{
	struct buf head = {0};
	if (page->error.status != PQ_OK)
		buf_printf(&head, "error %d %s\n", (int)page->error.status, page->error.message);
	else
		buf_printf(&head, "%s\n", page->header.bytes ? page->header.bytes : "");
	bool good = !head.failed && !page->header.failed &&
		    file_write_fd(1, "standard output", head.bytes, head.len, NULL) == PQ_OK;
	if (good && page->error.status == PQ_OK && page->body.len)
		good = file_write_fd(1, "standard output", page->body.bytes, page->body.len, NULL) == PQ_OK;
	buf_release(&head);
	return good ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct fetch_limits limits = {
		.ms = MOST_SECONDS * 1000L, .redirects = MOST_REDIRECTS, .bytes = (size_t)MOST_MIB << 20};
	struct fetch_page page = {0};
	struct buf url = {0};
	if (!parse(argc, argv, &limits)) {
		fputs("Usage: pullquote-fetch [--milliseconds N] [--bytes N] <URL-ON-STANDARD-INPUT\n"
		      "The part of pullquote that fetches pages; pullquote URL runs it.\n",
		      stderr);
		return 2;
	}
	leave_no_core();
	if (read_url(&url, &page.error) == PQ_OK)
		fetch_get(url.bytes, &limits, tell_progress, &page);
	int code = write_page(&page);
	buf_release(&url);
	buf_release(&page.header);
	buf_release(&page.body);
	return code;
}
