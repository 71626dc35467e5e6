/* Bytes in any character set of the allow-list to UTF-8: what wins when mark, server, page and the bytes disagree, what is refused, guessed and
 * mended.  The texts stand here in UTF-8; iconv brings them into the other sets. */
#include "test.h"

#include <iconv.h>
#include <stdlib.h>

#include "engine/decode.h"
#include "engine/guess.h"
#include "engine/mend.h"
#include "text/utf8.h"

#define R "\xef\xbf\xbd"

static const struct {
	const char *in;
	size_t len;
	const char *server, *page, *name, *out;
} rows[] = {
	{"caf\xc3\xa9", 5, NULL, NULL, "UTF-8", "caf\xc3\xa9"},
	{"caf\xe9 and \x93quoted\x94", 17, NULL, NULL, "windows-1252",
	 "caf\xc3\xa9 and \xe2\x80\x9cquoted\xe2\x80\x9d"},
	{"caf\xe9", 4, NULL, "iso-8859-1", "windows-1252", "caf\xc3\xa9"},
	{"\xef\xbb\xbf"
	 "a\xc3\xa9",
	 6, "windows-1252", NULL, "UTF-8", "a\xc3\xa9"},
	{"\xff\xfe"
	 "a\0\xe9\0",
	 6, NULL, "utf-8", "UTF-16LE", "a\xc3\xa9"},
	{"\xfe\xff\0a\0\xe9", 6, NULL, NULL, "UTF-16BE", "a\xc3\xa9"},
	{"\xff\xfe\x3d\xd8\0\xde", 6, NULL, NULL, "UTF-16LE", "\xf0\x9f\x98\x80"},
	/* A mark that lies: no zero byte, and all of it UTF-8. */
	{"\xff\xfe"
	 "plain text",
	 12, NULL, NULL, "UTF-8", "plain text"},
	/* Saved again as UTF-8, still declared as what it was. */
	{"caf\xc3\xa9", 5, NULL, "windows-1252", "UTF-8", "caf\xc3\xa9"},
	{"plain", 5, NULL, "utf-16", "UTF-8", "plain"},
	{"\xcf\xf0\xe8", 3, "windows-1251", NULL, "windows-1251", "\xd0\x9f\xd1\x80\xd0\xb8"},
	/* A character that the C library's decoder of this set has taken already when it calls it wrong. */
	{"\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1\xa2\xe8", 26,
	 "euc-kr", NULL, "EUC-KR",
	 "\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80"
	 "\xea\xb0\x80\xea\xb0\x80\xea\xb0\x80" R},
	/* Never decoded, so never dangerous: the letters stay what they are. */
	{"+ADw-script+AD4-", 16, NULL, "utf-7", "UTF-8", "+ADw-script+AD4-"},
	{"a\0b\r\nc\rd", 8, NULL, NULL, "UTF-8", "a" R "b\nc\nd"},
};

/* decode() into a buf, from a copy of the bytes that ends where its memory does. */
static enum pq_status decoded(const char *bytes, size_t len, const struct evidence *said, struct buf *out,
			      struct decoding *how, struct pq_error *error)
{
	struct decoded text;
	char *copy = malloc(len);
	assert_non_null(copy);
	memcpy(copy, bytes, len);
	enum pq_status status = decode(copy, len, said, &text, how, error);
	if (status == PQ_OK)
		buf_add(out, text.s, text.len);
	decoded_release(&text);
	free(copy);
	return status;
}

static void decodes_by_the_best_evidence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		struct decoding how;
		struct pq_error e;
		const struct evidence said = {NULL, rows[i].server, rows[i].page};
		assert_int_equal(decoded(rows[i].in, rows[i].len, &said, &out, &how, &e), PQ_OK);
		assert_string_equal(out.bytes, rows[i].out);
		assert_string_equal(how.name, rows[i].name);
		buf_release(&out);
	}
}

static const char english[] =
	"The harbour master said that the ferry “was never safe to sail”. He blamed the café owner — Zoë Brück — for "
	"it.\n\n"
	"“We have the letters,” said Ada Brack, a teacher of the town. It’s the third time that the owner was told of "
	"this by\n"
	"the harbour, and it is not the last, for the council has to meet in the autumn with all of them.\n";
static const char polish[] =
	"Rzecznik powiedział, że prom nigdy nie był bezpieczny. Właściciel kawiarni nie chciał się wypowiedzieć na "
	"ten temat, dodał jednak, że wszystkie listy są znane.\n";
static const char russian[] =
	"Капитан порта сказал, что паром никогда не был безопасным. Письма были у всех, добавила она.\n";
static const char japanese[] =
	"港長は、そのフェリーは決して安全ではなかったと述べた。「手紙は全員が持っていた」と彼女は付け加えた。\n";
static const char chinese[] =
	"港口负责人表示，这艘渡轮从来都不安全。她补充说：“我们都有那些信件。”市政府没有回应记者的提问。\n";
static const char korean[] =
	"항만 책임자는 그 여객선이 결코 안전하지 않았다고 말했다. 그녀는 편지는 모두에게 있었다고 덧붙였다.\n";

