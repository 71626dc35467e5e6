/* annotate/name_tags.c - the names of the rules beside those of the trained model: where both cut alike its word counts for the type;
 * where it is sure, names are cut its way.  Linear in the tokens. */
#include "annotate/names.h"

#include <string.h>

#include "annotate/tagger.h"
#include "base/alloc.h"

enum {
	STYLE = 0,                     /**< newswire's way of naming */
	WEIGHT = 8,                    /**< quarter points of evidence that a margin of one is worth */
	SURE_TO_ADD = 2 * SCALE_SCORE, /**< margins from which a name is added, cut anew, or doubted */
	SURE_TO_CUT = 4 * SCALE_SCORE,
	SURE_TO_DENY = 4 * SCALE_SCORE
};
enum tag_kind { KIND_PERSON, KIND_ORGANIZATION, KIND_PLACE, KIND_OTHER };

struct tagged {
	uint32_t first, end; /**< tokens */
	int32_t margin;      /**< of the least sure token, in 1/SCALE_SCORE */
	uint8_t kind;        /**< enum tag_kind */
};
struct merger {
	struct context *c;
	const struct tagger_label *labels;
	VEC(struct mention) mentions;
	VEC(struct name_info) names;
	uint32_t *moved; /**< index of a mention in the new order; PQ_NONE: gone */
};

static bool next_tagged(const struct merger *g, uint32_t *at, struct tagged *out)
{
	const struct context *c = g->c;
	while (*at < c->tokens.len && g->labels[*at].label % 2 == 0)
		++*at;
	if (*at >= c->tokens.len)
		return false;
	uint8_t begin = g->labels[*at].label;
	*out = (struct tagged){.first = *at, .margin = g->labels[*at].margin, .kind = (uint8_t)(begin / 2)};
	for (++*at; *at < c->tokens.len && g->labels[*at].label == begin + 1; ++*at)
		if (g->labels[*at].margin < out->margin)
			out->margin = g->labels[*at].margin;
	out->end = *at;
	if (*at < c->tokens.len && g->labels[*at].margin < out->margin &&
	    c->tokens.at[*at].block == c->tokens.at[*at - 1].block)
		out->margin = g->labels[*at].margin;
	return true;
}

static void add(struct merger *g, const struct mention *m, const struct name_info *info)
{
	if (!vec_push(&g->mentions, *m) || !vec_push(&g->names, *info))
		g->c->failed = true;
}

static void shift(int8_t *score, int by)
{
	int sum = *score + by;
	*score = (int8_t)(sum > 120 ? 120 : sum < -120 ? -120 : sum);
}

/** A margin of one is worth some quarter points. */
static void weigh(struct name_info *info, const struct tagged *t)
{
	static const uint8_t types[] = {PQ_PERSON, PQ_ORGANIZATION, PQ_PLACE};
	int margin = t->margin < 6 * SCALE_SCORE ? t->margin : 6 * SCALE_SCORE;
	int by = margin * WEIGHT / SCALE_SCORE;
	if (info->near[PQ_WORK] > 0 || info->near[PQ_PRODUCT] > 0)
		return;
	for (unsigned k = 0; k < PQ_DATE; k++) /* neighbours that speak for another type halve it */
		if (info->near[k] >= 8 && (t->kind == KIND_OTHER || k != types[t->kind])) {
			by /= 2;
			break;
		}
	if (t->kind < KIND_OTHER) {
		shift(&info->score[types[t->kind]], by);
		if (t->kind == KIND_PLACE)
			info->told_place = (int8_t)by;
		if (t->margin >= 2 * SCALE_SCORE)
			info->weak = false;
		return;
	}
	for (unsigned k = 0; k < 3; k++)
		shift(&info->score[types[k]], -by);
}

static void add_tagged(struct merger *g, const struct tagged *t, const struct mention *like,
		       const struct name_info *info)
{
	const struct context *c = g->c;
	struct mention m = {.tokens = t->first, .n_tokens = t->end - t->first, .entity = PQ_NONE, .form = PQ_NAME};
	struct name_info own = {.defines = PQ_NONE};
	m.span = (struct pq_span){c->tokens.at[t->first].span.start, c->tokens.at[t->end - 1].span.end};
	m.full = m.span;
	if (like && like->full.start < m.full.start)
		m.full.start = like->full.start;
	if (info)
		own = *info;
	weigh(&own, t);
	add(g, &m, &own);
}

/** Where the rules look for no names, the model finds none. */
static bool is_read(const struct context *c, uint32_t token)
{
	uint8_t kind = c->doc->blocks[c->tokens.at[token].block].kind;
	return kind != PQ_BLOCK_RELATED && kind != PQ_BLOCK_FURNITURE && kind != PQ_BLOCK_CODE;
}

