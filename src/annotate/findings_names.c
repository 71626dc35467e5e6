/* annotate/findings_names.c - findings about names: who is not introduced, which surname two people bear, acronyms of two
 * meanings, who is never quoted, agencies' credits, furniture. */
#include "annotate/findings.h"

#include "annotate/lexicon.h"
#include "doc/query.h"

#define FORENAME (LEX_BIT(FORENAME_FEMALE) | LEX_BIT(FORENAME_MALE))

static bool is_mark(const struct context *c, uint32_t i, char ch)
{
	return i < c->tokens.len && c->tokens.at[i].kind == TOKEN_PUNCT &&
	       c->doc->text[c->tokens.at[i].span.start] == ch;
}

static struct doc_slice words_of(const struct context *c, struct pq_span span)
{
	return doc_text(c->doc, span);
}

/* ---- not introduced ---- */

/** Is the bare name at M used as a surname: behind a title, or before a verb, outside quote marks? */
static bool used_as_surname(const struct context *c, const struct mention *m)
{
	const uint64_t verbs = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_TO) |
			       LEX_BIT(CUE_OBJECT) | LEX_BIT(CUE_MANNER) | LEX_BIT(VERB) | LEX_BIT(AUX) |
			       LEX_BIT(DECLINE);
	if (c->tokens.at[m->tokens].region != PQ_NONE)
		return false;
	return m->full.start < m->span.start || token_has(c, m->tokens + m->n_tokens, verbs);
}

/** Mark the words that are the whole name of something other than a person somewhere: who bears one may be that. */
static uint8_t *names_of_things(struct context *c)
{
	uint8_t *thing = arena_alloc(&c->arena, c->words.len + 1);
	for (uint32_t k = 0; thing && k < c->mentions.len; k++) {
		const struct mention *m = &c->mentions.at[k];
		if (m->form == PQ_NAME && m->n_tokens == 1 && m->type != PQ_PERSON)
			thing[c->tokens.at[m->tokens].word] = 1;
	}
	return thing;
}

void find_not_introduced(struct context *c)
{
	const uint8_t *thing = names_of_things(c);
	for (uint32_t k = 0; k < c->entities.len && thing; k++) {
		const struct entity *e = &c->entities.at[k];
		if (e->type != PQ_PERSON || e->introduced || e->first >= c->mentions.len)
			continue;
		const struct mention *m = &c->mentions.at[e->first];
		uint64_t classes = c->tokens.at[m->tokens].classes;
		if (m->form != PQ_NAME || m->ambiguous || thing[c->tokens.at[m->tokens].word] ||
		    ((classes & FORENAME) && !(classes & LEX_BIT(SURNAME))) || !used_as_surname(c, m))
			continue;
		struct doc_slice name = words_of(c, m->span);
		finding_add(c, PQ_NOT_INTRODUCED, m->span, PQ_NONE, "%.*s is named without being introduced.",
			    (int)name.len, name.s);
	}
}

/* ---- shared surnames ---- */

/** For each word: who bears it as the end of a full name, or, where it is no forename, as its start. */
struct bearers {
	uint32_t first, second; /**< entities + 1 */
};

static void bear(const struct context *c, struct bearers *b, uint32_t token, uint32_t entity)
{
	struct bearers *at = &b[c->tokens.at[token].word];
	if (!at->first)
		at->first = entity + 1;
	else if (at->first != entity + 1 && !at->second)
		at->second = entity + 1;
}

static bool names_person(const struct mention *m)
{
	return m->form == PQ_NAME && m->type == PQ_PERSON && m->entity != PQ_NONE;
}

/** Who bears the full name M. */
static void bear_name(const struct context *c, struct bearers *b, const struct mention *m)
{
	if (!names_person(m) || m->n_tokens < 2)
		return;
	bear(c, b, m->tokens + m->n_tokens - 1, m->entity);
	bool family = m->n_tokens == 3 && token_has(c, m->tokens, LEX_BIT(SURNAME)); /* "Kim Dae Jung" */
	if (family || !token_has(c, m->tokens, FORENAME))
		bear(c, b, m->tokens, m->entity);
}

