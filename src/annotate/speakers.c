/* annotate/speakers.c - who speaks in each attribution: the source's own words first, then what the place of a quote says:
 * carry-over from paragraph to paragraph, dialogue in turns, transcript labels, headlines.  One walk in reading order;
 * it looks back at a bounded number of attributions.  Where the text does not say, nobody is named. */
#include "annotate/speakers.h"

#include <string.h>

#include "annotate/lexicon.h"
#include "doc/query.h"

enum { MAX_BACK = 10 };
static const uint64_t PRONOUNS = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
				 LEX_BIT(PRONOUN_I) | LEX_BIT(PRONOUN_OTHER);

static struct attribution *at(struct context *c, uint32_t i)
{
	return &c->attributions.at[i];
}

static bool direct_speech(const struct attribution *a)
{
	return a->kind == PQ_DIRECT;
}

/** The end of A's last part. */
static uint32_t speech_end(const struct context *c, const struct attribution *a)
{
	return c->parts.at[a->parts + a->n_parts - 1].span.end;
}

static bool is_question(const struct context *c, const struct attribution *a)
{
	uint32_t end = speech_end(c, a);
	return end > 0 && c->doc->text[end - 1] == '?';
}

/** Take the speaker of FROM for A, as an inference. */
static void carry(struct context *c, uint32_t to, uint32_t from, pq_evidence evidence, float confidence)
{
	struct attribution *a = at(c, to), *b = at(c, from);
	a->entity = b->entity;
	a->source_mention = b->source_mention;
	a->unresolved = b->unresolved;
	a->evidence = evidence;
	a->confidence = confidence * b->confidence;
	a->voice = b->voice;
}

static void unknown(struct attribution *a)
{
	a->unresolved = true;
	a->evidence = EVIDENCE_NONE;
	a->entity = PQ_NONE;
}

/* ---- a source of its own ---- */

/** "It", "they", "he" for somebody described, not named: the voice before, if it is the only one near that fits. */
static bool described_before(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	uint32_t t = token_at(c, a->source_span.start);
	bool it = token_is(c, t, "it"), they = token_is(c, t, "they"),
	     who = token_is(c, t, "who") || token_is(c, t, "which");
	if (who || i == 0)
		return false;
	for (uint32_t k = i; k-- > 0 && i - k < MAX_BACK;) {
		const struct attribution *b = at(c, k);
		if (b->block + 1 < a->block || (!it && !they && b->block != a->block))
			return false;
		if (span_empty(b->source_span) || b->entity != PQ_NONE) {
			if (b->entity != PQ_NONE && !it && !they)
				return false;
			continue;
		}
		struct source_head h = source_head(c, b->source_span);
		uint32_t noun = h.pronoun && !b->unresolved ? b->voice : h.noun; /* "a woman who said ..." */
		if (noun == PQ_NONE || token_has(c, noun, PRONOUNS))
			continue;
		bool document = token_has(c, noun, LEX_BIT(DOCUMENT)), body = token_has(c, noun, LEX_BIT(ORG_WORD)),
		     plural = token_has(c, noun, LEX_BIT(ROLE_PLURAL));
		if (it ? document || body : they ? plural || body : (!document && !plural && !body)) {
			carry(c, i, k, EVIDENCE_PRONOUN, .8f);
			return true;
		}
	}
	return false;
}

/** "I" outside quote marks in BLOCK: the one person whom the byline names, or the head of the mail that BLOCK is of. */
static uint32_t author_at(const struct context *c, uint32_t block)
{
	enum { HEAD = 64 }; /* names that stand before the end of a byline */
	uint32_t found = PQ_NONE, low = 0, high = c->mail_heads.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (c->mail_heads.at[middle].block > block)
			high = middle;
		else
			low = middle + 1;
	}
	uint32_t first = low ? c->doc->blocks[c->mail_heads.at[low - 1].block].span.start : 0;
	uint32_t last = low < c->mail_heads.len ? c->mail_heads.at[low].block : c->doc->n_blocks;
	uint32_t m = mention_from(c, first);
	for (uint32_t n = 0; m < c->mentions.len && n < HEAD; m++, n++) {
		const struct mention *at = &c->mentions.at[m];
		uint32_t b = c->tokens.at[at->tokens].block;
		if (b >= last)
			break;
		if (c->doc->blocks[b].kind != PQ_BLOCK_BYLINE || at->entity == PQ_NONE || at->type != PQ_PERSON ||
		    at->entity == found)
			continue;
		if (found != PQ_NONE)
			return PQ_NONE;
		found = at->entity;
	}
	return found;
}

