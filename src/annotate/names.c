/* annotate/names.c - where names stand: runs of capitalised words, cut and joined by what the word lists say.
 * Each sentence is read once.  What type a name has is only weighed here (evidence.c); the entities pass decides. */
#include <string.h>

#include "annotate/lexicon.h"
#include "annotate/passes.h"

#define FUNCTION_WORDS \
	(LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I) | \
	 LEX_BIT(PRONOUN_OTHER) | LEX_BIT(DETERMINER) | LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION) | LEX_BIT(AUX) | \
	 LEX_BIT(NEGATION))
#define FORENAME (LEX_BIT(FORENAME_FEMALE) | LEX_BIT(FORENAME_MALE))
#define HEADS (LEX_BIT(ORG_WORD) | LEX_BIT(PLACE_WORD) | LEX_BIT(EVENT_WORD))
#define PLACES (LEX_BIT(PLACE) | LEX_BIT(LAND))
#define KNOWN (FORENAME | LEX_BIT(SURNAME) | PLACES | LEX_BIT(ORG) | LEX_BIT(NATIONALITY))

struct finder {
	struct context *c;
	struct word_counts counts;
	uint32_t first, end; /**< tokens of the sentence */
	bool shouting;       /**< the sentence is in capitals */
	bool headline;       /**< most of its words have one */
};

static const struct token *tok(const struct finder *f, uint32_t i)
{
	return &f->c->tokens.at[i];
}
static char char_of(const struct context *c, uint32_t i)
{
	return c->doc->text[c->tokens.at[i].span.start];
}
static bool is_punct(const struct context *c, uint32_t i, char ch)
{
	return i < c->tokens.len && c->tokens.at[i].kind == TOKEN_PUNCT && char_of(c, i) == ch;
}

/* ---- counts ---- */

/** Bit 0: most of the sentence's longer words have a capital; bit 1: most are all in capitals. */
static unsigned shape_of(const struct context *c, const struct sentence *s)
{
	uint32_t words = 0, capital = 0, shouted = 0;
	for (uint32_t i = s->tokens; i < s->tokens + s->n_tokens; i++) {
		const struct token *t = &c->tokens.at[i];
		if (t->kind != TOKEN_WORD || t->span.end - t->span.start < 4)
			continue;
		words++;
		capital += (t->flags & TOKEN_CAPITAL) != 0;
		shouted += (t->flags & TOKEN_ALL_CAPS) != 0;
	}
	const struct token *last = &c->tokens.at[s->tokens + s->n_tokens - 1];
	bool headline = words >= 5 && capital * 10 >= words * 8 && c->doc->text[last->span.end - 1] != '.';
	bool shouting = words >= 2 && shouted * 10 >= words * 7;
	return headline | (unsigned)shouting << 1;
}

bool capital_is_free(const struct context *c, uint32_t i)
{
	const struct token *t = &c->tokens.at[i];
	if (t->flags & (TOKEN_SENTENCE | TOKEN_BLOCK))
		return true;
	const struct token *before = &c->tokens.at[i - 1];
	if (before->kind == TOKEN_QUOTE)
		return (t->flags & TOKEN_GLUED) && !(before->flags & TOKEN_POSSESSIVE);
	/* a colon, a bullet, the stop of a list's number, or the dash behind a dateline */
	char ch = char_of(c, i - 1);
	return before->kind == TOKEN_PUNCT &&
	       (ch == ':' || ch == '*' || ch == '.' || ch == '-' || (unsigned char)ch == 0xe2) &&
	       !(ch == '-' && (t->flags & TOKEN_GLUED));
}

