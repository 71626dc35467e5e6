/* test_html.c - pages: the article found, its blocks, links and facts; what reading a page must survive; failing memory. */
#include "test.h"

#include <stdio.h>

#include "html/read.h"

static enum pq_status by_strip(const char *page, size_t len, struct doc_builder *b)
{
	return html_strip(page, len, b, NULL);
}

static const char page[] =
	"<!DOCTYPE html><html lang='en-GB'><head><title>Ferry sinks at its berth | Holm Gazette</title>"
	"<meta property='og:site_name' content='Holm Gazette'><meta property=\"og:title\" content=\"Ferry sinks at its "
	"berth\">"
	"<link rel=canonical href='https://gazette.example/news/ferry'>"
	"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-03-04T05:06:07+01:00\","
	"\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Lind\"},{\"@type\":\"Person\",\"name\":\"By Per "
	"Ek\"}]}</script>"
	"<style>p{color:red}</style></head><body><nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav>"
	"<article><h1>Ferry sinks at its berth</h1><div class=share-bar>Share this now</div>"
	"<div class=byline>By Ada Lind and Per Ek</div>"
	"<p>" LONG_ONE " <a href='../x?y#z'>More of it</a>.</p>"
	"<figure><img src=a.jpg><figcaption>The wreck on Tuesday</figcaption></figure>"
	"<h2>Valves</h2><p>" LONG_TWO "<script>alert('no')</script></p>"
	"<ol start=3><li>First of these<li>Second <b>of</b> these</ol>"
	"<blockquote>We never saw it coming, not one of us did, said the mate.</blockquote>"
	"<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2020</td><td>312</td></tr></table>"
	"<pre>a  b\n  c</pre>"
	"<p>" LONG_ONE "</p></article>"
	"<div class='related-articles'><h3>More</h3><p>" LONG_TWO "</p></div>"
	"<div id=comments><p>First! " LONG_TWO "</p></div><footer>Copyright of the Gazette</footer></body></html>";

static void a_page_becomes_blocks(void **state)
{
	(void)state;
	struct read r = read_page(page);
	expect(&r, 0, PQ_BLOCK_TITLE, "Ferry sinks at its berth");
	expect(&r, 1, PQ_BLOCK_BYLINE, "By Ada Lind, Per Ek");
	expect(&r, 2, PQ_BLOCK_PARAGRAPH, LONG_ONE " More of it.");
	expect(&r, 3, PQ_BLOCK_CAPTION, "The wreck on Tuesday");
	expect(&r, 4, PQ_BLOCK_HEADING, "Valves");
	assert_int_equal(r.doc.blocks[4].level, 2);
	expect(&r, 5, PQ_BLOCK_PARAGRAPH, LONG_TWO);
	expect(&r, 6, PQ_BLOCK_LIST_ITEM, "First of these");
	assert_int_equal(r.doc.blocks[6].ordinal, 3);
	expect(&r, 7, PQ_BLOCK_LIST_ITEM, "Second of these");
	assert_int_equal(r.doc.blocks[7].ordinal, 4);
	expect(&r, 8, PQ_BLOCK_BLOCKQUOTE, "We never saw it coming, not one of us did, said the mate.");
	expect(&r, 9, PQ_BLOCK_TABLE, "Year\tTrips\n2020\t312");
	expect(&r, 10, PQ_BLOCK_CODE, "a  b\n  c");
	expect(&r, 11, PQ_BLOCK_PARAGRAPH, LONG_ONE);
	assert_int_equal(r.doc.n_blocks, 12);
	mem_free(r.blob.bytes);
}

