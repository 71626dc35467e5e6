/* annotate/source_head.c - who a source's words speak of: the entity that heads them, or the noun that describes them.
 * "Okafor's lawyer" and "a spokesman for X" are not Okafor and X; "X's uncle, Dean Hodge" is Dean Hodge. */
#include "annotate/speakers.h"

#include "annotate/lexicon.h"
#include "doc/query.h"

uint32_t mention_from(const struct context *c, uint32_t at)
{
	uint32_t lo = 0, hi = c->mentions.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (c->mentions.at[mid].span.start < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

uint32_t mention_exact(const struct context *c, struct pq_span span, uint32_t forms)
{
	for (uint32_t i = mention_from(c, span.start);
	     i < c->mentions.len && c->mentions.at[i].span.start == span.start; i++)
		if (((forms >> c->mentions.at[i].form) & 1) && c->mentions.at[i].span.end <= span.end)
			return i;
	return PQ_NONE;
}

static bool is_relative(const struct context *c, uint32_t t)
{
	return token_is(c, t, "who") || token_is(c, t, "which") || token_is(c, t, "whose") || token_is(c, t, "that") ||
	       token_is(c, t, "where");
}

static bool ends_head(const struct context *c, uint32_t t, uint32_t end)
{
	if (t >= end || is_relative(c, t))
		return true;
	const struct token *k = &c->tokens.at[t];
	if (k->kind == TOKEN_PUNCT)
		return c->doc->text[k->span.start] != '-';
	return (k->classes & (LEX_BIT(PREPOSITION) | LEX_BIT(SUBORDINATOR) | LEX_BIT(CONJUNCTION))) != 0 ||
	       k->kind == TOKEN_NUMBER;
}

/** The end of the segment (up to a comma or bracket) that starts at T. */
static uint32_t segment_end(const struct context *c, uint32_t t, uint32_t end)
{
	while (t < end && !token_is(c, t, ",") && !token_is(c, t, "(") && !token_is(c, t, ")"))
		t++;
	return t;
}

struct segment {
	uint32_t mention; /**< the name that heads it, or PQ_NONE */
	uint32_t noun;    /**< else its head noun, or PQ_NONE */
	bool joined;      /**< "A and B" */
};

/** The head of the noun phrase [T, END): its last word before a preposition, relative or comma, a name or a noun. */
static struct segment segment_read(const struct context *c, uint32_t t, uint32_t end)
{
	struct segment out = {PQ_NONE, PQ_NONE, false};
	uint32_t m = mention_from(c, t < c->tokens.len ? c->tokens.at[t].span.start : 0);
	bool genitive = false;
	const uint64_t speaks = LEX_BIT(ROLE) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(ANONYMOUS) | LEX_BIT(DOCUMENT) |
				LEX_BIT(OUTLET) | LEX_BIT(KIN) | LEX_BIT(ORG_WORD);
	while (t < end) {
		if (out.noun != PQ_NONE || out.mention != PQ_NONE)
			if (ends_head(c, t, end))
				break;
		const struct token *k = &c->tokens.at[t];
		while (m < c->mentions.len && c->mentions.at[m].span.start < k->span.start)
			m++;
		const struct mention *name = m < c->mentions.len && c->mentions.at[m].span.start == k->span.start
						     ? &c->mentions.at[m]
						     : NULL;
		if (name && name->form == PQ_NAME && name->n_tokens > 0) {
			out.mention = m;
			out.noun = PQ_NONE;
			t += name->n_tokens;
			continue;
		}
		genitive = (k->flags & TOKEN_POSSESSIVE) != 0;
		if (genitive)
			out.mention = out.noun = PQ_NONE;
		else if (k->kind == TOKEN_WORD && !(k->classes & (LEX_BIT(DETERMINER) | LEX_BIT(ADVERB)))) {
			const uint64_t no_head = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
						 LEX_BIT(PRONOUN_OTHER) | LEX_BIT(TIME_WORD) | LEX_BIT(CONJUNCTION) |
						 LEX_BIT(MONTH) | LEX_BIT(WEEKDAY);
			bool behind_person = out.mention != PQ_NONE && c->mentions.at[out.mention].type == PQ_PERSON;
			if (behind_person && ((k->classes & no_head) || (k->flags & TOKEN_CAPITAL))) {
				t++;
				continue;
			}
			bool outlet = out.mention != PQ_NONE && c->mentions.at[out.mention].type != PQ_PERSON &&
				      token_has(c, t, LEX_BIT(OUTLET));
			if (outlet) { /* "Green Ledger magazine" is the Green Ledger */
				t++;
				continue;
			}
			if (out.noun == PQ_NONE || !token_has(c, out.noun, speaks) || (k->classes & speaks))
				out.noun = t;
			out.mention = PQ_NONE;
		}
		t++;
	}
	if (t < end && token_is(c, t, "and") && out.mention != PQ_NONE) {
		uint32_t next = mention_from(c, c->tokens.at[t].span.start);
		out.joined = next < c->mentions.len && c->mentions.at[next].form == PQ_NAME &&
			     c->mentions.at[next].span.start < c->tokens.at[end - 1].span.end;
	}
	return out;
}

/** "A, 58, and B, 55": does a second name follow behind a comma and "and"? */
static bool joins_later(const struct context *c, uint32_t from, uint32_t end)
{
	for (uint32_t t = from; t + 2 < end; t++) {
		if (is_relative(c, t + 1))
			return false;
		if (!token_is(c, t, ",") || !token_is(c, t + 1, "and"))
			continue;
		uint32_t m = mention_from(c, c->tokens.at[t + 1].span.start);
		return m < c->mentions.len && c->mentions.at[m].form == PQ_NAME &&
		       c->mentions.at[m].span.start == c->tokens.at[t + 2].span.start;
	}
	return false;
}

struct source_head source_head(const struct context *c, struct pq_span span)
{
	struct source_head h = {.mention = PQ_NONE, .noun = PQ_NONE, .pronoun = false};
	if (span_empty(span))
		return h;
	uint32_t t = token_at(c, span.start), end = token_at(c, span.end - 1) + 1;
	if (end > c->tokens.len)
		end = c->tokens.len;
	const uint64_t pronouns = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
				  LEX_BIT(PRONOUN_I) | LEX_BIT(PRONOUN_OTHER);
	h.first = t;
	if (end - t == 1 && (token_has(c, t, pronouns) || is_relative(c, t))) {
		h.pronoun = true;
		h.mention = mention_exact(c, span, 1u << PQ_PRONOUN);
		return h;
	}
	if (end - t >= 2 && (c->tokens.at[end - 1].flags & TOKEN_POSSESSIVE)) { /* "in Okafor's words" */
		uint32_t owner = mention_exact(c, span, 1u << PQ_NAME);
		if (owner != PQ_NONE && c->mentions.at[owner].tokens + c->mentions.at[owner].n_tokens == end - 1) {
			h.mention = owner;
			return h;
		}
	}
	uint32_t stop = segment_end(c, t, end);
	struct segment first = segment_read(c, t, stop);
	h.joined = first.joined;
	h.noun = first.noun;
	uint32_t nominal = mention_exact(c, span, 1u << PQ_NOMINAL);
	bool group = first.mention != PQ_NONE && c->mentions.at[first.mention].type == PQ_GROUP; /* "the Dutchman" */
	if (first.mention != PQ_NONE && !(group && nominal != PQ_NONE)) {
		h.joined |= joins_later(c, stop, end);
		if (!h.joined)
			h.mention = first.mention;
		return h;
	}
	/* "his wife, Lorraine," "the captain, Luke Fenn": the name stands in apposition */
	for (unsigned n = 0; n < 3 && stop + 1 < end; n++) {
		uint32_t from = stop + 1;
		if (is_relative(c, from))
			break;
		bool placed = token_has(c, from, LEX_BIT(PREPOSITION));
		stop = segment_end(c, from, end);
		struct segment next = segment_read(c, from, stop);
		if (!placed && next.mention != PQ_NONE && !next.joined &&
		    c->mentions.at[next.mention].type <= PQ_ORGANIZATION) {
			h.mention = next.mention;
			h.noun = PQ_NONE;
			return h;
		}
	}
	if (nominal != PQ_NONE && c->mentions.at[nominal].entity != PQ_NONE)
		h.mention = nominal;
	return h;
}