static void count_words(struct finder *f)
{
	struct context *c = f->c;
	f->counts.lower = arena_array(&c->arena, uint32_t, c->words.len + 1);
	f->counts.capital = arena_array(&c->arena, uint32_t, c->words.len + 1);
	if (c->arena.failed)
		return;
	for (uint32_t s = 0; s < c->sentences.len; s++) {
		const struct sentence *at = &c->sentences.at[s];
		bool odd = shape_of(c, at) != 0;
		for (uint32_t i = at->tokens; i < at->tokens + at->n_tokens; i++) {
			const struct token *t = &c->tokens.at[i];
			if (t->kind != TOKEN_WORD)
				continue;
			if (!(t->flags & TOKEN_CAPITAL))
				f->counts.lower[t->word]++;
			else if (!odd && !capital_is_free(c, i))
				f->counts.capital[t->word]++;
		}
	}
}

/* ---- phrases ---- */

uint32_t phrase_at(const struct context *c, uint32_t token, uint32_t end, uint64_t classes, uint64_t *found)
{
	char phrase[256];
	size_t len = 0, n;
	uint32_t best = 0;
	const char *s = intern_get(&c->words, c->tokens.at[token].word, &n);
	if (!lexicon_starts_phrase(c->lex, s, n))
		end = token + 1;
	for (uint32_t i = token; i < end && i < token + 6; i++) {
		s = intern_get(&c->words, c->tokens.at[i].word, &n);
		if (len + n + 1 >= sizeof phrase || c->tokens.at[i].kind == TOKEN_QUOTE)
			break;
		if (i > token)
			phrase[len++] = ' ';
		memcpy(phrase + len, s, n);
		len += n;
		uint64_t is = i > token ? lexicon_phrase(c->lex, phrase, len) : c->tokens.at[i].classes;
		if (is & classes) {
			best = i + 1 - token;
			*found = is;
		}
	}
	return best;
}

/* ---- may this word be of a name? ---- */

static bool shouted_name(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i);
	if (t->classes & FUNCTION_WORDS)
		return false;
	return f->counts.capital[t->word] || (!(t->classes & LEX_BIT(COMMON)) && !f->counts.lower[t->word]);
}

/** A word with a capital where no word needs one. */
static bool plain_name(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i);
	if (t->classes & FUNCTION_WORDS) {
		bool known = (t->flags & TOKEN_ALL_CAPS) && (t->classes & (PLACES | LEX_BIT(ORG)));
		bool forename = (t->classes & FORENAME) && i + 1 < f->end && (tok(f, i + 1)->flags & TOKEN_CAPITAL) &&
				!(tok(f, i + 1)->classes & LEX_BIT(COMMON));
		return known || forename;
	}
	if (t->classes & (LEX_BIT(MONTH) | LEX_BIT(WEEKDAY))) {
		bool after_name =
			i > f->first && (tok(f, i - 1)->classes & FORENAME) && (tok(f, i - 1)->flags & TOKEN_CAPITAL);
		return (t->classes & LEX_BIT(SURNAME)) && after_name;
	}
	if ((t->flags & TOKEN_ALL_CAPS) && (t->classes & LEX_BIT(INITIALISM)))
		return false;
	/* emphasis: "Do YOU have" */
	if ((t->flags & TOKEN_ALL_CAPS) && (t->classes & LEX_BIT(COMMON)) && !(t->classes & (PLACES | LEX_BIT(ORG))))
		return f->counts.capital[t->word] > 1 || !f->counts.lower[t->word];
	return true;
}

static bool has_ending(const struct context *c, const struct token *t)
{
	static const char *const endings[] = {"ing",  "ed",  "ly",  "ment", "tion", "ness",
					      "ists", "ers", "ies", "ism",  "ings", "ans"};
	size_t len;
	const char *s = intern_get(&c->words, t->word, &len);
	for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
		size_t n = strlen(endings[k]);
		if (len > n + 1 && !memcmp(s + len - n, endings[k], n))
			return true;
	}
	return false;
}

