/* annotate/source.c - where the noun phrase of a source starts and ends: titles, appositions, relative clauses, ages,
 * possessors and coordination, told from coarse tags.  Every scan is bounded by MAX_SCAN units. */
#include "annotate/attribution.h"

enum { MAX_SCAN = 60, MAX_CHUNKS = 6 };

static const uint32_t NOMINAL = NP_TAGS | TAG_BIT(TAG_GENITIVE) | TAG_BIT(TAG_TIME);

/** Of, for, at ...: prepositions that hold a noun phrase together. */
static bool joins_nouns(const struct scene *s, uint32_t unit)
{
	static const char *const words[] = {"of",   "for", "at",     "from",   "with",    "in",      "on",    "to",
					    "near", "by",  "behind", "inside", "between", "against", "under", "who"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (unit_is(s, unit, words[i]))
			return true;
	return false;
}

static bool is_relative(const struct scene *s, uint32_t unit)
{
	return unit_is(s, unit, "who") || unit_is(s, unit, "which") || unit_is(s, unit, "whose") ||
	       unit_is(s, unit, "that") || unit_is(s, unit, "whom");
}

/** One noun phrase that ends before TO, its parts joined by prepositions and "and"; FLOOR bounds it. */
static uint32_t noun_phrase_left(const struct scene *s, uint32_t floor, uint32_t to)
{
	uint32_t start = to, after_and = to, i = to;
	bool verb_seen = false;
	while (i > floor && to - i < MAX_SCAN) {
		uint32_t p = i - 1;
		uint8_t tag = s->units.at[p].tag;
		bool other_name =
			tag == TAG_NAME && start < to && i == start && s->units.at[p].person && s->units.at[i].person;
		if (other_name)
			break;
		if (TAG_BIT(tag) & NOMINAL) {
			start = i = p;
		} else if (tag == TAG_ADV && start < to && p > floor &&
			   unit_tag_in(s, p - 1, TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_NOUN)) &&
			   (unit_is(s, p, "first") || unit_is(s, p, "then") || unit_is(s, p, "now"))) {
			start = i = p; /* "the former first lady" */
		} else if (tag == TAG_QUOTE && !region_is_clause(s->c, s->units.at[p].region) && start < to) {
			i = p;
		} else if (tag == TAG_DET || tag == TAG_POSS ||
			   (tag == TAG_SUBJ && start < to &&
			    (i == start || unit_tag_in(s, p + 1, TAG_BIT(TAG_PREP))))) {
			start = i = p;
			bool goes_on = p > floor && (unit_tag_in(s, p - 1, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_DET)) ||
						     unit_tag_in(s, p - 1, TAG_BIT(TAG_CONJ)) ||
						     unit_tag_in(s, p - 1, TAG_BIT(TAG_PART)));
			if (!goes_on)
				break;
		} else if (tag == TAG_PREP && unit_tag_in(s, p + 1, TAG_BIT(TAG_TIME))) {
			break;
		} else if (tag == TAG_PREP && start < to && joins_nouns(s, p) && p > floor &&
			   unit_tag_in(s, p - 1,
				       NP_TAGS | TAG_BIT(TAG_CLOSE) | TAG_BIT(TAG_PART) | TAG_BIT(TAG_SUBJ) |
					       TAG_BIT(TAG_VERB)) &&
			   !unit_has(s, p - 1, LEX_BIT(CUE))) {
			if (unit_tag_in(s, p - 1, TAG_BIT(TAG_VERB)))
				break;
			i = p;
		} else if (tag == TAG_PART && start < to && p > floor && unit_tag_in(s, p - 1, NP_TAGS)) {
			i = p;
		} else if (tag == TAG_CONJ && unit_is(s, p, "and") && start < to && p > floor &&
			   unit_tag_in(s, p - 1, NP_TAGS)) {
			if (after_and == to)
				after_and = start;
			i = p;
		} else if (tag == TAG_CLOSE) {
			while (p > floor && !unit_tag_in(s, p, TAG_BIT(TAG_OPEN)) && to - p < MAX_SCAN)
				p--;
			i = p;
		} else {
			verb_seen = (TAG_BIT(tag) & (FINITE_TAGS | TAG_BIT(TAG_ING) | TAG_BIT(TAG_BARE))) != 0;
			break;
		}
	}
	return verb_seen && after_and < to ? after_and : start;
}

