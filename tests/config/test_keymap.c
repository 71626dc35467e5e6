/* The action table and the keymap: keys as people write them, the defaults, key files, sequences and counts. */
#include "tests/test.h"

#include <stdio.h>

#include "base/alloc.h"
#include "config/keymap.h"

static struct keymap *fresh(void)
{
	struct keymap *m;
	struct pq_error error = {0};
	if (keymap_new(&m, &error) != PQ_OK)
		fail_msg("the defaults: %s", error.message);
	return m;
}

static enum pq_status apply(struct keymap *m, const char *text, struct pq_error *error)
{
	return keymap_parse(m, "keys", text, strlen(text), error);
}

/* Feed KEYS; the action that comes of the last, ACTION_NONE for none, ACTION_COUNT while more are wanted. */
static enum action feed(const struct keymap *m, enum context context, const char *keys, uint32_t *count)
{
	struct key k[16];
	struct keymap_input in = {0};
	enum action action = ACTION_NONE;
	enum keymap_result r = KEYMAP_NONE;
	unsigned n = key_parse(keys, strlen(keys), k, 16, NULL);
	assert_int_not_equal(n, 0);
	for (unsigned i = 0; i < n; i++)
		r = keymap_feed(m, &in, context, k[i], &action);
	if (count)
		*count = in.count;
	return r == KEYMAP_ACTION ? action : r == KEYMAP_PENDING ? ACTION_COUNT : ACTION_NONE;
}

static bool same(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

static void test_table(void **state)
{
	(void)state;
	for (int a = 1; a < ACTION_COUNT; a++) {
		const struct action_row *row = action_row((enum action)a);
		assert_true(*row->symbol && *row->name && *row->help);
		assert_true(row->contexts && !(row->contexts & ~CONTEXT_READER));
		assert_non_null(action_group_title((enum action_group)row->group));
		assert_true(row->help[strlen(row->help) - 1] != '.');
		assert_int_equal(action_find(row->name, (uint32_t)strlen(row->name)), a);
	}
	assert_int_equal(action_find("line", 4), ACTION_NONE);
	assert_string_equal(action_suggest("qoute-next", 10), "quote-next");
	assert_null(action_suggest("xyzzy", 5));
}

/* Every default key is in the live map, for every context of its action: nothing has pushed it out. */
static void test_defaults_all_stand(void **state)
{
	(void)state;
	struct keymap *m = fresh();
	for (int a = 1; a < ACTION_COUNT; a++) {
		const struct action_row *row = action_row((enum action)a);
		for (const char *p = row->keys; *p;) {
			char key[32];
			size_t len = strcspn(p, " ");
			snprintf(key, sizeof key, "%.*s", (int)len, p);
			for (unsigned c = 1; c <= CONTEXT_PAGER; c <<= 1)
				if (row->contexts & c && feed(m, (enum context)c, key, NULL) != (enum action)a)
					fail_msg("%s does not lead to %s in context %u", key, row->name, c);
			p += len + (p[len] == ' ');
		}
	}
	keymap_free(m);
}

static void test_names_round_trip(void **state)
{
	(void)state;
	static const char *const keys[] = {"j",       "^E",        "M-x", "Space", "Tab",  "S-Tab", "Enter",
					   "Esc",     "F1",        "F12", "PgDn",  "C-Up", "M-^X",  "S-Down",
					   "<",       ">",         "^",   "#",     "é",    "日",    "C-Space",
					   "M-Enter", "Backspace", "-",   "M--",   "C-;",  "^]",    "\\"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct key k, again;
		struct buf name = {0};
		assert_int_equal(key_parse(keys[i], strlen(keys[i]), &k, 1, NULL), 1);
		key_name(k, &name);
		assert_string_equal(name.bytes, keys[i]);
		assert_int_equal(key_parse(name.bytes, name.len, &again, 1, NULL), 1);
		assert_true(same(k, again));
		buf_release(&name);
	}
	static const char *const sequences[] = {"]s",   "gg",    "]<Tab>",       "<<>x<>>",
						"<^>E", "<^E>x", "<M-x><Space>", "<C-Up>a"};
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		struct key k[8] = {0}, again[8] = {0};
		struct buf name = {0};
		unsigned n = key_parse(sequences[i], strlen(sequences[i]), k, 8, NULL);
		assert_true(n > 1);
		key_sequence_name(k, n, &name);
		assert_int_equal(key_parse(name.bytes, name.len, again, 8, NULL), n);
		for (unsigned j = 0; j < n; j++)
			assert_true(same(k[j], again[j]));
		buf_release(&name);
	}
}

static void test_same_byte_same_key(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"^I", "Tab"},       {"^M", "Enter"}, {"^[", "Esc"},
					       {"^?", "Backspace"}, {"C-x", "^X"},   {"^a", "^A"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct key a, b;
		assert_int_equal(key_parse(pairs[i][0], strlen(pairs[i][0]), &a, 1, NULL), 1);
		assert_int_equal(key_parse(pairs[i][1], strlen(pairs[i][1]), &b, 1, NULL), 1);
		assert_true(same(a, b));
	}
}

