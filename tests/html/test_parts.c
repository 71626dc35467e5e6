/* test_parts.c - the small parts of reading a page: dates, links, credits. */
#include "test.h"

#include "base/buf.h"
#include "html/facts.h"
#include "html/url.h"

static void dates_are_read(void **state)
{
	(void)state;
	const struct {
		const char *in, *out;
	} rows[] = {
		{"2019-11-19", "2019-11-19"},
		{"2019-11-19T08:09:10Z", "2019-11-19T08:09:10Z"},
		{"2019-11-19 08:09", "2019-11-19T08:09:00"},
		{"2019-11-19T08:09:10.123-0500", "2019-11-19T08:09:10-05:00"},
		{"20191119", "2019-11-19"},
		{"2019/11/19", "2019-11-19"},
		{"Tue, 19 Nov 2019 08:09:10 GMT", "2019-11-19T08:09:10"},
		{"November 19, 2019", "2019-11-19"},
		{"Updated 8:09 am, Nov. 9, 2019", "2019-11-09"},
		{"19. M\xc3\xa4rz 2018", "2018-03-19"},
		{"11/19/2019", "2019-11-19"},
		{"19/11/2019", "2019-11-19"},
		{"9.11.2019", "2019-11-09"},
		{"1574150950", "2019-11-19T08:09:10Z"},
		{"1574150950000", "2019-11-19T08:09:10Z"},
		{"951782400", NULL},
		{"2019-13-19", NULL},
		{"19 2019", NULL},
		{"no date", NULL},
		{"", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[40] = "";
		assert_int_equal(date_parse(rows[i].in, strlen(rows[i].in), out), rows[i].out != NULL);
		if (rows[i].out)
			assert_string_equal(out, rows[i].out);
	}
}

static void links_are_resolved(void **state)
{
	(void)state;
	/* Examples of RFC 3986, section 5.4, with their base. */
	static const char base[] = "http://a/b/c/d;p?q";
	const struct {
		const char *href, *out;
	} rows[] = {
		{"g", "http://a/b/c/g"},
		{"./g", "http://a/b/c/g"},
		{"g/", "http://a/b/c/g/"},
		{"/g", "http://a/g"},
		{"//g", "http://g"},
		{"g?y", "http://a/b/c/g?y"},
		{"g#s", "http://a/b/c/g#s"},
		{";x", "http://a/b/c/;x"},
		{"..", "http://a/b/"},
		{"../g", "http://a/b/g"},
		{"../..", "http://a/"},
		{"../../g", "http://a/g"},
		{"../../../g", "http://a/g"},
		{"/./g", "http://a/g"},
		{"/../g", "http://a/g"},
		{"#s", "#s"},
		{"HTTPS://X/y z", "HTTPS://X/y%20z"},
		{"ftp://x/", NULL},
		{"javascript:1", NULL},
		{"", NULL},
		{"  http://x/\"<>  ", "http://x/%22%3C%3E"},
		{"http:", NULL},
		{"#", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		bool ok = url_resolve(base, rows[i].href, strlen(rows[i].href), &b);
		assert_int_equal(ok, rows[i].out != NULL);
		if (ok)
			assert_string_equal(b.bytes, rows[i].out);
		buf_release(&b);
	}
	struct buf b = {0};
	assert_false(url_resolve(NULL, "g", 1, &b));
	assert_true(url_resolve(NULL, "https://x/g", 11, &b));
	buf_release(&b);
}

static void join(void *user, const char *name, size_t len)
{
	struct buf *b = user;
	buf_str(b, b->len ? "|" : "");
	buf_add(b, name, len);
}

static void credits_are_names(void **state)
{
	(void)state;
	const struct {
		const char *in, *out;
	} rows[] = {
		{"By Ada Lind", "Ada Lind"},
		{"by Ada Lind and Per Ek", "Ada Lind|Per Ek"},
		{"Ada Lind, Per Ek & Bo Rask", "Ada Lind|Per Ek|Bo Rask"},
		{"Ada Lind, Staff Writer", "Ada Lind"},
		{"Written by Per Ek, Jr.", "Per Ek, Jr"},
		{"Par Ada Lind et Per Ek", "Ada Lind|Per Ek"},
		{"Ada Lind y Per Ek", "Ada Lind|Per Ek"},
		{"I've met hundreds of gardeners, and built hundreds of gardens", ""},
		{"Ada de la Cruz, Sat", "Ada de la Cruz"},
		{"a@b.example", ""},
		{"admin", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		credit_names(rows[i].in, strlen(rows[i].in), join, &b);
		assert_string_equal(b.bytes ? b.bytes : "", rows[i].out);
		buf_release(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read),
		cmocka_unit_test(links_are_resolved),
		cmocka_unit_test(credits_are_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
