/* annotate/tagger_kernel.c - the tagger's inner loops, as wide as the machine can; the widest path is chosen at run time and every path
 * gives the same bits.  Weights came from int8, so no pair of products overflows (PMADDWD's one bad case is -32768 squared twice);
 * what a hostile file can make too large wraps around alike everywhere. */
#include <string.h>

#include "annotate/tagger.h"

enum { CURVE_SHIFT = 4 /**< what comes before a curve is 16 bits: so many less number the steps of its table */ };
_Static_assert(SHAPE_CURVE << CURVE_SHIFT == 1 << 16 && 16 * SCALE_SUM == 1 << 16,
	       "a curve's table covers what fits 16 bits");

static int32_t plus(int32_t a, int32_t b)
{
	return (int32_t)((uint32_t)a + (uint32_t)b);
}

static int16_t saturated(int32_t x)
{
	return (int16_t)(x < INT16_MIN ? INT16_MIN : x > INT16_MAX ? INT16_MAX : x);
}

int32_t tagger_rescale(int32_t sum, int32_t multiplier)
{
	return (int32_t)(((int64_t)sum * multiplier + (INT64_C(1) << (SCALE_SHIFT - 1))) >> SCALE_SHIFT);
}

static void sums_portable(const struct tagger_layer *layer, const int16_t *x, uint32_t n, int32_t *sums)
{
	uint32_t pairs = layer->inputs / 2;
	for (uint32_t t = 0; t < n; t++, x += layer->inputs)
		for (uint32_t o = 0; o < layer->outputs; o += 16, sums += 16) {
			const int16_t *w = layer->weights + (size_t)o * layer->inputs;
			memset(sums, 0, 16 * sizeof *sums);
			for (uint32_t p = 0; p < pairs; p++, w += 32)
				for (uint32_t k = 0; k < 16; k++)
					sums[k] += x[2 * p] * w[2 * k] + x[2 * p + 1] * w[2 * k + 1];
		}
}

static void join_portable(const int32_t *const from[TAGGER_PARTS], uint32_t n, int32_t *sums)
{
	for (uint32_t o = 0; o < n; o++) {
		sums[o] = from[0][o];
		for (unsigned k = 1; k < TAGGER_PARTS; k++)
			sums[o] += from[k][o];
	}
}

static void curves_portable(const struct tagger_layer *layer, const int32_t *sums, uint32_t n, int16_t *out)
{
	for (uint32_t i = 0; i < n; i++, sums += layer->outputs, out += layer->outputs)
		for (uint32_t o = 0; o < layer->outputs; o++) {
			int16_t x = saturated(plus(tagger_rescale(sums[o], layer->multipliers[o]), layer->biases[o]));
			const int16_t *curve = o < layer->tanh_outputs ? layer->tanh : layer->sigmoid;
			out[o] = curve[(x - INT16_MIN) >> CURVE_SHIFT];
		}
}

/** What the gate A, in [0, 1), lets through of B. */
static int16_t let_through(int16_t a, int16_t b)
{
	return (int16_t)((a * b + (SCALE_ONE >> 1)) >> 14);
}

static void cells_portable(const int16_t *gates, uint32_t n, int direction, int16_t *cell, int16_t *out)
{
	for (uint32_t t = 0; t < n; t++) {
		for (unsigned i = 0; i < SHAPE_CELL; i++) {
			int16_t z = gates[i];
			cell[i] = saturated(z + let_through(gates[SHAPE_CELL + i], saturated(cell[i] - z)));
			out[i] = let_through(gates[2 * SHAPE_CELL + i], cell[i]);
		}
		gates += direction * (ptrdiff_t)SHAPE_GATES;
		out += direction * (ptrdiff_t)SHAPE_LAYER;
	}
}

static void readings_portable(const int32_t *steps, const int32_t *scores, uint32_t n, int direction, int32_t *best)
{
	const ptrdiff_t step = direction * (ptrdiff_t)SHAPE_LABELS;
	for (uint32_t i = 1; i < n; i++, best += step, scores += step)
		for (unsigned j = 0; j < SHAPE_LABELS; j++) {
			int32_t top = INT32_MIN;
			for (unsigned k = 0; k < TAG_LABELS; k++) {
				int32_t s = plus(plus(best[k], scores[k]), steps[k * SHAPE_LABELS + j]);
				top = s > top ? s : top;
			}
			best[step + j] = top;
		}
}

static const struct tagger_kernels kernels_portable = {"portable",      sums_portable,  join_portable,
						       curves_portable, cells_portable, readings_portable};

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>

#ifdef __clang__
#define UNROLL _Pragma("unroll")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif
#define KERNELS(set) \
	{ \
#set, sums_##set, join_##set, curves_##set, cells_##set, readings_##set \
	}

/* ---- SSE2: 32-bit products without sign, no maximum and no rounding product ---- */