/** Titles stand before a name and letters behind it, not in it. */
static bool drop_titles(const struct context *c, struct tagged *t)
{
	while (t->kind == KIND_PERSON && t->first + 1 < t->end &&
	       (c->tokens.at[t->first].classes & (LEX_BIT(TITLE) | LEX_BIT(ROLE))) &&
	       !(c->tokens.at[t->first].classes & FORENAME))
		t->first++;
	while (t->kind == KIND_PERSON && t->first + 1 < t->end && names_is_suffix(c, t->end - 1))
		t->end--;
	bool degree = t->first + 1 == t->end && t->first > 0 && names_is_suffix(c, t->first) &&
		      is_punct(c, t->first - 1, ',');
	return !degree && is_read(c, t->first) &&
	       !(c->tokens.at[t->first].classes & (LEX_BIT(MONTH) | LEX_BIT(WEEKDAY)));
}

static bool touches(const struct mention *m, const struct tagged *t)
{
	return m->tokens < t->end && m->tokens + m->n_tokens > t->first;
}

/** Is the model sure that no token of M is of a name? */
static bool denied(const struct merger *g, const struct mention *m, int32_t least)
{
	for (uint32_t t = m->tokens; t < m->tokens + m->n_tokens; t++)
		if (g->labels[t].label != TAG_NONE || g->labels[t].margin < least)
			return false;
	return true;
}

static void keep(struct merger *g, uint32_t m, const struct tagged *same)
{
	struct context *c = g->c;
	struct name_info info = c->names.at[m];
	if (same)
		weigh(&info, same);
	else if (denied(g, &c->mentions.at[m], SURE_TO_DENY))
		info.weak = true;
	g->moved[m] = g->mentions.len;
	add(g, &c->mentions.at[m], &info);
}

static void merge(struct merger *g)
{
	struct context *c = g->c;
	uint32_t at = 0, m = 0;
	struct tagged t;
	while (!c->failed && next_tagged(g, &at, &t)) {
		while (m < c->mentions.len && c->mentions.at[m].tokens + c->mentions.at[m].n_tokens <= t.first)
			keep(g, m++, NULL);
		if (!drop_titles(c, &t))
			continue;
		uint32_t end = m;
		while (end < c->mentions.len && touches(&c->mentions.at[end], &t))
			end++;
		const struct mention *like = end > m ? &c->mentions.at[m] : NULL;
		bool same = end == m + 1 && like->tokens == t.first && like->tokens + like->n_tokens == t.end;
		bool whole = end == m || c->mentions.at[end - 1].tokens + c->mentions.at[end - 1].n_tokens <= t.end;
		if (same)
			keep(g, m++, &t);
		else if (!like) {
			if (m > 0 && t.first < c->mentions.at[m - 1].tokens + c->mentions.at[m - 1].n_tokens)
				continue;
			if (t.margin >= SURE_TO_ADD && t.kind < KIND_OTHER)
				add_tagged(g, &t, NULL, NULL);
		} else if (t.margin >= SURE_TO_CUT && whole && t.kind < KIND_OTHER && !c->names.at[m].titled &&
			   t.first <= like->tokens) {
			add_tagged(g, &t, like, &c->names.at[m]);
			for (; m < end; m++)
				g->moved[m] = PQ_NONE;
		} else if (whole) {
			for (; m < end; m++)
				keep(g, m, end == m + 1 ? &t : NULL);
		}
	}
	while (m < c->mentions.len && !c->failed)
		keep(g, m++, NULL);
}

void names_by_labels(struct context *c, const struct tagger_label *labels)
{
	struct merger g = {.c = c, .labels = labels};
	g.moved = arena_array(&c->arena, uint32_t, c->mentions.len + 1);
	if (!g.moved) {
		c->failed = true;
		return;
	}
	merge(&g);
	for (uint32_t i = 0; i < g.names.len; i++) {
		uint32_t of = g.names.at[i].defines;
		g.names.at[i].defines = of == PQ_NONE || g.moved[of] >= i ? PQ_NONE : g.moved[of];
	}
	vec_release(&c->mentions);
	vec_release(&c->names);
	memcpy(&c->mentions, &g.mentions, sizeof c->mentions);
	memcpy(&c->names, &g.names, sizeof c->names);
}

void names_by_model(struct context *c)
{
	struct input_facts *facts = mem_zero((size_t)c->tokens.len + 1, sizeof *facts);
	const struct tagger_label *labels = NULL;
	if (facts && input_of_names(c, STYLE, facts))
		labels = tagger_labels_of(c->namer, c, facts);
	mem_free(facts);
	if (labels)
		names_by_labels(c, labels);
	else
		c->failed = true;
}