/* What is left out of the text is kept beside it, and is nobody's words. */
static void what_is_no_article_is_kept_beside_it(void **state)
{
	(void)state;
	static const struct {
		enum pq_left_out_kind kind;
		const char *words;
		uint32_t behind; /* blocks */
	} want[] = {
		{PQ_LEFT_PAGE, "Home", 2},
		{PQ_LEFT_PAGE, "Sport", 2},
		{PQ_LEFT_PAGE, "Share this now", 2},
		{PQ_LEFT_ABOUT, "By Ada Lind and Per Ek", 2},
		{PQ_LEFT_PAGE, "More", 12},
		{PQ_LEFT_PAGE, LONG_TWO, 12},
		{PQ_LEFT_COMMENT, "First! " LONG_TWO, 12},
		{PQ_LEFT_PAGE, "Copyright of the Gazette", 12},
	};
	struct read r = read_page(page);
	for (uint32_t i = 0, k = 0; k < sizeof want / sizeof *want; i++) {
		assert_true(i < r.doc.n_left_out);
		const struct pq_left_out *l = &r.doc.left_out[i];
		if (i == 2) /* the title again */
			continue;
		expect_str(&r, l->words, want[k].words);
		assert_int_equal(l->kind, want[k].kind);
		assert_int_equal(l->at, r.doc.blocks[want[k].behind - 1].span.end);
		k++;
	}
	assert_false(has(&r, "First!"));
	mem_free(r.blob.bytes);
}

static void a_page_tells_its_facts(void **state)
{
	(void)state;
	struct read r = read_page(page);
	expect_str(&r, r.doc.meta.title, "Ferry sinks at its berth");
	expect_str(&r, r.doc.meta.site, "Holm Gazette");
	expect_str(&r, r.doc.meta.published, "2021-03-04T05:06:07+01:00");
	expect_str(&r, r.doc.meta.url, "https://gazette.example/news/ferry");
	expect_str(&r, r.doc.meta.language, "en-GB");
	assert_int_equal(r.doc.n_bylines, 2);
	expect_str(&r, r.doc.bylines[1], "Per Ek");
	assert_int_equal(r.doc.n_links, 1);
	expect_str(&r, r.doc.links[0].href, "https://news.example/x?y#z");
	assert_memory_equal(r.doc.text + r.doc.links[0].span.start, "More of it", 10);
	assert_int_equal(r.doc.links[0].span.end - r.doc.links[0].span.start, 10);
	mem_free(r.blob.bytes);
}

/* Under the text, too, where no line over it says when. */
static void a_class_tells_the_date(void **state)
{
	(void)state;
	struct read r =
		read_page("<html><body><article><h1>Ferry sinks at its berth</h1><p>" LONG_ONE "</p><p>" LONG_TWO
			  "</p><div><span class=\"article-publish-date\">November 19, 2019, 9:02 AM</span></div>"
			  "</article></body></html>");
	expect_str(&r, r.doc.meta.published, "2019-11-19");
	mem_free(r.blob.bytes);
}

/* What the page shows decides: an account that only the metadata names is no author, a credit may name more than they do. */
static void bylines_are_those_shown(void **state)
{
	(void)state;
	static const struct {
		const char *head, *shown, *first;
		uint32_t n;
	} cases[] = {
		{"{\"@type\":\"Person\",\"name\":\"Kim Ross\"}", "3 March 2021", NULL, 0},
		{"{\"@type\":\"Person\",\"name\":\"Kim Ross\"}", "By Ada Lind", "Ada Lind", 1},
		{"{\"@type\":\"Person\",\"name\":\"Ada Lind\"}", "By Ada Lind, Per Ek", "Ada Lind", 2},
		{"{\"@type\":\"Organization\",\"name\":\"Holm Gazette\"}", "Holm Gazette", NULL, 0},
		{"{\"@type\":\"Organization\",\"name\":\"Harbour Press\"}", "Harbour Press", "Harbour Press", 1},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2048];
		snprintf(text, sizeof text,
			 "<meta property='og:site_name' content='Holm Gazette'><script type='application/ld+json'>"
			 "{\"@type\":\"NewsArticle\",\"author\":%s}</script><article><h1>Ferry sinks</h1>"
			 "<p class=byline>%s</p><p>" LONG_ONE "</p><p>" LONG_TWO "</p></article>",
			 cases[i].head, cases[i].shown);
		struct read r = read_page(text);
		assert_int_equal(r.doc.n_bylines, cases[i].n);
		if (cases[i].first)
			expect_str(&r, r.doc.bylines[0], cases[i].first);
		mem_free(r.blob.bytes);
	}
}

