reader_sources += src/ui/ui.h 
