engine_sources += src/layout/layout.h src/layout/layout.c src/layout/parts.h src/layout/segment.c src/layout/wrap.c \
	src/layout/table.c src/layout/glyph.c
