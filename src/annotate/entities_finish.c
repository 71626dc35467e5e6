/* annotate/entities_finish.c - the table of entities once every name is resolved: nobody without a mention, first mentions, names. */
#include "annotate/join.h"

static void drop_unresolved(struct context *c)
{
	uint32_t n = 0;
	for (uint32_t m = 0; m < c->mentions.len; m++) {
		if (c->mentions.at[m].entity == PQ_NONE)
			continue;
		c->mentions.at[n] = c->mentions.at[m];
		c->names.at[n++] = c->names.at[m];
	}
	c->mentions.len = c->names.len = n;
}

/** Entities whose every mention went to another go. */
static void drop_unused(struct context *c)
{
	uint32_t *number = arena_array(&c->arena, uint32_t, c->entities.len + 1), n = 0;
	if (c->arena.failed)
		return;
	for (uint32_t m = 0; m < c->mentions.len; m++)
		number[c->mentions.at[m].entity] = 1;
	for (uint32_t k = 0; k < c->entities.len; k++) {
		if (!number[k])
			continue;
		number[k] = n;
		c->entities.at[n++] = c->entities.at[k];
	}
	c->entities.len = n;
	for (uint32_t m = 0; m < c->mentions.len; m++)
		c->mentions.at[m].entity = number[c->mentions.at[m].entity];
}

/** In the body, or in a byline that does not shout. */
static bool in_body(const struct context *c, uint32_t m)
{
	const struct token *t = &c->tokens.at[c->mentions.at[m].tokens];
	return c->blocks.at[t->block].body ||
	       (c->doc->blocks[t->block].kind == PQ_BLOCK_BYLINE && !(t->flags & TOKEN_ALL_CAPS));
}

/** Does mention M name its bearer better than the later mention THAN: no nickname or acronym, in the body, longer, not in capitals? */
static bool fuller(const struct context *c, uint32_t m, uint32_t than)
{
	struct pq_span a = c->mentions.at[m].span, b = c->mentions.at[than].span;
	bool short_a = c->names.at[m].defines != PQ_NONE, short_b = c->names.at[than].defines != PQ_NONE;
	if (short_a != short_b)
		return short_b;
	if (in_body(c, m) != in_body(c, than))
		return in_body(c, m);
	if (a.end - a.start != b.end - b.start)
		return a.end - a.start > b.end - b.start;
	bool shouted = c->tokens.at[c->mentions.at[m].tokens].flags & TOKEN_ALL_CAPS;
	return !shouted || (c->tokens.at[c->mentions.at[than].tokens].flags & TOKEN_ALL_CAPS);
}

/** Each entity's first mention and fullest name, from the body if it stands there. */
static void finish_entities(struct context *c)
{
	uint32_t *longest = arena_array(&c->arena, uint32_t, c->entities.len + 1);
	if (c->arena.failed)
		return;
	for (uint32_t m = c->mentions.len; m-- > 0;) {
		uint32_t e = c->mentions.at[m].entity;
		c->entities.at[e].first = m;
		if (!longest[e] || fuller(c, m, longest[e] - 1))
			longest[e] = m + 1;
	}
	for (uint32_t k = 0; k < c->entities.len; k++) {
		struct entity *e = &c->entities.at[k];
		if (!longest[k])
			continue;
		const struct mention *m = &c->mentions.at[longest[k] - 1];
		e->name = anno_builder_str(c->out, c->doc->text + m->span.start, m->span.end - m->span.start);
		if (e->type != PQ_PERSON)
			e->sex = SEX_PLURAL;
	}
}

void entities_finish(struct context *c)
{
	drop_unresolved(c);
	drop_unused(c);
	finish_entities(c);
}
