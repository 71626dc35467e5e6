/* config/keymap.c - bindings: told by files, looked up by keys. */
#include "config/keymap.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/vec.h"
#include "config/lines.h"

enum { SEQUENCE = 8, MOST_COUNT = 1000000 };

struct binding {
	struct key keys[SEQUENCE];
	uint8_t n, contexts;
	enum action action;
};
struct keymap {
	VEC(struct binding) bindings;
};

static bool same_key(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

/* The keys that A and B, of N and M keys, have in common at their start. */
static unsigned common(const struct key *a, unsigned n, const struct key *b, unsigned m)
{
	unsigned i = 0;
	while (i < n && i < m && same_key(a[i], b[i]))
		i++;
	return i;
}

/* Take KEYS away from CONTEXTS; true if they were bound there. */
static bool drop(struct keymap *m, const struct key *keys, unsigned n, unsigned contexts)
{
	bool found = false;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < m->bindings.len; i++) {
		struct binding b = m->bindings.at[i];
		if (b.n == n && common(b.keys, n, keys, n) == n && b.contexts & contexts) {
			found = true;
			b.contexts &= (uint8_t)~contexts;
		}
		if (b.contexts)
			m->bindings.at[kept++] = b;
	}
	m->bindings.len = kept;
	return found;
}

static const struct binding *conflict(const struct keymap *m, const struct key *keys, unsigned n, unsigned contexts)
{
	for (uint32_t i = 0; i < m->bindings.len; i++) {
		const struct binding *b = &m->bindings.at[i];
		unsigned shorter = b->n < n ? b->n : n;
		if (b->contexts & contexts && b->n != n && common(b->keys, b->n, keys, n) == shorter)
			return b;
	}
	return NULL;
}

static const struct {
	const char *name;
	uint8_t contexts;
} context_names[] = {
	{"article", CONTEXT_ARTICLE}, {"list", CONTEXT_LIST}, {"pager", CONTEXT_PAGER}, {"all", CONTEXT_READER}};
enum { CONTEXT_NAMES = sizeof context_names / sizeof *context_names };

/* "article", "list,pager": the contexts; 0: W is something else. */
static unsigned contexts_of(struct word w)
{
	unsigned all = 0;
	while (w.len) {
		const char *comma = memchr(w.s, ',', w.len);
		struct word one = {w.s, comma ? (uint32_t)(comma - w.s) : w.len};
		unsigned found = 0;
		for (int i = 0; i < CONTEXT_NAMES; i++)
			if (word_is(one, context_names[i].name))
				found = context_names[i].contexts;
		if (!found)
			return 0;
		all |= found;
		w.s += one.len + (comma != NULL);
		w.len -= one.len + (comma != NULL);
	}
	return all;
}

static enum pq_status fail_action(const struct lines *l, struct word w, struct pq_error *error)
{
	const char *near = action_suggest(w.s, w.len);
	return lines_fail(l, error, "there is no action %.*s%s%s%s", (int)w.len, w.s, near ? "; did you mean " : "",
			  near ? near : "", near ? "?" : " (pullquote --list-actions lists them)");
}

static enum pq_status fail_conflict(const struct lines *l, const struct binding *b, struct word keys,
				    struct pq_error *error)
{
	struct buf name = {0};
	key_sequence_name(b->keys, b->n, &name);
	enum pq_status status =
		lines_fail(l, error, "%.*s and %s (%s) begin alike: unbind %s first", (int)keys.len, keys.s,
			   name.bytes ? name.bytes : "", action_row(b->action)->name, name.bytes ? name.bytes : "it");
	buf_release(&name);
	return status;
}

/* bind [CONTEXT] KEYS ACTION */
static enum pq_status bind(struct keymap *m, const struct lines *l, struct pq_error *error)
{
	unsigned asked = l->n == 4 ? contexts_of(l->word[1]) : CONTEXT_READER;
	if (l->n < 3 || l->n > 4 || !asked)
		return lines_fail(l, error, "write: bind [article|list|pager|all] KEYS ACTION");
	struct word keys = l->word[l->n - 2], name = l->word[l->n - 1];
	struct binding b = {.action = action_find(name.s, name.len)};
	if (!b.action)
		return fail_action(l, name, error);
	struct pq_error why;
	b.n = (uint8_t)key_parse(keys.s, keys.len, b.keys, SEQUENCE, &why);
	if (!b.n)
		return lines_fail(l, error, "%s", why.message);
	b.contexts = (uint8_t)(asked & action_row(b.action)->contexts);
	if (!b.contexts)
		return lines_fail(l, error, "%s has no meaning there", action_row(b.action)->name);
	const struct binding *other = conflict(m, b.keys, b.n, b.contexts);
	if (other)
		return fail_conflict(l, other, keys, error);
	if (!vec_reserve(&m->bindings, 1))
		return error_nomem(error);
	drop(m, b.keys, b.n, b.contexts);
	return vec_push(&m->bindings, b) ? PQ_OK : error_nomem(error);
}

