/* The allow-list of character sets: found by label, none twice, none that hides text. */
#include "test.h"

#include <stdio.h>

#include "text/charset.h"

static void labels_are_folded(void **state)
{
	(void)state;
	const struct {
		const char *label, *name;
	} rows[] = {{"UTF8", "UTF-8"},
		    {"latin1", "windows-1252"},
		    {"us-ascii", "windows-1252"},
		    {"cp1251", "windows-1251"},
		    {"SJIS", "Shift_JIS"},
		    {"gb2312", "gb18030"},
		    {"ks_c_5601-1987", "EUC-KR"},
		    {"utf-7", NULL},
		    {"ibm037", NULL},
		    {"", NULL},
		    {"8859", NULL},
		    {"utf-8 utf-16", NULL},
		    {"csiso2022kr", NULL},
		    {" Latin1 ", "windows-1252"},
		    {"a label that is far longer than any label of any character set can be", NULL},
		    {NULL, NULL}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct charset *set = charset_find(rows[i].label);
		if (rows[i].name)
			assert_string_equal(set->name, rows[i].name);
		else
			assert_null(set);
	}
}

/* No label belongs to two sets, and every set is found by its own name. */
static void the_list_is_sound(void **state)
{
	(void)state;
	const struct charset *set;
	for (unsigned i = 0; (set = charset_at(i)); i++) {
		assert_ptr_equal(charset_find(set->name), set);
		assert_true(set->script[0] && set->iconv[0]);
		char label[64];
		for (const char *p = set->labels + 1; *p; p += strlen(label) + 1) {
			snprintf(label, sizeof label, "%.*s", (int)strcspn(p, " "), p);
			assert_ptr_equal(charset_find(label), set);
		}
	}
	assert_string_equal(charset_at(0)->name, "UTF-8");
	assert_null(charset_at(1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_are_folded),
		cmocka_unit_test(the_list_is_sound),
	};
	return cmocka_run_group_tests_name("text/charset", tests, NULL, NULL);
}
