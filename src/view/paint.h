/* view/paint.h - what the files of this room share: styles of things, signs, words for things, the lines on the screen.
 * Strings returned live in the frame's arena and are never NULL (no memory gives ""). */
#ifndef VIEW_PAINT_H
#define VIEW_PAINT_H

#include "doc/query.h"
#include "view/list.h"

/** Signs drawn by us, each with what stands for it in ASCII. */
enum sign {
#define SIGN(symbol, utf8, ascii) SIGN_##symbol,
#include "view/signs.def"
#undef SIGN
	SIGN_COUNT
};
const char *view_sign(const struct view_input *in, enum sign sign);
bool view_ascii(const struct view_input *in);
int32_t view_option(const struct view_input *in, enum option o);
struct style view_style(const struct view_input *in, enum role role);
/** ROLE laid over BASE. */
struct style view_style_on(const struct view_input *in, struct style base, enum role role);

/** The article shown and how; NULL: none is open. */
struct article_view *view_article(const struct view_input *in);
/** Its annotations; an empty set while there are none. */
const struct pq_annotations *view_notes(const struct view_input *in);
/** The current item; ITEM_NONE when its index is not of this snapshot. */
struct item view_current(const struct view_input *in);

/* ---- words (words.c) -------------------------------------------------------------------------------------------- */

/** Text of SPAN with white space as single blanks, cut with an ellipsis behind MAX bytes. */
const char *view_text(const struct view_input *in, struct pq_span span, size_t max);
/** SPAN with the quote marks that stand around it. */
struct pq_span view_marked(const struct pq_doc *doc, struct pq_span span);
/** What a quote says: its parts joined; the quoted ones in quote marks. */
const char *view_quote_text(const struct view_input *in, uint32_t quote, size_t max);
const char *view_str(const struct view_input *in, const char *s, size_t len);
const char *view_anno_str(const struct view_input *in, struct pq_str s);
const char *view_doc_str(const struct view_input *in, struct pq_str s);
/** "1 word", "3 words". */
const char *view_count(const struct view_input *in, uint32_t n, const char *noun);
__attribute__((format(printf, 2, 3))) const char *view_printf(const struct view_input *in, const char *format, ...);
/** "person", "org", "place" ... as shown in lists. */
const char *view_type_word(uint8_t type);
enum role view_type_role(uint8_t type);
const char *view_type_sign(const struct view_input *in, uint8_t type);
/** How the article introduces ENTITY; else what it is; "" for a person with a full name and no more. */
const char *view_introduction(const struct view_input *in, uint32_t entity, size_t max);
/** Name of SOURCE in full: "Adaeze Okafor", "a person with knowledge of the contract", "nobody is named". */
const char *view_source_name(const struct view_input *in, uint32_t source);
/** "certain", "likely", "unsure". */
const char *view_sureness(const struct view_input *in, float confidence);
/** Where the words of a quote stand first. */
struct pq_span view_quote_target(const struct view_input *in, uint32_t quote);
/** Cells that S takes. */
int view_cells(const char *s);
/** The next line of *REST, broken at a blank, of at most CELLS: its start and *LEN; *REST moves behind it.  NULL: no more. */
const char *view_line(const char **rest, int cells, size_t *len);

/* ---- speakers (speaker.c) --------------------------------------------------------------------------------------- */

/** view_speaker, in the frame's arena or in in->speakers. */
const char *view_speaker_name(const struct view_input *in, uint32_t source);
/** Role and hue of a source; beyond eight the hue comes again in italics. */
struct style view_source_style(const struct view_input *in, struct style base, uint32_t source);
enum role view_source_role(const struct view_input *in, uint32_t source, bool *again);

/* ---- the article (article.c, runs.c, cells.c, gutter.c, map.c) --------------------------------------------------- */

/** The lines that stand on the screen, copied: layout may forget its own. */
struct view_lines {
	struct layout_line *at;
	int n;
	bool end; /**< the last line of the text is among them */
};
struct view_lines view_lines_of(const struct view_input *in, int rows);
struct pq_span view_lines_span(const struct view_lines *lines);

/** Where the bytes of one line stand: AT[i] cells from the line's first, for 0 <= i <= LEN. */
struct line_cells {
	uint16_t *at;
	uint32_t len;
};
struct line_cells view_line_cells(const struct view_input *in, const struct layout_line *line);

/** Shrink the overlay to its rows.  Its order must be up to date. */
void view_fit_overlay(const struct view_input *in, struct frame *f);
/** Cells that the overlay has for text beside labels of WIDEST cells. */
uint32_t view_overlay_cells(const struct view_input *in, int widest);
/** The line on the screen, from 0, in which the current item begins; -1: it is not on it. */
int view_current_line(const struct view_input *in, int rows);

/** What a run comes from; later ones lie on top. */
enum layer {
	LAYER_QUOTE,
	LAYER_CUE,
	LAYER_SOURCE,
	LAYER_NAME,
	LAYER_LINK,
	LAYER_FINDING,
	LAYER_CURRENT,
	LAYER_FOLLOW,
	LAYER_MATCH,
	LAYERS
};
/** A stretch of text that looks different from its line. */
struct run {
	struct pq_span span;
	struct style style;
	uint8_t layer; /**< enum layer */
	bool lit;      /**< not dimmed when others are */
};
struct runs {
	struct run *at;
	uint32_t n;
};
/** All runs that touch SPAN, by layer. */
struct runs view_runs(const struct view_input *in, struct pq_span span);

void view_paint_article(const struct view_input *in, const struct frame *f, struct grid *g);
void view_paint_gutter(const struct view_input *in, const struct frame *f, const struct view_lines *lines,
		       struct grid *g);
void view_paint_map(const struct view_input *in, const struct frame *f, const struct view_lines *lines, struct grid *g);

/* ---- around it --------------------------------------------------------------------------------------------------- */

/** Cells left free at either end of the status line on a screen of COLS. */
int view_status_margin(int cols);
void view_paint_status(const struct view_input *in, const struct frame *f, struct grid *g, int *cy, int *cx);
void view_paint_hints(const struct view_input *in, const struct frame *f, struct grid *g);
void view_paint_banner(const struct view_input *in, const struct frame *f, struct grid *g);
/** The Ith of view_notices: the problem, if there is one, comes first. */
const char *view_notice(const struct view_input *in, uint32_t i);
/** "3 min", "<1 min", "2 h": reading time of BYTES. */
const char *view_minutes(const struct view_input *in, uint32_t bytes);
/** Who or what the current item is. */
struct who {
	const char *name;    /**< "" for none */
	const char *rest;    /**< how introduced, which of how many, carried from where */
	const char *brief;   /**< for where that does not fit: the number first; or NULL */
	const char *warning; /**< what findings say of it, or "" */
	uint32_t source;     /**< whose hue NAME has, or PQ_NONE */
};
struct who view_who(const struct view_input *in);
/** The first finding about QUOTE, or PQ_NONE; more by calling again with FROM behind it (a mark's number, told back). */
uint32_t view_finding_of(const struct view_input *in, uint32_t quote, uint32_t *from);
/** The first key of ACTION as bound now, or "". */
const char *view_key_of(const struct view_input *in, enum action action);

extern const struct list_kind list_entities, list_quotes, list_sources, list_help, list_why, list_audit, list_who_said,
	list_articles, list_menu, list_notices, list_left_out, list_charsets;

#endif
