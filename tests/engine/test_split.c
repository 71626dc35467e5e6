/* tests/engine/test_split.c - gzip and JSON lines: whole, cut short, damaged, too large, nested; and the library's calls over them. */
#include "rig.h"

#include <zlib.h>

#include "engine/gunzip.h"

/** S packed with gzip; free it. */
static char *pack(const char *s, size_t len, size_t *out)
{
	z_stream z = {0};
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
	size_t room = deflateBound(&z, len);
	char *packed = malloc(room);
	z.next_in = (Bytef *)(uintptr_t)s;
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)packed;
	z.avail_out = (uInt)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	*out = z.total_out;
	deflateEnd(&z);
	return packed;
}

static const char story[] =
	"\xe2\x80\x9cWe waited,\xe2\x80\x9d Ada Brack, a teacher, said on Tuesday in the harbour of Holm.\n";

static void an_article_is_left_alone(void **state)
{
	(void)state;
	struct split s = split(story, sizeof story - 1, 0);
	assert_int_equal(s.status, PQ_OK);
	assert_null(s.blob.bytes);
}

static void packed_bytes_are_unpacked(void **state)
{
	(void)state;
	size_t len;
	char *packed = pack(story, sizeof story - 1, &len);
	struct split s = split(packed, len, 0);
	assert_true(s.all.packed);
	assert_int_equal(s.all.n, 1);
	assert_int_equal(s.all.list->len, sizeof story - 1);
	assert_memory_equal(s.all.bodies, story, sizeof story - 1);
	assert_string_equal(notice_of(&s, 0), "");
	mem_free(s.blob.bytes);
	s = split(packed, len, 2);
	assert_int_equal(s.status, PQ_EUNSUPPORTED);
	assert_non_null(strstr(s.error.message, "more than 2 times"));
	free(packed);
}

/* Two members and padding are one file; what is behind them is damage. */
static void members_follow_each_other(void **state)
{
	(void)state;
	size_t len;
	char *packed = pack(story, sizeof story - 1, &len), *twice = calloc(1, 2 * len + 8);
	memcpy(twice, packed, len);
	memcpy(twice + len, packed, len);
	struct split s = split(twice, 2 * len + 8, 0);
	assert_int_equal(s.all.list->len, 2 * (sizeof story - 1));
	assert_string_equal(notice_of(&s, 0), "");
	mem_free(s.blob.bytes);
	memcpy(twice + 2 * len, "rubbish!", 8);
	s = split(twice, 2 * len + 8, 0);
	assert_int_equal(s.all.list->len, 2 * (sizeof story - 1));
	assert_non_null(strstr(notice_of(&s, 0), "damaged"));
	mem_free(s.blob.bytes);
	free(twice);
	free(packed);
}

static void a_packed_file_cut_or_damaged_is_read_as_far_as_it_goes(void **state)
{
	(void)state;
	size_t len, text_len;
	struct buf text = {0};
	for (int i = 0; i < 3000; i++)
		buf_printf(&text, "%d: Ada Brack said %d.\n\n", i, i * 7919 % 1000);
	text_len = text.len;
	char *packed = pack(text.bytes, text.len, &len);
	for (size_t n = 3; n < len; n += len / 50) {
		struct split s = split(packed, n, 0);
		if (s.status == PQ_OK) {
			assert_true(s.all.list->len < text_len);
			assert_memory_equal(s.all.bodies, text.bytes, s.all.list->len);
			assert_non_null(strstr(notice_of(&s, 0), "cut short"));
		} else {
			assert_int_equal(s.status, PQ_EFORMAT);
			assert_non_null(strstr(s.error.message, "nothing of it can be read"));
		}
		mem_free(s.blob.bytes);
	}
	packed[len - 6] ^= 1; /* the checksum */
	struct split s = split(packed, len, 0);
	assert_int_equal(s.all.list->len, text_len);
	assert_non_null(strstr(notice_of(&s, 0), "damaged"));
	mem_free(s.blob.bytes);
	buf_release(&text);
	free(packed);
}

static void a_bomb_is_cut(void **state)
{
	(void)state;
	size_t len, size = (size_t)GUNZIP_ALWAYS + 1000000;
	char *much = malloc(size);
	memset(much, 'a', size);
	char *packed = pack(much, size, &len);
	assert_true(len * GUNZIP_TIMES < GUNZIP_ALWAYS);
	struct split s = split(packed, len, 0);
	assert_int_equal(s.all.list->len, GUNZIP_ALWAYS);
	assert_non_null(strstr(notice_of(&s, 0), "cut at"));
	mem_free(s.blob.bytes);
	free(packed);
	free(much);
}

