engine_sources += src/base/alloc.c src/base/alloc.h src/base/arena.c src/base/arena.h src/base/buf.c src/base/buf.h src/base/error.c src/base/error.h src/base/file.c src/base/file.h src/base/hash.c src/base/hash.h src/base/place.c src/base/place.h src/base/sha256.c src/base/vec.c src/base/vec.h
engine_sources += src/base/web.c src/base/web.h
