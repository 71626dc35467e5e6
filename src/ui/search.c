/* ui/search.c - search in slices between keys, so that a 10 MB line never blocks. */
#include <stdio.h>
#include <string.h>

#include "doc/query.h"
#include "text/utf8.h"
#include "ui/reader.h"

static struct search *search_of(struct reader *r)
{
	return &reader_view(r)->search;
}

static void forget_matches(struct search *s)
{
	s->matches.len = 0;
	s->done_to = 0;
	s->complete = s->failed = false;
	s->message[0] = '\0';
	s->current = PQ_NONE;
}

void search_clear(struct reader *r)
{
	struct article_view *v = reader_view(r);
	regex_free(r->regex);
	r->regex = NULL;
	forget_matches(&v->search);
	v->search.pattern[0] = '\0';
	if (v->walk == WALK_SEARCH)
		v->walk = v->follow != PQ_NONE ? WALK_FOLLOW : WALK_NONE;
}

void search_start(struct reader *r, const char *pattern, bool back)
{
	struct pq_error error = {0};
	struct search *s = search_of(r);
	search_clear(r);
	if (!pattern[0])
		return;
	snprintf(r->pattern, sizeof r->pattern, "%s", pattern);
	memcpy(s->pattern, r->pattern, sizeof s->pattern);
	s->back = back;
	reader_view(r)->walk = WALK_SEARCH;
	r->search_landed = false;
	r->search_from = reader_view(r)->top;
	if (regex_new(r->pattern, &r->regex, &error) != PQ_OK) {
		s->failed = true;
		snprintf(s->message, sizeof s->message, "%.*s", (int)sizeof s->message - 1, error.message);
	}
}

void search_resume(struct reader *r)
{
	struct search *s = search_of(r);
	forget_matches(s);
	if (!r->regex) {
		s->pattern[0] = '\0';
		return;
	}
	memcpy(s->pattern, r->pattern, sizeof s->pattern);
	reader_view(r)->walk = WALK_SEARCH;
	r->search_landed = true;
}

/* First match at or behind AT; matches.len: none. */
static uint32_t match_from(const struct search *s, uint32_t at)
{
	uint32_t lo = 0, hi = s->matches.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (s->matches.at[mid].start < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void go_match(struct reader *r, uint32_t match)
{
	struct search *s = search_of(r);
	s->current = match;
	reader_reveal(r, s->matches.at[match]);
	reader_settle_item(r);
}

/* Go to the first match as soon as it is known which that is. */
static void land(struct reader *r)
{
	struct search *s = search_of(r);
	if (r->search_landed)
		return;
	uint32_t at = match_from(s, r->search_from), n = s->matches.len;
	bool wrap = r->state.config.value[OPT_WRAPSCAN];
	if (s->back && !s->complete && s->done_to < r->search_from)
		return;
	if (!s->back && at == n && !s->complete)
		return;
	r->search_landed = true;
	if (!n || (!wrap && (s->back ? at == 0 : at == n)))
		return;
	go_match(r, s->back ? (at ? at - 1 : n - 1) : (at < n ? at : 0));
}

static void fail(struct search *s, const char *why)
{
	s->failed = true;
	snprintf(s->message, sizeof s->message, "%s", why);
}

/* Find all matches that start in [s->done_to, end). */
static void find_in_slice(struct reader *r, struct search *s, uint32_t end)
{
	struct pq_span match;
	const struct pq_doc *d = &r->snapshot->doc;
	for (;;) {
		int found = regex_find(r->regex, d->text, s->done_to, end, &match);
		if (found == PQ_EINTERRUPTED)
			fail(s, "the pattern takes too long on this text");
		else if (found < 0)
			fail(s, "the pattern is too complex for this text");
		if (found != 1)
			return;
		if (s->matches.len >= SEARCH_MOST || !vec_push(&s->matches, match)) {
			s->complete = true;
			return;
		}
		s->done_to = match.end > s->done_to ? match.end : s->done_to + 1;
		if (s->done_to >= end)
			return;
	}
}

bool search_slice(struct reader *r)
{
	if (!r->regex || !r->snapshot)
		return false;
	struct search *s = search_of(r);
	const struct pq_doc *d = &r->snapshot->doc;
	if (s->complete || s->failed)
		return false;
	/* Slices end at a line's end where one is near, so that ^ and $ see whole lines. */
	uint32_t end = d->text_len - s->done_to > SEARCH_SLICE ? s->done_to + SEARCH_SLICE : d->text_len;
	const char *newline = end < d->text_len
				      ? memchr(d->text + end, '\n', d->text_len - end > 4096 ? 4096 : d->text_len - end)
				      : NULL;
	end = newline ? (uint32_t)(newline - d->text) + 1 : (uint32_t)utf8_floor(d->text, d->text_len, end);
	regex_start(r->regex);
	find_in_slice(r, s, end);
	if (!s->failed && s->done_to < end)
		s->done_to = end;
	s->complete |= s->done_to >= d->text_len;
	land(r);
	r->dirty = true;
	return true;
}

void search_walk(struct reader *r, int64_t by)
{
	struct search *s = search_of(r);
	int64_t n = s->matches.len;
	if (s->failed || !n) {
		reader_say(r, "%s",
			   s->failed     ? s->message
			   : s->complete ? "no match"
					 : "no match yet: the search goes on");
		return;
	}
	if (s->back)
		by = -by;
	struct pq_span seen = reader_visible(r);
	int64_t at;
	if (s->current != PQ_NONE && span_overlap(s->matches.at[s->current], seen))
		at = (int64_t)s->current + by;
	else
		at = (int64_t)match_from(s, seen.start) + (by > 0 ? by - 1 : by);
	if (at < 0 || at >= n) {
		if (!r->state.config.value[OPT_WRAPSCAN]) {
			reader_say(r, at < 0 ? "no earlier match" : "no further match");
			return;
		}
		reader_say(r, at < 0 ? "round to the last match" : "round to the first match");
	}
	go_match(r, (uint32_t)((at % n + n) % n));
}

void do_SEARCH(struct reader *r, uint32_t count)
{
	(void)count;
	prompt_open(r, PROMPT_SEARCH, "");
}

void do_SEARCH_BACK(struct reader *r, uint32_t count)
{
	(void)count;
	prompt_open(r, PROMPT_SEARCH_BACK, "");
}
