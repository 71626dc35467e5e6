/* annotate/values.c - dates, times, money, percentages and quantities.  One look at each token; the longest form wins. */
#include "annotate/values.h"

#include <string.h>

#include "annotate/lexicon.h"

static const struct token *tok(const struct context *c, uint32_t i)
{
	return &c->tokens.at[i];
}

static bool in_reach(const struct context *c, uint32_t first, uint32_t i)
{
	return i < c->tokens.len && tok(c, i)->sentence == tok(c, first)->sentence;
}

static bool number(const struct context *c, uint32_t first, uint32_t i)
{
	return in_reach(c, first, i) &&
	       (tok(c, i)->kind == TOKEN_NUMBER || (tok(c, i)->classes & LEX_BIT(NUMBER_WORD)));
}

static bool has(const struct context *c, uint32_t first, uint32_t i, uint64_t classes)
{
	return in_reach(c, first, i) && (tok(c, i)->classes & classes);
}

/** A number token of LEN digits and nothing else. */
static bool digits(const struct context *c, uint32_t first, uint32_t i, uint32_t least, uint32_t most)
{
	if (!in_reach(c, first, i) || tok(c, i)->kind != TOKEN_NUMBER)
		return false;
	struct pq_span s = tok(c, i)->span;
	for (uint32_t at = s.start; at < s.end; at++)
		if (c->doc->text[at] < '0' || c->doc->text[at] > '9')
			return false;
	return s.end - s.start >= least && s.end - s.start <= most;
}

static bool year(const struct context *c, uint32_t first, uint32_t i)
{
	if (!digits(c, first, i, 4, 4))
		return false;
	const char *s = c->doc->text + tok(c, i)->span.start;
	return (s[0] == '1' && s[1] >= '6') || (s[0] == '2' && s[1] == '0');
}

static bool comma(const struct context *c, uint32_t first, uint32_t i)
{
	return in_reach(c, first, i) && tok(c, i)->kind == TOKEN_PUNCT && c->doc->text[tok(c, i)->span.start] == ',';
}

static bool month(const struct context *c, uint32_t first, uint32_t i)
{
	return has(c, first, i, LEX_BIT(MONTH)) && (tok(c, i)->flags & TOKEN_CAPITAL);
}

/** A day of the month: "6", "14th". */
static bool day(const struct context *c, uint32_t first, uint32_t i)
{
	if (digits(c, first, i, 1, 2))
		return true;
	if (!in_reach(c, first, i) || tok(c, i)->kind != TOKEN_NUMBER)
		return false;
	struct pq_span s = tok(c, i)->span;
	const char *end = c->doc->text + s.end - 2;
	return s.end - s.start >= 3 && s.end - s.start <= 4 &&
	       (!memcmp(end, "st", 2) || !memcmp(end, "nd", 2) || !memcmp(end, "rd", 2) || !memcmp(end, "th", 2));
}

static bool rare(const struct context *c, uint32_t first, uint32_t i, uint32_t classes)
{
	return in_reach(c, first, i) && token_has_rare(c, i, classes);
}

/** "1970s", "'70s": a number that ends in an s. */
static bool decade(const struct context *c, uint32_t i)
{
	struct pq_span s = tok(c, i)->span;
	const char *text = c->doc->text;
	if (tok(c, i)->kind != TOKEN_NUMBER || (s.end - s.start != 5 && s.end - s.start != 3))
		return false;
	for (uint32_t at = s.start; at + 1 < s.end; at++)
		if (text[at] < '0' || text[at] > '9')
			return false;
	return text[s.end - 1] == 's' && text[s.end - 2] == '0';
}

