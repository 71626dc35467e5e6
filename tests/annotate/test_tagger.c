/* tests/annotate/test_tagger.c - kernels that agree, decoding against every reading, hostile model files, labels to attributions. */
#include "rig.h"

#include <stdlib.h>

#include "annotate/attribution.h"
#include "base/alloc.h"

static uint64_t seed = 88172645463325252u;

static uint32_t next_number(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 32);
}

/* ---- kernels ---- */

/** Everything that a set of kernels makes of the same numbers, one behind the other. */
static void run_kernels(const struct tagger_kernels *k, const struct tagger_layer *l, const int16_t *x, uint32_t n,
			struct buf *out)
{
	const uint32_t cells = SHAPE_GATES;
	int32_t *sums = mem_zero((size_t)n * l->outputs, sizeof *sums);
	int16_t *curved = mem_zero((size_t)n * l->outputs, sizeof *curved);
	assert_true(sums && curved && n >= TAGGER_PARTS);
	k->sums(l, x, n, sums);
	buf_add(out, (const char *)sums, (size_t)n * l->outputs * sizeof *sums);
	const int32_t *from[TAGGER_PARTS];
	int32_t joined[SHAPE_BASE], best[8 * SHAPE_LABELS];
	for (unsigned i = 0; i < TAGGER_PARTS; i++)
		from[i] = sums + (size_t)i * l->outputs;
	k->join(from, l->outputs < SHAPE_BASE ? 16 : SHAPE_BASE, joined);
	buf_add(out, (const char *)joined, (l->outputs < SHAPE_BASE ? 16 : SHAPE_BASE) * sizeof *joined);
	for (int direction = -1; direction < 2; direction += 2) {
		const size_t first = direction < 0 ? 7 * SHAPE_LABELS : 0;
		memcpy(best + first, sums, SHAPE_LABELS * sizeof *best);
		k->readings(sums, sums + first, 8, direction, best + first);
		buf_add(out, (const char *)best, sizeof best);
	}
	if (l->outputs % 32 == 0) {
		k->curves(l, sums, n, curved);
		buf_add(out, (const char *)curved, (size_t)n * l->outputs * sizeof *curved);
	}
	for (int direction = -1; l->outputs == cells && direction < 2; direction += 2) {
		int16_t cell[SHAPE_CELL] = {0};
		int16_t *shown = mem_zero((size_t)n * SHAPE_LAYER, sizeof *shown);
		size_t first = direction < 0 ? n - 1 : 0;
		assert_non_null(shown);
		k->cells(curved + first * SHAPE_GATES, n, direction, cell, shown + first * SHAPE_LAYER);
		buf_add(out, (const char *)cell, sizeof cell);
		buf_add(out, (const char *)shown, (size_t)n * SHAPE_LAYER * sizeof *shown);
		mem_free(shown);
	}
	mem_free(sums);
	mem_free(curved);
	assert_false(out->failed);
}

static void test_kernels(void **state)
{
	(void)state;
	static const uint32_t shapes[][3] = {{SHAPE_INPUT, 3 * SHAPE_BASE, 13},
					     {SHAPE_BASE, SHAPE_GATES, 24},
					     {SHAPE_LAYER, SHAPE_GATES, 8},
					     {SHAPE_LAYER, SHAPE_LABELS, 17}};
	int16_t curve[SHAPE_CURVE];
	for (unsigned i = 0; i < SHAPE_CURVE; i++)
		curve[i] = (int16_t)(next_number() % SCALE_ONE);
	for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
		struct tagger_layer l = {.inputs = shapes[k][0], .outputs = shapes[k][1], .tanh = curve};
		uint32_t n = shapes[k][2];
		int16_t *x = mem_alloc(sizeof *x * n * l.inputs);
		int32_t *rows = mem_alloc(sizeof *rows * 2 * l.outputs);
		l.weights = mem_alloc(sizeof *l.weights * l.inputs * l.outputs);
		assert_true(x && rows && l.weights);
		l.sigmoid = curve;
		l.tanh_outputs = 32;
		l.multipliers = rows;
		l.biases = rows + l.outputs;
		for (uint32_t i = 0; i < n * l.inputs; i++)
			x[i] = (int16_t)((int32_t)(next_number() % (2 * SCALE_ONE)) - SCALE_ONE);
		for (uint32_t i = 0; i < l.inputs * l.outputs; i++)
			l.weights[i] = (int16_t)((int32_t)(next_number() % 255) - 127);
		for (uint32_t i = 0; i < l.outputs; i++) { /* some as large as a hostile file's */
			rows[i] = (int32_t)(i % 7 ? next_number() >> 17 : next_number() >> 1);
			rows[l.outputs + i] = (int32_t)(next_number() % (1 << 14)) - (1 << 13);
		}
		struct buf want = {0}, got = {0};
		run_kernels(tagger_kernels_at(0), &l, x, n, &want);
		int32_t sum = 0, made;
		for (uint32_t i = 0; i < l.inputs; i++)
			sum += x[(n - 1) * l.inputs + i] * l.weights[(size_t)(i / 2) * 32 + 10 + i % 2];
		memcpy(&made, want.bytes + ((size_t)(n - 1) * l.outputs + 5) * sizeof made, sizeof made);
		assert_int_equal(made, sum);
		for (unsigned path = 1; tagger_kernels_at(path); path++) {
			got.len = 0;
			run_kernels(tagger_kernels_at(path), &l, x, n, &got);
			assert_int_equal(got.len, want.len);
			assert_memory_equal(got.bytes, want.bytes, want.len);
		}
		buf_release(&want);
		buf_release(&got);
		mem_free(x);
		mem_free(rows);
		mem_free(l.weights);
	}
}

