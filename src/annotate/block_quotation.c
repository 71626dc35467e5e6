/* annotate/block_quotation.c - whose a block quotation is, by what stands below it: posts and reviews are signed there.  A pulled
 * quote repeats what the article says elsewhere. */
#include <string.h>

#include "annotate/attribution.h"
#include "annotate/lexicon.h"
#include "annotate/speakers.h"

enum { LONGEST = 24 /* tokens of a signature */, RUN = 32 /* blocks of one quotation */ };

static const struct pq_span none = {0, 0};

static bool is_block_quote(const struct context *c, uint32_t block)
{
	return block < c->doc->n_blocks && c->doc->blocks[block].kind == PQ_BLOCK_BLOCKQUOTE;
}

static bool is_short(const struct context *c, uint32_t block)
{
	return block < c->doc->n_blocks && c->blocks.at[block].n_tokens > 1 &&
	       c->blocks.at[block].n_tokens <= LONGEST &&
	       (is_block_quote(c, block) || c->doc->blocks[block].kind == PQ_BLOCK_PARAGRAPH);
}

bool block_signs(const struct context *c, uint32_t block)
{
	return block > 0 && is_block_quote(c, block - 1) && is_short(c, block) &&
	       token_is_dash(c, c->blocks.at[block].tokens);
}

/** The words behind the dash, to a bracket or a comma. */
static struct pq_span behind_dash(const struct context *c, uint32_t block)
{
	uint32_t first = c->blocks.at[block].tokens + 1, end = first - 1 + c->blocks.at[block].n_tokens, t = first;
	while (t < end && !token_is(c, t, "(") && !token_is(c, t, ","))
		t++;
	return t > first ? (struct pq_span){c->tokens.at[first].span.start, c->tokens.at[t - 1].span.end} : none;
}

/** The one person whom the block names without saying anything: "Planner Ana Roy". */
static struct pq_span only_person(const struct context *c, uint32_t block)
{
	const struct pq_block *b = &c->doc->blocks[block];
	uint32_t first = c->blocks.at[block].tokens, end = first + c->blocks.at[block].n_tokens, found = PQ_NONE;
	for (uint32_t t = first; t < end; t++)
		if (token_has(c, t, LEX_BIT(VERB) | LEX_BIT(CUE)) ||
		    strchr(".!?:", c->doc->text[c->tokens.at[t].span.end - 1]))
			return none;
	for (uint32_t m = mention_from(c, b->span.start);
	     m < c->mentions.len && c->mentions.at[m].span.start < b->span.end; m++) {
		if (c->mentions.at[m].form != PQ_NAME || c->mentions.at[m].type != PQ_PERSON)
			continue;
		if (found != PQ_NONE)
			return none;
		found = m;
	}
	return found == PQ_NONE ? none : c->mentions.at[found].full;
}

struct pq_span signature_below(const struct context *c, uint32_t block)
{
	if (!is_block_quote(c, block))
		return none;
	uint32_t next = block + 1, limit = block + RUN;
	while (next < limit && is_block_quote(c, next) && !block_signs(c, next))
		next++;
	if (block_signs(c, next))
		return behind_dash(c, next);
	return is_short(c, next) && !is_block_quote(c, next) ? only_person(c, next) : none;
}

bool block_is_pulled(const struct context *c, uint32_t block)
{
	enum { LEAST = 24, AROUND = 8 * 1024 };
	if (!is_block_quote(c, block))
		return false;
	const struct pq_doc *doc = c->doc;
	const struct block_tokens *b = &c->blocks.at[block];
	uint32_t first = b->tokens, last = first + b->n_tokens;
	while (first < last && c->tokens.at[first].kind == TOKEN_PUNCT)
		first++;
	while (last > first && c->tokens.at[last - 1].kind == TOKEN_PUNCT)
		last--;
	if (first == last)
		return false;
	struct pq_span all = doc->blocks[block].span;
	const char *words = doc->text + c->tokens.at[first].span.start;
	size_t n = c->tokens.at[last - 1].span.end - c->tokens.at[first].span.start;
	uint32_t from = all.start > AROUND ? all.start - AROUND : 0;
	uint32_t to = doc->text_len - all.end > AROUND ? all.end + AROUND : doc->text_len;
	return n >= LEAST && (memmem(doc->text + from, all.start - from, words, n) ||
			      memmem(doc->text + all.end, to - all.end, words, n));
}
