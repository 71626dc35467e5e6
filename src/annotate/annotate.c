/* annotate/annotate.c - the passes in order, and what they found handed to the builder. */
#include "annotate/annotate.h"

#include <inttypes.h>
#include <stdio.h>

#include "annotate/findings.h"
#include "annotate/lexicon.h"
#include "annotate/passes.h"
#include "annotate/values.h"
#include "base/error.h"

/* Passes over a text that can be read, and over one in another language. */
enum { READ = 1, UNREAD = 2 };
static const struct {
	void (*run)(struct context *c);
	int texts;
} passes[] = {
	{pass_tokens, READ | UNREAD}, {pass_marks, READ | UNREAD}, {note_unread, UNREAD},
	{pass_quote_marks, UNREAD},   {pass_names, READ},          {pass_entities, READ},
	{pass_attributions, READ},    {pass_people, READ},         {pass_speakers, READ},
	{pass_findings, READ},        {find_furniture, UNREAD},
};

void context_release(struct context *c)
{
	arena_release(&c->arena);
	intern_release(&c->words);
	vec_release(&c->word_classes);
	vec_release(&c->word_rare);
	vec_release(&c->tokens);
	vec_release(&c->sentences);
	vec_release(&c->blocks);
	vec_release(&c->regions);
	vec_release(&c->mentions);
	vec_release(&c->names);
	vec_release(&c->entities);
	vec_release(&c->attributions);
	vec_release(&c->parts);
	vec_release(&c->mail_heads);
}

/* Beyond these a text is not annotated: ten novels; and the paragraphs of forty. */
enum { MOST_TEXT = 16 << 20, MOST_BLOCKS = 1 << 18 };

uint32_t annotate_reach(const struct pq_doc *doc)
{
	if (doc->n_blocks <= MOST_BLOCKS && doc->text_len <= MOST_TEXT)
		return doc->text_len;
	uint32_t most = doc->n_blocks < MOST_BLOCKS ? doc->n_blocks : MOST_BLOCKS, n = 0;
	while (n < most && doc->blocks[n].span.start < MOST_TEXT)
		n++;
	return n && n < doc->n_blocks ? doc->blocks[n].span.start : doc->text_len;
}

/** Tell what the text's size left without annotations. */
static void note_unreached(struct context *c)
{
	char message[160];
	if (c->limit < c->doc->text_len && c->limit == annotate_reach(c->doc)) {
		snprintf(message, sizeof message,
			 "The text is too long to be annotated whole: annotations end after its first %.1f%%.",
			 (double)(1000ull * c->limit / c->doc->text_len) / 10);
		anno_builder_notice(c->out, message);
	}
	if (c->cut) {
		snprintf(message, sizeof message,
			 "%" PRIu32 " paragraph%s or table%s so long that only the beginning is annotated.", c->cut,
			 c->cut == 1 ? "" : "s", c->cut == 1 ? " is" : "s are");
		anno_builder_notice(c->out, message);
	}
}

/** LIMIT moved back to where a block starts, unless no block goes past it. */
static uint32_t whole_blocks(const struct pq_doc *doc, uint32_t limit)
{
	uint32_t lo = 0, hi = doc->n_blocks;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (doc->blocks[mid].span.end > limit)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo < doc->n_blocks ? doc->blocks[lo].span.start : doc->text_len;
}

static bool hand_over_mentions(struct context *c)
{
	for (uint32_t k = 0; k < c->entities.len; k++) {
		const struct entity *e = &c->entities.at[k];
		struct pq_entity out = {
			.type = e->type, .introduced = e->introduced, .description = e->description, .name = e->name};
		if (!vec_push(&c->out->entities, out))
			return false;
	}
	for (uint32_t k = 0; k < c->mentions.len; k++) {
		const struct mention *m = &c->mentions.at[k];
		if (m->entity != PQ_NONE &&
		    !vec_push(&c->out->mentions,
			      (struct pq_mention){
				      .span = m->span, .entity = m->entity, .form = m->form, .type = m->type}))
			return false;
	}
	return true;
}

/** Who says it is not known: a source of its own. */
static uint32_t unknown_source(struct context *c)
{
	struct pq_source s = {.entity = PQ_NONE, .kind = PQ_SOURCE_UNKNOWN, .naming = PQ_UNNAMED};
	return vec_push(&c->out->sources, s) ? c->out->sources.len - 1 : PQ_NONE;
}

static bool hand_over_quotes(struct context *c)
{
	for (uint32_t k = 0; k < c->attributions.len; k++) {
		const struct attribution *a = &c->attributions.at[k];
		struct pq_quote q = {.cue = a->cue,
				     .source_span = a->source_span,
				     .parts = c->out->parts.len,
				     .n_parts = a->n_parts,
				     .source = a->source,
				     .continues = a->continues,
				     .confidence = a->confidence,
				     .kind = a->kind,
				     .evidence = a->evidence};
		if (a->cue_token != PQ_NONE) {
			size_t len;
			const char *form = intern_get(&c->words, c->tokens.at[a->cue_token].word, &len);
			form = lexicon_lemma(c->lex, form, len, &len);
			q.lemma = anno_builder_str(c->out, form, len);
		}
		if (q.source == PQ_NONE && (q.source = unknown_source(c)) == PQ_NONE)
			return false;
		for (uint32_t p = 0; p < a->n_parts; p++)
			if (!vec_push(&c->out->parts, c->parts.at[a->parts + p]))
				return false;
		if (!vec_push(&c->out->quotes, q))
			return false;
	}
	return true;
}

enum pq_status annotate(const struct pq_doc *doc, const struct lexicon *lex, const struct models *models,
			uint32_t limit, bool (*stop)(void *), void *user, struct anno_builder *out,
			struct pq_error *error)
{
	struct context c = {.doc = doc, .lex = lex, .out = out, .stop = stop, .user = user};
	if (models) {
		c.tagger = models->attributions;
		c.namer = models->names;
	}
	arena_init(&c.arena);
	const uint32_t reach = annotate_reach(doc);
	c.limit = whole_blocks(doc, limit < reach ? limit : reach);
	out->covered = (struct pq_span){0, c.limit};
	int text = language_is_read(doc) ? READ : UNREAD;
	for (size_t k = 0; k < sizeof passes / sizeof *passes && !context_over(&c); k++)
		if (passes[k].texts & text)
			passes[k].run(&c);
	if (!c.failed && !c.stopped)
		c.failed = !hand_over_mentions(&c) || !hand_over_quotes(&c);
	if (!c.failed && !c.stopped && text == READ)
		pass_values(&c);
	note_unreached(&c);
	enum pq_status status = c.stopped                                                          ? PQ_EINTERRUPTED
				: c.failed || c.arena.failed || out->failed || out->strings.failed ? PQ_ENOMEM
												   : PQ_OK;
	context_release(&c);
	if (status == PQ_EINTERRUPTED)
		return error_set(error, status, "annotation was stopped");
	return status ? error_nomem(error) : PQ_OK;
}