/** Is the unknown word at I followed by what follows a name that opens a sentence: a verb, a comma, an 's? */
static bool starts_clause(const struct finder *f, uint32_t i)
{
	const uint64_t verbs = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_TO) |
			       LEX_BIT(CUE_OBJECT) | LEX_BIT(CUE_MANNER) | LEX_BIT(VERB) | LEX_BIT(AUX) |
			       LEX_BIT(DECLINE);
	const struct token *t = tok(f, i), *next = i + 1 < f->end ? tok(f, i + 1) : NULL;
	size_t len;
	const char *s = intern_get(&f->c->words, t->word, &len), *hyphen = memchr(s, '-', len);
	if (hyphen && (lexicon_word(f->c->lex, s, (size_t)(hyphen - s)) & (LEX_BIT(COMMON) | LEX_BIT(NUMBER_WORD))))
		return false;
	if (has_ending(f->c, t) || !next)
		return false;
	return (next->classes & verbs) || (next->flags & TOKEN_POSSESSIVE) || is_punct(f->c, i + 1, ',') ||
	       is_punct(f->c, i + 1, '(') || (next->kind == TOKEN_WORD && !(next->classes & LEX_BIT(COMMON)));
}

/** A word with a capital that any word would have there. */
static bool first_name(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i), *next = i + 1 < f->end ? tok(f, i + 1) : NULL;
	bool goes_on = next && next->kind == TOKEN_WORD && (next->flags & TOKEN_CAPITAL) && plain_name(f, i + 1);
	if (t->classes & (LEX_BIT(MONTH) | LEX_BIT(WEEKDAY)))
		return goes_on && (t->classes & FORENAME);
	if (t->classes & FUNCTION_WORDS)
		return ((t->flags & TOKEN_ALL_CAPS) && (t->classes & (PLACES | LEX_BIT(ORG)))) ||
		       (goes_on && (t->classes & FORENAME) && (t->classes & LEX_BIT(AUX)) &&
			(next->classes & LEX_BIT(SURNAME)));
	if (t->classes & LEX_BIT(TITLE))
		return true;
	if (f->counts.capital[t->word] > f->counts.lower[t->word])
		return true;
	bool common = (t->classes & LEX_BIT(COMMON)) || f->counts.lower[t->word];
	if (f->headline)
		return !common || (t->classes & (PLACES | LEX_BIT(NATIONALITY)));
	if (!common)
		return goes_on || (t->classes & KNOWN) || starts_clause(f, i);
	if (t->classes & LEX_BIT(NATIONALITY))
		return true;
	if (goes_on && (next->classes & FORENAME) && !(t->classes & (FORENAME | PLACES)))
		return false;
	return goes_on && (t->classes & (KNOWN | HEADS));
}

/** The initials of a transcript's speaker: "JB:". */
static bool is_label(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i);
	return (t->flags & TOKEN_BLOCK) && (t->flags & TOKEN_ALL_CAPS) && is_punct(f->c, i + 1, ':') &&
	       t->span.end - t->span.start <= 4;
}

static bool is_name(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i);
	if (t->kind != TOKEN_WORD || !(t->flags & TOKEN_CAPITAL) || (t->flags & TOKEN_POSSESSIVE))
		return false;
	if (f->shouting)
		return shouted_name(f, i);
	if (is_label(f, i))
		return true;
	return f->headline || capital_is_free(f->c, i) ? first_name(f, i) : plain_name(f, i);
}

/* ---- runs ---- */

static bool particle(const struct finder *f, uint32_t i)
{
	return i < f->end && (tok(f, i)->classes & LEX_BIT(PARTICLE)) && tok(f, i)->kind == TOKEN_WORD &&
	       !(tok(f, i)->flags & TOKEN_CAPITAL);
}

static bool direction(const struct context *c, uint32_t i)
{
	return token_is(c, i, "north") || token_is(c, i, "south") || token_is(c, i, "east") || token_is(c, i, "west");
}

