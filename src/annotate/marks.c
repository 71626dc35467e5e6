/* annotate/marks.c - quote marks paired into regions: one pass a block over the marks alone, with a stack of open ones.
 *
 * Curly marks and guillemets say by themselves which way they face; straight ones are told by the white space around
 * them, single ones by an apostrophe test that looks ahead for a better closing mark.  Each block starts afresh, so a lost
 * mark costs one paragraph.  A paragraph left open whose successor opens again is one quote with it (goes_on_from). */
#include <string.h>

#include "annotate/attribution.h"

enum mark_style { MARK_DOUBLE, MARK_SINGLE, MARK_GUILLEMET, MARK_STYLES };
enum { FACES_LEFT = 1 /**< may open */, FACES_RIGHT = 2 /**< may close */, WEAK = 4 /**< rather an apostrophe */ };
enum { MAX_DEPTH = 8 };

struct mark {
	uint32_t token;
	uint32_t closers; /**< sure closing marks of this style from here to the block's end */
	int32_t balance;  /**< closing less opening marks of this style from here on, this one too */
	uint8_t style, faces;
	bool better_ahead; /**< a sure closing mark of this style follows before the next opening one */
};
struct marks {
	struct context *c;
	VEC(struct mark) list;
	uint32_t stack[MAX_DEPTH]; /**< regions */
	uint8_t styles[MAX_DEPTH];
	unsigned depth;
	uint32_t first_token, end_token;
};

static const struct {
	char text[8];
	uint8_t style, faces;
} shapes[] = {
	{"\"", MARK_DOUBLE, 0},
	{"\xe2\x80\x9c", MARK_DOUBLE, FACES_LEFT},
	{"\xe2\x80\x9d", MARK_DOUBLE, FACES_RIGHT},
	{"\xe2\x80\x9e", MARK_DOUBLE, FACES_LEFT},
	{"''", MARK_DOUBLE, 0},
	{"\xe2\x80\x99\xe2\x80\x99", MARK_DOUBLE, FACES_RIGHT},
	{"``", MARK_DOUBLE, FACES_LEFT},
	{"\xc2\xab", MARK_GUILLEMET, FACES_LEFT},
	{"\xc2\xbb", MARK_GUILLEMET, FACES_RIGHT},
	{"'", MARK_SINGLE, 0},
	{"`", MARK_SINGLE, FACES_LEFT},
	{"\xe2\x80\x98", MARK_SINGLE, FACES_LEFT},
	{"\xe2\x80\x99", MARK_SINGLE, FACES_RIGHT | WEAK},
	{"\xe2\x80\xb9", MARK_SINGLE, FACES_LEFT},
	{"\xe2\x80\xba", MARK_SINGLE, FACES_RIGHT},
};

static struct pq_span token_span(const struct context *c, uint32_t token)
{
	return c->tokens.at[token].span;
}

static bool is_space(char ch)
{
	return ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r';
}

/** Does white space (or NBSP) or the text's edge stand right before AT? */
static bool space_before(const struct pq_doc *d, uint32_t at)
{
	if (at == 0 || is_space(d->text[at - 1]))
		return true;
	return at >= 2 && (unsigned char)d->text[at - 2] == 0xc2 && (unsigned char)d->text[at - 1] == 0xa0;
}

static bool space_after(const struct pq_doc *d, uint32_t at)
{
	if (at >= d->text_len || is_space(d->text[at]))
		return true;
	return at + 1 < d->text_len && (unsigned char)d->text[at] == 0xc2 && (unsigned char)d->text[at + 1] == 0xa0;
}

static bool is_alnum(char ch)
{
	return (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
	       (unsigned char)ch >= 0xc3;
}

/** A letter or digit starts at AT; the quote marks and dashes of General Punctuation do not count. */
static bool word_at(const struct pq_doc *d, uint32_t at)
{
	return at < d->text_len && is_alnum(d->text[at]) && (unsigned char)d->text[at] != 0xe2;
}

/** A letter or digit ends right before AT. */
static bool word_before(const struct pq_doc *d, uint32_t at)
{
	if (at == 0)
		return false;
	unsigned char ch = (unsigned char)d->text[at - 1];
	if (ch < 0x80)
		return is_alnum((char)ch);
	return !(at >= 3 && (unsigned char)d->text[at - 3] == 0xe2 && (unsigned char)d->text[at - 2] == 0x80);
}

/** 'em, '90s, 'tis: words that lost their beginning. */
static bool is_elision(const struct pq_doc *d, uint32_t at)
{
	static const char *const words[] = {"em", "tis",  "twas",  "cause", "til", "till",
					    "n",  "bout", "round", "cos",   "er",  "im"};
	uint32_t end = at;
	while (end < d->text_len && end - at < 8 && is_alnum(d->text[end]))
		end++;
	if (end - at == 3 && d->text[at] >= '0' && d->text[at] <= '9' && d->text[end - 1] == 's')
		return true;
	if (end - at == 2 && d->text[at] >= '0' && d->text[at] <= '9' && d->text[at + 1] >= '0' &&
	    d->text[at + 1] <= '9')
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == end - at && memcmp(words[i], d->text + at, end - at) == 0)
			return true;
	return false;
}

