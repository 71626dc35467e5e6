/* tests/annotate/test_name_tags.c - what the labels of the model of names make of the names that the rules found. */
#include "rig.h"

#include "annotate/names.h"
#include "annotate/passes.h"
#include "annotate/tagger.h"

/** LABELS: a letter a token, of persons p, organizations o, places l and others m; big letters go on.  MARGIN: of all labels.
 *  WANT: the names that remain, each with its type. */
static void expect_names(const char *text, const char *labels, int32_t margin, const char *want)
{
	static const char letters[] = ".pPoOlLmM";
	struct buf got = {0};
	struct anno_builder out = {0};
	rig_clear(&rig);
	assert_int_equal(rig_document(&rig, text), PQ_OK);
	struct context c = {.doc = &rig.doc, .lex = rig.lex, .out = &out, .limit = rig.doc.text_len};
	arena_init(&c.arena);
	pass_tokens(&c);
	pass_marks(&c);
	pass_names(&c);
	assert_int_equal(c.tokens.len, strlen(labels));
	struct tagger_label *label = arena_array(&c.arena, struct tagger_label, c.tokens.len);
	assert_non_null(label);
	for (uint32_t t = 0; t < c.tokens.len; t++)
		label[t] = (struct tagger_label){(uint8_t)(strchr(letters, labels[t]) - letters), margin};
	names_by_labels(&c, label);
	assert_false(c.failed);
	pass_entities(&c);
	for (uint32_t i = 0; i < c.mentions.len; i++) {
		const struct mention *m = &c.mentions.at[i];
		if (m->entity == PQ_NONE)
			continue;
		buf_str(&got, got.len ? ", " : "");
		rig_span(&rig, &got, m->span);
		buf_printf(&got, " %s", pq_entity_type_name(m->type));
	}
	buf_str(&got, "");
	assert_string_equal(got.bytes, want);
	buf_release(&got);
	context_release(&c);
	anno_builder_release(&out);
}

enum { UNSURE = SCALE_SCORE / 4, SURE = 8 * SCALE_SCORE };

static void test_types(void **state)
{
	(void)state;
	expect_names("They saw Leeds before the match.", "..o....", SURE, "Leeds organization");
	expect_names("They saw Leeds before the match.", "..o....", UNSURE, "Leeds person");
	/* neighbours that speak for another type count against it */
	expect_names("The film \"A Long Rain\" opened.", "...oOO...", SURE, "A Long Rain work");
}

static void test_cuts(void **state)
{
	(void)state;
	expect_names("He works for Orvel in Tarn today.", "...oOO..", SURE, "Orvel in Tarn organization");
	expect_names("He works for Orvel in Tarn today.", "...oOO..", UNSURE, "Orvel organization, Tarn place");
	/* titles stand before a name */
	expect_names("They met Judge Ana Roy.", "..pPP.", SURE, "Ana Roy person");
}

static void test_additions(void **state)
{
	(void)state;
	expect_names("We know that oxfam helps.", "...o..", SURE, "oxfam organization");
	expect_names("We know that oxfam helps.", "...o..", UNSURE, "");
	expect_names("We know that oxfam helps.", "...m..", SURE, "");
	/* days are no names */
	expect_names("It rained on Monday.", "...l.", SURE, "");
}

static void test_doubts(void **state)
{
	(void)state;
	expect_names("They chose Glimp for it.", "......", SURE, "");
	expect_names("They chose Glimp for it.", "......", UNSURE, "Glimp person");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_additions),
		cmocka_unit_test(test_doubts),
	};
	return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