/** "last week", "next Tuesday", "this morning"; a year after a preposition, or that tells which ("the 2016 election"). */
static uint32_t placed_date_at(const struct context *c, uint32_t i)
{
	if (rare(c, i, i, LEX_RARE_BIT(RELATIVE))) {
		bool named = in_reach(c, i, i + 1) && (tok(c, i + 1)->flags & TOKEN_CAPITAL) &&
			     (tok(c, i + 1)->classes & (LEX_BIT(WEEKDAY) | LEX_BIT(MONTH)));
		bool day_part = !token_is(c, i, "past") && rare(c, i, i + 1, LEX_RARE_BIT(PART_OF_DAY));
		return named || day_part || rare(c, i, i + 1, LEX_RARE_BIT(PERIOD)) ? 2 : 0;
	}
	if (year(c, i, i) && i > 0 && token_has(c, i - 1, LEX_BIT(PREPOSITION)))
		return 1;
	bool tells_which = year(c, i, i) && i > 0 && token_has(c, i - 1, LEX_BIT(DETERMINER)) &&
			   in_reach(c, i, i + 1) && tok(c, i + 1)->kind == TOKEN_WORD &&
			   !has(c, i, i + 1, LEX_BIT(UNIT) | LEX_BIT(CURRENCY) | LEX_BIT(ROLE_PLURAL));
	return tells_which || decade(c, i);
}

/** Tokens of a date at I, or 0. */
static uint32_t date_at(const struct context *c, uint32_t i)
{
	uint32_t n = 0;
	if (has(c, i, i, LEX_BIT(WEEKDAY)) && (tok(c, i)->flags & TOKEN_CAPITAL)) {
		n = 1 + rare(c, i, i + 1, LEX_RARE_BIT(PART_OF_DAY));
		uint32_t next = i + n + comma(c, i, i + n);
		bool goes_on = month(c, i, next) || (day(c, i, next) && month(c, i, next + 1));
		return goes_on ? next - i + date_at(c, next) : n;
	}
	if (month(c, i, i) && day(c, i, i + 1))
		n = 2;
	else if (day(c, i, i) && month(c, i, i + 1))
		n = 2;
	else if (month(c, i, i) && year(c, i, i + 1))
		return 2;
	else if (month(c, i, i) && !token_is(c, i, "may") && !token_is(c, i, "march") && !token_is(c, i, "mar"))
		return 1;
	else if (token_is(c, i, "yesterday") || token_is(c, i, "today") || token_is(c, i, "tomorrow") ||
		 token_is(c, i, "tonight"))
		return 1;
	else
		return placed_date_at(c, i);
	if (!n)
		return 0;
	uint32_t behind = i + n + comma(c, i, i + n);
	return year(c, i, behind) ? behind + 1 - i : n;
}

static bool ends_with(const struct context *c, uint32_t i, const char *tail)
{
	struct pq_span s = tok(c, i)->span;
	size_t n = strlen(tail);
	return s.end - s.start > n && !memcmp(c->doc->text + s.end - n, tail, n);
}

/** "19:40": hours and minutes. */
static bool clock_time(const struct context *c, uint32_t i)
{
	struct pq_span s = tok(c, i)->span;
	const char *t = c->doc->text + s.start;
	uint32_t n = s.end - s.start;
	return (n == 4 || n == 5) && t[n - 3] == ':' && t[n - 2] >= '0' && t[n - 2] <= '5' &&
	       (n == 4 || t[0] < '2' || (t[0] == '2' && t[1] <= '3'));
}

/** "10.40pm", "9 a.m.", "7 o'clock", "19:40", "noon" */
static uint32_t time_at(const struct context *c, uint32_t i)
{
	if (token_has_rare(c, i, LEX_RARE_BIT(CLOCK)))
		return 1;
	if (has(c, i, i, LEX_BIT(NUMBER_WORD)) && in_reach(c, i, i + 1) && token_is(c, i + 1, "o'clock"))
		return 2;
	if (tok(c, i)->kind != TOKEN_NUMBER)
		return 0;
	if (ends_with(c, i, "pm") || ends_with(c, i, "am"))
		return 1;
	bool next = in_reach(c, i, i + 1);
	return next && (token_is(c, i + 1, "a.m.") || token_is(c, i + 1, "p.m.") || token_is(c, i + 1, "am") ||
			token_is(c, i + 1, "pm") || token_is(c, i + 1, "o'clock"))
		       ? 2
		       : clock_time(c, i);
}

