/* doubt.c - words in classes and ids that cannot mean on this page what they mean elsewhere: where a page is built of "widgets", what is
 * called a widget may be anything. */
#include <string.h>

#include "html/page.h"

/** How much running text stands under the names that have each word; what stands in two of them is counted once. */
static void sum_words(const struct page *p, uint32_t sums[HINT_WORDS])
{
	uint32_t until[HINT_WORDS] = {0};
	memset(sums, 0, HINT_WORDS * sizeof *sums);
	for (uint32_t i = 0; i < p->names.list.len; i++) {
		struct hint_name name = p->names.list.at[i];
		if (name.node < until[name.word])
			continue;
		until[name.word] = p->tree.nodes.at[name.node].end;
		sums[name.word] += p->prose[name.node];
	}
}

bool page_doubt_most(struct page *p, double most)
{
	uint32_t sums[HINT_WORDS];
	bool any = false;
	sum_words(p, sums);
	for (uint16_t w = 0; w < HINT_WORDS; w++)
		if (sums[w] > most && !p->names.doubted[w] && !(hint_of_word(w) & HINT_NEVER_DOUBTED))
			any = p->names.doubted[w] = true;
	return any;
}

/** Readers' comments are what a forum has. */
static bool doubt_comments(struct page *p)
{
	bool any = false;
	for (uint32_t i = 0; i < p->names.list.len; i++) {
		uint16_t word = p->names.list.at[i].word;
		if (hint_of_word(word) & HINT_COMMENT && !p->names.doubted[word])
			any = p->names.doubted[word] = true;
	}
	return any;
}

bool page_doubt_next(struct page *p)
{
	uint32_t sums[HINT_WORDS];
	uint16_t best = HINT_WORDS;
	sum_words(p, sums);
	for (uint16_t w = 0; w < HINT_WORDS; w++)
		if (sums[w] && !p->names.doubted[w] && !(hint_of_word(w) & HINT_NEVER_DOUBTED) &&
		    (best == HINT_WORDS || sums[w] > sums[best]))
			best = w;
	if (best == HINT_WORDS)
		return doubt_comments(p);
	return p->names.doubted[best] = true;
}
