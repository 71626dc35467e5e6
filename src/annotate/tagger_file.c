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
	for (unsigned k = 0; k < TAGGER_LAYERS; k++) {
		const int32_t *row = section(m, rows[k]);
		size_t n = tagger_section_size(rows[k], m->n_words) / 8;
		for (size_t i = 0; i < n; i++)
			if (row[i] < 0 || row[n + i] > 1 << 20 || row[n + i] < -(1 << 20))
				return false;
	}
	for (unsigned i = 0; i < SHAPE_CURVE; i++)
		if (m->sigmoid[i] < 0 || m->sigmoid[i] > SCALE_ONE || m->tanh[i] < -SCALE_ONE || m->tanh[i] > SCALE_ONE)
			return false;
	for (unsigned i = 0; i < SHAPE_CALIBRATION; i++)
		if (m->calibration[i] < 0 || m->calibration[i] > 10000)
			return false;
	return true;
}

static bool layer_read(struct tagger *m, unsigned which, enum tagger_section weights, uint32_t inputs, uint32_t outputs)
{
	struct tagger_layer *l = &m->layers[which];
	const int8_t *from = section(m, weights);
	*l = (struct tagger_layer){.inputs = inputs, .outputs = outputs};
	l->multipliers = section(m, weights + 1);
	l->biases = l->multipliers + outputs;
	l->weights = mem_alloc((size_t)inputs * outputs * sizeof *l->weights);
	for (uint32_t o = 0; l->weights && o < outputs; o++)
		for (uint32_t i = 0; i < inputs; i++)
			l->weights[((size_t)(i / 2) * outputs + o) * 2 + i % 2] = from[(size_t)o * inputs + i];
	return l->weights != NULL;
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
	m->steps = section(m, TAGGER_STEPS);
	m->sigmoid = section(m, TAGGER_SIGMOID);
	m->tanh = section(m, TAGGER_TANH);
	m->calibration = section(m, TAGGER_CALIBRATION);
	enum pq_status status = PQ_OK;
	if (!is_bounded(m))
		status = error_set(error, PQ_EFORMAT, "the model file holds numbers out of range");
	else if (!layer_read(m, LAYER_BASE, TAGGER_BASE, SHAPE_WINDOW, SHAPE_BASE) ||
		 !layer_read(m, LAYER_GATES1, TAGGER_GATES1, SHAPE_BASE, 2 * SHAPE_GATES) ||
		 !layer_read(m, LAYER_GATES2, TAGGER_GATES2, SHAPE_LAYER, 2 * SHAPE_GATES) ||
		 !layer_read(m, LAYER_LABELS, TAGGER_LABELS, SHAPE_LAYER, SHAPE_LABELS))
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
