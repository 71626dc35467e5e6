/* Arena, growing arrays, byte builder, interned strings: what they hold, and what they do when memory runs out. */
#include "test.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	for (size_t size = 1; size < 3000000; size = size * 3 + 1) {
		unsigned char *p = arena_alloc(&a, size);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i += 1 + size / 64)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, size);
	}
	assert_false(a.failed);
	arena_release(&a);
	assert_null(a.chunk);
	arena_release(&a);
}

static void arena_clear_zeroes_what_it_gives_again(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	memset(arena_alloc(&a, 100000), 0xff, 100000);
	assert_non_null(arena_alloc(&a, 10));
	arena_clear(&a);
	const unsigned char *p = arena_alloc(&a, 100000);
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(p[i], 0);
	arena_release(&a);
}

static bool count_bytes(size_t size, void *user)
{
	*(size_t *)user += size;
	return true;
}

static void arena_clear_keeps_the_largest_chunk(void **state)
{
	(void)state;
	struct arena a;
	size_t bytes = 0;
	arena_init(&a);
	assert_non_null(arena_alloc(&a, 5000000));
	assert_non_null(arena_alloc(&a, 5000));
	arena_clear(&a);
	alloc_set_hook(count_bytes, &bytes);
	assert_non_null(arena_alloc(&a, 4000000));
	alloc_set_hook(NULL, NULL);
	assert_int_equal(bytes, 0);
	arena_release(&a);
}

static void arena_does_not_grow_with_one_large_piece(void **state)
{
	(void)state;
	struct arena a;
	size_t bytes = 0;
	arena_init(&a);
	assert_non_null(arena_alloc(&a, 50000000));
	alloc_set_hook(count_bytes, &bytes);
	assert_non_null(arena_alloc(&a, 100));
	alloc_set_hook(NULL, NULL);
	assert_in_range(bytes, 100, 2000000);
	arena_release(&a);
}

static void arena_prints_and_copies(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	assert_string_equal(arena_printf(&a, "%s-%d", "x", 42), "x-42");
	assert_string_equal(arena_copy(&a, "abcdef", 3), "abc");
	assert_string_equal(arena_copy(&a, NULL, 0), "");
	assert_null(arena_alloc(&a, SIZE_MAX));
	assert_true(a.failed);
	assert_null(arena_copy(&a, "x", SIZE_MAX));
	arena_clear(&a);
	assert_false(a.failed);
	arena_release(&a);
}

static void arena_failure_sticks(void **state)
{
	(void)state;
	test_each_allocation(m)
	{
		struct arena a;
		arena_init(&a);
		bool all = true;
		for (int i = 0; i < 40; i++)
			all = arena_alloc(&a, 1000) && all;
		assert_int_equal(all, !m.refused);
		assert_int_equal(a.failed, m.refused);
		arena_release(&a);
	}
}

static void vec_keeps_what_was_pushed(void **state)
{
	(void)state;
	struct pair {
		int a, b;
	};
	VEC(struct pair) v = {0};
	for (int i = 0; i < 10000; i++)
		assert_true(vec_push(&v, (struct pair){i, -i}));
	assert_int_equal(v.len, 10000);
	assert_true(v.cap >= v.len && v.cap < 20000);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(v.at[i].a + v.at[i].b + v.at[i].a, i);
	assert_int_equal(vec_last(&v).a, 9999);
	vec_release(&v);
	assert_null(v.at);
	assert_int_equal(v.len + v.cap, 0);
}

static void vec_is_unchanged_by_failure(void **state)
{
	(void)state;
	test_each_allocation(m)
	{
		VEC(uint64_t) v = {0};
		uint32_t pushed = 0;
		for (uint64_t i = 0; i < 200; i++)
			pushed += vec_push(&v, i);
		assert_int_equal(v.len, pushed);
		assert_int_equal(pushed == 200, !m.refused);
		for (uint32_t i = 0; i < v.len; i++)
			assert_int_equal(v.at[i], i);
		vec_release(&v);
	}
	void *at = NULL;
	uint32_t cap = 0;
	assert_false(vec_grow(&at, &cap, (size_t)UINT32_MAX + 1, 1));
	assert_false(vec_grow(&at, &cap, UINT32_MAX, SIZE_MAX / 2));
	assert_null(at);
}

