/* cli_text.c - help, the manual's options, version and completions, all from the table of options. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/place.h"
#include "cli.h"
#include "config/option.h"
#include "session/walls.h"
#include "text/charset.h"

const char cli_sample_hint[] = "This is the sample article, since no file was named.\n"
			       "pullquote FILE reads a text or a saved HTML page; pullquote - reads standard input.\n"
			       "In the reader ? shows the keys and q quits; pullquote --help tells the rest.\n";

enum { TEXT_AT = 28, SCREEN = 79 /* columns */ };

static void add_row(const struct cli_row *row, struct buf *out)
{
	char left[64];
	int n = snprintf(left, sizeof left, "  %c%c%s --%s%s%s", row->letter ? '-' : ' ',
			 row->letter ? row->letter : ' ', row->letter ? "," : " ", row->name, row->argument ? " " : "",
			 row->argument ? row->argument : "");
	buf_printf(out, "%s%*s", left, n < TEXT_AT ? TEXT_AT - n : 1, "");
	const char *rest = row->help;
	while (strlen(rest) > SCREEN - TEXT_AT) {
		size_t len = SCREEN - TEXT_AT;
		while (rest[len] != ' ')
			len--;
		buf_printf(out, "%.*s\n%*s", (int)len, rest, TEXT_AT, "");
		rest += len + 1;
	}
	buf_printf(out, "%s\n", rest);
}

void cli_help(struct buf *out)
{
	buf_str(out, "Usage: pullquote [OPTION]... [+N | +N% | +/PATTERN] [FILE | URL | -]...\n"
		     "Read an article and see who says so.\n\n"
		     "Files are text, mails, Markdown, saved HTML pages, feeds or JSON lines, packed\n"
		     "by gzip or not, in any usual character set; pages are fetched from http:// and\n"
		     "https://; - is standard input; without a file a sample is shown.\n"
		     "+N starts at line N, +N% at that part of the text, +/PATTERN at the first match.\n\n");
	for (int i = 0; i < CLI_COUNT; i++)
		add_row(&cli_rows[i], out);
	buf_str(out, "\nFormats:");
	const struct exporter *e;
	for (unsigned i = 0; (e = exporter_at(i)); i++)
		buf_printf(out, " %s", e->name);
	buf_str(out, "\nExit status: 0 done, 1 failed, 2 wrong usage.\n");
}

static void add_escaped(const char *s, struct buf *out)
{
	for (; *s; s++) {
		if (*s == '-' || *s == '\\')
			buf_char(out, '\\');
		buf_char(out, *s);
	}
}

void cli_help_man(struct buf *out)
{
	for (int i = 0; i < CLI_COUNT; i++) {
		const struct cli_row *row = &cli_rows[i];
		buf_str(out, ".TP\n");
		if (row->letter)
			buf_printf(out, "\\fB\\-%c\\fR, ", row->letter);
		buf_str(out, "\\fB\\-\\-");
		add_escaped(row->name, out);
		buf_printf(out, "\\fR%s%s%s\n", row->argument ? " \\fI" : "", row->argument ? row->argument : "",
			   row->argument ? "\\fR" : "");
		add_escaped(row->help, out);
		buf_str(out, ".\n");
	}
}

/* ---- version ---- */

static void add_place(const char *what, struct buf *out)
{
	struct buf path = {0};
	bool there = place_find(what, &path);
	buf_printf(out, "%s: %s%s\n", what, path.bytes ? path.bytes : "?", there ? "" : " (not there)");
	buf_release(&path);
}

static void add_helper(struct buf *out)
{
	struct buf path = {0};
	bool there = place_helper("pullquote-fetch", &path);
	buf_printf(out, "helper for pages: %s%s\n", path.bytes ? path.bytes : "?", there ? "" : " (not there)");
	buf_release(&path);
}

/* The libraries as they are loaded, by the names of their files, which tell their versions. */
static void add_libraries(struct buf *out)
{
	/* libxml2 comes with the first feed. */
	struct pq_article *none;
	(void)!pq_read("<rss>", 5, NULL, &none, NULL);
	FILE *maps = fopen("/proc/self/maps", "re");
	char line[4096], last[4096] = "";
	buf_str(out, "libraries:");
	while (maps && fgets(line, sizeof line, maps)) {
		char *name = strrchr(line, '/');
		line[strcspn(line, "\n")] = '\0';
		if (!name || !strstr(name, ".so") || !strcmp(name, last))
			continue;
		snprintf(last, sizeof last, "%s", name);
		buf_printf(out, " %s", name + 1);
	}
	buf_char(out, '\n');
	if (maps)
		fclose(maps);
}

static void add_walls(struct buf *out)
{
	static const struct {
		enum wall wall;
		const char *name;
	} walls[] = {{WALL_PRIVILEGES, "no_new_privs"}, {WALL_FILES, "Landlock"}, {WALL_CALLS, "seccomp"}};
	unsigned standing = walls_try();
	buf_str(out, "sandbox: limits");
	for (size_t i = 0; i < sizeof walls / sizeof *walls; i++)
		buf_printf(out, ", %s%s", standing & walls[i].wall ? "" : "no ", walls[i].name);
	buf_char(out, '\n');
}

void cli_version(bool verbose, struct buf *out)
{
	buf_printf(out, "pullquote %s\n", pq_version());
	if (!verbose)
		return;
	add_place("data", out);
	add_place("themes", out);
	add_helper(out);
	struct buf path = {0};
	if (xdg_path(XDG_CONFIG, "", &path))
		buf_printf(out, "configuration: %s\n", path.bytes);
	buf_release(&path);
	add_libraries(out);
	add_walls(out);
}

