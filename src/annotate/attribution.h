/* annotate/attribution.h - what the rules of attribution share; private to this folder.
 *
 * A body block is read as a row of UNITS: a word, a whole name, a punctuation mark, or a whole quoted region.  A STATEMENT
 * is a run of units that ends like a sentence outside quote marks.  Each unit has one TAG, a coarse part of speech told
 * from the word lists, its ending and its neighbours. */
#ifndef ANNOTATE_ATTRIBUTION_H
#define ANNOTATE_ATTRIBUTION_H

#include "annotate/lexicon.h"
#include "annotate/passes.h"
#include "annotate/tagger.h"

enum unit_tag {
	TAG_NOUN, /**< and adjectives: what no list knows */
	TAG_NAME,
	TAG_NUMBER,
	TAG_DET,
	TAG_POSS,     /**< his, her, their */
	TAG_GENITIVE, /**< the 's of a token of its own */
	TAG_SUBJ,     /**< he, she, they, who as a subject, everybody */
	TAG_OBJ,      /**< him, them */
	TAG_PREP,
	TAG_TO,
	TAG_CONJ,
	TAG_SUB, /**< that, who, when, because */
	TAG_AUX,
	TAG_NEG,
	TAG_ADV,
	TAG_TIME,
	TAG_VERB, /**< finite */
	TAG_BARE, /**< an infinitive */
	TAG_ING,
	TAG_PART, /**< a past participle that is not finite */
	TAG_COMMA,
	TAG_COLON,
	TAG_SEMI,
	TAG_DASH,
	TAG_OPEN, /**< ( [ */
	TAG_CLOSE,
	TAG_STOP, /**< . ? ! ... */
	TAG_OTHER,
	TAG_QUOTE /**< a region */
};
#define TAG_BIT(tag) (UINT32_C(1) << (tag))
enum {
	NP_TAGS = TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NUMBER),
	FINITE_TAGS = TAG_BIT(TAG_AUX) | TAG_BIT(TAG_VERB),
	NP_START_TAGS = TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NUMBER) | TAG_BIT(TAG_DET) |
			TAG_BIT(TAG_POSS) | TAG_BIT(TAG_SUBJ)
};

/** Forms of verbs of saying, whatever they take. */
static const uint64_t CUE_ANY = LEX_BIT(CUE) | LEX_BIT(CUE_WEAK) | LEX_BIT(CUE_TO) | LEX_BIT(CUE_OBJECT) |
				LEX_BIT(CUE_NAME) | LEX_BIT(CUE_TELL) | LEX_BIT(CUE_MANNER);

struct unit {
	uint32_t token, n_tokens;
	uint32_t region; /**< or PQ_NONE */
	uint64_t classes;
	uint8_t tag;
	bool capital, starts; /**< STARTS: first word of a sentence */
	bool person;          /**< a name of a person or an organization, whole */
};

/** A run of units of the block at hand. */
struct statement {
	uint32_t from, to;
};

/** The verb (or noun) of saying at hand. */
struct cue {
	uint32_t from, head, to; /**< units of the verb group [from, to) */
	uint64_t classes;        /**< of the head, phrases counted */
	bool passive, gerund, phrase;
};

/** [FROM, TO) of units; empty: none. */
struct range {
	uint32_t from, to;
};
static inline bool range_empty(struct range r)
{
	return r.from >= r.to;
}

/** "He went on:" at a paragraph's end: the cue and source of the quote that the next paragraph opens with. */
struct opening {
	struct pq_span cue, source;
	uint32_t cue_token;
	pq_evidence evidence;
	bool is_set;
};

/** Who wrote what a mail quotes, by how deep it stands: the line above it says so ("On 3 March, Ana Roy wrote:"), or its own head ("From:
 *  Ana Roy").  What was told holds until the same depth, or one above it, is led over to again. */
enum { WRITERS_DEEPEST = 16 };
struct writers {
	struct {
		struct opening told;
		bool mail; /**< what is quoted goes on behind a reply */
	} at[WRITERS_DEEPEST + 1];
	struct opening next; /**< of what is quoted next, deeper than NEXT_LEVEL */
	uint32_t next_level;
	bool next_mail;
};

