engine_sources += src/html/html.h 
