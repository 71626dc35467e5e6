/* annotate/lexicon.c - the word lists of one language in one hash table.
 * Words and phrases share the table (a phrase holds a blank); the first word of a phrase carries a flag.  The files' bytes stay in
 * one pool that the entries point into. */
#include "annotate/lexicon.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/vec.h"
#include "text/utf8.h"

#define MAX_FILE ((size_t)16 << 20)
#define MAX_LINE 200

struct entry {
	uint64_t classes;
	uint32_t hash, at, rare; /**< RARE: classes that tokens do not carry */
	uint16_t len;
	bool starts_phrase;
};

/** Strings of the pool to entries; slots hold index + 1 and are at most half full. */
struct table {
	VEC(struct entry) entries;
	uint32_t *slots;
	uint32_t n_slots;
	uint32_t least; /**< slots to start with */
};

struct lexicon {
	struct buf pool;
	struct table words;
	struct table lemmas;    /**< CLASSES of an entry: AT and LEN of its lemma */
	struct table nicknames; /**< CLASSES of an entry: up to four groups of names for one person, 16 bits each */
	struct table aliases;   /**< CLASSES of an entry: AT and LEN of the name it stands for */
};

static const char *const class_files[LEX_ALL_CLASSES] = {
#define LEX(symbol, file, what) [LEX_NUMBER_##symbol] = file,
	LEXICON_CLASSES(LEX) LEXICON_RARE_CLASSES(LEX)
#undef LEX
};

static uint32_t *table_slot(const struct lexicon *lex, const struct table *t, uint32_t hash, const char *s, size_t len)
{
	for (uint32_t i = hash & (t->n_slots - 1);; i = (i + 1) & (t->n_slots - 1)) {
		if (!t->slots[i])
			return &t->slots[i];
		const struct entry *e = &t->entries.at[t->slots[i] - 1];
		if (e->hash == hash && e->len == len && !memcmp(lex->pool.bytes + e->at, s, len))
			return &t->slots[i];
	}
}

static bool table_grow(struct table *t)
{
	uint32_t n = t->n_slots ? t->n_slots * 2 : t->least;
	uint32_t *slots = mem_zero(n, sizeof *slots);
	if (!slots)
		return false;
	for (uint32_t k = 0; k < t->entries.len; k++) {
		uint32_t i = t->entries.at[k].hash & (n - 1);
		while (slots[i])
			i = (i + 1) & (n - 1);
		slots[i] = k + 1;
	}
	mem_free(t->slots);
	t->slots = slots;
	t->n_slots = n;
	return true;
}

/** The entry of the pool's bytes [AT, AT + LEN), new if need be; NULL: no memory. */
static struct entry *table_put(struct lexicon *lex, struct table *t, size_t at, size_t len)
{
	if (t->entries.len * 2 >= t->n_slots && !table_grow(t))
		return NULL;
	const char *s = lex->pool.bytes + at;
	uint32_t hash = (uint32_t)hash_bytes(s, len);
	uint32_t *slot = table_slot(lex, t, hash, s, len);
	if (!*slot) {
		if (!vec_push(&t->entries, (struct entry){.hash = hash, .at = (uint32_t)at, .len = (uint16_t)len}))
			return NULL;
		*slot = t->entries.len;
	}
	return &t->entries.at[*slot - 1];
}

static const struct entry *table_find(const struct lexicon *lex, const struct table *t, const char *s, size_t len)
{
	if (!t->n_slots)
		return NULL;
	uint32_t slot = *table_slot(lex, t, (uint32_t)hash_bytes(s, len), s, len);
	return slot ? &t->entries.at[slot - 1] : NULL;
}

/* ---- reading ---- */

/** What is done with a line of a list: the pool's bytes [AT, AT + LEN). */
typedef bool line_function(struct lexicon *lex, size_t at, size_t len, uint32_t number);

static bool put_word(struct lexicon *lex, size_t at, size_t len, uint32_t class)
{
	struct entry *e = table_put(lex, &lex->words, at, len);
	if (!e)
		return false;
	if (class < LEX_CLASSES)
		e->classes |= (uint64_t)1 << class;
	else
		e->rare |= (uint32_t)1 << (class - LEX_CLASSES);
	const char *blank = memchr(lex->pool.bytes + at, ' ', len);
	if (!blank)
		return true;
	e = table_put(lex, &lex->words, at, (size_t)(blank - lex->pool.bytes) - at);
	if (e)
		e->starts_phrase = true;
	return e != NULL;
}

