/* test_export.c - what every exporter writes: golden files, hostile text, random marks, no memory. */
#include "../mixed.h"
#include "../test.h"

#include <stdio.h>

#include "base/alloc.h"
#include "base/file.h"
#include "export/export.h"
#include "export/offsets.h"
#include "export/write.h"
#include "fixture.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/width.h"

static void write_out(const struct exporter *e, const struct fixture *f, struct buf *out)
{
	struct export_options options = {.width = 80, .color = true};
	if (e->head)
		e->head(out);
	e->write(&f->doc, &f->notes, &options, out);
}

/* ---- goldens ---- */

static void compare_golden(const char *name, const char *extension, const struct buf *got)
{
	char path[512];
	struct buf want = {0};
	snprintf(path, sizeof path, "%s/tests/export/golden/%s%s", getenv("top_srcdir") ? getenv("top_srcdir") : "..",
		 name, extension);
	if (getenv("UPDATE_GOLDEN")) {
		assert_int_equal(file_replace(path, got->bytes, got->len, NULL), PQ_OK);
		return;
	}
	assert_int_equal(file_read(path, 1 << 20, &want, NULL), PQ_OK);
	assert_string_equal(got->bytes, want.bytes);
	buf_release(&want);
}

static void goldens_hold(void **state)
{
	(void)state;
	void (*const makers[])(struct fixture *) = {fixture_ferry, fixture_hostile};
	static const char *const names[] = {"ferry", "hostile"};
	for (int i = 0; i < 2; i++) {
		struct fixture f;
		makers[i](&f);
		const struct exporter *e;
		for (unsigned k = 0; (e = exporter_at(k)); k++) {
			struct buf out = {0};
			write_out(e, &f, &out);
			assert_false(out.failed);
			compare_golden(names[i], e->extension, &out);
			buf_release(&out);
		}
		fixture_release(&f);
	}
}

/* ---- what holds of all output ---- */

/* No control but newlines, tabs, CSV's carriage returns and the escape sequences of ansi; nothing invisible. */
static void check_safe(const struct exporter *e, const struct buf *out)
{
	assert_int_equal(utf8_valid(out->bytes, out->len), out->len);
	bool ansi = strcmp(e->name, "ansi") == 0, csv = strcmp(e->name, "csv") == 0;
	for (const char *p = out->bytes, *end = p + out->len; p < end;) {
		uint32_t c = utf8_next(&p, end);
		if (ansi && c == 0x1b) {
			assert_int_equal(*p++, '[');
			p += strspn(p, "0123456789;");
			assert_int_equal(*p++, 'm');
			continue;
		}
		assert_true(c == '\n' || c == '\t' || (csv && c == '\r') || !char_is_control(c));
		assert_true(c != 0x202e && c != 0x202c && c != 0x200b && c != 0xe0061);
	}
}

static void hostile_text_stays_text(void **state)
{
	(void)state;
	struct fixture f;
	fixture_hostile(&f);
	const struct exporter *e;
	for (unsigned k = 0; (e = exporter_at(k)); k++) {
		struct buf out = {0};
		write_out(e, &f, &out);
		check_safe(e, &out);
		if (strcmp(e->name, "html") == 0) {
			assert_null(strstr(out.bytes, "<script"));
			assert_null(strstr(out.bytes, "<img"));
			assert_null(strstr(out.bytes, "href=\"javascript"));
			assert_null(strstr(out.bytes, "\"onmouseover"));
			assert_null(strstr(out.bytes, "<!-- "));
		}
		if (strcmp(e->name, "md") == 0) {
			assert_null(strstr(out.bytes, "(<javascript"));
			assert_null(strstr(out.bytes, " [a]("));
			assert_null(strstr(out.bytes, " <img"));
		}
		buf_release(&out);
	}
	fixture_release(&f);
}

/* For a terminal, text beside a gutter that runs from right to left is isolated, a name too; elsewhere it stands as it is. */
static void what_runs_left_is_kept_apart(void **state)
{
	(void)state;
	struct fixture f;
	struct buf wide = {0}, narrow = {0}, plain = {0};
	fixture_both_ways(&f);
	struct export_options options = {.width = 80, .color = true};
	exporter_find("ansi")->write(&f.doc, &f.notes, &options, &wide);
	exporter_find("text")->write(&f.doc, &f.notes, &options, &plain);
	options.width = 40;
	exporter_find("ansi")->write(&f.doc, &f.notes, &options, &narrow);
	assert_non_null(strstr(wide.bytes, "\xe2\x81\xa8\xd7\xa9\xd7\x9c\xe2\x81\xa9 "));
	assert_non_null(strstr(wide.bytes, " \xe2\x81\xa8\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d said Bo.\xe2\x81\xa9\n"));
	assert_null(strstr(narrow.bytes, "\xe2\x81\xa8"));
	assert_null(strstr(plain.bytes, "\xe2\x81\xa8"));
	buf_release(&wide);
	buf_release(&narrow);
	buf_release(&plain);
	fixture_release(&f);
}

static uint32_t count(const char *s, const char *what)
{
	uint32_t n = 0;
	for (; (s = strstr(s, what)); s += strlen(what))
		n++;
	return n;
}

