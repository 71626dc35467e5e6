/* front_export.c - exports, dumps and audits: articles through workers, results to standard output or into one file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/place.h"
#include "base/web.h"
#include "cli.h"
#include "doc/query.h"
#include "screen/term.h"
#include "session/batch.h"

struct run {
	const struct cli *cli;
	const struct exporter *exporter;
	struct export_options options;
	struct buf out;     /**< what is not written yet */
	bool failed;        /**< some article could not be read */
	bool any;           /**< some could */
	bool usage;         /**< several articles in a format that takes one */
	bool broken;        /**< the output cannot be written */
	struct intern told; /**< notices of the annotator that have been told */
};

void cli_sample(struct buf *out)
{
	if (place_find("data", out))
		buf_str(out, "/en/sample.txt");
}

static bool flush(struct run *r)
{
	struct pq_error error;
	if (r->broken)
		return false;
	if (r->out.failed)
		(void)error_nomem(&error);
	if (r->out.failed ||
	    (!r->cli->output && file_write_fd(1, "standard output", r->out.bytes, r->out.len, &error) != PQ_OK)) {
		cli_complain(&error);
		r->broken = true;
		return false;
	}
	if (!r->cli->output)
		buf_clear(&r->out);
	return true;
}

/* Nobody reads what comes behind a fault. */
static void drain(struct buf *out, void *user)
{
	if (!flush(user))
		buf_clear(out);
}

/* What kept the annotations from being all they could be, once a run: a hundred articles lack the same model. */
static void tell_notices(struct run *r, const struct pq_annotations *notes)
{
	for (uint32_t i = 0; i < notes->n_notices; i++) {
		struct doc_slice s = anno_str(notes, notes->notices[i].message);
		uint32_t known = r->told.len;
		if (intern_add(&r->told, s.s, s.len) == known)
			fprintf(stderr, "pullquote: %.*s\n", (int)s.len, s.s);
	}
}

/* Formats whose articles do not stand behind each other in one file. */
static bool takes_one(const struct exporter *e)
{
	return !strcmp(e->name, "json") || !strcmp(e->name, "html");
}

static bool take_result(void *user, const struct worker_input *input, const struct pq_snapshot *snapshot,
			const struct pq_error *error)
{
	struct run *r = user;
	if (input->siblings > 1 && takes_one(r->exporter)) {
		fprintf(stderr,
			"pullquote: the input holds %u articles, and --export %s takes one; for several there is "
			"jsonl\n",
			input->siblings, r->exporter->name);
		r->usage = r->broken = true;
		return false;
	}
	if (snapshot) {
		r->any = true;
		tell_notices(r, &snapshot->notes);
		r->exporter->write(&snapshot->doc, &snapshot->notes, &r->options, &r->out);
		return flush(r);
	}
	r->failed = true;
	cli_complain(error);
	if (r->exporter->fail)
		r->exporter->fail(input->name, error, &r->out);
	return flush(r);
}

static enum pq_status run_batch(struct run *r, const struct worker_input *inputs, uint32_t n, struct pq_error *error)
{
	struct engine *engine;
	enum pq_status status = engine_new(NULL, &engine, error);
	if (status != PQ_OK)
		return status;
	if (r->cli->rules)
		engine_use_rules(engine);
	/* Children that each read the word lists would read them N times. */
	if (n > 1)
		status = engine_warm(engine, error);
	if (status == PQ_OK)
		status = batch_run(engine, inputs, n, r->cli->jobs, r->cli->manner, take_result, r, error);
	engine_free(engine);
	return status;
}

static int finish(struct run *r, enum pq_status status, const struct pq_error *error)
{
	struct pq_error fault;
	if (status != PQ_OK && !r->broken)
		cli_complain(error);
	if (status == PQ_OK && r->cli->output && r->any &&
	    file_replace(r->cli->output, r->out.bytes ? r->out.bytes : "", r->out.len, &fault) != PQ_OK) {
		cli_complain(&fault);
		r->broken = true;
	}
	buf_release(&r->out);
	intern_release(&r->told);
	if (r->usage)
		return EXIT_USAGE;
	return status != PQ_OK || r->failed || r->broken ? EXIT_FAILED : EXIT_OK;
}

static bool terminal_has_styles(void)
{
	const char *term = getenv("TERM");
	return isatty(1) && term && *term && strcmp(term, "dumb") != 0 && !term_env_no_color();
}

/* Dumps are plain text, or styled where colours are wanted; an export as ansi is styled unless they are not wanted. */
static const struct exporter *choose(struct run *r)
{
	bool automatic = r->cli->color == COLOR_AUTO, styled = r->cli->color == COLOR_ALWAYS;
	if (automatic && !r->cli->output)
		styled = terminal_has_styles();
	r->options = (struct export_options){.width = r->cli->width, .color = styled || automatic};
	if (!r->cli->output) {
		r->options.drain = drain;
		r->options.user = r;
	}
	if (r->cli->format)
		return exporter_find(r->cli->format);
	return exporter_find(styled ? "ansi" : "text");
}

/* What an article is called: a URL's password is no part of it. */
static const char *name_of(const char *path, struct arena *arena)
{
	struct buf shown = {0};
	web_show(path, &shown);
	const char *name = shown.failed ? NULL : arena_copy(arena, shown.bytes, shown.len);
	buf_release(&shown);
	return name ? name : "an article";
}

int front_export(const struct cli *c)
{
	struct run r = {.cli = c};
	struct arena names;
	struct pq_error error = {0};
	struct buf sample = {0};
	uint32_t n = c->files.len ? c->files.len : 1;
	r.exporter = choose(&r);
	if (!r.exporter || (n > 1 && takes_one(r.exporter))) {
		(void)error_set(&error, PQ_EINVAL,
				r.exporter ? "--export %s takes one article; for several there is jsonl"
					   : "no such format%s",
				r.exporter ? r.exporter->name : "");
		cli_complain(&error);
		return EXIT_USAGE;
	}
	struct worker_input *inputs = mem_zero(n, sizeof *inputs);
	if (!inputs) {
		(void)error_nomem(&error);
		cli_complain(&error);
		return EXIT_FAILED;
	}
	arena_init(&names);
	for (uint32_t i = 0; i < c->files.len; i++)
		inputs[i] = (struct worker_input){.path = c->files.at[i],
						  .name = name_of(c->files.at[i], &names),
						  .fd = 0,
						  .charset = c->charset};
	if (!c->files.len) {
		cli_sample(&sample);
		inputs[0] = (struct worker_input){.path = sample.bytes ? sample.bytes : "sample", .name = "sample"};
		(void)!write(2, cli_sample_hint, strlen(cli_sample_hint));
	}
	if (r.exporter->head)
		r.exporter->head(&r.out);
	int code = finish(&r, run_batch(&r, inputs, n, &error), &error);
	mem_free(inputs);
	arena_release(&names);
	buf_release(&sample);
	return code;
}
