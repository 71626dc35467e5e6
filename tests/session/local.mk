# tests of src/session
session_test_sources = tests/session/drive.c tests/session/drive.h
check_PROGRAMS += tests/session/test_fetch tests/session/test_session tests/session/test_walls tests/session/test_wire tests/session/test_worker
tests_session_test_session_SOURCES = tests/session/test_session.c $(session_test_sources)
tests_session_test_session_LDADD = $(test_libs)
tests_session_test_session_CPPFLAGS = $(test_cppflags)
tests_session_test_wire_SOURCES = tests/session/test_wire.c
tests_session_test_wire_LDADD = $(test_libs)
tests_session_test_wire_CPPFLAGS = $(test_cppflags)
tests_session_test_worker_SOURCES = tests/session/test_worker.c $(session_test_sources)
tests_session_test_worker_LDADD = $(test_libs)
tests_session_test_worker_CPPFLAGS = $(test_cppflags)
tests_session_test_fetch_SOURCES = tests/session/test_fetch.c $(session_test_sources)
tests_session_test_fetch_LDADD = $(test_libs)
tests_session_test_fetch_CPPFLAGS = $(test_cppflags)
tests_session_test_walls_SOURCES = tests/session/test_walls.c $(session_test_sources)
tests_session_test_walls_LDADD = $(test_libs)
tests_session_test_walls_CPPFLAGS = $(test_cppflags)
