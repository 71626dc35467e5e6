# tests of src/config
check_PROGRAMS += tests/config/test_keymap tests/config/test_option tests/config/test_theme
tests_config_test_keymap_SOURCES = tests/config/test_keymap.c
tests_config_test_keymap_LDADD = $(test_libs)
tests_config_test_keymap_CPPFLAGS = $(test_cppflags)
tests_config_test_option_SOURCES = tests/config/test_option.c
tests_config_test_option_LDADD = $(test_libs)
tests_config_test_option_CPPFLAGS = $(test_cppflags)
tests_config_test_theme_SOURCES = tests/config/test_theme.c
tests_config_test_theme_LDADD = $(test_libs)
tests_config_test_theme_CPPFLAGS = $(test_cppflags)
dist_check_SCRIPTS += tests/config/manual_test.py
