engine_sources += src/export/export.h 
