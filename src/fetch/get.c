/* fetch/get.c - one page, by libcurl, within limits.  Nothing that the page names is loaded. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/error.h"
#include "base/web.h"
#include "config.h"
#include "fetch/fetch.h"

enum { PROGRESS_EVERY = 200 /* ms */ };

struct transfer {
	CURL *curl;
	const struct fetch_limits *limits;
	void (*progress)(size_t got);
	struct fetch_page *page;
	uint64_t told; /**< when progress was told last */
	bool too_large;
};

static uint64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* LEN unpacked bytes have come.  An answer that is no page is not read: it may be as long as it likes. */
static size_t take(char *bytes, size_t one, size_t len, void *user)
{
	struct transfer *t = user;
	struct buf *body = &t->page->body;
	long http = 0;
	(void)one;
	curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &http);
	t->too_large = http < 300 && len > t->limits->bytes - body->len;
	if (http >= 300 || t->too_large)
		return 0;
	buf_add(body, bytes, len);
	if (now() - t->told >= PROGRESS_EVERY) {
		t->told = now();
		t->progress(body->len);
	}
	return body->failed ? 0 : len;
}

/* libcurl itself knows nothing of these variables; its command line does, and OpenSSL where no file is set. */
static void set_authorities(CURL *curl)
{
	const char *file = getenv("CURL_CA_BUNDLE"), *folder = getenv("SSL_CERT_DIR");
	if (!file || !*file)
		file = getenv("SSL_CERT_FILE");
	if (file && *file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, file);
	if (folder && *folder)
		curl_easy_setopt(curl, CURLOPT_CAPATH, folder);
}

static void set_protocols(CURL *curl)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_up(struct transfer *t, const char *url, char detail[CURL_ERROR_SIZE])
{
	CURL *curl = t->curl;
	set_protocols(curl);
	set_authorities(curl);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(curl, CURLOPT_MAXREDIRS, t->limits->redirects);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, t->limits->ms);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, t->limits->ms);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* When time runs out, a name server that is still being asked is not waited for. */
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
#endif
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "pullquote/" PACKAGE_VERSION);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, ""); /* all that it unpacks */
	/* Cookies live as long as this one page: some sites answer without them by redirects for ever. */
	curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
}

/* A line of the header: what a stranger wrote in it loses whatever is not printable ASCII. */
static void add_line(struct buf *out, const char *key, const char *value, size_t len)
{
	buf_printf(out, "%s ", key);
	for (size_t i = 0; i < len; i++)
		if (value[i] > 0x1f && value[i] < 0x7f)
			buf_char(out, value[i]);
	buf_char(out, '\n');
}

/* "text/html; charset=utf-8".  Source: RFC 9110, section 8.3. */
static void add_type(struct buf *out, const char *type)
{
	static const char name[] = "charset=";
	size_t len = strcspn(type, "; \t");
	if (len)
		add_line(out, "type", type, len);
	for (const char *p = type + len; *p; p += strcspn(p, ";")) {
		p += strspn(p, "; \t");
		if (strncasecmp(p, name, sizeof name - 1))
			continue;
		p += sizeof name - 1;
		p += strspn(p, "\"'");
		add_line(out, "charset", p, strcspn(p, "\"'; \t"));
		return;
	}
}

static void describe(CURL *curl, const char *url, const struct buf *notice, struct buf *header)
{
	const char *type = NULL;
	curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
	add_line(header, "url", url, strlen(url));
	if (type)
		add_type(header, type);
	if (notice->len)
		add_line(header, "notice", notice->bytes, notice->len);
	header->failed |= notice->failed;
}

static void transfer(struct transfer *t, const char *url)
{
	char detail[CURL_ERROR_SIZE] = "";
	const char *last = url;
	struct buf asked = {0}, final = {0}, notice = {0};
	struct fetch_outcome o = {.detail = detail, .limits = t->limits};
	set_up(t, url, detail);
	o.code = curl_easy_perform(t->curl);
	o.got = t->page->body.len;
	o.too_large = t->too_large;
	curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &o.http);
	curl_easy_getinfo(t->curl, CURLINFO_OS_ERRNO, &o.os_error);
	curl_easy_getinfo(t->curl, CURLINFO_EFFECTIVE_URL, &last);
	web_show(url, &asked);
	web_show(last ? last : url, &final);
	bool failed = asked.failed || final.failed || t->page->body.failed;
	o.url = !failed ? final.bytes : "";
	if (o.code == CURLE_TOO_MANY_REDIRECTS)
		o.url = !failed ? asked.bytes : "";
	if (failed)
		(void)error_nomem(&t->page->error);
	else if (fetch_judge(&o, &notice, &t->page->error))
		describe(t->curl, final.bytes, &notice, &t->page->header);
	buf_release(&asked);
	buf_release(&final);
	buf_release(&notice);
}

void fetch_get(const char *url, const struct fetch_limits *limits, void (*progress)(size_t got), struct fetch_page *out)
{
	*out = (struct fetch_page){0};
	struct transfer t = {.limits = limits, .progress = progress, .page = out};
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(t.curl = curl_easy_init())) {
		(void)error_set(&out->error, PQ_EIO, "libcurl could not be started");
		return;
	}
	transfer(&t, url);
	curl_easy_cleanup(t.curl);
	curl_global_cleanup();
}
