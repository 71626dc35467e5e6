/* annotate/source_head.c - who a source's words speak of: the entity that heads them, or the noun that describes them.
 * "Okafor's lawyer" and "a spokesman for X" are not Okafor and X; "X's uncle, Dean Hodge" is Dean Hodge. */
#include <string.h>

#include "annotate/lexicon.h"
#include "annotate/speakers.h"
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

bool token_is_dash(const struct context *c, uint32_t t)
{
	const struct token *k = &c->tokens.at[t];
	const char *s = c->doc->text + k->span.start;
	if (k->kind != TOKEN_PUNCT)
		return false;
	return k->span.end - k->span.start == 1
		       ? *s == '-' && !(k->flags & TOKEN_GLUED)
		       : *s == '-' || !memcmp(s, "\xe2\x80\x93", 3) || !memcmp(s, "\xe2\x80\x94", 3);
}

/** A word in lower case that ends like an adverb. */
static bool is_manner(const struct context *c, uint32_t t)
{
	struct doc_slice w = doc_text(c->doc, c->tokens.at[t].span);
	return w.len > 6 && !memcmp(w.s + w.len - 2, "ly", 2) && !(c->tokens.at[t].flags & TOKEN_CAPITAL) &&
	       !token_has(c, t, LEX_BIT(ORG_WORD) | LEX_BIT(ROLE) | LEX_BIT(OUTLET));
}

/** Does the word at T, behind a head, end its noun phrase's core? */
static bool ends_head(const struct context *c, uint32_t t, uint32_t end)
{
	if (t >= end || is_relative(c, t))
		return true;
	const struct token *k = &c->tokens.at[t];
	if (k->kind == TOKEN_PUNCT)
		return c->doc->text[k->span.start] != '-' && c->doc->text[k->span.start] != '/';
	const uint64_t ends = LEX_BIT(PREPOSITION) | LEX_BIT(SUBORDINATOR) | LEX_BIT(CONJUNCTION) | LEX_BIT(DETERMINER);
	bool first = token_is(c, t, "first"); /* "the former first lady" */
	return ((k->classes & ends) && !first) || k->kind == TOKEN_NUMBER || is_manner(c, t);
}

/** The end of the segment (up to a comma, bracket or dash) that starts at T. */
static uint32_t segment_end(const struct context *c, uint32_t t, uint32_t end)
{
	while (t < end && !token_is(c, t, ",") && !token_is(c, t, "(") && !token_is(c, t, ")") && !token_is_dash(c, t))
		t++;
	return t;
}

struct segment {
	uint32_t mention; /**< the name that heads it, or PQ_NONE */
	uint32_t noun;    /**< else its head noun, or PQ_NONE */
	uint32_t owner;   /**< whose the noun is: a name with 's, or PQ_NONE */
	uint32_t stop;    /**< token behind the head */
	bool joined;      /**< "A and B" */
};

/** Nouns that may head what speaks. */
#define SPEAKS \
	(LEX_BIT(ROLE) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(ANONYMOUS) | LEX_BIT(DOCUMENT) | LEX_BIT(OUTLET) | \
	 LEX_BIT(KIN) | LEX_BIT(ORG_WORD))

/** Take the word at T into the segment: a new head, or nothing ("Green Ledger magazine", "Roy on Monday"). */
static void take_word(const struct context *c, struct segment *out, uint32_t t)
{
	const struct token *k = &c->tokens.at[t];
	const uint64_t no_head = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
				 LEX_BIT(PRONOUN_OTHER) | LEX_BIT(TIME_WORD) | LEX_BIT(CONJUNCTION) | LEX_BIT(MONTH) |
				 LEX_BIT(WEEKDAY);
	if (k->kind != TOKEN_WORD || (k->classes & (LEX_BIT(DETERMINER) | LEX_BIT(ADVERB))))
		return;
	if (out->mention != PQ_NONE) {
		bool person = c->mentions.at[out->mention].type == PQ_PERSON;
		if ((k->classes & no_head) ||
		    (person && (k->flags & TOKEN_CAPITAL) && !(k->classes & LEX_BIT(DOCUMENT))) ||
		    (!person && token_has(c, t, LEX_BIT(OUTLET))))
			return;
	}
	if (out->noun == PQ_NONE || !token_has(c, out->noun, SPEAKS) || (k->classes & SPEAKS))
		out->noun = t;
	out->mention = PQ_NONE;
}

