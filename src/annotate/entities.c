/* annotate/entities.c - names joined into entities.
 *
 * Full names first, longest first: equal keys are one bearer, a shorter full name joins the one longer name that it starts or
 * ends, and people's names join where surname and forenames agree.  Then, in reading order, each bare word: a surname, a
 * forename, the start of an organisation's name or an acronym joins its holder if its neighbours do not speak against it.
 * Several holders: the one that the bare word has meant so far, or that was named in full just before, or whom the article is
 * about; else nobody.  All look-ups are by hash; lists of holders are read to a bound, so the cost is linear. */
#include <string.h>

#include "annotate/join.h"
#include "annotate/lexicon.h"

#define MAX_HOLDERS 32
#define JUST_BEFORE 3 /* sentences */

static struct key *key_at(struct joiner *j, uint32_t k)
{
	return &j->keys.at[k];
}

static int best_type(const int32_t *sum, int32_t *margin)
{
	int best = PQ_PERSON;
	for (int t = 1; t < PQ_DATE; t++)
		if (sum[t] > sum[best])
			best = t;
	*margin = INT32_MAX;
	for (int t = 0; t < PQ_DATE; t++)
		if (t != best && sum[best] - sum[t] < *margin)
			*margin = sum[best] - sum[t];
	return best;
}

static uint32_t new_entity(struct joiner *j, int type, uint32_t key, uint32_t mention)
{
	struct context *c = j->c;
	struct entity e = {.type = (uint8_t)type, .first = mention};
	struct bearer b = {.key = key, .last = PQ_NONE};
	if (!vec_push(&c->entities, e) || !vec_push(&j->bearers, b)) {
		c->failed = true;
		return PQ_NONE;
	}
	return c->entities.len - 1;
}

/* ---- full names ---- */

static bool is_junior(const struct joiner *j, uint32_t key)
{
	size_t len;
	const char *s = intern_get(&j->names, key, &len);
	return len > 3 &&
	       (!memcmp(s + len - 3, " jr", 3) || !memcmp(s + len - 3, " sr", 3) || !memcmp(s + len - 3, " ii", 3));
}

static bool has_initial(const struct joiner *j, uint32_t key)
{
	size_t len;
	const char *s = intern_get(&j->names, key, &len);
	return len > 1 && (s[1] == ' ' || memmem(s, len, " . ", 3) != NULL);
}

static bool sexes_agree(uint8_t a, uint8_t b)
{
	return a == SEX_UNKNOWN || b == SEX_UNKNOWN || a == b;
}

/** The one longer name that KEY starts or ends, or PQ_NONE. */
static uint32_t longer_name(struct joiner *j, uint32_t key, int type, int32_t margin, uint8_t sex)
{
	uint32_t found = PQ_NONE, n = 0;
	for (uint32_t h = key_at(j, key)->holders; h && n < MAX_HOLDERS; h = j->holders.at[h - 1].next, n++) {
		const struct holder *at = &j->holders.at[h - 1];
		const struct entity *e = &j->c->entities.at[at->entity];
		bool person = e->type == PQ_PERSON;
		if (!(at->kinds & (HOLDS_START | HOLDS_END)) || (e->type != type && margin >= 6) ||
		    (e->type == PQ_PLACE && type != PQ_PLACE))
			continue;
		if (person && (is_junior(j, j->bearers.at[at->entity].key) || !sexes_agree(sex, e->sex)))
			continue;
		if (found != PQ_NONE)
			return PQ_NONE;
		found = at->entity;
	}
	return found;
}

/** The one person named so far whose full name agrees with KEY, or PQ_NONE. */
static uint32_t same_person(struct joiner *j, uint32_t key, uint8_t sex)
{
	uint32_t surname = joiner_surname(j, key), found = PQ_NONE, n = 0;
	if (surname == PQ_NONE)
		return PQ_NONE;
	for (uint32_t h = key_at(j, surname)->holders; h && n < MAX_HOLDERS; h = j->holders.at[h - 1].next, n++) {
		const struct holder *at = &j->holders.at[h - 1];
		const struct entity *e = &j->c->entities.at[at->entity];
		if (!(at->kinds & HOLDS_END) || e->type != PQ_PERSON || !sexes_agree(sex, e->sex) ||
		    !joiner_same_person(j, key, j->bearers.at[at->entity].key))
			continue;
		if (found != PQ_NONE)
			return PQ_NONE;
		found = at->entity;
	}
	return found;
}

