/* annotate/units.c - a block as a row of units with coarse tags, cut into statements.  Cost: linear in the block. */
#include "annotate/attribution.h"

#include <string.h>

#include "doc/query.h"

enum { MAX_STATEMENT = 300 /**< units; a text without full stops is cut, so that the rules stay linear */ };

static struct doc_slice unit_text(const struct scene *s, uint32_t unit)
{
	return doc_text(s->c->doc, s->c->tokens.at[s->units.at[unit].token].span);
}

bool unit_is(const struct scene *s, uint32_t unit, const char *word)
{
	return unit < s->units.len && s->units.at[unit].region == PQ_NONE &&
	       token_is(s->c, s->units.at[unit].token, word);
}

static bool unit_in(const struct scene *s, uint32_t unit, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (unit_is(s, unit, words[i]))
			return true;
	return false;
}
#define UNIT_IN(s, unit, ...) \
	unit_in((s), (unit), (const char *const[]){__VA_ARGS__}, \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

struct pq_span unit_span(const struct scene *s, uint32_t unit)
{
	const struct unit *u = &s->units.at[unit];
	const struct token *t = s->c->tokens.at;
	return (struct pq_span){t[u->token].span.start, t[u->token + u->n_tokens - 1].span.end};
}

bool range_has(const struct scene *s, struct range r, uint32_t tags)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (unit_tag_in(s, i, tags))
			return true;
	return false;
}

struct pq_span range_span(const struct scene *s, struct range r)
{
	const uint32_t dull = TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_COLON) | TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_DASH) |
			      TAG_BIT(TAG_STOP) | TAG_BIT(TAG_OTHER);
	while (r.from < r.to && unit_tag_in(s, r.from, dull))
		r.from++;
	while (r.from < r.to && unit_tag_in(s, r.to - 1, dull))
		r.to--;
	if (range_empty(r))
		return (struct pq_span){0, 0};
	uint32_t region = s->units.at[r.from].region;
	if (r.to - r.from == 1 && region != PQ_NONE)
		return s->c->regions.at[region].inside;
	return (struct pq_span){unit_span(s, r.from).start, unit_span(s, r.to - 1).end};
}

uint32_t region_words(const struct context *c, uint32_t region)
{
	const struct region *r = &c->regions.at[region];
	uint32_t n = 0;
	for (uint32_t t = r->tokens; t < r->tokens + r->n_tokens && n < 64; t++)
		n += c->tokens.at[t].kind == TOKEN_WORD || c->tokens.at[t].kind == TOKEN_NUMBER;
	return n;
}

static bool ends_sentence(const struct doc_slice t)
{
	char last = t.len ? t.s[t.len - 1] : ' ';
	return last == '.' || last == '?' || last == '!' ||
	       (t.len >= 3 && memcmp(t.s + t.len - 3, "\xe2\x80\xa6", 3) == 0);
}

/** Does the text inside the region end with one of . ? ! ... */
static bool region_ends_sentence(const struct context *c, uint32_t region)
{
	struct pq_span in = c->regions.at[region].inside;
	while (in.end > in.start && (c->doc->text[in.end - 1] == ' ' || c->doc->text[in.end - 1] == '\''))
		in.end--;
	return ends_sentence(doc_text(c->doc, in));
}

bool region_is_clause(const struct context *c, uint32_t region)
{
	const struct region *r = &c->regions.at[region];
	if (r->n_tokens == 0)
		return false;
	bool finite = false, subject = false;
	const uint64_t subjects = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
				  LEX_BIT(PRONOUN_I) | LEX_BIT(PRONOUN_OTHER) | LEX_BIT(DETERMINER);
	uint32_t n = r->n_tokens < 40 ? r->n_tokens : 40;
	for (uint32_t t = r->tokens; t < r->tokens + n; t++) {
		uint64_t k = c->tokens.at[t].classes;
		finite |= (k & (LEX_BIT(AUX) | LEX_BIT(VERB) | LEX_BIT(CUE))) != 0;
		subject |= (k & subjects) != 0 && t == r->tokens;
	}
	bool capital = (c->tokens.at[r->tokens].flags & TOKEN_CAPITAL) != 0;
	if (region_ends_sentence(c, region) && (capital || finite))
		return true;
	if (capital && n >= 3 && c->doc->text[r->inside.end - 1] == ',')
		return true;
	return finite && (capital || subject) && n >= 3;
}