static const char lines[] = "{\"id\":\"a\",\"url\":\"https://example.org/a\",\"html\":\"<p>One</p>\",\"more\":1}\r\n"
			    "\n"
			    "{\"id\":2,\"text\":\"Two \\u0000 \xff\"}\n"
			    "{broken\n"
			    "[1]\n"
			    "{\"id\":\"x\"}\n"
			    "{\"text\":7}\n"
			    "{\"text\":\" \"}\n"
			    "{\"text\":\"Nine";

static void lines_are_articles_and_bad_ones_are_told(void **state)
{
	(void)state;
	static const struct {
		uint32_t line, form;
		const char *name, *notice;
	} want[] = {
		{1, ENTRY_PAGE, "a", "windows-1252"},     {3, ENTRY_TEXT, "2", "windows-1252"},
		{4, ENTRY_FAULT, "in:4", "in: line 4: "}, {5, ENTRY_FAULT, "in:5", "object"},
		{6, ENTRY_FAULT, "in:6", "neither"},      {7, ENTRY_FAULT, "in:7", "no string"},
		{8, ENTRY_FAULT, "in:8", "empty"},        {9, ENTRY_FAULT, "in:9", "line 9"},
	};
	struct split s = split(lines, sizeof lines - 1, 0);
	assert_int_equal(s.status, PQ_OK);
	assert_false(s.all.packed);
	assert_int_equal(s.all.n, sizeof want / sizeof *want);
	for (uint32_t i = 0; i < s.all.n; i++) {
		assert_int_equal(s.all.list[i].line, want[i].line);
		assert_int_equal(s.all.list[i].form, want[i].form);
		assert_string_equal(entries_str(&s.all, s.all.list[i].name), want[i].name);
		assert_non_null(strstr(notice_of(&s, i), want[i].notice));
	}
	mem_free(s.blob.bytes);
}

static void other_json_is_text(void **state)
{
	(void)state;
	static const char *const others[] = {"{\n  \"id\": 1,\n  \"text\": \"pretty\"\n}\n", "[{\"text\":\"a\"}]",
					     "{\"a\":1}\n", "{", "{ text }"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_null(split(others[i], strlen(others[i]), 0).blob.bytes);
}

/* Whatever is changed in a block, it is opened without reading outside, or refused. */
static void hostile_blocks_are_refused(void **state)
{
	(void)state;
	struct split s = split(lines, sizeof lines - 1, 0);
	struct entries all;
	unsigned char *bytes = s.blob.bytes;
	for (size_t i = 0; i < s.blob.len; i++) {
		unsigned char was = bytes[i];
		bytes[i] ^= 0x81;
		if (entries_open(bytes, s.blob.len, &all, NULL) == PQ_OK)
			for (uint32_t k = 0; k < all.n; k++)
				(void)engine_options_of(&all, &all.list[k], "x");
		bytes[i] = was;
		if (i % 16 == 0)
			assert_int_equal(entries_open(bytes, i, &all, NULL), PQ_EFORMAT);
	}
	mem_free(bytes);
}

static bool count(void *user, struct pq_article *article, const struct pq_error *error)
{
	unsigned *n = user;
	n[article ? 0 : 1]++;
	assert_true(article || error->message[0]);
	pq_article_free(article);
	return n[0] + n[1] != n[2];
}

static void the_library_reads_one_or_all(void **state)
{
	(void)state;
	size_t len;
	unsigned n[3] = {0}, stopped[3] = {0, 0, 1};
	struct pq_article *article;
	struct pq_error error;
	char *packed = pack(lines, sizeof lines - 1, &len);
	assert_int_equal(pq_read_all(packed, len, NULL, count, n, &error), PQ_OK);
	assert_int_equal(n[0], 2);
	assert_int_equal(n[1], 6);
	assert_int_equal(pq_read_all(packed, len, NULL, count, stopped, &error), PQ_EINTERRUPTED);
	assert_int_equal(pq_read(packed, len, NULL, &article, &error), PQ_EINVAL);
	assert_non_null(strstr(error.message, "8 articles"));
	free(packed);
	packed = pack(story, sizeof story - 1, &len);
	assert_int_equal(pq_read(packed, len, NULL, &article, &error), PQ_OK);
	assert_non_null(memmem(pq_article_doc(article)->text, pq_article_doc(article)->text_len, "Ada Brack", 9));
	pq_article_free(article);
	free(packed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_is_left_alone),
		cmocka_unit_test(packed_bytes_are_unpacked),
		cmocka_unit_test(members_follow_each_other),
		cmocka_unit_test(a_packed_file_cut_or_damaged_is_read_as_far_as_it_goes),
		cmocka_unit_test(a_bomb_is_cut),
		cmocka_unit_test(lines_are_articles_and_bad_ones_are_told),
		cmocka_unit_test(other_json_is_text),
		cmocka_unit_test(hostile_blocks_are_refused),
		cmocka_unit_test(the_library_reads_one_or_all),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
