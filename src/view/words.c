/* view/words.c - words for things: snippets, introductions, types, how sure. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"
#include "text/width.h"
#include "view/paint.h"

const char *view_str(const struct view_input *in, const char *s, size_t len)
{
	const char *copy = arena_copy(in->arena, s, len);
	return copy ? copy : "";
}

const char *view_printf(const struct view_input *in, const char *format, ...)
{
	char small[1024];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(small, sizeof small, format, args);
	va_end(args);
	if (n < 0)
		return "";
	size_t len = (size_t)n < sizeof small ? (size_t)n : utf8_floor(small, sizeof small - 1, sizeof small - 1);
	return view_str(in, small, len);
}

const char *view_count(const struct view_input *in, uint32_t n, const char *noun)
{
	return view_printf(in, "%u %s%s", n, noun, n == 1 ? "" : "s");
}

const char *view_anno_str(const struct view_input *in, struct pq_str s)
{
	struct doc_slice slice = anno_str(view_notes(in), s);
	return s.len ? view_str(in, slice.s, slice.len) : "";
}

const char *view_doc_str(const struct view_input *in, struct pq_str s)
{
	struct doc_slice slice = doc_str(&in->snapshot->doc, s);
	return s.len ? view_str(in, slice.s, slice.len) : "";
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/** Add text of SPAN to OUT of CAP bytes at LEN, white space collapsed; the new length.  *CUT: it did not all fit. */
static size_t add_text(const struct pq_doc *doc, struct pq_span span, char *out, size_t len, size_t cap, bool *cut)
{
	uint32_t end = span.end < doc->text_len ? span.end : doc->text_len;
	bool blank = len == 0 || out[len - 1] == ' ';
	for (uint32_t i = span.start; i < end; i++) {
		char c = doc->text[i];
		if (is_blank(c) && blank)
			continue;
		if (len >= cap) {
			*cut = true;
			return utf8_floor(out, len, len);
		}
		blank = is_blank(c);
		out[len++] = blank ? ' ' : c;
	}
	return len;
}

/** A cut in the middle of a character is taken back to its start. */
static size_t whole(const char *s, size_t len)
{
	return utf8_valid(s, len);
}

const char *view_text(const struct view_input *in, struct pq_span span, size_t max)
{
	if (!in->snapshot || span_empty(span))
		return "";
	char *out = arena_alloc(in->arena, max + 8);
	if (!out)
		return "";
	bool cut = false;
	size_t len = add_text(&in->snapshot->doc, span, out, 0, max, &cut);
	len = whole(out, len);
	while (len && out[len - 1] == ' ')
		len--;
	strcpy(out + len, cut ? view_sign(in, SIGN_ELLIPSIS) : "");
	return out;
}

struct pq_span view_marked(const struct pq_doc *doc, struct pq_span span)
{
	static const char *const marks[] = {"“", "”", "‘", "’", "«", "»", "„", "\"", "'"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		uint32_t len = (uint32_t)strlen(marks[i]);
		if (span.start >= len && !memcmp(doc->text + span.start - len, marks[i], len)) {
			span.start -= len;
			break;
		}
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		uint32_t len = (uint32_t)strlen(marks[i]);
		if (span.end + len <= doc->text_len && !memcmp(doc->text + span.end, marks[i], len)) {
			span.end += len;
			break;
		}
	}
	return span;
}

const char *view_quote_text(const struct view_input *in, uint32_t quote, size_t max)
{
	const struct pq_annotations *a = view_notes(in);
	if (quote >= a->n_quotes)
		return "";
	const struct pq_quote *q = &a->quotes[quote];
	char *out = arena_alloc(in->arena, max + 64);
	if (!out)
		return "";
	const char *open = view_sign(in, SIGN_OPEN), *close = view_sign(in, SIGN_CLOSE);
	size_t len = 0;
	bool cut = false;
	for (uint32_t i = 0; i < q->n_parts && !cut && len < max; i++) {
		const struct pq_part *p = &a->parts[q->parts + i];
		bool marks = p->kind != PQ_INDIRECT && view_marked(&in->snapshot->doc, p->span).start < p->span.start;
		if (i)
			out[len++] = ' ';
		if (marks) {
			strcpy(out + len, open);
			len += strlen(open);
		}
		len = whole(out, add_text(&in->snapshot->doc, p->span, out, len, max > len ? max : len, &cut));
		const char *end = cut ? view_sign(in, SIGN_ELLIPSIS) : "";
		len += (size_t)snprintf(out + len, max + 64 - len, "%s%s", end, marks ? close : "");
	}
	return out;
}