/** "Kim Dae Jung": three words, the first a family name, one of the others no name of the lists. */
static bool family_first(const struct context *c, const struct mention *m)
{
	const struct token *t = &c->tokens.at[m->tokens];
	const uint64_t known = LEX_BIT(FORENAME_FEMALE) | LEX_BIT(FORENAME_MALE) | LEX_BIT(SURNAME) | LEX_BIT(PARTICLE);
	if (m->n_tokens == 2) { /* "Kim Dae-jung" */
		const char *hyphen = memchr(c->doc->text + t[1].span.start, '-', t[1].span.end - t[1].span.start);
		return hyphen && hyphen[1] >= 'a' && hyphen[1] <= 'z' && (t[0].classes & LEX_BIT(SURNAME));
	}
	return m->n_tokens == 3 && (t[0].classes & LEX_BIT(SURNAME)) &&
	       (!(t[1].classes & known) || !(t[2].classes & known)) && t[1].kind == TOKEN_WORD &&
	       c->doc->text[t[1].span.end - 1] != '.';
}

/** The sex that the name's first word is borne by alone. */
static uint8_t forename_sex(const struct context *c, uint32_t mention)
{
	const struct mention *m = &c->mentions.at[mention];
	uint64_t classes = c->tokens.at[m->tokens].classes;
	bool female = classes & LEX_BIT(FORENAME_FEMALE), male = classes & LEX_BIT(FORENAME_MALE);
	if (female == male || family_first(c, m))
		return SEX_UNKNOWN;
	return female ? SEX_FEMALE : SEX_MALE;
}

static void place_full_name(struct joiner *j, uint32_t key, uint32_t mention, uint8_t sex)
{
	int32_t margin;
	int type = best_type(key_at(j, key)->sum, &margin);
	if (type == PQ_PERSON && sex == SEX_UNKNOWN)
		sex = forename_sex(j->c, mention);
	uint32_t e = longer_name(j, key, type, margin, sex);
	if (e == PQ_NONE && type == PQ_PERSON)
		e = same_person(j, key, sex);
	if (e == PQ_NONE && (e = new_entity(j, type, key, mention)) == PQ_NONE)
		return;
	struct entity *at = &j->c->entities.at[e];
	if (at->sex == SEX_UNKNOWN)
		at->sex = sex;
	if (mention < at->first)
		at->first = mention;
	if (at->type == PQ_PERSON || j->bearers.at[e].key == key)
		joiner_enter(j, e, key);
	key_at(j, key)->full = e;
}

/** Keys of two words or more, longest first, those with initials last among equals; each with its first mention. */
static void place_full_names(struct joiner *j)
{
	struct context *c = j->c;
	uint32_t n_keys = j->keys.len;
	uint32_t *first = arena_array(&c->arena, uint32_t, n_keys + 1);
	uint8_t *sex = arena_array(&c->arena, uint8_t, n_keys + 1);
	if (c->arena.failed)
		return;
	for (uint32_t m = c->mentions.len; m-- > 0;) {
		first[j->key_of[m]] = m + 1;
		if (c->names.at[m].sex != SEX_UNKNOWN)
			sex[j->key_of[m]] = c->names.at[m].sex;
	}
	for (uint32_t words = 12; words >= 2; words--) {
		for (int initials = 0; initials < 2; initials++) {
			for (uint32_t k = 0; k < n_keys && !c->failed; k++) {
				uint32_t n = key_at(j, k)->words > 12 ? 12 : key_at(j, k)->words;
				if (n == words && first[k] && has_initial(j, k) == initials &&
				    !c->names.at[first[k] - 1].weak)
					place_full_name(j, k, first[k] - 1, sex[k]);
			}
		}
	}
}

/* ---- bare words ---- */

/** Who a bare word may stand for. */
struct choice {
	uint32_t people[MAX_HOLDERS], n_people;
	uint32_t other; /**< an organisation, place or product that it starts, or that it is the acronym of */
	bool several;   /**< more than one of these */
};

static bool acronym(const struct context *c, uint32_t m)
{
	return c->mentions.at[m].n_tokens == 1 && (c->tokens.at[c->mentions.at[m].tokens].flags & TOKEN_ALL_CAPS);
}

