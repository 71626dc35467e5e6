reader_sources += src/view/article.c src/view/articles.c src/view/audit.c src/view/banner.c src/view/cells.c src/view/charsets.c src/view/entities.c \
	src/view/frame.c src/view/gutter.c src/view/help.c src/view/hints.c src/view/left_out.c src/view/list.c src/view/list.h src/view/map.c \
	src/view/order.c src/view/paint.h src/view/place.c src/view/quotes.c src/view/runs.c src/view/signs.def \
	src/view/sources.c src/view/speaker.c src/view/state.h src/view/status.c src/view/view.c src/view/view.h \
	src/view/who.c src/view/who_said.c src/view/why.c src/view/words.c
