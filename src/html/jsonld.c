/* jsonld.c - what a page's JSON-LD says of the article.  Source: schema.org's Article and its kinds. */
#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "html/facts.h"

enum { DEEPEST = 12, LONGEST = 4 * 1024 * 1024, MOST_REFERENCES = 20 };

/** Is TYPE, or one of the strings in it, the name of a kind of article? */
static bool is_article_type(const json_t *type)
{
	static const char *const kinds[] = {"Article", "BlogPosting", "Report", "Posting", "Review", "Story"};
	if (json_is_array(type)) {
		for (size_t i = 0; i < json_array_size(type); i++)
			if (is_article_type(json_array_get(type, i)))
				return true;
		return false;
	}
	const char *s = json_string_value(type);
	for (size_t i = 0; s && i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(s) >= strlen(kinds[i]) && !strcmp(s + strlen(s) - strlen(kinds[i]), kinds[i]))
			return true;
	return false;
}

static bool is_organization(const json_t *object)
{
	const char *type = json_string_value(json_object_get(object, "@type"));
	return type && strstr(type, "Organization");
}

static void offer(struct facts *f, enum fact fact, int rank, const json_t *value)
{
	if (json_is_array(value) && json_array_size(value))
		value = json_array_get(value, 0);
	if (json_is_object(value))
		value = json_object_get(value, json_object_get(value, "name") ? "name" : "@id");
	if (json_is_string(value))
		facts_offer(f, fact, rank, json_string_value(value), json_string_length(value));
}

/** A script being read: where its facts go, and the whole of it for references. */
struct script {
	struct facts *f;
	const json_t *root;
	int left; /**< references that may still be looked up: each costs a walk over the script */
};

/** The named object in VALUE whose @id is ID; NULL: none. */
static const json_t *look_up(const json_t *value, const char *id, int depth)
{
	const char *own = json_string_value(json_object_get(value, "@id"));
	if (own && !strcmp(own, id) && json_object_get(value, "name"))
		return value;
	const json_t *found = NULL;
	for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && i < 200 && !found && depth < 4; i++)
		found = look_up(json_array_get(value, i), id, depth + 1);
	return found || depth > 3 || !json_is_object(value) ? found
							    : look_up(json_object_get(value, "@graph"), id, depth + 1);
}

/** Authors: a name, an object with one or a reference to it, or a list of these.  Organisations count for less than people. */
static void offer_authors(struct script *x, int rank, const json_t *value, int depth)
{
	for (size_t i = 0; json_is_array(value) && depth < 3 && i < json_array_size(value) && i < 20; i++)
		offer_authors(x, rank, json_array_get(value, i), depth + 1);
	const json_t *name = json_is_object(value) ? json_object_get(value, "name") : value;
	const char *id = json_string_value(json_object_get(value, "@id"));
	if (json_is_object(value) && !name && id && x->left-- > 0) {
		value = look_up(x->root, id, 0);
		name = json_object_get(value, "name");
	}
	if (json_is_array(name) && name != value && depth < 3)
		offer_authors(x, rank, name, depth + 1);
	else if (json_is_string(name))
		facts_offer(x->f, FACT_AUTHOR, rank - (is_organization(value) ? 50 : 0), json_string_value(name),
			    json_string_length(name));
}

static void read_article(struct script *x, const json_t *o)
{
	offer(x->f, FACT_TITLE, 55, json_object_get(o, "headline"));
	offer(x->f, FACT_PUBLISHED, 90, json_object_get(o, "datePublished"));
	offer(x->f, FACT_PUBLISHED, 85, json_object_get(o, "dateCreated"));
	offer(x->f, FACT_MODIFIED, 90, json_object_get(o, "dateModified"));
	offer(x->f, FACT_SITE, 60, json_object_get(o, "publisher"));
	offer(x->f, FACT_LANGUAGE, 20, json_object_get(o, "inLanguage"));
	offer(x->f, FACT_URL, 50, json_object_get(o, "url"));
	const json_t *body = json_object_get(o, "articleBody");
	if (json_is_string(body) && !x->f->body)
		x->f->body = arena_copy(&x->f->arena, json_string_value(body), json_string_length(body));
	offer_authors(x, 75, json_object_get(o, "author"), 0);
	offer_authors(x, 74, json_object_get(o, "creator"), 0);
}

/** What is no article but a page or a site tells less. */
static void read_other(struct script *x, const json_t *o)
{
	const char *type = json_string_value(json_object_get(o, "@type"));
	if (type && !strcmp(type, "WebSite"))
		offer(x->f, FACT_SITE, 50, json_object_get(o, "name"));
	if (type && strstr(type, "WebPage")) {
		offer(x->f, FACT_PUBLISHED, 60, json_object_get(o, "datePublished"));
		offer(x->f, FACT_MODIFIED, 60, json_object_get(o, "dateModified"));
		offer_authors(x, 57, json_object_get(o, "author"), 0);
	}
}

static void walk(struct script *x, const json_t *value, int depth)
{
	if (depth > DEEPEST)
		return;
	for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && i < 200; i++)
		walk(x, json_array_get(value, i), depth + 1);
	if (!json_is_object(value))
		return;
	if (is_article_type(json_object_get(value, "@type"))) {
		read_article(x, value);
		return;
	}
	read_other(x, value);
	walk(x, json_object_get(value, "@graph"), depth + 1);
	walk(x, json_object_get(value, "mainEntity"), depth + 1);
	walk(x, json_object_get(value, "mainEntityOfPage"), depth + 1);
}

void facts_read_json(struct facts *f, const char *s, size_t len)
{
	if (len > LONGEST)
		return;
	/* Some stand in a comment or a CDATA section. */
	while (len && *s != '{' && *s != '[')
		s++, len--;
	/* Pages have raw newlines in strings, which JSON forbids. */
	char *clean = arena_copy(&f->arena, s, len);
	for (size_t i = 0; clean && i < len; i++)
		if ((unsigned char)clean[i] < 0x20)
			clean[i] = ' ';
	json_t *root = clean ? json_loadb(clean, len, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
	f->failed |= !clean;
	walk(&(struct script){f, root, MOST_REFERENCES}, root, 0);
	json_decref(root);
}
