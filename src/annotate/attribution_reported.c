/* annotate/attribution_reported.c - reported clauses: "said that ...", "..., X said", "according to X, ...", "urged X to ...",
 * "denied ...", "called it ...".  Beside the tagger, the surer of these rules fill in what it left. */
#include "annotate/attribution.h"

enum { MAX_PARTS = 3 };

struct report {
	struct scene *s;
	struct statement st;
	struct cue cue;
	struct range source;
	struct range content;
	float confidence;
};

static const uint32_t CLAUSE_START = NP_START_TAGS | TAG_BIT(TAG_ING) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_TIME);

static bool is_question_word(const struct scene *s, uint32_t unit)
{
	static const char *const words[] = {"whether", "if", "how", "why", "what", "who", "where", "which", "when"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (unit_is(s, unit, words[i]))
			return true;
	return false;
}

static bool has_finite(const struct scene *s, uint32_t from, uint32_t to)
{
	return range_has(s, (struct range){from, to}, FINITE_TAGS | TAG_BIT(TAG_QUOTE));
}

/** "According to X, ..." and "..., according to X". */
static bool according_to(struct scene *s, struct statement st, uint32_t at)
{
	struct cue cue = {.from = at, .head = at, .to = at + 2};
	struct range source = source_right(s, at + 2, st.to), parts[MAX_PARTS];
	unsigned n = 0;
	if (range_empty(source))
		return false;
	uint32_t before = at;
	while (before > st.from && unit_tag_in(s, before - 1, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_CONJ)))
		before--;
	uint32_t from = before;
	while (from > st.from && !scene_used(s, from - 1) && !unit_tag_in(s, from - 1, TAG_BIT(TAG_SEMI)))
		from--;
	while (from < before && unit_tag_in(s, from, TAG_BIT(TAG_CONJ)))
		from++;
	if (before > from && !(before - from == 1 && unit_tag_in(s, from, TAG_BIT(TAG_ADV))))
		parts[n++] = (struct range){from, before};
	uint32_t to = source.to;
	uint32_t quote = to + unit_tag_in(s, to, TAG_BIT(TAG_COMMA));
	if (unit_tag_in(s, quote, TAG_BIT(TAG_QUOTE)) && !scene_used(s, quote)) {
		parts[0] = (struct range){quote, quote + 1};
		n = 1;
	} else if (unit_tag_in(s, to, TAG_BIT(TAG_COMMA)) && to + 1 < st.to) {
		uint32_t end = clause_end(s, to + 1, st.to);
		bool goes_on = n == 0 || !unit_tag_in(s, to + 1, TAG_BIT(TAG_SUB) | TAG_BIT(TAG_CONJ));
		if (goes_on && end > to + 1)
			parts[n++] = (struct range){to + 1, end};
	}
	if (n == 0)
		return false;
	attribution_add(s, &cue, source, parts, n, false, EVIDENCE_ACCORDING_TO, .82f);
	return true;
}

/** "in the words of X", "in his words", "in MacAllister's phrase", "Her verdict: ..." beside the one quote of the statement. */
static bool noun_cue(struct scene *s, struct statement st, uint32_t at)
{
	struct cue cue = {.from = at, .head = at, .to = at + 1};
	struct range source = {0, 0};
	if (unit_is(s, at + 1, "of") && at > st.from + 1 && unit_is(s, at - 1, "the") && unit_is(s, at - 2, "in")) {
		cue.from = at - 2;
		cue.to = at + 2;
		source = source_right(s, at + 2, st.to);
		/* the source goes on to the comma before the last clause or quote: what follows it is the content */
		while (source.to < st.to && unit_tag_in(s, source.to, TAG_BIT(TAG_COMMA)) &&
		       unit_tag_in(s, source.to + 1, TAG_BIT(TAG_NAME)))
			source.to += 2;
	} else if (at > st.from && unit_tag_in(s, at - 1, TAG_BIT(TAG_POSS)) &&
		   (at < st.from + 2 || unit_tag_in(s, at - 2, TAG_BIT(TAG_PREP)) ||
		    unit_tag_in(s, at + 1, TAG_BIT(TAG_COLON)))) {
		source = (struct range){at - 1, at};
	} else if (at > st.from + 1 && unit_tag_in(s, at - 1, TAG_BIT(TAG_GENITIVE))) {
		source = (struct range){at - 2, at};
	} else {
		return false;
	}
	bool colon = unit_tag_in(s, cue.to, TAG_BIT(TAG_COLON));
	bool in = cue.from != at || (source.from > st.from && unit_is(s, source.from - 1, "in"));
	if ((!in && !colon) || range_empty(source))
		return false;
	uint32_t quote = st.from;
	for (uint32_t i = st.from; i < st.to; i++) {
		if (!unit_tag_in(s, i, TAG_BIT(TAG_QUOTE)) || scene_used(s, i))
			continue;
		bool better = quote == st.from || quote < cue.to || region_is_clause(s->c, s->units.at[i].region);
		if (better)
			quote = i;
	}
	if (!unit_tag_in(s, quote, TAG_BIT(TAG_QUOTE)) || scene_used(s, quote))
		return false;
	struct range part = {quote, quote + 1};
	attribution_add(s, &cue, source, &part, 1, region_is_clause(s->c, s->units.at[quote].region) && colon,
			EVIDENCE_NAME_BEFORE_CUE, .8f);
	return true;
}