/* ---- completion ---- */

static void add_formats(struct buf *out)
{
	const struct exporter *e;
	for (unsigned i = 0; (e = exporter_at(i)); i++)
		buf_printf(out, "%s%s", i ? " " : "", e->name);
}

static void add_charsets(struct buf *out)
{
	const struct charset *set;
	for (unsigned i = 0; (set = charset_at(i)); i++)
		buf_printf(out, "%s%s", i ? " " : "", set->name);
}

static void add_settings(struct buf *out)
{
	for (int i = 0; i < OPT_COUNT; i++)
		buf_printf(out, "%s%s=", i ? " " : "", option_row((enum option)i)->name);
}

/* The words that may follow an option; false: files. */
static bool add_values(const struct cli_row *row, struct buf *out)
{
	if (!row->values || !strcmp(row->values, "@files"))
		return false;
	if (!strcmp(row->values, "@formats"))
		add_formats(out);
	else if (!strcmp(row->values, "@charsets"))
		add_charsets(out);
	else if (!strcmp(row->values, "@settings"))
		add_settings(out);
	else if (!strcmp(row->values, "@themes"))
		buf_str(out, "$(pullquote --list-themes 2>/dev/null | cut -d' ' -f1)");
	else
		for (const char *s = row->values; *s; s++)
			buf_char(out, *s == '|' ? ' ' : *s);
	return true;
}

static void complete_bash(struct buf *out)
{
	buf_str(out, "# bash completion for pullquote\n_pullquote()\n{\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
		     "prev=${COMP_WORDS[COMP_CWORD-1]}\n"
		     "\tcase $prev in\n");
	for (int i = 0; i < CLI_COUNT; i++) {
		struct buf words = {0};
		const struct cli_row *row = &cli_rows[i];
		if (!row->argument)
			continue;
		bool listed = add_values(row, &words);
		buf_printf(out, "\t--%s", row->name);
		if (row->letter)
			buf_printf(out, " | -%c", row->letter);
		if (listed)
			buf_printf(out, ") COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")); return ;;\n", words.bytes);
		else
			buf_printf(out, ") %s return ;;\n",
				   row->values ? "COMPREPLY=($(compgen -f -- \"$cur\"));" : "COMPREPLY=();");
		buf_release(&words);
	}
	buf_str(out, "\tesac\n\tif [[ $cur == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W \"");
	for (int i = 0; i < CLI_COUNT; i++)
		buf_printf(out, "%s--%s", i ? " " : "", cli_rows[i].name);
	buf_str(out, "\" -- \"$cur\"))\n\telse\n\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n\tfi\n}\ncomplete -o "
		     "filenames -F _pullquote pullquote\n");
}

/* Text inside zsh's '...[...]' or fish's '...'. */
static void add_quoted(const char *s, struct buf *out)
{
	for (; *s; s++) {
		if (*s == '\'')
			buf_str(out, "'\\'");
		if (strchr("[]:", *s))
			buf_char(out, '\\');
		buf_char(out, *s);
	}
}

static void complete_zsh(struct buf *out)
{
	buf_str(out, "#compdef pullquote\n_arguments \\\n");
	for (int i = 0; i < CLI_COUNT; i++) {
		struct buf words = {0};
		const struct cli_row *row = &cli_rows[i];
		bool listed = add_values(row, &words);
		for (int letter = 0; letter <= (row->letter != 0); letter++) {
			const char dash[] = {'-', letter ? row->letter : '-', '\0'};
			buf_printf(out, "\t'%s%s%s[", i == CLI_SET ? "*" : "", dash, letter ? "" : row->name);
			add_quoted(row->help, out);
			buf_char(out, ']');
			if (row->argument)
				buf_printf(out, ":%s:", i == CLI_SET ? "setting" : row->argument);
			if (row->argument && listed)
				buf_printf(out, "%s%s%s", words.bytes[0] == '$' ? "{compadd " : "(", words.bytes,
					   words.bytes[0] == '$' ? "}" : ")");
			else if (row->argument && row->values)
				buf_str(out, "_files");
			buf_str(out, "' \\\n");
		}
		buf_release(&words);
	}
	buf_str(out, "\t'*:file:_files'\n");
}

static void complete_fish(struct buf *out)
{
	buf_str(out, "# fish completion for pullquote\n");
	for (int i = 0; i < CLI_COUNT; i++) {
		struct buf words = {0};
		const struct cli_row *row = &cli_rows[i];
		bool listed = add_values(row, &words);
		buf_printf(out, "complete -c pullquote -l %s", row->name);
		if (row->letter)
			buf_printf(out, " -s %c", row->letter);
		if (row->argument)
			buf_str(out, row->values && !listed ? " -r -F" : " -x");
		if (row->argument && listed)
			buf_printf(out, " -a \"%s\"", words.bytes[0] == '$' ? words.bytes + 1 : words.bytes);
		buf_str(out, " -d '");
		for (const char *s = row->help; *s; s++)
			buf_printf(out, "%s%c", *s == '\'' ? "\\" : "", *s);
		buf_str(out, "'\n");
		buf_release(&words);
	}
}

bool cli_completion(const char *shell, struct buf *out)
{
	static const struct {
		const char *name;
		void (*write)(struct buf *out);
	} shells[] = {{"bash", complete_bash}, {"zsh", complete_zsh}, {"fish", complete_fish}};
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (strcmp(shell, shells[i].name) != 0)
			continue;
		shells[i].write(out);
		return true;
	}
	return false;
}
