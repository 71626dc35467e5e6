/* test_lacks.c - what a page says when it carries no article, or half of one; and when it must not say so. */
#include <stdio.h>

#include "html/read.h"

static void expect_notice(const char *text, const char *notice)
{
	struct read r = read_page(text);
	assert_int_equal(r.doc.n_notices, notice ? 1 : 0);
	if (notice)
		expect_str(&r, r.doc.notices[0].message, notice);
	mem_free(r.blob.bytes);
}

static void a_page_without_article_text_says_so(void **state)
{
	(void)state;
	expect_notice("<title>Harbour plan</title><h1>Harbour plan</h1><p>Please log in or open an account to go on. "
		      "It takes a "
		      "minute, it costs nothing, and you can leave whenever you like.</p><form></form>",
		      "The page carries no article text: it asks for a login.");
	expect_notice(
		"<title>Harbour plan</title><div id=root></div><p>You need to enable JavaScript to run this app.</p>",
		"The page carries no article text: a script would build it.");
	expect_notice("<title>404 Not Found</title><h1>Oops</h1><p>Nothing here.</p>",
		      "The page carries no article text: it says that the page was not found.");
	expect_notice("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" LONG_ONE
		      " " LONG_TWO " " LONG_ONE " " LONG_TWO
		      "\"}</script><h1>Ferry sinks</h1><p>The ferry went down.</p>",
		      "The page carries no article text: only its data for search engines has it.");
	expect_notice("<div id=root></div>", "The page carries no article text; this is all that it shows.");
	/* An article may speak of such things. */
	expect_notice("<h1>Log in, says the port</h1><article><p>" LONG_ONE "</p><p>" LONG_TWO "</p></article>", NULL);
}

/* Short articles that speak of such things are whole. */
static void what_an_article_speaks_of_is_no_sign(void **state)
{
	(void)state;
	static const char *const said[] = {
		"\xe2\x80\x9cYou must subscribe to continue reading,\xe2\x80\x9d the page told her, and she was "
		"already a subscriber.",
		"Many pages say that you need to enable JavaScript to run them, a study of some thousand of them "
		"finds.",
		"The text of 404 not found has been with us since the first servers, and the page you requested as "
		"long.",
		"Hundreds were locked out on Monday, and access denied was all that the screen would say to them.",
		"I am not a robot, the mayor wrote, but please log in was the only answer that she was given for an "
		"hour.",
	};
	char page[2048];
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		snprintf(page, sizeof page,
			 "<h1>Not a robot, says mayor</h1><article><p>" LONG_ONE "</p><p>%s</p><p>" LONG_TWO
			 "</p></article>",
			 said[i]);
		expect_notice(page, NULL);
	}
	/* What stands below it is for readers in general. */
	expect_notice("<h1>Ferry sinks</h1><article><p>" LONG_ONE "</p><p>" LONG_TWO
		      "</p></article><p>Please log in to comment.</p>"
		      "<p>Already a subscriber? Log in.</p>",
		      NULL);
	/* Three sentences are an article. */
	expect_notice("<h1>Ferry sinks</h1><p>" LONG_ONE "</p><p>Nobody was hurt.</p>", NULL);
}

static void a_wall_after_the_beginning_is_told(void **state)
{
	(void)state;
	static const char alone[] = "The page carries the beginning of its article alone: it asks for a subscription.";
	expect_notice("<h1>Ferry sinks</h1><article><p>" LONG_ONE "</p><p>" LONG_TWO
		      "</p><div class=paywall><h3>Subscribe to read the rest"
		      "</h3></div></article>",
		      alone);
	expect_notice("<h1>Ferry sinks</h1><article><p>" LONG_ONE
		      "</p><p>To continue reading, take out a subscription.</p></article>",
		      alone);
	expect_notice("<h1>Ferry sinks</h1><article><p>" LONG_ONE "</p></article><p>Sign in to read more.</p>",
		      "The page carries the beginning of its article alone: it asks for a login.");
	/* One that the text goes on behind is none. */
	expect_notice("<h1>Ferry sinks</h1><article><p>" LONG_ONE
		      "</p><div class=promo>Subscribe to read more like this</div><p>" LONG_TWO "</p></article>",
		      NULL);
}

#define WHOLE \
	"<html><head><title>Ferry sinks</title></head><body><div class=page><article><h1>Ferry sinks</h1><p>" LONG_ONE \
	"</p><p>" LONG_TWO "</p><p>" LONG_ONE " <a href='/more'>More</a> of it.</p></article></div></body></html>"

/* Wherever the file breaks off, what was read is shown, and nothing of a tag (that it broke off, engine_parse tells). */
static void half_a_page_is_shown(void **state)
{
	(void)state;
	static const char whole[] = WHOLE;
	for (const char *end = strstr(whole, "</p><p>"); end < whole + sizeof whole; end++) {
		struct read r = read_bytes(whole, (size_t)(end - whole), by_tree);
		assert_true(has(&r, LONG_ONE));
		assert_false(has(&r, "<"));
		assert_false(has(&r, "href"));
		mem_free(r.blob.bytes);
	}
	/* What is no page by its tags may have a "<" of its own. */
	struct read r = read_page("<h1>Ferry sinks</h1><div><p>" LONG_ONE "<p>" LONG_TWO " It was a<b then.");
	assert_true(has(&r, "a<b then."));
	mem_free(r.blob.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_without_article_text_says_so),
		cmocka_unit_test(what_an_article_speaks_of_is_no_sign),
		cmocka_unit_test(a_wall_after_the_beginning_is_told),
		cmocka_unit_test(half_a_page_is_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
