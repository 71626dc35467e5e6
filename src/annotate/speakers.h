/* annotate/speakers.h - what the passes behind the attributions share: who heads a source's words. */
#ifndef ANNOTATE_SPEAKERS_H
#define ANNOTATE_SPEAKERS_H

#include "annotate/passes.h"

struct source_head {
	uint32_t mention; /**< name, pronoun or nominal that is the source, or PQ_NONE */
	uint32_t noun;    /**< token of the noun that describes it, or PQ_NONE */
	uint32_t first;   /**< token it starts with */
	bool pronoun, joined /**< two named people together */;
};
/** First mention that starts at or behind AT.  O(log n). */
uint32_t mention_from(const struct context *c, uint32_t at);
/** Mention of one of FORMS (bits) that starts with SPAN and stays in it, or PQ_NONE. */
uint32_t mention_exact(const struct context *c, struct pq_span span, uint32_t forms);
/** "--" or a dash between blanks, not the hyphen of a compound. */
bool token_is_dash(const struct context *c, uint32_t t);
struct source_head source_head(const struct context *c, struct pq_span span);

/* antecedent.c */
/** The name that TOKEN is of, or PQ_NONE. */
uint32_t name_over(const struct context *c, uint32_t token);
/** Token of the noun or name that the relative pronoun at WHO goes back to, or PQ_NONE. */
uint32_t antecedent_of(const struct context *c, uint32_t who);

/* sources.c */
/** Is it a voice that has no name: officials, a source, critics? */
bool source_is_anonymous(const struct context *c, const struct attribution *a);
/** Group the attributions by who speaks and fill the table of sources. */
void sources_build(struct context *c);

#endif
