/* annotate/evidence.c - what kind of thing a name names: points for each type from its words and its neighbours.
 * Weights are judgement, in quarter points; the entities pass adds them up over all mentions of one bearer. */
#include <string.h>

#include "annotate/names.h"

#define SAYING (LEX_BIT(CUE) | LEX_BIT(CUE_MANNER) | LEX_BIT(CUE_TELL))

struct view {
	const struct context *c;
	const struct mention *m;
	struct name_info *info;
	uint32_t first, end;
	bool sport; /**< the document reports matches */
};

static void give(struct view *v, enum pq_entity_type type, int quarters)
{
	int sum = v->info->score[type] + quarters;
	v->info->score[type] = (int8_t)(sum > 120 ? 120 : sum < -120 ? -120 : sum);
}

/** The same for what stands around the name. */
static void give_near(struct view *v, enum pq_entity_type type, int quarters)
{
	int sum = v->info->near[type] + quarters;
	v->info->near[type] = (int8_t)(sum > 120 ? 120 : sum < -120 ? -120 : sum);
	give(v, type, quarters);
}

static const struct token *word(const struct view *v, uint32_t i)
{
	return &v->c->tokens.at[i];
}

/** The token at I if it stands in the mention's block, else NULL. */
static const struct token *near(const struct view *v, uint32_t i)
{
	if (i >= v->c->tokens.len || word(v, i)->block != word(v, v->first)->block)
		return NULL;
	return word(v, i);
}

static bool is_mark(const struct view *v, uint32_t i, char ch)
{
	const struct token *t = near(v, i);
	return t && t->kind == TOKEN_PUNCT && v->c->doc->text[t->span.start] == ch;
}