/* TEXT in SET, as iconv calls it. */
static struct buf encode(const char *text, const char *set)
{
	struct buf out = {0};
	iconv_t cd = iconv_open(set, "UTF-8");
	assert_true(cd != (iconv_t)-1);
	char *in = (char *)text, *to;
	size_t left = strlen(text), room = 4 * left + 64;
	assert_true(buf_reserve(&out, room + 1));
	to = out.bytes;
	assert_int_equal(iconv(cd, &in, &left, &to, &room), 0);
	out.len = (size_t)(to - out.bytes);
	out.bytes[out.len] = '\0';
	iconv_close(cd);
	return out;
}

/* What TEXT in SET comes to with what is said of it; OUT and TOLD are the caller's. */
static struct decoding read_as(const char *text, const char *set, const struct evidence *said, struct buf *out,
			       struct buf *told)
{
	struct decoding how;
	struct pq_error e;
	struct buf in = encode(text, set);
	assert_int_equal(decoded(in.bytes, in.len, said, out, &how, &e), PQ_OK);
	buf_str(told, "");
	decoding_notices(&how, told);
	buf_release(&in);
	return how;
}

static void expect(const char *text, const char *set, const struct evidence *said, const char *name,
		   enum decoding_by by, const char *words)
{
	struct buf out = {0}, told = {0};
	struct decoding how = read_as(text, set, said, &out, &told);
	assert_string_equal(how.name, name);
	assert_int_equal(how.by, by);
	assert_string_equal(out.bytes, text);
	if (words)
		assert_non_null(strstr(told.bytes ? told.bytes : "", words));
	else
		assert_int_equal(told.len, 0);
	buf_release(&out);
	buf_release(&told);
}

static void guesses_what_nobody_declares(void **state)
{
	(void)state;
	const struct {
		const char *text, *iconv, *name;
	} texts[] = {{english, "CP1252", "windows-1252"},
		     {polish, "ISO-8859-2", "ISO-8859-2"},
		     {polish, "CP1250", "windows-1250"},
		     {russian, "KOI8-R", "KOI8-R"},
		     {russian, "CP1251", "windows-1251"},
		     {russian, "ISO-8859-5", "ISO-8859-5"},
		     {japanese, "SHIFT_JIS", "Shift_JIS"},
		     {japanese, "EUC-JP", "EUC-JP"},
		     {japanese, "ISO-2022-JP", "ISO-2022-JP"},
		     {chinese, "GB18030", "gb18030"},
		     {korean, "EUC-KR", "EUC-KR"},
		     {english, "UTF-16LE", "UTF-16LE"},
		     {english, "UTF-16BE", "UTF-16BE"},
		     {russian, "UTF-16LE", "UTF-16LE"}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect(texts[i].text, texts[i].iconv, NULL, texts[i].name, DECODED_GUESS, ", a guess");
	expect(russian, "UTF-8", NULL, "UTF-8", DECODED_UTF8, NULL);
}

/* What is declared counts, also where a guess would be another, but not where the bytes cannot be that. */
static void a_wrong_declaration_is_noticed(void **state)
{
	(void)state;
	const struct evidence utf8 = {.page = "utf-8"}, latin = {.page = "iso-8859-1"}, sjis = {.page = "shift_jis"},
			      koi = {.server = "koi8-r"}, both = {.server = "utf-8", .page = "koi8-r"},
			      server = {.server = "windows-1252"}, wide = {.page = "utf-16"},
			      bogus = {.page = "x-bogus"};
	expect(english, "CP1252", &latin, "windows-1252", DECODED_PAGE, NULL);
	expect(russian, "KOI8-R", &koi, "KOI8-R", DECODED_SERVER, NULL);
	expect(english, "CP1252", &utf8, "windows-1252", DECODED_GUESS, "the page declares UTF-8, but the text is not");
	expect(english, "UTF-8", &latin, "UTF-8", DECODED_UTF8, "the page declares windows-1252");
	expect(english, "UTF-8", &server, "UTF-8", DECODED_UTF8, "the server declares windows-1252");
	expect(english, "UTF-8", &wide, "UTF-8", DECODED_UTF8, "the page declares UTF-16LE");
	expect(russian, "KOI8-R", &latin, "KOI8-R", DECODED_GUESS, "Read as KOI8-R, a guess");
	expect(japanese, "SHIFT_JIS", &latin, "Shift_JIS", DECODED_GUESS, "the page declares windows-1252");
	expect(english, "CP1252", &sjis, "windows-1252", DECODED_GUESS, "the page declares Shift_JIS");
	expect(russian, "KOI8-R", &both, "KOI8-R", DECODED_PAGE, "the server declares UTF-8");
	expect(english, "CP1252", &bogus, "windows-1252", DECODED_GUESS, "\"x-bogus\" is not one that is read");
}

static void what_is_asked_for_goes_first(void **state)
{
	(void)state;
	struct evidence said = {"koi8-r", "utf-8", "utf-8"};
	expect(russian, "KOI8-R", &said, "KOI8-R", DECODED_ASKED, "as was asked for");
	struct buf out = {0};
	struct decoding how;
	struct pq_error e;
	said.asked = "windows-1252";
	assert_int_equal(decoded("\xef\xbb\xbf\xc3\xa9", 5, &said, &out, &how, &e), PQ_OK);
	assert_string_equal(out.bytes, "ï»¿Ã©");
	buf_release(&out);
	said.asked = "utf-8";
	assert_int_equal(decoded("\xef\xbb\xbf\xc3\xa9", 5, &said, &out, &how, &e), PQ_OK);
	assert_string_equal(out.bytes, "é");
	buf_release(&out);
	said.asked = "utf-7";
	assert_int_equal(decoded("a", 1, &said, &out, &how, &e), PQ_EINVAL);
	assert_non_null(strstr(e.message, "utf-7"));
	buf_release(&out);
}

static void mends_what_was_encoded_twice(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
		size_t mended;
	} mends[] = {
		{"cafÃ©", "café", 1},
		{"â€œNoâ€\xc2\x9d, she said.", "“No”, she said.", 2},
		{"â€œNoâ€, she said.", "“No”, she said.", 2},
		{"Itâ€™s ZoÃ« BrÃ¼ck", "It’s Zoë Brück", 3},
		{"ÃƒÂ©tÃƒÂ©", "été", 2}, /* three times over */
		{"ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", 6},
		/* What people write. */
		{"“CAFɔ", "“CAFɔ", 0},
		{"»Spaß« und “Spaß”", "»Spaß« und “Spaß”", 0},
		{"IRMÃO e NÃO", "IRMÃO e NÃO", 0},
		{"“It shows Ã© for é,” she said. “And â€œ too.”", "“It shows Ã© for é,” she said. “And â€œ too.”", 0},
		{"£50 – or €60…", "£50 – or €60…", 0},
		{"Привет, 港口 “é”", "Привет, 港口 “é”", 0},
		{"plain", "plain", 0},
	};
	for (size_t i = 0; i < sizeof mends / sizeof *mends; i++) {
		struct buf text = {0};
		size_t mended = mend_twice_encoded(mends[i].in, strlen(mends[i].in), &text);
		assert_int_equal(mended, mends[i].mended);
		assert_string_equal(mended ? text.bytes : mends[i].in, mends[i].out);
		buf_release(&text);
	}
}

