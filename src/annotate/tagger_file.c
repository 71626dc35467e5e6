/* annotate/tagger_file.c - the model file: mapped, measured and checked before anything reads it. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotate/tagger.h"
#include "base/alloc.h"
#include "base/error.h"

size_t tagger_section_size(enum tagger_section section, uint32_t n_words)
{
	const size_t sizes[TAGGER_SECTIONS] = {
		[TAGGER_HASHES] = (size_t)n_words * 4,
		[TAGGER_WORDS] = ((size_t)n_words + 1) * SHAPE_WORD,
		[TAGGER_AFFIXES] = (size_t)INPUT_AFFIX_ROWS * SHAPE_SIDE,
		[TAGGER_FACTS] = (size_t)SHAPE_FACTS * SHAPE_SIDE,
		[TAGGER_CLASSES] = SHAPE_CLASSES * 4,
		[TAGGER_BASE] = (size_t)SHAPE_WINDOW * SHAPE_BASE,
		[TAGGER_BASE_ROWS] = SHAPE_BASE * 8,
		[TAGGER_GATES1] = (size_t)SHAPE_BASE * 2 * SHAPE_GATES,
		[TAGGER_GATES1_ROWS] = 2 * SHAPE_GATES * 8,
		[TAGGER_GATES2] = (size_t)SHAPE_LAYER * 2 * SHAPE_GATES,
		[TAGGER_GATES2_ROWS] = 2 * SHAPE_GATES * 8,
		[TAGGER_LABELS] = (size_t)SHAPE_LAYER * SHAPE_LABELS,
		[TAGGER_LABELS_ROWS] = SHAPE_LABELS * 8,
		[TAGGER_STEPS] = (SHAPE_LABELS + 1) * SHAPE_LABELS * 2,
		[TAGGER_SIGMOID] = SHAPE_CURVE * 2,
		[TAGGER_TANH] = SHAPE_CURVE * 2,
		[TAGGER_CALIBRATION] = SHAPE_CALIBRATION * 2,
	};
	return sizes[section];
}

size_t tagger_section_at(enum tagger_section section, uint32_t n_words)
{
	size_t at = (sizeof(struct tagger_header) + 63) & ~(size_t)63;
	for (unsigned k = 0; k < (unsigned)section; k++)
		at += (tagger_section_size((enum tagger_section)k, n_words) + 63) & ~(size_t)63;
	return at;
}

uint64_t tagger_checksum(const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	uint64_t sum = len * UINT64_C(0x9e3779b97f4a7c15);
	for (; len >= 8; len -= 8, p += 8) {
		uint64_t word;
		memcpy(&word, p, 8);
		sum = ((sum << 29 | sum >> 35) ^ word) * UINT64_C(0xff51afd7ed558ccd);
	}
	return sum ^ sum >> 32 ^ hash_bytes(p, len);
}

struct tagger_header tagger_header_of(uint32_t n_words)
{
	return (struct tagger_header){.magic = "PQTAGGER",
				      .version = TAGGER_VERSION,
				      .n_words = n_words,
				      .size = tagger_section_at(TAGGER_SECTIONS, n_words),
				      .shape = {SHAPE_WORD, SHAPE_SIDE, SHAPE_BASE, SHAPE_CELL, SHAPE_LABELS,
						INPUT_AFFIX_ROWS, INPUT_FACT_ROWS, SHAPE_CURVE}};
}

static const void *section(const struct tagger *m, enum tagger_section which)
{
	return m->bytes + tagger_section_at(which, m->n_words);
}

static bool is_intact(const unsigned char *bytes, size_t len, uint32_t *n_words)
{
	struct tagger_header h, want;
	if (len < sizeof h)
		return false;
	memcpy(&h, bytes, sizeof h);
	if (h.n_words > SHAPE_MAX_WORDS)
		return false;
	want = tagger_header_of(h.n_words);
	want.checksum = h.checksum;
	*n_words = h.n_words;
	return memcmp(&h, &want, sizeof h) == 0 && h.size == len &&
	       tagger_checksum(bytes + sizeof h, len - sizeof h) == h.checksum;
}

/** Could these numbers overflow a sum?  Multipliers, biases, steps and curves each have a range that the arithmetic relies on. */
static bool is_bounded(const struct tagger *m)
{
	static const enum tagger_section rows[] = {TAGGER_BASE_ROWS, TAGGER_GATES1_ROWS, TAGGER_GATES2_ROWS,
						   TAGGER_LABELS_ROWS};
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		const int32_t *row = section(m, rows[k]);
		size_t n = tagger_section_size(rows[k], m->n_words) / 8;
		for (size_t i = 0; i < n; i++)
			if (row[i] < 0 || row[n + i] > 1 << 20 || row[n + i] < -(1 << 20))
				return false;
	}
	const int16_t *sigmoid = section(m, TAGGER_SIGMOID), *tanh = section(m, TAGGER_TANH);
	for (unsigned i = 0; i < SHAPE_CURVE; i++)
		if (sigmoid[i] < 0 || sigmoid[i] >= SCALE_ONE || tanh[i] < -SCALE_ONE || tanh[i] > SCALE_ONE)
			return false;
	for (unsigned i = 0; i < SHAPE_CALIBRATION; i++)
		if (m->calibration[i] < 0 || m->calibration[i] > 10000)
			return false;
	return true;
}

