/* phrase.c - the set phrases of a page's furniture, in a table: where each may stand in its block, and what it is a sign of. */
#include "text/phrase.h"

#include <string.h>

enum where { WHOLE, START, END, ANY };
enum sign { FURNITURE, IMAGE, CREDIT, REPORTED };

struct phrase {
	const char *text;
	unsigned char where, sign;
};

/* Those of one first letter stand together: phrase_index_init depends on it. */
static const struct phrase table[] = {
	{"(c) 20", START, FURNITURE},
	{"(photo by", ANY, IMAGE},
	{"(reporting by", START, CREDIT},
	{"(image:", ANY, IMAGE},
	{"(photo:", ANY, IMAGE},
	{"/ afp", END, IMAGE},
	{"/ap", END, IMAGE},
	{"/afp", END, IMAGE},
	{"/getty", ANY, IMAGE},
	{"/reuters", END, IMAGE},
	{"added", ANY, REPORTED},
	{"additional reporting by", START, CREDIT},
	{"advertisement", WHOLE, FURNITURE},
	{"affiliate commission", ANY, FURNITURE},
	{"alamy", END, IMAGE},
	{"all rights reserved", ANY, FURNITURE},
	{"also read:", START, FURNITURE},
	{"ap photo", ANY, IMAGE},
	{"article continues", START, FURNITURE},
	{"asked", ANY, REPORTED},
	{"associated press", END, IMAGE},
	{"call us on", ANY, FURNITURE},
	{"caption:", START, IMAGE},
	{"click here", ANY, FURNITURE},
	{"comments", WHOLE, FURNITURE},
	{"contact us", START, FURNITURE},
	{"continue reading", START, FURNITURE},
	{"copyright 2", START, FURNITURE},
	{"copyright \xc2\xa9", START, FURNITURE},
	{"credit:", ANY, IMAGE},
	{"do you have a story", ANY, FURNITURE},
	{"don't miss:", START, FURNITURE},
	{"download our app", ANY, FURNITURE},
	{"download the app", ANY, FURNITURE},
	{"edited by", START, CREDIT},
	{"editor's picks", WHOLE, FURNITURE},
	{"email us", START, FURNITURE},
	{"enlarge this image", ANY, IMAGE},
	{"file photo", ANY, IMAGE},
	{"filed under", START, FURNITURE},
	{"follow us", START, FURNITURE},
	{"follow us on", ANY, FURNITURE},
	{"for media enquiries", START, FURNITURE},
	{"for media inquiries", START, FURNITURE},
	{"for more information, contact", START, FURNITURE},
	{"for more information, visit", START, FURNITURE},
	{"get our", START, FURNITURE},
	{"getty images", END, IMAGE},
	{"getty images)", ANY, IMAGE},
	{"got a story", START, FURNITURE},
	{"got a tip", START, FURNITURE},
	{"hide caption", END, IMAGE},
	{"image caption", START, IMAGE},
	{"image copyright", START, IMAGE},
	{"image credit", ANY, IMAGE},
	{"image source", START, IMAGE},
	{"image:", START, IMAGE},
	{"join our", START, FURNITURE},
	{"join the conversation", START, FURNITURE},
	{"leave a comment", ANY, FURNITURE},
	{"like us on", ANY, FURNITURE},
	{"listen:", START, FURNITURE},
	{"may not be published, broadcast", ANY, FURNITURE},
	{"media contact", START, FURNITURE},
	{"modal trigger", START, IMAGE},
	{"more on this story", START, FURNITURE},
	{"most popular", WHOLE, FURNITURE},
	{"most read", WHOLE, FURNITURE},
	{"newsletter here", ANY, FURNITURE},
	{"our newsletter", ANY, FURNITURE},
	{"photo by", START, IMAGE},
	{"photo credit", ANY, IMAGE},
	{"photo:", ANY, IMAGE},
	{"photograph:", ANY, IMAGE},
	{"photos:", START, IMAGE},
	{"picture:", ANY, IMAGE},
	{"pictured:", START, IMAGE},
	{"press contact", START, FURNITURE},
	{"read also", START, FURNITURE},
	{"read more", START, FURNITURE},
	{"read next", START, FURNITURE},
	{"read the full story", START, FURNITURE},
	{"recommended", WHOLE, FURNITURE},
	{"related", WHOLE, FURNITURE},
	{"related articles", START, FURNITURE},
	{"related stories", START, FURNITURE},
	{"related:", START, FURNITURE},
	{"reporting by", START, CREDIT},
	{"reuters", WHOLE, CREDIT},
	{"said", ANY, REPORTED},
	{"says", ANY, REPORTED},
	{"scroll down", START, FURNITURE},
	{"see also:", START, FURNITURE},
	{"send us your", START, FURNITURE},
	{"share on facebook", ANY, FURNITURE},
	{"share this", START, FURNITURE},
	{"shutterstock", END, IMAGE},
	{"sign up", START, FURNITURE},
	{"sign up for our", ANY, FURNITURE},
	{"sign up to our", ANY, FURNITURE},
	{"skip to", START, FURNITURE},
	{"sponsored", WHOLE, FURNITURE},
	{"story continues", START, FURNITURE},
	{"subscribe", START, FURNITURE},
	{"subscribe to our", ANY, FURNITURE},
	{"tags:", START, FURNITURE},
	{"terms and conditions apply", ANY, FURNITURE},
	{"thank you for reading", START, FURNITURE},
	{"the best of our", START, FURNITURE},
	{"this article was originally", START, FURNITURE},
	{"this story was originally", START, FURNITURE},
	{"to order a copy", ANY, FURNITURE},
	{"to unsubscribe", ANY, FURNITURE},
	{"toggle caption", ANY, IMAGE},
	{"told", ANY, REPORTED},
	{"topics:", START, FURNITURE},
	{"trending", WHOLE, FURNITURE},
	{"use promo code", ANY, FURNITURE},
	{"via ap", END, IMAGE},
	{"via getty", ANY, IMAGE},
	{"visit our", ANY, FURNITURE},
	{"watch:", START, FURNITURE},
	{"we may earn", ANY, FURNITURE},
	{"you may also like", START, FURNITURE},
	{"\xc2\xa9", START, FURNITURE},
};
enum { PHRASES = sizeof table / sizeof *table };

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
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
	size_t n = strlen(p->text);
	if (n > len - at || memcmp(s + at, p->text, n) != 0)
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

void phrase_index_init(struct phrase_index *index)
{
	*index = (struct phrase_index){0};
	for (unsigned i = PHRASES; i-- > 0;) {
		unsigned char c = (unsigned char)table[i].text[0];
		index->from[c] = (unsigned char)i;
		if (!index->to[c])
			index->to[c] = (unsigned char)(i + 1);
	}
}

struct phrases phrase_scan(const struct phrase_index *index, const char *s, size_t len)
{
	struct phrases found = {0};
	unsigned *count[] = {&found.furniture, &found.image, &found.credit, &found.reported};
	size_t end = bare(s, len);
	for (size_t at = 0; at < len; at++) {
		if (at && is_word(s[at - 1]) && is_word(s[at]))
			continue;
		unsigned char c = (unsigned char)s[at];
		for (unsigned i = index->from[c]; i < index->to[c]; i++)
			if (matches(&table[i], s, len, at, end))
				++*count[table[i].sign];
	}
	return found;
}
