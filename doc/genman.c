/* doc/genman.c - genman TEMPLATE < OPTIONS > PAGE: the manual page, its lists made from the program's own tables.
 * Lines of the template that hold one of @OPTIONS@ (standard input), @KEYS@, @COMMANDS@, @SETTINGS@, @ROLES@ and @VERSION@ are replaced. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "config/keymap.h"
#include "config/option.h"
#include "config/theme.h"

/* Text for roff: what it would read as its own is escaped (groff_char(7)). */
static void add_text(const char *s, struct buf *out)
{
	static const struct {
		char c;
		const char *roff;
	} special[] = {{'-', "\\-"},   {'\\', "\\(rs"}, {'^', "\\(ha"}, {'~', "\\(ti"},
		       {'`', "\\(ga"}, {'\'', "\\(aq"}, {'"', "\\(dq"}};
	if (*s == '.')
		buf_str(out, "\\&");
	for (; *s; s++) {
		const char *as = NULL;
		for (size_t i = 0; i < sizeof special / sizeof *special; i++)
			if (special[i].c == *s)
				as = special[i].roff;
		if (as)
			buf_str(out, as);
		else
			buf_char(out, *s);
	}
}

/* The keys of ACTION, in bold, parted by commas. */
static void add_keys(const struct keymap *m, enum action action, struct buf *out)
{
	struct buf keys = {0};
	keymap_keys_of(m, action, CONTEXT_READER, &keys);
	for (char *p = keys.bytes, *next; p && *p; p = next) {
		size_t len = strcspn(p, " ");
		next = p + len + (p[len] == ' ');
		p[len] = '\0';
		buf_str(out, p == keys.bytes ? "\\fB" : ", \\fB");
		add_text(p, out);
		buf_str(out, "\\fR");
	}
	if (!keys.len) {
		buf_str(out, "\\fB:");
		add_text(action_row(action)->name, out);
		buf_str(out, "\\fR");
	}
	buf_release(&keys);
}

static void add_key_groups(const struct keymap *m, struct buf *out)
{
	for (int g = 0; g < GROUP_COUNT; g++) {
		buf_printf(out, ".SS %s\n", action_group_title((enum action_group)g));
		for (int a = 1; a < ACTION_COUNT; a++) {
			const struct action_row *row = action_row((enum action)a);
			if (row->group != g)
				continue;
			buf_str(out, ".TP\n");
			add_keys(m, (enum action)a, out);
			buf_char(out, '\n');
			add_text(row->help, out);
			buf_str(out, "\n(\\fI");
			add_text(row->name, out);
			buf_str(out, "\\fR)\n");
		}
	}
}

static void add_commands(struct buf *out)
{
	static const struct {
		const char *name, *argument, *help;
	} rows[] = {
#define COMMAND(name, argument, help) {#name, argument, help},
#include "config/commands.def"
#undef COMMAND
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_printf(out, ".TP\n\\fB:%s\\fR", rows[i].name);
		buf_str(out, *rows[i].argument ? " \\fI" : "");
		add_text(rows[i].argument, out);
		buf_str(out, *rows[i].argument ? "\\fR\n" : "\n");
		add_text(rows[i].help, out);
		buf_char(out, '\n');
	}
}

static void add_settings(struct buf *out)
{
	for (int o = 0; o < OPT_COUNT; o++) {
		const struct option_row *row = option_row((enum option)o);
		struct buf takes = {0};
		option_takes((enum option)o, &takes);
		buf_str(out, ".TP\n\\fB");
		add_text(row->name, out);
		buf_str(out, "\\fR \\fI");
		add_text(takes.bytes ? takes.bytes : "", out);
		buf_str(out, "\\fR\n");
		add_text(row->help, out);
		buf_str(out, "\n(default: ");
		add_text(row->value, out);
		buf_str(out, ")\n");
		buf_release(&takes);
	}
}

static void add_roles(struct buf *out)
{
	for (int r = 0; r < ROLE_COUNT; r++) {
		buf_str(out, r ? ", " : "");
		add_text(role_name((enum role)r), out);
	}
	buf_str(out, ".\n");
}

static bool add_mark(const char *mark, size_t len, const struct keymap *m, const struct buf *options, struct buf *out)
{
	if (len == 9 && !memcmp(mark, "@OPTIONS@", len))
		buf_add(out, options->bytes, options->len);
	else if (len == 6 && !memcmp(mark, "@KEYS@", len))
		add_key_groups(m, out);
	else if (len == 10 && !memcmp(mark, "@COMMANDS@", len))
		add_commands(out);
	else if (len == 10 && !memcmp(mark, "@SETTINGS@", len))
		add_settings(out);
	else if (len == 7 && !memcmp(mark, "@ROLES@", len))
		add_roles(out);
	else
		return false;
	return true;
}

static void fill(const struct buf *template, const struct keymap *m, const struct buf *options, struct buf *out)
{
	for (const char *p = template->bytes; *p;) {
		size_t len = strcspn(p, "\n");
		const char *version = strstr(p, "@VERSION@");
		if (version && version < p + len) {
			buf_add(out, p, (size_t)(version - p));
			buf_str(out, pq_version());
			version += strlen("@VERSION@");
			buf_add(out, version, (size_t)(p + len - version));
			buf_char(out, '\n');
		} else if (!add_mark(p, len, m, options, out)) {
			buf_add(out, p, len);
			buf_char(out, '\n');
		}
		p += len + (p[len] == '\n');
	}
}

int main(int argc, char **argv)
{
	struct buf template = {0}, options = {0}, page = {0};
	struct keymap *m = NULL;
	struct pq_error error = {.message = "usage: genman TEMPLATE < OPTIONS"};
	enum pq_status status = argc == 2 ? file_read(argv[1], 1 << 20, &template, &error) : PQ_EINVAL;
	if (status == PQ_OK)
		status = file_read_fd(0, "standard input", 1 << 20, &options, &error);
	if (status == PQ_OK)
		status = keymap_new(&m, &error);
	if (status == PQ_OK) {
		fill(&template, m, &options, &page);
		status = file_write_fd(1, "standard output", page.bytes, page.len, &error);
	}
	if (status != PQ_OK)
		fprintf(stderr, "genman: %s\n", error.message);
	keymap_free(m);
	buf_release(&template);
	buf_release(&options);
	buf_release(&page);
	return status == PQ_OK ? 0 : 1;
}
