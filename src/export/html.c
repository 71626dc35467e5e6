/* export/html.c - the article as one page that does nothing: no script, no outside resource, none of the article's own
 * markup.  Tags come from this folder's code alone, text goes through put_text, links are http, https, mailto or fragments, and
 * a policy (CSP Level 3) allows one style sheet, by its hash. */
#include "export/html.h"

#include <string.h>

#include "base/hash.h"
#include "export/formats.h"

static unsigned hex(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The SHA-256 of the style sheet in base64 (RFC 4648). */
static void put_style_hash(struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char sum[65] = {0};
	unsigned char bytes[33] = {0};
	sha256_hex(html_style, strlen(html_style), sum);
	for (int i = 0; i < 32; i++)
		bytes[i] = (unsigned char)(hex(sum[2 * i]) << 4 | hex(sum[2 * i + 1]));
	for (int i = 0; i < 33; i += 3) {
		unsigned three = (unsigned)bytes[i] << 16 | (unsigned)bytes[i + 1] << 8 | bytes[i + 2];
		for (int shift = 18; shift >= (i == 30 ? 6 : 0); shift -= 6)
			buf_char(out, digits[three >> shift & 63]);
	}
	buf_char(out, '=');
}

/* A language tag (BCP 47) holds letters, digits and hyphens. */
static bool is_language(struct doc_slice s)
{
	for (uint32_t i = 0; i < s.len; i++)
		if (!((s.s[i] >= 'a' && s.s[i] <= 'z') || (s.s[i] >= 'A' && s.s[i] <= 'Z') || (s.s[i] == '-' && i) ||
		      (s.s[i] >= '0' && s.s[i] <= '9' && i)))
			return false;
	return s.len > 1 && s.len < 36;
}

static void put_title(struct html *h)
{
	struct doc_slice title = article_title(h->doc);
	if (title.len)
		put_slice(h->out, HTML, title);
	else
		put_slice(h->out, HTML, doc_str(h->doc, h->doc->meta.source));
}

static void put_page_head(struct html *h)
{
	buf_str(h->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n");
	buf_str(h->out,
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
	put_style_hash(h->out);
	buf_str(h->out, "'; base-uri 'none'; form-action 'none'\">\n");
	buf_str(h->out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			"<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	put_title(h);
	buf_str(h->out, " \xe2\x80\x93 pullquote</title>\n<style>");
	buf_str(h->out, html_style);
	buf_str(h->out, "</style>\n</head>\n");
}

static void put_header(struct html *h)
{
	const struct pq_doc *d = h->doc;
	for (uint32_t i = 0; i < article_notices(d, h->notes); i++) {
		buf_str(h->out, "<p class=\"notice\">");
		put_slice(h->out, HTML, article_notice(d, h->notes, i));
		buf_str(h->out, "</p>\n");
	}
	if (first_block(d, PQ_BLOCK_TITLE) < d->n_blocks)
		return;
	buf_str(h->out, "<h1>");
	put_title(h);
	buf_str(h->out, "</h1>\n");
	h->titled = true;
	html_credits(h);
}

static void put_footer(struct html *h)
{
	struct doc_slice url = doc_str(h->doc, h->doc->meta.url);
	buf_str(h->out, "<footer><p>Annotated by pullquote ");
	buf_str(h->out, pq_version());
	buf_str(h->out, " from ");
	if (link_is_safe(url)) {
		buf_str(h->out, "<a rel=\"noreferrer nofollow\" href=\"");
		put_href(h->out, HTML, url);
		buf_str(h->out, "\">");
		put_slice(h->out, HTML, url);
		buf_str(h->out, "</a>");
	} else {
		put_slice(h->out, HTML, doc_str(h->doc, h->doc->meta.source));
	}
	struct doc_slice charset = doc_str(h->doc, h->doc->meta.charset);
	if (charset.len && (charset.len != 5 || memcmp(charset.s, "UTF-8", 5) != 0)) {
		buf_str(h->out, ", which was in ");
		put_slice(h->out, HTML, charset);
	}
	buf_str(h->out, ".</p></footer>\n");
}

static void html_write(const struct pq_doc *doc, const struct pq_annotations *notes,
		       const struct export_options *options, struct buf *out)
{
	(void)options;
	struct html h = {.doc = doc,
			 .notes = notes,
			 .out = out,
			 .quote = PQ_NONE,
			 .link = PQ_NONE,
			 .entity = PQ_NONE,
			 .level = 1};
	struct doc_slice language = doc_str(doc, doc->meta.language);
	runs_init(&h.runs, doc, notes);
	put_page_head(&h);
	buf_str(out, "<body>\n<main>\n<article");
	if (is_language(language))
		buf_printf(out, " lang=\"%.*s\"", (int)language.len, language.s);
	buf_str(out, " dir=\"auto\">\n");
	put_header(&h);
	html_blocks(&h);
	buf_str(out, "</article>\n</main>\n");
	html_panes(&h);
	put_footer(&h);
	buf_str(out, "</body>\n</html>\n");
	out->failed |= h.runs.failed;
	runs_release(&h.runs);
}

const struct exporter export_html = {
	.name = "html",
	.extension = ".html",
	.media_type = "text/html",
	.help = "one page with the same panes, without script or outside resource",
	.write = html_write,
};