/** What is called after somebody but never by their name alone. */
static bool is_bequest(const struct context *c, uint32_t t)
{
	static const char *const words[] = {"foundation", "library", "estate", "family", "trust", "fund", "presidency"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (token_is(c, t, words[i]))
			return true;
	return false;
}

/** Is an organisation never called by the start of its name: a paper by its town, an administration by its head? */
static bool never_short(const struct context *c, uint32_t e)
{
	const struct mention *m = &c->mentions.at[c->entities.at[e].first];
	uint32_t first = m->tokens, last = m->tokens + m->n_tokens - 1;
	if (token_is(c, first, "the"))
		first++;
	const uint64_t place = LEX_BIT(PLACE) | LEX_BIT(LAND);
	return (token_has(c, first, place) && token_has(c, last, LEX_BIT(OUTLET))) ||
	       token_is(c, last, "administration") || token_is(c, last, "campaign") ||
	       (token_has(c, first, LEX_BIT(SURNAME)) && is_bequest(c, last));
}

/** Does the name say what it is, so that its start may stand for it before it is told in full: "Lumen Group", but not "Lumen Music"? */
static bool is_whole_body(const struct context *c, uint32_t e)
{
	const struct mention *m = &c->mentions.at[c->entities.at[e].first];
	return c->entities.at[e].type == PQ_PLACE ||
	       token_has(c, m->tokens + m->n_tokens - 1, LEX_BIT(ORG_WORD) | LEX_BIT(PLACE_WORD) | LEX_BIT(OUTLET));
}

static struct choice holders_of(struct joiner *j, uint32_t m)
{
	struct context *c = j->c;
	struct choice choice = {.other = PQ_NONE};
	uint32_t key = j->key_of[m], n = 0;
	size_t len;
	intern_get(&j->names, key, &len);
	for (uint32_t h = key_at(j, key)->holders; h && n < MAX_HOLDERS; h = j->holders.at[h - 1].next, n++) {
		const struct holder *at = &j->holders.at[h - 1];
		const struct entity *e = &c->entities.at[at->entity];
		bool initials = (at->kinds & HOLDS_INITIALS) && acronym(c, m);
		if (e->type == PQ_PERSON) {
			bool by_label = initials && c->names.at[m].label;
			bool by_name = (at->kinds & (HOLDS_START | HOLDS_END)) &&
				       sexes_agree(c->names.at[m].sex, e->sex) && len > 1;
			if (by_label || by_name)
				choice.people[choice.n_people++] = at->entity;
			continue;
		}
		bool starts = (at->kinds & HOLDS_START) && e->type != PQ_GROUP && e->type != PQ_EVENT;
		bool ends = (at->kinds & HOLDS_END) && e->type == PQ_ORGANIZATION && c->names.at[m].weak;
		starts = starts && !(e->type == PQ_ORGANIZATION && never_short(c, at->entity)) &&
			 (e->first < m || is_whole_body(c, at->entity));
		if (!starts && !ends && !(initials && len >= 3))
			continue;
		choice.several |= choice.other != PQ_NONE;
		if (choice.other == PQ_NONE || e->first < c->entities.at[choice.other].first)
			choice.other = at->entity;
	}
	return choice;
}

static uint32_t sentence_of(const struct context *c, uint32_t m)
{
	return c->tokens.at[c->mentions.at[m].tokens].sentence;
}

/** "The elder Roy": set apart from the Roy spoken of so far. */
static bool is_contrasted(const struct context *c, uint32_t m)
{
	uint32_t t = c->mentions.at[m].tokens;
	return t > 0 && (token_is(c, t - 1, "elder") || token_is(c, t - 1, "younger") || token_is(c, t - 1, "older"));
}

/** Who of them was named in full last. */
static uint32_t named_last(const struct joiner *j, const struct choice *choice)
{
	uint32_t last = PQ_NONE;
	for (uint32_t k = 0; k < choice->n_people; k++) {
		const struct bearer *b = &j->bearers.at[choice->people[k]];
		if (b->last != PQ_NONE && (last == PQ_NONE || b->last > j->bearers.at[last].last))
			last = choice->people[k];
	}
	return last;
}

/** Which of several people of one surname a bare use means; PQ_NONE: cannot be told. */
static uint32_t choose_person(struct joiner *j, uint32_t m, const struct choice *choice)
{
	struct context *c = j->c;
	uint32_t habit = key_at(j, j->key_of[m])->habit, near = PQ_NONE, n_near = 0, most = PQ_NONE, first = PQ_NONE;
	bool tie = false;
	if (is_contrasted(c, m))
		return named_last(j, choice);
	for (uint32_t k = 0; k < choice->n_people; k++) {
		uint32_t e = choice->people[k];
		const struct bearer *b = &j->bearers.at[e];
		if (b->last != PQ_NONE && sentence_of(c, m) - sentence_of(c, b->last) <= JUST_BEFORE) {
			near = e;
			n_near++;
		}
		if (first == PQ_NONE || c->entities.at[e].first < c->entities.at[first].first)
			first = e;
		if (most == PQ_NONE || b->names > j->bearers.at[most].names)
			most = e, tie = false;
		else if (b->names == j->bearers.at[most].names)
			tie = true;
	}
	bool habit_fits = false;
	for (uint32_t k = 0; k < choice->n_people; k++)
		habit_fits |= choice->people[k] == habit;
	if (habit_fits && (!n_near || (n_near == 1 && near == habit)))
		return habit;
	if (n_near == 1 && !habit_fits)
		return near;
	if (!n_near && !habit_fits && first == most && !tie && j->bearers.at[most].names > 1)
		return first;
	/* one of them is named far more often than all others together */
	uint32_t all = 0;
	for (uint32_t k = 0; k < choice->n_people; k++)
		all += j->bearers.at[choice->people[k]].names;
	bool titled = c->names.at[m].titled && c->names.at[m].sex == SEX_UNKNOWN;
	return !titled && all >= 3 && j->bearers.at[most].names >= 3 * (all - j->bearers.at[most].names) ? most
													 : PQ_NONE;
}

static uint32_t own_entity(struct joiner *j, uint32_t m, int type)
{
	uint32_t key = j->key_of[m];
	if (key_at(j, key)->own[type] == PQ_NONE) {
		uint32_t e = new_entity(j, type, key, m);
		key_at(j, key)->own[type] = e;
	}
	return key_at(j, key)->own[type];
}

/** A bare surname of several people that cannot be told apart is a bearer of its own. */
static uint32_t ambiguous_entity(struct joiner *j, uint32_t m)
{
	uint32_t key = j->key_of[m];
	j->c->mentions.at[m].ambiguous = true;
	if (key_at(j, key)->ambiguous == PQ_NONE) {
		uint32_t e = new_entity(j, PQ_PERSON, key, m);
		key_at(j, key)->ambiguous = e;
	}
	return key_at(j, key)->ambiguous;
}

/** What a holder adds to the sense it stands for: more if it was named before. */
static int32_t weight_of(const struct context *c, uint32_t m, uint32_t e)
{
	return c->entities.at[e].first < m ? 14 : 10;
}

/** Who is named in full only later is not meant where somebody named before may be. */
static void drop_later(const struct context *c, uint32_t m, struct choice *choice)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < choice->n_people; k++)
		n += c->entities.at[choice->people[k]].first < m;
	if (!n || n == choice->n_people)
		return;
	n = 0;
	for (uint32_t k = 0; k < choice->n_people; k++)
		if (c->entities.at[choice->people[k]].first < m)
			choice->people[n++] = choice->people[k];
	choice->n_people = n;
}

