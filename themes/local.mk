# Themes: files named as they are called.
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = themes/contrast-dark themes/contrast-light themes/dark themes/gruvbox themes/light themes/mono
