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
	/* Nor are they where they leave a small part of it. */
	expect_text(
		"<h1>Ferry sinks</h1><div><p>The ferry went down at its berth on Monday night, with nobody on board, "
		"the port says.</p></div><div class=gallery>" THREE THREE THREE "</div>",
		NULL);
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

/* Only what is called hidden and nothing else is, unless it can be unfolded. */
static void what_can_be_seen_is_shown(void **state)
{
	(void)state;
	static const char *const shown[] = {"class='hidden-xs'",
					    "class='overflow-hidden'",
					    "class='field-label-visually_hidden'",
					    "class='accordion-body' hidden",
					    "role=tabpanel hidden",
					    "id='S:2' hidden"},
				 *const hidden[] = {"class=hidden", "class='box is-hidden'", "class=sr-only",
						    "hidden",       "aria-hidden=true",      "style='display:none'"};
	char page[2048];
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		snprintf(page, sizeof page,
			 "<h1>Ferry sinks</h1><div><p>" LONG_ONE "</p><div %s><p>" LONG_TWO "</p></div></div>",
			 shown[i]);
		expect_text(page, NULL);
	}
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		snprintf(page, sizeof page,
			 "<h1>Ferry sinks</h1><div>" THREE "<div %s><p>Secret. " LONG_TWO "</p></div></div>",
			 hidden[i]);
		expect_text(page, "Secret");
	}
}

/* Scripts that part sentences with other marks, or clauses with spaces. */
static void text_in_other_scripts_is_text(void **state)
{
	(void)state;
	static const char *const clauses[] = {"\u0e40\u0e23\u0e37\u0e2d\u0e02\u0e49\u0e32\u0e21\u0e1f\u0e32\u0e01\u0e08"
					      "\u0e21\u0e25\u0e07 ", /* Thai */
					      "\u0928\u093e\u0935 \u0918\u093e\u091f \u092a\u0930 \u0921\u0942\u092c "
					      "\u0917\u0908\u0964 ", /* Hindi */
					      "\u101e\u1004\u103a\u1039\u1018\u1031\u102c\u1014\u1005\u103a\u1019\u103c"
					      "\u102f\u1015\u104b "}; /* Burmese */
	for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
		struct buf page = {0};
		buf_str(&page, "<h1>1</h1><ul><li><a href=/a>Home</a><li><a href=/b>News</a></ul><div>");
		for (int k = 0; k < 3; k++) {
			buf_str(&page, "<p>");
			for (int n = 0; n < 12; n++)
				buf_str(&page, clauses[i]);
			buf_str(&page, "</p>");
		}
		buf_str(&page, "</div>");
		buf_char(&page, '\0');
		struct read r = read_page(page.bytes);
		assert_false(has(&r, "Home"));
		assert_true(memmem(r.doc.text, r.doc.text_len, clauses[i], strlen(clauses[i])));
		mem_free(r.blob.bytes);
		buf_release(&page);
	}
}

/* A figure may frame a table, code or a quotation, which are no captions. */
static void what_figures_frame_is_what_it_is(void **state)
{
	(void)state;
	struct read r = read_page("<h1>Ferry sinks</h1><article><p>" LONG_ONE "</p><figure><blockquote>" LONG_TWO
				  "</blockquote><figcaption>The mate</figcaption></figure><figure><img src=a.jpg>Wreck"
				  "</figure><figure><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></"
				  "table></figure><p>" LONG_ONE "</p></article>");
	expect(&r, 2, PQ_BLOCK_BLOCKQUOTE, LONG_TWO);
	expect(&r, 3, PQ_BLOCK_CAPTION, "The mate");
	expect(&r, 4, PQ_BLOCK_CAPTION, "Wreck");
	expect(&r, 5, PQ_BLOCK_TABLE, "1\t2\n3\t4");
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
		cmocka_unit_test(what_can_be_seen_is_shown),
		cmocka_unit_test(text_in_other_scripts_is_text),
		cmocka_unit_test(what_figures_frame_is_what_it_is),
		cmocka_unit_test(an_open_button_is_closed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
