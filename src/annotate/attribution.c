/* annotate/attribution.c - drives the rules of attribution block by block, and takes what they leave: quotes without a
 * cue, headlines, block quotations.  Transcripts are told first, by their labels (transcript.c). */
#include "annotate/attribution.h"

#include <stdlib.h>

#include "doc/query.h"

#define LEAST_BY_RULE .6f
#define SURE .9f /* a cue right behind the quote: the kind of source makes no difference */

void scene_use(struct scene *s, struct range r)
{
	for (uint32_t i = r.from; i < r.to && i < s->used.len; i++)
		s->used.at[i] = 1;
}

bool scene_used(const struct scene *s, uint32_t unit)
{
	return unit < s->used.len && s->used.at[unit] != 0;
}

/** Direct where the quote marks hold the whole part and that is how it was said, mixed where some of it is quoted. */
static uint8_t part_kind(const struct scene *s, struct range r, bool direct)
{
	if (!range_has(s, r, TAG_BIT(TAG_QUOTE)))
		return PQ_INDIRECT;
	bool whole = r.to - r.from == 1;
	return whole && (direct || region_is_clause(s->c, s->units.at[r.from].region)) ? PQ_DIRECT : PQ_MIXED;
}

static void push_part(struct scene *s, struct attribution *a, struct pq_span span, uint8_t kind)
{
	if (span.end <= span.start)
		return;
	if (!vec_push(&s->c->parts, (struct pq_part){.span = span, .kind = kind}))
		s->c->failed = true;
	if (a->n_parts == 0 || kind == a->kind)
		a->kind = kind;
	else
		a->kind = PQ_MIXED;
	if (a->n_parts == 0)
		a->start = span.start;
	a->n_parts++;
}

static struct attribution blank(const struct scene *s, uint8_t place)
{
	return (struct attribution){.cue_token = PQ_NONE,
				    .parts = s->c->parts.len,
				    .continues = PQ_NONE,
				    .source_mention = PQ_NONE,
				    .entity = PQ_NONE,
				    .source = PQ_NONE,
				    .block = s->block,
				    .place = place};
}

static void push(struct scene *s, struct attribution a)
{
	if (a.n_parts && !vec_push(&s->c->attributions, a))
		s->c->failed = true;
}

/** How much less often an attribution is right whose source is no name.  The rules' confidences and these were counted on
 *  half of PolNeAR's train set: found with the right source words. */
static float doubt(pq_evidence evidence)
{
	return evidence == EVIDENCE_DESCRIPTION ? .13f
	       : evidence == EVIDENCE_PRONOUN   ? .07f
	       : evidence == EVIDENCE_NONE      ? .2f
						: 0.f;
}

void attribution_add(struct scene *s, const struct cue *cue, struct range source, const struct range *parts,
		     unsigned n_parts, bool direct, pq_evidence evidence, float confidence)
{
	float less = confidence > SURE ? confidence : confidence - doubt(evidence);
	if (less >= s->floor)
		attribution_put(s, cue, source, parts, n_parts, direct, evidence, less);
}

/** "Denied it", "which he wants": a pronoun says nothing of what was said. */
static bool is_bare_pronoun(const struct scene *s, const struct range *parts, unsigned n_parts)
{
	static const char *const things[] = {"it",   "this", "that", "these", "those", "which",
					     "what", "who",  "whom", "you",   "there"};
	const uint64_t people = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I);
	uint32_t first = parts[0].from, words = parts[0].to - first;
	bool is = words == 2 && unit_is(s, first + 1, "'s"); /* "that's" */
	if (n_parts != 1 || !(words == 1 || is) || unit_tag_in(s, first, TAG_BIT(TAG_QUOTE)))
		return false;
	for (size_t i = 0; i < sizeof things / sizeof *things; i++)
		if (unit_is(s, first, things[i]))
			return true;
	return unit_has(s, first, people);
}

