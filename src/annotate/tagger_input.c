/* annotate/tagger_input.c - tokens to rows of the tagger's embedding tables. */
#include "annotate/tagger_input.h"

#include <string.h>

#include "annotate/lexicon.h"
#include "base/alloc.h"

enum { MAX_WORD = 48 };
enum { MARK_OUTSIDE = 64, MARK_OPENS, MARK_CLOSES, MARK_STRAY };

static uint16_t affix_row(const char *s, size_t len, unsigned which)
{
	char key[MAX_WORD + 1] = {(char)('0' + which)};
	memcpy(key + 1, s, len);
	return (uint16_t)(hash_bytes(key, len + 1) >> (64 - INPUT_AFFIX_BITS));
}

/** Length of the word without -s, -d, -e, -es, -ed, -ing: the forms of a regular verb have one stem. */
static size_t stem_of(const char *s, size_t len)
{
	static const char *const endings[] = {"ing", "ed", "es", "s", "e", "d"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);
		if (len >= n + 3 && memcmp(s + len - n, endings[i], n) == 0)
			return len - n;
	}
	return len;
}

struct input_word input_of_word(const char *lower, size_t len)
{
	char word[MAX_WORD] = {0};
	if (len > MAX_WORD)
		len = MAX_WORD;
	for (size_t i = 0; i < len; i++)
		word[i] = lower[i] >= '0' && lower[i] <= '9' ? '0' : lower[i];
	struct input_word w = {.hash = (uint32_t)(hash_bytes(word, len) >> 32)};
	w.affix[0] = affix_row(word, len < 3 ? len : 3, 0);
	w.affix[INPUT_AFFIXES - 1] = affix_row(word, stem_of(word, len), INPUT_AFFIXES);
	for (unsigned k = 1; k + 1 < INPUT_AFFIXES; k++) {
		size_t n = len < k + 1 ? len : k + 1;
		w.affix[k] = affix_row(word + len - n, n, k);
	}
	return w;
}

static unsigned mark_inside(const struct region *r, uint32_t token)
{
	unsigned first = token == r->tokens, last = token + 1 == r->tokens + r->n_tokens;
	unsigned length = r->n_tokens <= 2 ? 0 : r->n_tokens <= 5 ? 1 : r->n_tokens <= 10 ? 2 : 3;
	unsigned open = r->open || r->goes_on_from != PQ_NONE;
	return first | last << 1 | length << 2 | open << 4 | (unsigned)(r->parent != PQ_NONE) << 5;
}

static void marks_of_tokens(const struct context *c, struct input_facts *out)
{
	for (uint32_t t = 0; t < c->tokens.len; t++) {
		const struct token *k = &c->tokens.at[t];
		unsigned row = k->kind == TOKEN_QUOTE ? MARK_STRAY : MARK_OUTSIDE;
		if (k->region != PQ_NONE)
			row = mark_inside(&c->regions.at[k->region], t);
		out[t].row[1] = (uint16_t)(INPUT_SHAPES + row);
	}
	for (uint32_t i = 0; i < c->regions.len; i++) {
		const struct region *r = &c->regions.at[i];
		uint32_t end = r->tokens + r->n_tokens;
		if (r->parent != PQ_NONE)
			continue;
		if (r->tokens > 0 && c->tokens.at[r->tokens - 1].kind == TOKEN_QUOTE)
			out[r->tokens - 1].row[1] = INPUT_SHAPES + MARK_OPENS;
		if (!r->open && end < c->tokens.len && c->tokens.at[end].kind == TOKEN_QUOTE)
			out[end].row[1] = INPUT_SHAPES + MARK_CLOSES;
	}
}

static void names_of_tokens(const struct context *c, struct input_facts *out)
{
	const uint16_t base = INPUT_SHAPES + INPUT_MARKS;
	for (uint32_t t = 0; t < c->tokens.len; t++)
		out[t].row[2] = base;
	for (uint32_t i = 0; i < c->mentions.len; i++) {
		const struct mention *m = &c->mentions.at[i];
		if (m->form != PQ_NAME)
			continue;
		unsigned type = m->type < 10 ? m->type : 10;
		for (uint32_t t = m->tokens; t < m->tokens + m->n_tokens && t < c->tokens.len; t++)
			out[t].row[2] = (uint16_t)(base + 1 + 2 * type + (t > m->tokens));
	}
}

