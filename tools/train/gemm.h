/* tools/train/gemm.h - C += A B for float matrices. */
#ifndef TRAIN_GEMM_H
#define TRAIN_GEMM_H

#include <stddef.h>

/** C[m][n] += sum over k of A[m * row + k * step] * B[k][n].  N is a multiple of 16; B and C are dense rows of N. */
void gemm(float *c, const float *a, size_t row, size_t step, const float *b, size_t m, size_t n, size_t k);

#endif
