/* annotate/names.c - what a run of capitalised words holds: titles come off, lands stand apart, works are known by their quote
 * marks.  Each sentence is read once.  What type a name has is only weighed here (evidence.c); the entities pass decides. */
#include <string.h>

#include "annotate/lexicon.h"
#include "annotate/names.h"

/* ---- cutting runs into names ---- */

/** "X, also known as Y", "X, known to many as 'Y'": is the name before Y's FIRST the one it is known by? */
static bool known_as(const struct finder *f, uint32_t first, uint32_t before)
{
	const struct context *c = f->c;
	const struct mention *m = &c->mentions.at[before];
	uint32_t i = first;
	if (i > f->first && tok(f, i - 1)->kind == TOKEN_QUOTE)
		i--;
	if (i < f->first + 2 || !token_is(c, i - 1, "as") || m->tokens < f->first)
		return false;
	uint32_t end = m->tokens + m->n_tokens, known = i - 2;
	while (known > end && i - known < 6 && !token_is(c, known, "known"))
		known--;
	return token_is(c, known, "known") && known >= end && known - end <= 2;
}

static void add_mention(struct finder *f, uint32_t first, uint32_t end, bool weak, bool titled, uint32_t full)
{
	struct context *c = f->c;
	struct mention m = {.tokens = first, .n_tokens = end - first, .entity = PQ_NONE, .form = PQ_NAME};
	m.span = (struct pq_span){tok(f, first)->span.start, tok(f, end - 1)->span.end};
	m.full = (struct pq_span){tok(f, full)->span.start, m.span.end};
	struct name_info info = {.weak = weak, .titled = titled, .defines = PQ_NONE};
	if (!vec_push(&c->mentions, m) || !vec_push(&c->names, info)) {
		c->failed = true;
		return;
	}
	uint32_t last = c->mentions.len - 1;
	if (last)
		vec_last(&c->names).defines = known_as(f, first, last - 1) ? last - 1 : PQ_NONE;
	bool bracketed = first > f->first + 1 && is_punct(c, first - 1, '(') && end < f->end && is_punct(c, end, ')');
	if (bracketed && last && end == first + 1 && (tok(f, first)->flags & TOKEN_ALL_CAPS)) {
		const struct mention *before = &c->mentions.at[last - 1];
		if (before->tokens + before->n_tokens == first - 1)
			vec_last(&c->names).defines = last - 1;
	}
	vec_last(&c->names).label = (tok(f, first)->flags & TOKEN_BLOCK) && (tok(f, first)->flags & TOKEN_ALL_CAPS) &&
				    is_punct(c, end, ':') && end == first + 1 && m.span.end - m.span.start <= 4;
}

/** Is [FIRST, END) no name by itself: titles, roles, or one common word? */
static bool weak_name(const struct finder *f, uint32_t first, uint32_t end)
{
	const struct token *t = tok(f, first);
	bool known = t->classes & (PLACES | LEX_BIT(ORG) | LEX_BIT(NATIONALITY));
	if (end == first + 1 &&
	    (t->span.end - t->span.start == 1 || ((t->classes & HEADS) && !known && !(t->classes & FORENAME))))
		return true;
	if (end == first + 1 && (t->classes & LEX_BIT(COMMON)) && !known &&
	    ((t->classes & (HEADS | LEX_BIT(ROLE))) || f->counts.lower[t->word] || f->shouting))
		return true;
	for (uint32_t i = first; i < end; i++)
		if (!(tok(f, i)->classes & (LEX_BIT(TITLE) | LEX_BIT(ROLE))))
			return false;
	return true;
}

/** "Secretary of Defense", "Director of Change": common words behind a title and "of" belong to the title. */
static bool belongs_to_title(const struct finder *f, uint32_t first, uint32_t end)
{
	if (first < f->first + 2 || !(token_is(f->c, first - 1, "of") || token_is(f->c, first - 1, "for")))
		return false;
	const struct token *t = tok(f, first - 2);
	if (!(t->classes & (LEX_BIT(TITLE) | LEX_BIT(ROLE))) || !(t->flags & TOKEN_CAPITAL))
		return false;
	for (uint32_t i = first; i < end; i++)
		if (!(tok(f, i)->classes & LEX_BIT(COMMON)) || (tok(f, i)->classes & (PLACES | LEX_BIT(NATIONALITY))))
			return false;
	return true;
}

