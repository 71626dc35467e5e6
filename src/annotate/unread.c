/* annotate/unread.c - a text in a language that the rules cannot read: what stands in quote marks, and nothing about who says it. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "annotate/attribution.h"
#include "doc/query.h"

enum {
	LEAST = 24
}; /* bytes: four words of Latin letters or so; less in quote marks is a name or a term more often than speech */
#define CONFIDENCE .6f

/** The language without its region or script: "pt" of "pt-BR". */
static struct doc_slice language_of(const struct pq_doc *doc)
{
	struct doc_slice tag = doc_str(doc, doc->meta.language);
	uint32_t n = 0;
	while (n < tag.len && ((tag.s[n] | 0x20) >= 'a' && (tag.s[n] | 0x20) <= 'z'))
		n++;
	return (struct doc_slice){tag.s, n};
}

bool language_is_read(const struct pq_doc *doc)
{
	struct doc_slice language = language_of(doc);
	return language.len == 0 || (language.len == 2 && !strncasecmp(language.s, "en", 2));
}

void note_unread(struct context *c)
{
	struct doc_slice language = language_of(c->doc);
	char message[160];
	snprintf(message, sizeof message,
		 "The text is not in English (it looks like \"%.*s\"): quotes are shown, but not who says them.",
		 (int)(language.len < 8 ? language.len : 8), language.s);
	anno_builder_notice(c->out, message);
}

static bool is_speech(const struct context *c, uint32_t region)
{
	const struct region *r = &c->regions.at[region];
	return r->parent == PQ_NONE && r->n_tokens > 0 && block_speaks(c, r->block) &&
	       (r->goes_on_from != PQ_NONE || r->inside.end - r->inside.start >= LEAST);
}

void pass_quote_marks(struct context *c)
{
	uint32_t *quote = arena_array(&c->arena, uint32_t, c->regions.len + 1); /* attribution + 1, by region */
	for (uint32_t i = 0; i < c->regions.len && quote && !context_over(c); i++) {
		const struct region *r = &c->regions.at[i];
		if (!is_speech(c, i))
			continue;
		const struct token *first = &c->tokens.at[r->tokens], *last = first + r->n_tokens - 1;
		struct pq_span words = {first->span.start, last->span.end};
		uint32_t before = r->goes_on_from == PQ_NONE ? 0 : quote[r->goes_on_from];
		struct attribution a = {.cue_token = PQ_NONE,
					.parts = c->parts.len,
					.n_parts = 1,
					.continues = before ? before - 1 : PQ_NONE,
					.source_mention = PQ_NONE,
					.entity = PQ_NONE,
					.voice = PQ_NONE,
					.source = PQ_NONE,
					.start = words.start,
					.block = r->block,
					.place = PLACE_ALONE,
					.kind = PQ_DIRECT,
					.evidence = EVIDENCE_NONE,
					.confidence = CONFIDENCE,
					.unresolved = true};
		if (!vec_push(&c->parts, (struct pq_part){.span = words, .kind = PQ_DIRECT}) ||
		    !vec_push(&c->attributions, a))
			c->failed = true;
		quote[i] = c->attributions.len;
	}
}
