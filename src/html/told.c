/* told.c - a second opinion on where the article stands: its words as the page's JSON-LD has them. */
#include <string.h>

#include "html/page.h"

enum {
	KEY = 48,            /**< letters and digits of a line that are looked for */
	MOST_TOLD = 1 << 16, /**< bytes of the words told that are looked at */
	MOST_LINES = 400,    /**< lines of running text that are looked for: what a hostile page can cost is bounded */
};

static bool add_key(struct buf *out, const char *s, size_t len, size_t most)
{
	for (size_t i = 0; i < len && out->len < most; i++) {
		bool upper = s[i] >= 'A' && s[i] <= 'Z', lower = s[i] >= 'a' && s[i] <= 'z';
		if (upper || lower || (s[i] >= '0' && s[i] <= '9'))
			buf_char(out, (char)(s[i] | (upper ? 32 : 0)));
	}
	return out->len >= most;
}

static bool told_has(const struct page *p, const struct buf *told, const struct line *l, struct buf *key)
{
	buf_clear(key);
	for (uint32_t k = l->from; k < l->to; k++) {
		if (tree_is_text(&p->tree, k) && add_key(key, tree_str(&p->tree, k).s, tree_str(&p->tree, k).len, KEY))
			break;
	}
	return key->len == KEY && memmem(told->bytes, told->len, key->bytes, key->len);
}

/** The innermost block around both A and B. */
static uint32_t around_both(const struct page *p, uint32_t a, uint32_t b)
{
	while (b < a || b >= p->tree.nodes.at[a].end)
		a = p->tree.nodes.at[a].parent;
	return a;
}

void page_trust_told(struct page *p)
{
	struct buf told = {0}, key = {0};
	uint32_t found = 0, shunned_lines = 0, looked = 0, holder = 0;
	add_key(&told, p->told, strlen(p->told), MOST_TOLD);
	for (uint32_t i = 0; told.len && i < p->lines.list.len && looked < MOST_LINES; i++) {
		const struct line *l = &p->lines.list.at[i];
		if (!line_is_prose(l))
			continue;
		looked++;
		if (!told_has(p, &told, l, &key))
			continue;
		holder = found ? around_both(p, holder, l->block) : l->block;
		shunned_lines += (p->hints[l->block] & HINT_SHUNNED) != 0;
		found++;
	}
	/* Hints against most of what the page itself calls the article are wrong. */
	unsigned wrong = found > 2 && shunned_lines * 2 > found ? p->hints[holder] & HINT_SHUNNED : 0;
	for (uint32_t i = holder; wrong && i < p->tree.nodes.at[holder].end; i++)
		p->hints[i] &= (uint16_t)~wrong;
	p->failed |= told.failed || key.failed;
	buf_release(&told);
	buf_release(&key);
}
