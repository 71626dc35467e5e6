/* html/url.h - links of a page made absolute; private to this folder.  Source: RFC 3986, section 5.2. */
#ifndef HTML_URL_H
#define HTML_URL_H

#include "base/buf.h"

/** Append HREF, seen from BASE (NULL or "": none), to OUT.  False, and nothing appended: a scheme other than http, https or
 *  mailto, or a relative link without a base.  A fragment ("#a") stays what it is.  Blanks and controls in it are escaped or dropped. */
bool url_resolve(const char *base, const char *href, size_t len, struct buf *out);

#endif
