/* annotate/sources.c - the table of sources: statements grouped by who makes them, with the source's kind and how it is
 * named.  An entity is one source; a described voice is one source with its later mentions by the same noun; a statement
 * whose speaker cannot be told has an unknown source of its own. */
#include "annotate/speakers.h"

#include "annotate/lexicon.h"
#include "doc/query.h"

enum { NO_SOURCE = UINT32_MAX };

struct grouping {
	struct context *c;
	VEC(uint32_t) by_entity; /**< source of each entity */
	VEC(uint32_t) by_word;   /**< latest described source whose head is this word */
	uint32_t research;       /**< the study or paper spoken of last */
	uint32_t headline;       /**< what speaks in the headline without a name */
};

static bool fill(struct grouping *g)
{
	for (uint32_t i = 0; i < g->c->entities.len; i++)
		if (!vec_push(&g->by_entity, NO_SOURCE))
			return false;
	for (uint32_t i = 0; i < g->c->words.len; i++)
		if (!vec_push(&g->by_word, NO_SOURCE))
			return false;
	return true;
}

static bool has_outlet_word(const struct context *c, uint32_t entity)
{
	uint32_t first = c->entities.at[entity].first;
	if (first >= c->mentions.len)
		return false;
	const struct mention *m = &c->mentions.at[first];
	for (uint32_t t = m->tokens; t < m->tokens + m->n_tokens; t++)
		if (token_has(c, t, LEX_BIT(OUTLET)))
			return true;
	return false;
}

static uint8_t kind_of_entity(const struct context *c, uint32_t entity)
{
	switch (c->entities.at[entity].type) {
	case PQ_PERSON:
		return PQ_SOURCE_PERSON;
	case PQ_ORGANIZATION:
		return has_outlet_word(c, entity) ? PQ_SOURCE_OUTLET : PQ_SOURCE_ORGANIZATION;
	case PQ_PLACE:
		return PQ_SOURCE_PLACE;
	case PQ_GROUP:
		return PQ_SOURCE_GROUP;
	case PQ_WORK:
		return PQ_SOURCE_DOCUMENT;
	default:
		return PQ_SOURCE_ORGANIZATION;
	}
}

static bool ends_in_s(const struct context *c, uint32_t token)
{
	struct doc_slice t = doc_text(c->doc, c->tokens.at[token].span);
	return t.len > 3 && t.s[t.len - 1] == 's' && t.s[t.len - 2] != 's';
}

static uint8_t kind_of_noun(const struct context *c, uint32_t noun)
{
	if (token_has(c, noun, LEX_BIT(DOCUMENT)))
		return PQ_SOURCE_DOCUMENT;
	if (token_has(c, noun, LEX_BIT(ORG_WORD)))
		return PQ_SOURCE_ORGANIZATION;
	if (token_has(c, noun, LEX_BIT(OUTLET)))
		return PQ_SOURCE_OUTLET;
	if (token_has(c, noun, LEX_BIT(ROLE_PLURAL) | LEX_BIT(AUDIENCE)) || ends_in_s(c, noun))
		return PQ_SOURCE_GROUP;
	return PQ_SOURCE_PERSON;
}

/** Do the source's words, or those right behind, tell why the voice is not named? */
static bool reason_in(const struct context *c, const struct attribution *a)
{
	uint32_t t = token_at(c, a->source_span.start), end = t;
	uint32_t last = token_at(c, a->source_span.end);
	while (end < c->tokens.len && end < last + 30 && c->tokens.at[end].block == a->block &&
	       (end < last || c->tokens.at[end].sentence == c->tokens.at[t].sentence))
		end++;
	bool hidden = false, why = false;
	for (; t < end; t++) {
		hidden |= token_is(c, t, "anonymity") || token_is(c, t, "named") || token_is(c, t, "identified") ||
			  token_is(c, t, "anonymously") || token_is(c, t, "anonymous");
		why |= token_is(c, t, "because") || token_is(c, t, "authorized") || token_is(c, t, "authorised") ||
		       token_is(c, t, "fear") || token_is(c, t, "fearing") || token_is(c, t, "feared") ||
		       token_is(c, t, "permitted") || token_is(c, t, "allowed") || token_is(c, t, "sensitive");
	}
	bool unauthorised = why && !hidden;
	return (hidden && why) || unauthorised;
}