static bool is_government(const struct context *c, uint32_t i)
{
	static const char *const words[] = {"ministry", "parliament", "senate",  "congress",   "army",
					    "navy",     "police",     "cabinet", "government", "embassy"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (token_is(c, i, words[k]))
			return true;
	return false;
}

/** Tokens of a country or nationality that opens [FIRST, END) without being part of what follows: "US | Army", "Russian | Foreign Ministry". */
static uint32_t leading_land(const struct finder *f, uint32_t first, uint32_t end)
{
	uint64_t found = 0;
	if (phrase_at(f->c, first, end, LEX_BIT(ORG) | PLACES, &found) == end - first)
		return 0;
	uint32_t n = phrase_at(f->c, first, end, LEX_BIT(NATIONALITY), &found);
	uint64_t last = tok(f, end - 1)->classes;
	if (n == 1 && (tok(f, first)->classes & (FORENAME | LEX_BIT(SURNAME))) && !(last & HEADS))
		return 0;
	if (n && n < end - first)
		return !(last & HEADS) || is_government(f->c, end - 1) ? n : 0;
	bool office = first >= f->first + 2 && (tok(f, first - 1)->classes & LEX_BIT(PREPOSITION)) &&
		      (tok(f, first - 2)->classes & (LEX_BIT(TITLE) | LEX_BIT(ROLE)));
	n = office && (!(last & HEADS) || (last & LEX_BIT(SURNAME)))
		    ? phrase_at(f->c, first, end, LEX_BIT(LAND), &found)
		    : 0;
	if (n && first + n + 2 == end) /* "ambassador to Britain | Ann Roy" */
		return n;
	n = phrase_at(f->c, first, end, PLACES, &found);
	return n == 1 && end > first + 1 && (tok(f, first)->flags & TOKEN_ALL_CAPS) && !f->shouting ? 1 : 0;
}

bool names_is_suffix(const struct context *c, uint32_t i)
{
	if (!token_has(c, i, LEX_BIT(NAME_SUFFIX)) || c->tokens.at[i].kind != TOKEN_WORD)
		return false;
	return !(token_is(c, i, "jr") || token_is(c, i, "jnr") || token_is(c, i, "sr") || token_is(c, i, "snr") ||
		 token_is(c, i, "ii") || token_is(c, i, "iii"));
}

/** "Ann Roy, MD": letters that stand behind a comma and a person. */
static bool is_degree(const struct finder *f, uint32_t i)
{
	const struct context *c = f->c;
	if (!c->mentions.len || i < f->first + 2 || !names_is_suffix(c, i) || !is_punct(c, i - 1, ',') ||
	    !(tok(f, i)->flags & TOKEN_ALL_CAPS || tok(f, i)->span.end - tok(f, i)->span.start > 3))
		return false;
	const struct mention *m = &vec_last(&c->mentions);
	bool person = (tok(f, m->tokens)->classes & FORENAME) || vec_last(&c->names).titled;
	return person && m->tokens + m->n_tokens + 1 == i;
}

/** "Secretary of Defense Ann Roy": common words between a title's "of" and a forename belong to the title; where the name starts. */
static uint32_t past_office(const struct finder *f, uint32_t first, uint32_t end)
{
	if (first < f->first + 2 || !(token_is(f->c, first - 1, "of") || token_is(f->c, first - 1, "for")) ||
	    !(tok(f, first - 2)->flags & TOKEN_CAPITAL))
		return first;
	uint32_t i = first;
	while (i < end && (tok(f, i)->classes & LEX_BIT(COMMON)) && !(tok(f, i)->classes & KNOWN))
		i++;
	uint64_t last = tok(f, end - 1)->classes;
	bool person = i > first && i + 2 == end && (tok(f, i)->classes & FORENAME) &&
		      (!(last & HEADS) || (last & LEX_BIT(SURNAME)));
	return person ? i : first;
}

/** A piece of a run without titles inside. */
static void add_piece(struct finder *f, uint32_t first, uint32_t end, bool titled, uint32_t full)
{
	while (end > first + 1 && names_is_suffix(f->c, end - 1))
		end--;
	uint32_t land = titled ? 0 : leading_land(f, first, end), name = past_office(f, first, end);
	if (name > first) {
		first = full = name;
		titled = true;
	} else if (land) {
		add_mention(f, first, first + land, false, false, first);
		first = full = first + land;
	}
	if (first < end && !belongs_to_title(f, first, end))
		add_mention(f, first, end, weak_name(f, first, end) && !titled, titled, full);
}

static bool is_honorific(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i);
	bool abbreviated = f->c->doc->text[t->span.end - 1] == '.';
	return (t->classes & LEX_BIT(TITLE)) &&
	       (abbreviated ||
		((t->classes & (LEX_BIT(TITLE_FEMALE) | LEX_BIT(TITLE_MALE))) && t->span.end - t->span.start <= 4));
}

