/* annotate/people.c - pronouns and descriptions joined to people, in one walk in reading order.
 * Outside quote marks a pronoun means the person spoken of last who fits: who was the subject or speaks, in this paragraph or,
 * from a paragraph's first sentence, in the last one that spoke of people.  Two who fit alike, or none: no link.  Inside quote
 * marks nothing is joined. */
#include "annotate/people.h"

#include <limits.h>
#include <stdlib.h>

#include "annotate/lexicon.h"
#include "annotate/speakers.h"
#include "doc/query.h"

/* Nouns for people: once a sentence has spoken of somebody unnamed, a pronoun behind it may be theirs. */
#define UNNAMED \
	(LEX_BIT(ROLE) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE) | LEX_BIT(KIN) | \
	 LEX_BIT(ANONYMOUS))
#define MAX_LINES 4 /* sentences back */

void people_note(struct people *p, uint32_t entity, bool subject, bool spoke)
{
	uint32_t k = 0;
	bool was = false;
	while (k < p->n_recent && p->recent[k].entity != entity)
		k++;
	if (k < p->n_recent) {
		was = p->recent[k].line == p->line && p->recent[k].subject;
		for (; k + 1 < p->n_recent; k++)
			p->recent[k] = p->recent[k + 1];
		p->n_recent--;
	} else if (p->n_recent == RECENT) {
		for (k = 0; k + 1 < RECENT; k++)
			p->recent[k] = p->recent[k + 1];
		p->n_recent--;
	}
	p->recent[p->n_recent++] = (struct recent){entity, p->line, p->block, subject || was, spoke};
	p->seen[entity]++;
	p->seen_of_sex[p->c->entities.at[entity].sex]++;
}

bool people_is_hero(const struct people *p, uint32_t entity)
{
	return p->topic[entity] && 2 * p->seen[entity] > p->seen_of_sex[p->c->entities.at[entity].sex];
}

/** May the person be meant from here at all? */
static bool in_reach(const struct people *p, const struct recent *r)
{
	if (r->block == p->block)
		return p->line - r->line <= MAX_LINES;
	if (!p->open)
		return false;
	return people_is_hero(p, r->entity) ||
	       (p->line - r->line <= MAX_LINES && r->block == p->person_block && r->block + MAX_BLOCKS >= p->block);
}

/** Is the word at TOKEN who says quoted words that stand before it? */
static bool quotes(const struct people *p, uint32_t token)
{
	const struct context *c = p->c;
	if (token >= c->tokens.len || !p->speech[token])
		return false;
	const struct attribution *a = &c->attributions.at[p->speech[token] - 1];
	return a->kind == PQ_DIRECT && a->start < c->tokens.at[token].span.start && a->block == p->block;
}

/** How likely the person is meant by the pronoun at TOKEN. */
static int points(const struct people *p, const struct recent *r, uint32_t token, uint8_t sex, bool object)
{
	const struct pronoun_weights *w = &pronoun_weights;
	const int by_line[] = {w->same_line, w->line_1, w->line_2, w->line_3, w->line_far};
	uint32_t back = p->line - r->line;
	int sum = by_line[back < 4 ? back : 4];
	if (r->subject)
		sum += back == 0   ? (object ? w->object_here : w->subject_here)
		       : back == 1 ? w->subject_before
				   : w->subject_far;
	if (r->spoke && back == 1 && quotes(p, token))
		sum += w->spoke_before;
	if (p->topic[r->entity])
		sum += people_is_hero(p, r->entity) ? w->hero : w->topic;
	if (p->c->entities.at[r->entity].sex == sex)
		sum += w->sex;
	return sum;
}

bool people_named_in_speech(const struct people *p, uint32_t token, uint32_t entity)
{
	const struct context *c = p->c;
	if (token >= c->tokens.len || !p->speech[token])
		return false;
	const struct attribution *a = &c->attributions.at[p->speech[token] - 1];
	for (uint32_t k = a->parts; k < a->parts + a->n_parts; k++) {
		struct pq_span part = c->parts.at[k].span;
		for (uint32_t m = mention_from(c, part.start);
		     m < c->mentions.len && c->mentions.at[m].span.start < part.end; m++) {
			const struct mention *at = &c->mentions.at[m];
			uint32_t next = at->tokens + at->n_tokens;
			bool owner = next < c->tokens.len && (c->tokens.at[next].flags & TOKEN_POSSESSIVE);
			if (at->entity == entity && !owner && c->tokens.at[at->tokens].region == PQ_NONE)
				return true;
		}
	}
	return false;
}

