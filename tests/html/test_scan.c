/* test_scan.c - a page's bytes as a tree, and the character references in it. */
#include "test.h"

#include <stdlib.h>

#include "html/entity.h"
#include "html/nest.h"
#include "html/scan.h"

/* "div[p['text'] br]": elements by name, texts between quotation marks. */
static void write_node(const struct tree *t, uint32_t *i, struct buf *out)
{
	uint32_t end = *i ? t->nodes.at[*i].end : t->nodes.len;
	if (*i)
		buf_str(out, tag_name((enum tag)t->nodes.at[*i].tag));
	for (bool any = false; ++*i < end; any = true) {
		buf_str(out, any ? " " : "[");
		if (!tree_is_text(t, *i)) {
			write_node(t, i, out);
		} else {
			struct str s = tree_str(t, *i);
			buf_printf(out, "'%.*s'", (int)s.len, s.s);
		}
		if (*i + 1 == end)
			buf_char(out, ']');
	}
	--*i;
}

/* A copy of HTML that ends where its memory does. */
static void expect(const char *html, const char *want)
{
	size_t len = strlen(html);
	char *page = malloc(len ? len : 1);
	struct tree tree = {0};
	struct scan scan = {0};
	struct buf got = {0};
	uint32_t root = 0;
	assert_non_null(page);
	memcpy(page, html, len);
	scan_page(page, len, &tree, &scan);
	assert_false(scan.failed);
	write_node(&tree, &root, &got);
	assert_string_equal(got.bytes ? got.bytes : "", want);
	buf_release(&got);
	tree_release(&tree);
	scan_release(&scan);
	free(page);
}

static void elements_are_closed_as_the_standard_has_it(void **state)
{
	(void)state;
	expect("", "");
	expect("one", "['one']");
	expect("<p>one<p>two", "[p['one'] p['two']]");
	expect("<P>one<Br>two</bR>", "[p['one' br 'two' br]]");
	expect("<ul><li>one<li>two</ul>", "[ul[li['one'] li['two']]]");
	expect("<b><p>one</b>two</p>", "[b[p['onetwo']]]");
	expect("<html><body><div>one</html>", "[div['one']]");
	expect("<x-tag>one</x-tag><x-void/>two", "[other['one'] other 'two']");
	expect("</div>one</p>", "['one']");
	expect("<a href=1>one<a>two</a>", "[a['one'] a['two']]");
}

static void what_is_no_text_is_left_out(void **state)
{
	(void)state;
	expect("one<!-- two -->three", "['onethree']");
	expect("one<!-- two<b>three", "['one two' b['three']]");
	expect("<script>if (a<b)</script>one<style>p</style>", "['one']");
	expect("one<?pi two?>three<!DOCTYPE x>", "['onethree']");
	expect("1 < 2 <<b>3", "['1 < 2 <' b['3']]");
	expect("1 <2", "['1 <2']");
	expect("one\x1b two\x01", "['one two']");
}

static void a_text_is_one_wherever_its_bytes_lie(void **state)
{
	(void)state;
	expect("one &amp; two", "['one & two']");
	expect("one<!-- -->two &amp;<!-- --> three<!-- -->four", "['onetwo & threefour']");
	expect("a&lt;<b>&gt;</b>c<i>d<!-- -->e", "['a<' b['>'] 'c' i['de']]");
}

static void list_items_have_numbers(void **state)
{
	(void)state;
	static const char page[] = "<ol start=\" 7\"><li>a<li>b<ol><li>c</ol><li>d</ol><ul><li>e</ul>"
				   "<ol start=x><li>f</ol><ol start=99999999999><li>g</ol>";
	const uint16_t want[] = {7, 8, 1, 9, 0, 1, 1};
	struct tree tree = {0};
	struct scan scan = {0};
	size_t n = 0;
	scan_page(page, sizeof page - 1, &tree, &scan);
	for (uint32_t i = 0; i < tree.nodes.len; i++)
		if (tree_is(&tree, i, TAG_LI))
			assert_int_equal(tree.nodes.at[i].ordinal, want[n++]);
	assert_int_equal(n, sizeof want / sizeof *want);
	tree_release(&tree);
	scan_release(&scan);
}

static void values_are_decoded_and_cut(void **state)
{
	(void)state;
	struct buf page = {0};
	struct tree tree = {0};
	struct scan scan = {0};
	buf_str(&page, "<a href='?a=1&copy=2&amp;b' class=one class=two title=none id=\"");
	for (size_t i = 0; i < SCAN_VALUE; i++)
		buf_str(&page, i ? "\xc3\xa9" : "x");
	buf_str(&page, "\">");
	scan_page(page.bytes, page.len, &tree, &scan);
	struct str href = tree_attr(&tree, 1, ATTR_HREF), class = tree_attr(&tree, 1, ATTR_CLASS),
		   id = tree_attr(&tree, 1, ATTR_ID);
	assert_int_equal(tree.nodes.at[1].attrs, 3);
	assert_int_equal(href.len, 13);
	assert_memory_equal(href.s, "?a=1&copy=2&b", 13);
	assert_int_equal(class.len, 3);
	assert_memory_equal(class.s, "one", 3);
	assert_int_equal(id.len, SCAN_VALUE - 1);
	assert_int_equal(scan.long_values, 1);
	assert_null(tree_attr(&tree, 1, ATTR_LANG).s);
	tree_release(&tree);
	scan_release(&scan);
	buf_release(&page);
}

