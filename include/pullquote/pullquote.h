/* pullquote.h - the public face of libpullquote: bytes of an article in, who says what out.
 *
 * The library turns the bytes of one article into a DOCUMENT (text and structure) and ANNOTATIONS over it (entities,
 * quotes, sources, findings), both immutable, flat and free of pointers inside their storage.  It opens no window, prints
 * nothing, never exits and keeps no global state.
 *
 * Offsets are UTF-8 bytes of the document's text, half-open, 32-bit.  Cross references are indices into the arrays
 * of the same structure; PQ_NONE stands for "none". */
#ifndef PULLQUOTE_H
#define PULLQUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define PQ_API __attribute__((visibility("default")))
#define PQ_CHECK __attribute__((warn_unused_result))
#else
#define PQ_API
#define PQ_CHECK
#endif

#define PQ_NONE UINT32_MAX
#define PQ_MAX_TEXT 0x7fffffffu /**< longest text of a document, in bytes */

/** What a call came to: 0, or what went wrong. */
enum pq_status {
	PQ_OK = 0,
	PQ_ENOMEM = -1,       /**< memory ran out */
	PQ_EIO = -2,          /**< the system refused to read or write */
	PQ_EFORMAT = -3,      /**< the bytes are not what they should be (binary, corrupt, another version) */
	PQ_EUNSUPPORTED = -4, /**< a format that has to be converted first (PDF, DOCX, ...) */
	PQ_ETOOBIG = -5,      /**< over PQ_MAX_TEXT */
	PQ_EINVAL = -6,       /**< an argument, option or pattern that cannot be used */
	PQ_EEMPTY = -7,       /**< nothing to read */
	PQ_EINTERRUPTED = -8, /**< the caller asked to stop */
};

/** What a person can be told of a failure.  Optional everywhere; untouched on success. */
struct pq_error {
	enum pq_status status;
	uint32_t line;     /**< line of the file at fault, from 1; 0: none */
	char message[256]; /**< one sentence, UTF-8, no newline, with no control characters */
};

struct pq_span {
	uint32_t start, end;
};

/** A string of a document's or an annotation's own pool; LEN 0 where there is none. */
struct pq_str {
	uint32_t at, len;
};

/* ---- document -------------------------------------------------------------------------------------------------- */

enum pq_block_kind {
	PQ_BLOCK_TITLE,
	PQ_BLOCK_HEADING,
	PQ_BLOCK_PARAGRAPH,
	PQ_BLOCK_LIST_ITEM,
	PQ_BLOCK_BLOCKQUOTE,
	PQ_BLOCK_CAPTION,
	PQ_BLOCK_CREDIT,
	PQ_BLOCK_CODE,  /**< newlines and spaces stand as they are */
	PQ_BLOCK_TABLE, /**< rows end in \n, cells are parted by \t */
	PQ_BLOCK_BYLINE,
	PQ_BLOCK_RELATED, /**< headlines and links to other articles */
	PQ_BLOCK_FURNITURE,
	PQ_BLOCK_KINDS
};

/** A stretch of text that stands on lines of its own.  Blocks are in order and never overlap; between two of them there is
 *  white space alone.  Inside all but CODE and TABLE white space may be collapsed for display. */
struct pq_block {
	struct pq_span span;
	uint8_t kind;     /**< enum pq_block_kind */
	uint8_t level;    /**< heading: 1..6; list item and block quote: depth from 1; else 0 */
	uint16_t ordinal; /**< list item: its number, 0 for a bullet; else 0 */
};

struct pq_link {
	struct pq_span span;
	struct pq_str href; /**< absolute where a base is known; http, https, mailto or a fragment */
};

/** What was cut, skipped or repaired; shown as a banner and told by the exports. */
struct pq_notice {
	struct pq_str message;
};

struct pq_meta {
	struct pq_str source;     /**< the file's name or URL as given; "-" for standard input */
	struct pq_str media_type; /**< "text/plain", "text/markdown", "text/html" */
	struct pq_str charset;    /**< what the bytes were decoded from, "UTF-8" */
	struct pq_str sha256;     /**< of the bytes, 64 hex digits */
	struct pq_str title, published, modified, site, url, language; /**< dates ISO 8601 */
};