/* ---- tags ---- */

static uint8_t punctuation_tag(struct doc_slice t)
{
	if (t.len == 0)
		return TAG_OTHER;
	if (t.len == 1)
		switch (t.s[0]) {
		case ',':
			return TAG_COMMA;
		case ':':
			return TAG_COLON;
		case ';':
			return TAG_SEMI;
		case '-':
			return TAG_DASH;
		case '(':
		case '[':
			return TAG_OPEN;
		case ')':
		case ']':
			return TAG_CLOSE;
		}
	if (ends_sentence(t))
		return TAG_STOP;
	if (t.len >= 3 && memcmp(t.s, "\xe2\x80", 2) == 0 && (unsigned char)t.s[2] >= 0x93 &&
	    (unsigned char)t.s[2] <= 0x95)
		return TAG_DASH;
	return t.len == 2 && memcmp(t.s, "--", 2) == 0 ? TAG_DASH : TAG_OTHER;
}

static uint8_t pronoun_tag(const struct scene *s, uint32_t i)
{
	if (UNIT_IN(s, i, "his", "her", "their", "its", "my", "our", "your", "whose"))
		return TAG_POSS;
	if (UNIT_IN(s, i, "him", "them", "me", "us", "himself", "herself", "themselves", "itself", "myself",
		    "ourselves", "yourself", "whom"))
		return TAG_OBJ;
	if (UNIT_IN(s, i, "who", "which", "that"))
		return TAG_SUB;
	return TAG_SUBJ;
}

static bool ends_with(struct doc_slice t, const char *tail)
{
	size_t n = strlen(tail);
	return t.len > n + 1 && memcmp(t.s + t.len - n, tail, n) == 0;
}

/** What a word may be by itself; verbs are settled by their neighbours in a second look. */
static uint8_t word_tag(const struct scene *s, uint32_t i)
{
	const struct unit *u = &s->units.at[i];
	const struct token *t = &s->c->tokens.at[u->token];
	uint64_t k = u->classes;
	struct doc_slice text = unit_text(s, i);
	if (t->flags & TOKEN_POSSESSIVE)
		return TAG_GENITIVE;
	if (t->kind == TOKEN_NUMBER)
		return TAG_NUMBER;
	if ((k & LEX_BIT(NEGATION)) && !unit_is(s, i, "no"))
		return TAG_NEG;
	if (k & LEX_BIT(AUX))
		return TAG_AUX;
	if (unit_is(s, i, "to"))
		return TAG_TO;
	if (k & LEX_BIT(SUBORDINATOR))
		return TAG_SUB;
	if (k & (LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I) |
		 LEX_BIT(PRONOUN_OTHER)))
		return pronoun_tag(s, i);
	if ((k & LEX_BIT(DETERMINER)) || unit_is(s, i, "no"))
		return TAG_DET;
	if (UNIT_IN(s, i, "and", "or", "but", "nor", "&", "plus"))
		return TAG_CONJ;
	if (k & LEX_BIT(PREPOSITION))
		return TAG_PREP;
	if ((k & (LEX_BIT(MONTH) | LEX_BIT(WEEKDAY))) && u->capital)
		return TAG_TIME;
	if (u->capital && !u->starts && !s->all_capitals)
		return TAG_NAME;
	if (k & LEX_BIT(NUMBER_WORD))
		return TAG_NUMBER;
	if (k & (LEX_BIT(ADVERB) | LEX_BIT(CONJUNCTION)))
		return TAG_ADV;
	if (ends_with(text, "ing") && text.len > 5)
		return TAG_ING;
	if (k & (CUE_ANY | LEX_BIT(VERB)))
		return TAG_VERB;
	if (ends_with(text, "ly"))
		return TAG_ADV;
	if (ends_with(text, "ed"))
		return TAG_VERB;
	return TAG_NOUN;
}

enum verb_form { FORM_BASE, FORM_S, FORM_PAST };

