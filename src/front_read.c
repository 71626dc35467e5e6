/* front_read.c - the reader: workers first, so that they parse while the terminal is set up. */
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "settings.h"
#include "ui/ui.h"

enum { FIRST_WORD = 100 /* ms: a file that cannot be read says so by then, before the screen is taken */ };

struct reading {
	const struct cli *cli;
	struct engine *engine;
	struct session *session;
	struct settings settings;
	struct term *term;
	struct buf sample;
	bool has_settings;
};

static enum pq_status add_article(struct reading *r, const char *path, const char *name, struct pq_error *error)
{
	const struct worker_input input = {.path = path, .name = name, .fd = 0, .charset = r->cli->charset};
	uint32_t index;
	return session_add(r->session, &input, &index, error);
}

static enum pq_status open_session(struct reading *r, struct pq_error *error)
{
	const struct cli *c = r->cli;
	enum pq_status status = engine_new(NULL, &r->engine, error);
	if (status == PQ_OK && c->rules)
		engine_use_rules(r->engine);
	if (status == PQ_OK)
		status = session_new(r->engine, c->manner, &r->session, error);
	for (uint32_t i = 0; status == PQ_OK && i < c->files.len; i++)
		status = add_article(r, c->files.at[i], c->files.at[i], error);
	if (status == PQ_OK && !c->files.len) {
		cli_sample(&r->sample);
		status = add_article(r, r->sample.bytes ? r->sample.bytes : "sample", "sample", error);
	}
	if (status == PQ_OK)
		session_show(r->session, 0);
	return status;
}

/* SA_RESETHAND has put the default back, so raising it again ends the process as it would have. */
static void give_back(int signal)
{
	term_emergency_restore();
	raise(signal);
}

/* Before and after the reader's own loop, which has handlers of its own, a signal that kills finds the terminal changed too. */
static void guard_terminal(void)
{
	static const int deadly[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
	struct sigaction act = {.sa_handler = give_back, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
	sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
		sigaction(deadly[i], &act, NULL);
}

static enum pq_status open_terminal(struct reading *r, struct pq_error *error)
{
	const bool never = r->cli->color == COLOR_NEVER || (r->cli->color == COLOR_AUTO && term_env_no_color());
	const struct term_options options = {.ask_background = !strcmp(r->settings.config.text[OPT_THEME], "auto"),
					     .no_color = never};
	setlocale(LC_CTYPE, "");
	guard_terminal();
	return term_curses_new(&options, &r->term, error);
}

static bool reads_stdin(const struct cli *c)
{
	for (uint32_t i = 0; i < c->files.len; i++)
		if (!strcmp(c->files.at[i], "-"))
			return true;
	return false;
}

/* Wait a moment for the first word of the first article.  The only article that fails before it has any text needs no screen. */
static bool is_hopeless(struct reading *r)
{
	const struct article *a = session_article(r->session, 0);
	uint64_t until = session_now() + FIRST_WORD, now;
	while (r->cli->manner != WORKER_IN_PROCESS && a->phase == ARTICLE_LOADING && (now = session_now()) < until) {
		struct pollfd fds[16];
		bool busy;
		unsigned n = session_poll(r->session, fds, 16, &busy);
		if (poll(fds, n, (int)(until - now)) < 0 && errno != EINTR)
			break;
		(void)session_pump(r->session);
	}
	return session_count(r->session) == 1 && a->phase == ARTICLE_FAILED && !a->snapshot;
}

/* After the screen is given back: what failed is said once more, where it stays. */
static int tell_failures(const struct reading *r)
{
	uint32_t failed = 0, n = session_count(r->session);
	for (uint32_t i = 0; i < n; i++) {
		const struct article *a = session_article(r->session, i);
		if (a->phase != ARTICLE_FAILED)
			continue;
		cli_complain(&a->error);
		failed += a->snapshot == NULL;
	}
	return failed == n ? EXIT_FAILED : EXIT_OK;
}

static int run(struct reading *r, struct pq_error *error)
{
	const struct ui_options options = {
		.config = r->settings.config,
		.keymap = r->settings.keymap,
		.theme_dirs = r->settings.theme_dirs,
		.n_theme_dirs = r->settings.n_theme_dirs,
		.start = r->cli->start,
		.notice = r->settings.fault.status != PQ_OK ? r->settings.notice
			  : r->cli->files.len               ? NULL
					      : "A sample article, since no file was named: ? shows the keys, q quits",
		.open = r->cli->manner != WORKER_WALLED,
		.error = r->settings.fault.status != PQ_OK,
	};
	int killed_by = 0;
	enum pq_status status = ui_run(r->session, r->term, &options, &killed_by, error);
	r->term->ops->free(r->term);
	r->term = NULL;
	if (killed_by)
		return -killed_by;
	if (status != PQ_OK) {
		cli_complain(error);
		return EXIT_FAILED;
	}
	return tell_failures(r);
}

/* Workers start before anything else is done; but what only a terminal that works may read, standard input, waits for the terminal. */
static enum pq_status open_all(struct reading *r, int *code, struct pq_error *error)
{
	bool late = reads_stdin(r->cli);
	enum pq_status status = late ? PQ_OK : open_session(r, error);
	*code = EXIT_FAILED;
	if (status != PQ_OK)
		return status;
	status = settings_load(&r->settings, r->cli, error);
	r->has_settings = status == PQ_OK;
	*code = EXIT_USAGE;
	if (status != PQ_OK)
		return status;
	*code = EXIT_FAILED;
	status = open_terminal(r, error);
	if (status == PQ_OK && late)
		status = open_session(r, error);
	return status;
}

static void close_all(struct reading *r)
{
	if (r->term)
		r->term->ops->free(r->term);
	session_free(r->session);
	engine_free(r->engine);
	buf_release(&r->sample);
	if (r->has_settings)
		settings_release(&r->settings);
}

int front_read(const struct cli *c)
{
	struct reading r = {.cli = c};
	struct pq_error error = {0};
	int code;
	if (reads_stdin(c) && isatty(0)) {
		(void)error_set(&error, PQ_EINVAL,
				"standard input is the terminal: name a file, or pipe an article in");
		cli_complain(&error);
		return EXIT_USAGE;
	}
	enum pq_status status = open_all(&r, &code, &error);
	if (status == PQ_OK && is_hopeless(&r)) {
		status = PQ_EIO; /* whatever kind of failure it is: not the terminal's */
		error = session_article(r.session, 0)->error;
	}
	if (status == PQ_OK)
		code = run(&r, &error);
	close_all(&r);
	if (status == PQ_OK)
		return code;
	cli_complain(&error);
	if (status != PQ_EUNSUPPORTED || code == EXIT_USAGE)
		return code;
	/* No terminal that could show the reader: the article alone. */
	return front_export(c);
}