void input_of_tokens(const struct context *c, struct input_facts *out)
{
	const uint16_t places = INPUT_SHAPES + INPUT_MARKS + INPUT_NAMES;
	uint32_t block = PQ_NONE, paragraph = 0;
	marks_of_tokens(c, out);
	names_of_tokens(c, out);
	for (uint32_t t = 0; t < c->tokens.len; t++) {
		const struct token *k = &c->tokens.at[t];
		uint8_t kind = c->doc->blocks[k->block].kind;
		if (k->block != block) {
			paragraph += block != PQ_NONE && kind == PQ_BLOCK_PARAGRAPH;
			block = k->block;
		}
		unsigned what = kind == PQ_BLOCK_PARAGRAPH ? 0
				: kind == PQ_BLOCK_TITLE   ? 1
				: c->blocks.at[block].body ? 2
							   : 3;
		out[t].row[0] = (uint16_t)((k->kind & 3) << 6 | (k->flags & 63));
		out[t].row[3] = (uint16_t)(places + what * 4 + (paragraph < 3 ? paragraph : 3));
	}
}

/** Strongest type of SCORE, and whether it is so by no, some or much evidence. */
static unsigned type_of_scores(const int32_t *score, unsigned *strength)
{
	unsigned type = 0;
	for (unsigned k = 1; k < PQ_DATE; k++)
		if (score[k] > score[type])
			type = k;
	*strength = score[type] <= 0 ? 0 : score[type] < 24 ? 1 : 2;
	return type;
}

/** What the article's names with the same word are, by what the rules make of all of them, and whether the word stands in lower case too. */
static bool elsewhere_of_tokens(const struct context *c, struct input_facts *out)
{
	enum { TYPES = 8, STRENGTHS = 3, IN_LOWER_CASE = 32 };
	_Static_assert((int)PQ_DATE < (int)TYPES && 2 * IN_LOWER_CASE <= INPUT_MARKS, "rows of what stands elsewhere");
	int32_t(*score)[TYPES] = mem_zero((size_t)c->words.len + 1, sizeof *score);
	if (!score)
		return false;
	for (uint32_t i = 0; i < c->mentions.len && i < c->names.len; i++) {
		const struct mention *m = &c->mentions.at[i];
		for (uint32_t t = m->tokens; t < m->tokens + m->n_tokens && !c->names.at[i].weak; t++)
			for (unsigned k = 0; k < PQ_DATE; k++)
				score[c->tokens.at[t].word][k] += c->names.at[i].score[k];
	}
	for (uint32_t t = 0; t < c->tokens.len; t++)
		if (!(c->tokens.at[t].flags & TOKEN_CAPITAL))
			score[c->tokens.at[t].word][TYPES - 1] = 1;
	for (uint32_t t = 0; t < c->tokens.len; t++) {
		const int32_t *of = score[c->tokens.at[t].word];
		unsigned row = 0, strength, type = type_of_scores(of, &strength);
		if (c->tokens.at[t].kind == TOKEN_WORD && (c->tokens.at[t].flags & TOKEN_CAPITAL))
			row = 1 + type * STRENGTHS + strength + (of[TYPES - 1] ? IN_LOWER_CASE : 0);
		out[t].row[1] = (uint16_t)(INPUT_SHAPES + row);
	}
	mem_free(score);
	return true;
}

bool input_of_names(const struct context *c, unsigned style, struct input_facts *out)
{
	const uint16_t names = INPUT_SHAPES + INPUT_MARKS, places = names + INPUT_NAMES;
	for (uint32_t t = 0; t < c->tokens.len; t++) {
		const struct token *k = &c->tokens.at[t];
		out[t].row[0] = (uint16_t)((k->kind & 3) << 6 | (k->flags & 63));
		out[t].row[2] = names;
		out[t].row[3] = (uint16_t)(places + style);
	}
	for (uint32_t i = 0; i < c->mentions.len && i < c->names.len; i++) {
		const struct mention *m = &c->mentions.at[i];
		const struct name_info *info = &c->names.at[i];
		unsigned type = 0;
		for (unsigned k = 1; k < PQ_DATE; k++)
			if (info->score[k] > info->score[type])
				type = k;
		type = info->weak ? 10 : type < 9 ? type : 9;
		for (uint32_t t = m->tokens; t < m->tokens + m->n_tokens && t < c->tokens.len; t++)
			out[t].row[2] = (uint16_t)(names + 1 + 2 * type + (t > m->tokens));
	}
	return elsewhere_of_tokens(c, out);
}

uint32_t input_class_id(unsigned bit)
{
	static const char *const names[] = {
#define LEX(symbol, file, what) file,
		LEXICON_CLASSES(LEX)
#undef LEX
	};
	return bit < LEX_CLASSES ? (uint32_t)(hash_bytes(names[bit], strlen(names[bit])) >> 32) : 0;
}
