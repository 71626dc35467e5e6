engine_sources += src/html/html.h src/html/libxml.h src/html/libxml.c src/html/tags.def src/html/tag.h src/html/tag.c src/html/entities.def src/html/entity.h src/html/entity.c src/html/scan.h src/html/scan.c src/html/nest.h \
	src/html/nest.c src/html/tree.h src/html/tree.c src/html/line.h src/html/line.c src/html/weights.c src/html/weights.def src/html/weights.h src/html/words.def src/html/hint.h src/html/hint.c \
	src/html/page.h src/html/find.c src/html/told.c src/html/doubt.c src/html/lacks.c src/html/choose.c src/html/url.h src/html/url.c src/html/emit.h src/html/emit.c \
	src/html/facts.h src/html/facts.c src/html/jsonld.c src/html/title.c src/html/credit.c \
	src/html/feed.h src/html/feed.c src/html/feed_clean.c src/html/feed_entry.c src/html/sniff.c src/html/strip.c src/html/html.c
