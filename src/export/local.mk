engine_sources += src/export/export.h src/export/export.c src/export/formats.h \
	src/export/json.c src/export/jsonw.c src/export/jsonw.h src/export/offsets.c src/export/offsets.h
