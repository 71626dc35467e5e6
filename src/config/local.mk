reader_sources += src/config/action.h src/config/actions.def src/config/keymap.h src/config/option.h src/config/options.def src/config/roles.def src/config/theme.h 
