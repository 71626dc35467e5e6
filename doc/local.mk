# what doc/ installs and distributes
dist_pkgdata_DATA = doc/pullquote.schema.json
EXTRA_DIST += doc/ARCHITECTURE.md doc/STYLE.md doc/MODEL.md doc/PAGES.md

# The manual page: its lists are the program's own tables.
noinst_PROGRAMS += doc/genman
doc_genman_SOURCES = doc/genman.c
doc_genman_LDADD = libreader.la
nodist_man_MANS += doc/pullquote.1
EXTRA_DIST += doc/pullquote.1.in
CLEANFILES += doc/pullquote.1
doc/pullquote.1: doc/pullquote.1.in doc/genman$(EXEEXT) pullquote$(EXEEXT)
	$(AM_V_GEN)./pullquote$(EXEEXT) --help-man | doc/genman$(EXEEXT) $(srcdir)/doc/pullquote.1.in > $@.tmp && mv $@.tmp $@
