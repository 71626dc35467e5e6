/* annotate/tagger_model.h - the trained tagger's file: its shape, labels and layout; private to this folder and the trainer.
 *
 * Layout, little-endian: struct tagger_header, then the sections in the order of enum tagger_section, each aligned to 64 bytes and
 * as long as the shape says.  All numbers are integers: vectors in 1/128, weights as int8 with a multiplier a row that brings
 * the sum to the scale of what comes next, activations in 1/16384 (SCALE_ONE). */
#ifndef ANNOTATE_TAGGER_MODEL_H
#define ANNOTATE_TAGGER_MODEL_H

#include "annotate/lexicon.h"
#include "annotate/tagger_input.h"

/* BIO labels: source and content each with where their cue stands. */
enum {
	TAG_NONE,
	TAG_CUE,        /**< begins; + 1: goes on */
	TAG_SOURCE = 3, /**< + one of the three below, + 1: goes on */
	TAG_CONTENT = 9,
	TAG_LABELS = 15,
	TAG_CUE_BEHIND = 0, /**< the cue stands to the right */
	TAG_CUE_BEFORE = 2,
	TAG_ALONE = 4
};
/** May label NOW follow BEFORE (TAG_LABELS: a stretch's start)? */
static inline bool label_follows(unsigned before, unsigned now)
{
	bool goes_on = now != TAG_NONE && (now - 1) % 2 == 1;
	return now < TAG_LABELS && (!goes_on || (before < TAG_LABELS && (before == now || before + 1 == now)));
}

enum {
	SHAPE_WORD = 48, /**< length of a word's vector */
	SHAPE_SIDE = 24, /**< of the sum of its affixes' vectors, and of the sum of its facts' and classes' */
	SHAPE_INPUT = SHAPE_WORD + 2 * SHAPE_SIDE,
	SHAPE_WINDOW = 3 * SHAPE_INPUT,
	SHAPE_BASE = 96, /**< outputs of the convolution */
	SHAPE_CELL = 64, /**< one direction of a gated layer */
	SHAPE_GATES = 3 * SHAPE_CELL,
	SHAPE_LAYER = 2 * SHAPE_CELL,
	SHAPE_LABELS = 16, /**< labels, padded */
	SHAPE_CLASSES = 64,
	SHAPE_FACTS = INPUT_FACT_ROWS + SHAPE_CLASSES,
	SHAPE_CURVE = 4096, /**< steps of a table of sigmoid or tanh over [-8, 8) */
	SHAPE_CALIBRATION = 32,
	SHAPE_MAX_WORDS = 1 << 17
};
enum {
	SCALE_VECTOR = 128,    /**< one, in vectors */
	SCALE_ONE = 1 << 14,   /**< one, in activations and curves */
	SCALE_SUM = 1 << 12,   /**< one, before a curve */
	SCALE_SCORE = 1 << 10, /**< one, in label scores */
	SCALE_SHIFT = 28       /**< multipliers are in 1 / 2^28 */
};

enum tagger_section {
	TAGGER_HASHES, /**< uint32 a known word, rising; its row is the index + 1, row 0 is the unknown word */
	TAGGER_WORDS,  /**< int8 vectors */
	TAGGER_AFFIXES,
	TAGGER_FACTS,     /**< rows of facts, then of classes */
	TAGGER_CLASSES,   /**< uint32: which class each of the latter is of (input_class_id); 0: none */
	TAGGER_BASE,      /**< int8 weights, a row an output */
	TAGGER_BASE_ROWS, /**< int32 multiplier a row, then int32 bias a row on the scale of what comes next */
	TAGGER_GATES1,
	TAGGER_GATES1_ROWS,
	TAGGER_GATES2,
	TAGGER_GATES2_ROWS,
	TAGGER_LABELS,
	TAGGER_LABELS_ROWS,
	TAGGER_STEPS,   /**< int16 score of a label behind a label: [before][now]; then of a stretch's first */
	TAGGER_SIGMOID, /**< int16 curves */
	TAGGER_TANH,
	TAGGER_CALIBRATION, /**< int16: probability in 1/10000 that an attribution is right, by its margin's size */
	TAGGER_SECTIONS
};
enum { TAGGER_VERSION = 1 };
struct tagger_header {
	char magic[8]; /**< "PQTAGGER" */
	uint32_t version;
	uint32_t n_words;
	uint64_t checksum; /**< tagger_checksum of all behind the header */
	uint64_t size;     /**< of the file */
	uint32_t shape[8]; /**< WORD, SIDE, BASE, CELL, LABELS, affix rows, fact rows, CURVE */
};

/** Bytes a section takes in a model of N_WORDS words. */
size_t tagger_section_size(enum tagger_section section, uint32_t n_words);
/** Where it starts; TAGGER_SECTIONS: the file's size. */
size_t tagger_section_at(enum tagger_section section, uint32_t n_words);
uint64_t tagger_checksum(const void *bytes, size_t len);
/** The header that a model of N_WORDS must have, but for its checksum. */
struct tagger_header tagger_header_of(uint32_t n_words);

#endif
