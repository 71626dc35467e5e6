/* annotate/describe.c - the words that introduce a name: "Robert Palladino, a State Department spokesman,", "analyst Ana Roy",
 * "The judge, Mr Justice Harcourt"; and the roles that they give its bearer, by which "the judge" is found again. */
#include "annotate/names.h"
#include "annotate/people.h"
#include "annotate/speakers.h"

#define MAX_WORDS 14
#define ROLES (LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE))

static bool is_mark(const struct context *c, uint32_t i, char ch)
{
	return i < c->tokens.len && c->tokens.at[i].kind == TOKEN_PUNCT &&
	       c->doc->text[c->tokens.at[i].span.start] == ch;
}

static bool same_sentence(const struct context *c, uint32_t i, uint32_t as)
{
	return i < c->tokens.len && c->tokens.at[i].sentence == c->tokens.at[as].sentence &&
	       c->tokens.at[i].region == c->tokens.at[as].region;
}

static void add_role(struct people *p, uint32_t word, uint32_t entity, uint32_t first, uint32_t end)
{
	for (uint32_t r = p->role_of_word[word], n = 0; r && n < 16; r = p->roles.at[r - 1].next, n++)
		if (p->roles.at[r - 1].entity == entity)
			return;
	if (!vec_push(&p->roles, (struct role){entity, p->role_of_word[word], first, end})) {
		p->c->failed = true;
		return;
	}
	p->role_of_word[word] = p->roles.len;
}

static void learn_sex(struct entity *e, uint64_t classes)
{
	if (e->type != PQ_PERSON || e->sex != SEX_UNKNOWN || !(classes & ROLES))
		return;
	bool female = classes & LEX_BIT(ROLE_FEMALE), male = classes & LEX_BIT(ROLE_MALE);
	if (female != male)
		e->sex = female ? SEX_FEMALE : SEX_MALE;
}

/** Take the roles among [FIRST, END) for ENTITY, heads alone: up to a preposition or a relative. */
static bool take_roles(struct people *p, uint32_t first, uint32_t end, uint32_t entity, uint64_t kinds)
{
	struct context *c = p->c;
	bool any = false, person = c->entities.at[entity].type == PQ_PERSON;
	for (uint32_t i = first; i < end; i++) {
		uint64_t classes = c->tokens.at[i].classes;
		if ((classes & LEX_BIT(PREPOSITION)) && i > first)
			break;
		if ((c->tokens.at[i].flags & TOKEN_POSSESSIVE) || !(classes & kinds))
			continue;
		any = true;
		add_role(p, c->tokens.at[i].word, entity, first, end);
		if (person)
			learn_sex(&c->entities.at[entity], classes);
	}
	return any;
}

/** Has [FIRST, END) a verb of its own outside a relative clause?  Then it is a sentence that goes on, no apposition. */
static bool is_clause(const struct context *c, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		if (token_is(c, i, "who") || token_is(c, i, "which") || token_is(c, i, "that") ||
		    token_is(c, i, "whose"))
			return false;
		if (token_has(c, i, LEX_BIT(AUX)) && !(c->tokens.at[i].flags & TOKEN_POSSESSIVE))
			return true;
	}
	return false;
}

/** "NAME, 52, a lawyer for X, said": the apposition behind; empty: none. */
static struct pq_span behind(const struct people *p, const struct mention *m, uint32_t *first, uint32_t *end)
{
	const struct context *c = p->c;
	uint32_t i = m->tokens + m->n_tokens;
	*first = *end = i;
	if (is_mark(c, i, ',') && same_sentence(c, i + 2, m->tokens) && c->tokens.at[i + 1].kind == TOKEN_NUMBER &&
	    is_mark(c, i + 2, ','))
		i += 2;
	if (!is_mark(c, i, ',') || !same_sentence(c, i + 1, m->tokens))
		return (struct pq_span){0, 0};
	uint32_t start = i + 1, stop = start;
	while (same_sentence(c, stop, m->tokens) && stop < start + MAX_WORDS && !is_mark(c, stop, ',') &&
	       !is_mark(c, stop, '.') && !is_mark(c, stop, '(') && !is_mark(c, stop, ';') &&
	       c->tokens.at[stop].kind != TOKEN_QUOTE)
		stop++;
	uint64_t opens = c->tokens.at[start].classes;
	bool who = token_is(c, start, "who") && !p->speaks[start]; /* "who said" tells nothing of them */
	bool noun = (opens & (LEX_BIT(DETERMINER) | ROLES | LEX_BIT(NATIONALITY))) || who;
	if (stop == start || !noun || c->tokens.at[start].flags & TOKEN_CAPITAL || is_clause(c, start, stop))
		return (struct pq_span){0, 0};
	*first = start;
	*end = stop;
	bool article = token_is(c, start, "a") || token_is(c, start, "an") || token_is(c, start, "the");
	return (struct pq_span){c->tokens.at[start + (article && stop > start + 1)].span.start,
				c->tokens.at[stop - 1].span.end};
}