uint32_t people_best(const struct people *p, uint32_t token, uint8_t sex, bool object, bool *ambiguous)
{
	uint32_t best = PQ_NONE;
	int top = 0, second = INT_MIN / 2;
	bool here = false;
	*ambiguous = false;
	for (uint32_t k = p->n_recent; k-- > 0;)
		here |= p->recent[k].block == p->block && (p->c->entities.at[p->recent[k].entity].sex == sex ||
							   p->c->entities.at[p->recent[k].entity].sex == SEX_UNKNOWN);
	for (uint32_t k = p->n_recent; k-- > 0;) {
		const struct recent *r = &p->recent[k];
		uint8_t s = p->c->entities.at[r->entity].sex;
		if (!in_reach(p, r) || (s != sex && s != SEX_UNKNOWN) || (here && r->block != p->block))
			continue;
		int sum = points(p, r, token, sex, object) +
			  (people_named_in_speech(p, token, r->entity) ? pronoun_weights.named : 0);
		if (best == PQ_NONE || sum > top) {
			second = best == PQ_NONE ? second : top;
			top = sum;
			best = r->entity;
		} else if (sum > second) {
			second = sum;
		}
	}
	/* a pronoun of this sex was left open in this block: whoever it meant is still the likeliest */
	if (p->nobody_block[sex] == p->block && p->nobody_line[sex] >= p->block_line) {
		uint32_t back = p->line - p->nobody_line[sex];
		int sum = back == 0   ? pronoun_weights.open_here
			  : back == 1 ? pronoun_weights.open_before
				      : pronoun_weights.open_far;
		second = sum > second ? sum : second;
	}
	if (best != PQ_NONE && top - second < pronoun_weights.clear) {
		*ambiguous = true;
		return PQ_NONE;
	}
	return top < 1 ? PQ_NONE : best;
}

/** The only person of this block, whatever their sex; PQ_NONE. */
static uint32_t only_one_here(const struct people *p)
{
	uint32_t found = PQ_NONE;
	for (uint32_t k = 0; k < p->n_recent; k++) {
		if (p->recent[k].block != p->block)
			continue;
		if (found != PQ_NONE)
			return PQ_NONE;
		found = p->recent[k].entity;
	}
	return found;
}

static bool is_object(const struct people *p, uint32_t i)
{
	const struct context *c = p->c;
	if (token_is(c, i, "him"))
		return true;
	if (!token_is(c, i, "her"))
		return false;
	const struct token *next = i + 1 < c->tokens.len ? &c->tokens.at[i + 1] : NULL;
	return !next || next->kind != TOKEN_WORD ||
	       (next->classes & (LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION) | LEX_BIT(DETERMINER)));
}

static void add_found(struct people *p, struct mention m)
{
	if (!vec_push(&p->found, m))
		p->c->failed = true;
}

static void pronoun(struct people *p, uint32_t i)
{
	struct context *c = p->c;
	const struct token *t = &c->tokens.at[i];
	uint8_t sex = t->classes & LEX_BIT(PRONOUN_HE) ? SEX_MALE : SEX_FEMALE;
	bool subject = token_is(c, i, "he") || token_is(c, i, "she");
	struct mention m = {
		.span = t->span, .full = t->span, .tokens = i, .n_tokens = 1, .form = PQ_PRONOUN, .type = PQ_PERSON};
	m.entity = people_best(p, i, sex, is_object(p, i), &m.ambiguous);
	bool open = p->nobody_block[sex] == p->block && p->nobody_line[sex] >= p->block_line;
	if (m.entity == PQ_NONE && !m.ambiguous && subject && !open && p->speaks[i] == SPEAKER_STARTS) {
		m.entity = only_one_here(p);
		if (m.entity != PQ_NONE && people_named_in_speech(p, i, m.entity))
			m.entity = PQ_NONE;
		m.conflict = m.entity != PQ_NONE;
	}
	if (m.entity == PQ_NONE) {
		p->nobody_line[sex] = p->line;
		p->nobody_block[sex] = p->block;
	}
	if (m.entity != PQ_NONE) {
		struct entity *e = &c->entities.at[m.entity];
		if (e->sex == SEX_UNKNOWN && subject)
			e->sex = sex;
		people_note(p, m.entity, subject, p->speaks[i] == SPEAKER_STARTS);
	}
	add_found(p, m);
}

