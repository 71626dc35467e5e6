/* annotate/attribution_direct.c - the cue and the source around quoted words: "A," X said. / X said: "A." / "A," said X, "B." */
#include "annotate/attribution.h"

#include <string.h>

enum { MAX_REACH = 45, MAX_PARTS = 8 };

/** The last letter of what stands inside the quote at UNIT. */
static char last_inside(const struct scene *s, uint32_t unit)
{
	struct pq_span in = s->c->regions.at[s->units.at[unit].region].inside;
	const char *text = s->c->doc->text;
	while (in.end > in.start && (text[in.end - 1] == ' ' || text[in.end - 1] == '\''))
		in.end--;
	if (in.end >= in.start + 3 &&
	    (memcmp(text + in.end - 3, "\xe2\x80\x99", 3) == 0 || memcmp(text + in.end - 3, "\xe2\x80\x9d", 3) == 0))
		in.end -= 3;
	if (in.end >= in.start + 3 &&
	    (memcmp(text + in.end - 3, "\xe2\x80\xa6", 3) == 0 || memcmp(text + in.end - 3, "\xe2\x80\x94", 3) == 0))
		return '.';
	return in.end > in.start ? text[in.end - 1] : ' ';
}

/** Does the quote at UNIT end like a sentence that a cue may follow: , ? ! - or a comma behind it? */
static bool open_to_right(const struct scene *s, uint32_t unit)
{
	char last = last_inside(s, unit);
	bool starts = unit == 0 || unit_tag_in(s, unit - 1, TAG_BIT(TAG_STOP) | TAG_BIT(TAG_QUOTE));
	if (starts && region_is_clause(s->c, s->units.at[unit].region))
		return true;
	return last == ',' || last == '?' || last == '!' || last == '-' || last == '.' ||
	       unit_tag_in(s, unit + 1, TAG_BIT(TAG_COMMA));
}

/** Bernard "Bunny" Ostrowski: quote marks inside a name. */
static bool is_nickname(const struct scene *s, uint32_t unit)
{
	return unit > 0 && unit_tag_in(s, unit - 1, TAG_BIT(TAG_NAME)) && unit_tag_in(s, unit + 1, TAG_BIT(TAG_NAME)) &&
	       region_words(s->c, s->units.at[unit].region) <= 3;
}

/** A title or term in quote marks: no clause, or part of a source's name, of which the tagger read nothing as said. */
static bool is_other(const struct scene *s, uint32_t unit)
{
	const struct unit *u = &s->units.at[unit];
	bool named = false;
	for (uint32_t t = u->token; s->labels && t < u->token + u->n_tokens; t++) {
		if (s->labels[t].label >= TAG_CONTENT)
			return false;
		named |= s->labels[t].label >= TAG_SOURCE;
	}
	return s->labels && (named || !region_is_clause(s->c, u->region));
}

static uint32_t next_quote(const struct scene *s, uint32_t from, uint32_t ceiling)
{
	while (from < ceiling &&
	       (!unit_tag_in(s, from, TAG_BIT(TAG_QUOTE)) || is_nickname(s, from) || is_other(s, from)))
		from++;
	return from;
}

struct found {
	struct cue cue;
	struct range source;
	pq_evidence evidence;
	uint32_t end; /**< behind cue and source */
};

static pq_evidence kind_of_source(const struct scene *s, struct range source, bool before)
{
	if (range_empty(source))
		return EVIDENCE_NONE;
	if (source.to - source.from == 1 && unit_tag_in(s, source.from, TAG_BIT(TAG_SUBJ) | TAG_BIT(TAG_SUB)))
		return EVIDENCE_PRONOUN;
	if (!range_has(s, source, TAG_BIT(TAG_NAME)))
		return EVIDENCE_DESCRIPTION;
	return before ? EVIDENCE_NAME_BEFORE_CUE : EVIDENCE_NAME_AFTER_CUE;
}