static enum verb_form verb_form(const struct scene *s, uint32_t i)
{
	struct doc_slice text = unit_text(s, i);
	const struct context *c = s->c;
	size_t len, lemma_len;
	const char *lower = intern_get(&c->words, c->tokens.at[s->units.at[i].token].word, &len);
	const char *lemma = lexicon_lemma(c->lex, lower, len, &lemma_len);
	if ((ends_with(text, "ed") && lemma_len != len) ||
	    (!(s->units.at[i].classes & CUE_ANY) && !ends_with(text, "s")))
		return FORM_PAST;
	if (lemma_len == len && memcmp(lemma, lower, len) == 0)
		return ends_with(text, "ed")                            ? FORM_PAST
		       : ends_with(text, "s") && !ends_with(text, "ss") ? FORM_S
									: FORM_BASE;
	return ends_with(text, "s") ? FORM_S : FORM_PAST;
}

/** A verb among its neighbours: finite, bare, a participle, or a noun after all. */
static uint8_t settle_verb(const struct scene *s, uint32_t i)
{
	uint32_t before = i;
	while (before > 0 && unit_tag_in(s, before - 1, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_NEG)))
		before--;
	uint32_t p = before ? before - 1 : UINT32_MAX;
	enum verb_form form = verb_form(s, i);
	if (before && unit_tag_in(s, p, TAG_BIT(TAG_TO)))
		return TAG_BARE;
	if (before && unit_tag_in(s, p, TAG_BIT(TAG_AUX)))
		return TAG_VERB;
	bool by = UNIT_IN(s, i + 1, "by");
	if (form == FORM_PAST) {
		if (before && unit_tag_in(s, i - 1, TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_PREP)))
			return TAG_NOUN;
		bool adjective = before && unit_tag_in(s, i - 1, TAG_BIT(TAG_NUMBER)) &&
				 unit_tag_in(s, i + 1, TAG_BIT(TAG_NOUN));
		by = by && !(before && unit_tag_in(s, p, TAG_BIT(TAG_SUBJ)));
		return by ? TAG_PART : adjective ? TAG_NOUN : TAG_VERB;
	}
	const uint32_t noun_left = TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_PREP) | TAG_BIT(TAG_NUMBER) |
				   TAG_BIT(TAG_GENITIVE) | TAG_BIT(TAG_VERB) | TAG_BIT(TAG_ING);
	if (!before || unit_tag_in(s, i - 1, noun_left))
		return TAG_NOUN;
	if (unit_tag_in(s, p, TAG_BIT(TAG_OBJ) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_OPEN)))
		return TAG_NOUN;
	bool clause_behind = unit_tag_in(s, i + 1, TAG_BIT(TAG_SUBJ)) || unit_is(s, i + 1, "that");
	if (form == FORM_S && clause_behind && !unit_tag_in(s, i - 1, TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS)))
		return TAG_VERB;
	bool verb_follows = (unit_has(s, i + 1, LEX_BIT(AUX)) && !unit_is(s, i + 1, "will")) ||
			    UNIT_IN(s, i + 1, "of", "said", "says", "by", "from");
	if (verb_follows && !unit_tag_in(s, p, TAG_BIT(TAG_SUBJ)))
		return TAG_NOUN;
	if (form == FORM_BASE && unit_tag_in(s, p, TAG_BIT(TAG_NAME)) &&
	    !(p > 0 && unit_tag_in(s, p - 1, TAG_BIT(TAG_CONJ)))) {
		struct doc_slice name = doc_text(s->c->doc, unit_span(s, p));
		if (!ends_with(name, "s"))
			return TAG_NOUN;
	}
	if (form == FORM_BASE && unit_tag_in(s, p, TAG_BIT(TAG_NOUN))) {
		struct doc_slice noun = unit_text(s, p);
		if (!ends_with(noun, "s") && !unit_has(s, p, LEX_BIT(ROLE_PLURAL)) &&
		    !UNIT_IN(s, p, "people", "men", "women", "police", "family"))
			return TAG_NOUN;
	}
	if (form == FORM_BASE && unit_tag_in(s, p, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_QUOTE)))
		return TAG_NOUN;
	return TAG_VERB;
}