/** An organisation or a place that opens its sentence or speaks in it is whom "it" and "they" behind it mean. */
static void note_body(struct people *p, const struct mention *m)
{
	const struct context *c = p->c;
	uint32_t end = m->tokens + m->n_tokens, before = m->tokens;
	if (token_has(c, before - 1, LEX_BIT(DETERMINER)))
		before--;
	bool opens = m->type == PQ_ORGANIZATION &&
		     (before == 0 || c->tokens.at[before - 1].sentence != c->tokens.at[m->tokens].sentence);
	bool owner = end < c->tokens.len && (c->tokens.at[end].flags & TOKEN_POSSESSIVE);
	bool modifies = end < c->tokens.len && token_has(c, end, UNNAMED | LEX_BIT(DOCUMENT));
	if (owner || modifies || !(p->speaks[m->tokens] == SPEAKER_HEAD || opens))
		return;
	p->body = (struct body){m->entity, p->line, p->block, m->type};
}

/** "It said", "they said": the body that was the subject of this sentence or the last, if nobody else came between. */
static void body_pronoun(struct people *p, uint32_t i)
{
	const struct context *c = p->c;
	const struct token *t = &c->tokens.at[i];
	bool it = token_is(c, i, "it");
	if (p->speaks[i] != SPEAKER_STARTS || p->body.entity == PQ_NONE || p->line - p->body.line > 1 ||
	    (p->body.block != p->block && !p->open) || (it && p->body.type == PQ_GROUP))
		return;
	add_found(p, (struct mention){.span = t->span,
				      .full = t->span,
				      .tokens = i,
				      .n_tokens = 1,
				      .form = PQ_PRONOUN,
				      .type = p->body.type,
				      .entity = p->body.entity});
	p->body.line = p->line;
	p->body.block = p->block;
}

/** "Ana Roy, who", "the Clerk, who", "the Guild, which": the name or description that it goes back to. */
static void relative_pronoun(struct people *p, uint32_t i)
{
	struct context *c = p->c;
	const struct token *t = &c->tokens.at[i];
	uint32_t head = antecedent_of(c, i), m = head == PQ_NONE ? PQ_NONE : name_over(c, head);
	const struct mention *last = p->found.len ? &vec_last(&p->found) : NULL, *of = NULL;
	if (m != PQ_NONE)
		of = &c->mentions.at[m];
	else if (head != PQ_NONE && last && last->form == PQ_NOMINAL && last->tokens + last->n_tokens == head + 1)
		of = last;
	if (!of || of->entity == PQ_NONE || of->type > PQ_PLACE || token_is(c, i, "who") != (of->type == PQ_PERSON))
		return;
	add_found(p, (struct mention){.span = t->span,
				      .full = t->span,
				      .tokens = i,
				      .n_tokens = 1,
				      .form = PQ_PRONOUN,
				      .type = of->type,
				      .entity = of->entity});
}

/** Is the name the subject of its sentence, or who speaks in it? */
static bool is_subject(const struct people *p, const struct mention *m)
{
	const struct context *c = p->c;
	uint32_t end = m->tokens + m->n_tokens;
	if (end < c->tokens.len && (c->tokens.at[end].flags & TOKEN_POSSESSIVE))
		return false;
	if (p->speaks[m->tokens])
		return p->speaks[m->tokens] == SPEAKER_HEAD;
	if (m->tokens && token_has(c, m->tokens - 1, LEX_BIT(PREPOSITION)) &&
	    c->tokens.at[m->tokens - 1].sentence == c->tokens.at[m->tokens].sentence)
		return false;
	bool joined = m->tokens && token_is(c, m->tokens - 1, "and");
	for (uint32_t k = p->n_recent; k-- > 0;)
		if (p->recent[k].line == p->line && p->recent[k].subject)
			return joined;
	return true;
}

/** "Asked by X whether ..., she said": X is not who answers. */
static bool asks(const struct context *c, const struct mention *m)
{
	uint32_t i = token_at(c, m->full.start);
	return i > 1 && token_is(c, i - 1, "by") &&
	       (token_is(c, i - 2, "asked") || token_is(c, i - 2, "pressed") || token_is(c, i - 2, "questioned") ||
		token_is(c, i - 2, "interviewed"));
}

