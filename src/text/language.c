/* language.c - the language of a text, told from its script and its commonest words. */
#include "text/language.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

enum { LOOKED_AT = 64 * 1024, LONGEST = 12, LEAST_LETTERS = 20, LEAST_WORDS = 40, LEAST_HITS = 8, LEAST_KINDS = 4 };

/* Words of a dozen letters at most that make up a fifth of any text in the language, and that others have not or seldom. */
static const struct {
	const char *tag, *words;
} languages[] = {
	{"en", " the of and to that is was for with his this from are they but it "},
	{"de", " der die und das ist nicht mit den von zu auf dem sich auch ein eine im "},
	{"fr", " le la les des et est une dans que pour qui sur pas au du il "},
	{"es", " el los las que del una por con para su se y lo como en "},
	{"pt", " não uma com para os do da em que é dos das ao mais um no na "},
	{"it", " il di che della per non una sono gli del è nel alla anche dei "},
	{"nl", " het een van de dat niet en voor zijn met op aan ook te "},
	{"sv", " och att det som på är av för med inte den till har "},
	{"da", " og at det som på er af for med ikke den til har en "},
	{"pl", " nie się jest na że to do jak przez od ale po za "},
	{"id", " yang dan di dengan untuk dari ini itu pada tidak akan dalam ke "},
	{"tr", " ve bir bu için ile olarak da de çok daha "},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

/** What a script alone says; Latin letters say nothing. */
enum script { LATIN, CYRILLIC, GREEK, HEBREW, ARABIC, THAI, KANA, HANGUL, HAN, SCRIPTS };
static const char *const of_script[SCRIPTS] = {[CYRILLIC] = "ru", [GREEK] = "el", [HEBREW] = "he", [ARABIC] = "ar",
					       [THAI] = "th",     [KANA] = "ja",  [HANGUL] = "ko", [HAN] = "zh"};

static enum script script_of(uint32_t c)
{
	if (c >= 0x370 && c < 0x400)
		return GREEK;
	if (c >= 0x400 && c < 0x530)
		return CYRILLIC;
	if (c >= 0x590 && c < 0x600)
		return HEBREW;
	if (c >= 0x600 && c < 0x700)
		return ARABIC;
	if (c >= 0xe00 && c < 0xe80)
		return THAI;
	if (c >= 0x3040 && c < 0x3100)
		return KANA;
	if (c >= 0xac00 && c < 0xd7b0)
		return HANGUL;
	return c >= 0x4e00 && c < 0xa000 ? HAN : LATIN;
}

struct counts {
	uint32_t words, hits[LANGUAGES];
	uint64_t kinds
		[LANGUAGES]; /* which of its words there were: bit n is the word at byte 2n or 2n + 1 of the list */
	uint32_t letters, scripts[SCRIPTS];
	uint16_t starts[256]; /**< the languages that have a word of this slot */
};

/** Of the first two bytes of a word. */
static unsigned slot(const char *s)
{
	return ((unsigned char)s[0] * 31u + (unsigned char)s[1]) & 255;
}

static void note_starts(struct counts *n)
{
	for (unsigned i = 0; i < LANGUAGES; i++)
		for (const char *p = languages[i].words; p[1]; p = strchr(p + 1, ' '))
			n->starts[slot(p + 1)] |= (uint16_t)(1u << i);
}

static void count_word(struct counts *n, const char *word, size_t len)
{
	char key[4 * LONGEST + 3];
	n->words++;
	key[0] = ' ';
	memcpy(key + 1, word, len);
	memcpy(key + 1 + len, " ", 2);
	for (unsigned i = 0, may = n->starts[slot(key + 1)]; may >> i; i++) {
		if (!(may >> i & 1))
			continue;
		const char *at = strstr(languages[i].words, key);
		n->hits[i] += at != NULL;
		n->kinds[i] |= at ? UINT64_C(1) << ((at - languages[i].words) / 2) : 0;
	}
}

static void count(struct counts *n, const char *s, size_t len)
{
	char word[4 * LONGEST];
	size_t used = 0, letters = 0;
	for (const char *p = s, *end = s + len; p <= end;) {
		const char *at = p;
		uint32_t c = p < end ? utf8_next(&p, end) : ' ';
		if (char_is_letter(c)) {
			n->letters++;
			n->scripts[script_of(c)]++;
			c = char_lower(c);
			bool fits = ++letters <= LONGEST && p - at <= 4;
			if (fits && c < 0x80) {
				word[used++] = (char)c;
			} else if (fits) {
				memcpy(word + used, at, (size_t)(p - at));
				used += (size_t)(p - at);
			}
		} else {
			if (letters && letters <= LONGEST)
				count_word(n, word, used);
			else if (letters)
				n->words++;
			used = letters = 0;
		}
		if (at == end)
			break;
	}
}

static const char *by_script(const struct counts *n)
{
	/* Japanese mixes kana with Chinese characters: a tenth is enough. */
	if (n->scripts[KANA] * 10 > n->letters)
		return of_script[KANA];
	for (unsigned i = CYRILLIC; i < SCRIPTS; i++)
		if (n->scripts[i] * 2 > n->letters)
			return of_script[i];
	return NULL;
}

const char *text_language(const char *s, size_t len)
{
	struct counts n = {0};
	note_starts(&n);
	count(&n, s, len < LOOKED_AT ? len : utf8_floor(s, len, LOOKED_AT));
	if (n.letters < LEAST_LETTERS)
		return NULL;
	const char *tag = by_script(&n);
	if (tag || n.words < LEAST_WORDS)
		return tag;
	unsigned best = 0, second = 0;
	for (unsigned i = 1; i < LANGUAGES; i++) {
		if (n.hits[i] > n.hits[best]) {
			second = n.hits[best];
			best = i;
		} else if (n.hits[i] > second) {
			second = n.hits[i];
		}
	}
	bool clear = n.hits[best] >= LEAST_HITS && n.hits[best] * 8 >= n.words && n.hits[best] * 4 > second * 5;
	/* One word again and again is a list in some language, not a text in this one: "France at Japan, Spain at Belgium". */
	clear = clear && __builtin_popcountll(n.kinds[best]) >= LEAST_KINDS;
	return clear ? languages[best].tag : NULL;
}
