/* judge.c - what each chunk of a plain text is. */
#include "plain/judge.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include <pullquote/pullquote.h>

#include "plain/form.h"
#include "text/phrase.h"

enum {
	PROSE = 160,         /**< bytes that are prose beyond doubt when they end in a full stop */
	SHORT_PROSE = 50,    /**< the same where nothing longer is there */
	LONGEST_TITLE = 200, /**< characters */
	LONGEST_CONTACT = 100,
	LONGEST_SIGNATURE = 1000,
	MOST_TAIL = 40, /**< chunks of a tail */
	MOST_RELATED = 15
};

/** One chunk as the rules see it. */
struct look {
	struct form form;
	struct phrases phrases;
	const char *s;
	uint32_t len;
	bool speech; /**< words in quote marks that are more than a term */
};

struct judge {
	const char *text;
	struct chunk *at;
	uint32_t n;
	uint32_t first;      /**< chunk that is told by its look */
	uint32_t head_end;   /**< first chunk that is prose; N: none is */
	uint32_t tail_start; /**< behind the last one that is */
	bool has_title;
	const struct phrase_index *index;
};

static const char *bytes_of(const struct judge *j, uint32_t i)
{
	return j->text + j->at[i].start;
}

static struct phrases phrases_of(const struct judge *j, uint32_t i)
{
	char lower[LONGEST_JUDGED];
	uint32_t n = 0, len = j->at[i].len;
	const char *s = bytes_of(j, i);
	assert(len <= LONGEST_JUDGED);
	/* A title is asked about reported speech alone. */
	if (i > j->first && !phrase_may_occur(j->index, s, len))
		return (struct phrases){0};
	for (uint32_t k = 0; k < len; k++) {
		bool apostrophe = len - k > 2 && !memcmp(s + k, "\xe2\x80\x99", 3);
		lower[n++] = apostrophe                   ? '\''
			     : s[k] >= 'A' && s[k] <= 'Z' ? (char)(s[k] + 32)
			     : s[k] == '\n'               ? ' '
							  : s[k];
		k += apostrophe ? 2 : 0;
	}
	return phrase_scan(j->index, lower, n);
}

static struct look look_at(const struct judge *j, uint32_t i, struct phrases phrases)
{
	struct look l = {.s = bytes_of(j, i), .len = j->at[i].len, .phrases = phrases};
	l.form = form_of(l.s, l.len);
	l.speech = l.form.quoted >= 4 || (l.form.starts_quote && l.form.quoted * 2 >= l.form.words && l.form.quoted);
	return l;
}

/** Set phrases of furniture outweigh those of prose. */
static bool pitches(struct phrases p, uint32_t chars)
{
	return p.furniture * 2 > p.reported * 2 + (chars > 300 ? 2 : 0);
}

static bool stops(const struct judge *j, uint32_t i)
{
	return chunk_is_long(&j->at[i]) || form_stops(bytes_of(j, i), j->at[i].len);
}

static void find_zones(struct judge *j)
{
	j->head_end = j->n;
	for (uint32_t bar = PROSE; j->head_end == j->n && bar; bar = bar == PROSE ? SHORT_PROSE : 0)
		for (uint32_t i = 0; i < j->n && j->head_end == j->n; i++)
			if (!j->at[i].fixed && j->at[i].len >= bar && stops(j, i) &&
			    (i > j->first || j->at[i].len > LONGEST_TITLE))
				j->head_end = i;
	j->tail_start = j->n;
	if (j->head_end == j->n)
		return;
	while (j->tail_start > j->head_end + 1 && j->n - j->tail_start < MOST_TAIL) {
		uint32_t i = j->tail_start - 1;
		bool prose = chunk_is_long(&j->at[i]) || (stops(j, i) && !pitches(phrases_of(j, i), j->at[i].len));
		if (prose && !j->at[i].fixed)
			break;
		j->tail_start = i;
	}
}

static bool has_inner_stop(const char *s, uint32_t len)
{
	for (uint32_t i = 2; i + 2 < len; i++)
		if ((s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i + 1] == ' ' && s[i - 2] != ' ' &&
		    s[i - 2] != '.')
			return true;
	return false;
}

static bool is_title(const struct judge *j, const struct look *l)
{
	if (j->n < 2 || l->form.chars > LONGEST_TITLE || l->form.words > 30 || !l->form.words || l->form.dangles)
		return false;
	if (pitches(l->phrases, l->form.chars) || l->phrases.image)
		return false;
	if (!l->form.stops)
		return j->head_end < j->n || !j->at[j->first].more;
	return l->form.words <= 20 && !l->form.quoted && !l->phrases.reported && !has_inner_stop(l->s, l->len) &&
	       !j->at[j->first].more && j->head_end < j->n;
}

static bool starts_with(const struct look *l, const char *word)
{
	size_t n = strlen(word);
	return l->len >= n && !strncasecmp(l->s, word, n);
}