static void speak_for_itself(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	struct source_head h = source_head(c, a->source_span);
	a->source_mention = h.mention;
	a->voice = h.noun;
	if (h.mention != PQ_NONE) {
		const struct mention *m = &c->mentions.at[h.mention];
		if (m->form == PQ_NAME && m->ambiguous) { /* a surname that several people bear */
			unknown(a);
			return;
		}
		a->entity = m->entity;
		if (m->entity != PQ_NONE)
			return;
		if (m->form == PQ_NAME)
			return;
	}
	if (!h.pronoun)
		return;
	if (token_has(c, h.first, LEX_BIT(PRONOUN_I))) {
		if (token_is(c, h.first, "i") && c->tokens.at[h.first].region == PQ_NONE)
			a->entity = author_at(c, a->block);
		return;
	}
	bool ambiguous = h.mention != PQ_NONE && c->mentions.at[h.mention].ambiguous;
	if (!ambiguous && described_before(c, i))
		return;
	if (token_has(c, h.first, LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY)) ||
	    token_is(c, h.first, "it"))
		unknown(a);
	if (h.mention == PQ_NONE) {
		bool relative = token_is(c, h.first, "who") || token_is(c, h.first, "which");
		uint32_t noun = relative ? antecedent_of(c, h.first) : PQ_NONE;
		a->voice = noun != PQ_NONE ? noun : h.first;
	}
}

/* ---- a cue that shares its subject ---- */

/** An active verb of saying: "was told", "a claim" have no subject who says so. */
static bool is_active(const struct context *c, const struct attribution *a)
{
	const uint64_t verbs = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_TO) |
			       LEX_BIT(CUE_OBJECT) | LEX_BIT(CUE_MANNER) | LEX_BIT(VERB);
	static const char *const be[] = {"is", "are", "was", "were", "be", "been", "being"};
	if (a->cue_token == PQ_NONE || !token_has(c, a->cue_token, verbs))
		return false;
	for (uint32_t t = token_at(c, a->cue.start); t < c->tokens.len && c->tokens.at[t].span.start < a->cue.end; t++)
		for (size_t k = 0; k < sizeof be / sizeof *be; k++)
			if (token_is(c, t, be[k]))
				return false;
	return true;
}

/** The mention that opens the sentence of TOKEN, title and all, as a subject does; PQ_NONE. */
static uint32_t opening_mention(const struct context *c, uint32_t token)
{
	const struct sentence *s = &c->sentences.at[c->tokens.at[token].sentence];
	uint32_t first = s->tokens;
	if (c->tokens.at[first].region != PQ_NONE)
		return PQ_NONE;
	for (uint32_t m = mention_from(c, s->span.start); m < c->mentions.len; m++) {
		const struct mention *at = &c->mentions.at[m];
		if (at->full.start > s->span.start || at->span.start >= c->tokens.at[token].span.start)
			return PQ_NONE;
		uint32_t next = at->tokens + at->n_tokens;
		bool owner = next < c->tokens.len && (c->tokens.at[next].flags & TOKEN_POSSESSIVE);
		if (at->entity != PQ_NONE && at->type <= PQ_PLACE && !owner &&
		    !token_has(c, next, LEX_BIT(CONJUNCTION)) && !token_is(c, next, "and"))
			return m;
	}
	return PQ_NONE;
}