/** A relative clause without a comma on the left of START: "a doctor who examined the couple"; its noun phrase's start. */
static uint32_t over_relative(const struct scene *s, uint32_t floor, uint32_t start)
{
	const uint32_t walls = TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_COLON) | TAG_BIT(TAG_DASH) |
			       TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_CONJ);
	if (start == floor || !unit_tag_in(s, start - 1, FINITE_TAGS | TAG_BIT(TAG_PREP) | TAG_BIT(TAG_NOUN)))
		return start;
	for (uint32_t i = start; i > floor + 1 && start - i < 24; i--) {
		if (unit_tag_in(s, i - 1, walls))
			return start;
		if (!is_relative(s, i - 1))
			continue;
		bool noun = unit_tag_in(s, i - 2, NP_TAGS) || unit_tag_in(s, i - 2, TAG_BIT(TAG_SUBJ));
		bool said = unit_has(s, i - 2, LEX_BIT(CUE) | LEX_BIT(CUE_WEAK));
		return noun && !said ? noun_phrase_left(s, floor, i - 1) : start;
	}
	return start;
}

/** May the words between two commas stand between a subject and its verb? */
static bool is_interruption(const struct scene *s, struct range r)
{
	if (range_empty(r) || r.to - r.from > 30)
		return false;
	if (is_relative(s, r.from) || unit_is(s, r.from, "where") || unit_is(s, r.from, "when") ||
	    unit_is(s, r.from, "whom"))
		return true;
	if (unit_tag_in(s, r.from, TAG_BIT(TAG_CONJ)) && !unit_is(s, r.from, "and"))
		return false;
	return !range_has(s, r, FINITE_TAGS) || unit_tag_in(s, r.from, TAG_BIT(TAG_PART)) ||
	       (unit_tag_in(s, r.from, NP_START_TAGS) && range_has(s, (struct range){r.from, r.to}, TAG_BIT(TAG_SUB)));
}

/** Could a subject start at UNIT, the first of a stretch between commas? */
static bool starts_subject(const struct scene *s, uint32_t unit)
{
	return unit_tag_in(s, unit, NP_START_TAGS);
}

static uint32_t skip_openers(const struct scene *s, uint32_t i, uint32_t to)
{
	while (i < to &&
	       unit_tag_in(s, i, TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_ADV) | TAG_BIT(TAG_DASH) | TAG_BIT(TAG_TIME)))
		i++;
	return i;
}

/** The subject ends in a comma right before TO: step back over appositions and relative clauses to its head. */
static struct range subject_with_interruptions(const struct scene *s, uint32_t floor, uint32_t to)
{
	uint32_t end = to - 1; /* the comma before the verb */
	struct range best = {0, 0};
	const uint32_t walls = TAG_BIT(TAG_COLON) | TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_DASH) | TAG_BIT(TAG_STOP);
	for (unsigned n = 0; n < MAX_CHUNKS; n++) {
		uint32_t from = end;
		while (from > floor && !unit_tag_in(s, from - 1, TAG_BIT(TAG_COMMA) | walls) && to - from < MAX_SCAN)
			from--;
		struct range chunk = {from, end};
		uint32_t head = skip_openers(s, from, end);
		bool interrupts = is_interruption(s, chunk);
		if (head < end && starts_subject(s, head) &&
		    (end - head > 1 || !unit_has(s, head, LEX_BIT(PRONOUN_OTHER)))) {
			bool whole = !range_has(s, chunk, FINITE_TAGS) && noun_phrase_left(s, head, end) == head;
			uint32_t start = whole ? head : noun_phrase_left(s, head, end);
			if (!interrupts && start < end)
				return (struct range){start, to};
			bool age = unit_tag_in(s, head, TAG_BIT(TAG_NUMBER)) && end - head == 1;
			if (start < end && !age)
				best = (struct range){start, to};
		}
		if (!interrupts || from == floor || unit_tag_in(s, from - 1, walls))
			break;
		end = from - 1;
		if (end <= floor)
			break;
	}
	return best;
}

/** A pronoun, "one", "who": a subject by itself. */
static bool is_pronoun_subject(const struct scene *s, uint32_t unit)
{
	return unit_tag_in(s, unit, TAG_BIT(TAG_SUBJ)) || unit_is(s, unit, "who") || unit_is(s, unit, "which");
}

