reader_sources += src/session/batch.c src/session/batch.h src/session/entry.h src/session/entry.c src/session/child.c src/session/child.h src/session/session.c \
	src/session/session.h src/session/steps.c src/session/steps.h src/session/wire.c src/session/wire.h src/session/walls.c src/session/walls.h src/session/worker.c \
	src/session/worker.h src/session/fetch.c src/session/fetch.h
