/* annotate/verbs.c - the verb group around a verb of saying: auxiliaries, negation, particle, and what kind of verb it is. */
#include "annotate/attribution.h"

enum { MAX_GROUP = 10 };

static const uint64_t SAYING = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TO) | LEX_BIT(CUE_OBJECT) |
			       LEX_BIT(CUE_NAME) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_MANNER);

uint64_t unit_phrase(const struct scene *s, uint32_t unit)
{
	const struct context *c = s->c;
	if (unit + 1 >= s->units.len || s->units.at[unit + 1].region != PQ_NONE || s->units.at[unit].n_tokens != 1)
		return 0;
	size_t len, next_len;
	const char *word = intern_get(&c->words, c->tokens.at[s->units.at[unit].token].word, &len);
	if (!lexicon_starts_phrase(c->lex, word, len))
		return 0;
	char phrase[64];
	const char *next = intern_get(&c->words, c->tokens.at[s->units.at[unit + 1].token].word, &next_len);
	if (len + next_len + 1 > sizeof phrase)
		return 0;
	for (size_t i = 0; i < len; i++)
		phrase[i] = word[i];
	phrase[len] = ' ';
	for (size_t i = 0; i < next_len; i++)
		phrase[len + 1 + i] = next[i];
	return lexicon_phrase(c->lex, phrase, len + 1 + next_len) & (LEX_BIT(CUE_PHRASE) | LEX_BIT(CUE_OBJECT_PHRASE));
}

static bool is_be(const struct scene *s, uint32_t unit)
{
	static const char *const forms[] = {"be", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "am"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (unit_is(s, unit, forms[i]))
			return true;
	return false;
}

/** Take auxiliaries and what stands between them on the left; "used to", "is expected to" too. */
static void group_left(const struct scene *s, struct statement st, struct cue *cue)
{
	uint32_t i = cue->head, first = cue->head;
	while (i > st.from && cue->head - i < MAX_GROUP) {
		uint32_t p = i - 1;
		uint8_t tag = s->units.at[p].tag;
		if (tag == TAG_AUX) {
			first = i = p;
		} else if (tag == TAG_NEG && !unit_is(s, p, "no") && !unit_is(s, p, "neither") &&
			   !unit_is(s, p, "nor")) {
			if (!unit_is(s, p, "never"))
				first = p;
			i = p;
		} else if (tag == TAG_ADV) {
			i = p;
		} else if (tag == TAG_TO && p > st.from && unit_has(s, p - 1, LEX_BIT(CHAIN)) && i <= cue->head) {
			first = i = p - 1;
		} else if (tag == TAG_TO && p > st.from + 1 && unit_is(s, p - 1, "on") &&
			   unit_has(s, p - 2, LEX_BIT(CHAIN))) {
			first = i = p - 2;
		} else {
			break;
		}
	}
	cue->from = first;
}

/** Is the nearest auxiliary a form of "be", so that a past participle is passive? */
static bool nearest_is_be(const struct scene *s, struct statement st, uint32_t head)
{
	for (uint32_t i = head; i > st.from && head - i < 6; i--) {
		if (unit_tag_in(s, i - 1, TAG_BIT(TAG_AUX)))
			return is_be(s, i - 1);
		if (!unit_tag_in(s, i - 1, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_NEG)))
			return false;
	}
	return false;
}

bool cue_read(const struct scene *s, struct statement st, uint32_t head, struct cue *out)
{
	const struct unit *u = &s->units.at[head];
	if (u->region != PQ_NONE || u->n_tokens != 1)
		return false;
	uint64_t phrase = unit_phrase(s, head);
	bool verbal = u->tag == TAG_VERB || u->tag == TAG_BARE || u->tag == TAG_ING;
	bool participle = u->tag == TAG_PART && nearest_is_be(s, st, head);
	if (!verbal && !participle)
		return false;
	if (!(u->classes & SAYING) && !phrase)
		return false;
	*out = (struct cue){.from = head,
			    .head = head,
			    .to = head + 1 + (phrase != 0),
			    .classes = phrase & LEX_BIT(CUE_OBJECT_PHRASE) ? phrase : (u->classes & SAYING) | phrase,
			    .phrase = phrase != 0};
	group_left(s, st, out);
	for (uint32_t i = out->from > st.from ? out->from - 1 : out->from; i <= head; i++)
		if (is_refusal(s->c, s->units.at[i].token))
			return false;
	if (u->tag == TAG_BARE && out->from == head)
		return false;
	struct pq_span word = unit_span(s, head);
	const char *text = s->c->doc->text;
	bool ing = word.end - word.start > 4 && text[word.end - 3] == 'i' && text[word.end - 2] == 'n' &&
		   text[word.end - 1] == 'g';
	out->gerund = ing && out->from == head;
	out->passive = participle || (!ing && u->tag == TAG_VERB && nearest_is_be(s, st, head));
	return true;
}
