/* test_find.c - which part of a page is its article, however its maker calls things. */
#include <stdio.h>

#include "html/read.h"

#define THREE "<p>" LONG_ONE "</p><p>" LONG_TWO "</p><p>" LONG_ONE "</p>"

static void expect_text(const char *page, const char *has_not)
{
	struct read r = read_page(page);
	assert_true(has(&r, LONG_ONE));
	assert_true(has(&r, LONG_TWO));
	assert_false(has_not && has(&r, has_not));
	assert_int_equal(r.doc.n_notices, 0);
	mem_free(r.blob.bytes);
}

/* Builders of pages call everything a widget; then it says nothing. */
static void what_everything_is_called_means_nothing(void **state)
{
	(void)state;
	expect_text("<h1>Ferry sinks</h1><div class='b-widget b-widget-nav'><ul><li><a href=/>Home</a></ul></div>"
		    "<div class='b-widget'><p>" LONG_ONE "</p></div><div class='b-widget'><p>" LONG_TWO "</p></div>"
		    "<div class='b-widget'><p>" LONG_ONE "</p></div>",
		    "Home");
	/* In a page that is not built of them it does. */
	expect_text("<h1>Ferry sinks</h1><article>" THREE "</article><div class=widget><p>Widget. " LONG_TWO
		    "</p></div>",
		    "Widget");
}

static void names_that_leave_no_article_are_not_believed(void **state)
{
	(void)state;
	expect_text("<h1>Ferry sinks</h1><article class='post paywall-on'>" THREE "</article>"
		    "<div id=comments><p>First! " LONG_TWO "</p><p>Second! " LONG_TWO "</p><p>Third! " LONG_TWO
		    "</p><p>Fourth! " LONG_TWO "</p></div>",
		    "First!");
	/* What asks for consent is no article, though it says more than anything else. */
	struct read r = read_page("<h1>Ferry sinks</h1><p>Loading</p><div class=cookie-box><p>" LONG_ONE
				  "</p></div><div class=cookie-more>" THREE "</div>");
	assert_int_equal(r.doc.n_notices, 1);
	mem_free(r.blob.bytes);
}

static void posts_of_a_forum_are_its_text(void **state)
{
	(void)state;
	expect_text("<h1>Ferry sinks</h1><div class=comment><p>" LONG_ONE "</p></div><div class=comment><p>" LONG_TWO
		    "</p></div>",
		    NULL);
}

static void what_is_there_without_scripts_is_shown_where_nothing_else_is(void **state)
{
	(void)state;
	static const char head[] = "<h1>Ferry sinks</h1><div id=app></div>", text[] = "<noscript>" THREE "</noscript>";
	char page[2048];
	snprintf(page, sizeof page, "%s%s", head, text);
	expect_text(page, NULL);
	snprintf(page, sizeof page, "%s<article>%s</article><noscript><p>No scripts. %s</p></noscript>", head, THREE,
		 LONG_TWO);
	expect_text(page, "No scripts");
	/* One that does not end hides nothing; what stands in it breaks no paragraph. */
	expect_text("<h1>Ferry sinks</h1><noscript><article>" THREE "</article>", NULL);
	expect_text("<h1>Ferry sinks</h1><article><p>" LONG_ONE "<noscript><div>no</div><p>no</noscript></p>" THREE
		    "</article>",
		    "no</");
	struct read r = read_page("<title>Tide tables</title><div id=app></div><noscript>You need to enable JavaScript "
				  "to run this app.</noscript>");
	assert_int_equal(r.doc.n_notices, 1);
	assert_true(memmem(r.doc.strings, r.doc.strings_len, "a script would build it", 23));
	mem_free(r.blob.bytes);
}

/* A button ends where its end tag stands, or with what it stands in. */
static void an_open_button_is_closed(void **state)
{
	(void)state;
	expect_text("<h1>Ferry sinks</h1><button><div>Menu</button><article>" THREE "</article>", "Menu");
	expect_text("<h1>Ferry sinks</h1><div><button>Menu</div><article>" THREE "</article>", "Menu");
	expect_text("<h1>Ferry sinks</h1><div><button>Menu<button>More</button></div><article>" THREE "</article>",
		    "Menu");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_everything_is_called_means_nothing),
		cmocka_unit_test(names_that_leave_no_article_are_not_believed),
		cmocka_unit_test(posts_of_a_forum_are_its_text),
		cmocka_unit_test(what_is_there_without_scripts_is_shown_where_nothing_else_is),
		cmocka_unit_test(an_open_button_is_closed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
