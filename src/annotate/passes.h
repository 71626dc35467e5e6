/* annotate/passes.h - what the passes hand to each other; private to this folder.
 *
 *   tokens       words, punctuation, sentences                                              token.c, sentence.c
 *   marks        quote marks paired into REGIONS (a state machine a paragraph)              marks.c
 *   names        maximal name spans with evidence for a type, a trained tagger's with it     names.c, names.h, truecase.c
 *   entities     names joined into entities: hyphen, case, title, surname, acronym          entities.c, join.c
 *   attributions cue, source span, content parts, from rules; no speaker yet                attribution.c ...
 *   people       pronouns and descriptions joined to entities in reading order              people.c, describe.c, nominal.c, antecedent.c
 *   speakers     source of each attribution, carry-over, dialogue; the table of sources     speakers.c, source_head.c, sources.c
 *   findings     one function a kind                                                        findings_*.c
 *
 * Every pass reads what came before and fills its own arrays of the context.  All indices are into those arrays. */
#ifndef ANNOTATE_PASSES_H
#define ANNOTATE_PASSES_H

#include "annotate/annotate.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"

/* ---- tokens ---- */

/* What is one token: a word with its inner apostrophes, dots, "&" and hyphens ("O'Farrell", "U.S.", "AT&T", "Mather-Lyle", "six-year"), but names
 * stand free of what they are compounded with ("US" "-" "led"; "anti" "-" "Trump"); "n't", "'s", "'re", "'ve", "'ll", "'d", "'m" apart from
 * their words ("can't": "ca" "n't"); an abbreviation with its full stop ("Sept."); a number with its inner marks and letters ("10.40pm", "61-year-old"). */

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_PUNCT,
	TOKEN_QUOTE /**< a quote mark, not an apostrophe; with TOKEN_POSSESSIVE ("parents'"): it may be one all the same */
};
enum {
	TOKEN_CAPITAL = 1,     /**< first letter upper case */
	TOKEN_ALL_CAPS = 2,    /**< two letters or more, all upper case (U.S. too) */
	TOKEN_SENTENCE = 4,    /**< first word of a sentence */
	TOKEN_BLOCK = 8,       /**< first token of a block */
	TOKEN_POSSESSIVE = 16, /**< the 's or ' behind a word is a token of its own with this flag */
	TOKEN_GLUED = 32       /**< no white space before it */
};
struct token {
	struct pq_span span;
	uint32_t word;     /**< number of its lower-cased form in CTX->words */
	uint32_t sentence; /**< index */
	uint32_t block;
	uint32_t region;  /**< innermost region whose inside it stands in, or PQ_NONE; filled by the marks pass */
	uint64_t classes; /**< what the word lists say of the lower-cased form; see lexicon.h */
	uint8_t kind, flags;
};
struct sentence {
	struct pq_span span;
	uint32_t tokens, n_tokens; /**< a run */
	uint32_t block;
};
/** The tokens of a block; empty for blocks that speak for nobody (captions, related, furniture have tokens too, but BODY is false). */
struct block_tokens {
	uint32_t tokens, n_tokens;
	bool body;
};

/* ---- quote marks ---- */

struct region {
	struct pq_span outer;      /**< with its marks */
	struct pq_span inside;     /**< without */
	uint32_t tokens, n_tokens; /**< of the inside */
	uint32_t block;
	uint32_t parent; /**< region around it, or PQ_NONE */
	uint32_t
		goes_on_from; /**< region of the paragraph before that was left open, so that both are one quote; or PQ_NONE */
	bool open;            /**< no closing mark before the block's end */
};

/* ---- names and entities ---- */

enum person_sex {
	SEX_UNKNOWN,
	SEX_FEMALE,
	SEX_MALE,
	SEX_PLURAL /**< several people in one name, a group, an organisation */
};

/** A mention of anything: names first, then what the people pass adds.  Sorted by start when the names pass and the people pass end. */
struct mention {
	struct pq_span span; /**< without title and possessive */
	struct pq_span
		full; /**< with title, determiner and apposition that belong to it: "US President Donald Trump, 72," */
	uint32_t tokens, n_tokens; /**< of SPAN */
	uint32_t entity;           /**< or PQ_NONE: could not be told */
	uint8_t type;              /**< enum pq_entity_type */
	uint8_t form;              /**< enum pq_mention_form */
	bool conflict;             /**< a pronoun whose only possible bearer has another sex */
	bool ambiguous;            /**< several bearers fit */
};
/** What a name's form and neighbours say of it; parallel to the mentions until the entities pass has joined them. */
struct name_info {
	int8_t score[PQ_DATE]; /**< evidence for each type of named thing, in quarter points: all of it */
	int8_t near[PQ_DATE];  /**< what its neighbours say alone */
	int8_t told_place;     /**< part of SCORE for a place that comes from the model */
	uint8_t sex;           /**< of the title before it */
	bool weak;             /**< a title or a common word: a name only where it is short for one */
	bool titled;           /**< a person's title stands before it */
	bool label;            /**< initials before a colon at a block's start: a transcript's speaker */
	uint32_t defines;      /**< it stands in brackets behind this mention, or PQ_NONE */
};

struct entity {
	uint8_t type;
	uint8_t sex; /**< enum person_sex, from titles, forenames, kin words and pronouns that the text uses */
	bool introduced;
	struct pq_span description;
	struct pq_str name; /**< in OUT's pool */
	uint32_t first;     /**< its first mention */
	uint32_t n_names;
};

/* ---- attributions ---- */

/** Names of evidence.def's rows. */
enum {
#define EVIDENCE(symbol, name, sentence) EVIDENCE_##symbol,
#include "annotate/evidence.def"
#undef EVIDENCE
};