/** The work at one block. */
struct scene {
	struct context *c;
	VEC(struct unit) units;
	VEC(struct statement) statements;
	VEC(uint8_t) used; /**< a unit: 1 where it is content, cue or source of something already */
	uint32_t block;
	bool all_capitals; /**< most words of the block are capitalised (a headline, shouting): capitals tell nothing */
	uint32_t next_mention;      /**< names are read along with the tokens */
	uint32_t first_attribution; /**< of this block */
	struct opening opening;     /**< of the block before */
	struct pq_span signature;   /**< who signs the block, a block quotation; or empty */
	struct writers writers;
	float floor;                       /**< what the rules are less sure of is not added */
	const struct tagger_label *labels; /**< of all tokens; NULL: the rules alone */
};

/** May somebody be quoted in this block?  The body and headlines; quote marks of code and the cells of a table hold no speech. */
static inline bool block_speaks(const struct context *c, uint32_t block)
{
	uint8_t kind = c->doc->blocks[block].kind;
	return c->blocks.at[block].n_tokens > 0 && kind != PQ_BLOCK_CODE && kind != PQ_BLOCK_TABLE &&
	       (c->blocks.at[block].body || kind == PQ_BLOCK_TITLE);
}

/* units.c */
void scene_read(struct scene *s, uint32_t block);
bool unit_is(const struct scene *s, uint32_t unit, const char *word);
static inline bool unit_tag_in(const struct scene *s, uint32_t unit, uint32_t tags)
{
	return unit < s->units.len && (TAG_BIT(s->units.at[unit].tag) & tags) != 0;
}
static inline bool unit_has(const struct scene *s, uint32_t unit, uint64_t classes)
{
	return unit < s->units.len && (s->units.at[unit].classes & classes) != 0;
}
struct pq_span unit_span(const struct scene *s, uint32_t unit);
/** From the first letter of the range to its last; punctuation at the ends is dropped, quote marks too where one region is all. */
struct pq_span range_span(const struct scene *s, struct range r);
bool range_has(const struct scene *s, struct range r, uint32_t tags);
/** Is the region a clause or more, by what stands in it? */
bool region_is_clause(const struct context *c, uint32_t region);
uint32_t region_words(const struct context *c, uint32_t region);

/* verbs.c */
/** CUE_PHRASE, CUE_OBJECT_PHRASE of the two words that start at UNIT, or 0. */
uint64_t unit_phrase(const struct scene *s, uint32_t unit);
/** The verb group around unit HEAD, if it can be a cue at all. */
bool cue_read(const struct scene *s, struct statement st, uint32_t head, struct cue *out);

/* block_quotation.c */
/** Is BLOCK the line below block quotations that says whose they are: "— Ana Roy (@ana) May 3"? */
bool block_signs(const struct context *c, uint32_t block);
/** Who signs BLOCK, a block quotation: the words behind the dash of such a line, or the one person whom the next paragraph
 *  names and says nothing of.  Empty: nobody, or BLOCK is none.  Looks at a bounded number of blocks. */
struct pq_span signature_below(const struct context *c, uint32_t block);
/** Does the block quotation repeat words that stand near it?  A pulled quote is told where it was said. */
bool block_is_pulled(const struct context *c, uint32_t block);

/* writers.c */
/** BLOCK comes next, whatever it is; its head or its words may tell who wrote what follows. */
void writers_meet(struct writers *w, struct context *c, uint32_t block);
/** Who wrote BLOCK, a block quotation; NULL: nobody says.  The words that say so are the first such block's alone. */
const struct opening *writers_of(const struct writers *w, const struct context *c, uint32_t block);
/** Is BLOCK, itself quoted, nothing but the line that leads over to what is quoted deeper? */
bool block_leads(const struct context *c, uint32_t block);

/* refusal.c */
/** Does a refusal start at TOKEN: "declined to comment", "not be reached", "not respond to a request"? */
bool is_refusal(const struct context *c, uint32_t token);

