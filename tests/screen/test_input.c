/* Bytes from a terminal: keys, mouse, answers; in pieces, and of any kind.  Colours and the clipboard's sequence. */
#include "tests/test.h"

#include <stdio.h>

#include "screen/clipboard.h"
#include "screen/input.h"

static struct input_event decode(const char *s, size_t n, size_t used)
{
	struct input_event e;
	size_t got = input_decode(s, n, 0x7f, false, &e);
	if (got != used)
		fail_msg("%zu bytes used, not %zu", got, used);
	return e;
}

static void test_keys(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		uint32_t code;
		unsigned mods;
	} keys[] = {
		{"a", 'a', 0},
		{"\x05", 'e', MOD_CTRL},
		{"\n", 'j', MOD_CTRL},
		{"\r", '\r', 0},
		{"\t", '\t', 0},
		{"\033", 27, 0},
		{"\x1f", '_', MOD_CTRL},
		{"\x7f", KEY_BACKSPACE_, 0},
		{"\x08", 'h', MOD_CTRL},
		{"\033x", 'x', MOD_ALT},
		{"\033\x05", 'e', MOD_CTRL | MOD_ALT},
		{"\033[", '[', MOD_ALT},
		{"\033O", 'O', MOD_ALT},
		{"\033]", ']', MOD_ALT},
		{"é", 0xe9, 0},
		{"\033é", 0xe9, MOD_ALT},
		{"😀", 0x1f600, 0},
		{"\033[A", KEY_UP_, 0},
		{"\033OA", KEY_UP_, 0},
		{"\033[1;2B", KEY_DOWN_, MOD_SHIFT},
		{"\033[1;8D", KEY_LEFT_, MOD_SHIFT | MOD_ALT | MOD_CTRL},
		{"\033[H", KEY_HOME_, 0},
		{"\033[1~", KEY_HOME_, 0},
		{"\033[7~", KEY_HOME_, 0},
		{"\033[F", KEY_END_, 0},
		{"\033[5~", KEY_PGUP_, 0},
		{"\033[6;5~", KEY_PGDN_, MOD_CTRL},
		{"\033[2~", KEY_INS_, 0},
		{"\033[3~", KEY_DEL_, 0},
		{"\033[Z", KEY_BACKTAB_, 0},
		{"\033OP", KEY_F1_, 0},
		{"\033[11~", KEY_F1_, 0},
		{"\033[[A", KEY_F1_, 0},
		{"\033[15~", KEY_F1_ + 4, 0},
		{"\033[17~", KEY_F1_ + 5, 0},
		{"\033[21~", KEY_F1_ + 9, 0},
		{"\033[23~", KEY_F1_ + 10, 0},
		{"\033[24~", KEY_F1_ + 11, 0},
		{"\033[27;5;59~", ';', MOD_CTRL},
		{"\033[97;5u", 'a', MOD_CTRL},
		{"\033[9;2u", KEY_BACKTAB_, 0},
	};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		size_t n = strlen(keys[i].bytes);
		struct input_event e = decode(keys[i].bytes, n, n);
		if (e.kind != INPUT_KEY || e.key.code != keys[i].code || e.key.mods != keys[i].mods)
			fail_msg("%zu: %x with %u", i, e.key.code, e.key.mods);
	}
}

static void test_mouse(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		unsigned kind, button;
		int x, y;
	} events[] = {
		{"\033[<0;12;5M", MOUSE_PRESS, 1, 11, 4},     {"\033[<2;1;1m", MOUSE_RELEASE, 3, 0, 0},
		{"\033[<32;300;90M", MOUSE_DRAG, 1, 299, 89}, {"\033[<64;1;1M", MOUSE_WHEEL_UP, 1, 0, 0},
		{"\033[<65;1;1M", MOUSE_WHEEL_DOWN, 2, 0, 0},
	};
	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		struct input_event e = decode(events[i].bytes, strlen(events[i].bytes), strlen(events[i].bytes));
		assert_int_equal(e.kind, INPUT_KEY);
		assert_int_equal(e.key.code, KEY_MOUSE_);
		assert_int_equal(e.key.mouse, events[i].kind);
		assert_int_equal(e.key.button, events[i].button);
		assert_int_equal(e.key.x, events[i].x);
		assert_int_equal(e.key.y, events[i].y);
	}
	assert_int_equal(decode("\033[<35;1;1M", 10, 10).kind, INPUT_NOTHING);
}

