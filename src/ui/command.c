/* ui/command.c - the command line: every action by name, and a few words that take arguments. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/charset.h"
#include "ui/reader.h"

typedef void command(struct reader *r, const char *argument);

static void command_set(struct reader *r, const char *argument)
{
	struct pq_error error = {0};
	if (!argument[0]) {
		reader_complain(r, "set what? :set NAME VALUE; Tab shows the names");
		return;
	}
	char old_theme[sizeof r->state.config.text[0]];
	memcpy(old_theme, r->state.config.text[OPT_THEME], sizeof old_theme);
	if (config_assign(&r->state.config, argument, &error) != PQ_OK) {
		reader_complain(r, "%s", error.message);
		return;
	}
	show_config(r);
	if (r->state.message_is_error)
		memcpy(r->state.config.text[OPT_THEME], old_theme, sizeof old_theme);
}

static void command_theme(struct reader *r, const char *argument)
{
	if (argument[0])
		show_theme(r, argument);
	else
		reader_say(r, "theme %s", r->state.theme.name);
}

/* "export FORMAT FILE", "export FILE". */
static void command_export(struct reader *r, const char *argument)
{
	const char *blank = strchr(argument, ' ');
	char format[32] = "";
	if (blank && blank - argument < (ptrdiff_t)sizeof format) {
		memcpy(format, argument, (size_t)(blank - argument));
		while (*blank == ' ')
			blank++;
		export_run(r, format, blank);
	} else if (argument[0]) {
		export_run(r, NULL, argument);
	} else {
		dispatch(r, ACTION_EXPORT, 0);
	}
}

static void command_open(struct reader *r, const char *argument)
{
	struct pq_error error = {0};
	uint32_t index;
	if (!argument[0]) {
		reader_complain(r, "open what? :open FILE");
		return;
	}
	struct worker_input input = {.path = argument, .name = argument};
	uint32_t from = r->state.article;
	if (session_add(r->session, &input, &index, &error) != PQ_OK) {
		reader_complain(r, "%s", error.message);
		return;
	}
	reader_show(r, index);
	r->opened_from = from;
}

static void bind_keys(struct reader *r, const char *word, const char *argument)
{
	struct pq_error error = {0};
	char line[512];
	static const char place[] = "::1: "; /* says nothing of a line typed here */
	int n = snprintf(line, sizeof line, "%s %s\n", word, argument);
	if (keymap_parse(r->options.keymap, ":", line, n < (int)sizeof line ? (size_t)n : sizeof line - 1, &error) !=
	    PQ_OK)
		reader_complain(r, "%s",
				error.message + (strncmp(error.message, place, strlen(place)) ? 0 : strlen(place)));
}

static void command_bind(struct reader *r, const char *argument)
{
	bind_keys(r, "bind", argument);
}

static void command_unbind(struct reader *r, const char *argument)
{
	bind_keys(r, "unbind", argument);
}

static void command_notices(struct reader *r, const char *argument)
{
	(void)argument;
	reader_open_overlay(r, OVERLAY_NOTICES);
}

/* "charset NAME"; without a name the list. */
static void command_charset(struct reader *r, const char *argument)
{
	char name[64];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, " "), argument);
	if (!name[0])
		dispatch(r, ACTION_CHARSET, 0);
	else
		reader_recode(r, strcmp(name, "auto") ? name : "");
}

static const struct {
	const char *name;
	command *run;
} commands[] = {
#define COMMAND(name, argument, help) {#name, command_##name},
#include "config/commands.def"
#undef COMMAND
};
enum { COMMANDS = sizeof commands / sizeof *commands };

/* "40%" and "40" go to a percent; "/re" and "?re" search. */
static bool go_or_search(struct reader *r, const char *line)
{
	char *end;
	if (line[0] == '/' || line[0] == '\\') {
		search_start(r, line + 1, line[0] == '\\');
		if (reader_view(r)->search.failed)
			reader_complain(r, "%s", reader_view(r)->search.message);
		return true;
	}
	unsigned long n = isdigit((unsigned char)line[0]) ? strtoul(line, &end, 10) : 0;
	if (!isdigit((unsigned char)line[0]) || (*end && strcmp(end, "%") != 0))
		return false;
	if (*end == '%')
		reader_percent(r, n > 100 ? 100 : (uint32_t)n);
	else
		reader_line(r, (uint32_t)(n > UINT32_MAX ? UINT32_MAX : n));
	return true;
}