/** "..., X said." and "..., X said, ...": the cue stands between commas or ends the statement. */
static bool parenthetical(struct scene *s, struct statement st, uint32_t at)
{
	struct cue cue;
	if (!unit_has(s, at, LEX_BIT(CUE) | LEX_BIT(CUE_MANNER)) && !unit_has(s, at, LEX_BIT(CUE_TELL)) &&
	    !unit_is(s, at, "shows") && !unit_is(s, at, "show"))
		return false;
	if (!cue_read(s, st, at, &cue) || cue.passive || cue.gerund)
		return false;
	struct range source = source_left(s, st.from, cue.from);
	uint32_t first = range_empty(source) ? cue.from : source.from;
	bool inverted = range_empty(source);
	if (first <= st.from + 1 || !unit_tag_in(s, first - 1, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_DASH))) {
		if (!inverted || !unit_tag_in(s, cue.from - 1, TAG_BIT(TAG_COMMA)))
			return false;
	}
	if (inverted ||
	    (source.to < cue.from && unit_tag_in(s, cue.from - 1, TAG_BIT(TAG_COMMA)) && source.to == cue.from)) {
		source = source_right(s, cue.to, st.to);
		if (range_empty(source))
			return false;
	}
	uint32_t end = cue.to > source.to ? cue.to : source.to;
	struct range hearer = unit_has(s, at, LEX_BIT(CUE_TELL)) ? addressee(s, end, st.to) : (struct range){0, 0};
	if (hearer.to > end)
		end = hearer.to;
	end = skip_adverbials(s, end, st.to);
	bool last = end >= st.to || unit_tag_in(s, end, TAG_BIT(TAG_STOP) | TAG_BIT(TAG_SEMI));
	bool middle = !last && unit_tag_in(s, end, TAG_BIT(TAG_COMMA));
	bool aside = !last && !middle && unit_tag_in(s, end, TAG_BIT(TAG_SUB) | TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_ING)) &&
		     !unit_is(s, end, "that") && !is_question_word(s, end);
	if ((!last && !middle && !aside) || cue.phrase || (middle && unit_tag_in(s, end + 1, TAG_BIT(TAG_QUOTE))))
		return false;
	if (hearer.to > cue.to && !unit_tag_in(s, hearer.from, TAG_BIT(TAG_OBJ) | TAG_BIT(TAG_NAME)) &&
	    !unit_has(s, hearer.to - 1, LEX_BIT(AUDIENCE)))
		return false;
	if (middle && unit_tag_in(s, end + 1, TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_ING)) && !last)
		last = unit_tag_in(s, end + 1, TAG_BIT(TAG_ING));
	uint32_t to = (inverted ? cue.from : first) - 1, from = to;
	while (from > st.from && !scene_used(s, from - 1) && !unit_tag_in(s, from - 1, TAG_BIT(TAG_SEMI)))
		from--;
	while (from < to && unit_tag_in(s, from, TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_COMMA)))
		from++;
	if (from >= to)
		return false;
	bool whole = has_finite(s, from, to);
	if (!whole && !middle)
		return false;
	struct range parts[2] = {{from, to}};
	unsigned n = 1;
	if (middle) {
		uint32_t stop = clause_end(s, end + 1, st.to);
		bool goes_on = stop > end + 1 && !unit_tag_in(s, end + 1, TAG_BIT(TAG_ING)) &&
			       !(whole && unit_tag_in(s, end + 1, TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_SUB)));
		if (goes_on)
			parts[n++] = (struct range){end + 1, stop};
		if (!whole && (n == 1 || to - from > 14))
			return false;
		if (!whole && unit_tag_in(s, from, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_ING)) && to - from <= 2)
			parts[0] = parts[--n];
	}
	attribution_add(s, &cue, source, parts, n, false, EVIDENCE_NAME_BEFORE_CUE, .8f);
	return true;
}

