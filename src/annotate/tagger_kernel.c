/* annotate/tagger_kernel.c - sums of products of 16-bit integers, as wide as the machine can; the widest path is chosen at run time.
 * Weights came from int8, so no pair of products overflows (PMADDWD's one bad case is -32768 squared twice). */
#include <string.h>

#include "annotate/tagger.h"

static void kernel_portable(const int16_t *x, uint32_t n, const struct tagger_layer *layer, int32_t *sums)
{
	uint32_t outputs = layer->outputs, pairs = layer->inputs / 2;
	for (uint32_t t = 0; t < n; t++, sums += outputs, x += layer->inputs) {
		memset(sums, 0, outputs * sizeof *sums);
		for (uint32_t p = 0; p < pairs; p++) {
			const int16_t *w = layer->weights + (size_t)p * outputs * 2;
			int32_t a = x[2 * p], b = x[2 * p + 1];
			for (uint32_t o = 0; o < outputs; o++)
				sums[o] += a * w[2 * o] + b * w[2 * o + 1];
		}
	}
}

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>

/** ROWS rows of X against WIDE vectors of outputs: they stay in registers while the inputs go by. */
#define TILE(rows, wide, vector, lanes, zero, broadcast, madd, add, load, store) \
	do { \
		vector sum[rows][wide]; \
		for (int r = 0; r < rows; r++) \
			for (int v = 0; v < wide; v++) \
				sum[r][v] = zero(); \
		for (uint32_t p = 0; p < pairs; p++) { \
			const int16_t *w = layer->weights + ((size_t)p * outputs + o) * 2; \
			for (int v = 0; v < wide; v++) { \
				vector right = load((const void *)(w + v * lanes * 2)); \
				for (int r = 0; r < rows; r++) { \
					int32_t two; \
					memcpy(&two, x + (size_t)(t + (uint32_t)r) * layer->inputs + 2 * p, 4); \
					sum[r][v] = add(sum[r][v], madd(broadcast(two), right)); \
				} \
			} \
		} \
		for (int r = 0; r < rows; r++) \
			for (int v = 0; v < wide; v++) \
				store((void *)(sums + (size_t)(t + (uint32_t)r) * outputs + o + v * lanes), \
				      sum[r][v]); \
	} while (0)

/** HEIGHT rows at a time, COLUMNS outputs at a time; what is left over one row, 16 outputs at a time. */
#define KERNEL(name, isa, height, columns, wide, narrow, ...) \
	__attribute__((target(isa))) static void name(const int16_t *x, uint32_t n, const struct tagger_layer *layer, \
						      int32_t *sums) \
	{ \
		uint32_t outputs = layer->outputs, pairs = layer->inputs / 2, t = 0, \
			 whole = outputs - outputs % columns; \
		for (; t + height <= n; t += height) \
			for (uint32_t o = 0; o < whole; o += columns) \
				TILE(height, wide, __VA_ARGS__); \
		uint32_t last = t; \
		for (t = 0; t < n; t++) \
			for (uint32_t o = t < last ? whole : 0; o < outputs; o += 16) \
				TILE(1, narrow, __VA_ARGS__); \
	}

KERNEL(kernel_sse2, "sse2", 2, 16, 4, 4, __m128i, 4, _mm_setzero_si128, _mm_set1_epi32, _mm_madd_epi16, _mm_add_epi32,
       _mm_loadu_si128, _mm_storeu_si128)
KERNEL(kernel_avx2, "avx2", 4, 16, 2, 2, __m256i, 8, _mm256_setzero_si256, _mm256_set1_epi32, _mm256_madd_epi16,
       _mm256_add_epi32, _mm256_loadu_si256, _mm256_storeu_si256)
KERNEL(kernel_avx512, "avx512f,avx512bw", 8, 32, 2, 1, __m512i, 16, _mm512_setzero_si512, _mm512_set1_epi32,
       _mm512_madd_epi16, _mm512_add_epi32, _mm512_loadu_si512, _mm512_storeu_si512)

tagger_kernel *tagger_kernel_at(unsigned index)
{
	__builtin_cpu_init();
	switch (index) {
	case 0:
		return kernel_portable;
	case 1:
		return __builtin_cpu_supports("sse2") ? kernel_sse2 : NULL;
	case 2:
		return __builtin_cpu_supports("avx2") ? kernel_avx2 : NULL;
	case 3:
		return __builtin_cpu_supports("avx512bw") ? kernel_avx512 : NULL;
	default:
		return NULL;
	}
}
#else
tagger_kernel *tagger_kernel_at(unsigned index)
{
	return index == 0 ? kernel_portable : NULL;
}
#endif

tagger_kernel *tagger_kernel_best(void)
{
	unsigned best = 0;
	while (tagger_kernel_at(best + 1))
		best++;
	return tagger_kernel_at(best);
}
