/* annotate/writers.c - who wrote what a mail quotes: by the line that leads over to it, or by its head. */
#include <string.h>
#include <strings.h>

#include "annotate/attribution.h"
#include "doc/query.h"

enum { LONGEST_LEAD = 48, LONGEST_NAME = 24 /* tokens; an address is many */ };

static uint32_t level_of(const struct context *c, uint32_t block)
{
	const struct pq_block *b = &c->doc->blocks[block];
	if (b->kind != PQ_BLOCK_BLOCKQUOTE)
		return 0;
	return b->level < 1 ? 1 : b->level > WRITERS_DEEPEST ? WRITERS_DEEPEST : b->level;
}

static bool is_trimmed(char c)
{
	return strchr(" \t\n\"'<>()[],*", c) != NULL;
}

static struct pq_span trim(const struct context *c, struct pq_span s)
{
	const char *text = c->doc->text;
	while (s.start < s.end && is_trimmed(text[s.start]))
		s.start++;
	while (s.start < s.end && is_trimmed(text[s.end - 1]))
		s.end--;
	return s;
}

static bool has_address(const struct context *c, struct pq_span s)
{
	return memchr(c->doc->text + s.start, '@', s.end - s.start) != NULL;
}

/** A part of a date or an hour: "March", "Tue", "17:20", "AM". */
static bool is_of_date(const struct context *c, uint32_t t)
{
	return token_has(c, t, LEX_BIT(MONTH) | LEX_BIT(WEEKDAY)) || c->tokens.at[t].kind == TOKEN_NUMBER ||
	       token_is(c, t, "am") || token_is(c, t, "pm") || token_is(c, t, "at");
}

/** Of "Ana Roy <ana@example.org>" the name, or else the address. */
static struct pq_span name_in(const struct context *c, struct pq_span s)
{
	const char *text = c->doc->text, *sign = memchr(text + s.start, '@', s.end - s.start);
	uint32_t stop = sign ? (uint32_t)(sign - text) : s.end;
	while (sign && stop > s.start && !strchr("<([ \n:", text[stop]))
		stop--;
	struct pq_span name = trim(c, (struct pq_span){s.start, stop});
	return span_empty(name) ? trim(c, (struct pq_span){stop, s.end}) : name;
}

/** "On 3 March, Ana Roy wrote:" ends BLOCK, and what follows is quoted deeper. */
static bool read_lead(const struct context *c, uint32_t block, struct opening *out)
{
	const struct block_tokens *b = &c->blocks.at[block];
	uint32_t end = b->tokens + b->n_tokens;
	if (block + 1 >= c->doc->n_blocks || level_of(c, block + 1) <= level_of(c, block) || b->n_tokens < 3 ||
	    !token_is(c, end - 1, ":") || !token_has(c, end - 2, LEX_BIT(CUE)))
		return false;
	uint32_t t = end - 2, first;
	while (t > b->tokens && end - t < LONGEST_NAME && !is_of_date(c, t - 1) && !token_is(c, t - 1, ","))
		t--;
	for (first = t; first > b->tokens && end - first < LONGEST_LEAD && !is_of_date(c, first);)
		first--;
	struct pq_span cue = c->tokens.at[end - 2].span, words = {c->tokens.at[t].span.start, cue.start};
	struct pq_span name = name_in(c, words);
	bool dated = is_of_date(c, first) || has_address(c, words);
	if (span_empty(name) || (!dated && !level_of(c, block)))
		return false;
	*out = (struct opening){
		.cue = cue, .source = name, .cue_token = end - 2, .evidence = EVIDENCE_NAME_BEFORE_CUE, .is_set = true};
	return true;
}

/** "From: Ana Roy <ana@example.org>": a line of a mail's head. */
static bool read_head(const struct context *c, uint32_t block, struct opening *out)
{
	static const char field[] = "from:";
	const struct pq_block *b = &c->doc->blocks[block];
	if (b->kind != PQ_BLOCK_BYLINE)
		return false;
	struct pq_span line = trim(c, b->span);
	if (line.end - line.start < sizeof field ||
	    strncasecmp(c->doc->text + line.start, field, sizeof field - 1) != 0)
		return false;
	line.start += sizeof field - 1;
	*out = (struct opening){
		.source = name_in(c, line), .cue_token = PQ_NONE, .evidence = EVIDENCE_LABEL, .is_set = true};
	return !span_empty(out->source);
}

bool block_leads(const struct context *c, uint32_t block)
{
	struct opening told;
	return level_of(c, block) > 0 && c->blocks.at[block].n_tokens <= LONGEST_LEAD && read_lead(c, block, &told);
}

static void take_next(struct writers *w, uint32_t level)
{
	for (uint32_t i = w->next_level + 1; i <= WRITERS_DEEPEST; i++)
		w->at[i].told.is_set = false;
	w->at[level].told = w->next;
	w->at[level].mail = w->next_mail;
	w->next.is_set = false;
}

void writers_meet(struct writers *w, struct context *c, uint32_t block)
{
	uint32_t level = level_of(c, block);
	struct opening told;
	if (read_head(c, block, &told)) {
		struct mail_head head = {block, told.source};
		c->failed |= !vec_push(&c->mail_heads, head);
		w->next = told;
		w->next_level = 0;
		w->next_mail = true;
		return;
	}
	if (!c->blocks.at[block].body)
		return;
	if (level > w->next_level && w->next.is_set)
		take_next(w, level);
	else if (level && w->at[level].told.is_set)
		w->at[level].told.cue = (struct pq_span){0, 0};
	w->next.is_set = false;
	for (uint32_t i = 1; !level && i <= WRITERS_DEEPEST; i++)
		w->at[i].told.is_set &= w->at[i].mail;
	if (read_lead(c, block, &told)) {
		w->next = told;
		w->next_level = level;
		w->next_mail = c->mail_heads.len || has_address(c, c->doc->blocks[block].span);
	}
}

const struct opening *writers_of(const struct writers *w, const struct context *c, uint32_t block)
{
	uint32_t level = level_of(c, block);
	return level && w->at[level].told.is_set ? &w->at[level].told : NULL;
}
