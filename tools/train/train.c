/* tools/train/train.c - trainer OUT DATA-DIR CORPUS [key=value ...]: learn the tagger's weights from annotated articles. */
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "export.h"
#include "net.h"

struct settings {
	unsigned epochs, least_count, hold_out, seed;
	unsigned names; /**< 1: CORPUS is of names, else of attributions */
	unsigned batch; /**< articles a step */
	float rate, word, input, layer;
	float soft; /**< how much teachers count against labels */
	float eager, sources,
		contents; /**< added to the scores of a cue's, source's and content's first word when weights are read */
	struct net_shape shape;
	const char *weights, *teachers, *plain, *vectors, *start, *from, *calibration; /**< files; NULL: none */
};
/** Adam (Kingma and Ba 2015) with an average of the weights that is what ships. */
struct adam {
	float *m, *v, *average;
	unsigned long step;
};

static const float ADAM_MEAN = .9f, ADAM_SQUARE = .999f;

static void adam_range(struct net *n, struct adam *a, float fix, float scale, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		float g = n->grad[i] * scale;
		a->m[i] = ADAM_MEAN * a->m[i] + (1 - ADAM_MEAN) * g;
		a->v[i] = ADAM_SQUARE * a->v[i] + (1 - ADAM_SQUARE) * g * g;
		n->p[i] -= fix * a->m[i] / (sqrtf(a->v[i]) + 1e-6f);
		n->grad[i] = 0;
	}
}

/** The same for vectors: those without a gradient stay, and none leaves the range of an int8. */
static void adam_rows(struct net *n, struct adam *a, float fix, float scale, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (n->grad[i] != 0) {
			adam_range(n, a, fix, scale, i, i + 1);
			n->p[i] = fminf(fmaxf(n->p[i], -.99f), .99f);
		}
}

static void adam_step(struct net *n, struct adam *a, float rate)
{
	a->step++;
	float fix = rate * sqrtf(1 - powf(ADAM_SQUARE, (float)a->step)) / (1 - powf(ADAM_MEAN, (float)a->step));
	double sum = 0;
	for (size_t i = n->at[T_BASE]; i < n->at[N_TENSORS]; i++)
		sum += (double)n->grad[i] * n->grad[i];
	float scale = sum > 2500 ? (float)(50 / sqrt(sum)) : 1;
	for (uint32_t row = 0; row < n->n_rows; row++) {
		if (n->touched[row])
			adam_rows(n, a, fix, scale, row * n->cols[T_WORDS], (row + 1) * n->cols[T_WORDS]);
		n->touched[row] = false;
	}
	adam_rows(n, a, fix, scale, n->at[T_AFFIXES], n->at[T_BASE]);
	adam_range(n, a, fix, scale, n->at[T_BASE], n->at[N_TENSORS]);
	if (a->step % 8 == 0) {
		float keep = fminf(.99f, (float)a->step / (float)(a->step + 80));
		for (size_t i = 0; i < n->at[N_TENSORS]; i++)
			a->average[i] = keep * a->average[i] + (1 - keep) * n->p[i];
	}
}

enum { KINDS = 4, NO_KIND = KINDS };

/** Which of cue 0, source 1 and content 2, or of person 0, organization 1, place 2 and other 3 a label is. */
static unsigned kind_of(const struct settings *s, unsigned label)
{
	if (label == TAG_NONE || label == LABEL_ANY)
		return NO_KIND;
	return s->names ? (label - 1) / 2 % KINDS : label < TAG_SOURCE ? 0 : label < TAG_CONTENT ? 1 : 2;
}

static uint32_t span_end(const uint8_t *label, uint32_t t, uint32_t end)
{
	uint32_t e = t + 1;
	while (e < end && label[e] == label[t] + 1)
		e++;
	return e;
}

static bool begins(unsigned label)
{
	return label != TAG_NONE && label != LABEL_ANY && (label - 1) % 2 == 0;
}

static bool is_held_out(const struct corpus *c, uint32_t i, const struct settings *s)
{
	return s->hold_out && c->articles.at[i].labelled && i % s->hold_out == 0;
}

