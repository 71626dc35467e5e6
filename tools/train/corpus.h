/* tools/train/corpus.h - annotated articles as the tagger sees them: rows of input and one label a token. */
#ifndef TRAIN_CORPUS_H
#define TRAIN_CORPUS_H

#include "annotate/tagger_model.h"

enum {
	LABEL_ANY = 255, /**< nobody says which label a token has */
	HINTS = 8        /**< what parse-hints says of a token */
};

struct article {
	uint32_t n_tokens;
	uint32_t *word; /**< its number in the corpus' words */
	struct input_facts *facts;
	uint64_t *classes;
	uint16_t (*hints)[HINTS]; /**< NULL: none */
	uint8_t *label;
	bool labelled;
	bool open;           /**< some labels are LABEL_ANY */
	uint32_t *block_end; /**< ends of the stretches that are decoded on their own */
	uint32_t n_blocks;
};
struct corpus {
	VEC(struct article) articles;
	struct intern words;
	VEC(struct input_word) inputs; /**< by number of a word */
	VEC(uint32_t) counts;          /**< how often each stands in the articles */
};

/** Read DIR/text and DIR/attributions (PolNeAR's layout: text files, brat annotations), in order of name, and what DIR/hints has
 *  of parse-hints.  False: the reason is on standard error. */
bool corpus_read(struct corpus *c, const char *dir, const char *data_dir);
/** The same of DIR/text alone; such articles have no labels. */
bool corpus_read_plain(struct corpus *c, const char *dir, const char *data_dir);
/** The same of DIR/text and DIR/names, as names-corpus writes them, for the model of names. */
bool corpus_read_names(struct corpus *c, const char *dir, const char *data_dir);
/** What is to be done with an article while the engine still holds what its passes found of it: its context has run up to the entities, its
 *  labels are laid.  False: no more. */
typedef bool corpus_visitor(void *user, struct context *c, const struct article *a);
/** Show VISIT the articles of N TEXTS (DIR/text/NAME.txt, their annotations in DIR/attributions), one after another. */
bool corpus_visit(char *const *texts, int n, const char *data_dir, corpus_visitor *visit, void *user);
/** Lay the spans of a file over A's tokens.  MAP: byte of the document of each of the file's N_POINTS code points.  False: it cannot be read. */
typedef bool corpus_layer(const struct context *c, struct article *a, const char *path, const uint32_t *map,
			  uint32_t n_points);
corpus_layer lay_names;
/** The number of a word, which is added if need be; UINT32_MAX: no memory. */
uint32_t corpus_word(struct corpus *c, const char *lower, size_t len);
void corpus_release(struct corpus *c);

#endif