/** "X called it late and said ...", "X left, adding ...": the subject of the verb before. */
static bool share_subject(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	if (!is_active(c, a))
		return false;
	uint32_t token = a->cue_token, sentence = c->tokens.at[token].sentence;
	for (uint32_t k = i; k-- > 0 && at(c, k)->block == a->block;) {
		const struct attribution *b = at(c, k);
		if (b->start < c->sentences.at[sentence].span.start && i - k > MAX_BACK)
			break;
		if (b->cue_token == PQ_NONE || c->tokens.at[b->cue_token].sentence != sentence || b->cue_token > token)
			continue;
		if (span_empty(b->source_span) || !is_active(c, b))
			break;
		a->source_span = b->source_span;
		carry(c, i, k, b->evidence, .9f);
		return true;
	}
	uint32_t first = token_at(c, a->cue.start);
	struct doc_slice verb = doc_text(c->doc, c->tokens.at[token].span);
	bool gerund = verb.len > 4 && !memcmp(verb.s + verb.len - 3, "ing", 3);
	if (gerund && first == c->sentences.at[sentence].tokens) { /* "Calling it late, X said": the subject follows */
		for (uint32_t k = i + 1; k < c->attributions.len && k < i + MAX_BACK && at(c, k)->block == a->block;
		     k++) {
			const struct attribution *b = at(c, k);
			if (b->cue_token == PQ_NONE || c->tokens.at[b->cue_token].sentence != sentence ||
			    span_empty(b->source_span) || !is_active(c, b))
				continue;
			a->source_span = b->source_span;
			a->evidence = b->evidence;
			speak_for_itself(c, i);
			return true;
		}
	}
	while (first > 0 && token_has(c, first - 1, LEX_BIT(ADVERB)))
		first--;
	if (first == 0 || c->tokens.at[first - 1].sentence != sentence ||
	    !(token_is(c, first - 1, "and") || token_is(c, first - 1, "but")))
		return false;
	uint32_t m = opening_mention(c, token);
	if (m == PQ_NONE)
		return false;
	a->source_span = c->mentions.at[m].span;
	a->entity = c->mentions.at[m].entity;
	a->source_mention = m;
	a->evidence = EVIDENCE_NAME_BEFORE_CUE;
	return true;
}

/* ---- the place says ---- */

/** The entity of the subject before an uncued quote, if it is somebody who can speak. */
static bool from_hint(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	if (span_empty(a->hint))
		return false;
	struct source_head h = source_head(c, a->hint);
	if (h.mention == PQ_NONE)
		return false;
	const struct mention *m = &c->mentions.at[h.mention];
	if (m->entity == PQ_NONE || c->entities.at[m->entity].type > PQ_ORGANIZATION)
		return false;
	a->entity = m->entity;
	a->source_mention = h.mention;
	a->evidence = EVIDENCE_NEAREST;
	a->confidence = .55f;
	return true;
}

/** Somebody is named: an entity or a described voice. */
static bool has_voice(const struct attribution *a)
{
	return !a->unresolved && (a->entity != PQ_NONE || a->voice != PQ_NONE);
}

static bool same_voice(const struct attribution *a, const struct attribution *b)
{
	return a->entity == b->entity && (a->entity != PQ_NONE || a->voice == b->voice);
}

static bool is_document(const struct context *c, const struct attribution *a)
{
	return a->entity == PQ_NONE && a->voice != PQ_NONE && token_has(c, a->voice, LEX_BIT(DOCUMENT));
}

/** Two people speak in turn: the last speaker but one, from at most MAX_BACK statements back. */
static bool dialogue(struct context *c, uint32_t i)
{
	const struct attribution *last = at(c, i - 1);
	if (!has_voice(last) || is_document(c, last))
		return false;
	for (uint32_t k = i - 1; k-- > 0 && i - k < MAX_BACK;) {
		const struct attribution *b = at(c, k);
		if (b->block + MAX_BACK < at(c, i)->block)
			return false;
		if (!has_voice(b) || same_voice(b, last) || is_document(c, b))
			continue;
		carry(c, i, k, EVIDENCE_DIALOGUE, .75f);
		return true;
	}
	return false;
}