static void clean_bytes_are_not_copied(void **state)
{
	(void)state;
	static const char clean[] = "caf\xc3\xa9\n", other[] = "caf\xc3\xa9\r\n";
	struct decoded text;
	struct decoding how;
	struct pq_error e;
	assert_int_equal(decode(clean, sizeof clean - 1, NULL, &text, &how, &e), PQ_OK);
	assert_ptr_equal(text.s, clean);
	assert_int_equal(text.len, sizeof clean - 1);
	decoded_release(&text);
	assert_int_equal(decode(other, sizeof other - 1, NULL, &text, &how, &e), PQ_OK);
	assert_ptr_equal(text.s, text.own.bytes);
	decoded_release(&text);
}

static void letters_in_rows_are_another_script(void **state)
{
	(void)state;
	struct buf koi = encode(russian, "KOI8-R"), latin = encode(english, "CP1252"), pl = encode(polish, "CP1250");
	assert_true(guess_is_dense(koi.bytes, koi.len));
	assert_false(guess_is_dense(latin.bytes, latin.len));
	assert_false(guess_is_dense(pl.bytes, pl.len));
	assert_false(guess_is_dense("", 0));
	buf_release(&koi);
	buf_release(&latin);
	buf_release(&pl);
}

static void tells_what_was_refused_and_replaced(void **state)
{
	(void)state;
	struct buf out = {0};
	struct decoding how;
	struct pq_error e;
	const struct evidence said = {.page = "utf-7"};
	assert_int_equal(decoded("x\0y\xff", 4, &said, &out, &how, &e), PQ_OK);
	assert_string_equal(how.refused, "utf-7");
	assert_true(how.replaced >= 1);
	buf_release(&out);
}

static void memory_may_run_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		test_each_allocation(m)
		{
			struct decoded out;
			struct decoding how;
			struct pq_error e;
			const struct evidence said = {NULL, rows[i].server, rows[i].page};
			enum pq_status status = decode(rows[i].in, rows[i].len, &said, &out, &how, &e);
			assert_int_equal(status, m.refused ? PQ_ENOMEM : PQ_OK);
			decoded_release(&out);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_by_the_best_evidence),
		cmocka_unit_test(guesses_what_nobody_declares),
		cmocka_unit_test(a_wrong_declaration_is_noticed),
		cmocka_unit_test(what_is_asked_for_goes_first),
		cmocka_unit_test(mends_what_was_encoded_twice),
		cmocka_unit_test(letters_in_rows_are_another_script),
		cmocka_unit_test(tells_what_was_refused_and_replaced),
		cmocka_unit_test(clean_bytes_are_not_copied),
		cmocka_unit_test(memory_may_run_out),
	};
	return cmocka_run_group_tests_name("engine/decode", tests, NULL, NULL);
}
