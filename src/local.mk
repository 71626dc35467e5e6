# The program.  It links the convenience libraries, not the shared one: fewer objects to load, a faster start.
bin_PROGRAMS += pullquote
pullquote_SOURCES = src/main.c
pullquote_LDADD = libreader.la
