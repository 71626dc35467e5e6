/* tests/doc/sample.c - random documents and annotations. */
#include "sample.h"

#include <string.h>

#include "doc/query.h"

uint32_t roll(struct dice *d, uint32_t n)
{
	uint64_t z = (d->state += 0x9e3779b97f4a7c15u); /* splitmix64 */
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return n ? (uint32_t)((z ^ (z >> 31)) % n) : 0;
}

_Bool fail_at(size_t size, void *left)
{
	(void)size;
	return (*(long *)left)-- != 0;
}

static const char *const words[] = {
	"harbour", "Ørsted", "a", "“we", "know”", "東京", "naïve", "\xf0\x9f\x9b\xb6", "e\xcc\x81t\xc3\xa9", "said"};

static void add_words(struct buf *out, struct dice *d)
{
	for (uint32_t n = 1 + roll(d, 6); n; n--) {
		const char *w = words[roll(d, sizeof words / sizeof *words)];
		buf_printf(out, "%s%s", out->len ? " " : "", w);
	}
}

/* A span on character boundaries of TEXT, not empty where the text is not. */
static struct pq_span some_span(const char *text, uint32_t len, struct dice *d)
{
	uint32_t start = roll(d, len), end = start + 1 + roll(d, 20);
	end = end > len ? len : end;
	while (start && ((unsigned char)text[start] & 0xc0) == 0x80)
		start--;
	while (end < len && ((unsigned char)text[end] & 0xc0) == 0x80)
		end++;
	return (struct pq_span){start, end};
}

static struct pq_str some_str(struct doc_builder *b, struct dice *d)
{
	struct buf s = {0};
	add_words(&s, d);
	struct pq_str str = doc_builder_str(b, s.bytes, s.len);
	buf_release(&s);
	return str;
}

void sample_doc(struct doc_builder *b, struct dice *d)
{
	for (uint32_t n = 1 + roll(d, 5); n; n--) {
		struct buf s = {0};
		add_words(&s, d);
		enum pq_block_kind kind = (enum pq_block_kind)roll(d, PQ_BLOCK_KINDS);
		uint32_t block = doc_builder_block(b, kind, s.bytes, s.len);
		if (block < b->blocks.len)
			b->blocks.at[block].level = (uint8_t)roll(d, 9);
		buf_release(&s);
	}
	for (uint32_t n = roll(d, 4); n && b->text.len; n--) {
		struct pq_link link = {.href = doc_builder_str(b, "https://example.org/a", 21)};
		link.span = some_span(b->text.bytes, (uint32_t)b->text.len, d);
		b->failed |= !vec_push(&b->links, link);
	}
	for (uint32_t n = roll(d, 3); n; n--)
		b->failed |= !vec_push(&b->bylines, some_str(b, d));
	for (uint32_t n = roll(d, 4); n; n--)
		doc_builder_left_out(b, (enum pq_left_out_kind)roll(d, PQ_LEFT_KINDS), "Sign up today", 13);
	doc_builder_notice(b, "cut at %u", roll(d, 1000));
	b->meta.source = doc_builder_str(b, "a \x1b file\n.txt", 13);
	b->meta.title = some_str(b, d);
}

static void add_quotes(struct anno_builder *b, const struct pq_doc *doc, struct dice *d)
{
	for (uint32_t n = roll(d, 6); n && b->sources.len; n--) {
		struct pq_quote q = {
			.parts = b->parts.len, .n_parts = 1 + roll(d, 3), .continues = PQ_NONE, .confidence = .5f};
		for (uint32_t i = 0; i < q.n_parts; i++) {
			struct pq_part p = {some_span(doc->text, doc->text_len, d), (uint8_t)roll(d, PQ_QUOTE_KINDS)};
			b->failed |= !vec_push(&b->parts, p);
		}
		if (roll(d, 2))
			q.cue = some_span(doc->text, doc->text_len, d);
		if (roll(d, 2))
			q.source_span = some_span(doc->text, doc->text_len, d);
		if (b->quotes.len && roll(d, 2))
			q.continues = roll(d, b->quotes.len);
		q.lemma = anno_builder_str(b, "say", 3);
		q.source = roll(d, b->sources.len);
		q.kind = (uint8_t)roll(d, PQ_QUOTE_KINDS);
		b->failed |= !vec_push(&b->quotes, q);
	}
}

