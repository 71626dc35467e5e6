# The program.  It links the convenience libraries, not the shared one: fewer objects to load, a faster start.
bin_PROGRAMS += pullquote
pullquote_SOURCES = src/cli.c src/cli.h src/cli_options.def src/cli_text.c src/front_export.c src/main.c
pullquote_LDADD = libreader.la