static void speak_alone(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	if (i == 0 || at(c, i - 1)->block + 1 < a->block) {
		unknown(a);
		return;
	}
	const struct attribution *before = at(c, i - 1);
	bool reply = is_question(c, before) || before->evidence == EVIDENCE_DIALOGUE ||
		     (before->cue_token != PQ_NONE && !direct_speech(before) &&
		      (token_is(c, before->cue_token, "asked") || token_is(c, before->cue_token, "asks")));
	if (a->continues == PQ_NONE && (reply || before->block == a->block)) {
		if (!dialogue(c, i))
			unknown(a);
		return;
	}
	/* A paragraph of nothing but quote behind reported words of one person is that person's, as news is written. */
	if (!direct_speech(before) && a->continues == PQ_NONE) {
		if (has_voice(before) && before->entity != PQ_NONE && c->entities.at[before->entity].type == PQ_PERSON)
			carry(c, i, i - 1, EVIDENCE_CARRIED, .7f);
		else
			unknown(a);
		return;
	}
	if (a->continues == PQ_NONE)
		a->continues = i - 1;
	carry(c, i, a->continues, EVIDENCE_CARRIED, .9f);
}

static void speak_behind(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	bool same_block = i > 0 && at(c, i - 1)->block == a->block;
	const struct attribution *before = same_block ? at(c, i - 1) : NULL;
	if (before && (is_question(c, before) || before->evidence == EVIDENCE_DIALOGUE) &&
	    before->place != PLACE_CUED && dialogue(c, i))
		return;
	if (before && before->cue_token != PQ_NONE && !direct_speech(before) &&
	    (token_is(c, before->cue_token, "asked"))) {
		if (!dialogue(c, i))
			unknown(a);
		return;
	}
	if (from_hint(c, i))
		return;
	if (before && has_voice(before)) {
		carry(c, i, i - 1, EVIDENCE_CARRIED, .7f);
		return;
	}
	unknown(a);
}

/** A block quotation is the voice's before where that goes on into it: from a block quotation, or by a colon. */
static void speak_in_block(struct context *c, uint32_t i)
{
	struct attribution *a = at(c, i);
	const struct attribution *before = i > 0 ? at(c, i - 1) : NULL;
	uint32_t end = a->block > 0 ? c->doc->blocks[a->block - 1].span.end : 0;
	const struct pq_block *blocks = c->doc->blocks;
	bool goes_on = before && before->block + 1 == a->block && has_voice(before) &&
		       (before->place == PLACE_BLOCK ? blocks[before->block].level == blocks[a->block].level
						     : end > 0 && c->doc->text[end - 1] == ':');
	if (goes_on)
		carry(c, i, i - 1, EVIDENCE_CARRIED, .7f);
	else
		unknown(a);
}

/* ---- transcripts ---- */

/** Do the label's letters ("JB") begin the words of the entity's name? */
static bool initials_fit(const struct context *c, struct doc_slice label, const struct entity *e)
{
	const char *name = c->out->strings.bytes + e->name.at;
	uint32_t n = 0;
	for (uint32_t i = 0; i < e->name.len && n < label.len; i++) {
		bool starts = i == 0 || name[i - 1] == ' ' || name[i - 1] == '-';
		if (starts && name[i] == label.s[n])
			n++;
		else if (starts && n == 0)
			return false;
	}
	return n == label.len && label.len >= 2;
}

/** Turns labelled "Q" and "A": the author asks, and who is named most beside the turns answers. */
struct interview {
	uint32_t asks, answers; /**< entities, or PQ_NONE */
};

static bool label_is(const struct context *c, const struct attribution *a, const char *letter, const char *word)
{
	uint32_t t = span_empty(a->source_span) ? PQ_NONE : token_at(c, a->source_span.start);
	return t != PQ_NONE && (token_is(c, t, letter) || token_is(c, t, word)) &&
	       c->tokens.at[t].span.end == a->source_span.end;
}

