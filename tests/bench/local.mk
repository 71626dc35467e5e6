# make bench: ratios against a hello-curses program and w3m, measured in the same run; the engine's speed over TEXTS (articles as
# plain text); what PAGES (saved from the web) cost beside libxml2's bare parser.  Not a test: it depends on the machine.
EXTRA_DIST += tests/bench/bench.py
EXTRA_PROGRAMS += tests/bench/hello tests/bench/engine tests/bench/pages
tests_bench_hello_SOURCES = tests/bench/hello.c
tests_bench_hello_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
tests_bench_hello_LDADD = $(NCURSES_LIBS)
tests_bench_engine_SOURCES = tests/bench/engine.c
tests_bench_engine_LDADD = libengine.la
tests_bench_pages_SOURCES = tests/bench/pages.c
tests_bench_pages_CPPFLAGS = $(AM_CPPFLAGS) $(LIBXML2_CFLAGS)
tests_bench_pages_LDADD = libreader.la
CLEANFILES += tests/bench/hello tests/bench/engine tests/bench/pages
TEXTS = $(srcdir)/data/en/sample.txt
PAGES = `ls $(srcdir)/../shared/eval/pages/*.html 2>/dev/null`
bench: pullquote tests/bench/hello tests/bench/engine tests/bench/pages
	python3 $(srcdir)/tests/bench/bench.py ./pullquote ./tests/bench/hello $(ROUNDS)
	PULLQUOTE_DATA=$(srcdir)/data ./tests/bench/engine 5 $(TEXTS)
	PULLQUOTE_DATA=$(srcdir)/data ./tests/bench/pages 9 $(PAGES)
# make bench-peers: words a second and accuracy beside other finders of quotes, in one run (PEERS="--rounds 1 --light"); fetches them first.
EXTRA_DIST += tests/bench/peers/peers.py tests/bench/peers/spacy_peer.py tests/bench/peers/corenlp_peer.py
EXTRA_DIST += tests/bench/peers/requirements.txt tests/bench/peers/pom.xml
bench-peers: pullquote
	python3 $(srcdir)/tests/bench/peers/peers.py ./pullquote . $(PEERS) || test $$? = 77
# make hostile-big: the hostile corpus with its giants, a table of what each costs (some minutes, 1 GB under TMPDIR).
hostile-big: pullquote
	top_srcdir=$(srcdir) top_builddir=. PULLQUOTE_DATA=$(srcdir)/data python3 $(srcdir)/tests/cli/hostile.py --big
# make bench-extractors: body F1 and CPU a page beside trafilatura and readability.js over SAVED, saved pages with their bodies; fetches them first.
EXTRA_DIST += tests/bench/extractors/extractors.py tests/bench/extractors/readability.js tests/bench/extractors/trafilatura_peer.py
SAVED = $(srcdir)/../shared/eval/pages
SCORER = $(srcdir)/../shared/eval/score.py
bench-extractors: pullquote
	PULLQUOTE_DATA=$(srcdir)/data python3 $(srcdir)/tests/bench/extractors/extractors.py ./pullquote $(SCORER) $(SAVED) || test $$? = 77
