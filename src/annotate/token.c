/* annotate/token.c - text -> words, numbers, punctuation, quote marks, block by block.
 * One scan, each byte looked at a bounded number of times; passes.h says what is one token. */
#include <string.h>

#include "annotate/lexicon.h"
#include "annotate/passes.h"
#include "doc/query.h"
#include "text/chars.h"
#include "text/utf8.h"

#define MAX_WORD 256 /* bytes of a token's lower-cased form that count */
#define MAX_CUTS 8
/* Tokens of one block: as many as a novel has, since a text may come without line breaks; what is no prose is no statement either. */
enum { MOST_PROSE = 1 << 16, MOST_CELLS = 1 << 13 };

struct scanner {
	struct context *c;
	const char *text, *at, *end; /**< of the block */
	uint32_t block;
	bool glued;
	bool opened; /**< a double curly mark has opened in this block */
};

/** The character at P and how many bytes it takes; 0 at the end. */
static inline uint32_t peek(const char *p, const char *end, uint32_t *len)
{
	if (p >= end) {
		*len = 0;
		return 0;
	}
	unsigned char b = (unsigned char)*p;
	if (b < 0x80) {
		*len = 1;
		return b;
	}
	const char *q = p;
	uint32_t u = utf8_next(&q, end);
	*len = (uint32_t)(q - p);
	return u;
}

static inline bool is_ascii_letter(uint32_t u)
{
	return (u | 32) - 'a' < 26;
}
static inline bool is_letter(uint32_t u)
{
	return u < 0x80 ? is_ascii_letter(u) : char_is_letter(u);
}
static inline bool is_digit(uint32_t u)
{
	return u < 0x80 ? u - '0' < 10 : char_is_digit(u);
}
static inline bool is_upper(uint32_t u)
{
	return u < 0x80 ? u - 'A' < 26 : char_is_upper(u);
}
static inline bool is_space(uint32_t u)
{
	return u < 0x80 ? u == ' ' || u - 9 < 5 : char_is_space(u);
}
static inline bool is_apostrophe(uint32_t u)
{
	return u == '\'' || u == 0x2019 || u == 0x02bc;
}
static inline bool is_hyphen(uint32_t u)
{
	return u == '-' || u == 0x2010 || u == 0x2011;
}
static inline bool is_mark(uint32_t u)
{
	return u - 0x300 < 0x70;
} /* combining diacritics */

/* ---- adding ---- */

/** The lower-cased form: apostrophes as ', hyphens as -, and without the full stop of an abbreviation. */
static size_t lower_form(const char *p, const char *end, bool drop_stop, char out[MAX_WORD + 8])
{
	size_t n = 0;
	if (drop_stop && end > p)
		end--;
	while (p < end && n < MAX_WORD) {
		unsigned char b = (unsigned char)*p;
		if (b < 0x80) {
			out[n++] = (char)(b >= 'A' && b <= 'Z' ? b | 32 : b);
			p++;
			continue;
		}
		uint32_t u = utf8_next(&p, end);
		u = is_apostrophe(u) ? '\'' : is_hyphen(u) ? '-' : char_lower(u);
		if (u < 0x80)
			out[n++] = (char)u;
		else if (u < 0x800) {
			out[n++] = (char)(0xc0 | u >> 6);
			out[n++] = (char)(0x80 | (u & 63));
		} else if (u < 0x10000) {
			out[n++] = (char)(0xe0 | u >> 12);
			out[n++] = (char)(0x80 | (u >> 6 & 63));
			out[n++] = (char)(0x80 | (u & 63));
		} else {
			out[n++] = (char)(0xf0 | u >> 18);
			out[n++] = (char)(0x80 | (u >> 12 & 63));
			out[n++] = (char)(0x80 | (u >> 6 & 63));
			out[n++] = (char)(0x80 | (u & 63));
		}
	}
	return n;
}

static uint8_t case_flags(const char *p, const char *end)
{
	uint32_t letters = 0, upper = 0, second = 0, n, at = 0;
	bool first = false;
	while (p < end) {
		uint32_t u = peek(p, end, &n);
		p += n;
		if (!is_letter(u))
			continue;
		bool up = is_upper(u);
		first |= up && !at;
		second |= up && at == 1;
		letters++;
		upper += up;
		at++;
	}
	uint8_t flags = first || (second && upper < letters) ? TOKEN_CAPITAL : 0;
	return flags | (letters > 1 && upper == letters ? TOKEN_ALL_CAPS : 0);
}

