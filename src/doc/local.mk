engine_sources += src/doc/build.h src/doc/query.h src/doc/snapshot.h 
