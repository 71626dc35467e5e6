/* annotate/tagger_lanes.h - the tagger's kernels in vector lanes: tagger_kernel.c includes this once for each instruction set, with the
 * operations defined that they are written in.  LANES: 32-bit lanes of a VECTOR; ROWS and PANELS: rows of inputs and panels of 16 outputs summed
 * together, so that their sums stay in registers. */

#define LANES NAMED(LANES)
#define ROWS NAMED(ROWS)
#define PANELS NAMED(PANELS)
#define PER_PANEL (16 / LANES)
#define LOAD(p) WHOLE(loadu)((const void *)(p))
#define STORE(p, v) WHOLE(storeu)((void *)(p), v)
#define EACH32 PLAIN(set1_epi32)
#define ADD32 PLAIN(add_epi32)
#define ADD16 PLAIN(adds_epi16)
#define SUB16 PLAIN(subs_epi16)

/** COUNT rows of X against PANELS panels of weights. */
#define TILE(count, panels) \
	do { \
		VECTOR sum[count][panels * PER_PANEL]; \
		UNROLL for (int r = 0; r < count; r++) UNROLL for (int v = 0; v < panels * PER_PANEL; v++) sum[r][v] = \
			WHOLE(setzero)(); \
		for (uint32_t p = 0; p < pairs; p++) { \
			VECTOR right[panels * PER_PANEL]; \
			UNROLL for (int v = 0; v < panels * PER_PANEL; v++) right[v] = \
				LOAD(w + ((size_t)(v / PER_PANEL) * pairs + p) * 32 + (v % PER_PANEL) * LANES * 2); \
			UNROLL for (int r = 0; r < count; r++) \
			{ \
				int32_t two; \
				memcpy(&two, x + (size_t)(t + (uint32_t)r) * inputs + 2 * p, 4); \
				VECTOR left = EACH32(two); \
				UNROLL for (int v = 0; v < panels * PER_PANEL; v++) sum[r][v] = \
					ADD32(sum[r][v], PLAIN(madd_epi16)(left, right[v])); \
			} \
		} \
		UNROLL for (int r = 0; r < count; r++) UNROLL for (int v = 0; v < panels * PER_PANEL; v++) \
			STORE(sums + (size_t)(t + (uint32_t)r) * outputs + o + v * LANES, sum[r][v]); \
	} while (0)

TARGET static void NAMED(sums)(const struct tagger_layer *layer, const int16_t *x, uint32_t n, int32_t *sums)
{
	const uint32_t inputs = layer->inputs, outputs = layer->outputs, pairs = inputs / 2;
	for (uint32_t o = 0, wide; o < outputs; o += 16 * wide) {
		const int16_t *w = layer->weights + (size_t)o * inputs;
		uint32_t t = 0;
		wide = o + 16 * PANELS <= outputs ? PANELS : 1;
		if (wide == PANELS) {
			for (; t + ROWS <= n; t += ROWS)
				TILE(ROWS, PANELS);
			for (; t < n; t++)
				TILE(1, PANELS);
		} else {
			for (; t + ROWS <= n; t += ROWS)
				TILE(ROWS, 1);
			for (; t < n; t++)
				TILE(1, 1);
		}
	}
}

TARGET static void NAMED(join)(const int32_t *const from[TAGGER_PARTS], uint32_t n, int32_t *sums)
{
	for (uint32_t o = 0; o < n; o += LANES) {
		VECTOR sum = LOAD(from[0] + o);
		UNROLL for (int k = 1; k < TAGGER_PARTS; k++) sum = ADD32(sum, LOAD(from[k] + o));
		STORE(sums + o, sum);
	}
}

TARGET static void NAMED(curves)(const struct tagger_layer *layer, const int32_t *sums, uint32_t n, int16_t *out)
{
	const VECTOR half = EACH32(INT32_MIN | 0x8000);
	uint16_t place[32];
	for (uint32_t i = 0; i < n; i++, sums += layer->outputs, out += layer->outputs)
		for (uint32_t o = 0; o < layer->outputs; o += 32) {
			const int16_t *curve = o < layer->tanh_outputs ? layer->tanh : layer->sigmoid;
			for (uint32_t k = 0; k < 32; k += 2 * LANES) {
				const int32_t *s = sums + o + k, *m = layer->multipliers + o + k,
					      *b = layer->biases + o + k;
				VECTOR low = ADD32(NAMED(rescale)(LOAD(s), LOAD(m)), LOAD(b)),
				       high = ADD32(NAMED(rescale)(LOAD(s + LANES), LOAD(m + LANES)), LOAD(b + LANES));
				STORE(place + k, PLAIN(srli_epi16)(WHOLE(xor)(PACK16(low, high), half), CURVE_SHIFT));
			}
			for (uint32_t k = 0; k < 32; k++)
				out[o + k] = curve[place[k]];
		}
}

TARGET static void NAMED(cells)(const int16_t *gates, uint32_t n, int direction, int16_t *cell, int16_t *out)
{
	const ptrdiff_t in_step = direction * (ptrdiff_t)SHAPE_GATES, out_step = direction * (ptrdiff_t)SHAPE_LAYER;
	VECTOR state[SHAPE_CELL / (2 * LANES)];
	UNROLL for (int v = 0; v < SHAPE_CELL / (2 * LANES); v++) state[v] = LOAD(cell + v * 2 * LANES);
	for (uint32_t i = 0; i < n; i++, gates += in_step, out += out_step)
		UNROLL for (int v = 0; v < SHAPE_CELL / (2 * LANES); v++)
		{
			const int16_t *g = gates + v * 2 * LANES;
			VECTOR z = LOAD(g);
			state[v] = ADD16(z, NAMED(let_through)(LOAD(g + SHAPE_CELL), SUB16(state[v], z)));
			STORE(out + v * 2 * LANES, NAMED(let_through)(LOAD(g + 2 * SHAPE_CELL), state[v]));
		}
	UNROLL for (int v = 0; v < SHAPE_CELL / (2 * LANES); v++) STORE(cell + v * 2 * LANES, state[v]);
}

TARGET static void NAMED(readings)(const int32_t *steps, const int32_t *scores, uint32_t n, int direction,
				   int32_t *best)
{
	const ptrdiff_t step = direction * (ptrdiff_t)SHAPE_LABELS;
	for (uint32_t i = 1; i < n; i++, best += step, scores += step) {
		int32_t from[SHAPE_LABELS];
		VECTOR top[PER_PANEL];
		UNROLL for (int v = 0; v < PER_PANEL; v++)
		{
			STORE(from + v * LANES, ADD32(LOAD(best + v * LANES), LOAD(scores + v * LANES)));
			top[v] = EACH32(INT32_MIN);
		}
		UNROLL for (int k = 0; k < TAG_LABELS; k++)
		{
			VECTOR each = EACH32(from[k]);
			UNROLL for (int v = 0; v < PER_PANEL; v++) top[v] =
				NAMED(max32)(top[v], ADD32(each, LOAD(steps + k * SHAPE_LABELS + v * LANES)));
		}
		UNROLL for (int v = 0; v < PER_PANEL; v++) STORE(best + step + v * LANES, top[v]);
	}
}

#undef TILE
#undef LANES
#undef ROWS
#undef PANELS
#undef PER_PANEL
#undef LOAD
#undef STORE
#undef EACH32
#undef ADD32
#undef ADD16
#undef SUB16
#undef NAMED
#undef PLAIN
#undef WHOLE
#undef VECTOR
#undef PACK16
#undef TARGET
