/* config/key.c - keys as people write them. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "config/keymap.h"
#include "config/lines.h"
#include "text/utf8.h"

static const struct {
	const char *name;
	uint32_t code;
} named[] = {
	{"Space", ' '},       {"Tab", '\t'},         {"Enter", '\r'},
	{"Esc", 27},          {"Up", KEY_UP_},       {"Down", KEY_DOWN_},
	{"Left", KEY_LEFT_},  {"Right", KEY_RIGHT_}, {"Home", KEY_HOME_},
	{"End", KEY_END_},    {"PgUp", KEY_PGUP_},   {"PgDn", KEY_PGDN_},
	{"Ins", KEY_INS_},    {"Del", KEY_DEL_},     {"Backspace", KEY_BACKSPACE_},
	{"F1", KEY_F1_},      {"F2", KEY_F1_ + 1},   {"F3", KEY_F1_ + 2},
	{"F4", KEY_F1_ + 3},  {"F5", KEY_F1_ + 4},   {"F6", KEY_F1_ + 5},
	{"F7", KEY_F1_ + 6},  {"F8", KEY_F1_ + 7},   {"F9", KEY_F1_ + 8},
	{"F10", KEY_F1_ + 9}, {"F11", KEY_F1_ + 10}, {"F12", KEY_F1_ + 11},
};
enum { NAMED = sizeof named / sizeof *named };

static const char *name_of(uint32_t code)
{
	for (int i = 0; i < NAMED; i++)
		if (named[i].code == code)
			return named[i].name;
	return NULL;
}

static bool find_named(struct word w, uint32_t *code)
{
	for (int i = 0; i < NAMED; i++)
		if (word_is(w, named[i].name)) {
			*code = named[i].code;
			return true;
		}
	return false;
}

/* Terminals send the same byte for ^I and Tab, ^M and Enter, ^[ and Esc. */
static struct key normal(struct key k)
{
	if (k.mods & MOD_CTRL && k.code >= 'A' && k.code <= 'Z')
		k.code += 'a' - 'A';
	if (k.mods & MOD_CTRL && (k.code == 'i' || k.code == 'm' || k.code == '[')) {
		k.code = k.code == 'i' ? '\t' : k.code == 'm' ? '\r' : 27;
		k.mods &= (uint8_t)~MOD_CTRL;
	}
	if (k.mods & MOD_CTRL && k.code == '?') {
		k.code = KEY_BACKSPACE_;
		k.mods &= (uint8_t)~MOD_CTRL;
	}
	if (k.mods & MOD_CTRL && k.code == '@')
		k.code = ' ';
	if (k.code == '\t' && k.mods & MOD_SHIFT) {
		k.code = KEY_BACKTAB_;
		k.mods &= (uint8_t)~MOD_SHIFT;
	}
	return k;
}

/* One character and nothing else. */
static bool one_char(struct word w, uint32_t *code)
{
	const char *p = w.s, *end = w.s + w.len;
	if (!w.len)
		return false;
	*code = utf8_next(&p, end);
	return p == end && *code > ' ' && *code != 0x7f && *code != 0xfffd;
}

/* All of W as one key: "j", "^E", "M-x", "C-Up", "S-Tab", "PgDn". */
static bool one_key(struct word w, struct key *out)
{
	struct key k = {0};
	while (w.len > 2 && w.s[1] == '-' && strchr("CMS", w.s[0])) {
		k.mods |= w.s[0] == 'C' ? MOD_CTRL : w.s[0] == 'M' ? MOD_ALT : MOD_SHIFT;
		w.s += 2;
		w.len -= 2;
	}
	if (w.len > 1 && *w.s == '^') {
		k.mods |= MOD_CTRL;
		w.s++;
		w.len--;
	}
	if (!find_named(w, &k.code) && (k.mods & MOD_SHIFT || !one_char(w, &k.code)))
		return false;
	*out = normal(k);
	return true;
}

