/* phrase.c - the set phrases of a page's furniture, in a table: where each may stand in its block, and what it is a sign of. */
#include "text/phrase.h"

#include <stdint.h>
#include <string.h>

enum where { WHOLE, START, END, ANY };
enum sign { FURNITURE, IMAGE, CREDIT, REPORTED };

struct phrase {
	const char *text;
	unsigned char len, where, sign;
};
#define PHRASE(text, where, sign) \
	{ \
		text, sizeof text - 1, where, sign \
	}

/* Three bytes or more each, six where they may stand anywhere; those that stand at the end end in a letter; those of one first
 * letter stand together: fill() and phrase_may_occur depend on it. */
static const struct phrase table[] = {
	PHRASE("(c) 20", START, FURNITURE),
	PHRASE("(image:", ANY, IMAGE),
	PHRASE("(photo by", ANY, IMAGE),
	PHRASE("(photo:", ANY, IMAGE),
	PHRASE("(reporting by", START, CREDIT),
	PHRASE("/ afp", END, IMAGE),
	PHRASE("/afp", END, IMAGE),
	PHRASE("/ap", END, IMAGE),
	PHRASE("/getty", ANY, IMAGE),
	PHRASE("/reuters", END, IMAGE),
	PHRASE("added", ANY, REPORTED),
	PHRASE("additional reporting by", START, CREDIT),
	PHRASE("advert", WHOLE, FURNITURE),
	PHRASE("advertisement", WHOLE, FURNITURE),
	PHRASE("affiliate commission", ANY, FURNITURE),
	PHRASE("alamy", END, IMAGE),
	PHRASE("all rights reserved", ANY, FURNITURE),
	PHRASE("also read:", START, FURNITURE),
	PHRASE("ap photo", ANY, IMAGE),
	PHRASE("article continues", START, FURNITURE),
	PHRASE("asked", ANY, REPORTED),
	PHRASE("associated press", END, IMAGE),
	PHRASE("call us on", ANY, FURNITURE),
	PHRASE("caption:", START, IMAGE),
	PHRASE("click here", ANY, FURNITURE),
	PHRASE("comments below", WHOLE, FURNITURE),
	PHRASE("comments", WHOLE, FURNITURE),
	PHRASE("contact us", START, FURNITURE),
	PHRASE("continue reading", START, FURNITURE),
	PHRASE("copyright 2", START, FURNITURE),
	PHRASE("copyright \xc2\xa9", START, FURNITURE),
	PHRASE("credit:", ANY, IMAGE),
	PHRASE("delivered to your inbox", ANY, FURNITURE),
	PHRASE("do you have a story", ANY, FURNITURE),
	PHRASE("don't miss", WHOLE, FURNITURE),
	PHRASE("don't miss:", START, FURNITURE),
	PHRASE("download our app", ANY, FURNITURE),
	PHRASE("download the app", ANY, FURNITURE),
	PHRASE("edited by", START, CREDIT),
	PHRASE("editor's picks", WHOLE, FURNITURE),
	PHRASE("email us", START, FURNITURE),
	PHRASE("email", WHOLE, FURNITURE),
	PHRASE("enlarge this image", ANY, IMAGE),
	PHRASE("explore further", WHOLE, FURNITURE),
	PHRASE("file photo", ANY, IMAGE),
	PHRASE("filed under", START, FURNITURE),
	PHRASE("follow her on twitter", ANY, FURNITURE),
	PHRASE("follow him on twitter", ANY, FURNITURE),
	PHRASE("follow me on", START, FURNITURE),
	PHRASE("follow us on", ANY, FURNITURE),
	PHRASE("follow us", START, FURNITURE),
	PHRASE("for media enquiries", START, FURNITURE),
	PHRASE("for media inquiries", START, FURNITURE),
	PHRASE("for more information, contact", START, FURNITURE),
	PHRASE("for more information, visit", START, FURNITURE),
	PHRASE("get our", START, FURNITURE),
	PHRASE("get the latest", START, FURNITURE),
	PHRASE("getty images", END, IMAGE),
	PHRASE("getty images)", ANY, IMAGE),
	PHRASE("got a story", START, FURNITURE),
	PHRASE("got a tip", START, FURNITURE),
	PHRASE("have a tip", START, FURNITURE),
	PHRASE("have your say", START, FURNITURE),
	PHRASE("hide caption", END, IMAGE),
	PHRASE("image caption", START, IMAGE),
	PHRASE("image copyright", START, IMAGE),
	PHRASE("image credit", ANY, IMAGE),
	PHRASE("image source", START, IMAGE),
	PHRASE("image:", START, IMAGE),
	PHRASE("in your inbox", ANY, FURNITURE),
	PHRASE("join our", START, FURNITURE),
	PHRASE("join the conversation", START, FURNITURE),
	PHRASE("key points", WHOLE, FURNITURE),
	PHRASE("leave a comment", ANY, FURNITURE),
	PHRASE("leave a reply", WHOLE, FURNITURE),
	PHRASE("like us on", ANY, FURNITURE),
	PHRASE("listen:", START, FURNITURE),
	PHRASE("may not be published, broadcast", ANY, FURNITURE),
	PHRASE("media contact", START, FURNITURE),
	PHRASE("modal trigger", START, IMAGE),
	PHRASE("more from", START, FURNITURE),
	PHRASE("more on this story", START, FURNITURE),
	PHRASE("more stories", START, FURNITURE),
	PHRASE("most popular", WHOLE, FURNITURE),
	PHRASE("most read", WHOLE, FURNITURE),
	PHRASE("newsletter here", ANY, FURNITURE),
	PHRASE("our newsletter", ANY, FURNITURE),
	PHRASE("photo by", START, IMAGE),
	PHRASE("photo credit", ANY, IMAGE),
	PHRASE("photo:", ANY, IMAGE),
	PHRASE("photograph:", ANY, IMAGE),
	PHRASE("photos:", START, IMAGE),
	PHRASE("picture:", ANY, IMAGE),
	PHRASE("pictured:", START, IMAGE),
	PHRASE("press contact", START, FURNITURE),
	PHRASE("print", WHOLE, FURNITURE),
	PHRASE("read also", START, FURNITURE),
	PHRASE("read more", START, FURNITURE),
	PHRASE("read next", START, FURNITURE),
	PHRASE("read the full story", START, FURNITURE),
	PHRASE("recommended", WHOLE, FURNITURE),
	PHRASE("related articles", START, FURNITURE),
	PHRASE("related stories", START, FURNITURE),
	PHRASE("related", WHOLE, FURNITURE),
	PHRASE("related:", START, FURNITURE),
	PHRASE("reporting by", START, CREDIT),
	PHRASE("reuters", WHOLE, CREDIT),
	PHRASE("said", ANY, REPORTED),
	PHRASE("says", ANY, REPORTED),
	PHRASE("scroll down", START, FURNITURE),
	PHRASE("see also:", START, FURNITURE),
	PHRASE("send us your", START, FURNITURE),
	PHRASE("share on facebook", ANY, FURNITURE),
	PHRASE("share this", START, FURNITURE),
	PHRASE("share", WHOLE, FURNITURE),
	PHRASE("shutterstock", END, IMAGE),
	PHRASE("sign up for our", ANY, FURNITURE),
	PHRASE("sign up to our", ANY, FURNITURE),
	PHRASE("sign up", START, FURNITURE),
	PHRASE("skip to", START, FURNITURE),
	PHRASE("source:", START, CREDIT),
	PHRASE("sponsored", WHOLE, FURNITURE),
	PHRASE("story continues", START, FURNITURE),
	PHRASE("subscribe to our", ANY, FURNITURE),
	PHRASE("subscribe", START, FURNITURE),
	PHRASE("tags:", START, FURNITURE),
	PHRASE("terms and conditions apply", ANY, FURNITURE),
	PHRASE("thank you for reading", START, FURNITURE),
	PHRASE("the best of our", START, FURNITURE),
	PHRASE("this article was originally", START, FURNITURE),
	PHRASE("this document is subject to copyright", START, FURNITURE),
	PHRASE("this story was originally", START, FURNITURE),
	PHRASE("to order a copy", ANY, FURNITURE),
	PHRASE("to unsubscribe", ANY, FURNITURE),
	PHRASE("toggle caption", ANY, IMAGE),
	PHRASE("told", ANY, REPORTED),
	PHRASE("topics", WHOLE, FURNITURE),
	PHRASE("topics:", START, FURNITURE),
	PHRASE("trending", WHOLE, FURNITURE),
	PHRASE("tweet", WHOLE, FURNITURE),
	PHRASE("use promo code", ANY, FURNITURE),
	PHRASE("via ap", END, IMAGE),
	PHRASE("via getty", ANY, IMAGE),
	PHRASE("video", WHOLE, FURNITURE),
	PHRASE("visit our", ANY, FURNITURE),
	PHRASE("watch:", START, FURNITURE),
	PHRASE("we may earn", ANY, FURNITURE),
	PHRASE("you may also like", START, FURNITURE),
	PHRASE("\xc2\xa9 ", START, FURNITURE),
};
enum { PHRASES = sizeof table / sizeof *table };
/* Of the first three grams of four letters of a phrase one stands at a multiple of three in any text. */
enum { EDGE = 3, GRAM = 4, STRIDE = 3 };

