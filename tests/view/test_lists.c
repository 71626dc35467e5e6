/* tests/view/test_lists.c - what lists hold, how they are sorted and filtered, and what speakers are called. */
#include "../test.h"
#include "base/alloc.h"
#include "doc/query.h"
#include "scene.h"

static const struct list_order *order_of(struct scene *s, enum list_id id)
{
	assert_true(list_order_update(&s->orders[id], &s->in, id));
	return &s->orders[id];
}

static struct list_row row_at(struct scene *s, enum list_id id, uint32_t i)
{
	struct list_row row;
	assert_true(list_order_row(&s->orders[id], &s->in, id, i, &row));
	return row;
}

static void test_entities(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	const struct list_order *o = order_of(s, LIST_ENTITIES);
	assert_int_equal(o->rows.at.len, s->noted->notes.n_entities);
	assert_string_equal(row_at(s, LIST_ENTITIES, 0).cell[1], "Adaeze Okafor");
	assert_string_equal(row_at(s, LIST_ENTITIES, 0).cell[2], "the inquiry's lead counsel");
	assert_string_equal(row_at(s, LIST_ENTITIES, o->rows.at.len - 1).cell[1], "Tuesday");
	scene_view(s)->lists[LIST_ENTITIES].sort = 1;
	order_of(s, LIST_ENTITIES);
	assert_string_equal(row_at(s, LIST_ENTITIES, 1).cell[1], "Dolores Quint");
	scene_free(s);
}

static void filter(struct scene *s, enum list_id id, const char *text)
{
	memcpy(scene_view(s)->lists[id].filter, text, strlen(text) + 1);
	order_of(s, id);
}

static void test_filter(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	filter(s, LIST_QUOTES, "VOUCHER quint");
	assert_int_equal(s->orders[LIST_QUOTES].rows.at.len, 1);
	assert_string_equal(row_at(s, LIST_QUOTES, 0).cell[0], "Quint");
	filter(s, LIST_QUOTES, "no such words");
	assert_int_equal(s->orders[LIST_QUOTES].rows.at.len, 0);
	/* A heading that matches keeps what stands under it; one with nothing left goes. */
	filter(s, LIST_WHO_SAID, "pritchard");
	assert_int_equal(s->orders[LIST_WHO_SAID].rows.at.len, 3);
	assert_true(row_at(s, LIST_WHO_SAID, 0).heading);
	filter(s, LIST_WHO_SAID, "kettle");
	assert_int_equal(s->orders[LIST_WHO_SAID].rows.at.len, 2);
	/* Letter by letter comes to the same as at once. */
	for (size_t n = 1; n <= 5; n++) {
		char part[8] = "counc";
		part[n] = '\0';
		filter(s, LIST_WHO_SAID, part);
	}
	uint32_t narrowed = s->orders[LIST_WHO_SAID].rows.at.len;
	list_order_release(&s->orders[LIST_WHO_SAID]);
	order_of(s, LIST_WHO_SAID);
	assert_int_equal(s->orders[LIST_WHO_SAID].rows.at.len, narrowed);
	assert_true(narrowed > 2);
	filter(s, LIST_HELP, "next quote");
	assert_true(s->orders[LIST_HELP].rows.at.len >= 2);
	assert_true(row_at(s, LIST_HELP, 0).heading);
	scene_free(s);
}

static uint32_t fills;

static bool count_fills(size_t size, void *user)
{
	(void)size;
	(void)user;
	fills++;
	return true;
}

static void test_order_is_kept(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	order_of(s, LIST_QUOTES);
	alloc_set_hook(count_fills, NULL);
	fills = 0;
	for (int i = 0; i < 100; i++)
		order_of(s, LIST_QUOTES);
	alloc_set_hook(NULL, NULL);
	assert_int_equal(fills, 0);
	scene_view(s)->lists[LIST_QUOTES].sort = 1;
	order_of(s, LIST_QUOTES);
	uint32_t last = 0;
	for (uint32_t i = 0; i < s->orders[LIST_QUOTES].rows.at.len; i++) {
		uint32_t source = s->noted->notes.quotes[s->orders[LIST_QUOTES].rows.at.at[i]].source;
		assert_true(source >= last);
		last = source;
	}
	s->in.snapshot = s->bare;
	order_of(s, LIST_QUOTES);
	assert_int_equal(s->orders[LIST_QUOTES].rows.at.len, 0);
	scene_free(s);
}