static uint32_t resolve_bare(struct joiner *j, uint32_t m)
{
	struct context *c = j->c;
	const struct name_info *info = &c->names.at[m];
	struct choice choice = holders_of(j, m);
	drop_later(c, m, &choice);
	bool holders = choice.n_people || choice.other != PQ_NONE;
	int32_t sum[PQ_DATE], margin;
	for (int t = 0; t < PQ_DATE; t++)
		sum[t] = holders ? info->near[t] : info->score[t];
	if (holders)
		sum[PQ_PLACE] = info->score[PQ_PLACE] - info->told_place, sum[PQ_GROUP] = info->score[PQ_GROUP];
	if (choice.n_people) {
		uint32_t first = choice.people[0];
		for (uint32_t k = 1; k < choice.n_people; k++)
			if (c->entities.at[choice.people[k]].first < c->entities.at[first].first)
				first = choice.people[k];
		sum[PQ_PERSON] += weight_of(c, m, first);
		if (choice.other != PQ_NONE && c->entities.at[first].first < c->entities.at[choice.other].first)
			sum[PQ_PERSON] += 4;
		else if (choice.other != PQ_NONE)
			sum[c->entities.at[choice.other].type] += 4;
	}
	if (choice.other != PQ_NONE)
		sum[c->entities.at[choice.other].type] += weight_of(c, m, choice.other);
	int type = best_type(sum, &margin);
	if (!holders && !info->weak) {
		int32_t all;
		int common = best_type(key_at(j, j->key_of[m])->sum, &all);
		type = type != common && margin >= 10 ? type : common;
	}
	if (choice.other != PQ_NONE && type == c->entities.at[choice.other].type)
		return choice.other;
	if (type == PQ_PERSON && choice.n_people == 1)
		return choice.people[0];
	if (type == PQ_PERSON && choice.n_people) {
		uint32_t e = choose_person(j, m, &choice);
		return e != PQ_NONE ? e : ambiguous_entity(j, m);
	}
	return info->weak ? PQ_NONE : own_entity(j, m, type);
}

