engine_sources += src/annotate/annotate.h src/annotate/passes.h src/annotate/lexicon.h src/annotate/evidence.def