/* In a box the name stands over what is said of its bearer. */
static void a_box_names_its_author_first(void **state)
{
	(void)state;
	static const char *const boxes[] = {
		"<div class=post-author><p>Written by</p><h4>Ada Lind</h4><p>Harbour lead here since 2004</p></div>",
		"<div class=author><a class=author__name>Ada Lind</a> <i>3 March 2021</i></div>",
		"<p>By: Ada Lind, 3 March 2021</p>"};
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
		char text[2048];
		snprintf(text, sizeof text,
			 "<article><h1>Ferry sinks</h1>%s<p>" LONG_ONE "</p><p>" LONG_TWO "</p></article>", boxes[i]);
		struct read r = read_page(text);
		assert_int_equal(r.doc.n_bylines, 1);
		expect_str(&r, r.doc.bylines[0], "Ada Lind");
		expect_str(&r, r.doc.meta.title, "Ferry sinks"); /* nothing else tells it */
		mem_free(r.blob.bytes);
	}
}

static void any_title_told_finds_the_headline(void **state)
{
	(void)state;
	struct read r =
		read_page("<title>Cheap valves today</title><meta property='og:title' content='Cheap valves today'>"
			  "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
			  "\"headline\":\"Yard sells its spare parts\"}</script>"
			  "<article><h1>Yard sells its spare parts</h1><p>" LONG_ONE "</p></article>");
	expect_str(&r, r.doc.meta.title, "Yard sells its spare parts");
	mem_free(r.blob.bytes);
}

static void a_title_in_typographic_marks_is_not_said_again(void **state)
{
	(void)state;
	struct read r = read_page("<title>The yard\xe2\x80\x99s \xe2\x80\x9cspare\xe2\x80\x9d parts</title><article>"
				  "<h1>The yard\xe2\x80\x99s \xe2\x80\x9cspare\xe2\x80\x9d parts</h1><p>" LONG_ONE
				  "</p></article>");
	assert_int_equal(r.doc.n_blocks, 2);
	expect(&r, 0, PQ_BLOCK_TITLE, "The yard\xe2\x80\x99s \xe2\x80\x9cspare\xe2\x80\x9d parts");
	mem_free(r.blob.bytes);
}

static enum pq_status at_an_address(const char *bytes, size_t len, struct doc_builder *b)
{
	return html_read(bytes, len, "http://127.0.0.1:8080/b.html", b, NULL);
}

static void a_numeric_address_is_a_site_by_its_whole(void **state)
{
	(void)state;
	static const char bytes[] = "<article><h1>Spare parts</h1><p>" LONG_ONE "</p></article>";
	struct read r = read_bytes(bytes, sizeof bytes - 1, at_an_address);
	expect_str(&r, r.doc.meta.site, "127.0.0.1");
	mem_free(r.blob.bytes);
}

static void bad_links_are_dropped(void **state)
{
	(void)state;
	struct read r = read_page(
		"<p>" LONG_ONE
		" <a href='javascript:alert(1)'>a</a> <a href='data:text/html,x'>b</a> <a href=' JAVASCRIPT:x'>c</a>"
		"<a href='file:///etc/passwd'>d</a> <a href='mailto:a@b.example'>e</a> <a "
		"href='//cdn.example/f'>f</a></p>");
	assert_int_equal(r.doc.n_links, 2);
	expect_str(&r, r.doc.links[0].href, "mailto:a@b.example");
	expect_str(&r, r.doc.links[1].href, "https://cdn.example/f");
	mem_free(r.blob.bytes);
}