/** Small words at I that lead from the run [FIRST, I) to more of it: how many; 0: the run ends. */
static uint32_t joint(const struct finder *f, uint32_t first, uint32_t i)
{
	const struct context *c = f->c;
	uint32_t n = 0;
	while (n < 3 && particle(f, i + n))
		n++;
	if (n && i + n < f->end && is_name(f, i + n) &&
	    !(tok(f, i - 1)->classes & (LEX_BIT(TITLE) | LEX_BIT(NATIONALITY))))
		return n;
	if (i + 1 >= f->end)
		return 0;
	if (is_punct(c, i, '&') && is_name(f, i + 1))
		return 1;
	bool of = token_is(c, i, "of"), on = token_is(c, i, "for") || token_is(c, i, "on");
	uint64_t near = tok(f, i - 1)->classes | tok(f, first)->classes;
	if ((of && (near & HEADS)) || (on && (near & LEX_BIT(ORG_WORD)))) {
		if (is_name(f, i + 1))
			return 1;
		return token_is(c, i + 1, "the") && i + 2 < f->end && is_name(f, i + 2) ? 2 : 0;
	}
	if (of && i == first + 1 && direction(c, first))
		return is_name(f, i + 1);
	if (of && i >= first + 2 &&
	    (token_is(c, i - 2, "lord") || token_is(c, i - 2, "lady") || token_is(c, i - 2, "baroness")))
		return is_name(f, i + 1);
	bool list = token_is(c, i, "and") && i > first + 2 && (tok(f, first)->classes & LEX_BIT(ORG_WORD));
	return list && is_name(f, i + 1) && (tok(f, i + 1)->classes & LEX_BIT(COMMON));
}

/** A nickname in quote marks inside a name: its tokens with the marks, or 0. */
static uint32_t nickname(const struct finder *f, uint32_t i)
{
	for (uint32_t n = 3; n <= 4 && i + n < f->end; n++)
		if (tok(f, i)->kind == TOKEN_QUOTE && tok(f, i + n - 1)->kind == TOKEN_QUOTE &&
		    (tok(f, i + 1)->flags & TOKEN_CAPITAL) && (tok(f, i + n - 1)->flags & TOKEN_GLUED) &&
		    is_name(f, i + n) && !capital_is_free(f->c, i + n))
			return n;
	return 0;
}

/** Tokens of a known name or title at I that holds small words: "Tyne and Wear", "Secretary of State", "New Year's Eve". */
static uint32_t known_phrase(const struct finder *f, uint32_t i)
{
	uint64_t found = 0;
	uint32_t n = phrase_at(f->c, i, f->end, PLACES | LEX_BIT(ORG) | LEX_BIT(TITLE) | LEX_BIT(EVENT_WORD), &found);
	return n > 1 && (tok(f, i + n - 1)->flags & TOKEN_CAPITAL) ? n : 0;
}

/** "Lumenary plc": a company's form in lower case. */
static bool is_org_tail(const struct finder *f, uint32_t i)
{
	return token_is(f->c, i, "plc") || token_is(f->c, i, "gmbh") || token_is(f->c, i, "ltd") ||
	       token_is(f->c, i, "inc");
}

/** "Korean peninsula", "Vietnam war" */
static bool is_land_tail(const struct finder *f, uint32_t i)
{
	return (token_is(f->c, i, "peninsula") || token_is(f->c, i, "war")) && !(tok(f, i)->flags & TOKEN_CAPITAL) &&
	       (tok(f, i - 1)->classes & (LEX_BIT(NATIONALITY) | LEX_BIT(LAND)));
}

/** The longest run that starts at I. */
static struct run run_at(const struct finder *f, uint32_t i)
{
	uint32_t j = i, known = known_phrase(f, i);
	while (!known && particle(f, j))
		j++;
	for (j += known ? known : 1; j < f->end;) {
		known = is_name(f, j) ? known_phrase(f, j) : 0;
		if (known) {
			j += known;
			continue;
		}
		if (is_org_tail(f, j) || is_land_tail(f, j)) {
			j++;
			break;
		}
		uint32_t n = is_name(f, j) ? 0 : joint(f, i, j);
		if (!n && !is_name(f, j))
			n = nickname(f, j);
		if (!n && !is_name(f, j))
			break;
		j += n + 1;
	}
	return (struct run){i, j};
}

