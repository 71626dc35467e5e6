/* annotate/capitals.c - which words may be of a name: a capital where no word needs one, or where any word has it, what the
 * lists and the rest of the document say. */
#include "annotate/names.h"

#include <string.h>

/* ---- counts ---- */

unsigned names_shape(const struct context *c, const struct sentence *s)
{
	uint32_t words = 0, capital = 0, shouted = 0;
	bool large = false;
	for (uint32_t i = s->tokens; i < s->tokens + s->n_tokens; i++) {
		const struct token *t = &c->tokens.at[i];
		bool verb =
			(t->classes & (LEX_BIT(CUE) | LEX_BIT(CUE_OBJECT) | LEX_BIT(VERB))) && !(t->classes & KNOWN);
		large |= !capital_is_free(c, i) && (t->flags & TOKEN_CAPITAL) && !(t->flags & TOKEN_ALL_CAPS) &&
			 ((t->classes & FUNCTION_WORDS) || verb);
		if (t->kind != TOKEN_WORD || t->span.end - t->span.start < 4)
			continue;
		words++;
		capital += (t->flags & TOKEN_CAPITAL) != 0;
		shouted += (t->flags & TOKEN_ALL_CAPS) != 0;
	}
	const struct token *last = &c->tokens.at[s->tokens + s->n_tokens - 1];
	/* the first line may be a headline that ends in a full stop, if it writes small words or verbs large: "Over", "Says" */
	bool open = c->doc->text[last->span.end - 1] != '.' || (s->block == 0 && large);
	bool headline = words >= 5 && capital * 10 >= words * 8 && open;
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

void names_count(struct finder *f)
{
	struct context *c = f->c;
	f->counts.lower = arena_array(&c->arena, uint32_t, c->words.len + 1);
	f->counts.capital = arena_array(&c->arena, uint32_t, c->words.len + 1);
	if (c->arena.failed)
		return;
	for (uint32_t s = 0; s < c->sentences.len; s++) {
		const struct sentence *at = &c->sentences.at[s];
		bool odd = names_shape(c, at) != 0;
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
	if ((t->flags & TOKEN_ALL_CAPS) && i > f->first && is_punct(f->c, i - 1, '(') &&
	    is_punct(f->c, i + 1, ')')) /* a credit */
		return true;
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
			(next->classes & LEX_BIT(SURNAME)) && !is_punct(f->c, f->end - 1, '?')); /* "Will Roy sing?" */
	if (t->classes & LEX_BIT(TITLE))
		return true;
	if (f->counts.capital[t->word] > f->counts.lower[t->word])
		return true;
	bool common = (t->classes & (LEX_BIT(COMMON) | HEADS)) || f->counts.lower[t->word];
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

/** A transcript's speaker: "JB:", or "HOLT:" where Holt is named elsewhere. */
static bool is_label(const struct finder *f, uint32_t i)
{
	const struct token *t = tok(f, i);
	if (!(t->flags & TOKEN_BLOCK) || !(t->flags & TOKEN_ALL_CAPS) || !is_punct(f->c, i + 1, ':'))
		return false;
	return t->span.end - t->span.start <= 4 || f->counts.capital[t->word];
}

bool names_word(const struct finder *f, uint32_t i)
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
