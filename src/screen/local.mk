reader_sources += src/screen/color.c src/screen/dump.c src/screen/grid.c src/screen/grid.h src/screen/memory.c src/screen/style.h \
	src/screen/term.h
