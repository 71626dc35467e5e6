/* nest.c - which elements are open while a page is read. */
#include "html/nest.h"

static void pop(struct nest *n, struct tree *out)
{
	n->count[n->open[--n->depth]]--;
	tree_close(out);
}

static void pop_to(struct nest *n, uint32_t depth, struct tree *out)
{
	while (n->depth > depth)
		pop(n, out);
}

/** Nothing that opened outside of one of these is closed from inside it by an end tag ... */
static bool is_cell(enum tag t)
{
	return t == TAG_TD || t == TAG_TH || t == TAG_CAPTION || t == TAG_TABLE || t == TAG_NOSCRIPT;
}

/** ... nor of these by what begins. */
static bool is_cell_or_button(enum tag t)
{
	return is_cell(t) || t == TAG_BUTTON;
}

/** How deep the innermost open T stands that no element of STOP parts from here; NEST_DEPTH: nowhere. */
static uint32_t find(const struct nest *n, enum tag t, bool (*stop)(enum tag))
{
	for (uint32_t i = n->count[t] ? n->depth : 0; i-- > 0;) {
		if (n->open[i] == t)
			return i;
		if (stop((enum tag)n->open[i]))
			break;
	}
	return NEST_DEPTH;
}

static void close_found(struct nest *n, enum tag t, bool (*stop)(enum tag), struct tree *out)
{
	uint32_t at = find(n, t, stop);
	if (at < NEST_DEPTH)
		pop_to(n, at, out);
}

static bool is_list(enum tag t)
{
	return t == TAG_UL || t == TAG_OL || t == TAG_MENU || t == TAG_DL || is_cell_or_button(t);
}

static bool is_table(enum tag t)
{
	return t == TAG_TABLE;
}

static bool is_row(enum tag t)
{
	return t == TAG_TR || t == TAG_TABLE;
}

static bool is_block(enum tag t)
{
	return tag_flags(t) & TAG_BLOCK;
}

static bool is_heading(enum tag t)
{
	return t >= TAG_H1 && t <= TAG_H6;
}

void nest_before(struct nest *n, enum tag t, struct tree *out)
{
	if (tag_flags(t) & TAG_BLOCK || t == TAG_HR)
		close_found(n, TAG_P, is_cell_or_button, out);
	switch (t) {
	case TAG_LI:
		close_found(n, TAG_LI, is_list, out);
		break;
	case TAG_DD:
	case TAG_DT:
		close_found(n, TAG_DD, is_list, out);
		close_found(n, TAG_DT, is_list, out);
		break;
	case TAG_TD:
	case TAG_TH:
		close_found(n, TAG_TD, is_row, out);
		close_found(n, TAG_TH, is_row, out);
		break;
	case TAG_TR:
		close_found(n, TAG_TR, is_table, out);
		break;
	case TAG_TBODY:
	case TAG_THEAD:
	case TAG_TFOOT:
		close_found(n, TAG_TBODY, is_table, out);
		close_found(n, TAG_THEAD, is_table, out);
		break;
	case TAG_A:
		close_found(n, TAG_A, is_block, out);
		break;
	case TAG_BUTTON:
		close_found(n, TAG_BUTTON, is_cell, out);
		break;
	default:
		if (is_heading(t) && n->depth && is_heading((enum tag)n->open[n->depth - 1]))
			pop(n, out);
	}
}

bool nest_open(struct nest *n, enum tag t, struct tree *out)
{
	if (n->depth == NEST_DEPTH) {
		n->dropped[t]++;
		tree_copy_text(out, " ", 1);
		return false;
	}
	n->open[n->depth++] = (uint8_t)t;
	n->count[t]++;
	tree_add(out, t);
	return true;
}

static bool never(enum tag t)
{
	(void)t;
	return false;
}

void nest_close(struct nest *n, enum tag t, struct tree *out)
{
	if (n->dropped[t]) {
		n->dropped[t]--;
		tree_copy_text(out, " ", 1);
		return;
	}
	bool table = t == TAG_TABLE || t == TAG_TR || t == TAG_TD || t == TAG_TH || t == TAG_TBODY || t == TAG_THEAD ||
		     t == TAG_TFOOT;
	close_found(n, t,
		    table                                                 ? (t == TAG_TABLE ? never : is_table)
		    : is_block(t) || t == TAG_BUTTON || t == TAG_NOSCRIPT ? is_cell
									  : is_block,
		    out);
}
