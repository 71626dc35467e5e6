/* annotate/nominal.c - descriptions that stand for somebody named: "the senator", "the 61-year-old", "his wife", "the agency".
 * Joined only where one bearer fits: by a role that the text gave them, by kinship, or as the one person at hand. */
#include <string.h>

#include "annotate/names.h"
#include "annotate/people.h"
#include "annotate/speakers.h"
#include "doc/query.h"

#define ROLES (LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE))
#define MAX_HOLDERS 8

/** Other names of a role: what a title or rank makes of its bearer. */
static const char *const synonyms[][3] = {
	{"senator", "sen"},    {"governor", "gov"},        {"representative", "rep"}, {"congressman", "rep"},
	{"general", "gen"},    {"lieutenant", "lt"},       {"colonel", "col"},        {"captain", "capt"},
	{"sergeant", "sgt"},   {"detective", "det"},       {"officer", "det", "sgt"}, {"officer", "pc"},
	{"inspector", "insp"}, {"superintendent", "supt"}, {"professor", "prof"},     {"judge", "justice"},
	{"doctor", "dr"},      {"councillor", "cllr"},     {"boss", "owner"},         {"owner", "boss"},
	{"company", "plc"},    {"company", "inc"},         {"company", "corp"},       {"company", "asa"},
	{"company", "ltd"},    {"paper", "newspaper"},     {"newspaper", "paper"},    {"chief", "chief"},
	{"manager", "boss"},   {"lawmaker", "rep"},
};

static uint32_t word_number(const struct context *c, const char *s)
{
	return intern_find(&c->words, s, strlen(s));
}

/** Add who has the role WORD to E[N]; how many then. */
static uint32_t holders(const struct people *p, uint32_t word, struct role *e, uint32_t n)
{
	if (word == UINT32_MAX)
		return n;
	for (uint32_t r = p->role_of_word[word], k = 0; r && k < 16; r = p->roles.at[r - 1].next, k++) {
		const struct role *at = &p->roles.at[r - 1];
		bool known = false;
		for (uint32_t i = 0; i < n; i++)
			known |= e[i].entity == at->entity;
		if (!known && n < MAX_HOLDERS)
			e[n++] = *at;
	}
	return n;
}

/** Two forms of one word: "Republican", "Republicans", "GOP"? */
static bool same_word(const struct context *c, uint32_t i, uint32_t k)
{
	enum { STEM = 7 };
	if (c->tokens.at[i].word == c->tokens.at[k].word)
		return true;
	size_t a_len, b_len;
	const char *a = intern_get(&c->words, c->tokens.at[i].word, &a_len);
	const char *b = intern_get(&c->words, c->tokens.at[k].word, &b_len);
	a = lexicon_alias(c->lex, a, a_len, &a_len);
	b = lexicon_alias(c->lex, b, b_len, &b_len);
	return a_len >= STEM && b_len >= STEM && !memcmp(a, b, STEM);
}

/** How well [FIRST, END) goes with the words that gave the role: words in common; below 0 where both name a party or nation,
 *  and not the same. */
static int agreement(const struct context *c, const struct role *r, uint32_t first, uint32_t end)
{
	int common = 0;
	bool group = false, same = false, other = false;
	for (uint32_t i = first; i < end; i++) {
		bool party = token_has(c, i, LEX_BIT(NATIONALITY)) || token_is(c, i, "gop");
		group |= party;
		for (uint32_t k = r->first; k < r->end; k++) {
			bool word = same_word(c, i, k);
			common += word;
			same |= party && word;
			other |= token_has(c, k, LEX_BIT(NATIONALITY)) || token_is(c, k, "gop");
		}
	}
	return group && other && !same ? -1 : common;
}

/** The one bearer of the role at TOKEN who was spoken of before, or PQ_NONE; *ANY: somebody has it.  Several: the one whom the
 *  words from FIRST on fit best. */