/** A bare surname that somebody else bears too by the end of its sentence: "Deane's mother, Carys Deane". */
void find_shared_surnames(struct context *c)
{
	struct bearers *b = arena_array(&c->arena, struct bearers, c->words.len + 1);
	for (uint32_t k = 0, ahead = 0; k < c->mentions.len && b; k++) {
		const struct mention *m = &c->mentions.at[k];
		uint32_t sentence = c->tokens.at[m->tokens].sentence;
		for (; ahead < c->mentions.len; ahead++) {
			if (c->tokens.at[c->mentions.at[ahead].tokens].sentence > sentence)
				break;
			bear_name(c, b, &c->mentions.at[ahead]);
		}
		if (!names_person(m) || m->n_tokens > 1)
			continue;
		const struct bearers *at = &b[c->tokens.at[m->tokens].word];
		if (!m->ambiguous && !at->second)
			continue;
		struct doc_slice name = words_of(c, m->span);
		finding_add(c, PQ_SHARED_SURNAME, m->span, PQ_NONE, "More than one person here is called %.*s.",
			    (int)name.len, name.s);
	}
}

/* ---- acronyms ---- */

/** "(CBK)", "also known as CBK" */
static bool introduced_here(const struct context *c, const struct mention *m)
{
	if (m->tokens > 1 && token_is(c, m->tokens - 1, "as") && token_has_rare(c, m->tokens - 2, LEX_RARE_BIT(NAMING)))
		return true;
	return m->tokens > 0 && is_mark(c, m->tokens - 1, '(') && is_mark(c, m->tokens + m->n_tokens, ')');
}

void find_ambiguous_acronyms(struct context *c)
{
	uint32_t *meaning = arena_array(&c->arena, uint32_t, c->words.len + 1); /* entity + 1 */
	uint8_t *several = arena_array(&c->arena, uint8_t, c->words.len + 1);
	for (int turn = 0; turn < 2 && several; turn++) {
		for (uint32_t k = 0; k < c->mentions.len; k++) {
			const struct mention *m = &c->mentions.at[k];
			if (m->form != PQ_NAME || m->n_tokens != 1 || m->type == PQ_PERSON || m->entity == PQ_NONE ||
			    !(c->tokens.at[m->tokens].flags & TOKEN_ALL_CAPS))
				continue;
			uint32_t word = c->tokens.at[m->tokens].word;
			bool other = meaning[word] && meaning[word] != m->entity + 1;
			if (turn == 0) {
				several[word] |= other;
				meaning[word] = m->entity + 1;
			} else if (several[word] && (introduced_here(c, m) || c->entities.at[m->entity].first == k)) {
				struct doc_slice name = words_of(c, m->span);
				finding_add(c, PQ_AMBIGUOUS_ACRONYM, m->span, PQ_NONE,
					    "%.*s stands for more than one thing here.", (int)name.len, name.s);
			}
		}
	}
}

/* ---- never quoted ---- */

/** Mark the entities named inside findings of refusal. */
static void mark_declined(const struct context *c, uint8_t *heard)
{
	for (uint32_t f = 0; f < c->out->findings.len; f++) {
		const struct pq_finding *at = &c->out->findings.at[f];
		if (at->kind != PQ_DECLINED)
			continue;
		for (uint32_t i = token_at(c, at->span.start), m = mention_in(c, at->span);
		     i < c->tokens.len && m < c->mentions.len; m++) {
			if (c->mentions.at[m].span.start >= at->span.end)
				break;
			if (c->mentions.at[m].entity != PQ_NONE)
				heard[c->mentions.at[m].entity] = 1;
		}
	}
}

