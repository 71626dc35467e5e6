engine_sources += src/doc/anno.h src/doc/anno_build.c src/doc/anno_open.c src/doc/blob.c src/doc/blob.h src/doc/build.c src/doc/build.h src/doc/entries.c src/doc/entries.h \
	src/doc/query.c src/doc/query.h src/doc/snapshot.c src/doc/snapshot.h src/doc/speaker.c src/doc/speaker.h
