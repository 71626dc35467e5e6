# make bench: ratios against a hello-curses program and w3m, measured in the same run.  Not a test: it depends on the machine.
EXTRA_DIST += tests/bench/bench.py
EXTRA_PROGRAMS += tests/bench/hello
tests_bench_hello_SOURCES = tests/bench/hello.c
tests_bench_hello_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
tests_bench_hello_LDADD = $(NCURSES_LIBS)
CLEANFILES += tests/bench/hello
bench: pullquote tests/bench/hello
	python3 $(srcdir)/tests/bench/bench.py ./pullquote ./tests/bench/hello $(ROUNDS)
