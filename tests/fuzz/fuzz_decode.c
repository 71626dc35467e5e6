/* Any bytes as text in a declared encoding, which the first byte chooses: what comes out is valid, and what is ASCII in UTF-8 is kept. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "engine/decode.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const labels[] = {
		NULL,           "utf-8",      "utf-16", "utf-16be", "windows-1252", "shift_jis", "euc-kr", "gb18030",
		"windows-1251", "iso-8859-2", "big5",   "euc-jp",   "koi8-r",       "utf-7",     "ibm037", "x-none"};
	const size_t n = sizeof labels / sizeof *labels;
	struct decoded text;
	struct decoding how;
	struct pq_error error;
	if (!len)
		return 0;
	const char *server = labels[bytes[0] % n], *page = labels[bytes[0] / n % n];
	const struct evidence said = {.server = server, .page = page};
	if (decode(bytes + 1, len - 1, &said, &text, &how, &error) == PQ_OK) {
		assert(how.name && !text.own.failed);
		assert(utf8_valid(text.s, text.len) == text.len && (!text.len || !memchr(text.s, 0, text.len)));
		assert(charset_find(how.name));
	} else {
		assert(error.message[0] != '\0');
	}
	decoded_release(&text);
	return 0;
}
