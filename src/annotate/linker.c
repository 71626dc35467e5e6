/* annotate/linker.c - the tagger's labels to attributions: each cue takes the contents and the source that point at it, spans snapped to
 * the units of the block, so that a quoted region is taken whole or not at all. */
#include "annotate/attribution.h"

enum { MAX_LINKS = 8 };

enum what { WHAT_CUE, WHAT_SOURCE, WHAT_CONTENT };

/** A cue with what points at it; indices of pieces. */
struct link {
	uint32_t cue, source, contents[MAX_LINKS];
	unsigned n_contents;
};

static enum what what_of(unsigned label)
{
	return label < TAG_SOURCE ? WHAT_CUE : label < TAG_CONTENT ? WHAT_SOURCE : WHAT_CONTENT;
}

static bool read_pieces(struct scene *s, struct linker *k)
{
	const struct tagger_label *labels = s->labels;
	uint32_t from = s->c->blocks.at[s->block].tokens, end = from + s->c->blocks.at[s->block].n_tokens;
	for (uint32_t t = from; t < end;) {
		unsigned label = labels[t].label;
		uint32_t to = t + 1;
		if (label == TAG_NONE) {
			t = to;
			continue;
		}
		while (to < end && labels[to].label == label + 1)
			to++;
		enum what what = what_of(label);
		unsigned base = what == WHAT_CUE ? TAG_CUE : what == WHAT_SOURCE ? TAG_SOURCE : TAG_CONTENT;
		struct piece p = {.from = t,
				  .to = to,
				  .margin = labels[t].margin,
				  .cue = PQ_NONE,
				  .first = PQ_NONE,
				  .next = PQ_NONE,
				  .what = (uint8_t)what,
				  .where = (uint8_t)(label - base)};
		if (labels[to - 1].margin < p.margin)
			p.margin = labels[to - 1].margin;
		if (to < end && labels[to].margin < p.margin)
			p.margin = labels[to].margin;
		if (!vec_push(&k->pieces, p))
			return false;
		t = to;
	}
	return true;
}