/** Fill in FACES of a straight mark, or what speaks against a curly one. */
static void mark_face(const struct context *c, struct mark *m)
{
	const struct pq_doc *d = c->doc;
	struct pq_span s = token_span(c, m->token);
	bool left = word_before(d, s.start), right = word_at(d, s.end);
	bool gap_left = space_before(d, s.start), gap_right = space_after(d, s.end);
	bool curly = m->faces != 0;
	/* »so« in German and Danish, ”so” in Swedish and Finnish: a mark that hugs a word on its other side alone is turned. */
	if (curly && m->style != MARK_SINGLE && m->faces == FACES_RIGHT && gap_left && right)
		m->faces = FACES_LEFT;
	else if (m->style == MARK_GUILLEMET && m->faces == FACES_LEFT && !gap_left && !right)
		m->faces = FACES_RIGHT;
	if (!curly) {
		if (!gap_right && (gap_left || !left))
			m->faces |= FACES_LEFT;
		if (!gap_left && (gap_right || !right))
			m->faces |= FACES_RIGHT;
		if (m->faces == 0)
			m->faces = FACES_LEFT | FACES_RIGHT;
		if (gap_left && !gap_right)
			m->faces = FACES_LEFT;
		if (gap_right && !gap_left)
			m->faces = FACES_RIGHT;
	}
	if (m->style != MARK_SINGLE)
		return;
	if (left && right)
		m->faces = 0;
	if ((m->faces & FACES_LEFT) && is_elision(d, s.end))
		m->faces = 0;
	if (!curly && (m->faces & FACES_LEFT) && left)
		m->faces &= (uint8_t)~FACES_LEFT;
	/* "the insurers' letter": an s before, a word behind */
	m->faces &= (uint8_t)~WEAK;
	bool s_before = s.start > 0 && (d->text[s.start - 1] == 's' || d->text[s.start - 1] == 'n');
	if ((m->faces & FACES_RIGHT) && s_before && gap_right && word_at(d, s.end + 1))
		m->faces |= WEAK;
}

static bool mark_read(const struct context *c, uint32_t token, struct mark *out)
{
	struct pq_span s = token_span(c, token);
	uint32_t len = s.end - s.start;
	if (len >= sizeof shapes->text)
		return false;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (strlen(shapes[i].text) == len && memcmp(shapes[i].text, c->doc->text + s.start, len) == 0) {
			*out = (struct mark){.token = token, .style = shapes[i].style, .faces = shapes[i].faces};
			mark_face(c, out);
			return out->faces != 0;
		}
	return false;
}

/** What „ opens may be closed by “. */
static void close_low_marks(struct marks *m)
{
	bool low = false;
	for (uint32_t i = 0; i < m->list.len; i++) {
		struct mark *k = &m->list.at[i];
		const char *s = m->c->doc->text + token_span(m->c, k->token).start;
		if (k->style != MARK_DOUBLE)
			continue;
		if (low && !memcmp(s, "\xe2\x80\x9c", 3))
			k->faces = FACES_RIGHT;
		low = !memcmp(s, "\xe2\x80\x9e", 3);
	}
}

/** The block's marks, with what lies ahead of each. */
static void marks_collect(struct marks *m, const struct block_tokens *b)
{
	struct context *c = m->c;
	m->list.len = 0;
	for (uint32_t t = b->tokens; t < b->tokens + b->n_tokens; t++) {
		struct mark mark;
		const struct token *token = &c->tokens.at[t];
		bool candidate = token->kind == TOKEN_QUOTE ||
				 (token->kind != TOKEN_NUMBER && token->span.end - token->span.start <= 3);
		if (candidate && mark_read(c, t, &mark) && !vec_push(&m->list, mark))
			c->failed = true;
	}
	close_low_marks(m);
	uint32_t closers[MARK_STYLES] = {0};
	int32_t balance[MARK_STYLES] = {0};
	bool ahead[MARK_STYLES] = {false};
	for (uint32_t i = m->list.len; i-- > 0;) {
		struct mark *k = &m->list.at[i];
		k->better_ahead = ahead[k->style];
		bool sure = (k->faces & FACES_RIGHT) && !(k->faces & WEAK);
		closers[k->style] += sure;
		k->closers = closers[k->style];
		balance[k->style] += k->faces == FACES_LEFT ? -1 : sure;
		k->balance = balance[k->style];
		if (sure)
			ahead[k->style] = true;
		if (k->faces == FACES_LEFT)
			ahead[k->style] = false;
	}
}

