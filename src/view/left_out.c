/* view/left_out.c - what the page has beside its article: dropped from the text, but not in silence. */
#include <stdio.h>

#include "view/paint.h"

enum {
	LABEL = 7,              /* cells of the widest label */
	MOST_LINES = 2000,      /* shown; exports have all */
	LONGEST_PIECE = 4000,   /* bytes shown of one */
	LINES_A_PIECE = 1 << 10 /* more than LONGEST_PIECE bytes make at any width that is drawn */
};

static const struct pq_doc *doc_of(const struct view_input *in)
{
	static const struct pq_doc none;
	return in->snapshot ? &in->snapshot->doc : &none;
}

static const char *words_of(const struct view_input *in, uint32_t piece)
{
	struct pq_str words = doc_of(in)->left_out[piece].words;
	if (words.len <= LONGEST_PIECE)
		return view_doc_str(in, words);
	words.len = LONGEST_PIECE;
	return view_printf(in, "%s%s", view_doc_str(in, words), view_sign(in, SIGN_ELLIPSIS));
}

/** Rows are lines of pieces: the piece's index times LINES_A_PIECE, plus the line.  The last index says how many are not shown. */
static void fill(const struct view_input *in, struct list_rows *out)
{
	uint32_t n = doc_of(in)->n_left_out, width = view_overlay_cells(in, LABEL), i = 0;
	for (; i < n && i < UINT32_MAX / LINES_A_PIECE && out->at.len < MOST_LINES; i++) {
		const char *rest = words_of(in, i);
		size_t len;
		for (uint32_t line = 0; line < LINES_A_PIECE && view_line(&rest, (int)width, &len); line++)
			list_rows_add(out, i * LINES_A_PIECE + line);
	}
	if (i < n)
		list_rows_add(out, i * LINES_A_PIECE + LINES_A_PIECE - 1);
}

static const char *label_of(uint8_t kind)
{
	static const char *const labels[PQ_LEFT_KINDS] = {"page", "about", "links", "comment", "again", "hidden"};
	return kind < PQ_LEFT_KINDS ? labels[kind] : "page";
}

static void row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	uint32_t n = doc_of(in)->n_left_out, piece = number / LINES_A_PIECE, line = number % LINES_A_PIECE;
	if (piece >= n)
		return;
	const struct pq_left_out *l = &doc_of(in)->left_out[piece];
	out->role = ROLE_FURNITURE;
	out->cell[0] = line ? " " : label_of(l->kind);
	out->dim = 1 << 1;
	if (line == LINES_A_PIECE - 1) {
		out->cell[1] =
			view_printf(in, "and %s more: --export json has all", view_count(in, n - piece, "piece"));
		return;
	}
	const char *rest = words_of(in, piece), *text = NULL;
	size_t len = 0;
	uint32_t width = view_overlay_cells(in, LABEL);
	for (uint32_t i = 0; i <= line; i++)
		text = view_line(&rest, (int)width, &len);
	out->cell[1] = text ? view_str(in, text, len) : "";
	uint32_t block = doc_block_at(doc_of(in), l->at);
	if (block < doc_of(in)->n_blocks)
		out->target = doc_of(in)->blocks[block].span;
}

static void heading(const struct view_input *in, char *out, size_t cap)
{
	uint32_t n = doc_of(in)->n_left_out;
	snprintf(out, cap, "Beside the article %s %s", view_sign(in, SIGN_DOT), view_count(in, n, "piece"));
}

const struct list_kind list_left_out = {
	.title = "Beside the article",
	.orders = {"order"},
	.weight = {0, 1},
	.changing = true,
	.lines = true,
	.heading = heading,
	.fill = fill,
	.row = row,
};