#define TARGET __attribute__((target("sse2")))
TARGET static inline __m128i max32_sse2(__m128i a, __m128i b)
{
	__m128i more = _mm_cmpgt_epi32(a, b);
	return _mm_or_si128(_mm_and_si128(more, a), _mm_andnot_si128(more, b));
}
/** A negative A brings B << 32 too much; B itself is never negative. */
TARGET static inline __m128i product_sse2(__m128i a, __m128i b)
{
	__m128i much = _mm_slli_epi64(_mm_and_si128(_mm_srai_epi32(a, 31), b), 32);
	return _mm_add_epi64(_mm_sub_epi64(_mm_mul_epu32(a, b), much),
			     _mm_set1_epi64x(INT64_C(1) << (SCALE_SHIFT - 1)));
}
TARGET static inline __m128i rescale_sse2(__m128i a, __m128i b)
{
	__m128i even = _mm_srli_epi64(product_sse2(a, b), SCALE_SHIFT),
		odd = _mm_srli_epi64(product_sse2(_mm_srli_epi64(a, 32), _mm_srli_epi64(b, 32)), SCALE_SHIFT);
	return _mm_unpacklo_epi32(_mm_shuffle_epi32(even, 0x08), _mm_shuffle_epi32(odd, 0x08));
}
TARGET static inline __m128i let_through_sse2(__m128i a, __m128i b)
{
	const __m128i one = _mm_set1_epi16(1), half = _mm_set1_epi16(SCALE_ONE >> 1);
	__m128i low = _mm_madd_epi16(_mm_unpacklo_epi16(a, half), _mm_unpacklo_epi16(b, one)),
		high = _mm_madd_epi16(_mm_unpackhi_epi16(a, half), _mm_unpackhi_epi16(b, one));
	return _mm_packs_epi32(_mm_srai_epi32(low, 14), _mm_srai_epi32(high, 14));
}
#define NAMED(name) name##_sse2
#define PLAIN(name) _mm_##name
#define WHOLE(name) _mm_##name##_si128
#define VECTOR __m128i
#define PACK16 _mm_packs_epi32
enum { LANES_sse2 = 4, ROWS_sse2 = 2, PANELS_sse2 = 1 };
#include "annotate/tagger_lanes.def"
static const struct tagger_kernels kernels_sse2 = KERNELS(sse2);

/* ---- AVX2 ---- */

#define TARGET __attribute__((target("avx2")))
#define max32_avx2 _mm256_max_epi32
TARGET static inline __m256i rescale_avx2(__m256i a, __m256i b)
{
	const __m256i half = _mm256_set1_epi64x(INT64_C(1) << (SCALE_SHIFT - 1));
	__m256i even = _mm256_add_epi64(_mm256_mul_epi32(a, b), half),
		odd = _mm256_add_epi64(_mm256_mul_epi32(_mm256_srli_epi64(a, 32), _mm256_srli_epi64(b, 32)), half);
	return _mm256_blend_epi32(_mm256_srli_epi64(even, SCALE_SHIFT), _mm256_slli_epi64(odd, 32 - SCALE_SHIFT), 0xaa);
}
TARGET static inline __m256i let_through_avx2(__m256i a, __m256i b)
{
	return _mm256_mulhrs_epi16(_mm256_slli_epi16(a, 1), b);
}
TARGET static inline __m256i pack16_avx2(__m256i a, __m256i b)
{
	return _mm256_permute4x64_epi64(_mm256_packs_epi32(a, b), 0xd8);
}
#define NAMED(name) name##_avx2
#define PLAIN(name) _mm256_##name
#define WHOLE(name) _mm256_##name##_si256
#define VECTOR __m256i
#define PACK16 pack16_avx2
enum { LANES_avx2 = 8, ROWS_avx2 = 6, PANELS_avx2 = 1 };
#include "annotate/tagger_lanes.def"
static const struct tagger_kernels kernels_avx2 = KERNELS(avx2);

/* ---- AVX-512 ---- */

#define TARGET __attribute__((target("avx512f,avx512bw")))
#define max32_avx512 _mm512_max_epi32
TARGET static inline __m512i rescale_avx512(__m512i a, __m512i b)
{
	const __m512i half = _mm512_set1_epi64(INT64_C(1) << (SCALE_SHIFT - 1));
	__m512i even = _mm512_add_epi64(_mm512_mul_epi32(a, b), half),
		odd = _mm512_add_epi64(_mm512_mul_epi32(_mm512_srli_epi64(a, 32), _mm512_srli_epi64(b, 32)), half);
	return _mm512_mask_blend_epi32(0xaaaa, _mm512_srli_epi64(even, SCALE_SHIFT),
				       _mm512_slli_epi64(odd, 32 - SCALE_SHIFT));
}
TARGET static inline __m512i let_through_avx512(__m512i a, __m512i b)
{
	return _mm512_mulhrs_epi16(_mm512_slli_epi16(a, 1), b);
}
TARGET static inline __m512i pack16_avx512(__m512i a, __m512i b)
{
	return _mm512_permutexvar_epi64(_mm512_set_epi64(7, 5, 3, 1, 6, 4, 2, 0), _mm512_packs_epi32(a, b));
}
#define NAMED(name) name##_avx512
#define PLAIN(name) _mm512_##name
#define WHOLE(name) _mm512_##name##_si512
#define VECTOR __m512i
#define PACK16 pack16_avx512
enum { LANES_avx512 = 16, ROWS_avx512 = 8, PANELS_avx512 = 2 };
#include "annotate/tagger_lanes.def"
static const struct tagger_kernels kernels_avx512 = KERNELS(avx512);

const struct tagger_kernels *tagger_kernels_at(unsigned index)
{
	__builtin_cpu_init();
	switch (index) {
	case 0:
		return &kernels_portable;
	case 1:
		return __builtin_cpu_supports("sse2") ? &kernels_sse2 : NULL;
	case 2:
		return __builtin_cpu_supports("avx2") ? &kernels_avx2 : NULL;
	case 3:
		return __builtin_cpu_supports("avx512bw") ? &kernels_avx512 : NULL;
	default:
		return NULL;
	}
}
#else
const struct tagger_kernels *tagger_kernels_at(unsigned index)
{
	return index == 0 ? &kernels_portable : NULL;
}
#endif

const struct tagger_kernels *tagger_kernels_best(void)
{
	unsigned best = 0;
	while (tagger_kernels_at(best + 1))
		best++;
	return tagger_kernels_at(best);
}