/** The number of the word, its classes looked up once. */
static uint32_t word_number(struct context *c, const char *s, size_t len)
{
	uint32_t word = intern_add(&c->words, s, len);
	if (word == UINT32_MAX)
		c->failed = true;
	else if (word == c->word_classes.len && (!vec_push(&c->word_classes, lexicon_word(c->lex, s, len)) ||
						 !vec_push(&c->word_rare, lexicon_rare(c->lex, s, len))))
		c->failed = true;
	return c->failed ? 0 : word;
}

/** "the WHO", "its IT": the letters of a body's name among words in lower case, no pronoun. */
static bool is_acronym(const struct scanner *s, const char *p, const char *end)
{
	uint32_t n;
	if (!(end - p == 3 && !memcmp(p, "WHO", 3)) && !(end - p == 2 && !memcmp(p, "IT", 2)))
		return false;
	const struct token *before = s->c->tokens.len ? &vec_last(&s->c->tokens) : NULL;
	if (before && before->block == s->block && before->kind == TOKEN_WORD)
		return !(before->flags & TOKEN_ALL_CAPS) && before->span.end - before->span.start > 1;
	const char *next = end < s->end && *end == ' ' ? end + 1 : end;
	return is_letter(peek(next, s->end, &n)) && !is_upper(peek(next, s->end, &n));
}

static void add(struct scanner *s, const char *p, const char *end, enum token_kind kind, uint8_t flags, bool drop_stop)
{
	struct context *c = s->c;
	char form[MAX_WORD + 8];
	size_t len = lower_form(p, end, drop_stop, form);
	if (kind == TOKEN_WORD && is_acronym(s, p, end))
		form[len++] = '.'; /* another word than the pronoun */
	uint32_t word = word_number(c, form, len);
	if (c->failed)
		return;
	struct token t = {.span = {(uint32_t)(p - s->text), (uint32_t)(end - s->text)},
			  .word = word,
			  .block = s->block,
			  .region = PQ_NONE,
			  .classes = c->word_classes.at[word],
			  .kind = (uint8_t)kind};
	t.flags = flags | (s->glued ? TOKEN_GLUED : 0);
	if (kind == TOKEN_WORD || kind == TOKEN_NUMBER)
		t.flags |= case_flags(p, end);
	c->failed |= !vec_push(&c->tokens, t);
	s->glued = true;
}

/* ---- words ---- */

/** Bytes of the contraction at P (an apostrophe and its letters, at a word's end), or 0. */
static uint32_t contraction(const char *p, const char *end)
{
	static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m"};
	uint32_t n, m;
	if (!is_apostrophe(peek(p, end, &n)))
		return 0;
	for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
		size_t len = strlen(tails[k]);
		if ((size_t)(end - p) < n + len)
			continue;
		bool same = true;
		for (size_t i = 0; i < len; i++)
			same &= (p[n + i] | 32) == tails[k][i];
		uint32_t next = peek(p + n + len, end, &m);
		if (same && !is_letter(next) && !is_digit(next))
			return n + (uint32_t)len;
	}
	return 0;
}

/** Does an "n't" end here: P at its apostrophe? */
static bool negated(const char *start, const char *p, const char *end)
{
	uint32_t n, m;
	if (p <= start || (p[-1] | 32) != 'n' || !is_apostrophe(peek(p, end, &n)) || p + n >= end || (p[n] | 32) != 't')
		return false;
	return !is_letter(peek(p + n + 1, end, &m));
}

/** Does a dot at P join single letters: "U.S.", or a host name: "amazon.com"? */
static bool dot_joins(const char *segment, const char *p, const char *end)
{
	uint32_t n, m, one;
	uint32_t next = peek(p + 1, end, &n);
	if (!is_letter(next))
		return false;
	peek(segment, end, &one);
	bool single = segment + one == p;
	if (next == 'D' && p - segment == 2 && segment[0] == 'P' && segment[1] == 'h')
		return !is_letter(peek(p + 2, end, &m)); /* Ph.D. */
	if (single)
		return !is_letter(peek(p + 1 + n, end, &m));
	return !is_upper(next) && is_letter(peek(p + 1 + n, end, &m));
}