static uint32_t by_role(const struct people *p, uint32_t first, uint32_t token, bool *any)
{
	const struct context *c = p->c;
	struct role found[MAX_HOLDERS];
	uint32_t n = holders(p, c->tokens.at[token].word, found, 0), best = PQ_NONE;
	for (size_t k = 0; k < sizeof synonyms / sizeof *synonyms; k++)
		if (token_is(c, token, synonyms[k][0]))
			for (int i = 1; i < 3 && synonyms[k][i]; i++)
				n = holders(p, word_number(c, synonyms[k][i]), found, n);
	*any = n > 0;
	int top = -1;
	for (uint32_t i = 0; i < n; i++) {
		if (c->mentions.at[c->entities.at[found[i].entity].first].span.start > c->tokens.at[token].span.start)
			continue;
		int fits = agreement(c, &found[i], first, token);
		if (fits > top)
			best = found[i].entity;
		else if (fits == top && fits >= 0)
			best = PQ_NONE;
		top = fits > top ? fits : top;
	}
	return best;
}

static uint8_t sex_of_word(uint64_t classes)
{
	bool female = classes & LEX_BIT(ROLE_FEMALE), male = classes & LEX_BIT(ROLE_MALE);
	return female == male ? SEX_UNKNOWN : female ? SEX_FEMALE : SEX_MALE;
}

/** The only subject of the last sentence that spoke of people, in this block or the last that did; PQ_NONE. */
static uint32_t only_person(const struct people *p, uint8_t sex)
{
	const struct context *c = p->c;
	uint32_t found = PQ_NONE, block = 0, line = 0;
	for (uint32_t k = p->n_recent; k-- > 0;) {
		const struct recent *r = &p->recent[k];
		if (r->line == p->line)
			continue;
		if (found != PQ_NONE && r->line != line)
			break;
		line = r->line;
		block = r->block;
		if (!r->subject)
			continue;
		if (found != PQ_NONE)
			return PQ_NONE;
		found = r->entity;
	}
	bool near = block + 1 >= p->block || (block == p->person_block && block + MAX_BLOCKS >= p->block);
	if (found == PQ_NONE || !near)
		return PQ_NONE;
	uint8_t s = c->entities.at[found].sex;
	return sex == SEX_UNKNOWN || s == SEX_UNKNOWN || s == sex ? found : PQ_NONE;
}

/** The one hero of the story, if a noun of this sex may mean them: spoken of in the last blocks, more than all others. */
static uint32_t only_hero(const struct people *p, uint8_t sex)
{
	uint32_t all = 0;
	for (int k = 0; k < 4; k++)
		all += p->seen_of_sex[k];
	for (uint32_t k = p->n_recent; k-- > 0;) {
		const struct recent *r = &p->recent[k];
		uint8_t s = p->c->entities.at[r->entity].sex;
		if (r->block + MAX_BLOCKS >= p->block && people_is_hero(p, r->entity) && 2 * p->seen[r->entity] > all)
			return sex == SEX_UNKNOWN || s == SEX_UNKNOWN || s == sex ? r->entity : PQ_NONE;
	}
	return PQ_NONE;
}

/** The one relative of OWNER of this sex, or PQ_NONE. */
static uint32_t relative(const struct people *p, uint32_t owner, uint8_t sex)
{
	uint32_t found = PQ_NONE;
	for (uint32_t k = 0; k < p->kin.len && k < 256; k++) {
		const struct kinship *r = &p->kin.at[k];
		uint32_t other = r->a == owner ? r->b : r->b == owner ? r->a : PQ_NONE;
		if (other == PQ_NONE || other == found)
			continue;
		uint8_t s = p->c->entities.at[other].sex;
		if (sex != SEX_UNKNOWN && s != SEX_UNKNOWN && s != sex)
			continue;
		if (found != PQ_NONE)
			return PQ_NONE;
		found = other;
	}
	return found;
}