/** What an acronym that is introduced here, or was before, stands for; PQ_NONE: neither. */
static uint32_t resolve_acronym(struct joiner *j, uint32_t m)
{
	struct context *c = j->c;
	uint32_t key = j->key_of[m], of = c->names.at[m].defines;
	if (!acronym(c, m))
		return PQ_NONE;
	if (of != PQ_NONE && c->mentions.at[of].entity != PQ_NONE && joiner_initials(j, key, j->key_of[of]))
		key_at(j, key)->defined = c->mentions.at[of].entity;
	return key_at(j, key)->defined;
}

static void resolve(struct joiner *j, uint32_t m)
{
	struct context *c = j->c;
	struct mention *at = &c->mentions.at[m];
	uint32_t key = j->key_of[m], full = key_at(j, key)->full;
	uint32_t of = c->names.at[m].defines;
	if (of != PQ_NONE && !acronym(c, m) && c->mentions.at[of].type == PQ_PERSON &&
	    c->mentions.at[of].entity != PQ_NONE) {
		full = key_at(j, key)->full = c->mentions.at[of].entity; /* a nickname */
		joiner_enter(j, full, key);
	}
	if (full != PQ_NONE) {
		at->entity = full;
		j->bearers.at[full].names++;
		j->bearers.at[full].last = m;
	} else {
		at->entity = resolve_acronym(j, m);
		if (at->entity == PQ_NONE)
			at->entity = resolve_bare(j, m);
		if (at->entity == PQ_NONE || c->failed)
			return;
		j->bearers.at[at->entity].names++;
		if (c->entities.at[at->entity].type == PQ_PERSON && !at->ambiguous &&
		    c->names.at[m].sex == SEX_UNKNOWN && !is_contrasted(c, m))
			key_at(j, key)->habit = at->entity;
	}
	struct entity *e = &c->entities.at[at->entity];
	at->type = e->type;
	e->n_names++;
	if (e->sex == SEX_UNKNOWN && e->type == PQ_PERSON)
		e->sex = c->names.at[m].sex;
}

static bool in_title(const struct context *c, uint32_t m)
{
	return c->doc->blocks[c->tokens.at[c->mentions.at[m].tokens].block].kind == PQ_BLOCK_TITLE;
}

void pass_entities(struct context *c)
{
	struct joiner j = {.c = c};
	j.key_of = arena_array(&c->arena, uint32_t, c->mentions.len + 1);
	for (uint32_t m = 0; m < c->mentions.len && !c->failed && !c->arena.failed; m++) {
		j.key_of[m] = joiner_key(&j, m);
		for (int t = 0; t < PQ_DATE && !c->failed; t++)
			j.keys.at[j.key_of[m]].sum[t] += c->names.at[m].score[t];
	}
	if (!c->failed && !c->arena.failed)
		place_full_names(&j);
	/* titles last: their bare names are those of the text */
	for (int titles = 0; titles < 2; titles++) {
		for (uint32_t m = 0; m < c->mentions.len && !c->failed && !c->arena.failed; m++) {
			if ((m & 1023) == 0 && context_over(c))
				break;
			if (in_title(c, m) == titles)
				resolve(&j, m);
		}
	}
	if (!c->failed && !c->stopped && !c->arena.failed) {
		entities_finish(c);
	}
	joiner_release(&j);
}