/** The unit that holds TOKEN.  O(log n). */
static uint32_t unit_at(const struct scene *s, uint32_t token)
{
	uint32_t lo = 0, hi = s->units.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (s->units.at[mid].token + s->units.at[mid].n_tokens > token)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

static bool is_quoted(const struct scene *s, const struct piece *p)
{
	return p->what == WHAT_CONTENT && unit_tag_in(s, unit_at(s, p->from), TAG_BIT(TAG_QUOTE));
}

static bool one_sentence(const struct scene *s, const struct piece *a, const struct piece *b)
{
	return s->c->tokens.at[a->from].sentence == s->c->tokens.at[b->from].sentence;
}

/** Point the pieces behind their cues at the nearest.  Quoted sentences go on from a quote before them, over a cue of other words in
 *  its sentence: "A," she said, referring to B. "C." */
static void point_back(const struct scene *s, struct linker *k)
{
	uint32_t near = PQ_NONE, quoting = PQ_NONE; /* the last cue, and the last in its sentence with a quote */
	bool waits = false;                         /* a quote, for the next cue */
	for (uint32_t i = 0; i < k->pieces.len; i++) {
		struct piece *p = &k->pieces.at[i];
		bool here = near != PQ_NONE && one_sentence(s, p, &k->pieces.at[near]), quoted = is_quoted(s, p);
		if (p->what == WHAT_CUE) {
			quoting = waits ? i : here ? quoting : PQ_NONE;
			near = i;
			waits = false;
		} else if (p->where == TAG_CUE_BEHIND) {
			waits |= quoted;
		} else if (p->where == TAG_CUE_BEFORE) {
			p->cue = quoted && !here && quoting != PQ_NONE ? quoting : near;
			quoting = quoted && here ? near : quoting;
		}
	}
}

/** Point the pieces before their cues at the nearest, and chain those of each cue in their order. */
static void point_on(struct linker *k)
{
	uint32_t near = PQ_NONE;
	for (uint32_t i = k->pieces.len; i-- > 0;) {
		struct piece *p = &k->pieces.at[i];
		if (p->what == WHAT_CUE)
			near = i;
		else if (p->where == TAG_CUE_BEHIND)
			p->cue = near;
		if (p->cue == PQ_NONE)
			continue;
		p->next = k->pieces.at[p->cue].first;
		k->pieces.at[p->cue].first = i;
	}
}

static uint32_t distance(const struct linker *k, uint32_t a, uint32_t b)
{
	return a == PQ_NONE ? UINT32_MAX
	       : a < b      ? k->pieces.at[b].from - k->pieces.at[a].to
			    : k->pieces.at[a].from - k->pieces.at[b].to;
}

static struct link link_cue(const struct linker *k, uint32_t cue)
{
	struct link l = {.cue = cue, .source = PQ_NONE};
	for (uint32_t i = k->pieces.at[cue].first; i != PQ_NONE; i = k->pieces.at[i].next) {
		if (k->pieces.at[i].what == WHAT_SOURCE) {
			if (distance(k, i, cue) < distance(k, l.source, cue))
				l.source = i;
		} else if (l.n_contents < MAX_LINKS) {
			l.contents[l.n_contents++] = i;
		}
	}
	return l;
}

/** A cue without a source of its own shares that of the cue before it in its sentence ("said X and added Y", "said Roy, adding Y"). */
static uint32_t shared_source(const struct scene *s, const struct linker *k, uint32_t cue)
{
	bool gerund = unit_tag_in(s, unit_at(s, k->pieces.at[cue].from), TAG_BIT(TAG_ING));
	for (uint32_t i = cue; i-- > 0 && one_sentence(s, &k->pieces.at[i], &k->pieces.at[cue]);) {
		const struct piece *p = &k->pieces.at[i];
		if (p->what != WHAT_SOURCE || !(p->where == TAG_CUE_BEHIND || (gerund && p->where == TAG_CUE_BEFORE)))
			continue;
		/* "a woman, who slept, said": the comma before the verb ends the relative clause */
		uint32_t verb = k->pieces.at[cue].from;
		bool relative = token_is(s->c, p->from, "who") || token_is(s->c, p->from, "which");
		return relative && verb > 0 && token_is(s->c, verb - 1, ",") && !gerund ? PQ_NONE : i;
	}
	return PQ_NONE;
}

/** The units of a piece; a region at its ends belongs to it if half of the region does, or if the piece lies wholly inside. */
static struct range units_of(const struct scene *s, const struct piece *p)
{
	struct range r = {unit_at(s, p->from), unit_at(s, p->to - 1) + 1};
	if (r.from >= s->units.len || r.to > s->units.len)
		return (struct range){0, 0};
	const struct unit *first = &s->units.at[r.from], *last = &s->units.at[r.to - 1];
	if (r.to - r.from == 1)
		return r;
	if (first->region != PQ_NONE && 2 * (first->token + first->n_tokens - p->from) < first->n_tokens)
		r.from++;
	if (last->region != PQ_NONE && 2 * (p->to - last->token) < last->n_tokens)
		r.to--;
	return r;
}

static bool is_taken(const struct scene *s, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (scene_used(s, i))
			return true;
	return false;
}

static struct cue cue_units(const struct scene *s, const struct piece *p)
{
	struct range r = units_of(s, p);
	struct cue cue = {.from = r.from, .to = r.to, .head = r.from};
	for (uint32_t i = r.from; i < r.to; i++)
		if (unit_tag_in(s, i, TAG_BIT(TAG_VERB) | TAG_BIT(TAG_ING) | TAG_BIT(TAG_PART) | TAG_BIT(TAG_BARE)))
			cue.head = i;
	return cue;
}

static pq_evidence evidence_of(const struct scene *s, const struct cue *cue, struct range source)
{
	if (range_empty(source))
		return EVIDENCE_NONE;
	if (unit_is(s, cue->from, "according"))
		return EVIDENCE_ACCORDING_TO;
	if (source.to - source.from == 1 &&
	    unit_tag_in(s, source.from, TAG_BIT(TAG_SUBJ) | TAG_BIT(TAG_SUB) | TAG_BIT(TAG_POSS)))
		return EVIDENCE_PRONOUN;
	if (!range_has(s, source, TAG_BIT(TAG_NAME)))
		return EVIDENCE_DESCRIPTION;
	return source.from < cue->from ? EVIDENCE_NAME_BEFORE_CUE : EVIDENCE_NAME_AFTER_CUE;
}

static void keep_least(int32_t *least, int32_t margin)
{
	if (margin < *least)
		*least = margin;
}

static bool overlap(struct range a, struct range b)
{
	return a.from < b.to && b.from < a.to;
}

/** The subject of a cue that the tagger left without one; behind the cue only where the N PARTS of what was said stand before it.  A
 *  subject at a part's end is taken out of it. */
static struct range source_by_rule(const struct scene *s, struct statement st, const struct cue *at,
				   struct range *parts, unsigned n)
{
	struct cue cue;
	struct range none = {0, 0}, r;
	if (!cue_read(s, st, at->head, &cue) || cue.passive)
		return none;
	r = cue.gerund ? main_subject(s, st, st.from) : source_left(s, st.from, at->from);
	if (range_empty(r) && parts[n - 1].to <= at->from)
		r = source_right(s, at->to, st.to);
	if (range_empty(r))
		r = subject_of_verb_before(s, st.from, at->from);
	for (unsigned i = 0; i < n; i++) {
		if (r.to == parts[i].to && r.from > parts[i].from)
			parts[i].to = r.from;
		if (overlap(r, parts[i]))
			return none;
	}
	return overlap(r, (struct range){at->from, at->to}) ? none : r;
}

/** "The council was told that X": whom the tagger took for the source before a passive is the hearer. */
static bool is_hearer(const struct scene *s, struct statement st, const struct cue *at, struct range source)
{
	struct cue cue;
	if (range_empty(source) || source.to > at->from)
		return false;
	/* "..., court told": a headline leaves out "was", and nothing follows the verb that could be told */
	bool last = at->to >= st.to || unit_tag_in(s, at->to, TAG_BIT(TAG_STOP));
	if (last && unit_is(s, at->head, "told") && unit_has(s, source.to - 1, LEX_BIT(AUDIENCE)))
		return true;
	return cue_read(s, st, at->head, &cue) && cue.passive;
}

/** "CNN quoted a source as saying X": the source is who is quoted, not who quotes.  True: CUE, SOURCE and CONTENT are those. */
static bool is_relayed(const struct scene *s, struct cue *cue, struct range *source, struct range *content)
{
	enum { REACH = 16 };
	for (uint32_t i = content->from + 1; i + 2 < content->to && i < content->from + REACH; i++) {
		if (unit_tag_in(s, i, FINITE_TAGS | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_COMMA)))
			return false;
		if (!unit_is(s, i, "as") || !unit_tag_in(s, i + 1, TAG_BIT(TAG_ING)) ||
		    !unit_has(s, i + 1, LEX_BIT(CUE)))
			continue;
		*source = (struct range){content->from, i};
		*cue = (struct cue){.from = i + 1, .head = i + 1, .to = i + 2};
		content->from = i + 2 + unit_is(s, i + 2, "that");
		return !range_empty(*content);
	}
	return false;
}

