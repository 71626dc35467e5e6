/* view/articles.c - the open articles, and what was cut, skipped or repaired in the one shown. */
#include <stdio.h>
#include <string.h>

#include "doc/query.h"
#include "view/paint.h"

static void fill_articles(const struct view_input *in, struct list_rows *out)
{
	for (uint32_t i = 0; i < in->n_articles; i++)
		list_rows_add(out, i);
}

/** What a person would call the article: as the feed does, as it does itself, by its name. */
static const char *title_of(const struct view_input *in, const struct view_article *a)
{
	struct doc_slice title = a->doc ? doc_str(a->doc, a->doc->meta.title) : (struct doc_slice){"", 0};
	if (a->label)
		return view_str(in, a->label, strlen(a->label));
	return title.len ? view_str(in, title.s, title.len) : view_base_name(a->name);
}

/** The problem, behind the name unless it begins with that, or with the name of the file that the article came in. */
static const char *failure(const struct view_input *in, const struct view_article *a)
{
	const char *label = a->label ? a->label : view_base_name(a->name);
	size_t file = strcspn(a->problem, ":");
	if (strstr(a->problem, a->name) || (a->problem[file] && !strncmp(a->problem, a->name, file)))
		return view_str(in, a->problem, strlen(a->problem));
	return view_printf(in, "%s %s %s", label, view_sign(in, SIGN_DOT), a->problem);
}

static void article_row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct view_article a = in->article ? in->article(in->user, number) : (struct view_article){0};
	if (!a.name)
		return;
	out->cell[0] = view_printf(in, "%u", number + 1);
	out->cell[1] = a.problem ? failure(in, &a) : title_of(in, &a);
	if (!a.problem && !a.label && strcmp(out->cell[1], view_base_name(a.name)) != 0)
		out->cell[2] = view_base_name(a.name);
	out->cell[3] = number == in->state->article ? "shown"
		       : a.problem                  ? "failed"
		       : a.date                     ? view_printf(in, "%.10s", a.date)
						    : "";
	out->dim = 1 << 0 | 1 << 2 | 1 << 3;
	out->article = number;
}

static void articles_heading(const struct view_input *in, char *out, size_t cap)
{
	snprintf(out, cap, "Articles %u", in->n_articles);
}

/** Rows are lines of notices: the notice's index times LINES_A_NOTICE, plus the line. */
enum { LINES_A_NOTICE = 1 << 8 };

/** Cells for a line; those after a notice's first are set in. */
static int notice_cells(const struct view_input *in)
{
	return (int)view_overlay_cells(in, 0) - 2;
}

static void fill_notices(const struct view_input *in, struct list_rows *out)
{
	int width = notice_cells(in);
	for (uint32_t i = 0, n = view_notices(in); i < n; i++) {
		const char *rest = view_notice(in, i);
		size_t len;
		for (uint32_t line = 0; line < LINES_A_NOTICE && view_line(&rest, width, &len); line++)
			list_rows_add(out, i * LINES_A_NOTICE + line);
	}
}

static void notice_row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	uint32_t notice = number / LINES_A_NOTICE;
	if (notice >= view_notices(in))
		return;
	const char *rest = view_notice(in, notice), *text = "";
	size_t len = 0;
	for (uint32_t i = 0; i <= number % LINES_A_NOTICE && text; i++)
		text = view_line(&rest, notice_cells(in), &len);
	const char *indent = number % LINES_A_NOTICE ? "  " : "";
	out->cell[0] = text ? view_printf(in, "%s%s", indent, view_str(in, text, len)) : "";
}

const struct list_kind list_articles = {
	.title = "Articles",
	.orders = {"order"},
	.weight = {0, 3, 1, 0},
	.from = {0, 0, 50, 24},
	.right = 1 << 0,
	.changing = true,
	.heading = articles_heading,
	.fill = fill_articles,
	.row = article_row,
};

const struct list_kind list_notices = {
	.title = "Notices",
	.orders = {"order"},
	.weight = {1},
	.changing = true,
	.lines = true,
	.fill = fill_notices,
	.row = notice_row,
};
