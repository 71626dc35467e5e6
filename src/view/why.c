/* view/why.c - why the current item is what it is said to be: the evidence, the words, how sure, what the findings say. */
#include "view/paint.h"

/** One line: what it is about, a piece of what there is to say, where that leads. */
struct reason {
	const char *label, *text;
	struct pq_span target;
	uint8_t role;
};
struct reasons {
	struct reason at[96];
	uint32_t n;
	uint32_t width; /**< cells for the text */
};

uint32_t view_overlay_cells(const struct view_input *in, int widest)
{
	enum { AROUND = 5 }; /* frame, sign and margin */
	struct frame f;
	view_frame(in->state, view_banner_lines(in), &f);
	int inner = f.overlay.w - AROUND, label = inner * 2 / 5 < widest ? inner * 2 / 5 : widest;
	int cells = inner - (label ? label + (inner >= 37 ? 2 : 1) : 0);
	return cells > 1 ? (uint32_t)cells : 1;
}

/** TEXT broken at blanks into lines of their own; the label stands before the first. */
static void say(const struct view_input *in, struct reasons *r, const char *label, const char *text,
		struct pq_span target)
{
	const char *line;
	size_t len;
	while (r->n < sizeof r->at / sizeof *r->at && (line = view_line(&text, (int)r->width, &len))) {
		r->at[r->n++] = (struct reason){label, view_str(in, line, len), target, ROLE_PANE_DIM};
		label = "";
	}
}

static const struct pq_span nowhere;

static void say_findings(const struct view_input *in, struct reasons *r, uint32_t quote)
{
	const struct pq_annotations *a = view_notes(in);
	uint32_t from = 0, finding;
	while ((finding = view_finding_of(in, quote, &from)) != PQ_NONE)
		say(in, r, "finding", view_anno_str(in, a->findings[finding].message), a->findings[finding].span);
}

static const char *naming_words(const struct pq_source *s)
{
	switch (s->naming) {
	case PQ_NAMED:
		return "named";
	case PQ_DESCRIBED:
		return "described, not named";
	case PQ_ANONYMOUS:
		return s->reason_given ? "anonymous; the text says why" : "anonymous; the text does not say why";
	default:
		return "nobody is named";
	}
}

static void why_source(const struct view_input *in, struct reasons *r, uint32_t source)
{
	const struct pq_annotations *a = view_notes(in);
	if (source >= a->n_sources)
		return;
	const struct pq_source *s = &a->sources[source];
	say(in, r, "source", view_source_name(in, source), nowhere);
	say(in, r, "how", view_printf(in, "%s (%s)", naming_words(s), pq_source_kind_name(s->kind)), nowhere);
	if (s->entity < a->n_entities && !span_empty(a->entities[s->entity].description))
		say(in, r, "introduced", view_text(in, a->entities[s->entity].description, 200),
		    a->entities[s->entity].description);
}

static const char *kind_words(uint8_t kind)
{
	switch (kind) {
	case PQ_DIRECT:
		return "direct: their words, in quote marks";
	case PQ_MIXED:
		return "mixed: reported, with some of their words in quote marks";
	default:
		return "reported, without quote marks";
	}
}

static void why_quote(const struct view_input *in, struct reasons *r, uint32_t quote)
{
	const struct pq_annotations *a = view_notes(in);
	const struct pq_quote *q = &a->quotes[quote];
	say(in, r, "words", view_quote_text(in, quote, 300), view_quote_target(in, quote));
	why_source(in, r, q->source);
	say(in, r, "because", pq_evidence_sentence(q->evidence), q->source_span);
	if (!span_empty(q->source_span))
		say(in, r, "source words", view_text(in, q->source_span, 200), q->source_span);
	if (!span_empty(q->cue)) {
		const char *lemma = view_anno_str(in, q->lemma);
		const char *form = *lemma ? view_printf(in, " (%s)", lemma) : "";
		say(in, r, "cue", view_printf(in, "%s%s", view_text(in, q->cue, 100), form), q->cue);
	}
	if (q->continues < a->n_quotes)
		say(in, r, "carried from", view_quote_text(in, q->continues, 160), view_quote_target(in, q->continues));
	say(in, r, "kind", kind_words(q->kind), nowhere);
	say(in, r, "how sure", view_sureness(in, q->confidence), nowhere);
	say_findings(in, r, quote);
}

static void why_entity(const struct view_input *in, struct reasons *r, uint32_t entity)
{
	const struct pq_annotations *a = view_notes(in);
	if (entity >= a->n_entities)
		return;
	const struct pq_entity *e = &a->entities[entity];
	enum { SHOWN = 12 };
	say(in, r, "name", view_anno_str(in, e->name), nowhere);
	say(in, r, "type", view_type_word(e->type), nowhere);
	if (!span_empty(e->description))
		say(in, r, "introduced", view_text(in, e->description, 200), e->description);
	else if (e->type == PQ_PERSON)
		say(in, r, "introduced", e->introduced ? "by a full name" : "nowhere in the text", nowhere);
	say(in, r, "mentions",
	    view_printf(in, "%u, quoted %u%s", e->n_mentions, e->n_quotes, view_sign(in, SIGN_TIMES)), nowhere);
	for (uint32_t i = 0; i < e->n_mentions && i < SHOWN; i++) {
		struct pq_span span = a->mentions[a->entity_mentions[e->mentions + i]].span;
		struct pq_span around = {span.start,
					 span.end + 60 < in->snapshot->doc.text_len ? span.end + 60 : span.end};
		uint32_t width = r->width;
		const char *text = view_text(in, around, width < 60 ? width : 60);
		say(in, r, i ? "" : "first ones", text, span);
	}
}

static struct reasons reasons_of(const struct view_input *in)
{
	const struct pq_annotations *a = view_notes(in);
	enum { LABEL = 12 }; /* the widest label */
	struct reasons r = {.n = 0, .width = view_overlay_cells(in, LABEL)};
	struct item item = view_current(in);
	switch (item.kind) {
	case ITEM_QUOTE:
		why_quote(in, &r, item.index);
		break;
	case ITEM_SOURCE:
		why_source(in, &r, item.index);
		break;
	case ITEM_MENTION:
		why_entity(in, &r, a->mentions[item.index].entity);
		break;
	case ITEM_ENTITY:
		why_entity(in, &r, item.index);
		break;
	case ITEM_LINK:
		say(in, &r, "link", view_text(in, in->snapshot->doc.links[item.index].span, 200), item.span);
		say(in, &r, "leads to", view_doc_str(in, in->snapshot->doc.links[item.index].href), nowhere);
		break;
	case ITEM_FINDING:
		say(in, &r, "finding", view_anno_str(in, a->findings[item.index].message), item.span);
		if (a->findings[item.index].quote < a->n_quotes)
			why_quote(in, &r, a->findings[item.index].quote);
		break;
	default:
		say(in, &r, "", "Nothing is current: go to a quote or a name first.", nowhere);
		break;
	}
	return r;
}

static void fill(const struct view_input *in, struct list_rows *out)
{
	struct reasons r = reasons_of(in);
	for (uint32_t i = 0; i < r.n; i++)
		list_rows_add(out, i);
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	struct reasons r = reasons_of(in);
	if (number >= r.n)
		return;
	const struct reason *reason = &r.at[number];
	out->cell[0] = *reason->label ? reason->label : " ";
	out->cell[1] = reason->text;
	out->role = reason->role;
	out->target = reason->target;
}

const struct list_kind list_why = {
	.title = "Why",
	.orders = {"order"},
	.weight = {0, 1},
	.changing = true,
	.lines = true,
	.fill = fill,
	.row = row,
};