/** Spans found exactly in the articles held out, by N or, if there are LESSONS, by what these say. */
static void score(const struct net *n, const struct corpus *c, const struct settings *s, const struct lesson *lessons,
		  struct work *w)
{
	unsigned gold[KINDS + 1] = {0}, pred[KINDS + 1] = {0}, hit[KINDS + 1] = {0};
	for (uint32_t i = 0; i < c->articles.len; i++) {
		const struct article *a = &c->articles.at[i];
		if (!is_held_out(c, i, s))
			continue;
		uint8_t *out = calloc(a->n_tokens, 1);
		for (uint32_t b = 0, from = 0; lessons && b < a->n_blocks; from = a->block_end[b++])
			crf_best(lessons[i].crf.steps, lessons[i].crf.start,
				 lessons[i].scores + (size_t)from * SHAPE_LABELS, a->block_end[b] - from, out + from);
		if (!lessons)
			net_tag(n, c, a, w, out);
		for (uint32_t t = 0; t < a->n_tokens; t++) {
			unsigned g = kind_of(s, a->label[t]), p = kind_of(s, out[t]);
			if (a->label[t] == LABEL_ANY)
				continue;
			gold[g] += begins(a->label[t]);
			pred[p] += begins(out[t]);
			hit[p] += begins(a->label[t]) && begins(out[t]) && g == p &&
				  span_end(a->label, t, a->n_tokens) == span_end(out, t, a->n_tokens);
		}
		free(out);
	}
	static const char *const names[2][KINDS] = {{"cue", "source", "content"},
						    {"person", "organization", "place", "other"}};
	for (unsigned k = 0; k < KINDS && names[s->names != 0][k]; k++) {
		double p = (double)hit[k] / (pred[k] ? pred[k] : 1), r = (double)hit[k] / (gold[k] ? gold[k] : 1);
		printf("  %s P %.3f R %.3f F %.3f", names[s->names != 0][k], p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
	}
	printf("\n");
	fflush(stdout);
}

static void shuffle(uint32_t *order, uint32_t n, struct rng *r)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t j = (uint32_t)(rng_next(r) * (float)i), keep = order[i - 1];
		j = j < i ? j : i - 1;
		order[i - 1] = order[j];
		order[j] = keep;
	}
}

/** Until calibrate has counted: the margin's size itself. */
static int16_t calibration[SHAPE_CALIBRATION];

static void train(struct net *n, const struct corpus *c, const struct settings *s, const struct lesson *lessons,
		  const char *out)
{
	size_t total = n->at[N_TENSORS];
	struct adam a = {calloc(total, sizeof(float)), calloc(total, sizeof(float)), calloc(total, sizeof(float)), 0};
	uint32_t *order = calloc(c->articles.len, sizeof *order), count = 0;
	struct rng r = {s->seed * 1000003u + 12345};
	struct work w = {0};
	memcpy(a.average, n->p, total * sizeof *n->p);
	for (uint32_t i = 0; i < c->articles.len; i++)
		if (!is_held_out(c, i, s))
			order[count++] = i;
	for (unsigned e = 0; e < s->epochs; e++) {
		double loss = 0, tokens = 0;
		clock_t from = clock();
		shuffle(order, count, &r);
		for (uint32_t i = 0; i < count; i++) {
			float done = ((float)e + (float)i / (float)count) / (float)s->epochs;
			const struct dropout d = {s->word, s->input, s->layer};
			loss += net_learn(n, c, &c->articles.at[order[i]], &lessons[order[i]], &w, &d, &r);
			tokens += c->articles.at[order[i]].n_tokens;
			if (i % s->batch == s->batch - 1)
				adam_step(n, &a, s->rate * fminf(1, (float)(a.step + 1) / 200) * (1 - .95f * done));
		}
		float *keep = n->p;
		n->p = a.average;
		printf("epoch %u loss %.4f  %.0f s\n", e + 1, loss / tokens, (double)(clock() - from) / CLOCKS_PER_SEC);
		score(n, c, s, NULL, &w);
		n->p = keep;
	}
	memcpy(n->p, a.average, total * sizeof *n->p);
	if (memcmp(&n->shape, &net_shipped, sizeof n->shape) == 0 && !export_model(n, calibration, out))
		fprintf(stderr, "%s: cannot be written\n", out);
	free(a.m);
	free(a.v);
	free(a.average);
	free(order);
	free(w.at);
	free(w.rows);
}

/** SHAPE_CALIBRATION numbers, as calibrate.py prints them. */
static bool calibration_read(const char *path)
{
	FILE *f = fopen(path, "r");
	bool good = f != NULL;
	for (unsigned i = 0; good && i < SHAPE_CALIBRATION; i++)
		good = fscanf(f, "%hd", &calibration[i]) == 1;
	return f && fclose(f) == 0 && good;
}

/** What the nets whose weights lie in FILES (parted by commas) say of every article, on average; SOFT: how much they count against
 *  labels. */
