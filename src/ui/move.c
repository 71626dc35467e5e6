/* ui/move.c - places: scrolling, pages, paragraphs, ends, marks and the jump list. */
#include <string.h>

#include "doc/query.h"
#include "ui/reader.h"

enum { JUMPS_KEPT = 100 };

static struct frame frame_of(struct reader *r)
{
	struct frame f;
	struct view_input in = reader_input(r);
	view_frame(&r->state, view_banner_lines(&in), &f);
	return f;
}

static int page_of(struct reader *r)
{
	int h = frame_of(r).text.h;
	return h > 0 ? h : 1;
}

static struct layout_place top_place(struct reader *r)
{
	struct view_input in = reader_input(r);
	return view_top(&in);
}

static void set_top(struct reader *r, struct layout_place p)
{
	struct article_view *v = reader_view(r);
	const struct layout_line *line = layout_line(r->layout, p);
	v->top = line->span.start;
	v->above = (line->flags & LINE_BLANK) != 0;
}

/* The last place that may stand first: the text's end is not scrolled up from the foot of the screen. */
static struct layout_place lowest_top(struct reader *r)
{
	return layout_step(r->layout, layout_last(r->layout), 1 - page_of(r), NULL);
}

void reader_top(struct reader *r, uint32_t offset)
{
	if (!r->layout)
		return;
	struct layout_place p = layout_find(r->layout, offset), low = lowest_top(r);
	set_top(r, layout_compare(p, low) > 0 ? low : p);
}

struct pq_span reader_visible(struct reader *r)
{
	if (!r->layout)
		return (struct pq_span){0};
	struct layout_place p = top_place(r);
	struct pq_span seen = {layout_line(r->layout, p)->span.start, 0};
	p = layout_step(r->layout, p, page_of(r) - 1, NULL);
	seen.end = layout_line(r->layout, p)->span.end;
	return seen;
}

void reader_reveal(struct reader *r, struct pq_span span)
{
	if (!r->layout)
		return;
	struct view_input in = reader_input(r);
	struct article_view *v = reader_view(r);
	uint32_t top = view_reveal(&in, span);
	if (top != v->top)
		reader_top(r, top);
}

void reader_scroll(struct reader *r, int64_t lines)
{
	if (!r->layout)
		return;
	struct layout_place p = layout_step(r->layout, top_place(r), lines, NULL), low = lowest_top(r);
	if (lines > 0 && layout_compare(p, low) > 0)
		p = layout_compare(top_place(r), low) > 0 ? top_place(r) : low;
	set_top(r, p);
	reader_settle_item(r);
}

void reader_line(struct reader *r, uint32_t line)
{
	if (!r->layout)
		return;
	struct layout_place p = layout_step(r->layout, layout_first(r->layout), line ? line - 1 : 0, NULL);
	reader_push_jump(r);
	reader_top(r, layout_line(r->layout, p)->span.start);
	reader_settle_item(r);
}

void reader_percent(struct reader *r, uint32_t percent)
{
	if (!r->snapshot || !r->layout)
		return;
	uint64_t at = (uint64_t)r->snapshot->doc.text_len * (percent < 100 ? percent : 100) / 100;
	reader_push_jump(r);
	reader_top(r, (uint32_t)at);
	reader_settle_item(r);
}

/* ---- lines and pages: in a list they move the selection ---- */

static void move_lines(struct reader *r, int64_t lines)
{
	if (reader_list(r) != LISTS)
		reader_list_move(r, lines);
	else
		reader_scroll(r, lines);
}

static int64_t times(uint32_t count)
{
	return count ? count : 1;
}

void do_LINE_DOWN(struct reader *r, uint32_t count)
{
	move_lines(r, times(count));
}

void do_LINE_UP(struct reader *r, uint32_t count)
{
	move_lines(r, -times(count));
}

/* A page keeps one line of the old one in sight, so that the eye finds its place. */
static int64_t page_step(struct reader *r)
{
	int page = page_of(r);
	return page > 2 ? page - 1 : 1;
}

void do_PAGE_DOWN(struct reader *r, uint32_t count)
{
	move_lines(r, times(count) * page_step(r));
}