/** Step back over adverbs and times before a verb: "Roy now", "the court this month", "who in 2010". */
static uint32_t skip_times_left(const struct scene *s, uint32_t floor, uint32_t to)
{
	for (uint32_t before = to + 1; to > floor && before != to;) {
		before = to;
		bool time = unit_tag_in(s, to - 1, TAG_BIT(TAG_TIME)) || unit_has(s, to - 1, LEX_BIT(TIME_WORD));
		bool dated = time || unit_tag_in(s, to - 1, TAG_BIT(TAG_NUMBER));
		bool opener = to > floor + 1 && (unit_tag_in(s, to - 2, TAG_BIT(TAG_PREP)) ||
						 (time && unit_tag_in(s, to - 2, TAG_BIT(TAG_DET))) ||
						 (time && (unit_is(s, to - 2, "last") || unit_is(s, to - 2, "next"))));
		if (unit_tag_in(s, to - 1, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_NEG)))
			to--;
		else if (dated && opener && to > floor + 2)
			to -= 2;
		else if (unit_tag_in(s, to - 1, TAG_BIT(TAG_TIME)) && to > floor + 1)
			to--;
	}
	return to;
}

struct range source_left(const struct scene *s, uint32_t floor, uint32_t verb)
{
	uint32_t to = skip_times_left(s, floor, verb);
	/* an adverb or a time between commas: "Smith, however, said" */
	if (to > floor + 2 && unit_tag_in(s, to - 1, TAG_BIT(TAG_COMMA))) {
		uint32_t i = to - 1;
		while (i > floor && unit_tag_in(s, i - 1, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_TIME)))
			i--;
		if (i < to - 1 && i > floor && unit_tag_in(s, i - 1, TAG_BIT(TAG_COMMA)))
			to = i - 1;
	}
	if (to <= floor)
		return (struct range){0, 0};
	if (is_pronoun_subject(s, to - 1)) {
		uint32_t start = to - 1;
		if (unit_tag_in(s, start, TAG_BIT(TAG_SUBJ)) && start > floor &&
		    unit_tag_in(s, start - 1, TAG_BIT(TAG_DET)))
			start--;
		return (struct range){start, to};
	}
	if (unit_tag_in(s, to - 1, TAG_BIT(TAG_COMMA)))
		return to - 1 > floor ? subject_with_interruptions(s, floor, to) : (struct range){0, 0};
	while (to > floor && unit_tag_in(s, to - 1, TAG_BIT(TAG_TIME)))
		to--;
	uint32_t start = noun_phrase_left(s, floor, to);
	if (start < to)
		start = over_relative(s, floor, start);
	while (start < to && (unit_tag_in(s, start, TAG_BIT(TAG_TIME)) || unit_tag_in(s, start, TAG_BIT(TAG_GENITIVE))))
		start++;
	if (start >= to)
		return (struct range){0, 0};
	/* "A, a maker of pumps, and B said" */
	if (start > floor + 3 && unit_is(s, start - 1, "and") && unit_tag_in(s, start - 2, TAG_BIT(TAG_COMMA))) {
		struct range front = subject_with_interruptions(s, floor, start - 1);
		bool opens =
			!range_empty(front) && (front.from <= floor + 1 ||
						unit_tag_in(s, front.from - 1, TAG_BIT(TAG_DASH) | TAG_BIT(TAG_COLON)));
		if (opens && unit_tag_in(s, front.from, TAG_BIT(TAG_NAME)) &&
		    !range_has(s, (struct range){front.from, start}, FINITE_TAGS | TAG_BIT(TAG_QUOTE)))
			return (struct range){front.from, to};
	}
	/* "the newspaper El Farol, Ana Roy said": an apposition in front belongs to the name behind it */
	if (start > floor + 1 && unit_tag_in(s, start - 1, TAG_BIT(TAG_COMMA)) &&
	    unit_tag_in(s, start, TAG_BIT(TAG_NAME)) && to - start <= 2) {
		uint32_t front = noun_phrase_left(s, floor, start - 1);
		bool role = false;
		for (uint32_t i = front; i + 1 < start; i++)
			role |= unit_has(s, i, LEX_BIT(ROLE) | LEX_BIT(KIN)) || unit_is(s, i, "editor");
		bool opens = front == floor || unit_tag_in(s, front - 1,
							   TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_SUB) |
								   TAG_BIT(TAG_QUOTE));
		if (front < start - 1 && role && opens &&
		    unit_tag_in(s, front, TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NOUN)))
			start = front;
	}
	return (struct range){start, to};
}

/* ---- to the right ---- */

