/* screen/input.c - bytes from a terminal to keys and answers. */
#include "screen/input.h"

#include <string.h>

#include "text/utf8.h"

enum { ESC = 27, STRING_MAX = 1024, PARAMS = 4 };

/* One control sequence: ESC [ <private> params final. */
struct csi {
	char mark; /* '<', '?', '>' or 0 */
	char final;
	int param[PARAMS];
	int n;
};

static void set_key(struct input_event *e, uint32_t code, unsigned mods)
{
	e->kind = INPUT_KEY;
	e->key = (struct key){.code = code, .mods = (uint8_t)mods};
}

/* xterm's modifier parameter: 1 + (1 shift, 2 alt, 4 control). */
static unsigned mods_of(int param)
{
	unsigned bits = param > 1 ? (unsigned)param - 1 : 0;
	return (bits & 1 ? MOD_SHIFT : 0) | (bits & 2 ? MOD_ALT : 0) | (bits & 4 ? MOD_CTRL : 0);
}

static uint32_t letter_key(char c)
{
	static const char letters[] = "ABCDHFZPQRS";
	static const uint32_t codes[] = {KEY_UP_,      KEY_DOWN_, KEY_RIGHT_,  KEY_LEFT_,   KEY_HOME_,  KEY_END_,
					 KEY_BACKTAB_, KEY_F1_,   KEY_F1_ + 1, KEY_F1_ + 2, KEY_F1_ + 3};
	const char *at = c ? strchr(letters, c) : NULL;
	return at ? codes[at - letters] : KEY_NONE_;
}

static uint32_t tilde_key(int n)
{
	static const uint32_t low[] = {KEY_NONE_, KEY_HOME_, KEY_INS_,  KEY_DEL_, KEY_END_,
				       KEY_PGUP_, KEY_PGDN_, KEY_HOME_, KEY_END_};
	if (n >= 0 && n < (int)(sizeof low / sizeof *low))
		return low[n];
	if (n >= 11 && n <= 24 && n != 16 && n != 22)
		return (uint32_t)(KEY_F1_ + n - 11 - (n > 16) - (n > 22));
	return KEY_NONE_;
}

/* A character with modifiers, as CSI u and modifyOtherKeys tell it. */
static void set_char(struct input_event *e, int code, unsigned mods)
{
	if (code <= 0 || code >= 0x110000)
		return;
	if (code == 127 || code == 8)
		code = KEY_BACKSPACE_;
	if (code > ' ' && code < 127)
		mods &= ~(unsigned)MOD_SHIFT;
	if (code == '\t' && mods & MOD_SHIFT)
		set_key(e, KEY_BACKTAB_, mods & ~(unsigned)MOD_SHIFT);
	else
		set_key(e, (uint32_t)code, mods);
}

static void set_mouse(struct input_event *e, const struct csi *q)
{
	if (q->n < 3)
		return;
	int b = q->param[0];
	set_key(e, KEY_MOUSE_, (b & 4 ? MOD_SHIFT : 0) | (b & 8 ? MOD_ALT : 0) | (b & 16 ? MOD_CTRL : 0));
	e->key.button = (uint8_t)((b & 3) + 1);
	e->key.x = (int16_t)(q->param[1] - 1);
	e->key.y = (int16_t)(q->param[2] - 1);
	if (b & 64)
		e->key.mouse = b & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
	else if (b & 32)
		e->key.mouse = MOUSE_DRAG;
	else
		e->key.mouse = q->final == 'm' ? MOUSE_RELEASE : MOUSE_PRESS;
	if ((b & 64 && b & 2) || (b & 35) == 35)
		e->kind = INPUT_NOTHING; /* sideways wheel; motion without a button */
}

static void csi_event(const struct csi *q, struct input_event *e)
{
	unsigned mods = mods_of(q->n > 1 ? q->param[1] : 1);
	if (q->mark == '<' && (q->final == 'M' || q->final == 'm'))
		set_mouse(e, q);
	else if (q->mark == '?' && q->final == 'c')
		e->kind = INPUT_DEVICE;
	else if (q->mark)
		return;
	else if (q->final == '~' && (q->param[0] == 200 || q->param[0] == 201))
		e->kind = q->param[0] == 200 ? INPUT_PASTE : INPUT_TYPED;
	else if (q->final == '~' && q->param[0] == 27 && q->n > 2)
		set_char(e, q->param[2], mods);
	else if (q->final == '~' && tilde_key(q->param[0]) != KEY_NONE_)
		set_key(e, tilde_key(q->param[0]), mods);
	else if (q->final == 'u')
		set_char(e, q->param[0], mods);
	else if (letter_key(q->final) != KEY_NONE_)
		set_key(e, letter_key(q->final), mods);
}