/** The other one of a couple: spoken of in the last lines, of the same family name and another sex. */
static uint32_t spouse(const struct people *p, uint32_t owner, uint8_t sex)
{
	const struct context *c = p->c;
	uint32_t found = PQ_NONE;
	const struct pq_str name = c->entities.at[owner].name;
	if (c->out->strings.failed || !name.len)
		return PQ_NONE;
	const char *a = c->out->strings.bytes + name.at, *blank = memrchr(a, ' ', name.len);
	if (!blank)
		return PQ_NONE;
	size_t len = name.len - (size_t)(blank - a);
	for (uint32_t k = 0; k < p->n_recent; k++) {
		const struct entity *e = &c->entities.at[p->recent[k].entity];
		const char *b = c->out->strings.bytes + e->name.at;
		bool family =
			p->recent[k].entity != owner && e->name.len > len && !memcmp(b + e->name.len - len, blank, len);
		if (!family || (e->sex != SEX_UNKNOWN && e->sex != sex))
			continue;
		if (found != PQ_NONE && found != p->recent[k].entity)
			return PQ_NONE;
		found = p->recent[k].entity;
	}
	return found;
}

static bool is_spouse(const struct context *c, uint32_t i)
{
	return token_is(c, i, "wife") || token_is(c, i, "husband") || token_is(c, i, "hubby") ||
	       token_is(c, i, "ex-wife") || token_is(c, i, "ex-husband") || token_is(c, i, "widow") ||
	       token_is(c, i, "widower");
}

static void set(const struct people *p, struct mention *m, uint32_t first, uint32_t last, uint32_t entity)
{
	const struct context *c = p->c;
	*m = (struct mention){.tokens = first,
			      .n_tokens = last + 1 - first,
			      .entity = entity,
			      .form = PQ_NOMINAL,
			      .type = c->entities.at[entity].type};
	m->span = m->full = (struct pq_span){c->tokens.at[first].span.start, c->tokens.at[last].span.end};
}

/** Does a name stand behind I in apposition or as what the noun leads to: "the captain, Luke Fenn", "the striker Obi"? */
/** "the driver, traced by a newspaper," is somebody new; "the lorry driver, 58," need not be. */
static bool comma_follows(const struct context *c, uint32_t i)
{
	bool comma = i + 2 < c->tokens.len && c->tokens.at[i + 1].kind == TOKEN_PUNCT &&
		     c->doc->text[c->tokens.at[i + 1].span.start] == ',';
	return comma && c->tokens.at[i + 2].kind == TOKEN_WORD;
}

static bool name_follows(const struct people *p, uint32_t i)
{
	const struct context *c = p->c;
	uint32_t next = i + 1;
	if (next < c->tokens.len && c->tokens.at[next].kind == TOKEN_PUNCT &&
	    c->doc->text[c->tokens.at[next].span.start] == ',')
		next++;
	return next < c->tokens.len && (c->tokens.at[next].flags & TOKEN_CAPITAL) &&
	       c->tokens.at[next].block == c->tokens.at[i].block;
}

/** "his wife" */
static uint32_t kin_at(struct people *p, uint32_t token, struct mention *out)
{
	struct context *c = p->c;
	if (!(token_is(c, token, "his") || token_is(c, token, "her")) || !token_has(c, token + 1, LEX_BIT(KIN)) ||
	    name_follows(p, token + 1))
		return 0;
	bool ambiguous = false;
	uint32_t owner = people_best(p, token, token_is(c, token, "his") ? SEX_MALE : SEX_FEMALE, false, &ambiguous);
	if (owner == PQ_NONE)
		return 0;
	uint8_t sex = sex_of_word(c->tokens.at[token + 1].classes);
	uint32_t who = relative(p, owner, sex);
	if (who == PQ_NONE && is_spouse(c, token + 1))
		who = spouse(p, owner, sex);
	if (who == PQ_NONE)
		return 0;
	set(p, out, token, token + 1, who);
	return 2;
}

static bool is_age(const struct context *c, uint32_t i)
{
	struct pq_span s = c->tokens.at[i].span;
	static const char tail[] = "-year-old";
	size_t n = sizeof tail - 1;
	return c->tokens.at[i].kind == TOKEN_NUMBER && s.end - s.start > n &&
	       !memcmp(c->doc->text + s.end - n, tail, n);
}