/* ---- content behind the cue ---- */

/** "that ...", perhaps behind a hearer, the time and the place: the clause's start, or 0.  A "that" behind an object is a
 *  relative pronoun, unless a comma parts them. */
static uint32_t after_that(const struct report *r, uint32_t from)
{
	const struct scene *s = r->s;
	uint32_t ceiling = r->st.to;
	bool tells = unit_has(s, r->cue.head, LEX_BIT(CUE_TELL));
	uint32_t plain = tells ? addressee(s, from, ceiling).to : from;
	plain = skip_adverbials(s, plain > from ? plain : from, ceiling);
	const uint32_t walls = FINITE_TAGS | TAG_BIT(TAG_SUBJ) | TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_COLON) |
			       TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_SUB) | TAG_BIT(TAG_TO);
	const uint32_t behind_comma =
		TAG_BIT(TAG_PREP) | TAG_BIT(TAG_ADV) | TAG_BIT(TAG_ING) | TAG_BIT(TAG_DET) | TAG_BIT(TAG_NAME);
	for (uint32_t i = from; i < ceiling && i < from + 16; i++) {
		if (unit_is(s, i, "as") && unit_tag_in(s, i + 1, TAG_BIT(TAG_ING)))
			return 0;
		if (unit_is(s, i, "that") && i + 1 < ceiling) {
			bool parted = unit_tag_in(s, i - 1, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_TIME) | TAG_BIT(TAG_ADV));
			bool relative = i > from && unit_tag_in(s, i + 1, FINITE_TAGS);
			return relative || (i > plain && !parted && !(r->cue.classes & LEX_BIT(CUE))) ? 0 : i + 1;
		}
		if (unit_tag_in(s, i, walls))
			return 0;
		if (unit_tag_in(s, i, TAG_BIT(TAG_COMMA)) && !unit_tag_in(s, i + 1, behind_comma) &&
		    !unit_is(s, i + 1, "that"))
			return 0;
	}
	return 0;
}

static bool take(struct report *r, uint32_t from, uint32_t to, float confidence)
{
	if (to <= from)
		return false;
	r->content = (struct range){from, to};
	r->confidence = confidence;
	return true;
}

/** "urged X to go", "vowed to go": from the infinitive, or from the hearer where he is part of what is wanted. */
static bool infinitive(struct report *r, uint32_t from)
{
	const struct scene *s = r->s;
	uint32_t ceiling = r->st.to;
	struct range hearer = addressee(s, from, ceiling);
	bool has_hearer = hearer.to > from;
	uint32_t to = has_hearer ? hearer.to : from;
	if (unit_tag_in(s, to, TAG_BIT(TAG_NEG)))
		to++;
	if (!unit_is(s, to, "to") || !unit_tag_in(s, to, TAG_BIT(TAG_TO)))
		return false;
	uint32_t start = to > from && unit_tag_in(s, to - 1, TAG_BIT(TAG_NEG)) ? to - 1 : to;
	if (start < to && unit_is(s, to + 1, "be") && (unit_is(s, to + 2, "named") || unit_is(s, to + 2, "identified")))
		return false; /* a reason for being anonymous, not a statement */
	bool leave_out = unit_is(s, r->cue.head, "told") || unit_is(s, r->cue.head, "asked") ||
			 unit_has(s, r->cue.head, LEX_BIT(CUE_TELL));
	bool wanted = unit_is(s, r->cue.head, "urged") || unit_is(s, r->cue.head, "encouraged");
	if (has_hearer && (!leave_out || wanted))
		start = from;
	return take(r, start, clause_end(s, to, ceiling), .6f);
}

