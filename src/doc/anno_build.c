/* doc/anno_build.c - annotations: the builder, and freezing: sort, renumber, group, count, mark. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "doc/anno.h"
#include "doc/query.h"

void anno_builder_release(struct anno_builder *b)
{
	vec_release(&b->mentions);
	vec_release(&b->entities);
	vec_release(&b->quotes);
	vec_release(&b->parts);
	vec_release(&b->sources);
	vec_release(&b->findings);
	vec_release(&b->notices);
	buf_release(&b->strings);
	*b = (struct anno_builder){0};
}

struct pq_str anno_builder_str(struct anno_builder *b, const char *s, size_t len)
{
	return pool_add(&b->strings, s, len);
}

void anno_builder_notice(struct anno_builder *b, const char *message)
{
	struct pq_notice notice = {anno_builder_str(b, message, strlen(message))};
	if (!vec_push(&b->notices, notice))
		b->failed = true;
}

/* Work space of one freezing: orders (new place -> old index) and numbers (old index -> new place). */
struct freeze {
	const struct anno_builder *b;
	const struct pq_doc *doc;
	struct span_key *keys; /**< as long as the longest list to sort */
	uint32_t *mention_order, *entity_order, *entity_number, *quote_order, *quote_number, *source_order,
		*source_number;
	uint32_t n_mentions, n_marks;
	/* where the sections lie */
	struct pq_mention *mentions;
	struct pq_entity *entities;
	uint32_t *entity_mentions, *source_quotes;
	struct pq_quote *quotes;
	struct pq_part *parts;
	struct pq_source *sources;
	struct pq_finding *findings;
	struct pq_mark *marks, *unsorted;
};

static struct pq_span tidy(struct pq_span s)
{
	return s.start < s.end ? s : (struct pq_span){0};
}

/* What refers to nothing that there is, or holds no words: an annotator's fault. */
static const char *builder_fault(const struct anno_builder *b)
{
	for (uint32_t i = 0; i < b->mentions.len; i++)
		if (b->mentions.at[i].entity >= b->entities.len && b->mentions.at[i].entity != PQ_NONE)
			return "a mention of no entity";
	for (uint32_t i = 0; i < b->quotes.len; i++) {
		const struct pq_quote *q = &b->quotes.at[i];
		if (!q->n_parts || q->parts > b->parts.len || q->n_parts > b->parts.len - q->parts)
			return "a quote without parts";
		if (q->source >= b->sources.len)
			return "a quote without a source";
		if (q->continues != PQ_NONE && q->continues >= b->quotes.len)
			return "a quote that goes on from none";
	}
	for (uint32_t i = 0; i < b->sources.len; i++)
		if (b->sources.at[i].entity != PQ_NONE && b->sources.at[i].entity >= b->entities.len)
			return "a source that is no entity";
	for (uint32_t i = 0; i < b->findings.len; i++)
		if (b->findings.at[i].quote != PQ_NONE && b->findings.at[i].quote >= b->quotes.len)
			return "a finding about no quote";
	return NULL;
}

/* ---- order ---- */

static void take_order(struct freeze *f, uint32_t n, uint32_t *order)
{
	span_keys_sort(f->keys, n);
	for (uint32_t i = 0; i < n; i++)
		order[i] = f->keys[i].index;
}

static void invert(const uint32_t *order, uint32_t n, uint32_t *number)
{
	for (uint32_t i = 0; i < n; i++)
		number[order[i]] = i;
}

/* Mentions without an entity are left out. */
static void order_mentions(struct freeze *f)
{
	const struct anno_builder *b = f->b;
	for (uint32_t i = 0; i < b->mentions.len; i++)
		if (b->mentions.at[i].entity != PQ_NONE)
			f->keys[f->n_mentions++] = span_key_of(b->mentions.at[i].span, i);
	take_order(f, f->n_mentions, f->mention_order);
}