/* ---- the whole of it, with the models that ship ---- */

/** Labels and margins that the model NAME gives TEXT by the INDEXth set of kernels. */
static void labels_by(const char *name, const char *text, unsigned index, struct buf *out)
{
	struct rig r;
	struct tagger *m;
	struct buf path = {0};
	const char *data = getenv("PULLQUOTE_DATA");
	buf_printf(&path, "%s/en/%s.model", data ? data : "data", name);
	assert_int_equal(tagger_new(path.bytes, &m, NULL), PQ_OK);
	m->kernels = tagger_kernels_at(index);
	rig_open(&r);
	assert_int_equal(rig_document(&r, text), PQ_OK);
	struct context c = {.doc = &r.doc, .lex = r.lex, .limit = r.doc.text_len};
	arena_init(&c.arena);
	pass_tokens(&c);
	pass_marks(&c);
	pass_names(&c);
	const struct tagger_label *labels = tagger_labels(m, &c);
	assert_non_null(labels);
	for (uint32_t t = 0; t < c.tokens.len; t++)
		buf_printf(out, "%u %d\n", labels[t].label, labels[t].margin);
	context_release(&c);
	rig_close(&r);
	buf_release(&path);
	tagger_free(m);
}

/** Each set of kernels gives the same labels and margins: short texts, and one longer than a window. */
static void test_same_labels(void **state)
{
	(void)state;
	static const char *const some[] = {"Rain",
					   "\"It will rain,\" said Ana Roy, who doubts it.\n\nShe said it would.",
					   "Mr. Roy told reporters that the dam, \"a disgrace\", would hold."};
	struct buf text = {0};
	for (unsigned i = 0; i < 600; i++)
		buf_printf(&text, "%s Then %u said no.%s", some[i % 3], next_number() % 1000, i % 5 ? " " : "\n\n");
	for (unsigned i = 0; i < 8; i++) {
		struct buf want = {0}, got = {0};
		const char *s = i / 2 < 3 ? some[i / 2] : text.bytes, *name = i % 2 ? "names" : "attribution";
		labels_by(name, s, 0, &want);
		for (unsigned path = 1; tagger_kernels_at(path); path++) {
			got.len = 0;
			labels_by(name, s, path, &got);
			assert_string_equal(got.bytes, want.bytes);
		}
		buf_release(&want);
		buf_release(&got);
	}
	buf_release(&text);
}

/** Sets stand in the order of their width, and the one chosen is the last. */
static void test_sets(void **state)
{
	(void)state;
	static const char *const names[] = {"portable", "sse2", "avx2", "avx512"};
	unsigned n = 0;
	for (; tagger_kernels_at(n); n++)
		assert_string_equal(tagger_kernels_at(n)->name, names[n]);
	assert_ptr_equal(tagger_kernels_best(), tagger_kernels_at(n - 1));
}

/* ---- decoding ---- */

static int32_t score_of(const int16_t *steps, const int32_t *scores, const uint8_t *label, uint32_t n)
{
	int32_t sum = 0;
	for (uint32_t t = 0; t < n; t++) {
		unsigned before = t ? label[t - 1] : TAG_LABELS;
		if (!label_follows(before, label[t]))
			return INT32_MIN;
		sum += scores[t * SHAPE_LABELS + label[t]];
		sum += steps[(t ? before : SHAPE_LABELS) * SHAPE_LABELS + label[t]];
	}
	return sum;
}