static void test_answers(void **state)
{
	(void)state;
	struct input_event e = decode("\033]11;rgb:1e1e/20ff/ffff\033\\", 25, 25);
	assert_int_equal(e.kind, INPUT_BACKGROUND);
	assert_int_equal(e.rgb, 0x1e20ff);
	e = decode("\033]11;rgba:ff/00/80/ff\a", 22, 22);
	assert_int_equal(e.rgb, 0xff0080);
	assert_int_equal(decode("\033]11;rgb:x/y/z\a", 15, 15).kind, INPUT_NOTHING);
	assert_int_equal(decode("\033]52;c;aGk=\a", 12, 12).kind, INPUT_NOTHING);
	assert_int_equal(decode("\033[?62;22c", 9, 9).kind, INPUT_DEVICE);
	assert_int_equal(decode("\033[200~q", 7, 6).kind, INPUT_PASTE);
	assert_int_equal(decode("\033[201~q", 7, 6).kind, INPUT_TYPED);
	assert_int_equal(decode("\033P1$r0m\033\\x", 10, 9).kind, INPUT_NOTHING);
}

/* A sequence that comes byte by byte is the same key; while it is not whole nothing is told. */
static void test_in_pieces(void **state)
{
	(void)state;
	static const char *const whole[] = {
		"\033[1;5A", "\033OP", "é", "😀", "\033[<0;12;5M", "\033]11;rgb:00/00/00\033\\", "\033x"};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		size_t len = strlen(whole[i]);
		struct input_event e;
		for (size_t n = 1; n < len; n++)
			assert_int_equal(input_decode(whole[i], n, 0x7f, true, &e), 0);
		assert_int_equal(input_decode(whole[i], len, 0x7f, true, &e), len);
		assert_int_not_equal(e.kind, INPUT_NOTHING);
	}
}

/* Any bytes are used up in the end, none is read twice, and no code point is out of range. */
static void test_noise(void **state)
{
	(void)state;
	uint32_t seed = 7;
	for (int round = 0; round < 20000; round++) {
		char s[40];
		size_t at = 0;
		for (size_t i = 0; i < sizeof s; i++) {
			seed = seed * 1664525u + 1013904223u;
			unsigned r = seed >> 24;
			s[i] = r < 60 ? '\033' : r < 100 ? "[]O;<?0Pm~"[r % 10] : (char)r;
		}
		while (at < sizeof s) {
			struct input_event e;
			size_t used = input_decode(s + at, sizeof s - at, 0x7f, false, &e);
			assert_true(used <= sizeof s - at);
			if (!used)
				break; /* an answer that is not whole */
			if (e.kind == INPUT_KEY)
				assert_true(e.key.code <= KEY_EOF_);
			at += used;
		}
	}
}

static void test_clipboard(void **state)
{
	(void)state;
	static const struct {
		const char *text, *base64;
	} known[] = {{"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
		     {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"\xff\xfe\xfd", "//79"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct buf have = {0};
		char want[64];
		clipboard_sequence(&have, known[i].text, strlen(known[i].text));
		snprintf(want, sizeof want, "\033]52;c;%s\033\\", known[i].base64);
		assert_string_equal(have.bytes, want);
		buf_release(&have);
	}
}

static void test_nearest(void **state)
{
	(void)state;
	for (int i = 16; i < 256; i++) {
		int have = color_nearest(COLOR_RGB(color_index_rgb((unsigned)i)), 256);
		assert_int_equal(color_index_rgb((unsigned)have), color_index_rgb((unsigned)i));
		assert_int_equal(color_nearest(COLOR_INDEX(i), 256), i);
	}
	assert_int_equal(color_nearest(COLOR_RGB(0xfe0102), 16), 9);
	assert_int_equal(color_nearest(COLOR_RGB(0xc01010), 8), 1);
	assert_int_equal(color_nearest(COLOR_RGB(0x000000), 8), 0);
	assert_int_equal(color_nearest(COLOR_INDEX(9), 8), 1);
	assert_int_equal(color_nearest(COLOR_INDEX(196), 16), 9);
	assert_int_equal(color_nearest(COLOR_RGB(0x123456), 1 << 24), 0x123456);
	assert_int_equal(color_nearest(COLOR_INDEX(3), 1 << 24), 3);
	assert_int_equal(color_nearest(COLOR_INDEX(196), 1 << 24), 0xff0000);
}

/* The pairs of WCAG 2.1's own text: black on white 21, and #777777 just under 4.5. */
static void test_contrast(void **state)
{
	(void)state;
	assert_true(color_contrast(0, 0xffffff) > 20.99 && color_contrast(0xffffff, 0) < 21.01);
	assert_true(color_contrast(0x777777, 0xffffff) < 4.5 && color_contrast(0x767676, 0xffffff) > 4.5);
	assert_true(color_contrast(0x123456, 0x123456) == 1.0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),      cmocka_unit_test(test_mouse),    cmocka_unit_test(test_answers),
		cmocka_unit_test(test_in_pieces), cmocka_unit_test(test_noise),    cmocka_unit_test(test_clipboard),
		cmocka_unit_test(test_nearest),   cmocka_unit_test(test_contrast),
	};
	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