/** Does a second noun phrase follow the "and" at T: a name, or one with a determiner of its own? */
static bool joins(const struct context *c, uint32_t t, uint32_t end)
{
	if (t + 1 >= end || !token_is(c, t, "and"))
		return false;
	const uint64_t opens = LEX_BIT(DETERMINER) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE);
	if (token_has(c, t + 1, opens))
		return true;
	uint32_t next = mention_from(c, c->tokens.at[t].span.start);
	if (next >= c->mentions.len || c->mentions.at[next].form != PQ_NAME ||
	    c->mentions.at[next].span.start >= c->tokens.at[end - 1].span.end)
		return false;
	/* "first lady and U.S. senator" are one */
	uint32_t behind = c->mentions.at[next].tokens + c->mentions.at[next].n_tokens;
	return behind >= end || !token_has(c, behind, LEX_BIT(ROLE) | LEX_BIT(ROLE_MALE) | LEX_BIT(ROLE_FEMALE)) ||
	       (c->tokens.at[behind].flags & TOKEN_CAPITAL);
}

/** The person whose name starts at T; PQ_NONE. */
static uint32_t person_from(const struct context *c, uint32_t t)
{
	uint32_t m = mention_from(c, c->tokens.at[t].span.start);
	bool is = m < c->mentions.len && c->mentions.at[m].form == PQ_NAME && c->mentions.at[m].tokens == t &&
		  c->mentions.at[m].type == PQ_PERSON;
	return is ? m : PQ_NONE;
}

/** The name in apposition behind words that hang on the head NOUN and start at T: "Secretary of State | Ann Roy", "chairman and
 *  president | Ann Roy".  PQ_NONE: none, or it belongs to those words ("an aide to President Ann Roy"). */
static uint32_t name_behind(const struct context *c, uint32_t noun, uint32_t t, uint32_t end)
{
	const uint64_t roles =
		LEX_BIT(ROLE) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE) | LEX_BIT(TITLE) | LEX_BIT(KIN);
	const uint64_t stops = LEX_BIT(DETERMINER) | LEX_BIT(PREPOSITION) | LEX_BIT(CONJUNCTION) |
			       LEX_BIT(SUBORDINATOR) | LEX_BIT(AUX) | LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE);
	bool joined = token_is(c, t, "and"), plural = token_has(c, noun, LEX_BIT(ROLE_PLURAL));
	if (plural || !token_has(c, noun, roles) || !(joined || token_has(c, t, LEX_BIT(PREPOSITION))))
		return PQ_NONE;
	for (uint32_t i = t + 1; i < end; i++) {
		const struct token *k = &c->tokens.at[i], *before = k - 1;
		uint32_t m = i > t + 1 ? person_from(c, i) : PQ_NONE;
		bool role = (before->classes & roles) != 0;
		if (m != PQ_NONE)
			return role == joined && (joined || (before->flags & TOKEN_CAPITAL)) ? m : PQ_NONE;
		if ((k->classes & stops) || (k->flags & TOKEN_POSSESSIVE) || k->kind == TOKEN_QUOTE)
			return PQ_NONE;
	}
	return PQ_NONE;
}

