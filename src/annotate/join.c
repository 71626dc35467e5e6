/* annotate/join.c - keys of names, and the index of who may bear them. */
#include "annotate/join.h"

#include <string.h>

#include "annotate/lexicon.h"
#include "text/chars.h"

#define MAX_WORDS 12

struct words {
	const char *at[MAX_WORDS];
	size_t len[MAX_WORDS];
	uint32_t n;
};

void joiner_release(struct joiner *j)
{
	intern_release(&j->names);
	vec_release(&j->keys);
	vec_release(&j->holders);
	vec_release(&j->bearers);
	buf_release(&j->scratch);
}

static struct words split(const char *s, size_t len)
{
	struct words w = {.n = 0};
	const char *end = s + len;
	while (s < end && w.n < MAX_WORDS) {
		const char *blank = memchr(s, ' ', (size_t)(end - s));
		blank = blank ? blank : end;
		if (blank > s) {
			w.at[w.n] = s;
			w.len[w.n++] = (size_t)(blank - s);
		}
		s = blank + 1;
	}
	return w;
}

static struct words words_of(const struct joiner *j, uint32_t key)
{
	size_t len;
	const char *s = intern_get(&j->names, key, &len);
	return split(s, len);
}

static uint32_t number_of(struct joiner *j, const char *s, size_t len)
{
	uint32_t id = j->c->failed ? UINT32_MAX : intern_add(&j->names, s, len);
	if (id == UINT32_MAX) {
		j->c->failed = true;
		return PQ_NONE;
	}
	if (id == j->keys.len) {
		struct key k = {.words = words_of(j, id).n,
				.habit = PQ_NONE,
				.defined = PQ_NONE,
				.full = PQ_NONE,
				.ambiguous = PQ_NONE};
		for (int t = 0; t < PQ_DATE; t++)
			k.own[t] = PQ_NONE;
		if (!vec_push(&j->keys, k)) {
			j->c->failed = true;
			return PQ_NONE;
		}
	}
	return id;
}

/** Full stops go; behind a single letter they part initials, unless the whole name is letters and stops ("u.s."). */
static size_t drop_stops(char *s, size_t len, bool acronym)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] != '.')
			s[n++] = s[i];
		else if (!acronym && i + 1 < len && s[i + 1] != ' ')
			s[n++] = ' ';
	}
	while (n && s[n - 1] == ' ')
		n--;
	return n;
}

uint32_t joiner_key(struct joiner *j, uint32_t mention)
{
	const struct context *c = j->c;
	const struct mention *m = &c->mentions.at[mention];
	struct buf *b = &j->scratch;
	buf_clear(b);
	for (uint32_t i = m->tokens; i < m->tokens + m->n_tokens; i++) {
		const struct token *t = &c->tokens.at[i];
		if (t->kind == TOKEN_QUOTE || (i == m->tokens && m->n_tokens > 1 && token_is(c, i, "the")))
			continue;
		if (b->len)
			buf_char(b, ' ');
		text_fold(b, c->doc->text + t->span.start, t->span.end - t->span.start);
	}
	if (b->failed || !b->bytes) {
		j->c->failed |= b->failed;
		return number_of(j, "", 0);
	}
	b->len = drop_stops(b->bytes, b->len, m->n_tokens == 1);
	/* "Democrats" and "Democrat" are one group */
	const struct token *first = &c->tokens.at[m->tokens];
	if (m->n_tokens == 1 && (first->classes & LEX_BIT(NATIONALITY)) && b->len > 4 && b->bytes[b->len - 1] == 's' &&
	    (lexicon_word(c->lex, b->bytes, b->len - 1) & LEX_BIT(NATIONALITY)))
		b->len--;
	size_t len;
	bool lower = m->n_tokens == 1 && !(first->flags & TOKEN_ALL_CAPS) && b->len <= 3;
	const char *s = lower ? b->bytes : lexicon_alias(c->lex, b->bytes, b->len, &len);
	return number_of(j, s, lower ? b->len : len);
}

static void hold(struct joiner *j, uint32_t entity, uint32_t key, uint8_t kind)
{
	if (key == PQ_NONE)
		return;
	for (uint32_t h = j->keys.at[key].holders, n = 0; h && n < 64; h = j->holders.at[h - 1].next, n++) {
		if (j->holders.at[h - 1].entity == entity) {
			j->holders.at[h - 1].kinds |= kind;
			return;
		}
	}
	if (!vec_push(&j->holders, (struct holder){entity, j->keys.at[key].holders, kind})) {
		j->c->failed = true;
		return;
	}
	j->keys.at[key].holders = j->holders.len;
}