static void region_open(struct marks *m, const struct mark *k)
{
	struct context *c = m->c;
	if (m->depth == MAX_DEPTH)
		return;
	struct pq_span s = token_span(c, k->token);
	struct region r = {.outer = s,
			   .inside = {s.end, s.end},
			   .tokens = k->token + 1,
			   .block = c->tokens.at[k->token].block,
			   .parent = m->depth ? m->stack[m->depth - 1] : PQ_NONE,
			   .goes_on_from = PQ_NONE,
			   .open = true};
	if (!vec_push(&c->regions, r)) {
		c->failed = true;
		return;
	}
	m->styles[m->depth] = k->style;
	m->stack[m->depth++] = c->regions.len - 1;
}

/** Forget a region: its mark was no mark. */
static void region_drop(struct region *r)
{
	r->outer.end = r->outer.start;
}

/** Close the region at depth D at TOKEN; what was opened above it were no marks. */
static void region_close(struct marks *m, unsigned d, uint32_t token)
{
	struct context *c = m->c;
	for (unsigned i = d + 1; i < m->depth; i++)
		region_drop(&c->regions.at[m->stack[i]]);
	struct region *r = &c->regions.at[m->stack[d]];
	struct pq_span s = token_span(c, token);
	r->inside.end = s.start;
	r->outer.end = s.end;
	r->n_tokens = token - r->tokens;
	r->open = false;
	if (r->n_tokens == 0)
		region_drop(r);
	m->depth = d;
}

/** Depth of the innermost open region of STYLE, or the depth of the stack. */
static unsigned open_depth(const struct marks *m, uint8_t style)
{
	for (unsigned d = m->depth; d-- > 0;)
		if (m->styles[d] == style)
			return d;
	return m->depth;
}

/** "he said", "said the mayor", "Mary Holt said" from token T on. */
static bool saying_at(const struct context *c, uint32_t t, uint32_t end)
{
	const uint64_t pronoun = LEX_BIT(PRONOUN_HE) | LEX_BIT(PRONOUN_SHE) | LEX_BIT(PRONOUN_THEY);
	if (t + 1 >= end)
		return false;
	if (token_has(c, t, LEX_BIT(CUE)))
		return token_has(c, t + 1, LEX_BIT(DETERMINER) | pronoun) ||
		       (c->tokens.at[t + 1].flags & TOKEN_CAPITAL);
	if (token_has(c, t, pronoun))
		return token_has(c, t + 1, LEX_BIT(CUE));
	for (uint32_t k = t; k < end && k < t + 4 && (c->tokens.at[k].flags & TOKEN_CAPITAL); k++)
		if (token_has(c, k + 1, LEX_BIT(CUE)) && !token_has(c, t, LEX_BIT(PRONOUN_I)))
			return true;
	return false;
}

/** Words in the middle of a sentence: no comma, colon or dash leads to them, so they are a few words of somebody's. */
static bool is_fragment(const struct context *c, const struct region *r)
{
	if (r->tokens < 2)
		return false;
	const struct token *mark = &c->tokens.at[r->tokens - 1], *before = mark - 1;
	return before->kind == TOKEN_WORD && before->sentence == mark->sentence;
}

/** A region whose closing mark was lost ends where "he said" follows a comma, a fragment with its sentence; else at END (tokens). */
static void region_cut(const struct context *c, struct region *r, uint32_t end)
{
	bool fragment = is_fragment(c, r);
	for (uint32_t t = r->tokens; t + 1 < end; t++) {
		bool pause = token_is(c, t, ",") || token_is(c, t, "?") || token_is(c, t, "!");
		bool over = fragment && c->tokens.at[t].sentence != c->tokens.at[t + 1].sentence;
		if (over || (pause && t > r->tokens && saying_at(c, t + 1, end))) {
			end = t + 1;
			break;
		}
	}
	r->n_tokens = end - r->tokens;
	r->inside.end = r->outer.end = token_span(c, end - 1).end;
}

/** Is the token a full stop or the like, so that a quote may start behind it? */
static bool ends_sentence(const struct context *c, uint32_t token)
{
	return token_is(c, token, ".") || token_is(c, token, "?") || token_is(c, token, "!");
}

