engine_sources += src/engine/engine.h src/engine/version.c