/** R as one part, or quote by quote where it is nothing but quotes. */
static unsigned add_parts(const struct scene *s, struct range r, struct range *parts, unsigned n)
{
	const uint32_t quiet =
		TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_STOP) | TAG_BIT(TAG_DASH) | TAG_BIT(TAG_OTHER);
	bool quotes = true;
	for (uint32_t i = r.from; i < r.to; i++)
		quotes &= unit_tag_in(s, i, quiet);
	if (!quotes || !range_has(s, r, TAG_BIT(TAG_QUOTE))) {
		parts[n++] = r;
		return n;
	}
	for (uint32_t i = r.from; i < r.to && n < MAX_LINKS; i++)
		if (unit_tag_in(s, i, TAG_BIT(TAG_QUOTE)))
			parts[n++] = (struct range){i, i + 1};
	return n;
}

/** "Declined to comment", "asked not to be named": no statement, whatever the tagger makes of it. */
static bool is_silence(const struct scene *s, const struct cue *cue, struct range content)
{
	for (uint32_t i = cue->from; i < cue->to + (content.from == cue->to); i++)
		if (is_refusal(s->c, s->units.at[i].token))
			return true;
	uint32_t be = content.from;
	while (be < content.to && (unit_is(s, be, "not") || unit_is(s, be, "to")))
		be++;
	return be > content.from && unit_is(s, be, "be") &&
	       (unit_is(s, be + 1, "named") || unit_is(s, be + 1, "identified"));
}

/** "The plant was approved": a thing that is the subject of a passive of nobody is no reported clause. */
static bool is_deed(const struct scene *s, struct statement st, const struct cue *at, struct range content)
{
	struct cue cue;
	return content.to == at->from && cue_read(s, st, at->head, &cue) && cue.passive &&
	       !range_has(s, content, FINITE_TAGS | TAG_BIT(TAG_QUOTE));
}