/** Does what follows UNIT show that a noun phrase ends with it? */
static bool noun_ends_behind(const struct scene *s, uint32_t unit)
{
	const uint32_t ends = TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_AUX) | TAG_BIT(TAG_PREP) |
			      TAG_BIT(TAG_GENITIVE) | TAG_BIT(TAG_CLOSE);
	return unit + 1 >= s->units.len || unit_tag_in(s, unit + 1, ends) || unit_has(s, unit + 1, CUE_ANY);
}

static void settle_tags(struct scene *s)
{
	for (uint32_t i = 0; i < s->units.len; i++) {
		struct unit *u = &s->units.at[i];
		if ((u->tag == TAG_NOUN || u->tag == TAG_PREP) && unit_phrase(s, i))
			u->tag = TAG_VERB;
		if (u->tag == TAG_VERB)
			u->tag = settle_verb(s, i);
		bool nominal_left =
			i > 0 && unit_tag_in(s, i - 1, TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_GENITIVE));
		if (u->tag == TAG_ING && nominal_left)
			u->tag = TAG_NOUN;
		if (u->tag == TAG_ADV && nominal_left && ends_with(unit_text(s, i), "ly") && noun_ends_behind(s, i))
			u->tag = TAG_NOUN; /* "the family said" */
		if (u->tag == TAG_AUX && nominal_left && UNIT_IN(s, i, "will", "can", "might", "must", "may"))
			u->tag = TAG_NOUN;
		if (u->tag == TAG_SUB && UNIT_IN(s, i, "after", "before", "since", "until", "as", "than") &&
		    unit_tag_in(s, i + 1, TAG_BIT(TAG_NUMBER) | TAG_BIT(TAG_TIME) | TAG_BIT(TAG_ING)))
			u->tag = TAG_PREP;
		if (u->tag == TAG_TO && unit_tag_in(s, i + 1,
						    TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_NAME) |
							    TAG_BIT(TAG_NUMBER) | TAG_BIT(TAG_OBJ)))
			u->tag = TAG_PREP;
	}
}

/* ---- reading ---- */

/** The name that starts at TOKEN, or NULL; names are walked in step with the tokens. */
static const struct mention *name_at(struct scene *s, uint32_t token)
{
	const struct context *c = s->c;
	uint32_t start = c->tokens.at[token].span.start;
	while (s->next_mention < c->mentions.len && c->mentions.at[s->next_mention].span.start < start)
		s->next_mention++;
	if (s->next_mention >= c->mentions.len)
		return NULL;
	const struct mention *m = &c->mentions.at[s->next_mention];
	return m->span.start == start && m->form == PQ_NAME && m->n_tokens > 0 ? m : NULL;
}

static void push_word(struct scene *s, uint32_t token, const struct mention *name, uint32_t end)
{
	const struct token *t = &s->c->tokens.at[token];
	struct unit u = {.token = token,
			 .n_tokens = 1,
			 .region = PQ_NONE,
			 .classes = t->classes,
			 .capital = (t->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS)) != 0,
			 .starts = (t->flags & TOKEN_SENTENCE) != 0};
	if (name && token + name->n_tokens <= end) {
		u.n_tokens = name->n_tokens;
		u.person = name->type <= PQ_ORGANIZATION;
		u.tag = name->type == PQ_DATE || name->type == PQ_TIME ? TAG_TIME
			: name->type > PQ_TIME                         ? TAG_NUMBER
								       : TAG_NAME;
	}
	if (!vec_push(&s->units, u)) {
		s->c->failed = true;
		return;
	}
	struct unit *last = &vec_last(&s->units);
	if (u.tag)
		return;
	if (t->kind == TOKEN_PUNCT && (t->flags & TOKEN_GLUED) && token + 1 < end && (t[1].flags & TOKEN_GLUED) &&
	    token_is(s->c, token, "-")) {
		last->tag = TAG_NOUN; /* the hyphen of a compound: "US-Danish talks" */
		return;
	}
	last->tag = t->kind == TOKEN_PUNCT || t->kind == TOKEN_QUOTE ? punctuation_tag(unit_text(s, s->units.len - 1))
								     : word_tag(s, s->units.len - 1);
}