void attribution_put(struct scene *s, const struct cue *cue, struct range source, const struct range *parts,
		     unsigned n_parts, bool direct, pq_evidence evidence, float confidence)
{
	if (is_bare_pronoun(s, parts, n_parts))
		return;
	struct attribution a = blank(s, PLACE_CUED);
	if (cue->to > cue->from) {
		a.cue = (struct pq_span){unit_span(s, cue->from).start, unit_span(s, cue->to - 1).end};
		a.cue_token = s->units.at[cue->head].token;
		scene_use(s, (struct range){cue->from, cue->to});
	}
	source = source_past_opener(s, source);
	if (!range_empty(source)) {
		a.source_span = range_span(s, source);
		scene_use(s, source);
	}
	a.evidence = evidence;
	a.confidence = confidence;
	for (unsigned i = 0; i < n_parts; i++) {
		push_part(s, &a, range_span(s, parts[i]), part_kind(s, parts[i], direct));
		scene_use(s, parts[i]);
	}
	push(s, a);
}

static int by_place(const void *a, const void *b)
{
	const struct pq_part *x = a, *y = b;
	return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

void attribution_extend(struct scene *s, uint32_t index, struct range r)
{
	struct context *c = s->c;
	struct attribution *a = &c->attributions.at[index];
	if (a->parts + a->n_parts != c->parts.len) {
		uint32_t from = a->parts;
		a->parts = c->parts.len;
		for (uint32_t i = 0; i < a->n_parts; i++)
			if (!vec_push(&c->parts, c->parts.at[from + i])) {
				c->failed = true;
				return;
			}
	}
	push_part(s, a, range_span(s, r), part_kind(s, r, false));
	scene_use(s, r);
	if (c->failed)
		return;
	qsort(c->parts.at + a->parts, a->n_parts, sizeof *c->parts.at, by_place);
	a->start = c->parts.at[a->parts].span.start;
}

/* ---- what is left ---- */

/** Nothing but quotes and punctuation? */
static bool only_quotes(const struct scene *s, struct statement st)
{
	const uint32_t allowed = TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_OTHER) |
				 TAG_BIT(TAG_OPEN) | TAG_BIT(TAG_CLOSE) | TAG_BIT(TAG_DASH);
	bool quote = false;
	for (uint32_t i = st.from; i < st.to; i++) {
		if (!unit_tag_in(s, i, allowed))
			return false;
		quote |= unit_tag_in(s, i, TAG_BIT(TAG_QUOTE));
	}
	return quote;
}

static bool block_of_quotes(const struct scene *s)
{
	for (uint32_t i = 0; i < s->statements.len; i++)
		if (!only_quotes(s, s->statements.at[i]))
			return false;
	return s->statements.len > 0;
}

/** The quotes of ST go on with the speech of the attribution right before them. */
static bool join_speech(struct scene *s, uint32_t index)
{
	struct context *c = s->c;
	struct statement st = s->statements.at[index];
	if (index == 0 || c->attributions.len == s->first_attribution)
		return false;
	struct attribution *a = &vec_last(&c->attributions);
	bool same = a->parts + a->n_parts == c->parts.len && vec_last(&c->parts).kind == PQ_DIRECT;
	struct statement before = s->statements.at[index - 1];
	uint32_t start = unit_span(s, before.from).start;
	if (!same || vec_last(&c->parts).span.end < start)
		return false;
	bool cued_here = a->cue_token != PQ_NONE || a->source_span.end > 0;
	if (!cued_here && a->place != PLACE_BEHIND)
		return false;
	if (!cued_here && unit_tag_in(s, st.from - 1, TAG_BIT(TAG_QUOTE)))
		return false;
	for (uint32_t i = st.from; i < st.to; i++) {
		if (!unit_tag_in(s, i, TAG_BIT(TAG_QUOTE)) || scene_used(s, i))
			continue;
		push_part(s, a, range_span(s, (struct range){i, i + 1}), PQ_DIRECT);
		s->used.at[i] = 1;
	}
	return true;
}

/** "Would she run?": whom a question asks about. */
static struct pq_span asked_about(const struct scene *s, struct statement st)
{
	for (uint32_t i = st.from; i + 1 < st.to; i++)
		if (unit_tag_in(s, i, TAG_BIT(TAG_AUX)) && unit_tag_in(s, i + 1, TAG_BIT(TAG_SUBJ) | TAG_BIT(TAG_NAME)))
			return unit_span(s, i + 1);
	return (struct pq_span){0, 0};
}

