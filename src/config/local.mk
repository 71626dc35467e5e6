reader_sources += src/config/action.c src/config/action.h src/config/actions.def src/config/commands.def src/config/key.c src/config/keymap.c src/config/keymap.h \
	src/config/lines.c src/config/lines.h src/config/option.c src/config/option.h src/config/options.def src/config/palette.c \
	src/config/palette.h src/config/roles.def src/config/theme.c src/config/theme.h src/config/theme_file.c
