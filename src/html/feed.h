/* html/feed.h - a feed on its way to entries; private to this folder.
 *
 *   clean    text -> XML that defines no entity and holds no character that XML forbids     feed_clean.c
 *   parse    XML -> the values of each entry                                                 feed.c
 *   entry    values -> one entry                                                             feed_entry.c */
#ifndef HTML_FEED_H
#define HTML_FEED_H

#include "doc/entries.h"

/** What feeds say of themselves and of their entries. */
enum feed_field {
	FIELD_NONE,
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_ID,
	FIELD_SUMMARY,
	FIELD_CONTENT,
	FIELD_PUBLISHED,
	FIELD_UPDATED,
	FIELD_AUTHOR,
	FEED_FIELDS
};
enum feed_type { FEED_HTML, FEED_TEXT, FEED_OTHER /**< not text: it is left where it is */ };

struct feed_value {
	struct buf s;
	struct buf base; /**< what its links are seen from; empty: the entry's page */
	enum feed_type type;
};

/** What is known of an entry beside its values. */
struct feed_about {
	const char *name; /**< the feed's */
	const char *site; /**< its title, or "" */
	const char *base; /**< what the entry's address is seen from, or NULL */
	uint32_t number;  /**< from 1 */
	bool cut;         /**< the feed ends in the midst of it */
};

/** Append TEXT to OUT without its document type, with the entities of HTML as characters, ampersands that begin none escaped, and U+FFFD
 *  for controls.  True: the document type declared something. */
bool feed_clean(const char *text, size_t len, struct buf *out);
/** Append an entry with these VALUES to OUT. */
void feed_entry(struct entries_builder *out, const struct feed_value values[FEED_FIELDS],
		const struct feed_about *about);
/** Append the words of VALUE to OUT: markup dropped, white space collapsed. */
void feed_words(const struct feed_value *value, struct buf *out);

#endif
