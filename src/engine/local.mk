engine_sources += src/engine/engine.h src/engine/sniff.h src/engine/sniff.c src/engine/charset.h src/engine/charset.c \
	src/engine/labels.def src/engine/names.c src/engine/parse.h src/engine/parse.c src/engine/gunzip.h src/engine/gunzip.c src/engine/split.c src/engine/markdown.h src/engine/markdown.c src/engine/engine.c src/engine/article.c src/engine/version.c
