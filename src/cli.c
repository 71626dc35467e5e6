/* cli.c - the command line to a value. */
#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/charset.h"
#include "text/regex.h"

const struct cli_row cli_rows[CLI_COUNT] = {
#define CLI(symbol, letter, name, argument, values, help) {letter, name, argument, values, help},
#include "cli_options.def"
#undef CLI
};

enum { LONG_BASE = 256, WIDTH_LEAST = 20, WIDTH_MOST = 400, JOBS_MOST = 64, LETTERS = 2 * CLI_COUNT + 3 };

/* Operands come in order as option 1, so that "+N" can be told from a file behind "--". */
static void make_tables(struct option longs[CLI_COUNT + 1], char letters[LETTERS])
{
	char *p = letters;
	*p++ = '-';
	*p++ = ':';
	for (int i = 0; i < CLI_COUNT; i++) {
		const struct cli_row *row = &cli_rows[i];
		longs[i] = (struct option){row->name, row->argument ? required_argument : no_argument, NULL,
					   LONG_BASE + i};
		if (!row->letter)
			continue;
		*p++ = row->letter;
		if (row->argument)
			*p++ = ':';
	}
	*p = '\0';
	longs[CLI_COUNT] = (struct option){0};
}

static bool to_number(const char *s, long least, long most, long *out)
{
	char *end;
	errno = 0;
	*out = strtol(s, &end, 10);
	return *s && !*end && !errno && *out >= least && *out <= most;
}

static enum pq_status add_setting(struct cli *c, const char *setting, struct pq_error *error)
{
	return vec_push(&c->sets, setting) ? PQ_OK : error_nomem(error);
}

static enum pq_status take_color(struct cli *c, const char *when, struct pq_error *error)
{
	static const char *const names[] = {"auto", "always", "never"};
	for (int i = 0; i < 3; i++) {
		if (!strcmp(when, names[i])) {
			c->color = (enum cli_color)i;
			return PQ_OK;
		}
	}
	return error_set(error, PQ_EINVAL, "--color takes auto, always or never, not \"%s\"", when);
}

static enum pq_status take_number(enum cli_option option, const char *value, struct cli *c, struct pq_error *error)
{
	long n, least = option == CLI_WIDTH ? WIDTH_LEAST : 1, most = option == CLI_WIDTH ? WIDTH_MOST : JOBS_MOST;
	if (!to_number(value, least, most, &n))
		return error_set(error, PQ_EINVAL, "--%s takes a number from %ld to %ld, not \"%s\"",
				 cli_rows[option].name, least, most, value);
	if (option == CLI_WIDTH)
		c->width = (uint32_t)n;
	else
		c->jobs = (unsigned)n;
	return PQ_OK;
}

static enum pq_status take_format(struct cli *c, const char *format, struct pq_error *error)
{
	const struct exporter *e = exporter_find(format);
	if (!e || strcmp(e->name, format) != 0) {
		struct buf names = {0};
		for (unsigned i = 0; (e = exporter_at(i)); i++)
			buf_printf(&names, "%s%s", i ? ", " : "", e->name);
		enum pq_status status = error_set(error, PQ_EINVAL, "there is no export format \"%s\"; there are %s",
						  format, names.bytes ? names.bytes : "none");
		buf_release(&names);
		return status;
	}
	c->mode = MODE_EXPORT;
	c->format = e->name;
	return PQ_OK;
}

static const struct {
	enum cli_option option;
	enum cli_mode mode;
} modes[] = {
	{CLI_LIST_KEYS, MODE_LIST_KEYS},
	{CLI_LIST_ACTIONS, MODE_LIST_ACTIONS},
	{CLI_LIST_OPTIONS, MODE_LIST_OPTIONS},
	{CLI_LIST_THEMES, MODE_LIST_THEMES},
	{CLI_LIST_FORMATS, MODE_LIST_FORMATS},
	{CLI_LIST_CHARSETS, MODE_LIST_CHARSETS},
	{CLI_HELP, MODE_HELP},
	{CLI_HELP_MAN, MODE_HELP_MAN},
	{CLI_VERSION, MODE_VERSION},
};

static enum pq_status take_engine(struct cli *c, const char *value, struct pq_error *error)
{
	c->rules = strcmp(value, "rules") == 0;
	if (!c->rules && strcmp(value, "model") != 0)
		return error_set(error, PQ_EINVAL, "--engine takes model or rules, not \"%s\"", value);
	return PQ_OK;
}

static enum pq_status take_charset(struct cli *c, const char *value, struct pq_error *error)
{
	const struct charset *set = charset_find(value);
	if (!set)
		return error_set(error, PQ_EINVAL,
				 "there is no character set \"%s\" here; --list-charsets shows those there are", value);
	c->charset = set->name;
	return PQ_OK;
}

