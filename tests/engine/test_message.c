/* tests/engine/test_message.c - mails as they travel: encodings, parts, character sets, attachments, broken ones. */
#include "rig.h"

static struct split read_mail(const char *mail)
{
	struct split s = split(mail, strlen(mail), 0);
	assert_int_equal(s.status, PQ_OK);
	return s;
}

/** The string S of the first entry. */
static const char *str(const struct split *s, struct pq_str str)
{
	const char *have = entries_str(&s->all, str);
	return have ? have : "";
}

static void expect_body(const struct split *r, enum entry_form form, const char *start)
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
	struct split r =
		read_mail(HEAD "Content-Type: multipart/alternative; boundary=\"a b\"\r\n\r\nfor old programs\r\n"
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
	struct split r = read_mail(HEAD "Cc: Ada & Bo\r\nTo: Desk\r\nContent-Type: text/html; "
					"charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n"
					"PHA+Q2Fm6SA8\r\nL3A+\r\n");
	expect_body(&r, ENTRY_FRAGMENT,
		    "<ul>\n<li>Subject: The caf\xc3\xa9 is shut</li>\n<li>From: Ren\xc3\xa9"
		    "e Doe &lt;renee@example.org&gt;</li>\n<li>Date: Tue, 5 May 2026 10:14:00 +0100</li>\n"
		    "<li>To: Desk</li>\n<li>Cc: Ada &amp; Bo</li>\n</ul>\n"
		    "<p>Caf\xc3\xa9 </p>");
	assert_string_equal(entries_str(&r.all, r.all.list->title), "The caf\xc3\xa9 is shut");
	assert_string_equal(entries_str(&r.all, r.all.list->byline), "Ren\xc3\xa9"
								     "e Doe");
	assert_string_equal(entries_str(&r.all, r.all.list->published), "2026-05-05T10:14:00+01:00");
	mem_free(r.blob.bytes);
}

static void attachments_are_named(void **state)
{
	(void)state;
	struct split r = read_mail(
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
		struct split r = read_mail(texts[i]);
		assert_null(r.blob.bytes);
	}
}

static void broken_mails(void **state)
{
	(void)state;
	static const char none[] = HEAD "Content-Type: image/png\r\n\r\nxx\r\n";
	struct split none_read = split(none, sizeof none - 1, 0);
	assert_int_equal(none_read.status, PQ_EEMPTY);
	assert_string_equal(none_read.error.message, "in is a mail without text; it holds image/png");
	/* Cut in the midst of a part, of an encoding, of a head. */
	struct split r = read_mail(HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee the let");
	expect_body(&r, ENTRY_TEXT, SHOWN "See the let");
	assert_string_equal(notice_of(&r, 0), "The mail is cut short.");
	mem_free(r.blob.bytes);
	r = read_mail(HEAD "Content-Type: text/plain; charset=\"nonsense\r\nContent-Transfer-Encoding: "
			   "quoted-printable\r\n\r\nLate=");
	expect_body(&r, ENTRY_TEXT, SHOWN "Late=");
	mem_free(r.blob.bytes);
	r = read_mail(HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; "
			   "boundary=x\r\n\r\n--x\r\n\r\nDeep");
	expect_body(&r, ENTRY_TEXT, SHOWN "Deep");
	mem_free(r.blob.bytes);
}

static void names_of_writers(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"Ada Lind <a@example.org>", "Ada Lind"},
					      {"\"Ada Lind\" <a@example.org>", "Ada Lind"},
					      {"\"Lind, Ada\" <a@example.org>", "Ada Lind"},
					      {"a@example.org", "a@example.org"},
					      {"<a@example.org>", "<a@example.org>"},
					      {"=?utf-8?Q?Ren=C3=A9e?= =?utf-8?Q?_Doe?= <a@example.org>", "Ren\xc3\xa9"
													  "e Doe"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf mail = {0};
		buf_printf(&mail, "From: %s\nSubject: x\nReceived: y\n\nIt was late.\n", rows[i][0]);
		struct split r = read_mail(mail.bytes);
		assert_string_equal(str(&r, r.all.list->byline), rows[i][1]);
		mem_free(r.blob.bytes);
		buf_release(&mail);
	}
}