/** What a piece of a page was taken for that is no part of its article. */
enum pq_left_out_kind {
	PQ_LEFT_PAGE, /**< navigation, promotion, related stories, sharing and whatever else a page has beside an article */
	PQ_LEFT_ABOUT,   /**< about the article: credits, dates, tags, a box about the author */
	PQ_LEFT_LINKS,   /**< links alone */
	PQ_LEFT_COMMENT, /**< of readers */
	PQ_LEFT_REPEAT,  /**< words of the article once more: a pull quote */
	PQ_LEFT_HIDDEN,  /**< in the page, but not shown by it */
	PQ_LEFT_KINDS
};

/** A piece of a page that stands outside the article: no text of the document, so nothing in it is annotated and nobody speaks
 *  there.  In the page's order. */
struct pq_left_out {
	struct pq_str words; /**< white space collapsed; never empty */
	uint32_t at;         /**< offset in the text behind which it stood */
	uint32_t kind;       /**< enum pq_left_out_kind */
};

/** A document as it lies in memory.  The pointers lead into one block of memory that the owner of the document keeps. */
struct pq_doc {
	const char *text; /**< valid UTF-8, no NUL, not terminated */
	uint32_t text_len;
	const struct pq_block *blocks;
	uint32_t n_blocks;
	const struct pq_link *links; /**< sorted by start */
	uint32_t n_links;
	const struct pq_str *bylines;
	uint32_t n_bylines;
	const struct pq_notice *notices;
	uint32_t n_notices;
	const struct pq_left_out *left_out;
	uint32_t n_left_out;
	struct pq_meta meta;
	const char *strings; /**< the pool that every pq_str of the document points into */
	uint32_t strings_len;
};

/* ---- annotations ----------------------------------------------------------------------------------------------- */

enum pq_entity_type {
	PQ_PERSON,
	PQ_ORGANIZATION,
	PQ_PLACE,
	PQ_GROUP,
	PQ_EVENT,
	PQ_WORK,
	PQ_PRODUCT,
	PQ_DATE,
	PQ_TIME,
	PQ_MONEY,
	PQ_PERCENT,
	PQ_QUANTITY,
	PQ_ENTITY_TYPES
};

enum pq_mention_form { PQ_NAME, PQ_PRONOUN, PQ_NOMINAL, PQ_MENTION_FORMS };

struct pq_mention {
	struct pq_span span;
	uint32_t entity;
	uint8_t form; /**< enum pq_mention_form */
	uint8_t type; /**< enum pq_entity_type, of this mention */
};

struct pq_entity {
	uint8_t type;                  /**< enum pq_entity_type */
	bool introduced;               /**< the text says who this is, or gives a full name */
	struct pq_span description;    /**< the words that introduce them; empty: none */
	struct pq_str name;            /**< the fullest form */
	uint32_t mentions, n_mentions; /**< a run of pq_annotations.entity_mentions */
	uint32_t n_quotes;             /**< statements whose source is this entity */
};

enum pq_quote_kind { PQ_DIRECT, PQ_MIXED, PQ_INDIRECT, PQ_QUOTE_KINDS };

/** Why a source was chosen.  annotate/evidence.def holds the names and the sentences shown. */
typedef uint8_t pq_evidence;

struct pq_part {
	struct pq_span span; /**< without the outer quote marks */
	uint8_t kind;        /**< enum pq_quote_kind */
};

/** One attribution: one cue, one source, one or more parts of content. */
struct pq_quote {
	struct pq_span cue;         /**< empty: none */
	struct pq_span source_span; /**< empty: none in this statement */
	struct pq_str lemma;        /**< of the cue: "say" */
	uint32_t parts, n_parts;    /**< a run of pq_annotations.parts */
	uint32_t source;            /**< index of a source, never PQ_NONE */
	uint32_t continues;         /**< the quote this one goes on from, or PQ_NONE */
	float confidence;           /**< that content and source words are right, 0..1 */
	uint8_t kind;               /**< enum pq_quote_kind */
	pq_evidence evidence;
};

