/* doc/speaker.c - what a source is called for short.
 * The text itself says what a person is called for short: a name of one word that it uses for them ("Okafor", but "Kim" for Kim
 * Jong Un); else the last word of the full name. */
#include "doc/speaker.h"

#include <stdio.h>
#include <string.h>

#include "doc/query.h"
#include "text/utf8.h"
#include "text/width.h"

enum {
	SHORT_WORDS = 12,
	SHORT_MENTIONS = 24, /* looked at for a short name */
	SHORT_PEERS = 128    /* sources a name is told apart from: what a frame costs must not grow with the text */
};

struct scope {
	const struct pq_doc *doc;
	const struct pq_annotations *notes;
};

struct words {
	struct doc_slice at[SHORT_WORDS];
	unsigned n;
};

static bool slice_is(struct doc_slice a, const char *s)
{
	return a.len == strlen(s) && !memcmp(a.s, s, a.len);
}

static bool slice_equal(struct doc_slice a, struct doc_slice b)
{
	return a.len == b.len && !memcmp(a.s, b.s, a.len);
}

static bool is_suffix(struct doc_slice w)
{
	static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		if (slice_is(w, suffixes[i]))
			return true;
	}
	return false;
}

static struct words split(struct doc_slice name)
{
	struct words w = {.n = 0};
	for (uint32_t i = 0; i < name.len && w.n < SHORT_WORDS;) {
		while (i < name.len && name.s[i] == ' ')
			i++;
		uint32_t start = i;
		while (i < name.len && name.s[i] != ' ')
			i++;
		uint32_t end = i;
		while (end > start && (name.s[end - 1] == ',' || name.s[end - 1] == ';'))
			end--;
		if (end > start)
			w.at[w.n++] = (struct doc_slice){name.s + start, end - start};
	}
	while (w.n > 1 && is_suffix(w.at[w.n - 1]))
		w.n--;
	return w;
}

/** The words of a name that the text uses alone for ENTITY; empty: none. */
static struct doc_slice used_alone(const struct scope *s, uint32_t entity, struct doc_slice last)
{
	const struct pq_annotations *a = s->notes;
	struct doc_slice first = {NULL, 0};
	if (entity >= a->n_entities)
		return first;
	const struct pq_entity *e = &a->entities[entity];
	uint32_t n = e->n_mentions < SHORT_MENTIONS ? e->n_mentions : SHORT_MENTIONS;
	for (uint32_t i = 0; i < n; i++) {
		const struct pq_mention *m = &a->mentions[a->entity_mentions[e->mentions + i]];
		struct doc_slice t = doc_text(s->doc, m->span);
		if (m->form != PQ_NAME || t.len < 2 || memchr(t.s, ' ', t.len) || memchr(t.s, '\n', t.len))
			continue;
		if (slice_equal(t, last))
			return t;
		if (!first.len)
			first = t;
	}
	return first;
}

/** "a person with knowledge of the contract" -> "person": the last word before what describes it. */
static struct doc_slice head_noun(struct doc_slice name)
{
	static const char *const stops[] = {"with",   "of",      "in",   "at",       "on",      "from",     "for",
					    "to",     "who",     "whom", "that",     "which",   "familiar", "near",
					    "inside", "by",      "as",   "and",      "or",      "about",    "under",
					    "close",  "briefed", "said", "speaking", "involved"};
	struct words w = split(name);
	struct doc_slice noun = {NULL, 0};
	for (unsigned i = 0; i < w.n; i++) {
		for (size_t k = 0; noun.len && k < sizeof stops / sizeof *stops; k++) {
			if (slice_is(w.at[i], stops[k]))
				return noun;
		}
		noun = w.at[i];
		const char *end = noun.s + noun.len;
		if (end < name.s + name.len && *end == ',')
			break;
	}
	return noun;
}

static bool is_person(const struct scope *s, const struct pq_source *src)
{
	if (src->entity < s->notes->n_entities)
		return s->notes->entities[src->entity].type == PQ_PERSON;
	return src->kind == PQ_SOURCE_PERSON;
}

static struct doc_slice short_name(const struct scope *s, const struct pq_source *src)
{
	struct doc_slice name = anno_str(s->notes, src->name);
	struct words w = split(name);
	struct doc_slice last = w.n ? w.at[w.n - 1] : name;
	struct doc_slice alone = used_alone(s, src->entity, last);
	if (alone.len)
		return alone;
	return is_person(s, src) ? last : name;
}