/** Who acts last in the statement before the INDEXth; empty where that statement ends in somebody's words, so that they
 *  are the likelier speaker. */
static struct pq_span subject_before(const struct scene *s, uint32_t index)
{
	if (index == 0)
		return (struct pq_span){0, 0};
	struct statement before = s->statements.at[index - 1];
	bool question = unit_tag_in(s, before.to - 1, TAG_BIT(TAG_STOP)) &&
			s->c->doc->text[unit_span(s, before.to - 1).start] == '?';
	struct pq_span asked = question ? asked_about(s, before) : (struct pq_span){0, 0};
	if (asked.end)
		return asked;
	uint32_t floor = before.to;
	while (floor > before.from && !scene_used(s, floor - 1))
		floor--;
	for (uint32_t i = before.to; i-- > floor;) {
		if (!unit_tag_in(s, i, FINITE_TAGS))
			continue;
		struct range r = source_left(s, floor, i);
		if (!range_empty(r) && !unit_has(s, r.from, LEX_BIT(PRONOUN_OTHER)))
			return range_span(s, r);
	}
	return (struct pq_span){0, 0};
}

/** "He went on:" before this block: its cue and source are the quote's that opens it. */
static void take_opening(const struct scene *s, struct attribution *a)
{
	a->cue = s->opening.cue;
	a->cue_token = s->opening.cue_token;
	a->source_span = s->opening.source;
	a->evidence = s->opening.evidence;
	a->confidence = SURE;
}

/** Who wrote what a mail quotes. */
static void take_writer(const struct opening *told, struct attribution *a)
{
	a->cue = told->cue;
	a->cue_token = span_empty(told->cue) ? PQ_NONE : told->cue_token;
	a->source_span = told->source;
	a->evidence = told->evidence;
	a->confidence = SURE;
}

/** Who signs the block quotation, if somebody does. */
static void take_signature(const struct scene *s, struct attribution *a)
{
	if (span_empty(s->signature))
		return;
	a->source_span = s->signature;
	a->evidence = EVIDENCE_LABEL;
	a->confidence = SURE;
}

static void uncued(struct scene *s, uint32_t unit, uint8_t place, uint8_t kind, struct pq_span hint)
{
	struct attribution a = blank(s, place);
	a.hint = hint;
	push_part(s, &a, range_span(s, (struct range){unit, unit + 1}), kind);
	a.confidence = .6f;
	if (unit == 0 && s->opening.is_set && place != PLACE_HEADLINE) {
		take_opening(s, &a);
		a.place = PLACE_CUED;
	} else if (place != PLACE_EMBEDDED) {
		take_signature(s, &a);
	}
	s->used.at[unit] = 1;
	push(s, a);
}

/** Quotes that no rule has taken: speech without a cue where they look like speech; scare quotes stay for the findings. */
static void attribute_rest(struct scene *s, uint32_t index, bool alone)
{
	struct statement st = s->statements.at[index];
	bool pure = only_quotes(s, st);
	bool headline = s->c->doc->blocks[s->block].kind == PQ_BLOCK_TITLE;
	if (pure && !headline && join_speech(s, index))
		return;
	for (uint32_t i = st.from; i < st.to && !s->c->failed; i++) {
		if (!unit_tag_in(s, i, TAG_BIT(TAG_QUOTE)) || scene_used(s, i))
			continue;
		uint32_t region = s->units.at[i].region, words = region_words(s->c, region);
		bool clause = region_is_clause(s->c, region);
		if (headline) {
			if (words >= 3 && (clause || unit_tag_in(s, i + 1, TAG_BIT(TAG_COLON)) || i == st.from))
				uncued(s, i, PLACE_HEADLINE, PQ_DIRECT, (struct pq_span){0, 0});
		} else if (pure) {
			uncued(s, i, alone ? PLACE_ALONE : PLACE_BEHIND, PQ_DIRECT, subject_before(s, index));
		} else if ((clause && words >= 5) || words >= 8) {
			uncued(s, i, PLACE_EMBEDDED, clause ? PQ_DIRECT : PQ_MIXED, (struct pq_span){0, 0});
		}
	}
}