/* Number N things by when OWNER_OF's walk first comes to them; those that it never comes to stand last. */
static void order_by_first(const uint32_t *owners, uint32_t n_owners, uint32_t n, uint32_t *order, uint32_t *number)
{
	uint32_t found = 0;
	for (uint32_t i = 0; i < n; i++)
		number[i] = PQ_NONE;
	for (uint32_t i = 0; i < n_owners; i++)
		if (number[owners[i]] == PQ_NONE)
			number[owners[i]] = found++;
	for (uint32_t i = 0; i < n; i++)
		if (number[i] == PQ_NONE)
			number[i] = found++;
	for (uint32_t i = 0; i < n; i++)
		order[number[i]] = i;
}

static struct pq_span first_part(const struct anno_builder *b, const struct pq_quote *q)
{
	struct pq_span first = b->parts.at[q->parts].span;
	for (uint32_t i = 1; i < q->n_parts; i++)
		if (!span_in_order(first, b->parts.at[q->parts + i].span))
			first = b->parts.at[q->parts + i].span;
	return first;
}

static void order_quotes(struct freeze *f)
{
	const struct anno_builder *b = f->b;
	for (uint32_t i = 0; i < b->quotes.len; i++)
		f->keys[i] = span_key_of(first_part(b, &b->quotes.at[i]), i);
	take_order(f, b->quotes.len, f->quote_order);
	invert(f->quote_order, b->quotes.len, f->quote_number);
}

static void order_all(struct freeze *f)
{
	const struct anno_builder *b = f->b;
	order_mentions(f);
	order_quotes(f);
	/* The runs are written later; until then they hold the owners in order. */
	for (uint32_t i = 0; i < f->n_mentions; i++)
		f->entity_mentions[i] = b->mentions.at[f->mention_order[i]].entity;
	order_by_first(f->entity_mentions, f->n_mentions, b->entities.len, f->entity_order, f->entity_number);
	for (uint32_t i = 0; i < b->quotes.len; i++)
		f->source_quotes[i] = b->quotes.at[f->quote_order[i]].source;
	order_by_first(f->source_quotes, b->quotes.len, b->sources.len, f->source_order, f->source_number);
}

/* ---- writing: member by member, so that padding stays zero and equal contents are equal bytes ---- */

static void write_mentions(struct freeze *f)
{
	for (uint32_t i = 0; i < f->n_mentions; i++) {
		const struct pq_mention *from = &f->b->mentions.at[f->mention_order[i]];
		struct pq_mention *m = &f->mentions[i];
		m->span = from->span;
		m->entity = f->entity_number[from->entity];
		m->form = from->form;
		m->type = from->type;
	}
}

/* Lay out the run of each entity one behind the other, then deal the mentions out. */
static void write_entities(struct freeze *f)
{
	uint32_t n = f->b->entities.len, at = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct pq_entity *from = &f->b->entities.at[f->entity_order[i]];
		struct pq_entity *e = &f->entities[i];
		e->type = from->type;
		e->introduced = from->introduced;
		e->description = tidy(from->description);
		e->name = from->name;
	}
	for (uint32_t i = 0; i < f->n_mentions; i++)
		f->entities[f->mentions[i].entity].n_mentions++;
	for (uint32_t i = 0; i < n; i++) {
		f->entities[i].mentions = at;
		at += f->entities[i].n_mentions;
		f->entities[i].n_mentions = 0;
	}
	for (uint32_t i = 0; i < f->n_mentions; i++) {
		struct pq_entity *e = &f->entities[f->mentions[i].entity];
		f->entity_mentions[e->mentions + e->n_mentions++] = i;
	}
}

static uint32_t write_parts(struct freeze *f, const struct pq_quote *from, uint32_t at)
{
	for (uint32_t i = 0; i < from->n_parts; i++)
		f->keys[i] = span_key_of(f->b->parts.at[from->parts + i].span, from->parts + i);
	span_keys_sort(f->keys, from->n_parts);
	for (uint32_t i = 0; i < from->n_parts; i++) {
		const struct pq_part *p = &f->b->parts.at[f->keys[i].index];
		f->parts[at + i].span = p->span;
		f->parts[at + i].kind = p->kind;
	}
	return at + from->n_parts;
}