/** May the character at P stand inside a word? */
static bool joins(const char *start, const char *segment, const char *p, const char *end)
{
	uint32_t n, m;
	uint32_t u = peek(p, end, &n), next = peek(p + n, end, &m);
	if (is_apostrophe(u))
		return is_letter(next) && !contraction(p, end) && !negated(start, p, end);
	if (is_hyphen(u) || u == '&' || u == '_' || u == '@')
		return is_letter(next) || is_digit(next);
	return u == '.' && dot_joins(segment, p, end);
}

struct word {
	const char *start, *end;
	const char *cuts[MAX_CUTS]; /**< its hyphens */
	uint32_t n_cuts;
	bool dots; /**< single letters with dots between */
};

static struct word scan_letters(const char *p, const char *end)
{
	struct word w = {.start = p};
	const char *segment = p;
	for (uint32_t n; p < end; p += n) {
		uint32_t u = peek(p, end, &n);
		if (is_letter(u) || is_digit(u) || is_mark(u))
			continue;
		if (!joins(w.start, segment, p, end))
			break;
		if (is_hyphen(u) && w.n_cuts < MAX_CUTS)
			w.cuts[w.n_cuts++] = p;
		w.dots |= u == '.';
		segment = p + n;
	}
	w.end = p;
	return w;
}

static uint64_t classes_of(const struct context *c, const char *p, const char *end)
{
	char form[MAX_WORD + 8];
	return lexicon_word(c->lex, form, lower_form(p, end, false, form));
}

/** Is the hyphen between A and B one that joins a name to something else? */
static bool hyphen_parts(const struct context *c, const char *a, const char *a_end, const char *b, const char *b_end)
{
	uint8_t x = case_flags(a, a_end), y = case_flags(b, b_end);
	bool x_caps = x & TOKEN_ALL_CAPS, y_caps = y & TOKEN_ALL_CAPS;
	if (*b >= '0' && *b <= '9')
		return false;
	bool month = (x & TOKEN_CAPITAL) && a_end - a > 3; /* "February-end", but "Jun-ho" */
	if (month && (classes_of(c, a, a_end) & (LEX_BIT(MONTH) | LEX_BIT(WEEKDAY))))
		return true;
	if (!(x & TOKEN_CAPITAL))
		return (y & TOKEN_CAPITAL) && !(classes_of(c, a, a_end) & LEX_BIT(PARTICLE));
	if (!(y & TOKEN_CAPITAL))
		return x_caps || (classes_of(c, b, b_end) & LEX_BIT(HYPHEN_TAIL));
	if (x_caps != y_caps)
		return true;
	if (a + 1 == a_end) /* "I-Maine", but "T-Mobile" */
		return classes_of(c, b, b_end) & (LEX_BIT(PLACE) | LEX_BIT(LAND));
	uint64_t land = LEX_BIT(PLACE) | LEX_BIT(NATIONALITY),
		 name = LEX_BIT(FORENAME_FEMALE) | LEX_BIT(FORENAME_MALE) | LEX_BIT(SURNAME);
	uint64_t p = classes_of(c, a, a_end), q = classes_of(c, b, b_end);
	return (p & land) && (q & land) && !((p | q) & name);
}

/** Add [P, END) as one token, or as several where a name is compounded. */
static void add_compound(struct scanner *s, const struct word *w, const char *end, bool drop_stop)
{
	const char *p = w->start;
	for (uint32_t k = 0; k < w->n_cuts; k++) {
		const char *next = k + 1 < w->n_cuts ? w->cuts[k + 1] : w->end;
		uint32_t n;
		peek(w->cuts[k], end, &n);
		if (!hyphen_parts(s->c, p, w->cuts[k], w->cuts[k] + n, next))
			continue;
		add(s, p, w->cuts[k], TOKEN_WORD, 0, false);
		add(s, w->cuts[k], w->cuts[k] + n, TOKEN_PUNCT, 0, false);
		p = w->cuts[k] + n;
	}
	add(s, p, end, TOKEN_WORD, 0, drop_stop);
}

