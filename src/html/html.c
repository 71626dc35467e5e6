/* html.c - bytes of HTML -> document: the passes in order. */
#include "html/html.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "html/emit.h"
#include "html/facts.h"
#include "html/nest.h"
#include "html/page.h"
#include "html/scan.h"
#include "html/url.h"
#include "text/language.h"

static void note_cuts(const struct scan *scan, struct doc_builder *out)
{
	if (scan->deep)
		doc_builder_notice(out, "%u elements were nested deeper than %d; their text is kept.", scan->deep,
				   NEST_DEPTH);
	if (scan->many)
		doc_builder_notice(out, "%u elements had more than %d attributes; the rest were dropped.", scan->many,
				   SCAN_ATTRIBUTES);
	if (scan->long_values)
		doc_builder_notice(out, "%u attributes longer than 64 KiB were cut.", scan->long_values);
	if (scan->unclosed)
		doc_builder_notice(out, "A script without an end hid the rest of the page.");
}

static struct pq_str put(struct doc_builder *out, const char *s)
{
	return s ? doc_builder_str(out, s, strlen(s)) : (struct pq_str){0};
}

/** Title and byline stand before the article whatever the page's order. */
static void put_facts(const struct facts *f, struct doc_builder *out)
{
	struct buf byline = {0};
	out->meta.title = put(out, f->value[FACT_TITLE]);
	out->meta.published = put(out, f->value[FACT_PUBLISHED]);
	out->meta.modified = put(out, f->value[FACT_MODIFIED]);
	out->meta.site = put(out, f->value[FACT_SITE]);
	out->meta.url = put(out, f->value[FACT_URL]);
	out->meta.language = put(out, f->value[FACT_LANGUAGE]);
	for (uint32_t i = 0; i < f->authors.len; i++) {
		struct pq_str name = put(out, f->authors.at[i]);
		out->failed |= name.len && !vec_push(&out->bylines, name);
		buf_str(&byline, i ? ", " : "By ");
		buf_str(&byline, f->authors.at[i]);
	}
	if (f->value[FACT_TITLE])
		doc_builder_block(out, PQ_BLOCK_TITLE, f->value[FACT_TITLE], strlen(f->value[FACT_TITLE]));
	if (byline.len)
		doc_builder_block(out, PQ_BLOCK_BYLINE, byline.bytes, byline.len);
	out->failed |= byline.failed;
	buf_release(&byline);
}

/** The text itself says best what language it is in; what the page declares says more of the same one ("en-GB"). */
static void settle_language(struct doc_builder *out)
{
	const char *told = text_language(out->text.bytes ? out->text.bytes : "", out->text.len);
	struct pq_str *have = &out->meta.language;
	bool same =
		told && have->len >= strlen(told) && !strncasecmp(out->strings.bytes + have->at, told, strlen(told));
	if (told && !same)
		*have = put(out, told);
}

void html_words(const char *s, size_t len, struct buf *out)
{
	struct scan scan = {0};
	struct tree tree = {0};
	scan_page(s, len, &tree, &scan);
	out->failed |= scan.failed;
	if (!out->failed)
		(void)tree_text(&tree, 0, out);
	tree_release(&tree);
	scan_release(&scan);
}

void html_prepare(void)
{
	/* The hash tables of JSON ask the system for a random seed. */
	json_object_seed(0);
}

/** Of a fragment nothing is left out but a heading that repeats the title. */
static void keep_all(struct page *p, const char *title)
{
	bool started = false;
	p->found = false;
	p->article = 0;
	page_choose(p, title);
	for (uint32_t i = 0; i < p->lines.list.len && !p->failed; i++) {
		const struct line *l = &p->lines.list.at[i];
		bool hidden = p->hints[l->block] & HINT_HIDDEN;
		if (p->kinds[i] == LINE_LEFT_OUT && !hidden && (started || !page_is_heading(p, l->block)))
			p->kinds[i] = PQ_BLOCK_FURNITURE;
		started |= p->kinds[i] != LINE_LEFT_OUT;
	}
}

static void add_author(void *user, const char *name, size_t len)
{
	struct facts *f = user;
	const char *copy = arena_copy(&f->arena, name, len);
	f->failed |= !copy || !vec_push(&f->authors, copy);
}

static void take_about(struct facts *f, const struct html_about *about)
{
	const struct {
		enum fact fact;
		const char *s;
	} all[] = {{FACT_TITLE, about->title}, {FACT_SITE, about->site}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].s)
			facts_offer(f, all[i].fact, 1, all[i].s, strlen(all[i].s));
	char date[40];
	if (about->published && date_parse(about->published, strlen(about->published), date))
		facts_offer(f, FACT_PUBLISHED, 1, date, strlen(date));
	if (about->byline)
		credit_names(about->byline, strlen(about->byline), add_author, f);
	if (about->byline && !f->authors.len)
		add_author(f, about->byline, strlen(about->byline));
}

enum pq_status html_read(const char *text, size_t len, const char *base, struct doc_builder *out,
			 struct pq_error *error)
{
	return html_read_fragment(text, len, base, NULL, out, error);
}

/** What links are seen from: the first base that the page declares, itself seen from BASE; into OUT where there is one. */
static const char *base_of(const struct tree *t, const char *base, struct buf *out)
{
	for (uint32_t i = 1; i < t->nodes.len; i++) {
		struct str href = t->nodes.at[i].tag == TAG_BASE ? tree_attr(t, i, ATTR_HREF) : (struct str){0};
		if (href.len)
			return url_resolve(base, href.s, href.len, out) ? out->bytes : base;
	}
	return base;
}

enum pq_status html_read_fragment(const char *text, size_t len, const char *base, const struct html_about *about,
				  struct doc_builder *out, struct pq_error *error)
{
	struct scan scan = {0};
	struct page page = {0};
	struct facts facts = {0};
	struct buf own_base = {0};
	scan_page(text, len, &page.tree, &scan);
	page.failed = scan.failed;
	if (!page.failed)
		page_look(&page);
	if (!page.failed && !about)
		facts_read_scripts(&facts, &scan, text);
	page.told = facts.body;
	if (!page.failed)
		page_find(&page);
	if (!page.failed && about)
		take_about(&facts, about);
	else if (!page.failed)
		facts_read(&facts, &page, &scan, text, base);
	page.failed |= facts.failed;
	if (!page.failed) {
		if (about)
			keep_all(&page, about->title);
		else
			page_choose(&page, facts.value[FACT_TITLE]);
		note_cuts(&scan, out);
		const char *lack = about ? NULL : page_lacks_text(&page, facts.value[FACT_TITLE]);
		if (lack)
			doc_builder_notice(out, "The page carries %s.", lack);
		page_chosen(&page);
		put_facts(&facts, out);
		page_emit(&page, base_of(&page.tree, base ? base : facts.value[FACT_URL], &own_base), out);
		settle_language(out);
	}
	bool failed = page.failed || own_base.failed || out->failed || out->text.failed || out->strings.failed;
	buf_release(&own_base);
	facts_release(&facts);
	page_release(&page);
	scan_release(&scan);
	return failed ? error_nomem(error) : PQ_OK;
}