/** May this noun end what stands before a name: a role, an outlet, a rank in full? */
static bool heads(const struct context *c, uint32_t i)
{
	const struct token *t = &c->tokens.at[i];
	bool rank = (t->classes & LEX_BIT(TITLE)) && t->span.end - t->span.start > 5;
	return rank || (t->classes & (ROLES | LEX_BIT(OUTLET) | LEX_BIT(ORG_WORD)));
}

/** Is there a role before the first preposition of [FIRST, END)? */
static bool holds_role(const struct context *c, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end && !(c->tokens.at[i].classes & LEX_BIT(PREPOSITION)); i++)
		if (heads(c, i))
			return true;
	return false;
}

/** "analyst NAME", "The judge, NAME": the nouns before it. */
static struct pq_span before(const struct context *c, const struct mention *m, uint32_t *first, uint32_t *end)
{
	uint32_t i = token_at(c, m->full.start);
	if (i < m->tokens && !(i > 1 && is_mark(c, i - 1, ',')))
		i = m->tokens;
	bool comma = i > 1 && is_mark(c, i - 1, ',') && same_sentence(c, i - 2, m->tokens);
	*end = comma ? i - 1 : i;
	*first = *end;
	while (*first > 0 && *end - *first < (comma ? MAX_WORDS : 6u) && same_sentence(c, *first - 1, m->tokens)) {
		const struct token *t = &c->tokens.at[*first - 1];
		bool verb = (t->classes & (LEX_BIT(AUX) | LEX_BIT(CUE))) && !(t->flags & TOKEN_CAPITAL);
		bool joint = (t->classes & LEX_BIT(PREPOSITION)) && comma;
		if (t->kind != TOKEN_WORD || verb || (t->flags & TOKEN_POSSESSIVE) ||
		    (!joint && (t->classes & (LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION)))))
			break;
		--*first;
		bool behind_joint = *first > 0 && comma && token_has(c, *first - 1, LEX_BIT(PREPOSITION));
		if ((t->classes & LEX_BIT(DETERMINER)) && !behind_joint)
			break;
	}
	uint32_t owner = *first<*end && * first> 1 && (c->tokens.at[*first - 1].flags & TOKEN_POSSESSIVE)
				 ? name_over(c, *first - 2)
				 : PQ_NONE; /* "Deane's mother, NAME" */
	bool determined = (*first < *end && (c->tokens.at[*first].classes & LEX_BIT(DETERMINER))) || owner != PQ_NONE;
	if (*first == *end || (comma && !determined) || (!comma && !heads(c, *end - 1)) ||
	    (comma && !holds_role(c, *first, *end)))
		return (struct pq_span){0, 0};
	bool article = token_is(c, *first, "the") || token_is(c, *first, "a") || token_is(c, *first, "an");
	uint32_t start = owner != PQ_NONE ? c->mentions.at[owner].tokens : *first + (article && *end > *first + 1);
	return (struct pq_span){c->tokens.at[start].span.start, c->tokens.at[*end - 1].span.end};
}

/** "NAME, 52, of Penryn,", "NAME, for the defence,": what stands behind where no noun does; empty: nothing. */
static struct pq_span placed(const struct context *c, const struct mention *m)
{
	uint32_t i = m->tokens + m->n_tokens, start = i + 1;
	if (!is_mark(c, i, ',') || !same_sentence(c, start + 1, m->tokens))
		return (struct pq_span){0, 0};
	if (c->tokens.at[start].kind == TOKEN_NUMBER && is_mark(c, start + 1, ','))
		i = start + 2;
	else
		i = start;
	uint32_t stop = i;
	if (token_is(c, i, "of") || token_is(c, i, "for") || token_is(c, i, "from"))
		while (same_sentence(c, stop, m->tokens) && stop < i + MAX_WORDS && !is_mark(c, stop, ',') &&
		       !is_mark(c, stop, '.') && c->tokens.at[stop].kind != TOKEN_QUOTE)
			stop++;
	if (stop == i || stop >= i + MAX_WORDS || is_clause(c, i, stop))
		return (struct pq_span){0, 0};
	return (struct pq_span){c->tokens.at[start].span.start, c->tokens.at[stop - 1].span.end};
}