/** Does the full stop behind W belong to it? */
static bool takes_stop(struct scanner *s, const struct word *w, bool *drop)
{
	uint32_t n, m;
	*drop = false;
	if (w->end >= s->end || *w->end != '.')
		return false;
	uint32_t first = peek(w->start, s->end, &n);
	if (w->dots || (w->start + n == w->end && is_upper(first) && first != 'I')) {
		const char *last = w->end - 1; /* "amazon.com." has dots but no single letter at its end */
		return !w->dots || (last > w->start && last[-1] == '.');
	}
	uint64_t classes = classes_of(s->c, w->start, w->end);
	*drop = true;
	if (!(classes & LEX_BIT(ABBREVIATION)))
		return false;
	if (!(classes & LEX_BIT(COMMON)) || (is_upper(first) && (classes & LEX_BIT(TITLE))))
		return true;                           /* "Gov. Roy", "Ms. Roy" */
	uint32_t space = peek(w->end + 1, s->end, &m); /* "no." is an abbreviation only before a number */
	return is_space(space) && is_digit(peek(w->end + 1 + m, s->end, &n));
}

static void scan_word(struct scanner *s)
{
	struct word w = scan_letters(s->at, s->end);
	if (negated(w.start, w.end, s->end)) {
		uint32_t n;
		peek(w.end, s->end, &n);
		const char *not = w.end - 1, *end = w.end + n + 1;
		if (not > w.start)
			add(s, w.start, not, TOKEN_WORD, 0, false);
		add(s, not, end, TOKEN_WORD, 0, false);
		s->at = end;
		return;
	}
	bool drop, stop = takes_stop(s, &w, &drop);
	s->at = w.end + stop;
	add_compound(s, &w, s->at, stop && drop);
	uint32_t tail = contraction(s->at, s->end);
	if (!tail || s->c->failed)
		return;
	bool is_s = (s->at[tail - 1] | 32) == 's';
	uint64_t pronoun = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY) | LEX_BIT(PRONOUN_I) |
			   LEX_BIT(PRONOUN_OTHER);
	bool owner = is_s && !(vec_last(&s->c->tokens).classes & pronoun);
	add(s, s->at, s->at + tail, TOKEN_WORD, owner ? TOKEN_POSSESSIVE : 0, false);
	s->at += tail;
}

/* ---- the rest ---- */

/** "31,000", "14.2", "10.40pm", "1980s", "61-year-old"; "5-2" is three tokens. */
static void scan_number(struct scanner *s)
{
	const char *p = s->at;
	uint32_t n, m;
	for (; p < s->end; p += n) {
		uint32_t u = peek(p, s->end, &n), next = peek(p + n, s->end, &m);
		if (is_letter(u) || is_digit(u))
			continue;
		if ((u == '.' || u == ',' || u == ':' || u == '/') && is_digit(next) && is_digit((unsigned char)p[-1]))
			continue;
		if (!(is_hyphen(u) && is_letter(next) && !is_upper(next)))
			break;
	}
	add(s, s->at, p, TOKEN_NUMBER, 0, false);
	s->at = p;
}

/** A word that starts with an apostrophe: "'em", "'tis", "'90s"; its length, or 0. */
static uint32_t elision(const char *p, const char *end)
{
	static const char *const words[] = {"em", "tis", "twas", "til", "n", "cos"};
	uint32_t n, m;
	peek(p, end, &n);
	const char *q = p + n;
	if (end - q >= 3 && is_digit((unsigned char)q[0]) && is_digit((unsigned char)q[1]) && (q[2] | 32) == 's')
		return n + 3;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		size_t len = strlen(words[k]);
		if ((size_t)(end - q) >= len && !memcmp(q, words[k], len) && !is_letter(peek(q + len, end, &m)))
			return n + (uint32_t)len;
	}
	return 0;
}

static bool is_quote(uint32_t u)
{
	return u == '"' || u == '\'' || (u >= 0x2018 && u <= 0x201f) || u == 0xab || u == 0xbb || u == 0x2039 ||
	       u == 0x203a;
}

/** Two apostrophes at P that are one mark: straight ones, or curly ones that close what a double mark has opened. */
static bool is_double(const struct scanner *s, const char *p, uint32_t u, uint32_t n)
{
	uint32_t m;
	if (peek(p + n, s->end, &m) != u)
		return false;
	return u == '\'' || (u == 0x2019 && s->opened);
}

