/* ui/show.c - how things look: options, themes, highlights, width. */
#include <stdio.h>
#include <string.h>

#include "ui/reader.h"

enum { NARROWEST = 20, WIDEST = 400, WIDTH_STEP = 4 };

const char *show_auto_theme(struct reader *r)
{
	if (r->term->ops->colors(r->term) < 8)
		return "mono";
	return r->term->ops->background(r->term) == TERM_LIGHT ? "light" : "dark";
}

static bool load_theme(struct reader *r, const char *name)
{
	struct pq_error error = {0};
	struct theme theme;
	if (theme_load(name, r->options.theme_dirs, r->options.n_theme_dirs, &theme, &error) != PQ_OK) {
		reader_complain(r, "%s", error.message);
		return false;
	}
	theme_fit(&theme, r->term->ops->colors(r->term));
	r->state.theme = theme;
	return true;
}

void show_theme(struct reader *r, const char *name)
{
	char *kept = r->state.config.text[OPT_THEME];
	r->theme_auto = !strcmp(name, "auto");
	if (!load_theme(r, r->theme_auto ? show_auto_theme(r) : name)) {
		if (!r->state.theme.name[0])
			theme_mono(&r->state.theme);
		return;
	}
	if (name != kept)
		snprintf(kept, sizeof r->state.config.text[OPT_THEME], "%s", name);
}

/* Bring what depends on options in line with them. */
void show_config(struct reader *r)
{
	const char *theme = r->state.config.text[OPT_THEME];
	bool is_auto = !strcmp(theme, "auto");
	if (is_auto != r->theme_auto || !r->state.theme.name[0] ||
	    (!is_auto && strcmp(theme, r->state.theme.name) != 0))
		show_theme(r, theme);
	r->term->ops->mouse(r->term, r->state.config.value[OPT_MOUSE]);
	r->dirty = true;
}

/* ---- handlers ---- */

void do_HIGHLIGHT(struct reader *r, uint32_t count)
{
	static const char *const said[] = {"quotes and the current speaker are marked", "everything is marked",
					   "nothing is marked"};
	(void)count;
	int32_t *h = &r->state.config.value[OPT_HIGHLIGHT];
	*h = (*h + 1) % 3;
	reader_say(r, "%s", said[*h]);
}

void do_THEME(struct reader *r, uint32_t count)
{
	(void)count;
	struct buf names = {0};
	theme_names(r->options.theme_dirs, r->options.n_theme_dirs, &names);
	const char *all = names.bytes && !names.failed ? names.bytes : "";
	const char *at = NULL, *now = r->theme_auto ? show_auto_theme(r) : r->state.config.text[OPT_THEME];
	for (const char *p = all; *p; p += strcspn(p, "\n") + 1) {
		size_t len = strcspn(p, "\n");
		if (len == strlen(now) && !memcmp(p, now, len))
			at = p + len;
		if (!p[len])
			break;
	}
	const char *next = at && at[0] && at[1] ? at + 1 : all;
	char name[64];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(next, "\n"), next);
	buf_release(&names);
	if (!name[0]) {
		reader_complain(r, "no themes are installed");
		return;
	}
	show_theme(r, name);
	if (!r->state.message_is_error)
		reader_say(r, "theme %s", name);
}

static void set_width(struct reader *r, int32_t by)
{
	int32_t *width = &r->state.config.value[OPT_WIDTH], seen = (int32_t)view_text_width(&r->state);
	if (by > 0 && seen < *width) {
		reader_say(r, "the text is as wide as the screen lets it be");
		return;
	}
	int32_t w = (seen < *width ? seen : *width) + by; /* a key that is pressed is answered by something seen */
	*width = w < NARROWEST ? NARROWEST : w > WIDEST ? WIDEST : w;
	reader_fit(r);
	reader_say(r, "text at most %d cells wide", (int)*width);
}

void do_WIDER(struct reader *r, uint32_t count)
{
	set_width(r, WIDTH_STEP * (int32_t)(count ? count : 1));
}

void do_NARROWER(struct reader *r, uint32_t count)
{
	set_width(r, -WIDTH_STEP * (int32_t)(count ? count : 1));
}

void do_MOUSE(struct reader *r, uint32_t count)
{
	(void)count;
	int32_t *mouse = &r->state.config.value[OPT_MOUSE];
	*mouse = !*mouse;
	r->term->ops->mouse(r->term, *mouse);
	reader_say(r, *mouse ? "mouse on: the terminal's own selection needs Shift now" : "mouse off");
}

void do_FURNITURE(struct reader *r, uint32_t count)
{
	(void)count;
	if (r->snapshot && !r->snapshot->doc.n_left_out)
		reader_say(r, "nothing stands beside this article");
	else
		reader_open_overlay(r, OVERLAY_LEFT_OUT);
}

void do_CAPTIONS(struct reader *r, uint32_t count)
{
	(void)count;
	int32_t *furniture = &r->state.config.value[OPT_FURNITURE];
	*furniture = *furniture == FURNITURE_HIDE ? FURNITURE_DIM : FURNITURE_HIDE;
	reader_fit(r);
	reader_say(r, *furniture == FURNITURE_HIDE ? "captions, related headlines and furniture are hidden"
						   : "captions, related headlines and furniture are shown");
}
