reader_sources += src/view/list.h src/view/state.h src/view/view.h 