void sample_anno(struct anno_builder *b, const struct pq_doc *doc, struct dice *d)
{
	for (uint32_t n = roll(d, 5); n; n--) {
		struct pq_entity e = {.type = (uint8_t)roll(d, PQ_ENTITY_TYPES), .introduced = roll(d, 2)};
		e.name = anno_builder_str(b, "Ada Brack", 9);
		b->failed |= !vec_push(&b->entities, e);
	}
	for (uint32_t n = roll(d, 9); n && b->entities.len; n--) {
		struct pq_mention m = {some_span(doc->text, doc->text_len, d), roll(d, b->entities.len), PQ_NAME,
				       PQ_PLACE};
		m.entity = roll(d, 8) ? m.entity : PQ_NONE;
		b->failed |= !vec_push(&b->mentions, m);
	}
	for (uint32_t n = 1 + roll(d, 4); n; n--) {
		struct pq_source s = {.entity = b->entities.len && roll(d, 2) ? roll(d, b->entities.len) : PQ_NONE};
		s.name = anno_builder_str(b, "Brack", 5);
		b->failed |= !vec_push(&b->sources, s);
	}
	add_quotes(b, doc, d);
	for (uint32_t n = roll(d, 4); n; n--) {
		struct pq_finding f = {.kind = (uint8_t)roll(d, PQ_FINDING_KINDS), .quote = PQ_NONE};
		f.span = roll(d, 3) ? some_span(doc->text, doc->text_len, d) : (struct pq_span){0};
		f.quote = b->quotes.len ? roll(d, b->quotes.len) : PQ_NONE;
		f.message = anno_builder_str(b, "Nobody says who.", 16);
		b->failed |= !vec_push(&b->findings, f);
	}
	for (uint32_t n = roll(d, 3); n; n--)
		anno_builder_notice(b, "Only a part was read.");
	b->covered = (struct pq_span){0, doc->text_len};
}

static uint64_t sum(const char *s, uint32_t len)
{
	uint64_t total = len;
	for (uint32_t i = 0; i < len; i++)
		total = total * 31 + (unsigned char)s[i];
	return total;
}

static uint64_t sum_slice(struct doc_slice s)
{
	return sum(s.s, s.len);
}

uint64_t walk_doc(const struct pq_doc *doc)
{
	uint64_t total = sum(doc->text, doc->text_len) + sum_slice(doc_str(doc, doc->meta.source)) +
			 sum_slice(doc_str(doc, doc->meta.title));
	for (uint32_t i = 0; i < doc->n_blocks; i++)
		total += sum_slice(doc_text(doc, doc->blocks[i].span)) * (doc->blocks[i].kind + 1u);
	for (uint32_t i = 0; i < doc->n_links; i++)
		total += sum_slice(doc_text(doc, doc->links[i].span)) + sum_slice(doc_str(doc, doc->links[i].href));
	for (uint32_t i = 0; i < doc->n_bylines; i++)
		total += sum_slice(doc_str(doc, doc->bylines[i]));
	for (uint32_t i = 0; i < doc->n_notices; i++)
		total += sum_slice(doc_str(doc, doc->notices[i].message));
	for (uint32_t i = 0; i < doc->n_left_out; i++)
		total += sum_slice(doc_str(doc, doc->left_out[i].words)) + doc->left_out[i].at + doc->left_out[i].kind;
	return total;
}

static uint64_t walk_quotes(const struct pq_annotations *a, const struct pq_doc *doc)
{
	uint64_t total = 0;
	for (uint32_t i = 0; i < a->n_quotes; i++) {
		const struct pq_quote *q = &a->quotes[i];
		total += sum_slice(doc_text(doc, q->cue)) + sum_slice(doc_text(doc, q->source_span)) +
			 sum_slice(anno_str(a, q->lemma));
		for (uint32_t k = 0; k < q->n_parts; k++)
			total += sum_slice(doc_text(doc, a->parts[q->parts + k].span));
		total += sum_slice(anno_str(a, a->sources[q->source].name)) + quote_extent(a, i).end;
		for (uint32_t at = i; at != PQ_NONE; at = a->quotes[at].continues)
			total++;
	}
	for (uint32_t i = 0; i < a->n_sources; i++) {
		const struct pq_source *s = &a->sources[i];
		total += s->reason_given + (s->entity == PQ_NONE ? 0 : a->entities[s->entity].type);
		for (uint32_t k = 0; k < s->n_quotes; k++)
			total += a->quotes[a->source_quotes[s->quotes + k]].kind;
	}
	return total;
}

uint64_t walk_anno(const struct pq_annotations *a, const struct pq_doc *doc)
{
	uint64_t total = walk_quotes(a, doc);
	for (uint32_t i = 0; i < a->n_mentions; i++)
		total += sum_slice(doc_text(doc, a->mentions[i].span)) + a->entities[a->mentions[i].entity].type;
	for (uint32_t i = 0; i < a->n_entities; i++) {
		const struct pq_entity *e = &a->entities[i];
		total += sum_slice(anno_str(a, e->name)) + e->introduced + sum_slice(doc_text(doc, e->description));
		for (uint32_t k = 0; k < e->n_mentions; k++)
			total += a->mentions[a->entity_mentions[e->mentions + k]].span.start;
	}
	for (uint32_t i = 0; i < a->n_findings; i++)
		total += sum_slice(doc_text(doc, a->findings[i].span)) +
			 sum_slice(anno_str(a, a->findings[i].message)) +
			 (a->findings[i].quote == PQ_NONE ? 0 : a->quotes[a->findings[i].quote].kind);
	for (uint32_t i = 0; i < a->n_notices; i++)
		total += sum_slice(anno_str(a, a->notices[i].message));
	for (uint32_t i = 0; i < a->n_marks; i++)
		total += sum_slice(doc_text(doc, a->marks[i].span)) + a->marks[i].reach;
	return total;
}