/** "That said, it rained", "having said that": the writer's own turn. */
static bool is_turn(const struct scene *s, struct statement st, const struct cue *at)
{
	if (!unit_is(s, at->head, "said"))
		return false;
	if (unit_is(s, at->from, "having") || (at->from > st.from && unit_is(s, at->from - 1, "having")))
		return unit_is(s, at->to, "that") || unit_is(s, at->to, "this");
	uint32_t that = at->from - 1;
	bool opens = at->from > st.from && unit_is(s, that, "that") &&
		     (that == st.from ||
		      unit_tag_in(s, that - 1, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_DASH) | TAG_BIT(TAG_CONJ)));
	return opens && unit_tag_in(s, at->to, TAG_BIT(TAG_COMMA));
}

/** "Which made Ann Roy believe": who believes is Ann Roy. */
static struct range past_cause(const struct scene *s, const struct cue *at, struct range source)
{
	size_t len, lemma_len;
	const char *form = intern_get(&s->c->words, s->c->tokens.at[s->units.at[at->head].token].word, &len);
	(void)lexicon_lemma(s->c->lex, form, len, &lemma_len);
	bool base = lemma_len == len && at->head == source.to && !unit_is(s, at->head, "said");
	for (uint32_t i = source.from; base && i + 1 < source.to; i++)
		if (unit_is(s, i, "made") || unit_is(s, i, "makes") || unit_is(s, i, "make") || unit_is(s, i, "let") ||
		    unit_is(s, i, "lets"))
			return (struct range){i + 1, source.to};
	return source;
}

/** "The town closes roads and warns": who warns is the town. */
static struct range before_and(const struct scene *s, struct statement st, const struct cue *at, struct range source)
{
	if (range_empty(source) || source.to != at->from || !unit_tag_in(s, source.to - 1, TAG_BIT(TAG_CONJ)))
		return source;
	struct range r = subject_of_verb_before(s, source.from > st.from ? source.from : st.from, at->from);
	return range_empty(r) ? (struct range){source.from, source.to - 1} : r;
}

/** Do people speak in R: a name, or a noun for somebody, and no clause? */
static bool is_speaker(const struct scene *s, struct range r)
{
	const uint64_t people = LEX_BIT(ROLE) | LEX_BIT(ROLE_PLURAL) | LEX_BIT(ROLE_FEMALE) | LEX_BIT(ROLE_MALE) |
				LEX_BIT(KIN) | LEX_BIT(ANONYMOUS);
	bool found = false;
	for (uint32_t i = r.from; i < r.to; i++) {
		if (unit_tag_in(s, i, TAG_BIT(TAG_AUX) | TAG_BIT(TAG_QUOTE) | TAG_BIT(TAG_SUB) | TAG_BIT(TAG_TO)) ||
		    (i > r.from && unit_tag_in(s, i, TAG_BIT(TAG_VERB)))) /* "certified planner Ann Roy" */
			return false;
		found |= s->units.at[i].person || unit_has(s, i, people);
	}
	return found;
}

/** "The dam leaks, says planner Ann Roy": the tagger took her for what is said.  N parts become what stands before the cue. */
static unsigned subject_behind(const struct scene *s, struct statement st, const struct cue *at, struct range *parts,
			       unsigned n, struct range *source)
{
	struct range last = parts[n - 1];
	bool behind = last.from == at->to && (last.to >= st.to || unit_tag_in(s, last.to, TAG_BIT(TAG_STOP)));
	bool says = (unit_is(s, at->head, "says") || unit_is(s, at->head, "said")) && at->from > st.from &&
		    unit_tag_in(s, at->from - 1, TAG_BIT(TAG_COMMA));
	if (!behind || !says || !is_speaker(s, last) || is_speaker(s, *source) || (n > 1 && !range_empty(*source)))
		return n;
	*source = last;
	if (n > 1)
		return n - 1;
	parts[0] = (struct range){st.from, at->from - 1};
	return is_taken(s, parts[0]) ? 0 : 1;
}

