/* tree.c - a page as a tree in arrays. */
#include "html/tree.h"

#include <string.h>

enum { MOST_NODES = 200, MOST_BYTES = 4096, LAST_START = 60000 };
/* Of a place: it is the pool's.  No page is as long. */
static const uint32_t POOLED = 1u << 31;

static const char *bytes_at(const struct tree *t, uint32_t at)
{
	return at & POOLED ? t->pool.bytes + (at & ~POOLED) : t->page + at;
}

static uint32_t place_in_page(const struct tree *t, const char *s)
{
	return (uint32_t)(s - t->page);
}

/** Where the pool's next byte will be. */
static uint32_t place_in_pool(struct tree *t)
{
	t->failed |= t->pool.len >= POOLED;
	return (uint32_t)t->pool.len | POOLED;
}

static void add_to_pool(struct tree *t, const char *s, size_t len)
{
	buf_add(&t->pool, s, len);
	t->failed |= t->pool.failed;
}

void tree_begin(struct tree *out, const char *page)
{
	struct node root = {.tag = NODE_ROOT};
	out->page = page;
	out->failed |= !vec_push(&out->nodes, root);
}

uint32_t tree_add(struct tree *t, enum tag tag)
{
	if (t->failed)
		return 0;
	struct node node = {.parent = t->open, .tag = (uint8_t)tag, .at = t->attrs.len};
	struct node *parent = &t->nodes.at[t->open];
	if (tag == TAG_OL)
		node.ordinal = 1; /* its next item's */
	else if (tag == TAG_LI && parent->tag == TAG_OL)
		node.ordinal = parent->ordinal++;
	uint32_t self = t->nodes.len;
	node.end = self + 1;
	t->failed |= !vec_push(&t->nodes, node);
	if (!t->failed && !(tag_flags(tag) & TAG_VOID))
		t->open = self;
	return self;
}

/** The number that a list says it starts with. */
static uint16_t start_of(struct str value)
{
	uint32_t n = 0, i = 0;
	while (i < value.len && value.s[i] == ' ')
		i++;
	for (; i < value.len && value.s[i] >= '0' && value.s[i] <= '9' && n < LAST_START; i++)
		n = n * 10 + (uint32_t)(value.s[i] - '0');
	return (uint16_t)(n && n < LAST_START ? n : 1);
}

static void add_attr(struct tree *t, enum attr attr, uint32_t at, struct str value)
{
	if (t->failed)
		return;
	struct node *last = &vec_last(&t->nodes);
	struct node_attr a = {.attr = (uint8_t)attr, .at = at, .len = value.len};
	if (attr == ATTR_START && last->tag == TAG_OL)
		last->ordinal = start_of(value);
	last->attrs++;
	t->failed |= !vec_push(&t->attrs, a);
}

void tree_add_attr(struct tree *t, enum attr attr, struct str value)
{
	add_attr(t, attr, place_in_page(t, value.s), value);
}

void tree_copy_attr(struct tree *t, enum attr attr, struct str value)
{
	uint32_t at = place_in_pool(t);
	add_to_pool(t, value.s, value.len);
	add_attr(t, attr, at, value);
}

void tree_close(struct tree *t)
{
	if (t->failed)
		return;
	t->nodes.at[t->open].end = t->nodes.len;
	t->open = t->nodes.at[t->open].parent;
}

/** The text that more text goes on from; NULL: none. */
static struct node *text_before(struct tree *t)
{
	struct node *last = &vec_last(&t->nodes);
	return last->tag == NODE_TEXT && last->parent == t->open ? last : NULL;
}

static void begin_text(struct tree *t, uint32_t at, size_t len)
{
	struct node node = {.parent = t->open, .tag = NODE_TEXT, .at = at, .len = (uint32_t)len};
	t->failed |= !vec_push(&t->nodes, node);
}

void tree_add_text(struct tree *t, const char *s, size_t len)
{
	if (t->failed || !len)
		return;
	struct node *before = text_before(t);
	if (!before)
		begin_text(t, place_in_page(t, s), len);
	else if (before->at + before->len == place_in_page(t, s))
		before->len += (uint32_t)len;
	else
		tree_copy_text(t, s, len);
}

void tree_copy_text(struct tree *t, const char *s, size_t len)
{
	if (t->failed || !len)
		return;
	struct node *before = text_before(t);
	if (before && !(before->at & POOLED)) {
		const char *moved = bytes_at(t, before->at);
		before->at = place_in_pool(t);
		add_to_pool(t, moved, before->len);
	}
	/* What goes on from a text of the pool stands behind it there: nothing else was added since. */
	if (before)
		before->len += (uint32_t)len;
	else
		begin_text(t, place_in_pool(t), len);
	add_to_pool(t, s, len);
}

void tree_end(struct tree *t)
{
	while (!t->failed && t->open)
		tree_close(t);
	if (!t->failed)
		t->nodes.at[0].end = t->nodes.len;
}

void tree_release(struct tree *t)
{
	vec_release(&t->nodes);
	vec_release(&t->attrs);
	buf_release(&t->pool);
}

struct str tree_str(const struct tree *t, uint32_t i)
{
	const struct node *n = &t->nodes.at[i];
	return (struct str){bytes_at(t, n->at), n->len};
}

struct str tree_attr(const struct tree *t, uint32_t i, enum attr a)
{
	const struct node *n = &t->nodes.at[i];
	for (uint32_t k = n->at; k < n->at + n->attrs; k++)
		if (t->attrs.at[k].attr == a)
			return (struct str){bytes_at(t, t->attrs.at[k].at), t->attrs.at[k].len};
	return (struct str){0};
}

bool tree_text(const struct tree *t, uint32_t i, struct buf *out)
{
	uint32_t bytes = 0, end = tree_behind(t, i);
	for (uint32_t k = i; k < end && end - i <= MOST_NODES; k++)
		bytes += tree_is_text(t, k) && bytes <= MOST_BYTES ? t->nodes.at[k].len : 0;
	if (end - i > MOST_NODES || bytes > MOST_BYTES)
		return false;
	size_t from = out->len;
	bool gap = false;
	for (uint32_t k = i; k < end; k++) {
		gap |= tree_is_block(t, k) || tree_is(t, k, TAG_BR);
		if (!tree_is_text(t, k))
			continue;
		struct str text = tree_str(t, k);
		for (uint32_t j = 0; j < text.len; j++) {
			char c = text.s[j];
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
