/* config/option.c - options: the table, setting by name, the rc file. */
#include "config/option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "config/lines.h"

#define BOOL OPTION_BOOL, "off|on", 0, 1
#define INT(least, most) OPTION_INT, NULL, least, most
#define CHOICE(choices) OPTION_CHOICE, choices, 0, 0
#define TEXT OPTION_TEXT, NULL, 0, 0
#define OPTION(symbol, field, name, type, value, help) {name, type, value, help},
static const struct option_row rows[OPT_COUNT] = {
#include "config/options.def"
};
#undef OPTION

const struct option_row *option_row(enum option o)
{
	return &rows[o];
}

enum option option_find(const char *name, size_t len)
{
	int o = 0;
	while (o < OPT_COUNT && !word_is((struct word){name, (uint32_t)len}, rows[o].name))
		o++;
	return (enum option)o;
}

void option_takes(enum option o, struct buf *out)
{
	const struct option_row *row = &rows[o];
	if (row->type == OPTION_INT)
		buf_printf(out, "%d..%d", row->min, row->max);
	else if (row->type == OPTION_BOOL)
		buf_str(out, "on|off");
	else
		buf_str(out, row->type == OPTION_TEXT ? "TEXT" : row->choices);
}

/* The number of VALUE in "a|b|c", or -1. */
static int choice_of(const char *choices, const char *value)
{
	size_t len = strlen(value);
	for (int i = 0;; i++) {
		size_t n = strcspn(choices, "|");
		if (n == len && !memcmp(choices, value, n))
			return i;
		if (!choices[n])
			return -1;
		choices += n + 1;
	}
}

static bool number_of(const struct option_row *row, const char *value, int32_t *out)
{
	char *end;
	long v = strtol(value, &end, 10);
	if (end == value || *end || v < row->min || v > row->max)
		return false;
	*out = (int32_t)v;
	return true;
}

static int bool_of(const char *value)
{
	static const char *const words[] = {"off", "on", "no", "yes", "false", "true", "0", "1"};
	for (int i = 0; i < 8; i++)
		if (!strcmp(value, words[i]))
			return i & 1;
	return -1;
}

static bool put_value(struct pq_config *c, enum option o, const char *value)
{
	const struct option_row *row = &rows[o];
	int v;
	switch (row->type) {
	case OPTION_INT:
		return number_of(row, value, &c->value[o]);
	case OPTION_TEXT:
		if (!*value || strlen(value) >= sizeof c->text[o])
			return false;
		snprintf(c->text[o], sizeof c->text[o], "%s", value);
		return true;
	default:
		v = row->type == OPTION_BOOL ? bool_of(value) : choice_of(row->choices, value);
		c->value[o] = v >= 0 ? v : c->value[o];
		return v >= 0;
	}
}

void config_init(struct pq_config *c)
{
	*c = (struct pq_config){0};
	for (int o = 0; o < OPT_COUNT; o++)
		(void)put_value(c, (enum option)o, rows[o].value);
}

static enum pq_status fail_name(const char *name, size_t len, struct pq_error *error)
{
	struct suggestion s = {0};
	char text[96];
	for (int o = 0; o < OPT_COUNT; o++)
		suggest(&s, name, len, rows[o].name);
	suggestion_text(&s, text);
	return error_set(error, PQ_EINVAL, "there is no option %.*s%s", (int)len, name,
			 *text ? text : " (pullquote --list-options lists them)");
}

static enum pq_status fail_value(enum option o, const char *value, struct pq_error *error)
{
	struct buf takes = {0};
	option_takes(o, &takes);
	enum pq_status status = error_set(error, PQ_EINVAL, "%s takes %s%s%s", rows[o].name,
					  takes.bytes ? takes.bytes : "", *value ? ", not " : "", value);
	buf_release(&takes);
	return status;
}

enum pq_status config_set(struct pq_config *c, const char *name, const char *value, struct pq_error *error)
{
	enum option o = option_find(name, strlen(name));
	if (o == OPT_COUNT)
		return fail_name(name, strlen(name), error);
	return put_value(c, o, value) ? PQ_OK : fail_value(o, value, error);
}

/* "map", "nomap" */
static enum pq_status assign_bare(struct pq_config *c, const char *name, size_t len, struct pq_error *error)
{
	enum option o = option_find(name, len);
	bool no = o == OPT_COUNT && len > 2 && !memcmp(name, "no", 2);
	if (no)
		o = option_find(name + 2, len - 2);
	if (o == OPT_COUNT)
		return fail_name(name, len, error);
	if (rows[o].type != OPTION_BOOL)
		return fail_value(o, "", error);
	c->value[o] = !no;
	return PQ_OK;
}

enum pq_status config_assign(struct pq_config *c, const char *assignment, struct pq_error *error)
{
	const char *name = assignment + strspn(assignment, " \t");
	size_t len = strcspn(name, " \t=");
	const char *value = name + len;
	value += strspn(value, " \t");
	bool equals = *value == '=';
	value += equals;
	value += strspn(value, " \t");
	size_t n = strlen(value);
	while (n && strchr(" \t\r", value[n - 1]))
		n--;
	if (n > 1 && *value == '"' && value[n - 1] == '"') {
		value++;
		n -= 2;
	}
	if (!equals && !n)
		return assign_bare(c, name, len, error);
	char key[32], text[64];
	enum option o = option_find(name, len);
	if (o == OPT_COUNT)
		return fail_name(name, len, error);
	if (n >= sizeof text)
		return fail_value(o, value, error);
	snprintf(key, sizeof key, "%.*s", (int)len, name);
	snprintf(text, sizeof text, "%.*s", (int)n, value);
	return config_set(c, key, text, error);
}

void config_show(const struct pq_config *c, enum option o, struct buf *out)
{
	const char *p = rows[o].choices;
	switch (rows[o].type) {
	case OPTION_INT:
		buf_printf(out, "%d", c->value[o]);
		break;
	case OPTION_TEXT:
		buf_str(out, c->text[o]);
		break;
	default:
		for (int i = c->value[o]; i > 0; i--)
			p += strcspn(p, "|") + 1;
		buf_add(out, p, strcspn(p, "|"));
	}
}

/* set NAME VALUE, set NAME=VALUE, set NAME */
static enum pq_status parse_line(struct pq_config *c, const struct lines *l, struct pq_error *error)
{
	char text[256];
	struct pq_error why;
	if (!word_is(l->word[0], "set"))
		return lines_fail(l, error, "%.*s: a line begins with set", (int)l->word[0].len, l->word[0].s);
	if (l->n < 2 || l->n > 4)
		return lines_fail(l, error, "write: set NAME VALUE");
	int at = 0;
	for (unsigned i = 1; i < l->n && at < (int)sizeof text; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "%.*s ", (int)l->word[i].len, l->word[i].s);
	if (at >= (int)sizeof text)
		return lines_fail(l, error, "the line is too long");
	return config_assign(c, text, &why) == PQ_OK ? PQ_OK : lines_fail(l, error, "%s", why.message);
}

enum pq_status config_parse(struct pq_config *c, const char *file, const char *text, size_t len, struct pq_error *error)
{
	struct lines l = {.file = file, .text = text, .end = text + len};
	while (lines_next(&l, 0)) {
		enum pq_status status = parse_line(c, &l, error);
		if (status != PQ_OK)
			return status;
	}
	return PQ_OK;
}