static void add_link(struct scene *s, const struct linker *k, struct statement st, const struct link *l)
{
	const struct piece *cue_piece = &k->pieces.at[l->cue];
	struct cue cue = cue_units(s, cue_piece);
	struct range source = {0, 0}, parts[MAX_LINKS];
	unsigned n = 0;
	int32_t margin = cue_piece->margin;
	if (cue.from >= cue.to || unit_tag_in(s, cue.from, TAG_BIT(TAG_QUOTE)) || is_turn(s, st, &cue))
		return; /* what people say inside a quote is part of its content */
	uint32_t from = l->source != PQ_NONE ? l->source : shared_source(s, k, l->cue);
	if (from != PQ_NONE) {
		source = units_of(s, &k->pieces.at[from]);
		keep_least(&margin, k->pieces.at[from].margin);
		source = is_hearer(s, st, &cue, source) ? (struct range){0, 0} : past_cause(s, &cue, source);
		source = before_and(s, st, &cue, source);
	}
	for (unsigned i = 0; i < l->n_contents && n < MAX_LINKS; i++) {
		struct range r = units_of(s, &k->pieces.at[l->contents[i]]);
		if (range_empty(r) || is_taken(s, r) || (n && r.from < parts[n - 1].to))
			continue;
		if (n == 0 && is_silence(s, &cue, r))
			return;
		if (n == 0)
			(void)is_relayed(s, &cue, &source, &r);
		n = add_parts(s, r, parts, n);
		keep_least(&margin, k->pieces.at[l->contents[i]].margin);
	}
	n = n ? subject_behind(s, st, &cue, parts, n, &source) : n;
	if (n && from == PQ_NONE && range_empty(source))
		source = source_by_rule(s, st, &cue, parts, n);
	if (n == 1 && range_empty(source) && is_deed(s, st, &cue, parts[0]))
		return;
	if (n)
		attribution_put(s, &cue, source, parts, n, false, evidence_of(s, &cue, source),
				tagger_confidence(k->tagger, margin));
}

void linker_block(struct scene *s, struct linker *k)
{
	k->pieces.len = 0;
	if (s->labels && !read_pieces(s, k))
		s->c->failed = true;
	point_back(s, k);
	point_on(k);
}

/** Does the content at I hold quoted words and others before them: a clause that goes on in quote marks? */
static bool is_mixed(const struct scene *s, const struct piece *p)
{
	struct range r = units_of(s, p);
	while (r.from < r.to &&
	       unit_tag_in(s, r.from, TAG_BIT(TAG_COMMA) | TAG_BIT(TAG_COLON) | TAG_BIT(TAG_DASH) | TAG_BIT(TAG_OTHER)))
		r.from++;
	return r.to - r.from > 1 && !unit_tag_in(s, r.from, TAG_BIT(TAG_QUOTE)) && range_has(s, r, TAG_BIT(TAG_QUOTE));
}

static bool has_mixed(const struct scene *s, const struct linker *k, const struct link *l)
{
	for (unsigned i = 0; i < l->n_contents; i++)
		if (is_mixed(s, &k->pieces.at[l->contents[i]]))
			return true;
	return false;
}

/** A rule has taken the cue: what else points at it goes on from what the rule found. */
static void join_link(struct scene *s, const struct linker *k, const struct link *l)
{
	struct pq_span cue = {s->c->tokens.at[k->pieces.at[l->cue].from].span.start,
			      s->c->tokens.at[k->pieces.at[l->cue].to - 1].span.end};
	uint32_t at = s->c->attributions.len;
	while (at-- > s->first_attribution) {
		const struct attribution *a = &s->c->attributions.at[at];
		if (a->cue.start < cue.end && cue.start < a->cue.end)
			break;
	}
	if (at >= s->c->attributions.len || at < s->first_attribution)
		return;
	for (unsigned i = 0; i < l->n_contents; i++) {
		struct range r = units_of(s, &k->pieces.at[l->contents[i]]);
		if (!range_empty(r) && !is_taken(s, r) && range_has(s, r, TAG_BIT(TAG_QUOTE)))
			attribution_extend(s, at, r);
	}
}

void attribute_tagged(struct scene *s, struct linker *k, struct statement st, bool mixed)
{
	for (uint32_t i = 0; i < k->pieces.len && !s->c->failed; i++) {
		if (k->pieces.at[i].what != WHAT_CUE)
			continue;
		uint32_t unit = unit_at(s, k->pieces.at[i].from);
		if (unit < st.from || unit >= st.to)
			continue;
		struct link l = link_cue(k, i);
		if (l.n_contents == 0 || (mixed && !has_mixed(s, k, &l)))
			continue;
		if (!scene_used(s, unit))
			add_link(s, k, st, &l);
		else if (!mixed)
			join_link(s, k, &l);
	}
}