static void write_quotes(struct freeze *f)
{
	for (uint32_t i = 0, at = 0; i < f->b->quotes.len; i++) {
		const struct pq_quote *from = &f->b->quotes.at[f->quote_order[i]];
		struct pq_quote *q = &f->quotes[i];
		q->cue = tidy(from->cue);
		q->source_span = tidy(from->source_span);
		q->lemma = from->lemma;
		q->parts = at;
		q->n_parts = from->n_parts;
		q->source = f->source_number[from->source];
		q->continues = from->continues == PQ_NONE ? PQ_NONE : f->quote_number[from->continues];
		if (q->continues >= i) /* a quote goes on from an earlier one or from none */
			q->continues = PQ_NONE;
		q->confidence = from->confidence;
		q->kind = from->kind;
		q->evidence = from->evidence;
		at = write_parts(f, from, at);
	}
}

static bool is_quote_mark(const char *s, uint32_t left, bool *opens, bool inside)
{
	if (*s == '"') {
		*opens = !inside;
		return true;
	}
	if (left < 3 || memcmp(s, "\xe2\x80", 2) != 0 || (s[2] != '\x9c' && s[2] != '\x9d'))
		return false;
	*opens = s[2] == '\x9c';
	return true;
}

/* Words of a part that stand in quote marks; all of them where the part has no marks inside: it was in marks as a whole. */
static uint32_t quoted_words(const struct pq_doc *d, const struct pq_part *p)
{
	if (p->kind == PQ_INDIRECT)
		return 0;
	uint32_t words = 0, from = p->span.start;
	bool inside = false, any = false, opens = false;
	for (uint32_t i = p->span.start; p->kind == PQ_MIXED && i < p->span.end; i++) {
		if (!is_quote_mark(d->text + i, p->span.end - i, &opens, inside))
			continue;
		if (inside)
			words += doc_words(d, (struct pq_span){from, i});
		inside = opens;
		any = true;
		from = i;
	}
	if (inside || !any)
		words += doc_words(d, (struct pq_span){from, p->span.end});
	return words;
}

static void count_quote(struct freeze *f, uint32_t quote)
{
	const struct pq_quote *q = &f->quotes[quote];
	struct pq_source *s = &f->sources[q->source];
	f->source_quotes[s->quotes + s->n_quotes++] = quote;
	for (uint32_t i = 0; i < q->n_parts; i++)
		s->n_words += quoted_words(f->doc, &f->parts[q->parts + i]);
	if (s->entity != PQ_NONE)
		f->entities[s->entity].n_quotes++;
}

static void write_sources(struct freeze *f)
{
	uint32_t n = f->b->sources.len, n_quotes = f->b->quotes.len, at = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct pq_source *from = &f->b->sources.at[f->source_order[i]];
		struct pq_source *s = &f->sources[i];
		s->name = from->name;
		s->entity = from->entity < f->b->entities.len ? f->entity_number[from->entity] : PQ_NONE;
		s->kind = from->kind;
		s->naming = from->naming;
		s->reason_given = from->reason_given;
	}
	for (uint32_t i = 0; i < n_quotes; i++)
		f->sources[f->quotes[i].source].n_quotes++;
	for (uint32_t i = 0; i < n; i++) {
		f->sources[i].quotes = at;
		at += f->sources[i].n_quotes;
		f->sources[i].n_quotes = 0;
	}
	for (uint32_t i = 0; i < n_quotes; i++)
		count_quote(f, i);
}

static void write_findings(struct freeze *f)
{
	uint32_t n = f->b->findings.len;
	for (uint32_t i = 0; i < n; i++)
		f->keys[i] = span_key_of(f->b->findings.at[i].span, i);
	span_keys_sort(f->keys, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct pq_finding *from = &f->b->findings.at[f->keys[i].index];
		struct pq_finding *to = &f->findings[i];
		to->span = from->span;
		to->message = from->message;
		to->quote = from->quote == PQ_NONE ? PQ_NONE : f->quote_number[from->quote];
		to->kind = from->kind;
	}
}

/* ---- marks ---- */

static uint32_t has_words(struct pq_span s)
{
	return s.start < s.end;
}