static bool is_word(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/** Length of S without the punctuation at its end. */
static size_t bare(const char *s, size_t len)
{
	while (len && !is_word(s[len - 1]))
		len--;
	return len;
}

static bool matches(const struct phrase *p, const char *s, size_t len, size_t at, size_t end)
{
	size_t n = p->len;
	if (n > len - at || s[at + 1] != p->text[1] || memcmp(s + at, p->text, n) != 0)
		return false;
	bool cut = at + n < len && is_word(p->text[n - 1]) && is_word(s[at + n]) && p->text[n - 1] != '2' &&
		   p->text[n - 1] != '0';
	switch (p->where) {
	case WHOLE:
		return at == 0 && n >= end;
	case START:
		return at == 0 && !cut;
	case END:
		return at + n >= end && at > 0;
	default:
		return !cut;
	}
}

static bool stands_first(const struct phrase *p)
{
	return p->where == WHOLE || p->where == START;
}

/* A bit for N <= 4 letters in any case.  What it takes for one letter besides is compared later. */
static uint32_t bit_of(const char *s, unsigned n)
{
	char four[4] = {' ', ' ', ' ', ' '};
	uint32_t key;
	memcpy(four, s, n);
	memcpy(&key, four, sizeof key);
	return (key | 0x20202020) * 2654435761u >> 16;
}

static bool has_bit(const unsigned char *bits, uint32_t bit)
{
	return bits[bit / 8] >> bit % 8 & 1;
}

/* The bits of N letters, whichever of their blanks are ends of lines. */
static void set_bits(unsigned char *bits, const char *s, unsigned n)
{
	for (unsigned broken = 0; broken < 1u << n; broken++) {
		char letters[4];
		bool blanks = true;
		for (unsigned i = 0; i < n; i++) {
			bool ends = broken >> i & 1;
			blanks = blanks && (!ends || s[i] == ' ');
			letters[i] = ends ? '\n' : s[i];
		}
		uint32_t bit = bit_of(letters, n);
		bits[bit / 8] |= (unsigned char)(blanks << bit % 8);
	}
}

static void fill(struct phrase_index *index)
{
	for (unsigned i = PHRASES; i-- > 0;) {
		const struct phrase *p = &table[i];
		unsigned char c = (unsigned char)p->text[0];
		index->from[c] = (unsigned char)i;
		if (!index->to[c])
			index->to[c] = (unsigned char)(i + 1);
		if (p->sign == REPORTED)
			continue;
		if (stands_first(p))
			set_bits(index->first, p->text, EDGE);
		else if (p->where == END)
			set_bits(index->last, p->text + p->len - EDGE, EDGE);
		for (unsigned k = 0; p->where == ANY && k < STRIDE; k++)
			set_bits(index->within, p->text + k, GRAM);
	}
}

const struct phrase_index *phrase_index(void)
{
	static struct phrase_index index;
	static bool filled;
	if (!filled)
		fill(&index);
	filled = true;
	return &index;
}

#define CURLY "\xe2\x80\x99" /* phrase_scan is given an apostrophe for it */

/* Does S begin with P, before it is made what phrase_scan is given? */
static bool begins(const char *s, size_t len, const struct phrase *p)
{
	size_t at = 0;
	for (unsigned i = 0; i < p->len; i++, at++) {
		if (at >= len)
			return false;
		if (p->text[i] == '\'' && len - at > 2 && !memcmp(s + at, CURLY, 3)) {
			at += 2;
			continue;
		}
		char c = s[at] >= 'A' && s[at] <= 'Z' ? (char)(s[at] + 32) : s[at] == '\n' ? ' ' : s[at];
		if (c != p->text[i])
			return false;
	}
	return true;
}

static bool begins_with_any(const struct phrase_index *index, const char *s, size_t len, bool first)
{
	unsigned char c = (unsigned char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s);
	for (unsigned i = index->from[c]; i < index->to[c]; i++)
		if (table[i].sign != REPORTED && stands_first(&table[i]) == first && begins(s, len, &table[i]))
			return true;
	return false;
}

static bool ends_with_any(const char *s, size_t len)
{
	for (unsigned i = 0; i < PHRASES; i++)
		if (table[i].where == END && table[i].len <= len &&
		    begins(s + len - table[i].len, table[i].len, &table[i]))
			return true;
	return false;
}

bool phrase_may_occur(const struct phrase_index *index, const char *s, size_t len)
{
	size_t end = bare(s, len);
	while (end > 2 && !memcmp(s + end - 3, CURLY, 3))
		end = bare(s, end - 3);
	if (len >= EDGE && has_bit(index->first, bit_of(s, EDGE)) && begins_with_any(index, s, len, true))
		return true;
	if (end >= EDGE && has_bit(index->last, bit_of(s + end - EDGE, EDGE)) && ends_with_any(s, end))
		return true;
	for (size_t at = 0; at + GRAM <= len; at += STRIDE)
		for (size_t k = 0; k < STRIDE && has_bit(index->within, bit_of(s + at, GRAM)) && k <= at; k++)
			if (begins_with_any(index, s + at - k, len - at + k, false))
				return true;
	return false;
}

struct phrases phrase_scan(const struct phrase_index *index, const char *s, size_t len)
{
	struct phrases found = {0};
	unsigned *count[] = {&found.furniture, &found.image, &found.credit, &found.reported};
	size_t end = bare(s, len);
	for (size_t at = 0; at + 1 < len; at++) {
		if (at && is_word(s[at - 1]) && is_word(s[at]))
			continue;
		unsigned char c = (unsigned char)s[at];
		for (unsigned i = index->from[c]; i < index->to[c]; i++)
			if (s[at + 1] == table[i].text[1] && matches(&table[i], s, len, at, end))
				++*count[table[i].sign];
	}
	return found;
}