/* source.c */
/** The subject of the verb group that starts at VERB, not reaching back before FLOOR. */
struct range source_left(const struct scene *s, uint32_t floor, uint32_t verb);
/** The subject behind an inverted verb ("said X, who ..., of Y"), which ends before CEILING. */
struct range source_right(const struct scene *s, uint32_t from, uint32_t ceiling);
/** SOURCE without the participle clause that opens its sentence: "Praising Ann Roy, the clerk said". */
struct range source_past_opener(const struct scene *s, struct range source);
/** The hearer that stands at FROM ("reporters", "the court"); empty: none. */
struct range addressee(const struct scene *s, uint32_t from, uint32_t ceiling);

/** The subject of the statement's first finite verb at or behind FLOOR. */
struct range main_subject(const struct scene *s, struct statement st, uint32_t floor);

/* clause.c */
/** Is this unit a verb of saying that may take a clause? */
bool is_cue_verb(const struct scene *s, uint32_t unit);
/** Step over adverbs, times, places and channels at FROM. */
uint32_t skip_adverbials(const struct scene *s, uint32_t from, uint32_t ceiling);
/** Where the clause that starts at FROM ends. */
uint32_t clause_end(const struct scene *s, uint32_t from, uint32_t ceiling);

/** The subject of the nearest finite verb before UNIT, not before FLOOR: what a coordinated verb shares. */
struct range subject_of_verb_before(const struct scene *s, uint32_t floor, uint32_t unit);

/* attribution.c */
/** Mark the units of R as taken. */
void scene_use(struct scene *s, struct range r);
bool scene_used(const struct scene *s, uint32_t unit);
void attribution_add(struct scene *s, const struct cue *cue, struct range source, const struct range *parts,
		     unsigned n_parts, bool direct, pq_evidence evidence, float confidence);
/** The same, with a confidence that needs no correction for the kind of source. */
void attribution_put(struct scene *s, const struct cue *cue, struct range source, const struct range *parts,
		     unsigned n_parts, bool direct, pq_evidence evidence, float confidence);

/** R goes on with, or before, what attribution INDEX says. */
void attribution_extend(struct scene *s, uint32_t index, struct range r);

/* linker.c */
struct piece {
	uint32_t from, to; /**< tokens */
	int32_t margin;    /**< of the least sure of its ends */
	uint32_t cue;      /**< the cue that it points at, or PQ_NONE */
	uint32_t first;    /**< of a cue: the first piece that points at it, or PQ_NONE */
	uint32_t next;     /**< the next piece that points at the same cue, or PQ_NONE */
	uint8_t what, where;
};
struct linker {
	const struct tagger *tagger;
	VEC(struct piece) pieces; /**< of the block at hand */
};
/** Read the labels of the block at hand. */
void linker_block(struct scene *s, struct linker *k);
/** Add the attributions whose cue stands in ST; MIXED: only those that hold quoted words in a clause of others. */
void attribute_tagged(struct scene *s, struct linker *k, struct statement st, bool mixed);
/* transcript.c */
/** Labels that start at least two paragraphs ("NR: ..."), where there are two such labels or "Q" is one. */
struct transcript {
	VEC(uint32_t) counts; /**< by number of the label in LABELS */
	struct intern labels;
	uint32_t n_labels; /**< labels in use; below 2: no transcript */
	bool in_turn;      /**< the block before was a turn */
};
void transcript_find(struct context *c, struct transcript *t);
/** If the block is a turn, or goes on with one: add it as a direct quote. */
bool transcript_block(struct scene *s, struct transcript *t, uint32_t block);
void transcript_release(struct transcript *t);

/* attribution_direct.c */
void attribute_quoted(struct scene *s, struct statement st);
/** Does the paragraph's last statement ST end in a cue and a colon? */
void attribute_opening(struct scene *s, struct statement st, struct opening *out);
/* attribution_reported.c */
void attribute_reported(struct scene *s, struct statement st);

#endif
