/* tests/html/test_feed.c - RSS and Atom to entries, whole, broken and hostile. */
#include "test.h"

#include "base/alloc.h"
#include "html/html.h"

struct read {
	struct blob blob;
	struct entries all;
};

static struct read read_feed_of(const char *text, const char *url)
{
	struct read r = {0};
	struct entries_builder b = {0};
	struct pq_error error = {0};
	assert_true(feed_sniff(text, strlen(text)));
	assert_int_equal(feed_read(text, strlen(text), "f", url, &b, &error), PQ_OK);
	assert_int_equal(entries_freeze(&b, &r.blob, &error), PQ_OK);
	assert_int_equal(entries_open(r.blob.bytes, r.blob.len, &r.all, &error), PQ_OK);
	entries_builder_release(&b);
	return r;
}

static struct read read_feed(const char *text)
{
	return read_feed_of(text, NULL);
}

static void release(struct read *r)
{
	mem_free(r->blob.bytes);
}

static void expect(const struct read *r, struct pq_str have, const char *want)
{
	const char *s = entries_str(&r->all, have);
	if (!want)
		assert_null(s);
	else
		assert_string_equal(s ? s : "(nothing)", want);
}

static void expect_body(const struct read *r, uint32_t i, const char *want)
{
	const struct entry *e = &r->all.list[i];
	char *body = mem_copy(r->all.bodies + e->at, e->len);
	if (!strstr(body, want))
		fail_msg("entry %u lacks \"%s\": %s", i, want, body);
	mem_free(body);
}

static void rss_with_full_text(void **state)
{
	(void)state;
	struct read r = read_feed(
		"<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<rss version=\"2.0\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		"xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
		"xmlns:media=\"http://search.yahoo.com/mrss/\">"
		"<channel><title>Harbour &amp;amp; News</title><image><title>Logo</title></image><item>"
		"<title>Gull &lt;i&gt;steals&lt;/i&gt; chain</title><media:title>Another</media:title>"
		"<link>https://example.org/gull</link><dc:creator>Ada Lind</dc:creator><dc:creator>Bo Rask</dc:creator>"
		"<pubDate>Wed, 14 May 2025 10:00:00 +0200</pubDate><description>Teaser</description>"
		"<content:encoded><![CDATA[<p>The gull came &amp; "
		"went.</p>]]></content:encoded></item></channel></rss>");
	const struct entry *e = r.all.list;
	assert_int_equal(r.all.n, 1);
	assert_int_equal(e->form, ENTRY_FRAGMENT);
	expect(&r, e->title, "Gull steals chain");
	expect(&r, e->label, "Gull steals chain");
	expect(&r, e->site, "Harbour & News");
	expect(&r, e->byline, "Ada Lind, Bo Rask");
	expect(&r, e->url, "https://example.org/gull");
	expect(&r, e->published, "2025-05-14T10:00:00+02:00");
	expect(&r, e->notice, NULL);
	expect(&r, e->name, "f#1");
	expect_body(&r, 0, "<p>The gull came &amp; went.</p>");
	release(&r);
}

static void rss_with_summaries_says_so(void **state)
{
	(void)state;
	struct read r =
		read_feed("<rss><channel><item><title>A</title><guid>https://example.org/1</guid><description>Short."
			  "</description></item><item><title>B</title></item><item/></channel></rss>");
	assert_int_equal(r.all.n, 3);
	expect(&r, r.all.list[0].notice,
	       "The feed carries only a summary of this article. It is at https://example.org/1");
	expect(&r, r.all.list[1].notice, "The feed carries no text of this article.");
	assert_int_equal(r.all.list[2].form, ENTRY_FAULT);
	release(&r);
}

static void atom_in_its_three_types(void **state)
{
	(void)state;
	struct read r =
		read_feed("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Desk</title>"
			  "<entry><title>Plain &lt;b&gt;</title><link rel=\"self\" href=\"https://example.org/self\"/>"
			  "<link href=\"https://example.org/1\"/><author><name>Ada "
			  "Lind</name><email>a@example.org</email></author>"
			  "<updated>2025-05-14T08:00:00Z</updated><content type=\"xhtml\"><div><p>One &amp; "
			  "<em>two</em></p></div></content></entry>"
			  "<entry><title type=\"html\">&lt;b&gt;Bold&lt;/b&gt;</title><content "
			  "type=\"html\">&lt;p&gt;Three&lt;/p&gt;</content></entry>"
			  "<entry><title>Text</title><content>Four &lt; five\n\nSix</content></entry>"
			  "<entry><title>Elsewhere</title><summary>Seven</summary><content "
			  "type=\"application/pdf\">JVBERi0</content></entry></feed>");
	assert_int_equal(r.all.n, 4);
	expect(&r, r.all.list[0].title, "Plain <b>");
	expect(&r, r.all.list[0].url, "https://example.org/1");
	expect(&r, r.all.list[0].byline, "Ada Lind");
	expect(&r, r.all.list[0].published, "2025-05-14T08:00:00Z");
	expect_body(&r, 0, "<p>One &amp; <em>two</em></p>");
	expect(&r, r.all.list[1].title, "Bold");
	expect_body(&r, 1, "<p>Three</p>");
	expect_body(&r, 2, "<p>Four &lt; five</p>\n<p>Six</p>");
	expect_body(&r, 3, "Seven");
	release(&r);
}