/* A word of three or more letters and digits that begins with a capital is meant as a key's name. */
static bool looks_named(struct word w)
{
	if (w.len < 3 || *w.s < 'A' || *w.s > 'Z')
		return w.len > 1 && *w.s == 'F' && w.s[1] >= '0' && w.s[1] <= '9';
	for (uint32_t i = 1; i < w.len; i++) {
		char c = w.s[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
			return false;
	}
	return true;
}

static unsigned fail_named(struct word w, struct pq_error *error)
{
	struct suggestion s = {0};
	char text[96];
	for (int i = 0; i < NAMED; i++)
		suggest(&s, w.s, w.len, named[i].name);
	(void)error_set(error, PQ_EINVAL, "there is no key %.*s%s", (int)w.len, w.s, suggestion_text(&s, text));
	return 0;
}

/* The first key of a sequence and its length: <Tab>, ^E, or one character. */
static uint32_t first_key(struct word w, struct key *out)
{
	if (*w.s == '<' && w.len > 2) {
		const char *close = memchr(w.s + 2, '>', w.len - 2);
		uint32_t inner = close ? (uint32_t)(close - w.s - 1) : 0;
		if (close && one_key((struct word){w.s + 1, inner}, out))
			return inner + 2;
	}
	if (*w.s == '^' && w.len > 1 && (unsigned char)w.s[1] < 0x80 && one_key((struct word){w.s, 2}, out))
		return 2;
	const char *p = w.s;
	(void)utf8_next(&p, w.s + w.len);
	return one_key((struct word){w.s, (uint32_t)(p - w.s)}, out) ? (uint32_t)(p - w.s) : 0;
}

unsigned key_parse(const char *s, size_t len, struct key *out, unsigned max, struct pq_error *error)
{
	struct word w = {s, (uint32_t)len};
	unsigned n = 0;
	if (!len || len > 256) {
		(void)error_set(error, PQ_EINVAL, "a key is missing");
		return 0;
	}
	if (max && one_key(w, out))
		return 1;
	if (looks_named(w))
		return fail_named(w, error);
	while (w.len && n < max) {
		uint32_t used = first_key(w, &out[n]);
		if (!used) {
			(void)error_set(error, PQ_EINVAL, "%.*s is no key", (int)len, s);
			return 0;
		}
		n++;
		w.s += used;
		w.len -= used;
	}
	if (!w.len)
		return n;
	(void)error_set(error, PQ_EINVAL, "%.*s is too long: at most %u keys", (int)len, s, max);
	return 0;
}

void key_name(struct key k, struct buf *out)
{
	if (k.code == KEY_BACKTAB_) {
		k.code = '\t';
		k.mods |= MOD_SHIFT;
	}
	const char *name = name_of(k.code);
	if (!name && k.code >= KEY_NONE_)
		return;
	bool caret = !name && k.mods & MOD_CTRL && k.code < 0x80 && k.code > '?';
	if (k.mods & MOD_ALT)
		buf_str(out, "M-");
	if (k.mods & MOD_CTRL && !caret)
		buf_str(out, "C-");
	if (k.mods & MOD_SHIFT && name)
		buf_str(out, "S-");
	if (caret)
		buf_char(out, '^');
	if (name)
		buf_str(out, name);
	else
		buf_utf8(out, caret && k.code >= 'a' && k.code <= 'z' ? k.code - 32 : k.code);
}

void key_sequence_name(const struct key *keys, unsigned n, struct buf *out)
{
	if (n == 1) {
		key_name(keys[0], out);
		return;
	}
	for (unsigned i = 0; i < n; i++) {
		bool plain = !keys[i].mods && !name_of(keys[i].code) && keys[i].code < KEY_NONE_ &&
			     keys[i].code != '<' && keys[i].code != '^';
		if (!plain)
			buf_char(out, '<');
		key_name(keys[i], out);
		if (!plain)
			buf_char(out, '>');
	}
}