struct pq_span view_quote_target(const struct view_input *in, uint32_t quote)
{
	const struct pq_annotations *a = view_notes(in);
	if (quote >= a->n_quotes)
		return (struct pq_span){0, 0};
	const struct pq_quote *q = &a->quotes[quote];
	return q->n_parts ? a->parts[q->parts].span : q->source_span;
}

int view_cells(const char *s)
{
	return (int)text_width(s, strlen(s));
}

const char *view_line(const char **rest, int cells, size_t *len)
{
	const char *line = *rest;
	size_t all = strlen(line), fit = text_fit(line, all, cells > 0 ? (uint32_t)cells : 1, NULL), cut = fit;
	if (!all)
		return NULL;
	while (fit < all && cut > 0 && line[cut] != ' ')
		cut--;
	if (fit == all || !cut)
		cut = fit ? fit : grapheme_at(line, all).len;
	*len = cut;
	*rest = line + cut;
	while (**rest == ' ')
		(*rest)++;
	return line;
}

const char *view_base_name(const char *name)
{
	const char *slash = strstr(name, "://") ? NULL : strrchr(name, '/');
	return slash && slash[1] ? slash + 1 : name;
}

const char *view_type_word(uint8_t type)
{
	static const char *const words[PQ_ENTITY_TYPES] = {"person",  "org",  "place", "group",  "event",   "work",
							   "product", "date", "time",  "amount", "percent", "quantity"};
	return type < PQ_ENTITY_TYPES ? words[type] : "";
}

enum role view_type_role(uint8_t type)
{
	switch (type) {
	case PQ_PERSON:
		return ROLE_ENTITY_PERSON;
	case PQ_ORGANIZATION:
		return ROLE_ENTITY_ORGANIZATION;
	case PQ_PLACE:
		return ROLE_ENTITY_PLACE;
	default:
		return ROLE_ENTITY_OTHER;
	}
}

const char *view_type_sign(const struct view_input *in, uint8_t type)
{
	switch (type) {
	case PQ_PERSON:
		return view_sign(in, SIGN_PERSON);
	case PQ_ORGANIZATION:
		return view_sign(in, SIGN_ORGANIZATION);
	case PQ_PLACE:
		return view_sign(in, SIGN_PLACE);
	default:
		return view_sign(in, SIGN_OTHER);
	}
}

const char *view_introduction(const struct view_input *in, uint32_t entity, size_t max)
{
	const struct pq_annotations *a = view_notes(in);
	if (entity >= a->n_entities)
		return "";
	const struct pq_entity *e = &a->entities[entity];
	if (!span_empty(e->description))
		return view_text(in, e->description, max);
	if (e->type != PQ_PERSON)
		return view_type_word(e->type);
	return e->introduced ? "" : "not introduced";
}

const char *view_source_name(const struct view_input *in, uint32_t source)
{
	const struct pq_annotations *a = view_notes(in);
	if (source >= a->n_sources)
		return "";
	const struct pq_source *s = &a->sources[source];
	if (s->naming == PQ_UNNAMED || !s->name.len)
		return "nobody is named";
	return view_anno_str(in, s->name);
}

const char *view_sureness(const struct view_input *in, float confidence)
{
	const char *word = confidence_word(confidence);
	const char *why = *word == 's'   ? "the text says it plainly"
			  : *word == 'l' ? "it reads so, but the words leave room"
					 : "read it yourself";
	return view_printf(in, "%s: %s", word, why);
}