/** "Oscar-winner", "Co-founder": a compound that says what somebody is. */
static bool is_compound_role(const struct finder *f, uint32_t i)
{
	size_t len;
	const char *s = intern_get(&f->c->words, tok(f, i)->word, &len), *hyphen = memrchr(s, '-', len);
	const uint64_t roles = LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE);
	if (!hyphen || hyphen + 3 > s + len || (tok(f, i)->classes & (FORENAME | LEX_BIT(SURNAME))))
		return false;
	char initial = f->c->doc->text[tok(f, i)->span.start + (uint32_t)(hyphen + 1 - s)];
	uint64_t tail = lexicon_word(f->c->lex, hyphen + 1, len - (size_t)(hyphen + 1 - s));
	bool agent = (tail & LEX_BIT(COMMON)) && s[len - 1] == 'r' && (s[len - 2] == 'e' || s[len - 2] == 'o');
	if (initial >= 'a' && initial <= 'z')
		return (tail & roles) || agent;
	return (tail & roles) && !(tail & (FORENAME | LEX_BIT(SURNAME)));
}

/** Tokens of the title at I, or 0; a word that is a forename or surname in its place is none. */
static uint32_t title_at(const struct finder *f, uint32_t start, uint32_t i, uint32_t end)
{
	uint64_t found = 0;
	uint32_t n = phrase_at(f->c, i, end, LEX_BIT(TITLE), &found);
	const uint64_t roles = LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE) | LEX_BIT(ROLE_PLURAL);
	if (!n && i + 1 < end && is_compound_role(f, i))
		return 1;
	if (!n && i == start && i + 1 < end && capital_is_free(f->c, i) && (tok(f, i)->classes & roles) &&
	    !(tok(f, i)->classes & FORENAME))
		return 1;
	if (n == 1 && i > f->first && i + 1 == end && (tok(f, i)->classes & LEX_BIT(SURNAME)) &&
	    is_honorific(f, i - 1)) /* "Mr. King" */
		return 0;
	bool before_forename = i == start && i + 1 < end && (tok(f, i + 1)->classes & FORENAME);
	if (!n && before_forename && (tok(f, i)->classes & roles) &&
	    !(tok(f, i)->classes & (FORENAME | LEX_BIT(SURNAME))))
		return 1;
	if (n == 1 && i > start && i + 1 == end && (tok(f, i)->classes & LEX_BIT(SURNAME)) &&
	    (tok(f, i - 1)->classes & FORENAME))
		return 0;
	return n;
}

/** Does a person's whole name start at I and end the run: a forename, perhaps an initial, and one or two words more? */
static bool whole_name_at(const struct finder *f, uint32_t i, uint32_t end)
{
	if (i + 2 > end || i + 4 < end || !(tok(f, i)->classes & FORENAME))
		return false;
	uint64_t last = tok(f, end - 1)->classes;
	return !(last & HEADS) || (last & LEX_BIT(SURNAME));
}

/** "House Minority Leader | Nancy Pell", "Rovers DL | Sheldon Roy": the word at I, inside a run, says what the person is whose name ends it. */
static bool is_office(const struct finder *f, uint32_t start, uint32_t i, uint32_t end)
{
	const uint64_t roles = LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE);
	const struct token *t = tok(f, i);
	if (i == start || i + 1 >= end || !whole_name_at(f, i + 1, end) || (t->classes & FORENAME))
		return false;
	bool post = (t->flags & TOKEN_ALL_CAPS) && !(t->classes & KNOWN) && t->span.end - t->span.start <= 3 &&
		    !f->shouting;
	return (t->classes & roles) || post;
}

/** The run that starts here is the name of an institution although a title opens it: "Justice Department", "Cardinal News". */
static bool institution(const struct finder *f, uint32_t first, uint32_t end)
{
	uint64_t last = tok(f, end - 1)->classes, found = 0;
	if (phrase_at(f->c, first, end, LEX_BIT(ORG) | PLACES, &found) == end - first)
		return true;
	return end > first + 1 && (last & HEADS) && !(last & (LEX_BIT(SURNAME) | LEX_BIT(TITLE))) &&
	       tok(f, first)->span.end - tok(f, first)->span.start > 4;
}

/** "House Minority", "Team": words that only say of what kind an office is. */
static bool is_of_office(const struct finder *f, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (!(tok(f, i)->classes & (LEX_BIT(COMMON) | HEADS)))
			return false;
	return (tok(f, end - 1)->classes & LEX_BIT(COMMON)) && !(tok(f, end - 1)->classes & HEADS);
}

