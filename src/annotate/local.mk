engine_sources += src/annotate/annotate.h 