static bool small_word(const char *s, size_t len)
{
	return (len == 2 && (!memcmp(s, "of", 2) || !memcmp(s, "on", 2))) ||
	       (len == 3 && (!memcmp(s, "for", 3) || !memcmp(s, "and", 3) || !memcmp(s, "the", 3)));
}

void joiner_enter(struct joiner *j, uint32_t entity, uint32_t key)
{
	char copy[256], initials[MAX_WORDS + 1];
	size_t len, n = 0;
	const char *s = intern_get(&j->names, key, &len);
	if (len >= sizeof copy)
		return;
	memcpy(copy, s, len);
	struct words w = split(copy, len);
	for (uint32_t k = 1; k < w.n; k++) {
		hold(j, entity, number_of(j, copy, (size_t)(w.at[k - 1] + w.len[k - 1] - copy)), HOLDS_START);
		hold(j, entity, number_of(j, w.at[k], len - (size_t)(w.at[k] - copy)), HOLDS_END);
	}
	for (uint32_t k = 0; k < w.n; k++)
		if (!small_word(w.at[k], w.len[k]))
			initials[n++] = w.at[k][0];
	if (n >= 2)
		hold(j, entity, number_of(j, initials, n), HOLDS_INITIALS);
	/* "NR" for Nadia Ruiz-Calder */
	if (j->c->entities.at[entity].type == PQ_PERSON && n == 3)
		hold(j, entity, number_of(j, initials, 2), HOLDS_INITIALS);
}

/** "Hilary", "Hillary": the same but for letters that one of them has twice? */
static bool same_but_doubled(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = 0, k = 0;
	while (i < a_len && k < b_len && a[i] == b[k]) {
		char ch = a[i];
		while (i < a_len && a[i] == ch)
			i++;
		while (k < b_len && b[k] == ch)
			k++;
	}
	return i == a_len && k == b_len;
}

/** May one person bear both forenames? */
static bool forenames_agree(const struct joiner *j, const char *a, size_t a_len, const char *b, size_t b_len)
{
	if (a_len == b_len && !memcmp(a, b, a_len))
		return true;
	if (a_len == 1 || b_len == 1)
		return a[0] == b[0];
	return same_but_doubled(a, a_len, b, b_len) || lexicon_same_person(j->c->lex, a, a_len, b, b_len);
}

bool joiner_same_person(const struct joiner *j, uint32_t key, uint32_t other)
{
	struct words a = words_of(j, key), b = words_of(j, other);
	if (a.n < 2 || b.n < 2)
		return false;
	if (a.n > b.n) {
		struct words swap = a;
		a = b;
		b = swap;
	}
	uint32_t x = a.n - 1, y = b.n - 1;
	if (a.len[x] != b.len[y] || memcmp(a.at[x], b.at[y], a.len[x]))
		return false;
	if (!forenames_agree(j, a.at[0], a.len[0], b.at[0], b.len[0]))
		return false;
	/* what stands between in the shorter must stand, in order, in the longer */
	uint32_t k = 1;
	for (uint32_t i = 1; i < x; i++) {
		while (k < y && !forenames_agree(j, a.at[i], a.len[i], b.at[k], b.len[k]))
			k++;
		if (k++ >= y)
			return false;
	}
	return true;
}

uint32_t joiner_surname(struct joiner *j, uint32_t key)
{
	char copy[256];
	struct words w = words_of(j, key);
	if (w.n < 2 || w.len[w.n - 1] >= sizeof copy)
		return PQ_NONE;
	memcpy(copy, w.at[w.n - 1], w.len[w.n - 1]);
	return number_of(j, copy, w.len[w.n - 1]);
}

bool joiner_initials(const struct joiner *j, uint32_t key, uint32_t other)
{
	size_t len;
	const char *s = intern_get(&j->names, key, &len);
	struct words w = words_of(j, other);
	size_t all = 0, large = 0;
	bool same_all = w.n == len, same_large = true;
	for (uint32_t k = 0; k < w.n; k++) {
		same_all = same_all && s[all++] == w.at[k][0];
		if (!small_word(w.at[k], w.len[k]))
			same_large = same_large && large < len && s[large++] == w.at[k][0];
	}
	return w.n > 1 && (same_all || (same_large && large == len) || (w.n > 2 && s[0] == w.at[0][0] && len >= 3));
}