/** OUTPUTS outputs of the layer from AT on; FROM: a row of int8 weights for each, STRIDE apart. */
static void fill_outputs(struct tagger_layer *l, uint32_t at, uint32_t outputs, const int8_t *from, size_t stride)
{
	for (uint32_t o = at; o < at + outputs; o++, from += stride) {
		int16_t *to = l->weights + (size_t)(o / 16) * l->inputs * 16 + o % 16 * 2;
		for (uint32_t i = 0; i < l->inputs; i += 2, to += 32) {
			to[0] = from[i];
			to[1] = from[i + 1];
		}
	}
}

/** A layer whose rows start at row FIRST of ALL in the sections WEIGHTS and, behind it, of multipliers and biases. */
static bool layer_read(struct tagger *m, unsigned which, enum tagger_section weights, uint32_t inputs, uint32_t outputs,
		       uint32_t first, uint32_t all)
{
	struct tagger_layer *l = &m->layers[which];
	const int32_t *rows = section(m, weights + 1);
	*l = (struct tagger_layer){.inputs = inputs, .outputs = outputs};
	l->multipliers = rows + first;
	l->biases = rows + all + first;
	l->tanh = section(m, TAGGER_TANH);
	l->sigmoid = section(m, TAGGER_SIGMOID);
	l->tanh_outputs = SHAPE_CELL;
	l->weights = mem_alloc((size_t)inputs * outputs * sizeof *l->weights);
	if (l->weights && which != LAYER_BASE)
		fill_outputs(l, 0, outputs, (const int8_t *)section(m, weights) + (size_t)first * inputs, inputs);
	return l->weights != NULL;
}

static bool layers_read(struct tagger *m)
{
	if (!layer_read(m, LAYER_BASE, TAGGER_BASE, SHAPE_INPUT, 3 * SHAPE_BASE, 0, SHAPE_BASE) ||
	    !layer_read(m, LAYER_LABELS, TAGGER_LABELS, SHAPE_LAYER, SHAPE_LABELS, 0, SHAPE_LABELS))
		return false;
	for (uint32_t back = 0, all = 2 * SHAPE_GATES; back < 2; back++)
		if (!layer_read(m, LAYER_GATES1 + back, TAGGER_GATES1, SHAPE_BASE, SHAPE_GATES, back * SHAPE_GATES,
				all) ||
		    !layer_read(m, LAYER_GATES2 + back, TAGGER_GATES2, SHAPE_LAYER, SHAPE_GATES, back * SHAPE_GATES,
				all))
			return false;
	struct tagger_layer *base = &m->layers[LAYER_BASE];
	const int8_t *from = section(m, TAGGER_BASE);
	base->tanh_outputs = SHAPE_BASE;
	for (uint32_t place = 0; place < 3; place++)
		fill_outputs(base, place * SHAPE_BASE, SHAPE_BASE, from + place * SHAPE_INPUT, SHAPE_WINDOW);
	return true;
}

static void find_classes(struct tagger *m)
{
	const uint32_t *ids = section(m, TAGGER_CLASSES);
	for (unsigned bit = 0; bit < 64; bit++) {
		uint32_t id = input_class_id(bit);
		m->class_row[bit] = UINT16_MAX;
		for (unsigned k = 0; k < SHAPE_CLASSES && id; k++)
			if (ids[k] == id)
				m->class_row[bit] = (uint16_t)(INPUT_FACT_ROWS + k);
	}
}

enum pq_status tagger_open(const void *bytes, size_t len, struct tagger **out, struct pq_error *error)
{
	uint32_t n_words;
	*out = NULL;
	if (!is_intact(bytes, len, &n_words))
		return error_set(error, PQ_EFORMAT, "the model file is damaged or of another version");
	struct tagger *m = mem_zero(1, sizeof *m);
	if (!m)
		return error_nomem(error);
	m->bytes = bytes;
	m->len = len;
	m->n_words = n_words;
	m->hashes = section(m, TAGGER_HASHES);
	m->words = section(m, TAGGER_WORDS);
	m->affixes = section(m, TAGGER_AFFIXES);
	m->facts = section(m, TAGGER_FACTS);
	m->calibration = section(m, TAGGER_CALIBRATION);
	m->kernels = tagger_kernels_best();
	tagger_steps_read(&m->steps, section(m, TAGGER_STEPS));
	enum pq_status status = PQ_OK;
	if (!is_bounded(m))
		status = error_set(error, PQ_EFORMAT, "the model file holds numbers out of range");
	else if (!layers_read(m))
		status = error_nomem(error);
	find_classes(m);
	if (status == PQ_OK)
		*out = m;
	else
		tagger_free(m);
	return status;
}

enum pq_status tagger_new(const char *path, struct tagger **out, struct pq_error *error)
{
	struct stat st;
	*out = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof(struct tagger_header)) {
		if (fd >= 0)
			close(fd);
		return error_set(error, PQ_EIO, "%s: no model to be read", path);
	}
	void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return error_set(error, PQ_EIO, "%s: no model to be read", path);
	enum pq_status status = tagger_open(bytes, (size_t)st.st_size, out, error);
	if (status == PQ_OK)
		(*out)->mapped = true;
	else
		munmap(bytes, (size_t)st.st_size);
	return status;
}

void tagger_free(struct tagger *m)
{
	if (!m)
		return;
	for (unsigned k = 0; k < TAGGER_LAYERS; k++)
		mem_free(m->layers[k].weights);
	if (m->mapped)
		munmap((void *)(uintptr_t)m->bytes, m->len);
	mem_free(m);
}