/** "a man", "one official", "another voice": a voice not met before, whatever noun it shares with another. */
static bool is_new_voice(const struct context *c, uint32_t token)
{
	static const char *const words[] = {"a",    "an",    "another", "one",      "two",    "three",
					    "some", "other", "several", "somebody", "someone"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (token_is(c, token, words[i]))
			return true;
	return false;
}

bool source_is_anonymous(const struct context *c, const struct attribution *a)
{
	if (a->entity != PQ_NONE || span_empty(a->source_span) || a->voice == PQ_NONE)
		return false;
	uint32_t t = token_at(c, a->source_span.start), end = token_at(c, a->source_span.end);
	bool owner = false;
	for (uint32_t i = t; i < end && i < a->voice; i++)
		owner |= (c->tokens.at[i].flags & TOKEN_POSSESSIVE) != 0 || token_is(c, i, "his") ||
			 token_is(c, i, "her");
	for (uint32_t i = t; i < end; i++)
		if (token_is(c, i, "anonymity") || (token_is(c, i, "not") && token_is(c, i + 2, "named")))
			return true;
	bool source = token_is(c, a->voice, "source") || token_is(c, a->voice, "sources") ||
		      token_is(c, a->voice, "insider") || token_is(c, a->voice, "insiders");
	if (is_new_voice(c, t) && token_has(c, a->voice, LEX_BIT(STRANGER)))
		return true;
	return token_has(c, a->voice, LEX_BIT(ANONYMOUS)) && !token_has(c, a->voice, LEX_BIT(DOCUMENT)) &&
	       (!owner || source || token_is(c, a->voice, "critics"));
}

/** "The paper" is the study that the story is about. */
static bool is_research(const struct context *c, uint32_t token)
{
	return token_is(c, token, "study") || token_is(c, token, "paper") || token_is(c, token, "research");
}

static uint32_t add(struct grouping *g, struct pq_source source)
{
	if (vec_push(&g->c->out->sources, source))
		return g->c->out->sources.len - 1;
	g->c->failed = true;
	return NO_SOURCE;
}

static uint32_t entity_source(struct grouping *g, uint32_t entity)
{
	struct context *c = g->c;
	uint32_t *slot = &g->by_entity.at[entity];
	if (*slot == NO_SOURCE)
		*slot = add(g, (struct pq_source){.name = c->entities.at[entity].name,
						  .entity = entity,
						  .kind = kind_of_entity(c, entity),
						  .naming = PQ_NAMED});
	return *slot;
}

static uint32_t described_source(struct grouping *g, struct attribution *a)
{
	struct context *c = g->c;
	uint32_t *slot = &g->by_word.at[c->tokens.at[a->voice].word];
	bool own = !span_empty(a->source_span);
	uint32_t first = own ? token_at(c, a->source_span.start) : a->voice;
	bool fresh = own && is_new_voice(c, first);
	bool headline = *slot != NO_SOURCE && *slot == g->headline; /* "Study finds": then "a study of" is that one */
	if (*slot != NO_SOURCE && (!fresh || headline))
		return *slot;
	bool research = is_research(c, a->voice);
	if (research && !fresh && g->research != NO_SOURCE)
		return *slot = g->research;
	struct pq_span words = own ? a->source_span : c->tokens.at[a->voice].span;
	bool anonymous = source_is_anonymous(c, a);
	struct pq_source source = {
		.name = anno_builder_str(c->out, c->doc->text + words.start, words.end - words.start),
		.entity = PQ_NONE,
		.kind = kind_of_noun(c, a->voice),
		.naming = anonymous ? PQ_ANONYMOUS : PQ_DESCRIBED,
		.reason_given = anonymous && own && reason_in(c, a)};
	*slot = add(g, source);
	if (research)
		g->research = *slot;
	if (c->doc->blocks[a->block].kind == PQ_BLOCK_TITLE)
		g->headline = *slot;
	return *slot;
}

void sources_build(struct context *c)
{
	struct grouping g = {.c = c, .research = NO_SOURCE, .headline = NO_SOURCE};
	if (!fill(&g))
		c->failed = true;
	for (uint32_t i = 0; i < c->attributions.len && !c->failed; i++) {
		struct attribution *a = &c->attributions.at[i];
		bool goes_on = a->continues != PQ_NONE && a->continues < i;
		if (a->entity != PQ_NONE)
			a->source = entity_source(&g, a->entity);
		else if (goes_on && !c->attributions.at[a->continues].unresolved)
			a->source = c->attributions.at[a->continues].source;
		else if (!a->unresolved && a->voice != PQ_NONE)
			a->source = described_source(&g, a);
		else
			a->source = PQ_NONE;
	}
	vec_release(&g.by_entity);
	vec_release(&g.by_word);
}