void find_never_quoted(struct context *c)
{
	uint8_t *heard = arena_array(&c->arena, uint8_t, c->entities.len + 1);
	uint32_t *names = arena_array(&c->arena, uint32_t, c->entities.len + 1);
	if (!heard || !names)
		return;
	for (uint32_t k = 0; k < c->attributions.len; k++)
		if (c->attributions.at[k].entity != PQ_NONE)
			heard[c->attributions.at[k].entity] = 1;
	mark_declined(c, heard);
	for (uint32_t m = 0; m < c->mentions.len; m++)
		if (c->mentions.at[m].entity != PQ_NONE && c->mentions.at[m].form == PQ_NAME &&
		    !c->mentions.at[m].ambiguous)
			names[c->mentions.at[m].entity]++;
	for (uint32_t k = 0; k < c->entities.len; k++) {
		const struct entity *e = &c->entities.at[k];
		if (e->type != PQ_PERSON || heard[k] || names[k] < 2 || e->first >= c->mentions.len || !e->name.len)
			continue;
		struct pq_span span = c->mentions.at[e->first].span;
		finding_add(c, PQ_NEVER_QUOTED, span, PQ_NONE, "%.*s is named %u times and not quoted.",
			    (int)e->name.len, c->out->strings.bytes + e->name.at, names[k]);
	}
}

/* ---- agencies ---- */

/** Does the bracket at OPEN hold the credit of a dateline: "OSLO, Feb 6 (Cardinal News) -"? */
static bool in_dateline(const struct context *c, uint32_t open, uint32_t close)
{
	uint32_t start = c->blocks.at[c->tokens.at[open].block].tokens;
	if (open - start > 12 || !(c->tokens.at[start].flags & TOKEN_ALL_CAPS) || close + 1 >= c->tokens.len)
		return false;
	const struct token *dash = &c->tokens.at[close + 1];
	char ch = c->doc->text[dash->span.start];
	return dash->kind == TOKEN_PUNCT && (ch == '-' || (unsigned char)ch == 0xe2);
}

void find_wire_credits(struct context *c)
{
	for (uint32_t k = 0; k < c->mentions.len; k++) {
		const struct mention *m = &c->mentions.at[k];
		uint32_t open = m->tokens - 1, close = m->tokens + m->n_tokens;
		if (m->form != PQ_NAME || m->type == PQ_PLACE || m->type == PQ_PERSON || m->tokens == 0 ||
		    m->n_tokens > 4 || !is_mark(c, open, '(') || !is_mark(c, close, ')'))
			continue;
		const struct sentence *s = &c->sentences.at[c->tokens.at[open].sentence];
		if (s->tokens != open && !in_dateline(c, open, close))
			continue;
		struct doc_slice name = words_of(c, m->span);
		finding_add(c, PQ_WIRE_CREDIT,
			    (struct pq_span){c->tokens.at[open].span.start, c->tokens.at[close].span.end}, PQ_NONE,
			    "The report comes from an agency: %.*s.", (int)name.len, name.s);
	}
}

/* ---- furniture ---- */

/** Is the block a credit of which the findings speak already, from finding *FROM on?  Both are in order. */
static bool is_told(const struct context *c, const struct pq_block *block, uint32_t *from)
{
	for (; *from < c->out->findings.len; ++*from) {
		const struct pq_finding *f = &c->out->findings.at[*from];
		if (f->kind == PQ_WIRE_CREDIT && f->span.end > block->span.start)
			return f->span.start < block->span.end;
	}
	return false;
}

void find_furniture(struct context *c)
{
	for (uint32_t b = 0, from = 0; b < c->blocks.len; b++) {
		const struct pq_block *at = &c->doc->blocks[b];
		if (at->kind == PQ_BLOCK_CREDIT && is_told(c, at, &from))
			continue;
		const char *what = at->kind == PQ_BLOCK_CAPTION     ? "This is a caption, not the article's text."
				   : at->kind == PQ_BLOCK_CREDIT    ? "This is a credit, not the article's text."
				   : at->kind == PQ_BLOCK_RELATED   ? "This leads to another article."
				   : at->kind == PQ_BLOCK_FURNITURE ? "This belongs to the page, not to the article."
								    : NULL;
		if (what)
			finding_add(c, PQ_FURNITURE, at->span, PQ_NONE, "%s", what);
	}
}