static void test_sequences_and_counts(void **state)
{
	(void)state;
	struct keymap *m = fresh();
	uint32_t count;
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "]", NULL), ACTION_COUNT);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "]s", NULL), ACTION_CHANGE_NEXT);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "]q", NULL), ACTION_NONE);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "12j", &count), ACTION_LINE_DOWN);
	assert_int_equal(count, 12);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "20j", &count), ACTION_LINE_DOWN);
	assert_int_equal(count, 20);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "3]s", &count), ACTION_CHANGE_NEXT);
	assert_int_equal(count, 3);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "99999999999j", &count), ACTION_LINE_DOWN);
	assert_int_equal(count, 1000000);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "0", NULL), ACTION_NONE);
	assert_int_equal(feed(m, CONTEXT_LIST, "/", NULL), ACTION_LIST_FILTER);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "/", NULL), ACTION_SEARCH);
	assert_int_equal(feed(m, CONTEXT_LIST, ".", NULL), ACTION_NONE);
	struct pq_error error;
	assert_int_equal(apply(m, "bind 1 help\nbind 0 start\n", &error), PQ_OK);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "1", NULL), ACTION_HELP);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "0", NULL), ACTION_START);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "20j", &count), ACTION_LINE_DOWN);
	assert_int_equal(count, 20);
	keymap_free(m);
}

static void test_files(void **state)
{
	(void)state;
	struct keymap *m = fresh();
	struct pq_error error = {0};
	struct buf keys = {0};
	assert_int_equal(apply(m,
			       "# mine\n"
			       "bind J half-page-down\t# a comment\r\n"
			       "bind # audit # the key #\n"
			       "unbind g\n\nbind gg start\n"
			       "bind list,pager j line-up\n"
			       "bind article k quote-next\n",
			       &error),
			 PQ_OK);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "J", NULL), ACTION_HALF_DOWN);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "#", NULL), ACTION_AUDIT);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "gg", NULL), ACTION_START);
	assert_int_equal(feed(m, CONTEXT_LIST, "j", NULL), ACTION_LINE_UP);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "j", NULL), ACTION_LINE_DOWN);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "k", NULL), ACTION_QUOTE_NEXT);
	assert_int_equal(feed(m, CONTEXT_PAGER, "k", NULL), ACTION_LINE_UP);
	keymap_keys_of(m, ACTION_START, CONTEXT_ARTICLE, &keys);
	assert_string_equal(keys.bytes, "Home gg");
	buf_release(&keys);
	keymap_free(m);
}

static void test_errors(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} bad[] = {
		{"bind x qoute-next\n", "keys:1: there is no action qoute-next; did you mean quote-next?"},
		{"\nbind PgDwn page-down\n", "keys:2: there is no key PgDwn; did you mean PgDn?"},
		{"bind F13 help\n", "there is no key F13"},
		{"bind\n", "write: bind"},
		{"bind x help now please\n", "write: bind"},
		{"bind everywhere x help\n", "write: bind"},
		{"bnid x help\n", "bnid: a line begins with bind or unbind"},
		{"bind list x quote-next\n", "quote-next has no meaning there"},
		{"bind ] help\n", "begin alike: unbind ]s first"},
		{"bind jj help\n", "jj and j (line-down) begin alike"},
		{"unbind ~\n", "~ is not bound"},
		{"bind abcdefghi help\n", "too long"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct keymap *m = fresh();
		struct pq_error error = {0};
		assert_int_equal(apply(m, bad[i].text, &error), PQ_EINVAL);
		if (!strstr(error.message, bad[i].says))
			fail_msg("%s: %s", bad[i].text, error.message);
		assert_int_equal(error.line, bad[i].text[0] == '\n' ? 2 : 1);
		keymap_free(m);
	}
}

static void test_lines_before_a_fault_stay(void **state)
{
	(void)state;
	struct keymap *m = fresh();
	struct pq_error error;
	assert_int_equal(apply(m, "bind J end\nbind K nothing\nbind ~ end\n", &error), PQ_EINVAL);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "J", NULL), ACTION_END);
	assert_int_equal(feed(m, CONTEXT_ARTICLE, "~", NULL), ACTION_NONE);
	keymap_free(m);
}

/* Bytes of any kind are an error or a binding, never a crash. */
static void test_noise(void **state)
{
	(void)state;
	uint32_t seed = 1;
	for (int round = 0; round < 2000; round++) {
		char text[64] = "bind ";
		for (size_t i = 5; i < sizeof text; i++) {
			seed = seed * 1664525u + 1013904223u;
			text[i] = (char)(seed >> 24);
		}
		struct keymap *m = fresh();
		struct pq_error error;
		(void)!keymap_parse(m, "noise", text, sizeof text, &error);
		keymap_free(m);
	}
}

static bool fail_at(size_t size, void *user)
{
	(void)size;
	unsigned *left = user;
	return (*left)--;
}

/* Whichever allocation fails, nothing is half made. */
static void test_no_memory(void **state)
{
	(void)state;
	enum pq_status status = PQ_ENOMEM;
	for (unsigned n = 0; status != PQ_OK; n++) {
		unsigned left = n;
		struct keymap *m = NULL;
		struct pq_error error;
		alloc_set_hook(fail_at, &left);
		status = keymap_new(&m, &error);
		alloc_set_hook(NULL, NULL);
		assert_true(status == PQ_ENOMEM ? !m : status == PQ_OK && m);
		keymap_free(m);
		assert_true(n < 1000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_defaults_all_stand),
		cmocka_unit_test(test_names_round_trip),
		cmocka_unit_test(test_same_byte_same_key),
		cmocka_unit_test(test_sequences_and_counts),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_lines_before_a_fault_stay),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
