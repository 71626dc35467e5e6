/* Any bytes through text/: what comes out is valid, and every walk over it ends where it should. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/width.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void walk_graphemes(const char *s, size_t len)
{
	uint32_t cells = 0;
	for (size_t at = 0; at < len;) {
		char shown[32];
		struct grapheme g = grapheme_at(s + at, len - at);
		size_t n = grapheme_show(s + at, len - at, shown);
		assert(g.len > 0 && g.len <= len - at && g.width <= 2 && n < sizeof shown);
		assert(utf8_valid(shown, n) == n);
		for (const char *p = shown; p < shown + n;) {
			uint32_t c = utf8_next(&p, shown + n);
			assert(!char_is_control(c) && c != '\n');
		}
		at += g.len;
		cells += g.width;
	}
	assert(text_width(s, len) == cells);
	uint32_t used;
	assert(text_fit(s, len, cells, &used) == len && used == cells);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf clean = {0}, folded = {0};
	utf8_scrub(&clean, (const char *)bytes, len);
	assert(!clean.failed && utf8_valid(clean.bytes, clean.len) == clean.len && !memchr(clean.bytes, 0, clean.len));
	size_t n = 0;
	for (const char *p = clean.bytes, *end = p + clean.len; p < end; n++)
		utf8_next(&p, end);
	assert(utf8_count(clean.bytes, clean.len) == n);
	for (const char *p = clean.bytes + clean.len; p > clean.bytes; n--)
		utf8_prev(&p, clean.bytes);
	assert(n == 0);
	walk_graphemes(clean.bytes, clean.len);
	walk_graphemes((const char *)bytes, len);
	text_fold(&folded, clean.bytes, clean.len);
	assert(utf8_valid(folded.bytes, folded.len) == folded.len);
	uint8_t *breaks = mem_alloc(clean.len);
	text_breaks(clean.bytes, clean.len, breaks);
	mem_free(breaks);
	buf_release(&folded);
	buf_release(&clean);
	return 0;
}
