/* tree.c - a page as a tree in arrays, built from libxml2's SAX events. */
#include "html/tree.h"

#include <limits.h>
#include <string.h>

#include "html/libxml.h"
#include <libxml/parserInternals.h>

enum { MOST_NODES = 200, MOST_BYTES = 4096 };

static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
	struct tree *t = user;
	const char *s = (const char *)name;
	enum tag tag = tag_find(s, strlen(s));
	if (tag_flags(tag) & TAG_ROOT || t->failed)
		return;
	struct node node = {.parent = t->open, .tag = (uint8_t)tag, .at = t->attrs.len};
	for (; atts && atts[0]; atts += 2) {
		const char *key = (const char *)atts[0], *value = atts[1] ? (const char *)atts[1] : "";
		struct node_attr a = {.at = (uint32_t)t->pool.len, .len = (uint32_t)strlen(value)};
		a.attr = (uint8_t)attr_find(key, strlen(key));
		if (a.attr == ATTRS)
			continue;
		buf_add(&t->pool, value, a.len);
		t->failed |= !vec_push(&t->attrs, a);
	}
	node.len = t->attrs.len - node.at;
	t->failed |= t->pool.failed || !vec_push(&t->nodes, node);
	if (t->failed)
		return;
	uint32_t self = t->nodes.len - 1;
	t->nodes.at[self].end = self + 1;
	if (!(tag_flags(tag) & TAG_VOID))
		t->open = self;
}

/** The innermost open element is done; what lies under it is known now. */
static void close_open(struct tree *t)
{
	t->nodes.at[t->open].end = t->nodes.len;
	t->open = t->nodes.at[t->open].parent;
}

static void on_end(void *user, const xmlChar *name)
{
	struct tree *t = user;
	const char *s = (const char *)name;
	enum tag tag = tag_find(s, strlen(s));
	if (tag_flags(tag) & (TAG_ROOT | TAG_VOID) || t->failed)
		return;
	if (t->open && t->nodes.at[t->open].tag == tag)
		close_open(t);
}

static void on_text(void *user, const xmlChar *s, int len)
{
	struct tree *t = user;
	if (t->failed || len <= 0)
		return;
	struct node *last = &vec_last(&t->nodes);
	if (last->tag == NODE_TEXT && last->parent == t->open) {
		last->len += (uint32_t)len;
	} else {
		struct node node = {
			.parent = t->open, .tag = NODE_TEXT, .at = (uint32_t)t->pool.len, .len = (uint32_t)len};
		node.end = t->nodes.len + 1;
		t->failed |= !vec_push(&t->nodes, node);
	}
	buf_add(&t->pool, (const char *)s, (size_t)len);
	t->failed |= t->pool.failed;
}

void tree_parse(const char *page, size_t len, struct tree *out, bool *cut)
{
	*cut = false;
	struct node root = {.tag = NODE_ROOT};
	buf_reserve(&out->pool, len);
	out->failed |= out->pool.failed || len > INT_MAX || !vec_push(&out->nodes, root);
	const struct libxml *xml = libxml_load();
	htmlParserCtxtPtr ctxt = out->failed || !xml ? NULL : xml->new_context();
	if (!ctxt) {
		out->failed = true;
		return;
	}
	memset(ctxt->sax, 0, sizeof *ctxt->sax);
	ctxt->sax->startElement = on_start;
	ctxt->sax->endElement = on_end;
	ctxt->sax->characters = on_text;
	ctxt->sax->ignorableWhitespace = on_text;
	ctxt->sax->cdataBlock = on_text;
	ctxt->userData = out;
	ctxt->options |= XML_PARSE_HUGE; /* else a text of over 10 MB is cut in silence */
	int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		      HTML_PARSE_IGNORE_ENC;
	/* The encoding is named: without one, 2.9 mangles UTF-8 that a meta element says is something else. */
	htmlDocPtr doc = xml->read_memory(ctxt, page, (int)len, NULL, "UTF-8", options | XML_PARSE_HUGE);
	/* lastError is set by every element of HTML 5; only these mean that text was lost. */
	const xmlError *e = &ctxt->lastError;
	*cut = ctxt->wellFormed == 0 && e->level == XML_ERR_FATAL &&
	       (e->code == XML_ERR_NO_MEMORY || e->code == XML_ERR_INTERNAL_ERROR || e->code == XML_ERR_DOCUMENT_END);
	out->failed |= e->code == XML_ERR_NO_MEMORY;
	if (doc)
		xml->free_document(doc);
	xml->free_context(ctxt);
	while (!out->failed && out->open)
		close_open(out);
	if (!out->failed)
		out->nodes.at[0].end = out->nodes.len;
}

void tree_release(struct tree *t)
{
	vec_release(&t->nodes);
	vec_release(&t->attrs);
	buf_release(&t->pool);
}

struct str tree_attr(const struct tree *t, uint32_t i, enum attr a)
{
	const struct node *n = &t->nodes.at[i];
	for (uint32_t k = n->at; n->tag < TAGS && k < n->at + n->len; k++)
		if (t->attrs.at[k].attr == a)
			return (struct str){t->pool.bytes + t->attrs.at[k].at, t->attrs.at[k].len};
	return (struct str){0};
}

bool tree_text(const struct tree *t, uint32_t i, struct buf *out)
{
	uint32_t bytes = 0, end = t->nodes.at[i].end;
	for (uint32_t k = i; k < end && end - i <= MOST_NODES; k++)
		bytes += t->nodes.at[k].tag == NODE_TEXT && bytes <= MOST_BYTES ? t->nodes.at[k].len : 0;
	if (end - i > MOST_NODES || bytes > MOST_BYTES)
		return false;
	size_t from = out->len;
	bool gap = false;
	for (uint32_t k = i; k < t->nodes.at[i].end; k++) {
		const struct node *n = &t->nodes.at[k];
		gap |= tree_is_block(t, k) || n->tag == TAG_BR;
		for (uint32_t j = 0; n->tag == NODE_TEXT && j < n->len; j++) {
			char c = t->pool.bytes[n->at + j];
			if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
				gap = true;
				continue;
			}
			if (gap && out->len > from)
				buf_char(out, ' ');
			gap = false;
			buf_char(out, c);
		}
	}
	return true;
}