/** The head of the noun phrase [T, END): its last word before a preposition, relative or comma, a name or a noun. */
static struct segment segment_read(const struct context *c, uint32_t t, uint32_t end)
{
	struct segment out = {PQ_NONE, PQ_NONE, PQ_NONE, end, false};
	uint32_t m = mention_from(c, t < c->tokens.len ? c->tokens.at[t].span.start : 0), some = PQ_NONE, from = t;
	while (t < end) {
		if ((out.noun != PQ_NONE || out.mention != PQ_NONE) && ends_head(c, t, end))
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
		if (k->flags & TOKEN_POSSESSIVE) {
			out.owner = out.mention;
			out.mention = out.noun = PQ_NONE;
		} else {
			take_word(c, &out, t);
		}
		if (t > from && (k->classes & LEX_BIT(PREPOSITION)) && !(k->flags & TOKEN_CAPITAL) &&
		    token_has(c, t - 1, LEX_BIT(PRONOUN_OTHER)))
			some = t - 1;
		t++;
	}
	out.stop = t;
	if (some != PQ_NONE && out.mention != PQ_NONE) { /* "many in Leeds" */
		out.noun = some;
		out.mention = PQ_NONE;
	}
	uint32_t name = out.noun != PQ_NONE && t < end ? name_behind(c, out.noun, t, end) : PQ_NONE;
	if (name != PQ_NONE) {
		out.mention = name;
		out.noun = PQ_NONE;
		out.stop = c->mentions.at[name].tokens + c->mentions.at[name].n_tokens;
	}
	out.joined = joins(c, out.stop, end);
	return out;
}

/** "many Democrats", "Republicans in Congress": some of a group, not the group itself. */
static bool is_part_of_group(const struct context *c, uint32_t t, const struct segment *s)
{
	const struct mention *m = &c->mentions.at[s->mention];
	if (m->type != PQ_GROUP)
		return false;
	bool whole = m->tokens == t || (m->tokens == t + 1 && token_is(c, t, "the"));
	return !whole || token_has(c, s->stop, LEX_BIT(PREPOSITION)) || is_relative(c, s->stop);
}