/* unbind [CONTEXT] KEYS */
static enum pq_status unbind(struct keymap *m, const struct lines *l, struct pq_error *error)
{
	unsigned contexts = l->n == 3 ? contexts_of(l->word[1]) : CONTEXT_READER;
	if (l->n < 2 || l->n > 3 || !contexts)
		return lines_fail(l, error, "write: unbind [article|list|pager|all] KEYS");
	struct word w = l->word[l->n - 1];
	struct key keys[SEQUENCE];
	struct pq_error why;
	unsigned n = key_parse(w.s, w.len, keys, SEQUENCE, &why);
	if (!n)
		return lines_fail(l, error, "%s", why.message);
	if (!drop(m, keys, n, contexts))
		return lines_fail(l, error, "%.*s is not bound", (int)w.len, w.s);
	return PQ_OK;
}

/* Which word of the line may be the key "#": the last but one of a bind, the last of an unbind. */
enum { KEY_WORD_BARE = 1, KEY_WORD_CONTEXT = 2 };

enum pq_status keymap_parse(struct keymap *m, const char *file, const char *text, size_t len, struct pq_error *error)
{
	struct lines l = {.file = file, .text = text, .end = text + len};
	for (struct lines at = l; lines_next(&l, KEY_WORD_BARE); at = l) {
		if (l.n > 1 && contexts_of(l.word[1])) {
			l = at;
			lines_next(&l, KEY_WORD_CONTEXT);
		}
		enum pq_status status;
		if (word_is(l.word[0], "bind"))
			status = bind(m, &l, error);
		else if (word_is(l.word[0], "unbind"))
			status = unbind(m, &l, error);
		else
			status = lines_fail(&l, error, "%.*s: a line begins with bind or unbind", (int)l.word[0].len,
					    l.word[0].s);
		if (status != PQ_OK)
			return status;
	}
	return PQ_OK;
}

/* The defaults as lines of a key file. */
static void add_defaults(struct buf *out)
{
	for (int a = 1; a < ACTION_COUNT; a++) {
		const struct action_row *row = action_row((enum action)a);
		for (const char *p = row->keys; *p;) {
			size_t len = strcspn(p, " ");
			buf_printf(out, "bind all %.*s %s\n", (int)len, p, row->name);
			p += len + (p[len] == ' ');
		}
	}
}

enum pq_status keymap_new(struct keymap **out, struct pq_error *error)
{
	*out = NULL;
	struct keymap *m = mem_zero(1, sizeof *m);
	struct buf defaults = {0};
	add_defaults(&defaults);
	enum pq_status status = m && !defaults.failed ? keymap_parse(m, "defaults", defaults.bytes, defaults.len, error)
						      : error_nomem(error);
	buf_release(&defaults);
	if (status == PQ_OK)
		*out = m;
	else
		keymap_free(m);
	return status;
}

void keymap_free(struct keymap *m)
{
	if (!m)
		return;
	vec_release(&m->bindings);
	mem_free(m);
}

static bool take_digit(const struct keymap *m, struct keymap_input *in, enum context context, struct key key)
{
	if (in->n || key.mods || key.code < '0' || key.code > '9')
		return false;
	if (!in->count && key.code == '0')
		return false;
	for (uint32_t i = 0; i < m->bindings.len && !in->count; i++)
		if (m->bindings.at[i].contexts & context && same_key(m->bindings.at[i].keys[0], key))
			return false;
	uint32_t count = in->count * 10 + (key.code - '0');
	in->count = count < MOST_COUNT ? count : MOST_COUNT;
	return true;
}

enum keymap_result keymap_feed(const struct keymap *m, struct keymap_input *in, enum context context, struct key key,
			       enum action *action)
{
	if (take_digit(m, in, context, key))
		return KEYMAP_PENDING;
	bool begun = false;
	if (in->n < SEQUENCE)
		in->keys[in->n++] = key;
	for (uint32_t i = 0; i < m->bindings.len; i++) {
		const struct binding *b = &m->bindings.at[i];
		if (!(b->contexts & context) || common(b->keys, b->n, in->keys, in->n) < in->n)
			continue;
		if (b->n == in->n) {
			*action = b->action;
			return KEYMAP_ACTION;
		}
		begun = true;
	}
	if (begun)
		return KEYMAP_PENDING;
	*in = (struct keymap_input){0};
	return KEYMAP_NONE;
}

void keymap_keys_of(const struct keymap *m, enum action action, enum context context, struct buf *out)
{
	bool first = true;
	for (uint32_t i = 0; i < m->bindings.len; i++) {
		const struct binding *b = &m->bindings.at[i];
		if (b->action != action || !(b->contexts & context))
			continue;
		if (!first)
			buf_char(out, ' ');
		first = false;
		key_sequence_name(b->keys, b->n, out);
	}
}

bool keymap_at(const struct keymap *m, unsigned i, enum context *contexts, const struct key **keys, unsigned *n,
	       enum action *action)
{
	if (i >= m->bindings.len)
		return false;
	const struct binding *b = &m->bindings.at[i];
	*contexts = (enum context)b->contexts;
	*keys = b->keys;
	*n = b->n;
	*action = b->action;
	return true;
}
