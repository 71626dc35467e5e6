engine_sources += src/layout/layout.h 
