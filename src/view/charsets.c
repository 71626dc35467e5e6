/* view/charsets.c - the character sets that an article can be read in. */
#include <stdio.h>
#include <string.h>

#include "doc/query.h"
#include "text/charset.h"
#include "view/paint.h"

/* Rows are numbered: 0 leaves the choice to the bytes, then the sets. */
static void fill(const struct view_input *in, struct list_rows *out)
{
	(void)in;
	list_rows_add(out, 0);
	for (unsigned i = 0; charset_at(i); i++)
		list_rows_add(out, i + 1);
}

static struct doc_slice used(const struct view_input *in)
{
	return in->snapshot ? doc_str(&in->snapshot->doc, in->snapshot->doc.meta.charset) : (struct doc_slice){"", 0};
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct charset *set = number ? charset_at(number - 1) : NULL;
	struct doc_slice now = used(in);
	bool shown = set && strlen(set->name) == now.len && !memcmp(set->name, now.s, now.len);
	out->cell[0] = set ? set->name : "auto";
	out->cell[1] = set ? set->script : "as the article itself shows";
	out->cell[2] = shown ? "shown" : !number && !in->charset ? "in force" : "";
	out->dim = 1 << 1 | 1 << 2;
	out->charset = set ? set->name : "";
}

static void heading(const struct view_input *in, char *out, size_t cap)
{
	struct doc_slice now = used(in);
	if (now.len)
		snprintf(out, cap, "Character sets %s %.*s, %s", view_sign(in, SIGN_DOT), (int)now.len, now.s,
			 in->charset ? "as you chose" : "as the article shows");
}

const struct list_kind list_charsets = {
	.title = "Character sets",
	.orders = {"order"},
	.weight = {0, 1, 0},
	.from = {0, 30, 0},
	.right = 1 << 2,
	.changing = true,
	.heading = heading,
	.fill = fill,
	.row = row,
};