/** Writing and speech in somebody's own voice: who it is of speaks by it. */
static bool is_own_voice(const struct context *c, uint32_t noun)
{
	static const char *const words[] = {
		"letter",  "letters",  "tweet",     "tweets",  "post",      "memoir",        "email",
		"message", "messages", "diary",     "speech",  "statement", "broadcast",     "column",
		"blog",    "essay",    "testimony", "remarks", "comments",  "words",         "note",
		"text",    "address",  "sermon",    "answer",  "reply",     "autobiography", "voicemail"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (token_is(c, noun, words[i]))
			return true;
	return false;
}

/** The mention that owns the writing which heads [T, ...): "Roy's letter", "her last broadcast"; PQ_NONE. */
static uint32_t author_of(const struct context *c, uint32_t t, const struct segment *s)
{
	if (s->noun == PQ_NONE || !is_own_voice(c, s->noun))
		return PQ_NONE;
	if (s->owner != PQ_NONE)
		return c->mentions.at[s->owner].type <= PQ_ORGANIZATION ? s->owner : PQ_NONE;
	return mention_exact(c, c->tokens.at[t].span, 1u << PQ_PRONOUN);
}

/** Behind the head of a report: "BANGOR, Maine (CPA) - Ann Roy" starts with Ann Roy. */
static uint32_t past_dateline(const struct context *c, uint32_t t, uint32_t end)
{
	const struct block_tokens *b = &c->blocks.at[c->tokens.at[t].block];
	if (t > b->tokens + 8 || !(c->tokens.at[b->tokens].flags & TOKEN_ALL_CAPS))
		return t;
	for (uint32_t i = t + 1; i + 1 < end && i < b->tokens + 16; i++)
		if (token_is_dash(c, i))
			return i + 1;
	return t;
}

/** Does a person's name start at T? */
static bool person_at(const struct context *c, uint32_t t)
{
	uint32_t m = t < c->tokens.len ? mention_from(c, c->tokens.at[t].span.start) : c->mentions.len;
	while (m < c->mentions.len && c->mentions.at[m].full.start > c->tokens.at[t].span.start &&
	       c->mentions.at[m].form != PQ_NAME)
		m++;
	return m < c->mentions.len && c->mentions.at[m].form == PQ_NAME && c->mentions.at[m].type == PQ_PERSON &&
	       c->mentions.at[m].full.start <= c->tokens.at[t].span.start;
}

/** "A of Leeds and B": is the "and" at T between a place and a person? */
static bool joins_behind_place(const struct context *c, uint32_t t)
{
	uint32_t m = t ? name_over(c, t - 1) : PQ_NONE;
	return token_is(c, t, "and") && m != PQ_NONE && c->mentions.at[m].type == PQ_PLACE && person_at(c, t + 1);
}

/** "A, B and others": does a person stand behind the comma at T and "and" behind them? */
static bool lists_behind_comma(const struct context *c, uint32_t t)
{
	if (!token_is(c, t, ",") || !person_at(c, t + 1))
		return false;
	uint32_t m = mention_from(c, c->tokens.at[t + 1].span.start);
	return m < c->mentions.len && token_is(c, c->mentions.at[m].tokens + c->mentions.at[m].n_tokens, "and");
}

/** "A, 58, and B, 55": does a second name follow behind a comma and "and"? */
static bool joins_later(const struct context *c, uint32_t from, uint32_t end)
{
	for (uint32_t t = from; t + 2 < end; t++) {
		if (is_relative(c, t + 1))
			return false;
		if (joins_behind_place(c, t) || lists_behind_comma(c, t))
			return true;
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
	if (end - t > 2)
		t = past_dateline(c, t, end);
	const uint64_t pronouns = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) |
				  LEX_BIT(PRONOUN_I) | LEX_BIT(PRONOUN_OTHER);
	h.first = t;
	if ((end - t == 1 && token_has(c, t, pronouns)) || is_relative(c, t)) { /* "who in 2010" */
		h.pronoun = true;
		h.mention = mention_exact(c, c->tokens.at[t].span, 1u << PQ_PRONOUN);
		return h;
	}
	if (end - t >= 2 && (c->tokens.at[end - 1].flags & TOKEN_POSSESSIVE)) { /* "in Mr. Okafor's words" */
		uint32_t owner = name_over(c, end - 2);
		if (owner != PQ_NONE && c->mentions.at[owner].full.start <= c->tokens.at[t].span.start &&
		    c->mentions.at[owner].tokens + c->mentions.at[owner].n_tokens == end - 1) {
			h.mention = owner;
			return h;
		}
	}
	uint32_t stop = segment_end(c, t, end);
	struct segment first = segment_read(c, t, stop);
	h.joined = first.joined;
	h.noun = first.noun;
	uint32_t author = author_of(c, t, &first);
	if (author != PQ_NONE) {
		h.mention = author;
		return h;
	}
	uint32_t nominal =
		h.joined ? PQ_NONE
			 : mention_exact(c, (struct pq_span){c->tokens.at[t].span.start, span.end}, 1u << PQ_NOMINAL);
	bool group = first.mention != PQ_NONE && c->mentions.at[first.mention].type == PQ_GROUP; /* "the Dutchman" */
	if (first.mention != PQ_NONE && !(group && nominal != PQ_NONE)) {
		h.joined |= joins_later(c, first.stop, end);
		const struct mention *m = &c->mentions.at[first.mention];
		if (h.joined || is_part_of_group(c, t, &first))
			h.noun = m->tokens + m->n_tokens - 1;
		else
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
		bool one_of_many = first.noun != PQ_NONE && token_has(c, first.noun, LEX_BIT(ROLE_PLURAL)) &&
				   next.mention != PQ_NONE && c->mentions.at[next.mention].type == PQ_PERSON;
		if (!placed && next.mention != PQ_NONE && !next.joined && !one_of_many &&
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