static bool is_ex(const struct context *c, uint32_t i)
{
	size_t len;
	const char *s = intern_get(&c->words, c->tokens.at[i].word, &len);
	return len > 4 && !memcmp(s, "ex-", 3);
}

/** "the former first lady and U.S. senator" goes on; "the mayor and the clerk" are two. */
static bool joins_another(const struct context *c, uint32_t and)
{
	if (!token_is(c, and, "and"))
		return false;
	uint32_t m = name_over(c, and+1);
	return token_has(c, and+1,
			 LEX_BIT(DETERMINER) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE)) ||
	       (m != PQ_NONE && c->mentions.at[m].type == PQ_PERSON);
}

/** May the word head a description of somebody: a role, an age, "ex-boxer", "Dutchman", and of what speaks for many? */
static bool is_head(const struct context *c, uint32_t i)
{
	return token_has(c, i,
			 ROLES | LEX_BIT(ORG_WORD) | LEX_BIT(OUTLET) | LEX_BIT(NATIONALITY) | LEX_BIT(STRANGER)) ||
	       is_age(c, i) || is_ex(c, i);
}

/** Does the word end a noun phrase that it stands behind? */
static bool ends_phrase(const struct context *c, uint32_t i)
{
	const uint64_t ends = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_MANNER) |
			      LEX_BIT(CUE_OBJECT) | LEX_BIT(AUX) | LEX_BIT(PREPOSITION) | LEX_BIT(PRONOUN_OTHER) |
			      LEX_BIT(CONJUNCTION) | LEX_BIT(VERB) | LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE);
	return i >= c->tokens.len || c->tokens.at[i].kind != TOKEN_WORD || token_has(c, i, ends);
}

/** Last token of the description that starts behind the article at TOKEN; TOKEN: there is none. */
static uint32_t head_of(const struct context *c, uint32_t token)
{
	enum { MOST = 6 };
	for (uint32_t i = token + 1; i < c->tokens.len && i <= token + MOST; i++) {
		const struct token *t = &c->tokens.at[i];
		bool number = t->kind == TOKEN_NUMBER && !is_age(c, i);
		if (t->sentence != c->tokens.at[token].sentence || t->kind == TOKEN_PUNCT || t->kind == TOKEN_QUOTE ||
		    number || (t->classes & (LEX_BIT(AUX) | LEX_BIT(PREPOSITION))) || (t->flags & TOKEN_POSSESSIVE))
			return token;
		uint64_t found;
		uint32_t title = phrase_at(c, i, i + 4 < c->tokens.len ? i + 4 : c->tokens.len, LEX_BIT(TITLE),
					   &found); /* "secretary of state" */
		if (title > 1 && i + title < c->tokens.len && ends_phrase(c, i + title))
			return i + title - 1;
		if (is_head(c, i) && ends_phrase(c, i + 1))
			return i;
	}
	return token;
}

/** Is the token of a name that says more than a people or party? */
static bool in_name(const struct context *c, uint32_t token)
{
	uint32_t m = name_over(c, token);
	return m != PQ_NONE && c->mentions.at[m].type != PQ_GROUP;
}

/** "The Chinese", "the Russians", "the French": a whole people. */
static bool is_people(const struct context *c, uint32_t i)
{
	struct doc_slice w = doc_text(c->doc, c->tokens.at[i].span);
	const char *tail = w.s + w.len;
	return token_has(c, i, LEX_BIT(NATIONALITY)) && w.len > 3 &&
	       (tail[-1] == 's' || !memcmp(tail - 2, "se", 2) || !memcmp(tail - 2, "sh", 2) ||
		!memcmp(tail - 2, "ch", 2));
}

