/* settings.c - options, keys and themes as the user's files and the command line make them. */
#include "settings.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/place.h"

enum { MOST_FILE = 1 << 20 };

static void keep_fault(struct settings *s, const struct pq_error *error)
{
	if (s->fault.status != PQ_OK)
		return;
	s->fault = *error;
	(void)snprintf(s->notice, sizeof s->notice, "%s", error->message);
}

/* The user's file NAME, if there is one; false: there is none, or it cannot be read, which is a fault. */
static bool read_own(struct settings *s, const char *name, struct buf *path, struct buf *text)
{
	struct pq_error error;
	if (!xdg_path(XDG_CONFIG, name, path) || access(path->bytes, F_OK) != 0)
		return false;
	if (file_read(path->bytes, MOST_FILE, text, &error) == PQ_OK)
		return true;
	keep_fault(s, &error);
	return false;
}

static void read_rc(struct settings *s)
{
	struct buf path = {0}, text = {0};
	struct pq_error error;
	if (read_own(s, "rc", &path, &text) &&
	    config_parse(&s->config, path.bytes, text.bytes ? text.bytes : "", text.len, &error) != PQ_OK)
		keep_fault(s, &error);
	buf_release(&path);
	buf_release(&text);
}

static void read_keys(struct settings *s)
{
	struct buf path = {0}, text = {0};
	struct pq_error error;
	if (read_own(s, "keys", &path, &text) &&
	    keymap_parse(s->keymap, path.bytes, text.bytes ? text.bytes : "", text.len, &error) != PQ_OK)
		keep_fault(s, &error);
	buf_release(&path);
	buf_release(&text);
}

static void find_themes(struct settings *s)
{
	if (xdg_path(XDG_CONFIG, "themes", &s->dirs[0]))
		s->theme_dirs[s->n_theme_dirs++] = s->dirs[0].bytes;
	(void)place_find("themes", &s->dirs[1]);
	if (s->dirs[1].bytes)
		s->theme_dirs[s->n_theme_dirs++] = s->dirs[1].bytes;
}

static enum pq_status take_arguments(struct settings *s, const struct cli *c, struct pq_error *error)
{
	char width[16];
	enum pq_status status = PQ_OK;
	for (uint32_t i = 0; status == PQ_OK && i < c->sets.len; i++)
		status = config_assign(&s->config, c->sets.at[i], error);
	if (status == PQ_OK && c->width) {
		(void)snprintf(width, sizeof width, "%u", c->width);
		status = config_set(&s->config, "width", width, error);
	}
	if (status == PQ_OK && c->theme)
		status = config_set(&s->config, "theme", c->theme, error);
	return status;
}

/* A theme asked for by name is loaded once here, so that a fault of it is told: of the command line's at once, of the rc file's as a notice. */
static enum pq_status check_theme(struct settings *s, const struct cli *c, struct pq_error *error)
{
	struct theme theme;
	struct pq_error fault;
	const char *name = s->config.text[OPT_THEME];
	if (!strcmp(name, "auto") || theme_load(name, s->theme_dirs, s->n_theme_dirs, &theme, &fault) == PQ_OK)
		return PQ_OK;
	if (!c->theme) {
		keep_fault(s, &fault);
		return config_set(&s->config, "theme", "auto", error);
	}
	*error = fault;
	return PQ_EINVAL;
}

enum pq_status settings_load(struct settings *s, const struct cli *c, struct pq_error *error)
{
	*s = (struct settings){0};
	config_init(&s->config);
	enum pq_status status = keymap_new(&s->keymap, error);
	if (status != PQ_OK)
		return status;
	find_themes(s);
	read_rc(s);
	read_keys(s);
	status = take_arguments(s, c, error);
	if (status == PQ_OK)
		status = check_theme(s, c, error);
	if (status != PQ_OK)
		settings_release(s);
	return status;
}

void settings_release(struct settings *s)
{
	keymap_free(s->keymap);
	s->keymap = NULL;
	for (int i = 0; i < THEME_DIRS; i++)
		buf_release(&s->dirs[i]);
}
