/* tools/train/names.c - the labels of names, laid over a text's tokens. */
#include <stdio.h>
#include <string.h>

#include "annotate/names.h"
#include "corpus.h"

/** Label that begins a name of KIND; LABEL_ANY: unknown. */
static uint8_t label_of(const char *kind)
{
	static const struct {
		const char *kind;
		uint8_t label;
	} labels[] = {{"PER", NAME_PERSON}, {"ORG", NAME_ORGANIZATION}, {"LOC", NAME_PLACE}, {"MISC", NAME_OTHER}};
	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
		if (strcmp(kind, labels[k].kind) == 0)
			return labels[k].label;
	return LABEL_ANY;
}

bool lay_names(const struct context *c, struct article *a, const char *path, const uint32_t *map, uint32_t n_points)
{
	FILE *f = fopen(path, "r");
	unsigned from, to;
	char kind[8];
	while (f && fscanf(f, "%u %u %7s", &from, &to, kind) == 3) {
		if (to > n_points || to <= from)
			continue;
		uint32_t first = token_at(c, map[from]);
		uint8_t label = label_of(kind);
		for (uint32_t t = first; t < c->tokens.len && c->tokens.at[t].span.start < map[to]; t++)
			a->label[t] = label == LABEL_ANY ? label : (uint8_t)(label + (t > first));
	}
	return f && fclose(f) == 0;
}