/** Whom the text names most beside the turns and the bylines; two alike: nobody. */
static uint32_t most_named(const struct context *c, const uint8_t *is_turn, uint32_t *times)
{
	uint32_t best = PQ_NONE;
	bool tied = false;
	for (uint32_t m = 0; m < c->mentions.len; m++) {
		const struct mention *at = &c->mentions.at[m];
		uint32_t block = c->tokens.at[at->tokens].block;
		if (at->form != PQ_NAME || at->type != PQ_PERSON || at->entity == PQ_NONE || is_turn[block] ||
		    c->doc->blocks[block].kind == PQ_BLOCK_BYLINE)
			continue;
		uint32_t n = ++times[at->entity], most = best == PQ_NONE ? 0 : times[best];
		if (at->entity == best || n > most) {
			best = at->entity;
			tied = false;
		} else if (n == most) {
			tied = true;
		}
	}
	return tied ? PQ_NONE : best;
}

static struct interview interview_of(struct context *c)
{
	struct interview v = {PQ_NONE, PQ_NONE};
	uint8_t *is_turn = NULL;
	uint32_t asked = PQ_NONE; /* a block where somebody asks */
	for (uint32_t i = 0; i < c->attributions.len; i++) {
		const struct attribution *a = at(c, i);
		if (a->place != PLACE_LABEL)
			continue;
		if (!is_turn)
			is_turn = arena_array(&c->arena, uint8_t, c->blocks.len + 1);
		if (!is_turn)
			return v;
		is_turn[a->block] = 1;
		if (label_is(c, a, "q", "question"))
			asked = a->block;
	}
	uint32_t *times = asked != PQ_NONE ? arena_array(&c->arena, uint32_t, c->entities.len + 1) : NULL;
	if (times) {
		v.asks = author_at(c, asked);
		v.answers = most_named(c, is_turn, times);
	}
	return v;
}

static void speak_label(struct context *c, uint32_t i, const struct interview *v)
{
	struct attribution *a = at(c, i);
	if (span_empty(a->source_span)) {
		if (a->continues != PQ_NONE)
			carry(c, i, a->continues, EVIDENCE_CARRIED, .8f);
		return;
	}
	uint32_t m = mention_exact(c, a->source_span, 1u << PQ_NAME);
	if (m != PQ_NONE && c->mentions.at[m].entity != PQ_NONE &&
	    c->entities.at[c->mentions.at[m].entity].n_names > 0 &&
	    c->entities.at[c->mentions.at[m].entity].type == PQ_PERSON) {
		a->entity = c->mentions.at[m].entity;
		a->source_mention = m;
	}
	struct doc_slice label = doc_text(c->doc, a->source_span);
	uint32_t found = PQ_NONE;
	for (uint32_t e = 0; e < c->entities.len && e < 256; e++) {
		const struct entity *x = &c->entities.at[e];
		if (x->type != PQ_PERSON || x->name.len <= label.len || !initials_fit(c, label, x))
			continue;
		if (found != PQ_NONE)
			return;
		found = e;
	}
	if (found == PQ_NONE && label_is(c, a, "q", "question"))
		found = v->asks;
	else if (found == PQ_NONE && label_is(c, a, "a", "answer"))
		found = v->answers;
	if (found != PQ_NONE)
		a->entity = found;
	a->voice = token_at(c, a->source_span.start);
}

void pass_speakers(struct context *c)
{
	struct interview interview = interview_of(c);
	for (uint32_t i = 0; i < c->attributions.len && !context_over(c); i++) {
		struct attribution *a = at(c, i);
		a->voice = PQ_NONE;
		if (a->place == PLACE_LABEL)
			speak_label(c, i, &interview);
		else if (!span_empty(a->source_span))
			speak_for_itself(c, i);
		else if (a->place == PLACE_ALONE)
			speak_alone(c, i);
		else if (a->place == PLACE_BEHIND)
			speak_behind(c, i);
		else if (a->place == PLACE_CUED && share_subject(c, i))
			continue;
		else if (a->place == PLACE_BLOCK)
			speak_in_block(c, i);
		else
			unknown(a);
	}
	if (!c->failed && !c->stopped)
		sources_build(c);
}