static void test_sources_head(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	const struct list_order *o = order_of(s, LIST_SOURCES);
	assert_int_equal(o->n_head, 2);
	assert_string_equal(o->head[0], "named 5 · documents 1 · anonymous 1 · nobody 1");
	assert_non_null(strstr(o->head[1], "words quoted  A. Okafor 43%"));
	scene_free(s);
}

static void test_audit_counts_lead_to_their_places(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	const struct list_order *o = order_of(s, LIST_AUDIT);
	uint32_t promised = 0;
	for (uint32_t i = 0; i < o->rows.at.len; i++) {
		struct list_row row = row_at(s, LIST_AUDIT, i);
		if (row.heading) {
			assert_int_equal(promised, 0);
			promised = (uint32_t)strtoul(row.cell[0], NULL, 10);
			continue;
		}
		assert_true(promised > 0);
		promised--;
		assert_false(span_empty(row.target));
	}
	assert_int_equal(promised, 0);
	scene_free(s);
}

static void test_every_action_is_in_help(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	const struct list_order *o = order_of(s, LIST_HELP);
	bool seen[ACTION_COUNT] = {false};
	for (uint32_t i = 0; i < o->rows.at.len; i++) {
		struct list_row row = row_at(s, LIST_HELP, i);
		seen[row.action] = true;
		if (row.action == ACTION_QUOTE_NEXT)
			assert_string_equal(row.cell[0], ".");
	}
	for (int i = 1; i < ACTION_COUNT; i++)
		assert_true(seen[i]);
	scene_free(s);
}

static void test_why(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	scene_at_quote(s, "nobody died");
	s->state.overlay = OVERLAY_WHY;
	const struct list_order *o = order_of(s, LIST_WHY);
	struct buf all = {0};
	for (uint32_t i = 0; i < o->rows.at.len; i++) {
		struct list_row row = row_at(s, LIST_WHY, i);
		buf_printf(&all, "%s %s\n", row.cell[0], row.cell[1]);
	}
	assert_non_null(strstr(all.bytes, "source Adaeze Okafor"));
	assert_non_null(strstr(all.bytes, "cue told (say)"));
	assert_non_null(strstr(all.bytes, "carried from “We have the letters"));
	assert_null(strstr(all.bytes, "0.9"));
	buf_release(&all);
	scene_free(s);
}

static void check_name(const struct scene *s, const char *full, const char *name, const char *initials)
{
	const struct pq_annotations *a = &s->noted->notes;
	for (uint32_t i = 0; i < a->n_sources; i++) {
		struct doc_slice slice = anno_str(a, a->sources[i].name);
		char out[32];
		if (slice.len != strlen(full) || memcmp(slice.s, full, slice.len))
			continue;
		view_speaker(s->noted, i, false, out);
		assert_string_equal(out, name);
		view_speaker(s->noted, i, true, out);
		assert_string_equal(out, initials);
		return;
	}
	fail_msg("no source %s", full);
}

static void test_speakers(void **state)
{
	(void)state;
	struct scene *s = scene_new();
	check_name(s, "Adaeze Okafor", "A. Okafor", "AO");
	check_name(s, "Morwenna Okafor", "M. Okafor", "MO");
	check_name(s, "Gwil Pritchard", "Pritchard", "GP");
	check_name(s, "a person with knowledge of the contract", "@person", "@p");
	check_name(s, "a report by the Marine Accident Investigation Branch", "report", "re");
	check_name(s, "", "?", "?");
	check_name(s, "Sound Ferries", "Sound Ferries", "SF");
	char out[32];
	view_speaker(s->noted, 999, false, out);
	assert_string_equal(out, "?");
	scene_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_order_is_kept),
		cmocka_unit_test(test_sources_head),
		cmocka_unit_test(test_audit_counts_lead_to_their_places),
		cmocka_unit_test(test_every_action_is_in_help),
		cmocka_unit_test(test_why),
		cmocka_unit_test(test_speakers),
	};
	return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