/* The tags of HTML nest: each end tag closes the last one open. */
static void check_nesting(const char *s)
{
	char open[64][16];
	int depth = 0;
	for (s = strstr(s, "<body"); s && (s = strchr(s, '<')); s++) {
		char name[16] = "";
		bool end = s[1] == '/';
		sscanf(s + 1 + end, "%15[a-z0-9]", name);
		if (end && depth == 0)
			break; /* </html> */
		if (end)
			assert_string_equal(open[--depth], name);
		else
			strcpy(open[depth++], name);
		assert_in_range(depth, 0, 60);
	}
	assert_int_equal(depth, 0);
}

static void random_marks_are_told(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct fixture f;
		fixture_random(&f, seed);
		const struct exporter *e;
		for (unsigned k = 0; (e = exporter_at(k)); k++) {
			struct buf out = {0};
			write_out(e, &f, &out);
			assert_false(out.failed);
			check_safe(e, &out);
			if (strcmp(e->name, "html") == 0)
				check_nesting(out.bytes);
			for (uint32_t q = 1; strcmp(e->name, "md") == 0 && q <= f.notes.n_quotes; q++) {
				char note[24];
				snprintf(note, sizeof note, "[^%u]", (unsigned)q);
				assert_int_equal(count(out.bytes, note), 2); /* the reference and the definition */
				snprintf(note, sizeof note, "\n[^%u]: ", (unsigned)q);
				assert_int_equal(count(out.bytes, note), 1);
			}
			buf_release(&out);
		}
		fixture_release(&f);
	}
}

/* ---- the rest ---- */

static bool refuse(size_t size, void *user)
{
	(void)size;
	int *left = user;
	return *left == 0 ? false : (--*left, true);
}

static void memory_may_run_out(void **state)
{
	(void)state;
	struct fixture f;
	fixture_ferry(&f);
	const struct exporter *e;
	for (unsigned k = 0; (e = exporter_at(k)); k++) {
		bool done = false;
		for (int allowed = 0; !done; allowed++) {
			struct buf out = {0};
			int left = allowed;
			alloc_set_hook(refuse, &left);
			write_out(e, &f, &out);
			alloc_set_hook(NULL, NULL);
			done = !out.failed;
			if (done)
				compare_golden("ferry", e->extension, &out);
			buf_release(&out);
			assert_in_range(allowed, 0, 400);
		}
	}
	fixture_release(&f);
}

static void exporters_are_found(void **state)
{
	(void)state;
	const struct exporter *e;
	for (unsigned k = 0; (e = exporter_at(k)); k++) {
		assert_ptr_equal(exporter_find(e->name), e);
		assert_ptr_equal(exporter_find(e->extension), e);
		assert_true(e->extension[0] == '.' && e->media_type && e->help);
	}
	assert_string_equal(exporter_find("a.b/story.html")->name, "html");
	assert_null(exporter_find("docx"));
	assert_null(exporter_find("story"));
}

static void a_failure_is_a_line(void **state)
{
	(void)state;
	struct buf out = {0};
	struct pq_error error = {.status = PQ_EIO, .message = "cannot open \"x\""};
	(exporter_find("jsonl")->fail)("a\xff\n.html", &error, &out);
	assert_string_equal(
		out.bytes,
		"{\"format\":\"pullquote-annotations\",\"version\":1,\"document\":{\"source\":\"a\xef\xbf\xbd"
		"\\n.html\"},\"error\":\"cannot open \\\"x\\\"\"}\n");
	buf_release(&out);
}

static void offsets_count_characters(void **state)
{
	(void)state;
	struct buf b = {0};
	for (int i = 0; i < 900; i++)
		buf_str(&b, i % 3 ? "a" : i % 2 ? "\xf0\x9f\x9b\xb6" : "\xc3\xa9");
	struct offsets o;
	assert_true(offsets_init(&o, b.bytes, (uint32_t)b.len));
	for (uint32_t at = (uint32_t)b.len + 1; at-- > 0;)
		if (at == b.len || ((unsigned char)b.bytes[at] & 0xc0) != 0x80)
			assert_int_equal(offsets_at(&o, at), utf8_count(b.bytes, at));
	assert_int_equal(offsets_at(&o, UINT32_MAX), 900);
	offsets_release(&o);
	buf_release(&b);
}

/* Text that is put in bulk is what the graphemes are, each put alone. */
static void text_is_put_as_its_graphemes(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < 200; round++) {
		struct buf text = {0}, whole = {0}, parts = {0};
		mixed_seed = round;
		mixed_text(&text, 1 + roll(60), 1 + roll(30), true);
		for (int flavour = PLAIN; flavour <= HTML; flavour++) {
			buf_clear(&whole);
			buf_clear(&parts);
			put_text(&whole, (enum flavour)flavour, text.bytes, text.len);
			for (size_t at = 0, len; at < text.len; at += len) {
				len = strspn(text.bytes + at, " \t\n\v\f\r");
				len = len ? len : grapheme_at(text.bytes + at, text.len - at).len;
				put_text(&parts, (enum flavour)flavour, text.bytes + at, len);
			}
			assert_string_equal(whole.bytes, parts.bytes);
		}
		buf_release(&text);
		buf_release(&whole);
		buf_release(&parts);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goldens_hold),
		cmocka_unit_test(hostile_text_stays_text),
		cmocka_unit_test(what_runs_left_is_kept_apart),
		cmocka_unit_test(random_marks_are_told),
		cmocka_unit_test(memory_may_run_out),
		cmocka_unit_test(exporters_are_found),
		cmocka_unit_test(a_failure_is_a_line),
		cmocka_unit_test(offsets_count_characters),
		cmocka_unit_test(text_is_put_as_its_graphemes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