/** A block quotation without marks of its own. */
static bool block_quotation(struct scene *s)
{
	const struct opening *told = writers_of(&s->writers, s->c, s->block);
	if (s->c->doc->blocks[s->block].kind != PQ_BLOCK_BLOCKQUOTE)
		return false;
	for (uint32_t i = 0; i < s->units.len && !told; i++)
		if (unit_tag_in(s, i, TAG_BIT(TAG_QUOTE)) && region_words(s->c, s->units.at[i].region) > 6)
			return false;
	struct attribution a = blank(s, PLACE_BLOCK);
	a.confidence = .6f;
	if (told)
		take_writer(told, &a);
	else if (s->opening.is_set)
		take_opening(s, &a);
	else
		take_signature(s, &a);
	struct pq_span all = s->c->doc->blocks[s->block].span, words = range_span(s, (struct range){0, s->units.len});
	push_part(s, &a, words.start == all.start ? all : words, PQ_DIRECT); /* without marks: with its full stop */
	push(s, a);
	return true;
}

/** The paragraph before was left open: the first quote here goes on from its last. */
static void link_paragraphs(struct scene *s)
{
	struct context *c = s->c;
	for (uint32_t i = 0; i < s->units.len; i++) {
		if (!unit_tag_in(s, i, TAG_BIT(TAG_QUOTE)))
			continue;
		uint32_t from = c->regions.at[s->units.at[i].region].goes_on_from;
		if (from == PQ_NONE || s->first_attribution == 0 || s->first_attribution >= c->attributions.len)
			return;
		struct attribution *here = &c->attributions.at[s->first_attribution];
		uint32_t last = s->first_attribution - 1;
		if (here->start != c->regions.at[s->units.at[i].region].inside.start)
			return;
		if (here->place != PLACE_CUED)
			here->continues = last;
		return;
	}
}

static int by_start(const void *a, const void *b)
{
	const struct attribution *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

/** Quotes with a cue by rule, what the tagger found, and of the rules of reported speech, beside a tagger, the surer
 *  ones.  A clause that goes on in quote marks is the tagger's: the rules would take the quoted words alone. */
static void attribute_statement(struct scene *s, struct linker *k, struct statement st)
{
	if (s->labels)
		attribute_tagged(s, k, st, true);
	attribute_quoted(s, st);
	if (s->labels)
		attribute_tagged(s, k, st, false);
	s->floor = s->labels ? LEAST_BY_RULE : 0;
	attribute_reported(s, st);
	s->floor = 0;
}

static void attribute_block(struct scene *s, struct linker *k, uint32_t block)
{
	struct context *c = s->c;
	scene_read(s, block);
	if (c->failed || s->units.len == 0 || block_signs(c, block) || block_leads(c, block) ||
	    block_is_pulled(c, block))
		return;
	s->signature = signature_below(c, block);
	if (!block_quotation(s)) {
		bool alone = block_of_quotes(s);
		linker_block(s, k);
		for (uint32_t i = 0; i < s->statements.len && !c->failed; i++) {
			attribute_statement(s, k, s->statements.at[i]);
			attribute_rest(s, i, alone);
		}
	}
	if (c->failed)
		return;
	s->opening.is_set = false;
	if (s->statements.len)
		attribute_opening(s, vec_last(&s->statements), &s->opening);
	uint32_t n = c->attributions.len - s->first_attribution;
	if (n > 1)
		qsort(c->attributions.at + s->first_attribution, n, sizeof *c->attributions.at, by_start);
	link_paragraphs(s);
}

void pass_attributions(struct context *c)
{
	struct scene s = {.c = c};
	struct linker k = {.tagger = c->tagger};
	struct transcript t = {0};
	if (c->tagger && !(s.labels = tagger_labels(c->tagger, c))) {
		c->failed = true;
		return;
	}
	transcript_find(c, &t);
	for (uint32_t i = 0; i < c->blocks.len && !context_over(c); i++) {
		writers_meet(&s.writers, c, i);
		if (!block_speaks(c, i))
			continue;
		if (!transcript_block(&s, &t, i))
			attribute_block(&s, &k, i);
	}
	transcript_release(&t);
	vec_release(&s.units);
	vec_release(&s.statements);
	vec_release(&s.used);
	vec_release(&k.pieces);
}