/** Does a place or time of saying start at UNIT: "in a statement", "on Tuesday", "at the White House"? */
static bool starts_adverbial(const struct scene *s, uint32_t unit, uint32_t ceiling)
{
	if (!unit_tag_in(s, unit, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_SUB)))
		return false;
	for (uint32_t i = unit + 1; i < ceiling && i < unit + 6; i++) {
		if (unit_tag_in(s, i, TAG_BIT(TAG_TIME)) || unit_has(s, i, LEX_BIT(CHANNEL) | LEX_BIT(TIME_WORD)))
			return true;
		if (!unit_tag_in(s, i,
				 TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | NP_TAGS | TAG_BIT(TAG_ADV) | TAG_BIT(TAG_TIME)))
			return false;
	}
	return false;
}

/** One noun phrase from FROM on, with the prepositions that belong to it. */
static uint32_t noun_phrase_right(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	uint32_t i = from;
	bool name_head = false;
	while (i < ceiling && i - from < MAX_SCAN) {
		uint8_t tag = s->units.at[i].tag;
		if (tag == TAG_NAME)
			name_head = true;
		if (tag == TAG_GENITIVE)
			name_head = false;
		if ((TAG_BIT(tag) & (NP_TAGS | TAG_BIT(TAG_GENITIVE))) || tag == TAG_DET || tag == TAG_POSS) {
			bool new_phrase = i > from && (tag == TAG_DET || tag == TAG_POSS) &&
					  !unit_tag_in(s, i - 1,
						       TAG_BIT(TAG_PREP) | TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_DET) |
							       TAG_BIT(TAG_PART));
			if (new_phrase)
				break;
			i++;
		} else if (tag == TAG_QUOTE && i > from && i + 1 < ceiling &&
			   unit_tag_in(s, i + 1, TAG_BIT(TAG_NAME))) {
			i++;
		} else if (tag == TAG_PREP && i > from && !starts_adverbial(s, i, ceiling)) {
			bool tight = unit_is(s, i, "of") || unit_is(s, i, "for") || unit_is(s, i, "from") ||
				     unit_is(s, i, "with") || unit_is(s, i, "at");
			if (name_head && !tight)
				break;
			i++;
		} else if (tag == TAG_CONJ && unit_is(s, i, "and") &&
			   unit_tag_in(s, i + 1,
				       TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_DET))) {
			bool clause = false;
			for (uint32_t k = i + 1; k < ceiling && k < i + 8 && !unit_tag_in(s, k, TAG_BIT(TAG_COMMA));
			     k++)
				clause |= unit_tag_in(s, k, FINITE_TAGS);
			if (clause)
				break;
			i++;
		} else if (tag == TAG_OPEN) {
			while (i < ceiling && !unit_tag_in(s, i, TAG_BIT(TAG_CLOSE)) && i - from < MAX_SCAN)
				i++;
			if (i < ceiling)
				i++;
		} else if (tag == TAG_PART ||
			   (tag == TAG_VERB && i == from && unit_tag_in(s, i + 1, TAG_BIT(TAG_NOUN))) ||
			   (tag == TAG_VERB && i > from && unit_tag_in(s, i - 1, TAG_BIT(TAG_NOUN)) &&
			    unit_tag_in(s, i + 1, TAG_BIT(TAG_PREP)))) {
			i++;
		} else {
			break;
		}
	}
	while (i > from && unit_tag_in(s, i - 1, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_DET)))
		i--;
	return i;
}

/** Does an apposition or relative clause go on from the comma at I? */
static bool apposition_follows(const struct scene *s, uint32_t i, uint32_t ceiling)
{
	uint32_t n = i + 1;
	if (n >= ceiling)
		return false;
	bool age = unit_tag_in(s, n, TAG_BIT(TAG_NUMBER)) &&
		   (n + 1 >= ceiling ||
		    unit_tag_in(s, n + 1, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_QUOTE)));
	if (is_relative(s, n) || age)
		return true;
	if (unit_is(s, n, "of") || unit_is(s, n, "for") || unit_is(s, n, "from"))
		return !starts_adverbial(s, n, ceiling);
	if (!unit_tag_in(s, n,
			 TAG_BIT(TAG_DET) | TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_POSS) |
				 TAG_BIT(TAG_ADV) | TAG_BIT(TAG_NUMBER)))
		return false;
	if (unit_tag_in(s, n, TAG_BIT(TAG_ADV)) && !unit_is(s, n, "then") && !unit_is(s, n, "now"))
		return false;
	for (uint32_t k = n; k < ceiling && k < n + 25; k++) {
		if (unit_tag_in(s, k,
				TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_QUOTE)) ||
		    is_relative(s, k))
			return true;
		if (unit_tag_in(s, k, FINITE_TAGS))
			return false;
	}
	return true;
}