static enum pq_status take_option(struct cli *c, enum cli_option option, const char *value, struct pq_error *error)
{
	switch (option) {
	case CLI_EXPORT:
		return take_format(c, value, error);
	case CLI_DUMP:
	case CLI_AUDIT:
		c->mode = MODE_EXPORT;
		c->format = option == CLI_AUDIT ? "audit" : NULL;
		return PQ_OK;
	case CLI_OUTPUT:
		c->output = strcmp(value, "-") ? value : NULL;
		return PQ_OK;
	case CLI_WIDTH:
	case CLI_JOBS:
		return take_number(option, value, c, error);
	case CLI_COLOR:
		return take_color(c, value, error);
	case CLI_THEME:
		c->theme = value;
		return PQ_OK;
	case CLI_ASCII:
		return add_setting(c, "ascii=on", error);
	case CLI_MOUSE:
		return add_setting(c, "mouse=on", error);
	case CLI_SET:
		return add_setting(c, value, error);
	case CLI_CHARSET:
		return take_charset(c, value, error);
	case CLI_COMPLETION:
		c->mode = MODE_COMPLETION;
		c->shell = value;
		return PQ_OK;
	case CLI_IN_PROCESS:
		c->manner = WORKER_IN_PROCESS;
		return PQ_OK;
	case CLI_NO_SANDBOX:
		if (c->manner == WORKER_WALLED)
			c->manner = WORKER_UNWALLED;
		return PQ_OK;
	case CLI_ENGINE:
		return take_engine(c, value, error);
	case CLI_VERBOSE:
		c->verbose = true;
		return PQ_OK;
	default:
		for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
			if (modes[i].option == option)
				c->mode = modes[i].mode;
		return PQ_OK;
	}
}

static enum pq_status take_start(struct cli *c, const char *start, struct pq_error *error)
{
	size_t digits = strspn(start + 1, "0123456789");
	c->start = start;
	if (start[1] != '/') {
		const char *rest = start + 1 + digits;
		if (digits && digits < 10 && (!*rest || !strcmp(rest, "%")))
			return PQ_OK;
		return error_set(error, PQ_EINVAL,
				 "%s is no place to start: +N, +N%% or +/PATTERN (a file of that name: ./%s)", start,
				 start);
	}
	struct regex *re = NULL;
	enum pq_status status = regex_new(start + 2, &re, error);
	regex_free(re);
	return status;
}

static enum pq_status take_operand(struct cli *c, const char *operand, bool plain, struct pq_error *error)
{
	if (!plain && operand[0] == '+' && operand[1])
		return take_start(c, operand, error);
	if (!*operand)
		return error_set(error, PQ_EINVAL, "an empty file name");
	if (!strcmp(operand, "-"))
		for (uint32_t i = 0; i < c->files.len; i++)
			if (!strcmp(c->files.at[i], "-"))
				return error_set(error, PQ_EINVAL, "standard input (-) can be read only once");
	return vec_push(&c->files, operand) ? PQ_OK : error_nomem(error);
}

/* What the options come to together. */
static enum pq_status settle(struct cli *c, struct pq_error *error)
{
	if (!c->output)
		return PQ_OK;
	if (c->mode == MODE_READ) {
		const struct exporter *e = exporter_find(c->output);
		if (!e)
			return error_set(error, PQ_EINVAL, "--output %s needs --export FORMAT", c->output);
		c->mode = MODE_EXPORT;
		c->format = e->name;
	}
	if (c->mode != MODE_EXPORT)
		return error_set(error, PQ_EINVAL, "--output goes with --export, --dump or --audit");
	return PQ_OK;
}

enum pq_status cli_parse(struct cli *c, int argc, char **argv, struct pq_error *error)
{
	struct option longs[CLI_COUNT + 1];
	char letters[LETTERS];
	enum pq_status status = PQ_OK;
	*c = (struct cli){0};
	make_tables(longs, letters);
	opterr = 0;
	for (int o; status == PQ_OK && (o = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
		const char *said = argv[optind - 1];
		if (o == 1)
			status = take_operand(c, optarg, false, error);
		else if (o == ':')
			status = error_set(error, PQ_EINVAL, "%s needs an argument", said);
		else if (o == '?' && optopt && optopt < LONG_BASE)
			status = error_set(error, PQ_EINVAL, "there is no option -%c", optopt);
		else if (o == '?')
			status = error_set(
				error, PQ_EINVAL,
				optopt ? "%s takes no argument" : "there is no option %s, or several begin so", said);
		else
			for (int i = 0; i < CLI_COUNT; i++)
				if (o == LONG_BASE + i || (o < LONG_BASE && o == cli_rows[i].letter))
					status = take_option(c, (enum cli_option)i, optarg, error);
	}
	for (int i = optind; status == PQ_OK && i < argc; i++)
		status = take_operand(c, argv[i], true, error);
	return status == PQ_OK ? settle(c, error) : status;
}

void cli_release(struct cli *c)
{
	vec_release(&c->files);
	vec_release(&c->sets);
}
