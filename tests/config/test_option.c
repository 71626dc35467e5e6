/* Options: the table, setting, showing, the rc file. */
#include "tests/test.h"

#include "config/option.h"

static void test_defaults_set_and_show(void **state)
{
	(void)state;
	struct pq_config c;
	config_init(&c);
	for (int o = 0; o < OPT_COUNT; o++) {
		const struct option_row *row = option_row((enum option)o);
		struct buf shown = {0};
		struct pq_error error = {0};
		assert_true(*row->name && *row->help);
		config_show(&c, (enum option)o, &shown);
		assert_string_equal(shown.bytes, row->value);
		if (config_set(&c, row->name, row->value, &error) != PQ_OK)
			fail_msg("%s", error.message);
		buf_release(&shown);
	}
	assert_int_equal(c.value[OPT_WIDTH], 80);
	assert_int_equal(c.value[OPT_MAP], 1);
	assert_int_equal(c.value[OPT_MOUSE], 0);
	assert_string_equal(c.text[OPT_THEME], "auto");
}

/* The numbers of choices are the enumerators'. */
static void test_choices(void **state)
{
	(void)state;
	struct pq_config c;
	struct pq_error error;
	config_init(&c);
	assert_int_equal(config_set(&c, "gutter", "off", &error), PQ_OK);
	assert_int_equal(c.value[OPT_GUTTER], GUTTER_OFF);
	assert_int_equal(config_set(&c, "panes", "tabbed", &error), PQ_OK);
	assert_int_equal(c.value[OPT_PANES], PANES_TABBED);
	assert_int_equal(config_set(&c, "highlight", "none", &error), PQ_OK);
	assert_int_equal(c.value[OPT_HIGHLIGHT], HIGHLIGHT_NONE);
	assert_int_equal(config_set(&c, "furniture", "hide", &error), PQ_OK);
	assert_int_equal(c.value[OPT_FURNITURE], FURNITURE_HIDE);
	assert_int_equal(config_set(&c, "quotes", "direct", &error), PQ_OK);
	assert_int_equal(c.value[OPT_QUOTES], QUOTES_DIRECT);
}

static void test_assignments(void **state)
{
	(void)state;
	struct pq_config c;
	struct pq_error error;
	config_init(&c);
	assert_int_equal(config_assign(&c, "width=66", &error), PQ_OK);
	assert_int_equal(c.value[OPT_WIDTH], 66);
	assert_int_equal(config_assign(&c, "  width  70 ", &error), PQ_OK);
	assert_int_equal(c.value[OPT_WIDTH], 70);
	assert_int_equal(config_assign(&c, "nomap", &error), PQ_OK);
	assert_int_equal(c.value[OPT_MAP], 0);
	assert_int_equal(config_assign(&c, "map", &error), PQ_OK);
	assert_int_equal(c.value[OPT_MAP], 1);
	assert_int_equal(config_assign(&c, "map = off", &error), PQ_OK);
	assert_int_equal(c.value[OPT_MAP], 0);
	assert_int_equal(config_assign(&c, "theme=gruvbox", &error), PQ_OK);
	assert_string_equal(c.text[OPT_THEME], "gruvbox");
}

static void test_errors(void **state)
{
	(void)state;
	static const struct {
		const char *assignment, *says;
	} bad[] = {
		{"widht=80", "there is no option widht; did you mean width?"},
		{"width=19", "width takes 20..400, not 19"},
		{"width=80x", "width takes 20..400"},
		{"width", "width takes 20..400"},
		{"map=perhaps", "map takes on|off, not perhaps"},
		{"highlight=loud", "highlight takes calm|all|none, not loud"},
		{"theme=", "theme takes TEXT"},
		{"", "there is no option"},
		{"theme=0123456789012345678901234567890123456789012345678901234567890123456789", "theme takes TEXT"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct pq_config c;
		struct pq_error error = {0};
		config_init(&c);
		assert_int_equal(config_assign(&c, bad[i].assignment, &error), PQ_EINVAL);
		if (!strstr(error.message, bad[i].says))
			fail_msg("%s: %s", bad[i].assignment, error.message);
	}
}

static void test_rc_file(void **state)
{
	(void)state;
	struct pq_config c;
	struct pq_error error = {0};
	config_init(&c);
	static const char good[] =
		"# rc\nset width 72   # narrow\nset nohints\nset theme=\"light\"\nset gutter = initials\n";
	if (config_parse(&c, "rc", good, sizeof good - 1, &error) != PQ_OK)
		fail_msg("%s", error.message);
	assert_int_equal(c.value[OPT_WIDTH], 72);
	assert_int_equal(c.value[OPT_HINTS], 0);
	assert_int_equal(c.value[OPT_GUTTER], GUTTER_INITIALS);
	assert_string_equal(c.text[OPT_THEME], "light");
	static const char bad[] = "set width 90\nsett map\nset width 100\n";
	assert_int_equal(config_parse(&c, "rc", bad, sizeof bad - 1, &error), PQ_EINVAL);
	assert_non_null(strstr(error.message, "rc:2: sett"));
	assert_int_equal(c.value[OPT_WIDTH], 90);
	assert_int_equal(config_parse(&c, "rc", "set\n", 4, &error), PQ_EINVAL);
	assert_int_equal(config_parse(&c, "rc", "set width 1\n", 12, &error), PQ_EINVAL);
	assert_non_null(strstr(error.message, "rc:1: width takes 20..400, not 1"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults_set_and_show),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_assignments),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_rc_file),
	};
	return cmocka_run_group_tests_name("option", tests, NULL, NULL);
}