/** The title before the name, if it says more than "Mr": "Det Sgt", "Secretary of State". */
static struct pq_span title_of(const struct context *c, const struct mention *m)
{
	uint32_t first = token_at(c, m->full.start);
	if (first >= m->tokens || !token_has(c, m->tokens - 1, LEX_BIT(TITLE) | LEX_BIT(ROLE)))
		first = m->tokens;
	for (uint32_t n = 4; n > 1 && first == m->tokens; n--) {
		uint64_t found;
		if (m->tokens >= n && phrase_at(c, m->tokens - n, m->tokens, LEX_BIT(TITLE), &found) == n)
			first = m->tokens - n;
	}
	while (first < m->tokens &&
	       token_has(c, first, LEX_BIT(TITLE_FEMALE) | LEX_BIT(TITLE_MALE) | LEX_BIT(DETERMINER)))
		first++;
	if (first >= m->tokens)
		return (struct pq_span){0, 0};
	return (struct pq_span){c->tokens.at[first].span.start, c->tokens.at[m->tokens - 1].span.end};
}

static bool bare_title(const struct context *c, uint32_t first, uint32_t end)
{
	if (first < end && token_has(c, first, LEX_BIT(DETERMINER)))
		return false;
	for (uint32_t i = first; i < end; i++)
		if (!(c->tokens.at[i].flags & TOKEN_CAPITAL) ||
		    c->tokens.at[i].span.end - c->tokens.at[i].span.start > 5)
			return false;
	return true;
}

static void describe(struct people *p, const struct mention *m)
{
	struct context *c = p->c;
	struct entity *e = &c->entities.at[m->entity];
	uint64_t kinds = e->type == PQ_PERSON
				 ? ROLES
				 : LEX_BIT(ORG_WORD) | LEX_BIT(OUTLET) | LEX_BIT(PLACE_WORD) | LEX_BIT(DOCUMENT);
	uint32_t first, end;
	for (uint32_t i = token_at(c, m->full.start); i < m->tokens && e->type == PQ_PERSON; i++)
		if (token_has(c, i, LEX_BIT(TITLE)) && !token_has(c, i, LEX_BIT(TITLE_FEMALE) | LEX_BIT(TITLE_MALE)))
			add_role(p, c->tokens.at[i].word, m->entity, i, i + 1);
	struct pq_span words = before(c, m, &first, &end);
	if (words.end && take_roles(p, first, end, m->entity, kinds | LEX_BIT(TITLE)) && !bare_title(c, first, end) &&
	    !e->description.end)
		e->description = words;
	words = behind(p, m, &first, &end);
	if (words.end && (take_roles(p, first, end, m->entity, kinds) || token_is(c, first, "who")) &&
	    !e->description.end)
		e->description = words;
	uint32_t behind_name = m->tokens + m->n_tokens; /* "with NAME in the chair", "NAME (Chair)" */
	if (token_is(c, behind_name, "in") && token_is(c, behind_name + 1, "the") &&
	    token_is(c, behind_name + 2, "chair"))
		take_roles(p, behind_name + 2, behind_name + 3, m->entity, kinds);
	else if (is_mark(c, behind_name, '(') && is_mark(c, behind_name + 2, ')'))
		take_roles(p, behind_name + 1, behind_name + 2, m->entity, kinds);
	if (e->type != PQ_PERSON)
		take_roles(p, m->tokens, m->tokens + m->n_tokens, m->entity, kinds);
	if (m->n_tokens > 1 || e->type != PQ_PERSON || e->description.end)
		e->introduced = true;
}

/** For whom no noun was found: an age and a place, or a title. */
static void describe_by_title(struct context *c, const struct mention *m)
{
	struct entity *e = &c->entities.at[m->entity];
	if (e->type != PQ_PERSON || e->description.end)
		return;
	struct pq_span words = placed(c, m);
	e->description = words.end ? words : title_of(c, m);
}

void people_describe(struct people *p)
{
	for (uint32_t m = 0; m < p->c->mentions.len && !p->c->failed; m++)
		if (!p->c->mentions.at[m].ambiguous)
			describe(p, &p->c->mentions.at[m]);
	for (uint32_t m = 0; m < p->c->mentions.len && !p->c->failed; m++)
		if (!p->c->mentions.at[m].ambiguous)
			describe_by_title(p->c, &p->c->mentions.at[m]);
}