static void cut_run(struct finder *f, struct run r)
{
	uint32_t start = r.first, full = r.first;
	bool titled = false;
	if (institution(f, r.first, r.end)) {
		add_piece(f, r.first, r.end, false, r.first);
		return;
	}
	for (uint32_t i = r.first; i < r.end;) {
		uint32_t n = title_at(f, start, i, r.end);
		bool office = !n && is_office(f, start, i, r.end), whole = office && is_of_office(f, start, i);
		if (office)
			n = 1;
		if (!n) {
			i++;
			continue;
		}
		bool around = i > start && titled && i + n == r.end; /* "Chief Illumination Officer" */
		if (i > start && !around && !whole)
			add_piece(f, start, i, titled, full);
		if ((i > start || !titled) && !whole)
			full = i;
		i += n;
		start = i;
		titled = true;
	}
	if (start < r.end)
		add_piece(f, start, r.end, titled, full);
	else if (r.end == r.first + 1)
		add_mention(f, r.first, r.end, true, false, r.first);
}

/** Is all of the quoted region that starts at I the title of a work: two words or more, each with a capital that can have one?
 *  Its tokens, or 0. */
static uint32_t quoted_title(const struct finder *f, uint32_t i)
{
	const struct context *c = f->c;
	if (tok(f, i)->region == PQ_NONE || tok(f, i)->region >= c->regions.len)
		return 0;
	const struct region *r = &c->regions.at[tok(f, i)->region];
	uint32_t capital = 0, end = r->tokens + r->n_tokens;
	if (r->tokens != i || r->open || r->n_tokens < 2 || r->n_tokens > 7 || end > f->end ||
	    !(tok(f, i)->flags & TOKEN_CAPITAL))
		return 0;
	for (uint32_t k = i; k < end; k++) {
		const struct token *t = tok(f, k);
		bool last_mark = k + 1 == end && t->kind == TOKEN_PUNCT;
		if ((t->kind != TOKEN_WORD && !last_mark) ||
		    (!(t->flags & TOKEN_CAPITAL) && !(t->classes & FUNCTION_WORDS) && !last_mark))
			return 0;
		capital += (t->flags & TOKEN_CAPITAL) && !(t->classes & FUNCTION_WORDS);
		if (t->classes & (LEX_BIT(TITLE) | LEX_BIT(AUX) | LEX_BIT(PRONOUN_I)))
			return 0;
	}
	const struct token *tail = tok(f, end - 1);
	if (tail->kind == TOKEN_PUNCT && (is_punct(c, end - 1, '!') || is_punct(c, end - 1, '?')))
		return 0;
	bool person = (tok(f, i)->classes & FORENAME) != 0;
	return capital >= 2 && !person ? r->n_tokens - (tail->kind == TOKEN_PUNCT) : 0;
}

static void find_in_sentence(struct finder *f, const struct sentence *s)
{
	struct context *c = f->c;
	f->first = s->tokens;
	f->end = s->tokens + s->n_tokens;
	unsigned shape = names_shape(c, s);
	f->shouting = shape >> 1;
	f->headline = shape & 1;
	for (uint32_t i = f->first; i < f->end && !c->failed;) {
		uint32_t title = quoted_title(f, i);
		if (title) {
			add_mention(f, i, i + title, false, false, i);
			vec_last(&c->names).score[PQ_WORK] = vec_last(&c->names).near[PQ_WORK] = 60;
			i += title;
			continue;
		}
		if (!names_start(f, i)) {
			i++;
			continue;
		}
		struct run r = names_run(f, i);
		/* "obtained by The Plains Ledger" */
		if (r.end > r.first + 1 && i > f->first && token_is(c, i - 1, "the") &&
		    (tok(f, i - 1)->flags & TOKEN_CAPITAL) && !capital_is_free(c, i - 1) && !f->headline)
			r.first--;
		if (r.end > r.first + 1 || !is_degree(f, r.first))
			cut_run(f, r);
		i = r.end;
	}
}

/** One word in eighty or more is of match reports, and there are four of them. */
static bool reports_sport(const struct context *c)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->tokens.len; i++)
		n += (c->tokens.at[i].classes & LEX_BIT(SPORT)) != 0;
	return n >= 4 && n * 80 >= c->tokens.len;
}

void pass_names(struct context *c)
{
	struct finder f = {.c = c};
	if (c->caseless)
		names_capitalise(c);
	names_count(&f);
	for (uint32_t s = 0; s < c->sentences.len && !c->arena.failed; s++) {
		enum pq_block_kind kind = (enum pq_block_kind)c->doc->blocks[c->sentences.at[s].block].kind;
		if ((s & 255) == 0 && context_over(c))
			return;
		if (kind != PQ_BLOCK_RELATED && kind != PQ_BLOCK_FURNITURE && kind != PQ_BLOCK_CODE)
			find_in_sentence(&f, &c->sentences.at[s]);
	}
	if (c->failed || c->arena.failed)
		return;
	bool sport = reports_sport(c);
	for (uint32_t m = 0; m < c->mentions.len; m++)
		name_evidence(c, m, sport);
	if (c->namer)
		names_by_model(c);
}