/** Does the description from FIRST to LAST name what only who is known by it may be: "the Lumen Group clerk", "the Republican from Ohio"? */
static bool is_particular(const struct context *c, uint32_t first, uint32_t last)
{
	uint64_t found;
	for (uint32_t i = first, n; i < last; i += n ? n : 1) {
		n = phrase_at(c, i, last, PLACES, &found);
		if (!n && (c->tokens.at[i].flags & TOKEN_CAPITAL) && !token_has(c, i, LEX_BIT(NATIONALITY)) &&
		    !token_is(c, i, "gop"))
			return true;
	}
	return last + 2 < c->tokens.len && token_has(c, last + 1, LEX_BIT(PREPOSITION)) &&
	       (c->tokens.at[last + 2].flags & TOKEN_CAPITAL) && token_is(c, last + 1, "from");
}

uint32_t nominal_at(struct people *p, uint32_t token, struct mention *out)
{
	struct context *c = p->c;
	uint32_t kin = kin_at(p, token, out);
	if (kin || !token_is(c, token, "the"))
		return kin;
	uint32_t last = head_of(c, token), next = last + 1;
	if (last == token || name_follows(p, last) || in_name(c, last) || token_is(c, next, "of") ||
	    token_is(c, next, "for") || joins_another(c, next) ||
	    (c->tokens.at[next < c->tokens.len ? next : last].flags & TOKEN_POSSESSIVE))
		return 0;
	bool any = false, lower = !(c->tokens.at[last].flags & TOKEN_CAPITAL);
	uint32_t who = by_role(p, token + 1, last, &any);
	uint64_t classes = c->tokens.at[last].classes;
	bool person =
		(classes & (ROLES | LEX_BIT(NATIONALITY) | LEX_BIT(STRANGER))) || is_age(c, last) || is_ex(c, last);
	if (person && is_particular(c, token + 1, last)) {
		p->unnamed_role[c->tokens.at[last].word] |= who == PQ_NONE;
		person = false;
	}
	person = person && !is_people(c, last);
	if (who == PQ_NONE && !any && person && !p->unnamed_role[c->tokens.at[last].word] &&
	    p->speaks[token] == SPEAKER_STARTS && !comma_follows(c, last) &&
	    (lower || (classes & LEX_BIT(NATIONALITY))))
		who = only_person(p, sex_of_word(classes));
	bool modified = last > token + 1; /* "the driver" may be anybody */
	if (who == PQ_NONE && !any && person && lower && modified && p->speaks[token] == SPEAKER_STARTS &&
	    !comma_follows(c, last))
		who = only_hero(p, sex_of_word(classes));
	if (who == PQ_NONE || people_named_in_speech(p, token, who))
		return 0;
	set(p, out, token, last, who);
	return last + 1 - token;
}

void note_kinship(struct people *p, uint32_t mention)
{
	struct context *c = p->c;
	const struct mention *m = &c->mentions.at[mention];
	uint32_t i = m->tokens;
	if (m->entity == PQ_NONE || m->type != PQ_PERSON || i < 3)
		return;
	const struct token *t = &c->tokens.at[i - 1];
	if (t->kind == TOKEN_PUNCT && c->doc->text[t->span.start] == ',')
		i--;
	while (i > 2 && !token_has(c, i - 1, LEX_BIT(KIN)) && m->tokens - i < 4 &&
	       c->tokens.at[i - 1].kind == TOKEN_WORD)
		i--;
	if (i < 2 || !token_has(c, i - 1, LEX_BIT(KIN)) || c->tokens.at[i - 1].block != c->tokens.at[m->tokens].block)
		return;
	bool ambiguous = false, his = token_is(c, i - 2, "his"), her = token_is(c, i - 2, "her");
	uint32_t owner = PQ_NONE;
	if (his || her)
		owner = people_best(p, i - 2, his ? SEX_MALE : SEX_FEMALE, false, &ambiguous);
	else if (mention && (c->tokens.at[i - 2].flags & TOKEN_POSSESSIVE) && m[-1].tokens + m[-1].n_tokens == i - 2)
		owner = m[-1].entity;
	if (owner != PQ_NONE && owner != m->entity && !vec_push(&p->kin, (struct kinship){owner, m->entity}))
		c->failed = true;
	struct entity *e = &c->entities.at[m->entity];
	if (e->sex == SEX_UNKNOWN)
		e->sex = sex_of_word(c->tokens.at[i - 1].classes);
}