/** Where a quote without a cue stands, for the speakers pass. */
enum attribution_place {
	PLACE_CUED,     /**< it has a cue or a source of its own */
	PLACE_BEHIND,   /**< quoted sentences behind other words of their paragraph */
	PLACE_ALONE,    /**< its paragraph holds nothing but quotes */
	PLACE_EMBEDDED, /**< among words that name no speaker */
	PLACE_HEADLINE,
	PLACE_LABEL, /**< a line of a transcript: SOURCE_SPAN is the label, or empty where a turn goes on */
	PLACE_BLOCK  /**< a block quotation */
};

/** The driver hands every attribution over as the quote of the same index, so findings and CONTINUES may refer to it. */
struct attribution {
	struct pq_span cue;         /**< empty: none */
	struct pq_span source_span; /**< empty: none */
	uint32_t cue_token;         /**< the cue's head verb or noun, or PQ_NONE */
	uint32_t parts, n_parts;    /**< a run of CTX->parts */
	uint32_t continues;         /**< attribution, or PQ_NONE */
	uint32_t source_mention;    /**< mention that is or heads the source, or PQ_NONE; filled by the speakers pass */
	uint32_t entity;            /**< who speaks, or PQ_NONE; filled by the speakers pass */
	uint32_t voice;             /**< token of the noun that describes a speaker without an entity, or PQ_NONE */
	uint32_t
		source; /**< index into CTX->out->sources, filled by the speakers pass; PQ_NONE becomes an unknown source */
	uint32_t start;      /**< of its first part */
	struct pq_span hint; /**< no source of its own: the subject of the words before it; empty: none */
	uint32_t block;
	uint8_t place; /**< enum attribution_place */
	uint8_t kind;
	pq_evidence evidence;
	float confidence;
	bool unresolved; /**< the text does not say who */
};

/** "From: Ana Roy" begins a mail here: its writer is the "I" of what follows. */
struct mail_head {
	uint32_t block;
	struct pq_span name;
};

struct context {
	const struct pq_doc *doc;
	const struct lexicon *lex;
	const struct tagger *tagger; /**< NULL: the rules alone */
	const struct tagger *namer;  /**< of names; NULL: the rules alone */
	uint32_t limit;
	struct anno_builder *out;
	struct arena arena;         /**< scratch, gone at the end */
	struct intern words;        /**< lower-cased forms of tokens */
	VEC(uint64_t) word_classes; /**< by number of a word */
	VEC(uint32_t) word_rare;    /**< the same: classes that tokens do not carry */
	VEC(struct token) tokens;
	VEC(struct sentence) sentences;
	VEC(struct block_tokens) blocks;
	VEC(struct region) regions;
	VEC(struct mention) mentions;
	VEC(struct name_info) names; /**< of the mentions that the names pass made, while they stand in its order */
	VEC(struct entity) entities;
	VEC(struct attribution) attributions;
	VEC(struct pq_part) parts;
	VEC(struct mail_head) mail_heads;
	bool (*stop)(void *);
	void *user;
	uint32_t cut;  /**< blocks of which only the beginning has tokens */
	bool caseless; /**< the text uses no capitals: none or hardly any stand in it */
	bool failed;   /**< memory ran out somewhere; tested between passes */
	bool stopped;  /**< STOP said so */
};

/* One function a pass; each sets CTX->failed when memory runs out and otherwise cannot fail. */
void pass_tokens(struct context *c);
void pass_marks(struct context *c);
void pass_names(struct context *c);
void pass_entities(struct context *c);
void pass_attributions(struct context *c);
void pass_people(struct context *c);
void pass_speakers(struct context *c);
void pass_findings(struct context *c);

/* unread.c: a text in another language than the lexicon's. */

/** Is DOC's language, if it is known, the one that the rules read? */
bool language_is_read(const struct pq_doc *doc);
/** The notice that says why so little is found. */
void note_unread(struct context *c);
/** In the place of all passes behind the marks but the findings: each quoted region of some words is a quote of nobody. */
void pass_quote_marks(struct context *c);

/** Free what the passes made; the arena too. */
void context_release(struct context *c);
/** Has the caller asked to stop, or has memory run out?  Long passes ask once a block or so and leave. */
bool context_over(struct context *c);

/* Parts of the tokens pass. */
void sentences_split(struct context *c, uint32_t block);
/** Is a text written without capitals, as far as its first pages show?  A text without any Latin letter is not. */
bool text_is_caseless(const struct pq_doc *d);

/* Questions that several passes ask. */

/** First token that ends behind AT; tokens.len: none.  O(log n). */
uint32_t token_at(const struct context *c, uint32_t at);
/** Mention that covers SPAN's head: the longest mention inside SPAN that starts first; PQ_NONE. */
uint32_t mention_in(const struct context *c, struct pq_span span);
/** Is the token's lower-cased form S? */
bool token_is(const struct context *c, uint32_t token, const char *s);
static inline bool token_has(const struct context *c, uint32_t token, uint64_t classes)
{
	return token < c->tokens.len && (c->tokens.at[token].classes & classes) != 0;
}
/** Is the token's word in one of the lists that tokens do not carry (LEX_RARE_BIT)? */
static inline bool token_has_rare(const struct context *c, uint32_t token, uint32_t classes)
{
	return token < c->tokens.len && (c->word_rare.at[c->tokens.at[token].word] & classes) != 0;
}
/** A finding with a message for the reader. */
void finding_add(struct context *c, enum pq_finding_kind kind, struct pq_span span, uint32_t quote, const char *format,
		 ...) __attribute__((format(printf, 5, 6)));

#endif
