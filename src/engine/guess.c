/* guess.c - the character set of bytes that do not say it. */
#include "engine/guess.h"

#include <dlfcn.h>
#include <string.h>
#include <uchardet.h>

#include "engine/transcode.h"
#include "text/language.h"

enum { LOOKED_AT = 128 * 1024, SAMPLE = 16 * 1024, ROW = 4, LEAST = 8 };

static struct uchardet_functions {
	uchardet_t (*new)(void);
	int (*handle)(uchardet_t, const char *, size_t);
	void (*end)(uchardet_t);
	const char *(*charset)(uchardet_t);
	void (*delete)(uchardet_t);
} functions;
static bool tried, loaded;

/* A function's address by dlsym: POSIX lets the object pointer be read as a function's. */
static bool find(void *library, const char *name, void *function)
{
	void *address = dlsym(library, name);
	memcpy(function, &address, sizeof address);
	return address != NULL;
}

bool guess_prepare(void)
{
	/* Once: behind a worker's walls another attempt would be its end. */
	void *library = tried ? NULL : dlopen("libuchardet.so.0", RTLD_NOW | RTLD_LOCAL);
	tried = true;
	if (library)
		loaded = find(library, "uchardet_new", &functions.new) &&
			 find(library, "uchardet_handle_data", &functions.handle) &&
			 find(library, "uchardet_data_end", &functions.end) &&
			 find(library, "uchardet_get_charset", &functions.charset) &&
			 find(library, "uchardet_delete", &functions.delete);
	return loaded;
}

/* Names of the library that are no labels of the web. */
static const struct charset *by_name(const char *name)
{
	static const struct {
		const char *name, *label;
	} others[] = {{"UHC", "euc-kr"}, {"MAC-CYRILLIC", "x-mac-cyrillic"}, {"TIS-620", "windows-874"}};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(name, others[i].name))
			return charset_find(others[i].label);
	return charset_find(name);
}

/* As windows-1252, without what stands in tags. */
static bool reads_as_western(const char *s, size_t len, bool *failed)
{
	static const char known[] = " en de fr es pt it nl sv da id ";
	struct buf words = {0}, text = {0};
	size_t replaced;
	for (const char *end = s + (len < SAMPLE ? len : SAMPLE); s < end;) {
		const char *tag = memchr(s, '<', (size_t)(end - s)), *stop = tag ? tag : end;
		buf_add(&words, s, (size_t)(stop - s));
		buf_char(&words, ' ');
		const char *close = tag ? memchr(tag, '>', (size_t)(end - tag)) : NULL;
		s = close ? close + 1 : end;
	}
	struct pq_error error;
	const char *tag = NULL;
	if (!words.failed &&
	    transcode(charset_find("windows-1252"), words.bytes, words.len, &text, &replaced, &error) == PQ_OK)
		tag = text_language(text.bytes, text.len);
	*failed |= words.failed || text.failed;
	bool western = tag && strstr(known, tag);
	buf_release(&words);
	buf_release(&text);
	return western;
}

bool guess_is_dense(const char *s, size_t len)
{
	size_t all = 0, in_rows = 0, row = 0;
	for (size_t i = 0; i <= len; i++) {
		if (i < len && (unsigned char)s[i] >= 0x80) {
			row++;
			continue;
		}
		all += row;
		in_rows += row >= ROW ? row : 0;
		row = 0;
	}
	return in_rows >= LEAST && in_rows * 2 > all;
}

static const struct charset *ask_library(const char *s, size_t len)
{
	const struct charset *found = NULL;
	uchardet_t u = guess_prepare() ? functions.new() : NULL;
	if (!u)
		return NULL;
	if (functions.handle(u, s, len) == 0) {
		functions.end(u);
		found = by_name(functions.charset(u));
	}
	functions.delete(u);
	return found;
}

const struct charset *guess_charset(const char *s, size_t len, bool *failed)
{
	size_t from = 0;
	while (from < len && (unsigned char)s[from] < 0x80 && s[from] != 0x1b)
		from++;
	if (!guess_is_dense(s, len) && reads_as_western(s, len, failed))
		return charset_find("windows-1252");
	s += from;
	len -= from;
	return ask_library(s, len < LOOKED_AT ? len : LOOKED_AT);
}