static void no_script_in_the_text(void **state)
{
	(void)state;
	static const char *const pages[] = {
		"<p>" LONG_ONE "<script>secret</script><style>secret</style><template>secret</template></p>",
		"<p>" LONG_ONE "<SCRIPT type=x>if (a < b) '</p>secret'</SCRIPT ><noscript>secret</noscript></p>",
		"<p>" LONG_ONE "<!-- secret --><svg><title>secret</title></svg><select><option>secret</select>",
		"<p>" LONG_ONE "</p><script>secret",
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct read a = read_page(pages[i]), b = read_bytes(pages[i], strlen(pages[i]), by_strip);
		assert_true(has(&a, "kettle") && has(&b, "kettle"));
		assert_false(has(&a, "secret") || has(&b, "secret"));
		mem_free(a.blob.bytes);
		mem_free(b.blob.bytes);
	}
}

static void hidden_parts_of_a_line_are_left_out(void **state)
{
	(void)state;
	struct read r = read_page("<p>" LONG_ONE
				  " <span class='sr-only'>secret</span><b style='display:none'>secret</b>MARK</p>");
	assert_true(has(&r, "MARK"));
	assert_false(has(&r, "secret"));
	mem_free(r.blob.bytes);
}

/* A page's own data for search engines says that a text is its article, whatever the classes around it say. */
static void words_told_outweigh_classes(void **state)
{
	(void)state;
	static const char told[] =
		"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" LONG_ONE
		" One. " LONG_TWO " Two. " LONG_ONE "\"}</script>";
	static const char body[] =
		"<div class=sidebar><p>" LONG_ONE "</p><p>" LONG_TWO "</p><p>MARK " LONG_TWO "</p><p>" LONG_ONE
		"</p></div><div><p>Other: " LONG_ONE "</p><p>Other: " LONG_TWO "</p><p>Other: " LONG_ONE
		"</p><p>Other: " LONG_TWO "</p><p>Other: " LONG_TWO "</p></div>";
	struct buf page_with = {0};
	buf_str(&page_with, told);
	buf_str(&page_with, body);
	buf_char(&page_with, '\0');
	struct read with = read_page(page_with.bytes), without = read_page(body);
	assert_true(has(&with, "MARK"));
	assert_false(has(&without, "MARK"));
	mem_free(with.blob.bytes);
	mem_free(without.blob.bytes);
	buf_release(&page_with);
}

static void broken_markup_keeps_its_text(void **state)
{
	(void)state;
	static const char *const pages[] = {
		"<p>" LONG_ONE "<b><i>word<p>more MARK text. " LONG_TWO "<div>and",
		"<div><p>" LONG_ONE "</div></div></p></span></li>MARK " LONG_TWO,
		"<p>" LONG_ONE "</p><!-- never closed <p>MARK " LONG_TWO "</p>",
		"<p>" LONG_ONE " a < b <3 <- MARK & &bogus; &amp; </p>",
		"<p>" LONG_ONE " MARK <",
		"<p>" LONG_ONE " MARK <a href=\"never closed>" LONG_TWO,
		"<p>" LONG_ONE "</p><p \xef\xbf\xbd=1 class='\xef\xbf\xbd'>MARK " LONG_TWO,
		"<table><tr><td>" LONG_ONE "<tr><td>MARK " LONG_TWO,
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct read a = read_page(pages[i]), b = read_bytes(pages[i], strlen(pages[i]), by_strip);
		assert_true(has(&a, "MARK"));
		assert_true(has(&b, "MARK"));
		mem_free(a.blob.bytes);
		mem_free(b.blob.bytes);
	}
}

static void deep_nesting_keeps_its_text(void **state)
{
	(void)state;
	static const char *const tags[] = {"div", "b", "ul><li", "blockquote", "table><tr><td", "x-unknown"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct buf b = {0};
		for (int k = 0; k < 10000; k++)
			buf_printf(&b, "<%s>w%d ", tags[i], k);
		buf_str(&b, "<p>" LONG_ONE "</p>");
		for (int k = 0; k < 10000; k++)
			buf_str(&b, "</div></b></blockquote></x-unknown>");
		buf_str(&b, "<p>AFTER</p>");
		assert_false(b.failed);
		struct read r = read_bytes(b.bytes, b.len, by_strip);
		assert_true(has(&r, "w9999") && has(&r, "AFTER"));
		mem_free(r.blob.bytes);
		r = read_bytes(b.bytes, b.len, by_tree);
		assert_true(has(&r, "w9999") && has(&r, "kettle"));
		assert_true(r.doc.n_notices > 0);
		mem_free(r.blob.bytes);
		buf_release(&b);
	}
}

