/* html.c - bytes of HTML -> document. */
#include "html/html.h"

enum pq_status html_read(const char *text, size_t len, const char *base, struct doc_builder *out,
			 struct pq_error *error)
{
	(void)base;
	return html_strip(text, len, out, error);
}