/** Tokens to units: regions of the outermost level whole, names whole. */
static void read_units(struct scene *s, const struct block_tokens *b)
{
	struct context *c = s->c;
	uint32_t end = b->tokens + b->n_tokens, token = b->tokens;
	while (token < end && !c->failed) {
		uint32_t inner = token + 1 < end ? c->tokens.at[token + 1].region : PQ_NONE;
		while (inner != PQ_NONE && c->regions.at[inner].parent != PQ_NONE)
			inner = c->regions.at[inner].parent;
		if (c->tokens.at[token].region == PQ_NONE && inner != PQ_NONE &&
		    c->regions.at[inner].tokens == token + 1) {
			const struct region *r = &c->regions.at[inner];
			struct unit u = {.token = token,
					 .n_tokens = 1 + r->n_tokens + (r->open ? 0 : 1),
					 .region = inner,
					 .tag = TAG_QUOTE,
					 .starts = (c->tokens.at[token].flags & TOKEN_SENTENCE) != 0};
			u.capital = (c->tokens.at[r->tokens].flags & TOKEN_CAPITAL) != 0;
			if (!vec_push(&s->units, u))
				c->failed = true;
			token += u.n_tokens;
			continue;
		}
		push_word(s, token, name_at(s, token), end);
		if (c->failed)
			return;
		token += vec_last(&s->units).n_tokens;
	}
}

/** Does a verb of saying follow the quote that ends at unit I closely enough for both to be one statement? */
static bool saying_follows(const struct scene *s, uint32_t i)
{
	uint32_t end = i + 12 < s->units.len ? i + 12 : s->units.len;
	for (uint32_t k = i; k < end; k++) {
		if (unit_tag_in(s, k, TAG_BIT(TAG_STOP) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_SEMI)))
			return false;
		if (unit_tag_in(s, k, FINITE_TAGS))
			return unit_has(s, k, CUE_ANY) && !unit_tag_in(s, k + 1, TAG_BIT(TAG_QUOTE));
	}
	return false;
}

static bool statement_ends(const struct scene *s, uint32_t i)
{
	if (i + 1 >= s->units.len)
		return true;
	const struct unit *u = &s->units.at[i], *next = &s->units.at[i + 1];
	if (next->tag == TAG_CLOSE)
		return false;
	if (u->tag == TAG_STOP) {
		if (next->tag == TAG_QUOTE)
			return true;
		return next->starts || next->capital ||
		       s->c->tokens.at[next->token].sentence != s->c->tokens.at[u->token].sentence;
	}
	if (u->tag != TAG_QUOTE || !region_ends_sentence(s->c, u->region))
		return false;
	if (next->tag == TAG_QUOTE)
		return true;
	if (next->tag == TAG_STOP || next->tag == TAG_COMMA)
		return false;
	if (!next->capital)
		return false;
	struct pq_span in = s->c->regions.at[u->region].inside;
	bool full_stop = s->c->doc->text[in.end - 1] == '.';
	return full_stop || !saying_follows(s, i + 1);
}

/** Do capitals tell nothing in this block? */
static bool mostly_capitals(const struct context *c, const struct block_tokens *b)
{
	uint32_t words = 0, capitals = 0;
	for (uint32_t t = b->tokens; t < b->tokens + b->n_tokens; t++) {
		const struct token *k = &c->tokens.at[t];
		if (k->kind != TOKEN_WORD || k->span.end - k->span.start < 3)
			continue;
		words++;
		capitals += (k->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS)) != 0;
	}
	return words >= 4 && capitals * 10 >= words * 7;
}

void scene_read(struct scene *s, uint32_t block)
{
	struct context *c = s->c;
	s->block = block;
	s->units.len = s->statements.len = s->used.len = 0;
	s->first_attribution = c->attributions.len;
	s->all_capitals = mostly_capitals(c, &c->blocks.at[block]);
	read_units(s, &c->blocks.at[block]);
	if (c->failed)
		return;
	settle_tags(s);
	uint32_t from = 0;
	for (uint32_t i = 0; i < s->units.len; i++) {
		if (!vec_push(&s->used, 0))
			c->failed = true;
		if (!statement_ends(s, i) && i - from < MAX_STATEMENT)
			continue;
		if (!vec_push(&s->statements, (struct statement){from, i + 1}))
			c->failed = true;
		from = i + 1;
	}
}
