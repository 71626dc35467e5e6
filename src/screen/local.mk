reader_sources += src/screen/clipboard.c src/screen/clipboard.h src/screen/color.c src/screen/curses.c src/screen/dump.c src/screen/grid.c \
	src/screen/grid.h src/screen/input.c src/screen/input.h src/screen/memory.c src/screen/style.h src/screen/term.h src/screen/tty.c \
	src/screen/tty.h