static struct lesson *lessons_of(const struct corpus *c, const char *files, float soft, const struct settings *s)
{
	struct lesson *lessons = calloc(c->articles.len, sizeof *lessons);
	float *steps = calloc((SHAPE_LABELS + 1) * SHAPE_LABELS, sizeof *steps);
	struct work w = {0};
	unsigned n = 1;
	for (const char *p = files; p && *p; p++)
		n += *p == ',';
	for (const char *at = files; at && *at && lessons && steps;) {
		char path[4096];
		size_t len = strcspn(at, ",");
		snprintf(path, sizeof path, "%.*s", (int)len, at);
		at += len + (at[len] == ',');
		struct net teacher;
		if (!net_read(&teacher, c, path)) {
			fprintf(stderr, "%s: no weights\n", path);
			return NULL;
		}
		for (unsigned i = 0; i < (SHAPE_LABELS + 1) * SHAPE_LABELS; i++)
			steps[i] += teacher.p[teacher.at[T_STEPS] + i] / (float)n;
		for (uint32_t i = 0; i < c->articles.len; i++) {
			const struct article *a = &c->articles.at[i];
			if (!lessons[i].scores)
				lessons[i] = (struct lesson){{steps, steps + SHAPE_LABELS * SHAPE_LABELS},
							     calloc((size_t)a->n_tokens * SHAPE_LABELS, sizeof(float)),
							     a->labelled ? soft : 1};
			net_scores(&teacher, c, a, &w, 1 / (float)n, lessons[i].scores);
		}
		net_release(&teacher);
	}
	if (files)
		score(NULL, c, s, lessons, &w);
	return lessons;
}

enum option_type { OPTION_NUMBER, OPTION_REAL, OPTION_TEXT };
static const struct {
	const char *name;
	size_t at; /**< in struct settings */
	enum option_type type;
} options[] = {
	{"epochs", offsetof(struct settings, epochs), OPTION_NUMBER},
	{"seed", offsetof(struct settings, seed), OPTION_NUMBER},
	{"hold", offsetof(struct settings, hold_out), OPTION_NUMBER},
	{"vector", offsetof(struct settings, shape.word), OPTION_NUMBER},
	{"side", offsetof(struct settings, shape.side), OPTION_NUMBER},
	{"base", offsetof(struct settings, shape.base), OPTION_NUMBER},
	{"cell", offsetof(struct settings, shape.cell), OPTION_NUMBER},
	{"hints", offsetof(struct settings, shape.hints), OPTION_NUMBER},
	{"names", offsetof(struct settings, names), OPTION_NUMBER},
	{"batch", offsetof(struct settings, batch), OPTION_NUMBER},
	{"least", offsetof(struct settings, least_count), OPTION_NUMBER},
	{"rate", offsetof(struct settings, rate), OPTION_REAL},
	{"word", offsetof(struct settings, word), OPTION_REAL},
	{"input", offsetof(struct settings, input), OPTION_REAL},
	{"layer", offsetof(struct settings, layer), OPTION_REAL},
	{"soft", offsetof(struct settings, soft), OPTION_REAL},
	{"eager", offsetof(struct settings, eager), OPTION_REAL},
	{"sources", offsetof(struct settings, sources), OPTION_REAL},
	{"contents", offsetof(struct settings, contents), OPTION_REAL},
	{"weights", offsetof(struct settings, weights), OPTION_TEXT},
	{"teachers", offsetof(struct settings, teachers), OPTION_TEXT},
	{"plain", offsetof(struct settings, plain), OPTION_TEXT},
	{"vectors", offsetof(struct settings, vectors), OPTION_TEXT},
	{"start", offsetof(struct settings, start), OPTION_TEXT},
	{"from", offsetof(struct settings, from), OPTION_TEXT},
	{"calibration", offsetof(struct settings, calibration), OPTION_TEXT},
};

static bool take_option(struct settings *s, const char *argument)
{
	const char *value = strchr(argument, '=');
	for (size_t i = 0; value && i < sizeof options / sizeof *options; i++) {
		char *at = (char *)s + options[i].at;
		if (strncmp(argument, options[i].name, (size_t)(value - argument)) || options[i].name[value - argument])
			continue;
		if (options[i].type == OPTION_NUMBER)
			*(unsigned *)(void *)at = (unsigned)strtoul(value + 1, NULL, 10);
		else if (options[i].type == OPTION_REAL)
			*(float *)(void *)at = strtof(value + 1, NULL);
		else
			*(const char **)(void *)at = value + 1;
		return true;
	}
	fprintf(stderr, "trainer: no such option: %s\n", argument);
	return false;
}