static void mark_step(struct marks *m, const struct mark *k)
{
	unsigned d = open_depth(m, k->style);
	bool is_open = d < m->depth;
	bool closes = is_open && (k->faces & FACES_RIGHT) && !((k->faces & WEAK) && k->better_ahead);
	if (closes) {
		region_close(m, d, k->token);
		return;
	}
	if (!(k->faces & FACES_LEFT))
		return;
	if (k->style == MARK_SINGLE) {
		bool at_start = k->token == m->first_token || ends_sentence(m->c, k->token - 1);
		if (!is_open && (k->closers > 0 || at_start || k->better_ahead))
			region_open(m, k);
		return;
	}
	if (is_open && k->balance < 1) {
		/* The closing mark before this one was lost: what stood open ends here. */
		struct region *r = &m->c->regions.at[m->stack[d]];
		region_close(m, d, k->token);
		if (r->n_tokens)
			region_cut(m->c, r, k->token);
		r->open = true;
	}
	region_open(m, k);
}

/** What is still open reaches the block's end: the outermost alone, if it is a double mark or starts the block. */
static void marks_end(struct marks *m, uint32_t end_token, bool goes_on)
{
	struct context *c = m->c;
	for (unsigned d = 0; d < m->depth; d++) {
		struct region *r = &c->regions.at[m->stack[d]];
		bool starts = r->tokens == m->first_token + 1 || ends_sentence(c, r->tokens - 2);
		bool keep = d == 0 && (m->styles[0] != MARK_SINGLE || starts) && end_token > r->tokens;
		if (!keep) {
			region_drop(r);
			continue;
		}
		if (goes_on) {
			r->inside.end = r->outer.end = token_span(c, end_token - 1).end;
			r->n_tokens = end_token - r->tokens;
		} else {
			region_cut(c, r, end_token);
		}
	}
	m->depth = 0;
}

/** Squeeze dropped regions out of [FROM, len) and set the parents right. */
static void regions_compact(struct context *c, uint32_t from)
{
	uint32_t to = from;
	for (uint32_t i = from; i < c->regions.len; i++) {
		struct region *r = &c->regions.at[i];
		if (r->outer.end <= r->outer.start)
			continue;
		c->regions.at[to++] = *r;
	}
	c->regions.len = to;
	uint32_t stack[MAX_DEPTH];
	unsigned depth = 0;
	for (uint32_t i = from; i < to; i++) {
		struct region *r = &c->regions.at[i];
		while (depth && c->regions.at[stack[depth - 1]].outer.end <= r->outer.start)
			depth--;
		r->parent = depth ? stack[depth - 1] : PQ_NONE;
		if (depth < MAX_DEPTH)
			stack[depth++] = i;
	}
}

/** Tell the tokens which region they stand in; inner ones come later and win. */
static void regions_mark_tokens(struct context *c, uint32_t from)
{
	for (uint32_t i = from; i < c->regions.len; i++) {
		const struct region *r = &c->regions.at[i];
		for (uint32_t t = r->tokens; t < r->tokens + r->n_tokens; t++)
			c->tokens.at[t].region = i;
	}
}

/** Does the block behind BLOCK start with an opening mark? */
static bool next_block_opens(const struct context *c, uint32_t block)
{
	struct mark mark;
	if (block + 1 >= c->blocks.len || c->blocks.at[block + 1].n_tokens == 0)
		return false;
	return mark_read(c, c->blocks.at[block + 1].tokens, &mark) && (mark.faces & FACES_LEFT);
}

void pass_marks(struct context *c)
{
	struct marks m = {.c = c};
	for (uint32_t t = 0; t < c->tokens.len; t++)
		c->tokens.at[t].region = PQ_NONE;
	uint32_t left_open = PQ_NONE;
	for (uint32_t i = 0; i < c->blocks.len && !c->failed; i++) {
		const struct block_tokens *b = &c->blocks.at[i];
		if (!block_speaks(c, i))
			continue;
		uint32_t from = c->regions.len;
		m.first_token = b->tokens;
		marks_collect(&m, b);
		for (uint32_t k = 0; k < m.list.len && !c->failed; k++)
			mark_step(&m, &m.list.at[k]);
		marks_end(&m, b->tokens + b->n_tokens, next_block_opens(c, i));
		regions_compact(c, from);
		regions_mark_tokens(c, from);
		if (left_open != PQ_NONE && from < c->regions.len && c->regions.at[from].tokens == b->tokens + 1)
			c->regions.at[from].goes_on_from = left_open;
		left_open = c->regions.len > from ? c->regions.len - 1 : PQ_NONE;
		while (left_open != PQ_NONE && c->regions.at[left_open].parent != PQ_NONE)
			left_open = c->regions.at[left_open].parent;
		if (left_open != PQ_NONE &&
		    (!c->regions.at[left_open].open ||
		     c->regions.at[left_open].outer.end != token_span(c, b->tokens + b->n_tokens - 1).end))
			left_open = PQ_NONE;
	}
	vec_release(&m.list);
}