struct range source_right(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	if (from < ceiling && is_pronoun_subject(s, from) && !unit_is(s, from + 1, "of"))
		return (struct range){from, from + 1};
	uint32_t i = unit_tag_in(s, from, TAG_BIT(TAG_SUBJ)) ? noun_phrase_right(s, from + 2, ceiling)
							     : noun_phrase_right(s, from, ceiling);
	if (i == from)
		return (struct range){0, 0};
	if (i < ceiling && is_relative(s, i)) {
		while (i < ceiling &&
		       !unit_tag_in(s, i,
				    TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_SEMI)) &&
		       i - from < MAX_SCAN)
			i++;
	}
	for (unsigned n = 0; n < MAX_CHUNKS && i < ceiling && unit_tag_in(s, i, TAG_BIT(TAG_COMMA)); n++) {
		if (!apposition_follows(s, i, ceiling))
			break;
		uint32_t k = i + 1;
		const uint32_t walls = TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_SEMI) |
				       TAG_BIT(TAG_COLON) | TAG_BIT(TAG_DASH);
		while (k < ceiling && !unit_tag_in(s, k, walls) && !starts_adverbial(s, k, ceiling) &&
		       k - from < MAX_SCAN)
			k++;
		i = k;
	}
	return (struct range){from, i};
}

struct range source_past_opener(const struct scene *s, struct range source)
{
	const uint32_t objects =
		TAG_BIT(TAG_DET) | TAG_BIT(TAG_POSS) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_PREP) | TAG_BIT(TAG_OBJ);
	if (range_empty(source) || !s->units.at[source.from].starts || !unit_tag_in(s, source.from, TAG_BIT(TAG_ING)) ||
	    !unit_tag_in(s, source.from + 1, objects))
		return source;
	uint32_t to = source.to;
	while (to > source.from && unit_tag_in(s, to - 1, TAG_BIT(TAG_COMMA)))
		to--;
	struct range last = {source.from, source.to};
	for (uint32_t from = to; from > source.from + 1; from--) {
		if (!unit_tag_in(s, from - 1, TAG_BIT(TAG_COMMA)))
			continue;
		bool first = last.from == source.from;
		bool named = range_has(s, (struct range){from, to}, TAG_BIT(TAG_NAME));
		if (first || named)
			last.from = from;
		if (named)
			break;
	}
	return last;
}

struct range addressee(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	if (from >= ceiling)
		return (struct range){0, 0};
	if (unit_tag_in(s, from, TAG_BIT(TAG_OBJ)) || unit_is(s, from, "her") || unit_is(s, from, "you") ||
	    unit_is(s, from, "it"))
		if (!(unit_is(s, from, "her") && unit_tag_in(s, from + 1, TAG_BIT(TAG_NOUN))))
			return (struct range){from, from + 1};
	uint32_t i = from;
	while (i < ceiling && i - from < 12) {
		uint8_t tag = s->units.at[i].tag;
		bool start = i == from;
		if (tag == TAG_NAME) {
			if (!start && unit_tag_in(s, i - 1, TAG_BIT(TAG_NAME)))
				break;
			if (!start && unit_tag_in(s, i - 1, TAG_BIT(TAG_NOUN)) && unit_has(s, i - 1, LEX_BIT(AUDIENCE)))
				break;
			i++;
		} else if (tag == TAG_NOUN || tag == TAG_GENITIVE) {
			if (!start && tag == TAG_NOUN && unit_tag_in(s, i - 1, TAG_BIT(TAG_NAME)) &&
			    !unit_has(s, i, LEX_BIT(AUDIENCE) | LEX_BIT(OUTLET) | LEX_BIT(ROLE)))
				break;
			i++;
		} else if ((tag == TAG_DET || tag == TAG_POSS || tag == TAG_NUMBER) &&
			   (start || unit_tag_in(s, i - 1, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_DET)))) {
			i++;
		} else if (tag == TAG_PREP && !start && unit_is(s, i, "of")) {
			i++;
		} else {
			break;
		}
	}
	return (struct range){from, i};
}