/* How many marks there will be: one a thing that has words. */
static uint64_t count_marks(const struct anno_builder *b, const struct pq_doc *d, uint64_t n_parts)
{
	uint64_t n = n_parts + d->n_links;
	for (uint32_t i = 0; i < b->quotes.len; i++)
		n += has_words(b->quotes.at[i].cue) + has_words(b->quotes.at[i].source_span);
	for (uint32_t i = 0; i < b->mentions.len; i++)
		n += b->mentions.at[i].entity != PQ_NONE;
	for (uint32_t i = 0; i < b->findings.len; i++)
		n += has_words(b->findings.at[i].span);
	return n;
}

static void add_mark(struct freeze *f, uint32_t *n, enum pq_mark_kind kind, uint32_t index, struct pq_span span)
{
	f->keys[*n] = span_key_of(span, *n);
	f->unsorted[(*n)++] = (struct pq_mark){.span = span, .index = index, .kind = (uint8_t)kind};
}

/* In the order of their kinds, which decides between equal spans. */
static void collect_marks(struct freeze *f)
{
	uint32_t n = 0, n_quotes = f->b->quotes.len;
	for (uint32_t i = 0; i < n_quotes; i++)
		for (uint32_t k = 0; k < f->quotes[i].n_parts; k++)
			add_mark(f, &n, PQ_MARK_QUOTE, i, f->parts[f->quotes[i].parts + k].span);
	for (uint32_t i = 0; i < n_quotes; i++)
		if (has_words(f->quotes[i].cue))
			add_mark(f, &n, PQ_MARK_CUE, i, f->quotes[i].cue);
	for (uint32_t i = 0; i < n_quotes; i++)
		if (has_words(f->quotes[i].source_span))
			add_mark(f, &n, PQ_MARK_SOURCE, i, f->quotes[i].source_span);
	for (uint32_t i = 0; i < f->n_mentions; i++)
		add_mark(f, &n, PQ_MARK_MENTION, i, f->mentions[i].span);
	for (uint32_t i = 0; i < f->b->findings.len; i++)
		if (has_words(f->findings[i].span))
			add_mark(f, &n, PQ_MARK_FINDING, i, f->findings[i].span);
	for (uint32_t i = 0; i < f->doc->n_links; i++)
		add_mark(f, &n, PQ_MARK_LINK, i, f->doc->links[i].span);
}

static void write_marks(struct freeze *f)
{
	collect_marks(f);
	span_keys_sort(f->keys, f->n_marks);
	for (uint32_t i = 0, reach = 0; i < f->n_marks; i++) {
		const struct pq_mark *from = &f->unsorted[f->keys[i].index];
		reach = from->span.end > reach ? from->span.end : reach;
		f->marks[i].span = from->span;
		f->marks[i].index = from->index;
		f->marks[i].kind = from->kind;
		f->marks[i].reach = reach;
	}
}

/* ---- all of it ---- */

static enum pq_status find_room(struct freeze *f, uint32_t n_parts, struct blob *out, struct pq_error *error)
{
	const struct anno_builder *b = f->b;
	uint32_t n_mentions = 0;
	for (uint32_t i = 0; i < b->mentions.len; i++)
		n_mentions += b->mentions.at[i].entity != PQ_NONE;
	const uint32_t counts[ANNO_SECTIONS] = {1,
						n_mentions,
						b->entities.len,
						n_mentions,
						b->quotes.len,
						n_parts,
						b->sources.len,
						b->quotes.len,
						b->findings.len,
						b->notices.len,
						f->n_marks,
						(uint32_t)b->strings.len};
	struct blob_section s[ANNO_SECTIONS];
	for (unsigned i = 0; i < ANNO_SECTIONS; i++)
		s[i] = (struct blob_section){.count = counts[i], .size = anno_sizes[i]};
	enum pq_status status = blob_new(BLOB_ANNO, s, ANNO_SECTIONS, out, error);
	if (status != PQ_OK)
		return status;
	char *bytes = out->bytes;
	struct anno_info *info = (void *)(bytes + s[ANNO_INFO].at);
	*info = (struct anno_info){.covered = b->covered, .text_len = f->doc->text_len};
	info->complete = b->covered.start == 0 && b->covered.end == f->doc->text_len;
	f->mentions = (void *)(bytes + s[ANNO_MENTIONS].at);
	f->entities = (void *)(bytes + s[ANNO_ENTITIES].at);
	f->entity_mentions = (void *)(bytes + s[ANNO_ENTITY_MENTIONS].at);
	f->quotes = (void *)(bytes + s[ANNO_QUOTES].at);
	f->parts = (void *)(bytes + s[ANNO_PARTS].at);
	f->sources = (void *)(bytes + s[ANNO_SOURCES].at);
	f->source_quotes = (void *)(bytes + s[ANNO_SOURCE_QUOTES].at);
	f->findings = (void *)(bytes + s[ANNO_FINDINGS].at);
	f->marks = (void *)(bytes + s[ANNO_MARKS].at);
	if (b->notices.len)
		memcpy(bytes + s[ANNO_NOTICES].at, b->notices.at, b->notices.len * sizeof *b->notices.at);
	if (b->strings.len)
		memcpy(bytes + s[ANNO_STRINGS].at, b->strings.bytes, b->strings.len);
	return PQ_OK;
}

