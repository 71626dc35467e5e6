/* config/keymap.h - keys to actions: sequences, counts, contexts; one parser for the defaults and for users' files.
 *
 * A key file's lines:   bind [article|list|pager|all] KEYS ACTION      unbind [context] KEYS      # comment
 * Without a context a binding counts wherever its action does; several are joined by commas.
 * KEYS is one key or a sequence without blanks: j ^E M-x C-Up S-Tab Down ]s gg.  A named key inside a
 * sequence stands in angle brackets: ]<Tab>.  Alone, < and > are themselves.  A word of three or more letters and digits that begins
 * with a capital is a key's name.  No keys may be the start of others in the same context. */
#ifndef CONFIG_KEYMAP_H
#define CONFIG_KEYMAP_H

#include <pullquote/pullquote.h>

#include "base/buf.h"
#include "config/action.h"
#include "screen/term.h"

struct keymap;

/** The defaults of actions.def.  Errors: PQ_ENOMEM. */
PQ_CHECK enum pq_status keymap_new(struct keymap **out, struct pq_error *error);
void keymap_free(struct keymap *m);
/** Apply a key file's TEXT.  The first error stops it with file, line and a suggestion; lines before it stay applied. */
PQ_CHECK enum pq_status keymap_parse(struct keymap *m, const char *file, const char *text, size_t len,
				     struct pq_error *error);

enum keymap_result {
	KEYMAP_NONE,    /**< these keys mean nothing here; IN has been cleared */
	KEYMAP_PENDING, /**< more keys are needed, or a count was begun */
	KEYMAP_ACTION
};
/** What has been typed so far. */
struct keymap_input {
	struct key keys[8];
	uint8_t n;
	uint32_t count; /**< 0: none given; at most 1,000,000 */
};
/** Feed KEY in CONTEXT (one bit).  On KEYMAP_ACTION, *ACTION and IN->count hold what to do; clear IN afterwards. */
enum keymap_result keymap_feed(const struct keymap *m, struct keymap_input *in, enum context context, struct key key,
			       enum action *action);
/** The keys bound to ACTION in CONTEXT, parted by blanks, as users write them: for help, hints and --list-keys. */
void keymap_keys_of(const struct keymap *m, enum action action, enum context context, struct buf *out);
/** One key as users write it. */
void key_name(struct key k, struct buf *out);
/** A sequence as users write it. */
void key_sequence_name(const struct key *keys, unsigned n, struct buf *out);
/** Parse one key or sequence.  Returns how many, 0: *ERROR says why. */
unsigned key_parse(const char *s, size_t len, struct key *out, unsigned max, struct pq_error *error);
/** Walk the live keymap: the Ith binding; false behind the last. */
bool keymap_at(const struct keymap *m, unsigned i, enum context *contexts, const struct key **keys, unsigned *n,
	       enum action *action);

#endif
