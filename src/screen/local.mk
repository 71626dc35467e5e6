reader_sources += src/screen/grid.h src/screen/style.h src/screen/term.h 
