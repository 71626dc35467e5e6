/* view/runs.c - annotations to runs of style: everything that stands over the text on the screen, in layers. */
#include "view/paint.h"

enum { PARTS_LOOKED_AT = 64, LINKS_BACK = 64 };

/** What the collecting needs to know. */
struct collector {
	const struct view_input *in;
	const struct article_view *view;
	const struct pq_annotations *notes;
	struct pq_span seen; /* the text on the screen */
	int mode;            /* HIGHLIGHT_... */
	uint32_t speaker;    /* current source */
	uint32_t entity;     /* that the current item is, or speaks for */
	VEC(struct run) runs[LAYERS];
	bool failed;
};

static void add(struct collector *c, enum layer layer, struct pq_span span, enum role role, bool lit)
{
	if (!span_overlap(span, c->seen))
		return;
	if (layer == LAYER_QUOTE || role == ROLE_QUOTE_CURRENT)
		span = view_marked(&c->in->snapshot->doc, span);
	struct run run = {span, view_style(c->in, role), (uint8_t)layer, lit};
	c->failed |= !vec_push(&c->runs[layer], run);
}

static bool is_only(const struct collector *c, uint32_t quote)
{
	return c->view->only != PQ_NONE && quote < c->notes->n_quotes &&
	       c->notes->quotes[quote].source == c->view->only;
}

static enum role quote_role(const struct collector *c, const struct pq_mark *mark)
{
	static const enum role roles[PQ_QUOTE_KINDS] = {ROLE_QUOTE_DIRECT, ROLE_QUOTE_MIXED, ROLE_QUOTE_INDIRECT};
	const struct pq_quote *q = &c->notes->quotes[mark->index];
	uint8_t kind = q->kind;
	for (uint32_t i = 0; i < q->n_parts && i < PARTS_LOOKED_AT; i++) {
		const struct pq_part *p = &c->notes->parts[q->parts + i];
		if (p->span.start == mark->span.start && p->span.end == mark->span.end)
			kind = p->kind == PQ_INDIRECT ? PQ_INDIRECT : q->kind == PQ_DIRECT ? PQ_DIRECT : PQ_MIXED;
	}
	return kind < PQ_QUOTE_KINDS ? roles[kind] : ROLE_QUOTE_DIRECT;
}

static enum role source_role(const struct collector *c, uint32_t quote)
{
	uint32_t source = c->notes->quotes[quote].source;
	if (source == c->speaker)
		return ROLE_SOURCE_CURRENT;
	if (source >= c->notes->n_sources)
		return ROLE_SOURCE;
	uint8_t naming = c->notes->sources[source].naming;
	return naming == PQ_ANONYMOUS ? ROLE_SOURCE_ANONYMOUS
	       : naming == PQ_UNNAMED ? ROLE_SOURCE_UNKNOWN
				      : ROLE_SOURCE;
}

static void add_mention(struct collector *c, const struct pq_mark *mark)
{
	const struct pq_mention *m = &c->notes->mentions[mark->index];
	if (m->entity == c->view->follow)
		add(c, LAYER_FOLLOW, mark->span, ROLE_ENTITY_FOLLOWED, true);
	if (c->mode == HIGHLIGHT_NONE)
		return;
	if (m->entity == c->entity)
		add(c, LAYER_NAME, mark->span, ROLE_SOURCE_CURRENT, false);
	else if (c->mode == HIGHLIGHT_ALL)
		add(c, LAYER_NAME, mark->span, view_type_role(m->type), false);
	else if (m->form == PQ_NAME && m->type <= PQ_GROUP)
		add(c, LAYER_NAME, mark->span, ROLE_ENTITY, false);
}