/* What stands in an encoded word begins no line: another field would seem to be there. */
static void a_field_in_a_field(void **state)
{
	(void)state;
	struct split r = read_mail(
		"Subject: =?utf-8?Q?Hello=0AFrom:_The_King?=\nFrom: a@example.org\nReceived: x\n\nIt was late.\n");
	expect_body(&r, ENTRY_TEXT, "Subject: Hello From: The King\nFrom: a@example.org\n\nIt was late.\n");
	mem_free(r.blob.bytes);
}

static const char box[] =
	"From ada@example.org Tue May  5 10:14:00 2026\n"
	"From: Ada Lind <ada@example.org>\nSubject: The ferry\nDate: Tue, 5 May 2026 10:14:00 +0100\n\n"
	"It was late.\n\n>From what I saw, at 10:14.\nFrom here: on.\n\n"
	"From - Tue May  5 11:00:00 2026\n"
	"From: Bo Rask\nSubject: A picture\nContent-Type: image/png\n\nxx\n\n"
	"From bo@example.org Tue May  5 12:00:00 2026\n"
	"From: Bo Rask\nSubject: Again\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nIt wa";

static void several_mails(void **state)
{
	(void)state;
	struct split r = read_mail(box);
	static const struct {
		uint32_t form;
		const char *name, *label, *byline, *notice, *text;
	} want[] = {
		{ENTRY_TEXT, "in#1", "The ferry", "Ada Lind", "",
		 "It was late.\n\nFrom what I saw, at 10:14.\nFrom here: on.\n"},
		{ENTRY_FAULT, "in#2", "", "", "in#2 is a mail without text; it holds image/png", ""},
		{ENTRY_TEXT, "in#3", "Again", "Bo Rask", "The mail is cut short.", "It wa"},
	};
	assert_false(r.all.packed);
	assert_int_equal(r.all.n, sizeof want / sizeof *want);
	for (uint32_t i = 0; i < r.all.n; i++) {
		const struct entry *e = &r.all.list[i];
		assert_int_equal(e->form, want[i].form);
		assert_string_equal(str(&r, e->name), want[i].name);
		assert_string_equal(str(&r, e->label), want[i].label);
		assert_string_equal(str(&r, e->byline), want[i].byline);
		assert_string_equal(notice_of(&r, i), want[i].notice);
		assert_true(!*want[i].text ||
			    memmem(r.all.bodies + e->at, e->len, want[i].text, strlen(want[i].text)) != NULL);
	}
	assert_string_equal(str(&r, r.all.list->published), "2026-05-05T10:14:00+01:00");
	mem_free(r.blob.bytes);
	test_each_allocation(m)
	{
		struct split s = {0};
		const struct pq_options options = {.name = "in"};
		s.status = engine_split(engine, box, sizeof box - 1, &options, 0, &s.blob, &s.error);
		assert_int_equal(s.status, m.refused ? PQ_ENOMEM : PQ_OK);
		mem_free(s.blob.bytes);
	}
}

static void what_is_no_file_of_mails(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"From the quay it was seen at 10:14 that the ferry sank.\nLate: nobody came.\n",
		"From ada Tue May  5 10:14:00 2026\n\nNo head follows.\n",
		"From here: on\nSubject: x\n\nIt was late.\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_null(read_mail(texts[i]).blob.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_before_html),
		cmocka_unit_test(html_alone),
		cmocka_unit_test(attachments_are_named),
		cmocka_unit_test(what_is_no_mail),
		cmocka_unit_test(broken_mails),
		cmocka_unit_test(names_of_writers),
		cmocka_unit_test(a_field_in_a_field),
		cmocka_unit_test(several_mails),
		cmocka_unit_test(what_is_no_file_of_mails),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
