engine_sources += src/text/chars.h src/text/regex.h src/text/utf8.h src/text/width.h 