/** The next word of [*AT, END); its length, 0: none. */
static size_t next_word(const struct lexicon *lex, size_t *at, size_t end)
{
	while (*at < end && lex->pool.bytes[*at] == ' ')
		++*at;
	const char *blank = memchr(lex->pool.bytes + *at, ' ', end - *at);
	return blank ? (size_t)(blank - lex->pool.bytes) - *at : end - *at;
}

/** "said say": a form and its lemma. */
static bool put_lemma(struct lexicon *lex, size_t at, size_t len, uint32_t number)
{
	(void)number;
	size_t lemma = at, form_len = next_word(lex, &at, at + len);
	lemma += form_len;
	size_t lemma_len = next_word(lex, &lemma, at + len);
	struct entry *e = table_put(lex, &lex->lemmas, at, form_len);
	if (e && !e->classes)
		e->classes = (uint64_t)lemma << 16 | lemma_len;
	return e != NULL;
}

/** "william bill will billy": names that one person may bear.  A name may stand in several groups. */
static bool put_nicknames(struct lexicon *lex, size_t at, size_t len, uint32_t number)
{
	size_t end = at + len;
	for (size_t n; (n = next_word(lex, &at, end)) != 0; at += n) {
		struct entry *e = table_put(lex, &lex->nicknames, at, n);
		if (!e)
			return false;
		uint64_t group = number + 1; /* up to four groups of 16 bits */
		for (int shift = 0; shift < 64; shift += 16) {
			if (!(e->classes >> shift & 0xffff)) {
				e->classes |= group << shift;
				break;
			}
		}
	}
	return true;
}

/** "us = united states": a name and the one it stands for. */
static bool put_alias(struct lexicon *lex, size_t at, size_t len, uint32_t number)
{
	(void)number;
	const char *s = lex->pool.bytes + at, *mark = memmem(s, len, " = ", 3);
	if (!mark)
		return true;
	size_t name = (size_t)(mark - s);
	struct entry *e = table_put(lex, &lex->aliases, at, name);
	if (e)
		e->classes = (uint64_t)(at + name + 3) << 16 | (len - name - 3);
	return e != NULL;
}

static bool line_is_sound(const char *s, size_t len)
{
	if (len > MAX_LINE || utf8_valid(s, len) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < ' ' || (s[i] >= 'A' && s[i] <= 'Z'))
			return false;
	return true;
}

/** Read FOLDER/NAME.txt and hand its lines to PUT; a list that is not there is empty.
 *  NUMBER: the class, or PQ_NONE for the line's number. */
static enum pq_status read_list(struct lexicon *lex, const char *folder, const char *name, line_function *put,
				uint32_t number, struct pq_error *error)
{
	struct buf path = {0};
	buf_printf(&path, "%s/%s.txt", folder, name);
	size_t at = lex->pool.len;
	struct pq_error why;
	enum pq_status status = path.failed ? PQ_ENOMEM : file_read(path.bytes, MAX_FILE, &lex->pool, &why);
	if (status == PQ_EIO)
		status = PQ_OK;
	else if (status)
		status = path.failed ? error_nomem(error) : error_set(error, status, "%s", why.message);
	for (uint32_t line = 1; !status && at < lex->pool.len; line++) {
		const char *s = lex->pool.bytes + at, *end = memchr(s, '\n', lex->pool.len - at);
		size_t len = end ? (size_t)(end - s) : lex->pool.len - at, kept = len;
		while (kept && s[kept - 1] == ' ')
			kept--;
		if (!line_is_sound(s, kept) && s[0] != '#')
			status = error_at(error, PQ_EFORMAT, line, "%s:%u: not a word or phrase in lower case",
					  path.bytes, line);
		else if (kept && s[0] != '#' && !put(lex, at, kept, number == PQ_NONE ? line : number))
			status = error_nomem(error);
		at += len + 1;
	}
	buf_release(&path);
	return status;
}

/** CLASS.txt, and CLASS-more.txt: what was written by hand beside a generated list. */
static enum pq_status read_class(struct lexicon *lex, const char *folder, uint32_t class, struct pq_error *error)
{
	char more[64];
	snprintf(more, sizeof more, "%s-more", class_files[class]);
	enum pq_status status = read_list(lex, folder, class_files[class], put_word, class, error);
	return status ? status : read_list(lex, folder, more, put_word, class, error);
}