/** "..., jury told" and "..., a court heard": the subject is who heard it. */
static bool hears_only(const struct scene *s, struct statement st, const struct cue *cue, struct range source)
{
	bool tells = unit_is(s, cue->head, "told"), hears = unit_is(s, cue->head, "heard");
	bool last = cue->to >= st.to || unit_tag_in(s, cue->to, TAG_BIT(TAG_STOP) | TAG_BIT(TAG_COMMA));
	return (tells || hears) && last && unit_has(s, source.to - 1, LEX_BIT(AUDIENCE));
}

/** The cue behind the quote at Q: "A," X said / "A," said X. */
static bool cue_behind(const struct scene *s, struct statement st, uint32_t q, uint32_t ceiling, struct found *out)
{
	if (!open_to_right(s, q))
		return false;
	uint32_t from = q + 1;
	if (unit_tag_in(s, from, TAG_BIT(TAG_COMMA)))
		from++;
	uint32_t end = ceiling < from + MAX_REACH ? ceiling : from + MAX_REACH;
	struct statement rest = {from, st.to};
	uint32_t verb = from;
	while (verb < end && unit_tag_in(s, verb, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_AUX) | TAG_BIT(TAG_NEG)))
		verb++;
	if (verb < end && cue_read(s, rest, verb, &out->cue) && !out->cue.gerund) {
		if (skip_adverbials(s, out->cue.to, ceiling) > out->cue.to)
			return false;
		out->source = source_right(s, out->cue.to, ceiling);
		out->evidence = kind_of_source(s, out->source, false);
		out->end = out->source.to > out->cue.to ? out->source.to : out->cue.to;
		return true;
	}
	for (uint32_t k = from; k < end; k++) {
		if (unit_tag_in(s, k, TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_COLON)))
			return false;
		if (!unit_tag_in(s, k, FINITE_TAGS))
			continue;
		struct range source = source_left(s, from, k);
		bool starts = !range_empty(source) && source.from <= from + 1;
		if (unit_tag_in(s, k, TAG_BIT(TAG_AUX))) {
			if (starts && !unit_tag_in(s, k + 1,
						   TAG_BIT(TAG_VERB) | TAG_BIT(TAG_ADV) | TAG_BIT(TAG_NEG) |
							   TAG_BIT(TAG_AUX) | TAG_BIT(TAG_ING)))
				return false;
			continue;
		}
		bool cue = cue_read(s, rest, k, &out->cue) && !out->cue.passive && !out->cue.gerund;
		if (!cue) {
			if (starts)
				return false;
			continue;
		}
		source = source_left(s, from, out->cue.from);
		bool late = source.from > from && !unit_tag_in(s, from, TAG_BIT(TAG_ADV) | TAG_BIT(TAG_DET));
		if (range_empty(source) || source.from > from + 1 || late)
			continue;
		out->source = hears_only(s, st, &out->cue, source) ? (struct range){0, 0} : source;
		out->evidence = kind_of_source(s, out->source, true);
		out->end = out->cue.to;
		return true;
	}
	return false;
}

/** Nothing but hearers, times, places and punctuation between FROM and TO? */
static bool only_adverbials(const struct scene *s, uint32_t from, uint32_t to)
{
	uint32_t i = from;
	while (i < to) {
		uint32_t next = skip_adverbials(s, i, to);
		if (next == i &&
		    unit_tag_in(s, i, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_COLON) | TAG_BIT(TAG_OTHER) | TAG_BIT(TAG_DASH)))
			next = i + 1;
		if (next == i && (unit_is(s, i, "that") || unit_is(s, i, "as")))
			next = i + 1;
		if (next == i) {
			struct range hearer = addressee(s, i, to);
			if (hearer.to > i)
				next = hearer.to;
		}
		if (next == i)
			return false;
		i = next;
	}
	return true;
}

