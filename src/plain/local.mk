engine_sources += src/plain/jsonl.h src/plain/jsonl.c src/plain/plain.h src/plain/chunk.h src/plain/chunk.c src/plain/judge.h src/plain/judge.c src/plain/byline.c \
	src/plain/form.h src/plain/form.c src/plain/sign.h src/plain/sign.c src/plain/mail.h src/plain/mail.c src/plain/plain.c
