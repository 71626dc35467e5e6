# The program.  It links the convenience libraries, not the shared one: fewer objects to load, a faster start.
bin_PROGRAMS += pullquote
pullquote_SOURCES = src/cli.c src/cli.h src/cli_options.def src/cli_text.c src/front_export.c src/front_list.c src/front_read.c src/main.c src/settings.c src/settings.h
pullquote_LDADD = libreader.la

# Completions, made by the program from its own table of options.
completions = src/completion.bash src/completion.zsh src/completion.fish
src/completion.bash: pullquote$(EXEEXT)
	$(AM_V_GEN)./pullquote$(EXEEXT) --completion bash > $@.tmp && mv $@.tmp $@
src/completion.zsh: pullquote$(EXEEXT)
	$(AM_V_GEN)./pullquote$(EXEEXT) --completion zsh > $@.tmp && mv $@.tmp $@
src/completion.fish: pullquote$(EXEEXT)
	$(AM_V_GEN)./pullquote$(EXEEXT) --completion fish > $@.tmp && mv $@.tmp $@
all-local: $(completions)
install-data-local: $(completions)
	$(MKDIR_P) '$(DESTDIR)$(datadir)/bash-completion/completions' '$(DESTDIR)$(datadir)/zsh/site-functions' \
		'$(DESTDIR)$(datadir)/fish/vendor_completions.d'
	$(INSTALL_DATA) src/completion.bash '$(DESTDIR)$(datadir)/bash-completion/completions/pullquote'
	$(INSTALL_DATA) src/completion.zsh '$(DESTDIR)$(datadir)/zsh/site-functions/_pullquote'
	$(INSTALL_DATA) src/completion.fish '$(DESTDIR)$(datadir)/fish/vendor_completions.d/pullquote.fish'
uninstall-local:
	rm -f '$(DESTDIR)$(datadir)/bash-completion/completions/pullquote' '$(DESTDIR)$(datadir)/zsh/site-functions/_pullquote' \
		'$(DESTDIR)$(datadir)/fish/vendor_completions.d/pullquote.fish'
CLEANFILES += $(completions)