/** The cue before the quote at Q: X said: "A." */
static bool cue_before(const struct scene *s, struct statement st, uint32_t floor, uint32_t q, struct found *out)
{
	bool colon = q > floor && unit_tag_in(s, q - 1, TAG_BIT(TAG_COLON));
	bool comma = q > floor && unit_tag_in(s, q - 1, TAG_BIT(TAG_COMMA));
	for (uint32_t k = q; k-- > floor && q - k < MAX_REACH;) {
		if (unit_tag_in(s, k, TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_QUOTE)))
			break;
		if (!unit_tag_in(s, k, FINITE_TAGS | TAG_BIT(TAG_ING) | TAG_BIT(TAG_BARE)))
			continue;
		if (!cue_read(s, st, k, &out->cue)) {
			if (unit_tag_in(s, k, FINITE_TAGS) && !colon)
				return false;
			continue;
		}
		if (!colon && !only_adverbials(s, out->cue.to, q)) {
			if (unit_tag_in(s, k, FINITE_TAGS))
				return false;
			continue;
		}
		if (!comma && !colon && !region_is_clause(s->c, s->units.at[q].region))
			return false;
		if (out->cue.passive && !colon)
			return false;
		out->source =
			out->cue.gerund && unit_tag_in(s, out->cue.from - (out->cue.from > floor), TAG_BIT(TAG_COMMA))
				? main_subject(s, st, floor)
				: source_left(s, floor, out->cue.from);
		if (range_empty(out->source) && out->cue.from > floor && unit_is(s, out->cue.from - 1, "as"))
			out->source = source_left(s, floor, out->cue.from - 1);
		if (range_empty(out->source))
			out->source = main_subject(s, st, floor);
		if (out->source.to > out->cue.from)
			out->source = (struct range){0, 0};
		out->evidence = kind_of_source(s, out->source, true);
		out->end = q;
		return true;
	}
	return false;
}

/** The colon alone: the subject of the words before it speaks. */
static bool colon_before(const struct scene *s, struct statement st, uint32_t floor, uint32_t q, struct found *out)
{
	if (q < floor + 2 || !unit_tag_in(s, q - 1, TAG_BIT(TAG_COLON)))
		return false;
	out->source = main_subject(s, (struct statement){floor, q}, floor);
	if (range_empty(out->source))
		return false;
	uint32_t verb = out->source.to;
	while (verb < q && !unit_tag_in(s, verb, TAG_BIT(TAG_VERB)))
		verb++;
	if (verb >= q)
		return false;
	out->cue = (struct cue){.from = verb, .head = verb, .to = verb + 1};
	out->evidence = EVIDENCE_COLON;
	out->end = q;
	(void)st;
	return true;
}

/** Take the quotes that go on behind an interruption as further parts: "A," she said, "B." */
static unsigned further_parts(struct scene *s, uint32_t from, uint32_t ceiling, struct range *parts, unsigned n)
{
	uint32_t i = from;
	while (n < MAX_PARTS) {
		uint32_t next = next_quote(s, i, ceiling);
		if (next >= ceiling || scene_used(s, next))
			break;
		if (next > i && !only_adverbials(s, i, next) &&
		    !(next - i == 1 && unit_tag_in(s, i, TAG_BIT(TAG_CONJ))))
			break;
		parts[n++] = (struct range){next, next + 1};
		i = next + 1;
	}
	return n;
}

/** The words of the statement in front of a quote that closes their clause: The plan is "dead," he said. */
static struct range with_words_before(const struct scene *s, uint32_t floor, uint32_t q)
{
	uint32_t from = q;
	while (from > floor && !scene_used(s, from - 1))
		from--;
	while (from < q && unit_tag_in(s, from, TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_COMMA)))
		from++;
	bool clause = from < q && range_has(s, (struct range){from, q}, FINITE_TAGS) &&
		      !unit_tag_in(s, q - 1, TAG_BIT(TAG_COLON) | TAG_BIT(TAG_COMMA));
	return (struct range){clause ? from : q, q + 1};
}

/** "A." - Ana Roy, Leeds: a dash and a name behind the quote, to the end or to the next quote that is signed so.  Where it
 *  ends; Q: no signature. */
static uint32_t signed_behind(struct scene *s, struct statement st, uint32_t floor, uint32_t q)
{
	enum { LONGEST = 14 };
	uint32_t end = next_quote(s, q + 1, st.to);
	struct range source = {q + 2, end}, part = {q, q + 1};
	if (q != floor || !unit_tag_in(s, q + 1, TAG_BIT(TAG_DASH)) || q + 2 >= end || end - q > LONGEST + 2)
		return q;
	if (!unit_tag_in(s, q + 2, TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NOUN)) ||
	    range_has(s, source, FINITE_TAGS | TAG_BIT(TAG_SUBJ)))
		return q;
	struct cue none = {0};
	attribution_add(s, &none, source, &part, 1, true, EVIDENCE_LABEL, .91f);
	return end;
}

