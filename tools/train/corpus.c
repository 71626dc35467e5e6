/* tools/train/corpus.c - texts through the engine's own passes, annotations laid over their tokens. */
#include "corpus.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/tagger.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "engine/engine.h"

enum { MAX_SPANS = 24, MAX_TEXT = 4 << 20 };
struct spans {
	struct pq_span at[MAX_SPANS];
	uint32_t n;
};
struct gold {
	struct spans part[3]; /**< source, cue, content, in bytes of the document */
};
struct labels {
	struct spans *texts; /**< by number of a T line */
	uint32_t n_texts;
	VEC(struct gold) golds;
};

static uint32_t utf8_size(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/** Byte of the document for each code point of the file: white space differs, letters do not. */
static uint32_t *align(const struct buf *raw, const struct pq_doc *doc, uint32_t *n_points)
{
	uint32_t *map = mem_zero(raw->len + 2, sizeof *map), n = 0, d = 0;
	for (size_t r = 0; map && r < raw->len; n++) {
		uint32_t size = utf8_size((unsigned char)raw->bytes[r]);
		bool space =
			raw->bytes[r] == ' ' || raw->bytes[r] == '\n' || raw->bytes[r] == '\r' || raw->bytes[r] == '\t';
		uint32_t seek = d;
		while (!space && seek < doc->text_len && seek < d + 12 &&
		       memcmp(doc->text + seek, raw->bytes + r, size) != 0)
			seek += utf8_size((unsigned char)doc->text[seek]);
		bool found = !space && seek < doc->text_len && seek < d + 12;
		map[n] = found ? seek : d;
		if (found)
			d = seek + size;
		r += size;
	}
	if (map)
		map[n] = d;
	*n_points = n;
	return map;
}

static void read_text_line(struct labels *l, char *line, const uint32_t *map, uint32_t n_points)
{
	uint32_t id = (uint32_t)strtoul(line + 1, NULL, 10);
	char *p = strchr(line, '\t');
	if (!p || id >= l->n_texts || !(p = strchr(p, ' ')))
		return;
	struct spans *s = &l->texts[id];
	while (s->n < MAX_SPANS) {
		uint32_t a = (uint32_t)strtoul(p + 1, &p, 10), b = (uint32_t)strtoul(p, &p, 10);
		if (b > a && b <= n_points)
			s->at[s->n++] = (struct pq_span){map[a], map[b]};
		if (*p != ';')
			break;
	}
}

static void read_event_line(struct labels *l, char *line)
{
	static const char *const names[3] = {"Source", "Cue", "Content"};
	struct gold g = {0};
	for (char *word = strtok(line, " \t\n"); word; word = strtok(NULL, " \t\n")) {
		char *id = strchr(word, ':');
		for (unsigned k = 0; id && k < 3; k++) {
			uint32_t t = id[1] == 'T' ? (uint32_t)strtoul(id + 2, NULL, 10) : UINT32_MAX;
			if (strncmp(word, names[k], strlen(names[k])) != 0 || t >= l->n_texts)
				continue;
			const struct spans *s = &l->texts[t];
			for (uint32_t i = 0; i < s->n && g.part[k].n < MAX_SPANS; i++)
				g.part[k].at[g.part[k].n++] = s->at[i];
		}
	}
	if (g.part[2].n)
		(void)!vec_push(&l->golds, g);
}

static bool read_labels(struct labels *l, const char *path, const uint32_t *map, uint32_t n_points)
{
	struct buf b = {0};
	if (file_read(path, MAX_TEXT, &b, NULL) != PQ_OK)
		return false;
	l->n_texts = 8192;
	l->texts = mem_zero(l->n_texts, sizeof *l->texts);
	for (int pass = 0; pass < 2 && l->texts; pass++)
		for (char *line = b.bytes; line && *line;) {
			char *end = strchr(line, '\n');
			if (end)
				*end = '\0';
			if (pass == 0 && *line == 'T')
				read_text_line(l, line, map, n_points);
			else if (pass == 1 && *line == 'E')
				read_event_line(l, line);
			if (end)
				*end = '\n';
			line = end ? end + 1 : NULL;
		}
	buf_release(&b);
	return l->texts != NULL;
}

/** Is the cue of G (or, without one, its content) inside what somebody else is said to say? */
static bool is_nested(const struct labels *l, uint32_t index)
{
	const struct gold *g = &l->golds.at[index];
	uint32_t at = g->part[1].n ? g->part[1].at[0].start : g->part[2].at[0].start;
	for (uint32_t i = 0; i < l->golds.len; i++) {
		const struct spans *content = &l->golds.at[i].part[2];
		if (i == index || content->at[0].start == g->part[2].at[0].start)
			continue;
		for (uint32_t k = 0; k < content->n; k++)
			if (content->at[k].start <= at && at < content->at[k].end)
				return true;
	}
	return false;
}

static void lay_span(const struct context *c, struct article *a, struct pq_span span, uint8_t begin, bool over)
{
	bool first = true;
	for (uint32_t t = token_at(c, span.start); t < c->tokens.len && c->tokens.at[t].span.start < span.end; t++) {
		if (a->label[t] != TAG_NONE && !over)
			continue;
		a->label[t] = (uint8_t)(begin + !first);
		first = false;
	}
}

static void lay_labels(const struct context *c, struct article *a, const struct labels *l)
{
	static const uint8_t bases[3] = {TAG_SOURCE, TAG_CUE, TAG_CONTENT}, order[3] = {2, 0, 1};
	for (unsigned o = 0; o < 3; o++)
		for (uint32_t i = 0; i < l->golds.len; i++) {
			const struct gold *g = &l->golds.at[i];
			if (is_nested(l, i))
				continue;
			const struct spans *cue = &g->part[1], *s = &g->part[order[o]];
			for (uint32_t k = 0; k < s->n; k++) {
				uint8_t base = bases[order[o]];
				if (base != TAG_CUE)
					base += cue->n == 0                          ? TAG_ALONE
						: cue->at[0].start >= s->at[k].start ? TAG_CUE_BEHIND
										     : TAG_CUE_BEFORE;
				lay_span(c, a, s->at[k], base, order[o] != 2);
			}
		}
}

uint32_t corpus_word(struct corpus *c, const char *lower, size_t len)
{
	uint32_t id = intern_add(&c->words, lower, len);
	if (id == c->inputs.len && (!vec_push(&c->inputs, input_of_word(lower, len)) || !vec_push(&c->counts, 0)))
		return UINT32_MAX;
	return id;
}

static bool lay_attributions(const struct context *c, struct article *a, const char *path, const uint32_t *map,
			     uint32_t n_points)
{
	struct labels l = {0};
	bool good = read_labels(&l, path, map, n_points);
	if (good)
		lay_labels(c, a, &l);
	mem_free(l.texts);
	vec_release(&l.golds);
	return good;
}

/** What was cut in two begins again. */
static void mend_labels(struct article *a)
{
	for (uint32_t b = 0, from = 0; b < a->n_blocks; from = a->block_end[b++])
		for (uint32_t t = from; t < a->block_end[b]; t++) {
			uint8_t before = t > from ? a->label[t - 1] : TAG_LABELS;
			if (a->label[t] == LABEL_ANY)
				a->open = true;
			else if (before != LABEL_ANY && !label_follows(before, a->label[t]))
				a->label[t]--;
		}
}

static void article_release(struct article *a)
{
	mem_free(a->word);
	mem_free(a->facts);
	mem_free(a->classes);
	mem_free(a->hints);
	mem_free(a->label);
	mem_free(a->block_end);
}

static bool article_new(struct article *a, struct corpus *out, const struct context *c)
{
	*a = (struct article){.n_tokens = c->tokens.len};
	a->word = mem_zero(a->n_tokens + 1, sizeof *a->word);
	a->facts = mem_zero(a->n_tokens + 1, sizeof *a->facts);
	a->classes = mem_zero(a->n_tokens + 1, sizeof *a->classes);
	a->label = mem_zero(a->n_tokens + 1, sizeof *a->label);
	a->block_end = mem_zero(c->blocks.len + 1, sizeof *a->block_end);
	if (!a->word || !a->facts || !a->classes || !a->label || !a->block_end)
		return false;
	for (uint32_t t = 0; t < a->n_tokens; t++) {
		size_t len;
		const char *s = intern_get(&c->words, c->tokens.at[t].word, &len);
		uint32_t id = corpus_word(out, s, len);
		if (id == UINT32_MAX)
			return false;
		out->counts.at[id]++;
		a->word[t] = id;
		a->classes[t] = c->tokens.at[t].classes;
	}
	for (uint32_t b = 0; b < c->blocks.len; b++)
		if (c->blocks.at[b].n_tokens)
			a->block_end[a->n_blocks++] = c->blocks.at[b].tokens + c->blocks.at[b].n_tokens;
	return true;
}

/** Rows of hints for the tokens, from hints/NAME.hints beside the folder of TEXT, if there is such a file. */
static void read_hints(const struct context *c, struct article *a, const char *text, const uint32_t *map,
		       uint32_t n_points)
{
	char path[4096];
	const char *name = strrchr(text, '/');
	if (!name || name - text < 5)
		return;
	snprintf(path, sizeof path, "%.*shints%.*s.hints", (int)(name - text - 4), text, (int)strlen(name) - 4, name);
	FILE *f = fopen(path, "r");
	if (!f)
		return;
	a->hints = mem_zero(a->n_tokens + 1, sizeof *a->hints);
	uint32_t start, end;
	while (a->hints && fscanf(f, "%u %u", &start, &end) == 2) {
		uint16_t rows[HINTS];
		for (unsigned k = 0; k < HINTS; k++)
			if (fscanf(f, "%hu", &rows[k]) != 1)
				rows[k] = 0;
		if (start > end || end > n_points)
			break;
		for (uint32_t t = token_at(c, map[start]); t < a->n_tokens && c->tokens.at[t].span.start < map[end];
		     t++)
			memcpy(a->hints[t], rows, sizeof rows);
	}
	fclose(f);
}

/** What reads an article. */
struct reader {
	struct engine *engine;
	struct lexicon *lex;
	struct tagger *namer;  /**< NULL: names are what is to be learnt */
	corpus_layer *lay;     /**< NULL: there are no labels */
	corpus_visitor *visit; /**< NULL: articles are kept */
	void *user;
};

static bool run_passes(const struct reader *r, struct context *c, const char *path, struct article *a,
		       struct corpus *out)
{
	pass_tokens(c);
	pass_marks(c);
	pass_names(c);
	if (r->namer)
		pass_entities(c);
	if (c->failed || !article_new(a, out, c))
		return false;
	const char *name = strrchr(path, '/');
	unsigned style = name ? (unsigned)strtoul(name + 1, NULL, 10) : 0;
	if (!r->namer)
		return input_of_names(c, style < INPUT_PLACES ? style : 0, a->facts);
	input_of_tokens(c, a->facts);
	return true;
}

static bool read_article(struct corpus *out, const struct reader *r, const char *text, const char *ann)
{
	struct buf raw = {0};
	struct blob blob = {0};
	struct pq_doc doc;
	struct pq_error error = {0};
	if (file_read(text, MAX_TEXT, &raw, &error) ||
	    engine_parse(r->engine, raw.bytes, raw.len, NULL, &blob, &error) ||
	    doc_open(blob.bytes, blob.len, &doc, &error)) {
		fprintf(stderr, "%s: %s\n", text, error.message);
		return false;
	}
	struct anno_builder builder = {0};
	struct context c = {.doc = &doc, .lex = r->lex, .namer = r->namer, .out = &builder, .limit = doc.text_len};
	struct article a = {0};
	arena_init(&c.arena);
	uint32_t n;
	uint32_t *map = align(&raw, &doc, &n);
	bool good = map && run_passes(r, &c, text, &a, out) && (!r->lay || r->lay(&c, &a, ann, map, n));
	if (good) {
		a.labelled = r->lay != NULL;
		read_hints(&c, &a, text, map, n);
		mend_labels(&a);
		good = r->visit ? r->visit(r->user, &c, &a) : a.n_tokens == 0 || vec_push(&out->articles, a);
	}
	if (r->visit)
		article_release(&a);
	mem_free(map);
	context_release(&c);
	anno_builder_release(&builder);
	mem_free(blob.bytes);
	buf_release(&raw);
	return good;
}

static bool reader_new(struct reader *r, const char *data_dir, bool names)
{
	struct pq_error error = {0};
	char path[4096];
	snprintf(path, sizeof path, "%s/en/names.model", data_dir);
	if (engine_new(data_dir, &r->engine, &error) || lexicon_new(data_dir, "en", &r->lex, &error) ||
	    (!names && tagger_new(path, &r->namer, &error))) {
		fprintf(stderr, "%s\n", error.message);
		return false;
	}
	return true;
}

static void reader_free(struct reader *r)
{
	tagger_free(r->namer);
	lexicon_free(r->lex);
	engine_free(r->engine);
}

/** Read the article whose text is PATH with the annotations beside its folder, in LABELS: NAME_*.ann, or NAME.tsv. */
static bool read_labelled(struct corpus *c, const struct reader *r, const char *path, const char *labels)
{
	char pattern[4096];
	glob_t anns;
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	snprintf(pattern, sizeof pattern, "%.*s../%s/%.*s%s", (int)(name - path), path, labels, (int)(strlen(name) - 4),
		 name, r->lay == lay_names ? ".tsv" : "_*.ann");
	bool good = glob(pattern, 0, NULL, &anns) == 0 && anns.gl_pathc > 0;
	if (good) {
		good = read_article(c, r, path, anns.gl_pathv[0]);
		globfree(&anns);
	}
	if (!good)
		fprintf(stderr, "%s: no annotations that can be read\n", path);
	return good;
}

/** LABELS: the folder of the labels that LAY lays; both NULL: there are none. */
static bool read_folder(struct corpus *c, const char *dir, const char *data_dir, corpus_layer *lay, const char *labels)
{
	struct reader r = {.lay = lay};
	char pattern[4096];
	glob_t texts;
	snprintf(pattern, sizeof pattern, "%s/text/*.txt", dir);
	bool found = glob(pattern, 0, NULL, &texts) == 0, good = found && reader_new(&r, data_dir, lay == lay_names);
	for (size_t i = 0; good && i < texts.gl_pathc; i++)
		good = lay ? read_labelled(c, &r, texts.gl_pathv[i], labels)
			   : read_article(c, &r, texts.gl_pathv[i], NULL);
	if (found)
		globfree(&texts);
	reader_free(&r);
	return good;
}

bool corpus_read(struct corpus *c, const char *dir, const char *data_dir)
{
	return read_folder(c, dir, data_dir, lay_attributions, "attributions");
}

bool corpus_read_names(struct corpus *c, const char *dir, const char *data_dir)
{
	return read_folder(c, dir, data_dir, lay_names, "names");
}

bool corpus_read_plain(struct corpus *c, const char *dir, const char *data_dir)
{
	return read_folder(c, dir, data_dir, NULL, NULL);
}

bool corpus_visit(char *const *texts, int n, const char *data_dir, corpus_visitor *visit, void *user)
{
	struct reader r = {.lay = lay_attributions, .visit = visit, .user = user};
	struct corpus words = {0};
	bool good = reader_new(&r, data_dir, false);
	for (int i = 0; good && i < n; i++)
		good = read_labelled(&words, &r, texts[i], "attributions");
	reader_free(&r);
	corpus_release(&words);
	return good;
}

void corpus_release(struct corpus *c)
{
	for (uint32_t i = 0; i < c->articles.len; i++)
		article_release(&c->articles.at[i]);
	vec_release(&c->articles);
	vec_release(&c->inputs);
	vec_release(&c->counts);
	intern_release(&c->words);
}