static void test_decoding(void **state)
{
	(void)state;
	enum { N = 3 };
	int16_t steps[(SHAPE_LABELS + 1) * SHAPE_LABELS];
	struct tagger m = {.kernels = tagger_kernels_at(0)};
	for (unsigned round = 0; round < 20; round++) {
		int32_t scores[N * SHAPE_LABELS], space[2 * N * SHAPE_LABELS], best = INT32_MIN, other[N] = {0};
		struct tagger_label out[N];
		uint8_t label[N], top[N] = {0};
		for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++)
			steps[i] = (int16_t)(next_number() % 4000);
		for (unsigned i = 0; i < N * SHAPE_LABELS; i++)
			scores[i] = (int32_t)(next_number() % 8000) - 4000;
		for (unsigned i = 0; i < TAG_LABELS * TAG_LABELS * TAG_LABELS; i++) {
			label[0] = (uint8_t)(i % TAG_LABELS);
			label[1] = (uint8_t)(i / TAG_LABELS % TAG_LABELS);
			label[2] = (uint8_t)(i / TAG_LABELS / TAG_LABELS);
			int32_t s = score_of(steps, scores, label, N);
			if (s > best) {
				best = s;
				memcpy(top, label, N);
			}
		}
		for (unsigned t = 0; t < N; t++) {
			other[t] = INT32_MIN;
			for (unsigned i = 0; i < TAG_LABELS * TAG_LABELS * TAG_LABELS; i++) {
				label[0] = (uint8_t)(i % TAG_LABELS);
				label[1] = (uint8_t)(i / TAG_LABELS % TAG_LABELS);
				label[2] = (uint8_t)(i / TAG_LABELS / TAG_LABELS);
				int32_t s = label[t] == top[t] ? INT32_MIN : score_of(steps, scores, label, N);
				other[t] = s > other[t] ? s : other[t];
			}
		}
		tagger_steps_read(&m.steps, steps);
		m.kernels = tagger_kernels_at(round % 4) ? tagger_kernels_at(round % 4) : tagger_kernels_at(0);
		tagger_decode(&m, scores, N, space, out);
		for (unsigned t = 0; t < N; t++) {
			assert_int_equal(out[t].label, top[t]);
			assert_int_equal(out[t].margin, best - other[t]);
		}
	}
}

/* ---- the model file ---- */

static unsigned char *new_image(size_t *len)
{
	struct tagger_header h = tagger_header_of(2);
	*len = h.size;
	unsigned char *bytes = mem_zero(1, h.size);
	assert_non_null(bytes);
	for (unsigned i = 0; i < 2; i++)
		memcpy(bytes + tagger_section_at(TAGGER_HASHES, 2) + 4 * i, &(uint32_t){i + 7}, 4);
	h.checksum = tagger_checksum(bytes + sizeof h, h.size - sizeof h);
	memcpy(bytes, &h, sizeof h);
	return bytes;
}

static enum pq_status try_image(const unsigned char *bytes, size_t len)
{
	struct tagger *m;
	enum pq_status status = tagger_open(bytes, len, &m, NULL);
	tagger_free(m);
	return status;
}

/** Put VALUE into a section, with a checksum that fits. */
static void spoil(unsigned char *bytes, enum tagger_section section, int32_t value, size_t size)
{
	struct tagger_header h;
	memcpy(bytes + tagger_section_at(section, 2), &value, size);
	memcpy(&h, bytes, sizeof h);
	h.checksum = tagger_checksum(bytes + sizeof h, h.size - sizeof h);
	memcpy(bytes, &h, sizeof h);
}

static void test_hostile_files(void **state)
{
	(void)state;
	size_t len;
	unsigned char *bytes = new_image(&len);
	assert_int_equal(try_image(bytes, len), PQ_OK);
	for (size_t cut = 0; cut < len; cut += cut < 256 ? 1 : 4099)
		assert_int_equal(try_image(bytes, cut), PQ_EFORMAT);
	for (size_t at = 0; at < len; at += at < sizeof(struct tagger_header) ? 1 : 997) {
		bytes[at] ^= 0x40;
		assert_int_equal(try_image(bytes, len), PQ_EFORMAT);
		bytes[at] ^= 0x40;
	}
	static const struct {
		enum tagger_section section;
		int32_t value;
		size_t size;
	} bad[] = {{TAGGER_BASE_ROWS, -1, 4},   {TAGGER_SIGMOID, -1, 2},         {TAGGER_SIGMOID, SCALE_ONE, 2},
		   {TAGGER_LABELS_ROWS, -1, 4}, {TAGGER_TANH, SCALE_ONE + 1, 2}, {TAGGER_CALIBRATION, 10001, 2}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		spoil(bytes, bad[i].section, bad[i].value, bad[i].size);
		assert_int_equal(try_image(bytes, len), PQ_EFORMAT);
		spoil(bytes, bad[i].section, 0, bad[i].size);
	}
	assert_int_equal(try_image(bytes, len), PQ_OK);
	mem_free(bytes);
	struct tagger *m;
	assert_int_equal(tagger_new("no/such/file.model", &m, NULL), PQ_EIO);
	assert_null(m);
}

