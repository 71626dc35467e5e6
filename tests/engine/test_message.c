/* tests/engine/test_message.c - mails as they travel: encodings, parts, character sets, attachments, broken ones. */
#include "test.h"

#include "base/alloc.h"
#include "engine/engine.h"

static struct engine *engine;

static int set_up(void **state)
{
	(void)state;
	return engine_new(NULL, &engine, NULL);
}

static int tear_down(void **state)
{
	(void)state;
	engine_free(engine);
	return 0;
}

struct read {
	struct blob blob;
	struct entries all;
};

static struct read split(const char *mail)
{
	struct read r = {0};
	struct pq_error error;
	const struct pq_options options = {.name = "mail"};
	assert_int_equal(engine_split(engine, mail, strlen(mail), &options, 0, &r.blob, &error), PQ_OK);
	if (r.blob.bytes)
		assert_int_equal(entries_open(r.blob.bytes, r.blob.len, &r.all, &error), PQ_OK);
	return r;
}

static void expect_body(const struct read *r, enum entry_form form, const char *start)
{
	assert_non_null(r->blob.bytes);
	assert_int_equal(r->all.n, 1);
	assert_true(r->all.packed);
	assert_int_equal(r->all.list->form, form);
	assert_true(r->all.list->len >= strlen(start));
	assert_memory_equal(r->all.bodies + r->all.list->at, start, strlen(start));
}

#define HEAD \
	"Received: from a.example by b.example; Tue, 5 May 2026 10:14:02 +0100\r\n" \
	"From: =?iso-8859-1?Q?Ren=E9e_Doe?= <renee@example.org>\r\n" \
	"Subject: =?utf-8?B?VGhlIGNhZsOp?=\r\n =?utf-8?Q?_is_shut?=\r\n" \
	"Date: Tue, 5 May 2026 10:14:00 +0100\r\n" \
	"MIME-Version: 1.0\r\n"
#define SHOWN \
	"Subject: The caf\xc3\xa9 is shut\nFrom: Ren\xc3\xa9" \
	"e Doe <renee@example.org>\nDate: Tue, 5 May 2026 10:14:00 +0100\n\n"

static void plain_text_before_html(void **state)
{
	(void)state;
	struct read r = split(HEAD "Content-Type: multipart/alternative; boundary=\"a b\"\r\n\r\nfor old programs\r\n"
				   "--a b\r\nContent-Type: text/plain; charset=utf-8\r\n"
				   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
				   "=E2=80=9CIt was=20\r\nlate,=E2=80=9D she sa=\r\nid.\r\n"
				   "--a b\r\nContent-Type: text/html\r\n\r\n<p>It was late</p>\r\n--a b--\r\n");
	expect_body(&r, ENTRY_TEXT, SHOWN "\xe2\x80\x9cIt was \nlate,\xe2\x80\x9d she said.\n");
	assert_null(entries_str(&r.all, r.all.list->notice));
	/* How it came stands behind the text. */
	const char *body = r.all.bodies + r.all.list->at;
	assert_non_null(memmem(body, r.all.list->len, "\n\nReceived: from a.example", 26));
	mem_free(r.blob.bytes);
}

static void html_alone(void **state)
{
	(void)state;
	struct read r =
		split(HEAD "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n"
			   "PHA+Q2Fm6SA8\r\nL3A+\r\n");
	expect_body(&r, ENTRY_FRAGMENT, "<p>Caf\xc3\xa9 </p>");
	assert_string_equal(entries_str(&r.all, r.all.list->title), "The caf\xc3\xa9 is shut");
	assert_string_equal(entries_str(&r.all, r.all.list->byline), "Ren\xc3\xa9"
								     "e Doe");
	assert_string_equal(entries_str(&r.all, r.all.list->published), "Tue, 5 May 2026 10:14:00 +0100");
	mem_free(r.blob.bytes);
}

static void attachments_are_named(void **state)
{
	(void)state;
	struct read r = split(
		HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee the letter.\r\n--x\r\n"
		     "Content-Type: application/pdf; name=letter.pdf\r\nContent-Disposition: attachment\r\n\r\nJVBE\r\n"
		     "--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: Older\r\n\r\nThe older "
		     "one.\r\n--x--\r\n");
	expect_body(&r, ENTRY_TEXT, SHOWN "See the letter.\n");
	assert_string_equal(entries_str(&r.all, r.all.list->notice), "1 part of the mail is not shown: letter.pdf.");
	assert_non_null(memmem(r.all.bodies, r.all.list->len, "Subject: Older\nFrom: a@b.example\n", 33));
	assert_non_null(memmem(r.all.bodies, r.all.list->len, "The older one.", 14));
	mem_free(r.blob.bytes);
}

static void what_is_no_mail(void **state)
{
	(void)state;
	static const char *const texts[] = {"From: Ada\nSubject: The ferry\n\nTyped by hand, and plain text.\n",
					    "Date: today\n\nReceived: nothing.\n",
					    "Content-Type: text/plain\n\nNo mail.\n", "The council met.\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct read r = split(texts[i]);
		assert_null(r.blob.bytes);
	}
}

static void broken_mails(void **state)
{
	(void)state;
	struct pq_error error;
	struct blob blob;
	const struct pq_options options = {.name = "mail"};
	static const char none[] = HEAD "Content-Type: image/png\r\n\r\nxx\r\n";
	assert_int_equal(engine_split(engine, none, strlen(none), &options, 0, &blob, &error), PQ_EEMPTY);
	assert_string_equal(error.message, "mail is a mail without text; it holds image/png");
	/* Cut in the midst of a part, of an encoding, of a head. */
	struct read r = split(HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee the let");
	expect_body(&r, ENTRY_TEXT, SHOWN "See the let");
	mem_free(r.blob.bytes);
	r = split(HEAD "Content-Type: text/plain; charset=\"nonsense\r\nContent-Transfer-Encoding: "
		       "quoted-printable\r\n\r\nLate=");
	expect_body(&r, ENTRY_TEXT, SHOWN "Late=");
	mem_free(r.blob.bytes);
	r = split(HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; "
		       "boundary=x\r\n\r\n--x\r\n\r\nDeep");
	expect_body(&r, ENTRY_TEXT, SHOWN "Deep");
	mem_free(r.blob.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_before_html), cmocka_unit_test(html_alone),
		cmocka_unit_test(attachments_are_named),  cmocka_unit_test(what_is_no_mail),
		cmocka_unit_test(broken_mails),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
