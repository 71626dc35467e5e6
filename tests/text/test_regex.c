/* A reader's pattern: what it finds, what it is told, and that no pattern hangs the reader. */
#include "test.h"

#include "text/regex.h"

static struct regex *compiled(const char *pattern)
{
	struct regex *re;
	struct pq_error e;
	assert_int_equal(regex_new(pattern, &re, &e), PQ_OK);
	return re;
}

/* The matches of PATTERN in TEXT as "[...][...]". */
static void assert_finds(const char *pattern, const char *text, const char *want)
{
	struct regex *re = compiled(pattern);
	struct pq_span m;
	char got[200] = "";
	size_t from = 0, n = 0, len = strlen(text);
	int found;
	while ((found = regex_find(re, text, from, len, &m)) == 1) {
		got[n++] = '[';
		memcpy(got + n, text + m.start, m.end - m.start);
		n += m.end - m.start;
		got[n++] = ']';
		from = m.end;
	}
	got[n] = '\0';
	assert_int_equal(found, 0);
	assert_string_equal(got, want);
	regex_free(re);
}

static void finds_in_order(void **state)
{
	(void)state;
	assert_finds("said", "He said; she SAID.", "[said][SAID]");
	assert_finds("Said", "He said; she Said.", "[Said]");
	assert_finds("\\Said", "xaid SAID", "[xaid][SAID]");
	assert_finds("\\p{Lu}\\w+", "Rosa met \xc3\x89ric", "[Rosa][\xc3\x89ric]");
	assert_finds("\xc3\xa9t\xc3\xa9", "\xc3\x89T\xc3\x89", "[\xc3\x89T\xc3\x89]");
	assert_finds("x*", "axxbx", "[xx][x]");
	assert_finds("^b", "a\nb", "[b]");
	assert_finds("nothing", "something", "");
}

static void looks_behind_the_start(void **state)
{
	(void)state;
	struct regex *re = compiled("(?<=a)b");
	struct pq_span m;
	assert_int_equal(regex_find(re, "ab", 1, 2, &m), 1);
	assert_int_equal(m.start, 1);
	assert_int_equal(regex_find(re, "ab", 1, 1, &m), 0);
	regex_free(re);
}

static void bad_patterns_say_where(void **state)
{
	(void)state;
	static const char *const bad[] = {"(", "a[", "*", "\\", "a\\C", "(?<n", "\xff"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct regex *re = (struct regex *)state;
		struct pq_error e = {0};
		assert_int_equal(regex_new(bad[i], &re, &e), PQ_EINVAL);
		assert_null(re);
		assert_non_null(strstr(e.message, "at character "));
	}
	struct regex *re;
	struct pq_error e;
	assert_int_equal(regex_new("\xc3\xa9\xc3\xa9(", &re, &e), PQ_EINVAL);
	assert_non_null(strstr(e.message, "at character 4"));
	regex_free(NULL);
}

/* One attempt is stopped by the match limit: an answer, not a hang. */
static void one_endless_attempt_is_too_complex(void **state)
{
	(void)state;
	enum { LEN = 100000 };
	struct pq_span m;
	char *text = malloc(LEN);
	for (int i = 0; i < LEN; i++)
		text[i] = "ab"[i & 1];
	struct regex *re = compiled("(a|b)*[XY]");
	assert_int_equal(regex_find(re, text, 0, LEN, &m), PQ_EINVAL);
	regex_free(re);
	free(text);
}

/* The match limit starts again at every offset, so many attempts below it are stopped by the clock alone: 4 MB of runs
 * of 2,000 letters are some 10^10 steps, which no machine takes in 250 ms. */
static void many_attempts_spend_the_budget(void **state)
{
	(void)state;
	enum { LEN = 4000000 };
	struct pq_span m;
	char *text = malloc(LEN);
	for (int i = 0; i < LEN; i++)
		text[i] = i % 2000 == 1999 ? '\n' : "ab"[i & 1];
	struct regex *re = compiled("(a|b)*[XY]");
	assert_int_equal(regex_find(re, text, 0, LEN, &m), PQ_EINTERRUPTED);
	/* What is spent stays spent until the next start. */
	assert_int_equal(regex_find(re, "aX", 0, 2, &m), PQ_EINTERRUPTED);
	regex_start(re);
	assert_int_equal(regex_find(re, "aX", 0, 2, &m), 1);
	regex_free(re);
	free(text);
}

static void memory_may_run_out(void **state)
{
	(void)state;
	test_each_allocation(m)
	{
		struct regex *re;
		struct pq_error e = {0};
		enum pq_status status = regex_new("(one|two)+ (?<x>three)", &re, &e);
		assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
		assert_int_equal(re == NULL, m.refused);
		regex_free(re);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_in_order),
		cmocka_unit_test(looks_behind_the_start),
		cmocka_unit_test(bad_patterns_say_where),
		cmocka_unit_test(one_endless_attempt_is_too_complex),
		cmocka_unit_test(many_attempts_spend_the_budget),
		cmocka_unit_test(memory_may_run_out),
	};
	return cmocka_run_group_tests_name("text/regex", tests, NULL, NULL);
}