/** A file of noise with a right checksum, over a text: it must do no harm, whatever it finds. */
static void test_noise(void **state)
{
	(void)state;
	size_t len;
	unsigned char *bytes = new_image(&len);
	for (unsigned s = TAGGER_WORDS; s < TAGGER_SIGMOID; s++) {
		size_t at = tagger_section_at((enum tagger_section)s, 2),
		       size = tagger_section_size((enum tagger_section)s, 2);
		bool rows = s == TAGGER_BASE_ROWS || s == TAGGER_GATES1_ROWS || s == TAGGER_GATES2_ROWS ||
			    s == TAGGER_LABELS_ROWS;
		for (size_t i = 0; i < size; i++)
			bytes[at + i] = (unsigned char)(rows && i % 4 == 3   ? 0
							: rows && i % 4 == 2 ? next_number() & 7
									     : next_number());
	}
	spoil(bytes, TAGGER_SIGMOID, 0, 2);
	struct tagger *m;
	assert_int_equal(tagger_open(bytes, len, &m, NULL), PQ_OK);
	struct rig r;
	rig_open(&r);
	assert_int_equal(
		rig_document(
			&r,
			"#A title\n\n\"It will rain,\" said Ana Roy, who \"doubts\" it.\n\nShe said that it would."),
		PQ_OK);
	struct anno_builder out = {0};
	assert_int_equal(annotate(&r.doc, r.lex, &(const struct models){m, m}, r.doc.text_len, NULL, NULL, &out, NULL),
			 PQ_OK);
	assert_int_equal(anno_freeze(&out, &r.doc, &r.notes_blob, NULL), PQ_OK);
	anno_builder_release(&out);
	rig_close(&r);
	tagger_free(m);
	mem_free(bytes);
}

/* ---- the linker ---- */

/** LABELS: a letter a token: c C cue, s S source before its cue, z Z behind it, x X content before its cue, y Y behind it; small letters begin. */
static void expect_links(const char *text, const char *labels, const char *want)
{
	static const char letters[] = ".cCsSzZ..xXyY";
	static const uint8_t numbers[] = {TAG_NONE, 1, 2, 3, 4, 5, 6, 0, 0, 9, 10, 11, 12};
	struct rig r;
	rig_open(&r);
	assert_int_equal(rig_document(&r, text), PQ_OK);
	struct anno_builder out = {0};
	struct context c = {.doc = &r.doc, .lex = r.lex, .out = &out, .limit = r.doc.text_len};
	arena_init(&c.arena);
	pass_tokens(&c);
	pass_marks(&c);
	pass_names(&c);
	pass_entities(&c);
	assert_int_equal(c.tokens.len, strlen(labels));
	struct tagger_label *label = mem_zero(c.tokens.len, sizeof *label);
	int16_t calibration[SHAPE_CALIBRATION] = {5000};
	const struct tagger m = {.calibration = calibration};
	struct scene s = {.c = &c, .labels = label};
	struct linker k = {.tagger = &m};
	for (uint32_t t = 0; t < c.tokens.len; t++)
		label[t].label = numbers[strchr(letters, labels[t]) - letters];
	scene_read(&s, 0);
	linker_block(&s, &k);
	for (uint32_t i = 0; i < s.statements.len; i++) {
		attribute_tagged(&s, &k, s.statements.at[i], true);
		attribute_quoted(&s, s.statements.at[i]);
		attribute_tagged(&s, &k, s.statements.at[i], false);
	}
	struct buf got = {0};
	for (uint32_t i = 0; i < c.attributions.len; i++) {
		const struct attribution *a = &c.attributions.at[i];
		for (uint32_t p = 0; p < a->n_parts; p++) {
			buf_str(&got, p ? " / " : "");
			rig_span(&r, &got, c.parts.at[a->parts + p].span);
		}
		buf_str(&got, " | ");
		rig_span(&r, &got, a->cue);
		buf_str(&got, " | ");
		rig_span(&r, &got, a->source_span);
		buf_str(&got, "\n");
	}
	buf_str(&got, "");
	assert_string_equal(got.bytes, want);
	buf_release(&got);
	mem_free(label);
	vec_release(&s.units);
	vec_release(&s.statements);
	vec_release(&s.used);
	vec_release(&k.pieces);
	context_release(&c);
	anno_builder_release(&out);
	rig_close(&r);
}