/** "called Y a Z", "described Y as Z": the quoted words alone where there are any, else Y and Z. */
static bool naming(struct report *r, uint32_t from)
{
	const struct scene *s = r->s;
	uint32_t end = clause_end(s, from, r->st.to);
	for (uint32_t i = from; i < end && i < from + 14; i++)
		if (unit_tag_in(s, i, TAG_BIT(TAG_QUOTE))) {
			bool last = i + 1 >= end || !unit_tag_in(s, i + 1, NP_TAGS);
			return take(r, last ? i : from, last ? i + 1 : end, .65f);
		} else if (unit_tag_in(s, i, FINITE_TAGS | TAG_BIT(TAG_COMMA))) {
			break;
		}
	bool finite = has_finite(s, from, end);
	return !finite && unit_tag_in(s, from, NP_START_TAGS | TAG_BIT(TAG_OBJ)) && end - from >= 2 &&
	       take(r, from, end, .5f);
}

static bool object(struct report *r, uint32_t from)
{
	const struct scene *s = r->s;
	if (!unit_tag_in(s, from, NP_START_TAGS | TAG_BIT(TAG_OBJ) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_ING)))
		return false;
	if (unit_tag_in(s, from, TAG_BIT(TAG_SUBJ)) && !unit_is(s, from, "it"))
		return false;
	uint32_t end = clause_end(s, from, r->st.to);
	for (uint32_t i = from; i < end; i++)
		if (unit_tag_in(s, i, TAG_BIT(TAG_COMMA)) && i > from) {
			end = i;
			break;
		}
	return take(r, from, end, .64f);
}

/** Find what was said behind the verb group.  The order of the tries is the order of how sure they are. */
static bool content_right(struct report *r)
{
	const struct scene *s = r->s;
	uint64_t k = r->cue.classes;
	uint32_t ceiling = r->st.to, from = r->cue.to;
	if (from >= ceiling)
		return false;
	uint32_t that = after_that(r, from);
	if (that)
		return take(r, that, clause_end(s, that, ceiling), .85f);
	bool tells = (k & LEX_BIT(CUE_TELL)) != 0;
	if (k & LEX_BIT(CUE_TO) && infinitive(r, from))
		return true;
	struct range hearer = tells ? addressee(s, from, ceiling) : (struct range){0, 0};
	uint32_t start = hearer.to > from ? hearer.to : from;
	uint32_t later = skip_adverbials(s, start, ceiling);
	if (is_question_word(s, start) && !(k & LEX_BIT(CUE_MANNER) && !(k & (LEX_BIT(CUE) | LEX_BIT(CUE_WEAK)))))
		return take(r, start, clause_end(s, start, ceiling), .75f);
	if (is_question_word(s, later) && later < start + 6)
		return take(r, later, clause_end(s, later, ceiling), .7f);
	if ((k & LEX_BIT(CUE_NAME)) && !(k & LEX_BIT(CUE)) && naming(r, from))
		return true;
	bool clausal = (k & LEX_BIT(CUE)) || (tells && hearer.to > from);
	if (clausal) {
		uint32_t at = unit_tag_in(s, start, CLAUSE_START) ? start : later;
		uint32_t end = clause_end(s, at, ceiling);
		bool fits = at < ceiling && unit_tag_in(s, at, CLAUSE_START);
		if (fits && (has_finite(s, at + 1, end) || (unit_tag_in(s, at, TAG_BIT(TAG_QUOTE)) && at == start)))
			return take(r, at, end, .8f);
		if (start == from && unit_tag_in(s, from, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_SUB)) && !r->cue.gerund &&
		    unit_has(s, r->cue.head, LEX_BIT(CUE))) {
			end = clause_end(s, from, ceiling);
			bool comma = range_has(s, (struct range){from, end}, TAG_BIT(TAG_COMMA));
			if (comma && has_finite(s, from, end))
				return take(r, from, end, .4f);
		}
	}
	if ((k & LEX_BIT(CUE_WEAK)) && unit_tag_in(s, from, TAG_BIT(TAG_SUBJ)) &&
	    unit_tag_in(s, from + 1, FINITE_TAGS | TAG_BIT(TAG_ADV) | TAG_BIT(TAG_QUOTE)))
		return take(r, from, clause_end(s, from, ceiling), .7f);
	if ((k & (LEX_BIT(CUE_OBJECT) | LEX_BIT(CUE_OBJECT_PHRASE))) && object(r, from))
		return true;
	if ((k & LEX_BIT(CUE_NAME)) && naming(r, from))
		return true;
	return false;
}

