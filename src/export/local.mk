engine_sources += src/export/export.h src/export/export.c src/export/formats.h \
	src/export/json.c src/export/jsonw.c src/export/jsonw.h src/export/offsets.c src/export/offsets.h \
	src/export/write.c src/export/write.h src/export/runs.c src/export/runs.h src/export/page.c src/export/page.h \
	src/export/text.c src/export/ansi.c src/export/csv.c src/export/md.c src/export/audit.c \
	src/export/html.c src/export/html.h src/export/html_text.c src/export/html_panes.c src/export/html_style.c