/** "To her family she was Izzy": the name says what somebody is called, not of whom is spoken. */
static bool is_predicate(const struct context *c, const struct mention *m)
{
	uint32_t i = m->tokens;
	return i > 1 && m->n_tokens == 1 && (token_is(c, i - 1, "was") || token_is(c, i - 1, "is")) &&
	       token_has(c, i - 2, LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE));
}

/** "an engineer": from here "the engineer" may be this one. */
static void note_unnamed(struct people *p, uint32_t i)
{
	const struct context *c = p->c;
	for (uint32_t k = i + 1; k < i + 4 && k < c->tokens.len && c->tokens.at[k].kind == TOKEN_WORD; k++)
		if (c->tokens.at[k].classes & (LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE)))
			p->unnamed_role[c->tokens.at[k].word] = 1;
}

static void enter_block(struct people *p, uint32_t block)
{
	for (uint32_t k = 0; k < p->n_recent; k++)
		if (p->recent[k].block == p->block)
			p->person_block = p->block;
	p->block = block;
	p->open = true;
	p->block_line = p->line + 1;
	p->unnamed = false;
}

/** Somebody described and not linked speaks from TOKEN on: "a neighbour said".  "She" behind it may be this one, so it is open
 *  whom that means until a name comes nearer. */
static void unnamed_speaker(struct people *p, uint32_t token)
{
	const struct context *c = p->c;
	if (p->speaks[token] != SPEAKER_STARTS || !p->speech[token])
		return;
	const struct attribution *a = &c->attributions.at[p->speech[token] - 1];
	bool says = a->cue_token != PQ_NONE && token_has(c, a->cue_token, LEX_BIT(CUE) | LEX_BIT(CUE_TELL));
	if (!says || token_is(c, a->cue_token, "asked") || token_is(c, a->cue_token, "asks"))
		return; /* who asks leaves the answer to another */
	struct source_head h = source_head(c, a->source_span);
	if (h.mention != PQ_NONE || h.pronoun || h.noun == PQ_NONE || h.joined ||
	    !token_has(c, h.noun, UNNAMED | LEX_BIT(STRANGER)) ||
	    token_has(c, h.noun, LEX_BIT(DOCUMENT) | LEX_BIT(ORG_WORD) | LEX_BIT(OUTLET) | LEX_BIT(ROLE_PLURAL)))
		return;
	for (uint8_t sex = SEX_FEMALE; sex <= SEX_MALE; sex++) {
		if (token_has(c, h.noun, sex == SEX_MALE ? LEX_BIT(ROLE_FEMALE) : LEX_BIT(ROLE_MALE)))
			continue;
		p->nobody_line[sex] = p->line;
		p->nobody_block[sex] = p->block;
	}
}

/** One block, token by token; NAME is the next mention. */
static uint32_t walk_block(struct people *p, uint32_t block, uint32_t name)
{
	struct context *c = p->c;
	const struct block_tokens *b = &c->blocks.at[block];
	uint32_t end = b->tokens + b->n_tokens, sentence = PQ_NONE;
	enter_block(p, block);
	for (uint32_t i = b->tokens; i < end && !c->failed;) {
		const struct token *t = &c->tokens.at[i];
		bool narrative = t->region == PQ_NONE;
		if (narrative && t->kind == TOKEN_WORD && t->sentence != sentence) {
			sentence = t->sentence;
			p->line++;
			p->open &= !p->unnamed;
		}
		while (name < c->mentions.len && c->mentions.at[name].tokens < i)
			name++;
		if (name < c->mentions.len && c->mentions.at[name].tokens == i) {
			const struct mention *m = &c->mentions.at[name];
			if (narrative && m->type == PQ_PERSON && !m->ambiguous && !asks(c, m) && !is_predicate(c, m)) {
				note_kinship(p, name);
				people_note(p, m->entity, is_subject(p, m), p->speaks[i] == SPEAKER_HEAD);
			} else if (narrative && m->type <= PQ_GROUP && m->type != PQ_PERSON && m->entity != PQ_NONE) {
				note_body(p, m);
			}
			name++;
			i += m->n_tokens;
			continue;
		}
		if (narrative && (t->classes & UNNAMED))
			p->unnamed = true;
		if (narrative && (t->classes & (LEX_BIT(ROLE_PLURAL) | LEX_BIT(DOCUMENT) | LEX_BIT(AUDIENCE))))
			p->body.entity = PQ_NONE; /* "they" and "it" may be these */
		if (token_is(c, i, "a") || token_is(c, i, "an") || token_is(c, i, "another") || token_is(c, i, "one"))
			note_unnamed(p, i);
		struct mention m;
		uint32_t n = narrative && t->kind == TOKEN_WORD ? nominal_at(p, i, &m) : 0;
		if (n) {
			add_found(p, m);
			if (m.type == PQ_PERSON)
				people_note(p, m.entity, p->speaks[i], p->speaks[i] == SPEAKER_STARTS);
		} else if (narrative && (t->classes & (LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE)))) {
			pronoun(p, i);
		} else if (narrative && (token_is(c, i, "it") || token_is(c, i, "they"))) {
			body_pronoun(p, i);
		} else if (narrative && (token_is(c, i, "who") || token_is(c, i, "which"))) {
			relative_pronoun(p, i);
		} else if (narrative) {
			unnamed_speaker(p, i);
		}
		i += n ? n : 1;
	}
	return name;
}

