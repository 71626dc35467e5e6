# The helper that fetches pages.  It takes what it needs of base/ and nothing of the engine: libcurl is loaded when a page is fetched and no sooner.
if HAVE_LIBCURL
pkglibexec_PROGRAMS += pullquote-fetch
endif
fetch_sources = src/fetch/fetch.h src/fetch/get.c src/fetch/judge.c src/fetch/main.c src/base/alloc.c src/base/buf.c src/base/error.c src/base/file.c \
	src/base/web.c
pullquote_fetch_SOURCES = $(fetch_sources)
pullquote_fetch_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCURL_CFLAGS)
pullquote_fetch_LDADD = $(LIBCURL_LIBS)