/* What an address is seen from: the nearest xml:base, else the feed's own address. */
static void addresses(void **state)
{
	(void)state;
	struct read r =
		read_feed_of("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/news/'><title>Desk</title>"
			     "<entry xml:base='may/'><title>A</title><link href='a'/>"
			     "<content type='html' xml:base='x/'>&lt;a href='b'>B&lt;/a></content></entry>"
			     "<entry><title>C</title><link href='../c'/><summary type='html'>C</summary></entry>"
			     "<entry><title>D</title><id>https://example.net/d</id><link href='tag:x'/></entry></feed>",
			     "https://example.org/feeds/all");
	expect(&r, r.all.list[0].url, "https://example.org/news/may/a");
	expect_body(&r, 0, "<base href=\"https://example.org/news/may/x/\"><a href='b'>B</a>");
	expect(&r, r.all.list[1].url, "https://example.org/c");
	expect_body(&r, 1, "<base href=\"https://example.org/news/\">C");
	expect(&r, r.all.list[2].url, "https://example.net/d");
	release(&r);
	static const char rss[] =
		"<rss><channel><item><title>A</title><link>/a</link><description>B</description></item>"
		"</channel></rss>";
	r = read_feed_of(rss, "https://example.org/feed");
	expect(&r, r.all.list[0].url, "https://example.org/a");
	expect_body(&r, 0, "B");
	release(&r);
	r = read_feed(rss);
	expect(&r, r.all.list[0].url, NULL);
	release(&r);
	/* no address of another kind gets in */
	r = read_feed(
		"<rss "
		"xml:base='javascript:alert(1)'><channel><item><title>A</title><link>a</link></item></channel></rss>");
	expect(&r, r.all.list[0].url, NULL);
	release(&r);
}

static void rss_1_and_markup_that_was_not_escaped(void **state)
{
	(void)state;
	struct read r = read_feed(
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">"
		"<channel><title>Old</title></channel><item><title>T</title>"
		"<description>5 &lt; 6 <p>Para &amp; <a href=\"/x?a=1&amp;b\">link</a><br/>end</p></description></item>"
		"</rdf:RDF>");
	expect(&r, r.all.list[0].site, "Old");
	expect_body(&r, 0, "5 &lt; 6 <p>Para &amp; <a href=\"/x?a=1&amp;b\">link</a><br>end</p>");
	release(&r);
}

static void what_xml_forbids_is_mended(void **state)
{
	(void)state;
	struct read r = read_feed("<rss><channel><item><title>AT&T &nbsp;&bogus; \x08 &#8;&#x263a;</title>"
				  "<description>x<![CDATA[a & b]]></description></item></channel></rss>");
	expect(&r, r.all.list[0].title, "AT&T &bogus; \xef\xbf\xbd \xef\xbf\xbd\xe2\x98\xba");
	expect_body(&r, 0, "xa & b");
	release(&r);
}

static void half_a_feed_is_read_as_far_as_it_goes(void **state)
{
	(void)state;
	static const char whole[] = "<rss><channel><item><title>One</title><description>First.</description></item>"
				    "<item><title>Two</title><description><![CDATA[<p>Second and";
	struct read r = read_feed(whole);
	assert_int_equal(r.all.n, 2);
	expect(&r, r.all.list[1].notice,
	       "The feed is cut short after 2 entries. The feed ends in the midst of this article.");
	expect_body(&r, 1, "<p>Second and");
	release(&r);
	/* Cut anywhere: an answer, and nothing that cannot be opened. */
	for (size_t n = 6; n < sizeof whole - 1; n++) {
		struct entries_builder b = {0};
		struct blob blob = {0};
		struct entries all;
		struct pq_error error = {0};
		enum pq_status status = feed_read(whole, n, "f", NULL, &b, &error);
		assert_true(status == PQ_OK || (status == PQ_EEMPTY && strstr(error.message, "without an entry")));
		if (status == PQ_OK) {
			assert_int_equal(entries_freeze(&b, &blob, &error), PQ_OK);
			assert_int_equal(entries_open(blob.bytes, blob.len, &all, &error), PQ_OK);
		}
		mem_free(blob.bytes);
		entries_builder_release(&b);
	}
}

static void entities_of_its_own_are_not_read(void **state)
{
	(void)state;
	struct read r = read_feed("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
				  "<rss><channel><item><title>T &a;&f;</title></item></channel></rss>");
	expect(&r, r.all.list[0].title, "T &a;&f;");
	assert_non_null(strstr(entries_str(&r.all, r.all.list[0].notice), "entities of its own"));
	release(&r);
}

static void other_xml_is_no_feed(void **state)
{
	(void)state;
	static const char *const others[] = {"<?xml version=\"1.0\"?><html><body>rss</body></html>",
					     "<feedback>x</feedback>",
					     "<rdf:RDF><x/></rdf:RDF>",
					     "rss",
					     "<svg/>",
					     "<!DOCTYPE rss",
					     ""};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(feed_sniff(others[i], strlen(others[i])));
	static const char rss[] = "\xef\xbb\xbf <?xml version='1.0'?>\n<!DOCTYPE rss PUBLIC 'x' 'y'><rss>";
	assert_true(feed_sniff(rss, sizeof rss - 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rss_with_full_text),
		cmocka_unit_test(rss_with_summaries_says_so),
		cmocka_unit_test(addresses),
		cmocka_unit_test(atom_in_its_three_types),
		cmocka_unit_test(rss_1_and_markup_that_was_not_escaped),
		cmocka_unit_test(what_xml_forbids_is_mended),
		cmocka_unit_test(half_a_feed_is_read_as_far_as_it_goes),
		cmocka_unit_test(entities_of_its_own_are_not_read),
		cmocka_unit_test(other_xml_is_no_feed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