static int by_start(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return x->span.end > y->span.end ? -1 : x->span.end < y->span.end;
}

/** The found mentions go among the names; each entity's first mention is told anew. */
static void merge(struct people *p)
{
	struct context *c = p->c;
	for (uint32_t k = 0; k < p->found.len; k++) {
		if (!vec_push(&c->mentions, p->found.at[k])) {
			c->failed = true;
			return;
		}
	}
	if (c->mentions.len)
		qsort(c->mentions.at, c->mentions.len, sizeof *c->mentions.at, by_start);
	for (uint32_t m = c->mentions.len; m-- > 0;)
		if (c->mentions.at[m].entity != PQ_NONE)
			c->entities.at[c->mentions.at[m].entity].first = m;
}

/** Whom the title names is whom a new paragraph goes on about. */
static void mark_topics(struct people *p)
{
	struct context *c = p->c;
	for (uint32_t m = 0; m < c->mentions.len; m++) {
		uint32_t block = c->tokens.at[c->mentions.at[m].tokens].block;
		if (c->doc->blocks[block].kind == PQ_BLOCK_TITLE && c->mentions.at[m].entity != PQ_NONE)
			p->topic[c->mentions.at[m].entity] = 1;
	}
}

static void mark_speakers(struct people *p)
{
	struct context *c = p->c;
	for (uint32_t k = 0; k < c->attributions.len; k++) {
		struct pq_span s = c->attributions.at[k].source_span;
		if (span_empty(s))
			continue;
		uint32_t first = token_at(c, s.start);
		for (uint32_t i = first; i < c->tokens.len && c->tokens.at[i].span.start < s.end; i++)
			p->speaks[i] = i == first ? SPEAKER_STARTS : SPEAKER_INSIDE;
		p->speech[first] = k + 1;
		struct source_head h = source_head(c, s);
		if (h.mention != PQ_NONE)
			p->speaks[c->mentions.at[h.mention].tokens] = SPEAKER_HEAD;
	}
}

void pass_people(struct context *c)
{
	struct people p = {.c = c,
			   .block = PQ_NONE - MAX_BLOCKS,
			   .person_block = PQ_NONE - MAX_BLOCKS,
			   .body = {.entity = PQ_NONE}};
	p.seen = arena_array(&c->arena, uint32_t, c->entities.len + 1);
	p.role_of_word = arena_array(&c->arena, uint32_t, c->words.len + 1);
	p.speaks = arena_array(&c->arena, uint8_t, c->tokens.len + 1);
	p.speech = arena_array(&c->arena, uint32_t, c->tokens.len + 1);
	p.unnamed_role = arena_array(&c->arena, uint8_t, c->words.len + 1);
	p.topic = arena_array(&c->arena, uint8_t, c->entities.len + 1);
	if (!c->arena.failed) {
		mark_topics(&p);
		mark_speakers(&p);
		people_describe(&p);
		uint32_t name = 0;
		for (uint32_t b = 0; b < c->blocks.len && !context_over(c); b++)
			if (c->blocks.at[b].body)
				name = walk_block(&p, b, name);
		merge(&p);
	}
	vec_release(&p.roles);
	vec_release(&p.kin);
	vec_release(&p.found);
}
