engine_sources += src/annotate/annotate.h src/annotate/passes.h src/annotate/lexicon.h src/annotate/evidence.def
engine_sources += src/annotate/annotate.c src/annotate/context.c src/annotate/lexicon.c src/annotate/token.c src/annotate/sentence.c
engine_sources += src/annotate/attribution.h src/annotate/speakers.h src/annotate/findings.h
engine_sources += src/annotate/marks.c src/annotate/units.c src/annotate/verbs.c src/annotate/source.c src/annotate/clause.c
engine_sources += src/annotate/attribution.c src/annotate/attribution_direct.c src/annotate/attribution_reported.c src/annotate/transcript.c
engine_sources += src/annotate/refusal.c src/annotate/source_head.c src/annotate/speakers.c src/annotate/sources.c src/annotate/findings.c src/annotate/findings_quotes.c
engine_sources += src/annotate/names.h src/annotate/names.c src/annotate/capitals.c src/annotate/runs.c src/annotate/evidence.c src/annotate/join.c src/annotate/join.h src/annotate/entities.c src/annotate/entities_finish.c
engine_sources += src/annotate/people.h src/annotate/people.c src/annotate/describe.c src/annotate/nominal.c src/annotate/findings_names.c src/annotate/values.c src/annotate/values.h
