/* gunzip.c - gzip unpacked by zlib. */
#include "engine/gunzip.h"

#include <dlfcn.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "base/error.h"

enum { WINDOW = 15 + 16 /* zlib's for gzip */, PIECE = 1 << 16 };

struct zlib {
	int (*init)(z_streamp, int, const char *, int);
	int (*inflate)(z_streamp, int);
	int (*reset)(z_streamp);
	int (*end)(z_streamp);
};

/* A function's address by dlsym: POSIX lets the object pointer be read as a function's. */
static bool find(void *library, const char *name, void *function)
{
	void *address = dlsym(library, name);
	memcpy(function, &address, sizeof address);
	return address != NULL;
}

static const struct zlib *load(void)
{
	static struct zlib functions;
	static bool loaded;
	void *library = loaded ? NULL : dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
	if (library)
		loaded = find(library, "inflateInit2_", &functions.init) &&
			 find(library, "inflate", &functions.inflate) &&
			 find(library, "inflateReset", &functions.reset) && find(library, "inflateEnd", &functions.end);
	return loaded ? &functions : NULL;
}

void gunzip_prepare(void)
{
	(void)load();
}

bool gunzip_sniff(const void *bytes, size_t len)
{
	return len >= 3 && !memcmp(bytes, "\x1f\x8b\x08", 3);
}

static size_t limit_of(size_t len)
{
	uint64_t most = (uint64_t)len * GUNZIP_TIMES;
	return most < GUNZIP_ALWAYS ? GUNZIP_ALWAYS : most > GUNZIP_MOST ? GUNZIP_MOST : (size_t)most;
}

/* Unpack until a member ends or nothing more comes of it; zlib's answer. */
static int one_member(const struct zlib *z, z_stream *s, size_t limit, struct buf *out)
{
	int answer = Z_OK;
	while (answer == Z_OK && out->len < limit && buf_reserve(out, PIECE)) {
		size_t room = out->cap - out->len - 1;
		if (room > limit - out->len)
			room = limit - out->len;
		s->next_out = (Bytef *)out->bytes + out->len;
		s->avail_out = room > UINT_MAX ? UINT_MAX : (uInt)room;
		uInt before = s->avail_out;
		answer = z->inflate(s, Z_NO_FLUSH);
		out->len += before - s->avail_out;
		out->bytes[out->len] = '\0';
	}
	return answer;
}

static enum gunzip_end all_members(const struct zlib *z, z_stream *s, size_t limit, struct buf *out)
{
	for (;;) {
		int answer = one_member(z, s, limit, out);
		if (answer == Z_OK && out->len >= limit)
			return GUNZIP_BOMB;
		if (answer != Z_STREAM_END)
			return answer == Z_BUF_ERROR || (answer == Z_OK && !s->avail_in) ? GUNZIP_CUT : GUNZIP_BROKEN;
		/* Files are padded with zeros now and then. */
		while (s->avail_in && !*s->next_in) {
			s->next_in++;
			s->avail_in--;
		}
		if (!s->avail_in)
			return GUNZIP_WHOLE;
		if (!gunzip_sniff(s->next_in, s->avail_in) || z->reset(s) != Z_OK)
			return GUNZIP_BROKEN;
	}
}

enum pq_status gunzip(const void *bytes, size_t len, struct buf *out, enum gunzip_end *end, struct pq_error *error)
{
	const struct zlib *z = load();
	/* Not const in its interface, though zlib only reads there. */
	z_stream s = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = len > UINT_MAX ? UINT_MAX : (uInt)len};
	if (!z)
		return error_set(error, PQ_EUNSUPPORTED,
				 "this is packed with gzip, and zlib, which unpacks it, is not installed");
	if (z->init(&s, WINDOW, ZLIB_VERSION, (int)sizeof s) != Z_OK)
		return error_nomem(error);
	*end = all_members(z, &s, limit_of(len), out);
	z->end(&s);
	return out->failed ? error_nomem(error) : PQ_OK;
}
