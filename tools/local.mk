# what tools/ installs and distributes
EXTRA_DIST += tools/make-words
EXTRA_DIST += tools/screenshot
# The trainer of the tagger (doc/MODEL.md): built by `make trainer` alone, for the machine at hand.
EXTRA_DIST += tools/train/calibrate.py tools/train/names-corpus tools/train/names-teach tools/train/parse-hints tools/train/vectors.py
EXTRA_PROGRAMS += tools/train/trainer
tools_train_trainer_SOURCES = tools/train/corpus.c tools/train/corpus.h tools/train/crf.c tools/train/crf.h tools/train/export.c \
	tools/train/export.h tools/train/gemm.c tools/train/gemm.h tools/train/names.c tools/train/net.c tools/train/net.h tools/train/train.c
tools_train_trainer_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tools/train
tools_train_trainer_LDADD = libengine.la
trainer:
	$(MAKE) $(AM_MAKEFLAGS) CFLAGS='-O3 -march=native' tools/train/trainer$(EXEEXT)
.PHONY: trainer
# What the linker makes of right labels (doc/MODEL.md): built by `make linked` alone.
EXTRA_PROGRAMS += tools/train/linked
tools_train_linked_SOURCES = tools/train/corpus.c tools/train/corpus.h tools/train/linked.c tools/train/names.c
tools_train_linked_CPPFLAGS = $(tools_train_trainer_CPPFLAGS) $(JANSSON_CFLAGS)
tools_train_linked_LDADD = libengine.la $(JANSSON_LIBS)
linked: tools/train/linked$(EXEEXT)
.PHONY: linked
# What other weights make of pronouns: make pronouns, then tools/train/fit-pronouns.
EXTRA_DIST += tools/train/fit-pronouns
EXTRA_PROGRAMS += tools/train/pronouns
tools_train_pronouns_SOURCES = tools/train/pronouns.c
tools_train_pronouns_LDADD = libengine.la
pronouns: tools/train/pronouns$(EXEEXT)
.PHONY: pronouns
CLEANFILES += tools/train/linked$(EXEEXT) tools/train/pronouns$(EXEEXT) tools/train/trainer$(EXEEXT)
# What other weights make of saved pages whose article is known (doc/PAGES.md): make refit, then tools/pages/refit.py.
EXTRA_DIST += tools/pages/damage.py tools/pages/refit.py
EXTRA_PROGRAMS += tools/pages/refit
tools_pages_refit_SOURCES = tools/pages/refit.c
tools_pages_refit_LDADD = libengine.la $(JANSSON_LIBS)
tools_pages_refit_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
refit: tools/pages/refit$(EXEEXT)
.PHONY: refit
CLEANFILES += tools/pages/refit$(EXEEXT)
