/* base/web.h - addresses of web pages, as far as everybody has to know them. */
#ifndef BASE_WEB_H
#define BASE_WEB_H

#include "base/buf.h"

/** Is NAME a page to fetch rather than a file: "http://..." or "https://..."? */
bool web_is_page(const char *name);
/** Does NAME begin as a URL of any kind does: letters and "://"? */
bool web_has_scheme(const char *name);
/** Append URL without the user name and password that may stand in it: what may be shown, stored and exported. */
void web_show(const char *url, struct buf *out);

#endif
