/* SHA-256 against the vectors of FIPS 180-4 (and NIST's example of a million a), FNV-1a's stability. */
#include "test.h"

#include "base/hash.h"

static void sha256_gives_the_standard_vectors(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopq"
		 "rstnopqrstu",
		 "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
	};
	char out[65];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		sha256_hex(rows[i].text, strlen(rows[i].text), out);
		assert_string_equal(out, rows[i].want);
	}
	char *million = malloc(1000000);
	memset(million, 'a', 1000000);
	sha256_hex(million, 1000000, out);
	free(million);
	assert_string_equal(out, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The padding takes one block or two; the edges are 55, 56, 63, 64. */
static void sha256_pads_at_every_length(void **state)
{
	(void)state;
	static const struct {
		size_t len;
		const char *want;
	} rows[] = {
		{55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
		{56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
		{63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
		{64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
	};
	char text[64], out[65];
	memset(text, 'a', sizeof text);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		sha256_hex(text, rows[i].len, out);
		assert_string_equal(out, rows[i].want);
	}
}

static void hash_is_the_same_everywhere(void **state)
{
	(void)state;
	assert_true(hash_bytes("", 0) == hash_bytes("x", 0));
	assert_true(hash_bytes("ab", 2) != hash_bytes("ba", 2));
	assert_true(hash_bytes("a\0", 2) != hash_bytes("a", 1));
	assert_true(hash_bytes("pullquote", 9) == UINT64_C(0x3236caa02b3abd65));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_gives_the_standard_vectors),
		cmocka_unit_test(sha256_pads_at_every_length),
		cmocka_unit_test(hash_is_the_same_everywhere),
	};
	return cmocka_run_group_tests_name("base/hash", tests, NULL, NULL);
}