static bool is_currency_sign(const struct context *c, uint32_t i)
{
	const char *s = c->doc->text + tok(c, i)->span.start;
	uint32_t len = tok(c, i)->span.end - tok(c, i)->span.start;
	return (len == 1 && *s == '$') || (len == 2 && (!memcmp(s, "£", 2) || !memcmp(s, "¥", 2))) ||
	       (len == 3 && !memcmp(s, "€", 3));
}

/** Tokens of a number at I: figures and words of magnitude. */
static uint32_t figure_at(const struct context *c, uint32_t first, uint32_t i)
{
	uint32_t n = 0;
	while (n < 5 && number(c, first, i + n))
		n++;
	return n;
}

static uint32_t value_at(const struct context *c, uint32_t i, uint8_t *type)
{
	uint32_t n = date_at(c, i);
	*type = PQ_DATE;
	if (n)
		return n;
	*type = PQ_TIME;
	n = time_at(c, i);
	if (n)
		return n;
	*type = PQ_MONEY;
	if (is_currency_sign(c, i))
		return (n = figure_at(c, i, i + 1)) ? n + 1 : 0;
	n = figure_at(c, i, i);
	if (!n)
		return 0;
	if (has(c, i, i + n, LEX_BIT(CURRENCY)) && !token_is(c, i + n, "real"))
		return n + 1;
	if (has(c, i, i + n, LEX_BIT(NATIONALITY)) && has(c, i, i + n + 1, LEX_BIT(CURRENCY)))
		return n + 2;
	*type = PQ_PERCENT;
	if (in_reach(c, i, i + n) && (token_is(c, i + n, "%") || token_is(c, i + n, "percent")))
		return n + 1;
	if (token_is(c, i + n, "per") && token_is(c, i + n + 1, "cent"))
		return n + 2;
	*type = PQ_QUANTITY;
	return has(c, i, i + n, LEX_BIT(UNIT)) || rare(c, i, i + n, LEX_RARE_BIT(DURATION)) ? n + 1 : 0;
}

struct values {
	struct context *c;
	struct intern wordings;
	uint32_t first; /**< entity of the first wording */
};

static bool add(struct values *v, uint32_t i, uint32_t n, uint8_t type)
{
	struct context *c = v->c;
	struct pq_span span = {tok(c, i)->span.start, tok(c, i + n - 1)->span.end};
	uint32_t known = v->wordings.len,
		 id = intern_add(&v->wordings, c->doc->text + span.start, span.end - span.start);
	if (id == UINT32_MAX)
		return false;
	if (id == known) {
		struct pq_entity e = {.type = type, .introduced = true};
		e.name = anno_builder_str(c->out, c->doc->text + span.start, span.end - span.start);
		if (!vec_push(&c->out->entities, e))
			return false;
	}
	return vec_push(&c->out->mentions,
			(struct pq_mention){.span = span, .entity = v->first + id, .form = PQ_NAME, .type = type});
}

void pass_values(struct context *c)
{
	const uint64_t may_start = LEX_BIT(MONTH) | LEX_BIT(WEEKDAY) | LEX_BIT(TIME_WORD) | LEX_BIT(NUMBER_WORD);
	struct values v = {.c = c, .first = c->out->entities.len};
	for (uint32_t i = 0; i < c->tokens.len && !c->failed;) {
		uint8_t type;
		const struct token *t = tok(c, i);
		if ((i & 0xffff) == 0 && context_over(c))
			break;
		bool may = t->kind != TOKEN_QUOTE && (t->kind != TOKEN_WORD || (t->classes & may_start) ||
						      token_has_rare(c, i, LEX_RARE_BIT(RELATIVE)));
		uint32_t n = may ? value_at(c, i, &type) : 0;
		if (n && !add(&v, i, n, type))
			c->failed = true;
		i += n ? n : 1;
	}
	intern_release(&v.wordings);
}
