/* base/place.c - where the program's own files lie. */
#include "base/place.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_there(struct buf *path)
{
	return !path->failed && access(path->bytes, R_OK | X_OK) == 0;
}

static const char *from_environment(const char *what)
{
	char name[64] = "PULLQUOTE_";
	size_t n = strlen(name);
	for (const char *p = what; *p && n < sizeof name - 1; p++)
		name[n++] = (char)toupper((unsigned char)*p);
	return getenv(name);
}

/* The first of: beside this program, in FROM_SELF seen from it, in INSTALLED. */
static bool find(const char *what, const char *from_self, const char *installed, struct buf *out)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash = n > 0 ? memrchr(self, '/', (size_t)n) : NULL;
	if (slash) {
		*slash = '\0';
		buf_clear(out);
		buf_printf(out, "%s/%s", self, what);
		if (is_there(out))
			return true;
		buf_clear(out);
		buf_printf(out, "%s/%s/%s", self, from_self, what);
		if (is_there(out))
			return true;
	}
	buf_clear(out);
	buf_printf(out, "%s/%s", installed, what);
	return is_there(out);
}

bool place_find(const char *what, struct buf *out)
{
	const char *set = from_environment(what);
	if (!set || !*set)
		return find(what, "../share/pullquote", PQ_DATADIR, out);
	buf_clear(out);
	buf_str(out, set);
	return is_there(out);
}

bool place_helper(const char *name, struct buf *out)
{
	return find(name, "../libexec/pullquote", PQ_LIBEXECDIR, out);
}
