/* annotate/findings_quotes.c - what a reader should be told about who speaks. */
#include "annotate/attribution.h"
#include "annotate/findings.h"
#include "annotate/speakers.h"

#include "doc/query.h"

/** Where a finding about who speaks in A stands: the source, else the words, with the cue if that has none before them. */
static struct pq_span where(const struct context *c, const struct attribution *a)
{
	if (!span_empty(a->source_span))
		return a->source_span;
	struct pq_span words = c->parts.at[a->parts].span;
	if (!span_empty(a->cue) && a->cue.end <= words.start)
		words.start = a->cue.start;
	return words;
}

static int length(struct doc_slice t)
{
	return t.len > 60 ? 60 : (int)t.len;
}

/** "Her rules became proverbs": words that have an owner. */
static bool is_owned(const struct context *c, struct pq_span subject)
{
	if (span_empty(subject))
		return false;
	uint32_t first = token_at(c, subject.start);
	for (uint32_t t = first; t < c->tokens.len && c->tokens.at[t].span.start < subject.end; t++)
		if (c->tokens.at[t].flags & TOKEN_POSSESSIVE)
			return true;
	return token_is(c, first, "his") || token_is(c, first, "her") || token_is(c, first, "their");
}

/** "it was claimed in the case statement", "by the defence": the text says where or by whom. */
static bool is_placed(const struct context *c, const struct attribution *a)
{
	for (uint32_t t = token_at(c, a->cue.start); t < c->tokens.len; t++) {
		if (token_is(c, t, "in") || token_is(c, t, "by"))
			return true;
		if (c->tokens.at[t].span.start >= a->cue.end)
			return false;
	}
	return false;
}

/** A passive without "it" ("members were told"), a thing or several ("it", "they") and a quoted fragment without a cue
 *  leave no reader asking who spoke. */
static bool worth_telling(const struct context *c, const struct attribution *a)
{
	if (!span_empty(a->source_span)) {
		uint32_t t = token_at(c, a->source_span.start);
		bool shared = a->source_mention != PQ_NONE && c->mentions.at[a->source_mention].ambiguous &&
			      c->mentions.at[a->source_mention].form == PQ_NAME;
		return shared || token_has(c, t, LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE));
	}
	if (span_empty(a->cue))
		return a->kind == PQ_DIRECT && !is_owned(c, a->hint);
	if (is_placed(c, a))
		return false;
	uint32_t t = token_at(c, a->cue.start);
	return token_is(c, t, "'s") || token_is(c, t - (t > 0), "it");
}

/** Bare quotes in a row in one paragraph are one fact, told at the first. */
static bool goes_on_untold(const struct context *c, uint32_t i)
{
	const struct attribution *a = &c->attributions.at[i], *before = i > 0 ? a - 1 : NULL;
	return before && before->unresolved && before->block == a->block && span_empty(a->cue) &&
	       span_empty(a->source_span) && span_empty(before->cue) && span_empty(before->source_span);
}

void find_unresolved(struct context *c)
{
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = &c->attributions.at[i];
		if (!a->unresolved || a->continues != PQ_NONE || a->place == PLACE_HEADLINE || goes_on_untold(c, i) ||
		    !worth_telling(c, a))
			continue;
		struct pq_span span = where(c, a);
		struct doc_slice word = doc_text(c->doc, span);
		const struct mention *m = a->source_mention == PQ_NONE ? NULL : &c->mentions.at[a->source_mention];
		if (span_empty(a->source_span))
			finding_add(c, PQ_UNRESOLVED_SPEAKER, span, i,
				    span_empty(a->cue) ? "The text does not say who speaks here."
						       : "The text does not say by whom.");
		else if (m && m->ambiguous)
			finding_add(c, PQ_UNRESOLVED_SPEAKER, span, i,
				    "More than one person named before could be meant by \"%.*s\".", length(word),
				    word.s);
		else if (m && m->conflict)
			finding_add(c, PQ_UNRESOLVED_SPEAKER, span, i, "\"%.*s\" does not fit the person named before.",
				    length(word), word.s);
		else
			finding_add(c, PQ_UNRESOLVED_SPEAKER, span, i,
				    "Nobody named before is plainly meant by \"%.*s\".", length(word), word.s);
	}
}

