/* text/chars.c - classes of characters and folding. */
#include "text/chars.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "text/utf8.h"

static bool in_category(uint32_t c, uint32_t mask)
{
	return uc_is_general_category_withtable(c, mask);
}

static bool in(uint32_t c, uint32_t first, uint32_t last)
{
	return c - first <= last - first;
}

bool char_is_letter(uint32_t c)
{
	return c < 0x80 ? in(c | 0x20, 'a', 'z') : in_category(c, UC_CATEGORY_MASK_L);
}

bool char_is_digit(uint32_t c)
{
	return c < 0x80 ? in(c, '0', '9') : in_category(c, UC_CATEGORY_MASK_Nd);
}

bool char_is_upper(uint32_t c)
{
	return c < 0x80 ? in(c, 'A', 'Z') : in_category(c, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool char_is_lower(uint32_t c)
{
	return c < 0x80 ? in(c, 'a', 'z') : in_category(c, UC_CATEGORY_MASK_Ll);
}

bool char_is_space(uint32_t c)
{
	return c < 0x80 ? c == ' ' || in(c, '\t', '\r') : uc_is_property_white_space(c);
}

uint32_t char_lower(uint32_t c)
{
	return c < 0x80 ? in(c, 'A', 'Z') ? c | 0x20 : c : uc_tolower(c);
}

bool char_is_control(uint32_t c)
{
	return c < 0x20 ? c != '\t' && c != '\n' : in(c, 0x7f, 0x9f);
}

/* Default_Ignorable_Code_Point holds bidi controls, zero width, fillers, tags and variation selectors.  The soft hyphen
 * and the grapheme joiner are left out: both stand in honest text and nobody misses them. */
bool char_is_invisible(uint32_t c)
{
	if (c < 0x2000 && c != 0x061c && !in(c, 0x115f, 0x1160) && !in(c, 0x17b4, 0x17b5) && !in(c, 0x180b, 0x180f))
		return false;
	return in(c, 0x2028, 0x2029) || in(c, 0xfff9, 0xfffb) || uc_is_property_default_ignorable_code_point(c) ||
	       uc_is_property_not_a_character(c);
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0xb4 || in(c, 0x2018, 0x201b) || in(c, 0x02bb, 0x02bd);
}

static bool is_dash(uint32_t c)
{
	return c < 0x80 ? c == '-' : c == 0x2212 || in_category(c, UC_CATEGORY_MASK_Pd);
}

bool text_runs_left(const char *s, size_t len)
{
	for (const char *end = s + len; s < end;) {
		if ((unsigned char)*s < 0xd6) { /* the first such script begins at U+0590: D6 90 */
			s++;
			continue;
		}
		int class = uc_bidi_class(utf8_next(&s, end));
		if (class == UC_BIDI_R || class == UC_BIDI_AL)
			return true;
	}
	return false;
}

struct folding {
	struct buf *out;
	size_t start; /**< of this text in OUT */
	bool gap;     /**< white space or dashes stand before the next character */
};

static void put(struct folding *f, uint32_t c)
{
	if (char_is_space(c) || is_dash(c)) {
		f->gap = true;
		return;
	}
	if (f->gap && f->out->len > f->start)
		buf_char(f->out, ' ');
	f->gap = false;
	buf_utf8(f->out, is_apostrophe(c) ? '\'' : c);
}

/* NFKD of one character, without its marks. */
static void put_decomposed(struct folding *f, uint32_t c)
{
	uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag, n = is_apostrophe(c) ? -1 : uc_decomposition(c, &tag, parts);
	if (n < 0) {
		if (!in_category(c, UC_CATEGORY_MASK_Mn) && !char_is_invisible(c) && c != 0xad)
			put(f, c);
		return;
	}
	for (int i = 0; i < n; i++)
		put_decomposed(f, parts[i]);
}

void text_fold(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len;
	struct folding f = {out, out->len, false};
	while (s < end) {
		uint32_t c = utf8_next(&s, end);
		if (c < 0x80) {
			put(&f, char_lower(c));
			continue;
		}
		uint32_t folded[8];
		size_t n = sizeof folded / sizeof *folded;
		if (u32_casefold(&c, 1, NULL, NULL, folded, &n) != folded) {
			folded[0] = uc_tolower(c);
			n = 1;
		}
		for (size_t i = 0; i < n; i++)
			put_decomposed(&f, folded[i]);
	}
}

void text_lower(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len;
	while (s < end) {
		uint32_t c = utf8_next(&s, end);
		if (c < 0x80)
			buf_char(out, (char)char_lower(c));
		else
			buf_utf8(out, uc_tolower(c));
	}
}
