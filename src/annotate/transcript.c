/* annotate/transcript.c - interviews printed as labelled turns: "NR: Is that true?" / "JB: In a bucket." */
#include "annotate/attribution.h"

#include "doc/query.h"

enum { MAX_LABEL = 5 };

/** The label that opens the block and the token of its colon; empty: none. */
static struct pq_span label_of(const struct context *c, uint32_t block, uint32_t *colon)
{
	const struct block_tokens *b = &c->blocks.at[block];
	uint32_t end = b->tokens + b->n_tokens, first = b->tokens;
	if (first < end && c->tokens.at[first].kind == TOKEN_QUOTE) /* a transcript that is itself quoted */
		first++;
	for (uint32_t t = first; t < end && t <= first + MAX_LABEL; t++) {
		const struct token *k = &c->tokens.at[t];
		if (token_is(c, t, ":")) {
			if (t == first || t + 1 >= end)
				break;
			*colon = t;
			return (struct pq_span){c->tokens.at[first].span.start, c->tokens.at[t - 1].span.end};
		}
		if (k->kind != TOKEN_WORD || !(k->flags & (TOKEN_CAPITAL | TOKEN_ALL_CAPS)))
			break;
	}
	return (struct pq_span){0, 0};
}

void transcript_find(struct context *c, struct transcript *t)
{
	for (uint32_t i = 0; i < c->blocks.len && !c->failed; i++) {
		uint32_t colon;
		if (!c->blocks.at[i].body)
			continue;
		struct doc_slice label = doc_text(c->doc, label_of(c, i, &colon));
		if (label.len == 0)
			continue;
		uint32_t n = intern_add(&t->labels, label.s, label.len);
		if (n == UINT32_MAX || (n >= t->counts.len && !vec_push(&t->counts, 0))) {
			c->failed = true;
			return;
		}
		if (++t->counts.at[n] == 2)
			t->n_labels++;
	}
}

static bool is_person_speaking(uint64_t classes, bool *you)
{
	*you |= (classes & LEX_BIT(PRONOUN_I)) != 0;
	return *you;
}

/** A paragraph without a label behind a turn goes on with it if it speaks of "I" or "you" and quotes nobody. */
static bool goes_on(const struct context *c, uint32_t block)
{
	const struct block_tokens *b = &c->blocks.at[block];
	bool you = false;
	if (token_is(c, b->tokens, "("))
		return false;
	for (uint32_t t = b->tokens; t < b->tokens + b->n_tokens; t++) {
		const struct token *k = &c->tokens.at[t];
		if (k->kind == TOKEN_QUOTE)
			return false;
		bool i = token_is(c, t, "i");
		if (i && token_has(c, t + 1, LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TELL)))
			return false;
		if (token_is(c, t, "you") || token_is(c, t, "your"))
			you = true;
		if (t == b->tokens)
			is_person_speaking(k->classes, &you);
	}
	return you;
}

/** "(LAUGHTER)": nobody's words. */
static bool is_aside(const struct context *c, uint32_t block)
{
	const struct block_tokens *b = &c->blocks.at[block];
	uint32_t first = b->tokens, end = b->tokens + b->n_tokens;
	while (first < end && c->tokens.at[first].kind == TOKEN_QUOTE)
		first++;
	while (end > first && (c->tokens.at[end - 1].kind == TOKEN_QUOTE || token_is(c, end - 1, ".")))
		end--;
	return end > first + 1 && token_is(c, first, "(") && token_is(c, end - 1, ")") && end - first < 8;
}

bool transcript_block(struct scene *s, struct transcript *t, uint32_t block)
{
	struct context *c = s->c;
	const struct block_tokens *b = &c->blocks.at[block];
	if (t->n_labels < 2 || c->failed || !b->body)
		return false;
	if (is_aside(c, block)) {
		s->first_attribution = c->attributions.len;
		return true;
	}
	uint32_t colon = 0, first = b->tokens;
	struct pq_span label = label_of(c, block, &colon);
	bool labelled = false;
	if (label.end > label.start) {
		uint32_t n = intern_find(&t->labels, c->doc->text + label.start, label.end - label.start);
		labelled = n < t->counts.len && t->counts.at[n] >= 2;
	}
	if (labelled)
		first = colon + 1;
	else if (!t->in_turn || !goes_on(c, block)) {
		t->in_turn = false;
		return false;
	}
	t->in_turn = true;
	uint32_t last = b->tokens + b->n_tokens - 1;
	if (last > first && c->tokens.at[b->tokens].kind == TOKEN_QUOTE && c->tokens.at[last].kind == TOKEN_QUOTE)
		last--;
	struct pq_span span = {c->tokens.at[first].span.start, c->tokens.at[last].span.end};
	struct attribution a = {.cue_token = PQ_NONE,
				.parts = c->parts.len,
				.n_parts = 1,
				.continues = PQ_NONE,
				.source_mention = PQ_NONE,
				.entity = PQ_NONE,
				.source = PQ_NONE,
				.start = span.start,
				.block = block,
				.place = PLACE_LABEL,
				.kind = PQ_DIRECT,
				.evidence = labelled ? EVIDENCE_LABEL : EVIDENCE_CARRIED,
				.confidence = labelled ? .97f : .7f};
	if (labelled)
		a.source_span = label;
	else if (c->attributions.len > 0)
		a.continues = c->attributions.len - 1;
	s->first_attribution = c->attributions.len;
	if (!vec_push(&c->parts, (struct pq_part){.span = span, .kind = PQ_DIRECT}) || !vec_push(&c->attributions, a))
		c->failed = true;
	return true;
}

void transcript_release(struct transcript *t)
{
	vec_release(&t->counts);
	intern_release(&t->labels);
}
