engine_sources += src/html/html.h src/html/sniff.c src/html/strip.c src/html/html.c
