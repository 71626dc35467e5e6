reader_sources += src/session/batch.h src/session/session.h src/session/worker.h 
