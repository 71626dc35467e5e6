/* export/write.c - article text made safe for where it goes. */
#include "export/write.h"

#include <string.h>
#include <strings.h>

#include "doc/speaker.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/width.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_odd(const char *s, size_t len)
{
	const char *p = s;
	uint32_t c = utf8_next(&p, s + len);
	return char_is_control(c) || char_is_invisible(c);
}

static void put_escaped(struct buf *out, enum flavour flavour, char c)
{
	if (flavour == HTML && strchr("&<>\"'", c))
		buf_printf(out, "&#%d;", c);
	else if (flavour == MARKDOWN && strchr("\\`*_[]<>|~&$", c))
		buf_printf(out, "\\%c", c);
	else
		buf_char(out, c);
}

/* One grapheme of S that is not white space; its bytes. */
static size_t put_grapheme(struct buf *out, enum flavour flavour, const char *s, size_t len)
{
	struct grapheme g = grapheme_at(s, len);
	char shown[32];
	if (flavour == CELLS || is_odd(s, g.len)) {
		size_t n = grapheme_show(s, g.len, shown);
		buf_add(out, shown, n);
	} else if ((unsigned char)*s < 0x80) {
		put_escaped(out, flavour, *s);
		buf_add(out, s + 1, g.len - 1);
	} else {
		buf_add(out, s, g.len);
	}
	return g.len;
}

void put_text(struct buf *out, enum flavour flavour, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t plain = flavour == PLAIN || flavour == CELLS ? text_plain(s + i, len - i, len - i) : 0;
		buf_add(out, s + i, plain);
		i += plain;
		if (i == len)
			break;
		if (!is_blank(s[i])) {
			i += put_grapheme(out, flavour, s + i, len - i);
			continue;
		}
		while (i < len && is_blank(s[i]))
			i++;
		buf_char(out, ' ');
	}
}

void put_kept(struct buf *out, enum flavour flavour, const char *s, size_t len)
{
	for (size_t i = 0; i < len;)
		if (s[i] == '\n' || s[i] == '\t' || s[i] == ' ')
			buf_char(out, s[i++]);
		else
			i += put_grapheme(out, flavour, s + i, len - i);
}

void put_excerpt(struct buf *out, enum flavour flavour, const struct pq_doc *doc, struct pq_span span, uint32_t most)
{
	struct doc_slice s = doc_text(doc, span);
	size_t fits = text_fit(s.s, s.len, most, NULL);
	if (fits == s.len) {
		put_slice(out, flavour, s);
		return;
	}
	fits = text_fit(s.s, s.len, most - 1, NULL);
	while (fits && is_blank(s.s[fits - 1]))
		fits--;
	put_text(out, flavour, s.s, fits);
	buf_str(out, "\xe2\x80\xa6");
}

void put_source(struct buf *out, enum flavour flavour, const struct pq_annotations *notes, uint32_t source)
{
	const struct pq_source *s = &notes->sources[source];
	if (s->naming == PQ_UNNAMED || !s->name.len) {
		buf_str(out, "nobody given");
		return;
	}
	if (s->naming == PQ_ANONYMOUS)
		buf_str(out, "@ ");
	put_slice(out, flavour, anno_str(notes, s->name));
}

void put_short_source(struct buf *out, enum flavour flavour, const struct pq_doc *doc,
		      const struct pq_annotations *notes, uint32_t source)
{
	char name[32];
	speaker_name(doc, notes, source, false, name);
	put_text(out, flavour, name, strlen(name));
}

uint32_t first_block(const struct pq_doc *doc, enum pq_block_kind kind)
{
	uint32_t i = 0;
	while (i < doc->n_blocks && doc->blocks[i].kind != kind)
		i++;
	return i;
}

bool is_person_of_note(const struct pq_annotations *notes, uint32_t entity)
{
	const struct pq_entity *e = &notes->entities[entity];
	return e->type == PQ_PERSON && e->name.len && (!span_empty(e->description) || e->n_quotes || !e->introduced);
}

void put_introduction(struct buf *out, enum flavour flavour, const struct pq_doc *doc,
		      const struct pq_annotations *notes, uint32_t entity, uint32_t most)
{
	const struct pq_entity *e = &notes->entities[entity];
	if (span_empty(e->description))
		buf_str(out, e->introduced ? "by name alone" : "not introduced");
	else
		put_excerpt(out, flavour, doc, e->description, most);
}

struct doc_slice article_title(const struct pq_doc *doc)
{
	uint32_t title = first_block(doc, PQ_BLOCK_TITLE);
	return title < doc->n_blocks ? doc_text(doc, doc->blocks[title].span) : doc_str(doc, doc->meta.title);
}

bool put_credits(struct buf *out, enum flavour flavour, const struct pq_doc *doc, const char *before)
{
	uint32_t names = first_block(doc, PQ_BLOCK_BYLINE) < doc->n_blocks ? 0 : doc->n_bylines;
	if (!names && !doc->meta.site.len && !doc->meta.published.len)
		return false;
	buf_str(out, before);
	size_t start = out->len;
	for (uint32_t i = 0; i < names; i++) {
		buf_str(out, i == 0 ? "By " : i + 1 < names ? ", " : " and ");
		put_slice(out, flavour, doc_str(doc, doc->bylines[i]));
	}
	if (doc->meta.site.len) {
		buf_str(out, out->len > start ? DOT : "");
		put_slice(out, flavour, doc_str(doc, doc->meta.site));
	}
	if (doc->meta.published.len) {
		struct doc_slice day = doc_str(doc, doc->meta.published);
		buf_str(out, out->len > start ? DOT : "");
		put_text(out, flavour, day.s, day.len < 10 ? day.len : 10);
	}
	return true;
}

bool link_is_safe(struct doc_slice href)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:"};
	if (href.len && href.s[0] == '#')
		return true;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (href.len > strlen(schemes[i]) && strncasecmp(href.s, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

void put_href(struct buf *out, enum flavour flavour, struct doc_slice href)
{
	for (uint32_t i = 0; i < href.len; i++) {
		unsigned char c = (unsigned char)href.s[i];
		if (c <= ' ' || c >= 0x7f || strchr("<>\"'\\()[]|`{}^", c))
			buf_printf(out, "%%%02X", c);
		else
			put_escaped(out, c == '&' ? flavour : PLAIN, (char)c);
	}
}
