/* screen/color.c - colours: the terminal's palettes, the nearest of them, contrast.
 * Sources: CIE 1976 L*a*b* under D65; WCAG 2.1 "relative luminance" and "contrast ratio"; the 256 colours as xterm defines them. */
#include <math.h>

#include "screen/term.h"

struct lab {
	double l, a, b;
};

/* sRGB component 0..255 as linear light 0..1 (IEC 61966-2-1). */
static double linear(unsigned v)
{
	double c = v / 255.0;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double lab_f(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static struct lab to_lab(double r, double g, double b)
{
	double x = lab_f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
	double y = lab_f(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = lab_f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
	return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static struct lab rgb_lab(uint32_t rgb)
{
	return to_lab(linear(rgb >> 16 & 0xff), linear(rgb >> 8 & 0xff), linear(rgb & 0xff));
}

static double lab_distance(struct lab p, struct lab q)
{
	return (p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b);
}

/* xterm's first sixteen; what a terminal really shows there is its owner's choice. */
static const uint32_t ansi_rgb[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
				      0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
static const uint8_t cube_level[6] = {0, 95, 135, 175, 215, 255};

uint32_t color_index_rgb(unsigned index)
{
	if (index < 16)
		return ansi_rgb[index];
	if (index < 232) {
		unsigned n = index - 16;
		return (uint32_t)cube_level[n / 36] << 16 | (uint32_t)cube_level[n / 6 % 6] << 8 | cube_level[n % 6];
	}
	unsigned grey = 8 + 10 * ((index & 0xff) - 232);
	return grey << 16 | grey << 8 | grey;
}

static int nearest_ansi(struct lab want, int colors)
{
	int best = 0;
	double least = INFINITY;
	for (int i = 0; i < colors; i++) {
		double d = lab_distance(want, rgb_lab(ansi_rgb[i]));
		if (d < least) {
			least = d;
			best = i;
		}
	}
	return best;
}

static int nearest_256(struct lab want)
{
	double level[6];
	for (int i = 0; i < 6; i++)
		level[i] = linear(cube_level[i]);
	int best = 16;
	double least = INFINITY;
	for (int i = 0; i < 240; i++) {
		double grey = i < 216 ? 0 : linear((unsigned)(8 + 10 * (i - 216)));
		struct lab have =
			i < 216 ? to_lab(level[i / 36], level[i / 6 % 6], level[i % 6]) : to_lab(grey, grey, grey);
		double d = lab_distance(want, have);
		if (d < least) {
			least = d;
			best = i + 16;
		}
	}
	return best;
}

int color_nearest(color c, int colors)
{
	uint32_t rgb = c & 0xffffff;
	if (COLOR_IS_INDEX(c)) {
		if ((int)(c & 0xff) < (colors > 256 ? 8 : colors))
			return (int)(c & 0xff);
		if ((c & 0xff) < 16 && colors == 8)
			return (int)(c & 7);
		rgb = color_index_rgb(c & 0xff);
	}
	/* Direct colour: terminfo's setaf takes the eight lowest numbers for the palette. */
	if (colors > 256)
		return rgb < 8 ? 0 : (int)rgb;
	return colors == 256 ? nearest_256(rgb_lab(rgb)) : nearest_ansi(rgb_lab(rgb), colors);
}

double color_luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
}

double color_contrast(uint32_t a, uint32_t b)
{
	double la = color_luminance(a), lb = color_luminance(b);
	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}
