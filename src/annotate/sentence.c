/* annotate/sentence.c - where sentences end.
 * A full stop ends one unless it belongs to an abbreviation that the next word goes on from; "!" and "?" unless the next
 * word is in lower case; closing quote marks and brackets stay with the sentence they close.  In a text that uses no capitals,
 * lower case says nothing, but for what follows a question in quote marks ("Why?" he said), and the first word of each
 * sentence counts as capital: so the passes that look for where a quoted clause begins need not know. */
#include "annotate/lexicon.h"
#include "annotate/passes.h"

#define FEW_PAGES 16384u  /* bytes that show how a text is written */
#define FEW_CAPITALS 300u /* letters to a capital in a text that has no use for them; in others 20 to 50 */
#define MAX_SENTENCE 1500 /* tokens; a text without full stops is cut, so that later passes stay linear */

static char punct_of(const struct context *c, const struct token *t)
{
	const char *s = c->doc->text + t->span.start;
	if (t->kind != TOKEN_PUNCT)
		return 0;
	return t->span.end - t->span.start == 3 && (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80 &&
			       (unsigned char)s[2] == 0xa6
		       ? '.'
		       : s[0];
}

static bool ends_with_stop(const struct context *c, const struct token *t)
{
	return t->kind == TOKEN_WORD && c->doc->text[t->span.end - 1] == '.';
}

static bool closes(const struct context *c, const struct token *t)
{
	char p = punct_of(c, t);
	return (t->flags & TOKEN_GLUED) &&
	       (t->kind == TOKEN_QUOTE || p == ')' || p == ']' || p == '.' || p == '!' || p == '?');
}

/** Does a word that starts a sentence more often than it is part of a name stand here? */
static bool starts_sentence(const struct token *t)
{
	uint64_t starters = LEX_BIT(DETERMINER) | LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
			    LEX_BIT(PRONOUN_I) | LEX_BIT(PRONOUN_OTHER) | LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION) |
			    LEX_BIT(AUX) | LEX_BIT(TIME_WORD);
	return t->kind == TOKEN_QUOTE || ((t->flags & TOKEN_CAPITAL) && (t->classes & starters));
}

/** If a sentence ends at token I of a block that ends at END: the token behind it; else I.  CASELESS: the text uses no capitals. */
static uint32_t sentence_end(const struct context *c, uint32_t first, uint32_t i, uint32_t end, bool caseless)
{
	const struct token *at = c->tokens.at, *t = &at[i];
	char p = punct_of(c, t);
	bool abbreviation = ends_with_stop(c, t);
	if (p != '.' && p != '!' && p != '?' && !abbreviation)
		return i;
	if (abbreviation && (t->classes & LEX_BIT(TITLE)))
		return i;
	if (p == '.' && i == first + 1 && at[first].kind == TOKEN_NUMBER) /* "1." of a list */
		return i;
	uint32_t next = i + 1;
	while (next < end && closes(c, &at[next]))
		next++;
	if (next >= end)
		return end;
	uint32_t word = next;
	while (word + 1 < end && (at[word].kind == TOKEN_QUOTE || punct_of(c, &at[word]) == '('))
		word++;
	if (abbreviation && next == i + 1)
		return starts_sentence(&at[next]) ? next : i;
	bool lower = at[word].kind == TOKEN_WORD && !(at[word].flags & TOKEN_CAPITAL);
	if (lower && !(caseless && (p == '.' || at[next - 1].kind != TOKEN_QUOTE)))
		return i;
	if (at[word].kind == TOKEN_PUNCT && word == next && punct_of(c, &at[word]) != '-')
		return i;
	bool apart = !(at[next].flags & TOKEN_GLUED) || (at[word].flags & TOKEN_CAPITAL);
	return apart ? next : i;
}

static void push(struct context *c, uint32_t first, uint32_t end, uint32_t block, bool caseless)
{
	uint32_t number = c->sentences.len;
	struct sentence s = {
		{c->tokens.at[first].span.start, c->tokens.at[end - 1].span.end}, first, end - first, block};
	if (!vec_push(&c->sentences, s)) {
		c->failed = true;
		return;
	}
	bool started = false;
	for (uint32_t i = first; i < end; i++) {
		struct token *t = &c->tokens.at[i];
		t->sentence = number;
		if (!started && (t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER)) {
			t->flags |= TOKEN_SENTENCE | (caseless ? TOKEN_CAPITAL : 0);
			started = true;
		}
	}
}

bool text_is_caseless(const struct pq_doc *d)
{
	uint32_t upper = 0, lower = 0, end = d->text_len < FEW_PAGES ? d->text_len : FEW_PAGES;
	for (uint32_t i = 0; i < end; i++) {
		upper += d->text[i] >= 'A' && d->text[i] <= 'Z';
		lower += d->text[i] >= 'a' && d->text[i] <= 'z';
	}
	return lower / FEW_CAPITALS >= upper && lower > 0;
}

static bool has_capital(const struct context *c, const struct block_tokens *b)
{
	for (uint32_t i = b->tokens; i < b->tokens + b->n_tokens; i++)
		if (c->tokens.at[i].flags & TOKEN_CAPITAL)
			return true;
	return false;
}

void sentences_split(struct context *c, uint32_t block)
{
	struct block_tokens b = c->blocks.at[block];
	uint32_t end = b.tokens + b.n_tokens, first = b.tokens;
	bool caseless = c->caseless && !has_capital(c, &b);
	for (uint32_t i = first; i < end && !c->failed;) {
		uint32_t next = sentence_end(c, b.tokens, i, end, caseless);
		if (next == i && i - first + 1 >= MAX_SENTENCE)
			next = i + 1;
		if (next > i) {
			push(c, first, next, block, caseless);
			first = next;
		}
		i = next > i ? next : i + 1;
	}
	if (first < end && !c->failed)
		push(c, first, end, block, caseless);
}
