/* base/web.c - addresses of web pages. */
#include "base/web.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool web_is_page(const char *name)
{
	return !strncasecmp(name, "http://", 7) || !strncasecmp(name, "https://", 8);
}

/* Length of "scheme://" at the start of NAME, or 0.  Source: RFC 3986, section 3.1. */
static size_t scheme(const char *name)
{
	const char *p = name;
	if (!isalpha((unsigned char)*p))
		return 0;
	while (isalnum((unsigned char)*p) || (*p && strchr("+-.", *p)))
		p++;
	return strncmp(p, "://", 3) ? 0 : (size_t)(p + 3 - name);
}

bool web_has_scheme(const char *name)
{
	return scheme(name) != 0;
}

void web_show(const char *url, struct buf *out)
{
	size_t before = scheme(url);
	const char *host = url + before, *end = host + strcspn(host, "/?#\\");
	const char *at = before ? memrchr(host, '@', (size_t)(end - host)) : NULL;
	buf_add(out, url, before);
	buf_str(out, at ? at + 1 : host);
}