/** Who the cue's subject is, with what a gerund or a coordinated verb shares. */
static struct range find_source(struct report *r, struct range last_source)
{
	const struct scene *s = r->s;
	const struct cue *cue = &r->cue;
	uint32_t floor = r->st.from;
	if (cue->passive) {
		for (uint32_t i = cue->to; i < r->st.to && i < cue->to + 2; i++)
			if (unit_is(s, i, "by"))
				return source_right(s, i + 1, r->st.to);
		return (struct range){0, 0};
	}
	if (cue->gerund) {
		if (cue->from > floor && unit_tag_in(s, cue->from - 1, TAG_BIT(TAG_COMMA)))
			return range_empty(last_source) ? main_subject(s, r->st, floor) : last_source;
		uint32_t end = cue->from > floor && unit_is(s, cue->from - 1, "as") ? cue->from - 1 : cue->from;
		return source_left(s, floor, end);
	}
	struct range source = source_left(s, floor, cue->from);
	bool joined = cue->from > floor && unit_tag_in(s, cue->from - 1, TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_COMMA));
	if (range_empty(source) && joined)
		return range_empty(last_source) ? subject_of_verb_before(s, floor, cue->from) : last_source;
	return source;
}

static bool accept(struct report *r)
{
	const struct scene *s = r->s;
	if (range_empty(r->source) && !r->cue.passive)
		return false;
	if (r->cue.passive && range_empty(r->source) &&
	    !(r->cue.classes & (LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TELL))))
		return false;
	if (scene_used(s, r->content.from))
		return false;
	return true;
}

static pq_evidence evidence_of(const struct report *r)
{
	const struct scene *s = r->s;
	if (range_empty(r->source))
		return EVIDENCE_NONE;
	if (r->source.to - r->source.from == 1 && unit_tag_in(s, r->source.from, TAG_BIT(TAG_SUBJ) | TAG_BIT(TAG_SUB)))
		return EVIDENCE_PRONOUN;
	return range_has(s, r->source, TAG_BIT(TAG_NAME)) ? EVIDENCE_NAME_BEFORE_CUE : EVIDENCE_DESCRIPTION;
}

/** A relative clause's content ends at the comma behind which the main clause goes on: "Roy, who said it would rain, left". */
static uint32_t relative_end(const struct scene *s, struct range content)
{
	for (uint32_t i = content.from + 1; i + 1 < content.to; i++) {
		if (!unit_tag_in(s, i, TAG_BIT(TAG_COMMA)))
			continue;
		uint32_t k = i + 1;
		while (k < content.to && unit_tag_in(s, k, TAG_BIT(TAG_ADV)))
			k++;
		if (unit_tag_in(s, k, FINITE_TAGS))
			return i;
	}
	return content.to;
}

void attribute_reported(struct scene *s, struct statement st)
{
	for (uint32_t i = st.from; i < st.to; i++) {
		if (scene_used(s, i))
			continue;
		if (unit_is(s, i, "according") && unit_is(s, i + 1, "to"))
			according_to(s, st, i);
		else if (unit_has(s, i, LEX_BIT(CUE_NOUN)) && unit_tag_in(s, i, TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_VERB)))
			noun_cue(s, st, i);
	}
	for (uint32_t i = st.from; i < st.to; i++)
		if (!scene_used(s, i) && unit_tag_in(s, i, TAG_BIT(TAG_VERB)))
			parenthetical(s, st, i);
	struct range last_source = {0, 0};
	for (uint32_t i = st.from; i < st.to && !s->c->failed; i++) {
		struct report r = {.s = s, .st = st};
		if (scene_used(s, i) || !cue_read(s, st, i, &r.cue))
			continue;
		r.source = find_source(&r, last_source);
		if (!content_right(&r) || !accept(&r))
			continue;
		bool relative = !range_empty(r.source) && r.source.to - r.source.from == 1 &&
				unit_tag_in(s, r.source.from, TAG_BIT(TAG_SUB));
		if (relative)
			r.content.to = relative_end(s, r.content);
		attribution_add(s, &r.cue, r.source, &r.content, 1, false, evidence_of(&r), r.confidence);
		last_source = r.source;
	}
}