static void describe(const struct corpus *c, const struct net *n)
{
	uint64_t tokens = 0, labels[TAG_LABELS] = {0};
	for (uint32_t i = 0; i < c->articles.len; i++)
		for (uint32_t t = 0; t < c->articles.at[i].n_tokens; t++, tokens++)
			if (c->articles.at[i].label[t] != LABEL_ANY)
				labels[c->articles.at[i].label[t]]++;
	printf("%u articles, %lu tokens, %u words, %zu parameters; labels", c->articles.len, (unsigned long)tokens,
	       n->n_rows, n->at[N_TENSORS]);
	for (unsigned i = 0; i < TAG_LABELS; i++)
		printf(" %lu", (unsigned long)labels[i]);
	printf("\n");
}

/** Write the model of weights that were kept; false: they cannot be read, or it cannot be written. */
static bool restore(const struct corpus *c, const struct settings *s, const char *out)
{
	struct net n;
	bool good = net_read(&n, c, s->from) && memcmp(&n.shape, &net_shipped, sizeof n.shape) == 0;
	if (good) {
		float *bias = n.p + n.at[T_LABELS_BIAS];
		bias[TAG_CUE] += s->eager;
		for (unsigned where = 0; where <= TAG_ALONE; where += 2) {
			bias[TAG_SOURCE + where] += s->sources;
			bias[TAG_CONTENT + where] += s->contents;
		}
		good = export_model(&n, calibration, out);
	}
	if (!good)
		fprintf(stderr, "%s: no weights of the shape that ships, or no room for %s\n", s->from, out);
	net_release(&n);
	return good;
}

/** The file that vectors.py prints: a width, then a word and so many numbers a line. */
static bool vectors_read(struct vectors *v, struct corpus *c, const char *path)
{
	FILE *f = fopen(path, "r");
	char word[64];
	bool good = f && fscanf(f, "%u", &v->width) == 1 && v->width > 0;
	while (good && fscanf(f, "%63s", word) == 1) {
		uint32_t id = corpus_word(c, word, strlen(word)), n = id + 1;
		if (id == UINT32_MAX)
			return false;
		if (n > v->n_words) {
			uint32_t more = n * 2;
			v->at = realloc(v->at, (size_t)more * v->width * sizeof *v->at);
			v->known = realloc(v->known, more * sizeof *v->known);
			memset(v->known + v->n_words, 0, (more - v->n_words) * sizeof *v->known);
			v->n_words = more;
		}
		v->known[id] = true;
		for (unsigned i = 0; i < v->width && good; i++)
			good = fscanf(f, "%f", &v->at[(size_t)id * v->width + i]) == 1;
	}
	return f && fclose(f) == 0 && good;
}

int main(int argc, char **argv)
{
	struct settings s = {.epochs = 10,
			     .least_count = 2,
			     .hold_out = 15,
			     .seed = 1,
			     .batch = 1,
			     .rate = .002f,
			     .word = .03f,
			     .input = .15f,
			     .layer = .25f,
			     .soft = .5f,
			     .shape = net_shipped};
	struct corpus c = {0};
	struct net n = {0};
	struct vectors v = {0};
	bool good = argc >= 4;
	if (!good)
		fprintf(stderr, "usage: trainer OUT DATA-DIR CORPUS [NAME=VALUE ...] (doc/MODEL.md)\n");
	for (unsigned i = 0; i < SHAPE_CALIBRATION; i++)
		calibration[i] = (int16_t)(i * 100);
	for (int i = 4; i < argc && good; i++)
		good = take_option(&s, argv[i]);
	if (!good || s.batch == 0 || (s.calibration && !calibration_read(s.calibration)))
		return 2;
	good = (s.names ? corpus_read_names : corpus_read)(&c, argv[3], argv[2]) &&
	       (!s.plain || corpus_read_plain(&c, s.plain, argv[2]));
	if (good && s.from)
		return restore(&c, &s, argv[1]) ? 0 : 1;
	good = good && (!s.vectors || vectors_read(&v, &c, s.vectors)) &&
	       (s.start ? net_read(&n, &c, s.start) : net_init(&n, &s.shape, &c, &v, s.least_count, s.seed));
	struct lesson *lessons = good ? lessons_of(&c, s.teachers, s.soft, &s) : NULL;
	if (!lessons)
		return 1;
	describe(&c, &n);
	train(&n, &c, &s, lessons, argv[1]);
	good = !s.weights || net_write(&n, s.weights);
	if (!good)
		fprintf(stderr, "%s: cannot be written\n", s.weights);
	corpus_release(&c);
	net_release(&n);
	return good ? 0 : 1;
}