static void add_mark(struct collector *c, const struct pq_mark *mark)
{
	bool quiet = c->mode == HIGHLIGHT_NONE;
	bool lit = mark->kind <= PQ_MARK_SOURCE && is_only(c, mark->index);
	switch (mark->kind) {
	case PQ_MARK_QUOTE:
		if (lit || !quiet)
			add(c, LAYER_QUOTE, mark->span, quiet ? ROLE_TEXT : quote_role(c, mark), lit);
		break;
	case PQ_MARK_CUE:
		if (lit || !quiet)
			add(c, LAYER_CUE, mark->span, quiet ? ROLE_TEXT : ROLE_CUE, lit);
		break;
	case PQ_MARK_SOURCE:
		if (lit || !quiet)
			add(c, LAYER_SOURCE, mark->span, quiet ? ROLE_TEXT : source_role(c, mark->index), lit);
		break;
	case PQ_MARK_MENTION:
		add_mention(c, mark);
		break;
	case PQ_MARK_FINDING:
		if (c->mode == HIGHLIGHT_ALL && c->notes->findings[mark->index].kind != PQ_FURNITURE)
			add(c, LAYER_FINDING, mark->span, ROLE_FINDING, false);
		break;
	default:
		break;
	}
}

/** Links come from the document: they are there before any annotation. */
static void add_links(struct collector *c)
{
	const struct pq_doc *doc = &c->in->snapshot->doc;
	uint32_t lo = 0, hi = doc->n_links;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (doc->links[mid].span.start < c->seen.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	lo -= lo < LINKS_BACK ? lo : LINKS_BACK;
	for (uint32_t i = lo; i < doc->n_links && doc->links[i].span.start < c->seen.end; i++)
		add(c, LAYER_LINK, doc->links[i].span, ROLE_LINK, false);
}

static void add_current(struct collector *c)
{
	struct item item = view_current(c->in);
	if (item.kind == ITEM_QUOTE) {
		const struct pq_quote *q = &c->notes->quotes[item.index];
		for (uint32_t i = 0; i < q->n_parts; i++)
			add(c, LAYER_CURRENT, c->notes->parts[q->parts + i].span, ROLE_QUOTE_CURRENT, true);
		add(c, LAYER_CURRENT, q->source_span, ROLE_SOURCE_CURRENT, true);
	} else if (item.kind == ITEM_MENTION || item.kind == ITEM_LINK || item.kind == ITEM_FINDING) {
		add(c, LAYER_CURRENT, item.span, ROLE_CURRENT, true);
	}
}

static void add_matches(struct collector *c)
{
	const struct search *s = &c->view->search;
	uint32_t lo = 0, hi = s->matches.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (s->matches.at[mid].end <= c->seen.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (uint32_t i = lo; i < s->matches.len && s->matches.at[i].start < c->seen.end; i++)
		add(c, LAYER_MATCH, s->matches.at[i], i == s->current ? ROLE_SEARCH_CURRENT : ROLE_SEARCH_MATCH, true);
}

static uint32_t current_entity(const struct collector *c)
{
	struct item item = view_current(c->in);
	if (item.kind == ITEM_ENTITY)
		return item.index;
	if (item.kind == ITEM_MENTION)
		return c->notes->mentions[item.index].entity;
	return c->speaker < c->notes->n_sources ? c->notes->sources[c->speaker].entity : PQ_NONE;
}

/** The layers one behind the other, in the arena. */
static struct runs join(struct collector *c)
{
	struct runs runs = {NULL, 0};
	size_t n = 0;
	for (int i = 0; i < LAYERS; i++)
		n += c->runs[i].len;
	runs.at = c->failed || !n ? NULL : arena_array(c->in->arena, struct run, n);
	for (int i = 0; i < LAYERS; i++) {
		for (uint32_t k = 0; runs.at && k < c->runs[i].len; k++)
			runs.at[runs.n++] = c->runs[i].at[k];
		vec_release(&c->runs[i]);
	}
	return runs;
}

struct runs view_runs(const struct view_input *in, struct pq_span span)
{
	struct collector c = {.in = in, .view = view_article(in), .notes = view_notes(in), .seen = span};
	if (!c.view || !in->snapshot)
		return (struct runs){NULL, 0};
	c.mode = view_option(in, OPT_HIGHLIGHT);
	c.speaker = view_current_source(in);
	c.entity = current_entity(&c);
	for (uint32_t i = anno_first_mark(c.notes, span.start); i < c.notes->n_marks; i++) {
		const struct pq_mark *mark = &c.notes->marks[i];
		if (mark->span.start >= span.end)
			break;
		if (mark->span.end > span.start)
			add_mark(&c, mark);
	}
	if (c.mode != HIGHLIGHT_NONE)
		add_links(&c);
	add_current(&c);
	add_matches(&c);
	return join(&c);
}