enum pq_source_kind {
	PQ_SOURCE_PERSON,
	PQ_SOURCE_ORGANIZATION,
	PQ_SOURCE_PLACE,
	PQ_SOURCE_DOCUMENT,
	PQ_SOURCE_OUTLET,
	PQ_SOURCE_GROUP,
	PQ_SOURCE_UNKNOWN,
	PQ_SOURCE_KINDS
};

enum pq_naming { PQ_NAMED, PQ_DESCRIBED, PQ_ANONYMOUS, PQ_UNNAMED, PQ_NAMINGS };

struct pq_source {
	struct pq_str name;
	uint32_t entity;           /**< or PQ_NONE */
	uint32_t quotes, n_quotes; /**< a run of pq_annotations.source_quotes */
	uint32_t n_words;          /**< words quoted: of direct and of quoted parts */
	uint8_t kind;              /**< enum pq_source_kind */
	uint8_t naming;            /**< enum pq_naming; UNNAMED exports as "none" */
	bool reason_given;         /**< for being anonymous */
};

enum pq_finding_kind {
	PQ_UNRESOLVED_SPEAKER,
	PQ_PRONOUN_CONFLICT,
	PQ_NOT_INTRODUCED,
	PQ_ANONYMOUS_SOURCE,
	PQ_SECOND_HAND,
	PQ_SHARED_SURNAME,
	PQ_AMBIGUOUS_ACRONYM,
	PQ_DECLINED,
	PQ_WIRE_CREDIT,
	PQ_FURNITURE,
	PQ_SCARE_QUOTE,
	PQ_NEVER_QUOTED,
	PQ_FINDING_KINDS
};

struct pq_finding {
	struct pq_span span;
	struct pq_str message; /**< one sentence a reader understands */
	uint32_t quote;        /**< or PQ_NONE */
	uint8_t kind;          /**< enum pq_finding_kind */
};

/** Everything that stands over a stretch of text, in one list for drawing and for walking. */
enum pq_mark_kind {
	PQ_MARK_QUOTE,
	PQ_MARK_CUE,
	PQ_MARK_SOURCE,
	PQ_MARK_MENTION,
	PQ_MARK_FINDING,
	PQ_MARK_LINK,
	PQ_MARK_KINDS
};

struct pq_mark {
	struct pq_span span;
	uint32_t index; /**< QUOTE, CUE, SOURCE: of a quote (its parts are marks of their own); else of its own array */
	uint32_t reach; /**< greatest end of this mark and all before it */
	uint8_t kind;   /**< enum pq_mark_kind */
};

/** Annotations as they lie in memory; arrays sorted by start, then longest first. */
struct pq_annotations {
	const struct pq_mention *mentions;
	uint32_t n_mentions;
	const struct pq_entity *entities; /**< in order of first mention */
	uint32_t n_entities;
	const uint32_t *entity_mentions; /**< indices of mentions, grouped by entity */
	const struct pq_quote *quotes;   /**< in order of their first part */
	uint32_t n_quotes;
	const struct pq_part *parts;
	uint32_t n_parts;
	const struct pq_source *sources; /**< in order of their first statement */
	uint32_t n_sources;
	const uint32_t *source_quotes; /**< indices of quotes, grouped by source */
	const struct pq_finding *findings;
	uint32_t n_findings;
	const struct pq_notice *notices; /**< what kept the annotations from being all they could be */
	uint32_t n_notices;
	const struct pq_mark *marks;
	uint32_t n_marks;
	struct pq_span covered; /**< the stretch of text that has been annotated */
	bool complete;          /**< COVERED is the whole text */
	const char *strings;
	uint32_t strings_len;
};

/* ---- calls ----------------------------------------------------------------------------------------------------- */

/** A document and the annotations over it, immutable, with the memory of both. */
struct pq_article;