void find_conflicts(struct context *c)
{
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = &c->attributions.at[i];
		if (a->source_mention == PQ_NONE || a->entity == PQ_NONE || span_empty(a->source_span))
			continue;
		const struct mention *m = &c->mentions.at[a->source_mention];
		if (!m->conflict || m->form != PQ_PRONOUN)
			continue;
		struct doc_slice word = doc_text(c->doc, a->source_span);
		finding_add(c, PQ_PRONOUN_CONFLICT, a->source_span, i,
			    "\"%.*s\" does not agree with how the only possible speaker is called elsewhere.",
			    length(word), word.s);
	}
}

/** Once a source, at its first statement. */
void find_anonymous(struct context *c)
{
	uint32_t seen = 0; /* sources are numbered in order of their first statement */
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = &c->attributions.at[i];
		if (a->source == PQ_NONE || a->source < seen)
			continue;
		seen = a->source + 1;
		const struct pq_source *s = &c->out->sources.at[a->source];
		uint32_t t = token_at(c, a->source_span.start);
		bool known = token_is(c, t, "the") && s->kind == PQ_SOURCE_PERSON; /* "the official": met before */
		if (s->naming != PQ_ANONYMOUS || span_empty(a->source_span) || known)
			continue;
		finding_add(c, PQ_ANONYMOUS_SOURCE, a->source_span, i,
			    s->reason_given ? "This source is not named; the text says why."
					    : "This source is not named, and the text does not say why.");
	}
}

/** "CNN quoted a source as saying": CNN relays. */
static void relay(struct context *c, uint32_t index)
{
	const struct attribution *a = &c->attributions.at[index];
	if (span_empty(a->source_span))
		return;
	uint32_t t = token_at(c, a->source_span.start), from = t > 4 ? t - 4 : 0;
	for (uint32_t k = t; k-- > from;) {
		if (c->tokens.at[k].block != a->block)
			return;
		if (!token_is(c, k, "quoted") && !token_is(c, k, "quotes") && !token_is(c, k, "quoting") &&
		    !token_is(c, k, "cited") && !token_is(c, k, "citing"))
			continue;
		uint32_t m = mention_from(c, c->tokens.at[c->sentences.at[c->tokens.at[k].sentence].tokens].span.start),
			 best = PQ_NONE;
		for (; m < c->mentions.len && c->mentions.at[m].span.end <= c->tokens.at[k].span.start; m++)
			if (c->mentions.at[m].form == PQ_NAME)
				best = best == PQ_NONE ? m : best;
		if (best == PQ_NONE)
			return;
		struct doc_slice name = doc_text(c->doc, c->mentions.at[best].span);
		finding_add(c, PQ_SECOND_HAND, c->mentions.at[best].span, index,
			    "The words come by way of %.*s, which quotes somebody else.", length(name), name.s);
		return;
	}
}

void find_second_hand(struct context *c)
{
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = &c->attributions.at[i];
		if (a->cue_token == PQ_NONE || a->cue_token == 0)
			continue;
		if (token_is(c, a->cue_token - 1, "as"))
			relay(c, i);
	}
}

/* ---- declined ---- */

void find_declined(struct context *c)
{
	uint32_t last = PQ_NONE;
	for (uint32_t t = 0; t < c->tokens.len; t++) {
		const struct token *k = &c->tokens.at[t];
		if (k->region != PQ_NONE || k->sentence == last || !is_refusal(c, t) || !c->blocks.at[k->block].body)
			continue;
		last = k->sentence;
		struct pq_span span = c->sentences.at[last].span;
		while (span.end > span.start && c->doc->text[span.end - 1] == '.')
			span.end--;
		finding_add(c, PQ_DECLINED, span, PQ_NONE, "Somebody was asked and would not or could not speak.");
	}
}

/* ---- scare quotes ---- */

