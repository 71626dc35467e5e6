/* doc/query.c - questions asked of a document and its annotations. */
#include "doc/query.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

uint32_t doc_block_at(const struct pq_doc *d, uint32_t at)
{
	uint32_t low = 0, high = d->n_blocks;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (d->blocks[middle].span.end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t anno_first_mark(const struct pq_annotations *a, uint32_t start)
{
	uint32_t low = 0, high = a->n_marks;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->marks[middle].reach <= start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct pq_span quote_extent(const struct pq_annotations *a, uint32_t quote)
{
	const struct pq_quote *q = &a->quotes[quote];
	struct pq_span extent = a->parts[q->parts].span;
	for (uint32_t i = 1; i < q->n_parts; i++)
		if (a->parts[q->parts + i].span.end > extent.end)
			extent.end = a->parts[q->parts + i].span.end;
	return extent;
}

uint32_t quote_at_or_before(const struct pq_annotations *a, uint32_t at)
{
	uint32_t low = 0, high = a->n_quotes;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->parts[a->quotes[middle].parts].span.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : PQ_NONE;
}

static bool is_word_char(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	return char_is_letter(c) || char_is_digit(c);
}

uint32_t doc_words(const struct pq_doc *d, struct pq_span span)
{
	uint32_t words = 0;
	bool inside = false, joined = false; /* JOINED: an apostrophe behind a letter, which may go on the word */
	for (const char *p = d->text + span.start, *end = d->text + span.end; p < end;) {
		uint32_t c = utf8_next(&p, end);
		bool word = is_word_char(c);
		words += word && !inside && !joined;
		joined = inside && (c == '\'' || c == 0x2019);
		inside = word;
	}
	return words;
}

bool doc_keeps_lines(const struct pq_doc *d)
{
	static const char plain[] = "text/plain";
	struct doc_slice type = doc_str(d, d->meta.media_type);
	return type.len && (type.len < strlen(plain) || memcmp(type.s, plain, strlen(plain)) != 0);
}

bool block_is_body(enum pq_block_kind kind)
{
	switch (kind) {
	case PQ_BLOCK_HEADING:
	case PQ_BLOCK_PARAGRAPH:
	case PQ_BLOCK_LIST_ITEM:
	case PQ_BLOCK_BLOCKQUOTE:
	case PQ_BLOCK_CODE:
	case PQ_BLOCK_TABLE:
		return true;
	default:
		return false;
	}
}

const char *confidence_word(float confidence)
{
	return confidence >= 0.85f ? "sure" : confidence >= 0.6f ? "likely" : "unsure";
}
