engine_sources += src/annotate/annotate.h src/annotate/passes.h src/annotate/lexicon.h src/annotate/evidence.def
engine_sources += src/annotate/annotate.c src/annotate/context.c src/annotate/lexicon.c src/annotate/token.c src/annotate/sentence.c
