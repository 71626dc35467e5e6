/* Messages that reach a terminal: no control, no ill-formed byte, no character cut in half. */
#include "test.h"

#include <stdio.h>

#include "base/error.h"

static void fills_what_is_given(void **state)
{
	(void)state;
	struct pq_error e = {0};
	assert_int_equal(error_set(NULL, PQ_EIO, "nobody %s", "listens"), PQ_EIO);
	assert_int_equal(error_at(&e, PQ_EINVAL, 12, "no option '%s'", "widht"), PQ_EINVAL);
	assert_int_equal(e.status, PQ_EINVAL);
	assert_int_equal(e.line, 12);
	assert_string_equal(e.message, "no option 'widht'");
	assert_int_equal(error_nomem(&e), PQ_ENOMEM);
	assert_int_equal(e.line, 0);
	assert_true(e.message[0] != '\0');
}

static void lets_no_control_out(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"a\033]0;t\007b", "a?]0;t?b"},
		{"a\nb\tc\177", "a?b?c?"},
		{"x\xc2\x9b"
		 "31m",
		 "x?31m"},
		{"x\x9b"
		 "31m",
		 "x?31m"},
		{"\xc3\xa9t\xc3\xa9", "\xc3\xa9t\xc3\xa9"},
		{"a\xe2\x80\xae"
		 "b\xe2\x81\xa6"
		 "c\xd8\x9c",
		 "a?b?c?"},
		{"a\xe2\x80\x8b", "a?"},
		{"\xe2\x80\x9cq\xe2\x80\x9d", "\xe2\x80\x9cq\xe2\x80\x9d"},
		{"\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82", "???????????"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pq_error e;
		error_set(&e, PQ_EIO, "%s", rows[i].in);
		assert_string_equal(e.message, rows[i].out);
	}
}

static void cuts_at_a_character(void **state)
{
	(void)state;
	for (size_t lead = 0; lead < 4; lead++) {
		char text[600] = "";
		memset(text, 'x', lead);
		for (size_t at = lead; at < 500; at += 3)
			memcpy(text + at, "\xe2\x82\xac", 4);
		struct pq_error e;
		error_set(&e, PQ_EIO, "%s", text);
		size_t len = strlen(e.message);
		assert_in_range(len, sizeof e.message - 5, sizeof e.message - 1);
		assert_int_equal((len - lead) % 3, 0);
		assert_memory_equal(e.message, text, len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_what_is_given),
		cmocka_unit_test(lets_no_control_out),
		cmocka_unit_test(cuts_at_a_character),
	};
	return cmocka_run_group_tests_name("base/error", tests, NULL, NULL);
}