/** The plan, he said, "is dead": the words before the cue that the quote goes on from. */
static struct range words_before_cue(const struct scene *s, uint32_t floor, uint32_t q, const struct found *f)
{
	uint32_t first = range_empty(f->source) || f->source.from > f->cue.from ? f->cue.from : f->source.from;
	struct range none = {0, 0}, words = {floor, first};
	bool goes_on = unit_tag_in(s, q - 1, TAG_BIT(TAG_COMMA)) && !s->units.at[q].capital;
	if (!goes_on || first < floor + 2 || !unit_tag_in(s, first - 1, TAG_BIT(TAG_COMMA)) || f->cue.gerund)
		return none;
	words.to--;
	while (words.from < words.to &&
	       (unit_tag_in(s, words.from, TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_COMMA)) || scene_used(s, words.from)))
		words.from++;
	bool adverbial = unit_tag_in(s, words.from,
				     TAG_BIT(TAG_PREP) | TAG_BIT(TAG_ADV) | TAG_BIT(TAG_TIME) | TAG_BIT(TAG_ING)) &&
			 !range_has(s, words, FINITE_TAGS);
	return range_empty(words) || adverbial ? none : words;
}

static uint32_t quote_step(struct scene *s, struct statement st, uint32_t floor, uint32_t q)
{
	struct range parts[MAX_PARTS];
	struct found f;
	uint32_t ceiling = next_quote(s, q + 1, st.to);
	uint32_t signature = signed_behind(s, st, floor, q);
	if (signature > q)
		return signature;
	if (cue_behind(s, st, q, ceiling, &f)) {
		parts[0] = with_words_before(s, floor, q);
		bool direct = parts[0].from == q;
		unsigned n = further_parts(s, f.end, st.to, parts, 1);
		attribution_add(s, &f.cue, f.source, parts, n, direct, f.evidence, .93f);
		return n > 1 ? parts[n - 1].to : f.end;
	}
	bool tail = q + 1 >= st.to ||
		    unit_tag_in(s, q + 1,
				TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_QUOTE) |
					TAG_BIT(TAG_SEMI) | TAG_BIT(TAG_OPEN) | TAG_BIT(TAG_DASH) | TAG_BIT(TAG_SUB) |
					TAG_BIT(TAG_PREP) | TAG_BIT(TAG_ING));
	if (tail && (cue_before(s, st, floor, q, &f) || colon_before(s, st, floor, q, &f))) {
		unsigned n = 0;
		struct range opening = words_before_cue(s, floor, q, &f);
		if (!range_empty(opening))
			parts[n++] = opening;
		parts[n++] = (struct range){q, q + 1};
		n = further_parts(s, q + 1, st.to, parts, n);
		attribution_add(s, &f.cue, f.source, parts, n, true, f.evidence, .87f);
		return parts[n - 1].to;
	}
	return q + 1;
}

void attribute_quoted(struct scene *s, struct statement st)
{
	uint32_t floor = st.from;
	for (uint32_t q = next_quote(s, st.from, st.to); q < st.to && !s->c->failed;) {
		uint32_t end = scene_used(s, q) ? q + 1 : quote_step(s, st, floor, q);
		if (end > q + 1 || scene_used(s, q))
			floor = end;
		q = next_quote(s, end, st.to);
	}
}

void attribute_opening(struct scene *s, struct statement st, struct opening *out)
{
	struct found f;
	if (!unit_tag_in(s, st.to - 1, TAG_BIT(TAG_COLON)) || !cue_before(s, st, st.from, st.to, &f) ||
	    range_empty(f.source) || scene_used(s, f.cue.head))
		return;
	*out = (struct opening){.cue = {unit_span(s, f.cue.from).start, unit_span(s, f.cue.to - 1).end},
				.source = range_span(s, f.source),
				.cue_token = s->units.at[f.cue.head].token,
				.evidence = f.evidence,
				.is_set = true};
}