static void buf_ends_in_nul_always(void **state)
{
	(void)state;
	struct buf b = {0};
	assert_true(buf_reserve(&b, 0));
	assert_int_equal(b.bytes[0], 0);
	buf_str(&b, "ab");
	buf_char(&b, 'c');
	buf_printf(&b, "%05d", 42);
	buf_add(&b, "\0x", 2);
	assert_int_equal(b.len, 10);
	assert_memory_equal(b.bytes, "abc00042\0x", 11);
	buf_clear(&b);
	assert_string_equal(b.bytes, "");
	for (int i = 0; i < 5000; i++)
		buf_printf(&b, "%d,", i % 10);
	assert_int_equal(b.len, 10000);
	assert_int_equal(strlen(b.bytes), 10000);
	size_t len;
	char *taken = buf_take(&b, &len);
	assert_int_equal(len, 10000);
	assert_null(b.bytes);
	mem_free(taken);
}

static void buf_encodes_utf8(void **state)
{
	(void)state;
	struct buf b = {0};
	static const uint32_t points[] = {'a', 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff};
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		buf_utf8(&b, points[i]);
	assert_string_equal(b.bytes, "a\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
	buf_release(&b);
}

static void buf_failure_sticks_until_cleared(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_str(&b, "kept");
	assert_false(buf_reserve(&b, SIZE_MAX));
	assert_true(b.failed);
	buf_str(&b, "more");
	buf_printf(&b, "%d", 1);
	assert_string_equal(b.bytes, "kept");
	size_t len = 7;
	assert_null(buf_take(&b, &len));
	assert_int_equal(len, 0);
	assert_false(b.failed);
	test_each_allocation(m)
	{
		struct buf c = {0};
		for (int i = 0; i < 300; i++)
			buf_printf(&c, "%d", i % 10);
		assert_int_equal(c.failed, m.refused);
		assert_int_equal(c.len == 300, !m.refused);
		buf_release(&c);
	}
}

static void intern_numbers_in_order_of_arrival(void **state)
{
	(void)state;
	struct intern t = {0};
	char name[16];
	assert_int_equal(intern_find(&t, "x", 1), UINT32_MAX);
	assert_int_equal(intern_add(&t, "", 0), 0);
	assert_int_equal(intern_add(&t, "", 0), 0);
	for (uint32_t i = 1; i < 5000; i++)
		assert_int_equal(intern_add(&t, name, (size_t)sprintf(name, "n%u", i)), i);
	for (uint32_t i = 1; i < 5000; i++) {
		size_t len;
		size_t want = (size_t)sprintf(name, "n%u", i);
		assert_int_equal(intern_add(&t, name, want), i);
		assert_int_equal(intern_find(&t, name, want), i);
		const char *got = intern_get(&t, i, &len);
		assert_int_equal(len, want);
		assert_memory_equal(got, name, want);
	}
	assert_int_equal(intern_find(&t, "n1x", 3), UINT32_MAX);
	assert_int_equal(t.len, 5000);
	intern_release(&t);
}

static void intern_survives_failure(void **state)
{
	(void)state;
	test_each_allocation(m)
	{
		struct intern t = {0};
		char name[16];
		uint32_t added = 0;
		for (uint32_t i = 0; i < 200; i++)
			added += intern_add(&t, name, (size_t)sprintf(name, "n%u", i)) != UINT32_MAX;
		assert_int_equal(t.len, added);
		assert_int_equal(added == 200, !m.refused);
		intern_release(&t);
	}
}

static void mem_checks_overflow(void **state)
{
	(void)state;
	assert_null(mem_zero(SIZE_MAX / 2, 3));
	assert_null(mem_copy("x", SIZE_MAX));
	char *copy = mem_copy("hello", 4);
	assert_string_equal(copy, "hell");
	mem_free(copy);
	void *p = mem_alloc(0);
	assert_non_null(p);
	mem_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_clear_zeroes_what_it_gives_again),
		cmocka_unit_test(arena_clear_keeps_the_largest_chunk),
		cmocka_unit_test(arena_does_not_grow_with_one_large_piece),
		cmocka_unit_test(arena_prints_and_copies),
		cmocka_unit_test(arena_failure_sticks),
		cmocka_unit_test(vec_keeps_what_was_pushed),
		cmocka_unit_test(vec_is_unchanged_by_failure),
		cmocka_unit_test(buf_ends_in_nul_always),
		cmocka_unit_test(buf_encodes_utf8),
		cmocka_unit_test(buf_failure_sticks_until_cleared),
		cmocka_unit_test(intern_numbers_in_order_of_arrival),
		cmocka_unit_test(intern_survives_failure),
		cmocka_unit_test(mem_checks_overflow),
	};
	return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
