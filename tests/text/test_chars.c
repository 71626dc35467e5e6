/* Classes of characters and folding for comparison. */
#include "test.h"

#include "text/chars.h"

static void classes(void **state)
{
	(void)state;
	assert_true(char_is_letter('z') && char_is_letter(0xe9) && char_is_letter(0x4f60) && char_is_letter(0x5d0));
	assert_false(char_is_letter('1') || char_is_letter('_') || char_is_letter('[') || char_is_letter(0x301));
	assert_true(char_is_digit('0') && char_is_digit(0x0663));
	assert_false(char_is_digit('a') || char_is_digit(0xb2));
	assert_true(char_is_upper('A') && char_is_upper(0xc9) && char_is_upper(0x1c5) && char_is_upper(0x416));
	assert_false(char_is_upper('a') || char_is_upper('@') || char_is_upper('['));
	assert_true(char_is_lower('a') && char_is_lower(0xdf));
	assert_false(char_is_lower('A') || char_is_lower('{') || char_is_lower('`'));
	assert_true(char_is_space(' ') && char_is_space('\t') && char_is_space('\n') && char_is_space(0xa0) &&
		    char_is_space(0x3000));
	assert_false(char_is_space('x') || char_is_space(0x200b) || char_is_space(0));
	assert_int_equal(char_lower('Q'), 'q');
	assert_int_equal(char_lower('['), '[');
	assert_int_equal(char_lower(0xc9), 0xe9);
}

/* safety.md, promise 1: what must not reach a terminal raw. */
static void controls_and_invisibles(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x300; c++)
		assert_int_equal(char_is_control(c), (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0));
	static const uint32_t invisible[][2] = {{0x61c, 0x61c},   {0x180e, 0x180e},   {0x200b, 0x200f},
						{0x2028, 0x202e}, {0x2060, 0x206f},   {0xfe00, 0xfe0f},
						{0xfeff, 0xfeff}, {0xfff9, 0xfffb},   {0xfffe, 0xffff},
						{0x3164, 0x3164}, {0xe0000, 0xe01ef}, {0x10fffe, 0x10ffff}};
	for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
		for (uint32_t c = invisible[i][0]; c <= invisible[i][1]; c++)
			assert_true(char_is_invisible(c));
	static const uint32_t visible[] = {'a',    ' ',    0xa0,   0xad,   0x301,   0x2010,
					   0x2014, 0x201c, 0x4f60, 0xfffd, 0x1f600, 0xe000};
	for (size_t i = 0; i < sizeof visible / sizeof *visible; i++)
		assert_false(char_is_invisible(visible[i]));
}

static void folds_names(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"Jean-Luc", "jean luc"},
		{"JEAN\xe2\x80\x91"
		 "LUC",
		 "jean luc"},
		{"Jean  \n Luc ", "jean luc"},
		{"Jean \xe2\x80\x94 Luc", "jean luc"},
		{"O\xe2\x80\x99"
		 "Brien",
		 "o'brien"},
		{"O\xca\xbc"
		 "Brien",
		 "o'brien"},
		{"Caf\xc3\xa9", "cafe"},
		{"Cafe\xcc\x81", "cafe"},
		{"STRA\xc3\x9f"
		 "E",
		 "strasse"},
		{"\xef\xac\x81"
		 "nal",
		 "final"},
		{"\xce\x9f\xce\x94\xce\x9f\xce\xa3", "\xce\xbf\xce\xb4\xce\xbf\xcf\x83"},
		{"\xce\xbf\xce\xb4\xce\xbf\xcf\x82", "\xce\xbf\xce\xb4\xce\xbf\xcf\x83"},
		{"Na\xc2\xad"
		 "me\xe2\x80\x8b",
		 "name"},
		{"\xef\xbc\xb5\xef\xbc\xb3", "us"},
		{"U.S.", "u.s."},
		{" - ", ""},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		buf_str(&b, ">");
		text_fold(&b, rows[i].in, strlen(rows[i].in));
		assert_string_equal(b.bytes + 1, rows[i].out);
		buf_release(&b);
	}
}

static void lowers_text(void **state)
{
	(void)state;
	struct buf b = {0};
	const char *in = "She SAID \xc3\x89T\xc3\x89 - No.";
	text_lower(&b, in, strlen(in));
	assert_string_equal(b.bytes, "she said \xc3\xa9t\xc3\xa9 - no.");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes),
		cmocka_unit_test(controls_and_invisibles),
		cmocka_unit_test(folds_names),
		cmocka_unit_test(lowers_text),
	};
	return cmocka_run_group_tests_name("text/chars", tests, NULL, NULL);
}
