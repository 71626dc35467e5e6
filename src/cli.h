/* cli.h - the command line: what was asked for, as a value, and the texts made from the table of options.  Private to the program. */
#ifndef CLI_H
#define CLI_H

#include <pullquote/pullquote.h>

#include "base/buf.h"
#include "base/vec.h"
#include "export/export.h"
#include "session/worker.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

enum cli_option {
#define CLI(symbol, letter, name, argument, values, help) CLI_##symbol,
#include "cli_options.def"
#undef CLI
	CLI_COUNT
};
struct cli_row {
	char letter; /**< or 0 */
	const char *name, *argument, *values, *help;
};
extern const struct cli_row cli_rows[CLI_COUNT];

/** What is to be done. */
enum cli_mode {
	MODE_READ,
	MODE_EXPORT, /**< dumps and audits too */
	MODE_LIST_KEYS,
	MODE_LIST_ACTIONS,
	MODE_LIST_OPTIONS,
	MODE_LIST_THEMES,
	MODE_LIST_FORMATS,
	MODE_LIST_CHARSETS,
	MODE_COMPLETION,
	MODE_HELP,
	MODE_HELP_MAN,
	MODE_VERSION
};
enum cli_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/** Strings are the arguments' own. */
struct cli {
	enum cli_mode mode;
	VEC(const char *) files;
	VEC(const char *) sets; /**< NAME=VALUE, in order; those of --theme, --width, --ascii and --mouse too */
	const char *start;      /**< "+N", "+N%", "+/re" or NULL */
	const char *format;     /**< of the export, or NULL */
	const char *output;     /**< or NULL: standard output */
	const char *theme;      /**< or NULL */
	const char *charset;    /**< of charset_at's, or NULL: as the articles say */
	const char *shell;
	uint32_t width; /**< 0: not given */
	unsigned jobs;  /**< 0: as many as there are processors */
	enum cli_color color;
	enum worker_manner manner;
	bool verbose;
	bool rules; /**< no trained models */
};
/** Errors: PQ_EINVAL (a usage error, told in a sentence), PQ_ENOMEM. */
PQ_CHECK enum pq_status cli_parse(struct cli *c, int argc, char **argv, struct pq_error *error);
void cli_release(struct cli *c);

void cli_help(struct buf *out);
void cli_help_man(struct buf *out);
void cli_version(bool verbose, struct buf *out);
/** False: no such shell. */
bool cli_completion(const char *shell, struct buf *out);

/** "pullquote: MESSAGE" on standard error, with the line at fault where there is one. */
void cli_complain(const struct pq_error *error);
/** Write OUT to standard output; the exit status. */
int cli_print(const struct buf *out);

/* The fronts: each returns the exit status, or minus the signal that is to be raised again. */
int front_export(const struct cli *c);
int front_list(const struct cli *c);
int front_read(const struct cli *c);

/** Where the sample lies: "" appended to OUT where there is none. */
void cli_sample(struct buf *out);
/** The three lines that stand with the sample. */
extern const char cli_sample_hint[];

#endif
