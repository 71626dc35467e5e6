/* text/regex.c - PCRE2 under limits: a pattern is the reader's, the text a stranger's, and neither may hang the reader. */
#include "text/regex.h"

#include <string.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/chars.h"
#include "text/utf8.h"

/* safety.md, "What follows for PCRE2"; the heap limit counts KiB. */
enum { BUDGET_MS = 250, MATCH_LIMIT = 100000, DEPTH_LIMIT = 10000, HEAP_LIMIT = 8192, STEPS_A_LOOK = 256 };

struct regex {
	pcre2_general_context *general;
	pcre2_match_context *limits;
	pcre2_match_data *match;
	pcre2_code *code;
	int64_t deadline; /**< in ms of the monotonic clock */
	unsigned steps;
};

static void *allocate(PCRE2_SIZE size, void *user)
{
	(void)user;
	return mem_alloc(size);
}

static void release(void *p, void *user)
{
	(void)user;
	mem_free(p);
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Called before each item of the pattern. */
static int look_at_clock(pcre2_callout_block *block, void *user)
{
	struct regex *re = user;
	(void)block;
	return ++re->steps % STEPS_A_LOOK == 0 && now_ms() >= re->deadline ? PCRE2_ERROR_CALLOUT : 0;
}

/* Whether PATTERN asks for a capital: one that stands for itself, not \W or \p{Lu}. */
static bool has_capital(const char *pattern)
{
	const char *p = pattern, *end = p + strlen(p);
	while (p < end) {
		uint32_t c = utf8_next(&p, end);
		if (c != '\\') {
			if (char_is_upper(c))
				return true;
			continue;
		}
		bool property = p < end && (*p == 'p' || *p == 'P') && p + 1 < end && p[1] == '{';
		const char *close = property ? strchr(p, '}') : NULL;
		if (close)
			p = close + 1;
		else if (p < end)
			utf8_next(&p, end);
	}
	return false;
}

static enum pq_status compile(struct regex *re, const char *pattern, struct pq_error *error)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT;
	if (!has_capital(pattern))
		options |= PCRE2_CASELESS;
	pcre2_compile_context *context = pcre2_compile_context_create(re->general);
	if (!context)
		return error_nomem(error);
	int code;
	PCRE2_SIZE at;
	re->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &code, &at, context);
	pcre2_compile_context_free(context);
	if (re->code)
		return PQ_OK;
	if (code == PCRE2_ERROR_HEAP_FAILED)
		return error_nomem(error);
	PCRE2_UCHAR message[160];
	pcre2_get_error_message(code, message, sizeof message);
	size_t column = utf8_count(pattern, utf8_floor(pattern, strlen(pattern), at));
	return error_set(error, PQ_EINVAL, "pattern: %s, at character %zu", (const char *)message, column + 1);
}

static enum pq_status prepare(struct regex *re, const char *pattern, struct pq_error *error)
{
	re->general = pcre2_general_context_create(allocate, release, NULL);
	if (!re->general)
		return error_nomem(error);
	re->limits = pcre2_match_context_create(re->general);
	if (!re->limits)
		return error_nomem(error);
	pcre2_set_match_limit(re->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(re->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(re->limits, HEAP_LIMIT);
	pcre2_set_callout(re->limits, look_at_clock, re);
	enum pq_status status = compile(re, pattern, error);
	if (status != PQ_OK)
		return status;
	re->match = pcre2_match_data_create(1, re->general);
	return re->match ? PQ_OK : error_nomem(error);
}

enum pq_status regex_new(const char *pattern, struct regex **out, struct pq_error *error)
{
	*out = NULL;
	struct regex *re = mem_zero(1, sizeof *re);
	if (!re)
		return error_nomem(error);
	enum pq_status status = prepare(re, pattern, error);
	if (status != PQ_OK) {
		regex_free(re);
		return status;
	}
	regex_start(re);
	*out = re;
	return PQ_OK;
}

void regex_free(struct regex *re)
{
	if (!re)
		return;
	pcre2_match_data_free(re->match);
	pcre2_code_free(re->code);
	pcre2_match_context_free(re->limits);
	pcre2_general_context_free(re->general);
	mem_free(re);
}

void regex_start(struct regex *re)
{
	re->deadline = now_ms() + BUDGET_MS;
	re->steps = 0;
}

/* The text is valid by the document's invariant; checking it again would cost its whole length for every match. */
int regex_find(struct regex *re, const char *text, size_t from, size_t to, struct pq_span *match)
{
	if (now_ms() >= re->deadline)
		return PQ_EINTERRUPTED;
	int n = pcre2_match(re->code, (PCRE2_SPTR)text, to, from, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, re->match,
			    re->limits);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n == PCRE2_ERROR_CALLOUT)
		return PQ_EINTERRUPTED;
	if (n < 0)
		return n == PCRE2_ERROR_NOMEMORY ? PQ_ENOMEM : PQ_EINVAL;
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(re->match);
	if (at[0] < from || at[1] <= at[0])
		return 0;
	*match = (struct pq_span){(uint32_t)at[0], (uint32_t)at[1]};
	return 1;
}