/** Mark in HELD the regions that overlap SPAN; regions are sorted by start. */
static void hold_regions(const struct context *c, struct pq_span span, uint8_t *held)
{
	uint32_t lo = 0, hi = c->regions.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (c->regions.at[mid].inside.start < span.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (uint32_t i = lo; i < c->regions.len && c->regions.at[i].inside.start < span.end; i++)
		held[i] = 1;
}

/** "They call him the Vicar", "statements that the Company “expects”": naming and nouns of saying with nobody who would
 *  have said the quoted words. */
static bool nobody_utters(const struct context *c, const struct attribution *a)
{
	if (a->kind == PQ_DIRECT || a->cue_token == PQ_NONE)
		return false;
	if (span_empty(a->source_span))
		return a->entity == PQ_NONE && !token_has(c, a->cue_token, CUE_ANY);
	uint32_t named = token_at(c, a->cue.end), m = mention_from(c, a->cue.end);
	bool person = token_has(c, named, LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE)) ||
		      (m < c->mentions.len && c->mentions.at[m].tokens == named && c->mentions.at[m].type == PQ_PERSON);
	return person && token_has(c, a->cue_token, LEX_BIT(CUE_NAME)) &&
	       token_is(c, token_at(c, a->source_span.start), "they");
}

/** Does every word but the small ones start with a capital, the first one too? */
static bool looks_like_title(const struct context *c, const struct region *r)
{
	const uint64_t small = LEX_BIT(PREPOSITION) | LEX_BIT(DETERMINER) | LEX_BIT(CONJUNCTION);
	for (uint32_t t = r->tokens; t < r->tokens + r->n_tokens; t++) {
		const struct token *k = &c->tokens.at[t];
		if (k->kind == TOKEN_WORD && !(k->flags & TOKEN_CAPITAL) && (t == r->tokens || !(k->classes & small)))
			return false;
	}
	return true;
}

static bool is_mark(const struct context *c, uint32_t t, char mark)
{
	return t < c->tokens.len && c->tokens.at[t].kind == TOKEN_PUNCT &&
	       c->doc->text[c->tokens.at[t].span.start] == mark;
}

/** "known to all as": is there a word of naming shortly before T, which is "as"? */
static bool known_as(const struct context *c, uint32_t t)
{
	enum { REACH = 6 };
	for (uint32_t k = t; token_is(c, t, "as") && k-- > 0 && k + REACH >= t;) {
		if (c->tokens.at[k].kind != TOKEN_WORD || c->tokens.at[k].sentence != c->tokens.at[t].sentence)
			return false;
		if (token_has_rare(c, k, LEX_RARE_BIT(NAMING)))
			return true;
	}
	return false;
}

/** Do the words before the marks say that they hold a name, a title or a term: known as “X”, the word “X”, titled “X”,
 *  (“the X”), whose “Xs of Y”? */
static bool is_term(const struct context *c, const struct region *r)
{
	uint32_t open = r->tokens - 1, close = r->tokens + r->n_tokens;
	if (r->tokens < 2 || c->tokens.at[open].kind != TOKEN_QUOTE || c->tokens.at[open - 1].block != r->block)
		return false;
	if (token_has_rare(c, open - 1, LEX_RARE_BIT(NAMING)) || known_as(c, open - 1))
		return true;
	bool owned = token_is(c, open - 1, "whose") || token_is(c, open - 1, "'s") || token_is(c, open - 1, "his") ||
		     token_is(c, open - 1, "her") || token_is(c, open - 1, "their");
	if (owned && looks_like_title(c, r))
		return true;
	return is_mark(c, open - 1, '(') && is_mark(c, close + 1, ')');
}

/** Quoted words that nobody is said to utter: names of works, terms, nicknames, irony. */
void find_scare_quotes(struct context *c)
{
	uint8_t *held = arena_alloc(&c->arena, c->regions.len + 1);
	if (!held) {
		c->failed = true;
		return;
	}
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = &c->attributions.at[i];
		for (uint32_t p = a->parts; p < a->parts + a->n_parts && !nobody_utters(c, a); p++)
			hold_regions(c, c->parts.at[p].span, held);
	}
	for (uint32_t i = 0; i < c->regions.len; i++) {
		const struct region *r = &c->regions.at[i];
		bool inside = r->parent != PQ_NONE && held[r->parent];
		if (inside)
			held[i] = 1;
		if ((held[i] && !is_term(c, r)) || r->parent != PQ_NONE || r->open || !block_speaks(c, r->block))
			continue;
		finding_add(c, PQ_SCARE_QUOTE, r->inside, PQ_NONE,
			    "Nobody is said to have spoken these words in quote marks.");
	}
}