/** What the bytes are, where the caller knows it. */
enum pq_form {
	PQ_FORM_ANY,  /**< told from the content */
	PQ_FORM_TEXT, /**< plain text or Markdown */
	PQ_FORM_PAGE, /**< a page of HTML */
	PQ_FORM_FRAGMENT /**< HTML that is an article without a page around it, as feeds carry it: none of it is left out */
};

/** What may be asked of the reading.  Zero-initialise for the defaults. */
struct pq_options {
	const char *name;          /**< file name or URL, for messages and metadata; NULL: "-" */
	const char *media_type;    /**< as a server declared it; NULL: told from the content */
	const char *charset;       /**< as a server declared it; NULL: told from the content */
	const char *asked_charset; /**< as the reader wants it, whatever server and content say; NULL: no wish */
	const char *url;           /**< where the bytes were found, after redirects; NULL: NAME, if that is a URL */
	const char *notice;        /**< what the reader is to be told of how they came; NULL: nothing */
	enum pq_form form;
	const char *title, *byline, *published,
		*site;        /**< of a FRAGMENT: what is known of it besides; each may be NULL */
	const char *data_dir; /**< where the language data lies; NULL: where it was installed */
};

/** Read, parse and annotate LEN BYTES.
 *  Ownership: *OUT belongs to the caller; pq_article_free.
 *  Errors: PQ_EEMPTY, PQ_EFORMAT (binary), PQ_EUNSUPPORTED (names a converter), PQ_ETOOBIG, PQ_EINVAL (several articles: pq_read_all;
 *  no such character set as asked for), PQ_ENOMEM; *OUT is NULL then.
 *  Cost: linear in LEN. */
PQ_API PQ_CHECK enum pq_status pq_read(const void *bytes, size_t len, const struct pq_options *options,
				       struct pq_article **out, struct pq_error *error);
/** Called with each article of an input, which is the callee's now, or with NULL and why it cannot be read.  False ends the reading. */
typedef bool pq_each(void *user, struct pq_article *article, const struct pq_error *error);
/** Read every article of an input that may hold several - a feed, JSON lines -, in order.  Of any other there is one.
 *  Errors: as pq_read for the input as a whole; PQ_EINTERRUPTED (EACH said so). */
PQ_API PQ_CHECK enum pq_status pq_read_all(const void *bytes, size_t len, const struct pq_options *options,
					   pq_each *each, void *user, struct pq_error *error);
PQ_API const struct pq_doc *pq_article_doc(const struct pq_article *article);
PQ_API const struct pq_annotations *pq_article_annotations(const struct pq_article *article);
PQ_API void pq_article_free(struct pq_article *article);

/** Export ARTICLE as FORMAT: "html", "md", "json", "jsonl", "csv", "ansi", "text", "audit".
 *  Ownership: *OUT, of *LEN bytes and a NUL behind them, belongs to the caller; pq_free.
 *  Errors: PQ_EINVAL (no such format), PQ_ENOMEM. */
PQ_API PQ_CHECK enum pq_status pq_export(const struct pq_article *article, const char *format, char **out, size_t *len,
					 struct pq_error *error);
PQ_API void pq_free(void *memory);

/** "0.1.0" */
PQ_API const char *pq_version(void);

/** The names that the JSON uses ("list-item", "person", "direct", "unresolved-speaker" ...); never NULL. */
PQ_API const char *pq_block_kind_name(enum pq_block_kind kind);
PQ_API const char *pq_left_out_kind_name(enum pq_left_out_kind kind);
PQ_API const char *pq_entity_type_name(enum pq_entity_type type);
PQ_API const char *pq_mention_form_name(enum pq_mention_form form);
PQ_API const char *pq_quote_kind_name(enum pq_quote_kind kind);
PQ_API const char *pq_source_kind_name(enum pq_source_kind kind);
PQ_API const char *pq_naming_name(enum pq_naming naming);
PQ_API const char *pq_finding_kind_name(enum pq_finding_kind kind);
/** "name-before-cue" ..., and one sentence that says why in a reader's words. */
PQ_API const char *pq_evidence_name(pq_evidence evidence);
PQ_API const char *pq_evidence_sentence(pq_evidence evidence);

#ifdef __cplusplus
}
#endif
#endif