void command_run(struct reader *r, const char *line)
{
	while (*line == ' ')
		line++;
	if (!*line || go_or_search(r, line))
		return;
	char *rest;
	uint32_t count = (uint32_t)strtoul(line, &rest, 10);
	const char *word = isdigit((unsigned char)*line) ? rest : line;
	while (*word == ' ')
		word++;
	size_t len = strcspn(word, " ");
	const char *argument = word + len + strspn(word + len, " ");
	for (int i = 0; i < COMMANDS; i++)
		if (strlen(commands[i].name) == len && !memcmp(commands[i].name, word, len)) {
			if (*argument || commands[i].run != command_theme) {
				commands[i].run(r, argument);
				return;
			}
		}
	enum action action = action_find(word, (uint32_t)len);
	const char *near = action ? NULL : action_suggest(word, (uint32_t)len);
	if (action)
		dispatch(r, action, count);
	else if (near)
		reader_complain(r, "no command %.*s: did you mean %s?", (int)len, word, near);
	else
		reader_complain(r, "no command %.*s: ^P shows all of them", (int)len, word);
}

/* ---- completion ---- */

struct candidates {
	const char *stem;
	size_t stem_len, common;
	const char *first;
	unsigned n;
	struct buf all;
};

static void consider(struct candidates *c, const char *name)
{
	if (strncmp(name, c->stem, c->stem_len) != 0)
		return;
	if (c->n++ == 0) {
		c->first = name;
		c->common = strlen(name);
	}
	while (strncmp(name, c->first, c->common) != 0)
		c->common--;
	buf_printf(&c->all, "%s%s", c->n > 1 ? " " : "", name);
}

static void consider_words(struct candidates *c, bool after_set, bool after_charset)
{
	const struct charset *set;
	if (after_charset) {
		consider(c, "auto");
		for (unsigned i = 0; (set = charset_at(i)); i++)
			consider(c, set->name);
		return;
	}
	if (after_set) {
		for (int o = 0; o < OPT_COUNT; o++)
			consider(c, option_row((enum option)o)->name);
		return;
	}
	for (int i = 0; i < COMMANDS; i++)
		consider(c, commands[i].name);
	for (int a = 1; a < ACTION_COUNT; a++)
		if (action_row((enum action)a)->group != GROUP_RESERVED &&
		    action_find(action_row((enum action)a)->name, (uint32_t)strlen(action_row((enum action)a)->name)))
			consider(c, action_row((enum action)a)->name);
}

void command_complete(struct reader *r)
{
	struct prompt *p = &r->state.prompt;
	const char *space = strrchr(p->text, ' ');
	struct candidates c = {.stem = space ? space + 1 : p->text};
	c.stem_len = strlen(c.stem);
	bool after_set = !strncmp(p->text, "set ", 4), after_charset = !strncmp(p->text, "charset ", 8);
	if (p->cursor != p->len || (space && !after_set && !after_charset && !isdigit((unsigned char)p->text[0])))
		return;
	consider_words(&c, after_set, after_charset);
	p->completion[0] = '\0';
	if (c.n && p->len - c.stem_len + c.common + 1 < sizeof p->text) {
		size_t at = (size_t)(c.stem - p->text);
		memcpy(p->text + at, c.first, c.common);
		p->len = (uint32_t)(at + c.common);
		if (c.n == 1)
			p->text[p->len++] = ' ';
		p->text[p->len] = '\0';
		p->cursor = p->len;
	}
	if (c.n > 1 && !c.all.failed)
		snprintf(p->completion, sizeof p->completion, "%.*s", (int)sizeof p->completion - 1, c.all.bytes);
	buf_release(&c.all);
}
