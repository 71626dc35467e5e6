engine_sources += src/plain/plain.h 
