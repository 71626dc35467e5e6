/* config/theme_file.c - theme files: finding, reading, inheriting. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"
#include "config/lines.h"
#include "config/palette.h"

enum { DEEPEST = 8, LARGEST = 1 << 16 };

/* A theme while it is read; too large for a small stack when themes inherit, so it lives on the heap. */
struct reading {
	struct palette palette;
	struct role_set sets[ROLE_COUNT];
	char name[64];
	bool light;
	const char *const *dirs;
	unsigned n_dirs, depth;
};

static enum pq_status read_theme(struct reading *r, const char *name, struct pq_error *error);

static uint32_t attr_of(struct word w)
{
	static const char *const names[] = {"bold", "dim", "italic", "underline", "reverse", "strike"};
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (word_is(w, names[i]))
			return 1u << i;
	return 0;
}

static enum pq_status fail_color(struct reading *r, const struct lines *l, struct word w, struct pq_error *error)
{
	const char *near = palette_suggest(&r->palette, w.s, w.len);
	return lines_fail(l, error, "there is no colour %.*s%s%s%s", (int)w.len, w.s, near ? "; did you mean " : "",
			  near ? near : "", near ? "?" : " (a name, 0..255, or #rrggbb)");
}

/* fg=COLOR, bg=COLOR, an attribute, or none. */
static enum pq_status parse_look(struct reading *r, struct role_set *s, const struct lines *l, struct word w,
				 struct pq_error *error)
{
	uint32_t attr = attr_of(w);
	if (attr || word_is(w, "none")) {
		s->style.attrs = attr ? s->style.attrs | attr : 0;
		s->has_attrs = true;
		return PQ_OK;
	}
	bool fg = w.len > 3 && !memcmp(w.s, "fg=", 3), bg = w.len > 3 && !memcmp(w.s, "bg=", 3);
	if (!fg && !bg)
		return lines_fail(
			l, error,
			"%.*s: write fg=COLOR, bg=COLOR, bold, dim, italic, underline, reverse, strike or none",
			(int)w.len, w.s);
	color c;
	w.s += 3;
	w.len -= 3;
	if (!palette_color(&r->palette, w.s, w.len, &c))
		return fail_color(r, l, w, error);
	*(fg ? &s->style.fg : &s->style.bg) = c;
	*(fg ? &s->has_fg : &s->has_bg) = true;
	return PQ_OK;
}

static enum pq_status parse_role(struct reading *r, const struct lines *l, struct pq_error *error)
{
	struct word w = l->word[0];
	enum role role = role_find(w.s, w.len);
	if (role == ROLE_COUNT) {
		struct suggestion near = {0};
		char text[96];
		for (int i = 0; i < ROLE_COUNT; i++)
			suggest(&near, w.s, w.len, role_name((enum role)i));
		return lines_fail(l, error, "there is no role %.*s%s", (int)w.len, w.s, suggestion_text(&near, text));
	}
	if (l->n > LINE_WORDS)
		return lines_fail(l, error, "the line is too long");
	struct role_set *s = &r->sets[role];
	*s = (struct role_set){0};
	for (unsigned i = 1; i < l->n; i++) {
		enum pq_status status = parse_look(r, s, l, l->word[i], error);
		if (status != PQ_OK)
			return status;
	}
	return PQ_OK;
}

static enum pq_status parse_color_name(struct reading *r, const struct lines *l, struct pq_error *error)
{
	color c;
	if (l->n != 3)
		return lines_fail(l, error, "write: color NAME COLOR");
	if (!palette_color(&r->palette, l->word[2].s, l->word[2].len, &c))
		return fail_color(r, l, l->word[2], error);
	if (!palette_add(&r->palette, l->word[1].s, l->word[1].len, c))
		return lines_fail(l, error, "%.*s: the name is too long, or there are more than %d",
				  (int)l->word[1].len, l->word[1].s, PALETTE_NAMES);
	return PQ_OK;
}

static enum pq_status parse_inherit(struct reading *r, const struct lines *l, struct pq_error *error)
{
	char name[64], own[sizeof r->name];
	struct pq_error why;
	if (l->n != 2 || l->word[1].len >= sizeof name)
		return lines_fail(l, error, "write: inherit NAME");
	snprintf(name, sizeof name, "%.*s", (int)l->word[1].len, l->word[1].s);
	if (r->depth == DEEPEST)
		return lines_fail(l, error, "themes inherit one another without end");
	memcpy(own, r->name, sizeof own);
	r->depth++;
	enum pq_status status = read_theme(r, name, &why);
	r->depth--;
	memcpy(r->name, own, sizeof own);
	return status == PQ_OK ? PQ_OK : lines_fail(l, error, "%s", why.message);
}

