/* annotate/annotate.h - document -> annotations.  Pure: no files but the language data it was given.
 *
 * Passes, in order: tokens -> quote marks -> names -> entities (coreference) -> attributions (cue, source, content) ->
 * speakers and sources -> findings. */
#ifndef ANNOTATE_ANNOTATE_H
#define ANNOTATE_ANNOTATE_H

#include "doc/build.h"

/** The word lists of one language, read once and shared by every article. */
struct lexicon;
/** Read data/LANG under DATA_DIR.  Errors: PQ_EIO, PQ_EFORMAT with file and line. */
PQ_CHECK enum pq_status lexicon_new(const char *data_dir, const char *lang, struct lexicon **out,
				    struct pq_error *error);
void lexicon_free(struct lexicon *lex);

/** A trained tagger of attributions, shared by every article. */
struct tagger;
/** Map the model file PATH.  Errors: PQ_EIO (missing), PQ_EFORMAT (damaged, of another version), PQ_ENOMEM. */
PQ_CHECK enum pq_status tagger_new(const char *path, struct tagger **out, struct pq_error *error);
/** The same of BYTES (aligned to 64), which must outlive it: hostile until checked here. */
PQ_CHECK enum pq_status tagger_open(const void *bytes, size_t len, struct tagger **out, struct pq_error *error);
void tagger_free(struct tagger *m);
/** Trained models; NULL in place of one: the rules alone. */
struct models {
	const struct tagger *attributions, *names;
};

/** Where annotations of DOC end: at its end, unless it is longer than any book. */
uint32_t annotate_reach(const struct pq_doc *doc);
/** Annotate DOC[0, limit) (LIMIT is moved back to a block's start unless it is the text's end).
 *  MODELS: NULL for the rules alone.
 *  What annotate_reach leaves out, and all but the beginning of a paragraph or table of many thousand words, has none; a notice says so.
 *  STOP (may be NULL) is asked now and then; true ends with PQ_EINTERRUPTED.
 *  Errors: PQ_ENOMEM, PQ_EINTERRUPTED.  Cost: linear in LIMIT. */
PQ_CHECK enum pq_status annotate(const struct pq_doc *doc, const struct lexicon *lex, const struct models *models,
				 uint32_t limit, bool (*stop)(void *), void *user, struct anno_builder *out,
				 struct pq_error *error);

#endif