static bool is_byline(const struct look *l)
{
	static const char *const by[] = {"by ",       "interview by ", "words by ",   "text by ",
					 "story by ", "written by ",   "reported by "};
	if (l->form.words > 20 || l->form.small > 4)
		return false;
	for (unsigned i = 0; i < sizeof by / sizeof *by; i++) {
		size_t n = strlen(by[i]);
		if (starts_with(l, by[i]) && l->len > n && (unsigned char)(l->s[n] - 'A') < 26)
			return true;
	}
	return false;
}

/** "NNA Staff Writer", behind a byline. */
static bool is_job(const struct look *l)
{
	return !l->form.stops && l->form.words <= 6 && !l->form.small && judge_names_job(l->s, l->len);
}

/** "12 March 2019", "Published: 3 May 2020, 10:15": a date and little else. */
static bool is_date_line(const struct look *l)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
					     "jul", "aug", "sep", "oct", "nov", "dec"};
	if (l->form.words > 12 || l->form.stops)
		return false;
	bool month = false;
	uint32_t digits = 0;
	for (uint32_t i = 0; i < l->len; i++)
		digits += l->s[i] >= '0' && l->s[i] <= '9';
	for (uint32_t i = 0; i + 3 < l->len; i++)
		for (unsigned m = 0; m < 12 && (i == 0 || l->s[i - 1] == ' '); m++)
			month |= !strncasecmp(l->s + i, months[m], 3);
	return month && digits >= 5 && (l->form.small <= 3 || starts_with(l, "published") || starts_with(l, "updated"));
}

/** "(AAP)": who sent the story, and nothing else. */
static bool is_agency_mark(const struct look *l)
{
	return l->len <= 24 && l->s[0] == '(' && l->s[l->len - 1] == ')' && l->form.all_caps && l->form.words <= 2;
}

static bool is_name_list(const struct look *l)
{
	const struct form *f = &l->form;
	return !f->stops && !f->small && f->capitals >= 2 && f->words > f->capitals && !f->all_caps && f->chars <= 80;
}

static bool has_label(const struct look *l)
{
	const char *colon = memchr(l->s, ':', l->len < 40 ? l->len : 40);
	return colon && colon + 1 < l->s + l->len && colon[1] == ' ';
}

static bool opens_speech(const struct judge *j, uint32_t i)
{
	const char *s = bytes_of(j, i);
	return *s == '"' || (j->at[i].len > 3 && !memcmp(s, "\xe2\x80\x9c", 3));
}

static bool is_heading(const struct judge *j, uint32_t i, const struct look *l)
{
	const struct form *f = &l->form;
	if (f->stops || f->dangles || !f->starts_capital || !f->words || f->words > 14 || f->chars > 100 ||
	    f->quoted * 2 > f->words)
		return false;
	return i + 1 < j->tail_start && (stops(j, i + 1) || opens_speech(j, i + 1)) && !has_label(l) &&
	       (i != j->first + 1 || f->words <= 10);
}

static bool is_related(const struct judge *j, uint32_t i, const struct look *l)
{
	const struct form *f = &l->form;
	bool begins = f->starts_capital || f->starts_quote;
	return i >= j->tail_start && j->n - j->tail_start <= MOST_RELATED && begins && !f->stops && f->words >= 4 &&
	       f->words <= 25;
}

/** Nothing but a paragraph could stand here: in the midst of the text, ending as a sentence does, without a sign of anything else. */
static bool is_plainly_prose(const struct judge *j, uint32_t i, struct phrases phrases)
{
	const struct chunk *c = &j->at[i];
	bool edge = i == j->first || i < j->head_end || i >= j->tail_start;
	return !edge && !phrases.image && !pitches(phrases, c->len) && !form_bullet(bytes_of(j, i), c->len) &&
	       stops(j, i);
}

static enum pq_block_kind judge_one(const struct judge *j, uint32_t i, const struct look *l)
{
	const struct form *f = &l->form;
	bool head = i < j->head_end && j->head_end < j->n, tail = i >= j->tail_start;
	if (form_bullet(l->s, l->len))
		return PQ_BLOCK_LIST_ITEM;
	if (i == j->first && !j->has_title && is_title(j, l))
		return PQ_BLOCK_TITLE;
	if (l->speech)
		return PQ_BLOCK_PARAGRAPH;
	if (sign_is_share(l->s, l->len))
		return PQ_BLOCK_CREDIT;
	if (l->phrases.image && !l->phrases.reported && f->chars <= 300)
		return f->words <= 6 && !f->small && !starts_with(l, "modal") ? PQ_BLOCK_CREDIT : PQ_BLOCK_CAPTION;
	if (pitches(l->phrases, f->chars))
		return PQ_BLOCK_FURNITURE;
	if ((head || tail) && (l->phrases.credit || is_agency_mark(l)))
		return PQ_BLOCK_CREDIT;
	if ((head && i <= j->first + 6) || (tail && i + 1 == j->n)) {
		if (is_byline(l) || (i && j->at[i - 1].kind == PQ_BLOCK_BYLINE && is_job(l)))
			return PQ_BLOCK_BYLINE;
	}
	if (head && is_date_line(l))
		return PQ_BLOCK_BYLINE;
	if (head && i > j->first && j->has_title && is_name_list(l))
		return PQ_BLOCK_CAPTION;
	if (is_related(j, i, l))
		return PQ_BLOCK_RELATED;
	return is_heading(j, i, l) ? PQ_BLOCK_HEADING : PQ_BLOCK_PARAGRAPH;
}

