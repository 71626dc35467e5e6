/* tests/engine/rig.h - the engine of a test program, and inputs that hold several articles. */
#ifndef TESTS_ENGINE_RIG_H
#define TESTS_ENGINE_RIG_H

#include "test.h"

#include "base/alloc.h"
#include "engine/engine.h"

static struct engine *engine;

static inline int set_up(void **state)
{
	(void)state;
	return engine_new(NULL, &engine, NULL);
}

static inline int tear_down(void **state)
{
	(void)state;
	engine_free(engine);
	return 0;
}

/** What an input called "in" is split into; BLOB.bytes NULL: it is one article.  Free them. */
struct split {
	struct blob blob;
	struct entries all;
	enum pq_status status;
	struct pq_error error;
};

static inline struct split split(const void *bytes, size_t len, unsigned packed)
{
	struct split s = {0};
	const struct pq_options options = {.name = "in"};
	s.status = engine_split(engine, bytes, len, &options, packed, &s.blob, &s.error);
	if (s.blob.bytes)
		assert_int_equal(entries_open(s.blob.bytes, s.blob.len, &s.all, &s.error), PQ_OK);
	return s;
}

static inline const char *notice_of(const struct split *s, uint32_t i)
{
	const char *notice = entries_str(&s->all, s->all.list[i].notice);
	return notice ? notice : "";
}

#endif
