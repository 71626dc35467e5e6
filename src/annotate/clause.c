/* annotate/clause.c - where reported clauses start and end, told from coarse tags.  Every scan stays in one statement. */
#include "annotate/attribution.h"

static const uint64_t SAYING = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TO) | LEX_BIT(CUE_OBJECT) |
			       LEX_BIT(CUE_NAME) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_MANNER);

bool is_cue_verb(const struct scene *s, uint32_t unit)
{
	return unit_tag_in(s, unit, TAG_BIT(TAG_VERB) | TAG_BIT(TAG_ING)) &&
	       (unit_has(s, unit, SAYING) || unit_phrase(s, unit));
}

/** The end of a prepositional phrase of time, place or channel that starts at FROM, or FROM. */
static uint32_t skip_phrase(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	uint32_t i = from + 1;
	bool noun = false;
	while (i < ceiling && i - from < 12) {
		uint8_t tag = s->units.at[i].tag;
		bool nominal = (TAG_BIT(tag) & (NP_TAGS | TAG_BIT(TAG_GENITIVE) | TAG_BIT(TAG_TIME))) != 0;
		if (nominal) {
			if (noun && tag == TAG_NAME &&
			    !unit_tag_in(s, i - 1,
					 NP_TAGS | TAG_BIT(TAG_GENITIVE) | TAG_BIT(TAG_PREP) | TAG_BIT(TAG_DET)))
				break;
			noun = true;
		} else if ((tag == TAG_DET || tag == TAG_POSS) && noun && !unit_tag_in(s, i - 1, TAG_BIT(TAG_PREP))) {
			break;
		} else if (tag != TAG_DET && tag != TAG_POSS && tag != TAG_PREP && !(tag == TAG_ADV && !noun)) {
			break;
		}
		i++;
	}
	while (i > from + 1 && unit_tag_in(s, i - 1, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_DET)))
		i--;
	return noun ? i : from;
}

uint32_t skip_adverbials(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	uint32_t i = from;
	while (i < ceiling && i - from < 40) {
		uint32_t next = i;
		if (unit_tag_in(s, i, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_TIME)))
			next = i + 1;
		else if (unit_tag_in(s, i, TAG_BIT(TAG_PREP)))
			next = skip_phrase(s, i, ceiling);
		else if (unit_tag_in(s, i, TAG_BIT(TAG_SUB)) &&
			 (unit_is(s, i, "after") || unit_is(s, i, "before") || unit_is(s, i, "since")))
			next = skip_phrase(s, i, ceiling);
		else if (unit_tag_in(s, i, TAG_BIT(TAG_NOUN)) && unit_has(s, i, LEX_BIT(TIME_WORD)))
			next = i + 1;
		else if (unit_has(s, i, LEX_BIT(DETERMINER)) && unit_has(s, i + 1, LEX_BIT(TIME_WORD)))
			next = i + 2;
		else if (unit_is(s, i, "last") || unit_is(s, i, "next"))
			next = unit_has(s, i + 1, LEX_BIT(TIME_WORD) | LEX_BIT(MONTH) | LEX_BIT(WEEKDAY)) ? i + 2 : i;
		if (next == i)
			break;
		i = next;
	}
	return i < ceiling ? i : ceiling;
}

/** Does a new statement with a cue of its own start at FROM (behind a comma or "and")? */
static bool cue_clause_at(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	uint32_t i = from;
	while (i < ceiling && unit_tag_in(s, i, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_AUX) | TAG_BIT(TAG_NEG)))
		i++;
	if (is_cue_verb(s, i))
		return !unit_tag_in(s, i, TAG_BIT(TAG_ING)) || i == from;
	if (unit_tag_in(s, i, TAG_BIT(TAG_DET) | TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_POSS)))
		while (i + 1 < ceiling && i < from + 8 &&
		       !unit_tag_in(s, i + 1, FINITE_TAGS | TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_SUB)))
			i++;
	else if (!unit_tag_in(s, i, TAG_BIT(TAG_SUBJ) | TAG_BIT(TAG_NAME)))
		return false;
	for (i++; i < ceiling && unit_tag_in(s, i, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_AUX) | TAG_BIT(TAG_NEG)); i++) {
	}
	return is_cue_verb(s, i) && unit_has(s, i, LEX_BIT(CUE));
}

static bool contrast_at(const struct scene *s, uint32_t unit)
{
	return unit_is(s, unit, "but") || unit_is(s, unit, "while") || unit_is(s, unit, "although") ||
	       unit_is(s, unit, "though") || unit_is(s, unit, "whereas");
}

uint32_t clause_end(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	bool finite = false;
	for (uint32_t i = from; i < ceiling; i++) {
		uint8_t tag = s->units.at[i].tag;
		finite |= (TAG_BIT(tag) & FINITE_TAGS) != 0;
		if (tag == TAG_SEMI || tag == TAG_STOP)
			return i;
		if (scene_used(s, i))
			return i;
		if (tag == TAG_ING && unit_is(s, i, "according") && unit_is(s, i + 1, "to"))
			return i > from && unit_tag_in(s, i - 1, TAG_BIT(TAG_COMMA)) ? i - 1 : i;
		if (tag == TAG_COMMA) {
			bool ing = unit_tag_in(s, i + 1, TAG_BIT(TAG_ING)) && is_cue_verb(s, i + 1);
			bool coordinated = unit_tag_in(s, i + 1, TAG_BIT(TAG_CONJ)) && cue_clause_at(s, i + 2, ceiling);
			bool contrast = finite && contrast_at(s, i + 1) && unit_tag_in(s, i + 2, NP_START_TAGS);
			if (ing || coordinated || contrast)
				return i;
		}
		if (tag == TAG_CONJ && (finite || unit_is(s, i, "but")) && cue_clause_at(s, i + 1, ceiling))
			return i;
		if (tag == TAG_DASH && i > from && finite && ceiling - i < 4)
			return i;
	}
	return ceiling;
}

struct range main_subject(const struct scene *s, struct statement st, uint32_t floor)
{
	bool relative = false;
	/* "While A does, B said": the main clause starts behind the comma */
	if (unit_tag_in(s, floor, TAG_BIT(TAG_SUB)) && !unit_is(s, floor, "what"))
		for (uint32_t i = floor; i < st.to && i < floor + 40; i++)
			if (unit_tag_in(s, i, TAG_BIT(TAG_COMMA))) {
				floor = i + 1;
				break;
			}
	for (uint32_t i = floor; i < st.to && i < floor + 60; i++) {
		if (unit_is(s, i, "who") || unit_is(s, i, "which") || unit_is(s, i, "that") || unit_is(s, i, "whose"))
			relative = true;
		if (unit_tag_in(s, i, TAG_BIT(TAG_COMMA)))
			relative = false;
		if (!unit_tag_in(s, i, FINITE_TAGS) || relative)
			continue;
		struct range r = source_left(s, floor, i);
		if (!range_empty(r))
			return r;
	}
	return (struct range){0, 0};
}

struct range subject_of_verb_before(const struct scene *s, uint32_t floor, uint32_t unit)
{
	for (uint32_t i = unit; i-- > floor && unit - i < 60;) {
		if (unit_tag_in(s, i, TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_STOP)))
			break;
		if (!unit_tag_in(s, i, FINITE_TAGS))
			continue;
		struct range r = source_left(s, floor, i);
		if (!range_empty(r))
			return r;
	}
	return (struct range){0, 0};
}