/** Nobody speaks in chunk I: it is furniture where its place says so. */
static void take_away(struct judge *j, uint32_t i)
{
	struct chunk *c = &j->at[i];
	if (c->fixed || chunk_is_long(c) || look_at(j, i, (struct phrases){0}).speech)
		return;
	c->kind = PQ_BLOCK_FURNITURE;
	c->fixed = true;
}

/** What stands behind chunk I, as deep in quotation and before another mail begins: nothing of it is text if it is no more than MOST bytes. */
static void close_behind(struct judge *j, uint32_t i, uint32_t most)
{
	uint32_t end = i + 1, behind = 0;
	for (; end < j->n && j->at[end].depth == j->at[i].depth && j->at[end].sign != SIGN_FORWARD; end++)
		behind += j->at[end].fixed ? 0 : j->at[end].len;
	for (uint32_t k = i + 1; k < end && behind <= most; k++)
		take_away(j, k);
}

/** Behind the mark that ends the text, and behind the sign of a signature, stands no text.  Marks between several texts end none. */
static void close_text(struct judge *j)
{
	uint32_t before = 0, end = j->n, ends = 0, since = 0;
	for (uint32_t i = 0; i < j->n; i++) {
		const struct chunk *c = &j->at[i];
		if (c->sign == SIGN_SIGNATURE)
			close_behind(j, i, LONGEST_SIGNATURE);
		if (c->sign == SIGN_END && (!ends || since)) {
			ends++;
			since = 0;
			end = i;
		}
		before += ends || c->fixed ? 0 : c->len;
		since += c->fixed ? 0 : c->len;
	}
	if (ends == 1)
		close_behind(j, end, before / 2);
}

/** Lines of a press office behind the one that names it: names, numbers, addresses. */
static void take_contacts(struct judge *j)
{
	bool open = false;
	for (uint32_t i = 0; i < j->n; i++) {
		const struct chunk *c = &j->at[i];
		bool edge = i < j->head_end || i >= j->tail_start, line = c->len <= LONGEST_CONTACT && !c->fixed;
		bool alone = line && edge && bytes_of(j, i)[c->len - 1] == ':';
		bool begins = (c->kind == PQ_BLOCK_FURNITURE || alone) && sign_begins_contact(bytes_of(j, i), c->len);
		open = begins || (open && line && (!stops(j, i) || sign_is_contact(bytes_of(j, i), c->len)) &&
				  (j->at[i - 1].more || sign_is_contact(bytes_of(j, i), c->len)));
		if (open)
			take_away(j, i);
		else if (edge && line && !stops(j, i) && bytes_of(j, i)[c->len - 1] != ':' &&
			 sign_is_contact(bytes_of(j, i), c->len))
			take_away(j, i);
	}
}

static void skip_bullet(const struct judge *j, uint32_t i)
{
	struct chunk *c = &j->at[i];
	const char *s = bytes_of(j, i);
	uint32_t skip = form_bullet(s, c->len);
	while (skip < c->len && s[skip] == ' ')
		skip++;
	if (skip < c->len) {
		c->start += skip;
		c->len -= skip;
	}
}

static void judge_chunk(struct judge *j, uint32_t i)
{
	struct chunk *c = &j->at[i];
	bool edge = i < j->head_end || i >= j->tail_start;
	if (c->fixed || chunk_is_long(c) ||
	    (!edge && c->len >= PROSE && stops(j, i) && !sign_is_share(bytes_of(j, i), c->len)))
		return;
	struct phrases phrases = phrases_of(j, i);
	if (is_plainly_prose(j, i, phrases) && !sign_is_share(bytes_of(j, i), c->len))
		return;
	struct look l = look_at(j, i, phrases);
	if (c->kind == PQ_BLOCK_HEADING && (i != j->first || j->has_title || !is_title(j, &l)))
		return; /* marked as one in the text */
	c->kind = (uint8_t)judge_one(j, i, &l);
	c->level = c->kind == PQ_BLOCK_HEADING ? 2 : c->kind == PQ_BLOCK_LIST_ITEM;
	j->has_title |= c->kind == PQ_BLOCK_TITLE;
	if (c->kind == PQ_BLOCK_LIST_ITEM)
		skip_bullet(j, i);
}

void judge_chunks(const char *text, struct chunks *chunks)
{
	struct judge j = {.text = text, .at = chunks->list.at, .n = chunks->list.len};
	j.index = phrase_index();
	while (j.first < j.n && j.at[j.first].fixed)
		j.has_title |= j.at[j.first++].kind == PQ_BLOCK_TITLE;
	find_zones(&j);
	close_text(&j);
	for (uint32_t i = 0; i < j.n; i++)
		judge_chunk(&j, i);
	take_contacts(&j);
}
