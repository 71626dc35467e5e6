/* tests/ui/script.c - the whole reader on the terminal in memory. */
#include "tests/ui/script.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/place.h"
#include "text/utf8.h"

static bool feed_word(struct term *t, const char *word, size_t len, struct pq_error *error)
{
	int rows, cols;
	char copy[64];
	snprintf(copy, sizeof copy, "%.*s", (int)len, word);
	if (sscanf(copy, "resize:%dx%d", &cols, &rows) == 2) {
		term_memory_resize(t, rows, cols);
		return true;
	}
	struct key keys[32];
	if (!strncmp(copy, "paste:", 6)) {
		for (const char *c = copy + 6; *c; c++)
			term_memory_feed(t, &(struct key){.code = *c == '|' ? '\r' : (unsigned char)*c, .pasted = true},
					 1);
		return true;
	}
	unsigned n = key_parse(word, len, keys, 32, error);
	term_memory_feed(t, keys, n);
	return n > 0;
}

static bool feed(struct term *t, const char *script, struct pq_error *error)
{
	for (const char *p = script; *p;) {
		size_t len = strcspn(p, " ");
		if (len && !feed_word(t, p, len, error))
			return false;
		p += len;
		while (*p == ' ')
			p++;
	}
	return true;
}

static enum pq_status settle_options(struct pq_config *config, const char *settings, struct pq_error *error)
{
	config_init(config);
	for (const char *p = settings ? settings : ""; *p;) {
		char one[128];
		size_t len = strcspn(p, " ");
		snprintf(one, sizeof one, "%.*s", (int)len, p);
		if (config_assign(config, one, error) != PQ_OK)
			return PQ_EINVAL;
		p += len + (p[len] == ' ');
	}
	return PQ_OK;
}

static enum pq_status add_files(struct session *session, const char *const *files, struct pq_error *error)
{
	for (; *files; files++) {
		const char *slash = strrchr(*files, '/');
		struct worker_input input = {.path = *files, .name = slash ? slash + 1 : *files};
		uint32_t index;
		if (session_add(session, &input, &index, error) != PQ_OK)
			return PQ_ENOMEM;
	}
	return PQ_OK;
}

enum pq_status script_run(const struct script *script, bool styles, struct buf *out, struct pq_error *error)
{
	struct engine *engine = NULL;
	struct session *session = NULL;
	struct keymap *keymap = NULL;
	struct buf themes = {0};
	int killed_by = 0;
	struct ui_options options = {.start = script->start, .notice = script->notice, .settle = true};
	place_find("themes", &themes);
	const char *dirs[] = {themes.bytes};
	options.theme_dirs = dirs;
	options.n_theme_dirs = 1;
	struct term *term = term_memory_new(script->rows, script->cols);
	enum pq_status status = term ? settle_options(&options.config, script->settings, error) : error_nomem(error);
	if (status == PQ_OK)
		status = engine_new(NULL, &engine, error);
	if (status == PQ_OK)
		status = session_new(engine, true, &session, error);
	if (status == PQ_OK)
		status = keymap_new(&keymap, error);
	if (status == PQ_OK)
		status = add_files(session, script->files, error);
	if (status == PQ_OK && !feed(term, script->keys, error))
		status = PQ_EINVAL;
	if (status == PQ_OK) {
		options.keymap = keymap;
		status = ui_run(session, term, &options, &killed_by, error);
		grid_dump(term_memory_grid(term), styles, out);
	}
	keymap_free(keymap);
	session_free(session);
	engine_free(engine);
	buf_release(&themes);
	if (term)
		term->ops->free(term);
	return status;
}
