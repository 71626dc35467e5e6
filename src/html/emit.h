/* html/emit.h - the chosen lines of a page as blocks of a document; private to this folder. */
#ifndef HTML_EMIT_H
#define HTML_EMIT_H

#include "html/page.h"

/** Append the lines of P to OUT as blocks with their links, which are resolved against BASE (may be NULL). */
void page_emit(const struct page *p, const char *base, struct doc_builder *out);

#endif