static void what_is_too_deep_keeps_its_text(void **state)
{
	(void)state;
	struct buf page = {0};
	struct tree tree = {0};
	struct scan scan = {0};
	for (unsigned i = 0; i < NEST_DEPTH + 3; i++)
		buf_str(&page, "<div>");
	buf_str(&page, "one</div></div></div>two");
	scan_page(page.bytes, page.len, &tree, &scan);
	assert_int_equal(scan.deep, 3);
	assert_int_equal(tree.nodes.len, NEST_DEPTH + 2);
	struct str s = tree_str(&tree, NEST_DEPTH + 1);
	assert_int_equal(s.len, 12);
	assert_memory_equal(s.s, "   one   two", 12);
	tree_release(&tree);
	scan_release(&scan);
	buf_release(&page);
}

static void references_stand_for_characters(void **state)
{
	(void)state;
	const struct {
		const char *in, *text; /**< NULL: none */
		size_t taken;
		bool in_value;
	} rows[] = {
		{"&eacute;x", "\xc3\xa9", 8, false},
		{"&eacutex", "\xc3\xa9", 7, false},
		{"&eacutex", NULL, 0, true},
		{"&eacute=", NULL, 0, true},
		{"&eacute ", "\xc3\xa9", 7, true},
		{"&notit;", "\xc2\xac", 4, false},
		{"&notin;", "\xe2\x88\x89", 7, false},
		{"&CounterClockwiseContourIntegral;", "\xe2\x88\xb3", 33, false},
		{"&CounterClockwiseContourIntegrals;", NULL, 0, false},
		{"&nGt;", "\xe2\x89\xab\xe2\x83\x92", 5, false},
		{"&AElig;", "\xc3\x86", 7, false},
		{"&zwnj;", "\xe2\x80\x8c", 6, false},
		{"&hellip", NULL, 0, false},
		{"&nosuch;", NULL, 0, false},
		{"&", NULL, 0, false},
		{"&;", NULL, 0, false},
		{"& amp;", NULL, 0, false},
		{"&#233;", "\xc3\xa9", 6, false},
		{"&#233x", "\xc3\xa9", 5, false},
		{"&#xE9;", "\xc3\xa9", 6, false},
		{"&#Xe9g", "\xc3\xa9", 5, false},
		{"&#x1F600;", "\xf0\x9f\x98\x80", 9, false},
		{"&#146;", "\xe2\x80\x99", 6, false},
		{"&#129;", "", 6, false},
		{"&#27;", "", 5, false},
		{"&#10;", "\n", 5, false},
		{"&#0;", "\xef\xbf\xbd", 4, false},
		{"&#xd800;", "\xef\xbf\xbd", 8, false},
		{"&#99999999999999999999;", "\xef\xbf\xbd", 23, false},
		{"&#;", NULL, 0, false},
		{"&#x;", NULL, 0, false},
		{"&#", NULL, 0, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		assert_int_equal(entity_decode(rows[i].in, strlen(rows[i].in), rows[i].in_value, &out), rows[i].taken);
		assert_string_equal(out.bytes ? out.bytes : "", rows[i].text ? rows[i].text : "");
		buf_release(&out);
	}
}

/* They are looked up by halving, so each is found if their order is right. */
static void every_entity_is_found(void **state)
{
	(void)state;
	const struct {
		const char *name, *characters;
	} all[] = {
#define ENTITY(name, characters) {#name, characters},
#define LEGACY(name, characters) ENTITY(name, characters)
#include "html/entities.def"
#undef ENTITY
#undef LEGACY
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const char *found = entity_find(all[i].name, strlen(all[i].name));
		assert_non_null(found);
		assert_string_equal(found, all[i].characters);
	}
	assert_null(entity_find("", 0));
	assert_null(entity_find("eacut", 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_are_closed_as_the_standard_has_it),
		cmocka_unit_test(what_is_no_text_is_left_out),
		cmocka_unit_test(a_text_is_one_wherever_its_bytes_lie),
		cmocka_unit_test(list_items_have_numbers),
		cmocka_unit_test(values_are_decoded_and_cut),
		cmocka_unit_test(what_is_too_deep_keeps_its_text),
		cmocka_unit_test(references_stand_for_characters),
		cmocka_unit_test(every_entity_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