/** Does NAME begin or end with WORD?  A quick test before the full one. */
static bool may_be_called(struct doc_slice name, struct doc_slice word)
{
	if (name.len < word.len || !word.len)
		return false;
	const char *tail = name.s + name.len - word.len;
	return (*tail == *word.s && !memcmp(tail, word.s, word.len)) ||
	       (*name.s == *word.s && !memcmp(name.s, word.s, word.len));
}

/** Is another source among the first ones called NAME for short too? */
static bool name_is_shared(const struct scope *s, uint32_t source, struct doc_slice name)
{
	const struct pq_annotations *a = s->notes;
	for (uint32_t i = 0; i < a->n_sources && i < SHORT_PEERS; i++) {
		if (i == source || a->sources[i].naming != PQ_NAMED)
			continue;
		struct doc_slice other = anno_str(a, a->sources[i].name);
		if (may_be_called(other, name) && slice_equal(short_name(s, &a->sources[i]), name))
			return true;
	}
	return false;
}

static void put(char out[32], const char *before, struct doc_slice s, const char *after)
{
	size_t room = 31 - strlen(before) - strlen(after);
	size_t len = s.len <= room ? s.len : utf8_floor(s.s, s.len, room);
	snprintf(out, 32, "%s%.*s%s", before, (int)len, s.s, after);
}

static struct doc_slice first_letter(struct doc_slice word)
{
	return (struct doc_slice){word.s, word.len ? grapheme_at(word.s, word.len).len : 0};
}

/** "Okafor"; "A. Okafor" or "Kim J." where another has the same short name. */
static void put_name(const struct scope *s, uint32_t source, char out[32])
{
	const struct pq_source *src = &s->notes->sources[source];
	struct doc_slice name = short_name(s, src);
	struct words w = split(anno_str(s->notes, src->name));
	put(out, "", name, "");
	if (!is_person(s, src) || w.n < 2 || !name_is_shared(s, source, name))
		return;
	char with[32];
	bool first = slice_equal(w.at[0], name);
	struct doc_slice letter = first_letter(w.at[first ? 1 : 0]);
	if (first)
		snprintf(with, sizeof with, "%.20s %.*s.", out, (int)letter.len, letter.s);
	else
		snprintf(with, sizeof with, "%.*s. %.20s", (int)letter.len, letter.s, out);
	memcpy(out, with, sizeof with);
	out[utf8_valid(out, strlen(out))] = '\0';
}

/** Two letters: first and last word's; else the first two of the one word.  TRY: another choice for when that is taken. */
static void put_initials(const struct scope *s, uint32_t source, bool second, char out[32])
{
	struct words w = split(anno_str(s->notes, s->notes->sources[source].name));
	struct doc_slice a = {"", 0}, b = {"", 0};
	if (w.n) {
		a = first_letter(w.at[0]);
		struct doc_slice last = w.at[w.n - 1];
		b = first_letter(last);
		if (w.n == 1 || second) {
			struct doc_slice rest = {last.s + b.len, last.len - b.len};
			a = w.n == 1 ? a : b;
			b = first_letter(rest);
		}
	}
	snprintf(out, 32, "%.*s%.*s", (int)(a.len < 12 ? a.len : 0), a.s, (int)(b.len < 12 ? b.len : 0), b.s);
}

static void put_unique_initials(const struct scope *s, uint32_t source, char out[32])
{
	const struct pq_annotations *a = s->notes;
	put_initials(s, source, false, out);
	for (uint32_t i = 0; i < source && i < SHORT_PEERS; i++) {
		char other[32];
		if (a->sources[i].naming != PQ_NAMED)
			continue;
		put_initials(s, i, false, other);
		if (!strcmp(out, other)) {
			put_initials(s, source, true, out);
			return;
		}
	}
}

void speaker_name(const struct pq_doc *doc, const struct pq_annotations *a, uint32_t source, bool initials,
		  char out[32])
{
	const struct scope scope = {doc, a}, *s = &scope;
	strcpy(out, "?");
	if (source >= a->n_sources)
		return;
	const struct pq_source *src = &a->sources[source];
	struct doc_slice name = anno_str(a, src->name);
	if (src->naming == PQ_UNNAMED || src->kind == PQ_SOURCE_UNKNOWN || !name.len)
		return;
	if (src->naming == PQ_NAMED) {
		if (initials)
			put_unique_initials(s, source, out);
		else
			put_name(s, source, out);
		return;
	}
	const char *at = src->naming == PQ_ANONYMOUS ? "@" : "";
	struct doc_slice noun = head_noun(name);
	if (initials)
		noun.len = (uint32_t)text_fit(noun.s, noun.len, *at ? 1 : 2, NULL);
	put(out, at, noun, "");
}
