# The program.  It links the convenience libraries, not the shared one: fewer objects to load, a faster start.
bin_PROGRAMS += pullquote
pullquote_SOURCES = src/cli.c src/cli.h src/cli_options.def src/cli_text.c src/front_export.c src/front_list.c src/front_read.c src/main.c src/settings.c src/settings.h
pullquote_LDADD = libreader.la