static enum pq_status read_lists(struct lexicon *lex, const char *folder, struct pq_error *error)
{
	struct buf words = {0};
	buf_printf(&words, "%s/words", folder);
	if (words.failed)
		return error_nomem(error);
	enum pq_status status = PQ_OK;
	DIR *dir = opendir(words.bytes);
	if (dir)
		closedir(dir);
	else
		status = error_set(error, PQ_EIO, "no word lists in %s", words.bytes);
	for (uint32_t k = 0; !status && k < LEX_ALL_CLASSES; k++)
		status = read_class(lex, words.bytes, k, error);
	if (!status)
		status = read_list(lex, folder, "lemmas", put_lemma, PQ_NONE, error);
	if (!status)
		status = read_list(lex, folder, "nicknames", put_nicknames, PQ_NONE, error);
	if (!status)
		status = read_list(lex, folder, "aliases", put_alias, PQ_NONE, error);
	buf_release(&words);
	return status;
}

enum pq_status lexicon_new(const char *data_dir, const char *lang, struct lexicon **out, struct pq_error *error)
{
	*out = NULL;
	struct lexicon *lex = mem_zero(1, sizeof *lex);
	if (lex) {
		lex->words.least = 1 << 17;
		lex->lemmas.least = lex->nicknames.least = lex->aliases.least = 1 << 10;
	}
	struct buf folder = {0};
	buf_printf(&folder, "%s/%s", data_dir, lang);
	enum pq_status status = !lex || folder.failed ? error_nomem(error) : read_lists(lex, folder.bytes, error);
	buf_release(&folder);
	if (status)
		lexicon_free(lex);
	else
		*out = lex;
	return status;
}

static void table_release(struct table *t)
{
	vec_release(&t->entries);
	mem_free(t->slots);
}

void lexicon_free(struct lexicon *lex)
{
	if (!lex)
		return;
	table_release(&lex->words);
	table_release(&lex->lemmas);
	table_release(&lex->nicknames);
	table_release(&lex->aliases);
	buf_release(&lex->pool);
	mem_free(lex);
}

/* ---- asking ---- */

uint64_t lexicon_word(const struct lexicon *lex, const char *lower, size_t len)
{
	const struct entry *e = table_find(lex, &lex->words, lower, len);
	return e ? e->classes : 0;
}

uint32_t lexicon_rare(const struct lexicon *lex, const char *lower, size_t len)
{
	const struct entry *e = table_find(lex, &lex->words, lower, len);
	return e ? e->rare : 0;
}

uint64_t lexicon_phrase(const struct lexicon *lex, const char *lower, size_t len)
{
	return lexicon_word(lex, lower, len);
}

bool lexicon_starts_phrase(const struct lexicon *lex, const char *lower, size_t len)
{
	const struct entry *e = table_find(lex, &lex->words, lower, len);
	return e && e->starts_phrase;
}

const char *lexicon_lemma(const struct lexicon *lex, const char *lower, size_t len, size_t *lemma_len)
{
	const struct entry *e = table_find(lex, &lex->lemmas, lower, len);
	*lemma_len = e ? (size_t)(e->classes & 0xffff) : len;
	return e ? lex->pool.bytes + (e->classes >> 16) : lower;
}

bool lexicon_same_person(const struct lexicon *lex, const char *a, size_t a_len, const char *b, size_t b_len)
{
	const struct entry *x = table_find(lex, &lex->nicknames, a, a_len),
			   *y = table_find(lex, &lex->nicknames, b, b_len);
	if (!x || !y)
		return false;
	for (int i = 0; i < 64; i += 16)
		for (int j = 0; j < 64; j += 16)
			if ((x->classes >> i & 0xffff) && (x->classes >> i & 0xffff) == (y->classes >> j & 0xffff))
				return true;
	return false;
}

const char *lexicon_alias(const struct lexicon *lex, const char *folded, size_t len, size_t *alias_len)
{
	const struct entry *e = table_find(lex, &lex->aliases, folded, len);
	*alias_len = e ? (size_t)(e->classes & 0xffff) : len;
	return e ? lex->pool.bytes + (e->classes >> 16) : folded;
}
