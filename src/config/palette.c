/* config/palette.c - colours by name. */
#include "config/palette.h"

#include <stdio.h>
#include <string.h>

#include "config/lines.h"

static const char *const ansi[16] = {"black",        "red",           "green",       "yellow",         "blue",
				     "magenta",      "cyan",          "white",       "bright-black",   "bright-red",
				     "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
				     "bright-white"};

static bool hex_color(const char *s, size_t len, color *out)
{
	uint32_t rgb = 0;
	if (len != 7 || *s != '#')
		return false;
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 1; i < 7; i++) {
		char c = s[i] >= 'A' && s[i] <= 'F' ? (char)(s[i] + 32) : s[i];
		const char *at = memchr(digits, c, 16);
		if (!at)
			return false;
		rgb = rgb * 16 + (uint32_t)(at - digits);
	}
	*out = COLOR_RGB(rgb);
	return true;
}

static bool index_color(const char *s, size_t len, color *out)
{
	unsigned v = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9' || len > 3)
			return false;
		v = v * 10 + (unsigned)(s[i] - '0');
	}
	*out = COLOR_INDEX(v);
	return len && v < 256;
}

bool palette_color(const struct palette *p, const char *s, size_t len, color *out)
{
	struct word w = {s, (uint32_t)len};
	for (unsigned i = 0; i < p->n; i++)
		if (word_is(w, p->at[i].name)) {
			*out = p->at[i].color;
			return true;
		}
	for (unsigned i = 0; i < 16; i++)
		if (word_is(w, ansi[i])) {
			*out = COLOR_INDEX(i);
			return true;
		}
	if (word_is(w, "default")) {
		*out = COLOR_DEFAULT;
		return true;
	}
	return hex_color(s, len, out) || index_color(s, len, out);
}

const char *palette_suggest(const struct palette *p, const char *s, size_t len)
{
	struct suggestion best = {0};
	for (unsigned i = 0; i < p->n; i++)
		suggest(&best, s, len, p->at[i].name);
	for (unsigned i = 0; i < 16; i++)
		suggest(&best, s, len, ansi[i]);
	suggest(&best, s, len, "default");
	return best.best;
}

bool palette_add(struct palette *p, const char *name, size_t len, color c)
{
	unsigned i = 0;
	if (len >= sizeof p->at[0].name)
		return false;
	while (i < p->n && !word_is((struct word){name, (uint32_t)len}, p->at[i].name))
		i++;
	if (i == PALETTE_NAMES)
		return false;
	snprintf(p->at[i].name, sizeof p->at[i].name, "%.*s", (int)len, name);
	p->at[i].color = c;
	p->n += i == p->n;
	return true;
}