static void test_linker(void **state)
{
	(void)state;
	expect_links("She said the dam holds.", "scyYY.", "the dam holds | said | She\n");
	expect_links("The dam, she said, holds.", "xX.sc.y.", "The dam / holds | said | she\n");
	expect_links("Roy said it rains and added it pours.", "scyY.cyY.",
		     "it rains | said | Roy\nit pours | added | Roy\n");
	/* a region most of which is labelled is taken whole; one of which little is, not at all */
	expect_links("\"It will rain a lot,\" said Roy.", ".xXXXX..cz.", "It will rain a lot, | said | Roy\n");
	expect_links("It rains, said Roy, \"an old sea dog\".", "xX.cz........", "It rains | said | Roy\n");
	/* what is cued inside a quote is part of it */
	expect_links("\"He said it rains.\"", ".scyY..", "");
	/* whom a passive tells is not the source */
	expect_links("Roy was told it rains.", "scCyY.", "it rains | was told | -\n");
	expect_links("It rains, court told.", "xX.sc.", "It rains | told | -\n");
	/* silence is no statement */
	expect_links("Roy declined to comment.", "scyY.", "");
	expect_links("Roy asked not to be named.", "scyYYY.", "");
	/* nor is a pronoun by itself, nor the writer's own turn */
	expect_links("She denied it.", "scy.", "");
	expect_links("That said, it rains.", "sc.yY.", "");
	expect_links("Roy closed roads and said it rains.", "sSSScyY.", "it rains | said | Roy\n");
	/* who is made to believe believes; who stands behind "says" says it */
	expect_links("It made Roy believe it rains.", "sSScyY.", "it rains | believe | Roy\n");
	expect_links("It rains, says planner Ann Roy.", "xX.cyYY.", "It rains | says | planner Ann Roy\n");
	/* nor is what is done to a thing */
	expect_links("The plan was denied in May.", "xXcC...", "");
	expect_links("It rains, it was claimed.", "xX..cC.", "It rains | was claimed | -\n");
	/* a relative clause that has ended shares its subject no more */
	expect_links("A woman, who slept, said it rains.", "...sc.cyY.", "it rains | said | A woman, who slept\n");
	/* who relays words is not their source */
	expect_links("Sky quoted a pilot as saying that it rains.", "scyYYYYYY.", "it rains | saying | a pilot\n");
	expect_links("She cast him as offering rain.", "scyYYY.", "him as offering rain | cast | She\n");
	/* quoted sentences go on from a quote, over a cue of other words; from the nearest cue of another sentence */
	expect_links("\"It rains,\" she said, citing Roy. \"It pours.\"", ".xX..sc.cy..yY..",
		     "It rains, / It pours. | said | she\nRoy | citing | she\n");
	expect_links("\"It rains,\" she said. Roy cited her. \"It pours.\"", ".xX..sc.scy..yY..",
		     "It rains, | said | she\nher / It pours. | cited | Roy\n");
}

static void test_merging(void **state)
{
	(void)state;
	/* a rule takes quoted words with their cue; a title is none, and who hears them is no part of them */
	expect_links("\"It rains,\" he urged them.", ".xX..scy.", "It rains, | urged | he\n");
	expect_links("\"It rains,\" Roy said.", "........", "It rains, | said | Roy\n");
	expect_links("Ann of \"Sea Dogs,\" said it rains.", "sSSSSSScyY.", "it rains | said | Ann of \"Sea Dogs,\"\n");
}

static void test_sources(void **state)
{
	(void)state;
	/* without a label: shared, the subject of a verb before, or taken out of the content's end; but never the content */
	expect_links("It rains, said Roy, adding it pours.", "xX.cz.cyY.",
		     "It rains | said | Roy\nit pours | adding | Roy\n");
	expect_links("Roy called it late and said it rains.", ".....cyY.", "it rains | said | Roy\n");
	expect_links("\"It rains\" was all the man would say.", ".xXXXXXXcC.",
		     "\"It rains\" was all | would say | the man\n");
	expect_links("Blamed Roy for rain.", "cyYY.", "Roy for rain | Blamed | -\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernels),       cmocka_unit_test(test_sets),
		cmocka_unit_test(test_same_labels),   cmocka_unit_test(test_decoding),
		cmocka_unit_test(test_hostile_files), cmocka_unit_test(test_noise),
		cmocka_unit_test(test_linker),        cmocka_unit_test(test_merging),
		cmocka_unit_test(test_sources),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
