/* engine/engine.h - bytes -> document + annotations: sniffing, charset, the passes in order; the library's facade. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "annotate/annotate.h"
#include "doc/entries.h"
#include "doc/snapshot.h"

/** What every article shares: the language data.  One a process; a worker is forked with it already read. */
struct engine;
/** DATA_DIR: NULL is $PULLQUOTE_DATA, else where the data was installed (in a build tree: the sources' data).
 *  The lexicon is read on the first annotation, not here. */
PQ_CHECK enum pq_status engine_new(const char *data_dir, struct engine **out, struct pq_error *error);
void engine_free(struct engine *e);
/** Annotate by the rules alone, whatever models there are.  Before the first annotation. */
void engine_use_rules(struct engine *e);
/** One sentence for the reader where the rules work alone though they were not asked to (the model is missing, damaged or of another
 *  version), once the language data was read; else NULL. */
const char *engine_notice(const struct engine *e);
/** Read the language data now, before workers are forked that would each read it.  Errors: as lexicon_new. */
PQ_CHECK enum pq_status engine_warm(struct engine *e, struct pq_error *error);

/** Load the libraries and make the tables that most articles need, before workers are forked that would each do so. */
void engine_load(void);
/** Take from the file system what parsing BYTES needs of it - libraries, character sets -, for a process that is about to lose it.
 *  Returns the folder that engine_warm will read, the engine's; NULL: it has been read, or no memory. */
const char *engine_prepare(struct engine *e, const void *bytes, size_t len, const struct pq_options *options);

/** What BYTES hold where they are not one article (doc/entries.h): a feed, JSON lines, or something packed, which was unpacked PACKED times
 *  before it came here.  OUT->bytes is NULL where they are one: engine_parse.
 *  Errors: PQ_EEMPTY, PQ_EFORMAT, PQ_EUNSUPPORTED (no library; packed too often), PQ_ETOOBIG, PQ_ENOMEM.  Cost: linear. */
PQ_CHECK enum pq_status engine_split(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
				     unsigned packed, struct blob *out, struct pq_error *error);
/** Bytes to a frozen document.  Sniffs the format, decodes, parses.  Errors as pq_read. */
PQ_CHECK enum pq_status engine_parse(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
				     struct blob *out, struct pq_error *error);
/** Bytes to a document with no parser but a linear pass that drops markup: what is shown when a parser died of them.  NOTICE says so
 *  to the reader. */
PQ_CHECK enum pq_status engine_strip(struct engine *e, const void *bytes, size_t len, const struct pq_options *options,
				     const char *notice, struct blob *out, struct pq_error *error);
/** The document to frozen annotations of its first LIMIT bytes (see annotate). */
PQ_CHECK enum pq_status engine_annotate(struct engine *e, const struct pq_doc *doc, uint32_t limit,
					bool (*stop)(void *), void *user, struct blob *out, struct pq_error *error);
/** Where the next generation ends that follows one that ended at DONE: windows grow eightfold, so that all of them together
 *  cost a seventh more than the last.  Starts at 64 KiB. */
uint32_t engine_next_limit(const struct pq_doc *doc, uint32_t done);

/** What is known of ENTRY of E besides its bytes; NAME: where it has none of its own.  Points into E. */
struct pq_options engine_options_of(const struct entries *e, const struct entry *entry, const char *name);

#endif
