/* view/articles.c - the open articles, and what was cut, skipped or repaired in the one shown. */
#include <stdio.h>
#include <string.h>

#include "view/paint.h"

static void fill_articles(const struct view_input *in, struct list_rows *out)
{
	for (uint32_t i = 0; i < in->n_articles; i++)
		list_rows_add(out, i);
}

static void article_row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	const struct view_article a = in->article ? in->article(in->user, number) : (struct view_article){0};
	out->cell[0] = view_printf(in, "%u", number + 1);
	out->cell[1] = a.name ? view_str(in, a.name, strlen(a.name)) : "";
	out->cell[2] = a.problem                      ? view_str(in, a.problem, strlen(a.problem))
		       : number == in->state->article ? "shown"
		       : a.date                       ? view_printf(in, "%.10s", a.date)
						      : "";
	out->dim = 1 << 0 | 1 << 2;
	out->article = number;
}

static void articles_heading(const struct view_input *in, char *out, size_t cap)
{
	snprintf(out, cap, "Articles %u", in->n_articles);
}

/** The problem, if there is one, before the article's notices. */
static uint32_t problems(const struct view_input *in)
{
	return in->problem ? 1 : 0;
}

static uint32_t notices(const struct view_input *in)
{
	return in->snapshot ? article_notices(&in->snapshot->doc, &in->snapshot->notes) : 0;
}

static void fill_notices(const struct view_input *in, struct list_rows *out)
{
	uint32_t n = problems(in) + notices(in);
	for (uint32_t i = 0; i < n; i++)
		list_rows_add(out, i);
}

static void notice_row(const struct view_input *in, uint32_t number, struct list_row *out)
{
	if (number < problems(in))
		out->cell[0] = in->problem;
	if (number < problems(in) || number - problems(in) >= notices(in))
		return;
	struct doc_slice s = article_notice(&in->snapshot->doc, &in->snapshot->notes, number - problems(in));
	out->cell[0] = view_str(in, s.s, s.len);
}

const struct list_kind list_articles = {
	.title = "Articles",
	.orders = {"order"},
	.weight = {0, 3, 1},
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
	.fill = fill_notices,
	.row = notice_row,
};