void do_PAGE_UP(struct reader *r, uint32_t count)
{
	move_lines(r, -times(count) * page_step(r));
}

void do_HALF_DOWN(struct reader *r, uint32_t count)
{
	move_lines(r, times(count) * ((page_of(r) + 1) / 2));
}

void do_HALF_UP(struct reader *r, uint32_t count)
{
	move_lines(r, -times(count) * ((page_of(r) + 1) / 2));
}

static void go_end(struct reader *r, uint32_t count, bool end)
{
	if (reader_list(r) != LISTS)
		reader_list_move(r, end ? INT32_MAX : -INT32_MAX);
	else
		reader_percent(r, count ? count : end ? 100 : 0);
}

void do_START(struct reader *r, uint32_t count)
{
	go_end(r, count, false);
}

void do_END(struct reader *r, uint32_t count)
{
	go_end(r, count, true);
}

void do_PARAGRAPH_NEXT(struct reader *r, uint32_t count)
{
	if (!r->layout)
		return;
	const struct pq_doc *d = &r->snapshot->doc;
	uint64_t b = (uint64_t)doc_block_at(d, reader_view(r)->top) + (uint64_t)times(count);
	if (b < d->n_blocks)
		reader_top(r, d->blocks[b].span.start);
	else
		reader_top(r, d->text_len);
	reader_settle_item(r);
}

void do_PARAGRAPH_PREV(struct reader *r, uint32_t count)
{
	if (!r->layout || !r->snapshot->doc.n_blocks)
		return;
	const struct pq_doc *d = &r->snapshot->doc;
	uint32_t at = reader_view(r)->top;
	int64_t b = doc_block_at(d, at);
	b -= times(count) - (b < d->n_blocks && d->blocks[b].span.start < at);
	reader_top(r, d->blocks[b > 0 ? b : 0].span.start);
	reader_settle_item(r);
}

/* ---- the jump list ---- */

static struct place here(struct reader *r)
{
	return (struct place){r->state.article, reader_view(r)->top};
}

static bool same_place(struct place a, struct place b)
{
	return a.article == b.article && a.offset == b.offset;
}

void reader_push_jump(struct reader *r)
{
	struct pq_state *s = &r->state;
	s->jumps.len = s->jump_at;
	if (s->jumps.len && same_place(vec_last(&s->jumps), here(r)))
		return;
	if (s->jumps.len == JUMPS_KEPT) {
		memmove(s->jumps.at, s->jumps.at + 1, (JUMPS_KEPT - 1) * sizeof *s->jumps.at);
		s->jumps.len--;
	}
	if (!vec_push(&s->jumps, here(r)))
		r->no_memory = true;
	s->jump_at = s->jumps.len;
}

static void jump_to(struct reader *r, struct place p)
{
	if (p.article != r->state.article && p.article < session_count(r->session))
		reader_show(r, p.article);
	reader_top(r, p.offset);
	reader_settle_item(r);
}

void do_JUMP_BACK(struct reader *r, uint32_t count)
{
	struct pq_state *s = &r->state;
	for (uint32_t i = 0; i < times(count); i++) {
		if (s->jump_at == 0) {
			reader_say(r, "no earlier jump");
			return;
		}
		if (s->jump_at == s->jumps.len) { /* leaving the newest place: come back to it with ) */
			reader_push_jump(r);
			if (s->jump_at > 1)
				s->jump_at--;
		}
		jump_to(r, s->jumps.at[--s->jump_at]);
	}
}

void do_JUMP_FORWARD(struct reader *r, uint32_t count)
{
	struct pq_state *s = &r->state;
	for (uint32_t i = 0; i < times(count); i++) {
		if (s->jump_at + 1 >= s->jumps.len) {
			reader_say(r, "no later jump");
			return;
		}
		jump_to(r, s->jumps.at[++s->jump_at]);
	}
}

/* ---- marks: the letter is asked for by the prompt ---- */

void do_MARK(struct reader *r, uint32_t count)
{
	(void)count;
	prompt_open(r, PROMPT_MARK, "");
}

void do_MARK_GO(struct reader *r, uint32_t count)
{
	(void)count;
	prompt_open(r, PROMPT_MARK_GO, "");
}
