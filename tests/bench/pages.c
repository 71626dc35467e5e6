/* tests/bench/pages.c - processor time from a page's bytes to its frozen document, against libxml2's bare htmlReadMemory of the same
 * bytes in the same run; and how it grows with a page's size.
 *
 * usage: pages ROUNDS [PAGE...]      medians over the rounds, summed over the pages.  A worker's time is that of the process that
 * starts it and of its child: forking, reading the file, walls, parsing, freezing, handing over and checking. */
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/vec.h"
#include "session/batch.h"
#include <libxml/HTMLparser.h>

enum { MOST_ROUNDS = 99, SMALL = 100000, LARGE = 10000000, TINY = 50 };

struct page {
	const char *path; /**< where it is read by whoever needs it; NULL: it is in memory */
	char *bytes;
	size_t len;
};
struct bench {
	struct engine *engine;
	VEC(struct page) pages;
	htmlDocPtr (*read)(const char *, int, const char *, const char *, int);
	void (*release)(xmlDocPtr);
};
/** Seconds to do it to PAGE. */
typedef double measure(struct bench *b, const struct page *page);

static void die(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("pages: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(2);
}

static double of_time(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

/** Of this process and of the children it has buried. */
static double now(void)
{
	struct rusage own, children;
	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return of_time(own.ru_utime) + of_time(own.ru_stime) + of_time(children.ru_utime) + of_time(children.ru_stime);
}

static double bare(struct bench *b, const struct page *page)
{
	double start = now();
	htmlDocPtr doc = b->read(page->bytes, (int)page->len, NULL, NULL, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
	double took = now() - start;
	if (!doc)
		die("libxml2 read nothing");
	b->release(doc);
	return took;
}

static double in_process(struct bench *b, const struct page *page)
{
	const struct pq_options options = {.name = "bench", .media_type = "text/html"};
	struct pq_error error;
	struct blob blob;
	double start = now();
	if (engine_parse(b->engine, page->bytes, page->len, &options, &blob, &error) != PQ_OK)
		die("%s", error.message);
	mem_free(blob.bytes);
	return now() - start;
}

static bool keep_going(void *user, const struct worker_input *input, const struct pq_snapshot *snapshot,
		       const struct pq_error *error)
{
	(void)user;
	if (!snapshot)
		die("%s: %s", input->name, error->message);
	return true;
}

/** Seconds to read N PAGES one after another, each in a worker. */
static double by_workers(struct bench *b, const struct page *pages, unsigned n)
{
	static const struct pq_options about = {.media_type = "text/html"};
	struct worker_input *inputs = mem_zero(n, sizeof *inputs);
	struct pq_error error;
	if (!inputs)
		die("no memory");
	for (unsigned i = 0; i < n; i++)
		inputs[i] = (struct worker_input){.path = pages[i].path,
						  .bytes = pages[i].bytes,
						  .len = pages[i].len,
						  .about = &about,
						  .name = "bench",
						  .document_only = true};
	double start = now();
	if (batch_run(b->engine, inputs, n, 1, WORKER_WALLED, keep_going, NULL, &error) != PQ_OK)
		die("%s", error.message);
	mem_free(inputs);
	return now() - start;
}

static struct page in_memory(struct page page)
{
	struct buf bytes = {0};
	struct pq_error error;
	if (page.path && file_read(page.path, PQ_MAX_TEXT, &bytes, &error) != PQ_OK)
		die("%s", error.message);
	return page.path ? (struct page){NULL, bytes.bytes, bytes.len} : page;
}

/** What MEASURE says of each of N PAGES, taken in a child of its own, so that this process stays as a reader's: with no parser
 *  loaded and no page in memory, which every fork would copy the tables of. */
static void apart(struct bench *b, measure *m, const struct page *pages, unsigned n, double *out)
{
	int status, ends[2];
	if (pipe(ends) < 0)
		die("no pipe");
	pid_t pid = fork();
	if (pid == 0) {
		void *library = dlopen("libxml2.so.2", RTLD_NOW);
		*(void **)&b->read = library ? dlsym(library, "htmlReadMemory") : NULL;
		*(void **)&b->release = library ? dlsym(library, "xmlFreeDoc") : NULL;
		if (!b->read || !b->release)
			die("no libxml2");
		const struct page first = in_memory(*pages);
		(void)m(b, &first); /* libraries and tables */
		for (unsigned i = 0; i < n; i++) {
			const struct page page = in_memory(pages[i]);
			double took = m(b, &page);
			if (write(ends[1], &took, sizeof took) != sizeof took)
				die("a pipe is full");
		}
		_exit(0);
	}
	close(ends[1]);
	for (unsigned i = 0; i < n; i++)
		if (read(ends[0], &out[i], sizeof *out) != sizeof *out)
			die("a child ended too early");
	close(ends[0]);
	if (waitpid(pid, &status, 0) < 0 || status)
		die("a child failed");
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *at, unsigned n)
{
	qsort(at, n, sizeof *at, compare);
	return (at[(n - 1) / 2] + at[n / 2]) / 2;
}

enum { BARE, IN_PROCESS, BY_WORKER, WAYS };

static void measure_pages(struct bench *b, unsigned rounds)
{
	static const char smallest[] = "<!DOCTYPE html><title>A</title><p>One line.</p>";
	struct page tiny[TINY];
	for (unsigned i = 0; i < TINY; i++)
		tiny[i] = (struct page){NULL, (char *)smallest, sizeof smallest - 1};
	unsigned n = b->pages.len;
	double sums[WAYS][MOST_ROUNDS] = {{0}}, startup[MOST_ROUNDS], size = 0;
	double *took = mem_zero(n, sizeof *took);
	if (!took)
		die("no memory");
	for (unsigned r = 0; r < rounds; r++) {
		apart(b, bare, b->pages.at, n, took);
		for (unsigned i = 0; i < n; i++)
			sums[BARE][r] += took[i];
		apart(b, in_process, b->pages.at, n, took);
		for (unsigned i = 0; i < n; i++)
			sums[IN_PROCESS][r] += took[i];
		sums[BY_WORKER][r] = by_workers(b, b->pages.at, n);
		startup[r] = by_workers(b, tiny, TINY) / TINY;
	}
	for (unsigned i = 0; i < n; i++)
		size += (double)b->pages.at[i].len;
	double unit = median(sums[BARE], rounds);
	printf("html  %u pages, %.1f MB; libxml2's bare htmlReadMemory: %.1f ms\n", n, size / 1e6, unit * 1e3);
	printf("      to a frozen document: %.2f of that\n", median(sums[IN_PROCESS], rounds) / unit);
	printf("      the same in a worker, walls and all: %.2f (bar 2.00); a page of one line there: %.2f ms\n",
	       median(sums[BY_WORKER], rounds) / unit, median(startup, rounds) * 1e3);
	mem_free(took);
}

/* ---- growth ---- */

/** A page of SIZE bytes: BEFORE, PART again and again, AFTER. */
static struct page repeat(const char *before, const char *part, const char *after, size_t size)
{
	struct buf text = {0};
	buf_str(&text, "<!DOCTYPE html><title>Growth</title><body>");
	buf_str(&text, before);
	while (text.len < size && !text.failed)
		buf_str(&text, part);
	buf_str(&text, after);
	if (text.failed)
		die("no memory");
	return (struct page){NULL, text.bytes, text.len};
}

static double seconds_a_byte(struct bench *b, struct page page, unsigned times)
{
	double took, sum = 0;
	for (unsigned i = 0; i < times; i++) {
		apart(b, in_process, &page, 1, &took);
		sum += took;
	}
	double each = sum / times / (double)page.len;
	mem_free(page.bytes);
	return each;
}

static void measure_growth(struct bench *b, unsigned rounds)
{
	static const struct {
		const char *name, *before, *part, *after;
	} shapes[] = {
		{"paragraphs", "", "<p>The ferry left the harbour at noon, the harbour master said.</p>\n", ""},
		{"nested tags", "", "<div><b>ferry <i>harbour ", ""},
		{"lists in lists", "", "<ul><li>ferry ", ""},
		{"attributes of a tag", "<p", " data-ferry=\"harbour\"", ">The ferry left.</p>"},
		{"attributes", "", "<p class=\"ferry\" id=harbour title='noon' data-x=1>The ferry left.</p>", ""},
		{"tables", "<table>", "<tr><td>ferry<td>harbour<td>noon", "</table>"},
		{"tables in tables", "", "<table><tr><td>ferry", ""},
		{"small tables", "", "<table><tr><td>ferry<td>noon<tr><td>harbour<td>one</table>", ""},
		{"links", "", "<a href=\"/ferry\">The ferry</a> left. ", ""},
		{"one text", "<p>", "The ferry left. ", "</p>"},
		{"breaks", "<p>", "The ferry left.<br>", "</p>"},
		{"stray end tags", "", "</div></b>ferry", ""},
		{"comments", "", "<!-- ferry --> noon", ""},
		{"headings", "", "<h2>The ferry</h2><div>noon</div>", ""},
	};
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		double ratio[MOST_ROUNDS];
		for (unsigned r = 0; r < rounds; r++) {
			struct page few = repeat(shapes[i].before, shapes[i].part, shapes[i].after, SMALL);
			struct page many = repeat(shapes[i].before, shapes[i].part, shapes[i].after, LARGE);
			double brief = seconds_a_byte(b, few, 5);
			ratio[r] = seconds_a_byte(b, many, 1) / brief;
		}
		printf("      processor time a byte at 10 MB against 100 KB, %s: %.2f (bar 1.30)\n", shapes[i].name,
		       median(ratio, rounds));
		fflush(stdout);
	}
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct pq_error error;
	unsigned rounds = argc > 1 ? (unsigned)atoi(argv[1]) : 0;
	if (rounds < 1 || rounds > MOST_ROUNDS)
		die("usage: pages ROUNDS [PAGE...]");
	if (engine_new(NULL, &b.engine, &error) != PQ_OK)
		die("%s", error.message);
	for (int i = 2; i < argc; i++) {
		struct stat st;
		if (stat(argv[i], &st) < 0)
			die("cannot read %s", argv[i]);
		struct page page = {argv[i], NULL, (size_t)st.st_size};
		if (!vec_push(&b.pages, page))
			die("no memory");
	}
	if (b.pages.len)
		measure_pages(&b, rounds);
	measure_growth(&b, rounds < 3 ? rounds : 3);
	return 0;
}
