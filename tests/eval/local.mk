# accuracy over the annotated articles beside the repository
dist_check_SCRIPTS += tests/eval/accuracy.py
# what damage to the text costs: quote marks, capitals, misread letters, line breaks
dist_check_SCRIPTS += tests/eval/robust.py
# make robust: the whole table, for both engines
robust: pullquote
	top_srcdir=$(srcdir) top_builddir=. python3 $(srcdir)/tests/eval/robust.py --table