static bool is_dash(const struct view *v, uint32_t i)
{
	const struct token *t = near(v, i);
	const char *s = t ? v->c->doc->text + t->span.start : "";
	return t && t->kind == TOKEN_PUNCT &&
	       (*s == '-' || ((unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80));
}

/* ---- the words of the name ---- */

static bool is_initial(const struct view *v, uint32_t i)
{
	struct pq_span s = word(v, i)->span;
	return s.end - s.start <= 4 && s.end - s.start >= 2 && v->c->doc->text[s.start + 1] == '.';
}

static bool has_inner_capital(const struct view *v, uint32_t i)
{
	const char *s = v->c->doc->text;
	struct pq_span span = word(v, i)->span;
	for (uint32_t at = span.start + 3; at + 1 < span.end; at++)
		if (s[at] >= 'A' && s[at] <= 'Z' && s[at - 1] >= 'a' && s[at - 1] <= 'z')
			return !(word(v, i)->classes & (FORENAME | LEX_BIT(SURNAME))) && s[span.start] != 'M';
	return false;
}

static void weigh_known(struct view *v)
{
	uint64_t found = 0;
	uint32_t n = v->m->n_tokens;
	uint32_t peoples = 0;
	for (uint32_t i = v->first; i < v->end; i++)
		peoples += (word(v, i)->classes & LEX_BIT(NATIONALITY)) != 0;
	if (peoples == n || phrase_at(v->c, v->first, v->end, LEX_BIT(NATIONALITY), &found) == n)
		give(v, PQ_GROUP, 20);
	if (phrase_at(v->c, v->first, v->end, LEX_BIT(ORG), &found) == n)
		give(v, PQ_ORGANIZATION, 16);
	if (phrase_at(v->c, v->first, v->end, LEX_BIT(EVENT_WORD), &found) == n && n > 1)
		give(v, PQ_EVENT, 20);
	if (phrase_at(v->c, v->first, v->end, LEX_BIT(LAND), &found) == n) {
		give(v, PQ_PLACE, 24);
	} else if (phrase_at(v->c, v->first, v->end, LEX_BIT(PLACE), &found) == n) {
		bool person = n == 1 && (word(v, v->first)->classes & (FORENAME | LEX_BIT(SURNAME)));
		give(v, PQ_PLACE, person ? 6 : 12);
	}
}

/** "NGOs", "Nazism": several of a kind, or an idea; nobody is called that. */
static bool is_kind_word(const struct view *v)
{
	const char *s = v->c->doc->text + v->m->span.start;
	uint32_t len = v->m->span.end - v->m->span.start, caps = 0;
	while (caps < len && s[caps] >= 'A' && s[caps] <= 'Z')
		caps++;
	return (caps >= 2 && caps + 1 == len && s[caps] == 's') || (len > 5 && !memcmp(s + len - 3, "ism", 3));
}

static void weigh_one_word(struct view *v)
{
	const struct token *t = word(v, v->first);
	if (is_kind_word(v)) {
		give(v, PQ_PERSON, -20);
		give_near(v, PQ_PERSON, -20);
		v->info->weak = true;
	}
	bool caps = t->flags & TOKEN_ALL_CAPS;
	if (caps && v->m->span.end - v->m->span.start <= 6 && !(t->flags & TOKEN_BLOCK))
		give(v, PQ_ORGANIZATION, v->m->span.end - v->m->span.start >= 2 ? 8 : 0);
	if (t->classes & FORENAME)
		give(v, PQ_PERSON, 6);
	if (t->classes & LEX_BIT(SURNAME))
		give(v, PQ_PERSON, 4);
	if (t->classes & LEX_BIT(ORG_WORD))
		give(v, PQ_ORGANIZATION, 4);
	if (has_inner_capital(v, v->first))
		give(v, PQ_PRODUCT, 4);
	if (!caps)
		give(v, PQ_PERSON, 2);
}

/** "Korean peninsula", "North of England" */
static bool is_land_word(const struct view *v, uint32_t i)
{
	const struct context *c = v->c;
	bool direction = token_is(c, v->first, "north") || token_is(c, v->first, "south") ||
			 token_is(c, v->first, "east") || token_is(c, v->first, "west");
	return token_is(c, i, "peninsula") ||
	       (direction && token_is(c, v->first + 1, "of") && (word(v, i)->classes & LEX_BIT(LAND)));
}

static void weigh_several_words(struct view *v)
{
	const struct context *c = v->c;
	uint64_t first = word(v, v->first)->classes, last = word(v, v->end - 1)->classes;
	bool linked = false;
	for (uint32_t i = v->first + 1; i + 1 < v->end; i++) {
		bool small =
			token_is(c, i, "of") || token_is(c, i, "for") || token_is(c, i, "and") || is_mark(v, i, '&');
		linked |= small;
		if (small && (word(v, i - 1)->classes & LEX_BIT(ORG_WORD)))
			give(v, PQ_ORGANIZATION, 12);
		if (is_mark(v, i, '&'))
			give(v, PQ_ORGANIZATION, 12);
		if ((word(v, i)->classes & LEX_BIT(PARTICLE)) && !(word(v, i)->flags & TOKEN_CAPITAL))
			give(v, PQ_PERSON, 8);
	}
	if (linked && (first & LEX_BIT(ORG_WORD)))
		give(v, PQ_ORGANIZATION, 12);
	if (linked && (first & LEX_BIT(PLACE_WORD)))
		give(v, PQ_PLACE, 8);
	bool team = v->sport && (token_is(c, v->end - 1, "city") || token_is(c, v->end - 1, "town") ||
				 token_is(c, v->end - 1, "county"));
	if ((last & LEX_BIT(ORG_WORD)) || team)
		give(v, PQ_ORGANIZATION, last & LEX_BIT(SURNAME) ? 10 : 16);
	if ((last & (LEX_BIT(ORG_WORD) | LEX_BIT(PLACE_WORD) | LEX_BIT(EVENT_WORD))) && !(last & LEX_BIT(SURNAME)))
		give(v, PQ_PERSON, -10);
	if ((last & LEX_BIT(PLACE_WORD)) && !team)
		give(v, PQ_PLACE, last & LEX_BIT(SURNAME) ? 8 : 12);
	if (is_land_word(v, v->end - 1))
		give(v, PQ_PLACE, 16);
	if (token_is(c, v->end - 1, "war"))
		give(v, PQ_EVENT, 30);
	if (token_is(c, v->end - 1, "plc") || token_is(c, v->end - 1, "gmbh"))
		give(v, PQ_ORGANIZATION, 20);
	if (last & LEX_BIT(EVENT_WORD))
		give(v, PQ_EVENT, 11);
	if (first & LEX_BIT(PLACE_WORD) && !linked)
		give(v, PQ_PLACE, 6);
	if ((first & LEX_BIT(ORG_WORD)) && !(last & LEX_BIT(SURNAME)))
		give(v, PQ_ORGANIZATION, 6);
	if (first & FORENAME)
		give(v, PQ_PERSON, first & LEX_BIT(COMMON) ? 6 : 12);
	if (is_initial(v, v->first))
		give(v, PQ_PERSON, 14);
	if (last & LEX_BIT(SURNAME))
		give(v, PQ_PERSON, last & LEX_BIT(COMMON) ? 2 : 5);
	if (word(v, v->end - 1)->classes & LEX_BIT(NAME_SUFFIX))
		give(v, PQ_PERSON, 12);
	if (token_is(c, v->end - 1, "award") || token_is(c, v->end - 1, "prize") || token_is(c, v->end - 1, "medal") ||
	    token_is(c, v->end - 1, "act")) /* named for somebody, but no person */
		give(v, PQ_WORK, 30), give(v, PQ_PERSON, -10);
	bool common = (first & LEX_BIT(COMMON)) || (last & LEX_BIT(COMMON));
	give(v, PQ_PERSON, v->m->n_tokens > 4 || common ? 0 : 6);
	if (common && !linked)
		give(v, PQ_ORGANIZATION, 3);
}

/* ---- what stands around it ---- */

/** The verb behind the name, past an adverb or an auxiliary. */
static void weigh_verb(struct view *v)
{
	const struct token *next = near(v, v->end);
	if (next && (next->classes & SAYING) && !(next->flags & TOKEN_CAPITAL))
		give_near(v, PQ_PERSON, 5);
	const struct token *before = v->first ? near(v, v->first - 1) : NULL;
	if (before && (before->classes & LEX_BIT(CUE)) && !(before->flags & TOKEN_CAPITAL))
		give_near(v, PQ_PERSON, 2);
}

static void weigh_behind(struct view *v)
{
	const struct context *c = v->c;
	uint32_t i = v->end;
	const struct token *t = near(v, i), *after = near(v, i + 1);
	if (t && (token_is(c, i, "magazine") || token_is(c, i, "newspaper") || token_is(c, i, "officials")))
		give_near(v, PQ_ORGANIZATION, 12);
	if (t && (t->flags & TOKEN_POSSESSIVE) && after) {
		give_near(v, PQ_PLACE, -v->info->near[PQ_PLACE]); /* "in MacAllister's phrase" */
		if (after->classes & LEX_BIT(KIN))
			give_near(v, PQ_PERSON, 12);
		if (token_is(c, i + 1, "lawyer") || token_is(c, i + 1, "office") || token_is(c, i + 1, "death"))
			give_near(v, PQ_PERSON, 4);
		if (token_is(c, i + 1, "chief") || token_is(c, i + 1, "spokesman") ||
		    token_is(c, i + 1, "spokeswoman") || token_is(c, i + 1, "shares"))
			give_near(v, PQ_ORGANIZATION, 5);
		if (token_is(c, i + 1, "capital") || token_is(c, i + 1, "foreign") || token_is(c, i + 1, "government"))
			give_near(v, PQ_PLACE, 8);
	}
	if (is_dash(v, i) && near(v, i + 1) && (word(v, i + 1)->classes & LEX_BIT(HYPHEN_TAIL)))
		give_near(v, PQ_PLACE, token_is(c, i + 1, "based") || token_is(c, i + 1, "born") ? 12 : 2);
	if (!is_mark(v, i, ',') || !after)
		return;
	const struct token *third = near(v, i + 2);
	if (after->kind == TOKEN_NUMBER && third && third->kind == TOKEN_PUNCT &&
	    after->span.end - after->span.start <= 2)
		give_near(v, PQ_PERSON, 16);
	if (token_is(c, i + 1, "who") || token_is(c, i + 1, "whose"))
		give_near(v, PQ_PERSON, 8);
	if (token_is(c, i + 1, "which")) {
		give_near(v, PQ_ORGANIZATION, 8);
		give_near(v, PQ_PERSON, -8);
	}
	for (uint32_t k = i + 1; k < i + 6 && near(v, k) && near(v, k)->kind == TOKEN_WORD; k++) {
		if (word(v, k)->classes & (LEX_BIT(PREPOSITION) | LEX_BIT(AUX)))
			break;
		if (word(v, k)->classes & (LEX_BIT(ROLE) | LEX_BIT(KIN))) {
			give_near(v, PQ_PERSON, 8);
			break;
		}
		if (token_is(c, k, "company") || token_is(c, k, "maker") || token_is(c, k, "firm") ||
		    token_is(c, k, "charity") || token_is(c, k, "group"))
			give_near(v, PQ_ORGANIZATION, 8);
	}
}

static void weigh_preposition(struct view *v)
{
	static const struct {
		const char *word;
		int8_t place, organization;
	} weights[] = {{"in", 16, 0},     {"at", 3, 6},         {"near", 8, 0}, {"from", 4, 1},    {"to", 3, 0},
		       {"outside", 6, 1}, {"across", 8, 0},     {"into", 4, 0}, {"towards", 4, 0}, {"via", 4, 0},
		       {"around", 5, 0},  {"of", 2, 2},         {"for", 0, 3},  {"toward", 4, 0},  {"inside", 4, 2},
		       {"through", 4, 0}, {"throughout", 8, 0}, {"off", 4, 0},  {"on", 2, 2},      {"within", 4, 1}};
	for (size_t k = 0; k < sizeof weights / sizeof *weights; k++) {
		if (token_is(v->c, v->first - 1, weights[k].word)) {
			give_near(v, PQ_PLACE, weights[k].place);
			if (weights[k].place >= 6 || token_is(v->c, v->first - 1, "at"))
				give_near(v, PQ_PERSON, -6);
			give_near(v, PQ_ORGANIZATION, weights[k].organization);
		}
	}
	if (token_is(v->c, v->first - 1, "of") && v->first > 1) {
		if (is_mark(v, v->first - 2, ','))
			give_near(v, PQ_PLACE, 8); /* "Ann Roe, of Leeds" */
		if (token_is(v->c, v->first - 2, "city") || token_is(v->c, v->first - 2, "town") ||
		    token_is(v->c, v->first - 2, "village"))
			give_near(v, PQ_PLACE, 12);
	}
}

/** "the author of Salt Ledger", "in her memoir, Mulch Ado" */
static bool is_written(const struct view *v)
{
	const struct context *c = v->c;
	uint32_t i = v->first - 1;
	if (token_is(c, i, "and") && v->m > c->mentions.at && v->m[-1].tokens + v->m[-1].n_tokens == i)
		return v->info[-1].near[PQ_WORK] > 0;
	if (i < 1)
		return false;
	uint32_t k = i - 1;
	if (token_is(c, i, "of"))
		return token_is(c, k, "author") || token_is(c, k, "director") || token_is(c, k, "editor") ||
		       token_is(c, k, "star");
	return is_mark(v, i, ',') && (token_is(c, k, "memoir") || token_is(c, k, "novel") || token_is(c, k, "book") ||
				      token_is(c, k, "film") || token_is(c, k, "album"));
}

static void weigh_before(struct view *v)
{
	const struct context *c = v->c;
	const struct token *t = v->first ? near(v, v->first - 1) : NULL;
	if (!t || v->info->titled)
		return;
	if (t->classes & LEX_BIT(PREPOSITION))
		weigh_preposition(v);
	if (token_is(c, v->first - 1, "the"))
		give_near(v, PQ_ORGANIZATION, v->m->n_tokens > 1 ? 5 : 3), give_near(v, PQ_PERSON, -6);
	if ((t->classes & (LEX_BIT(ROLE) | LEX_BIT(KIN))) && !(t->classes & LEX_BIT(PREPOSITION)))
		give_near(v, PQ_PERSON, 9);
	if (t->classes & LEX_BIT(OUTLET)) /* "the newspaper El Farol" is one, "newspaper Ann Roy" might be misread */
		give_near(v, PQ_ORGANIZATION, v->first > 1 && token_is(c, v->first - 2, "the") ? 24 : 14);
	if (token_is(c, v->first - 1, "a") || token_is(c, v->first - 1, "its") || token_is(c, v->first - 1, "his") ||
	    token_is(c, v->first - 1, "their"))
		give_near(v, PQ_PERSON, -6), give_near(v, PQ_PRODUCT, 8);
	if (is_written(v))
		give_near(v, PQ_WORK, 24);
	/* "at the Corn Exchange, Wexmoor," */
	if (is_mark(v, v->first - 1, ',') && is_mark(v, v->end, ',') && v->m > c->mentions.at &&
	    v->m[-1].tokens + v->m[-1].n_tokens == v->first - 1 && (v->info[-1].near[PQ_PLACE] > 0))
		give_near(v, PQ_PLACE, 12);
	/* "in Washington, Tyne and Wear": a place behind a comma makes one of the name before it */
	if (is_mark(v, v->first - 1, ',') && v->m > c->mentions.at && v->info->score[PQ_PLACE] >= 8) {
		const struct mention *other = v->m - 1;
		if (other->tokens + other->n_tokens == v->first - 1)
			v->info[-1].score[PQ_PLACE] += 8, v->info[-1].near[PQ_PLACE] += 8;
	}
}

/** "BANGOR, Maine (Meridian Wire) -": the head of a report. */
static void weigh_dateline(struct view *v)
{
	const struct token *t = word(v, v->first);
	const struct sentence *s = &v->c->sentences.at[t->sentence];
	uint32_t start = s->tokens;
	if (v->first > start + 12 || !(word(v, start)->flags & TOKEN_BLOCK) ||
	    !(word(v, start)->flags & TOKEN_ALL_CAPS))
		return;
	for (uint32_t i = start; i < start + 16 && near(v, i); i++) {
		const struct token *at = word(v, i);
		if (is_dash(v, i) && !(at->flags & TOKEN_GLUED)) {
			bool bracketed = v->first > start && is_mark(v, v->first - 1, '(');
			if (v->first < i)
				give_near(v, bracketed ? PQ_ORGANIZATION : PQ_PLACE, 20);
			return;
		}
		if (at->kind == TOKEN_WORD && !(at->flags & TOKEN_CAPITAL))
			return;
	}
}

/** One common word that no list knows as a name needs neighbours that speak for one. */
static void doubt(struct view *v)
{
	const uint64_t known =
		FORENAME | LEX_BIT(SURNAME) | LEX_BIT(PLACE) | LEX_BIT(LAND) | LEX_BIT(ORG) | LEX_BIT(NATIONALITY);
	const struct token *t = word(v, v->first);
	if (v->m->n_tokens > 1 || !(t->classes & LEX_BIT(COMMON)) || (t->classes & known))
		return;
	int best = 0;
	for (int k = 0; k < PQ_DATE; k++)
		best = v->info->near[k] > best ? v->info->near[k] : best;
	v->info->weak |= best < 6;
}

void name_evidence(const struct context *c, uint32_t m, bool sport)
{
	const struct mention *at = &c->mentions.at[m];
	struct view v = {c, at, &c->names.at[m], at->tokens, at->tokens + at->n_tokens, sport};
	uint64_t title = v.info->titled && v.first ? word(&v, v.first - 1)->classes : 0;
	v.info->sex = title & LEX_BIT(TITLE_FEMALE) && !(title & LEX_BIT(TITLE_MALE))   ? SEX_FEMALE
		      : title & LEX_BIT(TITLE_MALE) && !(title & LEX_BIT(TITLE_FEMALE)) ? SEX_MALE
											: SEX_UNKNOWN;
	if (v.info->titled)
		give_near(&v, PQ_PERSON, 16);
	weigh_known(&v);
	if (at->n_tokens == 1)
		weigh_one_word(&v);
	else
		weigh_several_words(&v);
	weigh_before(&v);
	weigh_behind(&v);
	weigh_verb(&v);
	weigh_dateline(&v);
	doubt(&v);
}