static void many_attributes_are_cut_with_a_notice(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_str(&b, "<p>" LONG_ONE "</p><p");
	for (int i = 0; i < 300; i++)
		buf_printf(&b, " a%d=%d", i, i);
	buf_str(&b, " class=hidden>" LONG_TWO "</p>");
	struct read r = read_bytes(b.bytes, b.len, by_tree);
	assert_true(has(&r, LONG_TWO));
	assert_int_equal(r.doc.n_notices, 1);
	mem_free(r.blob.bytes);
	buf_release(&b);
}

static void a_page_without_an_article_gives_all_its_text(void **state)
{
	(void)state;
	struct read r = read_page(
		"<title>Times</title><ul><li><a href=a.html>Boats</a><li><a href=b.html>Trains</a></ul><p>Winter only");
	assert_true(has(&r, "Boats") && has(&r, "Trains") && has(&r, "Winter only"));
	assert_int_equal(r.doc.n_notices, 1);
	mem_free(r.blob.bytes);
}

static void sniffing(void **state)
{
	(void)state;
	char charset[32];
	assert_true(html_declared_charset("<meta charset=\"Windows-1250\">", 29, charset));
	assert_string_equal(charset, "windows-1250");
	static const char http[] = "<META http-equiv=Content-Type content='text/html; charset=koi8-r'>";
	assert_true(html_declared_charset(http, sizeof http - 1, charset));
	assert_string_equal(charset, "koi8-r");
	assert_true(html_declared_charset("<?xml version='1.0' encoding='EUC-JP'?>", 39, charset));
	assert_string_equal(charset, "euc-jp");
	assert_false(html_declared_charset("<!-- <meta charset=x> --><p>", 28, charset));
	assert_false(html_declared_charset("<metadata charset=x>", 20, charset));
	assert_false(html_declared_charset("charset=x", 9, charset));
	assert_false(html_sniff("", 0));
	assert_true(html_sniff("<H1>x", 5));
	assert_false(html_sniff("<hello>", 7));
}

static void failing_memory_is_reported(void **state)
{
	(void)state;
	test_each_allocation(m)
	{
		struct doc_builder b = {0};
		struct blob blob = {0};
		enum pq_status status = html_read(page, strlen(page), NULL, &b, NULL);
		if (status == PQ_OK)
			status = doc_freeze(&b, &blob, NULL);
		assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
		mem_free(blob.bytes);
		doc_builder_release(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_becomes_blocks),
		cmocka_unit_test(what_is_no_article_is_kept_beside_it),
		cmocka_unit_test(a_page_tells_its_facts),
		cmocka_unit_test(words_told_outweigh_classes),
		cmocka_unit_test(a_class_tells_the_date),
		cmocka_unit_test(bylines_are_those_shown),
		cmocka_unit_test(a_box_names_its_author_first),
		cmocka_unit_test(any_title_told_finds_the_headline),
		cmocka_unit_test(a_title_in_typographic_marks_is_not_said_again),
		cmocka_unit_test(a_numeric_address_is_a_site_by_its_whole),
		cmocka_unit_test(bad_links_are_dropped),
		cmocka_unit_test(no_script_in_the_text),
		cmocka_unit_test(hidden_parts_of_a_line_are_left_out),
		cmocka_unit_test(broken_markup_keeps_its_text),
		cmocka_unit_test(deep_nesting_keeps_its_text),
		cmocka_unit_test(many_attributes_are_cut_with_a_notice),
		cmocka_unit_test(sniffing),
		cmocka_unit_test(a_page_without_an_article_gives_all_its_text),
		cmocka_unit_test(failing_memory_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