/* ESC [ ...: its length, 0 while the final byte is missing. */
static size_t decode_csi(const char *s, size_t n, struct input_event *e)
{
	if (n > 2 && s[2] == '[') { /* the Linux console's F1..F5: ESC [ [ A */
		if (n > 3 && s[3] >= 'A' && s[3] <= 'E')
			set_key(e, (uint32_t)(KEY_F1_ + s[3] - 'A'), 0);
		return n > 3 ? 4 : 0;
	}
	struct csi q = {0};
	size_t i = 2;
	if (i < n && s[i] >= '<' && s[i] <= '?')
		q.mark = s[i++];
	for (; i < n && i < STRING_MAX; i++) {
		if (s[i] >= '0' && s[i] <= '9') {
			q.n = q.n ? q.n : 1;
			int *p = &q.param[q.n - 1];
			*p = *p < 100000 ? *p * 10 + s[i] - '0' : *p;
		} else if (s[i] == ';' || s[i] == ':') {
			q.n = q.n ? q.n : 1;
			q.n += q.n < PARAMS;
		} else if (s[i] < ' ' || s[i] > '~') {
			return i; /* no sequence after all */
		} else if (s[i] >= '@') {
			q.final = s[i];
			csi_event(&q, e);
			return i + 1;
		}
	}
	return i >= STRING_MAX ? i : 0;
}

/* One component of "rgb:RRRR/GGGG/BBBB", of one to four hex digits; steps over it and the slash.  -1: none. */
static int component(const char **p, const char *end)
{
	unsigned v = 0, top = 0;
	for (; *p < end && **p != '/'; (*p)++) {
		const char *hex = "0123456789abcdef";
		const char *at = memchr(hex, **p | 0x20, 16);
		if (!at || top > 0xfff)
			return -1;
		v = v * 16 + (unsigned)(at - hex);
		top = top * 16 + 15;
	}
	*p += *p < end;
	return top ? (int)(v * 255 / top) : -1;
}

static void osc_event(const char *s, size_t n, struct input_event *e)
{
	static const char head[] = "11;rgb";
	const char *end = s + n;
	if (n < sizeof head || memcmp(s, head, sizeof head - 1) != 0)
		return;
	const char *p = memchr(s, ':', n);
	if (!p)
		return;
	p++;
	int r = component(&p, end), g = component(&p, end), b = component(&p, end);
	if (r < 0 || g < 0 || b < 0)
		return;
	e->kind = INPUT_BACKGROUND;
	e->rgb = (uint32_t)r << 16 | (uint32_t)g << 8 | (uint32_t)b;
}

/* ESC ] ... or ESC P ... up to ST or BEL: its length, 0 while the end is missing. */
static size_t decode_string(const char *s, size_t n, struct input_event *e)
{
	for (size_t i = 2; i < n; i++) {
		bool st = s[i] == ESC && i + 1 < n && s[i + 1] == '\\';
		if (s[i] == '\a' || st) {
			if (s[1] == ']')
				osc_event(s + 2, i - 2, e);
			return i + 1 + st;
		}
		if (s[i] == ESC && i + 1 < n)
			return i;
		if (i >= STRING_MAX)
			return i;
	}
	return 0;
}

static size_t utf8_need(unsigned char c)
{
	return c < 0xc2 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 1;
}

static size_t decode_char(const char *s, size_t n, char erase, bool patient, struct input_event *e)
{
	unsigned char c = (unsigned char)*s;
	if (c == 0x7f || *s == erase)
		set_key(e, KEY_BACKSPACE_, 0);
	else if (c == '\r' || c == '\t' || c == ESC)
		set_key(e, c, 0);
	else if (c == 0)
		set_key(e, ' ', MOD_CTRL);
	else if (c < 27)
		set_key(e, c + 'a' - 1u, MOD_CTRL);
	else if (c < ' ')
		set_key(e, c + '@', MOD_CTRL);
	else {
		if (patient && utf8_need(c) > n)
			return 0;
		const char *p = s;
		uint32_t code = utf8_next(&p, s + n);
		set_key(e, code, 0);
		if (code >= 0x80 && code < 0xa0)
			e->kind = INPUT_NOTHING;
		return (size_t)(p - s);
	}
	return 1;
}

static size_t decode_escape(const char *s, size_t n, char erase, bool patient, struct input_event *e)
{
	size_t used = 0;
	if (s[1] == '[') {
		used = decode_csi(s, n, e);
	} else if (s[1] == ']' || s[1] == 'P') {
		used = decode_string(s, n, e);
	} else if (s[1] == 'O') {
		used = n > 2 ? 3 : 0;
		if (n > 2 && letter_key(s[2]) != KEY_NONE_)
			set_key(e, letter_key(s[2]), 0);
		else if (n > 2 && s[2] == 'M')
			set_key(e, '\r', 0);
		else if (n > 2)
			used = 0, patient = false; /* Alt-O, then another key */
	} else if (s[1] == ESC) {
		set_key(e, ESC, 0);
		return 1;
	}
	bool whole_or_more = used || patient || (n > 2 && s[1] != 'O');
	if (strchr("[]PO", s[1]) && whole_or_more)
		return used;
	used = decode_char(s + 1, n - 1, erase, patient, e);
	e->key.mods |= MOD_ALT;
	return used ? used + 1 : 0;
}

size_t input_decode(const char *s, size_t n, char erase, bool patient, struct input_event *out)
{
	*out = (struct input_event){.kind = INPUT_NOTHING};
	if (*s == ESC && n > 1)
		return decode_escape(s, n, erase, patient, out);
	if (*s == ESC && patient)
		return 0;
	return decode_char(s, n, erase, patient, out);
}
