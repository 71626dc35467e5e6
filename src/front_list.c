/* front_list.c - lists of keys, actions, options, themes and formats. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "settings.h"
#include "text/charset.h"

static void context_names(unsigned contexts, struct buf *out)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {{CONTEXT_ARTICLE, "article"}, {CONTEXT_LIST, "list"}, {CONTEXT_PAGER, "pager"}};
	size_t start = out->len;
	if ((contexts & CONTEXT_READER) == CONTEXT_READER) {
		buf_str(out, "all");
		return;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (contexts & names[i].bit)
			buf_printf(out, "%s%s", out->len > start ? "," : "", names[i].name);
}

/* KEYS  ACTION  CONTEXT  what it does, a line each, in the order of the keymap. */
static void list_keys(const struct settings *s, struct buf *out)
{
	enum context contexts;
	const struct key *keys;
	enum action action;
	unsigned n;
	for (unsigned i = 0; keymap_at(s->keymap, i, &contexts, &keys, &n, &action); i++) {
		struct buf name = {0}, where = {0};
		key_sequence_name(keys, n, &name);
		context_names(contexts, &where);
		const struct action_row *row = action_row(action);
		buf_printf(out, "%-10s %-20s %-14s %s\n", name.bytes ? name.bytes : "", row->name,
			   where.bytes ? where.bytes : "", row->help);
		buf_release(&name);
		buf_release(&where);
	}
}

static void list_actions(struct buf *out)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		buf_printf(out, "%-20s %s\n", action_row((enum action)i)->name, action_row((enum action)i)->help);
}

static void list_options(const struct settings *s, struct buf *out)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		struct buf value = {0};
		const struct option_row *row = option_row((enum option)i);
		buf_printf(&value, "%s=", row->name);
		config_show(&s->config, (enum option)i, &value);
		buf_printf(out, "%-20s %s", value.bytes ? value.bytes : "", row->help);
		if (row->type == OPTION_CHOICE)
			buf_printf(out, " (%s)", row->choices);
		buf_char(out, '\n');
		buf_release(&value);
	}
}

static void list_formats(struct buf *out)
{
	const struct exporter *e;
	for (unsigned i = 0; (e = exporter_at(i)); i++)
		buf_printf(out, "%-8s %s\n", e->name, e->help);
}

/* NAME  what a person calls it. */
static void list_charsets(struct buf *out)
{
	const struct charset *set;
	for (unsigned i = 0; (set = charset_at(i)); i++)
		buf_printf(out, "%-16s %s\n", set->name, set->script);
}

int front_list(const struct cli *c)
{
	struct settings s;
	struct pq_error error;
	struct buf out = {0};
	if (settings_load(&s, c, &error) != PQ_OK) {
		cli_complain(&error);
		return EXIT_USAGE;
	}
	if (s.fault.status != PQ_OK)
		cli_complain(&s.fault);
	if (c->mode == MODE_LIST_KEYS)
		list_keys(&s, &out);
	else if (c->mode == MODE_LIST_ACTIONS)
		list_actions(&out);
	else if (c->mode == MODE_LIST_OPTIONS)
		list_options(&s, &out);
	else if (c->mode == MODE_LIST_THEMES)
		theme_names(s.theme_dirs, s.n_theme_dirs, &out);
	else if (c->mode == MODE_LIST_CHARSETS)
		list_charsets(&out);
	else
		list_formats(&out);
	int code = cli_print(&out);
	if (s.fault.status != PQ_OK)
		code = EXIT_FAILED;
	buf_release(&out);
	settings_release(&s);
	return code;
}
