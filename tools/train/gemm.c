/* tools/train/gemm.c - a tile of 6 rows by 32 columns stays in registers. */
#include "gemm.h"

#include <string.h>

typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
enum { ROWS = 6 };

#define TILE(rows, wide) \
	do { \
		lanes sum[rows][wide] = {0}; \
		for (size_t i = 0; i < k; i++) { \
			const lanes *bv = (const lanes *)(b + i * n + col); \
			lanes right[wide]; \
			for (int w = 0; w < wide; w++) \
				right[w] = bv[w]; \
			for (int r = 0; r < rows; r++) { \
				float left = a[(at + (size_t)r) * row + i * step]; \
				for (int w = 0; w < wide; w++) \
					sum[r][w] += right[w] * left; \
			} \
		} \
		for (int r = 0; r < rows; r++) { \
			lanes *out = (lanes *)(c + (at + (size_t)r) * n + col); \
			for (int w = 0; w < wide; w++) \
				out[w] += sum[r][w]; \
		} \
	} while (0)

void gemm(float *c, const float *a, size_t row, size_t step, const float *b, size_t m, size_t n, size_t k)
{
	for (size_t col = 0; col < n;) {
		size_t width = n - col >= 32 ? 32 : 16, at = 0;
		for (; at + ROWS <= m; at += ROWS) {
			if (width == 32)
				TILE(6, 2);
			else
				TILE(6, 1);
		}
		for (; at < m; at++) {
			if (width == 32)
				TILE(1, 2);
			else
				TILE(1, 1);
		}
		col += width;
	}
}