/** Does a run start at I: a name, or the particles before one ("van de Ven")? */
static bool starts_run(const struct finder *f, uint32_t i)
{
	if (is_name(f, i))
		return true;
	uint32_t n = 0;
	while (n < 3 && particle(f, i + n))
		n++;
	bool weak =
		token_is(f->c, i, "y") || token_is(f->c, i, "le") || token_is(f->c, i, "la") || token_is(f->c, i, "do");
	return n && !weak && i + n < f->end && is_name(f, i + n) && !f->shouting;
}

/* ---- cutting runs into names ---- */

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
	n = phrase_at(f->c, first, end, PLACES, &found);
	return n == 1 && end > first + 1 && (tok(f, first)->flags & TOKEN_ALL_CAPS) && !f->shouting ? 1 : 0;
}

static bool is_suffix(const struct finder *f, uint32_t i)
{
	const struct context *c = f->c;
	if (!(tok(f, i)->classes & LEX_BIT(NAME_SUFFIX)))
		return false;
	return !(token_is(c, i, "jr") || token_is(c, i, "jnr") || token_is(c, i, "sr") || token_is(c, i, "snr") ||
		 token_is(c, i, "ii") || token_is(c, i, "iii"));
}

/** A piece of a run without titles inside. */
static void add_piece(struct finder *f, uint32_t first, uint32_t end, bool titled, uint32_t full)
{
	while (end > first + 1 && is_suffix(f, end - 1))
		end--;
	uint32_t land = titled ? 0 : leading_land(f, first, end);
	if (land) {
		add_mention(f, first, first + land, false, false, first);
		first = full = first + land;
	}
	if (first < end && !belongs_to_title(f, first, end))
		add_mention(f, first, end, weak_name(f, first, end) && !titled, titled, full);
}

/** Tokens of the title at I, or 0; a word that is a forename or surname in its place is none. */
static uint32_t title_at(const struct finder *f, uint32_t start, uint32_t i, uint32_t end)
{
	uint64_t found = 0;
	uint32_t n = phrase_at(f->c, i, end, LEX_BIT(TITLE), &found);
	const uint64_t roles = LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE) | LEX_BIT(ROLE_PLURAL);
	if (!n && i == start && i + 1 < end && capital_is_free(f->c, i) && (tok(f, i)->classes & roles) &&
	    !(tok(f, i)->classes & FORENAME))
		return 1;
	bool before_forename = i == start && i + 1 < end && (tok(f, i + 1)->classes & FORENAME);
	if (!n && before_forename && (tok(f, i)->classes & roles) &&
	    !(tok(f, i)->classes & (FORENAME | LEX_BIT(SURNAME))))
		return 1;
	if (n == 1 && i > start && i + 1 == end && (tok(f, i)->classes & LEX_BIT(SURNAME)) &&
	    (tok(f, i - 1)->classes & FORENAME))
		return 0;
	return n;
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
		if (!n) {
			i++;
			continue;
		}
		bool around = i > start && titled && i + n == r.end; /* "Chief Illumination Officer" */
		if (i > start && !around)
			add_piece(f, start, i, titled, full);
		if (i > start || !titled)
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
	unsigned shape = shape_of(c, s);
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
		if (!starts_run(f, i)) {
			i++;
			continue;
		}
		struct run r = run_at(f, i);
		/* "obtained by The Plains Ledger" */
		if (r.end > r.first + 1 && i > f->first && token_is(c, i - 1, "the") &&
		    (tok(f, i - 1)->flags & TOKEN_CAPITAL) && !capital_is_free(c, i - 1) && !f->headline)
			r.first--;
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
	count_words(&f);
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
}
