/* tests/test.h - what every unit test includes: cmocka and what it wants before it, and failing allocations. */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

/** Allocations that may still succeed, and whether one was refused. */
struct test_memory {
	unsigned left;
	_Bool refused;
};

static inline _Bool test_memory_hook(size_t size, void *user)
{
	struct test_memory *m = user;
	(void)size;
	if (m->left) {
		m->left--;
		return 1;
	}
	m->refused = 1;
	return 0;
}

/** Run BODY with every allocation from the first on failing in turn, until a run meets no failure:
 *    test_each_allocation(m) { ... tidy up whatever happened ... }
 *  M is the name of a struct test_memory to look at inside; every allocation from the failing one on is refused. */
#define test_each_allocation(m) \
	for (struct test_memory m = {0}, m##_round = {0, 1}; \
	     m##_round.refused \
		     ? (m = (struct test_memory){m##_round.left, 0}, alloc_set_hook(test_memory_hook, &m), 1) \
		     : (alloc_set_hook(NULL, NULL), 0); \
	     m##_round.refused = m.refused, m##_round.left++)

#endif
