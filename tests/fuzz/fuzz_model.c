/* Hostile model files: an empty model with any words of it changed, opened and, where it is let in, set to work by every set of kernels,
 * which must agree.  The first byte tells whether the checksum is made to fit; each 8 bytes behind it change one run of words. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "annotate/tagger.h"
#include "base/alloc.h"
#include "base/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { WORDS = 2 };
struct change {
	uint8_t section; /**< TAGGER_SECTIONS or more: the header */
	uint8_t more;    /**< words of 4 bytes, less one */
	uint16_t at;     /**< the first, in words */
	uint32_t word;
};

static void apply(unsigned char *image, const struct change *c)
{
	bool header = c->section >= TAGGER_SECTIONS;
	size_t size =
		header ? sizeof(struct tagger_header) : tagger_section_size((enum tagger_section)c->section, WORDS);
	unsigned char *to = image + (header ? 0 : tagger_section_at((enum tagger_section)c->section, WORDS));
	for (size_t at = (size_t)c->at * 4, n = (size_t)c->more + 1; n && at + 4 <= size; at += 4, n--)
		memcpy(to + at, &c->word, 4);
}

static void annotate_with(const struct lexicon *lex, const struct pq_doc *doc, struct tagger *m)
{
	const struct models models = {m, m};
	struct blob first = {0}, notes;
	for (unsigned k = 0; (m->kernels = tagger_kernels_at(k)); k++) {
		struct anno_builder out = {0};
		enum pq_status status = annotate(doc, lex, &models, doc->text_len, NULL, NULL, &out, NULL);
		assert(status == PQ_OK);
		status = anno_freeze(&out, doc, &notes, NULL);
		assert(status == PQ_OK);
		anno_builder_release(&out);
		assert(!k || (notes.len == first.len && !memcmp(notes.bytes, first.bytes, first.len)));
		if (k)
			mem_free(notes.bytes);
		else
			first = notes;
	}
	mem_free(first.bytes);
}

static struct lexicon *read_lexicon(void)
{
	struct buf dir = {0};
	struct lexicon *lex = NULL;
	if (place_find("data", &dir) && lexicon_new(dir.bytes, "en", &lex, NULL) != PQ_OK)
		lex = NULL;
	buf_release(&dir);
	return lex;
}

static struct blob new_document(void)
{
	static const char text[] =
		"\"It will rain,\" said Ana Roy, who \"doubts\" it. She told reporters that it would.";
	struct doc_builder b = {0};
	struct blob blob = {0};
	doc_builder_block(&b, PQ_BLOCK_PARAGRAPH, text, sizeof text - 1);
	if (doc_freeze(&b, &blob, NULL) != PQ_OK)
		blob.bytes = NULL;
	doc_builder_release(&b);
	return blob;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct lexicon *lex;
	static struct blob blob;
	static struct pq_doc doc;
	if (!blob.bytes) {
		lex = read_lexicon();
		blob = new_document();
	}
	if (!lex || !blob.bytes || doc_open(blob.bytes, blob.len, &doc, NULL) != PQ_OK)
		return 0;
	struct tagger_header h = tagger_header_of(WORDS);
	const size_t size = h.size;
	unsigned char *image = mem_zero(1, size);
	struct tagger *m;
	if (!image)
		return 0;
	memcpy(image, &h, sizeof h);
	struct change c;
	for (size_t at = 1; at + sizeof c <= len; at += sizeof c) {
		memcpy(&c, bytes + at, sizeof c);
		apply(image, &c);
	}
	if (len && bytes[0] & 1) {
		h.checksum = tagger_checksum(image + sizeof h, size - sizeof h);
		memcpy(image + offsetof(struct tagger_header, checksum), &h.checksum, sizeof h.checksum);
	}
	if (tagger_open(image, size, &m, NULL) == PQ_OK) {
		annotate_with(lex, &doc, m);
		tagger_free(m);
	}
	mem_free(image);
	return 0;
}
