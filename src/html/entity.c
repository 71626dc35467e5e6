/* entity.c - character references. */
#include "html/entity.h"

#include <string.h>

#include "text/charset.h"

/* All names in one block, so that the table holds no address: whether the semicolon may lack, the name, NUL, its characters, NUL. */
struct names {
#define ENTITY(name, characters) char name##_[sizeof "0" #name "\0" characters];
#define LEGACY(name, characters) ENTITY(name, characters)
#include "html/entities.def"
#undef ENTITY
#undef LEGACY
};
static const struct names names = {
#define ENTITY(name, characters) "0" #name "\0" characters,
#define LEGACY(name, characters) "1" #name "\0" characters,
#include "html/entities.def"
#undef ENTITY
#undef LEGACY
};
static const uint16_t places[] = {
#define ENTITY(name, characters) offsetof(struct names, name##_),
#define LEGACY(name, characters) ENTITY(name, characters)
#include "html/entities.def"
#undef ENTITY
#undef LEGACY
};
enum { MOST_NAME = 31, MOST_LEGACY = 6, LEAST_LEGACY = 2 };

/** As entity_find; LEGACY: a name that needs no semicolon alone. */
static const char *find(const char *name, size_t len, bool legacy)
{
	size_t lo = 0, hi = sizeof places / sizeof *places;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const char *at = (const char *)&names + places[mid];
		int order = strncmp(name, at + 1, len);
		if (!order && !at[1 + len])
			return !legacy || *at == '1' ? at + len + 2 : NULL;
		if (order > 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

const char *entity_find(const char *name, size_t len)
{
	return len && len <= MOST_NAME ? find(name, len, false) : NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || (unsigned char)((c | 32) - 'a') < 26;
}

static uint32_t value_of(char c)
{
	return (uint32_t)(is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
}

/** What the number C stands for; 0: nothing. */
static uint32_t meant_by(uint32_t c)
{
	if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0xfffd;
	if (c >= 0x80 && c < 0xa0)
		return charset_windows1252[c - 0x80];
	bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7f;
	return control ? 0 : c;
}

/** Behind "&#". */
static size_t decode_number(const char *s, size_t len, struct buf *out)
{
	bool hex = len && (*s | 32) == 'x';
	size_t i = hex;
	uint32_t c = 0;
	for (; i < len && (is_digit(s[i]) || (hex && is_alnum(s[i]) && (s[i] | 32) <= 'f')); i++)
		c = c <= 0x10ffff ? c * (hex ? 16 : 10) + value_of(s[i]) : c;
	if (i == hex)
		return 0;
	if ((c = meant_by(c)))
		buf_utf8(out, c);
	return 2 + i + (i < len && s[i] == ';');
}

size_t entity_decode(const char *s, size_t len, bool in_value, struct buf *out)
{
	if (len > 1 && s[1] == '#')
		return decode_number(s + 2, len - 2, out);
	const char *name = s + 1, *found = NULL;
	size_t n = 0, taken = 0;
	while (1 + n < len && n <= MOST_NAME && is_alnum(name[n]))
		n++;
	if (1 + n < len && name[n] == ';' && (found = entity_find(name, n)))
		taken = n + 2;
	for (size_t k = n < MOST_LEGACY ? n : MOST_LEGACY; !found && k >= LEAST_LEGACY; k--)
		if ((found = find(name, k, true)))
			taken = k + 1;
	if (!found || (in_value && s[taken - 1] != ';' && taken < len && (s[taken] == '=' || is_alnum(s[taken]))))
		return 0;
	buf_str(out, found);
	return taken;
}