static void write_all(struct freeze *f)
{
	order_all(f);
	write_mentions(f);
	write_entities(f);
	write_quotes(f);
	write_sources(f);
	write_findings(f);
	write_marks(f);
}

static enum pq_status find_scratch(struct freeze *f, uint32_t n_parts, struct pq_error *error)
{
	const struct anno_builder *b = f->b;
	size_t longest = b->mentions.len;
	const uint32_t lens[] = {b->quotes.len, b->findings.len, n_parts, f->n_marks};
	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++)
		longest = lens[i] > longest ? lens[i] : longest;
	size_t numbers = (size_t)b->mentions.len + 2 * ((size_t)b->entities.len + b->quotes.len + b->sources.len);
	f->keys = mem_zero(longest, sizeof *f->keys);
	f->unsorted = mem_zero(f->n_marks, sizeof *f->unsorted);
	f->mention_order = mem_zero(numbers, sizeof *f->mention_order);
	if (!f->keys || !f->unsorted || !f->mention_order)
		return error_nomem(error);
	f->entity_order = f->mention_order + b->mentions.len;
	f->entity_number = f->entity_order + b->entities.len;
	f->quote_order = f->entity_number + b->entities.len;
	f->quote_number = f->quote_order + b->quotes.len;
	f->source_order = f->quote_number + b->quotes.len;
	f->source_number = f->source_order + b->sources.len;
	return PQ_OK;
}

static enum pq_status freeze(struct freeze *f, uint32_t n_parts, struct blob *out, struct pq_error *error)
{
	struct blob blob = {0};
	struct pq_annotations check;
	enum pq_status status = find_scratch(f, n_parts, error);
	if (status == PQ_OK)
		status = find_room(f, n_parts, &blob, error);
	if (status == PQ_OK) {
		write_all(f);
		status = anno_open(blob.bytes, blob.len, f->doc, &check, error);
	}
	if (status == PQ_OK)
		*out = blob;
	else
		mem_free(blob.bytes);
	mem_free(f->keys);
	mem_free(f->unsorted);
	mem_free(f->mention_order);
	return status;
}

enum pq_status anno_freeze(struct anno_builder *b, const struct pq_doc *doc, struct blob *out, struct pq_error *error)
{
	if (b->failed || b->strings.failed)
		return error_nomem(error);
	const char *fault = builder_fault(b);
	if (fault)
		return error_set(error, PQ_EFORMAT, "annotations do not hold together: %s", fault);
	uint64_t n_parts = 0;
	for (uint32_t i = 0; i < b->quotes.len; i++)
		n_parts += b->quotes.at[i].n_parts;
	uint64_t n_marks = count_marks(b, doc, n_parts);
	if (n_marks > UINT32_MAX || b->strings.len > PQ_MAX_TEXT)
		return error_set(error, PQ_ETOOBIG, "too many annotations");
	struct freeze f = {.b = b, .doc = doc, .n_marks = (uint32_t)n_marks};
	return freeze(&f, (uint32_t)n_parts, out, error);
}
