engine_sources += src/text/chars.c src/text/chars.h src/text/regex.c src/text/regex.h src/text/utf8.c src/text/utf8.h \
	src/text/width.c src/text/width.h src/text/phrase.h src/text/phrase.c src/text/language.h src/text/language.c src/text/date.h src/text/date.c \
	src/text/charset.h src/text/charset.c src/text/charsets.def