static enum pq_status parse_line(struct reading *r, const struct lines *l, bool first, struct pq_error *error)
{
	struct word head = l->word[0];
	if (word_is(head, "inherit"))
		return first ? parse_inherit(r, l, error) : lines_fail(l, error, "inherit comes first");
	if (word_is(head, "color"))
		return parse_color_name(r, l, error);
	if (word_is(head, "name")) {
		if (l->n != 2)
			return lines_fail(l, error, "write: name \"NAME\"");
		snprintf(r->name, sizeof r->name, "%.*s", (int)l->word[1].len, l->word[1].s);
		return PQ_OK;
	}
	if (!word_is(head, "background"))
		return parse_role(r, l, error);
	if (l->n != 2 || (!word_is(l->word[1], "dark") && !word_is(l->word[1], "light")))
		return lines_fail(l, error, "write: background dark, or background light");
	r->light = word_is(l->word[1], "light");
	return PQ_OK;
}

static enum pq_status parse_text(struct reading *r, const char *file, const char *text, size_t len,
				 struct pq_error *error)
{
	struct lines l = {.file = file, .text = text, .end = text + len};
	const char *slash = strrchr(file, '/');
	snprintf(r->name, sizeof r->name, "%s", slash ? slash + 1 : file);
	for (bool first = true; lines_next(&l, 0); first = false) {
		enum pq_status status = parse_line(r, &l, first, error);
		if (status != PQ_OK)
			return status;
	}
	return PQ_OK;
}

static enum pq_status fail_missing(const struct reading *r, const char *name, struct pq_error *error)
{
	struct buf names = {0};
	theme_names(r->dirs, r->n_dirs, &names);
	for (size_t i = 0; i < names.len; i++)
		if (names.bytes[i] == '\n')
			names.bytes[i] = ' ';
	enum pq_status status =
		error_set(error, PQ_EIO, "there is no theme %s; there are: %s", name, names.len ? names.bytes : "none");
	buf_release(&names);
	return status;
}

/* Read the theme NAME over what R holds. */
static enum pq_status read_theme(struct reading *r, const char *name, struct pq_error *error)
{
	struct buf path = {0}, text = {0};
	enum pq_status status = PQ_EIO;
	struct pq_error why;
	if (!*name || *name == '.' || strchr(name, '/'))
		return fail_missing(r, name, error);
	for (unsigned i = 0; i < r->n_dirs && status == PQ_EIO; i++) {
		buf_clear(&path);
		buf_printf(&path, "%s/%s", r->dirs[i], name);
		status = path.failed ? error_nomem(&why) : file_read(path.bytes, LARGEST, &text, &why);
	}
	if (status == PQ_EIO)
		status = fail_missing(r, name, error);
	else if (status != PQ_OK)
		status = error_set(error, status, "%s", why.message);
	else
		status = parse_text(r, path.bytes, text.bytes ? text.bytes : "", text.len, error);
	buf_release(&path);
	buf_release(&text);
	return status;
}

static void finish(const struct reading *r, struct theme *out)
{
	snprintf(out->name, sizeof out->name, "%s", r->name);
	out->light = r->light;
	theme_settle(r->sets, out);
}

enum pq_status theme_load(const char *name, const char *const *dirs, unsigned n, struct theme *out,
			  struct pq_error *error)
{
	struct reading *r = mem_zero(1, sizeof *r);
	if (!r)
		return error_nomem(error);
	r->dirs = dirs;
	r->n_dirs = n;
	enum pq_status status = read_theme(r, name, error);
	if (status == PQ_OK)
		finish(r, out);
	mem_free(r);
	return status;
}

enum pq_status theme_parse(const char *file, const char *text, size_t len, const char *const *dirs, unsigned n,
			   struct theme *out, struct pq_error *error)
{
	struct reading *r = mem_zero(1, sizeof *r);
	if (!r)
		return error_nomem(error);
	r->dirs = dirs;
	r->n_dirs = n;
	enum pq_status status = parse_text(r, file, text, len, error);
	if (status == PQ_OK)
		finish(r, out);
	mem_free(r);
	return status;
}

/* A theme is a file whose name is lower-case letters, digits and dashes. */
static bool is_theme_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return n && !s[n] && n < 64;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

void theme_names(const char *const *dirs, unsigned n, struct buf *out)
{
	typedef char name[64];
	VEC(name) found = {0};
	for (unsigned i = 0; i < n; i++) {
		DIR *dir = opendir(dirs[i]);
		for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
			if (is_theme_name(e->d_name) && vec_reserve(&found, 1))
				snprintf(found.at[found.len++], sizeof(name), "%.63s", e->d_name);
		if (dir)
			closedir(dir);
	}
	if (found.len)
		qsort(found.at, found.len, sizeof(name), compare_names);
	for (uint32_t i = 0; i < found.len; i++)
		if (!i || strcmp(found.at[i], found.at[i - 1]) != 0)
			buf_printf(out, "%s\n", found.at[i]);
	vec_release(&found);
}
