/* fetch/judge.c - what became of a transfer, in words that a person can act on. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "fetch/fetch.h"

enum { LONGEST_URL = 100, LONGEST_HOST = 80, LONGEST_DETAIL = 90 };

static const struct {
	long status;
	const char *means, *what_to_do;
} answers[] = {
	{401, "Unauthorized", "save the page in a browser that is logged in, and open the file"},
	{402, "Payment Required", "save the page in a browser that is logged in, and open the file"},
	{403, "Forbidden", "the server does not give it to this program; save the page in a browser and open the file"},
	{404, "Not Found", "there is no such page; check the address"},
	{406, "Not Acceptable", "save the page in a browser and open the file"},
	{410, "Gone", "the page was taken away; an archive may have it"},
	{429, "Too Many Requests", "try again later"},
	{451, "Unavailable For Legal Reasons", "the page may not be shown from here"},
	{500, "Internal Server Error", "the server is at fault; try again later"},
	{502, "Bad Gateway", "the server is at fault; try again later"},
	{503, "Service Unavailable", "try again later"},
	{504, "Gateway Timeout", "try again later"},
};

static bool is_page(long http)
{
	return http >= 200 && http < 300 && http != 204 && http != 205;
}

/* Words of our own for the status: those of the server are a stranger's. */
static void refuse_answer(const struct fetch_outcome *o, const char *url, struct pq_error *error)
{
	const char *means = o->http < 400 ? "no page" : "an error", *advice = "check the address, or try again later";
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (answers[i].status == o->http) {
			means = answers[i].means;
			advice = answers[i].what_to_do;
		}
	}
	(void)error_set(error, PQ_EIO, "%s: the server answers %ld (%s): %s", url, o->http, means, advice);
}

static void host_of(const char *url, char out[LONGEST_HOST + 1])
{
	const char *host = strstr(url, "://");
	host = host ? host + 3 : url;
	(void)snprintf(out, LONGEST_HOST + 1, "%.*s", (int)strcspn(host, "/?#\\"), host);
}

static void explain_connection(const struct fetch_outcome *o, struct pq_error *error)
{
	char host[LONGEST_HOST + 1];
	host_of(o->url, host);
	switch (o->code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		(void)error_set(error, PQ_EIO, "cannot find the server %s: check the address and the connection", host);
		break;
	case CURLE_COULDNT_RESOLVE_PROXY:
		(void)error_set(error, PQ_EIO,
				"cannot find the proxy that the environment names: check http_proxy and https_proxy");
		break;
	case CURLE_COULDNT_CONNECT:
		(void)error_set(error, PQ_EIO, "cannot connect to %s: %s; check the address, or try again later", host,
				o->os_error ? strerror((int)o->os_error) : "nobody answers");
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
		(void)error_set(
			error, PQ_EIO,
			"%s cannot prove that it is that server, so nothing was read: %.*s; SSL_CERT_FILE can name "
			"other authorities",
			host, LONGEST_DETAIL, o->detail);
		break;
	case CURLE_SSL_CACERT_BADFILE:
		(void)error_set(error, PQ_EIO,
				"the file of certificate authorities cannot be read: check SSL_CERT_FILE, or install "
				"ca-certificates");
		break;
	default:
		(void)error_set(error, PQ_EIO, "no secure connection to %s: %.*s", host, LONGEST_DETAIL, o->detail);
	}
}

static void explain(const struct fetch_outcome *o, const char *url, struct pq_error *error)
{
	switch (o->code) {
	case CURLE_OPERATION_TIMEDOUT:
		(void)error_set(error, PQ_EIO, "%s: no answer within %ld s; try again later", url,
				(o->limits->ms + 999) / 1000);
		break;
	case CURLE_TOO_MANY_REDIRECTS:
		(void)error_set(error, PQ_EIO,
				"%s leads on from address to address, more than %ld times; check the address", url,
				o->limits->redirects);
		break;
	case CURLE_UNSUPPORTED_PROTOCOL:
		(void)error_set(error, PQ_EUNSUPPORTED,
				o->http ? "%s leads to an address that is neither http nor https, which is not followed"
					: "%s: no web server answers there in HTTP; check the address",
				url);
		break;
	case CURLE_URL_MALFORMAT:
		(void)error_set(error, PQ_EINVAL,
				o->http ? "%s leads to something that is no web address"
					: "%s is no complete web address",
				url);
		break;
	case CURLE_BAD_CONTENT_ENCODING:
		(void)error_set(error, PQ_EFORMAT, "%s came packed in a way that cannot be unpacked: %.*s", url,
				LONGEST_DETAIL, o->detail);
		break;
	case CURLE_GOT_NOTHING:
		(void)error_set(error, PQ_EIO, "%s: the server closed the connection without a word; try again later",
				url);
		break;
	case CURLE_OUT_OF_MEMORY:
		(void)error_nomem(error);
		break;
	default:
		(void)error_set(error, PQ_EIO, "%s: %.*s; try again later", url, LONGEST_DETAIL,
				*o->detail ? o->detail : curl_easy_strerror(o->code));
	}
}

/* The connection broke, or time ran out, with a part of the page there. */
static bool is_cut(const struct fetch_outcome *o)
{
	static const CURLcode breaks[] = {CURLE_PARTIAL_FILE, CURLE_OPERATION_TIMEDOUT,   CURLE_RECV_ERROR, CURLE_HTTP2,
					  CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR};
	for (size_t i = 0; o->got && i < sizeof breaks / sizeof *breaks; i++)
		if (o->code == breaks[i])
			return true;
	return false;
}

bool fetch_judge(const struct fetch_outcome *o, struct buf *notice, struct pq_error *error)
{
	char url[LONGEST_URL + 4];
	(void)snprintf(url, sizeof url, strlen(o->url) > LONGEST_URL ? "%.*s..." : "%.*s", LONGEST_URL, o->url);
	*error = (struct pq_error){0};
	if (o->too_large) {
		(void)error_set(error, PQ_ETOOBIG, "%s is larger than %zu MiB, which is more than is fetched", url,
				o->limits->bytes >> 20);
		return false;
	}
	bool answered = o->code == CURLE_OK || is_cut(o) || o->code == CURLE_WRITE_ERROR;
	if (answered && o->http && !is_page(o->http)) {
		refuse_answer(o, url, error);
		return false;
	}
	if (o->code == CURLE_OK)
		return true;
	if (is_cut(o)) {
		buf_printf(notice, "The page is cut: %s after %zu bytes. What came is shown.",
			   o->code == CURLE_OPERATION_TIMEDOUT ? "time ran out" : "the connection broke", o->got);
		return true;
	}
	static const CURLcode connection[] = {CURLE_COULDNT_RESOLVE_HOST,     CURLE_COULDNT_RESOLVE_PROXY,
					      CURLE_COULDNT_CONNECT,          CURLE_SSL_CONNECT_ERROR,
					      CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE};
	for (size_t i = 0; i < sizeof connection / sizeof *connection; i++) {
		if (o->code == connection[i]) {
			explain_connection(o, error);
			return false;
		}
	}
	explain(o, url, error);
	return false;
}
