/* annotate/context.c - questions that several passes ask. */
#include <stdarg.h>
#include <string.h>

#include "annotate/passes.h"

bool context_over(struct context *c)
{
	if (!c->stopped && c->stop && c->stop(c->user))
		c->stopped = true;
	return c->stopped || c->failed;
}

uint32_t token_at(const struct context *c, uint32_t at)
{
	uint32_t lo = 0, hi = c->tokens.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (c->tokens.at[mid].span.end > at)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

uint32_t mention_in(const struct context *c, struct pq_span span)
{
	uint32_t lo = 0, hi = c->mentions.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (c->mentions.at[mid].span.start >= span.start)
			hi = mid;
		else
			lo = mid + 1;
	}
	for (; lo < c->mentions.len && c->mentions.at[lo].span.start < span.end; lo++)
		if (c->mentions.at[lo].span.end <= span.end)
			return lo;
	return PQ_NONE;
}

bool token_is(const struct context *c, uint32_t token, const char *s)
{
	if (token >= c->tokens.len)
		return false;
	size_t len;
	const char *word = intern_get(&c->words, c->tokens.at[token].word, &len);
	return len && *word == *s && !strncmp(word, s, len) && !s[len]; /* most differ in their first letter */
}

void finding_add(struct context *c, enum pq_finding_kind kind, struct pq_span span, uint32_t quote, const char *format,
		 ...)
{
	struct buf message = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct pq_finding f = {.span = span, .quote = quote, .kind = (uint8_t)kind};
	if (!message.failed)
		f.message = anno_builder_str(c->out, message.bytes, message.len);
	if (message.failed || !vec_push(&c->out->findings, f))
		c->failed = true;
	buf_release(&message);
}