static void scan_quote(struct scanner *s, uint32_t u, uint32_t n)
{
	const char *p = s->at;
	uint32_t m, skip = is_apostrophe(u) ? elision(p, s->end) : 0;
	if (skip) {
		add(s, p, p + skip, TOKEN_WORD, 0, false);
		s->at = p + skip;
		return;
	}
	s->opened |= u == 0x201c;
	bool twice = is_apostrophe(u) && is_double(s, p, u, n);
	n = twice ? 2 * n : n;
	bool owner =
		!twice && is_apostrophe(u) && s->glued && (p[-1] | 32) == 's' && !is_letter(peek(p + n, s->end, &m));
	add(s, p, p + n, TOKEN_QUOTE, owner ? TOKEN_POSSESSIVE : 0, false);
	s->at = p + n;
}

/** One mark; a run of full stops, dashes or back quotes is one. */
static void scan_punct(struct scanner *s, uint32_t u, uint32_t n)
{
	const char *p = s->at + n;
	if (u == '.' || u == '-' || u == '`')
		while (p < s->end && (unsigned char)*p == u)
			p++;
	add(s, s->at, p, u == '`' && p - s->at == 2 ? TOKEN_QUOTE : TOKEN_PUNCT, 0, false);
	s->at = p;
}

/** An address ("https://...") or a handle ("@name", "#tag") at AT: its end, or NULL. */
static const char *scan_address(const struct scanner *s, uint32_t u)
{
	const char *p = s->at;
	uint32_t n, m;
	size_t left = (size_t)(s->end - p);
	if ((u == '@' || u == '#') && left > 1 && is_letter(peek(p + 1, s->end, &m))) {
		for (p++; p < s->end; p += n) {
			uint32_t c = peek(p, s->end, &n);
			if (!is_letter(c) && !is_digit(c) && c != '_')
				break;
		}
		return p;
	}
	if (!((left > 7 && !memcmp(p, "http://", 7)) || (left > 8 && !memcmp(p, "https://", 8)) ||
	      (left > 4 && !memcmp(p, "www.", 4))))
		return NULL;
	while (p < s->end && !is_space(peek(p, s->end, &n)))
		p += n;
	while (strchr(".,;:!?)'\"", p[-1]))
		p--;
	return p;
}

static void scan_token(struct scanner *s)
{
	uint32_t n, u = peek(s->at, s->end, &n);
	const char *address = u == '@' || u == '#' || u == 'h' || u == 'w' ? scan_address(s, u) : NULL;
	if (address) {
		add(s, s->at, address, TOKEN_WORD, 0, false);
		s->at = address;
	} else if (is_letter(u)) {
		scan_word(s);
	} else if (is_digit(u)) {
		scan_number(s);
	} else if (is_quote(u)) {
		scan_quote(s, u, n);
	} else {
		scan_punct(s, u, n);
	}
}

static void scan_block(struct context *c, uint32_t block)
{
	struct pq_span span = c->doc->blocks[block].span;
	struct scanner s = {c, c->doc->text, c->doc->text + span.start, c->doc->text + span.end, block, false, false};
	enum pq_block_kind kind = (enum pq_block_kind)c->doc->blocks[block].kind;
	uint32_t first = c->tokens.len;
	const uint32_t most = kind == PQ_BLOCK_TABLE || kind == PQ_BLOCK_CODE ? MOST_CELLS : MOST_PROSE;
	while (s.at < s.end && !c->failed && c->tokens.len - first < most) {
		uint32_t n, u = peek(s.at, s.end, &n);
		if (is_space(u)) {
			s.at += n;
			s.glued = false;
			continue;
		}
		scan_token(&s);
		if ((c->tokens.len & 0xffff) == 0 && context_over(c))
			return;
	}
	c->cut += s.at < s.end;
	if (c->tokens.len > first)
		c->tokens.at[first].flags |= TOKEN_BLOCK;
	struct block_tokens b = {first, c->tokens.len - first, block_is_body(kind)};
	c->failed |= !vec_push(&c->blocks, b);
}

void pass_tokens(struct context *c)
{
	c->caseless = text_is_caseless(c->doc);
	for (uint32_t b = 0; b < c->doc->n_blocks && c->doc->blocks[b].span.end <= c->limit; b++) {
		if (context_over(c))
			return;
		scan_block(c, b);
		if (!c->failed)
			sentences_split(c, b);
	}
}
